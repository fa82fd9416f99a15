"""What a command that was written says differently from the right one, each difference by itself."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from bot.course.kinds.command_line import CommandLine, FlagUse
from bot.learning.kinds.base import Remark

_HALVES = re.compile(r"([:=,])")


def differences(written: CommandLine, right: CommandLine, met: frozenset[str]) -> tuple[Remark, ...]:
    """`met`: flags about which something was said already."""
    if written.subcommand != right.subcommand:
        names = (_name(written), _name(right))
        return (Remark("other_subcommand", names),)
    return (*_flags(written, right, met), *_arguments(written, right), *_inner(written, right))


def _name(command: CommandLine) -> str:
    return command.subcommand.name if command.subcommand else ""


def _flags(written: CommandLine, right: CommandLine, met: frozenset[str]) -> Iterator[Remark]:
    missing = list((Counter(right.uses) - Counter(written.uses)).elements())
    extra = list((Counter(written.uses) - Counter(right.uses)).elements())
    for use in missing:
        if met & {use.flag.name, use.flag.short}:
            continue
        other = _best(use, extra)
        if other:
            extra.remove(other)
            yield _value(other, use)
        elif late := _late(use, written.inner):
            yield Remark("too_late", (late, written.arguments[-1] if written.arguments else ""))
        else:
            code = "missing_value" if use.flag.value else "missing_flag"
            yield Remark(code, (use.shown, use.flag.value))
    yield from (Remark("extra_flag", (use.shown,)) for use in extra)


def _best(use: FlagUse, extra: list[FlagUse]) -> FlagUse | None:
    """What was written in its place: the same flag, best with the same value the other way round."""
    same = [other for other in extra if other.flag == use.flag]
    swapped = (other for other in same if _swapped(other.value, use.value))
    return next(swapped, same[0] if same else None)


def _value(written: FlagUse, right: FlagUse) -> Remark:
    if _swapped(written.value, right.value):
        first, _, second = _HALVES.split(written.value)[:3]
        return Remark("swapped", (first, second))
    return Remark("other_value", (written.shown, written.flag.value))


def _swapped(written: str, right: str) -> bool:
    """80:8080 for 8080:80."""
    a, b = _HALVES.split(written), _HALVES.split(right)
    return len(a) == len(b) == 3 and a != b and a == b[::-1]


def _late(use: FlagUse, inner: tuple[str, ...]) -> str:
    """The flag, as it stands among the words of the inner command; "" where it does not."""
    names = [name for name in (use.flag.short, use.flag.name) if name]
    for i, word in enumerate(inner):
        if use.flag.value:
            value = " ".join(inner[i + 1 : i + 2])
            joined = {f"{name}={use.value}" for name in names} | {f"{names[0]}{use.value}"}
            if (word in names and value == use.value) or word in joined:
                return f"{word} {value}" if word in names else word
        elif word in names or (use.flag.short and _has(word, use.flag.short[1:])):
            return word
    return ""


def _has(word: str, letter: str) -> bool:
    """Whether a word of short flags, as -it, has this one."""
    return word[:1] == "-" and word[1:].isalpha() and letter in word[1:]


def _arguments(written: CommandLine, right: CommandLine) -> Iterator[Remark]:
    a, b = written.arguments, right.arguments
    if a == b:
        return
    if sorted(a) == sorted(b):
        yield Remark("arguments_swapped", a) if len(a) == 2 else Remark("arguments_order")
        return
    sub = right.subcommand
    names = [argument.name for argument in sub.arguments] if sub else []
    for i in range(max(len(a), len(b))):
        name = names[min(i, len(names) - 1)] if names else ""
        if i >= len(a):
            yield Remark("argument_missing", (name,))
        elif i >= len(b):
            yield Remark("argument_extra", (a[i],))
        elif a[i] != b[i]:
            yield Remark("argument_other", (a[i], name))


def _inner(written: CommandLine, right: CommandLine) -> Iterator[Remark]:
    """Of the words of the inner command, without those that belong before it."""
    if written.inner == right.inner:
        return
    missing = Counter(right.uses) - Counter(written.uses)
    if any(_late(use, written.inner) for use in missing):
        return
    sub = right.subcommand
    what = sub.inner if sub else ""
    if not right.inner:
        yield Remark("inner_extra", (" ".join(written.inner), what))
    elif not written.inner:
        yield Remark("inner_missing", (what,))
    else:
        yield Remark("inner_other", (" ".join(written.inner), what))
