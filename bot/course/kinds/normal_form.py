"""Written answers without what does not matter: case, accents, quotes, blanks, a full stop, an article."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

LONGEST = 200
"""Characters of a written answer that are looked at, and kept."""

_QUOTES = dict.fromkeys(map(ord, "\"'`´‘’‚‛“”„‟«»‹›「」『』"))
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−"), "-")
_ENDS = ".!?…。 "
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
def normal(words: str) -> str:
    """The form in which answers are compared."""
    text = without_accents(clean(words).casefold().translate(_DASHES).translate(_QUOTES))
    text = " ".join(text.split())
    text = text.rstrip(_ENDS) or text
    return _ARTICLES.sub("", text, count=1) if _ARTICLES.match(text) else text


def without_accents(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", text)
    return unicodedata.normalize(
        "NFC", "".join(sign for sign in decomposed if not unicodedata.combining(sign))
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
