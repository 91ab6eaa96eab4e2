"""What a page may load and run, said to browsers in the page itself (decision 19).

A static host sets no headers for us, so that the policy stands in a ``<meta>`` before everything
that it is to stop. It names no hash and no word of a page: scripts and style sheets are files of
the site, nothing is written between tags, and whatever slips into a page between tags is refused
without anybody having to know it. What only a header can say (``frame-ancestors``, ``sandbox``) is
the host's affair.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Mapping

_SELF, _NONE = "'self'", "'none'"

_ANY_PAGE: Mapping[str, str] = {
    "default-src": _NONE,
    "script-src": _SELF,
    "img-src": _SELF,
    "base-uri": _NONE,
    "form-action": _NONE,
    "require-trusted-types-for": "'script'",
    "trusted-types": _NONE,
}
"""The directives of every page."""

_FRAMED_PAGE: Mapping[str, str] = {
    **_ANY_PAGE,
    # The search box stands on each of them, and its index is read by WebAssembly.
    "script-src": f"{_SELF} 'wasm-unsafe-eval'",
    "style-src": _SELF,
    "connect-src": _SELF,
    "worker-src": _SELF,
    "form-action": _SELF,
    # The one policy is that of assets/early.js: it makes no HTML, and lets the search's worker be.
    "trusted-types": "default",
}
"""Those of a page with the frame of the site."""


def _policy(directives: Mapping[str, str]) -> str:
    return "; ".join(f"{name} {values}" for name, values in directives.items())


FRAMED_PAGE = _policy(_FRAMED_PAGE)
"""The policy of pages with the frame of the site; it needs no escaping between quotation marks."""

SMALL_PAGE = _policy(_ANY_PAGE)
"""The policy of the small pages that only lead on to another one."""

REFERRER = "same-origin"
"""To whom a page says where a reader comes from: to nobody elsewhere."""


def head(policy: str) -> str:
    """What stands at the beginning of a page's head: its policy, and what it tells of readers."""
    return (
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        f'<meta name="referrer" content="{REFERRER}">'
    )


Injection = Callable[[bytes, int], bytes]
"""What a development server makes of a page: the page and a number in, the page with a script of
its own before the last ``</body>`` out."""

_OPEN, _CLOSE = b"<script>", b"</script>"


def admitting(inject: Injection) -> Injection:
    """The same injection, of which the page's policy knows the hash.

    The hash is that of what the server itself has put in, never of anything that a page holds.
    """

    def injected(page: bytes, epoch: int) -> bytes:
        made = inject(page, epoch)
        end = page.rfind(b"</body>")
        start = len(page) if end < 0 else end
        added = made[start : start + len(made) - len(page)]
        if not (added.startswith(_OPEN) and added.endswith(_CLOSE)):
            return made
        digest = hashlib.sha256(added[len(_OPEN) : -len(_CLOSE)]).digest()
        source = f"'sha256-{base64.b64encode(digest).decode()}'"
        directives = {**_FRAMED_PAGE, "script-src": f"{_FRAMED_PAGE['script-src']} {source}"}
        return made.replace(FRAMED_PAGE.encode(), _policy(directives).encode(), 1)

    return injected
