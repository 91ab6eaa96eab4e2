"""From a file as somebody typed it to its one normal form, with every comment and no loss.

The form of the front matter is that of :mod:`archive.yaml_form`. Of a body only line ends, blanks
at line ends and the blank lines at both its ends are touched. What is written is read again before
it is handed out, and must mean the same.
"""

from __future__ import annotations

import bisect
import re
from collections import Counter
from collections.abc import Iterator

from archive.fields import Field
from archive.problems import Problem
from archive.source import (
    Body,
    Comment,
    MarkedHandler,
    Node,
    Scalar,
    Sequence,
    SourceFile,
    UnreadableError,
    collapsed,
    markdown_events,
    parse_yaml,
    yaml_comments,
)
from archive.source import Mapping as Entries
from archive.yaml_form import Branch, root_row, row_below, written

_FENCE = "---\n"
_BLANK_LINES = re.compile(r"[ \t\n]*\n")


class UnformattableError(Exception):
    """A file that stays as it is: because of its *problems*, or, without any, because the normal
    form would lose something of it."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(*(problem.code for problem in problems))
        self.problems = problems


def formatted(file: SourceFile, fields: tuple[Field, ...]) -> str:
    """The text *file* in normal form, by the table *fields*.

    Raises :class:`UnformattableError` for a file that cannot be read, or that the normal form
    would damage.
    """
    _refuse_unread(file)
    block, _ = MarkedHandler().split(file.text)
    front = _checked(_commented(file.front, root_row(fields), block, first_line=2))
    text = body_form(file.body)
    return f"{_FENCE}{front}{_FENCE}\n{text}" if text else f"{_FENCE}{front}{_FENCE}"


def formatted_register(file: SourceFile, table: Field) -> str:
    """A register in normal form; *table* is the row whose items fill the file.

    Raises :class:`UnformattableError` as :func:`formatted` does.
    """
    _refuse_unread(file)
    return _checked(_commented(file.front, table, file.text, first_line=1))


def body_form(body: Body) -> str:
    """A body in normal form, or with its own blanks where removing them would change its sense."""
    lines = body.text.split("\n")
    kept = _lines_with_blanks(body)
    shorn = [line if number in kept else line.rstrip(" \t") for number, line in enumerate(lines)]
    sense = _sense(body.text)
    for text in ("\n".join(shorn), body.text):
        begin = _BLANK_LINES.match(text)
        trimmed = text[begin.end() if begin else 0 :].rstrip("\n")
        trimmed = f"{trimmed}\n" if trimmed.strip(" \t") else ""
        if _sense(trimmed) == sense:
            break
    return trimmed


def _lines_with_blanks(body: Body) -> frozenset[int]:
    """The lines (from 0) whose blanks at the end say something: hard breaks and code."""
    kept: set[int] = set()
    for event in markdown_events(body):
        if event.name == "HardBreak":
            kept.add(body.position(event.start)[0] - body.first_line)
        elif event.name == "CodeBlock" and event.kind == "start":
            first, last = (body.position(place)[0] for place in (event.start, event.end))
            kept.update(range(first - body.first_line, last - body.first_line + 1))
    return frozenset(kept)


def _sense(text: str) -> list[tuple[str, str, object]]:
    """What Markdown makes of a text, less where it stands."""
    body = Body(text=text, first_line=1, data=text.encode())
    return [
        # A comment's own line may end in blanks, which nobody sees.
        (event.kind, event.name, _shorn(event.value) if event.name == "Html" else event.value)
        for event in markdown_events(body)
    ]


def _shorn(text: str) -> str:
    return "\n".join(line.rstrip(" \t") for line in text.split("\n")).rstrip("\n")


def _refuse_unread(file: SourceFile) -> None:
    if file.problems:
        raise UnformattableError(*file.problems)


def _checked(root: Branch) -> str:
    """The front matter as it will be written, once it is known to say the same."""
    front = "".join(f"{line}\n" for line in written(root))
    try:
        again = _branch(parse_yaml(front), root.row)
        comments = Counter(comment.text for comment in yaml_comments(front))
    except UnreadableError as error:
        raise UnformattableError from error
    if again.meaning() != root.meaning() or comments != Counter(root.comments()):
        raise UnformattableError
    return front


def _branch(node: Node, row: Field | None, key: Scalar | None = None) -> Branch:
    """The tree of a raw value, without comments."""
    place = key or node
    branch = Branch(
        row=row,
        key=key.value if key else None,
        key_kind=key.kind if key else "str",
        line=place.line,
        column=place.column,
        indent=place.column,
    )
    if isinstance(node, Scalar):
        branch.text = collapsed(node.value) if node.kind == "str" else node.value
        branch.kind = node.kind
    elif isinstance(node, Sequence):
        branch.kind = "seq"
        branch.below = [_branch(item, row_below(row, None)) for item in node.items]
        for item in branch.below:
            item.indent = node.column
    elif isinstance(node, Entries):
        branch.kind = "map"
        branch.below = [
            _branch(value, row_below(row, name.value), name) for name, value in node.entries
        ]
    return branch


def _commented(front: Entries, row: Field, block: str, first_line: int) -> Branch:
    """The tree of a front matter, every comment at the entry that it speaks of."""
    root = _branch(front, row)
    places = list(_places(root, ()))
    order = [(branch.line, branch.column) for branch, _ in places]
    comments = list(yaml_comments(block, first_line))
    opening = _opening(comments, order, block.split("\n"), first_line)
    root.above = [comment.text for comment in comments[:opening]]
    for comment in comments[opening:]:
        count = bisect.bisect_left(order, (comment.line, comment.column))
        later = places[count][0] if count < len(places) else None
        first_here = bisect.bisect_left(order, (comment.line, 0))
        if not comment.alone and count:
            # At a line's end it speaks of the first thing that begins on the line.
            _put_beside(comment, places[min(first_here, count - 1)][0])
        elif count and (end := _end_of(comment, *places[count - 1], later)):
            end.after.append(comment.text)
        else:
            (root.after if later is None else later.above).append(comment.text)
    return root


def _places(
    parent: Branch, parents: tuple[Branch, ...]
) -> Iterator[tuple[Branch, tuple[Branch, ...]]]:
    """Every entry and item in the order of the file, with what it lies in, the nearest first."""
    for branch in parent.below:
        yield branch, (parent, *parents)
        yield from _places(branch, (parent, *parents))


def _opening(
    comments: list[Comment], order: list[tuple[int, int]], lines: list[str], first_line: int
) -> int:
    """How many comments speak of the whole file: those above a blank line, before any entry."""
    first_entry = order[0] if order else (first_line + len(lines), 1)
    count = 0
    for number, comment in enumerate(comments, 1):
        # A waiver belongs to the entry after it, however far away.
        if (comment.line, comment.column) > first_entry or comment.text.startswith("# waive "):
            break
        following = comment.line - first_line + 1
        if following >= len(lines) or not lines[following].strip():
            count = number
    return count


def _put_beside(comment: Comment, branch: Branch) -> None:
    if branch.beside:
        branch.above.append(comment.text)
    else:
        branch.beside = comment.text


def _end_of(
    comment: Comment, branch: Branch, parents: tuple[Branch, ...], later: Branch | None
) -> Branch | None:
    """The mapping or list at whose end a comment after *branch* stands: it is indented as the
    entries there are, and further than what follows."""
    for entry, parent in zip((branch, *parents), parents, strict=False):
        if later is not None and entry.indent <= later.indent:
            return None
        if entry.indent <= comment.column:
            return parent
    return None
