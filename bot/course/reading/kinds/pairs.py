"""`pairs:` left: right, and `distractors:` that belong to nothing."""

from __future__ import annotations

import yaml

from bot.course.kinds.pairs import Pair, Pairs
from bot.course.message import say
from bot.course.reading.course_context import CourseContext
from bot.course.reading.fields import Fields
from bot.course.reading.kinds.lines import line_of, options_of
from bot.course.reading.kinds.written import Text

FIELDS = ("pairs", "distractors")
LEAST, MOST = 2, 8
MOST_RIGHTS = 10
_PAIR = ("left", "right")


def read(fields: Fields, context: CourseContext) -> Pairs:  # noqa: ARG001
    found = _pairs(fields)
    others = [
        line_of(fields, node, say("things.a_distractor"), code=False)
        for node in fields.items("distractors", say("things.a_distractor"), required=False)
    ]
    rights = options_of(fields, [*(right for _, right in found), *others])
    _check(fields, found, len(rights))
    ids = {" ".join(right.text.split()): right.id for right in rights}
    pairs = (Pair(left.text, ids.get(" ".join(right.text.split()), "")) for left, right in found)
    return Pairs(tuple(pairs), rights)


def _pairs(fields: Fields) -> list[tuple[Text, Text]]:
    node = fields.require("pairs", say("things.a_pair"))
    if node is None:
        return []
    if isinstance(node, yaml.MappingNode):
        nodes = list(node.value)
    elif isinstance(node, yaml.SequenceNode):
        inner = (Fields(fields.source, item, say("things.a_pair"), _PAIR) for item in node.value)
        both = ((one.require("left"), one.require("right")) for one in inner)
        nodes = [(left, right) for left, right in both if left and right]
    else:
        fields.mistake(node.start_mark, say("kinds.no_pairs"))
        return []
    left_side, right_side = say("things.a_left_side"), say("things.a_right_side")
    return [
        (line_of(fields, left, left_side, code=False), line_of(fields, right, right_side, code=False))
        for left, right in nodes
    ]


def _check(fields: Fields, found: list[tuple[Text, Text]], rights: int) -> None:
    if found and not LEAST <= len(found) <= MOST:
        number = say("kinds.number_of_pairs", least=LEAST, most=MOST, number=len(found))
        fields.mistake(fields.at("pairs"), number)
    elif rights > MOST_RIGHTS:
        many = say("kinds.many_rights", number=rights, most=MOST_RIGHTS)
        fields.mistake(fields.at("distractors"), many)
    seen: set[str] = set()
    for left, _ in found:
        if left.text in seen:
            fields.mistake(left.mark, say("kinds.twin_line", text=left.text))
        seen.add(left.text)
