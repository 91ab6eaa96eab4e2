"""The bare conversion of all Markdown on one core: ``python -m tests.bench.peers.floor FOLDER``.

Nothing is faster with this converter: files are read, front matter is cut off unread, HTML is made
and thrown away.
"""

from __future__ import annotations

import sys
from importlib.metadata import version
from pathlib import Path

import pyromark
from tests.bench.peers.site import PeerSite
from tests.bench.project import ROOT

_OPTIONS = pyromark.Options.ENABLE_TABLES | pyromark.Options.ENABLE_FOOTNOTES


def floor_site(folder: Path, circulars: Path) -> PeerSite:
    """The conversion as if it were a site; it writes none."""
    return PeerSite(
        folder=ROOT,
        command=(sys.executable, "-m", "tests.bench.peers.floor", str(circulars)),
        output=folder / "nothing",
        version=f"pyromark {version('pyromark')}",
    )


def main(folder: str) -> None:
    """Convert all letters below a folder, and say how much came of it."""
    size = 0
    for path in sorted(Path(folder).glob("[0-9]*/*/*.md")):
        _, _, body = path.read_text("utf-8").split("---\n", 2)
        size += len(pyromark.html(body, options=_OPTIONS))
    print(size)


if __name__ == "__main__":
    main(sys.argv[1])
