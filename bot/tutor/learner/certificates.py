"""Certificates: given once for a course, drawn with a name, shown to be genuine, and withdrawn."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.course.keys import key
from bot.course.model import Course
from bot.learning.learner.certificate import (
    Certificate,
    CertificateNamed,
    CertificateOutcome,
    NameForCertificate,
    NameProblem,
    NameWanted,
    NotEarned,
    drawing_of,
    is_better,
    is_earned,
    name_on_certificate,
    result_of_run,
)
from bot.learning.learner.learner import Learner
from bot.learning.learner.outcome import Gone
from bot.learning.learner.practice import local_day
from bot.learning.learner.standing import Standing
from bot.storage import drawings
from bot.storage.database import Tx
from bot.storage.learner import certificates, progress
from bot.tutor.tap import Tap
from bot.tutor.use_cases import UseCases


@dataclass(frozen=True)
class _Subject:
    """A course as far as it has to do with certificates; it may not be taught any more. `certificate`: the
    learner's."""

    id: str
    course: Course | None
    standing: Standing | None
    certificate: Certificate | None

    @property
    def key(self) -> str:
        return key(self.id)

    @property
    def title(self) -> str:
        if self.certificate:
            return self.certificate.title
        return self.course.title if self.course else ""

    @property
    def is_better(self) -> bool:
        standing, before = self.standing, self.certificate
        earned = standing if standing and is_earned(standing) else None
        return bool(earned and before and is_better(result_of_run(earned), before.result))


class Certificates:
    """A certificate keeps its number, date and result, whatever happens in the course afterwards: it is on
    paper already. For a better result it is withdrawn, and another one given.

    `random`, where it is wanted, are RANDOM_BYTES that nobody knows."""

    def __init__(self, use_cases: UseCases) -> None:
        self._use_cases = use_cases

    async def open(self, tap: Tap, course_key: str) -> tuple[Learner, CertificateOutcome]:
        """The learner wants to have theirs: it is there with a name that was kept, or needs one."""

        def work(tx: Tx, learner: Learner) -> CertificateOutcome:
            subject = self._subject(tx, learner, course_key)
            kept = certificates.kept_name(tx, learner.id)
            if subject and subject.certificate and kept:
                certificates.ask_no_more(tx, learner.id)
                return _named(subject, subject.certificate, kept, kept=True)
            return _ask(tx, learner, subject, tap.at, keeps=bool(kept))

        return await self._use_cases.serve(tap, work)

    async def rename(self, tap: Tap, course_key: str) -> tuple[Learner, CertificateOutcome]:
        """The learner wants another name on it."""

        def work(tx: Tx, learner: Learner) -> CertificateOutcome:
            keeps = certificates.kept_name(tx, learner.id) is not None
            return _ask(tx, learner, self._subject(tx, learner, course_key), tap.at, keeps)

        return await self._use_cases.serve(tap, work)

    async def choose_keeping(
        self, tap: Tap, course_key: str, keeps: bool
    ) -> tuple[Learner, CertificateOutcome]:
        """Whether the name is to be kept for the next one. Otherwise one that was kept is forgotten."""

        def work(tx: Tx, learner: Learner) -> CertificateOutcome:
            if not keeps:
                certificates.keep_name(tx, learner.id, None)
            return _ask(tx, learner, self._subject(tx, learner, course_key), tap.at, keeps)

        return await self._use_cases.serve(tap, work)

    async def suggested(self, tap: Tap) -> str:
        """The name that was suggested: the one that was kept, or the first name."""
        learner, kept = await self._use_cases.serve(
            tap, lambda tx, learner: certificates.kept_name(tx, learner.id)
        )
        return kept or learner.first_name

    async def refuse(
        self, tap: Tap, course_key: str, problem: NameProblem
    ) -> tuple[Learner, CertificateOutcome]:
        """The name cannot be drawn: another one is wanted."""

        def work(tx: Tx, learner: Learner) -> CertificateOutcome:
            asked = certificates.name_asked(tx, learner.id, tap.at)
            subject = self._subject(tx, learner, course_key)
            return _ask(tx, learner, subject, tap.at, bool(asked and asked[1]), problem)

        return await self._use_cases.serve(tap, work)

    async def name(
        self, tap: Tap, course_key: str, words: str, new_id: str
    ) -> tuple[Learner, CertificateOutcome]:
        """With this name. `new_id`: for the certificate, where the learner has none yet."""
        name = name_on_certificate(words)
        if isinstance(name, NameProblem):
            return await self.refuse(tap, course_key, name)

        def work(tx: Tx, learner: Learner) -> CertificateOutcome:
            subject = self._subject(tx, learner, course_key)
            if subject is None:
                return Gone()
            certificate = subject.certificate or _given(tx, learner, subject, new_id, tap.at)
            if certificate is None:
                return _ask(tx, learner, subject, tap.at, keeps=False)
            asked = certificates.name_asked(tx, learner.id, tap.at)
            if asked and asked[1]:
                certificates.keep_name(tx, learner.id, name)
            certificates.note_message(tx, certificate.id, tap.message_id)
            certificates.ask_no_more(tx, learner.id)
            kept = certificates.kept_name(tx, learner.id) == name
            return _named(subject, certificate, name, kept)

        return await self._use_cases.serve(tap, work)

    async def never_mind(self, tap: Tap) -> Learner:
        learner, _ = await self._use_cases.serve(
            tap, lambda tx, learner: certificates.ask_no_more(tx, learner.id)
        )
        return learner

    async def forget_name(self, tap: Tap) -> Learner:
        """The name that was kept, and with it the pictures that show it."""

        def work(tx: Tx, learner: Learner) -> None:
            certificates.keep_name(tx, learner.id, None)
            for certificate in certificates.of_learner(tx, learner.id):
                drawings.drop(tx, learner.id, drawing_of(certificate.id))

        learner, _ = await self._use_cases.serve(tap, work)
        return learner

    async def mine(self, tap: Tap, certificate_id: str) -> Certificate | None:
        """The learner's own of this id."""
        _, found = await self._use_cases.serve(
            tap, lambda tx, learner: certificates.of_learner(tx, learner.id)
        )
        return next((one for one in found if one.id == certificate_id), None)

    async def withdraw(self, tap: Tap, certificate_id: str) -> bool:
        """Whether the learner had it."""

        def work(tx: Tx, learner: Learner) -> bool:
            drawings.drop(tx, learner.id, drawing_of(certificate_id))
            return certificates.withdraw(tx, learner.id, certificate_id)

        _, had = await self._use_cases.serve(tap, work)
        return had

    async def genuine(self, tap: Tap, certificate_id: str | None) -> Certificate | None:
        """What anybody may know of a certificate; None where there is none of this id (any more)."""
        _, found = await self._use_cases.serve(
            tap, lambda tx, _: certificates.find(tx, certificate_id) if certificate_id else None
        )
        return found

    def _subject(self, tx: Tx, learner: Learner, course_key: str) -> _Subject | None:
        course = self._use_cases.library_of(learner).course_by_key(course_key)
        if course:
            standing = progress.load(tx, learner.id, course)
            certificate = certificates.of_course(tx, learner.id, course.id)
            return _Subject(course.id, course, standing, certificate)
        owned = (one for one in certificates.of_learner(tx, learner.id) if key(one.course_id) == course_key)
        left = next(owned, None)
        return _Subject(left.course_id, None, None, left) if left else None


