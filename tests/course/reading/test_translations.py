"""A course in several languages: a folder for each, with its texts; all else is the course's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.course.kinds.choice import Choice
from bot.course.kinds.gaps import Gaps
from bot.course.kinds.order import Ordering
from bot.course.kinds.pairs import Pairs
from bot.course.kinds.typed import Typed
from bot.course.library import Library
from bot.course.model import Course, Question, Section
from bot.course.reading.lesson_cache import LessonCache
from bot.course.reading.loader import is_course, load_course, load_library
from bot.learning.review.review import answer_key
from bot.views.course_messages import line_of
from tests.course.reading import tea
from tests.course.reading.german_tea import ARTEN, BLAETTER, KURS, WASSER, write


def loaded(folder: Path, cache: LessonCache | None = None) -> Course:
    course = load_course(folder, cache=cache)
    assert isinstance(course, Course), [*map(line_of, course)]
    return course


def german(folder: Path) -> Course:
    return loaded(folder).read_by(("de",))


def mistakes(folder: Path) -> list[str]:
    found = load_course(folder)
    return [*map(line_of, found)] if isinstance(found, tuple) else []


def question(course: Course, step_id: str) -> Question:
    step = course.step(step_id)
    assert isinstance(step, Question)
    return step


def test_a_course_is_read_in_its_language_and_in_another_with_the_same_ids(tmp_path: Path) -> None:
    course = loaded(write(tmp_path))
    translated = course.read_by(("de-AT", "en"))
    assert course.languages == translated.languages == ("en", "de")
    assert (course.title, translated.title) == ("Making tea", "Tee kochen")
    assert (translated.id, translated.language) == (course.id, "de")
    assert translated.spots == course.spots
    assert [lesson.id for lesson in translated.lessons] == [lesson.id for lesson in course.lessons]
    assert [lesson.title for lesson in translated.lessons] == ["Wasser", "Blätter"]
    assert not any(step.untranslated for lesson in translated.lessons for step in lesson.steps)
    assert course.read_by(("fr", None, "")) is course
    assert course.read_by(("en",)) is course


def test_options_keep_their_ids_their_order_and_what_is_right(tmp_path: Path) -> None:
    course = loaded(write(tmp_path))
    own, theirs = (question(one, "how-hot") for one in (course, course.read_by(("de",))))
    assert isinstance(own.task, Choice)
    assert isinstance(theirs.task, Choice)
    assert [option.text for option in theirs.task.options] == ["100 Grad", "50 Grad", "Nichts davon"]
    assert [option.key for option in theirs.task.options] == [option.key for option in own.task.options]
    assert [option.last for option in theirs.task.options] == [option.last for option in own.task.options]
    assert theirs.task.correct == own.task.correct
    assert theirs.wording == own.wording
    assert answer_key(theirs) == answer_key(own)


def test_lines_pairs_choices_and_answers_keep_their_ids(tmp_path: Path) -> None:
    german_files: dict[str, str | bytes] = {
        "course.yaml": KURS,
        "1-water.yaml": ARTEN,
        "2-leaves.yaml": BLAETTER,
    }
    course = loaded(write(tmp_path, german_files, water=tea.KINDS))
    translated = course.read_by(("de",))
    for step_id in ("order", "pairs", "gaps", "word"):
        own, theirs = question(course, step_id), question(translated, step_id)
        assert answer_key(own) == answer_key(theirs), step_id
        match own.task, theirs.task:
            case Ordering(lines), Ordering(others):
                assert [line.id for line in lines] == [line.id for line in others]
                assert others[0].text == "Kochen."
            case Pairs(pairs, rights), Pairs(other_pairs, other_rights):
                assert [right.id for right in rights] == [right.id for right in other_rights]
                assert [pair.right_id for pair in pairs] == [pair.right_id for pair in other_pairs]
                assert other_pairs[1].left == "ein Teller"
            case Gaps(), Gaps():
                assert [one.id for one in own.task.choices] == [one.id for one in theirs.task.choices]
                assert theirs.task.accepted == (("Tee",), ("Kuchen",))
            case Typed(), Typed(accepted, _, known):
                assert accepted == ("Tee", "eine Tasse Tee")
                assert [one.answer for one in known] == ["*Kuchen*"]
            case _:
                raise AssertionError(step_id)


def test_what_is_not_translated_is_there_in_the_courses_own_language(tmp_path: Path) -> None:
    half = WASSER.replace("Das ist lauwarm.", "TODO")
    half = half.replace("    picture:\n      description: Ein Kessel auf dem Feuer.\n", "")
    kurs = KURS.replace("summary: Vom Kessel in die Tasse.", 'summary: "TODO: From the kettle"')
    course = german(write(tmp_path, {"course.yaml": kurs, "1-water.yaml": half}))
    section, asked = course.step("fresh-water"), question(course, "how-hot")
    assert course.summary == "From the kettle to the cup."
    assert isinstance(section, Section)
    assert section.picture
    assert section.picture.description == "A kettle on a fire."
    assert section.untranslated
    assert isinstance(asked.task, Choice)
    assert [option.why for option in asked.task.options] == ["", "That is lukewarm.", "Eins davon stimmt."]
    assert asked.untranslated
    water, leaves = course.lessons
    assert (water.title, water.untranslated) == ("Wasser", False)
    assert (leaves.title, leaves.untranslated) == ("Leaves", True)
    assert all(step.untranslated for step in leaves.steps)


def test_gaps_and_their_choices_are_in_one_language(tmp_path: Path) -> None:
    half = ARTEN.replace("choices: [Tee, Kuchen, Schuh]", "choices: [Tee, Kuchen, TODO]")
    course = german(write(tmp_path, {"course.yaml": KURS, "1-water.yaml": half}, water=tea.KINDS))
    asked = question(course, "gaps")
    assert isinstance(asked.task, Gaps)
    assert [choice.text for choice in asked.task.choices] == ["Tea", "cake", "shoe"]
    assert asked.task.accepted == (("Tea",), ("cake",))
    assert asked.untranslated


def test_a_picture_of_the_translation_takes_the_place_of_that_of_the_course(tmp_path: Path) -> None:
    folder = write(tmp_path)
    (folder / "de" / "pictures").mkdir()
    (folder / "de" / "pictures" / "kettle.png").write_bytes(tea.png(80, 40))
    course = loaded(folder)
    own, theirs = course.step("fresh-water"), course.read_by(("de",)).step("fresh-water")
    assert own
    assert theirs
    assert own.picture
    assert theirs.picture
    assert theirs.picture.path.parts[-3:] == ("de", "pictures", "kettle.png")
    assert theirs.picture.digest != own.picture.digest
    assert theirs.picture.description == "Ein Kessel auf dem Feuer."
    moved = course.moved(folder.resolve(), Path("/there")).read_by(("de",)).step("fresh-water")
    assert moved
    assert moved.picture
    assert moved.picture.path == Path("/there/de/pictures/kettle.png")


WRONG = [
    (
        "language: de",
        "language: da",
        "course.yaml",
        'this folder is the translation into "de", so write here',
    ),
    ("title: Wasser", "titel: Wasser", "1-water.yaml", '"titel" is not known here'),
    ("  - section: Frisches", "  - check: Frisches", "1-water.yaml", 'this is "check" here and "section"'),
    ("        wrong: Das ist lauwarm.", "        correct: true", "1-water.yaml", None),
    ("text: 100 Grad", "text: 50 Grad", "1-water.yaml", None),
    ("text: 50 Grad", "text: [50, Grad]", "1-water.yaml", "here belongs one text"),
    ("Nimm **frisches**", "Nimm ![frisches](x.png)", "1-water.yaml", None),
    ("id: none-of-these", "id: 50-degrees", "1-water.yaml", "this translates the same as another one"),
]


@pytest.mark.parametrize(("old", "new", "file", "said"), WRONG)
def test_what_is_wrong_in_a_translation_is_told_at_its_place(
    tmp_path: Path, old: str, new: str, file: str, said: str | None
) -> None:
    files: dict[str, str | bytes] = {
        name: data.replace(old, new, 1)
        for name, data in (("course.yaml", KURS), ("1-water.yaml", WASSER), ("2-leaves.yaml", BLAETTER))
    }
    found = mistakes(write(tmp_path, files))
    assert found
    lines = [i for i, text in enumerate(str(files[file]).split("\n"), 1) if new.strip() in text]
    assert any(one.startswith(f"de/{file}:{line}:") for one in found for line in lines), (lines, found)
    assert said is None or any(said in one for one in found), found


def test_another_right_answer_and_another_number_of_gaps_are_mistakes(tmp_path: Path) -> None:
    other = WASSER.replace("      - id: 50-degrees\n", "      - id: 50-degrees\n        correct: true\n")
    other = other.replace("        wrong: Das ist lauwarm.\n", "")
    folder = write(tmp_path / "one", {"course.yaml": KURS, "1-water.yaml": other})
    assert any('"correct"' in one for one in mistakes(folder)), mistakes(folder)
    fewer = ARTEN.replace("[[Tee]] und [[Kuchen]]", "[[Tee]] und Kuchen")
    folder = write(tmp_path / "two", {"course.yaml": KURS, "1-water.yaml": fewer}, water=tea.KINDS)
    assert any("there are 1 here, and 2 in the course" in one for one in mistakes(folder)), mistakes(folder)


def test_a_folder_with_a_translation_is_one_course(tmp_path: Path) -> None:
    folder = write(tmp_path / "tea")
    assert is_course(folder)
    assert not is_course(tmp_path)
    library = load_library(tmp_path)
    assert isinstance(library, Library)
    assert [course.id for course in library.courses] == ["tea"]


def test_a_library_is_read_in_each_language_with_the_same_keys(tmp_path: Path) -> None:
    write(tmp_path / "tea")
    library = load_library(tmp_path)
    assert isinstance(library, Library)
    theirs = library.read_by(("de", "en"))
    assert theirs is library.read_by((None, "de-ch"))
    assert library.read_by(("en", "de")) is library.read_by(()) is library
    course = library.courses[0]
    for step_id in course.spots:
        found = theirs.step_by_key(course.step_key(step_id))
        assert found
        assert found.course is theirs.courses[0]
        assert found.course.language == "de"


def test_a_translation_is_read_again_where_it_or_the_original_has_changed(tmp_path: Path) -> None:
    folder, cache = write(tmp_path), LessonCache()
    before = loaded(folder, cache).read_by(("de",))
    assert loaded(folder, cache).read_by(("de",)) == before
    (folder / "de" / "1-water.yaml").write_text(WASSER.replace("Wie heiß?", "Wie warm?"))
    assert question(loaded(folder, cache).read_by(("de",)), "how-hot").title == "Wie warm?"
    (folder / "1-water.yaml").write_text(
        tea.WATER.replace("correct: true", "correct: true\n        last: true")
    )
    options = question(loaded(folder, cache).read_by(("de",)), "how-hot").task
    assert isinstance(options, Choice)
    assert options.options[0].last
