"""What a draft says beside its days: pages and ways to answer, supplied years, what is asked."""

import ast
import re
from pathlib import Path

import pytest
from editing import Editor
from small_archive import write_files

from archive.importing.body import letter_body
from archive.importing.details import details_of
from archive.importing.letters import LetterReader
from archive.importing.readers.contents import read_content
from archive.importing.readers.formats import Format
from archive.importing.texts import Known
from archive.languages import load_phrases

PHRASES = load_phrases()
BUREAUX = """\
tsb:
  name: {ru: Бюро стандартизации электросвязи, en: Telecommunication Standardization Bureau}
  abbreviation: {ru: БСЭ, en: TSB}
"""
ADDRESSEES = """\
members:
  name: {ru: Члены Союза примеров, en: Members of the Example Union}
"""
EN = """\
Geneva, 3 March 2025
Ref.: TSB Circular 400
To:
- Members of the Example Union
Subject: Workshop on quiet harbours (Geneva, 10 June 2025)

Dear Sir/Madam,

1 The workshop on quiet harbours will be held in Geneva on 10 June 2025.

{text}

Yours faithfully,

Anna Example
Director of the Telecommunication Standardization Bureau
"""
RU = """\
Женева, 3 марта 2025 года
Осн.: Циркуляр 400 БСЭ
Кому:
- Членам Союза примеров
Предмет: Семинар по тихим гаваням (Женева, 10 июня 2025 года)

Уважаемая госпожа, уважаемый господин,

1 Семинар по тихим гаваням пройдет в Женеве 10 июня 2025 года.

{text}

С уважением,

Анна Пример
Директор Бюро стандартизации электросвязи
"""


def read(text, form=Format.TEXT, name="letter.txt"):
    reader = LetterReader(PHRASES, Known(initiatives={}))
    return reader.read(read_content(name, form, text.encode()))


def details(*paragraphs, frame=EN, form=Format.TEXT):
    text = "\n\n".join(f"{number} {each}" for number, each in enumerate(paragraphs, 2))
    letter = read(frame.format(text=text), form)
    passages = (*letter.segments.body, *letter.segments.annexes)
    return details_of(letter.facts.text, passages, letter.words)


def values(finding):
    return [fact.value for fact in finding.candidates if fact.is_sure]


def answer(*paragraphs, frame=EN, form=Format.TEXT):
    """Ways, e-mail address and link of the one deadline, as far as they are sure."""
    (ways,) = details(*paragraphs, frame=frame, form=form).ways
    link = ways.link.value
    return (
        list(ways.ways.value or ()),
        ways.email.value,
        None if link is None else link.url or link.words,
    )


class TestAnswers:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("Please send abstracts to lamps@itu.int by 20 May 2025.",
             (["email"], "lamps@itu.int", None)),
            ("Please register by 20 May 2025 at https://example.org/reg.",
             (["form"], None, "https://example.org/reg")),
            ("Please return the form by e-mail (lamps@itu.int) or by fax by 20 May 2025.",
             (["email", "fax"], "lamps@itu.int", None)),
            ("Nominations should be sent by post no later than 20 May 2025.",
             (["post"], None, None)),
            ("The form is to be returned by 20 May 2025 (fax: +41 22 730 5853).",
             (["fax"], None, None)),
            ("Please send abstracts by 20 May 2025. They should reach us at lamps@itu.int.",
             (["email"], "lamps@itu.int", None)),
            ("Please send abstracts to lamps@itu.int, with copies to boats@itu.int, by 2 May 2025.",
             (["email"], "lamps@itu.int", None)),
            ("Please send abstracts to the secretariat of the workshop, lamps@itu.int, by"
             " 20 May 2025.", (["email"], "lamps@itu.int", None)),
        ],
    )  # fmt: skip
    def test_are_proposed_where_the_sentence_says_them(self, text, expected):
        assert answer(text) == expected

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("Просим направить тезисы по адресу lamps@itu.int не позднее 20 мая 2025 года.",
             (["email"], "lamps@itu.int", None)),
            ("Просим зарегистрироваться до 20 мая 2025 года на странице https://example.org/reg.",
             (["form"], None, "https://example.org/reg")),
            ("Просим вернуть бланк по факсу или по электронной почте до 20 мая 2025 года.",
             (["email", "fax"], None, None)),
            ("Просим направить бланк по почте не позднее 20 мая 2025 г.", (["post"], None, None)),
            ("Срок представления заявок: 20 мая 2025 года. Заявки загружаются на портал "
             "https://example.org/apply.", (["form"], None, "https://example.org/apply")),
        ],
    )  # fmt: skip
    def test_in_russian_as_well(self, text, expected):
        assert answer(text, frame=RU) == expected

    @pytest.mark.parametrize(
        "text",
        [
            "Please register by 20 May 2025. Any questions should be sent to help@itu.int.",
            "Please register by 20 May 2025; for further information see https://example.org/about.",
            "Please register by 20 May 2025. A list of harbours is kept at https://example.org/all.",
            "Please send abstracts by 20 May 2025. Boats that come by post will be returned.",
        ],
    )
    def test_an_address_for_something_else_is_none(self, text):
        assert answer(text) == ([], None, None)

    def test_of_two_addresses_neither_is_sure(self):
        (ways,) = details(
            "Please send papers to lamps@itu.int or boats to boats@itu.int by 20 May 2025."
        ).ways
        assert ways.email.value is None
        assert [fact.value for fact in ways.email.candidates] == ["lamps@itu.int", "boats@itu.int"]

    def test_a_link_whose_address_is_lost_is_known_by_its_words(self):
        text = "Please complete the [online form](#) by 20 May 2025."
        assert answer(text, form=Format.MARKDOWN) == (["form"], None, "online form")


