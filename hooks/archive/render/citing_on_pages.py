"""What a letter names, on its page: links within the text, and a list of all that it names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from archive.citations import is_own
from archive.model import Circular, Citation, Named, Related, Term, Text
from archive.references import Reference
from archive.render.citation_words import labels, place_name
from archive.render.fates_on_pages import FatesOnPage
from archive.render.fragment import Naming


@dataclass(frozen=True, slots=True, kw_only=True)
class CitingOnPage(FatesOnPage):
    """What stands on a page about the references in a letter."""

    def naming(
        self, circular: Circular, page: str = "", address: Callable[[str], str] | None = None
    ) -> Naming:
        """What closes the slots of references in the text of *circular*.

        A letter of the archive gets a link; where several can be meant, the link leads to the list
        that says so on the letter's page (at the address *page*; "" on the page itself). With
        *address*, which makes an address of a path, the text is for a feed: what has no link
        stays plain there.
        """
        link = address or self.href
        known = {
            spelling: citation for citation in circular.citations for spelling in citation.spellings
        }

        def naming(named: Named) -> tuple[str, str]:
            if named.reference is None or is_own(circular, named):
                return "", ""
            citation = known[named.reference, named.year]
            if citation.is_sure:
                target = link(self.site.addresses.circular(self.language, citation.keys[0]))
                return f'<a href="{escape(target)}">', "</a>"
            if citation.keys:
                note = escape(self.t("circular.names.unsure"))
                target = escape(f"{page}#{citation.anchor}")
                return f'<a class="unsure" href="{target}" title="{note}">', "</a>"
            if address is not None:
                return "", ""
            note = escape(self.t("circular.names.outside"))
            return f'<span class="outside" title="{note}">', "</span>"

        return naming

    def called(self, reference: Reference, year: int | None = None) -> str:
        """A reference as this page's language prints it, with the year that the text gives."""
        name = reference.printed(self.phrases)
        return name if year is None or reference.year else f"{name} ({year})"

    def named(self, circular: Circular) -> list[tuple[Citation, Markup]]:
        """What the letter's texts name beside what its relations state already, each with a
        sentence or a link."""
        stated = {related.circular for related in circular.related if related.circular}
        said = {related.reference for related in circular.related if related.reference}
        return [
            (citation, self._named(citation))
            for citation in circular.citations
            if not (citation.is_sure and citation.keys[0] in stated)
            and not (citation.reference in said and not citation.keys)
        ]

    def _named(self, citation: Citation) -> Markup:
        letters = [self.site.circulars[key] for key in citation.keys]
        if citation.is_sure:
            return self._titled(letters[0])
        name = self.called(citation.reference, citation.year) if citation.reference else ""
        if not letters:
            return self.filled("circular.names.not-held", name=name)
        choice = Markup("; ").join(self._dated(letter) for letter in letters)
        return self.filled("circular.names.several", name=name, letters=choice)

    def _titled(self, circular: Circular) -> Markup:
        if not circular.references:
            return self.letter(circular)
        return Markup("{} – {}").format(self.letter(circular), self.words(circular.subject))

    def _dated(self, circular: Circular) -> Markup:
        """A letter with its date, by which readers tell those of one number apart."""
        return Markup("{} ({})").format(self.letter(circular), self.date(circular.date))

    def where(self, circular: Circular, places: Iterable[str], page: str = "") -> Markup:
        """The paragraphs in which a letter names something, with links to them."""
        known: dict[str, str] = {}
        for text in circular.texts.values():
            known = {**labels(text), **known}
        plain: list[Markup] = []
        within: list[Markup] = []
        for place in places:
            if place in known:
                in_annex = place.startswith("annex-")
                name = place_name(self, place, known) if in_annex else known[place]
                link = Markup('<a href="{}#{}">{}</a>').format(page, place, name)
                (within if in_annex else plain).append(link)
        if plain:
            key = "circular.names.paragraph" if len(plain) == 1 else "circular.names.paragraphs"
            within.insert(0, self.filled(key, places=Markup(", ").join(plain)))
        return Markup("; ").join(within)

    def behind(self, circular: Circular, text: Text) -> list[Markup]:
        """In what a translation is behind its source, a sentence each; none where it is not."""
        drift, source = text.behind, circular.texts.get(text.translates or "")
        if drift is None or source is None:
            return []
        here, there = labels(text), labels(source)
        known = {place.anchor for place in text.outline}
        page = self.href(self.site.addresses.circular(source.language, circular.key))

        def linked(addresses: Iterable[str]) -> Markup:
            """Links to places of this text, else of the source."""
            links = []
            for address in addresses:
                target = f"#{address}" if address in known else f"{page}#{address}"
                name = place_name(self, address, {**there, **here})
                if address in known or address in there:
                    links.append(Markup('<a href="{}">{}</a>').format(target, name))
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
            by_key = related.circular is not None and citation.keys == (related.circular,)
            by_name = related.reference is not None and citation.reference == related.reference
            if by_key or by_name:
                return self.where(circular, citation.places)
        return Markup("")

    def naming_letters(
        self, circular: Circular, citing: Sequence[tuple[Citation, Circular]]
    ) -> list[Markup]:
        """The letters that name this one without a stated relation, and where they do it."""
        found = []
        for citation, other in citing:
            where = self.where(other, citation.places, self.circular_href(other))
            line = self._titled(other)
            found.append(Markup("{} <small>({})</small>").format(line, where) if where else line)
        return found
