"""Where an event is held, and in which format: as the subject and the text say it."""

from __future__ import annotations

import re
from functools import lru_cache

from archive.importing.place_cases import place_cases
from archive.importing.words import LetterWords
from archive.prose.patterns import choice

_WORD = r"[A-ZА-ЯЁ][\w’'.-]{1,24}"
_PART = re.compile(r"[,;(\n]| [–—-] ")
_FIRST = 3
"""A place that opens a sentence is its event's: "In Geneva, the meeting will …"."""


class EventPlaces:
    """The words of one language."""

    def __init__(self, words: LetterWords) -> None:
        listed = words.listed
        small = choice(listed("event.place-small"))
        capital = rf"(?-i:{_WORD}(?: {small})?(?: {_WORD}){{0,3}})"
        place = rf"{capital}(?:, {capital}){{0,2}}(?: ?\({capital}\))?"
        self._place = re.compile(place)
        self._behind = re.compile(rf"\s?[,–—(]\s?(?P<place>{place})(?=[;.,)(]|\s[–—(]|\s?\Z)")
        self._country = rf"(?P<country>{capital})(?=\)|[;,.)\n]|\s[–—(-]|\s?\Z)"

        def pattern(key: str) -> re.Pattern[str]:
            return re.compile(rf"(?<!\w){choice(listed(f'event.{key}'))}", re.IGNORECASE)

        self._lead = re.compile(
            rf"[\s,]{{1,3}}(?:{choice(listed('dates.days-leads'))})\s{{1,2}}\Z", re.IGNORECASE
        )
        self._not_places = frozenset(listed("event.not-places"))
        self._nouns = pattern("nouns")
        self._months = words.lexicon.months
        self._virtual, self._hybrid = pattern("virtual"), pattern("hybrid")
        self._joining = pattern("hybrid-joining")
        self._only_virtual = pattern("virtual-only")
        self._called_hybrid = pattern("hybrid-named")
        self._cases = place_cases(words)
        self._no_remote, self._physical = pattern("no-remote"), pattern("physical")
        self._in_person = pattern("in-person")
        self.headquarters = pattern("headquarters")
        self._cells = {form: pattern(f"cell-{form}") for form in ("hybrid", "virtual", "physical")}
        joins = choice(listed("event.place-joins"))
        self._bracketed = re.compile(rf"(?:(?<=[–—,;:] )|(?<=[–—,;:])){capital} \({capital}\)\Z")
        the = choice(listed("dates.articles"))
        self._house = re.compile(
            rf"(?<!\w){joins} (?:{the} )?(?P<place>{capital}(?:, {capital}){{1,3}})", re.IGNORECASE
        )
        self._in = re.compile(rf"(?<!\w){joins} (?P<place>{place})", re.IGNORECASE)
        self._near = re.compile(
            rf"{choice(listed('event.headquarters'))}(?:,| \(|{' '}{joins}) ?(?P<place>{capital})",
            re.IGNORECASE,
        )

    def of_subject(self, subject: str, begin: int) -> str | None:
        """The place right before the day at *begin* of a subject."""
        before = subject[:begin].rstrip(" ,;(–—-\n")
        if bracketed := self._bracketed.search(before[-90:]):
            return bracketed[0].strip()
        best = None
        for cut in sorted({0, *(match.end() for match in _PART.finditer(before))}, reverse=True):
            part = before[cut:].strip(" ,;(–—-\n")
            if not part:
                continue
            if (
                cut == 0
                or not self._place.fullmatch(part)
                or self._nouns.search(part)
                or not self._fits(part)
            ):
                break
            best = part
        return best

    def before_day(self, text: str, begin: int) -> str | None:
        """The place in its first case right before the day at *begin*, where it is known."""
        return self._known_of(self.of_subject(text, len(self._lead.sub("", text[:begin]))))

    def behind_day(self, text: str) -> str | None:
        """The place in its first case right behind a day: ", Curitiba, Brazil (hybrid)"."""
        match = self._behind.match(text)
        found = match["place"] if match else None
        return self._known_of(found) if found and self._fits(found) else None

    def _known_of(self, place: str | None) -> str | None:
        if not place:
            return None
        parts = place.rstrip(")").replace(" (", ", ").split(", ")
        return place if any(self._cases.is_known(part) for part in parts) else None

    def at_end(self, subject: str) -> str | None:
        """The place behind all days of a subject: "workshop (7 May), course (8 May), Oslo"."""
        text = " ".join(subject.split()).rstrip(" .")
        found = re.search(
            r"(?:\)|(?:19|20)[0-9]{2}\)?)(?:,| [–—-]) (?P<place>[^0-9]{3,60})\Z", text
        )
        if found is None:
            return None
        place = found["place"].strip()
        return place if self._place.fullmatch(place) and self._fits(place) else None

    def _fits(self, place: str) -> bool:
        words = re.findall(r"[\w’'-]+", place)
        return not any(word in self._not_places or word.lower() in self._months for word in words)

    def of_text(self, sentence: str, known: str | None, since: int = 0) -> str | None:
        """The place in a *sentence* about an event; *known* is the place of the letter itself.

        What stands before *since* is the place of something else, unless it opens the sentence.
        Where a language bends its names, only one that is known in its first case is certain.
        """
        for match in (*self._near.finditer(sentence), *self._in.finditer(sentence)):
            if match.start() < since and match.start() > _FIRST:
                continue
            found = match["place"].rstrip(" .,")
            if not self._cases.is_bending or found.isascii():
                if self._fits(found):
                    return found
            elif place := self._cases.first_case(found, known):
                return place
        return self._of_house(sentence, since)

    def _of_house(self, sentence: str, since: int) -> str | None:
        """The city and country behind a house: "at the Convention Centre, Hyderabad, India"."""
        for match in self._house.finditer(sentence):
            if self._cases.is_bending and " " not in match["place"].partition(",")[0]:
                continue  # a city that is not known, before its country
            if match.start() < since and match.start() > _FIRST:
                continue
            parts = match["place"].rstrip(" .,").split(", ")
            for place in range(1, len(parts)):
                rest = ", ".join(parts[place:])
                if self._cases.is_known(parts[place]) and self._fits(rest):
                    return rest
        return None

    def of_venue(self, sentence: str, known: str | None) -> str | None:
        """The place in a sentence about the venue: "The venue is unchanged: Nairobi (Kenya)"."""
        for start in (match.end() for match in re.finditer(r": |, |[–—-] ", sentence)):
            if match := self._place.match(sentence, start):
                found = match[0].rstrip(" .,")
                if self._fits(found) and not self._nouns.search(found):
                    parts = [found, found.partition(",")[0]]
                    for part in (*parts, found.partition(" (")[0]):
                        if self._cases.is_known(part):
                            return found
        return self.of_text(sentence, known)

    def as_cell(self, text: str) -> str | None:
        """The place that a cell of a table is, where it is nothing else."""
        found = " ".join(text.split())
        if not self._place.fullmatch(found) or not self._fits(found):
            return None
        known = self._cases.is_known(found)
        return found if known else None

    def as_named(self, text: str) -> str | None:
        """The place that a cell under a heading such as "Venue" is, known or not."""
        found = " ".join(text.split())
        is_place = self._place.fullmatch(found) and self._fits(found)
        return found if is_place and not self.cell_format(found) else None

    def cell_format(self, text: str) -> str | None:
        """The format that a cell under such a heading is: "Hybrid"; "online and in person"."""
        found = [name for name, pattern in self._cells.items() if pattern.search(text)]
        if "hybrid" in found or len(found) > 1:
            return "hybrid"
        return found[0] if found else None

    def whole(self, place: str, text: str) -> str:
        """A *place* with what *text* says of it: "Minsk" is "Minsk, Republic of Belarus"."""
        found = re.search(rf"(?<!\w){re.escape(place)}(?:, | \(){self._country}", text)
        if (
            found is None
            or not self._fits(found["country"])
            or self._nouns.search(found["country"])
        ):
            return place
        return found[0] + (")" if "(" in found[0] else "")

    def as_text(self, place: str, text: str) -> str:
        """ "Windhoek (Namibia)" of a subject as its letter's *text* has it: "Windhoek, Namibia"."""
        plain = place.replace(" (", ", ").rstrip(")")
        return plain if "(" in place and plain in text else place

    def format(self, words: str, text: str, place: str | None, name: str = "") -> str | None:
        """``physical``, ``virtual``, ``hybrid`` or None.

        By the *words* that announce an event called *name* at a *place*, and the *text* that
        speaks of it.
        """
        is_hybrid = self._is_hybrid(words) or self._is_hybrid(text)
        if self._virtual.search(name) and not is_hybrid:
            return "virtual"
        if self._only_virtual.search(words) and not self._is_hybrid(words):
            return "virtual"  # the place is that of another event, or the one of earlier plans
        if place is None and self._virtual.search(words) and not self._joining.search(words):
            return "virtual"
        is_remote = self._hybrid.search(text) and not self._no_remote.search(text)
        if is_hybrid or is_remote:
            return "hybrid"
        if place or self._physical.search(words):
            return "physical"
        return None

    def said_format(self, words: str) -> str | None:
        """The format that a clause itself says; None where it says none, or no single one."""
        if self._is_hybrid(words):
            return "hybrid"
        if self._no_remote.search(words):
            return "physical"
        if self._hybrid.search(words):
            return "hybrid"
        found = [
            name
            for name, pattern in (("virtual", self._virtual), ("physical", self._in_person))
            if pattern.search(words)
        ]
        return found[0] if len(found) == 1 else None

    def is_physical(self, words: str) -> bool:
        """Whether *words* say that people meet in person."""
        return bool(self._physical.search(words))

    def _is_hybrid(self, text: str) -> bool:
        return bool(self._called_hybrid.search(text))


def fuller_place(one: str | None, two: str | None) -> str | None:
    """The fuller of two forms of one place; the first, where they are two places.

    "Geneva" beside "Conference Centre, Geneva, Switzerland" is "Geneva, Switzerland".
    """
    if not one or not two:
        return one or two
    for short, long in ((one, two), (two, one)):
        parts = re.split(r", | \(", long.rstrip(")"))
        if short in parts[:-1]:
            rest = parts[parts.index(short) :]
            return long if rest == parts else ", ".join(rest)
        if ", " in long and re.split(r" \(", short.rstrip(")")) == parts:
            return long  # "Windhoek (Namibia)" is "Windhoek, Namibia"
    return one


@lru_cache(maxsize=8)
def event_places(words: LetterWords) -> EventPlaces:
    """The words of the language of *words*."""
    return EventPlaces(words)
