"""A pupil who knows the course file and sees the chat, and nothing else of the bot."""

from __future__ import annotations

import re
from collections import Counter, deque
from dataclasses import dataclass, field
from typing import Any

from bot.course.kinds.choice import Choice, Option
from bot.course.kinds.command import ShellCommand
from bot.course.kinds.gaps import Gaps
from bot.course.kinds.number import Number
from bot.course.kinds.order import Ordering
from bot.course.kinds.pairs import Pairs
from bot.course.kinds.true_false import TrueFalse
from bot.course.kinds.typed import Typed
from bot.course.library import Library
from bot.course.model import Course, Question
from bot.emulator.world.updates import Update
from tests.messages import buttons_of, text_of
from tests.robot.model import END, Model
from tests.school import LocalApi, Pupil, School, newest

ONWARD = ("Next ▸", "Skip ▸", "Next lesson ▸")
OF_A_PLACE = (*ONWARD, "◂ Back", "Start again")
"""Buttons that only the message of the present place may have."""
GOOD_FOR_EVER = (
    "begin",
    "lesson",
    "step",
    "contents",
    "look again",
    "result",
    "lessons",
    "describe",
    "more",
    "start again",
)
"""Deeds that count wherever their button stands."""
_DEEDS = {
    "◂ Back": "back",
    "Hint": "hint",
    "Show the answer": "reveal",
    "Check": "check",
    "Try it again": "retry",
    "Begin": "begin",
    "Continue ▸": "begin",
    "Lessons": "lessons",
    "Describe the picture": "describe",
    "Start again": "start again",
    "↶ Take back": "take back",
    "Turn it over": "turn",
    "More about it": "more",
} | dict.fromkeys(ONWARD, "onward")
NO_TROUBLE = (
    "are exactly the same as a current content and reply markup of the message",
    "query is too old and response timeout expired or query ID is invalid",
)
"""Refusals of what was done before: buttons taken off twice, a tap delivered (and answered) again."""
_LETTER = re.compile(r"(?:[☐☑] )?([A-J])(?:  .*)?")
_OPTION = re.compile(r"^(?:[✅❌] )?([A-J])  (.+)$", re.MULTILINE)
_MARKS = re.compile(r"[*_`\\]|\s+")
_NUMBERED = re.compile(r"\d+\. ")


@dataclass(frozen=True)
class Press:
    """A button that some message had at some time, and what it says it does."""

    message_id: int
    data: str
    deed: str
    about: str = ""
    """The title of the lesson or question to go to, or the option's letter."""
    run: int = 1


