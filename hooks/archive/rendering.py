"""Making the files of a site in this process, and in others that see the same archive."""

from __future__ import annotations

import datetime as dt
import gc
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from pathlib import Path
from typing import TypeVar

from jinja2 import Environment

from archive.glossary import Glossary
from archive.keys import Keys, Sheet
from archive.languages import LANGUAGES, load_phrases
from archive.load import Loaded
from archive.model import Archive
from archive.outputs import OUTPUTS
from archive.processes import EditedMeanwhileError, in_processes
from archive.publishing.making import Made, Make, Maker, Reuser, Task
from archive.publishing.reuse import NotReusableError
from archive.publishing.site_folder import Staging
from archive.reading import SourceReader
from archive.records import Reader
from archive.references import Grammar
from archive.render.frames import Frames
from archive.render.templates import digests, environment
from archive.site import Artifact, Output, Repository, Site
from archive.store.database import Store
from archive.store.opening import Place, StoredFragments, opened
from archive.store.output_rows import OutputRows
from archive.store.reading_rows import digest_of_registers
from archive.urls import Addresses

_Item = TypeVar("_Item")

WORTH_PROCESSES = 400
"""From this many files on, starting processes costs less than it saves."""

WORTH_REUSING = 3_000
"""The same for files that are made of what was published."""

_CHUNK = 48
"""Files that a process is given at a time."""

_LETTERS = 24
"""Letters whose pages a process is given at a time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteFacts:
    """What a build knows of its site beside the archive; small enough for every process."""

    url: str
    """Absolute address of the site's root, with a slash at the end."""
    repository: str
    """Web address of the repository; may be empty."""
    today: dt.date
    languages: tuple[str, ...]
    """The codes of the languages that are published, the one at the root first."""
    frames: Frames
    hand_written: Mapping[str, Mapping[str, str]]
    templates: Path
    """The folder of the archive's own page templates."""
    revision: str | None = None

    def site(
        self,
        place: Place,
        loaded: Loaded,
        templates: Environment,
        keys: Keys,
        only: frozenset[str] | None = None,
    ) -> Site:
        """The site of an archive, or as much of it as shows the bodies of *only* some letters."""
        known = {language.code: language for language in LANGUAGES}
        archive = loaded.archive
        return Site(
            url=self.url,
            name={code: str(words("site.name")) for code, words in place.phrases.items()},
            today=self.today,
            languages=tuple(known[code] for code in self.languages),
            phrases=place.phrases,
            fragments=loaded.fragments,
            frames=self.frames,
            addresses=Addresses(default_language=self.languages[0]),
            archive_root=place.root,
            templates=templates,
            repository=Repository(url=self.repository) if self.repository else None,
            hand_written=self.hand_written,
            circulars=archive.by_key(),
            glossary=Glossary(archive.glossary),
            keys=keys,
            only=only,
            revision=self.revision,
        )

    def digest(self, made_by: str, archive: Archive) -> bytes:
        """Of all that every page depends on: the base of all keys. A page has its template beside
        it, and its frame."""
        digest = blake2b(self.lasting_digest(made_by, archive), digest_size=12)
        told = (self.url, self.repository, self.today, self.hand_written)
        digest.update(Keys(b"told").of(*told))
        return digest.digest()

    def lasting_digest(self, made_by: str, archive: Archive) -> bytes:
        """The same of what depends neither on the day nor on the address."""
        initiatives = archive.initiatives
        found = Keys(b"shared").of(
            *(made_by, self.languages, archive.bureaux, archive.addressees, archive.answers),
            *(archive.glossary, archive.moves),
            [(each.id, each.name, each.short_name, each.first_id) for each in initiatives],
        )
        if not found:
            raise TypeError("what all pages share has no digest")
        return found


