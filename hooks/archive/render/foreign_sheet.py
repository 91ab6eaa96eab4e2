"""A letter's text on a page in another language: what in it are words of the page says so.

The finished body speaks the language of its text throughout, and what stands around it the page's.
Names of paragraphs and notes on what is not held belong to the page: its readers may understand no
other language, and a screen reader pronounces each word by the ``lang`` around it.
"""

from __future__ import annotations

import html
import re

from markupsafe import escape

from archive.render.borrowed_words import foreign
from archive.render.reference_marks import KINDS
from archive.render.words_on_pages import WordsOnPage

_NUMBER = re.compile(r'(<a class="para-no" href="[^"]*") aria-label="[^"]*">([^<]*)</a>')
_NOTE = re.compile(r"(</span> <small)>[^<]*</small>")
_REFERENCE = re.compile(
    rf'(<(?:a|span) class="(?:{"|".join(KINDS)})"[^>]*)>(<span title="[^"]*">)([^<]*)</span>'
)


def with_own_words(view: WordsOnPage, body: str, written: str) -> str:
    """The HTML of a body in the language *written*, for a page in another one.

    What the marks of references say is the page's already; only its ``lang`` is added.
    """
    if written == view.language:
        return body
    page = foreign(view.language, written)
    letter = foreign(written, view.language)
    note = escape(view.t("circular.lost-link"))

    def number(match: re.Match[str]) -> str:
        name = escape(view.t("circular.paragraph", number=html.unescape(match[2])))
        return f'{match[1]}{page} aria-label="{name}">{match[2]}</a>'

    body = _NUMBER.sub(number, body)
    body = _NOTE.sub(lambda match: f"{match[1]}{page}>({note})</small>", body)
    return _REFERENCE.sub(
        lambda match: f"{match[1]}{page}>{match[2]}<span{letter}>{match[3]}</span></span>", body
    )
