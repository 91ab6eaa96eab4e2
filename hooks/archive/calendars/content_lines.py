"""Content lines of iCalendar (RFC 5545, 3.1 and 3.3.11): text escaped, long lines folded.

Calendars have a hundred lines for each circular, so they are written here and not by a library
that makes an object of every value. The lines are those that icalendar writes, octet by octet: a
test holds one against the other.
"""

from __future__ import annotations

from collections.abc import Iterable

_LONGEST = 74
"""Octets of a line without its end; one that goes on has a blank more."""

Property = tuple[str, str]
"""A name with its parameters (``SUMMARY;LANGUAGE=ru``), and a value as it is written."""


def text(value: str) -> str:
    """A value of the type TEXT; a line end of any kind is ``\\n``, and so is the escape ``\\N``."""
    return (
        value.replace("\\N", "\n")
        .replace("\\", "\\\\")
        .replace(";", "\\;")
        .replace(",", "\\,")
        .replace("\r\n", "\\n")
        .replace("\n", "\\n")
        .replace("\r", "\\n")
    )


def component(name: str, properties: Iterable[Property], *inside: bytes) -> bytes:
    """A component; *inside* are finished ones within it."""
    lines = [_line(title, value) for title, value in properties]
    return b"".join((f"BEGIN:{name}\r\n".encode(), *lines, *inside, f"END:{name}\r\n".encode()))


def _line(title: str, value: str) -> bytes:
    data = f"{title}:{value}\r\n".encode()
    rest = len(data) - 2
    if rest <= _LONGEST:
        return data
    parts: list[bytes] = []
    start = 0
    while rest - start > _LONGEST:
        stop = start + _LONGEST
        while data[stop] & 0xC0 == 0x80:  # within a letter
            stop -= 1
        if data[stop - 1] in b"\\^":  # some programs unfold after they have read escapes
            stop -= 1
        parts.append(data[start:stop])
        start = stop
    parts.append(data[start:])
    return b"\r\n ".join(parts)
