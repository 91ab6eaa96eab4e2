"""Where a link in a file may lead: to what a reader opens in a browser or writes to."""

from __future__ import annotations

import re

FOLLOWED = re.compile(r"(?:https?|mailto|tel):|#|\Z", re.IGNORECASE)
"""The beginning of what a link may lead to."""
_IGNORED = re.compile(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\ufeff]")
"""What programs leave out of an address."""
_MOST_IGNORED = 500
"""So many of them no address has."""
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):(?!\d)")
_SCHEMES = frozenset(("http", "https", "mailto", "tel", "ftp"))
_NETWORK = re.compile(r"[\\/]{2}|[A-Za-z]:[\\/]|\\")
"""A folder of a neighbour in a network, by which a machine says who is logged in on it."""


def is_followed(address: str) -> bool:
    """Whether an address that may lack its scheme (``www.union.example``) is a link to the web."""
    plain = _IGNORED.sub("", address)
    if len(address) - len(plain) > _MOST_IGNORED:
        return False  # what it is may stand behind the part of it that was kept
    scheme = _SCHEME.match(plain)
    if scheme and len(scheme[1]) > 1:
        return scheme[1].lower() in _SCHEMES
    return not _NETWORK.match(plain)
