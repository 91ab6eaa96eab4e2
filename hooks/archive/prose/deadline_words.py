"""The words that make a date a deadline: "не позднее {date}", "please … by {date}".

They stand in the strings files under ``[prose]``, as forms: ``{date}`` is the date, ``…`` stands
for other words of the same sentence, ``a|b`` for either of two phrases. What stands right beside
the date may be parted from it by the hour, the day of the week and the words of
``deadline-fill``; a form with ``…`` right before the date allows any words there but those of
``deadline-unless`` ("no later than two weeks before {date}").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from archive.prose.patterns import choice, phrase

DATE_MARK = "\ue000"
"""Stands for another date of the sentence."""
TIME_MARK = "\ue001"
"""Stands for an hour."""
_NEAR = 80
"""The words right before a date are looked for within so many characters."""
_GAP = 60
"""And these may have so many characters between themselves and the date."""


@dataclass(frozen=True, slots=True)
class _Demand:
    """What else a form wants of the sentence: earlier words, later ones, or none."""

    opening: re.Pattern[str] | None
    following: re.Pattern[str] | None
    anywhere: bool
    """Whether the later words may follow at any distance."""


class _Closings:
    """Phrases that stand before a date, and what each demands."""

    def __init__(self, demands: Mapping[str, list[_Demand]], rest: str) -> None:
        """Of phrases and their *demands*; *rest* is the pattern from a phrase to the date."""
        phrases = sorted(demands, key=lambda phrase: (-len(phrase), phrase))
        self._pattern = re.compile(rf"{_whole(phrases)}{rest}\Z")
        self._each = [(re.compile(_whole([phrase])), demands[phrase]) for phrase in phrases]

    def before(self, text: str, near: int) -> Iterator[tuple[str, str, list[_Demand]]]:
        """The phrases at the end of *text*: what stands before them, the gap, their demands."""
        start = max(0, len(text) - near)
        while self._each and (match := self._pattern.search(text, start)):
            start = match.start()
            for pattern, demands in self._each:
                if found := pattern.match(text, start):
                    yield text[:start], text[found.end() :], demands
            start += 1  # a phrase within the phrase may demand less


class DeadlineWords:
    """Tells by the words around a date whether a letter sets it as a deadline."""

    def __init__(
        self, forms: Iterable[str], fill: Iterable[str] = (), unless: Iterable[str] = ()
    ) -> None:
        """Of the *forms*, the words that may *fill* the gap, and those that may not."""
        # Single words, so that no text can be read as filling in more than one way.
        filling = sorted({word for phrase in fill for word in phrase.casefold().split()})
        words = f"|{choice(filling)}" if filling else ""
        self._fill = rf"(?:[^\w.!?{DATE_MARK}]{words})*"
        self._unless = _any_of(unless)
        self._after: list[_Demand] = []
        close: dict[str, list[_Demand]] = {}
        loose: dict[str, list[_Demand]] = {}
        for form in forms:
            self._sort(form, close, loose)
        self._close = _Closings(close, self._fill)
        self._loose = _Closings(loose, rf"(?!\w)[^{DATE_MARK}]{{0,{_GAP}}}")

    def _sort(
        self, form: str, close: dict[str, list[_Demand]], loose: dict[str, list[_Demand]]
    ) -> None:
        """Put a form where its words are looked for: right before the date, earlier, behind it."""
        before, after = (part.strip() for part in form.split("{date}"))
        group = loose if before.endswith("…") else close
        opening, _, closing = before.removesuffix("…").strip().rpartition("…")
        anywhere, later = after.startswith("…"), after.removeprefix("…").strip().split("|")
        following = None
        if after:
            between = "" if anywhere else self._fill
            following = re.compile(f"{between}{_whole(later)}")
        demand = _Demand(_any_of(filter(None, opening.split("|"))), following, anywhere)
        if not closing.strip():
            self._after.append(demand)
        for words in closing.split("|") if closing.strip() else ():
            group.setdefault(words.strip(), []).append(demand)

    def reads_as_deadline(self, before: str, after: str) -> bool:
        """Whether a date does between *before* and *after*, the rest of its sentence.

        Other dates and hours in them are replaced by :data:`DATE_MARK` and :data:`TIME_MARK`.
        """
        before, after = before.lower(), after.lower()
        for earlier, gap, demands in self._loose.before(before, _NEAR + _GAP):
            is_relative = self._unless is not None and self._unless.search(gap)
            if not is_relative and self._met(demands, earlier, after):
                return True
        for earlier, _, demands in self._close.before(before, _NEAR):
            if self._met(demands, earlier, after):
                return True
        return self._met(self._after, before, after)

    @staticmethod
    def _met(demands: list[_Demand], before: str, after: str) -> bool:
        for demand in demands:
            if demand.opening and not demand.opening.search(before):
                continue
            later = demand.following
            if later is None or (
                later.search(after) if demand.anywhere else later.match(after[:_NEAR])
            ):
                return True
        return False


def _any_of(phrases: Iterable[str]) -> re.Pattern[str] | None:
    """Any of whole *phrases*; None where there are none."""
    known = list(phrases)
    return re.compile(_whole(known)) if known else None


def _whole(phrases: Iterable[str]) -> str:
    """Any of *phrases* in small letters, none of them the end of a longer word.

    Each option begins with a plain character, and looks behind only after it: so the search
    skips quickly to where one can begin.
    """
    options = []
    for text in phrases:
        small = text.strip().lower()
        first = re.escape(small[0])
        behind = rf"(?<!\w{first})" if small[0].isalnum() else ""
        options.append(phrase(small).replace(first, f"{first}{behind}", 1))
    return f"(?:{'|'.join(options)})"
