"""From a folder to the frozen archive: what is read, what is left alone, and what is accepted."""

import dataclasses
import datetime as dt

import pytest
from small_archive import INITIATIVE, PHRASES, letter, messages, read, translation, write_files

from archive.dates import Moment
from archive.problems import Problem, Severity, StringKey

FULL = """\
reference: [TSB Circular 7, Письмо № 5]
place: Portville
initiatives: [harbours]
addressees: [members, observers]
copies: [observers]
action:
  asks: Come.
  of: [members]
  how: By boat.
  next: We meet.
salutation: Dear all,
contacts:
  ann:
    person: Ann Sample
    office: Desk
    tel: "+00 1"
    fax: "+00 2"
    email: ann@example.org
    web: https://example.org/ann
events:
  meeting:
    name: Meeting
    start: 2024-04-01 10:00
    end: 2024-04-01 12:00
    timezone: Asia/Tokyo
    when: in spring
    format: hybrid
    place: Hall
    languages: [en, fr]
    cost: paid
    registration: open
    url: https://example.org/meeting
    note: Bring a plan.
deadlines:
  reply:
    asks: reply
    of: [members]
    date: 2024-03-20
    printed: by 20 March
    how: By letter.
    email: bob@example.org
    link: form
    note: The year is ours.
links:
  form: {label: The form, url: lost}
  site: {label: The site, url: https://example.org/}
annexes:
  annex-1: {title: Plan, status: held, file: plan.txt}
  annex-2: {title: Map, status: not-held}
related:
  old: {kind: circular, relation: replaces, circular: 2023/old}
  law: {kind: resolution, relation: cites, title: The harbour rule, link: site}
signatory: {status: named, name: Bob Example, office: Head, signature: (signed)}
closing: Yours,
official-url: https://example.org/letter
changes:
  slip: {date: 2024-06-01, kind: corrected, note: A slip of the pen.}
"""


@pytest.fixture(scope="module")
def full(tmp_path_factory):
    root = write_files(
        tmp_path_factory.mktemp("full"),
        {
            "2024/letter/en.md": letter(
                extra=FULL, paragraphs="numbered", body="1. One.\n\n2. Two.\n"
            ),
            "2024/letter/plan.txt": "A plan.\n",
            "2023/old/en.md": letter(date="2023-01-01"),
            "2023/old/ru.md": translation(),
            "initiatives/harbours/en.md": INITIATIVE,
        },
    )
    loaded = read(root)
    assert messages(root) == []
    return loaded


