"""Running text: escaped, with links for bare addresses, references and abbreviations."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from archive.model import Named
from archive.references import Mention
from archive.references.when import carried
from archive.render.fragment import SLOT
from archive.web_addresses import bare_addresses

_FIGURE = re.compile("[0-9]")


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """An abbreviation in a running text."""

    start: int
    end: int
    id: str
    """That of the glossary's entry."""
    name: str
    """What it stands for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """What is recognised in running text of one language."""

    mentions: Callable[[str], Sequence[Mention]]
    abbreviations: Callable[[str], Sequence[Abbreviation]]


NO_MARKS = Marks(mentions=lambda text: (), abbreviations=lambda text: ())
"""Recognises nothing."""


def escape(text: str) -> str:
    """Escape text for element content the way the HTML standard serialises it."""
    return (
        text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\xa0", "&nbsp;")
    )


def escape_attribute(text: str) -> str:
    """Escape text for a double-quoted attribute."""
    return escape(text).replace('"', "&quot;")


def named_in(text: Iterable[Named]) -> tuple[Named, ...]:
    """What one *text* names in its order, each with the time that the text gave for it before."""
    return tuple(
        carried(
            text,
            lambda named: (named.reference, named.when),
            lambda named, when: replace(named, when=when),
        )
    )


class InlineWriter:
    """Writes the running text of one body, and remembers what it names."""

    def __init__(self, marks: Marks) -> None:
        self._marks = marks
        self.place = ""
        """The address of the paragraph that is being written."""
        self.named: list[Named] = []
        self.terms: set[str] = set()

    def note_link(self, key: str) -> None:
        """The text links to a letter of the archive."""
        self.named.append(Named(place=self.place, key=key))

    def linked(self, text: str) -> str:
        """Text outside links: bare web and e-mail addresses and references become links."""
        if "@" not in text and "://" not in text:
            return self._marked(text)
        written: list[str] = []
        position = 0
        for start, end, target in bare_addresses(text):
            written.append(self._marked(text[position:start]))
            words, target = escape(text[start:end]), escape_attribute(target)
            written.append(f'<a class="bare" href="{target}">{words}</a>')
            position = end
        written.append(self._marked(text[position:]))
        return "".join(written)

    def within_link(self, text: str) -> str:
        """Text that is a link's words already: what it names is noted all the same."""
        if _FIGURE.search(text):
            for mention in self._mentions(text):
                self._note(mention)
        return escape(text)

    def _mentions(self, text: str) -> Sequence[Mention]:
        """The references in a text; one may stand on two lines of the source."""
        return self._marks.mentions(text.replace("\n", " "))

    def _note(self, mention: Mention) -> int:
        named = Named(place=self.place, reference=mention.reference, when=mention.when)
        self.named.append(named)
        return len(self.named) - 1

    def _marked(self, text: str) -> str:
        """The text with its references in slots."""
        # Without figures there is no reference: nine texts of ten are asked no further.
        mentions = self._mentions(text) if _FIGURE.search(text) else ()
        if not mentions:
            return self._explained(text)
        written: list[str] = []
        position = 0
        for mention in mentions:
            written.append(self._explained(text[position : mention.start]))
            index = self._note(mention)
            words = escape(text[mention.start : mention.end])
            written.append(f"{SLOT}named:{index}{SLOT}{words}{SLOT}/named{SLOT}")
            position = mention.end
        written.append(self._explained(text[position:]))
        return "".join(written)

    def _explained(self, text: str) -> str:
        """The text; an abbreviation says what it stands for where the body has it first."""
        found = self._marks.abbreviations(text)
        if not found:
            return escape(text)
        written: list[str] = []
        position = 0
        for each in found:
            if each.id in self.terms:
                continue
            self.terms.add(each.id)
            written.append(escape(text[position : each.start]))
            words = escape(text[each.start : each.end])
            written.append(f'<abbr title="{escape_attribute(each.name)}">{words}</abbr>')
            position = each.end
        written.append(escape(text[position:]))
        return "".join(written)
