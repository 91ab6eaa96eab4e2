"""How invented letters name letters, days and places, in both languages."""

from __future__ import annotations

import datetime as dt

from tests.search import tables
from tests.search.plan import Plan

SPEAKERS = 400
"""From which of the invented names on surnames are taken, beside those of organizations."""
_MONTHS = {
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "en": "January February March April May June July August September October November December",
}
_REFERENCES = {
    # series: how Russian and English letters print it
    "tsb-circular": ("Циркуляр {number} БСЭ", "TSB Circular {number}"),
    "tsb-collective": ("Коллективное письмо {number} БСЭ", "TSB Collective letter {number}"),
    "bdt-dir": ("Циркуляр BDT/DIR/{number}", "BDT/DIR/{number}"),
    "cl": ("CL-{number}", "CL-{number}"),
    "cr": ("CR/{number}", "CR/{number}"),
    "cace": ("CACE/{number}", "CACE/{number}"),
    "ca": ("CA/{number}", "CA/{number}"),
}
_CASES = {
    "prepositional": (("Циркуляр ", "Циркуляре "), ("Коллективное письмо", "Коллективном письме")),
    "dative": (("Циркуляр ", "Циркуляру "), ("Коллективное письмо", "Коллективному письму")),
}
_ISSUES = {
    "corrigendum": ("Исправление {issue} к {to}", "Corrigendum {issue} to {to}"),
    "addendum": ("Дополнительный документ {issue} к {to}", "Addendum {issue} to {to}"),
}


def reference(plan: Plan, language: str, case: str = "") -> str:
    """How a letter is called in running text; empty where it has no reference."""
    if not plan.series:
        return ""
    column = tables.LANGUAGES.index(language)
    if plan.issue:
        base = inflected(_REFERENCES[plan.series][column].format(number=plan.number), "dative")
        return _ISSUES[plan.occasion][column].format(issue=plan.issue, to=base)
    return inflected(_REFERENCES[plan.series][column].format(number=plan.number), case)


def inflected(name: str, case: str) -> str:
    """A Russian reference in another case; others have no endings to change."""
    for plain, ending in _CASES.get(case, ()):
        name = name.replace(plain, ending)
    return name


def day(date: dt.date, language: str) -> str:
    """ "3 мая 2018 года", "3 May 2018"."""
    return days((date, date), language)


def days(span: tuple[dt.date, dt.date], language: str, year: str = " года") -> str:
    """ "3–5 мая 2018 года", "3–5 May 2018"; both days lie in one month."""
    first, last = span
    month = _MONTHS[language].split()[first.month - 1]
    numbers = str(first.day) if first == last else f"{first.day}–{last.day}"
    return f"{numbers} {month} {first.year}{year if language == 'ru' else ''}"


def about(words: str) -> str:
    """Russian words in the prepositional case with their preposition."""
    return f"{'об' if words[0].lower() in 'аиоуэ' else 'о'} {words}"


def inside(title: str) -> str:
    """A title as it stands within a sentence: acronyms keep their capitals."""
    return title if title[1:2].isupper() else title[:1].lower() + title[1:]


def city(plan: Plan) -> list[str]:
    """The row of the city where the letter's event is held."""
    cities: list[list[str]] = tables.names()["cities"]
    return cities[(plan.place * 5 + plan.place // len(cities)) % len(cities)]


def place(plan: Plan, language: str) -> str:
    """ "Лима, Перу", "Lima, Peru"."""
    row = city(plan)
    if plan.is_virtual:
        return "виртуальный формат" if language == "ru" else "virtual format"
    return f"{row[0]}, {row[3]}" if language == "ru" else f"{row[2]}, {row[4]}"


def where(plan: Plan, language: str) -> str:
    """ "в Лиме, Перу", "in Lima, Peru"."""
    row = city(plan)
    if plan.is_virtual:
        return "в виртуальном формате" if language == "ru" else "in virtual format"
    return f"{row[1]}, {row[3]}" if language == "ru" else f"in {row[2]}, {row[4]}"


def person(number: int, surname: tuple[str, str], language: str) -> str:
    """ "г-жа Амина Диалло", "Ms Amina Diallo"."""
    column = tables.LANGUAGES.index(language)
    group, title = (("women", ("г-жа", "Ms")), ("men", ("г-н", "Mr")))[number % 2]
    given = tables.names()[group]
    return f"{title[column]} {given[number // 2 % len(given)][column]} {surname[column]}"


def speaker(plan: Plan, language: str) -> str:
    """The expert whom only this letter names: the surname is an invented one."""
    return person(plan.place, tables.coined(plan.place + SPEAKERS), language)


def organization(plan: Plan, language: str) -> str:
    """The association whose help the letter mentions; two letters have the same one."""
    return tables.coined(plan.place // 2)[tables.LANGUAGES.index(language)]


def official(number: int, language: str) -> str:
    """Somebody of the secretariat, who stands in many letters."""
    surnames = tables.names()["surnames"]
    return person(number, surnames[number * 11 % len(surnames)], language)
