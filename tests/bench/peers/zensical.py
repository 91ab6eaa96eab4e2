"""Zensical, the successor of Material for MkDocs, on the sources of the plain site.

It reads the same mkdocs.yml, but knows no languages: the pages of both stand side by side. It
always makes its search index.
"""

from __future__ import annotations

import subprocess
from pathlib import Path

from tests.bench.peers.plain import configuration, write_sources
from tests.bench.peers.site import PeerSite
from tests.bench.project import ROOT

_PROGRAM = ROOT / ".venv/bench/bin/zensical"


def zensical_site(folder: Path, circulars: Path) -> PeerSite | None:
    """Write the sources of a Zensical site; None where there is no Zensical."""
    if not _PROGRAM.is_file():
        return None
    write_sources(folder, circulars)
    (folder / "mkdocs.yml").write_text(configuration(has_search=True), encoding="utf-8")
    said = subprocess.run([_PROGRAM, "--version"], capture_output=True, text=True, check=False)
    return PeerSite(
        folder=folder,
        command=(str(_PROGRAM), "build", "--clean"),
        output=folder / "site",
        kept=(folder / ".cache",),
        version=(said.stdout.split() or ["?"])[-1],
    )
