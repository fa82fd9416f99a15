"""Raised and lowered signs: x², H₂O. What Unicode has no sign for is written as ^(…) and _(…)."""

from __future__ import annotations

_PLAIN = "0123456789+-=()"
_RAISED = dict(zip(_PLAIN, "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾", strict=True)) | dict(
    zip(
        "abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVW",
        "ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂ",
        strict=True,
    )
)
_LOWERED = dict(zip(_PLAIN, "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎", strict=True)) | dict(
    zip("aehijklmnoprstuvx", "ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ", strict=True)
)
_ORDINALS = frozenset(("st", "nd", "rd", "th", "er", "e"))


def raised(text: str) -> str:
    if text.strip() in _ORDINALS:
        return text
    return in_signs(text, _RAISED) or (f"^({text})" if text.strip() else text)


def lowered(text: str) -> str:
    return in_signs(text, _LOWERED) or (f"_({text})" if text.strip() else text)


def raised_or_none(text: str) -> str | None:
    return in_signs(text, _RAISED)


def lowered_or_none(text: str) -> str | None:
    return in_signs(text, _LOWERED)


def in_signs(text: str, signs: dict[str, str]) -> str | None:
    """Each character by its sign; None where one has none."""
    plain = text.replace(" ", "").replace("−", "-").replace("\\", "")
    if not plain or any(char not in signs for char in plain):
        return None
    return "".join(signs[char] for char in plain)
