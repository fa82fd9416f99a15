"""The versions of a course, as buttons that tell them apart."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.course.library import Library
from bot.learning.school.publication import CourseVersions, RestorableVersion
from bot.views.school import publishing
from bot.views.screen import Button
from bot.views.words import words_for


def test_versions_of_one_minute_or_one_second_have_labels_of_their_own(tea: Library) -> None:
    at = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)

    def labels(*seconds: int) -> list[str]:
        editions = tuple(
            RestorableVersion(f"k{n}", at - timedelta(seconds=s), n == 0) for n, s in enumerate(seconds)
        )
        rows = publishing.course(words_for(None), CourseVersions(tea.courses[0], editions, "k0")).rows
        return [
            b.label for row in rows for b in row if isinstance(b, Button) and b.label.startswith("Restore")
        ]

    assert labels(0, 60, 120) == ["Restore 2026-03-01 11:59 UTC", "Restore 2026-03-01 11:58 UTC"]
    assert labels(0, 10, 20) == ["Restore 2026-03-01 11:59:50 UTC", "Restore 2026-03-01 11:59:40 UTC"]
    assert len(set(labels(0, 10, 10))) == 2


def test_where_versions_are_restored_it_is_said_which_one_is_taught(tea: Library) -> None:
    at = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
    editions = (RestorableVersion("k1", at, True), RestorableVersion("k0", at - timedelta(days=1), False))
    screen = publishing.course(words_for(None), CourseVersions(tea.courses[0], editions, "k1"))
    assert "The version of 2026-03-01 12:00 UTC is taught now." in screen.text
