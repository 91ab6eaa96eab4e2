"""Rules on a body: paragraph numbers, comments, links, and what may not stand at all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from archive.blocks import (
    COMMENT,
    LABEL,
    Block,
    events_named,
    is_todo,
    note_anchor,
    openings,
)
from archive.problems import Problem
from archive.source import (
    MAX_DEPTH,
    MAX_EVENTS,
    MAX_MARKERS,
    MarkdownEvent,
    forbidden_character,
)
from archive.sources import Document
from archive.unseen import shows_something
from archive.web_addresses import is_mail_address, is_web_address

_TYPED_NUMBER = re.compile(r"[ \t]*([0-9]{1,3})\.[ \t]+\S")
_PARTS = frozenset({"Paragraph", "List", "BlockQuote", "Table", "CodeBlock"})
_BREAKS = frozenset({"SoftBreak", "HardBreak"})
_WITH_WORDS = frozenset({"Link", "Paragraph", "Heading", "Item"})
_STYLES = frozenset({"Emphasis", "Strong", "Strikethrough", "SoftBreak", "HardBreak"})
_WORDLESS = _STYLES | {"Paragraph", "Heading", "Text", "Code"}
_LOOSE_LABEL = re.compile(r"\[([^\]\[]{1,6})\][ \t]+\S")


def body_size(document: Document) -> Iterator[Problem]:
    """A body stays within what a page can show (a few bytes of table can mean many cells)."""
    if sum(len(block.events) for block in document.blocks) > MAX_EVENTS:
        yield document.problem("too-many-parts", None, limit=MAX_EVENTS)


def body_depth(document: Document) -> Iterator[Problem]:
    """Quotes, lists and emphasis do not stand within one another without end."""
    for block in document.blocks:
        if len(block.events) <= 2 * MAX_DEPTH:
            continue
        depth = 0
        for event in block.events:
            depth += {"start": 1, "end": -1}.get(event.kind, 0)
            if depth > MAX_DEPTH:
                yield document.problem_at("nested-too-deeply", event.start, limit=MAX_MARKERS)
                break


def body_given(document: Document) -> Iterator[Problem]:
    """A circular has a text."""
    shown = (
        block
        for block in document.blocks
        # HTML that is refused is told of by its own rule.
        if block.name != "HtmlBlock" or not _comment(document, block)
    )
    if document.kind == "circular" and next(shown, None) is None:
        yield document.problem("empty-body")


def raw_html(document: Document) -> Iterator[Problem]:
    """Raw HTML is refused: the text is CommonMark, and nothing of it may run.

    One message tells of all tags of a paragraph: they are opened and closed, and go together.
    """
    for block in document.blocks:
        for event in islice(events_named((block,), "InlineHtml"), 1):
            yield document.problem_at("raw-html", event.start, text=_short(str(event.value)))
        if "HtmlBlock" not in block.names:
            continue
        if block.name == "HtmlBlock" and not _comment(document, block):
            text = document.file.body.slice(block.start, block.end).strip()
            code = "bad-comment" if text.startswith("<!--") else "raw-html"
            yield document.problem_at(code, block.start, text=_short(text))
        elif block.name != "HtmlBlock":
            inner = events_named((block,), "HtmlBlock")
            for event in islice(inner, 0 if "InlineHtml" in block.names else 1):
                text = document.file.body.slice(event.start, event.end).strip()
                yield document.problem_at("raw-html", event.start, text=_short(text))


def todo(document: Document) -> Iterator[Problem]:
    """A text with a TODO is not ready to be published: in a comment, or where words should be."""
    data = document.file.body.data
    if b"TODO" not in data and b"&" not in data:
        return
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
    for event in events_named(document.blocks, "Image"):
        if event.kind == "start":
            yield document.problem_at("picture", event.start)


def control_character(document: Document) -> Iterator[Problem]:
    """No entity such as ``&#7;`` brings in what no feed and no page can hold."""
    if b"&" not in document.file.body.data:
        return  # the file itself has been searched
    for block in document.blocks:
        for event in block.events:
            if event.name == "Text" or (event.name == "Link" and event.kind == "start"):
                text = event.value if event.name == "Text" else event.value["dest_url"]
                if found := forbidden_character(str(text)):
                    yield document.problem_at("control-character", event.start, character=found)
                    break


