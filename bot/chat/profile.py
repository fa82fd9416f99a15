"""How the bot presents itself: commands, name and descriptions, told to Telegram at start."""

from __future__ import annotations

from bot.chat.show import Call
from bot.views.render import profile

_SCOPES = {
    "default": "commands",
    "all_group_chats": "group_commands",
    "all_chat_administrators": "group_admin_commands",
}
"""Where -> the commands that are offered there: https://core.telegram.org/bots/api#botcommandscope"""

_TEXTS = {
    "Name": "name",
    "Description": "description",
    "ShortDescription": "short_description",
}


async def introduce(call: Call) -> None:
    """Texts are set only where they differ: Telegram allows few changes of a name a day."""
    for scope, field in _SCOPES.items():
        commands = [{"command": name, "description": text} for name, text in profile(field)]
        await call("setMyCommands", {"commands": commands, "scope": {"type": scope}}, {})
    for method, field in _TEXTS.items():
        text = profile(field)
        if (await call(f"getMy{method}", {}, {})).get(field) != text:
            await call(f"setMy{method}", {field: text}, {})
