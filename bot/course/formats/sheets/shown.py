"""A value of a cell, as the cell's number format shows it."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from fractions import Fraction

_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
_PLACES = re.compile(r"\.(0+)")
_ZEROS = re.compile(r"0{2,20}")
_FRACTION = re.compile(r"\?/\?|\?+/(\?+|\d+)|#/#")
_TOKENS = re.compile(r"yyyy|yy|mmmm|mmm|mm|m|dddd|ddd|dd|d|hh|h|ss|s|am/pm|a/p", re.IGNORECASE)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def shown(value: object, number_format: str) -> str:
    """In English, where a format has names of months."""
    plain = _QUOTED.sub("", number_format or "General").split(";")[0]
    match value:
        case bool():
            return "TRUE" if value else "FALSE"
        case int() | float():
            return _number(value, plain)
        case datetime() | date():
            return _moment(value, plain)
        case time():
            return value.strftime("%H:%M:%S").removesuffix(":00")
        case timedelta():
            return str(value)
        case _:
            return str(value).strip()


def _number(value: float, plain: str) -> str:
    places = _PLACES.search(plain)
    if "%" in plain:
        return f"{value * 100:.{len(places[1]) if places else 0}f}%"
    if _FRACTION.search(plain):
        return _fraction(value)
    if "E" in plain.upper().replace("GENERAL", ""):
        return f"{value:.{len(places[1]) if places else 0}E}"
    if places:
        return f"{value:.{len(places[1])}f}"
    if _ZEROS.fullmatch(plain) and value == int(value) and value >= 0:
        return str(int(value)).zfill(len(plain))
    return str(int(value)) if value == int(value) and abs(value) < 1e15 else f"{value:.15g}"


def _fraction(value: float) -> str:
    whole, rest = divmod(abs(value), 1)
    part = Fraction(rest).limit_denominator(99)
    sign = "-" if value < 0 else ""
    if part.numerator == 0:
        return f"{sign}{int(whole)}"
    return f"{sign}{f'{int(whole)} ' if whole else ''}{part.numerator}/{part.denominator}"


def _moment(value: date, plain: str) -> str:
    """As its tokens say; a month that stands behind an hour is a minute."""
    if not re.search(r"[dmyhs]", plain, re.IGNORECASE) or plain.lower() == "general":
        return value.isoformat()
    moment = value if isinstance(value, datetime) else datetime(value.year, value.month, value.day)  # noqa: DTZ001
    found: list[str] = []
    at, after_hour = 0, False
    for sign in _TOKENS.finditer(plain):
        found += [plain[at : sign.start()], _sign(sign[0].lower(), moment, minute=after_hour)]
        at = sign.end()
        after_hour = sign[0].lower() in ("h", "hh")
    return "".join((*found, plain[at:])).strip()


def _sign(sign: str, moment: datetime, *, minute: bool) -> str:
    match sign:
        case "yyyy" | "yy":
            return str(moment.year)[-len(sign) :]
        case "m" | "mm":
            return str(moment.minute if minute else moment.month).zfill(len(sign))
        case "mmm" | "mmmm":
            return _MONTHS[moment.month - 1] if sign == "mmm" else moment.strftime("%B")
        case "d" | "dd":
            return str(moment.day).zfill(len(sign))
        case "ddd" | "dddd":
            return moment.strftime("%a" if sign == "ddd" else "%A")
        case "h" | "hh":
            return str(moment.hour).zfill(len(sign))
        case "s" | "ss":
            return str(moment.second).zfill(len(sign))
        case _:
            return "AM" if moment.hour < 12 else "PM"
