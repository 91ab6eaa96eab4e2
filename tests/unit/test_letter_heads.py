"""Heads, openings and closes of letters: every fact at its place, and nothing else's value."""

import pytest

from archive.importing.facts import CONFIDENT
from archive.importing.head import head_facts
from archive.importing.mending import mended
from archive.importing.parting import parted
from archive.importing.sheet import Kind, Mark, MarkKind, Passage, Place, Sheet
from archive.importing.words import LetterWords
from archive.languages import load_phrases

PHRASES = load_phrases()
WORDS = {code: LetterWords(code, PHRASES) for code in ("ru", "en")}
TEXT = {
    "en": "I have the honour to invite you to the meeting of the lighthouse keepers in the spring.",
    "ru": "Имею честь пригласить вас на собрание хранителей маяков, которое пройдет весной.",
}
GREETING = {"en": "Dear Sir/Madam,", "ru": "Уважаемая госпожа, уважаемый господин,"}
CLOSE = {"en": "Yours faithfully,", "ru": "С уважением,"}
SIGNED = {"en": ("Ada Example", "Director"), "ru": ("Ада Пример", "Директор")}


def printed(text):
    """A letter as printed lines; a form feed ends a page."""
    passages = []
    for number, line in enumerate(text.split("\n"), start=1):
        if line.startswith("\f"):
            passages.append(Passage(kind=Kind.PAGE, text="", place=Place(line=number)))
        passages.append(Passage(text=line.lstrip("\f"), place=Place(line=number)))
    return Sheet(name="letter.txt", passages=tuple(passages), has_paragraphs=False)


def row(*cells):
    return Passage(kind=Kind.ROW, text="\t".join(cells), place=Place(line=1), table=1)


def paragraph(text, **more):
    return Passage(text=text, place=Place(line=2), **more)


def facts(sheet, language="en"):
    words = WORDS[language]
    return head_facts(parted(mended(sheet, WORDS), words), words)


def headed(head, language="en", body="", below=None):
    """The facts of a letter with this head, in lines."""
    texts = (TEXT[language], body) if body else (TEXT[language],)
    foot = "\n".join(SIGNED[language]) if below is None else below
    parts = (head, GREETING[language], *texts, CLOSE[language], foot)
    return facts(printed("\n\n".join(parts)), language)


def tabled(*rows, language="en"):
    """The facts of a letter whose head is a table, in a file that knows its paragraphs."""
    texts = (GREETING[language], TEXT[language], CLOSE[language], "\n".join(SIGNED[language]))
    passages = (*rows, *(paragraph(text) for text in texts))
    return facts(Sheet(name="letter.docx", passages=passages, has_paragraphs=True), language)


def values(found):
    return [each.value for each in found if each.is_sure]


def names(found):
    return [each.value.printed for each in found.references if each.is_sure]


def references(found):
    return [each.value.reference.canonical for each in found.references if each.is_sure]


def contact(found):
    each = found.contact
    return (each.name.value, each.tel.value, each.fax.value, each.email.value)


@pytest.mark.parametrize(
    ("head", "language", "canonical", "as_printed"),
    [
        ("Ref: TSB Circular 45\nCOM 3/ST", "en", "TSB Circular 45", "TSB Circular 45"),
        ("Осн.: Циркуляр 45 БСЭ", "ru", "TSB Circular 45", "Циркуляр 45 БСЭ"),
        ("Ref: TSB Circular 45", "ru", "TSB Circular 45", "TSB Circular 45"),
        ("Circular Letter\nCR/470", "en", "CR/470", "Circular Letter CR/470"),
        ("№: CR/470", "ru", "CR/470", "CR/470"),
        ("CL-19/35 To the Member States", "en", "CL-19/35", "CL-19/35"),
        ("Ref.: DM-19/1008", "en", "DM-19/1008", "DM-19/1008"),
        ("Our ref: BDT/EX/TND/012\nYour ref: XY/12", "en", "BDT/EX/TND/012", "BDT/EX/TND/012"),
        (
            "Осн.: Исправление 2 к\nЦиркуляру 45 БСЭ\nCOM 3/ST",
            "ru",
            "Corrigendum 2 to TSB Circular 45",
            "Исправление 2 к Циркуляру 45 БСЭ",
        ),
        (
            "CORRIGENDUM 2\nto TSB Circular 45",
            "en",
            "Corrigendum 2 to TSB Circular 45",
            "CORRIGENDUM 2 to TSB Circular 45",
        ),
        (
            "Corrigendum 2\n\nRef.: TSB Circular 45",
            "en",
            "Corrigendum 2 to TSB Circular 45",
            "Corrigendum 2, TSB Circular 45",
        ),
        ("Ref.: TSBCircular 45", "en", "TSB Circular 45", "TSB Circular 45"),
    ],
)
def test_own_number(head, language, canonical, as_printed):
    found = headed(f"{head}\n\nSubject: Quiet harbours", language)
    assert references(found)[:1] == [canonical]
    assert found.references[0].value.printed == as_printed
    assert found.references[0].evidence[0].place.line >= 1


