"""The XML files of a QTI package, its items in their order, and the files that their texts name."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import unquote

from bot.course.formats.containers.xml_tree import MOST_AT_ONCE, Node, NodeBudget, root_of, tree
from bot.course.formats.containers.zipped import Bundle, ZippedFiles, is_zip
from bot.course.formats.material import Origin
from bot.course.formats.source_file import SourceFile

_MOST = 50 * 1024 * 1024
_IN_CANVAS = ("$IMS-CC-FILEBASE$/", "$CANVAS_COURSE_REFERENCE$/")
"""What Canvas writes for the folder of its course's files."""
_NO_ITEMS = ("imsmanifest.xml", "assessment_meta.xml")


@dataclass(frozen=True)
class PlacedItem:
    """`path`: of its file within the zip, "" where there is none. `file`: what people call that."""

    node: Node
    file: str
    path: str = ""
    chapter: str = ""

    def origin(self, name: str) -> Origin:
        return Origin(self.file, self.node.line, name)

    def beside(self, source: str) -> str:
        """The path of a file that the item names."""
        plain = unquote(source)
        for begin in _IN_CANVAS:
            if plain.startswith(begin):
                return f"web_resources/{source.partition('/')[2].removeprefix('../')}"
        if "://" in source or source.startswith(("data:", "/")):
            return source
        return posixpath.normpath(posixpath.join(posixpath.dirname(self.path), source))


class Documents:
    """Raises FormatError."""

    def __init__(self, source: SourceFile) -> None:
        self._source = source
        self._bundle = Bundle(source.data) if is_zip(source.data) else None
        self._budget = NodeBudget(MOST_AT_ONCE)
        self.title = ""

    def items(self) -> Iterator[PlacedItem]:
        """Those that a test refers to come in its order, all others behind them."""
        waiting: dict[str, Node] = {}
        tests: list[tuple[str, Node]] = []
        for path, root in self._roots():
            if root.tag == "questestinterop":
                yield from self._of_version_1(path, root)
            elif root.tag == "assessmentTest":
                tests.append((path, root))
            elif root.tag == "assessmentItem":
                waiting[path] = root
        for path, test in tests:
            yield from self._of_test(path, test, waiting)
        for path, item in waiting.items():
            yield PlacedItem(item, self._file(path), path)

    @cached_property
    def files(self) -> Mapping[str, bytes]:
        """By their paths."""
        if self._bundle is None:
            return {}
        return ZippedFiles(self._bundle, {name: name for name in self._bundle.names})

    def _roots(self) -> Iterator[tuple[str, Node]]:
        if self._bundle is None:
            yield "", tree(self._source.data, self._budget)
            return
        for path in self._paths(self._bundle):
            data = self._bundle.read(path, _MOST)
            if root_of(SourceFile(path, data[:20_000])) in (
                "questestinterop",
                "assessmentTest",
                "assessmentItem",
            ):
                yield path, tree(data, self._budget)

    def _paths(self, bundle: Bundle) -> list[str]:
        """In the order of the manifest."""
        manifest = next((name for name in bundle.names if name.rpartition("/")[2] == _NO_ITEMS[0]), "")
        known: list[str] = []
        if manifest:
            folder = posixpath.dirname(manifest)
            for file in tree(bundle.read(manifest, _MOST)).within("file"):
                known.append(posixpath.normpath(posixpath.join(folder, unquote(file.get("href")))))
        rest = sorted(name for name in bundle.names if name.endswith((".xml", ".qti")))
        ordered = dict.fromkeys((*(path for path in known if path in bundle), *rest))
        wanted = (path for path in ordered if path.endswith((".xml", ".qti")))
        return [path for path in wanted if path.rpartition("/")[2] not in _NO_ITEMS]

    def _of_version_1(self, path: str, root: Node) -> Iterator[PlacedItem]:
        for group in root.within("assessment", "objectbank", "item"):
            if group.tag == "item":
                yield PlacedItem(group, self._file(path), path)
                continue
            title = group.get("title").strip() or _bank_title(group)
            self.title = self.title or title
            for section, item in _items_of(group, ""):
                yield PlacedItem(item, self._file(path), path, section or title)

    def _of_test(self, path: str, test: Node, waiting: dict[str, Node]) -> Iterator[PlacedItem]:
        title = test.get("title").strip()
        self.title = self.title or title
        sections = list(test.within("assessmentSection"))
        for section in sections:
            for reference in section.within("assessmentItemRef"):
                there = posixpath.normpath(
                    posixpath.join(posixpath.dirname(path), unquote(reference.get("href")))
                )
                item = waiting.pop(there, None)
                if item is not None:
                    chapter = section.get("title").strip() if len(sections) > 1 else title
                    yield PlacedItem(item, self._file(there), there, chapter)

    def _file(self, path: str) -> str:
        return f"{self._source.name}/{path}" if path else self._source.name


def _items_of(group: Node, section: str) -> Iterator[tuple[str, Node]]:
    for node in group.within("section", "item"):
        if node.tag == "item":
            yield section, node
        else:
            title = node.get("title").strip()
            yield from _items_of(
                node, title if title.lower() not in ("", "root_section", "main") else section
            )


def _bank_title(group: Node) -> str:
    """Of a bank of questions in Canvas."""
    fields = group.within("qtimetadatafield")
    titles = (one.text_of("fieldentry") for one in fields if one.text_of("fieldlabel") == "bank_title")
    return next(titles, "")
