"""Bodies for tests: written to HTML, and judged by the rules on text."""

from __future__ import annotations

from small_archive import PHRASES

from archive import checks
from archive.blocks import Block, read_blocks
from archive.checks.text import link_target
from archive.checks.waivers import apply, waivers
from archive.model import Link, Localized
from archive.records import Record
from archive.render.body import BodyWriter
from archive.render.fragment import Fragment
from archive.source import Body, Mapping, SourceFile
from archive.sources import Document

LINKS = {
    "held": Link(id="held", label=Localized(texts={"en": "Held"}), url="https://example.org/held"),
    "lost": Link(id="lost", label=Localized(texts={"en": "Lost"}), url=None),
}


def body(text: str) -> Body:
    return Body(text=text, first_line=1, data=text.encode())


def blocks(text: str, *, numbered: bool = False) -> tuple[Block, ...]:
    return read_blocks(body(text), numbered=numbered)


def written(text: str, *, numbered: bool = False, language: str = "en") -> Fragment:
    """The body as the build writes it."""
    source = body(text)
    found = read_blocks(source, numbered=numbered)
    return BodyWriter(source, PHRASES[language], LINKS).write(found)


def html(text: str, *, numbered: bool = False, language: str = "en") -> str:
    """The finished HTML, with other letters at ``../<key>/``."""
    return written(text, numbered=numbered, language=language).fill("", lambda key: f"../{key}/")


def judged(text: str, *, numbered: bool = False) -> set[str]:
    """The codes of all problems of a body."""
    source = body(text)
    record = Record(fields=())
    record.values["paragraphs"] = "numbered" if numbered else "counted"
    file = SourceFile(
        path="2024/letter/en.md",
        shown="circulars/2024/letter/en.md",
        front=Mapping(line=1, column=1, entries=()),
        body=source,
        data=text.encode(),
    )
    document = Document(
        kind="circular",
        key="2024/letter",
        language="en",
        file=file,
        record=record,
        blocks=read_blocks(source, numbered=numbered),
    )
    found = [problem for rule in checks.TEXT_RULES for problem in rule(document)]
    found.extend(link_target(document, tuple(LINKS)))
    kept, _ = apply(waivers(document), found)
    return {problem.code for problem in kept}