def test_several_numbers_in_their_order():
    found = headed("Ref: TSB Circular 45, TSB Circular 46\nSubject: Quiet harbours")
    assert references(found) == ["TSB Circular 45", "TSB Circular 46"]


@pytest.mark.parametrize(
    "earlier",
    [
        "Reference: Circular Letter CR/450 of 3 May 2019",
        "Reference: Circular Letter CR/450",
        "In reply to: CR/450",
        "(Ref. CR/450 of 3 May 2019)",
    ],
)
def test_an_earlier_letters_number_is_not_the_own_one(earlier):
    found = headed(f"Circular Letter\nCR/470\n3 June 2019\n{earlier}\nSubject: Quiet harbours")
    assert references(found) == ["CR/470"]
    assert str(found.date.value) == "2019-06-03"


def test_an_earlier_letter_alone_is_only_a_candidate():
    found = headed("Reference: Circular Letter CR/450 of 3 May 2019\nSubject: Quiet harbours")
    assert references(found) == []
    assert found.references[0].confidence < CONFIDENT
    assert found.date.value is None


@pytest.mark.parametrize(
    ("line", "language", "date", "place"),
    [
        ("Geneva, 12 May 2019", "en", "2019-05-12", "Geneva"),
        ("Geneva, the 12th of May 2019", "en", "2019-05-12", "Geneva"),
        ("12 May 2019, TSB Circular 45", "en", "2019-05-12", None),
        ("12 May 2019, Addis Ababa", "en", "2019-05-12", "Addis Ababa"),
        ("Geneva, May 12, 2019", "en", "2019-05-12", "Geneva"),
        ("Geneva,\n12 May 2019", "en", "2019-05-12", "Geneva"),
        ("Geneva, l2 May 2O19", "en", "2019-05-12", "Geneva"),
        ("Date: 12.05.2019", "en", "2019-05-12", None),
        ("Женева, 12 мая 2019 г.", "ru", "2019-05-12", "Женева"),
        ("Женева, 12 мая\n2019 года", "ru", "2019-05-12", "Женева"),
        ("12 мая 2019 года, Женева", "ru", "2019-05-12", "Женева"),
        ("Исх. № CL-19/35 от 12 мая 2019 г.\nНа № 7 от 1.02.2019", "ru", "2019-05-12", None),
        ("Бюро радиосвязи\nЖенева, 12 мая 2019 года", "ru", "2019-05-12", "Женева"),
        ("Geneva, 12 May 2019\nReceived: 20 May 2019", "en", "2019-05-12", "Geneva"),
        ("Action required by: 3 June 2019\n12 May 2019", "en", "2019-05-12", None),
        ("Geneva\n", "en", "None", None),
    ],
)
def test_date_and_place(line, language, date, place):
    found = headed(f"{line}\nSubject: Quiet harbours, 3 July 2019", language)
    assert (str(found.date.value), found.place.value) == (date, place)


def test_what_is_issued_to_a_letter_in_unknown_words_is_not_that_letter():
    found = headed("Доб. 1 к Циркуляру 45 БСЭ\nПредмет: Тихие гавани", "ru")
    assert references(found) == []


def test_the_number_tells_the_bureau_before_the_signatory_does():
    below = "Ada Example\nDirector of the Telecommunication Standardization Bureau"
    found = headed("12 May 2019, CL-19/35\nSubject: Quiet harbours", below=below)
    assert found.bureau.value == "GS"


def test_two_dates_leave_a_doubt():
    found = headed("Geneva, 12 May 2019\nLisbon, 13 May 2019\nSubject: Quiet harbours")
    assert found.date.value is None
    assert [str(each.value) for each in found.date.candidates] == ["2019-05-12", "2019-05-13"]


