"""Words as they are compared: without case, accents and endings. What a person writes is taken apart here."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

MOST_CHARACTERS = 200
"""Of what was written; what follows is not looked for."""

MOST_WORDS = 12

SHORTEST_BEGINNING = 4
"""Letters that a beginning needs to stand for all words that begin so."""

_WORD = re.compile(r"[^\W_]+")
_ENDINGS = ("ility", "ungen", "ung", "ing", "ie", "le", "ed", "es", "en", "er", "em", "e", "n", "y")
"""English and German, the longest first: they are taken off to find "containers" by "container" as well."""

_ALIKE = str.maketrans("ıىةٱ", "iيها", "\u0640")
"""Letters that are written for each other in Turkish and Arabic, and what only lengthens a word."""

_UMLAUTS = (("ae", "a"), ("oe", "o"), ("ue", "u"))
"""How they are written where the keys are missing, and what is left of them without their dots."""


@dataclass(frozen=True)
class Pattern:
    """A folded word, or with `begins` all words that begin so."""

    text: str
    begins: bool = False


Choices = tuple[Pattern, ...]
"""What one word may mean: any of these."""


@dataclass(frozen=True)
class SearchWords:
    """What somebody is looking for: each of these, as well as can be. `choices` goes with `words`."""

    words: tuple[str, ...]
    choices: tuple[Choices, ...]
    question: bool = False
    """It is a sentence that asks something."""


def search_words(text: str) -> SearchWords:
    """What is looked for in a text that anybody wrote: letters and digits alone, without the small words."""
    text = text[:MOST_CHARACTERS]
    all_words = words_in(text)[:MOST_WORDS]
    words = tuple(dict.fromkeys(word for word in all_words if word not in _SMALL))
    last = all_words[-1] if all_words else ""
    return SearchWords(words, tuple(choices(word, word == last) for word in words), is_question(text))


def is_question(text: str) -> bool:
    """Whether it is plainly a question: ends like one, or begins with the word for one."""
    words = words_in(text[:MOST_CHARACTERS])
    asks = text.rstrip().endswith(("?", "？", "؟"))
    return len(words) > 1 and (asks or words[0] in _ASKING)


def choices(word: str, unfinished: bool = False) -> Choices:
    """`unfinished`: it may go on, as the last word of what is still being written."""
    found = [Pattern(word)]
    if unfinished and len(word) > 1:
        found.append(Pattern(word, begins=True))
    for form in _spellings(word):
        found += [Pattern(form), _stem_pattern(form)]
    return tuple(dict.fromkeys(found))


def content_words(text: str) -> tuple[str, ...]:
    """Without the small words, unless there are no others."""
    words = words_in(text)
    return tuple(word for word in words if word not in _SMALL) or words


def as_written_otherwise(text: str) -> str:
    """Its words as `fold` has them, where the index, which knows Latin letters alone, has them otherwise."""
    pieces = [piece for piece in text.casefold().split() if not _is_latin(piece)]
    found = (word for piece in pieces for word in words_in(piece) if word not in piece)
    return " ".join(dict.fromkeys(found))


def _is_latin(piece: str) -> bool:
    letters = (char for char in piece if char.isalpha())
    return piece.isascii() or ("ı" not in piece and all(_name(char).startswith("LATIN") for char in letters))


def _name(char: str) -> str:
    return unicodedata.name(char, "")


def words_in(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(fold(text)))


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """Small letters without accents: as the index has them."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in apart if not unicodedata.combining(char)).translate(_ALIKE)


@lru_cache(maxsize=4096)
def stem(word: str) -> str:
    """A folded word without its ending: the same for "containers" as for "container"."""
    single = word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 2 else word
    for ending in _ENDINGS:
        if single.endswith(ending) and len(single) - len(ending) >= SHORTEST_BEGINNING:
            return single[: -len(ending)]
    return single


def _stem_pattern(word: str) -> Pattern:
    found = stem(word)
    return Pattern(found, begins=len(found) >= SHORTEST_BEGINNING)


def _spellings(word: str) -> tuple[str, ...]:
    """As it may be written in a text: the index keeps an ß, and has ä as a."""
    plain = word
    for written, folded in _UMLAUTS:
        plain = plain.replace(written, folded)
    return tuple(dict.fromkeys((word, plain, word.replace("ss", "ß"))))


_QUESTIONS = """
what which who whom whose when where why how is are was were do does did can could should must
was wer wie wo wann warum weshalb wieso welche welcher welches wozu woher wohin
"""
_OTHERS = """
a an the this that these those it its he she they them we us you your i me my mine our of in on at by to for
from with about as and or but not no so than then there here be been being am has have had will would may
might shall if into out up one s t re ll ve don doesn isn mean means meaning explain define definition tell
please find search know between happens difference ein eine einen einem einer eines der die das den dem des
und oder nicht ist sind war waren kann man ich du er sie es wir ihr mir mich dir dich im am zu zum zur von
vom mit fur auf aus bei als auch wird werden hat haben bedeutet heisst bitte
"""
_ASKING = frozenset(_QUESTIONS.split())
_SMALL = _ASKING | frozenset(_OTHERS.split())
"""Words that say nothing about what is meant."""
