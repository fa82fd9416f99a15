"""What stands on a certificate, in words."""

from __future__ import annotations

from bot.learning.learner.certificate import CertificateResult
from bot.views.words import Words


def shown_id(certificate_id: str) -> str:
    """ "7K3Q9-XM2AB": easier to read off."""
    return f"{certificate_id[:5]}-{certificate_id[5:]}"


def result_line(words: Words, result: CertificateResult) -> str:
    """ "3 lessons · 5 of 5 questions right, 4 at the first try"."""
    return words.word(
        "learner.certificate_result",
        lessons=result.lessons,
        right=result.right,
        questions=result.questions,
        first_tries=result.first_tries,
    )
