"""The courses' folders: replaced as a whole, kept in versions, mended after a crash or on a failing disk."""

from __future__ import annotations

import multiprocessing
import re
import resource
import shutil
import signal
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.course.library import Library
from bot.course.reading.loader import load_library
from bot.course.shelf.disk import copy, digest
from bot.course.shelf.shelf import KEPT, Shelf
from tests.failing_disk import Countdown, asked, broken, die, full

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
TEA = Path(__file__).parents[2] / "content" / "tea"
COURSE = "id: tea\ntitle: Tea\nsummary: S.\nlanguage: en\nlessons: [2-leaves.yaml]\n"
LEAVES = "title: Leaves\nsummary: S.\nsteps:\n- section: Pot\n  text: One spoon a cup.\n"
OLD, NEW = "One spoon a cup.", "A new text."


@pytest.fixture
def content(tmp_path: Path) -> Path:
    copy(TEA, tmp_path / "content" / "tea")
    return tmp_path / "content"


def made(content: Path, text: str = NEW) -> Path:
    """A new version, ready to be put in place."""
    folder = content / ".incoming" / "1" / "tea"
    copy(content / "tea", folder)
    write(folder, text)
    return folder


def write(folder: Path, text: str) -> None:
    lesson = folder / "2-leaves.yaml"
    lesson.write_text(re.sub("One spoon a cup.|Version .*", text, lesson.read_text("utf-8")), "utf-8")


def text_of(content: Path) -> str:
    shelf = Shelf(content)
    library = load_library(content, shelf.elsewhere())
    assert isinstance(library, Library), library
    assert library.folders == {"tea": "tea"}
    step = library.courses[0].step("pot")
    assert step is not None
    return getattr(step, "text", "")


def assert_in_order(content: Path) -> None:
    """Nothing is left but the course, and versions that are what they are called."""
    shelf = Shelf(content)
    assert shelf.elsewhere() == {}
    assert sorted(path.name for path in content.iterdir() if path.name != ".incoming") == [".versions", "tea"]
    versions = shelf.versions("tea")
    assert len(versions) == len([*(content / ".versions" / "tea").iterdir()])
    assert all(digest(version.path) == version.digest for version in versions)


def test_a_new_version_takes_the_place_and_the_old_one_is_kept(content: Path) -> None:
    old = digest(content / "tea")
    Shelf(content).put(made(content), "tea", NOW)
    assert text_of(content) == NEW
    newest, before = Shelf(content).versions("tea")
    assert before.digest == old == digest(before.path)
    assert newest.digest == digest(content / "tea")
    assert_in_order(content)


def test_only_the_newest_versions_are_kept(content: Path) -> None:
    for number in range(KEPT + 3):
        Shelf(content).put(made(content, f"Version {number}."), "tea", NOW)
    versions = Shelf(content).versions("tea")
    assert len(versions) == KEPT
    assert "Version 12." in (versions[0].path / "2-leaves.yaml").read_text()
    assert "Version 11." in (versions[1].path / "2-leaves.yaml").read_text()
    assert_in_order(content)


def publish(content: Path) -> None:
    Shelf(content).put(content / ".incoming" / "1" / "tea", "tea", NOW)


def mend(content: Path) -> None:
    assert Shelf(content).mend() == {}


def struck(work: Callable[[Path], None], content: Path, number: int) -> None:
    with asked(Countdown(content, number, die)):
        work(content)


def dies_at(work: Callable[[Path], None], content: Path, number: int) -> bool:
    """Whether a process of its own, which is killed at the number-th thing it asks of the disk, is killed."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.course.shelf.test_shelf"])
    process = context.Process(target=struck, args=(work, content, number))
    process.start()
    process.join()
    assert process.exitcode in (0, -signal.SIGKILL)
    return process.exitcode != 0


def each_moment(tmp_path: Path) -> Iterator[tuple[Path, int]]:
    """A small course's folder for each moment, with as many versions as are kept: one of them has to go."""
    template = tmp_path / "template"
    (template / "tea").mkdir(parents=True)
    (template / "tea" / "course.yaml").write_text(COURSE, "utf-8")
    (template / "tea" / "2-leaves.yaml").write_text(LEAVES, "utf-8")
    for number in range(KEPT):
        write(template / "tea", f"Version {number}.")
        Shelf(template).keep("tea", NOW)
    write(template / "tea", OLD)
    made(template)
    for number in range(1, 1000):
        content = tmp_path / "content"
        shutil.rmtree(content, ignore_errors=True)
        copy(template, content)
        yield content, number


def test_killed_at_any_moment_of_publishing_the_old_or_the_new_course_is_there_as_a_whole(
    tmp_path: Path,
) -> None:
    seen: list[str] = []
    for content, number in each_moment(tmp_path):
        killed = dies_at(publish, content, number)
        before = text_of(content)  # what reads the courses without the right to mend finds them too
        mend(content)
        seen.append(text_of(content))
        assert before == seen[-1]
        assert_in_order(content)
        if not killed:
            break
        if (content / ".incoming" / "1" / "tea").exists():
            publish(content)
            assert text_of(content) == NEW
    assert seen == sorted(seen, reverse=True)
    assert {*seen} == {OLD, NEW}
    assert number > 20


def test_killed_at_any_moment_of_publishing_the_next_publication_puts_all_in_order(tmp_path: Path) -> None:
    for content, number in each_moment(tmp_path):
        killed = dies_at(publish, content, number)
        folder = content / ".incoming" / "2" / "tea"
        copy(tmp_path / "template" / "tea", folder)
        write(folder, "Version 99.")
        Shelf(content).put(folder, "tea", NOW)
        assert text_of(content) == "Version 99."
        assert_in_order(content)
        if not killed:
            break
    assert number > 20


