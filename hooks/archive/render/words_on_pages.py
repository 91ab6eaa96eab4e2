"""Words and addresses on a page: in its language, escaped, relative to it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from markupsafe import Markup, escape

from archive.languages import Phrases
from archive.model import Circular, Localized, Phrase
from archive.render.borrowed_words import Said, borrowed, foreign
from archive.site import Site
from archive.urls import language_for, relative


@dataclass(frozen=True, slots=True, kw_only=True)
class WordsOnPage:
    """One page in one language: what is said on it, and where its links lead."""

    site: Site
    language: str
    path: str
    """The page's path below the site's root."""
    rooted: bool = False
    """Whether addresses begin at the host's root: for a page that is served at any address."""
    marked: bool = False
    """Whether words that its language borrows are marked (:mod:`archive.render.borrowed_words`)."""

    @property
    def phrases(self) -> Phrases:
        """The words of the page's language."""
        return self.site.phrases[self.language]

    def t(self, key: str, /, **values: object) -> str:
        """A word of the interface."""
        return self._said(key, self.phrases(key, **values))

    def plural(self, key: str, number: int) -> str:
        """A word with a number."""
        return self._said(key, self.phrases.plural(key, number))

    def _said(self, key: str, text: Said) -> Said:
        origin = self.phrases.origin(key) if self.marked else self.language
        return text if origin == self.language else borrowed(text, origin)

    def filled(self, key: str, /, **values: object) -> Markup:
        """A sentence of the interface with marked-up *values*; all that is no markup is escaped."""
        return self._said(key, escape(self.phrases(key)).format(**values))

    def words(self, text: Localized) -> Markup:
        """Words of the archive; in a foreign language they say so by ``lang``."""
        return self.phrase(text.in_language(self.language)) if text else Markup("")

    def phrase(self, phrase: Phrase) -> Markup:
        """Words in a known language."""
        if phrase.language == self.language:
            return escape(phrase.text)
        return Markup("<span{}>{}</span>").format(self.foreign(phrase.language), phrase.text)

    @property
    def own_language(self) -> Markup:
        """The attributes of a part in the page's language inside words of another one."""
        attributes = Markup(' lang="{}"').format(self.language)
        if self.phrases.language.direction == "ltr":
            return attributes
        return attributes + Markup(' dir="{}"').format(self.phrases.language.direction)

    @property
    def backwards(self) -> str:
        """An arrow to what comes before, as the page's script runs."""
        return "←" if self.phrases.language.direction == "ltr" else "→"

    @property
    def onwards(self) -> str:
        """An arrow to what comes after, as the page's script runs."""
        return "→" if self.phrases.language.direction == "ltr" else "←"

    def foreign(self, code: str) -> Markup:
        """The attributes of an element whose words are in the language *code*, after a blank.

        There are none where that is the page's own language.
        """
        return Markup("") if code == self.language else foreign(code, self.language)

    def quoted(self, text: Localized) -> Markup:
        """Words of the letter in the quotation marks of their own language."""
        phrase = text.in_language(self.language)
        quoted = self.site.phrases[phrase.language].quoted(phrase.text)
        return self.phrase(Phrase(text=quoted, language=phrase.language))

    def plain(self, text: Localized) -> str:
        """Words for attributes and titles, without marks."""
        return text.in_language(self.language).text if text else ""

    def href(self, target: str) -> str:
        """The address of a path of the site, relative to the page where that is possible."""
        if self.rooted:
            return urlsplit(self.site.url).path + target
        return relative(self.path, target)

    def webcal(self, target: str) -> str:
        """The absolute address of a calendar by which a calendar program subscribes to it."""
        return urlsplit(self.site.absolute(target))._replace(scheme="webcal").geturl()

    def circular_href(self, circular: Circular) -> str:
        """The relative address of a circular for this page's readers."""
        return self.href(self.site.addresses.circular(self.language, circular.key))

    def circular_links(self, by_key: Mapping[str, Circular]) -> Callable[[str], str]:
        """What closes the slots of a body on this page: the address of a circular by its key."""
        return lambda key: self.circular_href(by_key[key])

    def is_foreign(self, circular: Circular) -> bool:
        """Whether the circular has no text in this page's language."""
        return language_for(self.language, circular) != self.language

    def reference(self, circular: Circular) -> str:
        """What the letter is called in this language: its references, or its kind."""
        if not circular.references:
            return self.t("circular.no-reference")
        return " · ".join(item.printed(self.phrases) for item in circular.references)

    def letter(self, circular: Circular, anchor: str = "") -> Markup:
        """A link to a letter, and to the place *anchor* on its page."""
        name = escape(self.reference(circular))
        if not circular.references:
            name = name + ": " + self.words(circular.subject)
        address = self.circular_href(circular) + (f"#{anchor}" if anchor else "")
        return Markup('<a href="{}">{}</a>').format(address, name)
