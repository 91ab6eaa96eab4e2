"""What two texts of one letter say differently: a comparison of values, paragraph by paragraph.

Repetitions do not matter, nor how a thing is written: a number may stand in words, a year within
a date, and a day without its year. What one text has, and nothing in the other answers, differs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import zip_longest

from archive.prose.addresses import same_address
from archive.prose.found import Found
from archive.prose.lexicon import Lexicon
from archive.prose.readings import FIELD, Reading, Unit

NUMBERS = frozenset({"number", "percent", "amount"})
REFERENCES = frozenset({"reference", "resolution", "recommendation"})
_ENOUGH = 120
"""A shorter text may be a name or a title in another language."""
_SHARE = 0.1
"""The commonest letters make up four tenths of any text in their language."""
_LETTERS = re.compile(r"[^\W\d_]{2,}")
_LETTERS_ENOUGH = 90
"""So many letters in words tell the language of a text; figures, signs and empty cells do not."""
_NEAR = 60
"""So far behind a day its month may stand."""
_MOST_FOUND = 2_000
_MOST_QUESTIONS = 300
"""Of a paragraph and of a text only so much is compared that hostile texts cost no time."""
_LONGEST = 20_000
_SHORTEST_PHONE = 6
"""So many figures are a telephone number's own; fewer may be an extension."""
_ISSUED = re.compile("(?:Corrigendum|Addendum)(?: [0-9]+)? to ")


@dataclass(frozen=True, slots=True)
class Spot:
    """Something found, and the paragraph in which it stands."""

    unit: Unit
    found: Found

    @property
    def text(self) -> str:
        """The words as they stand; of a link its target."""
        this = self.found
        if this.kind in ("url", "email"):
            return this.value
        words = self.unit.text[this.start : this.end]
        if words.isdecimal() and this.kind in ("date", "time"):
            # In "7–9 June" the month stands behind the last day.
            for after in self.unit.found:
                if 0 < after.start - this.start < _NEAR and after.kind == this.kind:
                    words = self.unit.text[this.start : after.end]
                    if not self.unit.text[after.start : after.end].isdecimal():
                        break
        return " ".join(words.split())

    def place(self) -> tuple[int, int]:
        """Line and column in the file."""
        return self.unit.place(self.found.start)


@dataclass(frozen=True, slots=True)
class Difference:
    """What stands in one text only, or one thing in the one and another in the other."""

    here: Spot | None
    there: Spot | None
    unit_here: Unit
    """The paragraph in which *here* is missed."""
    unit_there: Unit


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two paragraphs that are compared."""

    unit: Unit
    lexicon: Lexicon
    facts: tuple[Found, ...] = ()
    """What the facts beside a field say in any case."""

    @property
    def text(self) -> str:
        """The words of the paragraph."""
        return self.unit.text[:_LONGEST]

    def alone(self, kinds: frozenset[str], other: Side) -> list[Found]:
        """What was found of some *kinds*, once each, and stands on the *other* side nowhere."""
        there = {found[:2] for found in other.unit.found}
        alone: dict[tuple[str, str], Found] = {}
        for found in self.unit.found:
            if found.kind in kinds and found[:2] not in there:
                alone.setdefault(found[:2], found)
        return list(alone.values())

    def all(self) -> Iterator[Found]:
        """Everything that was found, and the facts."""
        yield from self.unit.found[:_MOST_FOUND]
        yield from self.facts


class Comparison:
    """Two readings of one letter, the facts' and a translation's.

    *answers* gives for each paragraph of the facts' text the translation's.
    """

    def __init__(
        self,
        facts: tuple[Reading, Lexicon],
        translation: tuple[Reading, Lexicon],
        answers: Mapping[str, str],
    ) -> None:
        reading, self._facts_lexicon = facts
        other, self._lexicon = translation
        found = (
            (there, other.by_address.get(_answer(there.address, answers)))
            for there in reading.units
        )
        self.pairs = [(there, here) for there, here in found if here is not None]
        """The paragraphs and fields of the facts' text, each with what answers it."""
        self._unlike = [pair for pair in self.pairs if not _say_the_same(*pair)]

    def differences(
        self, kinds: frozenset[str], known: Callable[[str], Iterable[Found]]
    ) -> Iterator[Difference]:
        """All differences in things of these *kinds*.

        *known* gives what the facts beside a field say, by the field's address: only one language
        need repeat it.
        """
        questions = _MOST_QUESTIONS
        for there, here in self._unlike:
            ours, theirs = Side(here, self._lexicon), Side(there, self._facts_lexicon)
            only_here, only_there = ours.alone(kinds, theirs), theirs.alone(kinds, ours)
            if not (only_here or only_there):
                continue
            if is_foreign(here, self._lexicon) or is_foreign(there, self._facts_lexicon):
                continue
            if there.address.startswith(FIELD):
                facts = tuple(known(there.address))
                ours, theirs = replace(ours, facts=facts), replace(theirs, facts=facts)
            questions -= len(only_here) + len(only_there)
            if questions < 0:
                return
            yield from _paired(
                [Spot(here, each) for each in only_here if not _answered(each, ours, theirs)],
                [Spot(there, each) for each in only_there if not _answered(each, theirs, ours)],
                here,
                there,
            )


def _answer(address: str, answers: Mapping[str, str]) -> str:
    """The address in the translation of what answers a paragraph or a field of the facts' text."""
    return address if address.startswith(FIELD) else answers.get(address, "")


def _say_the_same(there: Unit, here: Unit) -> bool:
    """Whether the same was found in both, of every kind: nearly always, and all rules ask."""
    if not (there.found or here.found):
        return True
    return {found[:2] for found in there.found} == {found[:2] for found in here.found}


