"""Rules on a body: paragraph numbers, comments, links, and what may not stand at all."""

from __future__ import annotations

import re
from collections.abc import Iterator

from archive.blocks import COMMENT, LABEL, Block, is_todo, note_anchor, openings
from archive.problems import Problem
from archive.source import MAX_EVENTS, MarkdownEvent, forbidden_character
from archive.sources import Document
from archive.web_addresses import is_web_address

_TYPED_NUMBER = re.compile(r"[ \t]*([0-9]{1,3})\.[ \t]+\S")
_PARTS = frozenset({"Paragraph", "List", "BlockQuote", "Table", "CodeBlock"})
_LOOSE_LABEL = re.compile(r"\[([^\]\[]{1,6})\][ \t]+\S")


def body_size(document: Document) -> Iterator[Problem]:
    """A body stays within what a page can show (a few bytes of table can mean many cells)."""
    if sum(len(block.events) for block in document.blocks) > MAX_EVENTS:
        yield document.problem("too-many-parts", None, limit=MAX_EVENTS)


def body_given(document: Document) -> Iterator[Problem]:
    """A circular has a text."""
    shown = [block for block in document.blocks if block.name != "HtmlBlock"]
    if document.kind == "circular" and not shown:
        yield document.problem("empty-body")


def raw_html(document: Document) -> Iterator[Problem]:
    """Raw HTML is refused: the text is CommonMark, and nothing of it may run."""
    for event in _events(document):
        if event.name == "InlineHtml":
            yield document.problem_at("raw-html", event.start, text=_short(str(event.value)))
    for block in document.blocks:
        if block.name == "HtmlBlock" and not _comment(document, block):
            text = document.file.body.slice(block.start, block.end).strip()
            code = "bad-comment" if text.startswith("<!--") else "raw-html"
            yield document.problem_at(code, block.start, text=_short(text))
        elif block.name != "HtmlBlock":
            for event in block.events:
                if event.name == "HtmlBlock" and event.kind == "start":
                    text = document.file.body.slice(event.start, event.end).strip()
                    yield document.problem_at("raw-html", event.start, text=_short(text))


def todo(document: Document) -> Iterator[Problem]:
    """A text with a TODO is not ready to be published: in a comment, or where words should be."""
    is_said = False
    for block in document.blocks:
        if block.name == "HtmlBlock":
            match = _comment(document, block)
            if match and match["code"] is None:
                is_said = True  # of the block that follows, too
                said = (match["todo"] or "").strip() or "TODO"
                yield document.problem_at("todo", block.start, text=said)
            continue
        for event in block.events:
            if event.name == "Text" and not is_said and is_todo(str(event.value).strip()):
                yield document.problem_at(
                    "todo", event.start, text=_short(str(event.value).strip())
                )
        is_said = False


def picture(document: Document) -> Iterator[Problem]:
    """Pictures are not shown: what a letter shows as a picture is held as an annex."""
    for event in _events(document):
        if event.name == "Image" and event.kind == "start":
            yield document.problem_at("picture", event.start)


def control_character(document: Document) -> Iterator[Problem]:
    """No entity such as ``&#7;`` brings in what no feed and no page can hold."""
    if b"&" not in document.file.body.data:
        return  # the file itself has been searched
    for event in _events(document):
        if event.name == "Text" or (event.name == "Link" and event.kind == "start"):
            text = event.value if event.name == "Text" else event.value["dest_url"]
            if found := forbidden_character(str(text)):
                yield document.problem_at("control-character", event.start, character=found)


def link_target(document: Document, known: tuple[str, ...] | None) -> Iterator[Problem]:
    """A link leads to the web, to an e-mail address, to a paragraph or to a named link.

    *known* are the letter's links; None where its facts could not be read.
    """
    for event in _events(document):
        if event.name != "Link" or event.kind != "start":
            continue
        target = str(event.value["dest_url"])
        scheme, _, rest = target.partition(":")
        if scheme == "link":
            if known is not None and rest not in known:
                shown = ", ".join(known) or "–"
                yield document.problem_at("unknown-link", event.start, value=rest, known=shown)
        elif scheme == "circular" or target.startswith("#"):
            continue  # known circulars and paragraphs are judged with the whole archive
        elif scheme == "mailto" or event.value["link_type"] == "Email":
            if not re.fullmatch(r"(?:mailto:)?[^\s:/@<>\"]+@[^\s:/@<>\"?]+", target):
                yield document.problem_at("bad-link", event.start, value=_short(target))
        elif not is_web_address(target):
            yield document.problem_at("bad-link", event.start, value=_short(target) or "()")


