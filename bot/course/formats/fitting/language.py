"""In what language a text is, told by its letters and its most common words."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

_LETTERS = (
    ("ja", r"[\u3040-\u30ff]"),
    ("ko", r"[\uac00-\ud7af]"),
    ("zh", r"[\u4e00-\u9fff]"),
    ("uk", r"[іїєґ]"),
    ("ru", r"[а-яё]"),
    ("el", r"[α-ωά-ώ]{3}"),
    ("he", r"[\u05d0-\u05ea]"),
    ("fa", r"[پچژگ]"),
    ("ar", r"[\u0620-\u064a]"),
    ("hi", r"[\u0900-\u097f]"),
    ("th", r"[\u0e00-\u0e7f]"),
)
_WORDS = {
    "en": "the of and to is in that it for are with as which you what",
    "de": "der die das und ist nicht ein eine mit für auf von dem den welche",
    "fr": "le la les des est une dans que pour qui pas sur avec du quel",
    "es": "el la los las que es una por con para del se cuál en un",
    "it": "il la che di è una per con non del della sono quale gli un",
    "pt": "o que não uma para com os é do da em as qual dos um",
    "nl": "de het een van en is dat niet op te met voor zijn welke wat",
    "pl": "nie jest na się to że do jak co który w z i są",
    "tr": "bir ve bu için ile ne olan hangi değil mi de da en çok",
}  # fmt: skip
_SHARE = 0.15
"""Of all letters: so many tell a language by its alphabet."""


_ENOUGH = 20
"""Words: in fewer, a "die" or a "la" may be anything."""


@dataclass(frozen=True)
class Told:
    """`code`: the language, "en" where nothing speaks for another. `unsure`: what speaks for another one,
    in a text that is too short to be believed; "" where there is no doubt."""

    code: str
    unsure: str = ""


def language_of(text: str) -> Told:
    lowered = text.lower()
    letters = sum(map(str.isalpha, lowered)) or 1
    for language, pattern in _LETTERS:
        share = 0.02 if language in ("uk", "fa", "ja") else _SHARE
        if len(re.findall(pattern, lowered)) > share * letters:
            return Told(language)
    words = re.findall(r"[^\W\d_]+", lowered)
    count = Counter(words)
    votes = {language: sum(count[word] for word in known.split()) for language, known in _WORDS.items()}
    best = max(votes, key=votes.__getitem__)
    if votes[best] <= votes["en"]:
        return Told("en")
    if len(words) >= _ENOUGH:
        return Told(best)
    return Told("en", unsure=best if votes[best] > 1 else "")
