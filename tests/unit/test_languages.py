"""Languages: the same keys in all, plurals by CLDR, dates and periods, fallbacks."""

import datetime as dt
import re
from string import Formatter

import pytest
from babel import Locale
from babel.dates import format_date, format_skeleton
from hypothesis import given
from hypothesis import strategies as st
from small_archive import PHRASES

from archive import languages, string_files
from archive.dates import Moment, PartialDate
from archive.languages import (
    CODES,
    DEFAULT,
    LANGUAGES,
    Language,
    Phrases,
    load_phrases,
    terminal_language,
)
from archive.model import Localized
from archive.prose.lexicon import Lexicon
from archive.references import Grammar

IN_ANY_ALPHABET = re.compile(r"reference\.|field\.|rule\..+\.(?:wrong|right)$")
"""Keys of strings that quote both languages: examples of rules show faults of either."""

CATEGORIES = {"zero", "one", "two", "few", "many", "other"}


def groups(language):
    """All keys of a language by their parent: ``list.circulars`` -> {one, other}."""
    found = {}
    for key in PHRASES[language].strings:
        parent, _, name = key.rpartition(".")
        found.setdefault(parent, set()).add(name)
    return found


def plural_keys(language):
    return {key for key, names in groups(language).items() if names <= CATEGORIES}


def without_categories(language):
    plurals = plural_keys(language)
    keys = set(PHRASES[language].strings)
    return {key for key in keys if key.rpartition(".")[0] not in plurals} | plurals


def placeholders(text):
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def other_languages():
    return [code for code in CODES if code != DEFAULT.code]


class TestStrings:
    @pytest.mark.parametrize("code", other_languages())
    def test_all_languages_have_the_same_keys(self, code):
        assert without_categories(code) == without_categories(DEFAULT.code)

    @pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
    def test_every_plural_has_exactly_the_categories_of_its_language(self, language):
        wanted = {*Locale.parse(language.locale).plural_form.tags, "other"}
        plurals = plural_keys(language.code)
        assert {"days-left", "list.circulars", "built.problems"} <= plurals
        for key in plurals:
            assert groups(language.code)[key] == wanted, key

    @pytest.mark.parametrize("code", other_languages())
    def test_placeholders_are_the_same_for_every_key(self, code):
        for key, text in PHRASES[code].strings.items():
            if key.startswith("shape."):
                continue  # examples of YAML, printed as they stand
            default = PHRASES[DEFAULT.code].strings.get(key)
            for one, other in zip(*(_texts(value) for value in (text, default)), strict=False):
                assert placeholders(one) == placeholders(other), key

    @pytest.mark.parametrize("code", CODES)
    def test_every_form_of_a_plural_has_the_same_placeholders(self, code):
        for key in plural_keys(code):
            forms = {
                frozenset(placeholders(form)) for form in PHRASES[code].plural_forms(key).values()
            }
            assert len(forms) == 1, key
            assert "number" in next(iter(forms)), key

    @pytest.mark.parametrize("code", CODES)
    def test_no_text_is_empty_or_in_the_wrong_alphabet(self, code):
        for key, value in PHRASES[code].strings.items():
            for text in _texts(value):
                assert text.strip() == text, key
                assert text or key == "fields.shape.one", key
                if code == "en" and not IN_ANY_ALPHABET.match(key):
                    assert not re.search("[А-Яа-яЁё]", text), key

    @pytest.mark.parametrize("code", CODES)
    def test_every_reference_has_one_place_for_its_number(self, code):
        for key, value in PHRASES[code].strings.items():
            if re.fullmatch(r"reference\.[^.]+", key):
                assert all(form.count("{number}") == 1 for form in _texts(value)), key


def _texts(value):
    return value if isinstance(value, list) else [value or ""]


