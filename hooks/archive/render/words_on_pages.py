"""Words and addresses on a page: in its language, escaped, relative to it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Self
from urllib.parse import urlsplit

from markupsafe import Markup

from archive.languages import Phrases
from archive.model import Circular, Localized, Phrase
from archive.render.borrowed_words import Said, attributes, borrowed, foreign
from archive.render.markup import Kept, Mould, escaped, markup, printed, together
from archive.site import Site
from archive.urls import language_for, relative

_KEPT_BLANK = re.compile(r"(?<=\d) (?=[^\W\d_])| (?=–)")
"""The blank between a day and its month, or before a dash, where no line may end."""
_RANGE = re.compile(r"([\d:]+–[\d:]+)")
"""Days or hours from, to: a line may end behind such a dash."""
_SHORT = 20
"""So many signs fit on the narrowest screen, as a heading too."""
_ENDS_LINES = re.compile(r"[-/ ]")
"""Signs behind which a line may end."""

_NOTHING = Markup("")
_FOREIGN = Mould("<span{}>{}</span>")
_WHOLE = Mould('<span class="whole">{}</span>')
_LINK = Mould('<a href="{}">{}</a>')


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
    kept: Kept = field(default_factory=Kept, repr=False, compare=False)
    """What other pages of the build have drawn already, in all languages."""
    phrases: Phrases = field(init=False, repr=False, compare=False)
    """The words of the page's language."""
    _up: str = field(init=False, repr=False, compare=False)
    """How addresses on the page begin, so that they lead to the site's root."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "phrases", self.site.phrases[self.language])
        start = urlsplit(self.site.url).path if self.rooted else relative(self.path, "")
        object.__setattr__(self, "_up", "" if start == "./" else start)

    @property
    def unmarked(self) -> Self:
        """The same without marks, for what is made of the words."""
        return replace(self, marked=False) if self.marked else self

    def in_language(self, code: str) -> Self:
        """The same page's words in another language."""
        if code == self.language:
            return self
        return type(self)(
            site=self.site,
            language=code,
            path=self.path,
            rooted=self.rooted,
            marked=self.marked,
            kept=self.kept,
        )

    def t(self, key: str, /, **values: object) -> str:
        """A word of the interface."""
        text = self.phrases(key, **values)
        return self._said(key, text) if self.marked else text

    @property
    def said(self) -> Mapping[str, Markup]:
        """Every word of the interface that needs no values, escaped, by its key."""
        return self.kept.words(self.language, self.marked, self._in_html)

    def _in_html(self, key: str) -> Markup:
        return escaped(self.t(key))

    def plural(self, key: str, number: int) -> str:
        """A word with a number."""
        return self._said(key, self.phrases.plural(key, number))

    def _said(self, key: str, text: Said) -> Said:
        origin = self.phrases.origin(key) if self.marked else self.language
        return text if origin == self.language else borrowed(text, origin)

    def filled(self, key: str, /, **values: object) -> Markup:
        """A sentence of the interface with marked-up *values*; all that is no markup is escaped."""
        sentence = self.kept.sentence(self.phrases(key))(values)
        return self._said(key, sentence) if self.marked else sentence

    def words(self, text: Localized) -> Markup:
        """Words of the archive; in a foreign language they say so by ``lang``."""
        own = text.own(self.language)
        if own is not None:
            return escaped(own)
        return self.phrase(text.in_language(self.language)) if text else _NOTHING

    def phrase(self, phrase: Phrase) -> Markup:
        """Words in a known language."""
        if phrase.language == self.language:
            return escaped(phrase.text)
        return _FOREIGN(self.foreign(phrase.language), phrase.text)

    @property
    def own_language(self) -> Markup:
        """The attributes of a part in the page's language inside words of another one."""
        direction = self.phrases.language.direction
        return attributes(self.language, "" if direction == "ltr" else direction)

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
        if code == self.language:
            return _NOTHING
        key = ("foreign", code, self.language)
        return self.kept.get(key) or self.kept.keep(key, foreign(code, self.language))

    def quoted(self, text: Localized) -> Markup:
        """Words of the letter in the quotation marks of their own language."""
        phrase = text.in_language(self.language)
        quoted = self.site.phrases[phrase.language].quoted(phrase.text)
        return self.phrase(Phrase(text=quoted, language=phrase.language))

    def plain(self, text: Localized) -> str:
        """Words for attributes and titles, without marks."""
        own = text.own(self.language)
        if own is not None:
            return own
        return text.in_language(self.language).text if text else ""

    def href(self, target: str) -> str:
        """The address of a path of the site, relative to the page where that is possible."""
        return self._up + target or "./"

    def webcal(self, target: str) -> str:
        """The absolute address of a calendar by which a calendar program subscribes to it."""
        return _for_calendars(self.site.url) + target

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

    def name(self, circular: Circular) -> Markup:
        """The same in HTML, where no line ends within a reference such as CL-19/35."""
        key = ("name", self.language, self.marked, circular.key)
        return self.kept.get(key) or self.kept.keep(key, self.whole(self.reference(circular)))

    def whole(self, name: str) -> Markup:
        """A name of several words, where no line ends within one, nor between a number and what
        it counts: "Circular 20", "Циркуляр 20 БСЭ". The text keeps its blanks, so that whoever
        searches a page or copies from it gets the words as they are written."""
        groups: list[str] = []
        for word in name.split(" "):
            last = groups[-1].rpartition(" ")[2] if groups else ""
            is_tied = _is_number_of(last, word) or (last.isdigit() and word[:2].isupper())
            if is_tied and len(f"{groups[-1]} {word}") <= _SHORT:
                groups[-1] += f" {word}"
            else:
                groups.append(word)
        return markup(
            " ".join(
                [_WHOLE(each) if _ENDS_LINES.search(each) else printed(each) for each in groups]
            )
        )

    @staticmethod
    def tied(date: str) -> str:
        """A date in words for a sentence, whose days keep to their months, and dashes to the word
        before."""
        return _KEPT_BLANK.sub("\N{NO-BREAK SPACE}", date)

    @staticmethod
    def unbroken(date: str) -> Markup:
        """The same in HTML, where no line ends within "10–14" either."""
        if "–" not in date:
            return escaped(WordsOnPage.tied(date))
        parts = _RANGE.split(WordsOnPage.tied(date))
        return together(
            _WHOLE(part) if place % 2 else escaped(part) for place, part in enumerate(parts)
        )

    def letter(self, circular: Circular, anchor: str = "") -> Markup:
        """A link to a letter, and to the place *anchor* on its page."""
        name = self.name(circular)
        if not circular.references:
            name = name + ": " + self.words(circular.subject)
        address = self.circular_href(circular) + (f"#{anchor}" if anchor else "")
        return _LINK(address, name)


@lru_cache(maxsize=8)
def _for_calendars(url: str) -> str:
    """The address of a site's root by which calendar programs ask for it."""
    return urlsplit(url)._replace(scheme="webcal").geturl()


def _is_number_of(word: str, number: str) -> bool:
    """Whether a *number* belongs to the *word* before it: "Circular 20", "№ 5"."""
    return number[:1].isdigit() and bool(word) and not word[-1].isdigit() and word != "·"
