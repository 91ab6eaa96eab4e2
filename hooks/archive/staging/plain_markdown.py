"""From a letter's blocks to Markdown without the archive's private forms.

What comes out reads the same in CommonMark, in GitHub's Markdown and in Python-Markdown: lists are
indented by four columns, and the letter's own numbers are words, since not every program counts
as a letter does. A paragraph with an address begins with ``<a id="p3"></a>``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import quote

from archive.blocks import Block
from archive.languages import Phrases
from archive.model import Link
from archive.source import Body, MarkdownEvent
from archive.web_addresses import bare_addresses

_SPECIAL = re.compile(r"[\\`*_\[\]<]|&(?=#?\w+;)|~(?=~)|\{(?=[{%])")
_ENTITIES: Mapping[str, str] = {"<": "&lt;", "&": "&amp;", "~": "&#126;", "{": "&#123;"}
"""Characters that not every program lets escape by a backslash."""
_OPENING = re.compile(r"[#>+-]|[0-9]{1,9}(?=[.)])|=(?==*\s*\Z)")
_EMAIL = re.compile(r"[\w.%+-]+@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,}")
"""What every program takes for an e-mail address between pointed brackets."""
_TARGET_SAFE = "/:?#@!$&'*+,;=%~-._"
_BLOCKS = frozenset(
    {"Paragraph", "List", "BlockQuote", "Table", "Heading", "CodeBlock", "HtmlBlock", "Rule"}
    | {"FootnoteDefinition"}
)
_INDENT = "    "


@dataclass(slots=True)
class _Node:
    """A tag with what is in it, or a leaf."""

    name: str
    value: object
    start: int
    children: list[_Node] = field(default_factory=list)


def escaped(text: str) -> str:
    """Words as Markdown that means just them, wherever in a line they stand."""

    def escape(match: re.Match[str]) -> str:
        return _ENTITIES.get(match[0]) or f"\\{match[0]}"

    text = _SPECIAL.sub(escape, text)
    if match := _OPENING.match(text):
        sign = match[0]
        if sign == "=":
            return f"&#61;{text[1:]}"
        # A number is no list when its full stop is escaped; any other sign when it is itself.
        kept = sign if sign.isdigit() else ""
        return f"{kept}\\{text[len(kept) :]}"
    return text


class PlainMarkdown:
    """Writes the bodies of one circular or initiative in one language."""

    def __init__(
        self,
        body: Body,
        phrases: Phrases,
        links: Mapping[str, Link],
        circular: Callable[[str], str],
    ) -> None:
        """*circular* gives the address of another letter's page by its key."""
        self._body = body
        self._phrases = phrases
        self._links = links
        self._circular = circular
        self._labels: dict[int, tuple[int, str]] = {}
        """Where a typed label stands in the source: its length, and what is written for it."""
        self._waiting = ""
        """What is to stand before the next words: an address, and the paragraph's own number."""
        self._in_cell = False

    def write(self, blocks: Iterable[Block]) -> str:
        """All blocks, with an empty line between them; ends with a line end unless empty."""
        chunks: list[list[str]] = []
        for block in blocks:
            for place in (block, *block.children):
                self._note_label(place, inner=place is not block)
            anchor = f'<a id="{block.anchor}"></a>' if block.anchor else ""
            if block.number is not None:
                anchor += f"{block.number}. "
            elif block.name == "Paragraph" and block.skip:
                anchor += f"{block.label} "
            self._waiting = anchor
            chunks.extend(self._blocks(_tree(block.events)))
            if self._waiting:  # a block without words of its own
                chunks.append([self._waiting.rstrip()])
                self._waiting = ""
        return "".join("\n".join(chunk) + "\n\n" for chunk in chunks).rstrip("\n") + "\n"

    def _note_label(self, place: Block, *, inner: bool) -> None:
        if not place.skip:
            return
        leaf = next((event for event in place.events if event.kind == "leaf"), None)
        start = leaf.start if leaf else place.start
        length = len(self._body.slice(start, start + place.skip))
        self._labels[start] = (
            length,
            f'<a id="{place.anchor}"></a>{place.label} ' if inner else "",
        )

    def _blocks(self, nodes: Sequence[_Node]) -> Iterator[list[str]]:
        """Each block as its lines; words outside any block are a paragraph."""
        run: list[_Node] = []
        for node in nodes:
            if node.name not in _BLOCKS:
                run.append(node)
                continue
            if run:
                yield self._paragraph(run)
                run = []
            yield from self._block(node)
        if run:
            yield self._paragraph(run)

    def _block(self, node: _Node) -> Iterator[list[str]]:
        match node.name:
            case "Paragraph":
                yield self._paragraph(node.children)
            case "Heading":
                value = node.value
                level = int(str(value["level"])[1]) if isinstance(value, dict) else 2
                words = " ".join(self._paragraph(node.children))
                # Signs at the very end would be taken for the heading's closing ones.
                words = re.sub(r"(^|\s)(#+)\Z", r"\1\\\2", words)
                yield [f"{'#' * max(2, level)} {words}"]
            case "List":
                yield self._list(node)
            case "BlockQuote":
                yield [f"> {line}".rstrip() for line in _joined(self._blocks(node.children))]
            case "CodeBlock":
                yield from self._code_block(node)
            case "Table":
                yield self._table(node)
            case "Rule":
                yield ["* * *"]
            case "FootnoteDefinition":
                lines = _joined(self._blocks(node.children))
                first, *others = lines or [""]
                yield [f"[^{node.value}]: {first}", *(_indented(line) for line in others)]

    def _code_block(self, node: _Node) -> Iterator[list[str]]:
        if self._waiting:
            yield [self._take_waiting().rstrip()]
        text = "".join(str(leaf.value) for leaf in node.children)
        fence = "`" * max(3, _longest_run(text) + 1)
        yield [fence, *text.removesuffix("\n").split("\n"), fence]

    def _list(self, node: _Node) -> list[str]:
        """Items whose words begin in the fifth column."""
        loose = any(child.name == "Paragraph" for item in node.children for child in item.children)
        number = node.value if isinstance(node.value, int) else None
        lines: list[str] = []
        for item in node.children:
            if loose and lines:
                lines.append("")
            marker = "-" if number is None else f"{number}."
            chunks = list(self._blocks(item.children))
            content = _joined(chunks) if loose else [line for chunk in chunks for line in chunk]
            first, *others = content or [""]
            lines.append(f"{marker:<3} {first}".rstrip())
            lines.extend(_indented(line) for line in others)
            number = None if number is None else number + 1
        return lines

    def _table(self, node: _Node) -> list[str]:
        rows = [[self._cell(cell) for cell in row.children] for row in node.children]
        alignments = node.value if isinstance(node.value, list | tuple) else ()
        marks = {"Left": ":---", "Center": ":---:", "Right": "---:"}
        rule = [marks.get(str(alignment), "---") for alignment in alignments]
        return ["| " + " | ".join(row) + " |" for row in (rows[0], rule, *rows[1:])]

    def _cell(self, cell: _Node) -> str:
        self._in_cell = True
        text = " ".join(self._paragraph(cell.children)).replace("|", "\\|")
        self._in_cell = False
        return text

    def _paragraph(self, nodes: Sequence[_Node]) -> list[str]:
        """Words as lines: one, and a further one after each hard break."""
        before = self._take_waiting()
        text = self._inline(nodes)
        lines = [line.strip(" \t") for line in text.split("\n")]
        lines[0] = before + lines[0]
        # Two blanks at the end are the one hard break that every program reads.
        return [f"{line}  " for line in lines[:-1]] + lines[-1:]

    def _take_waiting(self) -> str:
        waiting, self._waiting = self._waiting, ""
        return waiting

    def _inline(self, nodes: Sequence[_Node], *, linked: bool = False) -> str:
        out: list[str] = []
        for index, node in enumerate(nodes):
            match node.name:
                case "Text":
                    out.append(self._text(node, linked=linked, opens=not out or out[-1] == "\n"))
                case "Code":
                    out.append(_code(str(node.value), in_cell=self._in_cell))
                case "SoftBreak":
                    out.append(" ")
                case "HardBreak":
                    out.append("\n")
                case "FootnoteReference":
                    out.append(f"[^{node.value}]")
                case "Emphasis" | "Strong":
                    words = self._inline(node.children, linked=linked)
                    follower = nodes[index + 1] if index + 1 < len(nodes) else None
                    out.append(_stressed(node.name, words, "".join(out[-1:]), follower))
                case "Link":
                    _append(out, self._link(node, linked=linked))
                case "Image":  # shown nowhere; its words are
                    out.append(self._inline(node.children, linked=linked))
        return "".join(out)

    def _text(self, node: _Node, *, linked: bool, opens: bool) -> str:
        text = str(node.value)
        shown = ""
        if node.start in self._labels:
            length, shown = self._labels[node.start]
            text = text[length:]
        if linked:
            return shown + _words(text, opens=opens and not shown)
        pieces: list[str] = []
        position = 0
        for start, end, target in bare_addresses(text):
            pieces.append(_words(text[position:start], opens=opens and not (pieces or shown)))
            _append(pieces, _automatic(text[start:end], target))
            position = end
        pieces.append(_words(text[position:], opens=opens and not (pieces or shown)))
        return shown + "".join(pieces)

    def _link(self, node: _Node, *, linked: bool) -> str:
        words = self._inline(node.children, linked=True)
        value = node.value if isinstance(node.value, dict) else {}
        target = str(value.get("dest_url", ""))
        if linked:
            return words  # an <address> inside the words of a link leads nowhere else
        if value.get("link_type") == "Email":
            return f"<{target}>"
        scheme, _, rest = target.partition(":")
        if scheme == "circular":
            return f"[{words}]({quote(self._circular(rest), safe=_TARGET_SAFE)})"
        if scheme == "link":
            link = self._links.get(rest)
            if link is None or link.url is None:
                return f"{words} ({self._phrases('circular.lost-link')})"
            target = link.url
        return f"[{words}]({quote(target, safe=_TARGET_SAFE)})"


