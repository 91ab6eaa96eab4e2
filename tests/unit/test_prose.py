"""Reading prose: every spelling of a date, an hour, a number or a name means one value."""

import ast
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_archive import PHRASES

from archive.languages import CODES, Language, Phrases
from archive.prose.found import read_prose
from archive.prose.lexicon import Lexicon

LEXICONS = {code: Lexicon.of(PHRASES[code], PHRASES) for code in CODES}
PROSE = Path(__file__).parents[2] / "hooks/archive/prose"


def values(language, text, kinds=()):
    """What was found, as ``kind value``."""
    found = read_prose(text, LEXICONS[language])
    return [f"{each.kind} {each.value}" for each in found if not kinds or each.kind in kinds]


def table(*rows):
    """Rows of language, text and everything that is found in it, as parameters."""
    return pytest.mark.parametrize(("language", "text", "found"), rows)


class TestDates:
    @pytest.mark.parametrize(
        "text",
        [
            "16 августа 2019 года", "16 августа 2019 г.", "16 АВГУСТА 2019 ГОДА",
            "16 авг. 2019 г.", "16\u00a0августа\u00a02019\u00a0года", "16 ав\u00adгуста 2019 года",
            "16-го августа 2019 года", "16.08.2019", "16.8.2019", "16/08/2019", "16-08-2019",
            "16.08.19", "2019-08-16", "2019\u201108\u201116", "16  августа  2019",
            "«16 августа 2019 года»", "(16 августа 2019 г.)",
        ],
    )  # fmt: skip
    def test_one_day_in_russian(self, text):
        assert values("ru", text) == ["date 2019-08-16"]

    @pytest.mark.parametrize(
        "text",
        [
            "16 August 2019", "August 16, 2019", "August 16 2019", "16th August 2019",
            "16th of August 2019", "the 16th of August, 2019", "August 16th, 2019",
            "16 AUGUST 2019", "16 Aug. 2019", "Aug. 16, 2019", "16-Aug-2019",
            "16\u00a0August\u00a02019", "16/08/2019",
            "08/16/2019", "16.08.2019", "2019-08-16", "Friday, 16 August 2019",
            "16 Au\u00adgust 2019", "16\u200b August 2019",
        ],
    )  # fmt: skip
    def test_one_day_in_english(self, text):
        assert values("en", text) == ["date 2019-08-16"]

    @table(
        ("ru", "7–9 июня 2022 г.", ["date 2022-06-07", "date 2022-06-09"]),
        ("ru", "7 - 9 июня 2022 г.", ["date 2022-06-07", "date 2022-06-09"]),
        ("ru", "с 7 по 9 июня 2022 года", ["date 2022-06-07", "date 2022-06-09"]),
        ("ru", "с 7 по 9 июня", ["date 06-07", "date 06-09"]),
        ("ru", "7, 8 и 9 июня 2022 г.", ["date 2022-06-07", "date 2022-06-08", "date 2022-06-09"]),
        ("ru", "30 января – 2 февраля", ["date 01-30", "date 02-02"]),
        ("ru", "с 30 января по 2 февраля 2022 г.", ["date 2022-01-30", "date 2022-02-02"]),
        ("ru", "30 декабря – 2 января 2022 г.", ["date 2021-12-30", "date 2022-01-02"]),
        ("ru", "30 декабря 2021 г. – 2 января 2022 г.", ["date 2021-12-30", "date 2022-01-02"]),
        ("ru", "в ночь со 2 на 3 февраля 2025 года", ["date 2025-02-02", "date 2025-02-03"]),
        ("en", "7–9 June 2022", ["date 2022-06-07", "date 2022-06-09"]),
        ("en", "from 7 to 9 June 2022", ["date 2022-06-07", "date 2022-06-09"]),
        ("en", "June 7–9, 2022", ["date 2022-06-07", "date 2022-06-09"]),
        ("en", "7, 8 and 9 June 2022", ["date 2022-06-07", "date 2022-06-08", "date 2022-06-09"]),
        ("en", "the 7th to the 9th of June 2022", ["date 2022-06-07", "date 2022-06-09"]),
        ("en", "30 January – 2 February", ["date 01-30", "date 02-02"]),
        ("en", "from 30 January to 2 February 2022", ["date 2022-01-30", "date 2022-02-02"]),
        ("en", "30 December to 2 January 2022", ["date 2021-12-30", "date 2022-01-02"]),
    )
    def test_ranges_and_lists_give_their_days(self, language, text, found):
        assert values(language, text) == found

    @table(
        ("ru", "декабрь 2021 года", ["date 2021-12"]),
        ("ru", "в декабре 2021 г.", ["date 2021-12"]),
        ("ru", "с декабря 2021 по май 2022 года", ["date 2021-12", "date 2022-05"]),
        ("ru", "в начале мая", []),
        ("ru", "в 2021 году", ["number 2021"]),
        ("ru", "в 2021–2022 гг.", ["number 2021", "number 2022"]),
        ("ru", "2021/22 учебный год", ["number 2021", "number 2022"]),
        ("en", "December 2021", ["date 2021-12"]),
        ("en", "December, 2021", ["date 2021-12"]),
        ("en", "December of 2021", ["date 2021-12"]),
        ("en", "2021-12", ["date 2021-12"]),
        ("en", "from December 2021 to May 2022", ["date 2021-12", "date 2022-05"]),
        ("en", "in 2021–2022", ["number 2021", "number 2022"]),
        ("en", "7th June", ["date 06-07"]),
        ("en", "June 7", ["date 06-07"]),
        ("en", "the week of 7 June", ["date 06-07"]),
    )
    def test_as_far_as_they_are_given(self, language, text, found):
        assert values(language, text) == found

    @table(
        ("en", "Annex 1 may be found on page 3", ["number 1", "number 3"]),
        ("ru", "в марте 17 центров", ["number 17"]),
        ("en", "Room 35 June 2025", ["number 35", "date 2025-06"]),
        ("en", "35, June 2025", ["number 35", "date 2025-06"]),
        ("ru", "45.13.2019", ["number 45.13.2019"]),
        ("en", "section 3.2.1", ["number 3.2.1"]),
        ("en", "16.08.20194", ["number 16.08.20194"]),
        ("en", "17 centres", ["number 17"]),
        ("en", "9 to 5", ["number 9", "number 5"]),
    )
    def test_what_only_looks_like_a_date(self, language, text, found):
        assert values(language, text) == found

    @pytest.mark.parametrize("language", CODES)
    def test_every_month_of_every_language(self, language):
        for form, number in LEXICONS[language].months.items():
            for spelling in {form.capitalize(), form.upper()}:
                assert values(language, f"5 {spelling} 2019") == [f"date 2019-{number:02d}-05"]

    def test_a_date_ends_with_its_line(self):
        assert values("en", "on 16\nAugust 2019") == ["number 16", "date 2019-08"]