@pytest.mark.parametrize(
    ("head", "signatory", "bureau"),
    [
        ("Ref: CR/470", "Ada Example\nDirector", "BR"),
        ("Ref: CL-19/35", "Ada Example\nSecretary-General", "GS"),
        ("Telecommunication Development Bureau", "Ada Example\nDirector", "BDT"),
        ("Geneva", "Ada Example\nDirector, Telecommunication Standardization Bureau", "TSB"),
        ("Geneva", "Ada Example\nDirector of the Telecommunication\nDevelopment Bureau", "BDT"),
        ("Geneva", "Ada Example\nDirector", None),
        ("Copy to: The Director, Radiocommunication Bureau", "Ada Example\nDirector", None),
    ],
)
def test_bureau(head, signatory, bureau):
    assert headed(f"{head}\nSubject: Quiet harbours", below=signatory).bureau.value == bureau


def test_labels_before_all_values_in_one_cell():
    found = tabled(
        row(
            "Осн.:\n\nДля контактов:\nТел.:\nФакс:\nЭл. почта:",
            "Циркуляр 45 БСЭ\nTSB Events/AE\nАда Пример\n+41 22 730 6001\n+41 22 730 5853\n"
            "a@itu.int",
        ),
        row("Предмет:", "Тихие гавани"),
        language="ru",
    )
    assert references(found) == ["TSB Circular 45"]
    assert contact(found) == ("Ада Пример", "+41 22 730 6001", "+41 22 730 5853", "a@itu.int")
    assert found.subject.value == "Тихие гавани"


def test_a_value_that_is_missing_is_told_by_the_height():
    found = tabled(
        row("Tel.:\nFax:\nE-mail:", "\n+41 22 730 6001\na@itu.int"), row("Subject:", "Harbours")
    )
    assert contact(found) == (None, None, "+41 22 730 6001", "a@itu.int")


def test_columns_that_interleave():
    found = tabled(
        row("Ref:", "TSB Circular 45\nCOM 5/AE", "To:\n– Members of the Union;\n– Keepers"),
        row("Contact:", "Ada Example, Adviser", "Copy to:\n– The Directors"),
        row("Tel:", "+41 22 730 6001", ""),
        row("E-mail:", "a@itu.int", ""),
        row("Subject:", "Quiet harbours", ""),
    )
    assert values(found.addressees) == ["Members of the Union", "Keepers"]
    assert values(found.copies) == ["The Directors"]
    assert contact(found) == ("Ada Example", "+41 22 730 6001", None, "a@itu.int")


def test_a_list_without_label_beside_other_rows():
    found = tabled(
        row("Осн.:", "CL-21/46", "– Государствам – Членам МСЭ"),
        row("Тел.:", "+41 22 730 6001", "– Членам Секторов,\nучаствующим в работе"),
        row("Предмет:", "Тихие гавани", ""),
        language="ru",
    )
    assert values(found.addressees) == [
        "Государствам – Членам МСЭ",
        "Членам Секторов, участвующим в работе",
    ]


@pytest.mark.parametrize(
    ("head", "language", "expected"),
    [
        ("To: Member States", "en", ["Member States"]),
        ("To Member States of the Union", "en", ["Member States of the Union"]),
        (
            "To Administrations of Member States, Radiocommunication Sector\nMembers and Academia",
            "en",
            ["Administrations of Member States, Radiocommunication Sector Members and Academia"],
        ),
        ("To:\n– Keepers of lights;\n– Pilots", "en", ["Keepers of lights", "Pilots"]),
        ("To:\n• Keepers of lights\nin the north\n• Pilots", "en",
         ["Keepers of lights in the north", "Pilots"]),
        ("Кому: Всем администрациям; Членам Сектора", "ru",
         ["Всем администрациям", "Членам Сектора"]),
        ("- Государствам – Членам МСЭ\n- Членам Сектора МСЭ-D", "ru",
         ["Государствам – Членам МСЭ", "Членам Сектора МСЭ-D"]),
        ("Осн.: CL-19/35 Государствам – Членам МСЭ", "ru", ["Государствам – Членам МСЭ"]),
        ("To Member States\n\nTo the Director-General", "en", ["Member States"]),
        ("The Secretary-General\nGeneva, 3 May 2019", "en", []),
    ],
)  # fmt: skip
def test_addressees(head, language, expected):
    found = headed(f"{head}\n\nSubject: Quiet harbours", language)
    assert values(found.addressees) == expected


