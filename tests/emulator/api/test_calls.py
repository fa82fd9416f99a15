"""Whatever is sent to it, the local Bot API answers or refuses; it never breaks."""

from __future__ import annotations

import contextlib
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.emulator.api.methods import METHODS
from bot.emulator.api.params import Kind
from bot.emulator.errors import ApiError
from bot.emulator.web.server import Server
from bot.emulator.world.files import Upload
from bot.emulator.world.world import World
from tests.emulator.conftest import buttons, png

SCALARS = st.none() | st.booleans() | st.integers() | st.text(max_size=8)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
)
FIELDS = st.sampled_from(
    ["type", "media", "caption", "inline_keyboard", "text", "callback_data", "url", "message_id", "user"]
)
NESTED = st.dictionaries(FIELDS, VALUES, max_size=4)
ENTITIES = st.lists(
    st.fixed_dictionaries(
        {"type": st.sampled_from(["bold", "text_link", "text_mention", "code", "custom_emoji"])},
        optional={"offset": SCALARS, "length": SCALARS, "url": SCALARS, "user": VALUES},
    ),
    max_size=3,
)
MARKUPS = st.fixed_dictionaries({"inline_keyboard": st.lists(st.lists(NESTED, max_size=2), max_size=2)})


@st.composite
def calls(draw: st.DrawFn) -> tuple[str, dict[str, Any]]:
    """A method with values for some of its parameters, many of them right, the rest not."""
    name = draw(st.sampled_from(sorted(set(METHODS) - {"getUpdates"})))
    params = {}
    for key, kind in METHODS[name].takes.items():
        if key in METHODS[name].needs or draw(st.booleans()):
            params[key] = draw(_values(key, kind))
    return name, params


def _values(key: str, kind: Kind) -> st.SearchStrategy[Any]:
    if key in ("chat_id", "from_chat_id", "user_id"):
        return st.sampled_from(["ada", "group"]) | SCALARS
    if key == "message_id":
        return st.just("last") | SCALARS
    match kind:
        case Kind.STRING:
            return st.text(max_size=30) | st.sampled_from(["HTML", "<b>a</b>", "<a href='http://[/'>x</a>"])
        case Kind.ARRAY:
            return ENTITIES | VALUES
        case Kind.OBJECT | Kind.MEDIA:
            return NESTED | MARKUPS | st.just(buttons("a")) | VALUES
        case Kind.FILE:
            return st.just(Upload("a.png", "image/png", png())) | st.text(max_size=9)
        case _:
            return SCALARS


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=100)
@given(st.lists(calls(), max_size=4))
@pytest.mark.filterwarnings("error")
async def test_no_call_breaks_the_server(made: list[tuple[str, dict[str, Any]]]) -> None:
    world = World()
    server = Server(world)
    world.bot.accept("4242:token")
    ada = world.join("Ada")
    world.say(ada.id, "/start")
    group = world.create_group("Study", ada.id, "supergroup", with_bot=True)
    world.writing.send_poll(ada.id, "Q?", ["a", "b"], correct=[0])
    await server.call("sendMessage", {"chat_id": ada.id, "text": "a", "reply_markup": buttons("a")})
    for method, params in made:
        number = (world.messages(ada.id) or [{"message_id": 1}])[-1]["message_id"]
        here = {"ada": ada.id, "last": number, "group": group.id}
        sent = {
            key: here.get(value, value) if isinstance(value, str) else value for key, value in params.items()
        }
        with contextlib.suppress(ApiError):
            await server.call(method, sent)
    world.views.of(ada.id)
