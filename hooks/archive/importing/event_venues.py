"""The place that a letter's text has for those of its events beside which none stands."""

from __future__ import annotations

from collections.abc import Sequence

from archive.importing.event_places import event_places, fuller_place
from archive.importing.event_words import event_patterns
from archive.importing.said_events import SaidEvent
from archive.importing.sentences import Sentence
from archive.importing.words import LetterWords


def venue_of(
    merged: Sequence[SaidEvent], sentences: Sequence[Sentence], words: LetterWords, home: str | None
) -> str | None:
    """The place that the text has for events that have none; None where it names several."""
    if all(each.place for each in merged):
        return None
    places, patterns = event_places(words), event_patterns(words)
    found = [each.place for each in merged if each.place]
    for sentence in sentences:
        text = sentence.text
        if sentence.is_annex or not patterns["venue"].search(text):
            continue
        if not patterns["stale"].search(text) and (place := places.of_venue(text, home)):
            found.append(place)
    whole = found[0] if found else None
    for place in found[1:]:
        fuller = fuller_place(whole, place)
        if fuller not in (whole, place) or not _is_one_place(whole, place):
            return None
        whole = fuller
    return whole


def _is_one_place(one: str | None, two: str | None) -> bool:
    """Whether two forms name one city."""
    return (bool(one and two) and (one or "").split(",")[0].split(" (")[0] in (two or "")) or (
        (two or "").split(",")[0].split(" (")[0] in (one or "")
    )
