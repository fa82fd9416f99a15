"""What must be true of a pupil, counted tap by tap without looking at the bot's state."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import NamedTuple

from bot.course.model import Question
from bot.learning.kinds import options, several
from bot.views.learner.answer_buttons import Check, Choose, Hint, Retry, Reveal, ToggleTick
from bot.views.learner.buttons import Action, Again, Back, Begin, Jump, Next, Restart, ShowResult
from tests.robot.model import END, Model


class Given(NamedTuple):
    """One answer that counts."""

    run: int
    step_id: str
    attempt: int
    result: str


@dataclass
class Ledger(Model):
    """The model of a pupil's way, and besides how often they moved, and every answer they gave.

    `visit` is what the bot counts up with every move: it tells a lost or a doubled tap from the right number.
    """

    visit: int = 0
    given: list[Given] = field(default_factory=list)
    ticked: set[str] = field(default_factory=set)
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
                self._answer({self._option(key)})
            case ToggleTick(option=key, on=on):
                (self.ticked.add if on else self.ticked.discard)(self._option(key))
            case Check():
                self._answer(set(self.ticked))
            case Hint():
                self.hinted = True
            case Reveal():
                self._give("shown")
            case Retry():
                self.visit += 1
                self._open()
            case _:
                """Shows something, and moves nobody."""

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
        self.hinted, self.ticked = False, set()

    def _open(self) -> None:
        if self.closed:
            self.closed, self.hinted, self.ticked = False, False, set()

    def _jump(self, key: str) -> None:
        for number, lesson in enumerate(self.course.lessons):
            if self.course.lesson_key(lesson.id) == key:
                self.to_lesson(number)
            for step in lesson.steps:
                if self.course.step_key(step.id) == key:
                    self.to_step(step.id)

    def _answer(self, chosen: set[str]) -> None:
        assert isinstance(self.step, Question)
        correct = {option.id for option in options(self.step) if option.correct}
        right = chosen == correct
        self.ticked = set() if right or not several(self.step) else chosen & correct
        self._give("right" if right else "wrong")

    def _give(self, result: str) -> None:
        assert isinstance(self.step, Question)
        self.given.append(Given(self.run, self.step.id, self.attempt, result))
        self.answer(result == "right")
        self.closed = result != "wrong"

    def _tries(self) -> list[Given]:
        if self.step is None:
            return []
        return [given for given in self.given if (given.run, given.step_id) == (self.run, self.step.id)]

    def _option(self, key: str) -> str:
        assert isinstance(self.step, Question)
        return next(option.id for option in options(self.step) if option.key == key)


def difference(must: list[Given], found: list[Given]) -> tuple[int, int]:
    """How many answers are missing, and how many are too many."""
    missing, extra = Counter(must) - Counter(found), Counter(found) - Counter(must)
    return missing.total(), extra.total()
