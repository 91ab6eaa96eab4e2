"""The rows of the store: text of which only their writer and reader know what it means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredText:
    """One finished body."""

    body: str
    """The fragment, as JSON."""
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What a build holds of every folder in memory."""

    path: str
    """Below the archive's root: ``2021/tsb-352``, ``initiatives/u4ssc``."""
    rank: str = ""
    """Sorts the circulars by their dates."""
    facts: str = ""
    """Those fields of a circular that whole lists are made of, a line each."""
    shown: str = ""
    """Digest of the facts without the bodies: what lists, feeds and calendars show."""
    judged: str = ""
    """Digest of what rules on the whole archive see, wherever it stands in its files."""
    tied: str = ""
    """Digest of what decides how the letter and others hang together."""
    ties: str = ""
    """The keys of the letters that its facts name, with blanks between."""
    is_troubled: bool = False
    """Whether rules have found anything in the folder."""


KnownCards = dict[str, tuple[bytes, Card]]
"""Cards by path, each with the digest of its row."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderRow:
    """One folder, as :mod:`archive.store.folder_rows` writes and reads it."""

    card: Card
    digest: str
    """Of the files that it was made from; empty for what must be read again each time."""
    findings: str
    facts: str = ""
    """All fields, a line each; of an initiative one line. Empty where errors leave no facts."""
    named: str = "[]"
    """What the texts name, in all languages."""
    texts: Mapping[str, StoredText] = field(default_factory=dict)
    """The finished bodies by language."""

    @property
    def path(self) -> str:
        """Of the folder, below the archive's root."""
        return self.card.path


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What the rest of an archive makes of one letter."""

    facts: str
    """The fields that are different from the letter's own, a line each: name, blank, value."""
    ties: str
    """The keys of all letters that its page looks at, with blanks between."""
