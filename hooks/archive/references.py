"""The grammar of references: "Циркуляр 352 БСЭ" and "TSB Circular 352" are one letter.

The forms of each language stand in its strings file under ``[reference]``: the first form of a
series is the one that is printed, the others are spellings that are read as well. References
that belong to no known series are kept as they are written.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from archive.languages import Phrases

_NUMBERS: Mapping[str, str] = {
    "tsb-circular": r"[1-9][0-9]{0,3}",
    "tsb-collective-letter": r"[1-9][0-9]{0,2}/[0-9]{1,2}",
    "cl": r"[0-9]{2}/[1-9][0-9]{0,2}",
    "bdt-dir": r"[1-9][0-9]{0,3}",
    "cr": r"[1-9][0-9]{0,3}",
    "cace": r"[1-9][0-9]{0,3}",
    "ca": r"[1-9][0-9]{0,3}",
}
"""The series that the grammar knows, and how their numbers look."""

_CANONICAL: Mapping[str, str] = {
    "tsb-circular": "TSB Circular {number}",
    "tsb-collective-letter": "TSB Collective letter {number}",
    "cl": "CL-{number}",
    "bdt-dir": "BDT/DIR/{number}",
    "cr": "CR/{number}",
    "cace": "CACE/{number}",
    "ca": "CA/{number}",
}

_SLUGS: Mapping[str, str] = {
    "tsb-circular": "tsb-{number}",
    "tsb-collective-letter": "tsb-collective-{number}",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """What a letter is called. Numbers restart each study period: a number alone is no identity."""

    series: str | None
    """A series of the grammar; None for a reference that is kept as written."""
    number: str
    """The number within the series, or the whole reference as written."""

    @property
    def canonical(self) -> str:
        """The form that is the same in all languages, as in "TSB Circular 352" or "CL-19/35"."""
        if self.series is None:
            return self.number
        return _CANONICAL[self.series].format(number=self.number)

    @property
    def slug(self) -> str:
        """The form for folder names and addresses, as in ``tsb-352`` or ``cl-19-35``."""
        template = _SLUGS.get(self.series or "", "")
        text = template.format(number=self.number) if template else self.canonical
        return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")

    def printed(self, phrases: Phrases) -> str:
        """The form that letters of the language print: "Циркуляр 352 БСЭ"."""
        forms = phrases.listed(f"reference.{self.series}") if self.series else []
        return forms[0].format(number=self.number) if forms else self.canonical


def spellings(phrases: Mapping[str, Phrases]) -> Iterator[tuple[str, str, str, str]]:
    """All forms of all languages: series, words before, pattern of the number, words after."""
    for series, number in _NUMBERS.items():
        forms = {_CANONICAL[series]}
        for language in phrases.values():
            forms.update(language.listed(f"reference.{series}"))
        for form in sorted(forms):
            before, after = form.split("{number}")
            yield series, before, number, after


class Grammar:
    """Reads references in the spellings of every language of the archive."""

    def __init__(self, phrases: Mapping[str, Phrases]) -> None:
        self._patterns = tuple(self._compile(phrases))

    @staticmethod
    def _compile(phrases: Mapping[str, Phrases]) -> Iterator[tuple[str, re.Pattern[str]]]:
        for series, before, number, after in spellings(phrases):
            pattern = f"{re.escape(before)}(?P<number>{number}){re.escape(after)}"
            yield series, re.compile(pattern, re.IGNORECASE)

    def parse(self, text: str) -> Reference:
        """The reference that *text* means. Case and kinds of blanks do not matter."""
        plain = " ".join(unicodedata.normalize("NFKC", text).split())
        for series, pattern in self._patterns:
            if match := pattern.fullmatch(plain):
                return Reference(series=series, number=match["number"])
        return Reference(series=None, number=" ".join(text.split()))
