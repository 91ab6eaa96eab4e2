"""The days that a text names: single ones, ranges and lists, as printed and as damaged."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from archive.importing.calendar_days import (
    DOUBTFUL,
    MENDED,
    UNLIKELY,
    Day,
    SaidDays,
    calendar_day,
)
from archive.importing.day_patterns import SHIFTS, DayPatterns, day_patterns
from archive.importing.words import LetterWords


def find_days(text: str, words: LetterWords) -> list[SaidDays]:
    """The days in *text*, in order; blanks of *text* are plain ones."""
    patterns = day_patterns(words)
    reader = _DayReader(patterns)
    found: list[SaidDays] = []
    position = 0
    for match in patterns.any.finditer(text):
        if match.start() >= position:
            found.extend(reader.read(match))
            position = match.end()
    return reader.joined(text, found)


class _DayReader:
    def __init__(self, patterns: DayPatterns) -> None:
        self._patterns = patterns

    # ---- one match

    def read(self, match: re.Match[str]) -> Iterator[SaidDays]:
        """What a match of :attr:`any` says."""
        group = match.groupdict()
        if group["iso"]:
            year, month, day = map(int, match["iso"].split("-"))
            if calendar_day(year, month, day):
                yield self._said(match, Day(year=year, month=month, day=day))
        elif group["third"]:
            yield from self._numerals(match)
        elif group["glued"]:
            yield from self._glued(match)
        elif group["days"]:
            yield from self._listed(match)
        elif group.get("their_days"):
            yield from self._by_month(match)
        elif group["only_month"]:
            yield self._said(
                match, Day(year=int(match["only_year"]), month=self._month(match["only_month"]))
            )
        else:
            yield self._whole(match)

    def _said(self, match: re.Match[str], start: Day, end: Day | None = None) -> SaidDays:
        return SaidDays(start=start, end=end, begin=match.start(), stop=match.end())

    def _month(self, form: str) -> int:
        return self._patterns.months[form.rstrip(".").lower()]

    def _year(self, match: re.Match[str], prefix: str = "") -> tuple[int | None, int | None]:
        written = match[f"{prefix}year"]
        if written:
            return int(written) if len(written) == 4 else 2000 + int(written[1:]), None
        for shift, name in enumerate(SHIFTS):
            if match[prefix + name.replace("-", "_")]:
                return None, shift
        return None, None

    def _whole(self, match: re.Match[str]) -> SaidDays:
        if match["whole_month"]:
            year, shift = self._year(match, "whole_")
            day = Day(month=self._month(match["whole_month"]), year=year, shift=shift)
        elif match["whole_year_only"]:
            day = Day(month=12, year=int(match["whole_year_only"]))
        else:
            day = Day(month=12, shift=0)
        return replace(self._said(match, day), is_whole=True)

    def _glued(self, match: re.Match[str]) -> Iterator[SaidDays]:
        """Two days whose dash is lost: "1115 November", "during 11 15 November"."""
        text = match["glued"]
        is_apart = " " in text
        half = text.index(" ") if is_apart else len(text) // 2
        first, last = int(text[:half]), int(text[half:])
        year, shift = self._year(match, "glued_")
        month = self._month(match["glued_month"])
        if 1 <= first < last <= 31:
            start, end = (
                Day(month=month, day=day, year=year, shift=shift) for day in (first, last)
            )
            yield replace(
                self._said(match, start, end), confidence=DOUBTFUL, reasons=("lost-dash",)
            )
        elif is_apart:
            end = Day(month=month, day=last, year=year, shift=shift)
            yield replace(self._said(match, end), begin=match.start("glued") + half + 1)
        else:
            begin = match.start("glued_month")
            if year is not None:
                yield replace(self._said(match, Day(month=month, year=year)), begin=begin)

    def _numerals(self, match: re.Match[str]) -> Iterator[SaidDays]:
        day, month, written = int(match["first"]), int(match["second"]), match["third"]
        confidence = 1.0
        reasons: tuple[str, ...] = ()
        if len(written) == 2:
            if match["sign"] == "-" or len(match["first"] + match["second"]) < 4:
                return
            written, confidence, reasons = f"20{written}", MENDED, ("short-year",)
        if month > 12 >= day:
            day, month, confidence, reasons = month, day, DOUBTFUL, ("month-first",)
        elif match["sign"] != "." and day <= 12 and day != month:
            confidence, reasons = MENDED, ("day-or-month",)
        year = int(written)
        if not calendar_day(year, month, day):
            return
        end = Day(year=year, month=month, day=day)
        begin = match.start("first")
        if match["from_day"]:
            first = int(match["from_month"] or month)
            start = Day(
                year=year if first <= month else year - 1, month=first, day=int(match["from_day"])
            )
            if start.date and end.date and start.date < end.date:
                yield replace(self._said(match, start, end), confidence=confidence, reasons=reasons)
                return
        yield replace(self._said(match, end), begin=begin, confidence=confidence, reasons=reasons)

    def _listed(self, match: re.Match[str]) -> Iterator[SaidDays]:
        """Days before their month: one, a range or a list."""
        year, shift = self._year(match)
        yield from self._days_of(match, "days", self._month(match["month"]), year, shift)

    def _by_month(self, match: re.Match[str]) -> Iterator[SaidDays]:
        written = match["their_year"]
        month = self._month(match["their_month"])
        rest = match.string[match.end() : match.end() + 3]
        is_doubtful = not written and match["their_days"].isdecimal() and rest[:2].strip().islower()
        for said in self._days_of(
            match, "their_days", month, int(written) if written else None, None
        ):
            if is_doubtful:  # "In May 12 experts met"
                said = replace(said, confidence=UNLIKELY, reasons=("other-reading",))
            if match["their_weekday"] and said.weekdays[0] is None:
                said = replace(
                    said, weekdays=(self._weekday_of(match["their_weekday"]), said.weekdays[1])
                )
            yield said

    def _weekday_of(self, text: str) -> int | None:
        found = self._patterns.weekday.search(text)
        return self._patterns.weekdays.get(found[0].rstrip(".").lower()) if found else None

    def _days_of(
        self, match: re.Match[str], name: str, month: int, year: int | None, shift: int | None
    ) -> Iterator[SaidDays]:
        text, at = match[name], match.start(name)
        figures = list(self._patterns.day.finditer(text))
        gaps = [text[one.end() : two.start()] for one, two in pairwise(figures)]
        if (
            figures
            and gaps
            and not any(self._is_range(gap) for gap in gaps)
            and not self._patterns.last_and.search(f" {gaps[-1].strip()} ")
        ):
            # Commas alone part a number from a date: "Annex 2, 12 May".
            figures, gaps = figures[-1:], []
        spans: list[tuple[re.Match[str], re.Match[str] | None]] = []
        index = 0
        while index < len(figures):
            one, two = figures[index], None
            if index < len(gaps):
                following = figures[index + 1]
                consecutive = _number(following) == _number(one) + 1 and len(figures) == 2
                if self._is_range(gaps[index]) or (
                    consecutive and self._patterns.last_and.search(f" {gaps[index].strip()} ")
                ):
                    two, index = following, index + 1
            spans.append((one, two))
            index += 1
        for number, (one, two) in enumerate(spans):
            start = Day(month=month, day=_number(one), year=year, shift=shift)
            end = Day(month=month, day=_number(two), year=year, shift=shift) if two else None
            if end and start.order > end.order:
                start, end, one = end, None, two or one
            floor = spans[number - 1][1] or spans[number - 1][0] if number else None
            before = text[floor.end() if floor else 0 : one.start()]
            between = text[one.end() : two.start()] if two else ""
            first_weekday, last_weekday = self._weekday_of(before), self._weekday_of(between)
            begin = (
                match.start() if number == 0 and len(figures) == len(gaps) + 1 else at + one.start()
            )
            if number == 0 and name == "days":
                begin = at + (
                    len(before) - len(before.lstrip()) if figures[0] is one else one.start()
                )
                if not gaps and text[: one.start()].strip(" ,"):
                    begin = at + self._begin(text, one.start())
            stop = match.end() if number == len(spans) - 1 else at + (two or one).end()
            if match.groupdict().get("last") and name == "days" and number == len(spans) - 1:
                if two:
                    last_weekday = self._weekday_of(match["last"])
                elif first_weekday is None:
                    first_weekday = self._weekday_of(match["last"])
            said = SaidDays(
                start=start, end=end, begin=begin, stop=stop, weekdays=(first_weekday, last_weekday)
            )
            yield self._judged(said, [one, *([two] if two else [])])

    def _begin(self, text: str, at: int) -> int:
        """Where the words of a day at *at* begin: its weekday belongs to it."""
        weekdays = list(self._patterns.weekday.finditer(text, 0, at))
        if weekdays and len(text[weekdays[-1].end() : at].strip(" ,.")) <= 4:
            return weekdays[-1].start()
        return at

    def _is_range(self, gap: str) -> bool:
        bare = self._patterns.weekday.sub(" ", gap).strip(" ,.")
        return (
            bool(bare)
            and not self._patterns.list_only.fullmatch(f" {bare} ")
            and not bare.startswith(",")
        )

    def _judged(self, said: SaidDays, figures: list[re.Match[str]]) -> SaidDays:
        """With less confidence where a day has an ending of another number, or does not exist."""
        confidence, reasons = said.confidence, list(said.reasons)
        for figure in figures:
            ending = (figure["ending"] or "").lower().lstrip("-\u2010\u2011")
            known = self._patterns.named_endings.get(
                str(_number(figure)), self._patterns.named_endings.get("other")
            )
            if ending and known and ending not in known:
                confidence, reasons = min(confidence, MENDED), [*reasons, "wrong-ending"]
        for day in filter(None, (said.start, said.end)):
            if not calendar_day(day.year or 2020, day.month, day.day or 1):
                confidence, reasons = 0.0, [*reasons, "no-such-day"]
        return replace(said, confidence=confidence, reasons=tuple(dict.fromkeys(reasons)))

    # ---- several matches

    def joined(self, text: str, found: list[SaidDays]) -> list[SaidDays]:
        """Ranges over two months put together, years spread over their ranges and lists."""
        result: list[SaidDays] = []
        for said in found:
            before = result[-1] if result else None
            if before and (both := self._both(before, said, text[before.stop : said.begin])):
                result[-1] = both
            else:
                result.append(said)
        return result

    def _both(self, one: SaidDays, two: SaidDays, between: str) -> SaidDays | None:
        if (
            one.end
            or one.is_whole
            or two.is_whole
            or (one.start.day is None) != (two.start.day is None)
        ):
            return None
        last = two.end or two.start
        is_range = self._patterns.join.fullmatch(between)
        is_glued = one.start.year is None and not between.strip() and last.year is not None
        is_pair = self._patterns.and_.fullmatch(between)
        if not (is_range or is_glued or is_pair) or (is_range and two.end):
            return None
        start = one.start
        if start.year is None and start.shift is None:
            year = last.year
            if year is not None and start.order > last.order:
                year -= 1
            start = replace(start, year=year, shift=last.shift)
        first, final = start.date, last.date
        confidence, reasons = min(one.confidence, two.confidence), one.reasons + two.reasons
        if is_range and first and final and first > final:
            return None
        if is_pair or is_glued:
            far = 1 if is_pair else 31
            if not (first and final and 0 < (final - first).days <= far):
                return None
        if is_glued:
            confidence, reasons = min(confidence, DOUBTFUL), (*reasons, "lost-dash")
        return SaidDays(
            start=start,
            end=last,
            begin=one.begin,
            stop=two.stop,
            weekdays=(one.weekdays[0], two.weekdays[1] if two.end else two.weekdays[0]),
            confidence=confidence,
            reasons=tuple(dict.fromkeys(reasons)),
        )


def _number(figure: re.Match[str]) -> int:
    return int(re.match("[0-9]+", figure[0])[0])  # type: ignore[index]
