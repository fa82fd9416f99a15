"""Certificates: earned, named, drawn, shown to be genuine, withdrawn."""

from __future__ import annotations

import io
import re
from collections.abc import AsyncIterator
from typing import Any

import pytest
import segno
from PIL import Image

from bot.chat.learner import certificates
from bot.emulator.errors import ApiError
from bot.storage.use_case_queue import UseCaseQueue
from bot.views.learner import certificate_picture
from bot.views.learner.certificate_picture import CODE
from tests.chat.learner.author import Author
from tests.chat.learner.deeds import at_the_end, forge, my_data, reading, to_the_end
from tests.messages import text_of
from tests.school import LocalApi, Pupil, School

CERTIFICATES = "SELECT id, issued_on, learner_id FROM certificates"


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """To draw is most of the work here, and few tests look at the pictures."""
    monkeypatch.setattr(certificates, "A4_300", (350, 248))
    monkeypatch.setattr(certificates, "FOR_CHAT", (350, 248))


@pytest.fixture
def full_size(small: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(certificates, "A4_300", certificate_picture.A4_300)
    monkeypatch.setattr(certificates, "FOR_CHAT", certificate_picture.FOR_CHAT)


@pytest.fixture
async def giving(closed_school: School, author: Author) -> AsyncIterator[School]:
    """A school whose course gives a certificate for all of its lessons."""
    author.edit("course.yaml", lambda course: course.update(certificate=True))
    async with closed_school.open(author.library()):
        yield closed_school


async def asked(school: School) -> Pupil:
    ada = await at_the_end(school)
    await ada.press("Your certificate ▸")
    return ada


async def holding(school: School, name: str = "Ada Lovelace") -> Pupil:
    ada = await asked(school)
    await ada.say(name)
    return ada


def number_of(school: School) -> str:
    return str(school.rows(CERTIFICATES)[0][0])


async def test_who_has_been_through_the_course_writes_a_name_and_gets_a_sheet_and_a_picture(
    full_size: None, giving: School
) -> None:
    ada = await at_the_end(giving)
    await ada.play("""
        you have been through the whole course
        [Your certificate ▸]
        > [Your certificate ▸]
        Your certificate: A cup of tea
        Which name should be on it?
        and I don't keep it
        [Use “Ada”]
        [☐ Keep the name for the next one]
        [Not now]
        > Ada Lovelace
        Your certificate: A cup of tea
        1 March 2026
        2 lessons · 0 of 2 questions right, 0 at the first try
        Number
        ?start=cert-
        Only the picture has your name
        [Withdraw it]
    """)
    assert (await image(ada.last["photo"][-1], ada)).size == (1754, 1240)
    document = ada.messages[-2]["document"]
    sheet = await image(document, ada)
    assert (sheet.size, round(sheet.info["dpi"][0])) == ((3508, 2480), 300)
    assert document["file_name"] == f"certificate-{number_of(giving)}.png"
    assert f"cert-{number_of(giving)}" in ada.text
    assert "Lovelace" not in str(giving.rows("SELECT * FROM learners"))
    assert giving.rows("SELECT * FROM drawings") == []


async def test_the_link_is_on_the_sheet_as_a_code_to_be_scanned(full_size: None, giving: School) -> None:
    ada = await holding(giving)
    link = re.search(r"https://\S+", ada.text)
    assert link
    sheet = (await image(ada.messages[-2]["document"], ada)).convert("L")
    rows = [bytes(row) for row in segno.make(link[0], error="m", micro=False).matrix]
    module, (left, top) = 2 * CODE / len(rows), (2 * 1440, 2 * 984)
    for y, row in enumerate(rows):
        for x, is_dark in enumerate(row):
            light = sheet.getpixel((int(left + (x + 0.5) * module), int(top + (y + 0.5) * module)))
            assert (light < 128) is bool(is_dark), (x, y)  # type: ignore[operator]


async def test_anybody_can_see_that_it_is_genuine_and_nothing_else(giving: School) -> None:
    await holding(giving)
    bob = giving.join("Bob")
    number = number_of(giving)
    for typed in (number, number.lower(), f"{number[:5]}-{number[5:]}"):
        await bob.play(f"""
            > /start cert-{typed}
            This certificate is genuine
            {number[:5]}-{number[5:]}
            A cup of tea
            1 March 2026
            2 lessons · 0 of 2 questions right
        """)
        assert "Ada" not in bob.text
        assert bob.labels == []


async def test_a_forged_number_and_a_withdrawn_one_are_answered_in_the_same_words(giving: School) -> None:
    ada = await holding(giving)
    number = number_of(giving)
    bob = giving.join("Bob")
    await bob.say("/start cert-0000000000")
    unknown = bob.text
    assert unknown.startswith("There is no certificate with this number.")
    for forged in ("cert-", "cert-1", "cert-zzzzzzzzzzzz", f"cert-{number}{number}", "cert-%27OR1"):
        await bob.say(f"/start {forged}")
        assert "genuine" not in bob.text
    await ada.play("""
        > [Withdraw it]
        Withdraw this certificate?
        [Withdraw it]
        [Keep it]
        > [Keep it]
        Nothing has changed: your certificate is good.
    """)
    await bob.say(f"/start cert-{number}")
    assert "genuine" in bob.text
    await ada.press("Withdraw it")
    await ada.press("Withdraw it")
    assert ada.text.startswith("It is withdrawn: its link shows nothing any more.")
    await bob.say(f"/start cert-{number}")
    assert bob.text == unknown


async def test_nobody_withdraws_or_sees_more_of_the_certificate_of_another(giving: School) -> None:
    await holding(giving)
    number = number_of(giving)
    bob = await reading(giving, "Bob")
    for data in (f"Cw.{number}.1", f"Cw.{number}.0", "Co.nonsense", "Cu.nonsense", "Ck.nonsense.1", "Cw.x.1"):
        await forge(bob, data)
        assert "Lovelace" not in str(bob.messages)
        assert [row[0] for row in giving.rows(CERTIFICATES)] == [number]


async def test_asked_for_again_it_keeps_its_number_and_date(giving: School) -> None:
    ada = await holding(giving)
    before = giving.rows(CERTIFICATES)
    giving.clock.pass_(days=40)
    await ada.play("""
        > /progress
        Your certificate
        A cup of tea · 1 March 2026 ·
        [Your certificate ▸ A cup of tea]
        > [Your certificate ▸ A cup of tea]
        Which name should be on it?
        > Countess of Lovelace
        1 March 2026
    """)
    assert giving.rows(CERTIFICATES) == before


async def test_a_name_is_kept_only_for_whoever_says_so_and_no_longer_than_they_want(giving: School) -> None:
    ada = await asked(giving)
    await ada.play("""
        > [☐ Keep the name for the next one]
        and I keep it for the next one
        [☑ Keep the name for the next one]
        > Ada Lovelace
        I keep your name for the next one.
        [Forget my name]
        > /progress
        > [Your certificate ▸ A cup of tea]
        I keep your name for the next one.
    """)
    assert giving.rows("SELECT certificate_name FROM learners") == [("Ada Lovelace",)]
    photos = [call["photo"] for call in giving.calls("sendPhoto")]
    assert isinstance(photos[-1], str)  # the same picture is not drawn twice
    await ada.press("Forget my name")
    assert ada.text == "I have forgotten your name. The certificate stays genuine."
    assert giving.rows("SELECT certificate_name FROM learners") == [(None,)]
    assert giving.rows("SELECT * FROM drawings WHERE subject LIKE 'certificate%'") == []


async def test_a_name_that_came_out_wrong_is_changed_below_the_picture(giving: School) -> None:
    ada = await holding(giving, "What is this?")
    number = number_of(giving)
    await ada.play("""
        [Another name]
        [Withdraw it]
        > [Another name]
        Which name should be on it?
        > [☐ Keep the name for the next one]
        > Ada
        I keep your name for the next one.
        [Another name] [Forget my name]
        [Withdraw it]
        > [Another name]
        and I keep it for the next one
        > Ada Lovelace
    """)
    assert giving.rows("SELECT c.id, certificate_name FROM certificates AS c, learners") == [
        (number, "Ada Lovelace")
    ]


async def test_the_first_name_is_one_tap_and_not_now_gives_none(giving: School) -> None:
    ada = await asked(giving)
    await ada.play("""
        > [Not now]
        no certificate for now
    """)
    assert giving.rows(CERTIFICATES) == []
    await ada.say("Ada Lovelace")
    assert giving.rows(CERTIFICATES) == []
    await ada.play("""
        > /continue
        > [Your certificate ▸]
        > [Use “Ada”]
        Number
    """)
    assert len(giving.rows(CERTIFICATES)) == 1


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("x" * 61, "That name is too long: there is room for 60 characters."),
        ("\u200b\u3164", "I can see nothing in that name."),
        ("\U0001e910\U0001e911", "I can't draw all letters of that name."),
    ],
)
async def test_a_name_that_cannot_stand_there_is_asked_for_again(
    giving: School, name: str, said: str
) -> None:
    ada = await asked(giving)
    await ada.say(name)
    assert said in ada.text
    assert giving.rows(CERTIFICATES) == []
    await ada.play("""
        > Ada Lovelace
        Number
    """)


