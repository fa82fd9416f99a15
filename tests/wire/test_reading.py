from typing import Any

import pytest
from telegram import Bot, Update

from bot.wire.handling import UnreadableError
from bot.wire.reading import read_update

BOT = Bot("1:test")
ADA = {"id": 5, "is_bot": False, "first_name": "Ada"}
SAID = {"message_id": 7, "date": 1, "chat": {"id": 5, "type": "private"}, "from": ADA, "text": "How hot?"}


def test_an_update_is_what_the_library_makes_of_it() -> None:
    raw = {"update_id": 1, "message": SAID}
    assert read_update(raw, BOT).to_dict() == Update.de_json(raw, BOT).to_dict()


@pytest.mark.parametrize(
    "message",
    [
        "not a message",
        SAID | {"from": ADA | {"id": "5"}},
        SAID | {"from": ADA | {"id": 2**63}},
        SAID | {"from": ADA | {"first_name": None}},
        SAID | {"chat": {"id": 0.5, "type": "private"}},
    ],
)
def test_what_others_could_not_rely_on_is_unreadable(message: Any) -> None:
    with pytest.raises(UnreadableError):
        read_update({"update_id": 1, "message": message}, BOT)
