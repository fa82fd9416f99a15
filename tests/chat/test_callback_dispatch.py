"""A pressed button goes to whoever answers its family, which its codec knows by name."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from bot.chat.callback_dispatch import CallbackDispatch
from bot.chat.incoming import ButtonPress
from bot.learning.learner.learner import Person
from bot.views.broadcast import buttons as broadcast
from bot.views.callback import Codec
from bot.views.group import buttons as group
from bot.views.learner import (
    announcement_buttons,
    certificate_buttons,
    language_buttons,
    progress_buttons,
    report_buttons,
)
from bot.views.learner import buttons as learner
from bot.views.review import buttons as review
from bot.views.review import reminder_buttons
from bot.views.school import buttons as school
from bot.views.school import course_buttons, page_buttons
from bot.views.search import buttons as search

FAMILIES: dict[str, Codec[Any]] = {
    "review": review.codec,
    "reminder": reminder_buttons.codec,
    "group": group.codec,
    "school": school.codec,
    "school pages": page_buttons.codec,
    "school courses": course_buttons.codec,
    "broadcast": broadcast.codec,
    "announcement": announcement_buttons.codec,
    "report": report_buttons.codec,
    "search": search.codec,
    "progress": progress_buttons.codec,
    "certificate": certificate_buttons.codec,
    "language": language_buttons.codec,
}
DATA = {
    **{"n.abc.1": "learner", "n": "learner", "": "learner", "x": "learner", "menu:settings": "learner"},
    **{"Ga.abc.1.o": "group", "Gj.abc": "group", "G.abc": "learner", "Gs": "learner", "Gab.c": "learner"},
    **{"Am": "school", "Ac.1": "school", "Ay": "school", "A": "learner", "Amn": "learner", "A.": "learner"},
    **{"AB": "broadcast", "AB.": "broadcast", "ABn": "broadcast", "ABy.1": "broadcast", "ABnn": "learner"},
    **{"Bz": "announcement", "Ba.1.1": "announcement", "Bab": "learner", "B": "learner"},
    **{"Fl.abc": "search", "Fg.abc.0": "search", "F": "learner", "Flx": "learner"},
    **{"Mr": "reminder", "Mo.abc.1.1080": "reminder", "M": "learner", "Mrr": "learner"},
    **{"Vo": "review", "Va.1.0.abc": "review", "V": "learner", "Voo": "learner"},
    **{"Rm.abc": "report", "Rn": "report", "R": "learner", "Rmn": "learner", "Z": "learner"},
    **{"Co.abc": "certificate", "Cx": "certificate", "Cw.7K3Q9XM2AB.0": "certificate", "C": "learner"},
    **{"La": "language", "Lc.pt-br": "language", "Lt": "language", "L": "learner", "Laa": "learner"},
    **{"Pt.dark": "progress", "Pw.1": "progress", "P": "learner"},
}
"""Data that anybody can send -> whose buttons answer it."""


ADA = Person(5, "Ada", "en")
NOW = datetime(2026, 11, 27, 18, 0, tzinfo=UTC)


async def answering(data: str) -> str:
    answered = []

    def by(family: str) -> Any:
        async def press(_: ButtonPress) -> None:
            answered.append(family)

        return press

    families = {codec: by(family) for family, codec in FAMILIES.items()}
    dispatch = CallbackDispatch(by("learner"), families)
    await dispatch.callback(ButtonPress(1, "1", ADA, True, NOW, data), None)
    (family,) = answered
    return str(family)


@pytest.mark.parametrize(("data", "family"), DATA.items())
async def test_forged_and_old_data_are_answered_by_the_family_that_they_look_like(
    data: str, family: str
) -> None:
    assert await answering(data) == family


NAMES = {
    "learner": "a b c d e f g h i j k l m n o p q r s t u v w x y",
    "group": "Gs Gc Gd Gh Gz Gn Gq Gl Gt Gg Gf Gp Gx Ga Gk Gy Ge Gm Gw Gb Gu Gv",
    "school": "Am Ac Ag Ak Aj Al Aw An Av At Ar Au Ay Ai Ah Ap Ad Ao Ae Ab Ax As Az Aq Aa Af",
    "broadcast": "AB ABn ABg ABo ABa ABt ABl ABq ABd ABu ABh ABp",
    "school courses": "AKs AKt AKa AKh AKo AKq AKr AKl AKb",
    "school pages": "ALw ALe ALs ALk ALm ALd ALx ALf",
    "announcement": "Ba Bs Bz Bc Bb",
    "report": "Rm Rn",
    "search": "Fl Fg Fi Ft",
    "progress": "Pt Pw Pp",
    "language": "La Lc Lt",
    "certificate": "Co Cr Ck Cu Cx Cf Cw Cn",
    "reminder": "Mo Mp Mn Mr Mt Mm Mz Mc Mw Ms Mb",
    "review": "Vo Va Vt Vk Vi Vu Vh Vv Vn Vx Vs Vb Vq Vl Vr Vz Vc",
}
"""What the buttons of messages sent long ago begin with: more may come, none may go."""


@pytest.mark.parametrize(("family", "names"), NAMES.items())
async def test_the_buttons_of_old_messages_are_answered_by_their_family(family: str, names: str) -> None:
    for name in names.split():
        assert await answering(f"{name}.1") == family


def test_every_name_is_written_down_here_and_is_of_one_family_alone() -> None:
    codecs = {**FAMILIES, "learner": learner.codec}
    assert {family: set(codec.names) for family, codec in codecs.items()} == {
        family: set(names.split()) for family, names in NAMES.items()
    }
    assert len(set(" ".join(NAMES.values()).split())) == len(" ".join(NAMES.values()).split())
