"""What goes out to a group, as it is written in the group's row."""

from __future__ import annotations

from collections.abc import Iterable

from bot.learning.group.outgoing import Item, ItemKind

_END = "!end"
_DOUBT = "?"
"""Before the id of the section that may have gone out. No id has a "!" or a "?"."""


def write(items: Iterable[Item]) -> str:
    return " ".join(f"{item.what.value}:{item.id}:{item.question}:{item.course}" for item in items)


def read(text: str) -> tuple[Item, ...]:
    """Raises ValueError where it is nothing that `write` wrote; it may be from before rounds named their
    course."""
    parts = (word.split(":") for word in text.split())
    return tuple(Item(ItemKind(what), *ids) for what, *ids in parts)


def write_pending(items: Iterable[Item]) -> str:
    """Sections and what goes with them; a section is its id alone. Raises ValueError for a round."""
    return " ".join(map(_word, items))


def read_pending(text: str) -> tuple[Item, ...]:
    return tuple(map(_item, text.split()))


def _word(item: Item) -> str:
    match item.what:
        case ItemKind.SECTION:
            return item.id
        case ItemKind.DOUBT:
            return f"{_DOUBT}{item.id}"
        case ItemKind.END:
            return _END
        case _:
            raise ValueError(f"no section, and nothing that goes with one: {item.what}")


def _item(word: str) -> Item:
    if word == _END:
        return Item(ItemKind.END)
    doubt = word.startswith(_DOUBT)
    return Item(ItemKind.DOUBT if doubt else ItemKind.SECTION, word.removeprefix(_DOUBT))
