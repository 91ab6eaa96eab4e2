"""Rules between the languages of one letter: one outline, the same days, figures and addresses.

A finding stands in the translation and names the place in the facts' file too; where one text
lacks a thing, its place there is the beginning of the paragraph. Which of the two is right only
the letter can tell.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from itertools import groupby

from archive.blocks import is_todo
from archive.checks.desk import Desk
from archive.dates import Moment, PartialDate
from archive.problems import Place, Problem, Severity, StringKey
from archive.prose.alignment import answers
from archive.prose.differences import NUMBERS, REFERENCES, Difference, is_foreign
from archive.prose.found import Found, read_prose
from archive.prose.outlines import Part, Spot, is_alike, read_outline
from archive.prose.readings import FIELD
from archive.references import Reference
from archive.sources import Document, Folder
from archive.translation import drift

_NAMED = 5
"""Of a longer run of missing paragraphs only so many are named."""
_MISSING, _ADDED = ("", "counted"), ("added", "surplus")
"""Variants of the message on an outline: for what has its own address, and what is counted."""


def outline_differs(folder: Folder) -> Iterator[Problem]:
    """All languages have the same paragraphs, sub-paragraphs, headings, annexes and footnotes.

    What the fingerprint of a translation shows to have come to its source, or to have left it,
    since the translation was made is a warning: such a translation is published, and its page says
    by what it is behind.
    """
    facts = folder.facts
    if facts is None:
        return
    for document in folder.translations:
        if is_alike(facts, document):
            continue
        pairs = answers(facts, document)
        outline, other = read_outline(facts), read_outline(document)
        changed = drift(facts, document) if len(pairs) < max(len(outline), len(other)) else None
        new, gone = (changed.added, changed.removed) if changed else ((), ())
        yield from _only_in(facts, outline, document, other, pairs, _MISSING, new)
        back = {here: there for there, here in pairs.items()}
        yield from _only_in(document, other, facts, outline, back, _ADDED, gone)


def _only_in(
    owner: Document,
    has: Mapping[str, Spot],
    lacker: Document,
    lacks: Mapping[str, Spot],
    pairs: Mapping[str, str],
    variants: tuple[str, str],
    late: Collection[str],
) -> Iterator[Problem]:
    """One finding for each run of places that *owner* has and *lacker* lacks; of places that are
    known to be *late* by themselves."""
    if len(pairs) == len(has):
        return
    # A block without an address of its own belongs to the passage before it.
    is_late = {address: address.partition("+")[0] in late for address in has}
    runs = [
        (is_there, list(run))
        for (is_there, _), run in groupby(has, key=lambda each: (each in pairs, is_late[each]))
    ]
    last = next(reversed(list(lacks.values())), None)
    for index, (is_there, addresses) in enumerate(runs):
        if is_there:
            continue
        spots = [has[address] for address in addresses]
        # What stands where the missing would stand: what answers the next, or the last of all.
        following = next((run[0] for there, run in runs[index + 1 :] if there), "")
        instead = lacks[pairs[following]] if following else last
        own = _place(owner, spots[0].start)
        other = _place(lacker, instead.start if instead else 0)
        here, there = (other, own) if variants is _MISSING else (own, other)
        yield Problem(
            path=here.path,
            line=here.line,
            column=here.column,
            code="outline-differs",
            variant=variants[spots[0].is_counted],
            values={"names": _names(owner, spots)},
            severity=Severity.WARNING if is_late[addresses[0]] else Severity.ERROR,
            also=(there,),
        )


def _names(owner: Document, spots: list[Spot]) -> str:
    names = ", ".join(spot.name(owner.file.body) for spot in spots[:_NAMED])
    return f"{names}, …" if len(spots) > _NAMED else names


def list_differs(folder: Folder) -> Iterator[Problem]:
    """Lists are as long and as deep, tables as large, and footnotes the same in all languages."""
    facts = folder.facts
    if facts is None:
        return
    for document in folder.translations:
        if is_alike(facts, document):
            continue
        outline, other = read_outline(facts), read_outline(document)
        for address, answer in answers(facts, document).items():
            here, there = other[answer], outline[address]
            if parts := here.difference(there):
                yield _unlike(document, here, facts, there, *parts)


def _unlike(
    document: Document, here: Spot, facts: Document, there: Spot, one: Part | None, two: Part | None
) -> Problem:
    kind = (two or one or here.parts[0]).kind
    sizes: dict[str, object] = {}
    for name, part in (("here", one), ("there", two)):
        size = part.size if part and part.kind == kind else "0" if kind == "list" else "–"
        sizes[name] = StringKey(f"block.{size.lower()}") if kind == "block" else size
    if one and two and one.kind == two.kind and one.size == two.size:
        kind = "nesting"
    problem = document.problem_at("list-differs", one.start if one else here.start, **sizes)
    also = _place(facts, two.start if two else there.start)
    return replace(problem, variant="" if kind == "list" else kind, also=(also,))


def date_differs(folder: Folder, desk: Desk) -> Iterator[Problem]:
    """Every date of a paragraph stands in all languages, however each writes it."""
    return _differences(folder, desk, "date-differs", frozenset({"date"}))


def time_differs(folder: Folder, desk: Desk) -> Iterator[Problem]:
    """Every hour of a paragraph stands in all languages: "15 час. 30 мин." and "3:30 p.m."."""
    return _differences(folder, desk, "time-differs", frozenset({"time"}))


def number_differs(folder: Folder, desk: Desk) -> Iterator[Problem]:
    """Numbers, percentages and amounts of a paragraph are the same in all languages."""
    return _differences(folder, desk, "number-differs", NUMBERS)


def phone_differs(folder: Folder, desk: Desk) -> Iterator[Problem]:
    """Telephone numbers of a paragraph are the same in all languages."""
    return _differences(folder, desk, "phone-differs", frozenset({"phone"}))


def email_differs(folder: Folder, desk: Desk) -> Iterator[Problem]:
    """E-mail addresses of a paragraph are the same in all languages."""
    return _differences(folder, desk, "email-differs", frozenset({"email"}))


def url_differs(folder: Folder, desk: Desk) -> Iterator[Problem]:
    """Links of a paragraph lead to the same places in all languages, each in its own."""
    return _differences(folder, desk, "url-differs", frozenset({"url"}))


def reference_differs(folder: Folder, desk: Desk) -> Iterator[Problem]:
    """A paragraph names the same circulars, resolutions and recommendations in all languages."""
    return _differences(folder, desk, "reference-differs", REFERENCES)


def wrong_language(document: Document, desk: Desk) -> Iterator[Problem]:
    """A text is written in the language that its file's name says."""
    lexicon = desk.lexicon(document.language)
    for unit in desk.reading(document).units:
        if is_foreign(unit, lexicon):
            line, column = unit.place(0)
            problem = document.problem("wrong-language", None, name=f"{document.language}.md")
            yield replace(problem, line=line, column=column)
            return


