"""Files that are made of what was published before, without anybody planning or drawing them.

A page is cut at its slots and filled into the frame that stands now: what stands in its slots does
not depend on that. It comes from the site's folder or, where it is gone from there, from the
store, which keeps of every page what stands in its slots, and other files whole.
"""

from __future__ import annotations

import zlib
from hashlib import blake2b, sha256

from archive.render.frames import Framed, Frames
from archive.store.output_rows import Output

DIGEST_SIZE = 16
"""Of the digests of finished files, in bytes."""

_LEVEL = 1
"""Of compression: more takes several times as long, and saves a fifth."""


class NotReusableError(ValueError):
    """What was published is not as it was noted, or the new frame asks for more than it has."""


def digest_of(data: bytes) -> bytes:
    """The digest of a finished file: of SHA-256, for which processors have instructions, so that it
    takes half the time of others."""
    return sha256(data).digest()[:DIGEST_SIZE]


def noted_slots(page: Framed, frame: str, digest: bytes) -> str:
    """The slots of a *page* in the shell *frame* as notes keep them, for a file with this *digest*:
    with a digest of their own, so that damaged notes cut nothing."""
    return f"{_check(page.slots, frame, digest)} {page.slots}" if page.slots else ""


def packed(page: Framed) -> bytes:
    """What a store keeps of a file."""
    parts = [page.data[start:end] for _, start, end in page.places()] or [page.data]
    return zlib.compress(b"".join(parts), _LEVEL)


def from_site(data: bytes, noted: Output, frames: Frames) -> Framed:
    """A page that stands in the site as *data*, in the shell of today; raises
    :class:`NotReusableError`."""
    if digest_of(data) != noted.digest:
        raise NotReusableError("another file")
    slots = _slots(noted)
    return _filled({name: data[at:end] for name, at, end in slots.places()}, noted, frames)


def from_store(data: bytes, noted: Output, frames: Frames) -> Framed:
    """A file of which a store keeps *data*; raises :class:`NotReusableError`."""
    try:
        text = zlib.decompressobj().decompress(data, noted.size + 1)
    except zlib.error:
        raise NotReusableError("damaged") from None
    if not noted.frame:
        if digest_of(text) != noted.digest:
            raise NotReusableError("another file")
        return Framed(text)
    values: dict[str, bytes] = {}
    begin = 0
    for name, start, end in _slots(noted).places():
        values[name] = text[begin : begin + end - start]
        begin += end - start
    if begin != len(text):
        raise NotReusableError("another page")
    page = _filled(values, noted, frames)
    if frames.renamed(noted.frame) == noted.frame and digest_of(page.data) != noted.digest:
        raise NotReusableError("another page")
    return page


def _slots(noted: Output) -> Framed:
    check, _, slots = noted.slots.partition(" ")
    if not slots or check != _check(slots, noted.frame, noted.digest):
        raise NotReusableError("no slots")
    return Framed(b"", slots)


def _filled(values: dict[str, bytes], noted: Output, frames: Frames) -> Framed:
    try:
        return frames.encoded(frames.renamed(noted.frame)).fill(values)
    except (KeyError, ValueError) as error:  # a slot, or the shell, that was not there
        raise NotReusableError(str(error)) from None


def _check(slots: str, frame: str, digest: bytes) -> str:
    text = f"{digest.hex()} {frame} {slots}"
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
