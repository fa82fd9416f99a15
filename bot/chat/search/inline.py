""" "@bot words", typed in any chat: what people may share from the courses.
Source: https://core.telegram.org/bots/inline"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from telegram import Update
from telegram.error import BadRequest

from bot.chat.calls import Params, markup
from bot.chat.errors import Failure, failure, said
from bot.chat.incoming import LanguageOf, is_person, person_of
from bot.chat.messenger import Messenger
from bot.learning.search.found import Seeker
from bot.tutor.search.search import Search
from bot.views.deep_links import to_course
from bot.views.search.inline import InlineResult, offers
from bot.views.words import words_of

log = logging.getLogger(__name__)

CACHE_SECONDS = 60
"""How long Telegram may give the same answer to the same person: courses change seldom."""


@dataclass(frozen=True, slots=True)
class InlineSearch:
    """Who asks need not have started the bot, and is not written down: all may see all courses but those
    that are hidden."""

    search: Search
    messenger: Messenger
    language_of: LanguageOf

    async def answer(self, update: Update, now: datetime) -> None:  # noqa: ARG002 - nothing depends on it
        query = update.inline_query
        if query is None or not is_person(query.from_user):
            return
        person = person_of(query.from_user, self.language_of)
        words, courses = words_of(person), self.search.library().read_by(person.languages).offered
        found = await self.search.find(query.query, Seeker(courses, reads=person.languages))
        results = [_article(offer) for offer in offers(words, found, self.messenger.links)]
        params: Params = {
            "inline_query_id": query.id,
            "results": results,
            "cache_time": CACHE_SECONDS,
            "is_personal": True,
        }
        if len(courses) == 1:
            payload = to_course(courses[0].id, None)
            params["button"] = {"text": words.word("search.to_courses"), "start_parameter": payload}
        try:
            await self.messenger.call("answerInlineQuery", params, {})
        except BadRequest as error:  # they typed on, or will: each letter asks anew
            if failure(error) is not Failure.TOO_LATE:
                log.warning("Telegram refused %s", said(error))


def _article(offer: InlineResult) -> dict[str, Any]:
    no_preview = {"link_preview_options": {"is_disabled": True}}
    content = {"message_text": offer.text, "parse_mode": "HTML", **no_preview}
    return {
        "type": "article",
        "id": offer.id,
        "title": offer.title,
        "description": offer.about,
        "input_message_content": content,
        **markup(offer.rows),
    }
