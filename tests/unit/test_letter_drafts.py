"""The file of an imported letter: sure facts in their fields, everything else TODO."""

import datetime as dt
from dataclasses import replace

import pytest
from small_archive import INITIATIVE, letter, write_files

from archive.checks.desk import Desk
from archive.dates import PartialDate
from archive.importing.archive_names import ArchiveNames
from archive.importing.body import LetterBody
from archive.importing.drafts import Desktop, Draft, draft_file
from archive.importing.facts import (
    LIKELY,
    SURE,
    UNSURE,
    Contact,
    Deadline,
    Event,
    Evidence,
    Fact,
    Finding,
    HeadFacts,
    LetterFacts,
    NamedReference,
    TextFacts,
)
from archive.importing.pairing import compared
from archive.importing.segments import Segments
from archive.importing.settling import settled
from archive.importing.sheet import Passage, Place
from archive.importing.shown_words import with_shown_words
from archive.languages import load_phrases
from archive.listing import list_archive
from archive.reading import SourceReader
from archive.records import Reader
from archive.references import Grammar

PHRASES = load_phrases()
GRAMMAR = Grammar.of(PHRASES)
ADDRESSEES = """\
administrations:
  name:
    ru: Администрации Государств – Членов Союза
    en: Administrations of Member States of the Union
sector-members:
  name: {ru: Члены Сектора МСЭ-Т, en: ITU-T Sector Members}
sector-members-d:
  name: {ru: Члены Сектора МСЭ-D, en: ITU-D Sector Members}
chairs:
  name:
    ru: Председатели и заместители председателей исследовательских комиссий МСЭ-Т
    en: Chairs and vice-chairs of ITU-T study groups
director-br:
  name: {ru: Директор Бюро радиосвязи, en: Director of the Radiocommunication Bureau}
director-bdt:
  name:
    ru: Директор Бюро развития электросвязи
    en: Director of the Telecommunication Development Bureau
"""
BUREAUX = """\
tsb:
  name: {ru: Бюро примеров, en: Bureau of Examples}
  abbreviation: {ru: БП, en: BE}
"""
BODY = LetterBody(
    text="Come on 10 June 2025, and write by 20 May 2025.\n",
    is_numbered=False,
    links={},
    annexes=(),
)


def fact(value, confidence=SURE, words="so it says", line=7, page=None, reasons=()):
    place = Place(line=line, page=page)
    return Fact(
        value=value,
        confidence=confidence,
        evidence=(Evidence(words=words, place=place),),
        reasons=reasons,
    )


def finding(value, *others, confidence=SURE, **more):
    return Finding(candidates=tuple(fact(each, confidence, **more) for each in (value, *others)))


def named(text):
    return NamedReference(reference=GRAMMAR.parse(text), printed=text)


HEAD = {
    "references": (fact(named("TSB Circular 400")),),
    "bureau": finding("TSB"),
    "date": finding(PartialDate(year=2025, month=3, day=3)),
    "subject": finding("Quiet harbours"),
}


@pytest.fixture
def desktop(tmp_path):
    root = write_files(
        tmp_path / "circulars",
        {
            "registers/bureaux.yml": BUREAUX,
            "registers/addressees.yml": ADDRESSEES,
            "initiatives/safe-harbours/en.md": INITIATIVE,
            "2024/tsb-45/en.md": letter(reference="TSB Circular 45", bureau="tsb", kind="circular"),
        },
    )
    sources = SourceReader(root, Reader(GRAMMAR), "circulars")
    names = ArchiveNames(sources, list_archive(root, "circulars"), PHRASES)
    return Desktop(names=names, words=PHRASES["en"], phrases=PHRASES, added=dt.date(2026, 11, 22))


def draft(body=BODY, text=None, **head):
    facts = LetterFacts(
        file="letter.txt",
        language="en",
        head=HeadFacts(**{**HEAD, **head}),
        text=text or TextFacts(),
    )
    return Draft(facts=facts, body=body)


