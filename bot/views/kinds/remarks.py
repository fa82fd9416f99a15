"""What the bot itself has to say about an answer: the words of each remark stand in templates/kinds/."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from bot.learning.kinds.base import Remark
from bot.views.render import word

REMARKS = "kinds/remarks"


def said(remarks: Iterable[Remark]) -> Markup:
    """A line for each."""
    return Markup("\n").join(_said(remark) for remark in remarks)


def _said(remark: Remark) -> Markup:
    """Values are plain texts."""
    return Markup(word(remark.code, REMARKS)).format(*remark.values)  # noqa: S704 - the template's own words
