"""The languages of the archive: their rows, their strings, plurals and dates.

The only module that imports Babel. A further language needs a row in :data:`LANGUAGES` and a
file ``strings/<code>.toml``; what that file lacks is said in the language that its row names.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Container, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType
from typing import TypeVar

from babel import Locale
from babel.core import get_global
from babel.dates import format_date, format_skeleton

from archive.dates import Moment, PartialDate
from archive.string_files import OWN_WORDS, Strings, strings_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """A language that the archive is published in."""

    code: str
    """BCP 47 tag; also the name of its text files and strings file."""
    name: str
    """The language's own name, as a language switch shows it."""
    locale: str
    """Babel locale for dates and plurals."""
    direction: str = "ltr"
    """How its script runs, as HTML's ``dir`` says it: ``ltr`` or ``rtl``."""
    falls_back_to: str = ""
    """The language, of an earlier row, whose words stand where its own strings lack some (those of
    the default language if empty), and in which its readers get letters and names that are not in
    their language (in the original if empty). French readers are served better by English."""


LANGUAGES = (
    Language(code="ru", name="Русский", locale="ru"),
    Language(code="en", name="English", locale="en_GB"),
)
"""In order of precedence: the first is the default one, published at the root of the site."""

DEFAULT = LANGUAGES[0]
CODES = tuple(language.code for language in LANGUAGES)
DIRECTIONS: Mapping[str, str] = {language.code: language.direction for language in LANGUAGES}
_FALLBACKS: Mapping[str, str] = {each.code: each.falls_back_to for each in LANGUAGES}
_WIDTHS = ("wide", "abbreviated")
_FOLDER = "hooks/archive/strings"
_NO_LETTERS = re.compile("[^a-z0-9]+")

