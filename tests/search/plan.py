"""What each invented letter is: its reference, dates, subject, occasion and relations.

All of it follows from the letter's place in the archive by arithmetic, so that an archive of a
given size is always the same one.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from tests.search import tables

FIRST_DAY = dt.date(2012, 2, 6)
LAST_DAY = dt.date(2026, 11, 20)
TODAY = "2026-11-22"
"""The day for which the archive is meant to be built: some deadlines lie after it."""

_TSB_PERIODS = (
    dt.date(2012, 11, 30),
    dt.date(2016, 11, 4),
    dt.date(2022, 3, 10),
    dt.date(2024, 10, 25),
)
_BDT_PERIODS = (
    dt.date(2014, 4, 11),
    dt.date(2017, 10, 21),
    dt.date(2022, 6, 17),
    dt.date(2025, 11, 29),
)
_PERIODS = {"tsb-circular": _TSB_PERIODS, "tsb-collective": _TSB_PERIODS, "bdt-dir": _BDT_PERIODS}
"""Series that begin anew with a study period, and the days on which the periods begin."""
_NUMBERS = {
    # series: first number, about the last one in a small archive
    "tsb-circular": (3, 390),
    "tsb-collective": (1, 30),
    "bdt-dir": (2, 150),
    "cl": (1, 58),
    "cr": (331, 520),
    "cace": (561, 980),
    "ca": (201, 280),
}
_KINDS = {
    "tsb-circular": "circular",
    "tsb-collective": "collective-letter",
    "bdt-dir": "circular",
    "cl": "circular-letter",
    "cr": "circular-letter",
    "cace": "administrative-circular",
    "ca": "administrative-circular",
    "": "letter",
}
_ACT_EVERY = 20
"""One letter in so many acts on an earlier one."""


@dataclass(frozen=True, kw_only=True)
class Plan:
    """One letter before it has words. Numbers of tables are taken from its place."""

    place: int
    """From 0, in the order of dates."""
    date: dt.date
    topic: str
    aside: str
    """Another subject, mentioned in passing; empty in most letters."""
    occasion: str
    """One of the occasions, or the act on the letter at :attr:`target`."""
    series: str
    number: str = ""
    folder: str = ""
    target: int | None = None
    earlier: int | None = None
    """The place of the letter before this one on the same subject, which the text names."""
    issue: int = 0
    """The number of a corrigendum or addendum."""
    languages: tuple[str, ...] = tables.LANGUAGES
    """The first one is the language of the facts."""
    days: tuple[dt.date, dt.date] | None = None
    """First and last day of the event."""
    deadline: dt.date | None = None

    @property
    def key(self) -> str:
        """The key of the letter in the archive: ``2018/tsb-45``."""
        return f"{self.date.year}/{self.folder}"

    @property
    def kind(self) -> str:
        """The kind of the letter, as front matter has it."""
        return _KINDS[self.series]

    @property
    def is_act(self) -> bool:
        """Whether the letter does nothing but act on an earlier one."""
        return self.target is not None

    @property
    def is_virtual(self) -> bool:
        """Whether its event has no place."""
        return self.place % 4 == 2

    @property
    def keeps_yo(self) -> bool:
        """Whether the Russian text writes ё; the others write е in its stead."""
        return self.place % 2 == 1


def plans(number: int) -> list[Plan]:
    """An archive of *number* letters, in the order of their dates."""
    planned = [_plan(place, number) for place in range(number)]
    planned = [_with_target(plan, planned) for plan in planned]
    planned = _with_earlier(planned)
    return list(_with_references(planned))


def _plan(place: int, number: int) -> Plan:
    topics = list(tables.topics())
    occasions = list(tables.occasions())
    turn, within = divmod(place, len(topics))
    # Odd steps through an even number of subjects: each turn has all of them in another order.
    position = (within * (2 * turn + 5) + turn) % len(topics)
    occasion = occasions[(position * 3 + position // 10 + turn) % len(occasions)]
    topic = topics[position]
    span = (LAST_DAY - FIRST_DAY).days
    date = FIRST_DAY + dt.timedelta(days=place * span // max(1, number - 1))
    about = tables.occasions()[occasion]
    aside = topics[(position * 7 + turn * 3 + 11) % len(topics)]
    start = _in_one_month(date + dt.timedelta(days=75 + place * 7 % 50))
    days = (start, start + dt.timedelta(days=place % 3)) if about["event"] else None
    due = (
        start - dt.timedelta(days=14 + place % 9)
        if days
        else date + dt.timedelta(days=31 + place * 5 % 40)
    )
    return Plan(
        place=place,
        date=date,
        topic=topic,
        aside=aside if place % 3 == 0 and aside != topic else "",
        occasion=occasion,
        series=_series(tables.topics()[topic]["bureau"], occasion, place),
        languages=_languages(place),
        days=days,
        deadline=due if about["kind"] else None,
    )


def _in_one_month(day: dt.date) -> dt.date:
    """The day, or one so early that three days from it lie in one month."""
    return day.replace(day=26) if day.day > 26 else day


def _languages(place: int) -> tuple[str, ...]:
    single = {3: ("ru",), 15: ("ru",), 8: ("en",), 21: ("en",)}.get(place % 25)
    return single or (tables.LANGUAGES if place % 2 == 0 else tables.LANGUAGES[::-1])


def _series(bureau: str, occasion: str, place: int) -> str:
    if occasion == "outcome" and place % 4 == 1:
        return ""
    if bureau == "tsb":
        return "tsb-collective" if occasion == "meeting" else "tsb-circular"
    if bureau == "br":
        special = {"consultation": "cace", "nomination": "cace", "workshop": "ca", "training": "ca"}
        return special.get(occasion, "cr")
    return {"bdt": "bdt-dir", "gs": "cl"}[bureau]


def _with_target(plan: Plan, planned: list[Plan]) -> Plan:
    """The plan, or that of a letter in its place which acts on an earlier one."""
    turn, within = divmod(plan.place, _ACT_EVERY)
    if within != _ACT_EVERY - 1:
        return plan
    act = list(tables.acts())[turn % len(tables.acts())]
    for target in reversed(planned[plan.place - 8 : plan.place - 1]):
        fits = {
            "corrigendum": bool(target.series),
            "addendum": bool(target.series),
            "extension": target.deadline is not None and plan.date < target.deadline,
            "cancellation": target.days is not None and plan.date < target.days[0],
        }[act]
        if fits:
            bureau = tables.topics()[target.topic]["bureau"]
            issued = act in ("corrigendum", "addendum")
            due = target.deadline + dt.timedelta(days=21) if target.deadline else None
            return replace(
                plan,
                topic=target.topic,
                aside="",
                occasion=act,
                series=target.series if issued else _series(bureau, "", plan.place),
                issue=1 if issued else 0,
                target=target.place,
                languages=target.languages,
                days=None,
                deadline=due if act == "extension" else None,
            )
    return plan


def _with_earlier(planned: list[Plan]) -> list[Plan]:
    """Two letters in three name the one before on the same subject, if it has a reference."""
    last: dict[str, Plan] = {}
    result = []
    for plan in planned:
        before = last.get(plan.topic)
        if before is not None and before.series and not plan.is_act and plan.place % 3:
            plan = replace(plan, earlier=before.place)
        if not plan.is_act:
            last[plan.topic] = plan
        result.append(plan)
    return result


def _with_references(planned: list[Plan]) -> Iterator[Plan]:
    """Numbers that run on in each series, and anew in each study period; folders."""
    groups: dict[tuple[str, int], list[int]] = defaultdict(list)
    for plan in planned:
        if plan.series and not plan.issue:
            groups[plan.series, _period(plan)].append(plan.place)
    most = {
        series: max(len(v) for (s, _), v in groups.items() if s == series) for series, _ in groups
    }
    numbers: dict[int, str] = {}
    used: set[tuple[str, int, int]] = set()
    for (series, period), places in groups.items():
        first, last = _NUMBERS[series]
        step = max(1, (last - first) // most[series])
        count = 0
        for place in places:
            # Most numbers come again in every study period, as they do in life; some do not.
            number = first + count * step + (place * 3 % step if count % 3 == 2 else 0)
            count += 1
            # A period may begin within a year; no two letters of a year bear one number.
            while (series, planned[place].date.year, number) in used:
                number = first + count * step
                count += 1
            used.add((series, planned[place].date.year, number))
            numbers[place] = _printed(series, number, period, place)
    taken: set[str] = set()
    for plan in planned:
        base = plan.target if plan.issue and plan.target is not None else plan.place
        named = replace(plan, number=numbers.get(base, ""))
        folder = _folder(named)
        while f"{plan.date.year}/{folder}" in taken:
            folder += "-b"
        taken.add(f"{plan.date.year}/{folder}")
        yield replace(named, folder=folder)


def _printed(series: str, number: int, period: int, place: int) -> str:
    """The number as the series prints it: with the year, or with the study group."""
    if series == "cl":
        return f"{period % 100:02d}/{number}"
    return f"{number}/{2 + place % 16}" if series == "tsb-collective" else str(number)


def _period(plan: Plan) -> int:
    if plan.series == "cl":
        return plan.date.year
    return sum(day <= plan.date for day in _PERIODS.get(plan.series, ()))


def _folder(plan: Plan) -> str:
    number = plan.number.replace("/", "-")
    stem = {"tsb-circular": "tsb", "": f"{plan.topic}-{plan.occasion}"}.get(
        plan.series, plan.series
    )
    name = f"{stem}-{number}" if number else stem
    return f"{name}-{plan.occasion}-{plan.issue}" if plan.issue else name
