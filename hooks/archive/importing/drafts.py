"""The file of a letter that was read: sure facts in their fields, the rest TODO, then the text."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from archive.blocks import TODO
from archive.importing.archive_names import ArchiveNames
from archive.importing.body import LetterBody
from archive.importing.details import Details
from archive.importing.draft_dates import Beside, ReadDay, deadlines, events
from archive.importing.draft_details import DraftLinks, YearNotes, write_action
from archive.importing.draft_fields import DraftFields, one_line
from archive.importing.draft_related import write_related
from archive.importing.facts import LetterFacts
from archive.importing.own_words import OwnWords
from archive.importing.sheet import Passage
from archive.languages import Phrases
from archive.references import Reference
from archive.scaffold import BUREAUX, KINDS

_PARTS = re.compile(r"\s*[;,]\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What a file is made of."""

    facts: LetterFacts
    body: LetterBody
    signature: str = ""
    """What stands in the letter in place of a signature: "(signed)"."""
    passages: tuple[Passage, ...] = ()
    """The text as it was read, to show where something stands."""
    details: Details = field(default_factory=Details)
    """What the words around events and deadlines say beside their days."""
    counts_paragraphs: bool = False
    """Whether places of the letter count paragraphs and not lines."""
    own: OwnWords = field(default_factory=OwnWords)
    """The letter's words as they stand in its file."""

    @property
    def reference(self) -> Reference | None:
        """The letter's own reference, where it is sure."""
        sure = (fact for fact in self.facts.head.references if fact.is_sure)
        return next((fact.value.reference for fact in sure), None)

    @property
    def year(self) -> int | None:
        """The year of the letter: of its date, of its number, else of the first day it names."""
        date = self.facts.head.date.value
        if date is not None:
            return date.year
        if self.reference is not None and self.reference.year_in_number:
            return self.reference.year_in_number
        named = [fact.value.start for fact in self.facts.text.events]
        named += [fact.value.date for fact in self.facts.text.deadlines if fact.value.date]
        years = [int(day[:4]) for day in named if day[:4].isdigit()]
        return min(years) if years else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Desktop:
    """What every draft of one run is written with."""

    names: ArchiveNames
    words: Phrases
    """Of the editor's language."""
    phrases: Mapping[str, Phrases]
    added: dt.date
    written_by: str = ""


def draft_file(
    draft: Draft,
    desktop: Desktop,
    doubted: frozenset[str] = frozenset(),
    more_deadlines: Sequence[ReadDay] = (),
) -> str:
    """The whole file of a draft.

    *doubted* are paths of values that the checker refuses; *more_deadlines* are days that read as
    deadlines in the text and are none of the facts.
    """
    fields = draft_fields(draft, desktop, doubted, more_deadlines)
    return f"{fields.written()}\n{body_of(draft, desktop.words)}"


def body_of(draft: Draft, words: Phrases) -> str:
    """The text of a draft below its front matter."""
    return f"<!-- {TODO} {words('import.draft.body')} -->\n\n{draft.body.text}"


def draft_fields(
    draft: Draft,
    desktop: Desktop,
    doubted: frozenset[str] = frozenset(),
    more_deadlines: Sequence[ReadDay] = (),
) -> DraftFields:
    """The front matter of a draft that carries facts."""
    words, names = desktop.words, desktop.names
    fields = DraftFields(
        words=words, doubted=doubted, own=draft.own, counts_paragraphs=draft.counts_paragraphs
    )
    phrases = desktop.phrases[draft.facts.language]
    links = DraftLinks(known=draft.body.links)
    years = YearNotes(words=phrases, dated=draft.facts.head.date.value)
    beside = Beside(details=draft.details, links=links, years=years)
    _opening(fields, draft, desktop)
    _people(fields, draft, names)
    fields.once("subject", draft.facts.head.subject, required=True)
    fields.set("subject-source", "letter")
    fields.set("summary", TODO, words("import.draft.summary"))
    steps = draft.details.steps
    write_action(fields, steps, has_deadlines=bool(draft.facts.text.deadlines))
    fields.once("salutation", draft.facts.head.salutation)
    fields.set("paragraphs", "numbered" if draft.body.is_numbered else "counted")
    _contact(fields, draft)
    events(fields, draft.facts, beside)
    deadlines(fields, draft.facts, names, beside, more_deadlines, draft.passages)
    links.write(fields)
    _annexes(fields, draft)
    write_related(fields, draft.reference, draft.facts.text.relates_to, names, phrases)
    _signatory(fields, draft)
    fields.once("closing", draft.facts.head.closing)
    return fields


