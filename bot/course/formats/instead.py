"""Files that are known and not read: what to do instead."""

from __future__ import annotations

import re

from bot.course.formats.containers.xml_tree import root_of
from bot.course.formats.containers.zipped import Bundle
from bot.course.formats.source_file import SourceFile
from bot.course.message import Message, say

_MANIFEST = "imsmanifest.xml"
_SCORM = re.compile(rb"adlcp|adlseq|scorm", re.IGNORECASE)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENDINGS = {
    "word/document.xml": say("elsewhere.word"),
    "ppt/presentation.xml": say("elsewhere.slides"),
    "moodle_backup.xml": say("elsewhere.moodle_backup"),
    "exploration.yaml": say("elsewhere.oppia"),
}


def what_instead(source: SourceFile) -> Message | None:
    """None where nothing is known of it. Raises FormatError where a zip is damaged."""
    names = {name.rpartition("/")[2]: name for name in source.zipped}
    if manifest := names.get(_MANIFEST):
        is_scorm = _SCORM.search(Bundle(source.data).read(manifest, 20 * 1024 * 1024))
        return say("elsewhere.scorm") if is_scorm else say("elsewhere.no_questions")
    for ending, message in _ENDINGS.items():
        if any(f"/{name}".endswith(f"/{ending}") for name in source.zipped):
            return message
    if _is_oppia(source):
        return say("elsewhere.oppia")
    if source.data.startswith(_OLE):
        return say("elsewhere.old_office")
    if source.data.startswith(b"%PDF"):
        return say("elsewhere.pdf")
    if source.data.startswith(b"\x1f\x8b") or root_of(source) == "moodle_backup":
        return say("elsewhere.moodle_backup")
    return None


def _is_oppia(source: SourceFile) -> bool:
    """An exploration of Oppia: a zip of states, or its YAML."""
    yaml = any(name.endswith(".yaml") for name in source.zipped)
    text = source.head
    if yaml and not text:
        bundle = Bundle(source.data)
        first = next(name for name in bundle.names if name.endswith(".yaml"))
        text = bundle.read(first)[:20_000].decode("utf-8", "replace")
    return bool(re.search(r"^(states_schema_version|init_state_name):", text, re.MULTILINE))
