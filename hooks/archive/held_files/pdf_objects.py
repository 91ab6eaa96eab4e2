"""The objects of a PDF (ISO 32000-2, 7.3 and 7.5.7), wherever in its bytes one can begin.

A program that shows a PDF finds an object by a table of addresses, which may lead anywhere: into a
comment, a string or the content of another stream. So every place at which the word ``obj`` stands
is read as the beginning of one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from archive.held_files.budget import Budget
from archive.held_files.fault import Fault, FaultyFileError

_SPACE = rb"\x00\t\n\x0c\r "
_TOKEN = re.compile(
    rb"(?:[%b]+|%%[^\r\n]*)*+"
    rb"(?:(\d{1,10})[%b]+\d{1,10}[%b]+R(?![^%b()<>\[\]{}/%%])"  # 1: a reference
    rb"|/([^%b()<>\[\]{}/%%]*)"  # 2: a name
    rb"|([^%b()<>\[\]{}/%%]+)"  # 3: a number or a word
    rb"|(<<)|(>>)|(\[)|(\])|(\()"  # 4 to 8
    rb"|<([^<>]*)>"  # 9: a string in hexadecimal digits
    rb"|([^%%]))" % ((_SPACE,) * 6)  # 10: anything else
)
_REFERENCE, _NAME, _WORD, _OPEN, _CLOSE, _ROW, _ROW_END, _STRING, _HEX, _ = range(1, 11)
_OBJECT = re.compile(rb"(?:obj(?<![A-Za-z]obj)|trailer(?<![A-Za-z]trailer))(?![A-Za-z])")
_NUMBERED = re.compile(rb"(\d{1,10})[%b]+\d{1,10}[%b]*\Z" % (_SPACE, _SPACE))
_BEFORE = 40
"""So far before the word the number of an object is looked for."""
_PARENTHESES = re.compile(rb"\\.|[()]", re.DOTALL)
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|\r\n|.)", re.DOTALL)
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_WRITTEN = re.compile(rb"#([0-9A-Fa-f]{2})")
_GAP = re.compile(rb"(?:[%b]+|%%[^\r\n]*)*+" % _SPACE)
_KEPT = 8
"""Of a row of values, so many are kept."""
_LONGEST = 4096
"""Of a string, so many bytes are kept."""
_DEEPEST = 500
"""So deep may values lie in each other: programs that show a PDF stop there, too."""
_COST = 32
"""So many bytes of a string, a comment or blanks cost as much as a word."""
_PLACE = 2
"""So many words does it cost to begin to read at a place."""
_AT_ONCE = 1000
"""So many words are counted together."""


@dataclass(slots=True)
class Name:
    """A name, with what was written by numbers put into letters."""

    text: bytes


@dataclass(slots=True)
class Text:
    """A string, with its escapes resolved."""

    data: bytes


@dataclass(slots=True)
class Reference:
    """Another object stands here, by its number."""

    number: int


@dataclass(slots=True)
class Row:
    """The first values of an array, and how many there are."""

    values: list[Value] = field(default_factory=list)
    count: int = 0


@dataclass(slots=True)
class Dictionary:
    """The values of some keys: all of each, since programs differ in which of two they take."""

    values: dict[bytes, list[Value]] = field(default_factory=dict)
    key: bytes | None = None


Value = Name | Text | Reference | Row | Dictionary | bytes
"""What stands in an object; bytes are a number or a word."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads values, and tells of each dictionary and of some names as soon as they are complete."""

    keys: frozenset[bytes]
    """Keys of dictionaries whose values are kept."""
    on_dictionary: Callable[[Dictionary], None]
    names: frozenset[bytes]
    """Names that are told of."""
    on_name: Callable[[bytes], None]
    budget: Budget

    def value(self, data: bytes, at: int) -> tuple[Value | None, int]:
        """The value that begins at a place, and where it ends; None for a lack of any."""
        open_: list[Row | Dictionary] = []
        steps = 0
        while (token := _TOKEN.match(data, at)) is not None:
            steps += 1 + (token.end() - at) // _COST
            if steps > _AT_ONCE:
                self.budget.step(steps)
                steps = 0
            kind, at = token.lastindex or 0, token.end()
            value: Value
            if kind == _NAME:
                text = token[2] if b"#" not in token[2] else _letters(token[2])
                if text in self.names:
                    self.on_name(text)
                if open_ and _is_passed(open_[-1], self.keys, text):
                    continue
                value = Name(text)
            elif kind in (_OPEN, _ROW):
                if len(open_) == _DEEPEST:
                    raise FaultyFileError(Fault("file-locked", "unseen"))
                open_.append(Dictionary() if kind == _OPEN else Row())
                continue
            elif kind in (_CLOSE, _ROW_END):
                if not open_ or isinstance(open_[-1], Row) != (kind == _ROW_END):
                    if not open_:
                        self.budget.step(steps)
                        return None, at
                    continue  # what is closed was never opened: programs read on
                value = open_.pop()
                if isinstance(value, Dictionary):
                    self.on_dictionary(value)
            elif kind == _STRING:
                start, at = at, self._end_of_string(data, at)
                value = Text(_unescaped(data[start : min(at - 1, start + _LONGEST)]))
            elif kind == _REFERENCE:
                value = Reference(int(token[1]))
            elif kind == _HEX:
                value = Text(_from_hex(token[9][:_LONGEST]))
            else:
                value = token[kind]
            if not open_:
                self.budget.step(steps)
                return value, at
            self._put(open_[-1], value)
        self.budget.step(steps + (len(data) - at) // _COST)
        for each in open_:
            if isinstance(each, Dictionary):
                self.on_dictionary(each)
        return None, len(data)

    def after_gap(self, data: bytes, at: int) -> int:
        """The place behind blanks and comments."""
        match = _GAP.match(data, at)
        end = match.end() if match else at
        self.budget.step((end - at) // _COST)
        return end

    def _end_of_string(self, data: bytes, at: int) -> int:
        """Behind the parenthesis that closes a string."""
        depth = 1
        last = at
        for match in _PARENTHESES.finditer(data, at):
            self.budget.step(1 + (match.end() - last) // _COST)
            last = match.end()
            depth += {b"(": 1, b")": -1}.get(match[0], 0)
            if not depth:
                return last
        self.budget.step((len(data) - last) // _COST)
        return len(data) + 1

    def _put(self, holder: Row | Dictionary, value: Value) -> None:
        if isinstance(holder, Row):
            holder.count += 1
            if len(holder.values) < _KEPT:
                holder.values.append(value)
        elif holder.key is None:
            # Where a key is due, a word is the rest of a reference that is parted by comments.
            holder.key = value.text if isinstance(value, Name) else None
            if value == b"R":
                for values in holder.values.values():
                    values.append(Reference(-1))
        else:
            if holder.key in self.keys:
                holder.values.setdefault(holder.key, []).append(value)
            holder.key = None


def _is_passed(holder: Row | Dictionary, keys: frozenset[bytes], name: bytes) -> bool:
    """Whether nothing is to be kept of a name but that it is a key, or is the value of one."""
    if isinstance(holder, Row):
        if len(holder.values) < _KEPT:
            return False
        holder.count += 1
    elif holder.key is None:
        holder.key = name
    elif holder.key in keys:
        return False
    else:
        holder.key = None
    return True


def places(data: bytes, budget: Budget) -> Iterator[tuple[int, int]]:
    """Where objects begin, and the number of each (-1 where none is seen)."""
    for match in _OBJECT.finditer(data):
        budget.step(_PLACE)
        numbered = _NUMBERED.search(data[max(0, match.start() - _BEFORE) : match.start()])
        yield match.end(), int(numbered[1]) if numbered else -1


def _letters(name: bytes) -> bytes:
    if b"#" not in name:
        return name
    return _WRITTEN.sub(lambda match: bytes([int(match[1], 16)]), name)


def _unescaped(text: bytes) -> bytes:
    def letter(match: re.Match[bytes]) -> bytes:
        code = match[1]
        if code[:1].isdigit() and code[0] < 0x38:
            return bytes([int(code, 8) & 0xFF])
        return b"" if code in (b"\n", b"\r", b"\r\n") else _ESCAPED.get(code, code)

    return _ESCAPE.sub(letter, text) if b"\\" in text else text


def _from_hex(digits: bytes) -> bytes:
    kept = re.sub(rb"[^0-9A-Fa-f]", b"", digits)
    return bytes.fromhex((kept + b"0" * (len(kept) % 2)).decode("ascii"))
