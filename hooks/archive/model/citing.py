"""What letters name in their texts, and which letters of the archive that means."""

from __future__ import annotations

from dataclasses import dataclass

from archive.references import UNSAID, Reference, When


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Something that one text names at one place: by its reference, or by a link to a letter."""

    place: str
    """The address of the paragraph; empty before the first one."""
    reference: Reference | None = None
    when: When = UNSAID
    """The time that the text gives for it, here or where it named it before."""
    key: str = ""
    """Of a link: the circular that it leads to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """One letter, resolution or recommendation that a letter names, in whichever language."""

    reference: Reference | None
    """None where the text only links to a letter that has none."""
    when: When = UNSAID
    keys: tuple[str, ...] = ()
    """The circulars that can be meant; none where the archive holds no such letter."""
    is_sure: bool = False
    """Whether exactly one circular is meant, or was corrected by what is. Numbers restart each
    study period: without a year the archive does not guess."""
    is_later: bool = False
    """Whether those that can be meant all came after the letter that names them."""
    is_base: bool = False
    """Whether a corrigendum or addendum is named that the archive does not hold: the circulars are
    then those to which it can have been issued."""
    places: tuple[str, ...] = ()
    """The paragraphs that name it, in their order."""
    spellings: tuple[tuple[Reference, When], ...] = ()
    """The references by which it is named, each with the time that stands with it."""

    @property
    def anchor(self) -> str:
        """Where the page of the letter that names it lists it."""
        slug = self.reference.slug if self.reference else self.keys[0].replace("/", "-")
        if self.when.year is None or (self.reference and self.reference.year):
            return f"names-{slug}"
        years = [str(year) for year in (self.when.year, self.when.until) if year]
        return f"names-{slug}-{('-or-' if self.when.is_open else '-').join(years)}"
