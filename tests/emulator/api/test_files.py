"""Pictures and documents: sent as uploads, sent again by file_id, downloaded, and refused."""

from __future__ import annotations

import pytest

from bot.emulator.world.images import picture_size
from bot.emulator.world.people import Person
from bot.emulator.world.world import World
from tests.emulator.calls import upload
from tests.emulator.conftest import TOKEN, Api, png


async def test_a_photo_is_sent_again_by_its_file_id(api: Api, ada: Person) -> None:
    first = (await upload(api, "sendPhoto", "photo", png(40, 30), chat_id=ada.id, caption="A"))["result"]
    (size,) = first["photo"]
    assert (size["width"], size["height"], first["caption"]) == (40, 30, "A")
    again = await api.ok("sendPhoto", chat_id=ada.id, photo=size["file_id"])
    assert again["photo"] == first["photo"]


async def test_a_photo_that_is_attached_can_replace_another_and_a_text(api: Api, ada: Person) -> None:
    sent = await api.ok("sendMessage", chat_id=ada.id, text="soon")
    body = await upload(
        api,
        "editMessageMedia",
        "file0",
        png(8, 8),
        chat_id=ada.id,
        message_id=sent["message_id"],
        media='{"type":"photo","media":"attach://file0","caption":"<b>now</b>","parse_mode":"HTML"}',
    )
    assert "text" not in body["result"]
    assert body["result"]["caption_entities"][0]["type"] == "bold"
    same = {"type": "photo", "media": body["result"]["photo"][0]["file_id"], "caption": "now"}
    edited = await api.ok("editMessageMedia", chat_id=ada.id, message_id=sent["message_id"], media=same)
    assert edited["photo"] == body["result"]["photo"]


async def test_a_document_keeps_its_name_and_its_bytes(api: Api, ada: Person) -> None:
    body = await upload(api, "sendDocument", "document", b"some bytes", chat_id=ada.id)
    document = body["result"]["document"]
    assert (document["file_name"], document["file_size"]) == ("picture.png", 10)
    path = (await api.ok("getFile", file_id=document["file_id"]))["file_path"]
    async with api.session.get(f"{api.url}/file/bot{TOKEN}/{path}") as answer:
        assert await answer.read() == b"some bytes"
    async with api.session.get(f"{api.url}/chat/file/{document['file_id']}") as answer:
        assert await answer.read() == b"some bytes"


async def test_files_are_refused_in_telegrams_words(api: Api, ada: Person) -> None:
    wrong = (400, "Bad Request: wrong file identifier/HTTP URL specified")
    assert await api.refused("sendPhoto", chat_id=ada.id, photo="AgACsomething") == wrong
    for data, words in [
        (b"", "file must be non-empty"),
        (b"no picture", "IMAGE_PROCESS_FAILED"),
        (png(9000, 2000), "PHOTO_INVALID_DIMENSIONS"),
        (png(2100, 100), "PHOTO_INVALID_DIMENSIONS"),
    ]:
        body = await upload(api, "sendPhoto", "photo", data, chat_id=ada.id)
        assert body["description"] == f"Bad Request: {words}"
    body = await upload(api, "sendPhoto", "photo", png(), chat_id=ada.id, caption="a" * 1025)
    assert body["description"] == "Bad Request: message caption is too long"
    body = await upload(api, "sendMessage", "stray", png(), chat_id=ada.id, text="a")
    assert body["description"] == 'Bad Request: unknown parameter "stray" in sendMessage'


async def test_a_caption_is_edited_within_its_own_limit(api: Api, world: World, ada: Person) -> None:
    sent = (await upload(api, "sendPhoto", "photo", png(), chat_id=ada.id, caption="A"))["result"]
    where = {"chat_id": ada.id, "message_id": sent["message_id"]}
    assert (await api.ok("editMessageCaption", **where, caption="B"))["caption"] == "B"
    long = (400, "Bad Request: MEDIA_CAPTION_TOO_LONG")
    assert await api.refused("editMessageCaption", **where, caption="a" * 1025) == long
    words = "Bad Request: there is no text in the message to edit"
    assert await api.refused("editMessageText", **where, text="C") == (400, words)
    assert "caption" not in await api.ok("editMessageCaption", **where)


@pytest.mark.parametrize(
    ("data", "measured"),
    [
        (png(1280, 720), ("image/png", 1280, 720)),
        (b"GIF89a\x10\x00\x20\x00rest", ("image/gif", 16, 32)),
        (b"\xff\xd8\xff\xe0\x00\x04ab\xff\xc0\x00\x11\x08\x00\x20\x00\x10more", ("image/jpeg", 16, 32)),
        (b"RIFF0000WEBPVP8X\x0a\x00\x00\x00\x00\x00\x00\x00\x0f\x00\x00\x1f\x00\x00", ("image/webp", 16, 32)),
        (b"\x89PNG\r\n\x1a\n", None),
        (b"\xff\xd8\xff", None),
        (b"plain", None),
    ],
)
def test_the_size_of_a_picture_is_read_from_its_first_bytes(data: bytes, measured: object) -> None:
    assert picture_size(data) == measured