class TestAttendance:
    @pytest.mark.parametrize(
        ("frame", "text", "url", "cost", "registration"),
        [
            (EN, "The website of the workshop is https://example.org/quiet.",
             "https://example.org/quiet", None, None),
            (EN, "Further information on the workshop is posted at https://example.org/quiet.",
             "https://example.org/quiet", None, None),
            (EN, "Participation is free of charge. Registration is mandatory.",
             None, "free", "required"),
            (EN, "There is a registration fee of CHF 200. Please register at https://a.org/reg.",
             None, "paid", "open"),
            (EN, "There is no registration fee. No registration is required.", None, "free", None),
            (EN, "The hotel near the workshop has the website https://example.org/inn.",
             None, None, None),
            (EN, "Recommendations can be downloaded free of charge by participants.",
             None, None, None),
            (RU, "Сведения о семинаре размещены на веб-странице https://example.org/quiet.",
             "https://example.org/quiet", None, None),
            (RU, "Участие бесплатное. Регистрация для участия в семинаре является обязательной.",
             None, "free", "required"),
            (RU, "Плата за участие не взимается, регистрация не является обязательной.",
             None, "free", None),
            (RU, "Регистрационный взнос составляет 200 шв. фр. Регистрация открыта на сайте "
             "https://example.org/reg.", None, "paid", "open"),
        ],
    )  # fmt: skip
    def test_is_what_the_letter_says(self, frame, text, url, cost, registration):
        (found,) = details(text, frame=frame).attendance
        assert found.url.value == url
        assert found.cost.value == cost
        assert found.registration.value == registration

    def test_of_several_events_it_is_that_of_the_one_that_is_named(self):
        found = details(
            "A training on green lamps will be held in Geneva on 12 June 2025.",
            "The training on green lamps is free of charge for all participants.",
            "Lunch is served.",
        ).attendance
        assert [each.cost.value for each in found] == [None, "free"]


@pytest.fixture
def editor(tmp_path, monkeypatch, capsys):
    files = {"registers/bureaux.yml": BUREAUX, "registers/addressees.yml": ADDRESSEES}
    write_files(tmp_path / "circulars", files)
    return Editor(tmp_path, monkeypatch, capsys)


def drafted(editor, tmp_path, *paragraphs, frame=EN, language="en", name="letter.txt"):
    text = "\n\n".join(f"{number} {each}" for number, each in enumerate(paragraphs, 2))
    (tmp_path / name).write_text(frame.format(text=text), "utf-8")
    assert editor.runs("--lang", "en", "import", name) == 0
    return editor.read(f"2025/tsb-400/{language}.md")


