"""Certificates in the chat: the name that is wanted, the picture with its words, and what anybody may see."""

from __future__ import annotations

from bot.course.model import CertificateTerms
from bot.learning.learner.certificate import (
    LONGEST_NAME,
    Certificate,
    CertificateNamed,
    NameProblem,
    NameWanted,
    NotEarned,
    drawing_of,
    is_earned,
    percent,
)
from bot.learning.learner.learner import Learner, Pictures
from bot.learning.learner.standing import Standing
from bot.views.deep_links import CertificateLink, Links
from bot.views.learner.certificate_buttons import (
    CancelName,
    ForgetName,
    KeepCertificate,
    KeepName,
    OpenCertificate,
    RenameCertificate,
    UseSuggestedName,
    WithdrawCertificate,
    pack,
)
from bot.views.learner.certificate_words import result_line, shown_id
from bot.views.screen import Button, ButtonStyle, Drawing, Row, Screen
from bot.views.words import Words

PROBLEMS = {
    NameProblem.NOTHING_SEEN: "nothing_seen",
    NameProblem.TOO_LONG: "too_long",
    NameProblem.NO_LETTERS: "no_letters",
}


def name_wanted(words: Words, wanted: NameWanted) -> Screen:
    text = words.render(
        "learner/certificate_name",
        course=wanted.title,
        problem=PROBLEMS[wanted.problem] if wanted.problem else "",
        most=LONGEST_NAME,
        keeps=wanted.keeps,
    )
    sign = words.word("ticked" if wanted.keeps else "unticked")
    keep = f"{sign} {words.word('learner.certificate_keep_name')}"
    use = words.word("learner.certificate_use", name=wanted.suggested)
    return Screen(
        text,
        (
            (Button(use, pack(UseSuggestedName(wanted.course_key))),),
            (Button(keep, pack(KeepName(wanted.course_key, not wanted.keeps))),),
            (Button(words.word("learner.certificate_cancel"), pack(CancelName())),),
        ),
        words=words,
    )


def certificate(words: Words, links: Links, learner: Learner, named: CertificateNamed, svg: str) -> Screen:
    """The picture for the chat with its words; the words alone for whoever wants no pictures."""
    shown = named.certificate
    text = words.render(
        "learner/certificate",
        link=links.to(CertificateLink(shown.id)),
        kept=named.kept,
        improved=named.improved,
        **_values(words, shown),
    )
    title = words.word("learner.certificate_title", course=shown.title)
    drawing = Drawing(svg, title, learner.id, drawing_of(shown.id), kept=named.kept)
    withdraw = Button(words.word("learner.certificate_withdraw"), pack(WithdrawCertificate(shown.id, False)))
    forget = Button(words.word("learner.certificate_forget_name"), pack(ForgetName()))
    rename = Button(words.word("learner.certificate_rename"), pack(RenameCertificate(named.course_key)))
    rows: tuple[Row, ...] = ((rename, *((forget,) if named.kept else ())), (withdraw,))
    picture = None if learner.pictures is Pictures.WORDS else drawing
    return Screen(text, rows, picture, words=words)


def not_earned(words: Words, outcome: NotEarned) -> Screen:
    terms = terms_line(words, outcome.standing)
    return Screen(words.render("learner/certificate_not_earned", terms=terms), words=words)


def genuine(words: Words, shown: Certificate | None) -> Screen:
    """What anybody sees who follows a certificate's link: the same for one that was withdrawn as for one that
    never was."""
    if shown is None:
        return Screen(words.render("learner/certificate_unknown"), words=words)
    return Screen(words.render("learner/certificate_genuine", **_values(words, shown)), words=words)


def withdraw(words: Words, shown: Certificate) -> Screen:
    """The first of two steps."""
    sure = words.word("learner.certificate_withdraw")
    keep = words.word("learner.keep")
    return Screen(
        words.render("learner/certificate_withdraw", **_values(words, shown)),
        (
            (Button(sure, pack(WithdrawCertificate(shown.id, True)), ButtonStyle.DESTROYS),),
            (Button(keep, pack(KeepCertificate())),),
        ),
        words=words,
    )


def to_certificate(words: Words, course_key: str, course: str = "") -> Row:
    """`course`: its title, where it has to be named."""
    label = (
        words.word("learner.certificate_of", course=course) if course else words.word("learner.certificate")
    )
    return (Button(label, pack(OpenCertificate(course_key))),)


def terms_line(words: Words, standing: Standing) -> str:
    """What the certificate takes, and what of it is there: "" where there is none, or it is earned."""
    terms = standing.course.certificate
    if terms is None or is_earned(standing):
        return ""
    return words.render("learner/certificate_terms", **_terms(terms, standing))


def _terms(terms: CertificateTerms, standing: Standing) -> dict[str, object]:
    score = standing.score()
    return {
        "first_tries": terms.first_tries,
        "right": terms.right,
        "has_first_tries": percent(score.right, score),
        "has_right": percent(score.by_now, score),
    }


def _values(words: Words, shown: Certificate) -> dict[str, object]:
    return {
        "course": shown.title,
        "date": words.formats.date(shown.issued_on),
        "result": result_line(words, shown.result),
        "number": shown_id(shown.id),
    }
