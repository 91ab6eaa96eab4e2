"""Words of the interface that a language borrows from another, because its strings lack them.

They may come to stand anywhere on a page: in text, in an attribute, in a title, in data for a
script. So they are only marked where they are said, and :func:`settled` decides when the page is
finished: in text they get an element with their ``lang``, elsewhere the marks vanish. The marks
are characters that no text of the archive can hold (XML 1.0 and the checker refuse them).
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TypeVar
from urllib.parse import quote

from markupsafe import Markup

from archive.languages import DIRECTIONS, Language, Phrases
from archive.render.markup import Mould

Said = TypeVar("Said", str, Markup)

_LANGUAGE = Mould(' lang="{}"')
_LANGUAGE_AND_DIRECTION = Mould(' lang="{}" dir="{}"')

_OPEN, _CLOSE = "\ufffe", "\uffff"
_NAMED = f"{_OPEN}([A-Za-z0-9-]+){_OPEN}"
_MARKS = re.compile(f"{_NAMED}|{_CLOSE}")

_NO_ELEMENTS = re.compile(
    r"<(script|style|title|textarea|option)\b.*?</\1\s*>"
    r"|<!--.*?-->"
    r"|<[A-Za-z/](?:[^\"'>]|\"[^\"]*\"|'[^']*')*>",
    re.DOTALL,
)
"""Where no element can stand: in tags, comments, and elements that hold only characters."""

_SPELLINGS = tuple(
    (spelled(_OPEN), spelled(_CLOSE))
    for spelled in (str, quote, lambda sign: json.dumps(sign).strip('"'))
)
"""The marks as they are, in the query of an address, and in JSON of ASCII."""
_ANY_SPELLING = re.compile(
    "|".join(
        f"{re.escape(opening)}[A-Za-z0-9-]+?{re.escape(opening)}|{re.escape(closing)}"
        for opening, closing in _SPELLINGS
    )
)


def borrowed(text: Said, language: str) -> Said:
    """*text*, plain or marked up, marked as words in *language*."""
    frame = text.__class__("{}{}{}{}{}")
    return frame.format(_OPEN, language, _OPEN, text, _CLOSE)


def settled(html: str, language: str) -> str:
    """A finished page in *language*, in which borrowed words say what language they are in."""
    if not _is_marked(html):
        return html
    html = _NO_ELEMENTS.sub(lambda match: unmarked(match[0]), html)

    def element(match: re.Match[str]) -> str:
        if match[1] is None:
            return "</span>"
        return f"<span{foreign(match[1], language)}>"

    return _MARKS.sub(element, html)


def unmarked(text: str) -> str:
    """*text* without marks, for what is no page."""
    return _ANY_SPELLING.sub("", text) if _is_marked(text) else text


def _is_marked(text: str) -> bool:
    """Whether some word may be marked; this is asked of every page."""
    return any(sign in text for spelling in _SPELLINGS for sign in spelling)


def foreign(code: str, language: str) -> Markup:
    """The attributes of words in the language *code* on a page in *language*, after a blank.

    Their direction is named only where it is another one.
    """
    direction = DIRECTIONS.get(code, "ltr")
    is_turned = direction != DIRECTIONS.get(language, "ltr")
    return attributes(code, direction if is_turned else "")


def attributes(language: str, direction: str = "") -> Markup:
    """The attributes ``lang`` and, where it is to be named, ``dir``, after a blank."""
    if direction:
        return _LANGUAGE_AND_DIRECTION(language, direction)
    return _LANGUAGE(language)


@dataclass(frozen=True, slots=True)
class FrameWords:
    """The words of one language for what the host generator draws, marked where borrowed."""

    phrases: Phrases

    @property
    def language(self) -> Language:
        """Whose words these are."""
        return self.phrases.language

    def __call__(self, key: str, /, **values: object) -> str:
        """The text of *key* with *values* filled in."""
        text, origin = self.phrases(key, **values), self.phrases.origin(key)
        return text if origin == self.language.code else borrowed(text, origin)

    def plural_forms(self, key: str) -> dict[str, str]:
        """All forms of *key* by CLDR category, for scripts."""
        return self.phrases.plural_forms(key)