class TestHours:
    @table(
        ("ru", "10 час. 00 мин.", ["time 10:00"]),
        ("ru", "в 10 ч. 30 мин.", ["time 10:30"]),
        ("ru", "10 часов 30 минут", ["time 10:30"]),
        ("ru", "в 15 часов", ["time 15:00"]),
        ("ru", "с 10 часов до 15 часов", ["time 10:00", "time 15:00"]),
        ("ru", "к 12 часам дня", ["time 12:00"]),
        ("ru", "в 3 часа дня", ["time 15:00"]),
        ("ru", "в 8 часов вечера", ["time 20:00"]),
        ("ru", "в 6 утра", ["time 06:00"]),
        ("ru", "в 10.00", ["time 10:00"]),
        ("ru", "с 10.00 до 15.30", ["time 10:00", "time 15:30"]),
        ("ru", "10:00–15:30", ["time 10:00", "time 15:30"]),
        ("ru", "в 24:00", ["time 00:00"]),
        ("ru", "в полдень", ["time 12:00"]),
        ("ru", "до полуночи", ["time 00:00"]),
        ("en", "10:00 a.m.", ["time 10:00"]),
        ("en", "10:00 am", ["time 10:00"]),
        ("en", "10.30 a.m.", ["time 10:30"]),
        ("en", "3 p.m.", ["time 15:00"]),
        ("en", "3:30 PM", ["time 15:30"]),
        ("en", "12 a.m.", ["time 00:00"]),
        ("en", "12 p.m.", ["time 12:00"]),
        ("en", "12 noon", ["time 12:00"]),
        ("en", "at noon", ["time 12:00"]),
        ("en", "by midnight", ["time 00:00"]),
        ("en", "15:30", ["time 15:30"]),
        ("en", "15:30:00", ["time 15:30"]),
        ("en", "15:30 hours", ["time 15:30"]),
        ("en", "15 h 30", ["time 15:30"]),
        ("en", "15h30", ["time 15:30"]),
        ("en", "0930 hours", ["time 09:30"]),
        ("en", "at 1400 hours", ["time 14:00"]),
        ("en", "2 June 2025, 1800 hours Geneva time", ["date 2025-06-02", "time 18:00"]),
        ("en", "2 June 2025 (1800 hrs)", ["date 2025-06-02", "time 18:00"]),
        ("en", "by 2 June 1800 hours", ["date 06-02", "time 18:00"]),
        ("en", "2 June, 1800–1930 hours", ["date 06-02", "time 18:00", "time 19:30"]),
        ("en", "(1800 hours)", ["time 18:00"]),
        ("en", "1800hrs", ["time 18:00"]),
        ("en", "It opens on Monday, 0930 hours", ["time 09:30"]),
        ("en", "from 0900 to 1730 hours", ["time 09:00", "time 17:30"]),
        ("en", "at 10.00", ["time 10:00"]),
        ("en", "from 3 to 5 p.m.", ["time 15:00", "time 17:00"]),
        ("en", "10–3 p.m.", ["time 10:00", "time 15:00"]),
        ("en", "9.30–11 a.m.", ["time 09:30", "time 11:00"]),
        ("en", "16:00 (UTC+2)", ["time 16:00", "number 2"]),
    )
    def test_every_spelling(self, language, text, found):
        assert values(language, text) == found

    @table(
        ("en", "10.00 metres", ["number 10"]),
        ("en", "at 2.15 per cent", ["percent 2.15"]),
        ("en", "at 10.50 Swiss francs", ["amount CHF 10.5"]),
        ("en", "1400 hours of work", ["number 1400"]),
        ("en", "since 2 June 2025, 1400 hours of work", ["date 2025-06-02", "number 1400"]),
        ("en", "in all, 1400 hours were given", ["number 1400"]),
        ("en", "They gave 1400 hours.", ["number 1400"]),
        ("ru", "Всего 1400 часов.", ["number 1400"]),
        ("en", "in 24 hours 20 people", ["number 24", "number 20"]),
        ("ru", "в течение 3 дней", ["number 3"]),
        ("ru", "3 дня подряд", ["number 3"]),
        ("en", "16:9", ["number 16", "number 9"]),
        ("en", "afternoon", []),
    )
    def test_what_only_looks_like_an_hour(self, language, text, found):
        assert values(language, text) == found