def _tree(events: Iterable[MarkdownEvent]) -> list[_Node]:
    """Events as a tree; neighbouring texts are one."""
    top = _Node("", None, 0)
    path = [top]
    for event in events:
        if event.kind == "end":
            path.pop()
            continue
        siblings = path[-1].children
        if event.name == "Text" and siblings and siblings[-1].name == "Text":
            siblings[-1].value = f"{siblings[-1].value}{event.value}"
            continue
        node = _Node(event.name, event.value, event.start)
        siblings.append(node)
        if event.kind == "start":
            path.append(node)
    return top.children


def _words(text: str, *, opens: bool) -> str:
    """Escaped words; only where they open a line could they be taken for a list or a heading."""
    if opens:
        return escaped(text)
    # A letter before them keeps them from opening anything, and is taken away again.
    return escaped(f"x{text}")[1:]


def _stressed(name: str, words: str, before: str, follower: _Node | None) -> str:
    """Emphasis; by a tag where stars between a sign and a letter would stay stars."""
    after = str(follower.value) if follower is not None and follower.name == "Text" else ""
    opens = words[:1].isalnum() or not before[-1:].isalnum()
    closes = words[-1:].isalnum() or not after[:1].isalnum()
    if not (opens and closes):
        tag = "em" if name == "Emphasis" else "strong"
        return f"<{tag}>{words}</{tag}>"
    mark = "*" if name == "Emphasis" else "**"
    return f"{mark}{words}{mark}"


