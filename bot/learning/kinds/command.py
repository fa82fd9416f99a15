"""Writing a shell command: right is what the program would read as one of the accepted ones."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from bot.course.kinds.choice import Option
from bot.course.kinds.command import ShellCommand
from bot.course.kinds.command_line import CommandLine, CommandProblem, ProblemKind, read_command
from bot.course.kinds.known_mistakes import known_mistake
from bot.course.kinds.normal_form import normal
from bot.course.kinds.program import Program
from bot.course.kinds.shell import ShellLine, as_typed, split
from bot.learning.kinds.base import Given, Moved, Remark, Submitted, Verdict
from bot.learning.kinds.command_differences import differences
from bot.learning.kinds.written import WrittenKind, slip_of

REMARKS = 4
"""Differences that are named at once: more would be read by nobody."""


class CommandKind(WrittenKind[ShellCommand]):
    def write(
        self,
        task: ShellCommand,  # noqa: ARG002
        draft: Given,  # noqa: ARG002
        order: Sequence[Option],  # noqa: ARG002
        words: str,
    ) -> Moved | None:
        """Whatever is written, as a keyboard has it: phones make other quotes and dashes."""
        given = as_typed(words)
        return Submitted(Given(given)) if given else None

    def grade(self, task: ShellCommand, given: Given) -> Verdict:
        if not given:
            return Verdict(right=False)
        line = split(given)
        if line is None:
            return Verdict(right=False, slips=(slip_of(given),), remarks=(Remark("unclosed_quote"),))
        command = read_command(task.program, line.words)
        let_pass = _let_pass(line, task.program)
        found = min((_compared(command, right) for right in _accepted(task)), key=len)
        if not found:
            return Verdict(right=True, remarks=let_pass)
        written = {normal(given), normal(" ".join(line.words))}
        known = known_mistake(task.mistakes, written)
        slip = slip_of(" ".join(line.words), known.why if known else "")
        return Verdict(right=False, slips=(slip,), remarks=(*found[:REMARKS], *let_pass))

    def solution(self, task: ShellCommand) -> Given:
        return Given(task.accepted[0])


@lru_cache(maxsize=1024)
def _read(program: Program, accepted: str) -> CommandLine:
    line = split(accepted)
    return read_command(program, line.words if line else ())


def _accepted(task: ShellCommand) -> tuple[CommandLine, ...]:
    return tuple(_read(task.program, one) for one in task.accepted)


def _compared(command: CommandLine, right: CommandLine) -> tuple[Remark, ...]:
    """All that is different: first what no program would take."""
    if right.problems:  # the course was read before its program's grammar was changed
        return (Remark("different"),)
    problems = [one for one in command.problems if one.kind is not ProblemKind.EXTRA_ARGUMENT]
    if command.subcommand is None:
        return tuple(_remark(one, right) for one in problems)
    met = {one.right for one in problems if one.right} | {one.about for one in problems}
    missing = {one.about for one in problems if one.kind is ProblemKind.MISSING_ARGUMENT}
    refused = [_remark(one, right) for one in problems if one.kind is not ProblemKind.MISSING_ARGUMENT]
    found = differences(command, right, frozenset(met))
    if missing and not any(one.code.startswith("argument") for one in found):
        found = (*found, *(Remark("argument_missing", (name,)) for name in sorted(missing)))
    return tuple(dict.fromkeys((*refused, *found)))


def _remark(problem: CommandProblem, right: CommandLine) -> Remark:
    wanted = right.subcommand.name if right.subcommand else ""
    match problem.kind:
        case ProblemKind.OTHER_PROGRAM:
            return Remark("other_program", (problem.about, problem.right))
        case ProblemKind.NO_SUBCOMMAND | ProblemKind.NO_COMMAND:
            return Remark("no_subcommand", (right.program,))
        case ProblemKind.UNKNOWN_SUBCOMMAND:
            return Remark("unknown_subcommand", (right.program, problem.about))
        case ProblemKind.MISPLACED_FLAG:
            return Remark("misplaced_flag", (problem.about, problem.right))
        case ProblemKind.UNKNOWN_FLAG if problem.right:
            return Remark("misspelled_flag", (problem.about, problem.right))
        case ProblemKind.UNKNOWN_FLAG:
            return Remark("unknown_flag", (problem.about, f"{right.program} {wanted}".strip()))
        case ProblemKind.NO_VALUE:
            return Remark("no_value", (problem.about, problem.right))
        case other:
            return Remark(other.value, (problem.about, problem.right))


def _let_pass(line: ShellLine, program: Program) -> tuple[Remark, ...]:
    found = []
    if line.prompt:
        found.append(Remark("prompt"))
    if line.sudo:
        found.append(Remark("sudo"))
    if line.words and line.words[0] != program.name and line.words[0].lower() == program.name:
        found.append(Remark("small_letters", (program.name,)))
    return tuple(found)
