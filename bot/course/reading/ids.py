"""The id of what a mapping describes."""

from __future__ import annotations

from bot.course.reading.fields import Fields
from bot.course.reading.slugs import Ids, slugify


def read_id(fields: Fields, name: str, title: str, ids: Ids) -> str:
    """The id that is written, or the one made from the value of `name`."""
    written = fields.slug()
    if written:
        ids.use(written, fields.source, fields.value_at("id"), written=True)
        return written
    if title and not fields.has("id"):
        ids.use(slugify(title), fields.source, fields.at(name), written=False)
    return slugify(title)
