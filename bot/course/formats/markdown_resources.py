"""Parts of Markdown notes that are no lessons: links for reading on, call-outs explained, a glossary."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from bot.course.formats.markdown_blocks import Block, blocks
from bot.course.formats.material import Fate, Finding
from bot.course.formats.source_file import SourceFile
from bot.course.formats.task_lists import has_task_list
from bot.course.formats.texts.markdown import from_markdown
from bot.course.message import say
from bot.course.model import Link, Resources, Term
from bot.course.reading.markup import is_web_address, visible_words

_RESOURCES = re.compile(
    r"(further |recommended )?(resources|links|references|sources)|(further|recommended) reading|see also"
    r"|quellen|ressourcen|ressources|liens|recursos|enlaces|risorse",
    re.IGNORECASE,
)
_GLOSSARY = re.compile(
    r"glossary|glossar|glossaire|glosario|glossario|terms|vocabulary|begriffe", re.IGNORECASE
)
_LINK = re.compile(
    r"(?<!!)\[([^\]\n]{1,200})\]\((\S{1,2000}?)(?:\s+\"[^\"]*\")?\)(?:[ \t]*[-–—:][ \t]*([^\n\[]*))?"
)
_TERM = re.compile(
    r"\s*(?:[-*+]\s+)?(\*\*|__)(.{1,100}?)\1\s*[:–—-]?\s*(\S.*)|\s*[-*+]\s+([^:\n]{1,100}?)\s*[:–—]\s+(\S.*)"
)
_CALL_OUT = re.compile(r"\W*(note|warning)\W*", re.IGNORECASE)
_CALL_OUTS = re.compile(r"^(?=.*\b(?:note|warning)\b\W*(?:</\w+>)?\s*$)", re.IGNORECASE | re.MULTILINE)
_EMPTY_ITEM = re.compile(r"^[ \t]*([-*+]|\d+[.)])\s*$|^ {0,3}\[[^\]]+\]:\s.*$", re.MULTILINE)
_NOTHING = re.compile(r"[\s\-*_|]*(nan|none|n/a|tbd)?[\s\-*_|]*", re.IGNORECASE)
_TITLE, _ABOUT = 100, 300


@dataclass(frozen=True)
class Extras:
    resources: Resources = field(default_factory=Resources)
    glossary: tuple[Term, ...] = ()
    findings: tuple[Finding, ...] = ()


def is_extra(title: str, group: Sequence[Block]) -> bool:
    """Whether this is such a part, and not a lesson that happens to be called so."""
    named = _RESOURCES.fullmatch(title.strip()) or _GLOSSARY.fullmatch(title.strip())
    return bool(named) and not any(has_task_list(block.lines) for block in group)


def read_extras(source: SourceFile, title: str, group: Sequence[Block], before: Extras) -> Extras:
    lines = [line for block in group for line in _with_title(block, title)]
    if _GLOSSARY.fullmatch(title.strip()):
        return _glossary(source, group[0].line, lines, before)
    extras = before
    for piece in blocks(lines, group[0].line, bold=True):
        extras = _piece(source, replace(piece, title=piece.title or title), extras)
    return extras


def _with_title(block: Block, lesson: str) -> list[str]:
    """Its lines below its own title, as they stand in the file: their numbers stay right."""
    return ["" if block.title == lesson else f"**{block.title}**", *block.lines]


def _piece(source: SourceFile, piece: Block, extras: Extras) -> Extras:
    resources, findings = extras.resources, list(extras.findings)
    text = _without_call_outs(piece.text)
    found = _call_outs(piece.text)
    note, warning = found.get("note", resources.note), found.get("warning", resources.warning)
    links = tuple(_links(text))
    resources = Resources(tuple(dict.fromkeys((*resources.links, *links))), note, warning)
    rest = _EMPTY_ITEM.sub("", _LINK.sub("", text) if links else text)
    shown = " ".join(visible_words(line) for line in from_markdown(rest).alone.split("\n"))
    if not _NOTHING.fullmatch(re.sub(r"(?i)\b(index|operator|use|nan|\d+)\b|[`\-:;–.]", "", shown)):
        message = say("formats.beside_the_lessons", title=piece.title, text=" ".join(shown.split()))
        findings.append(Finding(Fate.LEFT_OUT, source.at(piece.line, piece.title), message))
    return replace(extras, resources=resources, findings=tuple(findings))


def _links(text: str) -> list[Link]:
    found = (
        Link(visible_words(title)[:_TITLE], url, visible_words(about or "").strip()[:_ABOUT])
        for title, url, about in _LINK.findall(text)
    )
    return [link for link in found if link.title and is_web_address(link.url)]


def _parts(text: str) -> list[str]:
    return [part for part in _CALL_OUTS.split(text) if part.strip()]


def _call_outs(text: str) -> dict[str, str]:
    """`note` and `warning`, as the file explains them."""
    found: dict[str, str] = {}
    for part in _parts(text):
        head, _, below = part.strip().partition("\n")
        name = _CALL_OUT.fullmatch(re.sub(r"<[^>]*>", "", head))
        if name and below.strip():
            found[name[1].lower()] = from_markdown(below.strip()).alone
    return found


def _without_call_outs(text: str) -> str:
    kept = [
        part
        for part in _parts(text)
        if not _CALL_OUT.fullmatch(re.sub(r"<[^>]*>", "", part.strip().partition("\n")[0]))
    ]
    return "\n".join(kept)


def _glossary(source: SourceFile, line: int, lines: Sequence[str], before: Extras) -> Extras:
    terms, findings = list(before.glossary), list(before.findings)
    known = {term.term.casefold() for term in terms}
    for number, text in enumerate(lines, line):
        if not _EMPTY_ITEM.sub("", text).strip():
            continue
        found = _TERM.fullmatch(text)
        term = visible_words((found[2] or found[4]) if found else "").rstrip(":")
        if found and term and term.casefold() not in known:
            known.add(term.casefold())
            terms.append(Term(term, from_markdown((found[3] or found[5]).strip()).alone))
        else:
            message = say("formats.no_term", text=text.strip())
            findings.append(Finding(Fate.LEFT_OUT, source.at(number), message))
    return replace(before, glossary=tuple(terms), findings=tuple(findings))