class TestModel:
    def test_every_fact_arrives(self, full):
        circular = full.archive.by_key()["2024/letter"]
        assert [item.canonical for item in circular.references] == ["TSB Circular 7", "Письмо № 5"]
        assert circular.bureau.name.texts["en"] == "Example Union Secretariat"
        assert circular.place.texts == {"en": "Portville"}
        assert [item.id for item in circular.addressees] == ["members", "observers"]
        assert [item.id for item in circular.copies] == ["observers"]
        assert [item.id for item in circular.initiatives] == ["harbours"]
        action = circular.action
        assert [
            str(words.in_language("en")) for words in (action.asks, action.how, action.next)
        ] == [
            "Come.",
            "By boat.",
            "We meet.",
        ]
        assert [item.id for item in action.of] == ["members"]
        contact = circular.contacts[0]
        assert (contact.tel, contact.fax, contact.email, contact.web) == (
            "+00 1",
            "+00 2",
            "ann@example.org",
            "https://example.org/ann",
        )
        assert (contact.person.texts, contact.office.texts) == (
            {"en": "Ann Sample"},
            {"en": "Desk"},
        )
        assert circular.numbered
        assert circular.official_url == "https://example.org/letter"
        assert (circular.salutation.texts, circular.closing.texts) == (
            {"en": "Dear all,"},
            {"en": "Yours,"},
        )

    def test_events_and_deadlines_arrive(self, full):
        circular = full.archive.by_key()["2024/letter"]
        event, deadline = circular.events[0], circular.deadlines[0]
        assert event.start.iso() == "2024-04-01T10:00+09:00"
        assert event.last == Moment.parse("2024-04-01 12:00", "Asia/Tokyo")
        assert (event.format, event.languages, event.cost, event.registration, event.url) == (
            "hybrid",
            ("en", "fr"),
            "paid",
            "open",
            "https://example.org/meeting",
        )
        assert not event.is_over(dt.date(2024, 4, 1))
        assert event.is_over(dt.date(2024, 4, 2))
        assert str(deadline.due) == "2024-03-20"
        assert deadline.email == "bob@example.org"
        assert deadline.link.id == "form"
        assert deadline.link.url is None
        assert deadline.state(dt.date(2024, 3, 20)) == "last-day"

    def test_links_annexes_relations_and_changes_arrive(self, full):
        circular = full.archive.by_key()["2024/letter"]
        assert [(link.id, link.url) for link in circular.links] == [
            ("form", None),
            ("site", "https://example.org/"),
        ]
        assert [(annex.file, annex.size) for annex in circular.annexes] == [
            ("plan.txt", 8),
            (None, None),
        ]
        old, law = circular.related
        assert (old.circular, old.relation, bool(old.title)) == ("2023/old", "replaces", False)
        assert (law.circular, law.link.id, law.title.texts["en"]) == (
            None,
            "site",
            "The harbour rule",
        )
        signatory = circular.signatory
        assert signatory.named
        assert signatory.signature.texts == {"en": "(signed)"}
        assert [(change.date, change.kind) for change in circular.changes] == [
            (dt.date(2024, 6, 1), "corrected")
        ]
        assert circular.updated("en") == dt.date(2024, 6, 1)

    def test_words_come_from_every_language_the_original_first(self, full):
        old = full.archive.by_key()["2023/old"]
        assert list(old.subject.texts.items()) == [
            ("en", "Spring meeting"),
            ("ru", "Весеннее собрание"),
        ]
        assert list(old.texts) == ["ru", "en"]
        assert old.original.language == "en"
        assert old.texts["ru"].translates == "en"
        assert old.updated("ru") == dt.date(2024, 3, 12)
        assert old.subject.in_language("fr").language == "en"

    def test_bodies_and_outlines_arrive(self, full):
        assert set(full.fragments) == {
            ("2024/letter", "en"),
            ("2023/old", "en"),
            ("2023/old", "ru"),
            ("initiatives/harbours", "en"),
        }
        outline = full.archive.by_key()["2024/letter"].texts["en"].outline
        assert [(place.anchor, place.label) for place in outline] == [("p1", "1"), ("p2", "2")]

    def test_the_model_is_frozen(self, full):
        circular = full.archive.circulars[0]
        for item in (full.archive, circular, circular.bureau, circular.texts["en"]):
            with pytest.raises(dataclasses.FrozenInstanceError):
                setattr(item, dataclasses.fields(item)[0].name, None)

    def test_fingerprints_tell_texts_and_paragraphs_apart(self, tmp_path):
        def texts(name, body):
            found = read(write_files(tmp_path / name, {"2024/a/en.md": letter(body=body)}))
            return found.archive.circulars[0].texts["en"]

        one, same = texts("1", "One two.\n\nThree.\n"), texts("2", "One two.\n\nThree.\n")
        wrapped, other = texts("3", "One\ntwo.\n\nThree.\n"), texts("4", "One two!\n\nThree.\n")
        assert one.digest == same.digest
        assert len({one.digest, wrapped.digest, other.digest}) == 3
        digests = [[place.digest for place in text.outline] for text in (one, wrapped, other)]
        assert digests[0] == digests[1]  # only the line was broken elsewhere
        assert digests[0][0] != digests[2][0]
        assert digests[0][1] == digests[2][1]


