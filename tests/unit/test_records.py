"""From raw values to typed ones by the table of fields: each type, each shape, each misfit."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_archive import PHRASES

from archive.dates import Moment, PartialDate
from archive.fields import CIRCULAR_FIELDS, DOCUMENTS, Field, Shape, Stands, Type, walk
from archive.records import Reader
from archive.references import Grammar, Reference
from archive.scalars import MAX_LINE, MAX_TEXT
from archive.source import UnreadableError, parse_yaml

READER = Reader(Grammar.of(PHRASES))


def read(text, *fields):
    return READER.read(parse_yaml(text), fields)


def one(written, kind, **options):
    """The value of one field of a type, or the code of its misfit."""
    record = read(f"a: {written}", Field(name="a", type=kind, **options))
    misfit = record.entries[0].misfit
    return misfit.code if misfit else record.values["a"]


class TestTypes:
    @pytest.mark.parametrize(
        ("kind", "written", "value"),
        [
            (Type.LINE, "Spring meeting", "Spring meeting"),
            (Type.LINE, '"  two   blanks  "', "two blanks"),
            (Type.LINE, '"a\u00a0b"', "a\u00a0b"),
            (Type.LINE, "x" * MAX_LINE, "x" * MAX_LINE),
            (Type.LINE, "x" * (MAX_LINE + 1), "too-long"),
            (Type.TEXT, "x" * MAX_TEXT, "x" * MAX_TEXT),
            (Type.TEXT, "x" * (MAX_TEXT + 1), "too-long"),
            (Type.TEXT, ">-\n  folded\n  words\n", "folded words"),
            (Type.LINE, "", "empty-value"),
            (Type.LINE, "~", "empty-value"),
            (Type.LINE, '" "', "empty-value"),
            (Type.LINE, "NO", "yaml-trap"),
            (Type.LINE, "012", "yaml-trap"),
            (Type.LINE, "10:30", "yaml-trap"),
            (Type.LINE, "1.10", "yaml-trap"),
            (Type.LINE, "2021-10-13", "yaml-trap"),
            (Type.LINE, "'NO'", "NO"),
            (Type.LINE, "[a]", "wrong-shape"),
            (Type.LINE, "{a: b}", "wrong-shape"),
            (Type.DATE, "2021-10-13", PartialDate(year=2021, month=10, day=13)),
            (Type.DATE, "2023~", PartialDate(year=2023, approximate=True)),
            (Type.DATE, "'2023-12'", PartialDate(year=2023, month=12)),
            (Type.DATE, "2023", PartialDate(year=2023)),
            (Type.DATE, "2021-02-30", "impossible-date"),
            (Type.DATE, "2021-00", "impossible-date"),
            (Type.DATE, "2021-10-13 10:00", "bad-date"),
            (Type.DATE, "soon", "bad-date"),
            (Type.DATE, "~", "empty-value"),
            (Type.DATE, "[2021]", "wrong-shape"),
            (Type.DAY, "2021-10-13", dt.date(2021, 10, 13)),
            (Type.DAY, "2021-10", "bad-day"),
            (Type.DAY, "2021-10-13~", "bad-day"),
            (Type.DAY, "2021-06-31", "impossible-date"),
            (Type.MOMENT, "2021-12-07 10:00", Moment.parse("2021-12-07 10:00")),
            (Type.MOMENT, "2021-12", Moment.parse("2021-12")),
            (Type.MOMENT, "2021-12-07 25:00", "impossible-date"),
            (Type.MOMENT, "2021-12 10:00", "bad-moment"),
            (Type.MOMENT, "10:00", "bad-moment"),
            (Type.ZONE, "Europe/Zurich", "Europe/Zurich"),
            (Type.ZONE, "'+03:00'", "+03:00"),
            (Type.ZONE, "+03:00", "+03:00"),
            (Type.ZONE, "+10:00", "yaml-trap"),
            (Type.ZONE, "MSK", "bad-zone"),
            (Type.URL, "https://example.org/a?b=c#d", "https://example.org/a?b=c#d"),
            (Type.URL, "https://пример.рф/", "https://пример.рф/"),
            (Type.URL, "lost", "bad-url"),
            (Type.URL, "javascript:alert(1)", "bad-url"),
            (Type.LINK_URL, "lost", "lost"),
            (Type.LINK_URL, "http://example.org", "http://example.org"),
            (Type.LINK_URL, "Lost", "bad-url"),
            (Type.EMAIL, "Partner2Connect@itu.example", "Partner2Connect@itu.example"),
            (Type.EMAIL, "a@b", "bad-email"),
            (Type.FILE, "annex-1.pdf", "annex-1.pdf"),
            (Type.FILE, "annex.v2.docx", "annex.v2.docx"),
            (Type.FILE, "../annex.pdf", "bad-file"),
            (Type.FILE, "annex.html", "bad-file"),
            (Type.CIRCULAR, "2021/tsb-352", "2021/tsb-352"),
            (Type.CIRCULAR, "tsb-352", "bad-circular"),
            (Type.LANGUAGE, "zh-Hans", "zh-Hans"),
            (Type.LANGUAGE, "English", "bad-language"),
            (Type.TEXT_LANGUAGE, "ru", "ru"),
            (Type.TEXT_LANGUAGE, "fr", "bad-text-language"),
            (Type.BUREAU, "tsb", "tsb"),
            (Type.BUREAU, "TSB", "bad-id"),
            (Type.ADDRESSEE, "itu-t-associates", "itu-t-associates"),
            (Type.INITIATIVE, "-x", "bad-id"),
            (Type.LINK, "sme-page", "sme-page"),
            (Type.REFERENCE, "Циркуляр 352 БСЭ", Reference(series="tsb-circular", number="352")),
            (Type.REFERENCE, "352", "yaml-trap"),
        ],
    )
    def test_each_type_takes_its_own_and_refuses_the_rest(self, kind, written, value):
        assert one(written, kind) == value

    def test_a_choice_is_one_of_its_words(self):
        assert one("virtual", Type.CHOICE, choices=("physical", "virtual")) == "virtual"
        assert one("Virtual", Type.CHOICE, choices=("physical", "virtual")) == "bad-choice"

    def test_texts_by_language_stand_in_the_order_of_the_languages(self):
        found = one("{en: Union, ru: Союз}", Type.LOCALIZED)
        assert list(found.items()) == [("ru", "Союз"), ("en", "Union")]
        assert one("{en: Union}", Type.LOCALIZED) == {"en": "Union"}
        assert one("{}", Type.LOCALIZED) == "empty-value"
        assert one("Union", Type.LOCALIZED) == "wrong-shape"
        assert one("{fr: Union}", Type.LOCALIZED) == "bad-text-language"
        assert one("{en: a, en: b}", Type.LOCALIZED) == "duplicate-key"
        assert one("{en: NO}", Type.LOCALIZED) == "yaml-trap"

    @given(st.sampled_from(list(Type)), st.text(max_size=30), st.booleans())
    def test_any_value_of_any_type_is_taken_or_a_misfit(self, kind, text, quoted):
        written = '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"' if quoted else text
        try:
            front = parse_yaml(f"a: {written}")
        except UnreadableError:
            return
        record = READER.read(front, (Field(name="a", type=kind, choices=("x",)),))
        for entry in record.entries:
            if entry.misfit:
                values = {"name": "a", **entry.misfit.values}
                for words in PHRASES.values():
                    filled = {
                        name: words(value.key) if hasattr(value, "key") else value
                        for name, value in values.items()
                    }
                    assert words(f"problem.{entry.misfit.code}", **filled)


class TestShapes:
    def test_lists_keep_their_order_and_drop_their_misfits(self):
        field = Field(name="a", type=Type.LANGUAGE, shape=Shape.LIST)
        record = read("a: [en, English, ru, en]", field)
        assert record.values["a"] == ("en", "ru")
        assert [entry.misfit and entry.misfit.code for entry in record.entries[1:]] == [
            None,
            "bad-language",
            None,
            "listed-twice",
        ]

    def test_one_or_list(self):
        field = Field(name="a", shape=Shape.ONE_OR_LIST)
        assert read("a: x", field).values["a"] == "x"
        assert read("a: [x, y]", field).values["a"] == ("x", "y")

    def test_items_have_ids_and_values_below_them(self):
        rows = (Field(name="start", type=Type.MOMENT, required=True), Field(name="place"))
        field = Field(name="events", shape=Shape.ITEMS, fields=rows)
        record = read("events:\n  a: {start: 2021-12}\n  B: {start: 2021}\n  c: {}\n", field)
        assert record.ids("events") == ("a", "c")
        assert record.values["events.a.start"] == Moment.parse("2021-12")
        assert [path for path, *_ in record.absent] == ["events.c.start"]
        assert record.place("events.a.start").line == 2
        assert record.place("events.c.start").line == 4  # the nearest that stands
        assert record.place("none.such") is None

    def test_groups(self):
        field = Field(name="g", shape=Shape.GROUP, fields=(Field(name="x"), Field(name="y")))
        record = read("g: {x: one, z: two}", field)
        assert record.text("g.x") == "one"
        assert record.text("g.y") is None
        unknown = [entry for entry in record.entries if entry.field is None]
        assert [(entry.path, entry.siblings) for entry in unknown] == [("g.z", ("x", "y"))]

    def test_the_first_of_two_is_kept_and_the_second_noted(self):
        record = read("a: one\na: two", Field(name="a"))
        assert record.values["a"] == "one"
        assert [entry.repeated for entry in record.entries] == [False, True]


class TestTable:
    @pytest.mark.parametrize("document", DOCUMENTS)
    def test_names_are_unique_and_have_their_help(self, document, phrases):
        paths = [path for path, _ in walk(DOCUMENTS[document])]
        assert len(paths) == len(set(paths))
        for words in phrases.values():
            helps = {
                key.removeprefix(f"field.{document}.")
                for key in words.strings
                if key.startswith(f"field.{document}.")
            }
            assert helps == set(paths)

    @pytest.mark.parametrize("document", DOCUMENTS)
    def test_choices_and_groups_are_whole(self, document):
        for path, row in walk(DOCUMENTS[document]):
            assert bool(row.choices) == (row.type is Type.CHOICE), path
            assert bool(row.fields) == (row.shape in (Shape.GROUP, Shape.ITEMS)), path

    def test_every_word_of_a_circular_is_words_and_every_fact_a_fact(self):
        stands = {path: row.stands for path, row in walk(CIRCULAR_FIELDS)}
        for path in ("subject", "summary", "events.name", "deadlines.asks", "links.label"):
            assert stands[path] is Stands.WORDS
        for path in ("date", "reference", "events.start", "deadlines.date", "links.url"):
            assert stands[path] is Stands.FACTS
        for path in ("added", "written-by", "subject-source"):
            assert stands[path] is Stands.BOTH
        assert stands["translates"] is Stands.TRANSLATION