@dataclass
class Robot:
    pupil: Pupil
    model: Model
    presses: dict[tuple[int, str], Press] = field(default_factory=dict)
    queries: list[str] = field(default_factory=list)
    recent: deque[Update] = field(default_factory=lambda: deque(maxlen=4))
    """What told the bot of the newest deeds."""

    @classmethod
    def of(cls, school: School, course: Course) -> Robot:
        return cls(school.join("Robot"), Model(course))

    @property
    def place_message(self) -> dict[str, Any]:
        here = [message for message in self.pupil.messages if _is_of_a_place(message)]
        assert len(here) == 1, [text_of(message) for message in here]
        return here[0]

    @property
    def place_text(self) -> str:
        """All that is said of the place: a result with many missed questions is more than one message."""
        last = self.place_message
        texts: list[str] = []
        for message in reversed(
            [one for one in self.pupil.messages if one["message_id"] <= last["message_id"]]
        ):
            texts.insert(0, text_of(message))
            if message is last and self.model.at != END:
                break
            if self.model.at is not None and texts[0].startswith(self.model.signs[0]):
                break
        return "\n".join(texts)

    @property
    def here(self) -> list[Press]:
        """The buttons of the present place."""
        message = self.place_message
        number = message["message_id"]
        return [
            self.presses[number, button["callback_data"]]
            for button in buttons_of(message)
            if (number, button["callback_data"]) in self.presses
        ]

    def options(self) -> dict[str, Option]:
        """Letter -> option, as the question's message tells it."""
        question = self.model.step
        assert isinstance(question, Question)
        known = {_bare(option.text): option for option in _options(question)}
        found: dict[str, Option] = {}
        for letter, text in _OPTION.findall(text_of(self.place_message)):
            if letter not in found and _bare(text) in known:
                found[letter] = known[_bare(text)]
        return found

    def ticked(self) -> frozenset[str]:
        labels = [button["text"] for button in buttons_of(self.place_message)]
        letters = [label.split()[1] for label in labels if label.startswith("☑")]
        options = self.options() if letters else {}
        return frozenset(options[letter].id for letter in letters)

    async def say(self, text: str) -> None:
        self._foresee_words(text)
        self.recent.append(await self.pupil.say(text))
        self.look()

    async def press(self, press: Press, times: int = 1) -> None:
        """Presses it, quickly so many times, and takes what must come of it into the model."""
        world = self.pupil.school.world
        if press.deed in GOOD_FOR_EVER or self._counts(press):
            self._foresee(press)
        for _ in range(times):
            self.queries.append(world.tap(self.pupil.id, press.message_id, press.data))
            self.recent.append(newest(world))
        await self.pupil.school.settled()
        self.look()

    def look(self) -> None:
        """Takes in the buttons that the chat shows now."""
        for message in self.pupil.messages:
            for button in buttons_of(message):
                where = message["message_id"], button["callback_data"]
                if where not in self.presses and (press := self._read(message, button)):
                    self.presses[where] = press

    def check(self, api: LocalApi) -> None:
        """What must hold after every move."""
        school, model = self.pupil.school, self.model
        if model.at is not None:
            text = self.place_text
            assert text.startswith(model.signs[0]), (text, model.at)
            assert all(sign in text for sign in model.signs), (text, model.signs)
            stored = model.course.key if model.at == END else self.model.step and self.model.step.id
            rows = school.rows("SELECT place, place_id FROM progress ORDER BY run DESC LIMIT 1")
            assert stored in (None, model.course.key, rows[0][1]), (rows, model.at)
        assert Counter(toast["query_id"] for toast in school.world.toasts(self.pupil.id)) == Counter(
            self.queries
        )
        assert [words for _, words in api.complaints if not words.endswith(NO_TROUBLE)] == []
        self._check_answers(school)

    def _check_answers(self, school: School) -> None:
        rows = school.rows("SELECT run, step_id, attempt, result FROM answers ORDER BY run, step_id, attempt")
        tries: Counter[tuple[int, str]] = Counter()
        for run, step_id, attempt, _ in rows:
            tries[run, step_id] += 1
            assert attempt == tries[run, step_id], rows
        firsts = {
            step_id: result == "right"
            for run, step_id, attempt, result in rows
            if run == self.model.run and attempt == 1
        }
        assert firsts == self.model.first

    def _counts(self, press: Press) -> bool:
        """Whether the message of the present place has a button that does just this."""
        if self.model.at is None:
            return False
        return press.data in {button["callback_data"] for button in buttons_of(self.place_message)}

    def _foresee(self, press: Press) -> None:
        model, question = self.model, self.model.step
        match press.deed:
            case "onward":
                model.onward()
            case "back":
                model.back()
            case "begin":
                model.begin()
            case "start again" if press.run == model.run:
                model.start_again()
            case "lesson":
                titles = [lesson.title for lesson in model.course.lessons]
                model.to_lesson(titles.index(press.about))
            case "step":
                steps = (step for lesson in model.course.lessons for step in lesson.steps)
                model.to_step(next(step.id for step in steps if step.title == press.about))
            case "look again":
                ids = [found.id for found in model.course.questions if found.title == press.about]
                model.to_step(ids[0])
            case "result":
                model.to_result()
            case "reveal":
                model.answer(False)
            case "true or false" if isinstance(question, Question):
                assert isinstance(question.task, TrueFalse)
                model.answer((press.about == "True") is question.task.true)
            case "recall":
                model.answer(False)
            case "take back":
                model.take_back()
            case "check" if model.is_order:
                model.finish()
            case "option" if isinstance(question, Question) and isinstance(question.task, Gaps):
                model.put(self.options()[press.about].text)
            case "option" if isinstance(question, Question) and isinstance(question.task, Ordering | Pairs):
                model.put(self.options()[press.about].id)
            case "check" if (chosen := self.ticked()) and isinstance(question, Question):
                model.answer(chosen == question.task.correct)
            case "option" if isinstance(question, Question) and not question.task.several:
                model.answer(self.options()[press.about].correct)

    def _foresee_words(self, text: str) -> None:
        """What must come of words: an answer, where the open question is one that is written."""
        model, question = self.model, self.model.step
        if text.startswith("/") or not isinstance(question, Question) or not self.is_open:
            return
        match question.task:
            case Typed(accepted) | ShellCommand(accepted):
                model.answer(text in accepted)
            case Gaps(choices=()):
                model.put(text)
            case Number() if any(sign.isdigit() for sign in text):
                model.answer(text == f"{question.task.value} {question.task.unit}".strip())

    @property
    def is_open(self) -> bool:
        """Whether the question that the pupil is at waits for an answer."""
        return any(button["text"] == "Skip ▸" for button in buttons_of(self.place_message))

    def _read(self, message: dict[str, Any], button: dict[str, Any]) -> Press | None:
        label, where = button["text"], (message["message_id"], button["callback_data"])
        titles = {lesson.title for lesson in self.model.course.lessons}
        if deed := _DEEDS.get(label) or (label.startswith("Continue ▸") and "begin"):
            return Press(*where, deed, run=self.model.run)
        if label.startswith("Your result ▸"):
            return Press(*where, "result")
        if label.startswith(("↺ ", "✅ ", "▸ ")):
            return Press(*where, "look again", label.partition(" ")[2])
        if label.startswith("☰ "):
            return Press(*where, "contents")
        if label == "To this lesson ▸":
            return Press(*where, "lesson", _lesson_of_contents(message))
        title = _NUMBERED.sub("", label, count=1)
        if _NUMBERED.match(label) and _is_of_contents(message):
            return Press(*where, "step", title)
        if title in titles:
            return Press(*where, "lesson", title)
        if label in ("True", "False"):
            return Press(*where, "true or false", label)
        if label in ("Not yet", "Hard", "Good", "Easy"):
            return Press(*where, "recall", label)
        if letter := _LETTER.fullmatch(label):
            return Press(*where, "option", letter[1])
        return None


def _options(question: Question) -> tuple[Option, ...]:
    match question.task:
        case Choice(options):
            return options
        case Ordering(lines):
            return lines
        case Pairs(rights=rights):
            return rights
        case Gaps(choices=choices):
            return choices
        case _:
            return ()


def _lesson_of_contents(message: dict[str, Any]) -> str:
    """The title that a lesson's contents begin with, after its number."""
    return re.sub(r" · \d+/\d+$", "", _NUMBERED.sub("", text_of(message).splitlines()[0], count=1))


def _is_of_contents(message: dict[str, Any]) -> bool:
    """What was found by words is numbered as well, but leads to another look only."""
    return any(button["text"] == "To this lesson ▸" for button in buttons_of(message))


def alone(course: Course) -> Library:
    return Library([course])


def _is_of_a_place(message: dict[str, Any]) -> bool:
    return any(button["text"] in OF_A_PLACE for button in buttons_of(message))


def _bare(text: str) -> str:
    """A text without Markdown's marks and spaces: the same in the course file and in the chat."""
    return _MARKS.sub("", text)
