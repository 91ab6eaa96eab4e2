"""Frames kept from one build to the next: while their sources are the same, no host draws them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from archive.last_build import site_name
from archive.publishing.recognition import is_unchanged
from archive.render.frames import Frame, Frames
from archive.store.database import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """What a host has drawn."""

    frames: Frames
    hand_written: Mapping[str, Mapping[str, str]]
    """Its pages: name -> language -> path."""


def keep(store: Store, target: Path, host: str, drawn: Drawn) -> None:
    """Keep what was drawn from what the digest *host* stands for."""
    frames = drawn.frames
    plain = [
        [[*key, frame.parts] for key, frame in frames.shells.items()],
        [[*key, frame.parts] for key, frame in frames.pages.items()],
        frames.not_found.parts if frames.not_found else None,
        {name: dict(paths) for name, paths in drawn.hand_written.items()},
    ]
    text = json.dumps(plain, ensure_ascii=False)
    store.note(_name(store, target), f"{host} {_digest(text)} {text}")


def forget(store: Store, target: Path) -> None:
    """Keep nothing: what was drawn is not to be used again."""
    store.note(_name(store, target), "")


def kept(store: Store, target: Path, host: str) -> Drawn | None:
    """What was drawn from what *host* stands for; None where that, or a file that the host itself
    had written, is gone."""
    of, _, rest = store.noted(_name(store, target)).partition(" ")
    digest, _, text = rest.partition(" ")
    if of != host or digest != _digest(text):
        return None
    for path, output in store.outputs(site_name(target, store.folder), "host").items():
        if not is_unchanged(target / path, output):
            return None
    shells, pages, not_found, hand_written = json.loads(text)
    frames = Frames(
        shells={
            (language, section, depth): Frame(tuple(parts))
            for language, section, depth, parts in shells
        },
        pages={(language, path): Frame(tuple(parts)) for language, path, parts in pages},
        not_found=Frame(tuple(not_found)) if not_found else None,
    )
    return Drawn(frames=frames, hand_written=hand_written)


def _name(store: Store, target: Path) -> str:
    return f"frames {site_name(target, store.folder)}"


def _digest(text: str) -> str:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
