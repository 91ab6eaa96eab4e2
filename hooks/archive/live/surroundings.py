"""What stands around a site on its host: redirects, the insecure address, ``robots.txt``."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from urllib.parse import urljoin, urlsplit

from archive.live.answers import Answer
from archive.live.place import SitePlace
from archive.live.problems import LiveProblem

_LOCAL = ("localhost", "127.0.0.1", "::1")

Quietly = Callable[[str], Answer | None]
"""Asks for an address; None where nobody answers, which is no fault here."""


def around(place: SitePlace, ask: Quietly) -> Iterator[LiveProblem]:
    """What is wrong beside the site's own files; all of it warnings."""
    yield from _slash(place, ask)
    yield from _security(place, ask)
    yield from _robots(place, ask)


def _slash(place: SitePlace, ask: Quietly) -> Iterator[LiveProblem]:
    """People type addresses without the slash at their end."""
    wanted = place.at(place.addresses.circulars(place.languages[0]))
    address = wanted.rstrip("/")
    answer = ask(address)
    if answer is None:
        return
    target = urljoin(address, answer.headers.get("location", ""))
    # Behind a proxy that ends the secure line, servers may name the scheme that they see.
    if not (answer.moves and target.partition("://")[2] == wanted.partition("://")[2]):
        yield LiveProblem(address=address, code="no-slash", values={"wanted": wanted})


def _security(place: SitePlace, ask: Quietly) -> Iterator[LiveProblem]:
    """Readers of the insecure address are to be led to the secure one."""
    parts = urlsplit(place.base)
    if parts.hostname in _LOCAL:
        return
    if parts.scheme == "http":
        yield LiveProblem(address=place.base, code="not-secure")
        return
    if parts.port is not None:
        return
    insecure = parts._replace(scheme="http").geturl()
    answer = ask(insecure)
    if answer is None:  # nothing listens there
        return
    target = urljoin(insecure, answer.headers.get("location", ""))
    if not (answer.moves and target.startswith("https://")):
        yield LiveProblem(address=insecure, code="not-secure")


def _robots(place: SitePlace, ask: Quietly) -> Iterator[LiveProblem]:
    """A host's ``robots.txt`` that keeps all search engines away from the site."""
    address = urljoin(place.base, "/robots.txt")
    answer = ask(address)
    if answer is None or answer.status != 200 or answer.media_type == "text/html":
        return
    path = urlsplit(place.base).path
    concerns_all = False
    has_rules = False
    for line in answer.body.decode("utf-8", "replace").splitlines()[:10_000]:
        name, _, value = line.partition("#")[0].partition(":")
        name, value = name.strip().lower(), value.strip()
        if name == "user-agent":
            concerns_all = (concerns_all and not has_rules) or value == "*"
            has_rules = False
        elif name in ("allow", "disallow"):
            has_rules = True
            if name == "disallow" and concerns_all and value and path.startswith(value):
                yield LiveProblem(address=address, code="closed-to-robots", values={"rule": value})
                return
