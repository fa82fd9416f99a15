"""What a pupil of the tests' small course does, and what one looks at afterwards."""

from typing import Any

import orjson

from bot.emulator.world.updates import Update
from tests.messages import buttons_of, text_of
from tests.school import LocalApi, Pupil, School, newest

PROGRESS = "SELECT run, visit, place, place_id, attempt, chosen, hinted FROM progress ORDER BY run"
ANSWERS = "SELECT run, step_id, attempt, chosen, result FROM answers ORDER BY run, step_id, attempt"
VISITS = "SELECT lesson_id, bookmark, finished_at FROM lesson_visits ORDER BY lesson_id"
ONWARD = ("Next ▸", "Skip ▸", "Next lesson ▸")
PLACE_BUTTONS = {*ONWARD, "◂ Back", "Start again"}


async def reading(school: School, name: str = "Ada") -> Pupil:
    ada = school.join(name)
    await ada.say("/start")
    await ada.press("A cup of tea" if "A cup of tea" in ada.labels else "Begin")
    if "Begin" in ada.labels:
        await ada.press("Begin")
    return ada


async def at_hot_water(school: School) -> Pupil:
    ada = await reading(school)
    await ada.press("Next ▸")
    return ada


async def at_first_question(school: School) -> Pupil:
    ada = school.join("Ada")
    await ada.play("""
        > /start
        > [Begin]
        > [Next ▸]
        > [Next ▸]
        How hot?
    """)
    return ada


async def tick(pupil: Pupil, option: str) -> None:
    """Ticks an option of the newest question."""
    await pupil.press(next(label for label in pupil.labels if label.endswith(f"  {option}")))


async def at_second_question(school: School) -> Pupil:
    ada = school.join("Ada")
    await ada.say("/start tea--leaves")
    await ada.press("Next ▸")
    return ada


async def at_the_end(school: School) -> Pupil:
    ada = await reading(school)
    await to_the_end(ada)
    return ada


async def to_the_end(ada: Pupil) -> None:
    while "Start again" not in ada.labels:
        await ada.press(next(label for label in ada.labels if label in (*ONWARD, "Your result ▸")))


async def quickly(ada: Pupil, *labels: str) -> None:
    """Presses all of these before the bot has seen the first."""
    for message, button in [ada.find(label) for label in labels]:
        ada.school.world.tap(ada.id, message["message_id"], button["callback_data"])
    await ada.school.settled()


async def twice(school: School, update: Update) -> None:
    """Delivers it once more, which must change nothing: nothing stored, and nothing in the chat."""
    before, chat = everything(school), shown(school, update.lane)
    await school.deliver_again(update)
    assert everything(school) == before
    assert shown(school, update.lane) == chat


async def forge(ada: Pupil, data: str) -> None:
    """Sends data as if the newest message of the bot had a button with it: any client can do that."""
    message = next(m for m in reversed(ada.messages) if m["from"]["is_bot"])
    ada.school.world.chats[ada.id].data.setdefault(message["message_id"], set()).add(data)
    ada.school.world.tap(ada.id, message["message_id"], data)
    assert newest(ada.school.world).kind == "callback_query"
    await ada.school.settled()


def everything(school: School) -> list[list[tuple[object, ...]]]:
    """All that is stored of how the learner stands."""
    return [school.rows(query) for query in (PROGRESS, ANSWERS, VISITS)]


def shown(school: School, chat_id: int) -> list[tuple[str, list[str]]]:
    """What the bot's messages in a chat say, and their buttons."""
    return [
        (text_of(message), [button["text"] for button in buttons_of(message)])
        for message in school.world.messages(chat_id)
        if message["from"]["is_bot"]
    ]


def titles(ada: Pupil) -> list[str]:
    """The first lines of all messages that show a place, or showed one."""
    steps = ("Cold water", "Hot water", "How hot?", "Into the pot", "Which of these are tea?")
    lines = [text_of(message).splitlines()[0] for message in ada.messages if text_of(message)]
    return [line for line in lines if line in steps]


def assert_one_place(ada: Pupil) -> None:
    """The newest message of a place is the only one with its buttons."""
    having = [m for m in ada.messages if PLACE_BUTTONS & {b["text"] for b in buttons_of(m)}]
    assert len(having) == 1, [text_of(message) for message in having]
    assert text_of(having[0]).splitlines()[0] in (titles(ada)[-1], "Water", "Leaves", "A cup of tea")


def gone(school: School) -> bool:
    return school.rows("SELECT gone_at FROM learners")[0][0] is not None


def real_complaints(api: LocalApi) -> list[tuple[str, str]]:
    """What was refused, but for changes that changed nothing."""
    return [(method, words) for method, words in api.complaints if "message is not modified" not in words]


async def my_data(pupil: Pupil) -> dict[str, list[dict[str, Any]]]:
    """What is in the file that the bot sent last."""
    document = pupil.last["document"]
    assert (document["file_name"], document["mime_type"]) == ("my-data.json", "application/json")
    assert "This is all that is kept about you." in pupil.text
    file = pupil.school.world.files.get(document["file_id"])
    assert file
    data: dict[str, list[dict[str, Any]]] = orjson.loads(await pupil.school.world.files.read(file))
    return data