class TestNumbers:
    @table(
        ("ru", "1 500", ["number 1500"]),
        ("ru", "1\u00a0500", ["number 1500"]),
        ("ru", "1\u202f500", ["number 1500"]),
        ("ru", "1500", ["number 1500"]),
        ("ru", "1,5", ["number 1.5"]),
        ("ru", "1.5", ["number 1.5"]),
        ("ru", "1 500,50", ["number 1500.5"]),
        ("ru", "200 тыс.", ["number 200000"]),
        ("ru", "1,5 млн", ["number 1500000"]),
        ("ru", "2 миллиарда", ["number 2000000000"]),
        ("ru", "76-й сессии", ["number 76"]),
        ("ru", "5-я комиссия", ["number 5"]),
        ("ru", "10-летие", ["number 10"]),
        ("en", "1,500", ["number 1500"]),
        ("en", "1 500", ["number 1500"]),
        ("en", "1’500", ["number 1500"]),
        ("en", "1500", ["number 1500"]),
        ("en", "007", ["number 7"]),
        ("en", "1,234,567.80", ["number 1234567.8"]),
        ("en", "1.5", ["number 1.5"]),
        ("en", "paragraphs 1,5 and 7", ["number 1", "number 5", "number 7"]),
        ("en", "2 million", ["number 2000000"]),
        ("en", "1.25 billion", ["number 1250000000"]),
        ("en", "76th session", ["number 76"]),
        ("en", "in 2021 500 people", ["number 2021", "number 500"]),
        ("en", "WTDC-22", ["number 22"]),
        ("en", "U4SSC, G7 and H2O", []),
    )
    def test_numbers(self, language, text, found):
        assert values(language, text) == found

    @table(
        ("ru", "15 %", ["percent 15"]),
        ("ru", "15%", ["percent 15"]),
        ("ru", "15 процентов", ["percent 15"]),
        ("ru", "15-процентный", ["percent 15"]),
        ("ru", "12,5 %", ["percent 12.5"]),
        ("en", "15 %", ["percent 15"]),
        ("en", "15%", ["percent 15"]),
        ("en", "15 per cent", ["percent 15"]),
        ("en", "12.5 percent", ["percent 12.5"]),
        ("en", "15 percentage points", ["percent 15"]),
        ("en", "10–15 %", ["number 10", "percent 15"]),
    )
    def test_percentages(self, language, text, found):
        assert values(language, text) == found

    @table(
        ("ru", "1500 шв. фр.", ["amount CHF 1500"]),
        ("ru", "1 500 швейцарских франков", ["amount CHF 1500"]),
        ("ru", "200 тыс. долл. США", ["amount USD 200000"]),
        ("ru", "15 евро", ["amount EUR 15"]),
        ("ru", "CHF 1 500", ["amount CHF 1500"]),
        ("en", "CHF 1,500", ["amount CHF 1500"]),
        ("en", "1,500 Swiss francs", ["amount CHF 1500"]),
        ("en", "Sw. fr. 1500", ["amount CHF 1500"]),
        ("en", "US$ 200 million", ["amount USD 200000000"]),
        ("en", "$15", ["amount USD 15"]),
        ("en", "€1.5", ["amount EUR 1.5"]),
        ("en", "15 roubles", ["amount RUB 15"]),
        ("en", "£20", ["amount GBP 20"]),
    )
    def test_amounts(self, language, text, found):
        assert values(language, text) == found

    @pytest.mark.parametrize("language", CODES)
    def test_words_say_numbers_from_one_to_twenty(self, language):
        lexicon = LEXICONS[language]
        for number, forms in enumerate(PHRASES[language].listed("prose.numbers"), 1):
            for form in forms.split():
                text = f"({form.replace('*', '')})"
                assert lexicon.says_number(number, text), form
                said = [other for other in range(1, 21) if lexicon.says_number(other, text)]
                assert said == [number], form
        assert not lexicon.says_number(21, "21")
        assert not lexicon.says_number(0, "0")

    def test_words_are_no_parts_of_words(self):
        assert not LEXICONS["en"].says_number(1, "done, ones, stone")
        assert not LEXICONS["ru"].says_number(7, "семинар, семья")
        assert not LEXICONS["ru"].says_number(2, "вторник")
        assert not LEXICONS["ru"].says_number(5, "пятница, пятно")

    @pytest.mark.parametrize("language", CODES)
    def test_roman_figures_say_numbers(self, language):
        for number, figures in ((1, "I"), (4, "IV"), (9, "IX"), (12, "XII"), (19, "ХІХ")):
            if figures.isascii():
                assert LEXICONS[language].says_number(number, f"Annex {figures},")
        assert LEXICONS[language].says_number(20, "ХХ")  # Cyrillic
        assert not LEXICONS[language].says_number(5, "IV VI")


