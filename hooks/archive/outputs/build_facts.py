"""``build.json``: for which day and from which sources the site was built.

The pages read it for the line in their footer and for the warning that a build is old, so that no
page changes for the sake of these two. Another revision of the same sources changes this file
alone. A new day also changes the pages that tell readers without scripts for which day their
states are, and everything whose state, reminder or month changes on that day. The file holds no
hour: the same sources on the same day give the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from hashlib import blake2b

from archive.model import Archive
from archive.site import Artifact, Site

VERSION = 1
"""Rises when a key changes its meaning."""


def build(archive: Archive, site: Site) -> Iterator[Artifact]:
    """The file, at the site's root: JSON in UTF-8, its keys in alphabetical order."""
    facts = {
        "version": VERSION,
        "today": site.today.isoformat(),
        "sources": sources(archive, site),
        "revision": site.revision,
        "languages": [language.code for language in site.languages],
        "circulars": len(archive.circulars),
        "initiatives": len(archive.initiatives),
    }
    data = json.dumps(facts, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
    yield Artifact(path=site.addresses.build(), data=data.encode(), kind="file")


def sources(archive: Archive, site: Site) -> str:
    """The fingerprint of all that the archive holds: BLAKE2b, 32 hexadecimal digits.

    It is made of every text, every attachment and the entries of every register, whatever the
    order in which they were read.
    """
    texts = [text for circular in archive.circulars for text in circular.sources]
    for item in archive.initiatives:
        texts += [(text.path, text.digest) for text in item.texts.values()]
    lines = [f"text {path} {digest}" for path, digest in texts]
    for circular in archive.circulars:
        for annex in circular.annexes:
            if annex.file is not None:
                path = f"{circular.key}/{annex.file}"
                digest = blake2b((site.archive_root / path).read_bytes(), digest_size=16)
                lines.append(f"file {path} {digest.hexdigest()}")
    for name, register in (
        ("bureau", archive.bureaux),
        ("addressee", archive.addressees),
        ("answer", archive.answers),
        ("term", archive.glossary),
        ("move", archive.moves),
    ):
        for entry in register:
            fields = json.dumps(asdict(entry), default=str, sort_keys=True)
            lines.append(f"{name} {fields}")
    return blake2b("\n".join(sorted(lines)).encode(), digest_size=16).hexdigest()
