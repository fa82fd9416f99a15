"""Items of QTI 2.1 and 2.2: a body with interactions in it, and the responses that are right."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from bot.course.formats.containers.xml_tree import Node
from bot.course.formats.gap_prompts import GapText, gap_question
from bot.course.formats.material import QuestionError
from bot.course.formats.numbers import decimal_of
from bot.course.formats.qti.body import GAP, INLINE, Body
from bot.course.formats.qti.documents import PlacedItem
from bot.course.formats.qti.item import FoundItem, as_statement, passage, questions, title_of
from bot.course.formats.qti.responses import ALWAYS, RIGHT, WRONG, Declared, Responses
from bot.course.formats.texts.from_any import words_of
from bot.course.formats.weighted_answers import ReadAnswers, WeightedAnswer, choice
from bot.course.kinds.card import Flashcard
from bot.course.kinds.choice import Choice, Option
from bot.course.kinds.number import Number
from bot.course.kinds.order import Ordering
from bot.course.kinds.pairs import Pair, Pairs
from bot.course.kinds.typed import Typed
from bot.course.message import say

_BLANK = "_____"


def read_item(placed: PlacedItem) -> Iterator[FoundItem]:
    item = _Item(placed)
    if not item.blocks and not item.inline:
        yield passage(placed, item.text)
        return
    yield from questions(placed, _answers(item))


@dataclass(frozen=True)
class _Item:
    placed: PlacedItem

    @cached_property
    def body(self) -> Body:
        return Body(self.placed.beside)

    @cached_property
    def responses(self) -> Responses:
        return Responses(self.placed.node)

    @cached_property
    def _root(self) -> Node:
        return self.placed.node.first("itemBody") or Node("itemBody", {}, self.placed.node.line)

    @cached_property
    def text(self) -> str:
        """HTML, with GAP where an interaction stands in a line."""
        return self.body.html(self._root)

    @cached_property
    def blocks(self) -> list[Node]:
        """The interactions that stand for themselves, in order."""
        return [one for one in _interactions(self._root) if one.tag not in INLINE]

    @cached_property
    def inline(self) -> list[Node]:
        return [one for one in _interactions(self._root) if one.tag in INLINE]

    def declared(self, interaction: Node) -> Declared:
        return self.responses.declared(interaction.get("responseIdentifier"))

    def said(self, value: str) -> str:
        """HTML."""
        nodes = [*self.responses.feedback(value), *self.responses.named(value)]
        return "\n".join(dict.fromkeys(filter(None, map(self.body.html, nodes))))

    def said_on(self, option: Node) -> str:
        """What stands in it for who has chosen it, or is said on it below."""
        inside = [self.body.html(one) for one in option.within("feedbackInline", "feedbackBlock")]
        return "\n".join(filter(None, (*inside, self.said(option.get("identifier")))))

    def answered(self, made: ReadAnswers) -> ReadAnswers:
        """With what is said on the whole of it."""
        always = [self.said(ALWAYS)]
        always += [self.body.html(one) for one in self._root.within("feedbackBlock")]
        right = (self.said(RIGHT), *made.said_when_right)
        return replace(
            made, feedback="\n".join(filter(None, always)), said_when_right=tuple(filter(None, right))
        )


def _interactions(node: Node) -> Iterator[Node]:
    for child in node.nodes:
        if child.tag.endswith("Interaction"):
            yield child
        else:
            yield from _interactions(child)


def _answers(item: _Item) -> Iterator[ReadAnswers]:
    """A question for each interaction; those in lines are one together."""
    above = "" if item.inline else item.text
    if item.inline:
        yield item.answered(_in_lines(item))
    for number, interaction in enumerate(item.blocks):
        read_kind = _KINDS.get(interaction.tag)
        if read_kind is None:
            title = title_of(item.placed) or words_of(item.text)[:80]
            raise QuestionError(say("elsewhere.unknown_question", kind=interaction.tag, title=title))
        made = item.answered(read_kind(item, interaction))
        prompt = item.body.prompt(interaction)
        parts = (
            above if number == 0 else "",
            f"<p>{prompt}</p>" if prompt else "",
            _inner(item, interaction),
        )
        whole = "\n".join(filter(None, parts))
        yield replace(made, prompt=whole if words_of(whole) else made.prompt or title_of(item.placed))


def _inner(item: _Item, interaction: Node) -> str:
    """The text in which words are to be chosen."""
    return item.body.html(interaction) if interaction.tag == "hottextInteraction" else ""


def _choice(item: _Item, interaction: Node) -> ReadAnswers:
    declared = item.declared(interaction)
    otherwise = item.said(WRONG)
    answers = []
    for option in interaction.within("simpleChoice", "hottext"):
        share = declared.share(option.get("identifier"))
        why = item.said_on(option)
        answers.append(WeightedAnswer(item.body.html(option), share, why or ("" if share > 0 else otherwise)))
    made = choice(answers)
    statement = as_statement(made.task.options) if isinstance(made.task, Choice) else None
    return replace(made, task=statement, simplified=()) if statement else made


def _order(item: _Item, interaction: Node) -> ReadAnswers:
    texts = {one.get("identifier"): item.body.html(one) for one in interaction.within("simpleChoice")}
    right = [texts[value] for value in item.declared(interaction).values if value in texts]
    if len(right) < len(texts):
        raise QuestionError(say("formats.no_right_answer"))
    return ReadAnswers(Ordering(tuple(Option("", text, correct=False) for text in right)))


def _pairs(item: _Item, interaction: Node) -> ReadAnswers:
    tags = ("simpleAssociableChoice",)
    texts = {one.get("identifier"): item.body.html(one) for one in interaction.within(*tags)}
    sets = interaction.all("simpleMatchSet")
    rights = [one.get("identifier") for one in sets[1].within(*tags)] if len(sets) > 1 else []
    both = [value.split() for value in item.declared(interaction).values]
    pairs = [Pair(texts.get(one[0], ""), texts.get(one[1], "")) for one in both if len(one) == 2]
    used = dict.fromkeys((*(pair.right_id for pair in pairs), *(texts[one] for one in rights)))
    return ReadAnswers(Pairs(tuple(pairs), tuple(Option(text, text, correct=False) for text in used)))


def _words_into_gaps(item: _Item, interaction: Node) -> ReadAnswers:
    words = {one.get("identifier"): words_of(item.body.html(one)) for one in interaction.within("gapText")}
    into = {
        parts[1]: parts[0] for value in item.declared(interaction).values if len(parts := value.split()) == 2
    }
    gaps = [gap.get("identifier") for gap in interaction.within("gap")]
    accepted = [(words.get(into.get(gap, ""), ""),) for gap in gaps]
    text = GapText(item.body.html(interaction).split(GAP), title_of(item.placed))
    prompt, task = gap_question(text, accepted, list(words.values()))
    return ReadAnswers(task, prompt=prompt)


def _essay(item: _Item, interaction: Node) -> ReadAnswers:
    model = next(iter(item.declared(interaction).values), "")
    if not model:
        raise QuestionError(say("formats.essay"))
    return ReadAnswers(Flashcard(model), simplified=(say("formats.essay_as_card"),))


def _slider(item: _Item, interaction: Node) -> ReadAnswers:
    right = next(iter(item.declared(interaction).values), "")
    return ReadAnswers(Number(decimal_of(right)))


def _in_lines(item: _Item) -> ReadAnswers:
    """Fields and lists within the text; a single field is a question of its own."""
    first, *others = item.inline
    if first.tag == "textEntryInteraction" and not others:
        declared = item.declared(first)
        prompt = item.text.replace(GAP, _BLANK)
        if not declared.accepted:
            raise QuestionError(say("formats.no_right_answer"))
        if declared.is_number:
            return ReadAnswers(Number(decimal_of(declared.accepted[0])), prompt=prompt)
        return ReadAnswers(Typed(declared.accepted, declared.exact), prompt=prompt)
    accepted: list[tuple[str, ...]] = []
    choices: list[str] = []
    for one in item.inline:
        texts = {c.get("identifier"): words_of(item.body.html(c)) for c in one.within("inlineChoice")}
        declared = item.declared(one)
        accepted.append(tuple(texts.get(value, value) for value in declared.accepted))
        choices += texts.values()
    if choices:
        choices += [gap[0] for gap in accepted if gap]
    prompt, task = gap_question(GapText(item.text.split(GAP), title_of(item.placed)), accepted, choices)
    return ReadAnswers(task, prompt=prompt)


_KINDS: dict[str, Callable[[_Item, Node], ReadAnswers]] = {
    "choiceInteraction": _choice,
    "hottextInteraction": _choice,
    "orderInteraction": _order,
    "matchInteraction": _pairs,
    "associateInteraction": _pairs,
    "gapMatchInteraction": _words_into_gaps,
    "extendedTextInteraction": _essay,
    "sliderInteraction": _slider,
}
"""Interaction -> its reader, which raises QuestionError."""