def test_killed_at_any_moment_of_mending_the_next_start_mends_it(tmp_path: Path) -> None:
    copy(TEA, tmp_path / "content" / "tea")
    content = tmp_path / "content"
    for number in range(1, 1000):
        Shelf(content).keep("tea", NOW)
        home = content / ".versions" / "tea"
        shutil.copytree(content / "tea", home / ".2026-half-of-one")
        (content / "tea").rename(home / ".old")
        killed = dies_at(mend, content, number)
        mend(content)
        assert text_of(content) == OLD
        assert_in_order(content)
        if not killed:
            break
    assert number > 3


@pytest.mark.parametrize(("then", "lasting"), [(full, False), (broken, True)])
def test_on_a_disk_that_fails_at_any_moment_what_is_said_is_true_and_the_course_stays_whole(
    tmp_path: Path, then: Callable[[], None], lasting: bool
) -> None:
    """`lasting`: from this moment on, the disk does nothing more at all."""
    for content, number in each_moment(tmp_path):
        fault = Countdown(content, number, then, lasting)
        said = True
        with asked(fault):
            try:
                publish(content)
            except OSError:
                said = False
        assert text_of(content) == (NEW if said else OLD)
        mend(content)
        assert text_of(content) == (NEW if said else OLD)
        assert_in_order(content)
        if not fault.struck:
            break
    assert said
    assert number > 20


def test_on_a_disk_that_has_no_room_nothing_changes_and_no_half_copy_fills_it_further(
    content: Path,
) -> None:
    new = made(content)
    (new / "large.png").write_bytes(bytes(200_000))
    before = {*content.rglob("*")}
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, hard))
    try:
        with pytest.raises(OSError, match="File too large"):
            publish(content)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert text_of(content) == OLD
    left = {*content.rglob("*")} - before
    assert {path.relative_to(content).parts[:2] for path in left} <= {(".versions",), (".versions", "tea")}
    assert [version.digest for version in Shelf(content).versions("tea")] == [digest(content / "tea")]


@pytest.mark.parametrize("note", ["", ".incoming/1/te", ".incoming/1/tea", "\0\0\0\0"])
def test_a_note_that_an_earlier_bot_left_in_whatever_state_keeps_nothing_from_starting(
    content: Path, note: str
) -> None:
    home = content / ".versions" / "tea"
    home.mkdir(parents=True)
    (home / ".swap").write_text(note)
    mend(content)
    assert text_of(content) == OLD
    (home / ".swap").write_text(note)
    (content / "tea").rename(home / ".old")
    mend(content)
    assert text_of(content) == OLD
    assert_in_order(content)


def test_where_nothing_can_be_mended_the_course_is_read_where_it_lies(content: Path) -> None:
    Shelf(content).keep("tea", NOW)
    (content / "tea").rename(content / ".versions" / "tea" / ".old")
    with asked(Countdown(content, 1, broken, lasting=True)):
        failed = Shelf(content).mend()
    assert {folder: error.strerror for folder, error in failed.items()} == {"tea": "Input/output error"}
    assert Shelf(content).elsewhere() == {"tea": content / ".versions" / "tea" / ".old"}
    assert text_of(content) == OLD


@pytest.mark.parametrize("what", ["tea", "tea/pictures/cup.png"])
def test_where_a_course_cannot_be_read_its_last_good_version_is(content: Path, what: str) -> None:
    Shelf(content).keep("tea", NOW)

    def unreadable(path: str) -> None:
        if path == str(content / what):
            broken()

    with asked(unreadable, looks=True):
        assert text_of(content) == OLD
        (kept,) = Shelf(content).elsewhere().values()
    assert kept == Shelf(content).versions("tea")[0].path


def test_a_course_that_somebody_took_out_of_the_folder_does_not_come_back(content: Path) -> None:
    publish_all(content)
    shutil.rmtree(content / "tea")
    mend(content)
    assert Shelf(content).elsewhere() == {}
    assert not (content / "tea").exists()


def publish_all(content: Path) -> None:
    made(content)
    publish(content)


def test_versions_that_are_a_file_keep_nothing_from_being_read(content: Path) -> None:
    (content / ".versions").write_text("Hm.")
    shelf = Shelf(content)
    mend(content)
    assert shelf.versions("tea") == ()
    made(content)
    with pytest.raises(OSError, match=r"Not a directory|File exists"):
        publish(content)
    assert text_of(content) == OLD


def test_one_of_two_who_work_with_a_folder_owns_it_until_it_ends(content: Path) -> None:
    first, second = Shelf(content), Shelf(content)
    first.claim()
    first.claim()
    with pytest.raises(OSError, match="another bot is at work there"):
        second.claim()
    first.close()
    second.claim()
    second.close()


def test_a_folder_somebody_writes_in_is_kept_as_it_is_or_not_at_all(content: Path) -> None:
    lesson, written = content / "tea" / "2-leaves.yaml", list[str]()

    def busy(path: str) -> None:
        if Path(path).name.startswith(".new-") and not written:
            written.append(path)
            lesson.write_text("# Hm.\n")

    with asked(busy), pytest.raises(OSError, match="somebody is writing there"):
        Shelf(content).keep("tea", NOW)
    assert Shelf(content).versions("tea") == ()
    assert not list((content / ".versions" / "tea").iterdir())


def test_the_digest_knows_names_and_bytes(content: Path) -> None:
    first = digest(content / "tea")
    shutil.copy(content / "tea" / "course.yaml", content / "tea" / "other.yaml")
    assert digest(content / "tea") != first
    (content / "tea" / "other.yaml").unlink()
    assert digest(content / "tea") == first
    assert digest(content / "nothing") == ""