def is_foreign(unit: Unit, lexicon: Lexicon) -> bool:
    """Whether a text is written in another language, as its letters tell.

    Where languages share their letters, nothing is told; short texts may be names.
    """
    if len(unit.text) < _ENOUGH:
        return False
    own, wanted = 0, len(unit.text) * _SHARE
    for letter in lexicon.letters:
        own += unit.text.count(letter)
        if own >= wanted:
            return False
    size = _in_words(unit.text)
    size -= sum(_in_words(unit.text[found.start : found.end]) for found in unit.found)
    return size >= _LETTERS_ENOUGH and own < size * _SHARE


def _in_words(text: str) -> int:
    """How many letters stand in words of two letters and more."""
    return sum(map(len, _LETTERS.findall(text)))


def _paired(
    only_here: list[Spot], only_there: list[Spot], here: Unit, there: Unit
) -> Iterator[Difference]:
    """One difference for two things as long as both sides have some, then one for each."""
    for one, other in zip_longest(only_here, only_there):
        yield Difference(one, other, here, there)


def _answered(found: Found, side: Side, other: Side) -> bool:
    """Whether the *other* side says the same as *found*, which stands on this *side*."""
    if any(_same(found, answer, side, other) for answer in other.all()):
        return True
    if found.kind in NUMBERS:
        return _number_in_words(found, other)
    if found.kind == "date":
        return len(found.value) == 7 and _month_in_words(found.value, other)
    return found.kind == "phone" and _has_phone(found.value, other)


def _same(one: Found, other: Found, side: Side, others: Side) -> bool:
    """Whether two things say the same, as far as each says it."""
    if one.kind == other.kind:
        if one.value == other.value:
            return True
        if one.kind == "date":
            return _same_day(one.value, other.value)
        if one.kind == "url":
            return _same_page(one.value, side.lexicon, other.value, others.lexicon)
        if one.kind == "phone":
            return _same_phone(one.value, other.value)
        if one.kind == "reference":
            return _same_letter(one.value, other.value)
        return one.kind == "resolution" and _same_resolution(one.value, other.value)
    if one.kind in NUMBERS and other.kind in NUMBERS:
        return _same_number(one, other, side, others)
    if one.kind == "number":
        return _number_within(one.value, other, side)
    return other.kind == "number" and _number_within(other.value, one, others)


def _same_letter(one: str, other: str) -> bool:
    """The same letter, where one text names only the letter to which something was issued."""
    return _ISSUED.sub("", one) == other or _ISSUED.sub("", other) == one


def _same_day(one: str, other: str) -> bool:
    """The same day, where one text gives it without its year."""
    return len(one) != len(other) and 5 in (len(one), len(other)) and one[-5:] == other[-5:]


def _same_page(one: str, lexicon: Lexicon, other: str, other_lexicon: Lexicon) -> bool:
    """The same address, or the same page in each text's own language (/ru/ and /en/)."""
    one, other = same_address(one), same_address(other)
    return one == other or _of_no_language(one, lexicon) == _of_no_language(other, other_lexicon)


def _of_no_language(address: str, lexicon: Lexicon) -> str:
    parts = re.split("([^A-Za-z0-9])", address)
    own = lexicon.language.lower()
    return "".join("*" if part.lower() in (own, own[0]) else part for part in parts)


def _same_phone(one: str, other: str) -> bool:
    """The same number, with and without the code of the country."""
    short, long = sorted((one.lstrip("+0"), other.lstrip("+0")), key=len)
    return len(short) >= _SHORTEST_PHONE and long.endswith(short)


def _same_resolution(one: str, other: str) -> bool:
    """The same resolution, where one text gives it without its year."""
    number, _, year = one.partition(" (")
    other_number, _, other_year = other.partition(" (")
    return number == other_number and not (year and other_year)


def _same_number(one: Found, other: Found, side: Side, others: Side) -> bool:
    """The same figure: in "from 10 to 15 per cent" one sign may stand for both."""
    if one.value.rpartition(" ")[2] != other.value.rpartition(" ")[2]:
        return False
    if "percent" not in (one.kind, other.kind):
        return "number" in (one.kind, other.kind)
    plain = side if one.kind == "number" else others
    return any(found.kind == "percent" for found in plain.all())


def _number_within(value: str, other: Found, side: Side) -> bool:
    """Whether a plain number, on this *side*, is part of something larger in the other text."""
    if other.kind == "date":
        return len(value) == 4 and other.value.startswith(f"{value}-")
    if other.kind == "time":
        hour, _, minute = other.value.partition(":")
        return value == f"{hour.lstrip('0') or '0'}.{minute}".rstrip("0").rstrip(".")
    if other.kind == "phone":
        return value in other.value and _has_phone(other.value, side)
    return other.kind in REFERENCES and value in re.findall("[0-9]+", other.value)


def _has_phone(value: str, side: Side) -> bool:
    """Whether the figures of a telephone number stand in a text one after another."""
    figures = value.lstrip("+0")
    return len(figures) >= _SHORTEST_PHONE and figures in re.sub("[^0-9]", "", side.text)


def _number_in_words(found: Found, other: Side) -> bool:
    """Whether the other text has the number in words, or in the name of something (SG5)."""
    figures = found.value.rpartition(" ")[2]
    if found.kind == "number" and re.search(rf"[^\W\d_]{re.escape(figures)}(?![0-9])", other.text):
        return True
    return (
        len(figures) <= 2
        and figures.isdecimal()
        and (other.lexicon.says_number(int(figures), other.text))
    )


def _month_in_words(value: str, other: Side) -> bool:
    """Whether the other text has the month and its year apart: "in May and June of 2022"."""
    year, _, month = value.partition("-")
    return other.lexicon.says_month(int(month), other.text) and any(
        found.value.startswith(year) for found in other.all() if found.kind in ("number", "date")
    )
