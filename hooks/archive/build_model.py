"""From judged sources to the frozen model: facts from one file, words from all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from hashlib import blake2b
from sys import intern

from archive.citations import with_citations
from archive.dates import PartialDate
from archive.folder_facts import FolderFacts, day_of
from archive.glossary import REGISTER as GLOSSARY
from archive.glossary import Glossary, read_terms
from archive.languages import Phrases
from archive.life import with_acts
from archive.model import (
    NO_WORDS,
    Action,
    Addressee,
    AnswerKind,
    Archive,
    Attachment,
    Bureau,
    Change,
    Circular,
    Deadline,
    Event,
    Initiative,
    Link,
    Localized,
    Named,
    Related,
    Signatory,
    Text,
)
from archive.move_register import REGISTER, read_moves
from archive.moves import Moves
from archive.references import Grammar, Reference
from archive.render.body import BodyWriter
from archive.render.fragment import Fragment
from archive.render.inline import Abbreviation, Marks
from archive.sources import Folder, Sources
from archive.translation import drift


class ModelBuilder:
    """Builds the archive of sources that have no errors."""

    def __init__(
        self, sources: Sources, phrases: Mapping[str, Phrases], grammar: Grammar | None = None
    ) -> None:
        self._sources = sources
        self._phrases = phrases
        self._grammar = grammar or Grammar.of(phrases)
        self.fragments: dict[tuple[str, str], Fragment] = {}
        self.bureaux = {
            name: Bureau(
                id=name,
                name=self._registered("bureau", name, "name"),
                abbreviation=self._registered("bureau", name, "abbreviation"),
            )
            for name in self._ids("bureau")
        }
        self.addressees = {
            name: Addressee(id=name, name=self._registered("addressee", name, "name"))
            for name in self._ids("addressee")
        }
        self._classes_of: dict[tuple[str, ...], tuple[Addressee, ...]] = {}
        self.answers = {
            name: AnswerKind(id=name, name=self._registered("answer", name, "name"))
            for name in self._ids("answer")
        }
        terms = sources.registers.get(GLOSSARY)
        self._glossary = Glossary(read_terms(terms.record) if terms else ())
        self._marks = {language: self._marks_of(language) for language in phrases}
        moves = sources.registers.get(REGISTER)
        self._moves = Moves(read_moves(moves.record) if moves else ())
        self._initiatives = {
            folder.key: self._initiative(FolderFacts(folder)) for folder in sources.initiatives
        }

    def archive(self) -> Archive:
        """The whole archive, everything in a fixed order."""
        circulars = [self._circular(FolderFacts(folder)) for folder in self._sources.circulars]
        return self.finished(circulars, self._initiatives, self._named(circulars))

    def knows(self, kind: str, name: str) -> bool:
        """Whether a register has what a letter names; what is in none is known in any case."""
        registers: Mapping[str, Mapping[str, object]] = {
            "bureau": self.bureaux,
            "addressee": self.addressees,
            "answer": self.answers,
        }
        return kind not in registers or name in registers[kind]

    def folder(self, folder: Folder) -> tuple[Circular | Initiative, dict[str, Fragment]]:
        """What one folder holds, before the rest of the archive has said anything of it, and its
        finished bodies by language."""
        facts = FolderFacts(folder)
        for name in facts.several("initiatives"):
            self._initiatives.setdefault(name, _nameless(name))
        made = self._circular(facts) if folder.kind == "circular" else self._initiative(facts)
        place = facts.key if folder.kind == "circular" else f"initiatives/{facts.key}"
        return made, {code: self.fragments.pop((place, code)) for code in made.texts}

    def finished(
        self,
        circulars: Iterable[Circular],
        initiatives: Mapping[str, Initiative],
        named: Mapping[str, Sequence[Named]],
    ) -> Archive:
        """The archive of some circulars, each told what the others say of it.

        *named* gives what the texts of each circular name, by its key.
        """
        ordered = sorted(circulars, key=Circular.order)
        return self.archive_of(with_acts(with_citations(ordered, named)), initiatives)

    def archive_of(
        self, circulars: Iterable[Circular], initiatives: Mapping[str, Initiative]
    ) -> Archive:
        """The archive of finished circulars, which are in the order of their dates."""
        return Archive(
            circulars=tuple(circulars),
            initiatives=tuple(initiatives.values()),
            bureaux=tuple(self.bureaux.values()),
            addressees=tuple(self.addressees.values()),
            answers=tuple(self.answers.values()),
            moves=self._moves.all,
            glossary=self._glossary.terms,
        )

    def _named(self, circulars: Iterable[Circular]) -> dict[str, list[Named]]:
        """What the texts of each circular name, in all languages."""
        return {
            circular.key: [
                named
                for language in circular.texts
                for named in self.fragments[circular.key, language].named
            ]
            for circular in circulars
        }

    def _ids(self, register: str) -> tuple[str, ...]:
        found = self._sources.registers.get(register)
        return found.ids if found else ()

    def _registered(self, register: str, name: str, field: str) -> Localized:
        value = self._sources.registers[register].record.values.get(f"{register}.{name}.{field}")
        return Localized(texts=value if isinstance(value, dict) else {})

    def _texts(self, facts: FolderFacts, place: str, links: Mapping[str, Link]) -> dict[str, Text]:
        texts: dict[str, Text] = {}
        for document in facts.documents:
            phrases = self._phrases[document.language]
            writer = BodyWriter(document.file.body, phrases, links, self._marks[document.language])
            fragment = writer.write(document.blocks)
            self.fragments[place, document.language] = fragment
            record = document.record
            behind = drift(facts.document, document) if document.translates else None
            texts[document.language] = Text(
                language=document.language,
                path=document.file.path,
                added=day_of(record.values.get("added")),
                written_by=intern(record.text("written-by") or ""),
                reviewed_by=record.text("reviewed-by"),
                translates=document.translates,
                subject_source=record.text("subject-source"),
                outline=fragment.outline,
                digest=blake2b(document.file.data, digest_size=16).hexdigest(),
                behind=behind if behind is not None and behind.is_behind else None,
            )
        return texts

    def _marks_of(self, language: str) -> Marks:
        """What is recognised in running text."""
        if not self._glossary.terms:
            return Marks(mentions=self._grammar.find, abbreviations=lambda text: ())
        names = {
            term.id: term.name.in_language(language).text if term.name else ""
            for term in self._glossary.terms
        }

        def abbreviations(text: str) -> list[Abbreviation]:
            return [
                Abbreviation(use.start, use.end, use.term.id, names[use.term.id])
                for use in self._glossary.find(text, language)
            ]

        return Marks(mentions=self._grammar.find, abbreviations=abbreviations)

    def _initiative(self, facts: FolderFacts) -> Initiative:
        links = facts.links()
        return Initiative(
            id=facts.key,
            name=facts.words("name"),
            short_name=facts.words("short-name"),
            texts=self._texts(facts, f"initiatives/{facts.key}", links),
            contacts=facts.contacts(),
            links=tuple(links.values()),
            first_id=self._moves.identity("initiative", facts.key),
        )

    def _circular(self, facts: FolderFacts) -> Circular:
        links = facts.links()
        date = facts.value("date")
        references = facts.value("reference")
        if not isinstance(references, tuple):
            references = (references,)
        return Circular(
            key=facts.key,
            references=tuple(item for item in references if isinstance(item, Reference)),
            bureau=self.bureaux[facts.text("bureau") or ""],
            kind=facts.text("kind") or "",
            date=date if isinstance(date, PartialDate) else None,
            date_note=facts.words("date-note"),
            place=facts.words("place"),
            subject=facts.words("subject"),
            summary=facts.words("summary"),
            salutation=facts.words("salutation"),
            closing=facts.words("closing"),
            texts=self._texts(facts, facts.key, links),
            numbered=facts.text("paragraphs") == "numbered",
            initiatives=tuple(self._initiatives[name] for name in facts.several("initiatives")),
            addressees=self._classes(facts, "addressees"),
            copies=self._classes(facts, "copies"),
            contacts=facts.contacts(),
            events=tuple(self._event(facts, name) for name in facts.ids("events")),
            deadlines=tuple(self._deadline(facts, name, links) for name in facts.ids("deadlines")),
            links=tuple(links.values()),
            annexes=tuple(self._annex(facts, name) for name in facts.ids("annexes")),
            related=tuple(self._related(facts, name, links) for name in facts.ids("related")),
            signatory=self._signatory(facts),
            action=Action(
                asks=facts.words("action.asks"),
                of=self._classes(facts, "action.of"),
                how=facts.words("action.how"),
                next=facts.words("action.next"),
            ),
            official_url=facts.text("official-url"),
            changes=tuple(self._change(facts, name) for name in facts.ids("changes")),
            first_key=self._moves.identity("circular", facts.key),
        )

    def _classes(self, facts: FolderFacts, path: str) -> tuple[Addressee, ...]:
        names = facts.several(path)
        if names not in self._classes_of:  # most letters go to one of a few groups
            self._classes_of[names] = tuple(self.addressees[name] for name in names)
        return self._classes_of[names]

    def _first_id(self, facts: FolderFacts, place: str) -> str:
        """The id under which a place of a page was first published, where that was another."""
        kind, _, name = place.partition("-")
        first = self._moves.first_place(facts.key, place).removeprefix(f"{kind}-")
        return "" if first == name else first

    def _event(self, facts: FolderFacts, name: str) -> Event:
        path = f"events.{name}"
        return Event(
            id=name,
            name=facts.words(f"{path}.name"),
            start=facts.required_moment(f"{path}.start", f"{path}.timezone"),
            end=facts.moment(f"{path}.end", f"{path}.timezone"),
            when=facts.words(f"{path}.when"),
            place=facts.words(f"{path}.place"),
            format=facts.text(f"{path}.format"),
            languages=facts.several(f"{path}.languages"),
            cost=facts.text(f"{path}.cost"),
            registration=facts.text(f"{path}.registration"),
            url=facts.text(f"{path}.url"),
            note=facts.words(f"{path}.note"),
            first_id=self._first_id(facts, f"event-{name}"),
        )

    def _deadline(self, facts: FolderFacts, name: str, links: Mapping[str, Link]) -> Deadline:
        path = f"deadlines.{name}"
        return Deadline(
            id=name,
            kind=self.answers.get(facts.text(f"{path}.kind") or ""),
            asks=facts.words(f"{path}.asks"),
            opens=facts.moment(f"{path}.opens", f"{path}.timezone"),
            due=facts.moment(f"{path}.date", f"{path}.timezone"),
            relative=facts.relative(f"{path}.relative"),
            of=self._classes(facts, f"{path}.of"),
            by=facts.several(f"{path}.by"),
            how=facts.words(f"{path}.how"),
            printed=facts.words(f"{path}.printed"),
            email=facts.text(f"{path}.email"),
            link=links.get(facts.text(f"{path}.link") or ""),
            note=facts.words(f"{path}.note"),
            first_id=self._first_id(facts, f"deadline-{name}"),
        )

    @staticmethod
    def _annex(facts: FolderFacts, name: str) -> Attachment:
        file = facts.text(f"annexes.{name}.file")
        return Attachment(
            id=name,
            title=facts.words(f"annexes.{name}.title"),
            file=file,
            size=facts.folder.attachments.get(file) if file else None,
        )

    def _related(self, facts: FolderFacts, name: str, links: Mapping[str, Link]) -> Related:
        path = f"related.{name}"
        title = self._grammar.parse(facts.text(f"{path}.title") or "")
        return Related(
            id=name,
            kind=facts.text(f"{path}.kind") or "",
            relation=facts.text(f"{path}.relation") or "",
            title=facts.words(f"{path}.title"),
            circular=facts.text(f"{path}.circular"),
            deadline=facts.text(f"{path}.deadline") or "",
            event=facts.text(f"{path}.event") or "",
            becomes=facts.text(f"{path}.becomes") or "",
            link=links.get(facts.text(f"{path}.link") or ""),
            reference=title if title.series is not None else None,
        )

    @staticmethod
    def _signatory(facts: FolderFacts) -> Signatory | None:
        status = facts.text("signatory.status")
        if status is None:
            return None
        return Signatory(
            named=status == "named",
            name=facts.words("signatory.name"),
            office=facts.words("signatory.office"),
            signature=facts.words("signatory.signature"),
        )

    @staticmethod
    def _change(facts: FolderFacts, name: str) -> Change:
        path = f"changes.{name}"
        return Change(
            id=name,
            date=day_of(facts.value(f"{path}.date")),
            kind=facts.text(f"{path}.kind") or "",
            note=facts.words(f"{path}.note"),
        )


def _nameless(name: str) -> Initiative:
    """An initiative of which only the id is wanted."""
    return Initiative(id=name, name=NO_WORDS, short_name=NO_WORDS, texts={})
