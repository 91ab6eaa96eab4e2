"""References of letters: one grammar for all languages, and the series that they belong to."""

from archive.references.grammar import Grammar, Mention
from archive.references.reference import ISSUANCES, Reference
from archive.references.series import period, restarts
from archive.references.when import UNSAID, When

__all__ = [
    "ISSUANCES",
    "UNSAID",
    "Grammar",
    "Mention",
    "Reference",
    "When",
    "period",
    "restarts",
]
