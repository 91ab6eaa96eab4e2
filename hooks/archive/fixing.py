"""Safe repairs: what a rule knows how to mend is mended in the file."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from archive.problems import Fix
from archive.recording import replace_file
from archive.source import text_of


def mended(text: str, fixes: Iterable[Fix]) -> tuple[str, tuple[Fix, ...]]:
    """The *text* with its repairs, and those that were made, in the order of the text.

    A repair is left out where the text has something else by now, and where it meets another one:
    then the first one counts, and the rules find the rest when they are asked again.
    """
    lines = text.split("\n")
    made: list[Fix] = []
    for fix in sorted(fixes, key=lambda fix: (fix.line, fix.column)):
        begin = fix.column - 1
        last = made[-1] if made else None
        if not 0 < fix.line <= len(lines) or begin < 0 or "\n" in fix.old + fix.new:
            continue
        if last and last.line == fix.line and begin < last.column - 1 + max(len(last.old), 1):
            continue
        if lines[fix.line - 1].startswith(fix.old, begin):
            made.append(fix)
    for fix in reversed(made):
        line, begin = lines[fix.line - 1], fix.column - 1
        lines[fix.line - 1] = line[:begin] + fix.new + line[begin + len(fix.old) :]
    return "\n".join(lines), tuple(made)


def apply(path: Path, fixes: Iterable[Fix]) -> tuple[Fix, ...]:
    """Make repairs in the file *path*, all of them at once, and give back those that were made.

    The file is written with line feeds and without a byte order mark. A text that could be read
    before and not afterwards stays as it is. Raises OSError where the file cannot be read or
    written, and ValueError where it is no UTF-8.
    """
    data = path.read_bytes()
    text = data.decode("utf-8").removeprefix("\ufeff")
    text, made = mended(text.replace("\r\n", "\n").replace("\r", "\n"), fixes)
    if not made or (_is_read(path, data) and not _is_read(path, text.encode())):
        return ()
    replace_file(path, text.encode())
    return made


def _is_read(path: Path, data: bytes) -> bool:
    return path.suffix != ".md" or not text_of(data, path.name, path.name).problems