class TestWords:
    def test_values_are_filled_in(self):
        assert PHRASES["en"]("date.about", date="May") == "about May"

    def test_braces_in_values_are_left_alone(self):
        assert PHRASES["en"]("date.about", date="{date}") == "about {date}"

    @pytest.mark.parametrize("key", ["no.such.key", "list.circulars", "reference.cl", ""])
    def test_an_unknown_key_is_an_error(self, key):
        with pytest.raises(KeyError):
            PHRASES["en"](key)

    def test_a_missing_key_falls_back_to_the_default_language(self):
        default = PHRASES[DEFAULT.code]
        french = Phrases(
            language=Language(code="fr", name="Français", locale="fr"),
            strings={"date.none": "sans date", "days-left.one": "1 jour"},
            fallback=default,
        )
        assert french("date.none") == "sans date"
        assert french("date.about", date="mai") == default("date.about", date="mai")
        assert french.plural("list.circulars", 2) == default.plural("list.circulars", 2)
        assert french.plural_forms("list.events") == default.plural_forms("list.events")
        assert french.listed("reference.cl") == default.listed("reference.cl")
        assert french.listed("reference.none-such") == []

    @pytest.mark.parametrize(
        ("code", "number", "text"),
        [
            ("ru", 1, "остался 1 день"), ("ru", 2, "осталось 2 дня"), ("ru", 5, "осталось 5 дней"),
            ("ru", 11, "осталось 11 дней"), ("ru", 14, "осталось 14 дней"),
            ("ru", 21, "остался 21 день"), ("ru", 22, "осталось 22 дня"),
            ("ru", 111, "осталось 111 дней"), ("ru", 0, "осталось 0 дней"),
            ("en", 1, "1 day left"), ("en", 2, "2 days left"), ("en", 0, "0 days left"),
            ("en", 11, "11 days left"), ("en", 21, "21 days left"),
        ],
    )  # fmt: skip
    def test_plurals(self, code, number, text):
        assert PHRASES[code].plural("days-left", number) == text

    @given(st.sampled_from(CODES), st.integers(0, 10**6))
    def test_every_number_has_a_form(self, code, number):
        for key in plural_keys(code):
            forms = "".join(PHRASES[code].plural_forms(key).values())
            values = dict.fromkeys(set(re.findall(r"\{(\w+)\}", forms)) - {"number"}, "x")
            assert str(number) in PHRASES[code].plural(key, number, **values)

    @pytest.mark.parametrize(
        ("said", "russian", "english"),
        [
            ("Permission denied", "нет права доступа", "no right of access"),
            ("found unexpected end of stream", "кавычка открыта и не закрыта",
             "a quotation mark is opened and never closed"),
            ("could not find expected ':'", "после имени поля нет двоеточия",
             "there is no colon after the name of a field"),
            ("Such a thing {was} never said", "Such a thing {was} never said",
             "Such a thing {was} never said"),
            ("", "", ""),
        ],
    )  # fmt: skip
    def test_reasons_of_the_parser_and_the_system(self, said, russian, english):
        assert (PHRASES["ru"].reason(said), PHRASES["en"].reason(said)) == (russian, english)

    def test_scripts_get_all_forms(self):
        assert set(PHRASES["ru"].plural_forms("days-left")) == {"one", "few", "many", "other"}
        assert PHRASES["en"].plural_forms("days-left") == {
            "one": "{number} day left",
            "other": "{number} days left",
        }

    def test_names_of_languages(self):
        assert PHRASES["ru"].language_name("en") == "английский"
        assert PHRASES["en"].language_name("ru") == "Russian"
        assert PHRASES["en"].language_name("tlh-none") == "tlh-none"


class TestReadersOfOtherLanguages:
    GIVEN = Localized(texts={"ru": "Имя", "en": "Name"})

    @pytest.fixture(autouse=True)
    def rows(self, monkeypatch):
        rows = {"ru": "", "en": "", "fr": "en", "oc": "fr", "de": "", "xx": "yy", "yy": "xx"}
        monkeypatch.setattr(languages, "_FALLBACKS", rows)

    @pytest.mark.parametrize(
        ("reader", "language"),
        [
            ("ru", "ru"), ("en", "en"), ("fr", "en"), ("oc", "en"),
            ("de", "ru"), ("xx", "ru"), ("nn", "ru"),
        ],
    )  # fmt: skip
    def test_get_names_in_the_language_that_theirs_falls_back_to(self, reader, language):
        assert self.GIVEN.in_language(reader).language == language

    def test_get_the_original_where_none_of_them_is_given(self):
        assert Localized(texts={"ru": "Имя"}).in_language("oc").language == "ru"
        assert Localized(texts={"fr": "Nom", "en": "Name"}).in_language("oc").text == "Nom"


