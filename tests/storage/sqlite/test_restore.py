"""A backup in the database's place: whatever is wrong with it, or on the way, the database is as it was."""

from __future__ import annotations

import asyncio
import gzip
import os
import shutil
import sqlite3
import stat
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.app.start import ready_database
from bot.learning.review.reminder import Reminder, ReminderState, is_time
from bot.storage.engine import open_database
from bot.storage.errors import DatabaseError
from bot.storage.review import reminders
from bot.storage.schema import migrations
from bot.storage.sqlite import replace
from bot.storage.sqlite.backup import copy_database
from bot.storage.sqlite.lock import Lock
from bot.storage.sqlite.migrate import migrate, schema_of
from bot.storage.sqlite.replace import damage_after_kill
from bot.storage.sqlite.restore import Restored, RestoreError, restore
from bot.storage.sqlite.tx import SqliteTx
from tests.storage.rows import connect, damage, everything, fill

NOW = datetime(2026, 3, 1, 12, 30, 5, tzinfo=UTC)
ASIDE = "school.db.20260301-123005"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A backup in which there is the learner 7."""
    made(tmp_path / "made.db", 7)
    asyncio.run(copy_database(tmp_path / "made.db", tmp_path / "copy.db"))
    (tmp_path / "made.db").unlink()
    return tmp_path / "copy.db"


@pytest.fixture
def path(path: Path) -> Path:
    """The database, in which there is the learner 8."""
    made(path, 8)
    return path


def made(path: Path, learner_id: int, upto: int | None = None) -> None:
    with closing(connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        migrate(connection, upto=upto)
        connection.execute("DELETE FROM counters") if upto is None or upto > 4 else None
        fill(connection, learner_id)
        connection.execute("UPDATE broadcasts SET state = 'done', hold = NULL") if upto is None else None


def learners(path: Path) -> list[int]:
    with closing(connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        return [row["id"] for row in connection.execute("SELECT id FROM learners ORDER BY id")]


def names(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


def test_the_backup_takes_the_place_and_the_database_before_it_is_kept(copy: Path, path: Path) -> None:
    before = copy.read_bytes()
    done = restore(copy, path, NOW)
    assert done == Restored(learners=1, on_hold=0, aside=path.with_name(ASIDE))
    assert (learners(path), learners(path.with_name(ASIDE))) == ([7], [8])
    assert names(path.parent) == ["copy.db", "school.db", ASIDE]
    assert copy.read_bytes() == before
    assert stat.S_IMODE(path.stat().st_mode) == stat.S_IMODE(path.with_name(ASIDE).stat().st_mode)


def test_twice_in_a_second_nothing_that_was_kept_is_lost(copy: Path, path: Path) -> None:
    restore(copy, path, NOW)
    assert restore(copy, path, NOW).aside == path.with_name(f"{ASIDE}-2")
    assert learners(path.with_name(ASIDE)) == [8]


def test_where_there_was_no_database_only_the_owner_may_read_it(copy: Path, tmp_path: Path) -> None:
    copy.chmod(0o644)
    done = restore(copy, tmp_path / "new.db", NOW)
    assert done.aside is None
    assert stat.S_IMODE((tmp_path / "new.db").stat().st_mode) == 0o600
    assert learners(tmp_path / "new.db") == [7]


def test_through_a_link_the_database_that_it_leads_to_is_replaced(
    copy: Path, path: Path, tmp_path: Path
) -> None:
    (tmp_path / "link.db").symlink_to(path)
    restore(copy, tmp_path / "link.db", NOW)
    assert (tmp_path / "link.db").is_symlink()
    assert learners(path) == [7]


def test_what_a_killed_bot_left_in_its_log_is_kept_with_the_old_database_and_not_put_into_the_new_one(
    copy: Path, path: Path
) -> None:
    killed(path)
    assert path.with_name("school.db-wal").stat().st_size
    restore(copy, path, NOW)
    assert learners(path) == [7]
    assert learners(path.with_name(ASIDE)) == [8, 9]


def test_a_damaged_database_is_kept_aside_together_with_its_log(copy: Path, path: Path) -> None:
    killed(path)
    log = path.with_name("school.db-wal").read_bytes()
    path.write_bytes(b"SQLite format 3\0" + b"rubbish" * 5000)
    restore(copy, path, NOW)
    assert learners(path) == [7]
    assert path.with_name(ASIDE).read_bytes().endswith(b"rubbish")
    assert path.with_name(f"{ASIDE}-wal").read_bytes() == log
    assert not path.with_name("school.db-wal").exists()


def test_a_log_without_its_database_does_the_new_one_no_harm(copy: Path, path: Path) -> None:
    killed(path)
    path.unlink()
    restore(copy, path, NOW)
    assert learners(path) == [7]


def test_a_copy_with_a_log_of_its_own_is_restored_with_what_is_in_it(path: Path, tmp_path: Path) -> None:
    made(tmp_path / "live.db", 7)
    killed(tmp_path / "live.db")
    before = (tmp_path / "live.db-wal").read_bytes()
    restore(tmp_path / "live.db", path, NOW)
    assert learners(path) == [7, 9]
    assert (tmp_path / "live.db-wal").read_bytes() == before


@pytest.mark.parametrize("version", range(1, len(migrations()) + 1))
async def test_a_backup_of_an_older_schema_is_brought_up_to_date(
    version: int, path: Path, tmp_path: Path
) -> None:
    with closing(connect(tmp_path / "old.db")) as old:
        migrate(old, upto=version)
    restore(tmp_path / "old.db", path, NOW)
    with closing(connect(path)) as connection:
        assert schema_of(connection) == len(migrations())
    await (await open_database(path)).close()


def newer(copy: Path) -> None:
    with closing(connect(copy)) as connection:
        connection.execute("PRAGMA user_version = 999")


def strange(copy: Path) -> None:
    copy.unlink()
    with closing(connect(copy)) as connection:
        connection.execute("CREATE TABLE recipes (tea)")
        connection.execute("PRAGMA user_version = 1")


def empty(copy: Path) -> None:
    copy.unlink()
    with closing(connect(copy)) as connection:
        connection.execute("VACUUM")


def damaged(copy: Path) -> None:
    copy.unlink()
    damage(copy)


def cut(copy: Path) -> None:
    copy.write_bytes(copy.read_bytes()[:20_000])


def zipped(copy: Path) -> None:
    copy.write_bytes(gzip.compress(copy.read_bytes()))


def text(copy: Path) -> None:
    copy.write_text("Dear reader, " * 100)


def folder(copy: Path) -> None:
    copy.unlink()
    copy.mkdir()


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (newer, r"copy.db: was made by a newer program \(schema 999, this one knows \d+\): use that one"),
        (strange, "copy.db: is no database of tutorbot"),
        (empty, "copy.db: is no database of tutorbot"),
        (damaged, r"copy.db: is damaged \(.+\)"),
        (cut, r"copy.db: is damaged \(.+\)"),
        (zipped, r"copy.db: is compressed; unpack it first \(gunzip\)"),
        (text, "copy.db: is no database"),
        (folder, "copy.db: there is no such file"),
        (Path.unlink, "copy.db: there is no such file"),
    ],
)
def test_what_is_no_good_backup_is_refused_and_the_database_stays_as_it_was(
    spoil: Callable[[Path], None], words: str, copy: Path, path: Path
) -> None:
    spoil(copy)
    before, files = path.read_bytes(), names(path.parent)
    with pytest.raises(RestoreError, match=rf"{words}; nothing was changed$"):
        restore(copy, path, NOW)
    assert path.read_bytes() == before
    assert names(path.parent) == files


def test_the_database_is_not_restored_from_itself(path: Path, tmp_path: Path) -> None:
    os.link(path, tmp_path / "other.db")
    for source in (path, tmp_path / "other.db"):
        with pytest.raises(RestoreError, match="is the database itself"):
            restore(source, path, NOW)
    assert learners(path) == [8]


def test_a_database_at_which_a_bot_is_at_work_is_no_backup(copy: Path, path: Path) -> None:
    lock = Lock.take(copy)
    with pytest.raises(
        RestoreError, match=r"copy.db is in use by another bot \(process \d+\): make a backup of it"
    ):
        restore(copy, path, NOW)
    lock.release()
    restore(copy, path, NOW)


@pytest.mark.parametrize("step", ["link", "copy2", "sync", "remove", "replace", "write"])
def test_wherever_the_disk_fails_the_database_stays_as_it_was(
    step: str, copy: Path, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    killed(path)
    files = names(path.parent)

    def fail(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    if step in ("link", "copy2"):
        monkeypatch.setattr(os, "link", fail)
    if step == "copy2":
        monkeypatch.setattr(shutil, "copy2", fail)
    if step in ("sync", "remove"):
        monkeypatch.setattr(replace, step, fail)
    if step == "replace":
        monkeypatch.setattr(Path, "replace", fail)
    if step == "write":
        monkeypatch.setattr(shutil, "copyfileobj", fail)
    if step == "link":  # a copy does as well
        restore(copy, path, NOW)
        assert (learners(path), learners(path.with_name(ASIDE))) == ([7], [8, 9])
        return
    with pytest.raises(
        RestoreError, match=r"cannot be replaced \(No space left on device\); nothing was changed"
    ):
        restore(copy, path, NOW)
    monkeypatch.undo()
    assert set(names(path.parent)) <= set(files)
    assert learners(path) == [8, 9]


def test_what_a_restore_that_was_killed_left_behind_does_no_harm(copy: Path, path: Path) -> None:
    for suffix in ("", "-wal", "-journal", "-shm"):
        path.with_name(f"school.db.new{suffix}").write_bytes(b"half of something" * 300)
    restore(copy, path, NOW)
    assert learners(path) == [7]


@pytest.mark.parametrize("before", ["the same, gone on", "a new one", "none"])
def test_no_number_that_was_given_since_the_backup_is_given_again(
    before: str, tmp_path: Path, path: Path
) -> None:
    copy = tmp_path / "copy.db"
    numbers(copy, 5)
    if before == "none":
        path.unlink()
    else:
        path.unlink()
        numbers(path, 9 if before == "the same, gone on" else 0)
    restore(copy, path, NOW)
    with closing(connect(path)) as connection:
        last = {row["last"] for row in connection.execute("SELECT last FROM counters")}
    assert last == ({9} if before == "the same, gone on" else {1005})


def numbers(path: Path, last: int) -> None:
    with closing(connect(path)) as connection:
        migrate(connection)
        connection.execute("UPDATE counters SET last = ?", (last,))


def killed(path: Path) -> None:
    """A bot wrote the learner 9, and was killed: it is in the log alone."""
    live = connect(path)
    live.execute("PRAGMA wal_autocheckpoint = 0")
    live.execute("PRAGMA journal_mode = WAL")
    live.execute(
        "INSERT INTO learners (id, first_name, language_code, pictures, created_at, seen_at)"
        " SELECT 9, first_name, language_code, pictures, created_at, seen_at FROM learners LIMIT 1"
    )
    kept = {name: path.with_name(name).read_bytes() for name in (path.name, f"{path.name}-wal")}
    live.close()
    for name, content in kept.items():
        path.with_name(name).write_bytes(content)
    path.with_name(f"{path.name}-shm").unlink(missing_ok=True)


async def test_a_restored_database_has_all_that_was_in_the_backup(copy: Path, path: Path) -> None:
    with closing(connect(copy)) as connection:
        before = everything(connection)
    restore(copy, path, NOW)
    with closing(connect(path)) as connection:
        after = everything(connection)
    for changed in ("counters", "reminders"):
        del before[changed], after[changed]
    assert after == before


async def test_who_may_have_been_reminded_since_is_not_reminded_again_on_that_day(
    copy: Path, path: Path
) -> None:
    reminder = Reminder(7, ReminderState.ON, 18 * 60, next_at=NOW - timedelta(minutes=5))
    with closing(connect(copy)) as connection:
        reminders.save(SqliteTx(connection), reminder)
    restore(copy, path, NOW)
    with closing(connect(path)) as connection:
        after = reminders.find(SqliteTx(connection), 7)
    assert after
    assert not is_time(after, "UTC", after.next_at or NOW)


def test_sqlite_errors_on_the_way_are_no_traceback(
    copy: Path, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = sqlite3.connect

    def small(name: object, *arguments: object, **options: object) -> sqlite3.Connection:
        connection = real(name, *arguments, **options)  # type: ignore[call-overload]
        if str(name).endswith(".new"):
            connection.execute("PRAGMA query_only = ON")
        return connection

    monkeypatch.setattr(sqlite3, "connect", small)
    with pytest.raises(RestoreError, match="nothing was changed"):
        restore(copy, path, NOW)


def test_a_log_that_a_kill_left_behind_is_no_damage(path: Path) -> None:
    killed(path)
    assert damage_after_kill(path) is None
    assert learners(path) == [8, 9]


def test_a_database_that_was_copied_by_hand_beside_the_log_of_another_is_not_touched(
    path: Path, tmp_path: Path
) -> None:
    killed(path)
    with closing(connect(tmp_path / "hand.db")) as other:
        migrate(other)
        other.execute("CREATE TABLE extra AS SELECT randomblob(3000) AS text FROM sqlite_master")
        other.execute("DROP TABLE taps")
        other.execute("VACUUM")
    shutil.copyfile(tmp_path / "hand.db", path)
    files = (path, path.with_name("school.db-wal"))
    before = [file.read_bytes() for file in files]
    with pytest.raises(DatabaseError, match=r"school\.db-wal is that of another database: `python -m bot"):
        asyncio.run(ready_database(path))
    assert [file.read_bytes() for file in files] == before