def name_for(tx: Tx, tap: Tap) -> NameForCertificate | None:
    """The certificate that the message that came is to name, or named when it came before."""
    asked = certificates.name_asked(tx, tap.person.id, tap.at)
    if asked:
        return NameForCertificate(key(asked[0]))
    again = certificates.named_by(tx, tap.person.id, tap.message_id)
    return NameForCertificate(key(again.course_id)) if again else None


def _ask(
    tx: Tx,
    learner: Learner,
    subject: _Subject | None,
    now: datetime,
    keeps: bool,
    problem: NameProblem | None = None,
) -> CertificateOutcome:
    """For the name, where there is a certificate to be had."""
    if subject is None:
        return Gone()
    standing = subject.standing
    if subject.certificate is None and not (standing and is_earned(standing)):
        terms = standing.course.certificate if standing else None
        return NotEarned(standing, terms) if standing and terms else Gone()
    certificates.ask_name(tx, learner.id, subject.id, keeps, now)
    suggested = certificates.kept_name(tx, learner.id) or learner.first_name
    return NameWanted(subject.title, subject.key, suggested, keeps, problem)


def _given(tx: Tx, learner: Learner, subject: _Subject, new_id: str, now: datetime) -> Certificate | None:
    """A new one, if it is earned."""
    if subject.standing is None or not is_earned(subject.standing):
        return None
    day, result = local_day(now, learner.time_zone), result_of_run(subject.standing)
    certificate = Certificate(new_id, subject.id, subject.title, day, result)
    certificates.add(tx, learner.id, certificate)
    return certificate


def _named(subject: _Subject, certificate: Certificate, name: str, kept: bool) -> CertificateNamed:
    return CertificateNamed(certificate, subject.key, name, kept, subject.is_better)