class TestDates:
    @pytest.mark.parametrize(
        ("written", "russian", "english"),
        [
            ("2021-10-13", "13 октября 2021 г.", "13 October 2021"),
            ("2021-10-13~", "приблизительно 13 октября 2021 г.", "about 13 October 2021"),
            ("2023-12", "декабрь 2023 г.", "December 2023"),
            ("2023-12~", "приблизительно декабрь 2023 г.", "about December 2023"),
            ("2023", "2023 г.", "2023"),
            ("2023~", "приблизительно 2023 г.", "about 2023"),
        ],
    )
    def test_as_far_as_they_are_known(self, written, russian, english):
        date = PartialDate.parse(written)
        assert plain(PHRASES["ru"].date(date)) == russian
        assert plain(PHRASES["en"].date(date)) == english

    @given(st.dates(dt.date(1000, 1, 1)), st.sampled_from(["ru", "en", "ar", "fa", "hu", "ja"]))
    def test_days_are_written_as_babel_writes_them(self, day, locale):
        row = Language(code=locale, name=locale, locale=locale)
        phrases = Phrases(language=row, strings=PHRASES["en"].strings)
        if day.year < 9999:
            assert phrases.day(day) == format_date(day, "long", locale=locale)
        assert phrases.day_and_month(day) == format_skeleton("MMMMd", day, locale=locale)

    def test_a_day(self):
        assert plain(PHRASES["ru"].day(dt.date(2019, 7, 23))) == "23 июля 2019 г."
        assert plain(PHRASES["en"].day(dt.date(2019, 7, 23))) == "23 July 2019"

    @pytest.mark.parametrize(
        ("start", "end", "russian", "english"),
        [
            ("2022-06-07", None, "7 июня 2022 г.", "7 June 2022"),
            ("2022-06-07", "2022-06-07", "7 июня 2022 г.", "7 June 2022"),
            ("2022-06-07", "2022-06-09", "7–9 июня 2022 г.", "7–9 June 2022"),
            ("2022-05-30", "2022-06-02", "30 мая – 2 июня 2022 г.", "30 May – 2 June 2022"),
            (
                "2021-12-30",
                "2022-01-02",
                "30 декабря 2021 г. – 2 января 2022 г.",
                "30 December 2021 – 2 January 2022",
            ),
            ("2021-12", "2022-05", "декабрь 2021 г. – май 2022 г.", "December 2021 – May 2022"),
            ("2020", "2021", "2020 г. – 2021 г.", "2020 – 2021"),
            ("2022-06-07", "2022-06", "7 июня 2022 г. – июнь 2022 г.", "7 June 2022 – June 2022"),
        ],
    )
    def test_periods(self, start, end, russian, english):
        first = Moment.parse(start)
        last = Moment.parse(end) if end else None
        assert plain(PHRASES["ru"].period(first, last)) == russian
        assert plain(PHRASES["en"].period(first, last)) == english

    def test_hours_carry_their_zone(self):
        start = Moment.parse("2021-12-07 10:00", "Europe/Zurich")
        end = Moment.parse("2021-12-07 15:30", "Europe/Zurich")
        assert PHRASES["ru"].hours(start, end) == "10:00–15:30, женевское время"
        assert PHRASES["en"].hours(start, end) == "10:00–15:30, Geneva time"
        assert PHRASES["en"].hours(start, None) == "10:00, Geneva time"
        assert PHRASES["en"].hours(Moment.parse("2021-12-07"), None) == ""

    @pytest.mark.parametrize(
        ("zone", "name"),
        [
            ("CET", "CET (UTC+1)"),
            ("CEST", "CEST (UTC+2)"),
            ("UTC", "UTC"),
            ("+03:00", "UTC+3"),
            ("-09:30", "UTC\u22129:30"),
            ("+00:00", "UTC+0"),
            ("+14:00", "UTC+14"),
        ],
    )
    def test_names_of_zones(self, zone, name):
        assert {words.zone_name(zone) for words in PHRASES.values()} == {name}

    @pytest.mark.parametrize(
        ("zone", "russian", "english"),
        [
            ("Europe/Zurich", "женевское время", "Geneva time"),
            ("Asia/Vladivostok", "Владивосток", "Vladivostok time"),
            ("Pacific/Honolulu", "Гонолулу", "Honolulu time"),
            ("America/New_York", "Нью-Йорк", "New York time"),
            # Zones that CLDR still files under an older name.
            ("Asia/Kolkata", "Калькутта", "Kolkata time"),
            ("Europe/Kyiv", "Киев", "Kyiv time"),
            ("America/Argentina/Buenos_Aires", "Буэнос-Айрес", "Buenos Aires time"),
        ],
    )
    def test_zones_are_called_by_their_cities(self, zone, russian, english):
        assert PHRASES["ru"].zone_name(zone) == russian
        assert PHRASES["en"].zone_name(zone) == english


