"""How a letter's text marks what it names where that is not simply a letter of the archive.

The mark is a line below the words, which a key below the text explains; whoever does not see it
hears words, but only where something is named first: a letter may name one resolution ten times.
The title is for a mouse. It stands on an element of its own, so that it is not read out with them.
"""

from __future__ import annotations

from collections.abc import Callable

from markupsafe import Markup

from archive.model import Citation
from archive.render.markup import Mould
from archive.render.words_on_pages import WordsOnPage

KINDS = ("outside", "base", "unsure")
"""Not in the archive; not in it, but the letter to which it was issued; one of several letters."""

_KIND = Mould(' class="{}"')
_TARGET = Mould(' href="{}"')
_SPOKEN = Mould('<span class="unseen"> ({})</span>')
_OPENING = Mould('<{}{}><span title="{}">')
_CLOSING = Mould("</span>{}</{}>")
_MARK = Mould('<span class="{}">{}</span>')


def kind_of(citation: Citation) -> str:
    """One of :data:`KINDS`; "" for a letter that is meant for sure, and held."""
    if not citation.keys:
        return "outside"
    if not citation.is_sure:
        return "unsure"
    return "base" if citation.is_base else ""


def note(view: WordsOnPage, citation: Citation) -> str:
    """What the title of a mark says."""
    return view.t(f"circular.names.{_variant(citation)}")


def _variant(citation: Citation) -> str:
    kind = kind_of(citation)
    if kind == "unsure":
        return "unsure-base" if citation.is_base else "unsure-later" if citation.is_later else kind
    return f"base-{issuance(citation)}" if kind == "base" else kind


def issuance(citation: Citation) -> str:
    """Whether a corrigendum is named or an addendum."""
    return citation.reference.issuance if citation.reference else ""


def marker(view: WordsOnPage) -> Callable[[Citation, str], tuple[str, str]]:
    """Gives the marks around what one text names, in its order, with the address that the words
    lead to ("" for none)."""
    told: set[str] = set()

    def marked(citation: Citation, target: str) -> tuple[str, str]:
        element = "a" if target else "span"
        attributes = _KIND(kind_of(citation))
        if target:
            attributes += _TARGET(target)
        spoken = Markup("")
        if citation.anchor not in told:
            told.add(citation.anchor)
            words = view.filled(f"circular.names.spoken.{_variant(citation)}")
            spoken = _SPOKEN(words)
        opening = _OPENING(element, attributes, note(view, citation))
        return opening, _CLOSING(spoken, element)

    return marked


def key_of_marks(view: WordsOnPage, body: str) -> list[Markup]:
    """What the marks in the finished HTML of a text mean, a sentence for each kind in it."""
    return [
        view.filled(
            f"circular.names.key.{kind}",
            mark=_MARK(kind, view.filled(f"circular.names.mark.{kind}")),
        )
        for kind in KINDS
        if f' class="{kind}"' in body
    ]
