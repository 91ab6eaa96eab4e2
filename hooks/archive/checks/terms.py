"""Rules on terms: one thing is called by one name, in every language by its own.

Which names there are says the glossary (``circulars/registers/glossary.yml``). References, web
addresses and code are no prose: "TSB Circular 352" may stand in a text of any language.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from archive.blocks import is_todo
from archive.checks.desk import Desk
from archive.glossary import (
    REGISTER,
    Avoided,
    Glossary,
    TermUse,
    may_be_a_word,
    means_everything,
    read_terms,
    stars_too_often,
)
from archive.passages import Passage, passages
from archive.problems import Place, Problem, Severity
from archive.prose.differences import REFERENCES, is_foreign
from archive.prose.readings import Unit
from archive.sources import Document, Folder, Register

_CODE = "inconsistent-term"
_BEFORE = re.compile(r"([^\W\d_]+)[ \xa0\n(/-]{1,2}\Z")
_AFTER = re.compile(r"[ \xa0\n/-]{1,2}([^\W\d_]+)")
"""The next words of what may be one name."""
_FAR = 60
"""So far away the whole of such a word stands."""


def one_meaning(register: Register, desk: Desk) -> Iterator[Problem]:
    """An abbreviation stands for one thing in its language, and nothing avoids it."""
    if register.name != REGISTER:
        return
    glossary = Glossary(read_terms(register.record))
    yield from _unusable_forms(register, glossary, desk)
    for language in desk.phrases:
        claimed: dict[str, str] = {}
        for term in glossary.terms:
            own = term.abbreviation.texts.get(language)
            for form in term.abbreviations(language):
                if claimed.setdefault(form, term.id) != term.id:
                    part = "abbreviation" if form == own else "also"
                    other = claimed[form]
                    yield _in_register(register, f"{term.id}.{part}", text=form, other=other)
            for form in (*term.abbreviations(language), *term.names(language)):
                for avoided in glossary.avoided(form, language):
                    place = f"{avoided.term.id}.avoid"
                    yield _in_register(register, place, "avoided", text=form, other=term.id)


def _unusable_forms(register: Register, glossary: Glossary, desk: Desk) -> Iterator[Problem]:
    """What would mean every word, words of several asterisks, and abbreviations that are words or
    in a foreign script.

    Latin ones are used in every language ("GIZ" in a Russian text).
    """
    for language, phrases in desk.phrases.items():
        own = re.compile(f"[{phrases('typography.letters')}]")
        is_known = phrases.origin("typography.letters") == language
        for term in glossary.terms:
            for form in filter(means_everything, term.avoid.get(language, ())):
                yield _in_register(register, f"{term.id}.avoid", "everything", text=form)
            for part, forms in (("also", term.also), ("avoid", term.avoid)):
                for form in filter(stars_too_often, forms.get(language, ())):
                    if part == "also" or not means_everything(form):
                        yield _in_register(register, f"{term.id}.{part}", "stars", text=form)
            own_form = term.abbreviation.texts.get(language, "")
            if may_be_a_word(own_form) and not is_todo(own_form):
                yield _in_register(register, f"{term.id}.abbreviation", "word", text=own_form)
            for form in term.abbreviations(language) if is_known else ():
                if any(
                    sign.isalpha() and not (_is_latin(sign) or own.match(sign)) for sign in form
                ):
                    is_main = form == term.abbreviation.texts.get(language)
                    path = f"{term.id}.{'abbreviation' if is_main else 'also'}"
                    yield _in_register(register, path, "letters", text=form, language=language)


def _is_latin(sign: str) -> bool:
    return unicodedata.name(sign, "").startswith("LATIN ")


def _in_register(register: Register, path: str, variant: str = "", **values: object) -> Problem:
    node = register.record.place(f"{REGISTER}.{path}")
    return Problem(
        path=register.file.shown,
        line=node.line if node else 1,
        column=node.column if node else 1,
        code="ambiguous-term",
        variant=variant,
        values={"name": path, **values},
    )


def avoided_term(document: Document, desk: Desk) -> Iterator[Problem]:
    """Nothing outside references is called by a name that the glossary lists as one to avoid."""
    language, glossary = document.language, desk.glossary
    if not glossary.avoided(desk.reading(document).text, language):
        return
    for passage in passages(document):
        last = 0
        found = glossary.avoided(passage.text, language)
        if not found:
            continue
        references = [(each.start, each.end) for each in desk.grammar.find(passage.text)]
        for avoided in found:
            if avoided.start < last or _is_within(avoided, references):
                continue
            last = avoided.end
            yield _warning(
                passage,
                avoided.start,
                avoided.end,
                text=" ".join(passage.text[avoided.start : avoided.end].split()),
                name=avoided.term.name.in_language(language).text,
                abbreviation=avoided.term.abbreviation.in_language(language).text,
            )


def foreign_abbreviation(document: Document, desk: Desk) -> Iterator[Problem]:
    """A text uses the abbreviations of its own language, outside names in quotation marks."""
    language, glossary = document.language, desk.glossary
    if not glossary.foreign(desk.reading(document).text, language):
        return
    own_letter = re.compile(f"[{desk.phrases[language]('typography.letters')}]")
    for passage in passages(document):
        found = glossary.foreign(passage.text, language)
        if not found:
            continue
        spared = [(each.start, each.end) for each in desk.grammar.find(passage.text)]
        spared += _quoted(passage.text, desk, language)
        for use in found:
            neighbours = _neighbours(passage.text, use.start, use.end)
            if _is_within(use, spared) or any(
                not own_letter.search(word) and not glossary.foreign(word, language)
                for word in neighbours
            ):
                continue  # a reference, a title, or a name such as "ITU Telecom"
            yield _warning(
                passage,
                use.start,
                use.end,
                "foreign",
                text=passage.text[use.start : use.end],
                name=use.term.name.in_language(language).text,
                abbreviation=use.term.abbreviation.in_language(language).text,
            )


def term_differs(folder: Folder, desk: Desk) -> Iterator[Problem]:
    """A paragraph names the same terms in all languages, and none for another."""
    facts = folder.facts
    if facts is None or not desk.glossary.terms:
        return
    for document in folder.translations:
        ours, theirs = _with_terms(document, desk), _with_terms(facts, desk)
        for there, here in desk.comparison(facts, document).pairs:
            if here.address in ours or there.address in theirs:
                one, other = _Side(document, here, desk), _Side(facts, there, desk)
                yield from _difference(one, other)


def _with_terms(document: Document, desk: Desk) -> frozenset[str]:
    """The addresses of all paragraphs in which abbreviations of the text's language may stand: one
    look at the whole text is cheaper than one at each."""
    reading = desk.reading(document)
    begins = list(accumulate((len(unit.text) + 1 for unit in reading.units), initial=0))
    return frozenset(
        unit.address
        for use in desk.glossary.find(reading.text, document.language)
        for unit in reading.units[
            bisect_right(begins, use.start) - 1 : bisect_right(begins, use.end - 1)
        ]
    )


@dataclass(frozen=True, slots=True)
class _Side:
    """One of two paragraphs that answer one another."""

    document: Document
    unit: Unit
    desk: Desk

    @property
    def glossary(self) -> Glossary:
        return self.desk.glossary

    def uses(self) -> list[TermUse]:
        """The abbreviations of its language, outside references and addresses."""
        text = self.unit.text
        found = self.glossary.find(text, self.document.language)
        if not found:
            return found
        spared = [
            (each.start, each.end)
            for each in self.unit.found
            if each.kind in REFERENCES or "/" in text[each.start : each.end]
        ]
        return [use for use in found if not _is_within(use, spared)]

    def lacks(self, use: TermUse) -> bool:
        """Whether the paragraph names the term neither in full, nor by any abbreviation, nor in
        short ("the Bureau")."""
        asked = (use.term, self.unit.text, self.document.language)
        return not (self.glossary.is_named(*asked) or self.glossary.may_be_meant(*asked))

    def named_instead(self, other: _Side) -> Iterator[TermUse]:
        """What it names in full, and the *other* side does not name."""
        for term in self.glossary.terms:
            span = self.glossary.named_in_full(term, self.unit.text, self.document.language)
            if span and other.lacks(use := TermUse(*span, term)):
                yield use

    @property
    def is_unfit(self) -> bool:
        """Whether the paragraph is not written yet, or in another language than its file."""
        text = self.unit.text
        return is_todo(text.strip()) or is_foreign(
            self.unit, self.desk.lexicon(self.document.language)
        )


def _difference(here: _Side, there: _Side) -> Iterator[Problem]:
    """One finding where either paragraph has a term that the other lacks."""
    ours, theirs = here.uses(), there.uses()
    if {use.term.id for use in ours} == {use.term.id for use in theirs}:
        return
    only_here = [use for use in ours if there.lacks(use)]
    only_there = [use for use in theirs if here.lacks(use)]
    if not (only_here or only_there) or here.is_unfit or there.is_unfit:
        return
    one = next(iter(only_here), None) or next(here.named_instead(there), None)
    other = next(iter(only_there), None) or next(there.named_instead(here), None)
    if one is None or other is None:  # a name may be left out, or said in other words
        return
    line, column = here.unit.place(one.start)
    yield Problem(
        path=here.document.file.shown,
        line=line,
        column=column,
        code=_CODE,
        variant="differs",
        severity=Severity.WARNING,
        values={
            "here": " ".join(here.unit.text[one.start : one.end].split()),
            "there": " ".join(there.unit.text[other.start : other.end].split()),
            "name": other.term.abbreviation.in_language(here.document.language).text,
        },
        also=(Place(there.document.file.shown, *there.unit.place(other.start)),),
    )


def _warning(passage: Passage, start: int, end: int, variant: str = "", **values: str) -> Problem:
    problem = passage.problem(_CODE, start, end, **values)
    return replace(problem, variant=variant, severity=Severity.WARNING)


def _is_within(use: TermUse | Avoided, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start < use.end and use.start < end for start, end in spans)


def _quoted(text: str, desk: Desk, language: str) -> Iterator[tuple[int, int]]:
    """From where to where *text* stands in quotation marks, those within others apart."""
    opening, closing = desk.phrases[language].listed("typography.quotes")
    begin = depth = 0
    for place, sign in enumerate(text):
        if sign == opening:
            begin = begin if depth else place
            depth += 1
        elif sign == closing and depth:
            depth -= 1
            if not depth:
                yield begin, place + 1
    for code, phrases in desk.phrases.items():
        if code != language:
            opening, closing = phrases.listed("typography.quotes")
            pair = rf"{opening}[^{opening}{closing}]*{closing}"
            yield from (match.span() for match in re.finditer(pair, text))


def _neighbours(text: str, start: int, end: int) -> Iterable[str]:
    """The words beside a part of *text*, where no stop stands between."""
    before = _BEFORE.search(text[max(0, start - _FAR) : start])
    after = _AFTER.match(text[end : end + _FAR])
    return [match[1] for match in (before, after) if match]
