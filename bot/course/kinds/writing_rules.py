"""What readers of a language take for the same in a written answer: articles, letters, numbers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from bot.course.languages import base_of

_ARTICLES = {
    "en": "a an the",
    "de": "der die das den dem des ein eine einen einem einer eines",
    "fr": "le la les un une des",
    "es": "el la los las un una unos unas",
    "it": "il lo la i gli le un uno una",
    "pt": "o a os as um uma uns umas",
    "nl": "de het een",
    "sv": "en ett",
    "da": "en et",
    "no": "en et",
}
_ELIDED = {"fr": "l", "it": "l un gl dell nell all", "ca": "l"}
"""Those that an apostrophe joins to the word."""

_SPELLED = {
    "de": {"ä": "ae", "ö": "oe", "ü": "ue"},
    "sv": {"å": "aa", "ä": "ae", "ö": "oe"},
    "da": {"å": "aa", "æ": "ae", "ø": "oe"},
    "no": {"å": "aa", "æ": "ae", "ø": "oe"},
}
"""How a letter is written where the keyboard has it not."""

_ALIKE: Mapping[str, Mapping[int, int | None]] = {
    "ar": str.maketrans("ٱىةﻯ", "ايهي", "\u0640"),
    "fa": str.maketrans("ٱىةيك", "ایهیک", "\u0640"),
    "tr": str.maketrans("ı", "i"),
    "az": str.maketrans("ı", "i"),
}
"""Letters that are written for each other, and what only lengthens a word."""

_LETTERS = {"ru": "й", "uk": "йї", "be": "йў", "bg": "й"}
"""With a mark that makes another letter of them: unlike an accent, nobody leaves it out."""

_DOTLESS = frozenset({"tr", "az"})
_DECIMAL_COMMA = frozenset(
    {*("de", "fr", "it", "pt", "ru", "uk", "be", "bg", "tr", "az", "nl", "sv", "da", "no", "fi", "pl", "cs")}
    | {*("sk", "sl", "hr", "hu", "ro", "el", "ca")}
)
_DECIMAL_POINT = frozenset({"en", "ja", "zh", "ko", "th", "he", "ar", "hi"})
_APART = frozenset({"de-CH", "de-LI", "it-CH", "fr-CH", "en-ZA"})
"""Where the sign is not that of the language elsewhere, or both are in use."""
_ARTICLE_IN_ARABIC = 3
"""Letters that have to be left of a word without it."""


@dataclass(frozen=True)
class WritingRules:
    """`decimal`: the sign between wholes and fractions, "" where either may be meant. `spelled`: how letters
    are written where the keyboard has them not; `letters`: those whose mark is no accent."""

    language: str = ""
    decimal: str = ""
    articles: re.Pattern[str] | None = None
    spelled: Mapping[str, str] = field(default_factory=dict)
    letters: str = ""

    def lower(self, text: str) -> str:
        if self.language in _DOTLESS:
            text = text.replace("İ", "i").replace("I", "ı")
        return text.lower()

    def alike(self, text: str) -> str:
        """With one letter in place of each that is written for it."""
        table = _ALIKE.get(self.language)
        return text.translate(table) if table else text

    def without_article(self, text: str) -> str:
        if self.language == "ar" and text.startswith("ال") and len(text) >= len("ال") + _ARTICLE_IN_ARABIC:
            return text[2:]
        found = self.articles.match(text) if self.articles else None
        return text[found.end() :] if found else text

    def spelled_out(self, text: str) -> str:
        """As one writes it without the letters that only this language has."""
        return "".join(self.spelled.get(letter, letter) for letter in text)


@lru_cache(maxsize=256)
def rules_of(language: str) -> WritingRules:
    """Of a course's language, as it is named there."""
    base = base_of(language)
    decimal = "," if base in _DECIMAL_COMMA else "." if base in _DECIMAL_POINT else ""
    return WritingRules(
        base,
        "" if language in _APART else decimal,
        _articles(base),
        _SPELLED.get(base, {}),
        _LETTERS.get(base, ""),
    )


def _articles(base: str) -> re.Pattern[str] | None:
    whole, elided = (table.get(base, "").split() for table in (_ARTICLES, _ELIDED))
    ways = [rf"(?:{'|'.join(whole)}) (?=\S)"] if whole else []
    ways += [rf"(?:{'|'.join(elided)})['’ʼ`´] ?(?=\w)"] if elided else []
    return re.compile(f"(?:{'|'.join(ways)})") if ways else None
