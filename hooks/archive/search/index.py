"""Making the search index with Pagefind.

Only when its documents have changed, and no more of it than readers need.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Collection, Iterable, Mapping
from importlib.metadata import version
from pathlib import Path
from types import MappingProxyType

from archive.publishing.site_folder import (
    SEARCH_INDEX,
    files_below,
    remove_others,
    write_if_changed,
)
from archive.search.canonical import ENTRY, SearchIndexError, settle
from archive.search.documents import EXCLUDED, Corpus

MADE_FROM = "made-from.txt"
"""Beside each index: the digest of its documents, and that of the files which were made of them."""

CHEAP = 500
"""So many documents are indexed anew even while somebody is editing (less than half a second)."""

_LAYOUT = "1"
"""To be raised when the way in which an index is made changes without its documents."""


def renew_search_index(
    target: Path,
    corpora: Iterable[Corpus],
    *,
    editing: bool = False,
    known: Mapping[str, str] = MappingProxyType({}),
) -> dict[str, str]:
    """Make the search index of the site in the folder *target* stand for the *corpora*.

    An index whose documents are the same stays untouched; with *editing*, a large one that exists
    stays too. *known* and the result say by the name of each corpus for which key its index
    stands ("" where that is not known), so that documents need not be made to be compared. Raises
    :class:`SearchIndexError`.
    """
    root = target / SEARCH_INDEX
    wanted: dict[str, str] = {}
    for corpus in corpora:
        if not corpus.documents:
            continue
        folder = root / corpus.name
        if editing and len(corpus.documents) > CHEAP and (folder / MADE_FROM).is_file():
            wanted[corpus.name] = known.get(corpus.name, "")
        else:
            wanted[corpus.name] = _renewed(corpus, folder, known.get(corpus.name, ""))
    _remove_others(root, wanted.keys())
    return wanted


def _renewed(corpus: Corpus, folder: Path, known: str) -> str:
    """Renew the index of one corpus, where it does not stand for its key as it is *known* to; the
    key for which it stands now."""
    key = corpus.key().hex()
    if not (key and known == key and _is_whole(folder)):
        digest = _digest_of_documents(corpus)
        if not _is_made_from(folder, digest):
            _index(corpus, folder)
            made_from = f"{digest}\n{_digest_of_files(folder)}\n"
            write_if_changed(folder / MADE_FROM, made_from.encode())
    return key


def _remove_others(root: Path, wanted: Collection[str]) -> None:
    """Remove what stands beside the indexes that are *wanted*: what is in one, its renewal sees."""
    folders = {name.partition("/")[0] for name in wanted}
    for path in [*root.glob("*/*"), *root.glob("*")]:
        if path.relative_to(root).as_posix() in folders.union(wanted):
            continue
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
    if not wanted and root.is_dir():
        root.rmdir()


def index_files(target: Path) -> list[str]:
    """The paths of the search index's files in a site's folder."""
    return [path.relative_to(target).as_posix() for path in files_below(target / SEARCH_INDEX)]


def _index(corpus: Corpus, folder: Path) -> None:
    with tempfile.TemporaryDirectory(prefix="archive-") as temporary:
        source, made = Path(temporary, "documents"), Path(temporary, "index")
        for name, document in corpus.documents.items():
            path = source / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(document)
        command = [sys.executable, "-m", "pagefind", "--quiet", "--exclude-selectors", EXCLUDED]
        command += ["--site", str(source), "--output-path", str(made)]
        result = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
        if result.returncode != 0:
            raise SearchIndexError((result.stderr or result.stdout).strip())
        settle(made)
        wanted = {}
        for path in _needed(made):
            wanted[path.relative_to(made).as_posix()] = path.read_bytes()
        # What names the new files follows them, and old ones go last: there are readers already.
        for name in sorted(wanted, key=lambda name: (name == ENTRY, name)):
            write_if_changed(folder / name, wanted[name])
        remove_others(folder, wanted.keys())


def _needed(made: Path) -> list[Path]:
    """The files that the archive's own script asks for: no ready-made interface, and of the
    programs that know word forms only the one of the index's language."""
    entry = made / ENTRY
    facts = json.loads(entry.read_bytes())
    programs = {item["wasm"] or "unknown" for item in facts["languages"].values()}
    needed = [entry, made / "pagefind.js", made / "pagefind-worker.js"]
    needed += [made / f"wasm.{program}.pagefind" for program in sorted(programs)]
    needed += sorted(made.glob("pagefind.*.pf_meta"))
    for kind in ("index", "fragment", "filter"):
        needed += files_below(made / kind)
    return needed


def _digest_of_documents(corpus: Corpus) -> str:
    digest = hashlib.blake2b(digest_size=16)
    digest.update(f"{_LAYOUT} {version('pagefind')} {EXCLUDED}".encode())
    for name, document in sorted(corpus.documents.items()):
        digest.update(f"\0{name}\0".encode())
        digest.update(document)
    return digest.hexdigest()


def _digest_of_files(folder: Path) -> str:
    """Over names and sizes: what was lost or put there by others is noticed without reading."""
    digest = hashlib.blake2b(digest_size=16)
    for path in files_below(folder):
        if path.name != MADE_FROM:
            name = path.relative_to(folder).as_posix()
            digest.update(f"{name} {path.stat().st_size}\n".encode())
    return digest.hexdigest()


def _is_made_from(folder: Path, digest: str) -> bool:
    return _noted(folder) == [digest, _digest_of_files(folder)]


def _is_whole(folder: Path) -> bool:
    """Whether all files of an index are there."""
    return _noted(folder)[1:] == [_digest_of_files(folder)]


def _noted(folder: Path) -> list[str]:
    try:
        return (folder / MADE_FROM).read_text("ascii").split()
    except (OSError, ValueError):
        return []
