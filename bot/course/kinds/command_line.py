"""A command's words as its program would read them: subcommand, flags with their values, arguments."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from bot.course.kinds.program import Flag, Program, Subcommand
from bot.course.kinds.slip_of_a_letter import is_one_off


class ProblemKind(StrEnum):
    """Why a program would not take a command."""

    NO_COMMAND = "no_command"
    OTHER_PROGRAM = "other_program"
    NO_SUBCOMMAND = "no_subcommand"
    UNKNOWN_SUBCOMMAND = "unknown_subcommand"
    UNKNOWN_FLAG = "unknown_flag"
    ONE_DASH = "one_dash"
    """A long flag with one dash only."""
    TWO_DASHES = "two_dashes"
    """A short flag with two."""
    MISPLACED_FLAG = "misplaced_flag"
    """A flag of the program, or of a group of subcommands, behind a word that it belongs before."""
    NO_VALUE = "no_value"
    TAKES_NO_VALUE = "takes_no_value"
    MISSING_ARGUMENT = "missing_argument"
    EXTRA_ARGUMENT = "extra_argument"


@dataclass(frozen=True)
class CommandProblem:
    """`about`: the word that it is about; `right`: what it should be, if that is clear."""

    kind: ProblemKind
    about: str = ""
    right: str = ""


@dataclass(frozen=True)
class FlagUse:
    """A flag as it is used; `value` "" where it has none."""

    flag: Flag
    value: str = ""

    @property
    def shown(self) -> str:
        """As one would write it."""
        name = self.flag.short or self.flag.name
        return f"{name} {self.value}" if self.flag.value else name


@dataclass(frozen=True)
class CommandLine:
    """`inner`: the words that belong to another command, behind the arguments."""

    program: str
    subcommand: Subcommand | None
    uses: tuple[FlagUse, ...] = ()
    arguments: tuple[str, ...] = ()
    inner: tuple[str, ...] = ()
    problems: tuple[CommandProblem, ...] = ()


def read_command(program: Program, words: tuple[str, ...]) -> CommandLine:
    """What the program makes of the words; its `problems` are all that it would not take."""
    if not words:
        return CommandLine("", None, problems=(CommandProblem(ProblemKind.NO_COMMAND),))
    if words[0].lower() != program.name.lower():
        return CommandLine(
            words[0], None, problems=(CommandProblem(ProblemKind.OTHER_PROGRAM, words[0], program.name),)
        )
    reading = _Reading(program, list(words[1:]))
    reading.find_subcommand()
    if reading.subcommand:
        reading.read_rest(reading.subcommand)
    return CommandLine(
        program.name,
        reading.subcommand,
        _last_ones(reading.uses),
        tuple(reading.arguments),
        tuple(reading.inner),
        tuple(reading.problems),
    )


@dataclass
class _Reading:
    program: Program
    words: list[str]
    subcommand: Subcommand | None = None
    uses: list[FlagUse] = field(default_factory=list)
    arguments: list[str] = field(default_factory=list)
    inner: list[str] = field(default_factory=list)
    problems: list[CommandProblem] = field(default_factory=list)

    def find_subcommand(self) -> None:
        path: tuple[str, ...] = ()
        known = self.program.by_words
        while self.words:
            word = self.words[0]
            if self.program.begins((*path, word)):
                path = (*path, self.words.pop(0))
            elif _is_flag(word) and self.program.goes_on(path):
                self._flag(self.words.pop(0), self._flags(path))
            else:
                break
        self.subcommand = known.get(path)
        if self.subcommand is None:
            about = " ".join((*path, *self.words[:1])) if self.words else ""
            problem = ProblemKind.UNKNOWN_SUBCOMMAND if about else ProblemKind.NO_SUBCOMMAND
            self.problems.append(CommandProblem(problem, about))

    def read_rest(self, sub: Subcommand) -> None:
        path = tuple(sub.name.split())
        own = sub.flags if path else self._flags(path)
        most = sum(1 for argument in sub.arguments if not argument.count.many)
        endless = any(argument.count.many for argument in sub.arguments)
        only_arguments = False
        while self.words:
            word = self.words.pop(0)
            if word == "--" and not only_arguments:
                only_arguments = True
            elif _is_flag(word) and not only_arguments:
                self._flag(word, own if self._is_in_place(word, own, path) else self._flags(path))
            elif not endless and sub.inner and len(self.arguments) == most:
                self.inner = [word, *self.words]
                self.words = []
            else:
                self.arguments.append(word)
                if sub.inner and len(self.arguments) == most and not endless:
                    # From here on nothing is a flag of this command.
                    self.inner, self.words = self.words, []
        least = sum(argument.count.least for argument in sub.arguments)
        if len(self.arguments) < least:
            missing = [one.name for one in sub.arguments if one.count.least][len(self.arguments) :]
            self.problems += (CommandProblem(ProblemKind.MISSING_ARGUMENT, name) for name in missing)
        elif not endless and len(self.arguments) > most:
            self.problems += (
                CommandProblem(ProblemKind.EXTRA_ARGUMENT, word) for word in self.arguments[most:]
            )

    def _flags(self, path: tuple[str, ...]) -> tuple[Flag, ...]:
        """Those of the last subcommand, of each group on the way to it, and of the program: a letter means
        what it does nearest by."""
        ways = (self.program.by_words.get(path[:length]) for length in range(len(path), -1, -1))
        return (*(flag for sub in ways if sub for flag in sub.flags), *self.program.flags)

    def _is_in_place(self, word: str, own: tuple[Flag, ...], path: tuple[str, ...]) -> bool:
        """Whether the flag is the subcommand's own. One that belongs before a word on the way is noted."""
        name = word.partition("=")[0]
        if _named(name, own) or _named(name[:2], own) or _unknown(name, own).right:
            return True
        flag = _named(name, self._flags(path))
        if flag is None:
            return True
        groups = ((i, self.program.by_words.get(path[:i])) for i in range(1, len(path)))
        at = next((i for i, group in groups if group and flag in group.flags), 0)
        self.problems.append(CommandProblem(ProblemKind.MISPLACED_FLAG, name, path[at]))
        return False

    def _flag(self, word: str, flags: tuple[Flag, ...]) -> None:
        if word.startswith("--"):
            self._long(word, flags)
        else:
            self._short(word, flags)

    def _long(self, word: str, flags: tuple[Flag, ...]) -> None:
        name, equals, value = word.partition("=")
        flag = _named(name, flags)
        if flag is None:
            short = _named(name[1:], flags)
            problem = (
                CommandProblem(ProblemKind.TWO_DASHES, name, name[1:]) if short else _unknown(name, flags)
            )
            flag = self._meant(problem, flags)
        if flag is None:
            return
        if flag.value:
            self._take(flag, name, value if equals else None)
        elif equals and value not in ("true", "1"):
            self.problems.append(CommandProblem(ProblemKind.TAKES_NO_VALUE, name))
        else:
            self.uses.append(FlagUse(flag))

    def _short(self, word: str, flags: tuple[Flag, ...]) -> None:
        name, equals, value = word.partition("=")
        if len(name) > 2 and (long := _named(f"-{name}", flags)):
            self._meant(CommandProblem(ProblemKind.ONE_DASH, name, f"-{name}"), flags)
            self._long(f"{long.name}{equals}{value}", flags)
            return
        for i, letter in enumerate(word[1:], 1):
            flag = _named(f"-{letter}", flags)
            if flag is None:
                flag = self._meant(_unknown(f"-{letter}" if i > 1 else name, flags), flags)
            if flag is None:
                return
            if flag.value:
                rest = word[i + 1 :]
                self._take(flag, f"-{letter}", rest.removeprefix("=") if rest else None)
                return
            if word[i + 1 :].startswith("="):
                self._long(f"{flag.name}{word[i + 1 :]}", flags)
                return
            self.uses.append(FlagUse(flag))

    def _meant(self, problem: CommandProblem, flags: tuple[Flag, ...]) -> Flag | None:
        """Notes the problem. What is clearly meant is read on as if it were written right."""
        self.problems.append(problem)
        return _named(problem.right, flags) if problem.right else None

    def _take(self, flag: Flag, name: str, value: str | None) -> None:
        """The flag's value, which is the next word if it was not in the same one."""
        if value is None and self.words and not _is_flag(self.words[0]):
            value = self.words.pop(0)
        if value is None:
            self.problems.append(CommandProblem(ProblemKind.NO_VALUE, name, flag.value))
        else:
            self.uses.append(FlagUse(flag, value))


def _named(name: str, flags: Iterable[Flag]) -> Flag | None:
    return next((flag for flag in flags if name in (flag.name, flag.short)), None)


def _unknown(name: str, flags: Iterable[Flag]) -> CommandProblem:
    """With the flag that is meant, if one differs by a letter or in case only."""
    names = [each for flag in flags for each in (flag.name, flag.short) if each]
    same = (each for each in names if each.lower() == name.lower())
    near = (each for each in names if len(name) > 3 and is_one_off(name, each))
    return CommandProblem(ProblemKind.UNKNOWN_FLAG, name, next(same, "") or next(near, ""))


def _last_ones(uses: list[FlagUse]) -> tuple[FlagUse, ...]:
    """Of a flag that may be there but once, the last one counts; one without a value, once."""

    def kept() -> Iterator[FlagUse]:
        for i, use in enumerate(uses):
            later = uses[i + 1 :]
            if use.flag.repeat or not any(one.flag == use.flag for one in later):
                yield use

    return tuple(kept())


def _is_flag(word: str) -> bool:
    return len(word) > 1 and word.startswith("-")
