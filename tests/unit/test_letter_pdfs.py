"""Reading PDF: what stands in columns, reading order, edges of pages, links; hostile files."""

import logging
import random
import re
import zipfile
from io import BytesIO

import pytest
from letter_files import docx, item_paragraphs, pdf, pdf_file, stream, table, zipped

from archive.importing.readers import LetterFileError, read_letter_file
from archive.importing.readers.confined import answer
from archive.importing.readers.formats import format_of
from archive.importing.readers.plain_data import sheet_from_json
from archive.importing.sheet import Kind

FILLER = "words that fill the line of a letter as such lines are filled"


@pytest.fixture
def read(tmp_path):
    """Reads a PDF file with these pages."""

    def reading(*pages, **more):
        (tmp_path / "letter.pdf").write_bytes(pdf(*pages, **more))
        return read_letter_file(tmp_path / "letter.pdf")

    return reading


@pytest.fixture
def problem(tmp_path):
    """The key of the problem with a file of that content."""

    def finding(data):
        (tmp_path / "letter.pdf").write_bytes(data)
        with pytest.raises(LetterFileError) as caught:
            read_letter_file(tmp_path / "letter.pdf")
        return caught.value.key

    return finding


def lines(*texts, top=760, left=70, step=14):
    return [(left, top - step * number, text) for number, text in enumerate(texts)]


def shown(sheet):
    return [(passage.kind.value, passage.text) for passage in sheet.passages]


class TestLayout:
    def test_a_label_and_its_value_are_one_row(self, read):
        sheet = read(
            [
                *lines("Ref.:", "Tel.:", "Fax:"),
                *lines("TSB Circular 5", "+41 22 1", "+41 22 2", left=200),
            ]
        )
        assert shown(sheet) == [
            ("row", "Ref.:\tTSB Circular 5"),
            ("row", "Tel.:\t+41 22 1"),
            ("row", "Fax:\t+41 22 2"),
        ]
        assert [(p.place.page, p.place.line) for p in sheet.passages] == [(1, 1), (1, 2), (1, 3)]

    def test_larger_gaps_part_rows_whose_cells_have_lines(self, read):
        sheet = read(
            [
                *lines("Contact:", "Tel.:", "Fax:"),
                *lines("Ann Other", "+41 22 1", "+41 22 2", left=200),
                *lines("Subject:", top=710),
                *lines("A workshop", "in Geneva", top=710, left=200),
            ]
        )
        assert shown(sheet)[-1] == ("row", "Subject:\tA workshop\nin Geneva")

    def test_the_order_of_drawing_does_not_matter(self, read):
        placed = lines("first line of the letter", "second line", "third line", "fourth line")
        assert shown(read(placed[::-1])) == shown(read(placed))

    def test_cyrillic(self, read):
        assert shown(read(lines("Женева, мая года", "Уважаемая госпожа")))[0] == (
            "text",
            "Женева, мая года",
        )

    def test_a_number_before_a_paragraph_is_no_column(self, read):
        sheet = read([(70, 700, "1"), (106, 700, FILLER), (70, 686, FILLER)])
        assert shown(sheet) == [("text", f"1\t{FILLER}"), ("text", FILLER)]

    def test_a_gap_between_paragraphs_is_an_empty_line(self, read):
        sheet = read([*lines(FILLER, FILLER), *lines(FILLER, FILLER, top=722)])
        assert [text for _, text in shown(sheet)] == [FILLER, FILLER, "", FILLER, FILLER]
        assert not sheet.has_paragraphs

    def test_running_heads_feet_and_page_numbers(self, read):
        pages = [
            [(70, 815, f"TSB Circular 5 - page {n}"),
             *lines(f"{n * 'a'} {FILLER}", f"{n * 'b'} {FILLER}"),
             (70, 30, "Place des Nations"), (300, 18, str(n))]
            for n in (1, 2, 3)
        ]  # fmt: skip
        sheet = read(*pages)
        edges = [p.text for p in sheet.passages if p.kind is Kind.EDGE]
        assert edges[:3] == ["TSB Circular 5 - page 1", "Place des Nations", "1"]
        assert len(edges) == 9
        assert [p.kind for p in sheet.passages].count(Kind.PAGE) == 2

    def test_links(self, read):
        link = "/Annots[<</Subtype/Link/Rect[113 695 162 715]/A<</S/URI/URI(https://a.org/x)>>>>]"
        sheet = read([(70, 700, "See the page of the workshop")], links=link)
        (mark,) = sheet.passages[0].marks
        assert mark.target == "https://a.org/x"
        assert sheet.passages[0].text[mark.start : mark.end] == "page of t"


