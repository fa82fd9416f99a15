"""`command:` one command or a list, judged by the grammar in programs/NAME.yaml."""

from __future__ import annotations

from collections.abc import Iterator

from bot.course.kinds.command import ShellCommand
from bot.course.kinds.command_line import CommandLine, ProblemKind, read_command
from bot.course.kinds.known_mistakes import KnownMistake, known_mistake
from bot.course.kinds.normal_form import normal
from bot.course.kinds.program import Program
from bot.course.kinds.shell import split
from bot.course.message import Message, say
from bot.course.reading.course_context import CourseContext
from bot.course.reading.fields import Fields
from bot.course.reading.kinds.written import WRITTEN, Text, known_mistakes, output, texts, without_twins
from bot.course.reading.program_file import program_file

FIELDS = ("command", *WRITTEN)
_NONE = Program("")


def read(fields: Fields, context: CourseContext) -> ShellCommand:
    found = texts(fields, "command", say("things.a_right_command"))
    program = _program(fields, found, context)
    for one in found if program is not _NONE else ():
        _check(fields, one, program)
    accepted = without_twins(fields, found, lambda text: text)

    def is_right(mistake: KnownMistake) -> str | None:
        return next((one for one in accepted if known_mistake([mistake], [normal(one)])), None)

    return ShellCommand(accepted, program, known_mistakes(fields, is_right), output(fields))


def _program(fields: Fields, found: tuple[Text, ...], context: CourseContext) -> Program:
    """The grammar of the program that is called; all of the accepted commands call the same."""
    line = split(found[0].text) if found else None
    if line is None or not line.words:
        if found:
            fields.mistake(found[0].mark, say("kinds.open_quote", text=found[0].text))
        return _NONE
    program = context.program(line.words[0])
    if isinstance(program, Program):
        return program
    if program:
        fields.mistake(found[0].mark, program)
    return _NONE


def _check(fields: Fields, one: Text, program: Program) -> None:
    line = split(one.text)
    if line is None:
        fields.mistake(one.mark, say("kinds.open_quote", text=one.text))
        return
    if line.prompt or line.sudo:
        fields.mistake(one.mark, say("kinds.prompt_or_sudo", text=one.text))
    for why in _troubles(read_command(program, line.words)):
        file = program_file(program.name)
        fields.mistake(one.mark, say("kinds.refused_command", file=file, text=one.text, why=why))


def _troubles(command: CommandLine) -> Iterator[Message]:
    for problem in command.problems:
        about, right = problem.about, problem.right
        match problem.kind:
            case ProblemKind.OTHER_PROGRAM:
                yield say("kinds.other_program", about=about)
            case ProblemKind.NO_COMMAND | ProblemKind.NO_SUBCOMMAND:
                yield say("kinds.no_subcommand")
            case ProblemKind.UNKNOWN_SUBCOMMAND:
                yield say("kinds.unknown_subcommand", about=about)
            case ProblemKind.MISPLACED_FLAG:
                yield say("kinds.misplaced_flag", about=about, right=right)
            case ProblemKind.NO_VALUE:
                yield say("kinds.no_value", about=about)
            case ProblemKind.TAKES_NO_VALUE:
                yield say("kinds.takes_no_value", about=about)
            case ProblemKind.MISSING_ARGUMENT:
                yield say("kinds.missing_argument", about=about)
            case ProblemKind.EXTRA_ARGUMENT:
                yield say("kinds.extra_argument", about=about)
            case _:
                yield say("kinds.unknown_flag", about=about, right=right)