def test_copies_below_the_signature_and_a_distribution_list():
    below = "Ada Example\nDirector\n\ncc: Keepers of lights\n\nDistribution:\n– Pilots"
    found = headed("To: Members\nSubject: Quiet harbours", below=below)
    assert values(found.copies) == ["Keepers of lights"]
    assert values(found.addressees) == ["Members"]


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("Contact: Mr A. Example, Head\nTel. +41 22 730 6001 – Fax +41 22 730 6002 "
         "– E-mail: a@itu.int",
         ("A. Example", "+41 22 730 6001", "+41 22 730 6002", "a@itu.int")),
        ("Tel.:\nFax:\nE-mail:\n+41 22 730 6001\n+41 22 730 6002\na@itu.int",
         (None, "+41 22 730 6001", "+41 22 730 6002", "a@itu.int")),
        ("Tel./Fax: +41 22 730 6001", (None, "+41 22 730 6001", "+41 22 730 6001", None)),
        ("+41 22 730 6001\na@itu.int", (None, "+41 22 730 6001", None, "a@itu.int")),
        ("(Direct Fax No. +41 22 730 5785)", (None, None, None, None)),
        ("Place des Nations, CH-1211 Geneva 20 Tel.: +41 22 730 5111 a@itu.int",
         (None, None, None, None)),
        ("Для контактов: г-жа Ада Пример-Смит\nТелефон: +41 22 730 6001",
         ("Ада Пример-Смит", "+41 22 730 6001", None, None)),
        ("Contact: Harbour Secretariat\nE-mail: [email protected]\nTel.: +41 22 730 6001",
         (None, "+41 22 730 6001", None, None)),
    ],
)  # fmt: skip
def test_contact_in_the_head(head, expected):
    assert contact(headed(f"{head}\n\nSubject: Quiet harbours")) == expected


def test_the_feet_of_pages_are_no_contact():
    foot = Passage(
        kind=Kind.EDGE, text="Tel.: +41 22 730 6001 tsbmail@itu.int", place=Place(line=9)
    )
    texts = ("Subject: Quiet harbours", GREETING["en"], TEXT["en"], CLOSE["en"], "Ada Example")
    passages = (*(paragraph(text) for text in texts), foot)
    found = facts(Sheet(name="letter.docx", passages=passages, has_paragraphs=True))
    assert contact(found) == (None, None, None, None)
    assert found.bureau.value == "TSB"


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("For any question, please contact Ms Ada van Example, Adviser (tel. +41 22 730 6001, "
         "fax +41 22 730 6002, e-mail: a@itu.int).", "en",
         ("Ada van Example", "+41 22 730 6001", "+41 22 730 6002", "a@itu.int")),
        ("По всем вопросам просьба обращаться: г-н Адам Пример, тел.: +41 22 730 6001.", "ru",
         ("Адам Пример", "+41 22 730 6001", None, None)),
        ("Просьба обращаться к г-ну Ивану Примерову по адресу a@itu.int.", "ru",
         ("Иван Примеров", None, None, "a@itu.int")),
        ("Просьба обращаться к г-ну Джону Мутуку по адресу a@itu.int.", "ru",
         (None, None, None, "a@itu.int")),
        ("Просьба обращаться к г-ну Тору Окадзаки по адресу a@itu.int.", "ru",
         (None, None, None, "a@itu.int")),
        ("Просьба обращаться к г-ну Уве Маяку (uwe.mayak@itu.int).", "ru",
         ("Уве Маяк", None, None, "uwe.mayak@itu.int")),
        ("Просьба обращаться к г-ну Паулу Коэльо (paulo.coelho@itu.int).", "ru",
         (None, None, None, "paulo.coelho@itu.int")),
        ("Просьба обращаться к г-же Анне Петровой (anna.petrova@itu.int).", "ru",
         ("Анна Петрова", None, None, "anna.petrova@itu.int")),
        ("Просьба обращаться к г-же Марии Шнайдер (a@itu.int).", "ru",
         ("Мария Шнайдер", None, None, "a@itu.int")),
        ("Просьба обращаться к г-же Анне Ленц (a@itu.int). Г-жа Анна Ленц ждет вас.", "ru",
         ("Анна Ленц", None, None, "a@itu.int")),
        ("All comments are to be sent to harbours@itu.int.", "en",
         (None, None, None, "harbours@itu.int")),
        ("Замечания присылайте по адресу harbours@itu.int, заявки на стипендии – по адресу "
         "fellowships@itu.int.", "ru", (None, None, None, "harbours@itu.int")),
        ("Applications go to the secretariat of the Alliance, harbours@itu.int.", "en",
         (None, None, None, "harbours@itu.int")),
        ("Applications go to harbours@itu.int.", "en", (None, None, None, None)),
        ("Fellowships are asked for at bdtfellowships@itu.int.", "en", (None, None, None, None)),
        ("Send comments to one@itu.int. Send remarks to two@itu.int.", "en",
         (None, None, None, None)),
        ("Координатор – г-жа Ада Пример (эл. почта: a@itu.int).", "ru",
         ("Ада Пример", None, None, "a@itu.int")),
        ("Forms are to be sent to forms@itu.int. Hotels: rooms@example.org.", "en",
         (None, None, None, None)),
        ("For questions about visas, please contact Mr A. Stamp at visa@example.org.", "en",
         (None, None, None, None)),
    ],
)  # fmt: skip
def test_contact_in_the_text(text, language, expected):
    assert contact(headed("Subject: Quiet harbours", language, body=text)) == expected


