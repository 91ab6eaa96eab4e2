"""One publishing of an archive to one folder: what is planned, and by which of several ways.

Where only bodies of letters have changed since the site was published, only what shows them is
planned; where only the frames have, every page is cut out of its old one and put into the new one.
Otherwise all files are planned, and those are made whose keys are not those of the files that
stand there. A site that comes back from elsewhere, with other times, is known by its contents.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path

from jinja2 import Environment

from archive.gathering import Gathering
from archive.keys import Keys
from archive.last_build import LastBuild, site_name
from archive.load import Loaded
from archive.outputs import FEEDS, HAND_WRITTEN, OF_BODIES, OUTPUTS, TRANSLATIONS
from archive.publishing.publish import Published, carried_out, planned
from archive.publishing.reuse import NotReusableError
from archive.rendering import Makers, Rendering, SiteFacts, keys_of, plan
from archive.site import Artifact, Output, Site
from archive.store.database import Store
from archive.store.opening import Place
from archive.store.output_rows import Output as Noted


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """What is planned, and what is known of the rest."""

    planned: Sequence[tuple[Output, Sequence[Artifact]]]
    only: frozenset[str] | None
    """The letters whose pages are planned; None for all."""
    before: Mapping[str, Noted]
    """What is noted of the site, as far as it can change on this way."""
    rest: Mapping[str, str] | None = None
    """The frames of the pages that are not planned, by path."""
    look: str = ""
    """How the site's folder looks, where only what is planned can change there."""
    is_as_noted: bool = False
    """Whether what stands in the site's folder is what was published."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What was published, and what to note of it."""

    published: Published
    site: Site
    look: str
    """How the folder looked before, where all but what was written looks like that still."""