class TestArchives:
    def test_an_empty_archive_loads(self, tmp_path):
        loaded = read(tmp_path)
        assert not loaded.problems
        assert loaded.archive.circulars == loaded.archive.bureaux == ()

    @pytest.mark.parametrize("language", ["ru", "en"])
    def test_a_letter_in_one_language_is_complete(self, tmp_path, language):
        root = write_files(tmp_path, {f"2024/letter/{language}.md": letter()})
        assert messages(root) == []
        assert list(read(root).archive.circulars[0].texts) == [language]

    def test_hidden_files_and_what_editors_leave_behind_are_passed_over(self, tmp_path):
        files = {"2024/letter/en.md": letter(), "README.md": "x", "readme.txt": "x", ".git/x": "x"}
        files |= {"2024/.DS_Store": "x", "2024/letter/en.md~": "x", "2024/letter/.en.md.swp": "x"}
        files |= {"2024/.~lock.plan.docx#": "x", ".idea/a.xml": "x", "2024/letter/._en.md": "x"}
        assert messages(write_files(tmp_path, files)) == []

    def test_the_archive_of_faulty_sources_is_empty(self, tmp_path):
        root = write_files(
            tmp_path, {"2024/a/en.md": letter(), "2024/b/en.md": letter(subject=None)}
        )
        loaded = read(root)
        assert loaded.problems
        assert loaded.archive.circulars == ()
        assert not loaded.fragments

    def test_order_does_not_depend_on_names(self, tmp_path):
        files = {
            "2024/z/en.md": letter(date="2024-01-01"),
            "2024/a/en.md": letter(date="2024-12-31"),
            "2023/m/en.md": letter(date="2023~"),
        }
        keys = [item.key for item in read(write_files(tmp_path, files)).archive.circulars]
        assert keys == ["2023/m", "2024/z", "2024/a"]

    def test_a_linked_root_is_followed(self, tmp_path):
        write_files(tmp_path / "real", {"2024/letter/en.md": letter()})
        (tmp_path / "link").symlink_to("real")
        assert len(read(tmp_path / "link").archive.circulars) == 1


class TestOneFaultOneMessage:
    """A fault is told once, where it is, and not again wherever it has consequences."""

    @pytest.mark.parametrize(
        ("files", "codes"),
        [
            ({"registers/bureaux.yml": "desk: [\n"}, ["yaml-syntax"]),
            ({"registers/addressees.yml": b"\xff"}, ["encoding"]),
            (
                {
                    "2024/letter/en.md": b"\xff",
                    "2024/letter/ru.md": translation(body="[Тут](link:plan)\n"),
                },
                ["encoding"],
            ),
            (
                {
                    "2024/letter/en.md": letter(body="[x](link:x)\n", extra="a: *x\n"),
                    "2024/letter/ru.md": translation(extra="events:\n  x: {name: Встреча}\n"),
                },
                ["yaml-syntax"],
            ),
            (
                {"2024/letter/ru.md": letter(body="[Тут](link:plan)\n")},
                ["two-facts-files"],
            ),
            (
                {
                    "2024/letter/en.md": letter(
                        extra="events:\n  a: {name: A, start: soon, timezone: CET}\n"
                    )
                },
                ["bad-moment"],
            ),
            (
                {"2024/letter/en.md": letter(), "2024/letter/ru.md": translation(subject=None)},
                ["missing-field"],
            ),
            ({"2024/letter/en.md": letter(extra="copies: none\n")}, ["wrong-shape"]),
        ],
    )
    def test_no_fault_draws_others_after_it(self, tmp_path, files, codes):
        base = {"2024/letter/en.md": letter(extra="addressees: [members]\n")}
        root = write_files(tmp_path, {**base, **files})
        assert [problem.code for problem in read(root).problems] == codes


