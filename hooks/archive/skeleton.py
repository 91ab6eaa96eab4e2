"""The file that a translator fills in: the words of the facts' file as TODO, under its addresses.

Nothing of the source can be published from it by mistake: its words stand in comments only, and
every place that wants words says TODO, which the checker does not let through.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping

from archive.blocks import ANNEX, LABEL, TODO, Block
from archive.fields import Field, Shape
from archive.languages import Phrases
from archive.scaffold import comment_lines, noted_front_matter
from archive.source import Body, MarkdownEvent
from archive.sources import Document
from archive.translation import FIELD, fingerprint_of, words_of

_SHOWN = 90
"""So many characters of a paragraph stand in the comment above its stub."""

_CONTAINERS = frozenset(
    {"Paragraph", "Heading", "BlockQuote", "CodeBlock", "HtmlBlock", "List", "Item", "Rule"}
    | {"FootnoteDefinition", "Table", "TableHead", "TableRow", "TableCell"}
)
"""Events that are no words: between two of them stands a run of words."""

_PLAIN_TARGET = re.compile(r"[^\s<>()\\]+")


def translation_file(facts: Document, *, added: dt.date, written_by: str, words: Phrases) -> str:
    """The whole file of a new translation; *words* are those of the editor's language."""
    given: dict[str, object] = {
        "translates": facts.language,
        FIELD: fingerprint_of(facts),
        "added": added,
        "written-by": written_by,
        "subject-source": "archive",
    }
    source = words_of(facts)
    values = _stubs(facts, source, facts.record.fields, "", given)
    notes = {path: comment_lines(f"{facts.language}: {text}") for path, text in source.items()}
    notes["translates"] = comment_lines(words("scaffold.translation"))
    if "subject-source" in values:
        notes["subject-source"] = comment_lines(words("field.circular.subject-source"))
    front = noted_front_matter(values, notes, fields=facts.record.fields)
    return f"{front}\n{body_skeleton(facts)}"


def _stubs(
    facts: Document,
    source: Mapping[str, str],
    rows: tuple[Field, ...],
    prefix: str,
    given: Mapping[str, object],
) -> dict[str, object]:
    """What a translation holds below *prefix*: TODO for words of the *source*, and the *given*."""
    values: dict[str, object] = {}
    for row in rows:
        path = prefix + row.name
        if path in source:
            values[row.name] = TODO
        elif path in given:
            values[row.name] = given[path]
        elif row.shape is Shape.GROUP:
            values[row.name] = _stubs(facts, source, row.fields, f"{path}.", given)
        elif row.shape is Shape.ITEMS:
            items = {
                name: _stubs(facts, source, row.fields, f"{path}.{name}.", given)
                for name in facts.record.ids(path)
            }
            values[row.name] = {name: item for name, item in items.items() if item}
    return {name: value for name, value in values.items() if value}


def body_skeleton(facts: Document) -> str:
    """The body of *facts* with TODO for its words: same paragraphs, labels, lists and tables."""
    body = facts.file.body
    pieces: list[str] = []
    done = 0
    for block in facts.blocks:
        start = body.data.rfind(b"\n", 0, block.start) + 1
        pieces.append(body.slice(done, max(done, start)))
        if block.name == "HtmlBlock":
            done = block.end  # comments are the other editor's own
            continue
        # An indented line after a comment could be taken for code.
        done = max(done, start if block.name == "CodeBlock" else block.start)
        stubs: list[str] = []
        words: list[str] = []
        for run in _runs(block):
            begin = run[0].start + _label_length(block, run, body)
            stubs += [body.slice(done, begin), _stub(run, after_label=begin > run[0].start)]
            done = max(begin, *(event.end for event in run))
            words.append(body.slice(begin, done))
        pieces += [f"\n{_comment(block.anchor, words)}\n\n", *stubs]
    pieces.append(body.slice(done, len(body.data)))
    text = re.sub(r"[ \t]+\n", "\n", "".join(pieces))
    return re.sub(r"\n{3,}", "\n\n", text).strip("\n") + "\n"


def _comment(address: str, words: list[str]) -> str:
    """The TODO above a stub, with the first words of what is to be translated."""
    text = " ".join(" ".join(words).split())
    if len(text) > _SHOWN:
        text = (text[:_SHOWN].rpartition(" ")[0] or text[:_SHOWN]) + "…"
    text = text.replace("--", "–")  # two hyphens could end the comment
    return f"<!-- {TODO} {address}: {text} -->" if address else f"<!-- {TODO} {text} -->"


def _runs(block: Block) -> Iterator[list[MarkdownEvent]]:
    """The runs of words in a block: what stands between the events that are no words."""
    run: list[MarkdownEvent] = []
    for event in block.events:
        if event.name not in _CONTAINERS:
            run.append(event)
            continue
        if run:
            yield run
        run = []
    if run:
        yield run


def _label_length(block: Block, run: list[MarkdownEvent], body: Body) -> int:
    """Bytes of a typed label at the beginning of a run: it is an address, and stays."""
    typed = body.slice(run[0].start, run[0].start + 60)
    match = ANNEX.match(typed) if block.name == "Heading" else LABEL.match(typed)
    return len(match[0].rstrip().encode()) if match else 0


def _stub(run: list[MarkdownEvent], *, after_label: bool) -> str:
    """TODO, with the links and notes of the words that it stands for."""
    stub = f" {TODO}" if after_label else TODO
    for event in run:
        if event.name == "Link" and event.kind == "start":
            target = str(event.value["dest_url"])
            if _PLAIN_TARGET.fullmatch(target) and event.value["link_type"] != "Email":
                stub += f" [{TODO}]({target})"
        elif event.name == "FootnoteReference":
            stub += f"[^{event.value}]"
    return stub + "\n" * (str(run[-1].value)[-1:] == "\n")
