"""What a result was made by: a digest of the code, of its strings, and of what is installed."""

from __future__ import annotations

import os
import site
import sys
from hashlib import blake2b
from pathlib import Path

import archive


def code_digest(*more: str) -> str:
    """Fingerprint of this package (code and strings), of all that is installed beside it by name
    and version, and of what *more* says.

    Contents decide, never times: a fresh checkout has the same digest.
    """
    digest = blake2b(digest_size=16)
    own = str(Path(archive.__file__).parent)
    for path in sorted(_sources(own)):
        digest.update(path.removeprefix(own).encode())
        with open(path, "rb") as file:  # noqa: PTH123 - making a Path takes longer than reading
            digest.update(file.read())
    for folder in site.getsitepackages():
        digest.update(repr(_installed(folder)).encode())
    digest.update(sys.version.encode())
    digest.update(repr(more).encode())
    return digest.hexdigest()


def _sources(folder: str) -> list[str]:
    found: list[str] = []
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir() and not entry.name.startswith("__"):
                found.extend(_sources(entry.path))
            elif entry.name.endswith((".py", ".toml")):
                found.append(entry.path)
    return found


def _installed(folder: str) -> list[str]:
    """Names and versions, as installers write them into the names of folders."""
    try:
        names = [path.name for path in Path(folder).iterdir()]
    except OSError:
        return []
    return sorted(name for name in names if name.endswith(".dist-info"))
