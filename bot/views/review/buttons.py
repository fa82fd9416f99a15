"""What the buttons of review do, as typed values: their names begin with V."""

from __future__ import annotations

from dataclasses import dataclass

from bot.learning.kinds import base as kinds
from bot.learning.kinds.base import Finish, Move, Pick
from bot.learning.review.session import SessionMark
from bot.views.callback import Codec
from bot.views.screen import Button, ButtonStyle, Row
from bot.views.words import Words


@dataclass(frozen=True)
class OpenReview:
    """The session that was left, or a new one."""


@dataclass(frozen=True)
class AtCard:
    """A button of one card in a session: `number` and `position` are its mark."""

    number: int
    position: int

    @property
    def mark(self) -> SessionMark:
        return SessionMark(self.number, self.position)


@dataclass(frozen=True)
class AnswerCard(AtCard):
    """An option that by itself is the answer."""

    option: str

    @property
    def move(self) -> Move:
        return Pick(self.option)


@dataclass(frozen=True)
class TickOnCard(AtCard):
    """An option becomes part of the answer, or is taken out of it."""

    option: str
    on: bool

    @property
    def move(self) -> Move:
        return kinds.Tick(self.option, self.on)


@dataclass(frozen=True)
class CheckCard(AtCard):
    """What was gathered is the answer."""

    @property
    def move(self) -> Move:
        return Finish()


@dataclass(frozen=True)
class PressCardPart(AtCard):
    """An option that is the next part of the answer: `part` counts those before it."""

    part: int
    option: str

    @property
    def move(self) -> Move:
        return Pick(self.option, self.part)


@dataclass(frozen=True)
class TakeCardPartBack(AtCard):
    """The last part is taken back; `part` as in PressCardPart."""

    part: int

    @property
    def move(self) -> Move:
        return kinds.Undo(self.part)


@dataclass(frozen=True)
class HintAtCard(AtCard):
    pass


@dataclass(frozen=True)
class RevealCard(AtCard):
    """The learner does not know."""


@dataclass(frozen=True)
class NextCard(AtCard):
    pass


@dataclass(frozen=True)
class SetAside(AtCard):
    """The learner knows it, and is not asked any more."""


@dataclass(frozen=True)
class ShowSection(AtCard):
    """What the card is about."""


@dataclass(frozen=True)
class BackToCard(AtCard):
    pass


@dataclass(frozen=True)
class LeaveReview(AtCard):
    """For now."""


@dataclass(frozen=True)
class ListAside:
    """The cards that were set aside; the page is counted from 0."""

    page: int


@dataclass(frozen=True)
class TakeUp:
    """A card that was set aside is asked again."""

    card: str
    page: int


@dataclass(frozen=True)
class AskSessionSize:
    """Shows how many cards a session may have."""


@dataclass(frozen=True)
class ChooseSessionSize:
    size: int


AnswersCard = AnswerCard | TickOnCard | CheckCard | PressCardPart | TakeCardPartBack
AtCardAction = AnswersCard | HintAtCard | RevealCard | NextCard | ShowSection | BackToCard | LeaveReview
"""What is done at a card that stays one."""

ReviewAction = OpenReview | AtCardAction | SetAside | ListAside | TakeUp | AskSessionSize | ChooseSessionSize

codec: Codec[ReviewAction] = Codec(
    "V",
    {
        "o": OpenReview,
        "a": AnswerCard,
        "t": TickOnCard,
        "k": CheckCard,
        "i": PressCardPart,
        "u": TakeCardPartBack,
        "h": HintAtCard,
        "v": RevealCard,
        "n": NextCard,
        "x": SetAside,
        "s": ShowSection,
        "b": BackToCard,
        "q": LeaveReview,
        "l": ListAside,
        "r": TakeUp,
        "z": AskSessionSize,
        "c": ChooseSessionSize,
    },
)
pack = codec.pack
parse = codec.parse


def to_review(words: Words, label: str = "open") -> Row:
    """The way into the review from elsewhere; `label`: its words."""
    style = ButtonStyle.ONWARD if label == "more" else ButtonStyle.PLAIN
    return (Button(words.word(f"review.{label}"), pack(OpenReview()), style),)


def to_sizes(words: Words, size: int) -> Row:
    """The way to how many cards a session may have."""
    return (Button(words.word("review.size", size=size), pack(AskSessionSize())),)
