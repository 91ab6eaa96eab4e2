"""What the reader learned from its sixth set of letters: each class of failures by itself."""

import datetime as dt

import pytest

from archive.dates import PartialDate
from archive.importing.aligned_facts import aligned, of_deadline, of_event
from archive.importing.facts import Deadline, Event, Fact, Finding, HeadFacts
from archive.importing.head import head_facts
from archive.importing.mending import mended
from archive.importing.parting import parted
from archive.importing.segments import Segments
from archive.importing.sheet import Kind, Passage, Place, Sheet
from archive.importing.texts import Known, text_facts
from archive.importing.words import LetterWords
from archive.languages import load_phrases

PHRASES = load_phrases()
WORDS = {code: LetterWords(code, PHRASES) for code in ("ru", "en")}
DATED = PartialDate.of(dt.date(2021, 9, 6))
HEAD = HeadFacts(
    date=Finding(candidates=(Fact(value=DATED, confidence=0.95, evidence=()),)),
)


def passages(*texts):
    return tuple(
        each if isinstance(each, Passage) else Passage(text=each, place=Place(line=number))
        for number, each in enumerate(texts, 1)
    )


def read(language, *body, subject=()):
    segments = Segments(body=passages(*body), subject=passages(*subject))
    return text_facts(segments, HEAD, WORDS[language], Known())


def dates(language, *body):
    return [fact.value.date for fact in read(language, *body).deadlines if fact.is_sure]


def head(language, *lines, whole=False):
    sheet = Sheet(name="letter", passages=passages(*lines), has_paragraphs=whole)
    segments = parted(mended(sheet, WORDS), WORDS[language])
    return segments, head_facts(segments, WORDS[language])


@pytest.mark.parametrize(
    ("language", "expected", "body"),
    [
        # What a span only explains is said once.
        (
            "en",
            ["2021-10-12"],
            ["Candidatures are due by 12 October 2021 at the latest, i.e. 28 days before it."],
        ),
        # An hour before the span is that of the day which the span means.
        (
            "en",
            ["2021-10-12T16:00"],
            [
                "Papers must be received by 1600 hours UTC, seven calendar days before the start "
                "of the meeting, that is 12 October 2021."
            ],
        ),
        # The days that an earlier letter had set.
        (
            "en",
            ["2021-11-24"],
            [
                "In Circular Letter CR/508 comments were invited until 10 October 2021.",
                "More time being needed, please send comments up to 24 November 2021.",
            ][1:],
        ),
        (
            "en",
            [],
            [
                "In Circular Letter CR/508 comments were invited until 10 October 2021, an "
                "extension of which is granted below."
            ],
        ),
        # What closes on several days.
        (
            "ru",
            ["2021-10-10", "2021-10-13"],
            [
                "Регистрация открыта. Она закрывается: на курс – 10 октября 2021 года, "
                "на семинар – 13 октября 2021 года."
            ],
        ),
        # The day of an event some weeks before another one.
        (
            "ru",
            [],
            ["За две недели до него, 17 октября 2021 года, в режиме онлайн пройдет вводный курс."],
        ),
        # The end of a term of office; what the sender will do.
        ("ru", [], ["Председатели, срок полномочий которых истекает 24 октября 2021 года, если"]),
        ("ru", [], ["Об итогах заявителям сообщат до 18 октября 2021 года."]),
        # Requests that come in time are granted.
        (
            "ru",
            ["2021-10-11"],
            ["Устный перевод обеспечивается по просьбам, поступившим до 11 октября 2021 года."],
        ),
        ("ru", [], ["Регистрация на оба мероприятия началась 10 октября 2021 года."]),
        ("en", [], ["Registration opens on 2 October 2021 and is free of charge."]),
        # Letters alone for figures, and figures for letters.
        ("ru", ["2021-10-30"], ["Вклады должны быть получены не позднее ЗО октября 2021 года."]),
        ("ru", ["2021-10-11"], ["Заявки принимаются до ll октября 2021 года."]),
        ("ru", ["2021-10-03"], ["Заявки принимаются до З октября 2021 года."]),
    ],
)
def test_deadlines(language, expected, body):
    assert dates(language, *body) == expected


def test_a_day_of_letters_alone_is_said_to_be_mended():
    (found,) = read("ru", "Заявки принимаются до ЗО октября 2021 года.").deadlines
    assert "mended" in found.reasons


@pytest.mark.parametrize(
    ("printed", "text"),
    [
        ("You shou1d wi1l P1ease on1ine", "You should will Please online"),
        ("not 1ater than unti1 Apr1l", "not later than until April"),
        ("tsbsg1a@itu.int and https://itu.int/a1l and H1N1 note1 1ost", None),
    ],
)
def test_figures_read_for_letters_in_words(printed, text):
    sheet = Sheet(name="letter", passages=passages(printed), has_paragraphs=True)
    assert mended(sheet, WORDS).passages[0].text == (text or printed)