class TestAddresses:
    @pytest.mark.parametrize("language", CODES)
    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("+41 22 730 6301", "phone +41227306301"),
            ("+41\u00a022\u00a0730\u00a063\u00a001", "phone +41227306301"),
            ("+41 22 730-63-01", "phone +41227306301"),
            ("+41 (22) 730.63.01", "phone +41227306301"),
            ("+41 (0)22 730 6301", "phone +41227306301"),
            ("+7 (495) 123–45–67", "phone +74951234567"),
            ("desk@example.org", "email desk@example.org"),
            ("(Desk.Two@Example.org)", "email desk.two@example.org"),
            ("a_b+c@mail.example.org.", "email a_b+c@mail.example.org"),
            ("https://example.org/plan/", "url https://example.org/plan/"),
            ("https://Example.org/Plan_A.", "url https://example.org/Plan_A"),
            ("(https://example.org/a_(b)).", "url https://example.org/a_(b)"),
            ("«https://example.org/x?y=1»,", "url https://example.org/x?y=1"),
            ("http://example.org/2024/15%20a;", "url http://example.org/2024/15%20a"),
            ("www.example.org/go!", "url http://www.example.org/go"),
            ("HTTP://example.org", "url http://example.org"),
        ],
    )
    def test_in_any_spelling(self, language, text, found):
        assert values(language, text) == [found]

    @table(
        ("en", "Tel. 730 63 01", ["phone 7306301"]),
        ("en", "fax: (022) 730 63 01", ["phone 0227306301"]),
        ("ru", "тел.: 730 63 01", ["phone 7306301"]),
        ("ru", "телефон (022) 730-63-01", ["phone 0227306301"]),
        ("en", "+5 degrees", ["number 5"]),
        ("en", "@home, a@b", []),
        ("en", "a@b.org, c@d.org", ["email a@b.org", "email c@d.org"]),
        (
            "en",
            "https://example.org/desk@example.org",
            ["url https://example.org/desk@example.org"],
        ),
        ("en", "http://", []),
        ("en", "www.", []),
    )
    def test_with_words_and_at_the_edge(self, language, text, found):
        assert values(language, text) == found

    def test_nothing_within_an_address_is_found_again(self):
        text = "https://example.org/2024-08-16/CL-19/35?q=15:30 by 16 August 2019 to a7@b8.org"
        assert values("en", text) == [
            "url https://example.org/2024-08-16/CL-19/35?q=15:30",
            "date 2019-08-16",
            "email a7@b8.org",
        ]


