"""A formula in TeX -> a line of Unicode, where that says the same."""

from __future__ import annotations

import re

from bot.course.formats.texts.scripts import lowered_or_none, raised_or_none

_GREEK = {
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "zeta": "ζ", "eta": "η",
    "theta": "θ", "iota": "ι", "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ", "pi": "π",
    "rho": "ρ", "sigma": "σ", "tau": "τ", "upsilon": "υ", "phi": "φ", "chi": "χ", "psi": "ψ",
    "omega": "ω", "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ", "Lambda": "Λ", "Xi": "Ξ", "Pi": "Π",
    "Sigma": "Σ", "Upsilon": "Υ", "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω", "varepsilon": "ε",
    "vartheta": "ϑ", "varphi": "φ",
}  # fmt: skip
_SIGNS = _GREEK | {
    "leq": "≤", "le": "≤", "geq": "≥", "ge": "≥", "neq": "≠", "ne": "≠", "approx": "≈", "equiv": "≡",
    "times": "×", "cdot": "·", "div": "÷", "pm": "±", "mp": "∓", "infty": "∞", "to": "→", "rightarrow": "→",
    "Rightarrow": "⇒", "leftarrow": "←", "Leftrightarrow": "⇔", "leftrightarrow": "↔", "in": "∈",
    "notin": "∉", "subset": "⊂", "subseteq": "⊆", "cup": "∪", "cap": "∩", "emptyset": "∅", "forall": "∀",
    "exists": "∃", "neg": "¬", "land": "∧", "wedge": "∧", "lor": "∨", "vee": "∨", "partial": "∂",
    "nabla": "∇", "sum": "∑", "prod": "∏", "int": "∫", "degree": "°", "circ": "°", "propto": "∝", "sim": "∼",
    "ldots": "…", "dots": "…", "cdots": "⋯", "angle": "∠", "perp": "⊥", "parallel": "∥", "prime": "′",
    "quad": " ", "qquad": " ", "hbar": "ℏ", "ell": "ℓ", "ast": "∗", "star": "⋆", "mid": "|",
    "sin": "sin", "cos": "cos", "tan": "tan", "log": "log", "ln": "ln", "exp": "exp", "lim": "lim",
    "max": "max", "min": "min", "left": "", "right": "", "displaystyle": "", "limits": "",
}  # fmt: skip
_DOUBLE = {"N": "ℕ", "Z": "ℤ", "Q": "ℚ", "R": "ℝ", "C": "ℂ"}
_WRAPPED = re.compile(r"\\(?:mathrm|text|mathit|operatorname|mathbf|textbf|mathsf)\{([^{}\\]*)\}")
_FRACTION = re.compile(r"\\[dt]?frac\s*\{([^{}]*)\}\s*\{([^{}]*)\}")
_ROOT = re.compile(r"\\sqrt\s*\{([^{}]*)\}")
_SCRIPT = re.compile(r"([\^_])\s*(?:\{([^{}]*)\}|(\S))")
_COMMAND = re.compile(r"\\([A-Za-z]+)\s?")
_SPACES = re.compile(r"\\[,;:!> ]|~")
_SIMPLE = re.compile(r"[\w.′∞αβγδεθλμπρσφω]+")


def in_unicode(formula: str) -> str | None:
    """None where signs in a row would not say it."""
    text = _SPACES.sub(" ", formula.strip())
    text = re.sub(r"\\mathbb\{?([NZQRC])\}?", lambda found: _DOUBLE[found[1]], text)
    text = _WRAPPED.sub(r"\1", text)
    text = re.sub(r"\^\s*\{?\\circ\}?", "°", text)
    text = _COMMAND.sub(lambda found: _SIGNS.get(found[1], found[0]) + _gap(found), text)
    text = _scripts(text)
    for _ in range(3):
        text = _ROOT.sub(lambda found: f"√{_grouped(found[1])}", text)
        text = _FRACTION.sub(lambda found: f"{_grouped(found[1])}/{_grouped(found[2])}", text)
        text = _scripts(text)
    text = text.replace("\\%", "%").replace("\\$", "$").replace("\\&", "&").replace("\\#", "#")
    text = text.replace("\\{", "\ue006").replace("\\}", "\ue007")
    if re.search(r"[\\{}^&]|_[^_\s]", text):
        return None
    return " ".join(text.replace("\ue006", "{").replace("\ue007", "}").split())


def _gap(found: re.Match[str]) -> str:
    """The blank that ended a command stays where signs of words would grow together."""
    return " " if found[0].endswith(" ") and _SIGNS.get(found[1]) else ""


def _scripts(text: str) -> str:
    def made(found: re.Match[str]) -> str:
        inside = found[2] if found[2] is not None else found[3]
        signs = (raised_or_none if found[1] == "^" else lowered_or_none)(inside)
        return found[0] if signs is None else signs

    return _SCRIPT.sub(made, text)


def _grouped(text: str) -> str:
    text = text.strip()
    return text if _SIMPLE.fullmatch(text) else f"({text})"
