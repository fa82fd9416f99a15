"""What must be true of a pupil, counted tap by tap without looking at the bot's state."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import NamedTuple

from bot.course.kinds.card import Flashcard
from bot.course.kinds.choice import Choice
from bot.course.kinds.command import ShellCommand
from bot.course.kinds.gaps import Gaps
from bot.course.kinds.number import Number
from bot.course.kinds.typed import Typed
from bot.course.model import Question
from bot.learning.kinds import options, several
from bot.views.learner.answer_buttons import (
    Check,
    Choose,
    Hint,
    PressPart,
    Retry,
    Reveal,
    TakeBack,
    ToggleTick,
)
from bot.views.learner.buttons import Action, Again, Back, Begin, Jump, Next, Restart, ShowResult
from tests.robot.model import END, Model


class Given(NamedTuple):
    """One answer that counts; `chosen` is what was answered, as the bot writes it down."""

    run: int
    step_id: str
    attempt: int
    result: str
    chosen: str


@dataclass
class Ledger(Model):
    """The model of a pupil's way, and besides how often they moved, and every answer they gave.

    `visit` is what the bot counts up with every move: it tells a lost or a doubled tap from the right number.
    """

    visit: int = 0
    given: list[Given] = field(default_factory=list)
    ticked: set[str] = field(default_factory=set)
    turned: bool = False
    """Whether the card of this place shows its back."""
    hinted: bool = False
    closed: bool = False
    """Whether the question of this place is answered."""

    @property
    def key(self) -> str:
        """The short name of the place, as its buttons carry it."""
        assert self.at is not None
        if self.at == END:
            return self.course.key
        if self.step is None:
            return self.course.lesson_key(self.course.lessons[self.at[0]].id)
        return self.course.step_key(self.step.id)

    @property
    def attempt(self) -> int:
        """The number that the next answer to this question will have."""
        return len(self._tries()) + 1

    def apply(self, action: Action) -> None:
        """Takes in what one tap on this button must do."""
        match action:
            case Next():
                self.onward()
            case Back():
                self.back()
            case Begin():
                self.begin()
            case Restart():
                self.start_again()
            case Jump(key):
                self._jump(key)
            case Again(key):
                self._jump(key)
                self._open()
            case ShowResult():
                self.to_result()
            case Choose(option=key):
                self._choose(key)
            case PressPart(option=key):
                self.put(self._part(key))
            case TakeBack():
                self.take_back()
            case ToggleTick(option=key, on=on):
                (self.ticked.add if on else self.ticked.discard)(self._option(key))
            case Check():
                self.finish() if self.is_order else self._answer(set(self.ticked))
            case Hint():
                self.hinted = True
            case Reveal():
                self._give("shown", "")
            case Retry():
                self.visit += 1
                self._open()
            case _:
                """Shows something, and moves nobody."""

    def write(self, text: str) -> None:
        """Takes in what one answer in words must do."""
        assert isinstance(self.step, Question)
        match self.step.task:
            case Typed(accepted) | ShellCommand(accepted):
                self._judge(text in accepted, text)
            case Number(value, unit=unit):
                self._judge(text == f"{value} {unit}".strip(), text)
            case Gaps(choices=()):
                self.put(text)
            case Flashcard():
                self.turned = True

    def answer(self, right: bool) -> None:
        """What was put together is the answer."""
        self._judge(right, self.half_done)

    @property
    def half_done(self) -> str:
        """The half-done answer of this place, as the bot writes it down."""
        assert isinstance(self.step, Question)
        if isinstance(self.step.task, Choice):
            return " ".join(sorted(self.ticked))
        if isinstance(self.step.task, Flashcard):
            return "turned" if self.turned else ""
        if not any(self.draft):  # all was taken back, or nothing of it was right
            return ""
        return " ".join(filter(None, self.draft)) if self.is_order else "\n".join(self.draft)

    @property
    def open_place(self) -> int:
        """Into which place, counted from 0, the next part comes."""
        draft = self.draft or [""] * len(self.solution)
        return draft.index("") if "" in draft else len(draft)

    def begin(self) -> None:
        if self.at is None:
            super().begin()
            self._arrive()

    def start_again(self) -> None:
        super().start_again()
        self._arrive()

    def to_result(self) -> None:
        before = self.at
        super().to_result()
        if self.at != before:
            self._arrive()

    def _go(self, there: tuple[int, int]) -> None:
        moves = there != self.at
        super()._go(there)
        if moves:
            self._arrive()

    def _arrive(self) -> None:
        tries = self._tries()
        self.visit += 1
        self.closed = bool(tries) and tries[-1].result != "wrong"
        self._nothing_yet()

    def _open(self) -> None:
        if self.closed:
            self.closed = False
            self._nothing_yet()

    def _nothing_yet(self) -> None:
        self.hinted, self.turned, self.ticked, self.draft = False, False, set(), []

    def _jump(self, key: str) -> None:
        for number, lesson in enumerate(self.course.lessons):
            if self.course.lesson_key(lesson.id) == key:
                self.to_lesson(number)
            for step in lesson.steps:
                if self.course.step_key(step.id) == key:
                    self.to_step(step.id)

    def _choose(self, key: str) -> None:
        assert isinstance(self.step, Question)
        if not isinstance(self.step.task, Flashcard):
            self._answer({self._option(key)})
        elif key == "turn":
            self.turned = True
        else:
            self._give("shown" if key == "again" else "recalled", key)

    def _answer(self, chosen: set[str]) -> None:
        assert isinstance(self.step, Question)
        correct = {option.id for option in options(self.step) if option.correct}
        right = chosen == correct
        self.ticked = set() if right or not several(self.step) else chosen & correct
        self._judge(right, " ".join(sorted(chosen)))

    def _judge(self, right: bool, chosen: str) -> None:
        self._give("right" if right else "wrong", chosen)

    def _give(self, result: str, chosen: str) -> None:
        assert isinstance(self.step, Question)
        self.given.append(Given(self.run, self.step.id, self.attempt, result, chosen))
        super().answer(result == "right")
        self.closed = result != "wrong"

    def _tries(self) -> list[Given]:
        if self.step is None:
            return []
        return [given for given in self.given if (given.run, given.step_id) == (self.run, self.step.id)]

    def _option(self, key: str) -> str:
        assert isinstance(self.step, Question)
        return next(option.id for option in options(self.step) if option.key == key)

    def _part(self, key: str) -> str:
        """What a pressed part puts into its place: into a gap its words, elsewhere its id."""
        assert isinstance(self.step, Question)
        option = next(option for option in options(self.step) if option.key == key)
        return option.text if isinstance(self.step.task, Gaps) else option.id


def difference(must: list[Given], found: list[Given]) -> tuple[int, int]:
    """How many answers are missing, and how many are too many."""
    missing, extra = Counter(must) - Counter(found), Counter(found) - Counter(must)
    return missing.total(), extra.total()
