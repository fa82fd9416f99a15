"""The end of an endurance test in the review: what the database holds, against what was answered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Set
from dataclasses import replace

from bot.learning.review.card import Card, CardId, replay
from bot.learning.review.review import AskedIn, Review
from bot.storage.review import cards, reviews
from tests import engine
from tests.endurance.card_ledger import Reviewed
from tests.endurance.findings import Findings, Records
from tests.endurance.reviewer import Reviewer


def audit_reviews(
    people: Iterable[Reviewer],
    answered: int,
    records: Records,
    findings: Findings,
    too_old: Set[str] = frozenset(),
) -> Iterator[str]:
    """A line for each learner with whom something is wrong. `answered`: what each reviewer had answered in
    lessons before. That cards are what their reviews say holds for whoever has some."""
    tx = records.connection
    for one in people:
        if problems := [*_of_reviewer(one, answered, tx, findings, too_old)]:
            yield f"{one.hand.world.people[one.hand.id].first_name}: {'; '.join(problems)}"
    for row in records.rows("SELECT DISTINCT learner_id FROM reviews"):
        if problems := [*_cards(row["learner_id"], tx, findings)]:
            yield f"learner {row['learner_id']}: {'; '.join(problems)}"


def _of_reviewer(
    one: Reviewer, answered: int, tx: engine.Connection, findings: Findings, too_old: Set[str]
) -> Iterator[str]:
    kept = [review for of_card in reviews.by_card(tx, one.hand.id).values() for review in of_card]
    found = Counter(map(_reviewed, (one for one in kept if one.tried.asked_in is AskedIn.REVIEW)))
    must = Counter(one.reviewed)
    missing, extra = must - found, found - must - Counter(one.unsure)
    lessons = sum(one.tried.asked_in is AskedIn.LESSON for one in kept)
    if one.reviewed and lessons != answered:
        yield f"{lessons} answers of lessons were taken up, must be {answered}"
        findings.lost += max(0, answered - lessons)
        findings.doubled += max(0, lessons - answered)
    if missing or extra:
        yield f"reviews lost: {[*missing]}, too many: {[*extra]}"
    aside = {card.id for card in cards.of_learner(tx, one.hand.id).values() if card.aside}
    if aside != one.aside:
        yield f"set aside are {sorted(aside)}, must be {sorted(one.aside)}"
    spinning = set(one.hand.queries) - {toast["query_id"] for toast in one.hand.world.toasts(one.hand.id)}
    if spinning - too_old:
        yield f"{len(spinning - too_old)} taps unanswered"
    findings.lost += missing.total()
    findings.doubled += extra.total()
    findings.misplaced += aside != one.aside
    findings.unanswered += len(spinning - too_old)


def _cards(learner_id: int, tx: engine.Connection, findings: Findings) -> Iterator[str]:
    """Each card counts its reviews without gaps, and is what they make of it."""
    known = cards.of_learner(tx, learner_id)
    for card_id, of_card in reviews.by_card(tx, learner_id).items():
        numbers = [review.number for review in of_card]
        card = known.get(card_id)
        if numbers != [*range(1, len(numbers) + 1)] or card is None or not _is_replay(card, of_card):
            findings.misplaced += 1
            yield f"{_name(card_id)} has the reviews {numbers} and is {card}"


def _is_replay(card: Card, of_card: tuple[Review, ...]) -> bool:
    """But for what the reviews do not say: whether it is asked."""
    return replace(card, aside=False, gone=False) == replay(of_card)


def _reviewed(review: Review) -> Reviewed:
    tried = review.tried
    return Reviewed(review.course_id, review.question_id, tried.result.value, tried.given, tried.hinted)


def _name(card_id: CardId) -> str:
    return "/".join(card_id)
