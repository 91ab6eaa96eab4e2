"""Drafts of imported letters become folders of the archive: address, text, what is left."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from archive.checks.desk import Desk
from archive.commands.new_folder import (
    branch_objection,
    is_there,
    objection,
    slug_refusal,
    write_folder,
)
from archive.commands.session import CommandError, Session
from archive.formats.columns import harmless
from archive.glossary import REGISTER, Glossary, read_terms
from archive.importing.archive_names import ArchiveNames
from archive.importing.body import letter_body
from archive.importing.details import details_of
from archive.importing.draft_dates import ReadDay
from archive.importing.draft_translation import translation_draft, with_common_links
from archive.importing.drafts import Desktop, Draft, draft_file, warnings
from archive.importing.letters import ReadLetter
from archive.importing.settling import Settled, documents_of, settled
from archive.languages import Phrases
from archive.listing import REGISTER_FILES, Listing, list_archive
from archive.move_register import read_moves
from archive.moves import Moves
from archive.problems import Problem
from archive.reading import SourceReader
from archive.records import Reader
from archive.references import Grammar
from archive.scaffold import proposed_slug

_DIFFERS = "-differs"
"""So end the codes of rules on what the languages of a letter say otherwise."""
_WORD = re.compile(r"[^\W_]+")
_SHOWN = 40
"""So many open places are listed; the check lists all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftWriter:
    """Writes drafts into one archive."""

    session: Session
    reader: Reader
    sources: SourceReader
    names: ArchiveNames
    desk: Desk
    slug: str | None
    by: str
    despite_branches: bool
    dry_run: bool

    @classmethod
    def of(
        cls, session: Session, *, slug: str | None, by: str, despite_branches: bool, dry_run: bool
    ) -> DraftWriter:
        """A writer for the archive of the session, which need not be there to be read only."""
        reader = Reader(Grammar.of(session.phrases))
        listing = list_archive(session.root, session.shown_root)
        sources = SourceReader(session.root, reader, session.shown_root)
        registers = sources.registers(listing.registers)
        has_terms = REGISTER_FILES[REGISTER] in listing.registers
        glossary = Glossary(read_terms(registers[REGISTER].record)) if has_terms else Glossary()
        return cls(
            session=session,
            reader=reader,
            sources=sources,
            names=ArchiveNames(sources, listing, session.phrases),
            desk=Desk(session.phrases, session.today, {}, glossary),
            slug=slug,
            by=by,
            despite_branches=despite_branches,
            dry_run=dry_run,
        )

    def write(self, letters: Sequence[ReadLetter], *, do_agree: bool = False) -> int:
        """Write the folder of a letter in one or two languages; 1 where it cannot be taken.

        *do_agree*: the facts of both languages are the same, which is said after their texts have
        been compared as well.
        """
        session, words = self.session, self.session.words
        drafts = [_draft(letter, self.session.words) for letter in letters]
        if len(drafts) > 1:
            drafts = list(with_common_links(drafts[0], drafts[1]))
        first = drafts[0]
        year = first.year or session.today.year
        references = [fact.value.reference for fact in first.facts.head.references if fact.is_sure]
        listing = list_archive(session.root, session.shown_root)
        if is_there(session, self.sources, listing, references, year, first.facts.file):
            return 1
        if not references and self.slug is None and self._is_of_subject(drafts, listing):
            return 1
        key = self._key(first, year)
        if key is None:
            return 1
        moves = Moves(read_moves(self.sources.registers(listing.registers)["move"].record))
        reason = objection(session, listing, moves.names("circular"), key)
        if reason is None and not self.despite_branches:
            reason = branch_objection(session, key)
        if reason is not None:
            session.err(harmless(reason))
            return 1
        if first.year is None:
            values = {"file": first.facts.file, "year": year}
            session.err(harmless(words("command.import.no-year", **values)))
        draft = self._settled(drafts, key)
        files = {f"{language}.md": text for language, text in draft.files.items()}
        if self.dry_run:
            for name, text in files.items():
                session.err(f"{session.shown_root}/{key}/{name}")
                session.data(text)
            self._say_rest(drafts, draft, do_agree=do_agree)
            return 0
        status = write_folder(session, key, files, "command.import.next")
        if status == 0:
            self._say_rest(drafts, draft, do_agree=do_agree)
        return status

    def _is_of_subject(self, drafts: Sequence[Draft], listing: Listing) -> bool:
        """Whether a letter of the archive has the same subject, which is said then.

        Without a reference nothing else tells whether it is this letter.
        """
        mine = {draft.facts.language: draft.facts.head.subject.value for draft in drafts}
        subjects = {code: _bare(text) for code, text in mine.items() if text and _bare(text)}
        for folder in listing.folders if subjects else ():
            if folder.kind != "circular":
                continue
            for document in self.sources.folder(folder).documents:
                theirs = document.record.text("subject") or ""
                if subjects.get(document.language) == _bare(theirs):
                    values = {"file": drafts[0].facts.file, "path": document.file.shown}
                    text = self.session.words("command.import.same-subject", **values)
                    self.session.err(harmless(text))
                    return True
        return False

    def _key(self, draft: Draft, year: int) -> str | None:
        """The address of the letter's folder; None, with a message, where nothing names it."""
        session, words = self.session, self.session.words
        name = self.slug
        if name is not None and (refusal := slug_refusal(words, name)) is not None:
            raise CommandError(words("cli.bad-parameter", name="--slug", reason=refusal))
        if name is None:
            sure = [fact.value.reference for fact in draft.facts.head.references if fact.is_sure]
            subject = draft.facts.head.subject.value or ""
            name = proposed_slug(sure, subject, session.phrases)
        if not name:
            session.err(harmless(words("command.import.no-slug", file=draft.facts.file)))
            return None
        if (refusal := slug_refusal(words, name)) is not None:
            values = {"file": draft.facts.file, "reason": refusal}
            session.err(harmless(words("command.import.bad-slug", **values)))
            return None
        return f"{year:04d}/{name}"

    def _settled(self, drafts: Sequence[Draft], key: str) -> Settled:
        session = self.session
        desktop = Desktop(
            names=self.names,
            words=session.words,
            phrases=session.phrases,
            added=session.today,
            written_by=self.by,
        )

        def compose(doubted: frozenset[str], days: Sequence[ReadDay]) -> Mapping[str, str]:
            first = drafts[0]
            files = {first.facts.language: draft_file(first, desktop, doubted, days)}
            for other in drafts[1:]:
                facts = documents_of(files, key, session.shown_root, self.reader)[0]
                text = translation_draft(facts, first, other, desktop)
                files[other.facts.language] = text
            return files

        return settled(compose, key, session.shown_root, self.reader, self.desk)

    def _say_rest(self, drafts: Sequence[Draft], draft: Settled, *, do_agree: bool) -> None:
        """Say what is odd, what is still to be written, and what the checker finds beside that."""
        words = self.session.words
        if do_agree:
            texts = [each for each in draft.problems if each.code.endswith(_DIFFERS)]
            key = "command.import.texts-differ" if texts else "command.import.agree"
            self.session.err(words(key))
            self._list(texts)
            draft = replace(draft, problems=tuple(x for x in draft.problems if x not in texts))
        for each in drafts:
            for warning in warnings(each, words):
                self.session.err(harmless(f"{each.facts.file}: {warning}"))
        todos = [problem for problem in draft.problems if problem.code == "todo"]
        others = [problem for problem in draft.problems if problem.code != "todo"]
        if todos:
            self.session.err(words.plural("command.import.todos", len(todos)))
            self._list(todos)
        if others:
            self.session.err(words("command.import.found"))
            self._list(others)

    def _list(self, problems: Sequence[Problem]) -> None:
        for problem in problems[:_SHOWN]:
            self.session.err(f"  {harmless(problem.render(self.session.words))}")
        if len(problems) > _SHOWN:
            self.session.err("  …")


def _bare(subject: str) -> tuple[str, ...]:
    """The words of a subject, however they are set and punctuated."""
    return tuple(_WORD.findall(subject.casefold()))


def _draft(letter: ReadLetter, said: Phrases) -> Draft:
    """What the letter's file is made of."""
    signed = letter.words.pattern("parting.signed")
    signature = next(
        (
            each.text.strip()
            for each in letter.segments.closing
            if len(each.text) < 60 and signed.fullmatch(each.text.strip(" ().,"))
        ),
        "",
    )
    passages = (*letter.segments.body, *letter.segments.annexes)
    return Draft(
        facts=letter.facts,
        body=letter_body(letter.segments, letter.words, said),
        signature=signature,
        passages=passages,
        details=details_of(letter.facts.text, passages, letter.words),
        counts_paragraphs=letter.counts_paragraphs,
        own=letter.own,
    )