class TestHostile:
    CATALOGUE = b"<</Type/Catalog/Pages 2 0 R>>"

    def page(self, content, resources=b""):
        return [
            self.CATALOGUE,
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<<%s>>>>"
            % resources,
            content,
        ]

    def test_scanned_pages(self, problem):
        assert problem(pdf([], [], extra=b"BI /W 1 /H 1 /BPC 8 /CS /G ID x EI\n")) == "no-text"

    def test_a_page_with_nothing_on_it(self, problem):
        assert problem(pdf_file(self.page(stream(b"")))) == "no-text"

    def test_an_encrypted_file(self, problem):
        encrypt = b"/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<%s>/U<%s>>>/ID[<00><00>]" % (
            b"41" * 32,
            b"42" * 32,
        )
        assert problem(pdf_file(self.page(stream(b"")), encrypt)) == "encrypted"

    def test_pages_that_hold_themselves(self, problem):
        tree = b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>"
        assert problem(pdf_file([self.CATALOGUE, tree])) == "damaged"

    def test_a_drawing_that_draws_itself(self, problem):
        resources = b"/XObject<</X 5 0 R>>"
        form = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<<%s>>" % resources
        drawing = stream(b"/X Do /X Do", form)
        key = problem(pdf_file([*self.page(stream(b"/X Do"), resources), drawing]))
        assert key in ("damaged", "no-text")

    def test_a_stream_that_swells(self, problem):
        assert problem(pdf_file(self.page(stream(b" " * 600_000_000)))) in ("too-large", "damaged")

    def test_a_huge_number_of_pages(self, problem):
        assert problem(pdf(*[[(70, 700, "x")]] * 400)) == "too-large"


def damaged_files(count):
    """Damaged DOCX and PDF files, the same ones each time."""
    chance = random.Random(6)
    letter = docx(item_paragraphs() + table(["Tel.:", "+41 22 730"]), numbering="<w:num/>")
    printed = pdf(lines("Geneva, 12 May 2019", FILLER, FILLER), lines("Annex", FILLER, FILLER))
    for _ in range(count // 2):
        yield "letter.docx", chance.choice((_cut, _flipped, _rezipped))(letter, chance)
        yield "letter.pdf", chance.choice((_cut, _flipped, _renumbered))(printed, chance)


def _cut(data, chance):
    return data[: chance.randrange(1, len(data))]


def _flipped(data, chance):
    flipped = bytearray(data)
    for _ in range(chance.randrange(1, 30)):
        flipped[chance.randrange(len(data))] = chance.randrange(256)
    return bytes(flipped)


def _rezipped(data, chance):
    """With one part missing, cut, damaged, or in another's place."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    name = chance.choice([*files, "word/document.xml", "word/document.xml"])
    change = chance.choice(
        (None, _cut, _flipped, lambda _, chance: chance.choice([*files.values()]))
    )
    if change is None:
        del files[name]
    else:
        files[name] = change(files[name], chance)
    return zipped(files)


def _renumbered(data, chance):
    return re.sub(
        rb"\d+",
        lambda found: found[0] if chance.random() > 0.02 else b"%d" % chance.randrange(99_999),
        data,
    )


def test_a_thousand_damaged_files_give_a_sheet_or_one_message():
    """The code of the confined process, run here: a start for each would take minutes."""
    logging.disable(logging.CRITICAL)
    read, refused = 0, set()
    try:
        for name, data in damaged_files(1000):
            try:
                sheet_from_json(name, answer(name, format_of(name, data).value, data))
                read += 1
            except LetterFileError as error:
                refused.add(error.key)
    finally:
        logging.disable(logging.NOTSET)
    assert read > 50
    assert "damaged" in refused