def settle(desktop, one):
    """The file as it is written, and the codes of what the checker finds in it."""
    desk = Desk(PHRASES, dt.date(2026, 11, 22))
    found = settled(
        lambda doubted, days: {"en": draft_file(one, desktop, doubted, days)},
        "2025/tsb-400",
        "circulars",
        Reader(GRAMMAR),
        desk,
    )
    return found.files["en"], {problem.code for problem in found.problems}


class TestEvidence:
    def test_stands_above_each_fact(self, desktop):
        text = draft_file(
            draft(date=finding(PartialDate(year=2025), page=2, words="in\n2025")), desktop
        )
        assert "\n# From the letter, page 2, line 7: “in 2025”\ndate: 2025\n" in text

    def test_is_in_the_editors_language(self, desktop):
        russian = Desktop(
            names=desktop.names, words=PHRASES["ru"], phrases=PHRASES, added=desktop.added
        )
        text = draft_file(draft(), russian)
        assert "\n# Из письма, строка 7: «so it says»\ndate: 2025-03-03\n" in text

    def test_is_cut_around_the_fact_itself(self, desktop):
        words = f"{'before ' * 60}the city of Samarkand, {'behind ' * 60}"
        text = draft_file(draft(place=finding("Samarkand", words=words)), desktop)
        above = " ".join(text.partition("place: Samarkand")[0].replace("#", " ").split())
        assert "“…before" in above[-200:]
        assert "Samarkand, behind" in above[-200:]
        assert above.endswith("behind…”")

    def test_is_whole_again_where_only_the_beginning_was_kept(self):
        paragraph = f"{'word ' * 70}hoisted in Samarkand in spring, {'word ' * 30}"
        place = Place(line=7)
        facts = replace(
            draft().facts,
            head=replace(draft().facts.head, place=finding("Samarkand", words=paragraph[:300])),
        )
        segments = Segments(body=(Passage(text=paragraph, place=place),))
        shown = with_shown_words(facts, segments, {}).head.place.best
        assert "Samarkand in spring" in shown.evidence[0].words
        assert len(shown.evidence[0].words) <= 302

    def test_counts_paragraphs_where_the_file_has_no_lines(self, desktop):
        one = replace(draft(), counts_paragraphs=True)
        assert "# From the letter, paragraph 7 of the file: “so it says”" in draft_file(
            one, desktop
        )
        russian = replace(desktop, words=PHRASES["ru"])
        assert "# Из письма, абзац 7 файла: «so it says»" in draft_file(one, russian)

    def test_hides_nothing_in_long_or_odd_words(self, desktop):
        words = "word " * 200 + "\x1b[31m\u202e# waive todo: no"
        text, codes = settle(desktop, draft(place=finding("Geneva", words=words)))
        assert codes == {"todo"}
        assert "\x1b" not in text
        assert max(map(len, text.splitlines())) < 300


class TestUnsure:
    def test_candidates_stand_above_a_todo(self, desktop):
        dates = finding(
            PartialDate(year=2025, month=5, day=6),
            PartialDate(year=2025, month=6, day=5),
            confidence=UNSURE,
            words="05/06/2025",
        )
        text = draft_file(draft(date=dates), desktop)
        assert (
            "# Not certain. What may be meant:\n"
            "# – 2025-05-06; line 7: “05/06/2025”\n"
            "# – 2025-06-05; line 7: “05/06/2025”\n"
            "date: TODO\n"
        ) in text

    def test_so_does_what_is_missing_and_must_stand(self, desktop):
        text, codes = settle(
            desktop, draft(subject=Finding(), date=Finding(), bureau=Finding(), references=())
        )
        for name in ("bureau", "date", "subject", "summary"):
            assert f"\n{name}: TODO\n" in text, name
        assert codes == {"todo"}

    def test_what_the_checker_refuses_is_taken_back(self, desktop):
        contact = Contact(email=finding("not an address"))
        text, codes = settle(desktop, draft(contact=contact))
        assert "# The checker does not take what was read here: not an address\n" in text
        assert "\n    email: TODO\n" in text
        assert codes == {"todo"}

    def test_a_day_that_reads_as_a_deadline_is_no_silent_loss(self, desktop):
        body = LetterBody(
            text="Please register no later than 20 May 2025.\n",
            is_numbered=False,
            links={},
            annexes=(),
        )
        place = Place(line=31, page=2)
        passages = (Passage(text="Please  register no later than 20 May 2025.", place=place),)
        text, codes = settle(desktop, replace(draft(body=body), passages=passages))
        assert "# The text seems to set 2025-05-20 as a deadline." in text
        assert "page 2, line 31: “Please register no later than 20 May 2025.”" in text
        assert "“Waivers” in CONTRIBUTING.md" in " ".join(text.replace("#", " ").split())
        assert "\n    asks: TODO\n    date: 2025-05-20\n" in text
        assert codes == {"todo"}

    def test_what_the_letter_says_oddly_is_shown_first(self, desktop):
        one = draft()
        odd = replace(one.facts, warnings=(fact("weekday", words="Tuesday, 3 May"),))
        text = draft_file(replace(one, facts=odd), desktop)
        assert (
            "# Check: a day of the week that is not that of its date: line 7: “Tuesday, 3 May”\n"
        ) in text.split("reference:")[0]

    def test_why_something_is_not_sure_is_said(self, desktop):
        text = draft_file(draft(place=finding("Geneva", reasons=("no-label",))), desktop)
        assert "“so it says” (it stands without a label)\nplace: Geneva\n" in text


