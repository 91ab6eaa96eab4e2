"""Web and e-mail addresses in running text, without the punctuation that follows them."""

from __future__ import annotations

import re
from collections.abc import Iterator

_SCHEME = re.compile("(?:https?|ftp)$", re.IGNORECASE)
_REST = re.compile("[^\\s<>\"'`{}|\\\\^«»“”„‘’…\u2013\u2014]{1,2000}")
_LOCAL = re.compile(r"(?<![\w.%+-])[\w.%+-]{1,64}+$")
_DOMAIN = re.compile(r"[\w-]{1,63}(?:\.[\w-]{1,63}){1,9}")
_TRAILING = ".,;:!?*_"


def find_addresses(text: str) -> list[tuple[str, str, int, int]]:
    """Kind, value, start and end of every address, in order, none within another."""
    if "@" not in text and "://" not in text and "www." not in text:
        return []
    found = sorted(_web(text), key=lambda each: (each[2], -each[3]))
    found += [mail for mail in _mail(text) if not any(web[2] <= mail[2] < web[3] for web in found)]
    found.sort(key=lambda each: each[2])
    return [
        each for index, each in enumerate(found) if index == 0 or each[2] >= found[index - 1][3]
    ]


def same_address(value: str) -> str:
    """A form of a web address for comparison: schemes and a last slash lead nowhere else."""
    return value.partition("://")[2].rstrip("/") or value


def _web(text: str) -> Iterator[tuple[str, str, int, int]]:
    at = text.find("://")
    while at >= 0:
        scheme = _SCHEME.search(text[max(0, at - 5) : at])
        rest = _REST.match(text, at + 3)
        if scheme and rest:
            end = _end(text, at + 3, rest.end())
            start = at - len(scheme[0])
            yield "url", _canonical(scheme[0], text[at + 3 : end]), start, end
        at = text.find("://", rest.end() if rest else at + 3)
    at = text.find("www.")
    while at >= 0:
        rest = _REST.match(text, at)
        end = _end(text, at, rest.end()) if rest else at + 4
        if not text[at - 1 : at].isalnum() and text[max(0, at - 3) : at] != "://" and end > at + 6:
            yield "url", _canonical("http", text[at:end]), at, end
        at = text.find("www.", max(end, at + 4))


def _end(text: str, start: int, end: int) -> int:
    """Where an address ends, when the sentence goes on with punctuation or a bracket."""
    while end > start:
        last = text[end - 1]
        if last in _TRAILING or (last in ")]" and not _closes(text[start:end])):
            end -= 1
        else:
            break
    return end


def _closes(address: str) -> bool:
    """Whether the bracket at the end was opened within the address."""
    opening = {")": "(", "]": "["}[address[-1]]
    return address.count(opening) >= address.count(address[-1])


def _canonical(scheme: str, rest: str) -> str:
    host, slash, path = rest.partition("/")
    return f"{scheme.lower()}://{host.lower()}{slash}{path}"


def _mail(text: str) -> Iterator[tuple[str, str, int, int]]:
    at = text.find("@")
    while at >= 0:
        local = _LOCAL.search(text[max(0, at - 64) : at])
        domain = _DOMAIN.match(text, at + 1)
        if local and domain:
            name = local[0].lstrip(".%+-_")
            end = _end(text, at + 1, domain.end())
            if name:
                yield "email", f"{name}@{text[at + 1 : end]}".lower(), at - len(name), end
        at = text.find("@", at + 1)