class TestNames:
    @table(
        ("ru", "Циркуляр 352 БСЭ", ["reference TSB Circular 352"]),
        ("ru", "Циркуляром 352 БСЭ", ["reference TSB Circular 352"]),
        ("ru", "в циркуляре № 352 БСЭ", ["reference TSB Circular 352"]),
        ("ru", "«Циркуляру\u00a0352\u00a0БСЭ»", ["reference TSB Circular 352"]),
        ("ru", "Коллективного письма 5/12 БСЭ", ["reference TSB Collective letter 5/12"]),
        ("ru", "письмо CL-19/35", ["reference CL-19/35"]),
        ("ru", "Циркулярным письмом CL‑19/35", ["reference CL-19/35"]),
        ("ru", "Циркуляр BDT/DIR/110", ["reference BDT/DIR/110"]),
        ("ru", "Административном циркуляре CACE/224", ["reference CACE/224"]),
        ("en", "TSB Circular 352", ["reference TSB Circular 352"]),
        ("en", "Circular No. 352 TSB", ["reference TSB Circular 352"]),
        ("en", "Циркуляр 352 БСЭ", ["reference TSB Circular 352"]),
        ("en", "TSB Collective letter 5/12", ["reference TSB Collective letter 5/12"]),
        ("en", "(CL-19/35)", ["reference CL-19/35"]),
        ("en", "Circular letter CR/131", ["reference CR/131"]),
        ("en", "Administrative Circular CACE/345", ["reference CACE/345"]),
        ("en", "in CA/12.", ["reference CA/12"]),
        ("en", "circular 352", ["number 352"]),
    )
    def test_references(self, language, text, found):
        assert values(language, text) == found

    @table(
        ("ru", "Резолюция 209 (Дубай, 2018 г.)", ["resolution Resolution 209 (2018)"]),
        ("ru", "Резолюцией 209 (Пересм. Дубай, 2018 г.)", ["resolution Resolution 209 (2018)"]),
        ("ru", "Резолюции 209", ["resolution Resolution 209"]),
        ("ru", "Резолюций 209 и 210", ["resolution Resolution 209", "resolution Resolution 210"]),
        ("en", "Resolution 209 (Rev. Dubai, 2018)", ["resolution Resolution 209 (2018)"]),
        ("en", "resolution No. 70/1", ["resolution Resolution 70/1"]),
        ("en", "Resolution 209 (see page 5)", ["resolution Resolution 209", "number 5"]),
        ("ru", "Рекомендация МСЭ-Т L.1061", ["recommendation Recommendation L.1061"]),
        ("ru", "Рекомендации МСЭ-T L.1061", ["recommendation Recommendation L.1061"]),
        ("ru", "Рекомендации МСЭ-Т Х.509", ["recommendation Recommendation X.509"]),
        ("en", "Recommendation ITU-T L.1061", ["recommendation Recommendation L.1061"]),
        ("en", "ITU-T Rec. L.1061", ["recommendation Recommendation L.1061"]),
        ("en", "ITU-R M.1036-6", ["recommendation Recommendation M.1036-6"]),
        ("en", "Y.4900 and L.1061",
         ["recommendation Recommendation Y.4900", "recommendation Recommendation L.1061"]),
    )  # fmt: skip
    def test_resolutions_and_recommendations(self, language, text, found):
        assert values(language, text) == found


