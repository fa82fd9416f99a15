"""A certificate as a drawing (SVG) in the proportions of A4, landscape."""

from __future__ import annotations

from bot.learning.learner.certificate import Certificate
from bot.views.deep_links import CertificateLink, Links
from bot.views.learner.certificate_words import result_line, shown_id
from bot.views.lettering import fitted
from bot.views.qr_code import qr_code
from bot.views.shorten import shorten
from bot.views.words import Words

WIDTH, HEIGHT = 1754, 1240
"""The units of the drawing: A4 at 150 dots an inch."""

A4_300 = (3508, 2480)
"""Pixels, for paper."""
FOR_CHAT = (WIDTH, HEIGHT)
"""Pixels: Telegram makes larger ones smaller."""

ROOM = 1340
"""The longest line."""
NAME, COURSE = 116, 64
"""The largest sizes of a name and of a course's title."""
LINK, LINK_ROOM = 32, 860
CODE = 150
"""The side of the code that leads to the link: an inch on paper."""
ONE_LINE = 40
"""Characters of a title that stay on one line."""


def certificate_svg(
    words: Words, links: Links, certificate: Certificate, name: str, size: tuple[int, int]
) -> str:
    """`size`: width and height in pixels. Letters are measured: some ten milliseconds."""
    title = _title(certificate.title)
    link = links.to(CertificateLink(certificate.id))
    shown = link.removeprefix("https://")
    code = qr_code(link)
    values = {
        "name": name,
        "name_size": fitted(name, ROOM, NAME, bold=True),
        "course": title,
        "course_size": min(fitted(line, ROOM, COURSE, bold=True) for line in title),
        "result": result_line(words, certificate.result),
        "date": words.formats.date(certificate.issued_on),
        "number": words.word("learner.certificate_number", number=shown_id(certificate.id)),
        "link": shown,
        "link_size": fitted(shown, LINK_ROOM, LINK),
        "code": code.path,
        "module": CODE / code.modules,
    }
    return words.render("learner/certificate.svg", width=size[0], height=size[1], **values)


def _title(title: str) -> tuple[str, ...]:
    """On one line, or on two of about the same length."""
    if len(title) <= ONE_LINE:
        return (title,)
    blanks = [at for at, c in enumerate(title) if c == " "]
    middle = min(blanks, key=lambda at: abs(at - len(title) // 2), default=None)
    if middle is None:
        return (shorten(title, 2 * ONE_LINE),)
    return title[:middle], title[middle + 1 :]
