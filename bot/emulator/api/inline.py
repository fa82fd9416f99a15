"""Answers to inline queries: https://core.telegram.org/bots/api#answerinlinequery"""

from __future__ import annotations

import re
from typing import Any

from bot.emulator import limits
from bot.emulator.api.content import text_content
from bot.emulator.api.keyboard import inline_keyboard
from bot.emulator.api.params import Args, Kind, check_params
from bot.emulator.errors import ApiError, bad_request
from bot.emulator.world.inline_queries import InlineAnswer, Offer
from bot.emulator.world.world import World

_ARTICLE = {
    **dict.fromkeys(("type", "id", "title", "url", "description", "thumbnail_url"), Kind.STRING),
    **{"thumbnail_width": Kind.INTEGER, "thumbnail_height": Kind.INTEGER},
    **{"input_message_content": Kind.OBJECT, "reply_markup": Kind.OBJECT},
}
_TEXT = {
    **{"message_text": Kind.STRING, "parse_mode": Kind.STRING},
    **{"entities": Kind.ARRAY, "link_preview_options": Kind.OBJECT},
}
_PAYLOAD = re.compile(r"[A-Za-z0-9_-]{1,64}")


def answer_inline_query(world: World, args: Args) -> bool:
    if len(args["results"]) > limits.INLINE_RESULTS:
        raise bad_request("RESULTS_TOO_MUCH")
    if len(args.get("next_offset", "").encode()) > limits.INLINE_OFFSET_BYTES:
        raise bad_request("NEXT_OFFSET_INVALID")
    offers = tuple(_offer(world, result) for result in args["results"])
    if len({offer.id for offer in offers}) < len(offers):
        raise bad_request("RESULT_ID_DUPLICATE")
    cache_time = args.get("cache_time", limits.INLINE_CACHE_TIME)
    button = _button(args["button"]) if "button" in args else None
    answer = InlineAnswer(offers, cache_time, args.get("is_personal", False), button)
    world.inline.answer(args["inline_query_id"], answer)
    return True


def _offer(world: World, result: Any) -> Offer:
    if not isinstance(result, dict):
        raise bad_request("can't parse inline query result: InlineQueryResult must be an Object")
    if result.get("type") != "article":
        raise _unknown(f"the result type {result.get('type')!r}", "articles")
    given = check_params("InlineQueryResultArticle", _ARTICLE, (), result)
    if not 1 <= len(given.get("id", "").encode()) <= limits.INLINE_ID_BYTES:
        raise bad_request("RESULT_ID_INVALID")
    if not given.get("title", "").strip():
        raise bad_request("ARTICLE_TITLE_EMPTY")
    return Offer(given["id"], given["title"], given.get("description", ""), _content(world, given))


def _content(world: World, given: Args) -> dict[str, Any]:
    sent = given.get("input_message_content")
    if sent is None:
        raise bad_request("can't parse inline query result: Input message content is not specified")
    words = check_params("InputTextMessageContent", _TEXT, (), sent)
    if not words.get("message_text", "").strip():
        raise bad_request("message text is empty")
    text = {**words, "text": words["message_text"]}
    content = text_content(world, {name: value for name, value in text.items() if name != "message_text"})
    if markup := inline_keyboard(given.get("reply_markup")):
        if not all("url" in button for row in markup["inline_keyboard"] for button in row):
            raise _unknown("such a button below an inline result", "links")
        content["reply_markup"] = markup
    return content


def _button(button: dict[str, Any]) -> dict[str, Any]:
    if not str(button.get("text", "")).strip():
        raise bad_request("SWITCH_PM_TEXT_EMPTY")
    if "start_parameter" not in button:
        raise _unknown("this button", "those with a start_parameter")
    if not _PAYLOAD.fullmatch(str(button["start_parameter"])):
        raise bad_request("START_PARAM_INVALID")
    return button


def _unknown(what: str, known: str) -> ApiError:
    return bad_request(f"the local Bot API does not know {what}, only {known}")
