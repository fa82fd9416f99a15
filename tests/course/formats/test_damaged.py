"""Files of other programs with bytes changed, lost or doubled: read, or refused with a line."""

from __future__ import annotations

import io
import random
import zipfile
from contextlib import suppress

import pytest

from bot.course.formats import read
from bot.course.formats.material import FormatError
from bot.course.formats.source_file import SourceFile
from tests.course.formats.hostile import zipped
from tests.course.formats.made import MADE

TIMES = 12
FIRST_OF_EACH = {name.partition("/")[0]: name for name in reversed(MADE)}


@pytest.mark.parametrize("name", FIRST_OF_EACH.values(), ids=FIRST_OF_EACH)
def test_a_damaged_file_is_read_or_refused_with_a_line(name: str) -> None:
    dice, data = random.Random(name), MADE[name]()
    for _ in range(TIMES):
        with suppress(FormatError):
            read(SourceFile(name.rpartition("/")[2], damaged(dice, data)))


def damaged(dice: random.Random, data: bytes) -> bytes:
    """In a zip, one of its files."""
    if not zipfile.is_zipfile(io.BytesIO(data)) or dice.random() < 0.2:
        return changed(dice, data)
    with zipfile.ZipFile(io.BytesIO(data)) as bundle:
        files = {one: bundle.read(one) for one in bundle.namelist()}
    victim = dice.choice(list(files))
    return zipped({**files, victim: changed(dice, files[victim])})


def changed(dice: random.Random, data: bytes) -> bytes:
    made = bytearray(data)
    for _ in range(dice.randint(1, 6)):
        at = dice.randrange(len(made) + 1)
        match dice.randrange(3):
            case 0:
                made[at : at + 1] = bytes((dice.randrange(256),))
            case 1:
                del made[at : at + dice.randint(1, 40)]
            case _:
                begin = dice.randrange(len(made) + 1)
                made[at:at] = made[begin : begin + dice.randint(1, 60)]
    return bytes(made)
