"""A small course that is right, and pictures of any size, for tests that make something wrong with them."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from pathlib import Path

from PIL import Image

from bot.course.reading.loader import load_course
from bot.views.course_messages import line_of

COURSE = """\
id: tea
title: Making tea
summary: From the kettle to the cup.
language: en
lessons:
  - 1-water.yaml
  - 2-leaves.yaml
"""

WATER = """\
title: Water
summary: What has to boil.
steps:
  - section: Fresh water
    text: |
      Take **fresh** water.
    picture:
      file: pictures/kettle.png
      description: A kettle on a fire.
  - question: How hot?
    prompt: How hot is boiling water?
    options:
      - text: 100 degrees
        correct: true
      - text: 50 degrees
        wrong: That is lukewarm.
      - text: None of these
        wrong: One of them is right.
    feedback: Water boils at 100 degrees.
"""

LEAVES = """\
title: Leaves
summary: What gives the taste.
steps:
  - section: Green leaves
    text: Wait two minutes.
"""

KINDS = """\
title: Kinds
summary: All that can be asked.
steps:
  - question: Order
    prompt: Put in order.
    order: [Boil it., Pour it., Drink it.]
    feedback: So it is.
  - question: Pairs
    prompt: What goes with what?
    pairs:
      a cup: tea
      a plate: cake
    distractors: [a shoe]
    feedback: So it is.
  - question: Gaps
    prompt: Fill in.
    gaps: "[[Tea]] and [[cake]]"
    choices: [Tea, cake, shoe]
    feedback: So it is.
  - question: Word
    prompt: What is it?
    answer: [tea, a cup of tea]
    mistakes:
      - answer: "*cake*"
        wrong: That is eaten.
    feedback: Tea.
"""


def png(width: int = 64, height: int = 36) -> bytes:
    """A picture that is a PNG in every respect."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    rows = zlib.compress((b"\0" + b"\0" * ((width + 7) // 8)) * height)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def jpeg(width: int, height: int) -> bytes:
    """A picture that is a JPEG in every respect."""
    file = BytesIO()
    Image.new("L", (width, height), "white").save(file, "JPEG")
    return file.getvalue()


def write(folder: Path, **files: str | bytes) -> Path:
    """The course in this folder; `course`, `water`, `leaves` and `kettle` stand for other contents."""
    contents = {"course": COURSE, "water": WATER, "leaves": LEAVES, "kettle": png(), **files}
    names = {
        "course": "course.yaml",
        "water": "1-water.yaml",
        "leaves": "2-leaves.yaml",
        "kettle": "pictures/kettle.png",
    }
    for name, content in contents.items():
        path = folder / names[name]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


FILES = {"course": COURSE, "water": WATER, "leaves": LEAVES}


def mistakes_after(folder: Path, *edits: tuple[str, str, str]) -> list[str]:
    """What is said when in these files the first text is replaced by the second."""
    files = dict(FILES)
    for name, old, new in edits:
        assert old in files[name]
        files[name] = files[name].replace(old, new, 1)
    loaded = load_course(write(folder, **files))
    assert isinstance(loaded, tuple), loaded
    return [line_of(mistake) for mistake in loaded]
