"""What other programs export: formats that are told for sure by how they begin."""

from __future__ import annotations

from bot.course.formats.anki import ANKI
from bot.course.formats.h5p import H5P
from bot.course.formats.liascript import LIASCRIPT
from bot.course.formats.mdbook import MDBOOK_QUIZ
from bot.course.formats.moodle import MOODLE
from bot.course.formats.notebook import NOTEBOOK
from bot.course.formats.qti import QTI
from bot.course.formats.sheets.ods import ODS
from bot.course.formats.sheets.xlsx import XLSX

EXPORTS = (MOODLE, ANKI, XLSX, ODS, NOTEBOOK, MDBOOK_QUIZ, H5P, QTI, LIASCRIPT)