def _append(pieces: list[str], piece: str) -> None:
    """Append a link; an exclamation mark before it would make it a picture."""
    if piece.startswith("[") and pieces and pieces[-1].endswith("!"):
        pieces[-1] = pieces[-1][:-1] + "\\!"
    pieces.append(piece)


def _automatic(shown: str, target: str) -> str:
    """An address that is its own words."""
    if target.startswith("mailto:") and not _EMAIL.fullmatch(shown):
        return f"[{_words(shown, opens=False)}]({quote(target, safe=_TARGET_SAFE)})"
    return f"<{shown}>"


def _code(text: str, *, in_cell: bool) -> str:
    if in_cell and "|" in text:  # in a cell, not every program lets a bar stand in code
        return f"<code>{_words(text, opens=False).replace('|', '&#124;')}</code>"
    fence = "`" * (_longest_run(text) + 1)
    space = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{space}{text}{space}{fence}"


def _longest_run(text: str) -> int:
    return max(map(len, re.findall("`+", text)), default=0)


def _joined(chunks: Iterable[list[str]]) -> list[str]:
    lines: list[str] = []
    for chunk in chunks:
        lines.extend(["", *chunk] if lines else chunk)
    return lines


def _indented(line: str) -> str:
    return f"{_INDENT}{line}" if line else ""
