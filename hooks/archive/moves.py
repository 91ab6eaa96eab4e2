"""What was published under one name and now bears another, or is gone: the register of moves.

Editors write it (``circulars/registers/moves.yml``). From it follow the redirects, the copies of
feeds and attachments, and the identity of what has moved: feed entries keep their ids.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """One entry: what has moved, and where to, or why it is gone."""

    id: str
    kind: str
    """``circular``, ``initiative`` or ``page``."""
    name: str
    """The former name: ``2021/tsb-352``, ``u4ssc``, ``about``."""
    date: dt.date
    paragraph: str = ""
    """Only this place of the circular's page: ``p3``, ``deadline-interest``."""
    file: str = ""
    """Only this attachment."""
    language: str = ""
    """Only the text (or the paragraph) in this language."""
    to: str = ""
    """The new name; empty where the thing is gone."""
    merges: bool = False
    """Whether what bears the new name had been published before, and stays what it was."""
    retired: Mapping[str, str] = field(default_factory=dict)
    """Why the thing is gone, by language."""

    @property
    def part(self) -> str:
        """The part of the circular that is meant; empty for the whole of it."""
        return self.paragraph or self.file

    @property
    def is_whole(self) -> bool:
        """Whether the thing itself has moved, in all languages."""
        return not (self.part or self.language)


@dataclass(frozen=True, slots=True)
class End:
    """Where a chain of moves ends."""

    name: str
    """The present name; empty where the thing is gone."""
    move: Move
    """The last step."""


@dataclass(frozen=True, slots=True)
class Places:
    """What became of the former places of one text."""

    former: Mapping[str, str]
    """Former place -> where it is now."""
    gone: Mapping[str, Move]
    """Places that were taken from the page."""
    renumbered: Mapping[str, str]
    """Former place -> where it is now, while something else stands at the former one."""

    @property
    def known(self) -> frozenset[str]:
        """All former places that an entry speaks of."""
        return frozenset((*self.former, *self.gone, *self.renumbered))


LONGEST_CHAIN = 100
"""Moves of one thing after another that are followed: a register that has more is refused, because
its chain ends at a name that is itself said to have moved."""

NO_PLACES = Places({}, {}, {})


class Moves:
    """All moves, and where they lead."""

    def __init__(self, moves: Iterable[Move] = ()) -> None:
        self.all = tuple(moves)
        self._steps: dict[tuple[str, str], Move] = {}
        self._before: dict[tuple[str, str], str] = {}
        for move in self.all:
            if not move.is_whole:
                continue
            is_first = self._steps.setdefault((move.kind, move.name), move) is move
            if is_first and move.to and not move.merges:
                self._before.setdefault((move.kind, move.to), move.name)
        self._former: dict[tuple[str, str], list[str]] = {}
        for kind, name in sorted(self._steps):
            end = self.end(kind, name)
            if end is not None and end.name:
                self._former.setdefault((kind, end.name), []).append(name)
        self._inner: dict[str, list[Move]] = {}
        for move in sorted(self.all, key=lambda move: (move.date, move.id)):
            if move.kind == "circular" and not move.is_whole:
                self._inner.setdefault(self.present("circular", move.name), []).append(move)

    def end(self, kind: str, name: str) -> End | None:
        """What became of *name*; None where no entry speaks of it. A circle ends where it began."""
        step = self._steps.get((kind, name))
        if step is None:
            return None
        passed = {name}
        while step.to and step.to not in passed and len(passed) <= LONGEST_CHAIN:
            following = self._steps.get((kind, step.to))
            if following is None:
                break
            passed.add(step.to)
            step = following
        return End(step.to, step)

    def is_circle(self, kind: str, name: str) -> bool:
        """Whether the moves from *name* on never end."""
        end = self.end(kind, name)
        return end is not None and (kind, end.name) in self._steps

    def present(self, kind: str, name: str) -> str:
        """The name that *name* bears now (its last one, where it is gone)."""
        end = self.end(kind, name)
        if end is None:
            return name
        return end.name or end.move.name

    def former(self, kind: str, name: str) -> tuple[str, ...]:
        """All names under which what is now *name* was published, sorted."""
        return tuple(self._former.get((kind, name), ()))

    def names(self, kind: str) -> tuple[str, ...]:
        """All former names of a kind, sorted."""
        return tuple(sorted(name for of, name in self._steps if of == kind))

    def identity(self, kind: str, name: str) -> str:
        """The name under which *name* was first published: what its permanent ids are made of."""
        passed = {name}
        while (before := self._before.get((kind, name), name)) not in passed:
            name = before
            passed.add(name)
        return name

    def first_place(self, key: str, place: str) -> str:
        """The place under which what is now *place* of the circular *key* was first published."""
        before: dict[str, str] = {}
        for move in self.inner(key):
            if move.paragraph and move.to:
                before.setdefault(move.to, move.paragraph)
        passed = {place}
        while (earlier := before.get(place, place)) not in passed:
            place = earlier
            passed.add(place)
        return place

    def texts_retired(self, key: str) -> dict[str, Move]:
        """The texts of the circular *key* that are gone, by language."""
        return {move.language: move for move in self.inner(key) if move.language and not move.part}

    def inner(self, key: str) -> tuple[Move, ...]:
        """What has moved within the circular that is now *key*, the earliest first."""
        return tuple(self._inner.get(key, ()))

    def places(self, key: str, language: str, present: Collection[str]) -> Places:
        """What became of the former places of a text whose places are now *present*."""
        steps = {
            move.paragraph: move
            for move in self.inner(key)
            if move.paragraph and move.language in ("", language)
        }
        former: dict[str, str] = {}
        gone: dict[str, Move] = {}
        renumbered: dict[str, str] = {}
        for place in sorted(steps):
            step = _last(steps, place, present)
            if step.to in present:
                (renumbered if place in present else former)[place] = step.to
            elif not step.to and place not in present:
                gone[place] = step
        return Places(former, gone, renumbered)

    def files(self, key: str) -> dict[str, str]:
        """Former names of the attachments of the circular *key*, and what they are called now;
        an empty name stands for one that is gone."""
        steps = {move.file: move for move in self.inner(key) if move.file}
        return {file: _last(steps, file, ()).to for file in steps}


def _last(steps: Mapping[str, Move], name: str, present: Collection[str]) -> Move:
    """The last step from *name* on; a name that is *present* needs no further one."""
    step, passed = steps[name], {name}
    while step.to in steps and step.to not in passed and step.to not in present:
        if len(passed) > LONGEST_CHAIN:
            break
        passed.add(step.to)
        step = steps[step.to]
    return step