class TestAddressees:
    @pytest.mark.parametrize(
        ("printed", "key"),
        [
            ("Администрациям Государств – Членов Союза", "administrations"),
            ("Администрации Государств - Членов Союза", "administrations"),
            ("To Administrations of Member States of the Union", "administrations"),
            ("Членам Сектора МСЭ-Т", "sector-members"),
            ("Членам Сектора МСЭ-D", "sector-members-d"),
            ("Sector Members of ITU-T", "sector-members"),
            (
                "Председателям и заместителям председателей исследовательских комиссий МСЭ-Т",
                "chairs",
            ),
            ("Chairmen and Vice-Chairmen of ITU-T Study Groups", "chairs"),
            ("Директору Бюро радиосвязи", "director-br"),
            ("the Director, Radiocommunication Bureau", "director-br"),
            ("Директору Бюро развития электросвязи", "director-bdt"),
        ],
    )
    def test_are_known_by_their_names(self, desktop, printed, key):
        assert desktop.names.addressee(printed) == (key,)

    @pytest.mark.parametrize(
        "printed", ["Члены", "Директору Бюро стандартизации электросвязи", "", "Members", "–"]
    )
    def test_others_are_none(self, desktop, printed):
        assert desktop.names.addressee(printed) == ()

    def test_unknown_ones_are_to_be_registered(self, desktop):
        people = (fact("ITU-T Sector Members"), fact("Keepers: of lamps"), fact("Chairs", UNSURE))
        text, codes = settle(desktop, draft(addressees=people))
        assert "\naddressees: [sector-members, TODO]\n" in text
        assert "# Not in registers/addressees.yml: “Keepers: of lamps”. Add it there" in text
        assert codes == {"todo"}

    def test_several_on_one_line(self, desktop):
        people = (fact("ITU-T Sector Members; ITU-D Sector Members"),)
        text = draft_file(draft(addressees=people), desktop)
        assert "\naddressees: [sector-members, sector-members-d]\n" in text


