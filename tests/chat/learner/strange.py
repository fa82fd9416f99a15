"""Updates as nobody should send them: right in most things, and strange in any."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from hypothesis import strategies as st

from bot.course.keys import key
from bot.views.learner.answer_buttons import Check, Choose, Retry, Reveal, ToggleTick
from bot.views.learner.buttons import Action, Back, Begin, Cover, Describe, Jump, Lessons, Next, Restart, pack

Anything = st.SearchStrategy[Any]

KINDS = (
    *("message", "callback_query", "my_chat_member", "chat_member", "edited_message", "channel_post"),
    *("edited_channel_post", "business_connection", "business_message", "edited_business_message"),
    *("deleted_business_messages", "guest_message", "message_reaction", "message_reaction_count"),
    *("inline_query", "chosen_inline_result", "shipping_query", "pre_checkout_query"),
    *("purchased_paid_media", "poll", "poll_answer", "chat_join_request", "chat_boost"),
    *("removed_chat_boost", "managed_bot", "a_kind_of_next_year"),
)
"""All that the Bot API knows, and one more: https://core.telegram.org/bots/api#update"""

_HOSTILE = (
    *(
        "",
        " ",
        "\x00",
        "\ud800",
        "a\udfffb",
        "\u202egnisrever\u202c",
        "مرحبا",
        "👩‍👩‍👧‍👦",
        "e" + "\u0301" * 200,
    ),
    *("<b>", "</b>&amp;<script>", "{{ 7 * 7 }}", "{% raw %}", "%s%n", "'; DROP TABLE learners; --"),
    *(
        "/start",
        "/start@other_bot x",
        "/START tea--leaves",
        "/start " + "a" * 5000,
        "/",
        "/\u202e",
        "x" * 5000,
    ),
    *("/lessons", "/continue", "/progress", "/mydata", "/forget", "/help 🎉", "/" * 300),
)
_NUMBERS = st.one_of(
    st.integers(-10, 10), st.sampled_from([2**31, 2**52, -(2**52), 2**63 - 1, 2**63, -(2**63), 2**64, 10**30])
)
_TEXTS = st.one_of(st.sampled_from(_HOSTILE), st.text(max_size=40))
_TIMES = st.integers(0, 2_000_000_000)
_JUNK: Anything = st.recursive(
    st.one_of(st.none(), st.booleans(), _NUMBERS, st.floats(allow_nan=False, allow_infinity=False), _TEXTS),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.sampled_from(["id", "type", "text", "chat", "from", "date"]), inner, max_size=3),
    ),
    max_leaves=6,
)

_TEA, _COLD, _HOW_HOT, _BOILS = key("tea"), key("tea", "cold"), key("tea", "how-hot"), key("boils", size=6)
_ACTIONS: list[Action] = [
    *(Begin(_TEA), Cover(_TEA), Lessons(_TEA), Restart(_TEA, 1), Restart(_TEA, 2**40), Describe(_COLD)),
    *(Next(_COLD, 1), Back(_COLD, 1), Next(_TEA, 2), Jump(key("tea", "lesson", "leaves")), Jump(_HOW_HOT)),
    *(Choose(_HOW_HOT, visit, attempt, _BOILS) for visit in (-1, 2, 3) for attempt in (0, 1, 2)),
    *(
        ToggleTick(_HOW_HOT, 2, 1, _BOILS, on=True),
        Reveal(_HOW_HOT, 2, 1),
        Check(_COLD, 1, 1),
        Retry(_HOW_HOT, 2),
    ),
]
"""Real buttons of the tests' course, many of them for places where nobody is."""
_DATA = st.one_of(
    _TEXTS,
    st.from_regex(r"[A-Za-z]{1,2}(\.[A-Za-z0-9_-]{1,8}){0,5}", fullmatch=True),
    st.sampled_from(["n.AAAAAAAA.1", "j.x", "f.0", "p.words", "p.nothing", "n.a.99999999999999999999"]),
    st.sampled_from([pack(action) for action in _ACTIONS]),
)


