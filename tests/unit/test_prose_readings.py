"""Readings: the paragraphs of a document, their addresses, and where in the file things stand."""

import pytest
from small_archive import PHRASES, letter, translation, write_files

from archive.listing import list_archive
from archive.prose.lexicon import Lexicon
from archive.prose.readings import read_document
from archive.reading import SourceReader
from archive.records import Reader
from archive.references import Grammar

LEXICON = Lexicon.of(PHRASES["en"], PHRASES)


@pytest.fixture
def read(tmp_path):
    """Reads one text: its reading, and the lines of its file."""

    def reading(text):
        root = write_files(tmp_path, {"2024/letter/en.md": text})
        reader = SourceReader(root, Reader(Grammar.of(PHRASES)), "circulars")
        listing = list_archive(root, "circulars").folders[0]
        return read_document(reader.folder(listing).documents[0], LEXICON), text.splitlines()

    return reading


def placed(reading, lines, length=12):
    """Every found thing of the body: its address, its value, and what stands at its place."""
    for unit in reading.units:
        for found in unit.found:
            line, column = unit.place(found.start)
            yield unit.address, found.value, lines[line - 1][column - 1 :][:length]


NUMBERED = """\
1. Opening on 5 May 2024.

   [1.1] A part of 6 May 2024.

   - [a)] an item of 7 May 2024;
   - [b)] another,
     of 8 May 2024.

2. Second: see[^1].

   | Day | Hour |
   |-----|------|
   | 9 May 2024 | 10:00 |

## [annex-1] Annex of 10 May 2024

1. A paragraph of the annex.

## Programme of 11 May 2024

[^1]: A note of 12 May 2024.
"""


class TestAddresses:
    def test_of_a_numbered_letter(self, read):
        reading, _ = read(letter(NUMBERED, paragraphs="numbered"))
        texts = {
            unit.address: " ".join(unit.text.split())
            for unit in reading.units
            if not unit.address.startswith("field:")
        }
        assert texts == {
            "p1": "Opening on 5 May 2024.",
            "p1.1": "A part of 6 May 2024.",
            "p1.1-a": "an item of 7 May 2024;",
            "p1.1-b": "another, of 8 May 2024.",
            "p2": "Second: see. Day Hour 9 May 2024 10:00",
            "annex-1": "Annex of 10 May 2024",
            "annex-1-p1": "A paragraph of the annex.",
            "annex-1-p1+1": "Programme of 11 May 2024",
            "note-1": "A note of 12 May 2024.",
        }

    def test_of_a_counted_letter(self, read):
        body = "First.\n\n<!-- waive date-differs: shown so -->\n\nSecond.\n\n- a list\n"
        reading, _ = read(letter(body))
        addresses = [unit.address for unit in reading.units if unit.address[0] == "p"]
        assert addresses == ["p1", "p2", "p3"]

    def test_words_of_the_front_matter(self, read):
        extra = "events:\n  meeting:\n    name: Meeting\n    start: 2024-05-05\n    note: Noon.\n"
        reading, lines = read(letter(extra=extra))
        assert reading.by_address["field:events.meeting.note"].text == "Noon."
        assert "field:events.meeting.start" not in reading.by_address
        assert "field:written-by" not in reading.by_address
        line, column = reading.by_address["field:subject"].place()
        assert lines[line - 1][column - 1 :] == "Spring meeting"

    def test_things_are_known_by_their_kind(self, read):
        reading, _ = read(letter(NUMBERED, paragraphs="numbered"))
        assert list(reading.by_kind["time"]) == ["p2"]
        assert "p1" in reading.by_kind["date"]
        assert "annex-1-p1" not in reading.by_kind["date"]


class TestPlaces:
    def test_in_a_numbered_letter(self, read):
        reading, lines = read(letter(NUMBERED, paragraphs="numbered"))
        days = [words for _, value, words in placed(reading, lines, 5) if value[:2] == "20"]
        assert days == ["5 May", "6 May", "7 May", "8 May", "9 May", "10 Ma", "11 Ma", "12 Ma"]

    def test_behind_marks_of_every_kind(self, read):
        body = (
            "Опять «**важно**» &amp; _до_ 5 May 2024, `6 May 2024`, \\* 7 May 2024,\n"
            "[форма 8 May 2024](https://example.org/a), <desk@example.org>, "
            "https://example.org/b_c_d; 9 May 2024\\\n10 May 2024.\n"
        )
        reading, lines = read(letter(body))
        found = [
            (value, words) for address, value, words in placed(reading, lines) if address == "p1"
        ]
        assert found == [
            ("2024-05-05", "5 May 2024, "),
            ("2024-05-06", "6 May 2024`,"),
            ("2024-05-07", "7 May 2024,"),
            ("https://example.org/a", "форма 8 May "),
            ("2024-05-08", "8 May 2024]("),
            ("desk@example.org", "desk@example"),
            ("desk@example.org", "desk@example"),
            ("https://example.org/b_c_d", "https://exam"),
            ("2024-05-09", "9 May 2024\\"),
            ("2024-05-10", "10 May 2024."),
        ]

    def test_links_give_their_targets(self, read):
        body = "See [here](link:form), [there](circular:2024/other), [above](#p1) and " + (
            "[write](mailto:Desk@example.org?subject=5).\n"
        )
        reading, _ = read(letter(body))
        unit = reading.by_address["p1"]
        assert [
            (each.kind, each.value, unit.text[each.start : each.end]) for each in unit.found
        ] == [
            ("url", "link:form", "here"),
            ("url", "circular:2024/other", "there"),
            ("url", "#p1", "above"),
            ("email", "desk@example.org", "write"),
        ]

    def test_nothing_is_read_over_the_end_of_a_line_or_cell(self, read):
        table = "| 7 | May 2024 |\n|---|---|\n| 8 | 9 |\n"
        body = f"- on 5\n  - May 2024\n- to 6\n\n{table}\nof 10\\\nMay 2024\n"
        reading, lines = read(letter(body))
        dates = [value for _, value, _ in placed(reading, lines) if "-" in value]
        assert set(dates) == {"2024-05"}

    def test_a_paragraph_goes_on_over_soft_breaks(self, read):
        reading, lines = read(letter("It is on 5\nMay 2024.\n"))
        assert ("p1", "2024-05-05", "5") in list(placed(reading, lines))

    def test_of_an_empty_paragraph(self, read):
        reading, lines = read(letter("Text.\n\n## [annex-1] \n\n1. \n", paragraphs="numbered"))
        for unit in reading.units:
            line, _ = unit.place()
            assert 1 <= line <= len(lines)


def test_deeply_labelled_paragraphs_take_no_long_time(read):
    items = "".join(
        f"   - [{'abcdefghijklmnopqrstuvwxyz'[n % 26]})] item {n}\n" for n in range(4000)
    )
    reading, _ = read(letter(f"1. Items:\n\n{items}", paragraphs="numbered"))
    assert reading.by_address["p1-a"].text.strip() == "item 0"


def test_the_words_of_a_translation(read):
    reading, _ = read(translation(translates="ru"))
    assert "field:subject" in reading.by_address
