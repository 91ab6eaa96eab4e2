"""The grammar of references: "Циркуляр 352 БСЭ" and "TSB Circular 352" are one letter.

The forms of each language stand in its strings file under ``[reference]``: the first form of a
series is the one that is printed, the others are spellings that are read as well. References
that belong to no known series are kept as they are written.

A text is not searched by a large pattern. Figures are looked for, and only where the word before
one can end the words of a reference are patterns matched, on a folded piece of the line.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from archive.languages import Phrases
from archive.references.folding import fold, fold_whole, has_hidden, without_hidden
from archive.references.issuances import Issuances, spread
from archive.references.names import Named, Names, bare
from archive.references.reference import Reference
from archive.references.spellings import Spellings
from archive.references.when import UNSAID, When
from archive.references.years import Years

_FIGURES = re.compile("[0-9][0-9]*")  # not "[0-9]+": one set in front lets the engine leap
_BLANKS = frozenset(" \t\u00a0\u2007\u2009\u202f")
_WORD = re.compile(r"(?<![\w@#&=%])[^\W\d_]")
_BEFORE_CODES = frozenset("/\\.+~-\u2010\u2011")
"""Signs that make a code, behind them, part of a file's name or of another mark."""
_BARE = re.compile(r"(?<![\w/\\@#&=%.+~\u2010\u2011-])[A-Z]{1,3}\.\Z")
_BARE_FIGURES = 3
"""The letter and number of a recommendation without any word need so many figures: "Y.4900"."""
_PARSED = 128
"""So many references are remembered: those of a few letters."""
_ENDS = 2048
"""Of so many ends of words it is known whether a number can follow."""
_BEFORE, _BEHIND = 100, 400
"""How much of a line around a figure is read, in characters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A reference in a running text."""

    start: int
    end: int
    """From where to where it stands: what would be a link's words."""
    reference: Reference
    when: When = UNSAID
    """The time that the text gives for the letter, as in "TSB Circular 45 of 3 May 2018"; of a
    resolution that of its bracket."""

    @property
    def year(self) -> int | None:
        """The year, or the first one of a period."""
        return self.when.year


def figures_in(text: str) -> list[int]:
    """The places where runs of figures (0 to 9) begin."""
    return [figure.start() for figure in _FIGURES.finditer(text)]


