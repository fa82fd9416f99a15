"""Certificates in the chat: asked for, named, drawn, withdrawn, and shown to be genuine."""

from __future__ import annotations

import asyncio
import logging
import secrets
from dataclasses import dataclass
from typing import assert_never

from bot.chat.callback_dispatch import in_private
from bot.chat.draw import Draw, NotDrawnError
from bot.chat.incoming import ButtonPress, OnButtonPress
from bot.chat.show import Show, together
from bot.learning.learner.certificate import (
    RANDOM_BYTES,
    CertificateNamed,
    CertificateOutcome,
    NameProblem,
    NameWanted,
    NotEarned,
    certificate_id,
    id_in,
    name_on_certificate,
)
from bot.learning.learner.learner import Learner
from bot.learning.learner.outcome import Gone
from bot.tutor.learner.certificates import Certificates
from bot.tutor.tap import Tap
from bot.views.deep_links import Links
from bot.views.learner import certificate as views
from bot.views.learner import screens
from bot.views.learner.certificate_buttons import (
    Action,
    CancelName,
    ForgetName,
    KeepCertificate,
    KeepName,
    OpenCertificate,
    RenameCertificate,
    UseSuggestedName,
    WithdrawCertificate,
    codec,
)
from bot.views.learner.certificate_picture import A4_300, FOR_CHAT, certificate_svg
from bot.views.lettering import measured
from bot.views.screen import Screen
from bot.views.svg_to_png import for_paper
from bot.views.words import words_of

log = logging.getLogger(__name__)

DOTS_AN_INCH = 300


@dataclass(frozen=True, slots=True)
class CertificateChat:
    """`unknown` answers a button that nobody knows. `links` lead to the bot's own chat."""

    certificates: Certificates
    show: Show
    draw: Draw
    links: Links
    unknown: OnButtonPress

    async def press(self, pressed: ButtonPress) -> None:
        await in_private(codec, self._act, self.unknown)(pressed)

    async def named(self, tap: Tap, course_key: str, text: str) -> None:
        """What was written, or pressed, is the name for this course's certificate."""
        name = name_on_certificate(text)
        if isinstance(name, str) and await asyncio.to_thread(_lacks_letters, name):
            learner, outcome = await self.certificates.refuse(tap, course_key, NameProblem.NO_LETTERS)
        else:
            new_id = certificate_id(secrets.token_bytes(RANDOM_BYTES))
            learner, outcome = await self.certificates.name(tap, course_key, text, new_id)
        await self._present(learner, outcome)

    async def is_genuine(self, tap: Tap, text: str) -> None:
        """Anybody asks, by the number as they may have typed it."""
        found = await self.certificates.genuine(tap, id_in(text))
        await self.show.send(tap.person.id, views.genuine(words_of(tap.person), found))

    async def _act(self, tap: Tap, action: Action, pressed: ButtonPress) -> None:
        words = words_of(tap.person)
        match action:
            case OpenCertificate(course):
                learner, outcome = await self.certificates.open(tap, course)
                await together(self.show.answer(pressed.query_id), self._present(learner, outcome))
            case RenameCertificate(course):
                learner, outcome = await self.certificates.rename(tap, course)
                await together(self.show.answer(pressed.query_id), self._present(learner, outcome))
            case UseSuggestedName(course):
                await self.show.answer(pressed.query_id)
                await self.named(tap, course, await self.certificates.suggested(tap))
            case KeepName(course, on):
                learner, outcome = await self.certificates.choose_keeping(tap, course, on)
                await self._change(pressed, self._asking(learner, outcome))
            case CancelName():
                await self.certificates.never_mind(tap)
                await self._change(pressed, screens.plain(words, "certificate_no_name"))
            case ForgetName():
                await self.certificates.forget_name(tap)
                await self._reply(pressed, screens.plain(words, "certificate_name_forgotten"))
            case WithdrawCertificate(number, sure):
                await self._withdraw(tap, number, sure, pressed)
            case KeepCertificate():
                await self._change(pressed, screens.plain(words, "certificate_kept"))
            case _:
                assert_never(action)

    async def _withdraw(self, tap: Tap, number: str, sure: bool, pressed: ButtonPress) -> None:
        words = words_of(tap.person)
        if sure:
            had = await self.certificates.withdraw(tap, number)
            name = "certificate_withdrawn" if had else "certificate_unknown"
            await self._change(pressed, screens.plain(words, name))
            return
        mine = await self.certificates.mine(tap, number)
        await self._reply(pressed, views.withdraw(words, mine) if mine else views.genuine(words, None))

    async def _present(self, learner: Learner, outcome: CertificateOutcome) -> None:
        if isinstance(outcome, CertificateNamed):
            await self._send(learner, outcome)
        else:
            await self.show.send(learner.id, self._asking(learner, outcome))

    def _asking(self, learner: Learner, outcome: CertificateOutcome) -> Screen:
        words = words_of(learner)
        match outcome:
            case NameWanted():
                return views.name_wanted(words, outcome)
            case NotEarned():
                return views.not_earned(words, outcome)
            case CertificateNamed() | Gone():
                return screens.plain(words, "gone")
            case _:
                assert_never(outcome)

    async def _send(self, learner: Learner, named: CertificateNamed) -> None:
        """The sheet for paper first, so that the picture with its buttons stands last."""
        words, certificate = words_of(learner), named.certificate
        sheet, picture = await asyncio.gather(
            *(
                asyncio.to_thread(certificate_svg, words, self.links, certificate, named.name, size)
                for size in (A4_300, FOR_CHAT)
            )
        )
        try:
            png = await self.draw(sheet)
        except NotDrawnError as error:
            log.error("%s", error)
            await self.show.send(learner.id, screens.plain(words, "certificate_not_drawn"))
        else:
            file = (f"certificate-{certificate.id}.png", for_paper(png, DOTS_AN_INCH), "image/png")
            await self.show.document(learner.id, file, screens.plain(words, "certificate_document"))
        await self.show.send(learner.id, views.certificate(words, self.links, learner, named, picture))

    async def _reply(self, pressed: ButtonPress, screen: Screen) -> None:
        answer = self.show.answer(pressed.query_id)
        await together(answer, self.show.send(pressed.person.id, screen, pressed.message_id))

    async def _change(self, pressed: ButtonPress, screen: Screen) -> None:
        answer = self.show.answer(pressed.query_id)
        await together(answer, self.show.edit(pressed.person.id, pressed.message_id, screen))


def _lacks_letters(name: str) -> bool:
    return bool(measured(name, bold=True).missing)