class TestPlaces:
    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("on 16 August 2019, at 3 p.m.", ["16 August 2019", "3 p.m."]),
            ("(CHF 1,500; 15 per cent)", ["CHF 1,500", "15 per cent"]),
            ("see TSB Circular 352.", ["TSB Circular 352"]),
            ("7–9 June 2022", ["7", "9 June 2022"]),
            ("to desk@example.org.", ["desk@example.org"]),
            ("on 16 Au\u00adgust\u200b 2019!", ["16 Au\u00adgust\u200b 2019"]),
        ],
    )
    def test_found_stands_where_it_was_found(self, text, words):
        found = read_prose(text, LEXICONS["en"])
        assert [text[each.start : each.end] for each in found] == words

    @given(st.text("0123456789 .,:/-–+()@ап may%№\u00a0\u00adJunegХVCL\n", max_size=60))
    def test_any_text_is_read_in_order_and_within_itself(self, text):
        for lexicon in LEXICONS.values():
            last = 0
            for each in read_prose(text, lexicon):
                assert last <= each.start <= each.end <= len(text)
                assert each.kind
                assert each.value
                last = each.start


FRENCH = {
    "prose.letters": "esaitn",
    "prose.months": [],
    "prose.date-orders": ["day-month"],
    "prose.articles": ["le"],
    "prose.range-words": ["au", "à"],
    "prose.list-words": ["et"],
    "prose.ordinal-endings": ["er", "e"],
    "prose.of-words": [],
    "prose.year-words": [],
    "prose.hours": ["h", "heures"],
    "prose.minutes": ["min"],
    "prose.before-noon": ["du matin"],
    "prose.after-noon": ["du soir"],
    "prose.noon": ["midi"],
    "prose.midnight": ["minuit"],
    "prose.hour-marks": [],
    "prose.time-leads": ["à", "de"],
    "prose.percent": ["pour cent"],
    "prose.number-signs": ["n°"],
    "prose.phone-leads": ["tél."],
    "prose.numbers": ["un une premier première", "deux deuxième"],
    "prose.multiplier.6": ["million*"],
    "prose.currency.chf": ["CHF", "franc* suisse*"],
    "reference.tsb-circular": ["Circulaire TSB {number}"],
    "reference.resolution": ["Résolution {number}"],
    "reference.itu-t-recommendation": ["Recommandation UIT-T {number}"],
    "reference.words.resolution": ["Résolution"],
    "reference.plurals.resolution": ["Résolutions"],
    "reference.city.dubai": ["Dubaï"],
}


