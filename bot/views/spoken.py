"""gettext as templates call it, for one language: what jinja2's newstyle functions do, in fewer steps.

A message without values is looked up, and made what is shown, once.
"""

from __future__ import annotations

from collections.abc import Callable
from gettext import NullTranslations

from markupsafe import Markup


class SpokenMessages:
    """The functions by their names in templates are `functions`. Messages are HTML that can be trusted where
    `html` is set, and what is put into them is escaped. In a message, a percent sign is written %%."""

    def __init__(self, translations: NullTranslations, html: bool) -> None:
        self._translations = translations
        self._made: Callable[[str], str] = Markup if html else str
        self._whole: dict[tuple[str, str], str] = {}
        self.functions = {
            "_": self.gettext,
            "gettext": self.gettext,
            "ngettext": self.ngettext,
            "pgettext": self.pgettext,
            "npgettext": self.npgettext,
        }

    def gettext(self, message: str, /, **values: object) -> str:
        if values:
            return self._made(self._translations.gettext(message)) % values
        said = self._whole.get(("", message))
        if said is None:
            said = self._made(self._translations.gettext(message) % values)
            self._whole["", message] = said
        return said

    def pgettext(self, context: str, message: str, /, **values: object) -> str:
        if values:
            return self._made(self._translations.pgettext(context, message)) % values
        said = self._whole.get((context, message))
        if said is None:
            said = self._made(self._translations.pgettext(context, message) % values)
            self._whole[context, message] = said
        return said

    def ngettext(self, one: str, many: str, num: int, /, **values: object) -> str:
        return self._made(self._translations.ngettext(one, many, num)) % {"num": num, **values}

    def npgettext(self, context: str, one: str, many: str, num: int, /, **values: object) -> str:
        return self._made(self._translations.npgettext(context, one, many, num)) % {"num": num, **values}
