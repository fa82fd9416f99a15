"""Languages that are read from right to left: what stands in their sentences and is read from left to right.

Which way each character goes is told by the Unicode Bidirectional Algorithm, https://www.unicode.org/reports/tr9/
(UAX #9). Signs without a direction of their own take that of what is around them: of "What is Docker?" in an
Arabic line, the question mark would go to the other end, and "/review" would have its stroke behind it. So
what may be of another direction is put between isolates (UAX #9, section 2.4): inside, its own first letter
decides, and nothing around it changes.

Numbers and bars need none: 3/9 stays as it is by itself, and a bar fills from where the line begins.
"""

from __future__ import annotations

import re
from functools import lru_cache
from gettext import NullTranslations

from babel.core import Locale, UnknownLocaleError

ISOLATE, END = "\u2068", "\u2069"
"""FIRST STRONG ISOLATE and POP DIRECTIONAL ISOLATE."""

RIGHT_TO_LEFT = "\u2067"
"""RIGHT-TO-LEFT ISOLATE."""

_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
"""Hebrew, Arabic and what is written alike: https://www.unicode.org/Public/UCD/latest/ucd/Blocks.txt"""

_ADDRESSES = ("http://", "https://", "tg://")

_CODE = re.compile(rf"<code>{ISOLATE}([^<{ISOLATE}{END}]*){END}</code>")

_LETTER = re.compile(r"[^\W\d_]")
_WITHIN = re.compile(
    r"(?P<whole><(code|pre)\b[^>]*>.*?</\2>|%\(\w+\)s(?:[/:–-]%\(\w+\)s)*"
    r"|(?<![\w/<])/[A-Za-z]\w*(?: [A-Za-z0-9][\w:+/-]*)*"
    r"|(?:(?<![^\s(«])\.)?[A-Za-z][\w.+#-]*(?:[ /:@]+[A-Za-z0-9+#][\w.+#-]*)*(?<![.-]))"
    r"|<[^>]*>|&#?\w+;|%%",
    re.ASCII | re.DOTALL,
)
"""What is isolated in a message: code, values, commands, words in Latin letters. The rest is left alone."""


def is_right_to_left(language: str) -> bool:
    """Whether it is read so, by its name as a folder's."""
    try:
        return bool(Locale.parse(language).text_direction == "rtl")
    except (ValueError, UnknownLocaleError):
        return False


def isolated(text: str) -> str:
    """A text of somebody else's, as it goes into a line from right to left; as it is where that changes
    nothing: a number, a text from right to left, several lines. An address would be another with marks."""
    first = _LETTER.search(text)
    if first is None or "\n" in text or text.startswith(_ADDRESSES):
        return text
    if _RIGHT_TO_LEFT.match(first[0]) and not re.search("[A-Za-z]", text):
        return text
    return f"{ISOLATE}{text}{END}"


def turned(text: str) -> str:
    """A line of a drawing, which goes from left to right unless it says otherwise; measures and colours stay
    as they are."""
    if not _RIGHT_TO_LEFT.search(text):
        return text
    return type(text)(f"{RIGHT_TO_LEFT}{text}{END}")


def around_code(html: str) -> str:
    """Isolates stand around code and not in it: it is copied by a tap. The sign of a note, which Unicode
    holds for a Latin letter, leaves its line where it belongs."""
    return _CODE.sub(rf"{ISOLATE}<code>\1</code>{END}", html).replace("ℹ️", f"{ISOLATE}ℹ️{END}")


class IsolatingTranslations(NullTranslations):
    """Translations into a language from right to left, with isolates in them."""

    def __init__(self, translations: NullTranslations) -> None:
        super().__init__()
        self._translations = translations

    def gettext(self, message: str) -> str:
        return isolated_within(self._translations.gettext(message))

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return isolated_within(self._translations.ngettext(msgid1, msgid2, n))

    def pgettext(self, context: str, message: str) -> str:
        return isolated_within(self._translations.pgettext(context, message))

    def npgettext(self, context: str, msgid1: str, msgid2: str, n: int) -> str:
        return isolated_within(self._translations.npgettext(context, msgid1, msgid2, n))


@lru_cache(maxsize=8192)
def isolated_within(message: str) -> str:
    """A translated message with isolates; as it is where it is not translated."""
    if not _RIGHT_TO_LEFT.search(message) and _LETTER.search(_WITHIN.sub(_without, message)):
        return message
    return _WITHIN.sub(_with, message)


@lru_cache(maxsize=4096)
def begins_on_the_right(labels: tuple[str, ...]) -> bool:
    """Whether a row of buttons with these labels is to begin on the right, where most of them do. Telegram
    shows the first on the left in any language, so that such a row is sent turned round."""
    letters = filter(None, map(_LETTER.search, labels))
    return 2 * sum(bool(_RIGHT_TO_LEFT.match(letter[0])) for letter in letters) > len(labels)


def _with(found: re.Match[str]) -> str:
    return f"{ISOLATE}{found[0]}{END}" if found["whole"] else found[0]


def _without(found: re.Match[str]) -> str:
    return "" if not found["whole"] or found[0][0] in "<%/" else found[0]
