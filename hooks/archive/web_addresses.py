"""What counts as a web address: in front matter, in a link, and bare in a text."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_ADDRESS = re.compile(r"https?://[^\s\x00-\x20\x7f<>\"'`\\^{}|]+")
_LETTER = "a-zß-öø-ÿа-яё"
_HOST = re.compile(
    rf"(?:[{_LETTER}0-9](?:[{_LETTER}0-9-]{{0,61}}[{_LETTER}0-9])?\.)+[{_LETTER}][{_LETTER}0-9-]+"
)


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
    return bool(_HOST.fullmatch(host)) and bool(named) and "@" not in parts.netloc and port != 0
