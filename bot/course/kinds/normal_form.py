"""Written answers without what does not matter: case, accents, quotes, blanks, a full stop, an article."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from bot.course.kinds.writing_rules import WritingRules, rules_of

LONGEST = 200
"""Characters of a written answer that are looked at, and kept."""

_QUOTES = dict.fromkeys(map(ord, "\"'`´‘’‚‛“”„‟«»‹›「」『』"))
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−"), "-")
_ENDS = ".!?…。؟۔ "
_ARABIC = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789", "\u0640")
"""Digits as they are elsewhere, and no signs that only lengthen a word."""
_ARTICLES = re.compile(
    r"(?:an?|the|der|die|das|ein|eine|el|la|los|las|un|una|le|les|une|il|lo|o|os|as|um|uma) (?=\S)"
)
_FRACTION = re.compile(r"(?<=\d)(?=[¼-¾⅐-⅞])")
_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")

_LOOK_ALIKE = str.maketrans(
    "аеорсухіјѕԁһӏѵԛԝвкмнтгαορνυικτχεηβμ",
    "aeopcyxijsdhlvqwbkmhtraopvuiktxenbu",
)
"""Small letters of Cyrillic and Greek -> the Latin ones that they are mistaken for, or typed instead of."""


def clean(words: str) -> str:
    """Printable signs only, full-width ones as usual, blanks single, at most LONGEST characters."""
    # In 1½ the one is not the fraction's: apart, they stay two numbers.
    text = unicodedata.normalize("NFKC", _FRACTION.sub(" ", words[: 4 * LONGEST]))
    text = "".join(sign if unicodedata.category(sign)[0] != "C" else " " for sign in text)
    return " ".join(text.split())[:LONGEST].strip()


@lru_cache(maxsize=4096)
def normal(words: str, language: str = "") -> str:
    """The form in which answers are compared. `language`: that they are written in, "" where it is not
    known."""
    if language:
        return _folded(_careful(words, rules_of(language)), rules_of(language))
    text = without_accents(clean(words).casefold().translate(_DASHES).translate(_QUOTES))
    text = " ".join(text.split())
    text = text.rstrip(_ENDS) or text
    return _ARTICLES.sub("", text, count=1) if _ARTICLES.match(text) else text


@lru_cache(maxsize=4096)
def careful(words: str, language: str = "") -> str:
    """The same with accents and each letter as it is written: what tells two answers apart that are alike
    otherwise."""
    return _careful(words, rules_of(language))


@lru_cache(maxsize=4096)
def ways_to_write(words: str, language: str = "") -> frozenset[str]:
    """The normal forms of an answer: its own, and the one without letters that a keyboard may not have."""
    if not language:
        return frozenset({normal(words)})
    rules = rules_of(language)
    text = _careful(words, rules)
    return frozenset({_folded(text, rules), _folded(rules.spelled_out(text), rules)})


def _careful(words: str, rules: WritingRules) -> str:
    lowered = rules.lower(clean(words)).translate(_DASHES).translate(_ARABIC)
    bare = rules.without_article(lowered)  # before the apostrophe is gone that may part it from the word
    text = " ".join(bare.translate(_QUOTES).split())
    text = text.rstrip(_ENDS) or text
    return text if bare != lowered else rules.without_article(text)


def _folded(text: str, rules: WritingRules) -> str:
    return rules.alike(without_accents(text, rules.letters)).casefold()


def without_accents(text: str, but: str = "") -> str:
    """`but`: letters that keep theirs."""
    return "".join(sign if sign in but else _bare(sign) for sign in unicodedata.normalize("NFC", text))


@lru_cache(maxsize=4096)
def _bare(sign: str) -> str:
    decomposed = unicodedata.normalize("NFD", sign)
    return unicodedata.normalize(
        "NFC", "".join(part for part in decomposed if not unicodedata.combining(part))
    )


def latin(text: str) -> str:
    """The same with small letters of other scripts that look like Latin ones taken for these."""
    return text.translate(_LOOK_ALIKE)


def is_latin(text: str) -> bool:
    """Whether all its letters are Latin."""
    return all(unicodedata.name(sign, "").startswith("LATIN") for sign in text if sign.isalpha())


def literal(text: str) -> str:
    """The Markdown that shows exactly this text."""
    return _PUNCTUATION.sub(r"\\\1", text)