def test_the_heads_contact_goes_before_that_of_the_text():
    text = "For any question, please contact Mr Adam Other at other@itu.int."
    found = headed("E-mail: a@itu.int\n\nSubject: Quiet harbours", body=text)
    assert contact(found) == (None, None, None, "a@itu.int")


def test_a_contact_in_a_table_of_the_text():
    passages = (
        paragraph("Subject: Quiet harbours"),
        paragraph(GREETING["en"]),
        paragraph(TEXT["en"]),
        row("Contact", "E-mail", "Telephone"),
        row("Ms Ada Example", "a@itu.int", "+41 22 730 6001"),
        paragraph(CLOSE["en"]),
        paragraph("Adam Other\nDirector"),
    )
    found = facts(Sheet(name="letter.md", passages=passages, has_paragraphs=True))
    assert contact(found) == ("Ada Example", "+41 22 730 6001", None, "a@itu.int")


@pytest.mark.parametrize(
    ("head", "subject"),
    [
        ("Subject: Quiet harbours\nand loud seas", "Quiet harbours and loud seas"),
        ("Subject:\tQuiet harbours, 25–\n29 May", "Quiet harbours, 25–29 May"),
        ("To Members\nReview of the quiet harbours of the north",
         "Review of the quiet harbours of the north"),
        ("Предмет: Quiet harbours", "Quiet harbours"),
        ("To Members", None),
    ],
)  # fmt: skip
def test_subject(head, subject):
    assert headed(head).subject.value == subject


@pytest.mark.parametrize(
    ("below", "name", "title"),
    [
        ("(signed)\n\nAda EXAMPLE\nSecretary-General", "Ada EXAMPLE", "Secretary-General"),
        ("p.p. Dr Ada Example\nDirector of the\nHarbour Bureau", "Ada Example",
         "Director of the Harbour Bureau"),
        ("THE DIRECTOR\n\nAda Example", "Ada Example", "THE DIRECTOR"),
        ("Ada Example, Director", "Ada Example", "Director"),
        ("Ada de la Example-Smith", "Ada de la Example-Smith", None),
        ("[Original signed]\nAda Example\nDirector\n\nAnnex: 1", "Ada Example", "Director"),
        ("", None, None),
    ],
)  # fmt: skip
def test_signatory(below, name, title):
    found = headed("Subject: Quiet harbours", below=below)
    assert (found.signatory_name.value, found.signatory_title.value) == (name, title)
    assert found.closing.value == "Yours faithfully,"


def test_a_signature_without_complimentary_close():
    text = f"Subject: Quiet harbours\n\n1\t{TEXT['en']}\n\nAda Example\nDirector\n\nAnnex: 1"
    found = facts(printed(text))
    assert (found.signatory_name.value, found.signatory_title.value) == ("Ada Example", "Director")
    assert values(found.annexes) == ["Annex 1"]