def nothing_seen(document: Document) -> Iterator[Problem]:
    """Links, paragraphs, headings and items of lists have words that can be seen.

    Letters that nobody sees are no words: a link of these alone cannot be found or read out.
    """
    for block in document.blocks:
        if not block.names <= _WORDLESS:
            yield from _unseen_parts(document, block)
            continue
        words = [str(event.value) for event in block.events if event.name in ("Text", "Code")]
        if (words or block.name != "Numbered") and not any(map(shows_something, words)):
            yield document.problem_at("nothing-seen", block.start)


def _unseen_parts(document: Document, block: Block) -> Iterator[Problem]:
    around: list[_Part] = []
    for event in block.events:
        if event.kind == "start" and event.name in _WITH_WORDS:
            around.append(_Part(event))
        elif event.kind == "end" and around and event.name == around[-1].event.name:
            part = around.pop()
            if not part.is_seen and (part.has_text or event.name != "Item"):
                variant = "link" if event.name == "Link" else ""
                problem = document.problem_at("nothing-seen", part.event.start)
                yield replace(problem, variant=variant)
                part.is_seen = True  # what holds it needs no message of its own
            if around:
                around[-1].is_seen |= part.is_seen
                around[-1].has_text |= part.has_text
        elif around and event.kind != "end" and event.name not in _STYLES:
            is_word = event.name in ("Text", "Code")
            around[-1].has_text |= is_word
            around[-1].is_seen |= not is_word or shows_something(str(event.value))


# Not frozen: it learns what stands in it.
@dataclass(slots=True)
class _Part:
    """What stands around the events that follow."""

    event: MarkdownEvent
    is_seen: bool = False
    has_text: bool = False


def link_target(document: Document, known: tuple[str, ...] | None) -> Iterator[Problem]:
    """A link leads to the web, to an e-mail address, to a paragraph or to a named link.

    *known* are the letter's links; None where its facts could not be read.
    """
    for event in events_named(document.blocks, "Link"):
        if event.kind != "start":
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
            if not is_mail_address(target.removeprefix("mailto:")):
                yield document.problem_at("bad-link", event.start, value=_short(target))
        elif not is_web_address(target) and not forbidden_character(target):
            yield document.problem_at("bad-link", event.start, value=_short(target) or "()")


def paragraph_link(document: Document) -> Iterator[Problem]:
    """A link to a paragraph of the same letter finds it."""
    anchors: set[str] = set()
    for event in events_named(document.blocks, "Link"):
        if event.kind == "start":
            target = str(event.value["dest_url"])
            if not target.startswith("#"):
                continue
            anchors = anchors or {
                place.anchor for block in document.blocks for place in (block, *block.children)
            }
            if target[1:] not in anchors:
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
        if block.name in ("Paragraph", "Numbered") and not block.names.isdisjoint(_BREAKS):
            yield from _swallowed(document, block)


def _swallowed(document: Document, block: Block) -> Iterator[Problem]:
    breaks = [event for event in block.events if event.name in _BREAKS]
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
        if body.data.find(b"[", block.start, block.end) < 0:
            continue
        for start, end in openings(block, body):
            if body.data[start : start + 1] != b"[":
                continue
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
    for event in events_named(document.blocks, "FootnoteDefinition"):
        if event.kind == "start":
            anchor = note_anchor(str(event.value))
            if anchor in seen:
                yield document.problem_at("anchor-clash", event.start, value=anchor)
            seen.add(anchor)


def _comment(document: Document, block: Block) -> re.Match[str] | None:
    text = document.file.body.slice(block.start, block.end).strip()
    return COMMENT.fullmatch(text)


def _short(text: str) -> str:
    line = text.partition("\n")[0]
    return line if len(line) <= 60 else line[:59] + "…"
