"""How the bot presents itself to Telegram when it starts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.course.library import Library
from bot.emulator.errors import ApiError
from bot.views.words import Languages, languages, speak, words_for
from tests.eventually import eventually
from tests.school import LocalApi, School
from tests.views.catalogue_folder import write_catalogue

WORDS = words_for("en")
NAMES = {"setMyName": "name", "setMyDescription": "description", "setMyShortDescription": "short_description"}


@pytest.fixture(autouse=True)
def spoken(tmp_path: Path) -> Iterator[Path]:
    """A folder of languages; English alone until a test writes another."""
    speak(Languages(tmp_path / "locale"))
    yield tmp_path / "locale"
    speak(Languages())


async def introduced(school: School, times: int = 1) -> None:
    """Waits until the bot has come to the last of its texts, in so many starts."""

    def done() -> bool:
        told = school.world.bot.say("short_description") == WORDS.profile("short_description")
        return told and len(school.calls("getMyShortDescription")) >= times * (1 + len(languages().spoken))

    await eventually(done)


async def test_commands_name_and_descriptions_are_told_at_the_start(school: School) -> None:
    await introduced(school)
    bot = school.world.views.of(school.join("Ada").id)["bot"]
    assert [(each["command"], each["description"]) for each in bot["commands"]] == WORDS.profile("commands")
    assert bot["first_name"] == WORDS.profile("name")
    assert bot["description"] == WORDS.profile("description")
    assert bot["short_description"] == WORDS.profile("short_description")


async def test_what_telegram_knows_already_is_not_set_again(closed_school: School, tea: Library) -> None:
    for times in (1, 2, 3):
        async with closed_school.open(tea):
            await introduced(closed_school, times)
    assert {method: len(closed_school.calls(method)) for method in NAMES} == dict.fromkeys(NAMES, 1)


async def test_what_somebody_changed_meanwhile_is_set_right(closed_school: School, tea: Library) -> None:
    async with closed_school.open(tea):
        await introduced(closed_school)
    closed_school.world.bot.put("description/", "Another bot")
    async with closed_school.open(tea):
        await introduced(closed_school, 2)
    set_ = {method: len(closed_school.calls(method)) for method in NAMES}
    assert set_ == {"setMyName": 1, "setMyDescription": 2, "setMyShortDescription": 1}
    assert closed_school.world.bot.say("description") == WORDS.profile("description")


@pytest.mark.parametrize(
    "refusal",
    [ApiError(429, "Too Many Requests", {"retry_after": 86_400}), ApiError(400, "Bad Request: no")],
    ids=["not today", "never"],
)
async def test_a_name_that_telegram_does_not_take_keeps_nobody_from_learning(
    closed_school: School, api: LocalApi, tea: Library, refusal: ApiError, caplog: pytest.LogCaptureFixture
) -> None:
    api.fail_once("setMyName", refusal)
    async with closed_school.open(tea):
        await closed_school.join("Ada").play("""
            > /start
            Hello Ada
        """)
        await introduced(closed_school)
    assert "setMyName is left for the next start: " in caplog.text
    assert "setMyDescription" not in caplog.text


GERMAN = {
    ("command", "See what there is to learn"): "Was es zu lernen gibt",
    ("command", "Who knows most"): "Wer am meisten weiß",
    WORDS.profile("description"): "Ich bringe dir etwas bei.",
}


async def test_each_is_told_in_their_language_and_all_others_in_the_default(
    closed_school: School, tea: Library, spoken: Path
) -> None:
    write_catalogue(spoken, "de", GERMAN)
    write_catalogue(spoken, "pt_BR", {WORDS.profile("description"): "Eu ensino."})
    views = closed_school.world.views
    ada, kim, pia, ian = (
        closed_school.world.join(name, language_code=code).id
        for name, code in (("Ada", "de"), ("Kim", "zh-hans"), ("Pia", "pt-br"), ("Ian", None))
    )
    async with closed_school.open(tea):
        await introduced(closed_school)
    seen = {who: views.of(who)["bot"] for who in (ada, kim, pia, ian)}
    assert [seen[who]["description"] for who in (ada, kim, pia, ian)] == [
        "Ich bringe dir etwas bei.",
        WORDS.profile("description"),
        "Eu ensino.",
        WORDS.profile("description"),
    ]
    first = {who: bot["commands"][0]["description"] for who, bot in seen.items()}
    assert first[ada] == "Was es zu lernen gibt"
    assert first[kim] == first[pia] == first[ian] == "See what there is to learn"
    assert len(closed_school.calls("setMyName")) == 1


async def test_in_each_language_only_what_differs_is_set_at_the_next_start(
    closed_school: School, tea: Library, spoken: Path
) -> None:
    setting = ("setMyCommands", "setMyName", "setMyDescription", "setMyShortDescription")
    counts = []
    for times, said in enumerate(("Ich bringe dir etwas bei.", "Ich bringe dir etwas bei.", "Ich lehre."), 1):
        folder = spoken.with_name(str(times))
        write_catalogue(folder, "de", GERMAN | {WORDS.profile("description"): said})
        speak(Languages(folder))
        async with closed_school.open(tea):
            await introduced(closed_school, times)
        counts.append(sum(len(closed_school.calls(method)) for method in setting))
    assert counts[1:] == [counts[0], counts[0] + 1]
    assert closed_school.world.bot.say("description", "de") == "Ich lehre."


async def test_with_another_default_english_is_a_language_like_others(
    closed_school: School, tea: Library, spoken: Path
) -> None:
    write_catalogue(spoken, "de", GERMAN)
    closed_school.default_language = "de"
    async with closed_school.open(tea):
        await eventually(lambda: len(closed_school.calls("getMyShortDescription")) == 3)
    assert closed_school.world.bot.say("description") == "Ich bringe dir etwas bei."
    assert closed_school.world.bot.say("description", "en") == WORDS.profile("description")
    assert closed_school.world.bot.exactly("description/de") is None


@pytest.mark.parametrize("language", Languages().spoken)
async def test_every_text_fits_telegrams_limits(language: str) -> None:
    speak(Languages())
    words = words_for(language)
    assert 1 <= len(words.profile("name")) <= 64
    assert len(words.profile("description")) <= 512
    assert len(words.profile("short_description")) <= 120
    for commands in ("commands", "group_commands", "admin_commands"):
        names = [name for name, _ in words.profile(commands)]
        assert len(set(names)) == len(names) <= 100
        assert all(name.isascii() and name == name.lower() and 1 <= len(name) <= 32 for name in names)
        assert all(1 <= len(text) <= 256 for _, text in words.profile(commands))
