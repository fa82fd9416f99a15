"""A lesson's file: nodes -> Lesson with its sections and questions."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from difflib import get_close_matches

import yaml

from bot.course.model import Lesson, Option, Picture, Question, Section, Step
from bot.course.reading.fields import LINE, MESSAGE, Fields
from bot.course.reading.mistakes import Mark, Source, shown
from bot.course.reading.slugs import Ids, slugify

DESCRIPTION = 800

_LESSON = ("id", "title", "summary", "steps")
_KINDS = ("section", "question")
_SECTION = ("section", "id", "text", "picture", "note", "warning")
_QUESTION = ("question", "id", "prompt", "options", "feedback", "hint")
_OPTION = ("text", "id", "correct", "wrong", "last")
_PICTURE = ("file", "description")
_LAST = re.compile(
    r"(all|none|both|neither)( of)?( the)? (above|these|those|(the )?(options|answers|statements) above)"
    r"( (options|answers|statements))?( (is|are) (correct|right|true))?",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Around:
    """What a lesson shares with its course. `picture` gives a Picture, or what is wrong with the file."""

    picture: Callable[[str], Picture | str]
    lessons: Ids = field(default_factory=lambda: Ids("lesson"))
    steps: Ids = field(default_factory=lambda: Ids("section or question"))


def read_lesson(source: Source, node: yaml.Node, around: Around) -> Lesson:
    fields = Fields(source, node, "a lesson", _LESSON)
    title = fields.line("title")
    lesson_id = read_id(fields, "title", title, around.lessons)
    summary = fields.line("summary", LINE)
    nodes = fields.items("steps", "a section or a question")
    steps = (_step(source, step, around) for step in nodes)
    return Lesson(lesson_id, title, summary, tuple(step for step in steps if step))


def read_picture(fields: Fields, name: str, around: Around) -> Picture | None:
    node = fields.node(name)
    if node is None:
        return None
    inner = Fields(fields.source, node, "a picture", _PICTURE)
    file = inner.line("file", LINE)
    description = inner.line("description", DESCRIPTION)
    if not file:
        return None
    picture = around.picture(file)
    if isinstance(picture, Picture):
        return replace(picture, description=description)
    inner.mistake(inner.value_at("file"), picture)
    return None


def read_id(fields: Fields, name: str, title: str, ids: Ids) -> str:
    """The id that is written, or the one made from the value of `name`."""
    written = fields.slug()
    if written:
        ids.use(written, fields.source, fields.value_at("id"), written=True)
        return written
    if title and not fields.has("id"):
        ids.use(slugify(title), fields.source, fields.at(name), written=False)
    return slugify(title)


def _step(source: Source, node: yaml.Node, around: Around) -> Step | None:
    kinds = [key for key in _names(node) if key.value in _KINDS]
    if len({key.value for key in kinds}) == 2:
        right = 'if a new step begins here, write "- " before it'
        source.mistake(kinds[1].start_mark, f"a step is either a section or a question; {right}")
        return None
    kind = _step_kind(node)
    if kind == "section":
        return _section(Fields(source, node, "a section", _SECTION), around)
    if kind == "question":
        return _question(Fields(source, node, "a question", _QUESTION), around)
    begins = 'a step begins with "section: " and a title, or with "question: " and a title'
    source.mistake(node.start_mark, f'{begins}; what belongs to the step above has no "- " of its own')
    return None


def _step_kind(node: yaml.Node) -> str:
    names = [key.value for key in _names(node)]
    for kind in _KINDS:
        if kind in names:
            return kind
    close = (get_close_matches(name.lower(), _KINDS, 1, 0.7) for name in names if len(name) <= 40)
    return next((matches[0] for matches in close if matches), "")


def _names(node: yaml.Node) -> list[yaml.ScalarNode]:
    pairs = node.value if isinstance(node, yaml.MappingNode) else []
    return [key for key, _ in pairs if isinstance(key, yaml.ScalarNode)]


def _section(fields: Fields, around: Around) -> Section:
    title = fields.line("section")
    section = Section(
        id=read_id(fields, "section", title, around.steps),
        title=title,
        text=fields.markdown("text"),
        picture=read_picture(fields, "picture", around),
        note=fields.markdown("note", required=False) or None,
        warning=fields.markdown("warning", required=False) or None,
    )
    fields.check_message("section", "divide it into two sections")
    return section


def _question(fields: Fields, around: Around) -> Question:
    title = fields.line("question")
    question = Question(
        id=read_id(fields, "question", title, around.steps),
        title=title,
        prompt=fields.markdown("prompt"),
        options=_options(fields),
        feedback=fields.markdown("feedback"),
        hint=fields.markdown("hint", required=False) or None,
    )
    fields.check_message("question", "make two questions of it")
    return question


def _options(fields: Fields) -> tuple[Option, ...]:
    nodes = fields.items("options", "an option")
    ids = Ids("option of this question")
    seen: dict[str, Mark] = {}
    before = len(fields.source.mistakes)
    options = tuple(_option(fields, node, ids, seen) for node in nodes)
    if nodes and not 2 <= len(nodes) <= 10:
        right = "add another one" if len(nodes) < 2 else "leave some out"
        fields.mistake(
            fields.at("options"), f"a question has 2 to 10 options, this one has {len(nodes)}; {right}"
        )
    if nodes and len(fields.source.mistakes) == before and not any(option.correct for option in options):
        right = "write correct: true at the right one, in place of wrong:"
        fields.mistake(fields.at("options"), f"no option of this question is correct; {right}")
    return options


def _option(question: Fields, node: yaml.Node, ids: Ids, seen: dict[str, Mark]) -> Option:
    fields = Fields(question.source, node, "an option", _OPTION)
    text = fields.markdown("text", LINE)
    twin = _is_twin(fields, text, seen)
    option_id = "" if twin else read_id(fields, "text", text, ids)
    correct, why = _verdict(fields)
    last = fields.flag("last")
    question.characters += fields.characters
    question.styles += fields.styles
    alone = bool(_LAST.fullmatch(text.strip(" .!*_")))
    return Option(option_id, text, correct, why, alone if last is None else last)


def _is_twin(fields: Fields, text: str, seen: dict[str, Mark]) -> bool:
    words = " ".join(text.casefold().split())
    if not words or seen.setdefault(words, fields.mark) is fields.mark:
        return False
    first = fields.source.where(seen[words])
    fields.mistake(
        fields.at("text"),
        f"{shown(text)} is an option of this question already ({first}); change one of them",
    )
    return True


def _verdict(fields: Fields) -> tuple[bool, str]:
    """Whether the option is correct, and what is wrong with it if not."""
    correct = fields.flag("correct")
    has_reason = fields.has("wrong")
    reason = fields.markdown("wrong", MESSAGE, required=False, says="is the reason why this option is wrong")
    if not fields.readable:
        return False, ""
    if correct and has_reason:
        fields.mistake(
            fields.at("wrong"),
            "an option cannot be correct and wrong; keep either correct: true or wrong: and the reason",
        )
    if correct is False:
        right = "remove this line" if has_reason else "in place of this line, write wrong: and the reason why"
        fields.mistake(fields.at("correct"), f"a wrong option needs no correct: false; {right}")
    if not fields.has("correct") and not has_reason:
        fields.mistake(
            fields.mark,
            "is this option correct or wrong? add correct: true, or wrong: and the reason why it is wrong",
        )
    return bool(correct), reason
