"""The end of an endurance test among those who run the school: reports, their answers, and what is taught."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from pathlib import Path

from bot.emulator.world.world import World
from tests.endurance.deeds import ANSWERED
from tests.endurance.findings import Findings, Records
from tests.endurance.pupil import Pupil
from tests.endurance.staff import REPORTED, Answerer, Publisher
from tests.messages import text_of


@dataclass
class Staff:
    """Both are told of each report. `unreached`: somebody had blocked the bot, so that one of them, or a
    learner, may rightly have missed something."""

    publisher: Publisher
    answerer: Answerer
    unreached: bool = False

    @property
    def ids(self) -> tuple[int, int]:
        return self.publisher.hand.id, self.answerer.hand.id


def audit_school(
    staff: Staff, pupils: Iterable[Pupil], records: Records, findings: Findings
) -> Iterator[str]:
    """A line for each thing that is wrong."""
    rows = {row["words"]: row for row in records.rows("SELECT * FROM reports")}
    for pupil in pupils:
        for words in pupil.reported:
            if words not in rows:
                findings.lost += 1
                yield f"a report was lost: {words}"
            else:
                yield from _told(staff, words, _claimed(records, rows[words]["id"]), findings)
        yield from _pictures(pupil, records, findings)
    yield from _answers(staff, records, findings)
    for line in staff.publisher.untaught:
        findings.lost += 1
        yield line
    for name in left_behind(staff.publisher.content, records):
        findings.misplaced += 1
        yield f"CONTENT_DIR: {name} was left behind"


def _told(staff: Staff, words: str, claimed: Set[int], findings: Findings) -> Iterator[str]:
    """Each admin has the report once, or may have it: `claimed` are those to whom it was about to go."""
    world = staff.answerer.hand.world
    times = {admin: _times(world, admin, words, REPORTED) for admin in staff.ids}
    unsure = [admin for admin in staff.ids if not times[admin] and admin in claimed]
    missing = [admin for admin in staff.ids if not times[admin] and admin not in claimed]
    findings.unknown += len(unsure)
    if max(times.values()) > 1:
        findings.doubled += max(times.values()) - 1
        yield f"a report came {max(times.values())} times: {words}"
    if missing and not (staff.unreached and len(missing) < len(staff.ids)):
        findings.lost += 1
        yield f"a report did not come to all: {words}"


def _answers(staff: Staff, records: Records, findings: Findings) -> Iterator[str]:
    world = staff.answerer.hand.world
    for number, words in staff.answerer.words.items():
        for row in records.rows("SELECT * FROM reports WHERE id = ?", number):
            times = _times(world, row["learner_id"], words, ANSWERED)
            if times > 1:
                findings.doubled += times - 1
                yield f"an answer came {times} times: {words}"
            unsure = not times and row["learner_id"] in _claimed(records, number)
            findings.unknown += unsure
            if not times and not unsure and number not in staff.answerer.gone and not staff.unreached:
                findings.lost += 1
                yield f"an answer was lost: {words}"


def _claimed(records: Records, report_id: int) -> Set[int]:
    """To whom something about the report was about to be sent, or was."""
    if not records.has("report_notices"):
        return set()
    rows = records.rows("SELECT learner_id FROM report_notices WHERE report_id = ?", report_id)
    return {row["learner_id"] for row in rows}


def _pictures(pupil: Pupil, records: Records, findings: Findings) -> Iterator[str]:
    for row in records.rows("SELECT pictures FROM learners WHERE id = ?", pupil.id):
        if row["pictures"] != pupil.pictures.value:
            findings.lost += 1
            yield f"{pupil.id} chose {pupil.pictures.value}, and has {row['pictures']}"


def left_behind(content: Path, records: Records) -> list[str]:
    """What killed publishings left in CONTENT_DIR beside courses, their versions, and files that may yet be
    published."""
    kept = {f".incoming/{row['id']}" for row in records.rows("SELECT id FROM uploads")}
    found = [content.glob(".*"), content.glob(".versions/*/.*"), content.glob(".incoming/*")]
    names = {str(path.relative_to(content)) for paths in found for path in paths}
    return sorted(names - kept - {".versions", ".incoming"})


def _times(world: World, chat_id: int, *words: str) -> int:
    return sum(all(word in text_of(one) for word in words) for one in world.messages(chat_id))
