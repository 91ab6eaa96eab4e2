"""What programs drop beside the texts while somebody works, and nobody commits."""

from __future__ import annotations

import re

_LITTER = re.compile(
    r"(?:\A|/)"
    r"(?:\.git|\.idea|\.DS_Store|\._[^/]*|[^/]*~|\.[^/]*\.sw[a-p]|\.~lock\.[^/]*#|\.#[^/]*)"
    r"(?=/|\Z)"
)


def is_litter(path: str) -> bool:
    """Whether a name is such, or one of those in a path with ``/``: it is passed over."""
    return _LITTER.search(path) is not None
