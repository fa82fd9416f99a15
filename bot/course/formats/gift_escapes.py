"""What a backslash stands before in GIFT is text: hidden while a question is taken apart, and shown again."""

from __future__ import annotations

import re

_SIGNS = "~=#{}:"
_HIDDEN = {sign: chr(0xE010 + place) for place, sign in enumerate(_SIGNS)}
_BACKSLASH = "\ue01e"
_SHOWN = str.maketrans({there: sign for sign, there in _HIDDEN.items()} | {_BACKSLASH: "\\"})
_ESCAPE = re.compile(r"\\([~=#{}:\\n])")


def hidden(text: str) -> str:
    return _ESCAPE.sub(_hide, text) if "\\" in text else text


def shown(text: str) -> str:
    return text.translate(_SHOWN)


def _hide(found: re.Match[str]) -> str:
    match found[1]:
        case "n":
            return "\n"
        case "\\":
            return _BACKSLASH
        case sign:
            return _HIDDEN[sign]