_SAID_AT_MOST = 4096
"""How many answers of Babel a language keeps."""

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Phrases:
    """All words of the interface in one language, by dotted key.

    Each is equal only to itself, so that what is costly to make of words can be kept with them.
    """

    language: Language
    strings: Strings
    fallback: Phrases | None = field(default=None, repr=False)
    _said: dict[object, str] = field(default_factory=dict, init=False, repr=False, compare=False)
    """What Babel was asked for already, by kind and value: it reads its pattern each time."""

    def get(self, key: str) -> str | list[str] | None:
        """The raw string (or list) of *key*, from the fallback where this language lacks it."""
        value = self.strings.get(key)
        if value is None and self.fallback is not None:
            return self.fallback.get(key)
        return value

    @property
    def borrows(self) -> bool:
        """Whether the language lacks some string that its fallback has."""
        if self.fallback is None:
            return False
        lacking = {key for key in self.fallback.strings if key not in self.strings}
        # Languages differ in the categories of plurals.
        lacking -= {key for key in lacking if f"{key.rpartition('.')[0]}.other" in self.strings}
        return bool(lacking) or self.fallback.borrows

    def origin(self, key: str) -> str:
        """The code of the language that the words of *key* (also a plural) are really in."""
        if key in self.strings or f"{key}.other" in self.strings or self.fallback is None:
            return self.language.code
        return self.fallback.origin(key)

    def __call__(self, key: str, /, **values: object) -> str:
        """The text of *key* with *values* filled in; raises KeyError for an unknown key."""
        text = self.get(key)
        if not isinstance(text, str):
            raise KeyError(f"no such string: {key}")
        return text.format(**values) if values else text

    def listed(self, key: str) -> list[str]:
        """The list of strings under *key*; empty where there is none."""
        value = self.get(key)
        if value is None:
            return []
        return [value] if isinstance(value, str) else value

    def quoted(self, text: str) -> str:
        """*text* in the quotation marks of this language; marks within it become inner ones.

        A text that has marks of both kinds is left as it is: a third kind would help nobody.
        """
        outer, inner = self("ui.quotes"), self("ui.quotes-within")
        if any(mark in text for mark in outer):
            if inner[0] in text:
                return text
            text = text.translate(str.maketrans(outer, inner))
        return f"{outer[0]}{text}{outer[1]}"

    def reason(self, text: str) -> str:
        """What a parser or the operating system says in English, in this language and plainly.

        The strings stand under ``[reason]``; what is not there stays as it was said.
        """
        known = self.get(f"reason.{_NO_LETTERS.sub('-', text.casefold()).strip('-')}")
        return known if isinstance(known, str) else text

    def plural(self, key: str, number: int, /, **values: object) -> str:
        """The form of *key* for *number* by the CLDR rules: "1 день", "2 дня", "5 дней"."""
        category = self._once("plural", number, self._category)
        text = self.strings.get(f"{key}.{category}")
        if text is None and self.fallback is not None and f"{key}.other" not in self.strings:
            return self.fallback.plural(key, number, **values)
        if not isinstance(text, str):
            text = str(self.strings[f"{key}.other"])
        return text.format(number=number, **values)

    def _category(self, number: int) -> str:
        return Locale.parse(self.language.locale).plural_form(number)

    def plural_forms(self, key: str) -> dict[str, str]:
        """All forms of *key* by CLDR category, for scripts in the reader's browser."""
        prefix = f"{key}."
        forms = {
            name.removeprefix(prefix): value
            for name, value in self.strings.items()
            if name.startswith(prefix) and isinstance(value, str)
        }
        return forms or (self.fallback.plural_forms(key) if self.fallback else {})

    def date(self, date: PartialDate) -> str:
        """A date in words, as far as it is known: "13 октября 2021 г.", "December 2023"."""
        return self._once("date", date, self._date)

    def _date(self, date: PartialDate) -> str:
        locale = self.language.locale
        day = date.first()
        if date.day is not None:
            text = _day_in_words(locale, day)
        elif date.month is not None:
            text = format_skeleton("yMMMM", day, locale=locale)
        else:
            text = format_skeleton("y", day, locale=locale)
            text = self("date.year", year=text)
        return self("date.about", date=text) if date.approximate else text

    def day(self, day: dt.date) -> str:
        """An exact date in words."""
        return self.date(PartialDate.of(day))

    def period(self, start: Moment, end: Moment | None) -> str:
        """The days of an event in words: "7–9 June 2022", "декабрь 2021 г. – май 2022 г."."""
        if end is None or start.date == end.date:
            return self.date(start.date)
        first, last = start.date.first(), end.date.last()
        if start.date.is_day and end.date.is_day and first.year == last.year:
            if first.month == last.month:
                return f"{first.day}–{self.date(end.date)}"
            opening = self.day_and_month(first)
            return f"{opening} – {self.date(end.date)}"
        return f"{self.date(start.date)} – {self.date(end.date)}"

    def hours(self, start: Moment, end: Moment | None) -> str:
        """The hours of an event with their zone: "10:00–15:30, женевское время"; else ""."""
        if start.time is None:
            return ""
        text = f"{start.time:%H:%M}"
        if end is not None and end.time is not None:
            text += f"–{end.time:%H:%M}"
        return f"{text}, {self.zone_name(start.zone)}" if start.zone else text

    def zone_name(self, zone: str) -> str:
        """The name of a time zone as letters put it: "Geneva time", "CET (UTC+1)".

        Zones that the strings do not name are called by their city (CLDR), or by their offset.
        """
        known = self.get(f"zone.{zone.replace('/', '-').lower()}")
        if isinstance(known, str):
            return known
        if "/" in zone:
            return self("time.city", city=_city(zone, Locale.parse(self.language.locale)))
        sign, hours, minutes = zone[:1], zone[1:3], zone[4:6]
        offset = f"{int(hours)}" + (f":{minutes}" if minutes != "00" else "")
        return self("time.offset", offset=("\u2212" if sign == "-" else "+") + offset)

    def language_name(self, code: str) -> str:
        """The name of the language *code* in this language; the code where unknown."""
        return self._once("language", code, self._language_name)

    def _language_name(self, code: str) -> str:
        return Locale.parse(self.language.locale).languages.get(code) or code

    def month_forms(self) -> tuple[tuple[str, ...], ...]:
        """The spellings of the twelve months that the locale knows, in full and abbreviated."""
        return _forms(Locale.parse(self.language.locale).months, range(1, 13))

    def weekday_forms(self) -> tuple[tuple[str, ...], ...]:
        """The spellings of the seven weekdays that the locale knows, from Monday."""
        return _forms(Locale.parse(self.language.locale).days, range(7))

    def day_and_month(self, day: dt.date) -> str:
        """A day without its year, for places that name the year: "10 июня", "10 June"."""
        return _day_in_words(self.language.locale, day, "MMMMd")

    def _once(self, kind: str, value: Value, ask: Callable[[Value], str]) -> str:
        """What *ask* says of a *value*, asked once; of limited size, so that it never grows."""
        key = (kind, value)
        found = self._said.get(key)
        if found is None:
            if len(self._said) >= _SAID_AT_MOST:
                self._said.clear()
            found = self._said[key] = ask(value)
        return found

    def number_signs(self) -> tuple[str, str]:
        """The decimal sign and the sign between groups of three digits."""
        signs = Locale.parse(self.language.locale).number_symbols["latn"]
        return signs["decimal"], signs["group"]


