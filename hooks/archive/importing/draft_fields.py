"""The front matter of a draft while it is put together: values, and above each its evidence."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from archive.blocks import TODO
from archive.importing.facts import Evidence, Fact, Finding
from archive.importing.inline import plain_text
from archive.importing.own_words import OwnWords
from archive.importing.sheet import Place
from archive.importing.shown_words import cut_around
from archive.languages import Phrases
from archive.scaffold import comment_lines, noted_front_matter

T = TypeVar("T")

_SHOWN = 160
"""So many characters of the letter's words stand in a comment."""
_MOST = 4
"""So many places of one fact, or candidates for it, are shown."""


@dataclass(slots=True, kw_only=True)
class DraftFields:
    """Fields by their paths; comments are in the editor's language."""

    words: Phrases
    counts_paragraphs: bool = False
    """Whether places of the letter count paragraphs and not lines."""
    own: OwnWords = field(default_factory=OwnWords)
    """The letter's words as they stand in its file."""
    doubted: frozenset[str] = frozenset()
    """Paths of values that the checker has refused: they become a TODO."""
    values: dict[str, object] = field(default_factory=dict)
    notes: dict[str, list[str]] = field(default_factory=dict)
    fact_notes: dict[str, list[str]] = field(default_factory=dict)
    """Notes on what may stand beside a text only in the file of the facts."""

    def set(self, path: str, value: object, *notes: str) -> None:
        """Write a value, with comments above it; what the checker refuses stands in a comment."""
        *outer, name = path.split(".")
        place = self.values
        for key in outer:
            inner = place.setdefault(key, {})
            assert isinstance(inner, dict)  # noqa: S101 - groups hold groups or values, never both
            place = inner
        if path in self.doubted and not str(value).startswith(TODO):
            shown = value if isinstance(value, str) else str(value)
            notes = (*notes, self.words("import.draft.refused", value=one_line(shown)))
            value = TODO
        place[name] = value if not isinstance(value, str) else one_line(value, None)
        self.note(path, *notes)

    def note(self, path: str, *notes: str) -> None:
        """Add comments above a value that stands."""
        lines = _lines(notes)
        if lines:
            self.notes.setdefault(path, []).extend(lines)

    def note_on_facts(self, path: str, *notes: str) -> None:
        """Add comments that the file of a translation does not repeat."""
        self.fact_notes.setdefault(path, []).extend(_lines(notes))

    def once(
        self,
        path: str,
        finding: Finding[T],
        form: Callable[[T], str] = str,
        *,
        required: bool = False,
    ) -> T | None:
        """Write a fact that a letter has once: its value, else TODO with the candidates."""
        best = finding.best
        if best is not None:
            self.set(path, form(best.value), *self.evidence(best))
            return best.value
        if finding.candidates:
            self.set(path, TODO, *self.candidates(finding.candidates, form))
        elif required:
            self.set(path, TODO, self.words("import.draft.not-found"))
        return None

    def candidates(
        self, facts: Sequence[Fact[T]], form: Callable[[T], str] = str
    ) -> tuple[str, ...]:
        """Comments with what may be meant."""
        return (
            self.words("import.draft.unsure"),
            *(
                self.words(
                    "import.draft.candidate",
                    value=one_line(form(fact.value)),
                    found=self._found(fact.evidence[0], fact.value) if fact.evidence else "",
                )
                + self._why(fact)
                for fact in facts[:_MOST]
            ),
        )

    def evidence(self, fact: Fact[T], limit: int | None = _SHOWN) -> tuple[str, ...]:
        """Comments that say where a fact was found; of its words at most *limit* characters."""
        found = [self._found(each, fact.value, limit) for each in fact.evidence[:_MOST]]
        if not found:
            return ()
        text = "; ".join(found) + self._why(fact)
        return (self.words("import.draft.from", found=text),)

    def _found(self, evidence: Evidence, thing: object, limit: int | None = _SHOWN) -> str:
        """The place of some evidence and its words; long ones are cut around *thing*."""
        line = one_line(evidence.words, None)
        shown = line if limit is None else cut_around(line, thing, limit)
        return self.quoted(evidence, shown)

    def quoted(self, evidence: Evidence, shown: str) -> str:
        """The place of some evidence, and what is *shown* of its words as the letter prints it."""
        own = self.own.of(shown, evidence.place)
        said = self.words(
            "import.draft.place", place=self.place(evidence), words=one_line(own.words, None)
        )
        read = "; ".join(
            self.words("import.draft.read-as", printed=one_line(printed), read=one_line(read))
            for printed, read in own.readings
        )
        return f"{said} ({read})" if read else said

    def place(self, evidence: Evidence) -> str:
        """Page and line, as far as the file has them."""
        return shown_place(evidence.place, self.words, counts_paragraphs=self.counts_paragraphs)

    def _why(self, fact: Fact[T]) -> str:
        """Why a fact is not sure, as far as there are words for it."""
        reasons = [self.words.get(f"import.reason.{reason}") for reason in fact.reasons]
        said = "; ".join(text for text in reasons if isinstance(text, str))
        return f" ({said})" if said else ""

    def written(self, end: Sequence[str] = ()) -> str:
        """The front matter in normal form; *end* are comments after the last value."""
        notes = {path: [*lines] for path, lines in self.notes.items()}
        for path, lines in self.fact_notes.items():
            notes.setdefault(path, []).extend(lines)
        return noted_front_matter(
            self.values, {path: lines for path, lines in notes.items() if lines}, end
        )


def _lines(notes: Sequence[str]) -> list[str]:
    """The lines of some comments; those without words are left out."""
    return [line for note in notes if note for line in comment_lines(one_line(note, None))]


def shown_place(place: Place, words: Phrases, *, counts_paragraphs: bool) -> str:
    """Where something stands in a letter: page and line, or the number of the paragraph."""
    if counts_paragraphs:
        return words("import.draft.paragraph", number=place.line)
    if place.page is None:
        return words("import.draft.line", line=place.line)
    return words("import.draft.page-line", page=place.page, line=place.line)


def one_line(text: str, limit: int | None = _SHOWN) -> str:
    """A text on one line without what cannot be seen; a long one is cut."""
    line = re.sub(r"\s+", " ", plain_text(text)).strip()
    if limit is None or len(line) <= limit:
        return line
    return (line[:limit].rpartition(" ")[0] or line[:limit]) + "…"