@pytest.mark.parametrize(
    "name", ["<b>&\"'</svg>{{ 1 }}", "\u202eevil ]]>", "Ада Лавлейс", "عدى بن حاتم", "&amp;", "A" * 60]
)
async def test_hostile_and_foreign_names_are_drawn_as_they_are(giving: School, name: str) -> None:
    ada = await holding(giving, name)
    assert "photo" in ada.last
    assert "document" in ada.messages[-2]


async def test_a_message_that_comes_twice_gives_no_second_certificate(giving: School) -> None:
    ada = await asked(giving)
    update = await ada.say("Ada Lovelace")
    before = giving.rows(CERTIFICATES)
    await giving.deliver_again(update)
    assert giving.rows(CERTIFICATES) == before
    assert "Number" in ada.text


async def test_whether_words_are_a_name_is_read_along_with_all_else(
    giving: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada = await reading(giving)
    began: list[object] = []
    transaction = UseCaseQueue.transaction

    def counted(self: UseCaseQueue, work: Any, /) -> Any:
        began.append(work)
        return transaction(self, work)

    monkeypatch.setattr(UseCaseQueue, "transaction", counted)
    await ada.say("zebra")
    assert "better than sentences" in ada.text
    assert len(began) == 5, (
        "for a report, a time, a card, an answer or a name, what can be found, what to say"
    )


async def test_who_has_gone_on_meanwhile_writes_no_name(giving: School) -> None:
    ada = await asked(giving)
    giving.clock.pass_(minutes=1)
    await ada.say("/start tea--water")
    await ada.say("Ada Lovelace")
    assert giving.rows(CERTIFICATES) == []


async def test_another_day_by_the_learners_clock_is_another_date(giving: School) -> None:
    giving.clock.pass_(hours=10)  # 22:00 UTC
    ada = await at_the_end(giving)
    giving.execute("UPDATE learners SET time_zone = 'Asia/Tokyo'")
    await ada.press("Your certificate ▸")
    await ada.say("Ada")
    assert "2 March 2026" in ada.text


async def test_a_course_may_ask_for_right_answers_and_says_what_is_missing(
    closed_school: School, author: Author
) -> None:
    wants = {"first_tries": 50, "right": 100}
    author.edit("course.yaml", lambda course: course.update(certificate=wants))
    async with closed_school.open(author.library()):
        ada = await at_the_end(closed_school)
        await ada.play("""
            For the certificate: all lessons, and 100 % of the questions right in the end (you have 0 %),
            and 50 % of them right at the first try (you have 0 %).
        """)
        assert "Your certificate ▸" not in ada.labels
        _, button = ada.find("Start again")
        await forge(ada, f"Co.{button['callback_data'].split('.')[1]}")
        assert ada.text.startswith("For the certificate: all lessons")


async def test_a_better_result_is_told_of_and_taken_with_a_new_certificate(giving: School) -> None:
    ada = await holding(giving)
    giving.execute("UPDATE certificates SET first_tries = -1")
    await ada.play("""
        > /progress
        > [Your certificate ▸ A cup of tea]
        > Ada
        You have done better since. This one stays as it is
    """)


async def test_one_of_a_course_that_is_taught_no_more_is_genuine_still_and_can_be_withdrawn(
    closed_school: School, author: Author
) -> None:
    author.edit("course.yaml", lambda course: course.update(certificate=True))
    async with closed_school.open(author.library()):
        ada = await holding(closed_school)
    author.edit("course.yaml", lambda course: course.update(id="coffee", title="Coffee"))
    async with closed_school.open(author.library()):
        await ada.say(f"/start cert-{number_of(closed_school)}")
        assert "A cup of tea" in ada.text
        await ada.say("/progress")
        await ada.press("Your certificate ▸ A cup of tea")
        await ada.say("Ada")
        await ada.press("Withdraw it")
        await ada.press("Withdraw it")
        assert closed_school.rows(CERTIFICATES) == []


async def test_where_no_picture_goes_through_the_words_and_the_link_do(giving: School, api: LocalApi) -> None:
    ada = await asked(giving)

    def refuse(method: str, _: Any) -> None:
        if method in ("sendPhoto", "sendDocument"):
            raise ApiError(400, "Bad Request: IMAGE_PROCESS_FAILED")

    api.before = refuse
    await ada.say("Ada Lovelace")
    assert "cert-" in ada.text
    assert "Withdraw it" in ada.labels


async def test_in_words_only_has_the_sheet_and_no_picture_beside_it(giving: School) -> None:
    ada = await at_the_end(giving)
    giving.execute("UPDATE learners SET pictures = 'words'")
    await ada.press("Your certificate ▸")
    await ada.say("Ada Lovelace")
    assert "photo" not in ada.last
    assert "document" in ada.messages[-2]


async def test_mydata_has_it_and_forget_takes_it_back(giving: School) -> None:
    ada = await holding(giving)
    number = number_of(giving)
    await ada.say("/mydata")
    assert [row["id"] for row in (await my_data(ada))["certificates"]] == [number]
    await ada.say("/forget")
    await ada.press("Delete everything")
    assert giving.rows(CERTIFICATES) == []
    await ada.say(f"/start cert-{number}")
    assert text_of(ada.last).startswith("There is no certificate with this number")


async def test_links_and_buttons_fit_and_no_course_is_taken_for_a_certificate(
    closed_school: School, author: Author
) -> None:
    author.edit("course.yaml", lambda course: course.update(id="cert-abcdefghjk", certificate=True))
    async with closed_school.open(author.library()):
        ada = closed_school.join("Ada")
        await ada.say("/start cert-abcdefghjk")
        assert "Begin" in ada.labels
        await ada.press("Begin")
        await to_the_end(ada)
        await ada.press("Your certificate ▸")
        await ada.say("Ada")
        link = re.search(r"start=(\S+)", ada.text)
        assert link
        assert len(link[1]) <= 64
        await ada.say(f"/start {link[1]}")
        assert "genuine" in ada.text


async def image(file: dict[str, Any], pupil: Pupil) -> Image.Image:
    files = pupil.school.world.files
    found = files.get(file["file_id"])
    assert found
    opened = Image.open(io.BytesIO(await files.read(found)))
    opened.load()
    return opened
