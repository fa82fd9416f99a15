"""Methods about the bot itself, and about files."""

from __future__ import annotations

from typing import Any

from bot.emulator import limits
from bot.emulator.api.chat_access import find_chat
from bot.emulator.api.params import Args
from bot.emulator.errors import bad_request
from bot.emulator.world.bot_profile import commands_key
from bot.emulator.world.world import World

_DEFAULT_SCOPE = {"type": "default"}
_DEFAULT_MENU = {"type": "commands"}
_SCOPES: dict[str, tuple[str, ...]] = {
    "default": (),
    "all_private_chats": (),
    "all_group_chats": (),
    "all_chat_administrators": (),
    "chat": ("chat_id",),
    "chat_administrators": ("chat_id",),
    "chat_member": ("chat_id", "user_id"),
}


def get_me(world: World, _: Args) -> dict[str, Any]:
    return world.bot.me()


def set_my_commands(world: World, args: Args) -> bool:
    return _remember(world, _commands(world, args), limits.check_commands(args["commands"]))


def get_my_commands(world: World, args: Args) -> list[dict[str, str]]:
    return list(world.bot.exactly(_commands(world, args)) or [])


def delete_my_commands(world: World, args: Args) -> bool:
    return _remember(world, _commands(world, args), None)


def set_my_name(world: World, args: Args) -> bool:
    name = limits.check_length("bot name", args.get("name", ""), 64)
    return _remember(world, f"name/{_language(args)}", name)


def get_my_name(world: World, args: Args) -> dict[str, str]:
    return {"name": world.bot.user(_language(args))["first_name"]}


def set_my_description(world: World, args: Args) -> bool:
    description = limits.check_length("bot description", args.get("description", ""), 512)
    return _remember(world, f"description/{_language(args)}", description)


def get_my_description(world: World, args: Args) -> dict[str, str]:
    return {"description": world.bot.say("description", _language(args))}


def set_my_short_description(world: World, args: Args) -> bool:
    short = limits.check_length("bot short description", args.get("short_description", ""), 120)
    return _remember(world, f"short_description/{_language(args)}", short)


def get_my_short_description(world: World, args: Args) -> dict[str, str]:
    return {"short_description": world.bot.say("short_description", _language(args))}


def set_chat_menu_button(world: World, args: Args) -> bool:
    button = args.get("menu_button", _DEFAULT_MENU)
    if button.get("type") not in ("commands", "web_app", "default"):
        raise bad_request("can't parse menu button: unknown type")
    return _remember(world, f"menu/{args.get('chat_id', '')}", button)


def get_chat_menu_button(world: World, args: Args) -> dict[str, Any]:
    own, general = (world.bot.exactly(f"menu/{chat}") for chat in (args.get("chat_id", ""), ""))
    return dict(own or general or _DEFAULT_MENU)


def get_file(world: World, args: Args) -> dict[str, Any]:
    file = world.files.get(args["file_id"])
    if file is None:
        raise bad_request("wrong file_id or the file is temporarily unavailable")
    if file.size > limits.DOWNLOAD_BYTES:
        raise bad_request("file is too big")
    return {
        "file_id": file.file_id,
        "file_unique_id": file.unique_id,
        "file_size": file.size,
        "file_path": file.path,
    }


def _commands(world: World, args: Args) -> str:
    scope = args.get("scope", _DEFAULT_SCOPE)
    kind = str(scope.get("type"))
    if kind not in _SCOPES or set(scope) != {"type", *_SCOPES[kind]}:
        raise bad_request("can't parse BotCommandScope: unsupported type specified")
    if "chat_id" in scope:
        scope = {**scope, "chat_id": find_chat(world, _number(scope["chat_id"])).id}
    return commands_key(scope, _language(args))


def _number(value: Any) -> int | str:
    return int(value) if str(value).removeprefix("-").isdecimal() else str(value)


def _language(args: Args) -> str:
    language = str(args.get("language_code", ""))
    if language and not (language.isascii() and language.islower() and len(language) == 2):
        raise bad_request("LANG_CODE_INVALID")
    return language


def _remember(world: World, key: str, value: Any) -> bool:
    world.bot.put(key, value)
    world.views.show_profile()
    return True
