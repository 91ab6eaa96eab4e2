"""Whom a letter is addressed to, and who gets a copy: one line of each list is one of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from archive.importing.facts import LIKELY, SURE, Evidence, Fact
from archive.importing.head_lines import Line, lines_of
from archive.importing.labels import Entry, Label, entries
from archive.importing.line_ends import one_line
from archive.importing.names import is_name, name_at_start
from archive.importing.numbers import is_file_mark
from archive.importing.sheet import Passage
from archive.importing.words import every_language

_LONGEST = 400
"""Of one addressee, in characters."""
_FULL, _FULLEST = 55, 130
"""A printed line that goes on in the next one has at least, and at most, so many characters."""
_OPEN_END = re.compile(r"(?:[,–—-]|(?<!\w)[a-zа-я]{1,3})$")
_CALL = re.compile(r"@|https?://|www\.|\+ ?[0-9]{1,3} ?[0-9(]")
_MEMBERS = re.compile(r";\s{1,3}(?=[^\W\d_a-zа-я])")
"""Where one line names several."""
_CLOSING = " \t;,.:"
_FEWEST_WORDS = 3
"""Of a party behind which another stands without a sign."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parties:
    """The addressees and those who get copies, and what else the head says."""

    addressees: tuple[Fact[str], ...] = ()
    copies: tuple[Fact[str], ...] = ()
    rest: tuple[Entry, ...] = ()
    greetings: tuple[Entry, ...] = ()
    """Lines such as "To the Director-General" that only address the reader."""


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    words = every_language()
    lead = rf"(?:{words.choice('parties.lead')})\s{{1,3}}(?!:)"
    return (
        re.compile(rf"(?:{words.choice('parties.beginnings')})", re.IGNORECASE),
        re.compile(rf"{lead}(?=[^\W\d_])"),
        re.compile(rf"(?:{words.choice('parties.greeting')})[\s,:]{{0,3}}$", re.IGNORECASE),
    )


@lru_cache(maxsize=1)
def _further_patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    words = every_language()
    return (
        re.compile(rf"(?:{words.choice('head.subject-lead')})\s(?=\S)"),
        re.compile(rf"[<(]?(?:{words.choice('parties.nobody')})[>)]?", re.IGNORECASE),
        re.compile(
            r"(?:(?<=[^\W_]{4})|(?<=[A-ZА-Я]{2})|(?<=\w[0-9])) "
            rf"(?={words.choice('parties.apart')})"
        ),
    )


def parties(head: Sequence[Entry], compounds: Sequence[str]) -> Parties:
    """The parties that the head names; *compounds* are first parts of words with a hyphen."""
    return _Parties(head, compounds).done()


def copies_below(closing: Iterable[Passage]) -> tuple[Fact[str], ...]:
    """Copies that stand below the signature: "cc: …"."""
    lines = entries(lines_of(closing))
    first = next((index for index, each in enumerate(lines) if each.label is Label.COPY), None)
    return () if first is None else _Parties(lines[first:], ()).done().copies


def _is_person(text: str) -> bool:
    """Whether a line names a person by "Mr" or "г-жа": a contact, and no addressee."""
    named = name_at_start(text)
    return named is not None and named.has_honorific and not named.is_declined