class TestDates:
    def test_an_event_with_its_hours(self, desktop):
        event = Event(
            name="Quiet harbours",
            start="2025-06-10T09:30",
            end="2025-06-10T17:00",
            timezone="Europe/Zurich",
            place="Geneva, Switzerland",
            format="hybrid",
        )
        text = TextFacts(events=(fact(event),), meeting_languages=(fact("en"), fact("fr")))
        written = draft_file(draft(text=text), desktop)
        for line in (
            "start: 2025-06-10 09:30",
            "end: 2025-06-10 17:00",
            "timezone: Europe/Zurich",
            "format: hybrid",
            "place: Geneva, Switzerland",
            "languages: [en, fr]",
        ):
            assert f"\n    {line}\n" in written, line

    def test_an_hour_without_a_zone_asks_for_it(self, desktop):
        event = Event(name="Quiet harbours", start="2025-06-10T09:30")
        body = LetterBody(
            text="Come on 10 June 2025 at 09:30.\n", is_numbered=False, links={}, annexes=()
        )
        text, codes = settle(desktop, draft(body=body, text=TextFacts(events=(fact(event),))))
        assert "\n    timezone: TODO\n" in text
        assert codes == {"todo"}

    def test_a_day_that_only_the_subject_has_wants_a_note(self, desktop):
        event = Event(name="Quiet harbours", start="2025-06-11")
        text = TextFacts(events=(fact(event, words="(Geneva, 11 June 2025)"),))
        written, codes = settle(desktop, draft(text=text))
        assert "\n    start: 2025-06-11\n" in written
        assert "\n    note: TODO (Geneva, 11 June 2025)\n" in written
        assert codes == {"todo"}

    def test_deadlines(self, desktop):
        event = Event(name="Quiet harbours", start="2025-06-10")
        deadlines = (
            fact(
                Deadline(what="write", date="2025-05-20", verbatim="by 20 May 2025"),
                words=f"Members are asked {'very ' * 60}kindly to write by 20 May 2025.",
            ),
            fact(Deadline(what="ask", date=None, verbatim="two weeks before", before=(2, "week"))),
            fact(Deadline(what="pay", date=None, verbatim="in good time")),
        )
        text = TextFacts(events=(fact(event),), deadlines=deadlines)
        written, codes = settle(desktop, draft(text=text))
        assert codes == {"todo"}
        assert "\n    asks: TODO\n    date: 2025-05-20\n    printed: by 20 May 2025\n" in written
        above = " ".join(written.partition("    asks: TODO")[0].replace("#", " ").split())
        assert above.endswith("very very kindly to write by 20 May 2025.”")
        assert "asks: write" not in written
        assert "\n    relative:\n      event: meeting\n      before: 2 weeks\n" in written
        assert "\n    date: TODO\n    printed: in good time\n" in written

    def test_one_that_is_not_sure_has_no_day(self, desktop):
        deadline = Deadline(what="write", date="2025-05-20", verbatim="20 May")
        text = TextFacts(deadlines=(fact(deadline, UNSURE),))
        written = draft_file(draft(text=text), desktop)
        assert "date: 2025-05-20" not in written
        assert "# – write: 2025-05-20; line 7: “so it says”" in written