def _opening(fields: DraftFields, draft: Draft, desktop: Desktop) -> None:
    head, words, names = draft.facts.head, fields.words, desktop.names
    sure = [fact for fact in head.references if fact.is_sure]
    printed = [fact.value.reference.printed(desktop.phrases[draft.facts.language]) for fact in sure]
    odd = warnings(draft, words)
    above = [words("import.draft.head", file=one_line(draft.facts.file)), *odd]
    if sure:
        places = [line for fact in sure for line in fields.evidence(fact)]
        fields.set("reference", printed if len(printed) > 1 else printed[0], *above, *places)
    elif head.references:
        candidates = fields.candidates(head.references, lambda value: value.printed)
        fields.set("reference", TODO, *above, *candidates)
    series = draft.reference.base.series if draft.reference else None
    _bureau(fields, draft, names, series)
    if not head.references:
        fields.notes["bureau"] = []
        fields.note("bureau", *above, words("import.draft.no-reference"))
        _bureau(fields, draft, names, series)
    fields.set("kind", KINDS.get(series, "letter"))
    fields.once("date", head.date, required=True)
    fields.once("place", head.place)
    fields.set("added", desktop.added)
    fields.set("written-by", desktop.written_by or TODO)


def warnings(draft: Draft, words: Phrases) -> list[str]:
    """What is odd in a letter, each with its place, for the editor to look at."""
    fields = DraftFields(words=words, own=draft.own, counts_paragraphs=draft.counts_paragraphs)
    found = []
    for warning in draft.facts.warnings:
        said = words.get(f"import.warning.{warning.value}")
        text = said if isinstance(said, str) else warning.value
        places = "; ".join(fields.quoted(each, one_line(each.words)) for each in warning.evidence)
        found.append(words("import.draft.warning", text=text, found=places))
    return found


def _bureau(fields: DraftFields, draft: Draft, names: ArchiveNames, series: str | None) -> None:
    best = draft.facts.head.bureau.best
    key = best.value.lower() if best else BUREAUX.get(series, "")
    if key in names.ids.get("bureau", ()):
        fields.set("bureau", key, *(fields.evidence(best) if best else ()))
    elif key:
        fields.set("bureau", TODO, fields.words("import.draft.no-bureau", name=key))
    else:
        fields.once("bureau", draft.facts.head.bureau, required=True)


def _people(fields: DraftFields, draft: Draft, names: ArchiveNames) -> None:
    """Initiatives, addressees and copies by the ids of their registers."""
    known = names.ids.get("initiative", ())
    listed: list[str] = []
    notes: list[str] = []
    for fact in draft.facts.text.initiatives:
        if fact.is_sure and fact.value in known:
            listed.append(fact.value)
            notes += fields.evidence(fact)
        else:
            shown = fields.candidates((fact,))[1:]
            notes += [fields.words("import.draft.no-initiative", name=fact.value), *shown]
            listed.append(TODO)
    if listed:
        fields.set("initiatives", list(dict.fromkeys(listed)), *notes)
    for name, facts in (
        ("addressees", draft.facts.head.addressees),
        ("copies", draft.facts.head.copies),
    ):
        listed, notes = [], []
        for fact in facts:
            keys = _classes(fact.value, names) if fact.is_sure else ()
            listed += keys or (TODO,)
            notes += fields.evidence(fact)
            if not keys:
                text = one_line(fact.value)
                notes.append(fields.words("import.draft.no-addressee", name=text))
        if listed:
            fields.set(name, list(dict.fromkeys(listed)), *notes)


def _classes(printed: str, names: ArchiveNames) -> tuple[str, ...]:
    """The classes that a line names: one, or several with commas between them."""
    found = names.addressee(printed)
    if found:
        return found if len(found) == 1 else ()
    several = [names.addressee(part) for part in _PARTS.split(printed) if part]
    if len(several) > 1 and all(len(each) == 1 for each in several):
        return tuple(each[0] for each in several)
    return ()


def _contact(fields: DraftFields, draft: Draft) -> None:
    contact = draft.facts.head.contact
    path = "contacts.contact"
    found = {
        "person": contact.name, "tel": contact.tel, "fax": contact.fax, "email": contact.email,
        "web": contact.web,
    }  # fmt: skip
    for name, finding in found.items():
        fields.once(f"{path}.{name}", finding)
    if "contacts" in fields.values:
        sure = [finding.value for finding in found.values() if finding.value]
        is_said = bool(sure) and all(value in draft.body.text for value in sure)
        fields.set(f"{path}.given", "text" if is_said else "letterhead")


def _annexes(fields: DraftFields, draft: Draft) -> None:
    """The annexes whose text does not follow: of the others the headings tell."""
    below = [title.casefold() for title in draft.body.annexes]
    facts = draft.facts.head.annexes
    for number, fact in enumerate(facts, 1):
        title = one_line(fact.value, None)
        if title.casefold() in below or number <= len(below) == len(facts):
            continue
        path = f"annexes.annex-{number}"
        notes = fields.evidence(fact) if fact.is_sure else fields.candidates((fact,))
        fields.set(f"{path}.title", title if fact.is_sure else TODO, *notes)
        fields.set(f"{path}.status", "not-held", fields.words("import.draft.annex"))


def _signatory(fields: DraftFields, draft: Draft) -> None:
    head = draft.facts.head
    has_any = head.signatory_name.candidates or head.signatory_title.candidates
    fields.set("signatory.status", "named" if has_any else "not-held")
    if has_any:
        fields.once("signatory.name", head.signatory_name)
        fields.once("signatory.office", head.signatory_title)
        if draft.signature:
            fields.set("signatory.signature", draft.signature)
