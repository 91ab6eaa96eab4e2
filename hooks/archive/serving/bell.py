"""Linux tells of changes in folders (inotify): a bell that rings, and says nothing more.

Whoever hears it looks for himself. So nothing depends on the order, the paths or the number of what
the kernel reports, and a queue that overflows is only another ring. (The usual package for this
passes over folders for which the kernel has no watch left, and hangs up all watches anew where the
queue overflows, which with many folders makes it overflow again.)

The numbers are those of ``<sys/inotify.h>``; see inotify(7).
"""

from __future__ import annotations

import ctypes
import errno
import os
import struct
from collections.abc import Iterable
from pathlib import Path

from archive.litter import is_litter

_MODIFY, _ATTRIB, _MOVED_FROM, _MOVED_TO = 0x2, 0x4, 0x40, 0x80
_CREATE, _DELETE, _DELETE_SELF, _MOVE_SELF = 0x100, 0x200, 0x400, 0x800
_OVERFLOW, _IGNORED = 0x4000, 0x8000
_ONLY_FOLDERS, _NO_LINKS, _NOT_WHEN_UNLINKED = 0x1000000, 0x2000000, 0x4000000

_ASKED = (
    (_MODIFY | _ATTRIB | _MOVED_FROM | _MOVED_TO)
    | (_CREATE | _DELETE | _DELETE_SELF | _MOVE_SELF)
    | (_ONLY_FOLDERS | _NO_LINKS | _NOT_WHEN_UNLINKED)
)
"""What is asked of the kernel: changes, never reading, which every build does."""

_HEAD = struct.Struct("iIII")
"""A report: number of the watch, what happened, a cookie, length of the name that follows."""

_GONE = frozenset({errno.ENOENT, errno.ENOTDIR, errno.EACCES, errno.ELOOP})
"""Why a folder cannot be watched that is no longer there, or that nobody can read."""


class Bell:
    """Rings when something changes in one of its folders; :meth:`close` it.

    Its methods raise :class:`OSError` where the kernel refuses: ENOSYS on systems that have no
    inotify, ENOSPC and EMFILE where its limits (``fs.inotify``) are reached.
    """

    def __init__(self, root: Path) -> None:
        """A bell for folders below *root*; as yet nothing makes it ring."""
        self._root = root
        self._watched: dict[int, str] = {}
        try:
            self._library = ctypes.CDLL(None, use_errno=True)
            number = self._library.inotify_init1(os.O_CLOEXEC | os.O_NONBLOCK)
        except (AttributeError, TypeError):
            raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS)) from None
        self._number = _checked(number)

    def fileno(self) -> int:
        """What :func:`select.select` can wait for."""
        return self._number

    def hang(self, folders: Iterable[str]) -> bool:
        """Let changes in these *folders* (below the root; "" is the root) ring, too; say whether
        any of them is new."""
        known = set(self._watched.values())
        new = [folder for folder in folders if folder not in known and not is_litter(folder)]
        for folder in new:
            path = os.fsencode(f"{self._root}/{folder}")
            try:
                number = _checked(self._library.inotify_add_watch(self._number, path, _ASKED))
            except OSError as error:
                if error.errno not in _GONE:
                    raise
            else:  # of a folder that was renamed it is the number that it had
                self._watched[number] = folder
        return bool(new)

    def has_rung(self) -> bool:
        """Take what has been reported; say whether any of it is worth a look."""
        try:
            reports = os.read(self._number, 1 << 16)
        except BlockingIOError:
            return False
        rang, place = False, 0
        while place < len(reports):
            number, what, _, length = _HEAD.unpack_from(reports, place)
            place += _HEAD.size + length
            name = reports[place - length : place].rstrip(b"\0")
            if what & _OVERFLOW:  # who knows which folders are gone: all will be hung up again
                self._watched.clear()
            elif what & _IGNORED:  # the folder is gone, and that was told before
                self._watched.pop(number, None)
                continue
            rang = rang or not is_litter(os.fsdecode(name))
        return rang

    def close(self) -> None:
        """Ring no more."""
        os.close(self._number)


def _checked(answer: int) -> int:
    if answer < 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
    return answer