@pytest.fixture(scope="module")
def lexicon():
    """The words of a language of which the code knows nothing."""
    phrases = Phrases(
        language=Language(code="fr", name="Français", locale="fr"),
        strings=FRENCH,
        fallback=PHRASES[CODES[0]],
    )
    return Lexicon(phrases, {**PHRASES, "fr": phrases})


class TestAThirdLanguage:
    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("le 16 août 2019", "date 2019-08-16"),
            ("le 1er août 2019", "date 2019-08-01"),
            ("à 15 h 30", "time 15:30"),
            ("à 8 heures du soir", "time 20:00"),
            ("à midi", "time 12:00"),
            ("1 500,5", "number 1500.5"),
            ("15 pour cent", "percent 15"),
            ("2 millions de francs", "number 2000000"),
            ("1\u202f500 francs suisses", "amount CHF 1500"),
            ("Résolutions 209 (Dubaï, 2018)", "resolution Resolution 209 (2018)"),
            ("Circulaire TSB 352", "reference TSB Circular 352"),
            ("Recommandation UIT-T L.1061", "recommendation Recommendation L.1061"),
            ("Tél. 022 730 63 01", "phone 0227306301"),
        ],
    )
    def test_needs_its_strings_only(self, lexicon, text, found):
        assert [f"{each.kind} {each.value}" for each in read_prose(text, lexicon)] == [found]

    def test_days_of_a_range(self, lexicon):
        found = read_prose("du 30 janvier au 2 février 2022", lexicon)
        assert [each.value for each in found] == ["2022-01-30", "2022-02-02"]
        assert lexicon.says_number(2, "la deuxième session")

    @pytest.mark.parametrize("path", sorted(PROSE.glob("*.py")), ids=lambda path: path.stem)
    def test_no_module_names_a_language(self, path):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant):
                assert node.value not in (*CODES, "de", "fr")


HOSTILE = [
    "1" * 80_000, "1 " * 20_000, "1," * 20_000, "1." * 20_000, "7, " * 15_000 + "June",
    "7–" * 15_000, "a@" * 20_000, ("a" * 63 + "!@") * 1_000, "www." * 20_000, "://" * 20_000,
    "http://" + ")" * 40_000, "www.a" + "))))))))" * 5_000, "+1 " * 15_000, "+1" + " (" * 20_000,
    "Resolution 1 (" * 5_000, "Resolution 1 and " * 5_000, "noon 1 " * 10_000,
    "CL-" * 20_000 + "1", "Circular " * 10_000 + "1", "A.1" * 15_000, "10:00–" * 8_000,
    "\u00ad1" * 15_000, "June " * 15_000 + "7", "$" * 40_000 + "1", "и 7 " * 12_000 + "июня",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_no_text_takes_long(text):
    """What grew with the square of these lengths would take minutes."""
    begin = time.monotonic()
    for lexicon in LEXICONS.values():
        read_prose(text, lexicon)
    assert time.monotonic() - begin < 10
