"""Wordings that no list of verbs knows: days beside names of meetings, and dates that ask."""

import datetime as dt
from pathlib import Path

import pytest

from archive.dates import PartialDate
from archive.importing.facts import Fact, Finding, HeadFacts
from archive.importing.segments import Segments
from archive.importing.sheet import Kind, Passage, Place
from archive.importing.shown_words import cut_around
from archive.importing.texts import Known, text_facts
from archive.importing.words import LetterWords
from archive.languages import load_phrases

PHRASES = load_phrases()
WORDS = {code: LetterWords(code, PHRASES) for code in ("ru", "en")}
FOLDER = Path(__file__).parents[1] / "wordings"
HOMES = {"en": "Geneva", "ru": "Женева"}


def sure(value):
    return Finding(candidates=(Fact(value=value, confidence=0.95, evidence=()),))


def read(language, subject, body):
    """What a letter of 6 September 2021 says: its meetings and its deadlines."""
    head = HeadFacts(date=sure(PartialDate.of(dt.date(2021, 9, 6))), place=sure(HOMES[language]))
    title = (Passage(text=subject, place=Place(line=1)),) if subject else ()
    texts = tuple(Passage(text=text, place=Place(line=n)) for n, text in enumerate(body, 2))
    found = text_facts(Segments(subject=title, body=texts), head, WORDS[language], Known())
    events = [fact.value for fact in found.events if fact.is_sure]
    deadlines = [fact.value for fact in found.deadlines if fact.is_sure]
    return (
        sorted(each.start + (f"/{each.end}" if each.end else "") for each in events),
        sorted(each.date or "relative" for each in deadlines),
    )


def cases(name):
    """The lines of a file of wordings: language, what is found, subject, paragraphs."""
    for line in (FOLDER / f"{name}.txt").read_text("utf-8").splitlines():
        if line.startswith("#"):
            continue
        language, found, subject, text = line.split(" | ", 3)
        yield language, subject, text.split("\\n"), [each for each in found.split("; ") if each]


@pytest.mark.parametrize(("language", "subject", "body", "expected"), list(cases("events")))
def test_days_beside_meetings(language, subject, body, expected):
    assert read(language, subject, body) == (expected, [])


@pytest.mark.parametrize(("language", "subject", "body", "expected"), list(cases("deadlines")))
def test_dates_that_ask(language, subject, body, expected):
    assert read(language, subject, body) == ([], expected)


def table(*rows):
    """Rows of one table, as segments hold them."""
    return tuple(
        Passage(text="\t".join(cells), place=Place(line=n), kind=Kind.ROW, table=1)
        for n, cells in enumerate(rows, 10)
    )


def of_table(language, lead, *rows):
    head = HeadFacts(date=sure(PartialDate.of(dt.date(2021, 9, 6))), place=sure(HOMES[language]))
    body = (Passage(text=lead, place=Place(line=2)), *table(*rows))
    return text_facts(Segments(body=body), head, WORDS[language], Known())


def test_a_table_of_meetings_with_their_deadlines():
    facts = of_table(
        "en",
        "The meetings in Geneva are shown in the table that follows.",
        ("Group", "Meeting date", "Deadline for contributions", "Opening session"),
        ("Newcomers' seminar", "4 October 2021", "–", "14:00 hours (local time)"),
        ("Working Party 9A", "5–14 October 2021", "28 September 2021", "5 October at 09:30 hours"),
        ("Working Party 9B", "5–13 October 2021", "28 September 2021", "5 October at 14:00 hours"),
    )
    assert [(each.value.name, each.value.start, each.value.end) for each in facts.events] == [
        ("Newcomers' seminar", "2021-10-04T14:00", None),
        ("Working Party 9A", "2021-10-05", "2021-10-14"),
        ("Working Party 9B", "2021-10-05", "2021-10-13"),
    ]
    assert [each.value.date for each in facts.deadlines] == ["2021-09-28", "2021-09-28"]


def test_a_table_with_columns_of_first_and_last_days():
    facts = of_table(
        "ru",
        "Собрания пройдут в следующие дни.",
        ("Собрание", "С", "По", "Формат"),
        ("Рабочая группа по финансам", "24.01.2022", "25.01.2022", "смешанный формат"),
        ("Рабочая группа по языкам", "26.01.2022", "26.01.2022", "виртуальный"),
    )
    found = [(each.value.start, each.value.end, each.value.format) for each in facts.events]
    assert found == [("2022-01-24", "2022-01-25", "hybrid"), ("2022-01-26", None, "virtual")]


def test_evidence_with_a_word_longer_than_what_is_shown():
    word = "x" * 900
    shown = cut_around(f"a b {word} tail foo {'b ' * 300}", f"{word} foo tail", 300)
    assert len(shown) <= 302
