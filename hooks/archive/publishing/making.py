"""Making planned files: one after another, or on all processors."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from archive.processes import EditedMeanwhileError
from archive.publishing.reuse import (
    NotReusableError,
    digest_of,
    from_site,
    from_store,
    noted_slots,
    packed,
)
from archive.publishing.site_folder import Staging
from archive.render.frames import Framed, Frames
from archive.site import Artifact
from archive.store.output_rows import Output, OutputRows, kept_digest


@dataclass(frozen=True, slots=True)
class Task:
    """A file that is to be made."""

    number: int
    """Its place among the files that are to be made, and the name under which it waits."""
    path: str
    digest: bytes
    """Of the file that stands at its path as it was published; empty where that is not known."""
    size: int
    """Of the file that stands there, in bytes; -1 where there is none."""
    noted: Output | None = None
    """The same file as it was published, where at most its frame has changed since."""


@dataclass(frozen=True, slots=True)
class Made:
    """A file that was made."""

    path: str
    digest: bytes
    size: int
    staged: str
    """The name under which it waits; empty where the same file stands at its path."""
    frame: str = ""
    """The shell in which it is."""
    slots: str = ""
    """Where that was filled."""
    kept: bytes = b""
    """Digest of what a store keeps of it; empty where it keeps nothing."""
    packed: bytes = b""
    """That itself, where it is new."""


Make = Callable[[Sequence[Task]], Iterator[Made]]
"""Makes files of a plan."""

_NOT_KEPT = frozenset({"host", "attachment"})
"""The kinds of files that a store does not keep: there is another copy of most of them."""


@dataclass(frozen=True, slots=True)
class Maker:
    """Makes the files of one plan for one site."""

    plan: Mapping[str, Artifact]
    """What is planned, by path."""
    target: Path
    staging: Staging
    keeps: bool = False
    """Whether a store is to keep what is made."""

    def make(self, tasks: Sequence[Task]) -> Iterator[Made]:
        """Make files; what differs from what stands at its path waits to take its place."""
        for task in tasks:
            artifact = self.plan.get(task.path)
            if artifact is None:
                raise EditedMeanwhileError(task.path)
            is_kept = self.keeps and artifact.kind not in _NOT_KEPT
            page = artifact.finished
            pack = packed(page) if is_kept and (page.slots or not artifact.frame) else b""
            kept = kept_digest(pack) if pack else b""
            yield _put(task, page, artifact.frame, self.target, self.staging, kept, pack)


@dataclass(frozen=True, slots=True)
class Reuser:
    """Makes files of what was published before; knows nothing else of the archive."""

    frames: Frames
    target: Path
    staging: Staging
    store: OutputRows
    site: str
    """What the store calls the site."""

    def make(self, tasks: Sequence[Task]) -> Iterator[Made | Task]:
        """The files; a task comes back where its file has to be made."""
        for task in tasks:
            try:
                page, frame = self._page(task)
            except (OSError, NotReusableError):
                yield task
            else:
                kept = task.noted.kept if task.noted else b""
                yield _put(task, page, frame, self.target, self.staging, kept)

    def _page(self, task: Task) -> tuple[Framed, str]:
        noted = task.noted
        if noted is None:
            raise NotReusableError(task.path)
        frame = noted.frame and self.frames.renamed(noted.frame)
        if task.digest and noted.slots:
            data = (self.target / task.path).read_bytes()
            return from_site(data, noted, self.frames), frame
        pack = self.store.kept(self.site, task.path, noted.kept) if noted.kept else None
        if pack is None:
            raise NotReusableError(task.path)
        return from_store(pack, noted, self.frames), frame


def _put(
    task: Task,
    page: Framed,
    frame: str,
    target: Path,
    staging: Staging,
    kept: bytes = b"",
    pack: bytes = b"",
) -> Made:
    """Let a finished file wait, where it differs from what stands at its path."""
    data = page.data
    digest = digest_of(data)
    slots = noted_slots(page, frame, digest)
    if _stands(task, digest, data, target):
        return Made(task.path, digest, len(data), "", frame, slots, kept, pack)
    name = str(task.number)
    staging.put(name, data)
    if task.size < 0:
        with suppress(OSError):  # its folders do no harm, and are made here on all processors
            (target / task.path).parent.mkdir(parents=True, exist_ok=True)
    return Made(task.path, digest, len(data), name, frame, slots, kept, pack)


def _stands(task: Task, digest: bytes, data: bytes, target: Path) -> bool:
    if task.size != len(data):
        return False
    if task.digest:
        return task.digest == digest
    try:
        return (target / task.path).read_bytes() == data
    except OSError:
        return False