@pytest.mark.parametrize(
    ("below", "expected"),
    [
        ("Annexes: 2", ["Annex 1", "Annex 2"]),
        ("Annexes: Annex I (Programme), Annex II (Form)", ["Programme", "Form"]),
        ("Annex: List of lights", ["List of lights"]),
        ("Annexes: Programme; Form", ["Programme", "Form"]),
        ("Annexes:\n1. Programme\n2. Form", ["Programme", "Form"]),
        ("Annex 1: Programme\nAnnex 2: Form", ["Programme", "Form"]),
        ("Enclosure: Programme (Annex 1)", ["Programme"]),
        ("Annexes: 2\n\f\nANNEX 1\n(to TSB Circular 45)\n\nProgramme\n\n1\tOpening of the day\n\f\n"
         "ANNEX 2\n\n1\tName of the lighthouse", ["Programme", "Annex 2"]),
        ("Distribution:\n– Pilots", []),
    ],
)  # fmt: skip
def test_annexes(below, expected):
    found = headed("Subject: Quiet harbours", below=f"Ada Example\nDirector\n\n{below}")
    assert values(found.annexes) == expected


def test_headings_of_annexes_in_a_file_with_styles():
    texts = ("Subject: Quiet harbours", GREETING["ru"], TEXT["ru"], CLOSE["ru"], "Ада Пример")
    bold = Mark(start=0, end=9, kind=MarkKind.STRONG)
    passages = (
        *(paragraph(text) for text in texts),
        paragraph("ПРИЛОЖЕНИЕ 1\nПрограмма\n(Женева, 3 мая 2019 г.)", kind=Kind.HEADING),
        paragraph("Открытие собрания хранителей маяков."),
        paragraph("ПРИЛОЖЕНИЕ 2", kind=Kind.HEADING),
        paragraph("Программа", marks=(bold,)),
    )
    found = facts(Sheet(name="letter.docx", passages=passages, has_paragraphs=True), "ru")
    assert values(found.annexes) == ["Программа", "Программа"]


def test_a_number_and_a_date_that_are_glued():
    body = "The first of these letters, Circular Letter CR/437, is known to you."
    found = headed("Circular Letter CR/46821 February 2020\nSubject: Quiet harbours", body=body)
    assert references(found) == ["CR/468"]
    assert str(found.date.value) == "2020-02-21"


def test_a_glued_number_without_a_sign_of_its_length_is_not_guessed():
    found = headed("Circular Letter CR/46821 February 2020\nSubject: Quiet harbours")
    assert references(found) == []
    assert found.date.value is None


def test_two_columns_of_a_printed_head():
    head = (
        "Ref:   TSB Circular 117            To:\n"
        "       TSB Events/LP               – Administrations of Member States\n"
        "Tel:   +41 22 730 6004               of the Union\n"
        "                                   – ITU Academia\n"
        "E-mail: a@itu.int                  Copy to:\n"
        "                                   – Pilots\n"
        "Subject: Quiet harbours"
    )
    found = headed(head)
    assert values(found.addressees) == [
        "Administrations of Member States of the Union",
        "ITU Academia",
    ]
    assert values(found.copies) == ["Pilots"]
    assert contact(found) == (None, "+41 22 730 6004", None, "a@itu.int")


def test_a_letter_that_says_nothing_has_no_facts():
    found = facts(printed(""))
    assert (found.references, found.addressees, found.annexes) == ((), (), ())
    assert (found.date.value, found.subject.value) == (None, None)


@pytest.mark.parametrize("text", ["Тел.: ", "Ref: A/", "Mr Aa ", "– ", "Annex 1, ", "x@y.", "12 "])
def test_long_texts_end(text):
    facts(printed(f"{text * 20_000}\n\nDear Sir,\n\n{text * 20_000}\n\nYours faithfully,\n{text}"))


@pytest.mark.parametrize(
    ("head", "language", "canonical", "as_printed", "bureau"),
    [
        ("Ref.: BDT/DNS/042", "en", "BDT/DNS/042", "BDT/DNS/042", "BDT"),
        ("Corrigendum 2 to BDT/DNS/042", "en", "Corrigendum 2 to BDT/DNS/042", None, "BDT"),
        ("Addendum 1 to Circular Letter CCRR/71", "en", "Addendum 1 to CCRR/71", None, "BR"),
        ("Corrigendum 1\nRef.: DM-17/1013", "en", "Corrigendum 1 to DM-17/1013",
         "Corrigendum 1, DM-17/1013", "GS"),
        ("Исправление 2 к письму BDT/DNS/042", "ru", "Corrigendum 2 to BDT/DNS/042", None, "BDT"),
        ("Circular Letter\n6/LCCE/88", "en", "6/LCCE/88", "6/LCCE/88", "BR"),
        ("CL-17/09", "en", "CL-17/09", "CL-17/09", "GS"),
        ("Ref: TSB Collective letter 9/2O", "en", "TSB Collective letter 9/20", None, "TSB"),
    ],
)  # fmt: skip
def test_numbers_of_series_that_are_not_known(head, language, canonical, as_printed, bureau):
    subject = {"en": "Subject: Quiet harbours", "ru": "Предмет: Тихие гавани"}[language]
    found = headed(f"{head}\n\n{subject}", language)
    assert references(found) == [canonical]
    if as_printed:
        assert names(found) == [as_printed]
    assert found.bureau.value == bureau


