"""What a letter names, on its page: links within the text, and a list of all that it names."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from archive.citations import is_own
from archive.model import Circular, Citation, Named, Paragraph, Related, Term, Text
from archive.references import UNSAID, Reference, When
from archive.render.citation_words import labels, place_name
from archive.render.fates_on_pages import Citing, FatesOnPage
from archive.render.fragment import Naming
from archive.render.markup import Mould
from archive.render.reference_marks import issuance, key_of_marks, marker, note

_ANNEX = re.compile("annex-[0-9]+")
"""The address of a heading that opens an annex, and of what stands there without a paragraph."""

_TITLED = Mould("{} – {}")
_DATED = Mould("{} ({})")
_IN_BRACKETS = Mould(" ({})")
_WITH_PLACES = Mould("{} <small>({})</small>")
_LINK = Mould('<a href="{}">{}</a>')
_PLACE = Mould('<a href="{}#{}">{}</a>')


@dataclass(frozen=True, slots=True, kw_only=True)
class CitingOnPage(FatesOnPage):
    """What stands on a page about the references in a letter."""

    def naming(
        self, circular: Circular, page: str = "", address: Callable[[str], str] | None = None
    ) -> Naming:
        """What closes the slots of references in the text of *circular*.

        A letter of the archive gets a link, and so does a corrigendum that is not held, to the
        letter that it corrects; where several can be meant, the link leads to the list that says
        so on the letter's page (at the address *page*; "" on the page itself). With *address*,
        which makes an address of a path, the text is for a feed, which has no style sheet: what
        has no link stays plain there.
        """
        link = address or self.href
        marked = marker(self)
        known = {
            spelling: citation for citation in circular.citations for spelling in citation.spellings
        }

        def naming(named: Named) -> tuple[str, str]:
            if named.reference is None or is_own(circular, named):
                return "", ""
            citation = known[named.reference, named.when]
            target = f"{page}#{citation.anchor}" if citation.keys else ""
            if citation.is_sure:
                target = link(self.site.addresses.circular(self.language, citation.keys[0]))
                if not citation.is_base:
                    return f'<a href="{escape(target)}">', "</a>"
            if address is None:
                return marked(citation, target)
            if not target:
                return "", ""
            title = escape(note(self, citation))
            return f'<a href="{escape(target)}" title="{title}">', "</a>"

        return naming

    def key_of_marks(self, body: str) -> list[Markup]:
        """What the marks around references in the HTML of a text mean, a sentence for each."""
        return key_of_marks(self, body)

    def called(self, reference: Reference, when: When = UNSAID) -> str:
        """A reference as this page's language prints it, with the years that the text gives."""
        name = reference.printed(self.phrases)
        if when.year is None or reference.year:
            return name
        last = f"–{when.until}" if when.until and not when.is_open else ""
        return name if when.is_open else f"{name} ({when.year}{last})"

    def named(self, circular: Circular) -> list[tuple[Citation, Markup]]:
        """What the letter's texts name beside what its relations state already, each with a
        sentence or a link."""
        stated = {related.circular for related in circular.related if related.circular}
        said = {related.reference for related in circular.related if related.reference}
        return [
            (citation, self._named(circular, citation))
            for citation in circular.citations
            if not (citation.is_sure and not citation.is_base and citation.keys[0] in stated)
            and not (citation.reference in said and not citation.keys)
        ]

    def _named(self, circular: Circular, citation: Citation) -> Markup:
        name = self.called(citation.reference, citation.when) if citation.reference else ""
        if citation.is_sure:
            line = self._titled(circular, self.site.circulars[citation.keys[0]])
            if not citation.is_base:
                return line
            sentence = f"circular.names.not-held-{issuance(citation)}"
            return self.filled(sentence, name=name, letter=line)
        if citation.is_base:
            return self._perhaps("several-base", name, citation.keys)
        if citation.is_later:
            return self._perhaps("later", name, citation.keys)
        is_dated = citation.when.year is not None
        if is_dated and citation.when.is_open:
            return self._perhaps("several-years", name, citation.keys)
        return self._perhaps("several-dated" if is_dated else "several", name, citation.keys)

    def _perhaps(self, why: str, name: str, keys: Sequence[str]) -> Markup:
        """A sentence on letters that can be meant, and on why none is for sure."""
        if not keys:
            return self.filled("circular.names.not-held", name=name)
        choice = Markup("; ").join(self._dated(self.site.circulars[key]) for key in keys)
        return self.filled(f"circular.names.{why}", name=name, letters=choice)

    def not_certain(self, related: Related) -> Markup:
        """What a letter's own reference names where that is not one letter of the archive."""
        name = self.called(related.reference) if related.reference else ""
        return self._perhaps("issued", name, related.perhaps)

    def _titled(self, circular: Circular, other: Circular) -> Markup:
        """Another letter with its subject; with its date, where it bears the same reference."""
        name = self.letter(other) + self.date_apart(circular, other)
        if not other.references:
            return name
        return _TITLED(name, self.words(other.subject))

    def date_apart(self, circular: Circular, other: Circular) -> Markup:
        """The date of another letter in brackets, where it bears the same reference; else ""."""
        references = {each.canonical for each in circular.references}
        if references.isdisjoint(each.canonical for each in other.references):
            return Markup("")
        return _IN_BRACKETS(self.date(other.date))

    def _dated(self, circular: Circular) -> Markup:
        """A letter with its date, by which readers tell those of one number apart."""
        return _DATED(self.letter(circular), self.date(circular.date))

    def where(self, circular: Circular, places: Iterable[str], page: str = "") -> Markup:
        """The paragraphs in which a letter names something, with links to them; *page* is the
        letter's address, "" on its own page."""
        known: dict[str, str] = {}
        annexes: set[str] = set()
        for outline in self._outlines(circular, is_own=not page):
            known = {**labels(outline), **known}
            annexes.update(each.anchor for each in outline if _ANNEX.fullmatch(each.anchor))
        plain: list[Markup] = []
        within: list[Markup] = []
        for place in places:
            if place in known or place in annexes:
                in_annex = place.startswith("annex-")
                name = place_name(self, place, known) if in_annex else known[place]
                link = _PLACE(page, place, name)
                (within if in_annex else plain).append(link)
        if plain:
            key = "circular.names.paragraph" if len(plain) == 1 else "circular.names.paragraphs"
            within.insert(0, self.filled(key, places=Markup(", ").join(plain)))
        return Markup("; ").join(within)

    def _outlines(self, circular: Circular, *, is_own: bool) -> Iterator[tuple[Paragraph, ...]]:
        """How the texts of a letter are divided. On its own page their bodies, which say so too,
        are at hand."""
        for code, text in circular.texts.items():
            body = self.site.fragments.get((circular.key, code)) if is_own else None
            yield body.outline if body else text.outline

    def behind(self, circular: Circular, text: Text) -> list[Markup]:
        """In what a translation is behind its source, a sentence each; none where it is not."""
        drift, source = text.behind, circular.texts.get(text.translates or "")
        if drift is None or source is None:
            return []
        here, there = labels(text.outline), labels(source.outline)
        known = {place.anchor for place in text.outline}
        page = self.href(self.site.addresses.circular(source.language, circular.key))

        def linked(addresses: Iterable[str]) -> Markup:
            """Links to places of this text, else of the source."""
            links = []
            for address in addresses:
                target = f"#{address}" if address in known else f"{page}#{address}"
                name = place_name(self, address, {**there, **here})
                if address in known or address in there:
                    links.append(_LINK(target, name))
                else:
                    links.append(escape(name))
            return Markup("; ").join(links)

        found = []
        for name, addresses in (
            ("changed", drift.changed),
            ("added", drift.added),
            ("removed", drift.removed),
            ("moved", tuple(now for _, now in drift.moved)),
        ):
            if addresses:
                found.append(self.filled(f"circular.behind.{name}", places=linked(addresses)))
        if drift.words:
            found.append(self.filled("circular.behind.words"))
        return found

    def abbreviations(self, circular: Circular, used: Iterable[str]) -> list[Term]:
        """The abbreviations that a reader of the page meets, sorted as the reader would: those
        *used* in the text (ids of the glossary), and those in its subject and summary."""
        language = self.language
        ids = set(used)
        for words in (circular.subject, circular.summary):
            if words:
                phrase = words.in_language(language)
                found = self.site.glossary.find(phrase.text, phrase.language)
                ids.update(use.term.id for use in found)
        terms = [term for term in self.site.glossary.terms if term.id in ids]
        return sorted(terms, key=lambda term: self.plain(term.abbreviation).casefold())

    def places_of(self, circular: Circular, related: Related) -> Markup:
        """The paragraphs in which the letter names what a relation states."""
        for citation in circular.citations:
            is_letter = related.circular is not None and not citation.is_base
            by_key = is_letter and citation.keys == (related.circular,)
            by_name = related.reference is not None and citation.reference == related.reference
            if by_key or by_name:
                return self.where(circular, citation.places)
        return Markup("")

    def citing_letters(
        self,
        circular: Circular,
        stating: Iterable[Citing],
        naming: Iterable[tuple[Citation, Circular]],
    ) -> list[Markup]:
        """The letters that cite this one, the newest first.

        Of those *stating* how they relate to it, they are the ones that state no more than that;
        of those only *naming* it, the line says where they do it.
        """
        lines: list[tuple[Circular, Markup]] = [
            (other, self._titled(circular, other))
            for related, other in stating
            if related.relation == "cites"
        ]
        for citation, other in naming:
            where = self.where(other, citation.places, self.circular_href(other))
            line = self._titled(circular, other)
            line = _WITH_PLACES(line, where) if where else line
            lines.append((other, line))
        return [line for _, line in sorted(lines, key=lambda each: each[0].order(), reverse=True)]