class TestAccepted:
    """What looks odd and is right draws no message."""

    @pytest.mark.parametrize(
        "text",
        [
            letter(extra="reference: Письмо № 5\n"),
            letter(date=None, extra="date-note: Nobody knows.\n"),
            letter(date="2024~"),
            letter(extra="events:\n  a: {name: A, start: 2024-04, end: 2024-04-02}\n"),
            letter(extra="events:\n  a: {name: A, start: 2024, end: 2024}\n"),
            letter(
                extra="events:\n  a: {name: A, start: 2024-04-01 22:00, end: 2024-04-02 01:00,"
                " timezone: CET}\n"
            ),
            letter(body="See [below](#p2).\n\n[Above](#p1).\n"),
            letter(body="1) one\n2) two\n\n- three\n"),
            letter(body="Дом 5.\n\n2. A list in a counted letter.\n"),
            letter(paragraphs="numbered", body="Preface.\n\n1. One.\n\n2. Two:\n\n   1. in it.\n"),
            letter(paragraphs="numbered", body="1. One\n2. Two\n3. Three\n"),
            letter(paragraphs="numbered", body="1. One.\n\n## A heading\n\n2. Two.\n"),
            letter(subject="'NO'", place='"012"', closing="'10:30'"),
            letter(summary=">-\n  Folded:\n  «words», “words” — and 100%."),
            letter(extra="changes: {}\nlinks: {}\ninitiatives: []\n"),
        ],
    )
    def test_sound_letters_draw_no_message(self, tmp_path, text):
        assert messages(write_files(tmp_path, {"2024/letter/en.md": text})) == []

    @pytest.mark.parametrize(
        ("body", "left"),
        [
            ("1. One.\n\n<!-- waive paragraph-gap: lost page -->\n\n3. Three.\n\n4. Four.\n", []),
            (
                "1. One.\n\n<!-- waive paragraph-gap: lost page -->\n3. Three.\n\n5. Five.\n",
                ["paragraph-gap"],
            ),
            ("1. One.\n\n<!-- waive paragraph-repeat: x -->\n\n3. Three.\n", ["paragraph-gap"]),
            ("1. One.\n\n<!-- waive paragraph-fallen-out: the end -->\n\nClosing words.\n", []),
            ("1. One.\n\n<!-- waive todo: x -->\n\n<!-- TODO y -->\n", ["todo"]),
            ("<!-- waive bad-link: x -->\n\n1. [One](x:y).\n", ["bad-link"]),
            ("<!-- waive control-character: x -->\n\n1. One&#7;.\n", ["control-character"]),
            ("<!-- waive picture: x -->\n\n1. ![x](y).\n", ["picture"]),
        ],
    )
    def test_a_comment_waives_one_rule_for_the_next_block(self, tmp_path, body, left):
        text = letter(paragraphs="numbered", body=body)
        root = write_files(tmp_path, {"2024/letter/en.md": text})
        assert [problem.code for problem in read(root).problems] == left

    def test_comments_are_never_printed(self, tmp_path):
        text = letter(body="One.\n\n<!-- waive bad-label: a secret -->\n\nTwo.\n")
        loaded = read(write_files(tmp_path, {"2024/letter/en.md": text}))
        assert "secret" not in loaded.fragments["2024/letter", "en"].html


class TestProblems:
    def test_a_message_is_one_line_without_control_characters(self):
        problem = Problem(
            path="a\nb\x1b[31m.md", code="bad-folder", values={"name": "x\r\n\u2028y\udcff"}
        )
        line = problem.render(PHRASES["en"])
        assert line.startswith("a b [31m.md:1:1: error[bad-folder]: x y  is not")
        assert line.encode()

    def test_a_name_in_yaml_cannot_break_a_line(self, tmp_path):
        root = write_files(tmp_path, {"2024/letter/en.md": letter(extra='"odd\\nname": x\n')})
        found = messages(root)
        assert len(found) == 1
        assert "\n" not in found[0]

    def test_a_file_name_that_is_no_text_is_told_all_the_same(self, tmp_path):
        write_files(tmp_path, {"2024/letter/en.md": letter()})
        (tmp_path / "2024/bad\udcff").mkdir()
        (found,) = messages(tmp_path)
        assert "bad-folder" in found
        assert found.encode()

    def test_values_can_be_words_of_the_interface(self):
        problem = Problem(
            path="x", code="wrong-shape", values={"name": "a", "expected": StringKey("shape.list")}
        )
        assert PHRASES["ru"]("shape.list") in problem.render(PHRASES["ru"])
        assert PHRASES["en"]("shape.list") in problem.render(PHRASES["en"])

    def test_a_warning_says_so(self):
        problem = Problem(path="x", code="todo", values={"text": "y"}, severity=Severity.WARNING)
        assert problem.render(PHRASES["en"]).startswith("x:1:1: warning[todo]: ")
        assert problem.render(PHRASES["ru"]).startswith("x:1:1: предупреждение[todo]: ")

    def test_problems_are_sorted_by_place_as_numbers(self, tmp_path):
        extra = "".join(f"odd-{number}: x\n" for number in range(20))
        root = write_files(
            tmp_path, {"2024/b/en.md": letter(extra=extra), "2024/a/en.md": letter(extra=extra)}
        )
        places = [(problem.path, problem.line) for problem in read(root).problems]
        assert places == sorted(places)
        assert len(places) == 40
