"""What must come of a pupil's presses, by rules of its own: shares no code with the bot but the course file.

A place is (lesson, step), both from 0; a step one past the last is the lesson's end, and END the course's.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from bot.course.kinds.card import Flashcard
from bot.course.kinds.gaps import Gaps
from bot.course.kinds.order import Ordering
from bot.course.kinds.pairs import Pairs
from bot.course.model import Course, Question, Step

Place = tuple[int, int]
END: Place = (-1, -1)


@dataclass
class Model:
    course: Course
    at: Place | None = None
    run: int = 1
    first: dict[str, bool] = field(default_factory=dict)
    """Question id -> whether the first try in this run was right."""
    earlier: list[int] = field(default_factory=list)
    """Right first tries of the runs before."""
    ended: set[int] = field(default_factory=set)
    left_at: dict[int, int] = field(default_factory=dict)
    draft: list[str] = field(default_factory=list)
    """What was put into each place of a half-done answer; "" where it is open."""

    @property
    def step(self) -> Step | None:
        """The section or question the pupil is at."""
        if self.at is None or self.at == END:
            return None
        lesson, step = self.at
        steps = self.course.lessons[lesson].steps
        return steps[step] if step < len(steps) else None

    @property
    def right(self) -> int:
        return sum(right for id_, right in self.first.items() if id_ in self.counted)

    @property
    def counted(self) -> set[str]:
        """The questions that count: a card is judged by the learner alone, and checks have a count apart."""
        judged = (one for one in self.course.questions if not isinstance(one.task, Flashcard))
        return {question.id for question in judged if not question.check}

    @property
    def solution(self) -> list[str]:
        """What belongs into each place of the present question."""
        assert isinstance(self.step, Question)
        match self.step.task:
            case Ordering(lines):
                return [line.id for line in lines]
            case Pairs(pairs):
                return [pair.right_id for pair in pairs]
            case Gaps(accepted=accepted):
                return [gap[0] for gap in accepted]
            case _:
                return []

    @property
    def signs(self) -> list[str]:
        """What the message of this place must say."""
        assert self.at is not None
        if self.at == END:
            score = f"first try: {self.right} of {len(self.counted)}"
            checks = self._checks(self.course.questions, whole=True)
            return [self.course.title, "That was the last lesson", score, checks]
        lesson = self.course.lessons[self.at[0]]
        if self.step is None:
            questions = [question for question in lesson.questions if question.id in self.counted]
            right = sum(self.first.get(question.id, False) for question in questions)
            number = f"end of lesson {self.at[0] + 1} of {len(self.course.lessons)}"
            tried = any(question.id in self.first for question in questions)
            score = f"first try: {right} of {len(questions)}" if tried else ""
            return [lesson.title, number, score, self._checks(lesson.questions, whole=False)]
        return [self.step.title, f"{self.at[1] + 1} of {len(lesson.steps)} · {lesson.title}"]

    def _checks(self, questions: Iterable[Question], whole: bool) -> str:
        """What is said of the checks; "" where none was tried, but at the `whole` course's end."""
        ids = [question.id for question in questions if question.check]
        if not any(id_ in self.first for id_ in ids) and not (whole and ids):
            return ""
        return f"Checks on the way: {sum(self.first.get(id_, False) for id_ in ids)} of {len(ids)} at once"

    def begin(self) -> None:
        if self.at is None:
            self.at = (0, 0)

    def start_again(self) -> None:
        self.earlier.append(self.right)
        self.run += 1
        self.at = (0, 0)
        self.draft = []
        self.first, self.ended, self.left_at = {}, set(), {}

    def answer(self, right: bool) -> None:
        assert isinstance(self.step, Question)
        self.first.setdefault(self.step.id, right)
        self.draft = []

    def put(self, part: str) -> None:
        """The next part of an answer of several; the last one is the answer, but for lines in an order."""
        solution = self.solution
        self.draft = (self.draft + [""] * len(solution))[: len(solution)]
        self.draft[self.draft.index("")] = part
        if all(self.draft) and not self.is_order:
            self.finish()

    def take_back(self) -> None:
        at = self.draft.index("") if "" in self.draft else len(self.draft)
        self.draft[at - 1] = ""

    def finish(self) -> None:
        draft, right = self.draft, [a == b for a, b in zip(self.draft, self.solution, strict=True)]
        self.answer(all(right))
        if not all(right):
            stays = right.index(False) if self.is_order else len(right)
            self.draft = [
                one if ok and i < stays else "" for i, (one, ok) in enumerate(zip(draft, right, strict=True))
            ]

    @property
    def is_order(self) -> bool:
        return isinstance(self.step, Question) and isinstance(self.step.task, Ordering)

    def onward(self) -> None:
        assert self.at is not None
        lesson, step = self.at
        if step < len(self.course.lessons[lesson].steps):
            self._go((lesson, step + 1))
        else:
            self.to_lesson(lesson + 1)

    def back(self) -> None:
        assert self.at is not None
        lesson, step = self.at
        if step:
            self._go((lesson, step - 1))
        elif lesson:
            self._go((lesson - 1, len(self.course.lessons[lesson - 1].steps) - 1))

    def to_lesson(self, lesson: int) -> None:
        self.begin()
        if lesson in self.ended:
            self._go((lesson, 0))
        elif self.step is None or self.at is None or self.at[0] != lesson:
            self._go((lesson, self.left_at.get(lesson, 0)))

    def to_step(self, step_id: str) -> None:
        self.begin()
        for i, lesson in enumerate(self.course.lessons):
            for j, step in enumerate(lesson.steps):
                if step.id == step_id:
                    self._go((i, j))

    def to_result(self) -> None:
        """Where the last lesson's end was reached; before that, the button shows the place."""
        if len(self.course.lessons) - 1 in self.ended:
            self.at = END

    def _go(self, there: Place) -> None:
        if self.step is not None and self.at is not None and self.at[0] != there[0]:
            self.left_at[self.at[0]] = self.at[1]
        if there != self.at:
            self.draft = []
        self.at = there
        if self.step is None:
            self.ended.add(there[0])