def _strange(**fields: Anything) -> Anything:
    """An object with these fields; now and then one is missing, or is something else."""

    @st.composite
    def spoiled(draw: st.DrawFn) -> Any:
        drawn = {name: draw(value) for name, value in fields.items()}
        harm = draw(st.integers(0, 9))
        name = draw(st.sampled_from(sorted(fields))) if harm > 7 else ""
        if harm == 8:
            del drawn[name]
        elif harm == 9:
            drawn[name] = draw(_JUNK)
        return drawn

    return spoiled()


_SPECIAL = [136817688, 777000, 1087968824, 2**52]
"""In the place of a person: a channel, Telegram itself, an anonymous admin; and the largest id."""
_USERS = _strange(
    id=st.one_of(st.integers(1, 5), st.sampled_from(_SPECIAL)),
    is_bot=st.booleans(),
    first_name=_TEXTS,
    language_code=_TEXTS,
)
_CHAT_KINDS = ["private", "private", "group", "supergroup", "channel", "sender", "new kind"]
_CHATS = _strange(id=st.integers(-5, 5), type=st.sampled_from(_CHAT_KINDS), title=_TEXTS)
_ENTITY_KINDS = st.sampled_from(["bot_command", "mention", "url", "text_link", "new kind"])
_ENTITY = _strange(type=_ENTITY_KINDS, offset=st.integers(-2, 20), length=st.integers(-2, 20))
_COMMAND = st.just([{"type": "bot_command", "offset": 0, "length": 6}])
_CONTENTS: list[dict[str, Anything]] = [
    {"text": st.just("/start"), "entities": _COMMAND},
    {"text": _TEXTS, "entities": st.one_of(st.lists(_ENTITY, max_size=2), _COMMAND)},
    {"caption": _TEXTS, "photo": _JUNK},
    {"contact": _strange(phone_number=_TEXTS, first_name=_TEXTS)},
    {"poll": _JUNK, "reply_to_message": _JUNK},
    {"sender_chat": _CHATS, "text": _TEXTS},
    {"new_chat_members": st.lists(_USERS, max_size=2)},
    {"migrate_to_chat_id": _JUNK},
    {"location": _JUNK, "venue": _JUNK, "dice": _JUNK},
    {"via_bot": _USERS, "text": _TEXTS, "is_topic_message": _JUNK, "message_thread_id": _JUNK},
]
_SENT = {"message_id": st.integers(0, 10), "date": _TIMES, "chat": _CHATS, "from": _USERS}
_MESSAGES = st.one_of([_strange(**_SENT, **content) for content in _CONTENTS])
_OLD_MESSAGE = _strange(message_id=st.integers(0, 10), date=st.just(0), chat=_CHATS)
_QUERIES = _strange(
    **{"from": _USERS, "message": st.one_of(_OLD_MESSAGE, _MESSAGES)},
    id=_TEXTS,
    chat_instance=_TEXTS,
    data=_DATA,
    game_short_name=_TEXTS,
)
_STATUS = ["member", "kicked", "left", "administrator", "creator", "restricted", "new kind"]
_MEMBER = _strange(user=_USERS, status=st.sampled_from(_STATUS), until_date=_TIMES)
_CHANGES = _strange(
    **{"from": _USERS}, chat=_CHATS, date=_TIMES, old_chat_member=_MEMBER, new_chat_member=_MEMBER
)
_OTHERS = _strange(
    **{"from": _USERS},
    user=_USERS,
    chat=_CHATS,
    user_chat_id=st.integers(0, 5),
    **dict.fromkeys(("id", "query", "offset", "poll_id", "invoice_payload", "question"), _TEXTS),
    option_ids=_JUNK,
    options=_JUNK,
    boost=_JUNK,
    new_reaction=_JUNK,
    date=_TIMES,
    message_id=st.integers(0, 5),
)


def updates(kinds: Iterable[str] = KINDS) -> st.SearchStrategy[dict[str, Any]]:
    """Without an update_id."""
    return st.one_of([st.fixed_dictionaries({kind: _body(kind)}) for kind in sorted(kinds)])


def _body(kind: str) -> Anything:
    if kind == "callback_query":
        return st.one_of(_QUERIES, _JUNK)
    if "member" in kind:
        return st.one_of(_CHANGES, _JUNK)
    if "message" in kind or "post" in kind:
        return st.one_of(_MESSAGES, _JUNK)
    return st.one_of(_OTHERS, _JUNK)