def test_a_number_over_four_lines_of_a_cell_beside_a_list():
    found = tabled(
        row(
            "Осн.:",
            "Исправление 1\nк\nЦиркуляру 287\nБСЭ\nSG17/XY",
            "Кому:",
            "– Членам Сектора МСЭ-Т\n– Ассоциированным членам МСЭ-Т 17-й Комиссии",
        ),
        row("Предмет:", "Тихие гавани"),
        language="ru",
    )
    assert references(found) == ["Corrigendum 1 to TSB Circular 287"]
    assert names(found) == ["Исправление 1 к Циркуляру 287 БСЭ"]
    assert values(found.addressees) == [
        "Членам Сектора МСЭ-Т",
        "Ассоциированным членам МСЭ-Т 17-й Комиссии",
    ]


def test_columns_glued_to_each_other():
    found = headed(
        "Осн.: Коллективное письмо 7/13 БСЭ Администрациям Государств – Членов Союза;\n"
        "SG13/TK Членам Сектора МСЭ-Т;\n"
        "Тел.:Факс:Эл. почта: +41 22 730 5126+41 22 730 5853tihaya@itu.int Ассоциированным "
        "членам МСЭ-Т;\n"
        "Академическим организациям\n"
        "Предмет: Тихие гавани",
        "ru",
    )
    assert contact(found) == (None, "+41 22 730 5126", "+41 22 730 5853", "tihaya@itu.int")
    assert values(found.addressees) == [
        "Администрациям Государств – Членов Союза",
        "Членам Сектора МСЭ-Т",
        "Ассоциированным членам МСЭ-Т",
        "Академическим организациям",
    ]


def test_an_addressee_behind_the_label_of_the_contact():
    found = headed(
        "Осн.: CL-21/52 Государствам – Членам МСЭ\nДля контактов: Членам Секторов\n"
        "г-жа Ада Пример\nТел.: +41 22 730 6071\n\nПредмет: Тихие гавани",
        "ru",
    )
    assert values(found.addressees) == ["Государствам – Членам МСЭ", "Членам Секторов"]
    assert contact(found) == ("Ада Пример", "+41 22 730 6071", None, None)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("Администрациям,\nЧленам Секторов,\nАкадемическим организациям",
         ["Администрациям", "Членам Секторов", "Академическим организациям"]),
        ("Администрациям Государств, Членам Сектора радиосвязи,\n"
         "Академическим организациям Союза",
         ["Администрациям Государств, Членам Сектора радиосвязи, "
          "Академическим организациям Союза"]),
        ("Партнерам и друзьям гаваней", ["Партнерам и друзьям гаваней"]),
    ],
)  # fmt: skip
def test_commas_between_addressees(lines, expected):
    found = headed(f"{lines}\n\nПредмет: Тихие гавани", "ru")
    assert values(found.addressees) == expected


def test_a_person_who_is_written_to_is_no_contact():
    found = headed("CL-25/07\n\nH.E. Mr John Example\nMinister\n\nSubject: Quiet harbours")
    assert contact(found) == (None, None, None, None)


def test_a_fax_alone_in_the_head_with_a_contact_of_the_text():
    text = "For any question, please contact Ms Ada Example (tel. +41 22 730 6001, a@itu.int)."
    found = headed("Fax: +41 22 730 6009\n\nSubject: Quiet harbours", body=text)
    assert contact(found) == ("Ada Example", "+41 22 730 6001", "+41 22 730 6009", "a@itu.int")


@pytest.mark.parametrize(
    ("lines", "subject"),
    [
        ("Subject: Quiet harbours\nTo the Director-General", "Quiet harbours"),
        ("Subject: Quiet harbours\nGeneva, 05.03.2025", "Quiet harbours"),
        ("Subject: **Quiet harbours **", "Quiet harbours"),
        ("Subject: Quiet harbours,\nLisbon, 5 March 2025", "Quiet harbours, Lisbon, 5 March 2025"),
    ],
)
def test_where_a_subject_ends(lines, subject):
    assert headed(lines).subject.value == subject


