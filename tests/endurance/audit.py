"""The end of an endurance test: what the database and the chats hold, against what the pupils counted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set

from tests import engine
from tests.endurance.findings import Findings, Records
from tests.endurance.ledger import Given, Ledger, difference
from tests.endurance.pupil import Pupil
from tests.robot.model import END


def audit(
    pupils: Iterable[Pupil], records: Records, findings: Findings, too_old: Set[str] = frozenset()
) -> Iterator[str]:
    """A line for each pupil with whom something is wrong. `too_old`: taps that Telegram let nobody answer."""
    if not engine.on_postgres():
        assert records.connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    for pupil in pupils:
        if problems := _look_at(pupil, records.connection, findings, too_old):
            yield f"{pupil.world.people[pupil.id].first_name}: {'; '.join(problems)}"


def _look_at(pupil: Pupil, connection: engine.Connection, findings: Findings, too_old: Set[str]) -> list[str]:
    ledger, problems = pupil.ledger, []
    visit = _last_visit(pupil, connection)
    missing, extra = difference(ledger.given, _given(pupil, connection))
    lost, doubled = missing + max(0, ledger.visit - visit), extra + max(0, visit - ledger.visit)
    if lost or doubled:
        problems.append(f"{lost} taps lost, {doubled} doubled (visit {visit}, must be {ledger.visit})")
    if (found := _place(pupil, connection)) != (wanted := _must(ledger)):
        problems.append(f"stands at {found}, must be at {wanted}")
    if not pupil.shows_place():
        problems.append(f"the chat ends with {pupil.last.get('text', pupil.last.get('caption'))!r:.60}")
    answered = {toast["query_id"] for toast in pupil.world.toasts(pupil.id)}
    spinning = len(set(pupil.queries) - answered - too_old)
    if spinning:
        problems.append(f"{spinning} taps unanswered")
    findings.lost += lost
    findings.doubled += doubled
    findings.misplaced += found != wanted or not pupil.shows_place()
    findings.unanswered += spinning
    return problems


def _last_visit(pupil: Pupil, connection: engine.Connection) -> int:
    rows = connection.execute(
        "SELECT MAX(visit) FROM progress WHERE learner_id = ? AND course_id = ?", _who(pupil)
    )
    return rows.fetchone()[0] or 0


def _given(pupil: Pupil, connection: engine.Connection) -> list[Given]:
    rows = connection.execute(
        "SELECT run, step_id, attempt, result, chosen FROM answers WHERE learner_id = ? AND course_id = ?",
        _who(pupil),
    )
    return [Given(*row) for row in rows]


def _place(pupil: Pupil, connection: engine.Connection) -> tuple[object, ...]:
    rows = connection.execute(
        "SELECT run, place, place_id, chosen FROM progress WHERE learner_id = ? AND course_id = ?"
        " ORDER BY run DESC LIMIT 1",
        _who(pupil),
    )
    return tuple(rows.fetchone() or ())


def _must(ledger: Ledger) -> tuple[object, ...]:
    """The row of the place where the pupil must be."""
    if ledger.at is None:
        return ()
    if ledger.at == END:
        return ledger.run, "course done", "", ""
    lesson = ledger.course.lessons[ledger.at[0]]
    if ledger.step is None:
        return ledger.run, "lesson done", lesson.id, ""
    if ledger.step not in lesson.questions:
        return ledger.run, "reading", ledger.step.id, ""
    if ledger.closed:
        return ledger.run, "answered", ledger.step.id, ""
    return ledger.run, "answering", ledger.step.id, ledger.half_done


def _who(pupil: Pupil) -> tuple[int, str]:
    return pupil.id, pupil.ledger.course.id
