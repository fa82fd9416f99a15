"""A program's grammar, programs/NAME.yaml: nodes -> Program."""

from __future__ import annotations

import re

import yaml

from bot.course.kinds.program import Argument, ArgumentCount, Flag, Program, Subcommand
from bot.course.message import Message, say
from bot.course.reading.fields import Fields
from bot.course.reading.mistakes import Source
from bot.course.reading.values import text_of

PROGRAMS = "programs"

_PROGRAM = ("program", "flags", "commands", "arguments", "inner")
_COMMAND = ("command", "aliases", "flags", "arguments", "inner")
_FLAG = ("flag", "short", "value", "repeat")
_NAME = re.compile(r"[a-z0-9][a-z0-9._-]*( [a-z0-9][a-z0-9._-]*)*")
_LONG = re.compile(r"--[A-Za-z0-9][A-Za-z0-9._-]+|-[A-Za-z0-9]")
_SHORT = re.compile(r"-[A-Za-z0-9]")
_ARGUMENT = re.compile(r"([A-Za-z][A-Za-z0-9 _-]*)([?+*]?)")


def program_file(name: str) -> str:
    """The file of the program's grammar, in the course's folder."""
    return f"{PROGRAMS}/{name}.yaml"


def read_program(source: Source, node: yaml.Node) -> Program:
    fields = Fields(source, node, say("things.a_program"), _PROGRAM)
    name = _named(fields, "program")
    flags = _flags(fields)
    if not fields.has("commands"):
        inner = fields.line("inner", required=False)
        return Program(name, flags, (Subcommand(("",), (), _arguments(fields), inner),))
    subs = tuple(
        _subcommand(Fields(source, each, say("things.a_command"), _COMMAND))
        for each in fields.items("commands", say("things.a_command"))
    )
    for taken in ("arguments", "inner"):
        if fields.has(taken):
            fields.mistake(fields.at(taken), say("kinds.belongs_to_command", name=taken))
    _check_names(fields, subs)
    return Program(name, flags, subs)


def _subcommand(fields: Fields) -> Subcommand:
    names = (_named(fields, "command"), *_texts(fields, "aliases", say("things.an_alias")))
    return Subcommand(names, _flags(fields), _arguments(fields), fields.line("inner", required=False))


def _named(fields: Fields, name: str) -> str:
    value = fields.line(name)
    if value and not _NAME.fullmatch(value):
        fields.mistake(fields.value_at(name), say("kinds.no_name", text=value))
    return value


def _flags(owner: Fields) -> tuple[Flag, ...]:
    found: dict[str, Flag] = {}
    for node in owner.items("flags", say("things.a_flag"), required=False):
        fields = Fields(owner.source, node, say("things.a_flag"), _FLAG)
        flag = _flag(fields)
        for each in filter(None, (flag.name, flag.short)):
            if found.setdefault(each, flag) is not flag:
                fields.mistake(fields.mark, say("kinds.twin_flag", text=each))
    return tuple(dict.fromkeys(found.values()))


def _flag(fields: Fields) -> Flag:
    name, short = fields.line("flag"), fields.line("short", required=False)
    flag = Flag(name, short, fields.line("value", required=False), bool(fields.flag("repeat")))
    if name and not _LONG.fullmatch(name):
        fields.mistake(fields.value_at("flag"), say("kinds.no_flag", text=name))
    if short and not _SHORT.fullmatch(short):
        fields.mistake(fields.value_at("short"), say("kinds.no_short_flag", text=short))
    if flag.repeat and not flag.value:
        fields.mistake(fields.at("repeat"), say("kinds.nothing_to_repeat"))
    return flag


def _arguments(fields: Fields) -> tuple[Argument, ...]:
    found: list[Argument] = []
    for text in _texts(fields, "arguments", say("things.an_argument")):
        match = _ARGUMENT.fullmatch(text)
        if match is None:
            fields.mistake(fields.at("arguments"), say("kinds.no_argument", text=text))
        else:
            found.append(Argument(match[1], ArgumentCount(match[2])))
    return tuple(found)


def _texts(fields: Fields, name: str, item: Message) -> tuple[str, ...]:
    nodes = fields.items(name, item, required=False)
    return tuple(text for node in nodes if (text := text_of(fields.source, node, item).strip()))


def _check_names(fields: Fields, subs: tuple[Subcommand, ...]) -> None:
    seen: set[str] = set()
    for name in (name for sub in subs for name in sub.names):
        if name in seen:
            fields.mistake(fields.at("commands"), say("kinds.twin_command", text=name))
        seen.add(name)