class _Parties:
    def __init__(self, head: Sequence[Entry], compounds: Sequence[str]) -> None:
        self._head = head
        self._compounds = compounds
        self._found: dict[Label, list[tuple[Line, list[str]]]] = {Label.TO: [], Label.COPY: []}
        self._rest: list[Entry] = []
        self._greetings: list[Entry] = []
        self._list: Label | None = None
        """The list that goes on."""
        self._begun: Line | None = None
        """The last line of it."""
        self._label: Line | None = None
        self._contact: Line | None = None
        """A label of a person's name that stood alone."""
        self._interrupted = False
        self._is_strict = False
        """Whether nothing but a label can tell that the list goes on."""
        self._by_label = self._by_lead = False
        self._inner = re.compile(
            rf",\s{{1,3}}(?={every_language().choice('parties.beginnings')})[^\W\d_a-zа-я]"
        )
        self._beginning, self._lead, self._greeting = _patterns()
        self._topic, self._nobody, self._apart = _further_patterns()
        # "ITU-T Associates; and": the next one has a line of its own.
        self._and = re.compile(
            rf"[;,]\s{{0,3}}{every_language().choice('dates.ands')}\Z", re.IGNORECASE
        )

    def done(self) -> Parties:
        """The parties."""
        for entry in self._head:
            self._read(entry)
        confidence = SURE if self._by_label else LIKELY
        return Parties(
            addressees=self._facts(Label.TO, confidence),
            copies=self._facts(Label.COPY, SURE),
            rest=tuple(self._rest),
            greetings=tuple(self._greetings),
        )

    def _read(self, entry: Entry) -> None:
        label, line = entry.label, entry.line
        if label in (Label.TO, Label.COPY):
            self._begin(label, line)
            return
        if label is Label.DISTRIBUTION:
            self._list = self._begun = None
            return
        if label is not None:
            self._interrupted = True
            if label is Label.CONTACT and entry.is_bare:
                self._contact = line
            self._rest.append(entry)
            return
        text = line.text
        if self._is_strict and self._is_subject(line):
            self._end()
            self._interrupted = True
            self._rest.append(entry)
            return
        if self._greeting.match(text):
            self._greetings.append(entry)
            self._end()
            return
        if _CALL.search(text) or is_file_mark(text) or len(text) > _LONGEST:
            self._interrupted = True
            self._rest.append(entry)
            return
        if not entry.first:
            # A member that was glued to what stands beside the list.
            if self._found[Label.TO]:
                self._list = Label.TO
                self._add(Label.TO, line)
            else:
                self._begin(Label.TO, line, by_label=False)
            return
        if self._is_contact(line) or (
            self._is_strict and self._list is Label.TO and _is_person(text)
        ):
            self._interrupted = True
            self._rest.append(entry)
            return
        if self._goes_on(line):
            self._continue(line)
            return
        lead = self._lead.match(text)
        if lead and not line.has_bullet and self._is_party(text[lead.end() :], after_lead=True):
            if self._list is not Label.TO:
                self._begin(Label.TO, replace(line, text=""), by_label=False)
            self._add(Label.TO, replace(line, text=text[lead.end() :]))
            self._by_label = self._by_lead = True
            return
        if self._is_open(line) and not self._found[Label.TO]:
            self._begin(Label.TO, line, by_label=False)
            return
        last = self._begun
        if not (last and line.in_table and last.in_table and line.cell != last.cell):
            self._end()  # another column says nothing of the list
        self._rest.append(entry)

    def _is_contact(self, line: Line) -> bool:
        """Whether a line is the name beside or below the label of one."""
        label = self._contact
        if label is not None and self._interrupted and _is_person(line.text):
            return True
        is_beside = label is not None and line.in_table and label.in_table and line.row == label.row
        return is_beside and not line.has_bullet and is_name(line.text)

    def _is_subject(self, line: Line) -> bool:
        """Whether a line that follows a list without label is the subject: "О …", "On the …"."""
        return not (line.has_bullet or line.in_table) and self._topic.match(line.text) is not None

    def _begin(self, label: Label, line: Line, *, by_label: bool = True) -> None:
        self._by_lead = False
        self._list, self._begun, self._label, self._interrupted = label, None, line, False
        self._is_strict = not by_label
        if label is Label.TO:
            self._by_label = self._by_label or by_label
        if line.text:
            self._add(label, line)

    def _end(self) -> None:
        if self._begun is not None or not self._interrupted:
            self._list = None

    def _is_open(self, line: Line) -> bool:
        """Whether a list without label begins here."""
        return self._is_party(line.text) or (line.has_bullet and not line.text[:1].islower())

    def _is_party(self, text: str, *, after_lead: bool = False) -> bool:
        if self._beginning.match(text):
            return True
        return after_lead and bool(re.match(r"the\b|[A-ZА-Я]", text))

    def _goes_on(self, line: Line) -> bool:
        """Whether a line belongs to the list that has begun."""
        label, last = self._list, self._begun
        if label is None:
            return False
        if last is None:
            return self._is_first(line)
        in_cell = line.in_table and (line.row, line.cell) == (last.row, last.cell)
        is_same = in_cell or (
            line.in_table and last.in_table and line.cell == last.cell and line.cell > 0
        )
        if not line.in_table and line.cell == last.cell > 0 and line.row == last.row + 1:
            # A column that the printer has set beside other lines.
            return self._is_party(line.text) or self._is_rest(line, last)
        if is_same and last.has_bullet and line.row == last.row + 1 and not line.has_bullet:
            return True
        if line.in_table and last.in_table and not is_same and not line.has_bullet:
            return not self._interrupted and self._is_party(line.text)
        if line.has_bullet:
            return last.has_bullet or not self._interrupted
        if line.after_gap and not line.in_table and not is_same:
            # Lists have no gaps, except those whose every member is a paragraph.
            return bool(self._beginning.match(line.text)) and self._is_whole(label)
        if self._is_rest(line, last):
            return True
        if self._is_strict and not last.has_bullet and not in_cell:
            return self._is_party(line.text) or self._is_wrapped(line, last)
        if self._interrupted:
            return is_same and self._is_party(line.text)
        if last.has_bullet:
            return is_same or line.row == last.row + 1 or self._is_party(line.text)
        return line.in_table == last.in_table

    def _is_first(self, line: Line) -> bool:
        """Whether a line can be the first of a list whose label stood alone."""
        label = self._label
        if line.has_bullet or self._is_party(line.text):
            return True
        if label is None or self._interrupted:
            return False
        return line.row <= label.row + 2 and (line.in_table or not line.after_gap)

    def _is_whole(self, label: Label) -> bool:
        """Whether the list is one of paragraphs."""
        return bool(self._found[label]) and not self._interrupted

    def _is_rest(self, line: Line, last: Line) -> bool:
        """Whether a line ends the addressee before it."""
        if self._is_next(line, last):
            return False
        if line.text[:1].islower() or _OPEN_END.search(last.text):
            return True
        return self._by_lead and not self._lead.match(line.text) and self._is_wrapped(line, last)

    def _is_next(self, line: Line, last: Line) -> bool:
        """Whether a line begins the next member although a comma stands before it.

        Where the line before names several, the comma is one of a running text.
        """
        lists = (self._inner.search(last.text), self._inner.search(line.text))
        return (
            last.text.endswith(",")
            and not any(lists)
            and not line.text[:1].islower()
            and self._beginning.match(line.text) is not None
            and self._beginning.match(last.text) is not None
        )

    @staticmethod
    def _is_wrapped(line: Line, last: Line) -> bool:
        """Whether a line follows one that the printer has filled."""
        return (
            line.row == last.row + 1 and _FULL <= len(last.text) <= _FULLEST and not line.in_table
        )

    def _continue(self, line: Line) -> None:
        label, last = self._list, self._begun
        if label is None:
            return
        is_rest = (
            last is not None
            and not line.has_bullet
            and (last.has_bullet or self._is_rest(line, last))
        )
        if is_rest and last is not None:
            stays = last.has_bullet
            self._found[label][-1][1].append(line.text)
            self._begun = replace(line, has_bullet=stays)
            return
        self._add(label, line)

    def _add(self, label: Label, line: Line) -> None:
        lead = self._lead.match(line.text) if not line.has_bullet else None
        text = line.text[lead.end() :] if lead else line.text
        self._found[label].append((line, [text]))
        self._begun, self._interrupted = line, False

    def _members(self, whole: str) -> Iterator[str]:
        """The parties of a line, those with no sign between them, too."""
        for part in _MEMBERS.split(whole):
            match = self._apart.search(part) if self._beginning.match(part) else None
            while match and len(part[: match.start()].split()) >= _FEWEST_WORDS:
                yield part[: match.start()]
                part = self._lead.sub("", part[match.end() :], count=1)
                match = self._apart.search(part)
            yield part

    def _facts(self, label: Label, confidence: float) -> tuple[Fact[str], ...]:
        facts: dict[str, Fact[str]] = {}
        for line, texts in self._found[label]:
            whole = one_line(texts, self._compounds)
            for member in self._members(whole):
                value = self._and.sub("", member.strip(_CLOSING)).rstrip(_CLOSING)
                if not any(map(str.isalpha, value)) or self._nobody.fullmatch(value):
                    continue
                evidence = Evidence(words=" ".join(texts)[:300], place=line.place)
                facts.setdefault(
                    value, Fact(value=value, confidence=confidence, evidence=(evidence,))
                )
        return tuple(facts.values())
