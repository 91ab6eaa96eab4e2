"""Watching an archive's folder while somebody edits: no change is missed.

Where the system tells of changes, it is heard at once. Besides, the folder is looked at from time
to time, and compared with what the last build saw: that finds what was not told, on a network
drive, or while a new folder was not yet watched. Where the system proves deaf or refuses, looks
alone remain, and follow one another sooner. Equal looks mean equal files, as in the store.
"""

from __future__ import annotations

import errno
import select
import socket
from collections.abc import Callable, Mapping
from pathlib import Path
from threading import Thread

from archive.litter import is_litter
from archive.serving.bell import Bell
from archive.store.survey import Mark, Survey, survey
from archive.surroundings import WATCH_VARIABLE, archive_folder

POLL = "poll"
"""The value of :data:`WATCH_VARIABLE` with which the system is not asked."""

_REFUSALS: Mapping[int, str] = {
    errno.ENOSPC: "max_user_watches",
    errno.ENOMEM: "max_user_watches",
    errno.EMFILE: "max_user_instances",
}
"""The limits of Linux by the errors that reaching them causes."""


class Watch:
    """Watches the folder *root* in a thread of its own, between :meth:`start` and :meth:`stop`.

    In that thread, *changed* is called when something has changed since the last build looked
    (which :meth:`saw` tells), and *deaf* once, where the system turns out not to tell of changes:
    with the limit of Linux that is reached, "none" where the system never tells, and "silent"
    where it did not; and with the pause between looks, in seconds.
    """

    def __init__(
        self,
        root: Path,
        seen: Survey,
        changed: Callable[[], None],
        deaf: Callable[[str, float], None],
        *,
        pause: float = 2.0,
        listens: bool = True,
    ) -> None:
        """*seen* is the folder as a build saw it. Without *listens* the system is not asked.

        The *pause* between looks (in seconds, of an archive with few letters) is a quarter of that
        where the system does not tell of changes. It grows with the archive, so that looking (15 µs
        a letter) takes 2 % of a processor's time, or 10 %.
        """
        self.root = root
        self._seen = seen
        self._changed = changed
        self._deaf = deaf
        self._pause = pause
        self._listens = listens
        self._bell: Bell | None = None
        self._has_told = False
        self._ends = False
        self._woken, self._waker = socket.socketpair()  # select waits for sockets on every system
        self._thread = Thread(target=self._watch, name="watch", daemon=True)

    def start(self) -> None:
        """Begin to watch."""
        self._thread.start()

    def saw(self, seen: Survey) -> None:
        """A build begins, of the folder as it was *seen*."""
        self._seen = seen
        self._waker.send(b"!")

    def stop(self) -> None:
        """End the thread."""
        self._ends = True
        self._waker.send(b"!")
        self._thread.join()
        self._woken.close()
        self._waker.close()

    @property
    def pause(self) -> float:
        """Seconds until the next look, where nothing happens before."""
        grown = self._pause * (1 + len(self._seen) / 5_000)
        return grown if self._bell is not None else grown / 4

    def _watch(self) -> None:
        if self._listens:
            self._listen()
        self._look()
        while not self._ends:
            self._wait()
        if self._bell is not None:
            self._bell.close()

    def _listen(self) -> None:
        try:
            self._bell = Bell(self.root)
            self._bell.hang(self._seen)
        except OSError as error:
            self._give_up(_REFUSALS.get(error.errno or 0, "none"))

    def _give_up(self, why: str) -> None:
        if self._bell is not None:
            self._bell.close()
            self._bell = None
        self._deaf(why, self.pause)

    def _wait(self) -> None:
        """Wait for one thing to happen, and see to it."""
        listened: list[socket.socket | Bell] = [self._woken]
        if self._bell is not None:
            listened.append(self._bell)
        ready, _, _ = select.select(listened, [], [], self.pause)
        if not ready:
            self._look_for_the_untold()
        if self._bell is not None and self._bell in ready and self._bell.has_rung():
            self._has_told = True
            self._changed()
        if self._woken in ready:
            self._woken.recv(4096)
            self._hang_more()

    def _hang_more(self) -> None:
        """A build has seen folders that may be new: what happened in them was not told as yet."""
        try:
            if self._bell is not None and self._bell.hang(self._seen):
                self._look()
        except OSError as error:
            self._give_up(_REFUSALS.get(error.errno or 0, "none"))

    def _look_for_the_untold(self) -> None:
        found, bell = self._look(), self._bell
        if bell is None:
            return
        if not found:
            self._has_told = False
        elif bell.has_rung():  # what a look can find was told before, if it was told at all
            self._changed()
        elif not self._has_told:
            self._give_up("silent")

    def _look(self) -> bool:
        """Whether the folder is not as it was when somebody last looked."""
        now, before = survey(str(self.root)), self._seen
        self._seen = now
        differs = any(
            _worth(now, path) != _worth(before, path)
            for path in now.keys() | before.keys()
            if now.get(path) != before.get(path)
        )
        if differs:
            self._changed()
        return differs


def _worth(seen: Survey, path: str) -> list[Mark] | None:
    """What a folder holds, but for what programs drop there."""
    if path not in seen or is_litter(path):
        return None
    return [mark for mark in seen[path] if not is_litter(mark[0])]


def watching(
    environment: Mapping[str, str],
    project: Path,
    seen: Survey,
    changed: Callable[[], None],
    say: Callable[[str], None],
) -> Watch:
    """Watch the archive of a project; *say* tells whoever runs the server, in his language, where
    the system does not help."""
    root, shown = archive_folder(environment, project)

    def deaf(why: str, pause: float) -> None:
        from archive.languages import load_phrases, terminal_language  # rarely needed

        words = load_phrases(environment)[terminal_language(environment)]
        seconds = f"{pause:.1f}"
        variant = why if why in ("none", "silent") else "limit"
        say(words(f"watch.{variant}", folder=shown, limit=why, seconds=seconds))

    listens = environment.get(WATCH_VARIABLE) != POLL
    watch = Watch(root, seen, changed, deaf, listens=listens)
    watch.start()
    return watch
