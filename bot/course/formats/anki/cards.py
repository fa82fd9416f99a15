"""A note of Anki -> questions: one for each of its cards, and one for all that is hidden in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from bot.course.formats.anki.cloze import Hidden, Part, parts_of, shown
from bot.course.formats.anki.collection import AnkiNote, CardTemplate
from bot.course.formats.anki.templates import Side, has_answer_line, rendered
from bot.course.formats.gap_prompts import GapText, gap_question
from bot.course.formats.material import Exercise, Fate, Finding, Syntax
from bot.course.formats.source_file import SourceFile
from bot.course.formats.texts.from_any import words_of
from bot.course.kinds import Task
from bot.course.kinds.card import Flashcard
from bot.course.kinds.typed import Typed
from bot.course.message import Message, say

_CLOZE = re.compile(r"\{\{(?:[^{}:]+:)*cloze:(?:[^{}:]+:)*\s*([^{}:]+?)\s*\}\}")
_SOUND = re.compile(r"\[sound:([^\]\[]{0,200})\]")
_LATEX = re.compile(r"\[(latex|\$\$?)\](.{1,1000}?)\[/\1\]", re.DOTALL)
_MATHJAX = re.compile(r"<anki-mathjax[^<>]*>(.{1,1000}?)</anki-mathjax>", re.DOTALL)
_DOLLARS = re.compile(r"^\s*\$+|\$+\s*$")
_PICTURE = re.compile(r"<img\b[^<>]*?src\s*=\s*(?:\"([^\"]+)|'([^']+)|([^\s>]+))", re.IGNORECASE)
_OCCLUSION = "image-occlusion:"
_LONGEST = 200_000
"""Characters of a field."""
_MOST_GAPS = 8
_MOST_TYPED = 200


@dataclass(frozen=True)
class _Card:
    """`place`: what tells it from the other cards of its note."""

    prompt: str
    task: Task
    place: int = 0
    hint: str = ""
    feedback: str = ""


def exercises(source: SourceFile, note: AnkiNote, number: int) -> tuple[list[Exercise], list[Finding]]:
    """`number`: which of the notes it is, from 1."""
    if any(len(text) > _LONGEST for text in note.fields.values()):
        why = say("elsewhere.long_field", most=_LONGEST)
        return [], [Finding(Fate.LEFT_OUT, source.at(0, str(number)), why)]
    origin = source.at(0, f"{number}: {_name(note)}")
    findings = [Finding(Fate.LEFT_OUT, origin, say("elsewhere.sound", name=name)) for name in _sounds(note)]
    clean = {name: _clean(text) for name, text in note.fields.items()}
    made: list[Exercise] = []
    for card in _cards(note, clean):
        if isinstance(card, Message):
            findings.append(Finding(Fate.LEFT_OUT, origin, card))
        else:
            made.append(
                Exercise(
                    title="" if words_of(card.prompt) else _title(card.prompt),
                    prompt=card.prompt,
                    task=card.task,
                    origin=origin,
                    syntax=Syntax.HTML,
                    feedback=card.feedback,
                    hint=card.hint,
                    key=f"{note.guid}/{card.place}",
                )
            )
    return made, findings


def _name(note: AnkiNote) -> str:
    return next(filter(None, (words_of(shown(parts_of(_clean(text)))) for text in note.fields.values())), "")[
        :60
    ]


def _title(prompt: str) -> str:
    """Of a prompt that is a picture alone."""
    found = _PICTURE.search(prompt)
    name = next(filter(None, found.groups()), "") if found else ""
    return PurePosixPath(name).stem.replace("_", " ")


def _sounds(note: AnkiNote) -> Iterator[str]:
    for text in note.fields.values():
        yield from dict.fromkeys(_SOUND.findall(text))


def _clean(text: str) -> str:
    """Formulas as the importer knows them, and no sounds."""

    def formula(found: re.Match[str]) -> str:
        return f"\\({_DOLLARS.sub('', found[found.lastindex or 1])}\\)"

    return _MATHJAX.sub(formula, _LATEX.sub(formula, _SOUND.sub("", text))).strip()


def _cards(note: AnkiNote, fields: dict[str, str]) -> Iterator[_Card | Message]:
    if note.type.is_cloze:
        yield from _hidden(note, fields)
        return
    for place in note.cards:
        if place < len(note.type.templates):
            yield _card(note, note.type.templates[place], fields, place)


def _card(note: AnkiNote, template: CardTemplate, fields: dict[str, str], place: int) -> _Card | Message:
    front, back = rendered(template.question, fields), rendered(template.answer, fields)
    if not words_of(front.html) and "<img" not in front.html:
        return say("elsewhere.empty_front", type=note.type.name)
    below = has_answer_line(template.answer)
    rest = back.html if below else back.html.removeprefix(front.html).strip()
    hint = "<br>".join((*front.hints, *back.hints))
    typed = words_of(front.typed)
    if typed and len(typed) <= _MOST_TYPED:
        return _Card(front.html, Typed((typed,)), place, hint, rest if words_of(rest) != typed else "")
    return _Card(front.html, Flashcard(rest or front.typed), place, hint)


def _hidden(note: AnkiNote, fields: dict[str, str]) -> Iterator[_Card | Message]:
    template = note.type.templates[0] if note.type.templates else CardTemplate("", "")
    found = _CLOZE.search(template.question)
    name = found[1] if found else next(iter(fields), "")
    parts = parts_of(fields.get(name, ""))
    hidden = [part for part in parts if isinstance(part, Hidden)]
    if any(part.text.startswith(_OCCLUSION) for part in hidden):
        yield say("elsewhere.occlusion", type=note.type.name)
        return
    if not hidden:
        yield say("formats.no_gap", title=_name(note))
        return
    others = {**fields, name: ""}
    around, extra = rendered(template.question, others), rendered(template.answer, others)
    yield from _questions(parts, hidden, around, extra)


def _questions(parts: Sequence[Part], hidden: Sequence[Hidden], around: Side, extra: Side) -> Iterator[_Card]:
    feedback = extra.html if words_of(extra.html) not in ("", words_of(around.html)) else ""
    above = around.html if words_of(around.html) else ""
    written = all(part.can_be_written for part in hidden)
    numbers = sorted({part.number for part in hidden})
    groups = [set(numbers)] if written and len(hidden) <= _MOST_GAPS else [{number} for number in numbers]
    for group in groups:
        asked = [part for part in hidden if part.number in group]
        hints = (", ".join(part.hint for part in asked if part.hint), *around.hints)
        hint = "<br>".join(filter(None, hints))
        place = 0 if len(groups) == 1 else asked[0].number
        if written:
            prompt, task = gap_question(GapText(_around(parts, group)), [(words_of(p.text),) for p in asked])
            yield _Card(above + prompt, task, place, hint, feedback)
        else:
            front = above + "".join(p if isinstance(p, str) else _covered(p, group) for p in parts)
            back = "<br>".join(dict.fromkeys(part.text for part in asked))
            yield _Card(front, Flashcard(back), place, hint, feedback)


def _around(parts: Sequence[Part], group: set[int]) -> list[str]:
    """The text between the gaps of these numbers; all others are filled."""
    pieces = [""]
    for part in parts:
        if isinstance(part, Hidden) and part.number in group:
            pieces.append("")
        else:
            pieces[-1] += shown([part])
    return pieces


def _covered(part: Hidden, group: set[int]) -> str:
    if part.number not in group:
        return part.text
    return f"<b>[{part.hint}]</b>" if part.hint else "<b>[…]</b>"
