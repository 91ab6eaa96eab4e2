"""``_headers``: what a host sends with each file, for hosts that read a file of this name.

Netlify, Cloudflare Pages and others do; to all others it is one more file. One line names a path,
on the host and not on the site, with at most one ``*``; the lines below it are headers. These
hosts let browsers ask again for everything else, so that only exceptions from that stand here.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from archive.delivery import RULES
from archive.model import Archive
from archive.site import Artifact, Site

PATH = "_headers"


def build(archive: Archive, site: Site) -> Iterator[Artifact]:
    """The file, at the site's root; its paths begin with that of the site on its host."""
    root = urlsplit(site.url).path
    lines = ["# Written by the build from hooks/archive/delivery.py."]
    for rule in RULES:
        lines.append(f"{root}{rule.path}")
        lines += [f"  {name}: {value}" for name, value in rule.headers.items()]
    yield Artifact(path=PATH, data=("\n".join(lines) + "\n").encode(), kind="file")
