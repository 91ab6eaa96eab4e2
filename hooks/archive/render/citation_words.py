"""How a letter, and a place in it, are called where somebody refers to them in a sentence.

Scripts make whole citations of these words: "TSB Circular 352, para. 3"
(``assets/paragraph-menu.js``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from archive.model import Circular, Paragraph
from archive.render.words_on_pages import WordsOnPage

_ANNEX = re.compile(r"annex-([0-9]+)(-|\Z)")
_NOTE = re.compile(r"note-([a-z0-9-]+)")


def cited(view: WordsOnPage, circular: Circular) -> str:
    """What a citation calls the letter: its first reference, or kind, bureau and date."""
    if circular.references:
        return circular.references[0].printed(view.phrases)
    phrases = view.phrases
    values = {
        "kind": _small(phrases(f"circular.kinds.{circular.kind}")),
        "bureau": view.plain(circular.bureau.abbreviation),
    }
    if circular.date is None:
        return _large(phrases("paragraph.letter-undated", **values))
    form = "of-day" if circular.date.is_day and not circular.date.approximate else "dated"
    date = phrases.date(circular.date)
    return _large(phrases(f"paragraph.letter-{form}", date=date, **values))


def labels(outline: Iterable[Paragraph]) -> dict[str, str]:
    """The labels of the paragraphs of a text that is divided so, by their addresses, each with that
    of what it is part of: "3", "3 b)"."""
    found: dict[str, str] = {}
    for place in outline:
        if place.heading or not place.label:
            continue
        whole = found.get(place.anchor.rpartition("-")[0], "")
        is_part = place.label.endswith(")") and whole
        found[place.anchor] = f"{whole} {place.label}" if is_part else place.label
    return found


def place_name(view: WordsOnPage, address: str, known: Mapping[str, str]) -> str:
    """An address in words: "paragraph 3", "annex 1, paragraph 2"; *known* gives the labels."""
    annex = _ANNEX.match(address)
    if address in known:
        if annex:
            return view.t("paragraph.in-annex", annex=annex[1], number=known[address])
        return view.t("paragraph.name", number=known[address])
    if annex and annex[0] == address:
        return view.t("paragraph.annex", annex=annex[1])
    if note := _NOTE.fullmatch(address):
        return view.t("paragraph.note", number=note[1])
    return view.t("paragraph.whole")


def group_name(view: WordsOnPage, address: str, known: Mapping[str, str]) -> str:
    """The same as the name of a group of elements, which begins with a capital letter."""
    return _large(place_name(view.unmarked, address, known))


def _small(words: str) -> str:
    return words[:1].lower() + words[1:]


def _large(words: str) -> str:
    return words[:1].upper() + words[1:]
