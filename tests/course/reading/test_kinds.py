"""Every mistake that a question of some kind may have: found, at its place, in telling words."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bot.course.model import Course
from bot.course.reading.loader import load_course
from bot.views.course_messages import line_of
from tests import demo

EVERY_KIND = demo.FOLDER / "every-kind"

RUN = "- docker run -d -p 8080:80 --name web nginx\n"

TWO_PAIRS = "      FROM: names the base image\n      RUN: runs while the image is **built**\n"
PAIRS = f"    pairs:\n{TWO_PAIRS}      CMD: runs when the container starts\n"
MISTAKES = [
    (
        "1",
        'answer: "*engine*"',
        'answer: "*hub*"',
        '"*hub*" also fits the right answer "Docker Hub"; make it',
    ),
    ("1", 'answer: "*engine*"', 'answer: "**"', "this fits every answer; write a part of the wrong one"),
    ("1", 'answer: "*engine*"', "answer: docker", '"docker" is a known mistake already; keep one of them'),
    ("1", "[Docker Hub, the Hub]", "[Docker Hub, docker hub.]", '"docker hub." is accepted already ('),
    (
        "1",
        "[Docker Hub, the Hub]",
        '["..."]',
        '"..." is nothing but signs, which do not count; add exact: true',
    ),
    ("1", "[Docker Hub, the Hub]", "[]", '"answer" is empty; add an answer that is right after a "- "'),
    ("1", "[Docker Hub, the Hub]", "x" * 201, "an answer has room for 200 signs; make it shorter"),
    ("1", "number: 100", "number: hot", '"hot" is no number that can be judged; write it in digits'),
    ("1", "number: 100", "number: [1]", 'a list stands here, but "number" is a number; write it in digits'),
    ("1", "number: 100", "number: 1e999", '"1e999" is no number that can be judged'),
    ("1", "within: 0.5", "within: -1", '"within" is how far off is still right; write 0 or more'),
    ("1", "unit: °C", 'unit: "5"', '"5" is no unit; write it like MB or %'),
    ("1", "answer: 212*", "answer: 1*", '"1*" also fits the right answer "100 °C"; make it narrower'),
    ("1", "[[run|create]]", "[[|create]]", "gap 1 has no answer; write it between [[ and ]]"),
    (
        "1",
        "`docker [[run|create]]` makes a **[[container]]**",
        "docker makes",
        '"gaps" has no gap; write [[answer]]',
    ),
    ("1", "[FROM, COPY, EXPOSE]", "[FROM, EXPOSE]", '"COPY", right in gap 2, is no choice; add it'),
    ("1", "[FROM, COPY, EXPOSE]", "[FROM, COPY, COPY]", '"COPY" stands here twice, and nobody could tell'),
    ("1", "[FROM, COPY, EXPOSE]", "[FROM]", "2 to 10 choices can be pressed, here is 1; add another one"),
    ("1", "answer: start", "answer: creat*", '"creat*" also fits the right answer "create"'),
    (
        "1",
        RUN,
        "- docker run --dettach nginx\n",
        'it has no flag "--dettach" there (did you mean "--detach"?)',
    ),
    ("1", RUN, "- docker run -d\n", 'the argument "image" is missing; mend'),
    ("1", RUN, "- docker run -p\n", '"-p" needs a value; mend the one or the other'),
    ("1", RUN, "- docker fly\n", 'refuses "docker fly", for it has no command "fly"'),
    ("1", RUN, "- docker\n", "for the program's command is missing"),
    ("1", RUN, "- podman run nginx\n", "write its commands and flags down in programs/podman.yaml"),
    (
        "1",
        "- docker run -d -p 8080:80 --name web nginx:latest",
        "- podman run nginx",
        '"podman" is another program',
    ),
    ("1", RUN, "- sudo docker run nginx\n", "leave $ and sudo out"),
    ("1", RUN, "- docker run 'nginx\n", "is not closed; close it"),
    ("1", RUN, "- docker stop --all x\n", 'it has no flag "--all" there'),
    ("1", RUN, "- docker build -t x . y\n", 'the argument "y" is one too many'),
    ("1", RUN, "- docker run -d=no x\n", '"--detach" takes no value; mend'),
    ("1", "output: Successfully built", "output: " + "x" * 1501, '"output" has 1,501 characters'),
    (
        "2",
        "      - Wait.\n",
        "      - Put the leaves into the pot.\n",
        "stands here twice, and nobody could tell which is meant",
    ),
    (
        "2",
        '      - COPY . /app\n      - "  && echo <done>"\n',
        "",
        "2 to 10 lines can be put in order, here is 1; add another one",
    ),
    (
        "2",
        "      - Wait.\n",
        '      - "Wait.\\nA little."\n',
        "a line is a single line with room for 300 signs",
    ),
    (
        "2",
        "CMD: runs when the container starts",
        "CMD: names the base image",
        '"names the base image" stands here twice',
    ),
    ("2", "CMD: runs", "RUN: runs", '"RUN" stands here twice'),
    ("2", TWO_PAIRS, "", "a question has 2 to 8 pairs, this one has 1; add another one"),
    ("2", PAIRS, "    pairs: FROM\n", '"pairs" has what belongs together; under it'),
    ("2", "back: What one", "bak: What one", '"bak" is not known here; did you mean "back"?'),
    (
        "2",
        "    back: What one instruction adds to an image.",
        "    back: yes",
        '"back" is what stands on the back of the card; write it in words',
    ),
    ("p", "short: -D", "short: -DD", '"-DD" is no short flag; write it like -d'),
    ("p", "flag: --debug", "flag: debug", '"debug" is no flag; write it like --detach or -d'),
    ("p", "short: -D", "short: -c", '"-c" is a flag already; keep one of them'),
    ("p", "- command: ps", "- command: run", '"run" is the name of two commands; keep one of them'),
    ("p", "arguments: [source, target]", 'arguments: ["source!"]', '"source!" is no argument; write a word'),
    ("p", "program: docker", "program: podman", 'this is the file of "docker"; write program: docker'),
    ("p", "program: docker", "program: Docker!", '"Docker!" cannot be typed as a name'),
    (
        "p",
        "      - flag: --rm",
        "      - flag: --rm\n        repeat: true",
        "only a flag with a value is worth repeating",
    ),
    (
        "p",
        "commands:\n",
        "arguments: [x]\ncommands:\n",
        'where there are commands, "arguments" belongs to one of them',
    ),
]

FILES = {"1": "1-written.yaml", "2": "2-pressed.yaml", "p": "programs/docker.yaml"}


@pytest.mark.parametrize(("file", "before", "after", "words"), MISTAKES)
def test_a_mistake_in_a_kind_of_question_is_told(
    tmp_path: Path, file: str, before: str, after: str, words: str
) -> None:
    folder = tmp_path / "every-kind"
    shutil.copytree(EVERY_KIND, folder)
    path = folder / FILES[file]
    text = path.read_text("utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), "utf-8")
    found = load_course(folder)
    assert not isinstance(found, Course), "no mistake was found"
    lines = [line_of(mistake) for mistake in found]
    assert any(words in line for line in lines), lines


@pytest.mark.parametrize("second", ["number: 4", "pairs:\n      a: b\n    distractors: [c]", "gaps: a [[b]]"])
def test_a_second_kind_beside_the_first_is_one_mistake(tmp_path: Path, second: str) -> None:
    folder = tmp_path / "every-kind"
    shutil.copytree(EVERY_KIND, folder)
    path = folder / FILES["1"]
    answer = "    answer: [Docker Hub, the Hub]\n"
    path.write_text(path.read_text("utf-8").replace(answer, f"{answer}    {second}\n", 1), "utf-8")
    found = load_course(folder)
    assert not isinstance(found, Course)
    (line,) = map(line_of, found)
    name = second.partition(":")[0]
    assert f'a question has either "answer" or "{name}"; make two questions of it' in line


def test_the_course_with_every_kind_is_right() -> None:
    assert isinstance(load_course(EVERY_KIND), Course)
