"""What must come of a pupil's presses, by rules of its own: shares no code with the bot but the course file.

A place is (lesson, step), both from 0; a step one past the last is the lesson's end, and END the course's.
"""

from __future__ import annotations

from dataclasses import dataclass, field

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
        return sum(self.first.values())

    @property
    def signs(self) -> list[str]:
        """What the message of this place must say."""
        assert self.at is not None
        if self.at == END:
            score = f"first try: {self.right} of {len(self.course.questions)}"
            return [self.course.title, "That was the last lesson", score]
        lesson = self.course.lessons[self.at[0]]
        if self.step is None:
            right = sum(self.first.get(question.id, False) for question in lesson.questions)
            number = f"end of lesson {self.at[0] + 1} of {len(self.course.lessons)}"
            tried = any(question.id in self.first for question in lesson.questions)
            score = f"first try: {right} of {len(lesson.questions)}" if tried else ""
            return [lesson.title, number, score]
        return [self.step.title, f"{self.at[1] + 1} of {len(lesson.steps)} · {lesson.title}"]

    def begin(self) -> None:
        if self.at is None:
            self.at = (0, 0)

    def start_again(self) -> None:
        self.earlier.append(self.right)
        self.run += 1
        self.at = (0, 0)
        self.first, self.ended, self.left_at = {}, set(), {}

    def answer(self, right: bool) -> None:
        assert isinstance(self.step, Question)
        self.first.setdefault(self.step.id, right)

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
        self.at = there
        if self.step is None:
            self.ended.add(there[0])
