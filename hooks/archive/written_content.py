"""What hand-written pages may bring along: words and pictures, and nothing that runs.

The pages of ``docs/`` are written in Markdown, which takes HTML as it stands, and MkDocs publishes
every file beside them. A page's own policy lets scripts of the site run, and a file that is no page
has none at all: so neither a script nor a page of somebody's own may come among them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit

from archive.written_pages import NOT_PUBLISHED

ENDINGS = (".gif", ".jpeg", ".jpg", ".md", ".png", ".webp")
"""Of the files that may lie in ``docs/``: pages in Markdown, and pictures that hold no script."""

_DATA = ("application/json", "application/ld+json")
"""Types of scripts that never run."""
_FOREIGN = frozenset(
    (
        "applet",
        "base",
        "embed",
        "fencedframe",
        "frame",
        "frameset",
        "iframe",
        "math",
        "object",
        "portal",
        "style",
    )
)
"""Elements that show what is from elsewhere, or change how the whole page is read."""
_ADDRESSES = frozenset(
    ("action", "data", "formaction", "href", "ping", "poster", "src", "srcset", "xlink:href")
)
_SCHEMES = frozenset(("", "http", "https", "mailto", "tel", "webcal"))


def stray_files(folder: Path) -> tuple[str, ...]:
    """The files in the folder of hand-written pages that are neither pages nor pictures.

    Names are relative to the *folder*, in order. What MkDocs publishes none of is not looked at:
    the folders for whoever works on the archive, and names that begin with a dot.
    """
    found = (path.relative_to(folder) for path in sorted(folder.rglob("*")) if not path.is_dir())
    return tuple(
        name.as_posix()
        for name in found
        if name.parts[0] not in NOT_PUBLISHED
        and not any(part.startswith(".") for part in name.parts)
        and (name.suffix not in ENDINGS or (folder / name).is_symlink())
    )


def active_parts(pages: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The page and the text of everything in finished *pages* that runs and is none of the site's
    own scripts, which are files: scripts between tags, handlers, foreign elements."""
    for path, page in sorted(pages.items()):
        reader = _Reader()
        reader.feed(page)
        reader.close()
        for part in dict.fromkeys(reader.found):
            yield path, part


class _Reader(HTMLParser):
    """Goes through the tags of a page as browsers read them."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if self._is_active(tag, given):
            self.found.append((self.get_starttag_text() or tag)[:80])

    def _is_active(self, tag: str, given: Mapping[str, str]) -> bool:
        if tag in _FOREIGN or any(name.startswith("on") for name in given):
            return True
        if tag == "meta" and given.get("http-equiv", "").strip().lower() == "refresh":
            return True
        if tag == "script" and given.get("type", "").lower() not in _DATA:
            source = given.get("src", "")
            return not source or bool(_parts(source)[0] or _parts(source)[1])
        return any(
            _parts(given[name])[0] not in _SCHEMES for name in _ADDRESSES.intersection(given)
        )


def _parts(address: str) -> tuple[str, str]:
    """Scheme and host of an address, as browsers read it: without blanks and control characters."""
    bare = "".join(character for character in address if character > " ").replace("\\", "/")
    try:
        found = urlsplit(bare)
    except ValueError:
        return "?", ""
    return found.scheme.lower(), found.netloc