@dataclass(kw_only=True)
class Publication:
    """One publishing of an archive that is read and judged."""

    place: Place
    store: Store
    made_by: str
    loaded: Loaded
    gathering: Gathering
    processes: int
    facts: SiteFacts
    templates: Environment
    target: Path
    host_files: Path | None
    """The folder of what the host wrote; None where what it wrote for the last build stays."""
    keeps_index: bool

    @property
    def name(self) -> str:
        """What the store calls the site."""
        return site_name(self.target, self.store.folder)

    @property
    def last(self) -> LastBuild:
        """What is noted of the last build of the site."""
        return LastBuild(self.store, self.target)

    @cached_property
    def keys(self) -> Keys:
        """Digests of what files are made from."""
        return keys_of(self.made_by, self.facts, self.loaded, self.gathering.sheets)

    def carried_out(self) -> Outcome:
        """Publish; the notes that vouch for the site are empty until :meth:`vouch`."""
        short = self._short_way()
        self.last.forget()
        self.store.note("published", "")
        if short is not None:
            try:
                return self._made(short)
            except NotReusableError:
                pass  # a file is not what was noted: it has to be made
        return self._made(self._long_way())

    def vouch(self, files: int) -> None:
        """Note what the site shows: all is published, and there are so many *files*."""
        self.store.note(f"files of {self.name}", str(files))
        self.store.note(f"frames of {self.name}", self._frames)
        self.store.note("published", self._state)
        self.store.settle()

    def _made(self, way: Way) -> Outcome:
        plan_of_files = planned(
            self.target,
            self.host_files,
            [artifact for _, artifacts in way.planned for artifact in artifacts],
            way.before,
            keep_index=self.keeps_index,
            times=self.last.times,
            is_as_noted=way.is_as_noted,
            rest=way.rest,
        )
        makers = Makers(
            planned=plan_of_files.artifacts,
            origins={
                artifact.path: output for output, artifacts in way.planned for artifact in artifacts
            },
            target=self.target,
            frames=self.facts.frames,
            store=self.store,
            site=self.name,
            rendering=self._shared(way.only),
            processes=self.processes,
        )
        published = carried_out(plan_of_files, makers.maker, partial(self.store.keep, self.name))
        self.store.put_outputs(
            self.name,
            {path: published.outputs[path] for path in published.new},
            plan_of_files.before.keys() - published.outputs.keys(),
        )
        return Outcome(
            published=published,
            site=self._site(way.only),
            look=way.look,
        )

    def _site(self, only: frozenset[str] | None) -> Site:
        return self.facts.site(self.place, self.loaded, self.templates, self.keys, only)

    # The long way.

    def _long_way(self) -> Way:
        site, archive, store = self._site(None), self.loaded.archive, self.store
        own = [(output, list(plan(archive, site, [output]))) for output in OUTPUTS]
        store.note(f"works {self.name}", " ".join(sorted(self._behind(None))))
        shown = (artifact.shows for _, artifacts in own for artifact in artifacts)
        store.note(f"fed {self.name}", " ".join(sorted(frozenset[str]().union(*shown))))
        return Way(planned=own, only=None, before=store.outputs(self.name))

    # The short ones.

    @cached_property
    def _state(self) -> str:
        """Digest of all that the site shows but for its frames and the bodies of circulars."""
        base = self.facts.digest(self.made_by, self.loaded.archive).hex()
        of_initiatives = Keys(b"initiatives").of(self.loaded.archive.initiatives).hex()
        of_templates = Keys(b"templates").of(self.keys.templates).hex()
        state = f"{of_initiatives} {of_templates} {self.gathering.state} {self.keeps_index}"
        return f"{self.name} {base} {state}"

    @cached_property
    def _frames(self) -> str:
        """Digest of all frames."""
        frames = self.facts.frames
        names = [frames.name(*place) for place in frames.shells]
        return Keys(b"frames").of(names, frames.pages, frames.not_found).hex()

    def _short_way(self) -> Way | None:
        """The way where only bodies and frames have changed since the site was published; None
        where more has, or where somebody has touched the site."""
        store = self.store
        if store.noted("published") != self._state:
            return None
        has_frames = store.noted(f"frames of {self.name}") == self._frames
        look = self.last.look
        only = store.stale() if look else store.stale() | self._with_files()
        own = self._of_bodies(only)
        if own is None:
            return None
        if look and has_frames and self.host_files is None:
            paths = [artifact.path for _, artifacts in own for artifact in artifacts]
            before = store.outputs_at(self.name, paths)
            return Way(planned=own, only=only, before=before, look=look, is_as_noted=True)
        if not has_frames:
            site = self._site(only)
            own += [(each, list(plan(self.loaded.archive, site, [each]))) for each in HAND_WRITTEN]
        before = store.outputs(self.name)
        if store.noted(f"files of {self.name}") != str(len(before)):
            return None  # notes are missing, and nobody would miss their files
        rest = self._rest(before, own)
        if rest is None:
            return None
        return Way(planned=own, only=only, before=before, is_as_noted=bool(look), rest=rest)

    def _with_files(self) -> frozenset[str]:
        """The letters that have files beside their texts, of which the store keeps no copy."""
        return frozenset(
            circular.key
            for circular in self.loaded.archive.circulars
            if any(annex.file for annex in circular.annexes)
        )

    def _of_bodies(self, only: frozenset[str]) -> list[tuple[Output, Sequence[Artifact]]] | None:
        """The files that show the bodies of some letters; None where the list of what translators
        have to do has lost a page."""
        store, site = self.store, self._site(only)
        fed = store.noted(f"fed {self.name}").split()
        works = {*store.noted(f"works {self.name}").split(), *self._behind(only)}
        outputs = OF_BODIES if only.isdisjoint(fed) else (*OF_BODIES, *FEEDS)
        own = [(output, list(plan(self.loaded.archive, site, [output]))) for output in outputs]
        if only.isdisjoint(works):
            return [*own]
        store.note(f"works {self.name}", " ".join(sorted(works)))
        lists = list(plan(self.loaded.archive, site, TRANSLATIONS))
        names = {artifact.path for artifact in lists}
        folders = [site.addresses.translations(language.code) for language in site.languages]
        if any(path not in names for each in folders for path in store.below(self.name, each)):
            return None
        return [*own, *((output, lists) for output in TRANSLATIONS)]

    def _rest(
        self, before: Mapping[str, Noted], own: Sequence[tuple[Output, Sequence[Artifact]]]
    ) -> dict[str, str] | None:
        """The frames that pages will have which nobody plans; None where one must be planned."""
        names = {artifact.path for _, artifacts in own for artifact in artifacts}
        found = {}
        for path, noted in before.items():
            if noted.kind == "host" or path in names:
                continue
            frame = noted.frame and self.facts.frames.renamed(noted.frame)
            if frame != noted.frame and not noted.slots:
                return None
            found[path] = frame
        return found

    def _behind(self, only: frozenset[str] | None) -> set[str]:
        """Those of some circulars, or of all, that have a text which is behind."""
        return {
            circular.key
            for circular in self.loaded.archive.circulars
            if (only is None or circular.key in only)
            and any(text.behind for text in circular.texts.values())
        }

    def _shared(self, only: frozenset[str] | None) -> Rendering | None:
        """What other processes need in order to help."""
        if not self.store.is_shared:
            return None
        return Rendering(
            place=self.place,
            store=self.store.folder,
            made_by=self.made_by,
            registers=self.gathering.registers,
            content=self.gathering.content,
            facts=self.facts,
            only=only,
        )
