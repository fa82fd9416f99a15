"""Writing the answer: a word, a name, a line of code."""

from __future__ import annotations

from functools import lru_cache

from rapidfuzz.distance import DamerauLevenshtein

from bot.course.kinds.known_mistakes import careful_mistake, exact_mistake, is_pattern, known_mistake
from bot.course.kinds.normal_form import careful, clean, is_latin, latin, normal, ways_to_write
from bot.course.kinds.typed import Typed
from bot.learning.kinds.base import Given, Remark, Verdict
from bot.learning.kinds.written import WrittenKind, slip_of

ONE_SLIP_FROM, TWO_SLIPS_FROM = 5, 10
"""Letters that a word must have for one slip of the pen in it to be let pass, or two."""


class TypedKind(WrittenKind[Typed]):
    def grade(self, task: Typed, given: Given) -> Verdict:
        return judge(task, given)

    def solution(self, task: Typed) -> Given:
        return Given(task.accepted[0])


def judge(task: Typed, given: str) -> Verdict:
    """An accepted answer is right, a listed mistake is wrong for its reason; then slips of the pen are let
    pass, unless what was written is nearer to a listed mistake."""
    if not given:
        return Verdict(right=False)
    if task.exact:
        return _exactly(task, given)
    language = task.language
    letter_by_letter = _letter_by_letter(task, given)
    if letter_by_letter is not None:
        return letter_by_letter
    forms = {_form(given, accepted, language) for accepted in task.accepted} | {normal(given, language)}
    if any(_form(given, one, language) in ways_to_write(one, language) for one in task.accepted):
        return Verdict(right=True)
    if known := known_mistake(task.mistakes, forms, language):
        return Verdict(right=False, slips=(slip_of(given, known.why),))
    if any(normal(given) == normal(one) for one in task.also):
        return Verdict(right=True)
    meant = next((one for one in task.accepted if _is_slip(given, one, language)), None)
    if meant is not None and not any(_is_nearer(task, form, normal(meant, language)) for form in forms):
        return Verdict(right=True, remarks=(Remark("spelled", (meant,)),))
    return Verdict(right=False, slips=(slip_of(given),))


def _letter_by_letter(task: Typed, given: str) -> Verdict | None:
    """Where two answers are alike but for their accents, these decide."""
    written = careful(given, task.language)
    if any(careful(one, task.language) == written for one in task.accepted):
        return Verdict(right=True)
    if known := careful_mistake(task.mistakes, given, task.language):
        return Verdict(right=False, slips=(slip_of(given, known.why),))
    if any(careful(one, task.language) == written for one in task.rivals):
        return Verdict(right=False, slips=(slip_of(given),))
    return None


@lru_cache(maxsize=4096)
def is_slip_of_the_pen(written: str, right: str) -> bool:
    """Whether each word is the right one, but for one slip from five letters on, two from ten. A slip is a
    letter too many, too few, another one, or two that changed places."""
    words, wanted = written.split(), right.split()
    return len(words) == len(wanted) and all(
        _is_near(word, want) for word, want in zip(words, wanted, strict=True)
    )


def _is_near(word: str, want: str) -> bool:
    allowed = _allowed(want)
    return word == want or DamerauLevenshtein.distance(word, want, score_cutoff=allowed) <= allowed


def _allowed(word: str) -> int:
    letters = sum(sign.isalpha() for sign in word)
    if letters < len(word.strip(",;:")):  # a number, or code in it: each sign says something
        return 0
    return (letters >= ONE_SLIP_FROM) + (letters >= TWO_SLIPS_FROM)


def _is_slip(given: str, right: str, language: str) -> bool:
    return is_slip_of_the_pen(_form(given, right, language), normal(right, language))


def _form(given: str, accepted: str, language: str) -> str:
    """What was written, as it is compared with an accepted answer."""
    written = normal(given, language)
    return normal(latin(written), language) if is_latin(normal(accepted, language)) else written


def _is_nearer(task: Typed, written: str, right: str) -> bool:
    distance = DamerauLevenshtein.distance(written, right)
    wrong = (normal(each.answer, task.language) for each in task.mistakes if not is_pattern(each))
    return any(DamerauLevenshtein.distance(written, each) < distance for each in wrong)


def _exactly(task: Typed, given: str) -> Verdict:
    if any(given == clean(accepted) for accepted in (*task.accepted, *task.also)):
        return Verdict(right=True)
    known = exact_mistake(task.mistakes, given)
    return Verdict(right=False, slips=(slip_of(given, known.why if known else ""),))
