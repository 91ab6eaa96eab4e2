"""The patterns of the days that texts of one language name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from archive.importing.words import LetterWords
from archive.prose.patterns import cased, choice

SHIFTS = ("this-year", "next-year")
"""The lists of words that point at a year, by how far it lies ahead."""

_DASH = "[-\u2010-\u2015\u2212]"
_YEAR = "(?:19|20)[0-9]{2}(?![0-9])"


class DayPatterns:
    """The patterns of one language's days."""

    def __init__(self, words: LetterWords) -> None:
        listed = words.listed
        lexicon = words.lexicon
        self.months = lexicon.months
        self.weekdays = {form.rstrip("."): day for form, day in lexicon.weekdays.items()}
        always_capital = {text.lower() for text in listed("dates.capitalised")}
        month = _names(lexicon.months, always_capital)
        weekday = rf"(?:{_names(lexicon.weekdays, always_capital)})"
        article = rf"(?:{choice(listed('dates.articles'))} )?"
        of = rf"(?: {choice(listed('dates.of'))} )"
        ending = rf"(?:{_DASH}?{choice(listed('dates.endings'))}(?!\w))"
        day = rf"(?:\(?{weekday}\.?\)?,? ?)?{article}(?<!\d)[0-3]?[0-9]{ending}?"
        joins = choice([*listed("dates.joins"), *listed("dates.ands")])
        join = rf"(?: ?{_DASH} ?| ?, ?| {joins} )"
        shifts = "|".join(
            rf"(?P<{name.replace('-', '_')}>{choice(listed(f'dates.{name}'))})" for name in SHIFTS
        )
        behind = rf"(?: ?{choice(listed('dates.year-words'))})?"
        figures = rf"(?P<year>{_YEAR}|['’][0-9]{{2}}(?!\d)){behind}"
        year = rf"(?:(?:,? {{0,2}}|{_DASH}|{of})(?:{figures}|{shifts}))?"
        # A blank is lost behind a short word: "by11 October".
        behind_lead = "".join(
            rf"|(?<=\b{re.escape(lead)})" for lead in listed("dates.hour-leads") if len(lead) < 9
        )
        days = (
            rf"(?:(?<![\w/:]){behind_lead})(?<!\d[.,])(?P<days>{day}(?:{join}{day}){{0,9}})"
            rf"(?: ?\({weekday}\))?"
            rf"(?:{of}|{_DASH}| ?)(?P<month>{month}){year}(?: ?\((?P<last>{weekday})\))?"
        )
        # A dash is lost between two days, where they stand behind a comma or "during".
        before_days = "|".join(
            rf"(?<={re.escape(lead)} )" for lead in (",", ";", *listed("dates.days-leads"))
        )
        lost = rf"(?:{before_days}|(?<=\())[0-3]?[0-9] [0-3]?[0-9](?= )"
        glued = (
            rf"(?<![\w/:.,])(?P<glued>[0-9]{{3,4}}|{lost}) ?(?P<glued_month>{month})"
            rf"{year.replace('P<', 'P<glued_')}"
        )
        ends = choice(listed("dates.end-of"))
        whole_year = choice(listed("dates.whole-year"))
        whole = (
            rf"(?<!\w){ends}(?:{of}| )?{article}(?:(?P<whole_month>{month})"
            rf"{year.replace('P<', 'P<whole_')}|(?P<whole_year_only>{_YEAR}){behind}"
            rf"|(?P<this_whole>{whole_year}))"
        )
        first = ""
        if "month-day" in listed("dates.orders"):
            its_day = rf"[0-3]?[0-9](?!\d|:|\.\d){ending}?"
            first = (
                rf"|(?<!\w)(?:(?P<their_weekday>{weekday})\.?,? )?"
                rf"(?P<their_month>{month}) {article}"
                rf"(?P<their_days>{its_day}(?:{join}{its_day}){{0,5}})"
                rf"(?:,? (?P<their_year>{_YEAR}))?"
            )
        month_year = (
            rf"(?<!\w)(?P<only_month>{month})(?:,? |{_DASH}|{of})(?P<only_year>{_YEAR}){behind}"
        )
        iso = r"(?<![\w./-])(?P<iso>(?:19|20)[0-9]{2}-[01][0-9]-[0-3][0-9])(?![0-9]|-[0-9])"
        numeric = (
            rf"(?<![\w/:-])(?<!\d\.)"
            rf"(?:(?P<from_day>[0-3]?[0-9])(?:[./](?P<from_month>[01]?[0-9]))? ?{_DASH} ?)?"
            rf"(?P<first>[0-3]?[0-9]) ?(?P<sign>[./-]) ?(?P<second>[01]?[0-9]|[0-3][0-9])"
            rf" ?(?P=sign) ?(?P<third>(?:19|20)[0-9]{{2}}|[0-9]{{2}})"
            rf"(?![0-9]|[./:-][0-9]){behind}"
        )
        self.any = re.compile(
            rf"{iso}|{whole}|{numeric}|{glued}|{days}"
            rf"{first}|{month_year}",
            re.IGNORECASE,
        )
        self.weekday = re.compile(rf"(?<!\w){weekday}", re.IGNORECASE)
        self.day = re.compile(rf"[0-9]{{1,2}}(?P<ending>{ending})?", re.IGNORECASE)
        self.named_endings = words.group("dates.ending")
        self.list_only = re.compile(rf" ?, ?| {choice(listed('dates.ands'))} ", re.IGNORECASE)
        self.last_and = re.compile(rf" {choice(listed('dates.ands'))} ", re.IGNORECASE)
        self.join = re.compile(
            rf" ?{_DASH} ?{article}| ?,? {choice(listed('dates.joins'))} {article}", re.IGNORECASE
        )
        self.and_ = re.compile(rf" {choice(listed('dates.ands'))} {article}", re.IGNORECASE)


@lru_cache(maxsize=8)
def day_patterns(words: LetterWords) -> DayPatterns:
    """The patterns of the language of *words*."""
    return DayPatterns(words)


def _names(forms: Mapping[str, int], always_capital: set[str]) -> str:
    """Names of months or weekdays of any case, but those that are words when small."""
    names = [form.rstrip(".") for form in forms]
    small = [name for name in names if name not in always_capital]
    large = [name for name in names if name in always_capital]
    options = [rf"(?:{'|'.join(sorted(map(re.escape, small), key=len, reverse=True))})"]
    if large:
        options.append(cased(name.capitalize() for name in large))
    # A full stop is of an abbreviation; behind a whole name it ends the sentence.
    cut = [name for name in names if _is_cut(name, forms)]
    stop = "".join(rf"|(?<=\b{re.escape(name)})\." for name in sorted(cut))
    return rf"(?:(?:{'|'.join(options)})(?!\w)(?:{stop.removeprefix('|') or '(?!)'})?)"


def _is_cut(name: str, forms: Mapping[str, int]) -> bool:
    """Whether a name is the beginning of a longer one that means the same."""
    number = forms[name]
    return any(
        other != name and other.startswith(name) and forms[other] == number for other in forms
    )
