"""What must hold of one message in another language, so that it can be shown where its English is."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bot.views.catalogues import placeholders

BUTTON = 34
"""Characters that a phone of 390 px shows on a button that is alone in its row."""
BUTTON_GROWTH = 1.6
"""Times the English: a label may have others beside it, which leave so much room."""
BUTTON_SHORT = 17
"""Characters that have room in any case: about half of a row."""
TOAST = 200
COMMAND = 256
"""Characters. Source: https://core.telegram.org/bots/api#answercallbackquery and #botcommand"""
VALUE = 25
"""Characters that a value of a toast has, about."""

TAG = re.compile(r"</?[A-Za-z][^<>]*>")
COMMANDS = re.compile(r"(?<![\w/<.])/[a-z]+\b")
SIGN = re.compile(r"[^\w\s%<>&;'\"()\[\]{}«»„“”‟’‘‚‹›¿¡/@#-]")
SAME = str.maketrans("؟،؛。！？：।", "?,;.!?:.")
"""Signs that other letters have forms of their own of."""
TURNED = str.maketrans("▸◂", "◂▸")


@dataclass(frozen=True)
class Said:
    """One text and its English. `mirrored`: it is written from right to left."""

    english: str
    text: str
    context: str = ""
    mirrored: bool = False


def wrong(said: Said) -> Iterator[str]:
    """What is not as it must be, each with what to do."""
    for rule in RULES:
        if trouble := rule(said):
            yield trouble


def visible(text: str) -> int:
    """How many characters a reader sees, without tags and values."""
    bare = re.sub(r"%\(\w+\)s", "", TAG.sub("", text)).replace("%%", "%")
    return sum(not unicodedata.combining(char) for char in bare)


def _percent(said: Said) -> str:
    if "%" in said.text and placeholders(said.text) is None:
        return "has a single percent sign: values are %(name)s, and the sign itself is %%"
    return ""


def _tags(said: Said) -> str:
    if difference := _difference(TAG.findall(said.english), TAG.findall(said.text)):
        return f"its tags are not those of the English: {difference}"
    if not _nested(TAG.findall(said.text)) and _nested(TAG.findall(said.english)):
        return "its tags are not closed in the order in which they were opened"
    if "<" in TAG.sub("", said.text) and "<" not in TAG.sub("", said.english):
        return 'has a "<" that opens no tag: the sign itself is &lt;'
    return ""


def _commands(said: Said) -> str:
    difference = _difference(COMMANDS.findall(said.english), COMMANDS.findall(said.text))
    return f"its commands are not those of the English: {difference}" if difference else ""


def _edges(said: Said) -> str:
    """A sentence that goes on behind a value may need a colon before it."""
    for place, at in (("begin", 0), ("end", -1)):
        wanted, found = _edge(said.english, at), _edge(said.text, at)
        if said.mirrored:
            wanted = wanted.translate(TURNED)
        if wanted != found and not (at == -1 and not wanted and found == ":"):
            return f"does not {place} with {wanted!r} as the English does, but with {found!r}"
    return ""


def _blanks(said: Said) -> str:
    if said.text != said.text.strip() and said.english == said.english.strip():
        return "has a blank or a new line at its beginning or end"
    if said.text.count("\n") != said.english.count("\n"):
        return "has not as many lines as the English"
    return ""


def _button(said: Said) -> str:
    if said.context != "button":
        return ""
    length, english = visible(said.text), visible(said.english)
    most = max(english, min(BUTTON, max(BUTTON_SHORT, round(english * BUTTON_GROWTH))))
    return f"has {length} characters, and the button room for {most}" if length > most else ""


def _toast(said: Said) -> str:
    if said.context != "toast":
        return ""
    values = said.text.count("%(") * VALUE
    most = max(TOAST - values, visible(said.english))
    length = visible(said.text)
    return f"has {length} characters, and an answer to a tap room for {most}" if length > most else ""


def _command(said: Said) -> str:
    long = said.context == "command" and len(said.text) > COMMAND
    return f"has {len(said.text)} characters, and a command's description room for {COMMAND}" if long else ""


RULES: tuple[Callable[[Said], str], ...] = (
    *(_percent, _tags, _commands, _edges, _blanks),
    *(_button, _toast, _command),
)


def _edge(text: str, at: int) -> str:
    """The sign at an end, none where a letter or a value is; what quotes and tags enclose counts."""
    bare = re.sub(r"[\s'\"()\[\]«»„“”‟’‘‚‹›¿¡\u200e\u200f\ufe0f]+", "", TAG.sub("", text))
    end = bare[at:][:1].translate(SAME)
    return end if SIGN.fullmatch(end) else ""


def _difference(english: list[str], text: list[str]) -> str:
    wanted, found = Counter(english), Counter(text)
    missing = [f"{one} is missing" for one in (wanted - found).elements()]
    return ", ".join([*missing, *(f"{one} is too many" for one in (found - wanted).elements())])


def _nested(tags: list[str]) -> bool:
    opened: list[str] = []
    for tag in tags:
        name = tag.strip("</>").split()[0]
        if not tag.startswith("</"):
            opened.append(name)
        elif not opened or opened.pop() != name:
            return False
    return not opened
