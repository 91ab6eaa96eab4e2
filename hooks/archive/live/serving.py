"""How a file comes: status, redirects, media type, charset, compression, caching."""

from __future__ import annotations

from collections.abc import Iterator

from archive.delivery import (
    CACHE_CONTROL,
    LONGEST_KEPT,
    TEXTS,
    ending_of,
    is_attachment,
    is_lasting,
    longest_kept,
    media_types,
)
from archive.live.answers import Answer
from archive.live.problems import LiveProblem

SMALL = 2048
"""What has fewer bytes need not be compressed."""

_UTF8 = ("utf-8", "utf8")


def is_there(answer: Answer) -> bool:
    """Whether there is a file to look into."""
    return answer.status == 200


def served(answer: Answer, path: str) -> Iterator[LiveProblem]:
    """What is wrong with how the file at *path* of the site comes."""
    if answer.moves:
        target = answer.headers.get("location", "")
        yield LiveProblem(address=answer.address, code="moved", values={"target": target})
        return
    if not is_there(answer):
        values = {"status": answer.status}
        yield LiveProblem(address=answer.address, code="wrong-status", values=values)
        return
    yield from typed(answer, path)
    is_text = ending_of(path) in TEXTS
    if is_text and len(answer.body) >= SMALL and not answer.was_packed:
        kind = ending_of(path)
        yield LiveProblem(address=answer.address, code="not-compressed", values={"kind": kind})
    yield from _cached(answer, path)
    is_guarded = answer.headers.get("x-content-type-options", "").lower() == "nosniff"
    if is_text and is_attachment(path) and not is_guarded:
        yield LiveProblem(address=answer.address, code="no-nosniff")


def typed(answer: Answer, path: str) -> Iterator[LiveProblem]:
    """What is wrong with the media type and the charset of the file at *path*."""
    kinds = media_types(path)
    if answer.media_type not in kinds:
        values: dict[str, object] = {"found": answer.media_type or "–", "wanted": kinds[0]}
        yield LiveProblem(address=answer.address, code="wrong-type", values=values)
    if ending_of(path) not in TEXTS:
        return
    if answer.charset and answer.charset not in _UTF8:
        values = {"found": answer.charset}
        yield LiveProblem(address=answer.address, code="wrong-charset", values=values)
    elif not answer.charset and ending_of(path) in ("ics", "txt", "csv"):
        # Everything else says itself in which encoding it is, or may be in no other.
        yield LiveProblem(
            address=answer.address, code="no-charset", values={"kind": ending_of(path)}
        )


def _cached(answer: Answer, path: str) -> Iterator[LiveProblem]:
    said = answer.headers.get(CACHE_CONTROL.lower())
    known_by = answer.headers.keys() & {"etag", "last-modified"}
    if said is None and "expires" not in answer.headers:
        yield LiveProblem(address=answer.address, code="no-caching")
    elif said is not None and not is_lasting(path) and longest_kept(said) > LONGEST_KEPT:
        yield LiveProblem(address=answer.address, code="kept-too-long", values={"said": said})
    elif not known_by and not is_lasting(path):
        yield LiveProblem(address=answer.address, code="no-caching")
