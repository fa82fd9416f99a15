"""Files that were made to burst, and what is said of them in one line."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from bot.course.formats import read
from bot.course.formats.material import FormatError
from bot.course.formats.source_file import SourceFile
from bot.views.course_messages import in_words


def refusal(name: str, data: bytes, format_name: str = "") -> str:
    """Why a file is not read; "" where it is."""
    try:
        read(SourceFile(name, data), format_name)
    except FormatError as error:
        return in_words(error.why)
    return ""


def zipped(files: Mapping[str, bytes | str]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as bundle:
        for name, data in files.items():
            bundle.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return made.getvalue()


BILLION_LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;">]>'
)
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