class Grammar:
    """Reads references in the spellings of every language of the archive.

    To make one takes as long as to read some hundreds of paragraphs: see :meth:`of`.
    """

    @staticmethod
    def of(phrases: Mapping[str, Phrases]) -> Grammar:
        """The grammar of these words, made when it is first asked for."""
        return _made(tuple(phrases.items()))

    def __init__(self, phrases: Mapping[str, Phrases]) -> None:
        self._phrases = phrases

    # Patterns are made when first something is read: that takes long, and many a build reads none.

    @cached_property
    def _spellings(self) -> Spellings:
        return Spellings(self._phrases)

    @cached_property
    def _years(self) -> Years:
        return Years(self._spellings)

    @cached_property
    def _names(self) -> Names:
        return Names(self._spellings, self._years)

    @cached_property
    def _can_close(self) -> Callable[[str], bool]:
        """Whether words with this end can stand before a number: texts repeat their ends."""
        names = self._names
        return lru_cache(_ENDS)(lambda end: names.can_close(fold(end)))

    @cached_property
    def _can_glue(self) -> Callable[[str], bool]:
        names = self._names
        return lru_cache(_ENDS)(lambda end: names.can_glue(fold(end)))

    @cached_property
    def _issuances(self) -> Issuances:
        return Issuances(self._spellings)

    def parse(self, text: str) -> Reference:
        """The reference that the whole of *text* means.

        Case, kinds of blanks and dashes, and letters of another alphabet that look alike do not
        matter. What is none of a known series is kept as written.
        """
        return self._remembered(text)

    @cached_property
    def _remembered(self) -> Callable[[str], Reference]:
        """Reads a whole text, and knows the last ones: rules and pages ask for the same again."""

        def parse(text: str) -> Reference:
            found = self._parsed(fold_whole(text))
            return found or Reference(series=None, number=" ".join(text.split()))

        return lru_cache(_PARSED)(parse)

    def _parsed(self, plain: str) -> Reference | None:
        issued = self._issuances.leading(plain)
        named = self._names.read(plain, issued.end if issued else 0)
        if len(named) != 1 or (issued and len(issued.issues) > 1):
            return None
        reference, end = named[0].reference, named[0].end
        if issued is None and (issued := self._issuances.behind(plain, end)):
            end = issued.end
        if end != len(plain):
            return None
        if issued is None:
            return reference
        return issued.named(reference) if issued.suits(reference) else None

    def find(self, text: str, figures: Sequence[int] | None = None) -> list[Mention]:
        """The references that *text* names, in its order; none overlaps another.

        Web and e-mail addresses are for the caller to leave out. Nothing reaches over the end of
        a line. *figures* are the places where runs of figures begin (see :func:`figures_in`), if
        the caller has looked for them already.
        """
        figures = figures_in(text) if figures is None else figures
        if not figures:
            return []
        if not has_hidden(text):
            return list(self._found(text, figures))
        plain, places = without_hidden(text)
        return [
            replace(each, start=places[each.start], end=places[each.end - 1] + 1)
            for each in self._found(plain, figures_in(plain))
        ]

    def _found(self, text: str, figures: Iterable[int]) -> Iterator[Mention]:
        floor = 0
        can_close, can_glue = self._can_close, self._can_glue
        for at in figures:
            if at <= floor:
                continue
            # Most figures in most texts stand behind other words: only this is looked at.
            before = text[at - 1]
            if before in _BLANKS:
                if not can_close(text[max(at - 4, 0) : at - 1]):
                    continue
            elif before == ".":
                if not (text[at - 2 : at - 1].isupper() or can_close(text[max(at - 3, 0) : at])):
                    continue
            elif not can_glue(text[max(at - 2, 0) : at]):
                continue
            for named, begin in self._at(text, at, floor):
                floor = begin + named.end
                yield Mention(
                    start=begin + named.start,
                    end=floor,
                    reference=named.reference,
                    when=named.when,
                )

    def _at(self, text: str, at: int, floor: int) -> Iterator[tuple[Named, int]]:
        """What is named around the figure *at*; places count from the second value."""
        line = text.rfind("\n", max(at - _BEFORE, 0), at) + 1
        lowest = max(at - _BEFORE, floor, line)
        begin = max(lowest - 1, line)  # the sign before a word tells whether it is a whole one
        stop = text.find("\n", at, at + _BEHIND)
        folded = ""
        before = fold(text[begin:at])
        for word in _WORD.finditer(before, lowest - begin):
            start = word.start()
            if self._names.can_open(before[start : start + 2]):
                folded = folded or fold(text[begin : stop if stop >= 0 else at + _BEHIND])
                named = self._names.read(folded, start, at - begin)
                found = self._judged(named, text, begin, folded) if named else []
                if found:
                    yield from ((each, begin) for each in found)
                    return
        yield from self._bare(text, at, floor)

    def _judged(self, named: list[Named], text: str, begin: int, folded: str) -> list[Named]:
        """What is *named*, with what was issued to it; nothing where it only looks like a name."""
        first, last = named[0], named[-1]
        start = first.start
        place = begin + start
        if place and text[place - 1] in _BEFORE_CODES and self._names.is_code(folded, start):
            return []
        is_small = not text[place].isupper()
        if (
            is_small
            and first.reference.series == "resolution"
            and first.reference.year is None
            and not self._names.has_sign(folded, first)
        ):
            return []  # that of a screen, perhaps
        issued = self._issuances.before(folded, start)
        if issued and not issued.suits(first.reference):
            return named
        # "В дополнение к Циркуляру 81" is a turn of phrase, and names no addendum; nor does
        # «внести поправку к Циркуляру 81» name a corrigendum.
        is_vague = issued and (issued.issuance == "addendum" or issued.is_of_letter)
        is_phrase = is_vague and issued and not issued.issues
        if issued and not (is_phrase and text[begin + issued.start].islower()):
            return [*spread(issued, first), *named[1:]]
        issued = self._issuances.behind(folded, last.end)
        is_behind = issued and issued.suits(last.reference)
        if issued and is_behind and text[begin + issued.start].isupper():
            onward = self._issuances.onward(folded, issued.start)
            if onward is not None and self._names.read(folded, onward):
                return named  # "TSB Circular 45, Corrigendum 2 to CL-19/35" are two
            when, _ = self._years.after(folded, issued.end) or (last.when, 0)
            reference = issued.named(last.reference)
            named[-1] = Named(last.start, issued.end, reference, when)
        return named

    def _bare(self, text: str, at: int, floor: int) -> Iterator[tuple[Named, int]]:
        """A recommendation without any word: "Y.4900"."""
        letters = _BARE.search(text, max(at - 5, 0), at)
        begin = letters.start() if letters else 0
        if letters is None or begin < floor:
            return
        folded = fold(text[begin : at + 20])
        named = bare(folded, 0)
        figures = _FIGURES.match(text, at)
        if named and figures and len(figures[0]) >= _BARE_FIGURES:
            yield named, begin


@lru_cache(maxsize=4)
def _made(phrases: tuple[tuple[str, Phrases], ...]) -> Grammar:
    return Grammar(dict(phrases))