@lru_cache(maxsize=4 * len(LANGUAGES))
def _form_of_days(locale: str, skeleton: str) -> tuple[str, Mapping[int, str]]:
    own = Locale.parse(locale)
    form = own.datetime_skeletons[skeleton] if skeleton else own.date_formats["long"]
    return str(form.format), dict(own.months["format"]["wide"])


def _day_in_words(locale: str, day: dt.date, skeleton: str = "") -> str:
    """A day in the long form, or that of a *skeleton*; Babel asks anew for every field of a day."""
    form, months = _form_of_days(locale, skeleton)
    try:
        return form % {"d": day.day, "MMMM": months[day.month], "y": day.year}
    except KeyError:  # a form with other fields
        if skeleton:
            return format_skeleton(skeleton, day, locale=locale)
        return format_date(day, "long", locale=locale)


def _forms(
    names: Mapping[str, Mapping[str, Mapping[int, str]]], numbers: range
) -> tuple[tuple[str, ...], ...]:
    widths = [names[use][width] for use in ("format", "stand-alone") for width in _WIDTHS]
    return tuple(tuple(dict.fromkeys(width[number] for width in widths)) for number in numbers)


def _city(zone: str, locale: Locale) -> str:
    """The city that a zone is named after. CLDR knows some zones by an older name only."""
    aliases = get_global("zone_aliases")
    today = aliases.get(zone, zone)
    for name in (zone, today, *(old for old, new in sorted(aliases.items()) if new == today)):
        if city := locale.time_zones.get(name, {}).get("city"):
            return str(city)
    return zone.rpartition("/")[2].replace("_", " ")


def place_names(language: str) -> frozenset[str]:
    """Cities and countries as a *language* names them, in the first case (CLDR): "Найроби".

    The cities are those that time zones are named after: no full list. A language that has no
    row has none.
    """
    row = next((each for each in LANGUAGES if each.code == language), None)
    if row is None:
        return frozenset()
    locale = Locale.parse(row.locale)
    cities = {str(each["city"]) for each in locale.time_zones.values() if each.get("city")}
    # Codes of figures are those of continents: no meeting is held "in Africa".
    return frozenset(cities | {name for code, name in locale.territories.items() if code.isalpha()})


class StringsError(ValueError):
    """A strings file that cannot serve; its text says which, and what to write, to people."""