def plan(archive: Archive, site: Site, outputs: Sequence[Output] = OUTPUTS) -> Iterator[Artifact]:
    """Every file that the archive publishes by some *outputs*, unmade."""
    for output in outputs:
        yield from output(archive, site)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendering:
    """What another process needs in order to plan the same build."""

    place: Place
    store: Path
    """The store's folder."""
    made_by: str
    registers: frozenset[str]
    content: str
    """Digest of what stands in the registers."""
    facts: SiteFacts
    only: frozenset[str] | None = None
    """The letters whose pages are planned; None for all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Portion:
    """Files that a process makes in one go, and what it has to plan for them."""

    tasks: Sequence[Task]
    outputs: tuple[Output, ...]
    """Those by which the files are planned."""
    only: frozenset[str] | None
    """The letters whose pages they are; None for what is not planned letter by letter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Makers:
    """How the files of one plan are made: on all processors where that is worth it."""

    planned: Mapping[str, Artifact]
    """All files that can be made, by path."""
    origins: Mapping[str, Output]
    """By which output each of the archive's own is planned."""
    target: Path
    frames: Frames
    store: OutputRows
    site: str
    """What the store calls the site."""
    rendering: Rendering | None
    """Without it no other process can help: there is no store that it could read."""
    processes: int

    def maker(self, staging: Staging) -> Make:
        """What makes files that wait in *staging*; raises :class:`NotReusableError` for a file that
        has to be made, and that nobody has planned."""

        def make(tasks: Sequence[Task]) -> Iterator[Made]:
            rest = [task for task in tasks if task.noted is None]
            for task in rest:
                if task.path not in self.planned:
                    raise NotReusableError(task.path)
            for done in self._reused([task for task in tasks if task.noted], staging):
                if isinstance(done, Made):
                    yield done
                elif done.path in self.planned:
                    rest.append(done)
                else:
                    raise NotReusableError(done.path)
            yield from self._made(rest, staging)

        return make

    def _reused(self, tasks: Sequence[Task], staging: Staging) -> Iterator[Made | Task]:
        shared = self.rendering
        local = Reuser(self.frames, self.target, staging, self.store, self.site)
        if shared is None or self.processes < 2 or len(tasks) < WORTH_REUSING:
            yield from local.make(tasks)
            return
        given = (self.frames, self.target, staging, shared.store, shared.made_by, self.site)
        chunks, others = _chunks(tasks, 2 * _CHUNK), self.processes - 1

        def here(chunk: Sequence[Task]) -> list[Made | Task]:
            return list(local.make(chunk))

        for done in in_processes(others, _start_reusing, given, _reuse, chunks, here):
            yield from done

    def _made(self, tasks: Sequence[Task], staging: Staging) -> Iterator[Made]:
        local = Maker(self.planned, self.target, staging, keeps=True)
        shared = [task for task in tasks if task.path in self.origins]
        if self.rendering is None or self.processes < 2 or len(shared) < WORTH_PROCESSES:
            yield from local.make(tasks)
            return
        yield from local.make([task for task in tasks if task.path not in self.origins])
        place = replace(self.rendering.place, phrases={})  # which it reads itself
        given = (replace(self.rendering, place=place), self.target, staging)
        portions, others = self._portions(shared, self.rendering.only), self.processes - 1

        def here(portion: Portion) -> list[Made]:
            return list(local.make(portion.tasks))

        # This process would only wait, and each other one takes a second to be ready.
        for made in in_processes(others, _start, given, _work, portions, here):
            yield from made

    def _portions(self, tasks: Sequence[Task], only: frozenset[str] | None) -> Iterator[Portion]:
        """The files in portions: all pages of some letters, which show the same bodies, and those
        of one output after another, so that no process holds the plans of all. The plan was one of
        *only* some letters, or of all."""
        of_letters: dict[str, list[Task]] = {}
        of_outputs: dict[Output, list[Task]] = {}
        for task in tasks:
            if letter := self.planned[task.path].letter:
                of_letters.setdefault(letter, []).append(task)
            else:
                of_outputs.setdefault(self.origins[task.path], []).append(task)
        for letters in _chunks(list(of_letters), _LETTERS):
            files = [task for letter in letters for task in of_letters[letter]]
            outputs = tuple(dict.fromkeys(self.origins[task.path] for task in files))
            yield Portion(tasks=files, outputs=outputs, only=frozenset(letters))
        for output, rest in of_outputs.items():
            for chunk in _chunks(rest, _CHUNK):
                yield Portion(tasks=chunk, outputs=(output,), only=only)


def _chunks(items: Sequence[_Item], size: int) -> Iterator[Sequence[_Item]]:
    return (items[start : start + size] for start in range(0, len(items), size))


_reuser: list[Reuser] = []
"""As :data:`_worker`, of a process that only makes files of what was published."""


def _start_reusing(
    frames: Frames, target: Path, staging: Staging, store: Path, made_by: str, site: str
) -> None:
    opened = Store(store, made_by, read_only=True)
    _reuser.append(Reuser(frames, target, staging, opened, site))


def _reuse(tasks: Sequence[Task]) -> list[Made | Task]:
    return list(_reuser[0].make(tasks))


@dataclass(slots=True)
class _Worker:
    """What a process of the pool makes files with: one plan after another."""

    archive: Archive
    site: Site
    target: Path
    staging: Staging
    _of: tuple[object, ...] = ()
    """What the plan at hand is of."""
    _planned: Mapping[str, Artifact] = field(default_factory=dict)

    def made(self, portion: Portion) -> list[Made]:
        of = (portion.outputs, portion.only)
        if self._of != of:
            self._planned = {}  # before the next one comes
            site = self.site if portion.only is None else replace(self.site, only=portion.only)
            planned = plan(self.archive, site, portion.outputs)
            self._of, self._planned = of, {artifact.path: artifact for artifact in planned}
        return list(Maker(self._planned, self.target, self.staging, keeps=True).make(portion.tasks))


_worker: list[_Worker] = []
"""That of this process: set once by :func:`_start`, never in the main process."""


def _start(rendering: Rendering, target: Path, staging: Staging) -> None:
    gc.set_threshold(200_000, 50, 1_000)  # as in rare_collection, to the end of the process
    given = rendering.place
    place = Place(
        root=given.root,
        shown_root=given.shown_root,
        phrases=load_phrases(given.environment),
        environment=given.environment,
    )
    store = Store(rendering.store, rendering.made_by, read_only=True)
    reader = SourceReader(place.root, Reader(Grammar.of(place.phrases)), place.shown_root)
    registers = reader.registers(rendering.registers)
    if digest_of_registers(registers) != rendering.content:
        return  # told of by _work: what a process says while it begins, nobody hears
    opening = opened(place, store, store.cards(), registers)
    archive = opening.archive
    loaded = Loaded(archive=archive, problems=(), fragments=opening.fragments)
    # Keys are the main process's business: what comes here is made.
    facts, keys = rendering.facts, Keys(sheets=opening.sheets)
    site = facts.site(place, loaded, environment(str(facts.templates)), keys)
    _worker.append(_Worker(archive, site, target, staging))
    gc.freeze()


def _work(portion: Portion) -> list[Made]:
    if not _worker:
        raise EditedMeanwhileError
    return _worker[0].made(portion)


def keys_of(made_by: str, facts: SiteFacts, loaded: Loaded, sheets: Mapping[str, Sheet]) -> Keys:
    """The keys of a build whose archive came from the store."""
    if not isinstance(loaded.fragments, StoredFragments):
        return Keys()
    archive = loaded.archive
    base, lasting = facts.digest(made_by, archive), facts.lasting_digest(made_by, archive)
    return Keys(base, lasting, sheets, loaded.fragments.digests, digests(facts.templates))
