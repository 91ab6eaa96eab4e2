"""What letters name in their texts, and which letters of the archive that means."""

from __future__ import annotations

from dataclasses import dataclass

from archive.references import Reference


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Something that one text names at one place: by its reference, or by a link to a letter."""

    place: str
    """The address of the paragraph; empty before the first one."""
    reference: Reference | None = None
    year: int | None = None
    """The year that the text gives for it."""
    key: str = ""
    """Of a link: the circular that it leads to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """One letter, resolution or recommendation that a letter names, in whichever language."""

    reference: Reference | None
    """None where the text only links to a letter that has none."""
    year: int | None = None
    keys: tuple[str, ...] = ()
    """The circulars that can be meant; none where the archive holds no such letter."""
    is_sure: bool = False
    """Whether exactly one circular is meant. Numbers restart each study period: without a year
    the archive does not guess."""
    places: tuple[str, ...] = ()
    """The paragraphs that name it, in their order."""
    spellings: tuple[tuple[Reference, int | None], ...] = ()
    """The references by which it is named, each with the year that stands with it."""

    @property
    def anchor(self) -> str:
        """Where the page of the letter that names it lists it."""
        slug = self.reference.slug if self.reference else self.keys[0].replace("/", "-")
        year = f"-{self.year}" if self.year and self.reference and not self.reference.year else ""
        return f"names-{slug}{year}"