def load_phrases(environment: Mapping[str, str] = MappingProxyType({})) -> Mapping[str, Phrases]:
    """The strings of all languages, read anew: by language code, the default one first.

    Where no file has changed they are the very same as before. Raises :class:`StringsError`, in
    the words of the terminal's language as *environment* names it, for a language whose file
    cannot be read, or lacks some of :data:`OWN_WORDS`.
    """
    loaded: dict[str, Phrases] = {}
    for language in LANGUAGES:
        try:
            strings = strings_of(language.code)
        except (OSError, ValueError) as error:
            reason = error.strerror if isinstance(error, OSError) else None
            raise _unusable(loaded, environment, language, reason or str(error)) from error
        fallback = loaded.get(language.falls_back_to or DEFAULT.code)
        phrases = _kept(language, strings, fallback)
        if lacks := [key for key in OWN_WORDS if key not in strings]:
            raise _lacking(loaded, environment, phrases, lacks)
        loaded[language.code] = phrases
    return loaded


_phrases: dict[str, Phrases] = {}
"""Those that were loaded last, by code."""


def _kept(language: Language, strings: Strings, fallback: Phrases | None) -> Phrases:
    last = _phrases.get(language.code)
    if last and (last.language, last.strings, last.fallback) == (language, strings, fallback):
        return last
    _phrases[language.code] = Phrases(language=language, strings=strings, fallback=fallback)
    return _phrases[language.code]


def _words_for(loaded: Mapping[str, Phrases], environment: Mapping[str, str]) -> Phrases | None:
    """The words for a message while languages are being read: the terminal's, or the first."""
    return loaded.get(terminal_language(environment)) or loaded.get(DEFAULT.code)


def _unusable(
    loaded: Mapping[str, Phrases], environment: Mapping[str, str], language: Language, reason: str
) -> StringsError:
    name = f"{_FOLDER}/{language.code}.toml"
    words = _words_for(loaded, environment)
    if words is None:
        return StringsError(f"{name}: {reason}")
    text = words("cli.file-error", name=name, reason=words.reason(reason))
    return StringsError(text)


def _lacking(
    loaded: Mapping[str, Phrases],
    environment: Mapping[str, str],
    phrases: Phrases,
    keys: list[str],
) -> StringsError:
    """Which file lacks which keys, and below each what the language it falls back to has there."""
    words = _words_for(loaded, environment) or phrases
    name = f"{_FOLDER}/{phrases.language.code}.toml"
    lines = [words("language.words-missing", file=name, name=phrases.language.name)]
    for key in keys:
        table, _, last = key.rpartition(".")
        example = str(phrases.get(key) or "…").replace('"', '\\"')
        lines.append(f'  [{table}]  {last} = "{example}"')
    lines.append(words("language.words-missing-advice"))
    return StringsError("\n".join(lines))


def languages_to_try(language: str) -> Iterator[str]:
    """*language*, then what its row falls back to, and so on: the order for its readers."""
    tried: set[str] = set()
    while language and language not in tried:
        yield language
        tried.add(language)
        language = _FALLBACKS.get(language, "")


def language_served(language: str, given: Container[str], original: str) -> str:
    """In which of the languages *given* readers of *language* get a text or a name.

    Theirs, else the first that their row falls back to, else the *original*. Everything that a
    page, a feed or a calendar shows in place of a missing translation is chosen here.
    """
    if language in given:
        return language
    return next((code for code in languages_to_try(language) if code in given), original)


def terminal_language(environment: Mapping[str, str]) -> str:
    """The language for messages in a terminal: ``ARCHIVE_LANG``, else the locale's, else English.

    English is the fallback here, because tools without a locale (CI, containers) speak it.
    """
    for name in ("ARCHIVE_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        code = re.split(r"[-_.@]", environment.get(name, "").lower())[0]
        if code in CODES:
            return code
        if code not in ("", "c", "posix"):  # these name no language, and hide no later one
            break
    return "en" if "en" in CODES else DEFAULT.code
