"""What a file of another program should become, as one text: the lessons, and what is said on them.

Each file in a folder that is called like a format has the text that it should become beside it, as .yaml.
`python -m tests.course.formats.expected FILE…` prints what the files become now.
"""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.course.formats.course_files import Imported, Importing, imported
from bot.course.formats.fitting.fitted import Wish
from bot.course.formats.report import in_order, line_of_finding
from bot.course.formats.source_file import SourceFile
from bot.course.model import Course
from bot.course.reading.loader import load_course
from bot.course.writing.files import course_text, lesson_text
from bot.views.course_messages import in_words

FOLDER = Path(__file__).parent
AS_IT_IS = Wish()


def bring(path: Path, into: Path, wish: Wish = AS_IT_IS) -> Imported:
    """The file as a course in this folder, which is not there yet; pictures lie beside it."""
    source = SourceFile(path.name, path.read_bytes(), lambda name: _beside(path.parent / name))
    return imported([source], Importing(wish), into, in_words)


def as_text(done: Imported) -> str:
    course = done.course.moved(*_folders(done))
    head = [f"course: {course.title}", f"summary: {course.summary}", f"language: {course.language}"]
    head += [f"about: {line}" for line in course.about.split("\n") if line]
    head += [f"link: {link.title} {link.url} {link.about}".rstrip() for link in course.resources.links]
    head += [f"term: {term.term}: {term.meaning}" for term in course.glossary]
    findings = [in_words(line_of_finding(one)) for one in in_order(done.findings)]
    lessons = [lesson_text(lesson) for lesson in course.lessons]
    return "\n".join((*(f"# {line}" for line in (*head, *findings)), "", "\n".join(lessons)))


def written_again(course: Course, folder: Path) -> object:
    """What is read of the course's folder once the course was written into it as a whole."""
    names = [f"{number}.yaml" for number, _ in enumerate(course.lessons)]
    steps = [step for lesson in course.lessons for step in (*lesson.steps, *lesson.practice)]
    here = course.moved(folder, Path()) if any(step.picture for step in steps) else course
    for name, lesson in zip(names, here.lessons, strict=True):
        (folder / name).write_text(lesson_text(lesson), "utf-8")
    (folder / "course.yaml").write_text(course_text(here, tuple(names)), "utf-8")
    return load_course(folder)


def _folders(done: Imported) -> tuple[Path, Path]:
    """From where the pictures lie to the course's own folder."""
    pictures = (step.picture for lesson in done.course.lessons for step in (*lesson.steps, *lesson.practice))
    first = next((picture.path for picture in pictures if picture), None)
    return (first.parent.parent, Path()) if first else (Path(), Path())


def _beside(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


if __name__ == "__main__":
    for name in sys.argv[1:]:
        with TemporaryDirectory() as folder:
            print(as_text(bring(Path(name), Path(folder) / "course")), end="")