def plain(text):
    """Kinds of blanks inside dates are the locale's own affair."""
    return re.sub(r"\s", " ", text)


class TestTerminal:
    @pytest.mark.parametrize(
        ("environment", "code"),
        [
            ({}, "en"),
            ({"LANG": "ru_RU.UTF-8"}, "ru"),
            ({"LANG": "ru"}, "ru"),
            ({"LANG": "ru.UTF-8"}, "ru"),
            ({"LANG": "ru@latin"}, "ru"),
            ({"LANG": "en_GB.UTF-8"}, "en"),
            ({"LANG": "de_DE.UTF-8"}, "en"),
            ({"LANG": ""}, "en"),
            ({"LC_ALL": "en_US.UTF-8", "LANG": "ru_RU.UTF-8"}, "en"),
            ({"LC_ALL": "de_DE.UTF-8", "LANG": "ru_RU.UTF-8"}, "en"),
            ({"LC_MESSAGES": "ru_RU.UTF-8", "LANG": "en_GB.UTF-8"}, "ru"),
            # The C locale names no language, so it hides none (as in the scripts of make).
            ({"LC_ALL": "C.UTF-8", "LANG": "ru_RU.UTF-8"}, "ru"),
            ({"LC_ALL": "C"}, "en"),
            ({"LANG": "POSIX"}, "en"),
            ({"ARCHIVE_LANG": "ru", "LC_ALL": "en_GB.UTF-8"}, "ru"),
            ({"ARCHIVE_LANG": "RU-ru", "LC_ALL": "en_GB.UTF-8"}, "ru"),
            ({"ARCHIVE_LANG": "en", "LANG": "ru_RU.UTF-8"}, "en"),
            ({"ARCHIVE_LANG": "xx", "LANG": "ru_RU.UTF-8"}, "en"),
        ],
    )
    def test_language_of_messages(self, environment, code):
        assert terminal_language(environment) == code


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("ru", "Собрание", "«Собрание»"),
        ("ru", "Семинар «Ускорение» (очно)", "«Семинар „Ускорение“ (очно)»"),
        ("ru", "Собрание «Построение „умных“ городов»", "Собрание «Построение „умных“ городов»"),
        ("en", "Meeting", "“Meeting”"),
        ("en", "Workshop “Faster”", "“Workshop ‘Faster’”"),
        ("en", "The Union’s meeting", "“The Union’s meeting”"),
        ("en", "The Union’s “meeting”", "“The Union’s ‘meeting’”"),
    ],
)
def test_quotation_marks_within_quotation_marks(language, text, expected):
    assert PHRASES[language].quoted(text) == expected


class TestReading:
    def test_a_strings_file_is_parsed_again_only_when_it_has_changed(self, monkeypatch, tmp_path):
        monkeypatch.setattr(string_files, "files", lambda package: tmp_path)
        file = tmp_path / "strings/xx.toml"
        file.parent.mkdir()
        file.write_text('[a]\nb = "c"\n', "utf-8")
        first = string_files.strings_of("xx")
        assert first == {"a.b": "c"}
        assert string_files.strings_of("xx") is first
        file.write_text('[a]\nb = "d"\n', "utf-8")
        assert string_files.strings_of("xx") == {"a.b": "d"}

    def test_what_is_made_of_words_is_made_once_and_anew_for_other_words(self, monkeypatch):
        first = load_phrases()
        again = load_phrases()
        assert all(again[code] is first[code] for code in CODES)
        grammar, lexicon = Grammar.of(first), Lexicon.of(first["en"], first)
        assert Grammar.of(again) is grammar is lexicon.grammar
        assert Lexicon.of(again["en"], again) is lexicon

        def other(code):
            forms = {"reference.tsb-circular": ["Tidings {number}"]} if code == "en" else {}
            return {**string_files.strings_of(code), **forms}

        monkeypatch.setattr(languages, "strings_of", other)
        changed = load_phrases()
        assert changed["en"] is not first["en"]
        assert Grammar.of(changed).parse("Tidings 7").series == "tsb-circular"
        assert Lexicon.of(changed["en"], changed).grammar is Grammar.of(changed)
        assert grammar.parse("Tidings 7").series is None
