"""The git repository that an archive lies in: read, never written, and never over the network.

Where git is not installed, or the archive lies in no repository, there is simply nothing to read.
"""

from __future__ import annotations

import io
import shutil
import subprocess
import tarfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from archive.source import MAX_FILE_BYTES

MAX_VERSIONS = 200
"""So many earlier versions of one file are looked through, the newest first."""

MAX_BRANCHES = 500
"""So many branches are looked at, those that changed last."""

_SECONDS = 20
"""Git is not waited for longer."""

_OPTIONS = (
    # Nothing that a repository's own configuration names is ever started.
    "core.fsmonitor=false",
    "core.hooksPath=/dev/null",
    "core.quotePath=false",
    "log.showSignature=false",
    "log.mailmap=false",
)


@dataclass(frozen=True, slots=True)
class Repository:
    """One repository, seen from a folder in it; all paths are below that folder."""

    folder: Path
    program: str
    environment: Mapping[str, str]
    prefix: str
    """Path of the folder below the top of the repository: empty, or with ``/`` at its end."""

    @classmethod
    def around(cls, folder: Path, environment: Mapping[str, str]) -> Repository | None:
        """The repository that *folder* lies in, if there is one and git is installed."""
        program = shutil.which("git", path=environment.get("PATH"))
        if program is None:
            return None
        clean = {name: value for name, value in environment.items() if not name.startswith("GIT_")}
        clean |= {
            "GIT_TERMINAL_PROMPT": "0",
            "GIT_OPTIONAL_LOCKS": "0",
            # A partial clone would fetch what it lacks.
            "GIT_NO_LAZY_FETCH": "1",
            "GIT_ALLOW_PROTOCOL": "none",
            "LC_ALL": "C",
        }
        found = cls(folder, program, clean, "")
        prefix = found._run("rev-parse", "--show-prefix")
        if prefix is None:
            return None
        return cls(folder, program, clean, prefix.decode("utf-8", "replace").removesuffix("\n"))

    def branches_with(self, path: str) -> tuple[str, ...]:
        """The branches known here, also those of other copies, in which *path* stands."""
        listed = self._run(
            "for-each-ref",
            f"--count={MAX_BRANCHES}",
            "--sort=-committerdate",
            "--format=%(refname)",
            "refs/heads",
            "refs/remotes",
        )
        refs = listed.decode("utf-8", "replace").splitlines() if listed else []
        asked = "".join(f"{ref}:{self.prefix}{path}\n" for ref in refs)
        answers = self._run("cat-file", "--batch-check=%(objecttype)", asked=asked.encode())
        found = answers.decode("utf-8", "replace").splitlines() if answers else []
        if len(found) != len(refs):
            return ()
        names = {
            ref.removeprefix("refs/heads/").removeprefix("refs/remotes/")
            for ref, answer in zip(refs, found, strict=True)
            if answer in ("tree", "blob")
        }
        return tuple(sorted(name for name in names if not name.endswith("/HEAD")))

    def versions(self, path: str) -> Iterator[bytes]:
        """The file *path* as the commits that changed it left it, the newest first.

        It is followed through its moves. Versions too large to be read end the search.
        """
        log = self._run(
            "log",
            "--follow",
            f"--max-count={MAX_VERSIONS}",
            "--no-show-signature",
            "--diff-filter=d",
            "--name-only",
            "--format=%x01%H",
            "HEAD",
            "--",
            path,
        )
        names: list[str] = []
        for entry in (log or b"").decode("utf-8", "replace").split("\x01")[1:]:
            commit, _, rest = entry.partition("\n")
            names.extend(f"{commit}:{line}" for line in rest.splitlines() if line)
        for _, data in self._contents(names):
            yield data

    def knows(self, revision: str) -> bool:
        """Whether *revision* (a branch, a tag, a commit) is in this repository."""
        name = f"{revision}^{{commit}}"
        return bool(self._run("rev-parse", "--verify", "--quiet", "--end-of-options", name))

    def at(self, revision: str, paths: Sequence[str]) -> dict[str, bytes]:
        """The files *paths* as they were at *revision*; those that were not there are left out."""
        names = {f"{revision}:{self.prefix}{path}": path for path in paths}
        return {names[name]: data for name, data in self._contents(list(names))}

    def export(self, revision: str, target: Path) -> bool:
        """Write the folder as it stood at *revision* into *target*; False for no such revision.

        Only ordinary files and folders are written, and none outside *target*. A revision that
        had no such folder gives an empty one.
        """
        name = f"{revision}^{{commit}}"
        found = self._run("rev-parse", "--verify", "--quiet", "--end-of-options", name)
        if found is None:
            return False
        commit = found.strip().decode("ascii", "replace")
        if self._run("cat-file", "-e", f"{commit}:{self.prefix.rstrip('/')}") is None:
            return True
        # In a folder of the repository git packs this folder only.
        data = self._run("archive", "--format=tar", commit)
        if data is None:
            return False
        with tarfile.open(fileobj=io.BytesIO(data)) as archive:
            for member in archive:
                place = PurePosixPath(member.name)
                content = archive.extractfile(member) if member.isreg() else None
                if content is None or place.is_absolute() or ".." in place.parts:
                    continue
                path = target / place
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content.read())
        return True

    def _contents(self, names: list[str]) -> Iterator[tuple[str, bytes]]:
        """The objects *names* that are there, one after another, as they are asked for."""
        if not names:
            return
        try:
            with subprocess.Popen(  # noqa: S603 - a list of arguments, and no shell
                self._command("cat-file", "--batch"),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=self.environment,
            ) as process:
                try:
                    yield from _answers(process, names)
                finally:
                    process.kill()
        except OSError:  # git has ended early
            return

    def _run(self, *arguments: str, asked: bytes = b"") -> bytes | None:
        """What git answers; None when it fails or takes too long."""
        try:
            done = subprocess.run(  # noqa: S603 - a list of arguments, and no shell
                self._command(*arguments),
                input=asked,
                capture_output=True,
                check=True,
                timeout=_SECONDS,
                env=self.environment,
            )
        except (OSError, subprocess.SubprocessError):
            return None
        return done.stdout

    def _command(self, *arguments: str) -> list[str]:
        options = [part for option in _OPTIONS for part in ("-c", option)]
        return [self.program, "--no-pager", *options, "-C", str(self.folder), *arguments]


def _answers(process: subprocess.Popen[bytes], names: list[str]) -> Iterator[tuple[str, bytes]]:
    """Ask ``git cat-file --batch`` for one object after another."""
    if process.stdin is None or process.stdout is None:
        return
    for name in names:
        process.stdin.write(f"{name}\n".encode())
        process.stdin.flush()
        answer = process.stdout.readline().split()
        if len(answer) != 3 or answer[1] != b"blob":
            continue  # the commit is not in this copy, or what it has is no file
        size = int(answer[2])
        if size > MAX_FILE_BYTES:
            return
        yield name, process.stdout.read(size + 1)[:size]
