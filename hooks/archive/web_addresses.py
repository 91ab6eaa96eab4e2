"""What counts as a web address: in front matter, in a link, and bare in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from archive.unseen import UNSEEN

# No part of an address is one that nobody sees: soft hyphens, joiners, marks of direction, tags.
_ADDRESS = re.compile(rf"https?://[^\s\x00-\x20\x7f<>\"'`\\^{{}}|{UNSEEN}]{{1,2000}}")
_MAIL = re.compile(r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_LETTER = "a-zß-öø-ÿа-яё"
_HOST = re.compile(
    rf"(?:[{_LETTER}0-9](?:[{_LETTER}0-9-]{{0,61}}[{_LETTER}0-9])?\.)+[{_LETTER}][{_LETTER}0-9-]+"
)
_LATIN = re.compile("[a-zß-öø-ÿ]")
_CYRILLIC = re.compile("[а-яё]")
_BARE = re.compile(
    r"(?P<url>https?://[^\s<>\"«»“”„]+)"
    r"|(?P<email>(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)"
)


def bare_addresses(text: str) -> Iterator[tuple[int, int, str]]:
    """Web and e-mail addresses in running text: beginning, end and what a link to it says.

    Stops and closing brackets behind an address belong to the sentence.
    """
    for match in _BARE.finditer(text):
        address = _without_stops(match[0])
        if match["url"] and not is_web_address(address):
            continue
        target = address if match["url"] else f"mailto:{address}"
        yield match.start(), match.start() + len(address), target


def _without_stops(address: str) -> str:
    """*address* without what stands behind it; brackets of its own stay."""
    address = address.rstrip(".,;:!?…'’")
    end, unopened = len(address), address.count(")") - address.count("(")
    while unopened > 0 and address[end - 1] == ")":
        end, unopened = end - 1, unopened - 1
        while address[end - 1] in ".,;:!?":
            end -= 1
    return address[:end]


def is_web_address(text: str) -> bool:
    """Whether *text* is an absolute http or https address without blanks or tricks.

    The host is a name as letters print it (in Latin or Cyrillic letters): a number, a bracketed
    address or a user's name before an @ would lead where no reader expects.
    """
    if not _ADDRESS.fullmatch(text):
        return False
    try:
        parts = urlsplit(text)
        port = parts.port
        host = (parts.hostname or "").removesuffix(".")
        named = host.encode("idna").decode("idna") if "xn--" in host else host
    except ValueError:
        return False
    is_one = bool(_HOST.fullmatch(host)) and bool(named) and not _mixes_alphabets(named)
    return is_one and "@" not in parts.netloc and port != 0


def _mixes_alphabets(host: str) -> bool:
    """Whether a part of a host's name is of Latin and Cyrillic letters, which look alike."""
    if host.isascii():
        return False
    return any(_LATIN.search(part) and _CYRILLIC.search(part) for part in host.lower().split("."))


def is_mail_address(text: str) -> bool:
    """Whether *text* is one plain e-mail address: no second one, no subject, no copy to others."""
    return bool(_MAIL.fullmatch(text)) and len(text) <= 254
