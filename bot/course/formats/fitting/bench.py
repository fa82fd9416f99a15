"""What all that is fitted into the house's limits shares: what was found, how texts are read, pictures."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from bot.course.formats.fitting.pictures import PictureStore
from bot.course.formats.fitting.wrapping import wrapped
from bot.course.formats.material import Fate, Finding, Origin, Syntax
from bot.course.formats.texts.converted import Converted, Image, without_escaped_marks
from bot.course.formats.texts.html import from_html
from bot.course.formats.texts.markdown import References, from_markdown
from bot.course.formats.texts.maths import with_maths
from bot.course.formats.texts.plain import from_plain, fully_escaped
from bot.course.message import Message, say
from bot.course.model import AStep, Picture
from bot.course.reading.markup import examine, visible_words

MOST_TEXT = 200_000
"""Characters without a heading: a hundred messages. Nobody means that."""
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\u2028\u2029]")


@dataclass
class Bench:
    pictures: PictureStore
    references: References = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    steps: list[Origin] = field(default_factory=list)
    """Where each step came from that was made so far. Its number here is its id for the time being."""
    keys: dict[str, str] = field(default_factory=dict)
    """That number -> what its file knows the step by."""
    _origin: Origin = field(default_factory=lambda: Origin(""))

    def begin(self, origin: Origin) -> None:
        """What is made from now on came from there."""
        self._origin = origin

    def made(self, step: AStep, key: str = "") -> AStep:
        """A step, with an id for the time being. `key`: what its file knows it by."""
        step_id = str(len(self.steps))
        if key:
            self.keys[step_id] = key
        self.steps.append(self._origin)
        return replace(step, id=step_id)

    def changed(self, origin: Origin, message: Message) -> None:
        self.findings.append(Finding(Fate.CHANGED, origin, message))

    def left_out(self, origin: Origin, message: Message) -> None:
        self.findings.append(Finding(Fate.LEFT_OUT, origin, message))

    def text(self, text: str, syntax: Syntax, origin: Origin) -> Converted:
        """A text of any length in the house's Markdown, with its pictures."""
        if not text.strip():
            return Converted("")
        if len(text) > MOST_TEXT:
            self.left_out(origin, say("formats.endless_text", characters=len(text), most=MOST_TEXT))
            return Converted("")
        made = with_maths(without_escaped_marks(text), syntax, lambda inner: self._read(inner, syntax))
        for loss in made.losses:
            self.changed(origin, loss)
        return Converted(wrapped(self._sound(made.text, origin)), made.images)

    def line(self, text: str, syntax: Syntax, origin: Origin) -> str:
        """The same where no picture can stand: it is left out, and said."""
        made = self.text(text, syntax, origin)
        for image in made.images:
            self.left_out(origin, say("formats.picture_in_line", name=image.source[:80]))
        alone = made.alone
        return alone or next((image.alt for image in made.images if image.alt), "")

    def picture(self, image: Image, origin: Origin) -> Picture:
        picture, message, fate = self.pictures.take(image)
        if message:
            self.findings.append(Finding(fate, origin, message))
        return picture

    def title(self, text: str, origin: Origin, most: int = 100) -> str:
        """A text of one line without formatting."""
        words = " ".join(visible_words(text).split()) or " ".join(text.split())
        if len(words) <= most:
            return words
        self.changed(origin, say("formats.title_cut", title=words))
        return cut(words, most)

    def _read(self, text: str, syntax: Syntax) -> Converted:
        match syntax:
            case Syntax.HTML:
                return from_html(text)
            case Syntax.MARKDOWN:
                return from_markdown(text, self.references)
            case _:
                return from_plain(text)

    def _sound(self, text: str, origin: Origin) -> str:
        """What the house's reader has nothing against."""
        clean = _CONTROLS.sub("", text)
        if not examine(clean).complaints:
            return clean
        safe = fully_escaped(clean)
        self.changed(origin, say("formats.as_plain_text"))
        return safe if not examine(safe).complaints else safe.replace("\\[", "(").replace("\\]", ")")


def cut(words: str, most: int) -> str:
    """The beginning of a text of one line, at a word's end."""
    if len(words) <= most:
        return words
    begin = words[:most].rpartition(" ")[0]
    return f"{begin if len(begin) > most // 2 else words[: most - 1]}…"[:most]
