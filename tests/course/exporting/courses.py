"""Courses of all kinds of questions, with signs in their texts that formats take for their own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from bot.course.kinds import Task
from bot.course.kinds.card import Flashcard
from bot.course.kinds.choice import Choice, Option
from bot.course.kinds.gaps import Gaps
from bot.course.kinds.known_mistakes import KnownMistake
from bot.course.kinds.normal_form import literal, normal
from bot.course.kinds.number import Number
from bot.course.kinds.order import Ordering
from bot.course.kinds.pairs import Pair, Pairs
from bot.course.kinds.true_false import TrueFalse
from bot.course.kinds.typed import Typed
from bot.course.model import Course, Lesson, Question, Section
from bot.course.reading.slugs import told_apart

SIGNS = (
    *("tea", "cup of", "water"),
    *("ü", "茶", "🍵", "it's", '"hot"', "x = y", "~", "{ }", "} }", "#", "###", "50%", "%50%"),
    *("a:", "::", "C:\\new", "\\"),
    *("&", "&amp;", "AT&T", "1 < 2", "<b>", "a > b", "=1+1", "+1", "-5", "@home", "'"),
    *("[html]", "]]>", "$5", "$a$"),
    *("$$", "\\(x\\)", "{{c1::x}}", "a|b", ";", ",", "*", "2*3", "_", "T", "F", "//"),
)  # fmt: skip
WORDS = st.lists(st.sampled_from(SIGNS), min_size=1, max_size=4).map(" ".join)
"""A plain text of one line."""
PLAIN = st.builds("{} {}".format, st.sampled_from(("Tea", "Leaf", "Cup")), WORDS)
"""One that begins with a letter."""
_SAFE = (
    "tea",
    "cup: a",
    "x = y",
    "~",
    "{ }",
    "50% #",
    '"hot"',
    "it's",
    "AT&T",
    "ü",
    "茶",
    "?",
    "a/b",
    "C;D",
    "a, b",
)
TITLES = st.lists(st.sampled_from(_SAFE), min_size=1, max_size=3).map(lambda words: "A " + " ".join(words))


def _formatted(words: str, way: int) -> str:
    safe = literal(words)
    styles = (
        safe,
        f"**{safe}** and",
        f"*{safe}* or",
        f"~~{safe}~~ no",
        f"[{safe}](https://a.example/?b=1&c=2)",
    )
    return (*styles, f"`{words.replace('`', '')}` is")[way]


LINES = st.builds(_formatted, PLAIN, st.integers(0, 5))
"""Markdown of one line."""
BLOCKS = st.one_of(
    LINES,
    st.lists(LINES, min_size=2, max_size=3).map("\\\n".join),
    st.lists(LINES, min_size=2, max_size=3).map(lambda lines: "\n".join(f"- {line}" for line in lines)),
    st.lists(LINES, min_size=2, max_size=3).map(
        lambda lines: "\n".join(f"{number}. {line}" for number, line in enumerate(lines, 1))
    ),
    LINES.map(lambda line: f"> {line}"),
    st.lists(WORDS, min_size=1, max_size=3).map(
        lambda lines: "```python\n  {}\n```".format("\n  ".join(lines))
    ),
)
TEXTS = st.builds(lambda first, more: "\n\n".join((first, *more)), LINES, st.lists(BLOCKS, max_size=2))
"""Markdown of several paragraphs."""
NONE, FALSE = st.just(""), st.just(False)
MAYBE = NONE | TEXTS


def apart(strategy: st.SearchStrategy[str], least: int, most: int) -> st.SearchStrategy[list[str]]:
    """Texts that nobody takes for each other."""
    return st.lists(strategy, min_size=least, max_size=most, unique_by=lambda text: normal(text) or text).map(
        lambda texts: [
            text.replace(text.split()[0], f"{text.split()[0]}{n}", 1) for n, text in enumerate(texts)
        ]
    )


def options(texts: Iterable[str]) -> tuple[Option, ...]:
    texts = tuple(texts)
    return tuple(Option(i, text, False) for i, text in zip(told_apart(texts), texts, strict=True))


@st.composite
def choice(draw: st.DrawFn) -> Choice:
    made = options(draw(apart(LINES, 2, 5)))
    right = draw(st.sets(st.integers(0, len(made) - 1), min_size=1))
    return Choice(
        tuple(
            replace(one, correct=True) if place in right else replace(one, why=draw(MAYBE))
            for place, one in enumerate(made)
        )
    )


@st.composite
def typed(draw: st.DrawFn, exact: st.SearchStrategy[bool] = FALSE, most: int = 3) -> Typed:
    return Typed(tuple(draw(apart(PLAIN, 1, most))), draw(exact), draw(mistakes()))


@st.composite
def mistakes(draw: st.DrawFn) -> tuple[KnownMistake, ...]:
    found = draw(st.lists(WORDS, max_size=2, unique=True))
    return tuple(
        KnownMistake(f"Wrong{n} {' '.join(text.split())} *", draw(TEXTS)) for n, text in enumerate(found)
    )


NUMBERS = st.decimals(-10_000, 10_000, places=3).map(lambda value: value.normalize() + Decimal(0))


@st.composite
def number(draw: st.DrawFn, unit: st.SearchStrategy[str] = NONE) -> Number:
    value = draw(NUMBERS)
    wrong = tuple(KnownMistake(f"{value + n + 1:f}", draw(TEXTS)) for n in range(draw(st.integers(0, 2))))
    return Number(value, abs(draw(NUMBERS)) / 100_000, draw(unit), wrong)


@st.composite
def pairs(draw: st.DrawFn) -> Pairs:
    """Some right sides belong to nothing."""
    rights = options(map(literal, draw(apart(PLAIN, 2, 5))))
    lefts = draw(apart(LINES, 2, len(rights)))
    return Pairs(tuple(Pair(left, right.id) for left, right in zip(lefts, rights, strict=False)), rights)


@st.composite
def gaps(draw: st.DrawFn, most: int = 2) -> Gaps:
    pieces = ("", *draw(st.lists(LINES.map(lambda line: f" {line} "), min_size=1, max_size=3)))
    accepted = tuple(tuple(draw(apart(PLAIN, 1, most))) for _ in pieces[1:])
    plain = tuple(tuple(answer.replace("|", "/").replace("]]", "]") for answer in gap) for gap in accepted)
    return Gaps((f"A{pieces[0]} ", *pieces[1:]), plain)


TRUE_OR_FALSE = st.booleans()
KINDS: dict[str, st.SearchStrategy[Task]] = {
    "choice": choice(),
    "true_or_false": st.builds(TrueFalse, st.booleans(), MAYBE),
    "written": typed(),
    "number": number(),
    "gaps": gaps(),
    "order": st.builds(lambda texts: Ordering(options(texts)), apart(LINES, 2, 5)),
    "pairs": pairs(),
    "card": st.builds(Flashcard, TEXTS),
    "exact": typed(TRUE_OR_FALSE),
    "plain_written": st.builds(lambda texts: Typed(tuple(texts)), apart(PLAIN, 1, 3)),
    "plain_number": st.builds(Number, NUMBERS, NUMBERS.map(lambda value: abs(value) / 100_000)),
    "one_answer": st.builds(lambda texts: Typed(tuple(texts)), apart(PLAIN, 1, 1)),
    "one_answer_gaps": gaps(1),
    "unit": number(st.sampled_from(("", "cm", "%"))),
}


@st.composite
def courses(draw: st.DrawFn, *kinds: str, sections: bool = True, hints: bool = False) -> Course:
    """`kinds`: of its questions."""
    ids = iter(range(1000))
    lessons = []
    for number in range(draw(st.integers(1, 2))):
        section = st.builds(Section, st.just(""), TITLES, TEXTS)
        asked = st.one_of([questions(draw, KINDS[kind], hints=hints) for kind in kinds])
        steps = draw(st.lists(st.one_of(section, asked) if sections else asked, min_size=1, max_size=3))
        named = tuple(
            replace(step, id=f"step-{next(ids)}", title=f"{step.title} {next(ids)}") for step in steps
        )
        lessons.append(Lesson(f"lesson-{number}", f"{draw(TITLES)} {number}", "", named))
    return Course("tea", draw(TITLES), "", "en", tuple(lessons))


def questions(draw: st.DrawFn, task: st.SearchStrategy[Task], *, hints: bool) -> st.SearchStrategy[Question]:
    def made(title: str, prompt: str, asked: Task, feedback: str) -> Question:
        alone = isinstance(asked, Flashcard)
        return Question("", title, prompt, asked, "" if alone else feedback)

    plain = st.builds(made, TITLES, TEXTS, task, MAYBE)
    return st.builds(
        lambda one, hint: replace(one, hint=hint or None), plain, MAYBE if hints else st.just("")
    )


EXAMPLES = settings(max_examples=30, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))


def one_question(task: Task, times: int = 1) -> Course:
    """A course with just this in it."""
    steps = tuple(Question(f"q{n or ''}", "Q", "Which?", task, "So.") for n in range(times))
    return Course("tea", "Tea", "", "en", (Lesson("l", "L", "", steps),))
