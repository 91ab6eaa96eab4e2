"""Publishing: making a folder hold exactly the outputs, making only what is not there already."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from archive.publishing.making import Made, Make, Maker, Task
from archive.publishing.minifying import published_file
from archive.publishing.recognition import unchanged
from archive.publishing.site_folder import (
    Staging,
    Standing,
    files_below,
    remove,
    standing,
)
from archive.site import Artifact
from archive.store.output_rows import Output

Keep = Callable[[Mapping[str, bytes]], None]
"""Takes what a store is to keep of files, by path."""

_BATCH = 500
"""Files that are kept at once."""

_UNUSED = ("assets/javascripts/lunr/", "assets/javascripts/workers/")
"""What the theme brings for its own search: the archive's pages have another one (decision 6), and
a program that nobody needs is one more to keep an eye on, under licences of its own."""


class PathClashError(Exception):
    """Two outputs have one path, or one has the path of another's folder."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What publishing did."""

    written: int
    removed: int
    outputs: Mapping[str, Output] = field(default_factory=dict)
    """All that the folder holds now, by path, for the next build."""
    new: frozenset[str] = frozenset()
    """The paths among them that are noted differently than before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """All files of a site, and what stands in its folder."""

    target: Path
    artifacts: Mapping[str, Artifact]
    """The archive's own, as far as they are planned, and those of the host; by path."""
    there: Standing
    before: Mapping[str, Output]
    """What was published, as it was noted."""
    kept: Mapping[str, Output]
    """What need not be made, by path."""
    tasks: tuple[Task, ...]
    """What has to be made."""


def publish(
    target: Path, host_files: Path, artifacts: Iterable[Artifact], *, keep_index: bool
) -> Published:
    """Make *target* hold the files of *host_files* and the *artifacts*, and nothing else.

    Files whose bytes are the same are not touched. An existing search index is kept when
    *keep_index* says so: :mod:`archive.search.index` renews it. Raises :class:`PathClashError`
    before anything is touched.
    """
    plan = planned(target, host_files, artifacts, {}, keep_index=keep_index)
    return carried_out(plan, lambda staging: Maker(plan.artifacts, target, staging).make)


def planned(
    target: Path,
    host_files: Path | None,
    artifacts: Iterable[Artifact],
    before: Mapping[str, Output],
    *,
    keep_index: bool,
    times: Mapping[str, int] | None = None,
    is_as_noted: bool = False,
    rest: Mapping[str, str] | None = None,
) -> Plan:
    """What there is to do; raises :class:`PathClashError`.

    Without *host_files* those that the host wrote *before* stay. *times* are those (in ns) at which
    files were last changed when they were published; of a folder that *is as noted* nothing is
    looked at. *rest* names the frames, by path, of files that nobody has planned, and that are to
    stand there all the same.
    """
    own, rest = list(artifacts), rest or {}
    # The archive's own output stands for the host's.
    every = {artifact.path: artifact for artifact in own}
    host = {
        name: Artifact(path=name, data=partial(published_file, name, path), kind="host")
        for name, path in _files_of(host_files).items()
        if name not in every and name not in rest
    }
    _refuse_clashes([artifact.path for artifact in own], [*host, *rest])
    every |= host
    if is_as_noted:
        there = {path: (known.size, 0) for path, known in before.items()}
        same = {*before}
    else:
        there = standing(target, keep_index=keep_index)
        same = unchanged(target, before, there, times or {})
    kept = {
        path: known
        for path, known in before.items()
        if host_files is None and known.kind == "host" and path in same
    }
    tasks: list[Task] = []
    frames = {path: artifact.frame for path, artifact in every.items()}
    for path, frame in {**frames, **rest}.items():
        known, artifact = before.get(path), every.get(path)
        is_same = path in same
        if known and artifact and not (artifact.key and artifact.key == known.key):
            noted = None
        else:
            noted = known
        size, _ = there.get(path, (-1, 0))
        if noted and is_same and noted.frame == frame:
            kept[path] = noted
        else:
            digest = known.digest if known and is_same else b""
            is_usable = noted and (noted.kept or (is_same and noted.slots))
            tasks.append(Task(len(tasks), path, digest, size, noted if is_usable else None))
    return Plan(
        target=target, artifacts=every, there=there, before=before, kept=kept, tasks=tuple(tasks)
    )


def _files_of(folder: Path | None) -> dict[str, Path]:
    """The files of a folder by their paths below it, without those that no page ever loads."""
    if folder is None:
        return {}
    files = {path.relative_to(folder).as_posix(): path for path in files_below(folder)}
    return {name: path for name, path in files.items() if not name.startswith(_UNUSED)}


def carried_out(
    plan: Plan, maker: Callable[[Staging], Make], keep: Keep | None = None
) -> Published:
    """Make what a plan asks for, give it its places, and remove what is no output.

    *keep* takes what a store is to keep of files, by path, some at a time.
    """
    outputs = dict(plan.kept)
    staged: list[tuple[str, str]] = []
    packed: dict[str, bytes] = {}
    if plan.tasks:
        staging = Staging.begin(plan.target)
        try:
            for made in maker(staging)(plan.tasks):
                outputs[made.path] = _noted(plan, made)
                if made.staged:
                    staged.append((made.staged, made.path))
                if made.packed and keep is not None:
                    packed[made.path] = made.packed
                    if len(packed) == _BATCH:
                        keep(packed)
                        packed = {}
            if packed and keep is not None:
                keep(packed)
            staging.settle(staged)
        finally:
            staging.end()
    others = [path for path in plan.there if path not in outputs]
    return Published(
        written=len(staged),
        removed=remove(plan.target, others),
        outputs=outputs,
        new=frozenset(_noted_anew(plan.before, outputs)),
    )


def _noted(plan: Plan, made: Made) -> Output:
    of = plan.artifacts.get(made.path) or plan.before[made.path]
    framed = (made.frame, made.slots, made.kept)
    return Output(of.key, made.digest, made.size, of.kind, *framed)


def _noted_anew(before: Mapping[str, Output], outputs: Mapping[str, Output]) -> Iterator[str]:
    return (path for path, output in outputs.items() if before.get(path) != output)


def _refuse_clashes(own: list[str], host: Iterable[str]) -> None:
    """No path is written twice, and none is both a file and a folder."""
    seen: set[str] = set()
    for path in own:
        if path in seen:
            raise PathClashError(path)
        seen.add(path)
    seen.update(host)
    folders: set[str] = set()
    for path in seen:
        folder = path.rpartition("/")[0]
        while folder and folder not in folders:
            folders.add(folder)
            folder = folder.rpartition("/")[0]
    if both := folders & seen:
        raise PathClashError(min(both))
