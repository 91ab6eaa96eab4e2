"""An event as one place of a letter says it, and several places that say the same one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace

from archive.importing.clauses import stems
from archive.importing.event_places import fuller_place
from archive.importing.facts import Evidence
from archive.importing.moments import Moment


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidEvent:
    """An event as one place of the letter says it."""

    moment: Moment
    name: str
    noun: str
    title: str = ""
    is_subject: bool = False
    is_row: bool = False
    is_mention: bool = False
    """Whether a letter about something else names it: "will be considered at the meeting"."""
    near: str
    """The words around it, for place and format."""
    place: str | None = None
    form: str | None = None
    """The format, where a column of a table is for it."""
    is_loose: bool = False
    """Whether nothing announces it but its day beside its name."""
    is_beside: bool = False
    """Whether it is at the place of another event: "at the same venue"."""
    is_next: bool = False
    """Whether it is called the next one: beside another event it is only told of."""
    is_former: bool = False
    """Whether an earlier letter announced it so: "The Circular said that it would be held on"."""
    paragraph: int = -1
    confidence: float
    evidence: tuple[Evidence, ...]

    @property
    def first(self) -> dt.date:
        """The first day."""
        return self.moment.start_date or dt.date.max

    @property
    def last(self) -> dt.date:
        """The last day."""
        return self.moment.end_date or self.first


def is_ahead(moment: Moment, letter: dt.date | None) -> bool:
    """Whether a moment lies on or after the day of the letter, as far as that is known."""
    start = moment.start_date
    if start is None or moment.confidence == 0 or moment.is_whole:
        return False
    return letter is None or start >= letter


def merged_events(found: Iterable[SaidEvent]) -> list[SaidEvent]:
    """Each event once, the fullest name first, with the hours from wherever they stand."""
    kept: list[SaidEvent] = []
    for said in found:
        place = next((index for index, each in enumerate(kept) if _same(each, said)), None)
        if place is None:
            kept.append(said)
        else:
            kept[place] = _both(kept[place], said)
    return kept


def _same(one: SaidEvent, two: SaidEvent) -> bool:
    titles = stems(one.title), stems(two.title)
    both_titled = bool(titles[0]) and bool(titles[1])
    if one.is_row and two.is_row and stems(one.name) != stems(two.name):
        return False
    if one.is_row or two.is_row:
        return one.first == two.first and one.last == two.last
    if one.first == two.first and one.last == two.last:
        return not both_titled or bool(titles[0] & titles[1])
    inside = (one.first <= two.first and two.last <= one.last) or (
        two.first <= one.first and one.last <= two.last
    )
    if both_titled:
        return bool(titles[0] & titles[1]) and inside
    return inside and one.noun == two.noun


def _both(one: SaidEvent, two: SaidEvent) -> SaidEvent:
    first, second = one.moment, two.moment
    longer = first if one.last - one.first >= two.last - two.first else second
    shorter = second if longer is first else first
    same_days = one.first == two.first and one.last == two.last
    if longer.opening is None and shorter.opening is not None and same_days:
        longer = replace(longer, opening=shorter.opening, closing=shorter.closing)
    zone = longer.zone or shorter.zone
    longer = replace(
        longer, zone=zone, is_local=(first.is_local or second.is_local) and zone is None
    )
    names = sorted((one, two), key=lambda each: (not each.is_subject, -len(each.name)))
    best = next((each for each in names if len(each.name.split()) > 1), names[0])
    if not one.is_subject and len(two.name) > len(one.name) and two.title:
        best = two
    return replace(
        one,
        moment=longer,
        name=best.name,
        title=one.title or two.title,
        noun=one.noun,
        near=f"{one.near} {two.near}",
        place=fuller_place(one.place, two.place),
        form=one.form or two.form,
        is_mention=one.is_mention or two.is_mention,
        is_loose=one.is_loose and two.is_loose,
        is_beside=one.is_beside or two.is_beside,
        is_next=one.is_next and two.is_next,
        is_former=one.is_former and two.is_former,
        paragraph=max(one.paragraph, two.paragraph),
        confidence=min(1.0, max(one.confidence, two.confidence)),
        evidence=tuple(dict.fromkeys(one.evidence + two.evidence)),
    )