def paragraph_link(document: Document) -> Iterator[Problem]:
    """A link to a paragraph of the same letter finds it."""
    anchors = {place.anchor for block in document.blocks for place in (block, *block.children)}
    for event in _events(document):
        if event.name == "Link" and event.kind == "start":
            target = str(event.value["dest_url"])
            if target.startswith("#") and target[1:] not in anchors:
                yield document.problem_at("unknown-paragraph", event.start, value=target)


def paragraph_numbers(document: Document) -> Iterator[Problem]:
    """Numbered paragraphs follow one another without a gap or a repeat."""
    if document.record.text("paragraphs") == "counted":
        return
    last = 0
    for block in document.blocks:
        if block.name == "Heading" and block.anchor:
            last = 0
        if block.number is None:
            continue
        if block.number <= last:
            values = {"number": block.number, "expected": last + 1}
            yield document.problem_at("paragraph-repeat", block.start, **values)
        elif block.number > last + 1:
            values = {"number": block.number, "expected": last + 1}
            yield document.problem_at("paragraph-gap", block.start, **values)
        last = max(last, block.number)


def paragraph_whole(document: Document) -> Iterator[Problem]:
    """Nothing falls out of a numbered paragraph, and none is swallowed by the one above."""
    if document.record.text("paragraphs") == "counted":
        return
    last = 0
    for block in document.blocks:
        if block.number is not None:
            last = block.number
        elif block.name == "Heading" and block.anchor:
            last = 0
        elif last and block.name in _PARTS and not block.label:
            yield document.problem_at("paragraph-fallen-out", block.start, number=last)
        if block.name in ("Paragraph", "Numbered"):
            yield from _swallowed(document, block)


def _swallowed(document: Document, block: Block) -> Iterator[Problem]:
    breaks = [event for event in block.events if event.name in ("SoftBreak", "HardBreak")]
    for event in breaks:
        line = document.file.body.slice(event.end, event.end + 80).partition("\n")[0]
        if match := _TYPED_NUMBER.match(line) or LABEL.match(line.lstrip()):
            yield document.problem_at("paragraph-swallowed", event.end, number=match[1])


def sub_label(document: Document) -> Iterator[Problem]:
    """A label in brackets at the start of a block is one that gives an address."""
    body = document.file.body
    for block in document.blocks:
        if block.name not in ("Paragraph", "Numbered"):
            continue
        for start, end in openings(block, body):
            typed = body.slice(start, min(end, start + 40))
            match = _LOOSE_LABEL.match(typed)
            if match and re.match(r"[0-9]|[^\W\d_]\)", match[1]) and not LABEL.match(typed):
                yield document.problem_at("bad-label", start, value=match[1])


def one_anchor(document: Document) -> Iterator[Problem]:
    """No two paragraphs have one address."""
    seen: set[str] = set()
    for block in document.blocks:
        for place in (block, *block.children):
            # Repeated numbers are reported by their own rule.
            if place.anchor and place.anchor in seen and place.number is None:
                yield document.problem_at("anchor-clash", place.start, value=place.anchor)
            seen.add(place.anchor)
    for event in _events(document):
        if event.name == "FootnoteDefinition" and event.kind == "start":
            anchor = note_anchor(str(event.value))
            if anchor in seen:
                yield document.problem_at("anchor-clash", event.start, value=anchor)
            seen.add(anchor)


def _comment(document: Document, block: Block) -> re.Match[str] | None:
    text = document.file.body.slice(block.start, block.end).strip()
    return COMMENT.fullmatch(text)


def _events(document: Document) -> Iterator[MarkdownEvent]:
    for block in document.blocks:
        yield from block.events


def _short(text: str) -> str:
    line = text.partition("\n")[0]
    return line if len(line) <= 60 else line[:59] + "…"
