"""The archive's data model: frozen facts of all languages, built once per build.

The model holds facts, outlines and digests. Finished bodies live beside it
(:class:`archive.render.body.Fragment`), so that an archive of any size stays small in memory.
"""

from __future__ import annotations

from archive.model.citing import Citation, Named
from archive.model.dated import Act, Deadline, Event, Former, Relative
from archive.model.letters import (
    Archive,
    Change,
    Circular,
    Dated,
    Drift,
    Initiative,
    Item,
    Paragraph,
    Related,
    Text,
)
from archive.model.parties import (
    Action,
    Addressee,
    AnswerKind,
    Attachment,
    Bureau,
    Contact,
    Link,
    Signatory,
)
from archive.model.words import NO_WORDS, Localized, Phrase, Term, is_abbreviation

__all__ = [
    "NO_WORDS",
    "Act",
    "Action",
    "Addressee",
    "AnswerKind",
    "Archive",
    "Attachment",
    "Bureau",
    "Change",
    "Circular",
    "Citation",
    "Contact",
    "Dated",
    "Deadline",
    "Drift",
    "Event",
    "Former",
    "Initiative",
    "Item",
    "Link",
    "Localized",
    "Named",
    "Paragraph",
    "Phrase",
    "Related",
    "Relative",
    "Signatory",
    "Term",
    "Text",
    "is_abbreviation",
]
