"""Style sheets and scripts as readers get them: without comments, blanks and indents.

What they say to people stays in the sources; only comments that begin with ``!``, as those of
licences do, are published. Sheets of the theme lose the pictures that they hold themselves: the
policy of pages (archive.content_policy) refuses them, and a browser that comes to one before the
archive's own sheet has arrived would complain.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path, PurePosixPath

import rcssmin
import rjsmin

_FOLDER = PurePosixPath("assets")
"""Where the archive's own stand; the theme's own lie in folders below, and are minified already."""
_PICTURE = re.compile(rb"""url\((?:"data:[^"]*"|'data:[^']*'|data:[^)]*)\)""")
"""A picture in an address, as a value of a declaration."""


def published_file(name: str, path: Path) -> bytes:
    """The bytes that are published of a host's file at *path*, called *name* in the site."""
    data = path.read_bytes()
    place = PurePosixPath(name)
    if place.suffix == ".css" and place.parent.parent == _FOLDER:
        return _PICTURE.sub(b"none", data)
    minifier = _minifiers().get(place.suffix)
    if minifier is None or place.parent != _FOLDER or place.stem.endswith(".min"):
        return data
    try:
        return minifier(data.decode(), True).encode()
    except UnicodeDecodeError:  # browsers make of it what they can
        return data


@cache
def _minifiers() -> Mapping[str, Callable[[str, bool], str]]:
    """By suffix, what minifies a text; the second argument says that licences stay.

    Both packages prefer code in C, which reads beyond the end of a string that nobody has closed
    (a sheet that is being edited), and is not there on every system. That in Python gives every
    builder the same bytes, and takes some hundredths of a second.
    """
    return {
        ".css": rcssmin._make_cssmin(python_only=True),
        ".js": rjsmin._make_jsmin(python_only=True),
    }