class TestOthers:
    def test_a_letter_of_the_archive_is_linked(self, desktop):
        text = TextFacts(relates_to=(fact(named("TSB Circular 45")), fact(named("CR/12"))))
        written, codes = settle(desktop, draft(text=text))
        assert "\n    circular: 2024/tsb-45\n" in written
        assert "\n    title: CR/12\n" in written
        assert codes == {"todo"}

    def test_one_that_is_not_held_has_its_own_name_in_the_letters_language(self, desktop):
        circular = NamedReference(
            reference=GRAMMAR.parse("TSB Circular 9"), printed="Циркуляре 9 БСЭ"
        )
        one = draft(text=TextFacts(relates_to=(fact(circular),)))
        russian = replace(one, facts=replace(one.facts, language="ru"))
        assert "\n    title: Циркуляр 9 БСЭ\n" in draft_file(russian, desktop)
        assert "\n    title: TSB Circular 9\n" in draft_file(one, desktop)

    @pytest.mark.parametrize(
        ("reference", "meant", "expected"),
        [
            ("TSB Circular 45", (), "relation: cites"),
            ("TSB Circular 45", ("extends",), "relation: extends"),
            ("TSB Circular 45", ("reschedules",), "relation: reschedules"),
            ("TSB Circular 45", ("extends", "reschedules"), "relation: TODO"),
            ("TSB Circular 45", ("withdraws",), "relation: TODO"),
            ("TSB Circular 9", ("extends",), "relation: TODO"),
        ],
    )
    def test_a_letter_that_is_changed_is_not_merely_cited(
        self, desktop, reference, meant, expected
    ):
        value = replace(named(reference), relations=meant)
        written, codes = settle(desktop, draft(text=TextFacts(relates_to=(fact(value),))))
        assert f"\n    {expected}\n" in written
        assert codes == {"todo"}
        date = {"relation: extends": "deadline", "relation: reschedules": "event"}.get(expected)
        assert (f"\n    {date}: TODO\n" in written) == (date is not None)
        if expected == "relation: TODO":
            notes = written.replace("\n    #   ", " ")
            assert f": {', '.join(meant)}\n" in notes

    def test_the_page_of_the_head_stands_with_the_contact(self, desktop):
        contact = Contact(tel=finding("+41 22 730 5866"), web=finding("http://itu.int/go/lamps"))
        written, codes = settle(desktop, draft(contact=contact))
        assert "\n    web: http://itu.int/go/lamps\n" in written
        assert codes == {"todo"}

    def test_a_corrigendum_says_itself_what_it_corrects(self, desktop):
        own = named("Corrigendum 2 to TSB Circular 45")
        text = TextFacts(relates_to=(fact(named("TSB Circular 45")),))
        written = draft_file(draft(references=(fact(own),), text=text), desktop)
        assert "related:" not in written
        assert "\nkind: circular\n" in written

    def test_one_to_a_letter_that_is_not_held_names_it(self, desktop):
        own = named("Addendum 1 to CACE/967")
        written = draft_file(draft(references=(fact(own),)), desktop)
        assert "\n    relation: adds-to\n" in written
        assert "\n    title: CACE/967\n" in written

    def test_a_reference_of_an_unknown_series(self, desktop):
        text = TextFacts(relates_to=(fact(named("6/LCCE/88")),))
        written, codes = settle(desktop, draft(text=text))
        assert "\n  letter-6-lcce-88:\n" in written
        assert codes == {"todo"}

    def test_initiatives(self, desktop):
        text = TextFacts(initiatives=(fact("safe-harbours"), fact("new-lamps", LIKELY)))
        written, codes = settle(desktop, draft(text=text))
        assert "\ninitiatives: [safe-harbours, TODO]\n" in written
        assert "# There is no initiative new-lamps in the archive yet" in written
        assert codes == {"todo"}

    def test_an_annex_whose_text_follows_is_not_listed(self, desktop):
        body = LetterBody(
            text="Text.\n\n## [annex-1] Programme\n\nDay one.\n",
            is_numbered=False,
            links={},
            annexes=("Programme",),
        )
        annexes = (fact("Programme"), fact("Map of the harbour"))
        written, codes = settle(desktop, draft(body=body, annexes=annexes))
        assert "title: Programme" not in written
        assert "\n    title: Map of the harbour\n" in written
        assert codes == {"todo"}

    def test_links_of_the_text(self, desktop):
        body = LetterBody(
            text='See [the "form"](link:link-1).\n',
            is_numbered=False,
            links={"link-1": ('the "form"', "https://example.org/form")},
            annexes=(),
        )
        written, codes = settle(desktop, draft(body=body))
        assert "\n    label: the “form”\n    url: https://example.org/form\n" in written
        assert "See [the “form”](link:link-1)." in written
        assert codes == {"todo"}


class TestPairs:
    @staticmethod
    def compared(first, second):
        base = draft().facts
        pair = compared(
            replace(base, text=TextFacts(events=(fact(first),))),
            replace(base, text=TextFacts(events=(fact(second),))),
        )
        return [difference.values for difference in pair.differences]

    def test_an_hour_that_only_one_gives_contradicts_nothing(self):
        one = Event(name="a", start="2025-06-10T09:30", timezone="UTC", format="virtual")
        assert self.compared(one, Event(name="b", start="2025-06-10")) == []

    @pytest.mark.parametrize(
        "changes",
        [
            {"start": "2025-06-11T09:30"},
            {"start": "2025-06-10T09:00"},
            {"timezone": "Europe/Zurich"},
            {"format": "hybrid"},
            {"end": "2025-06-12"},
        ],
    )
    def test_what_both_give_must_be_the_same(self, changes):
        one = Event(name="a", start="2025-06-10T09:30", timezone="UTC", format="virtual")
        assert len(self.compared(one, replace(one, name="b", **changes))) == 1