class TestHeads:
    def test_labels_that_all_stand_before_their_values(self):
        segments, facts = head(
            "en",
            *("Ref:", "Tel:", "Fax:", "Subject:", ""),
            *("TSB Circular 305", "+41 22 730 6266", "+41 22 730 5853"),
            *("Keepers of lamps and", "of lighthouses", "", "Dear Sir/Madam,", "", "Lamps burn."),
        )
        assert [each.text for each in segments.subject] == ["Keepers of lamps and\nof lighthouses"]
        assert facts.references[0].value.printed == "TSB Circular 305"
        assert facts.contact.tel.best.value == "+41 22 730 6266"

    def test_labels_that_are_more_than_the_values_stay(self):
        segments, _ = head("en", "Ref:", "Tel:", "Fax:", "", "TSB Circular 305", "", "Dear Sir,")
        assert [each.text for each in segments.head if each.text][:3] == ["Ref:", "Tel:", "Fax:"]

    def test_a_subject_goes_on_with_a_dash_and_the_text_begins_with_its_first_sentence(self):
        prose = (
            "The keepers, who met in the spring, resolved to seek the adoption of two lamps by "
            "correspondence and not otherwise."
        )
        segments, facts = head(
            "en",
            "Subject: Lighthouses of the north",
            "– Proposed adoption of two lamps",
            prose,
            whole=True,
        )
        assert facts.subject.best.value == (
            "Lighthouses of the north – Proposed adoption of two lamps"
        )
        assert [each.text for each in segments.body] == [prose]

    def test_an_addressee_ends_before_the_and_of_a_list(self):
        _, facts = head(
            "en",
            *("To:", "– Sector Members;", "– ITU-T Associates; and", "– ITU Academia"),
            *("Subject: Lamps", "", "Dear Sir,", "", "Lamps burn."),
        )
        assert [each.value for each in facts.addressees] == [
            "Sector Members",
            "ITU-T Associates",
            "ITU Academia",
        ]


class TestEvents:
    def test_several_of_a_subject_have_their_own_days(self):
        found = read(
            "en",
            "Three gatherings follow one another:",
            Passage(
                text="the Symposium on lamps, 28 and 29 October 2021;",
                kind=Kind.ITEM,
                place=Place(line=2),
            ),
            Passage(
                text="a training on oil, which is online only, on 30 October 2021.",
                kind=Kind.ITEM,
                place=Place(line=3),
            ),
            subject=["Lamps: symposium and training, Torino, Italy, 28–30 October 2021"],
        ).events
        assert [(each.value.start, each.value.end, each.value.format) for each in found] == [
            ("2021-10-28", "2021-10-29", "physical"),
            ("2021-10-30", None, "virtual"),
        ]
        assert found[1].value.place is None


class TestAligned:
    def due(self, what, date, before=None):
        return of_deadline(Deadline(what=what, date=date, verbatim="", before=before))

    def test_of_one_day_those_about_the_same_belong_together(self):
        russian = [
            self.due("подать заявку на стипендию", "2021-10-05"),
            self.due("обратиться за визой", "2021-10-05"),
            self.due("представить вклады", None, (2, "week")),
            self.due("зарегистрироваться", None, (2, "week")),
        ]
        english = [
            self.due("register", None, (2, "week")),
            self.due("ask for a visa", "2021-10-05"),
            self.due("apply for a fellowship", "2021-10-05"),
            self.due("submit contributions", None, (2, "week")),
        ]
        assert aligned(russian, english) == [2, 1, 3, 0]

    def test_a_day_and_its_hour_are_one_and_two_hours_are_two(self):
        day, four, six = (
            self.due("", date) for date in ("2021-10-05", "2021-10-05T16:00", "2021-10-05T18:00")
        )
        assert aligned([day], [four]) == [0]
        assert aligned([four], [six]) == [None]
        assert aligned([day, four], [four]) == [None, 0]

    def test_other_days_and_other_spans_are_others(self):
        assert aligned([self.due("visa", "2021-10-05")], [self.due("visa", "2021-10-06")]) == [None]
        assert aligned(
            [self.due("visa", None, (2, "week"))], [self.due("visa", None, (3, "week"))]
        ) == [None]

    def test_events_too(self):
        forum, webinar = (
            of_event(Event(name=name, start="2021-10-05")) for name in ("Forum", "Webinar")
        )
        assert aligned([forum, webinar], [webinar, forum]) == [1, 0]
