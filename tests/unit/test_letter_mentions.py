"""What letters name: the numbers of other letters, web addresses."""

import pytest

from archive.importing.mending import mended
from archive.importing.mentions import page_of, relations_of, urls_of
from archive.importing.segments import Segments
from archive.importing.sheet import Passage, Place, Sheet
from archive.importing.words import LetterWords
from archive.languages import load_phrases
from archive.references import Reference

PHRASES = load_phrases()
WORDS = {code: LetterWords(code, PHRASES) for code in ("ru", "en")}
OWN = Reference(series="cr", number="501")


def named(text, language="en", own=OWN):
    segments = Segments(body=(Passage(text=text, place=Place(line=1)),))
    return [
        each.value.reference.canonical for each in relations_of(segments, [own], WORDS[language])
    ]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Drafts were sent with CCRR/70 and 6/LCCE/88.", "en", ["CCRR/70", "6/LCCE/88"]),
        ("See my letter CL-17/09.", "en", ["CL-17/09"]),
        ("I refer to letter BDT/DNS/042 of 12 July 2019 and to its Corrigendum 1.", "en",
         ["BDT/DNS/042", "Corrigendum 1 to BDT/DNS/042"]),
        ("As said in Addendum 2 to Circular Letter CCRR/71", "en", ["Addendum 2 to CCRR/71"]),
        ("В письме BDT/DDR/TND/031 и Исправлении 1 к нему", "ru",
         ["BDT/DDR/TND/031", "Corrigendum 1 to BDT/DDR/TND/031"]),
        ("В Исправлении 2 к DM-17/1013 сказано", "ru", ["Corrigendum 2 to DM-17/1013"]),
        ("Циркулярное письмо ABC/XY/12 отменяется", "ru", ["ABC/XY/12"]),
        ("CR/499, CCRR/70 and again CCRR/70", "en", ["CR/499", "CCRR/70"]),
    ],
)  # fmt: skip
def test_numbers_of_other_letters(text, language, expected):
    assert named(text, language) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Document RRB24-1/1, Document C25/35 and TSAG-TD123",
        "ISO/IEC 27001, A/RES/70/125 and UTC+3",
        "https://www.itu.int/md/BDT/DNS/042 and BDT/DNS",
        "file mark COM 3/ST, SG13/TK",
        "the circular letter CR/46821 February 2020",
        "and/or 4/5 of them, WRC-23/PP-22",
    ],
)
def test_other_codes_are_no_letters(text):
    assert named(text) == []


def test_the_letters_own_code_is_none_that_it_names():
    own = Reference(series=None, number="BDT/DNS/042")
    assert named("Please quote BDT/DNS/042.", own=own) == []


def test_an_address_whose_ending_stands_in_the_next_line():
    lines = ("See http://www.itu.int/harbours/index.", "asp, before 22 October.")
    passages = tuple(Passage(text=text, place=Place(line=at)) for at, text in enumerate(lines, 1))
    sheet = mended(Sheet(name="l.txt", passages=passages, has_paragraphs=False), WORDS)
    found = urls_of(Segments(body=sheet.passages))
    assert [each.value for each in found] == ["http://www.itu.int/harbours/index.asp"]


def test_a_bracket_glued_to_an_address():
    text = "See https://www.itu.int/harbours/default.aspx(TIES account needed)."
    found = urls_of(Segments(body=(Passage(text=text, place=Place(line=1)),)))
    assert [each.value for each in found] == ["https://www.itu.int/harbours/default.aspx"]


def related(text, language="en", subject=""):
    """What the letter may do to each letter that *text* names."""
    subjects = (Passage(text=subject, place=Place(line=1)),) if subject else ()
    segments = Segments(subject=subjects, body=(Passage(text=text, place=Place(line=2)),))
    return [each.value.relations for each in relations_of(segments, [OWN], WORDS[language])]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("The time for papers given in CR/499 is extended to 5 May.", "en", ("extends",)),
        ("The seminar announced in CR/499 has been postponed to 5 May.", "en", ("reschedules",)),
        ("The deadline given in CR/499 is postponed to 5 May.", "en", ("extends", "reschedules")),
        ("The deadline given in CR/499 will not be extended.", "en", ("cites", "extends")),
        ("I refer to CR/499. The meeting is moved to 5 May.", "en", ("cites", "reschedules")),
        ("This letter supersedes CR/499.", "en", ("replaces",)),
        ("The meeting of CR/499 is cancelled.", "en", ("withdraws",)),
        ("I extend my thanks to all who answered CR/499.", "en", ()),
        ("Срок, указанный в Циркуляре 9 БСЭ, продлевается до 5 мая.", "ru", ("extends",)),
        ("Семинар, о котором сказано в CR/499, переносится.", "ru", ("reschedules",)),
        ("Срок из CR/499 переносится на 5 мая.", "ru", ("extends", "reschedules")),
        ("Срок из CR/499 не продлевается.", "ru", ("cites", "extends")),
        ("Семинар продлится два дня, как сказано в CR/499.", "ru", ()),
    ],
)  # fmt: skip
def test_what_the_letter_does_to_another(text, language, expected):
    assert related(text, language) == [expected]


def test_the_plain_sentence_counts_wherever_it_stands():
    text = "I thank you for the answers to CR/499. The time given in CR/499 is extended to 5 May."
    assert related(text) == [("extends",)]


def test_what_only_the_subject_says_may_be_about_another():
    assert related("I refer to CR/499.", subject="Postponement of the regatta") == [
        ("cites", "reschedules")
    ]


def test_the_page_of_the_head():
    def pages(*texts):
        return page_of([Passage(text=text, place=Place(line=1)) for text in texts])

    one = pages("Web: http://itu.int/go/lamps", "www.itu.int", "http://itu.int/go/lamps/")
    assert one.value == "http://itu.int/go/lamps"
    several = pages("Web: http://itu.int/go/lamps", "https://itu.int/go/buoys")
    assert several.value is None
    assert [each.value for each in several.candidates] == [
        "http://itu.int/go/lamps",
        "https://itu.int/go/buoys",
    ]