@pytest.mark.parametrize(
    ("lines", "body", "subject"),
    [
        ("Work-\nshop on lamps", "The workshop is held in June.", "Workshop on lamps"),
        ("Work-\nshop on lamps", "The work-shop is held in June.", "Work-shop on lamps"),
        ("Work-\nshop on lamps", "", "Workshop on lamps"),
        ("Harbour light-\nhouses", "The light-houses are old.", "Harbour light-houses"),
        ("A non-\nbinding vote", "", "A non-binding vote"),
        ("The vote of ITU-\nwide interest", "", "The vote of ITU-wide interest"),
    ],
)
def test_a_hyphen_at_the_end_of_a_line_of_the_subject(lines, body, subject):
    assert headed(f"CACE/1032\n\nSubject: {lines}", body=body).subject.value == subject


def test_a_letter_without_salutation_whose_annex_has_a_list():
    lines = "We are pleased to tell you that the keepers meet in Lisbon, and that you are welcome"
    sheet = printed(f"CACE/1032\n\nSubject: Quiet harbours\n\n{lines}\nthere.\n\nAda Example")
    item = Passage(kind=Kind.ITEM, label="1.", text="Opening", place=Place(line=40))
    end = (paragraph("Director"), paragraph(""), paragraph("Annex 1"), item)
    segments = parted(
        Sheet(name="l.pdf", passages=(*sheet.passages, *end), has_paragraphs=False), WORDS["en"]
    )
    assert segments.body[0].text.startswith("We are pleased")


def test_words_that_close_a_letter_may_begin_it():
    sheet = printed(
        "Предмет: Тихие гавани\n\nУважаемые коллеги,\n\nПрошу принять к сведению изменения.\n\n"
        "С уважением,\n\nАда Пример\nДиректор"
    )
    segments = parted(sheet, WORDS["ru"])
    assert [each.text for each in segments.body] == ["Прошу принять к сведению изменения."]


def test_an_address_of_the_house_with_a_blank():
    found = headed("E-mail: harbours@itu. int\n\nSubject: Quiet harbours")
    assert contact(found)[3] == "harbours@itu.int"


def test_what_is_issued_stands_in_lines_above_the_number():
    found = headed("ADDENDUM 1\nTO\nTSB COLLECTIVE LETTER 4/13\n\nSubject: Quiet harbours")
    assert references(found) == ["Addendum 1 to TSB Collective letter 4/13"]


def test_a_printed_column_of_addressees_beside_other_lines():
    found = headed(
        "Geneva, 5 March 2025          To: Sector Members\n"
        "Contact: Ms Ada Example       Academia\n\nSubject: Quiet harbours"
    )
    assert values(found.addressees) == ["Sector Members", "Academia"]
    assert contact(found)[0] == "Ada Example"


def test_the_text_of_a_letter_without_salutation_begins_before_the_agenda_of_its_annex():
    sheet = printed(
        "CACE/1032\n\nSubject: Quiet harbours\n\nIntroduction\n\n"
        "We are pleased to tell you that the keepers meet in Lisbon, and that you are\n"
        "welcome there.\n\n"
        "Please tell us by 5 May whether you come, and what you would like to eat with\n"
        "the others.\n\nAda Example\nDirector\n\nANNEX 1\nAgenda\n\n1    Opening\n2    Closing"
    )
    segments = parted(sheet, WORDS["en"])
    assert [each.text[:12] for each in segments.body] == [
        "Introduction",
        "We are pleas",
        "Please tell ",
    ]
    assert segments.annexes[0].text == "ANNEX 1"


def test_a_long_footer_does_not_keep_printed_lines_apart():
    lines = [
        "The keepers of the quiet harbours will meet in Lisbon, and the members are kindly asked",
        "to tell the secretariat what they would like to see, hear and eat there, and to do so by",
        "5 May at the latest, since the cooks of the house and the captains of the boats that are",
        "hired need to know how many people come and how many of them do not like the sea or are",
        "afraid of it.",
    ]
    footer = "Union of Harbours • Quay 5, Lisbon • " + "Tel. +351 000 000 • " * 7
    sheet = printed(
        "\n".join(["Dear Sir,", "", *lines, "", footer, "", "Yours faithfully,", "", "A B"])
    )
    segments = parted(sheet, WORDS["en"])
    assert segments.body[0].text == " ".join(lines)