class TestDrafts:
    def test_have_the_details_in_their_fields(self, editor, tmp_path):
        text = drafted(
            editor,
            tmp_path,
            "Please register by 20 May 2025 at https://example.org/reg.",
            "Abstracts should be sent to lamps@itu.int by 10 April 2025.",
            "Participation is free of charge. Registration is mandatory.",
            "The website of the workshop is https://example.org/quiet.",
        )
        assert "\n    cost: free\n" in text
        assert "\n    registration: required\n" in text
        assert "\n    url: https://example.org/quiet\n" in text
        assert "“4 Participation is free of charge.”\n    cost: free\n" in text
        assert "\n    by: [form]\n    link: reply-form\n" in text
        assert "\n  reply-form:\n    label: TODO\n    url: https://example.org/reg\n" in text
        assert "\n    by: [email]\n    email: lamps@itu.int\n" in text
        assert editor.findings() == {"todo"}

    def test_what_is_not_sure_is_a_todo_with_the_candidates(self, editor, tmp_path):
        text = drafted(
            editor,
            tmp_path,
            "Please send papers to lamps@itu.int or boats to boats@itu.int by 20 May 2025.",
        )
        head, _, _ = text.partition("    email: TODO\n")
        assert "# – lamps@itu.int; line 11: “" in head
        assert "# – boats@itu.int; line 11: “" in head
        assert editor.findings() == {"todo"}

    def test_without_a_deadline_the_box_asks(self, editor, tmp_path):
        text = drafted(
            editor,
            tmp_path,
            "I invite you to submit papers on quiet harbours.",
            "The programme will be posted in due course.",
        )
        found = " ".join(text.replace("#", " ").split())
        assert "“2 I invite you to submit papers on quiet harbours.” asks: TODO" in found
        assert "whom this does not concern. of: [members] " in found
        assert "“3 The programme will be posted in due course.” next: TODO" in found
        assert editor.findings() == {"todo"}


class TestYears:
    def test_that_are_supplied_are_said(self, editor, tmp_path):
        text = drafted(editor, tmp_path, "Please register by 20 May.")
        assert "\n    date: 2025-05-20\n" in text
        assert (
            "    note: The letter gives no year; 2025 is taken, since the letter is dated"
            " 3 March 2025.\n"
        ) in text
        assert "# The letter gives no year here: 2025 is the archive’s inference" in text
        assert editor.findings() == {"todo"}

    def test_the_note_is_in_the_language_of_the_letter(self, editor, tmp_path):
        text = drafted(
            editor, tmp_path, "Просим зарегистрироваться до 20 мая.", frame=RU, language="ru"
        )
        assert "письмо датировано 3 марта 2025 г.\n" in text.replace("\xa0", " ")
        assert "# The letter gives no year here: 2025" in text
        assert editor.findings() == {"todo"}

    @pytest.mark.parametrize(
        "text",
        [
            "Please register by 20 May 2025.",
            "Please register by 20 May this year.",
            "Please register by 20 May (20.05.2025).",
            "Please register by 24:00 on 20 May 2025, Geneva time.",
        ],
    )
    def test_that_the_letter_gives_are_not(self, text):
        assert details(text).deadline_years == (None,)

    def test_beside_another_date_it_is_still_an_inference(self):
        (origin,) = details("Please register by 20 May, and not on 10 June 2025.").deadline_years
        assert origin == "letter"

    def test_events_as_well(self):
        letter = read(EN.format(text="2 A training on lamps will take place on 12 June."))
        found = details_of(letter.facts.text, letter.segments.body, letter.words)
        assert found.event_years == (None, "letter")

    def test_of_a_day_of_which_only_the_check_knows(self, editor, tmp_path):
        text = drafted(editor, tmp_path, "The list will be available no later than 20 May.")
        unclear = text.partition("  unclear-1:\n")[2]
        assert "\n    date: 2025-05-20\n" in unclear
        assert "is taken, since the letter is dated 3 March 2025." in unclear


def test_stars_of_a_product_stay():
    text = EN.format(text="2 The area is *x*y*z, or 2**3**4, and *very* **large**.")
    letter = read(text, Format.MARKDOWN, "letter.md")
    body = letter_body(letter.segments, letter.words).text
    assert r"\*x\*y\*z, or 2\*\*3\*\*4, and *very* **large**." in body


@pytest.mark.parametrize("module", ["names", "annexing"])
def test_words_of_a_language_are_data(module):
    path = Path(__file__).parents[2] / f"hooks/archive/importing/{module}.py"
    tree = ast.parse(path.read_text("utf-8"))
    said = {
        node.value.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    texts = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
    assert [text for text in texts if re.search("[а-яё]{2}", text) and text not in said] == []


def test_names_are_still_known_by_their_small_words():
    letter = read(EN.format(text="2 Please contact Ms Anna de la Mer (anna@itu.int)."))
    assert letter.facts.head.contact.name.value == "Anna de la Mer"


def test_place_and_date_below_a_title_are_none_of_it():
    text = RU.format(text="2 Программа прилагается.")
    annex = "\nПриложение 1\nПрограмма семинара (Женева, 10 июня 2025 года)\n\nДень первый.\n"
    (title,) = read(text + annex).facts.head.annexes
    assert title.value == "Программа семинара"
