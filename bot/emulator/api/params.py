"""What a bot sends with a call: JSON, an urlencoded form or multipart, turned into checked Python values."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any
from urllib.parse import parse_qsl

import orjson
from aiohttp import web

from bot.emulator.errors import ApiError, UnknownNameError, bad_request
from bot.emulator.world.files import Upload

Args = dict[str, Any]
"""Checked parameters by name; those left out (or null, or an empty string) are not in it."""


class Kind(StrEnum):
    """The type of a parameter, named as in the Bot API's documentation."""

    INTEGER = "Integer"
    BOOLEAN = "Boolean"
    STRING = "String"
    CHAT = "Integer or String"
    OBJECT = "JSON-serialized Object"
    ARRAY = "JSON-serialized Array"
    INTEGERS = "Array of Integer"
    STRINGS = "Array of String"
    FILE = "InputFile or String"
    MEDIA = "InputMedia"


async def read_params(request: web.Request) -> dict[str, Any]:
    """The parameters as they came: strings from forms, any JSON value from a JSON body, Upload for files."""
    params: dict[str, Any] = dict(request.query)
    match request.content_type:
        case "application/json":
            params |= _read_json(await request.read())
        case "application/x-www-form-urlencoded":
            params |= _read_form(await request.read())
        case "multipart/form-data":
            params |= await _read_parts(request)
    return params


def check_params(
    method: str, takes: Mapping[str, Kind], needs: tuple[str, ...], sent: Mapping[str, Any]
) -> Args:
    """The parameters of a method with their types checked. Raises ApiError, UnknownNameError."""
    values = {name: value for name, value in sent.items() if value is not None and value != ""}
    files = {name: value for name, value in values.items() if isinstance(value, Upload)}
    args: Args = {}
    for name, kind in takes.items():
        if name in values:
            args[name] = _checked(method, name, kind, values.pop(name), files)
    attached = {name for name, file in files.items() if _is_used(file, args)}
    if unknown := set(values) - attached:
        raise UnknownNameError(400, f'Bad Request: unknown parameter "{min(unknown)}" in {method}')
    for name in needs:
        if name not in args:
            raise _missing(method, name)
    return args


def uploads(args: Args) -> list[Upload]:
    """All files among checked parameters."""
    values = [
        value["media"] if isinstance(value, dict) and "media" in value else value for value in args.values()
    ]
    return [value for value in values if isinstance(value, Upload)]


def _read_json(body: bytes) -> dict[str, Any]:
    try:
        read = orjson.loads(body) if body.strip() else {}
    except orjson.JSONDecodeError as error:
        raise bad_request("can't parse JSON object") from error
    if not isinstance(read, dict):
        raise bad_request("the body must be a JSON object")
    return read


def _read_form(body: bytes) -> dict[str, Any]:
    try:
        return dict(parse_qsl(body.decode(), keep_blank_values=True, errors="strict"))
    except UnicodeDecodeError as error:
        raise bad_request("strings must be encoded in UTF-8") from error


async def _read_parts(request: web.Request) -> dict[str, Any]:
    try:
        parts = await request.post()
    except ValueError as error:
        raise bad_request("strings must be encoded in UTF-8, and parts be whole") from error
    return {
        name: _upload(value) if isinstance(value, web.FileField) else value for name, value in parts.items()
    }


def _upload(part: web.FileField) -> Upload:
    return Upload(part.filename or "file", part.content_type, part.file.read())


def _checked(method: str, name: str, kind: Kind, value: Any, files: Mapping[str, Upload]) -> Any:
    try:
        return _CHECKS[kind](value, files)
    except (KeyError, TypeError, ValueError) as error:
        raise bad_request(f'parameter "{name}" in {method} must be of type {kind}') from error


def _missing(method: str, name: str) -> ApiError:
    match name:
        case "chat_id":
            return bad_request("chat_id is empty")
        case "text":
            return bad_request("message text is empty")
        case _:
            return bad_request(f'parameter "{name}" is required in {method}')


def _is_used(file: Upload, args: Args) -> bool:
    return any(file is used for used in uploads(args))


def _integer(value: Any, _: Mapping[str, Upload]) -> int:
    if isinstance(value, bool) or not isinstance(value, int | str):
        raise TypeError
    return int(value)


def _boolean(value: Any, _: Mapping[str, Upload]) -> bool:
    if isinstance(value, bool):
        return value
    return {"true": True, "1": True, "yes": True, "false": False, "0": False, "no": False}[str(value).lower()]


def _string(value: Any, _: Mapping[str, Upload]) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _chat(value: Any, files: Mapping[str, Upload]) -> int | str:
    if isinstance(value, str) and value.startswith("@"):
        return value
    return _integer(value, files)


def _json(value: Any, shape: type) -> Any:
    read = orjson.loads(value) if isinstance(value, str) else value
    if not isinstance(read, shape):
        raise TypeError
    return read


def _list_of(kind: type, value: Any) -> list[Any]:
    read = _json(value, list)
    if not all(type(item) is kind for item in read):
        raise TypeError
    return list(read)


def _file(value: Any, files: Mapping[str, Upload]) -> Upload | str:
    if isinstance(value, Upload):
        return value
    if isinstance(value, str) and value.startswith("attach://"):
        return files[value.removeprefix("attach://")]
    return _string(value, files)


def _media(value: Any, files: Mapping[str, Upload]) -> dict[str, Any]:
    media = _json(value, dict)
    return {**media, "media": _file(media.get("media"), files)}


_CHECKS: dict[Kind, Callable[[Any, Mapping[str, Upload]], Any]] = {
    Kind.INTEGER: _integer,
    Kind.BOOLEAN: _boolean,
    Kind.STRING: _string,
    Kind.CHAT: _chat,
    Kind.OBJECT: lambda value, _: _json(value, dict),
    Kind.ARRAY: lambda value, _: _json(value, list),
    Kind.INTEGERS: lambda value, _: _list_of(int, value),
    Kind.STRINGS: lambda value, _: _list_of(str, value),
    Kind.FILE: _file,
    Kind.MEDIA: _media,
}
