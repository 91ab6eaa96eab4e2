"""What a letter, a resolution or a recommendation is called, in one form for all languages."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from archive.languages import Phrases
from archive.references.series import CANONICAL, SLUGS, is_letter, year_in_number

ISSUANCES = ("corrigendum", "addendum")
"""What is issued to a letter under the letter's own number."""

_LONGEST_SLUG = 80
"""In characters; what is issued to the letter comes on top."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """What a letter is called. Numbers restart each study period: a number alone is no identity."""

    series: str | None
    """A series of the grammar; None for a reference that is kept as written."""
    number: str
    """The number within the series, or the whole reference as written."""
    issuance: str = ""
    """One of :data:`ISSUANCES`, where not the letter itself is meant but what was issued to it."""
    issue: int | None = None
    """The number of that corrigendum or addendum; None where it has none."""
    city: str = ""
    """Of a resolution, where it was adopted or last revised: a key of ``[reference.city]``."""
    year: int | None = None
    """Of a resolution, when it was adopted or last revised."""
    is_revised: bool = False
    """Of a resolution, whether that was a revision."""

    @property
    def base(self) -> Reference:
        """The letter to which a corrigendum or addendum was issued; else the reference itself."""
        return replace(self, issuance="", issue=None) if self.issuance else self

    @property
    def is_letter(self) -> bool:
        """Whether a letter is meant, and no resolution or recommendation."""
        return self.series is None or is_letter(self.series)

    @property
    def year_in_number(self) -> int | None:
        """The year that the number itself tells, as that of CL-19/35 tells 2019."""
        return year_in_number(self.series or "", self.number)

    @property
    def canonical(self) -> str:
        """The form that is the same in all languages, as in "TSB Circular 352", "CL-19/35" or
        "Corrigendum 2 to TSB Circular 45"."""
        if self.issuance:
            issue = "" if self.issue is None else f" {self.issue}"
            return f"{self.issuance.capitalize()}{issue} to {self.base.canonical}"
        if self.series is None:
            return self.number
        name = CANONICAL[self.series].format(number=self.number)
        if self.year is None:
            return name
        city = f"{self.city.replace('-', ' ').title()}, " if self.city else ""
        revised = "Rev. " if self.is_revised else ""
        return f"{name} ({revised}{city}{self.year})"

    @property
    def slug(self) -> str:
        """The form for folder names and addresses, as in ``tsb-352``, ``cl-19-35`` or
        ``tsb-45-corrigendum-2``; of a long one the beginning, since names of files have an end."""
        if self.issuance:
            issue = "" if self.issue is None else f"-{self.issue}"
            return f"{self.base.slug}-{self.issuance}{issue}"
        template = SLUGS.get(self.series or "", "")
        text = template.format(number=self.number) if template else self.canonical
        slug = re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
        return slug[:_LONGEST_SLUG].rstrip("-")

    def printed(self, phrases: Phrases) -> str:
        """The form that letters of the language print: "Циркуляр 352 БСЭ", "Исправление 2 к
        Циркуляру 45 БСЭ", "Резолюция 209 (Дубай, 2018 г.)"."""
        if self.series is None:
            return self.canonical
        if not self.issuance:
            return self._with_year(phrases.listed(f"reference.{self.series}"), phrases)
        letter = self._with_year(phrases.listed(f"reference.issued-to.{self.series}"), phrases)
        key = f"reference.issuance.{self.issuance}"
        if self.issue is None:
            return phrases(f"{key}-unnumbered", letter=letter)
        return phrases(key, issue=self.issue, letter=letter)

    def _with_year(self, forms: list[str], phrases: Phrases) -> str:
        """The name by the first of *forms*, with the bracket of a resolution."""
        if not forms:
            return self.base.canonical
        name = forms[0].format(number=self.number)
        if self.year is None:
            return name
        key = "reference.adopted." + ("city" if self.city else "year")
        key += "-revised" if self.is_revised else ""
        cities = phrases.listed(f"reference.city.{self.city}")
        city = cities[0] if cities else self.city.replace("-", " ").title()
        values = {"city": city, "year": self.year} if self.city else {"year": self.year}
        return f"{name} {phrases(key, **values)}"
