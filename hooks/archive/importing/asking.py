"""Whom to ask by the text itself: "for any question, please contact Ms …"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice

from archive.importing.facts import LIKELY, UNSURE, Contact, Evidence, Fact, Finding
from archive.importing.head_lines import is_house, lines_of
from archive.importing.labels import CALLS, Label, entries
from archive.importing.name_cases import first_case
from archive.importing.names import Named, name_at_start, names_in
from archive.importing.segments import Segments
from archive.importing.sheet import Kind, Passage, Place
from archive.importing.words import every_language

_EMAIL = re.compile(r"[A-Za-z0-9_.+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,6}")
_PHONE = re.compile(r"\+ ?[0-9]{1,3}[ .-]?(?:\([0-9]{1,4}\)[ .-]?)?[0-9][0-9 .-]{4,18}[0-9]")
_SENTENCE = re.compile(r"(?<=[.!?:;])\s{1,3}(?=[A-ZА-ЯЁ(«\"“])")
_CLAUSE = re.compile(r"[,;)]|[.!?:]\s")
_LONGEST = 4_000
_NOWHERE = Place(line=1)
_MOST = 400
"""So many paragraphs, the last ones, are read."""
_MOST_PERSONS = 8
_MOST_LINES = 5
"""Of a contact below the words that say whom to ask."""
_NEAR = 60
"""Beside the words that say whom to ask stands what for, in characters."""
_LEAD, _REACH = 120, 160
"""So much before a person's name tells what he is named for, and so much behind it is his."""
_BY_ADDRESS = 0.7
"""An address that the text names, and that is not said to be the contact's."""
_SHORT_STEM = 4
_WINDOW = 420
"""So much of a text, from where it begins to say whom to ask, is read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """What one passage says of a contact."""

    score: int
    passage: Passage
    text: str
    name: Named | None
    tel: str
    fax: str
    email: str
    is_beside: bool = False
    """Whether it is said of visas, hotels and the like."""


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    words = every_language()
    return (
        re.compile(words.choice("contact.ask"), re.IGNORECASE),
        re.compile(words.choice("contact.beside"), re.IGNORECASE),
        re.compile(rf"(?:{words.choice('contact.fax')})[.:№°No\s]{{0,6}}$", re.IGNORECASE),
    )


def contact_of_text(segments: Segments) -> Contact:
    """The contact that the text names; nothing where none or several fit."""
    texts = segments.body[-_MOST:]
    body = list(_with_lists([t for t in texts if t.text and not is_house(t.text)]))
    table = list(_of_table(body))
    said = table or [
        each for passage in body for each in _said(passage) if each.name or each.tel or each.email
    ]
    if not said:
        said = [each for each in _below(segments) if each.tel or each.email]
    if not said:
        said = [each for passage in body for each in _persons(passage)]
    if not said:
        return _only_address(body)
    best = max(range(len(said)), key=lambda index: (said[index].score, index))
    chosen = said[best]
    others = [each for index, each in enumerate(said) if index != best]
    rivals = [each for each in others if each.score == chosen.score and _differ(each, chosen)]
    confidence = 0.65 if rivals else LIKELY
    if chosen.name and chosen.name.is_declined:
        others_too = (*segments.head, *texts, *segments.closing)
        name = first_case(chosen.name.name, chosen.email, [each.text for each in others_too])
        if name:
            chosen = replace(chosen, name=replace(chosen.name, name=name, is_declined=False))
    return _contact(chosen, UNSURE if chosen.is_beside else confidence)


def _with_lists(body: Sequence[Passage]) -> Iterator[Passage]:
    """The passages, the lines below "questions may be addressed to:" as part of it."""
    index = 0
    while index < len(body):
        passage = body[index]
        index += 1
        if passage.text.endswith(":") and _patterns()[0].search(passage.text[-_WINDOW:]):
            lines = [passage.text]
            while index < len(body) and len(lines) <= _MOST_LINES and _is_call(body[index]):
                lines.append(body[index].text)
                index += 1
            passage = replace(passage, text="\n".join(lines), marks=())
        yield passage


def _is_call(passage: Passage) -> bool:
    """Whether a line is nothing but a name, a number or an address."""
    text = passage.text
    if passage.kind is Kind.ROW or len(text) > _NEAR:
        return False
    return bool(_PHONE.search(text) or _EMAIL.search(text) or name_at_start(text))


def _only_address(body: Sequence[Passage]) -> Contact:
    """The one address of the house that the text names for no purpose of its own."""
    found: dict[str, tuple[Passage, bool]] = {}
    for passage in body:
        text = passage.text[:_LONGEST]
        for match in islice(_EMAIL.finditer(text), _MOST_PERSONS):
            value = _apart(match[0])
            if value.endswith("@itu.int"):
                beside = _is_for_another(text, match.start(), value)
                found[value] = (passage, found.get(value, (passage, False))[1] or beside)
    own = [value for value, (_, is_beside) in found.items() if not is_beside]
    if len(own) != 1 and len(found) != 1:
        return Contact()
    value = own[0] if len(own) == 1 else next(iter(found))
    said = _values(found[value][0], found[value][0].text[:300])
    confidence = _BY_ADDRESS if own else UNSURE
    return _contact(replace(said, name=None, tel="", fax="", email=value), confidence)


def _is_for_another(text: str, at: int, address: str) -> bool:
    """Whether an address is for fellowships, visas and the like, by its words or by its name."""
    words = every_language()
    account = address.partition("@")[0].casefold()
    for stem in (each.rstrip("*") for each in words.listed("contact.not-own")):
        is_in = stem.isascii() and len(stem) > _SHORT_STEM and stem in account
        if is_in or account in (stem, f"{stem}s"):
            return True
    lowest = max(0, at - _WINDOW)
    ends = (*_SENTENCE.finditer(text, lowest, at), *_EMAIL.finditer(text, lowest, at))
    before = text[max([lowest, *(match.end() for match in ends)]) : at]
    behind = _CLAUSE.split(text[at : at + _REACH], maxsplit=1)[0]
    if re.search(words.choice("contact.desk"), before[-_NEAR:], re.IGNORECASE):
        return False
    return re.search(words.choice("contact.not-own"), f"{before} {behind}", re.I) is not None


def _contact(said: _Said, confidence: float) -> Contact:
    evidence = (Evidence(words=said.text[:300], place=said.passage.place),)

    def finding(value: str, reasons: tuple[str, ...] = ("from-text",)) -> Finding[str]:
        if not value:
            return Finding()
        sure = UNSURE if "declined" in reasons else confidence
        return Finding(
            candidates=(Fact(value=value, confidence=sure, evidence=evidence, reasons=reasons),)
        )

    name = said.name
    reasons = ("from-text", "declined") if name and name.is_declined else ("from-text",)
    return Contact(
        name=finding(name.name if name else "", reasons),
        tel=finding(said.tel),
        fax=finding(said.fax),
        email=finding(said.email),
    )


def _differ(first: _Said, second: _Said) -> bool:
    return bool(
        (first.email and second.email and first.email != second.email)
        or (first.tel and second.tel and first.tel != second.tel)
    )


def _said(passage: Passage) -> Iterator[_Said]:
    """What a paragraph says of whom to ask."""
    if passage.kind is Kind.ROW:
        return
    text = passage.text[:_LONGEST]
    ask, beside, _ = _patterns()
    starts = [0, *(match.end() for match in _SENTENCE.finditer(text))]
    bounds = [*starts[1:], len(text)]
    for start, stop in zip(starts, bounds, strict=True):
        match = ask.search(text, start, stop)
        if match is None:
            continue
        sentence = text[start:stop]
        said = _values(passage, sentence)
        if not (said.tel and said.email):
            said = _more(said, _values(passage, text[start : start + _WINDOW]))
        stopped = text.rfind(".", start, match.start()) + 1
        begin = max(start, stopped, match.start() - _NEAR)
        is_beside = beside.search(text, begin, min(stop, match.end() + _NEAR)) is not None
        score = 4 - 2 * is_beside + bool(said.name) + bool(said.tel) + bool(said.email)
        yield replace(said, score=score, is_beside=is_beside)


def _more(said: _Said, wider: _Said) -> _Said:
    """With the number that the next sentence gives, where it names nobody else."""
    same_name = said.name is None or (wider.name is not None and wider.name.name == said.name.name)
    same_mail = not said.email or wider.email == said.email
    same_tel = not said.tel or wider.tel == said.tel
    return wider if same_name and same_mail and same_tel else said


def _persons(passage: Passage) -> Iterator[_Said]:
    """A person with number and address whom the text names without saying what for."""
    if passage.kind is Kind.ROW:
        return
    text = passage.text[:_LONGEST]
    for named in islice(names_in(text), _MOST_PERSONS):
        before = text[max(0, named.start - _LEAD) : named.start]
        said = _values(passage, text[named.start : named.start + _REACH])
        if said.email and not _patterns()[1].search(before):
            yield replace(said, score=3 + bool(said.tel), name=named)


def _values(passage: Passage, text: str) -> _Said:
    tel = fax = ""
    fax_before = _patterns()[2]
    for match in _PHONE.finditer(text):
        if fax_before.search(text[max(0, match.start() - 24) : match.start()]):
            fax = fax or match[0]
        else:
            tel = tel or match[0]
    mail = _EMAIL.search(text)
    return _Said(
        score=0,
        passage=passage,
        text=text,
        name=_person(text),
        tel=tel,
        fax=fax,
        email=_apart(mail[0]) if mail else "",
    )


def _apart(mail: str) -> str:
    """An address without the word that is glued to it: "the addressmail@itu.int"."""
    account, _, host = mail.partition("@")
    for word in every_language().listed("contact.glued"):
        if account.startswith(word) and account[len(word) : len(word) + 1].isalpha():
            return f"{account[len(word) :]}@{host}"
    return mail


def _person(text: str) -> Named | None:
    named = next(names_in(text), None)
    if named:
        return named
    ask = _patterns()[0]
    for match in ask.finditer(text):
        person = name_at_start(text[match.end() : match.end() + 80].lstrip(" :,—–-"))
        if person and not person.is_declined:
            return person
    return None


def _of_table(body: Sequence[Passage]) -> Iterator[_Said]:
    """A table whose head says "Contact", "E-mail", "Telephone"."""
    for index, passage in enumerate(body[:-1]):
        following = body[index + 1]
        if passage.kind is not Kind.ROW or following.kind is not Kind.ROW:
            continue
        labels = [_only_label(cell) for cell in passage.cells]
        if Label.CONTACT not in labels or not CALLS & set(labels):
            continue
        values = dict(zip(labels, following.cells, strict=False))
        text = " ".join(following.text.split())
        said = _values(passage, text)
        person = name_at_start(values.get(Label.CONTACT, ""))
        yield _Said(
            score=9,
            passage=following,
            text=text,
            name=person,
            tel=said.tel,
            fax=said.fax,
            email=said.email,
        )


def _only_label(cell: str) -> Label | None:
    found = [
        entry.label
        for entry in entries(lines_of([Passage(text=cell, place=_NOWHERE)]))
        if entry.is_bare
    ]
    return found[0] if len(found) == 1 else None


def _below(segments: Segments) -> Iterator[_Said]:
    """A contact below the signature, behind its label."""
    lines = entries(lines_of(segments.closing))
    first = next((index for index, each in enumerate(lines) if each.label is Label.CONTACT), None)
    if first is None:
        return
    text = "\n".join(
        f"{'fax ' if each.label is Label.FAX else ''}{each.text}" for each in lines[first:]
    )
    passage = Passage(text=text, place=lines[first].line.place)
    said = _values(passage, text)
    person = name_at_start(lines[first].text) or said.name
    yield _Said(
        score=4,
        passage=passage,
        text=" ".join(text.split()),
        name=person,
        tel=said.tel,
        fax=said.fax,
        email=said.email,
    )