def _differences(folder: Folder, desk: Desk, code: str, kinds: frozenset[str]) -> Iterator[Problem]:
    facts = folder.facts
    if facts is None:
        return

    def known(address: str) -> Iterator[Found]:
        return _facts_beside(facts, address.removeprefix(FIELD), desk)

    for document in folder.translations:
        for difference in desk.comparison(facts, document).differences(kinds, known):
            units = (difference.unit_here, difference.unit_there)
            if not any(is_todo(unit.text.strip()) for unit in units):  # not written yet
                yield _finding(code, difference, document, facts)


def _finding(code: str, difference: Difference, document: Document, facts: Document) -> Problem:
    here, there = difference.here, difference.there
    line, column = here.place() if here else difference.unit_here.place(0)
    also = there.place() if there else difference.unit_there.place(0)
    values = {"here": here.text if here else "", "there": there.text if there else ""}
    return Problem(
        path=document.file.shown,
        line=line,
        column=column,
        code=code,
        variant="" if here and there else "added" if here else "missing",
        values=values,
        also=(Place(facts.file.shown, *also),),
    )


def _facts_beside(facts: Document, path: str, desk: Desk) -> Iterator[Found]:
    """What the facts of the same entry say: an event's note need not repeat its date."""
    parent = path.rpartition(".")[0]
    for entry in facts.record.entries:
        if entry.path.rpartition(".")[0] != parent or entry.value is None:
            continue
        value = entry.value
        if isinstance(value, Moment):
            yield Found("date", value.date.iso(), 0, 0)
            if value.time is not None:
                yield Found("time", f"{value.time:%H:%M}", 0, 0)
        elif isinstance(value, PartialDate):
            yield Found("date", value.iso(), 0, 0)
        elif isinstance(value, Reference | tuple):
            each_of = value if isinstance(value, tuple) else (value,)
            names = (each.canonical for each in each_of if isinstance(each, Reference))
            yield from (Found("reference", name, 0, 0) for name in names)
        elif isinstance(value, str) and FIELD + entry.path not in desk.reading(facts).by_address:
            yield from read_prose(value, desk.lexicon(facts.language))


def _place(document: Document, offset: int) -> Place:
    return Place(document.file.shown, *document.file.body.position(offset))
