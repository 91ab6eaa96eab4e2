"""Reading DOCX: labels as printed, tables, links, notes, boxes, changes, hidden words, bombs."""

from itertools import pairwise

import pytest
from letter_files import docx, paragraph, run, table

from archive.importing.readers import LetterFileError, read_letter_file
from archive.importing.sheet import Kind

BULLET = "\uf0b7"


@pytest.fixture
def read(tmp_path):
    """Reads a DOCX file made of a body and of further parts."""

    def reading(body, **more):
        (tmp_path / "letter.docx").write_bytes(docx(body, **more))
        return read_letter_file(tmp_path / "letter.docx")

    return reading


def shown(sheet):
    return [(passage.kind.value, passage.label, passage.text) for passage in sheet.passages]


def texts(sheet):
    return [passage.text for passage in sheet.passages]


def marks(sheet):
    return [
        (mark.kind.value, passage.text[mark.start : mark.end], mark.target)
        for passage in sheet.passages
        for mark in passage.marks
    ]


def level(number, form, text, start=1, more=""):
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def numbering(levels, *lists):
    """One definition, and lists of it with these overrides."""
    return f'<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>' + "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="0"/>{override}</w:num>'
        for number, override in enumerate(lists, start=1)
    )


def item(text, number=1, depth=0):
    return paragraph(
        text, f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>'
    )


class TestLabels:
    def test_nested_levels_count_and_restart(self, read):
        levels = (
            level(0, "decimal", "%1", start=3)
            + level(1, "decimal", "%1.%2")
            + level(2, "lowerLetter", "%3)")
        )
        body = "".join(item("x", depth=depth) for depth in (0, 1, 1, 2, 2, 0, 1, 2))
        sheet = read(body, numbering=numbering(levels, ""))
        labels = ["3", "3.1", "3.2", "a)", "b)", "4", "4.1", "a)"]
        assert [p.label for p in sheet.passages] == labels
        assert [p.depth for p in sheet.passages] == [0, 1, 1, 2, 2, 0, 1, 2]
        assert {p.kind for p in sheet.passages} == {Kind.ITEM}

    def test_lists_of_one_definition_go_on_unless_they_start_anew(self, read):
        again = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride>'
        parts = numbering(level(0, "decimal", "%1."), "", "", again)
        sheet = read("".join(item("x", number) for number in (1, 1, 2, 3, 3)), numbering=parts)
        assert [p.label for p in sheet.passages] == ["1.", "2.", "3.", "7.", "8."]

    @pytest.mark.parametrize(
        ("form", "text", "label"),
        [
            ("upperRoman", "%1.", "IV."),
            ("lowerRoman", "(%1)", "(iv)"),
            ("upperLetter", "%1", "D"),
            ("russianLower", "%1)", "г)"),
            ("decimalZero", "%1", "04"),
            ("decimal", "Annex %1:", "Annex 4:"),
            ("bullet", "–", "–"),
            ("bullet", BULLET, "•"),
            ("bullet", "\uf0ff", "•"),
            ("none", "", ""),
        ],
    )
    def test_forms(self, read, form, text, label):
        sheet = read(item("x"), numbering=numbering(level(0, form, text, start=4), ""))
        assert sheet.passages[0].label == label

    def test_a_style_numbers_its_paragraphs(self, read):
        linked = '<w:pStyle w:val="Sub"/>'
        levels = level(0, "decimal", "%1") + level(1, "lowerLetter", "%2)", more=linked)
        styles = (
            '<w:style w:type="paragraph" w:styleId="Sub"><w:basedOn w:val="Top"/><w:pPr><w:numPr>'
            '<w:numId w:val="1"/></w:numPr></w:pPr></w:style><w:style w:type="paragraph"'
            ' w:styleId="Top"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        )
        body = "".join(
            paragraph("x", f'<w:pStyle w:val="{style}"/>') for style in ("Top", "Sub", "Sub", "Top")
        )
        off = paragraph("x", '<w:pStyle w:val="Top"/><w:numPr><w:numId w:val="0"/></w:numPr>')
        sheet = read(body + off, numbering=numbering(levels, ""), styles=styles)
        assert [p.label for p in sheet.passages] == ["1", "a)", "b)", "2", ""]
        assert sheet.passages[-1].kind is Kind.TEXT

    def test_empty_paragraphs_are_not_counted(self, read):
        sheet = read(
            item("x") + item("") + item("y"), numbering=numbering(level(0, "decimal", "%1"), "")
        )
        assert [p.label for p in sheet.passages] == ["1", "2"]


class TestWords:
    def test_breaks_tabs_and_special_characters(self, read):
        sheet = read(
            "<w:p><w:r><w:t>1</w:t><w:tab/><w:t>a</w:t><w:br/><w:t>b</w:t><w:noBreakHyphen/>"
            "<w:t>c</w:t><w:softHyphen/><w:t>d</w:t>"
            '<w:sym w:font="Symbol" w:char="F0B7"/></w:r></w:p>'
        )
        assert texts(sheet) == ["1\ta\nb\u2011cd•"]

    def test_emphasis_of_runs_and_styles(self, read):
        styles = '<w:style w:type="character" w:styleId="S"><w:rPr><w:b/></w:rPr></w:style>'
        off, styled = '<w:b w:val="0"/>', '<w:rStyle w:val="S"/>'
        body = (
            f"<w:p>{run('a', '<w:b/>')}{run('b ', '<w:b/><w:i/>')}{run('c', off)}"
            f"{run('d', styled)}</w:p>"
        )
        sheet = read(body, styles=styles)
        assert marks(sheet) == [("strong", "ab ", ""), ("emphasis", "b ", ""), ("strong", "d", "")]

    def test_links_of_relations_and_of_fields(self, read):
        body = (
            f'<w:p><w:hyperlink r:id="L" w:anchor="here">{run("one")}</w:hyperlink>{run(" ")}'
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> HYPERLINK "https://b.'
            'org" </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
            f'{run("two")}<w:r><w:fldChar w:fldCharType="end"/></w:r>{run(" ")}'
            f'<w:fldSimple w:instr="DATE">{run("three")}</w:fldSimple></w:p>'
        )
        sheet = read(body, links={"L": "https://a.org"})
        assert texts(sheet) == ["one two three"]
        assert marks(sheet) == [
            ("link", "one", "https://a.org#here"),
            ("link", "two", "https://b.org"),
        ]

    def test_accepted_changes_alone_count(self, read):
        sheet = read(
            f"<w:p>{run('kept ')}<w:ins>{run('new')}</w:ins><w:del><w:r><w:delText>old</w:delText>"
            f"</w:r></w:del><w:moveFrom>{run('from')}</w:moveFrom><w:moveTo>{run(' to')}</w:moveTo>"
            f"</w:p>{paragraph('joined ', '<w:rPr><w:del/></w:rPr>')}{paragraph('on')}"
        )
        assert texts(sheet) == ["kept new to", "joined on"]

    def test_hidden_words_are_left_out(self, read):
        styles = '<w:style w:type="character" w:styleId="H"><w:rPr><w:vanish/></w:rPr></w:style>'
        hiding = '<w:rStyle w:val="H"/>'
        body = f"<w:p>{run('a')}{run('b', '<w:vanish/>')}{run('c', hiding)}</w:p>"
        assert texts(read(body, styles=styles)) == ["a"]


class TestBlocks:
    def test_headings_pages_and_controls(self, read):
        styles = '<w:style w:type="paragraph" w:styleId="T"><w:name w:val="heading 2"/></w:style>'
        style = '<w:pStyle w:val="T"/>'
        body = (
            f"{paragraph('Annex', style)}<w:sdt><w:sdtContent>{paragraph('a')}"
            "</w:sdtContent></w:sdt><w:p><w:r><w:br w:type='page'/></w:r></w:p>"
            f"{paragraph('b', '<w:sectPr/>')}{paragraph('c')}"
        )
        sheet = read(body, styles=styles)
        assert [(p.kind.value, p.text) for p in sheet.passages] == [
            ("heading", "Annex"), ("text", "a"), ("page", ""), ("text", "b"), ("page", ""),
            ("text", "c"),
        ]  # fmt: skip
        assert sheet.passages[0].depth == 2

    def test_tables(self, read):
        wide = '<w:tcPr><w:gridSpan w:val="2"/></w:tcPr>'
        body = (
            table(["Tel.:", f"{paragraph('1')}{paragraph('2')}", "a"])
            + "<w:tbl><w:tr><w:tc><w:tcPr><w:vMerge w:val='restart'/></w:tcPr>"
            f"{paragraph('m')}</w:tc>"
            f"<w:tc>{wide}{paragraph('w')}</w:tc><w:tc>{paragraph('e')}</w:tc></w:tr><w:tr><w:tc>"
            f"<w:tcPr><w:vMerge/></w:tcPr>{paragraph('')}</w:tc><w:tc>{paragraph('x')}</w:tc>"
            f"<w:tc>{item('y')}</w:tc></w:tr></w:tbl>"
            + table([f"{paragraph('frame')}{table(['p', 'q'])}"])
        )
        sheet = read(body, numbering=numbering(level(0, "bullet", "–"), ""))
        assert shown(sheet) == [
            ("row", "", "Tel.:\t1\n2\ta"),
            ("row", "", "m\tw\t\te"),
            ("row", "", "\tx\t– y"),
            ("text", "", "frame"),
            ("row", "", "p\tq"),
        ]
        assert [p.table for p in sheet.passages] == [1, 2, 2, None, 3]

    def test_a_tab_in_a_cell_is_a_blank(self, read):
        sheet = read(table(["<w:p><w:r><w:t>–</w:t><w:tab/><w:t>a</w:t></w:r></w:p>", "b"]))
        assert sheet.passages[0].cells == ("– a", "b")

    def test_heads_feet_and_notes(self, read):
        body = (
            f"<w:p>{run('2021')}<w:r><w:footnoteReference w:id='9'/></w:r>{run(' text')}"
            "<w:r><w:endnoteReference w:id='4'/></w:r></w:p>"
        )
        sheet = read(
            body,
            header=paragraph("– 2 –"),
            footer=paragraph("Place des Nations"),
            footnotes=f"<w:footnote w:id='9'>{paragraph('A note')}</w:footnote>"
            f"<w:footnote w:id='0'>{paragraph('unused')}</w:footnote>",
            endnotes=f"<w:endnote w:id='4'>{paragraph('At the end')}</w:endnote>",
        )
        assert shown(sheet) == [
            ("edge", "", "– 2 –"),
            ("text", "", "2021 text"),
            ("note", "1", "A note"),
            ("note", "1", "At the end"),
            ("edge", "", "Place des Nations"),
        ]
        assert [(m.start, m.end, m.target) for m in sheet.passages[1].marks] == [
            (4, 4, "1"),
            (9, 9, "1"),
        ]

    def test_text_boxes_are_read_once(self, read):
        inner = f"<w:txbxContent>{paragraph('boxed')}</w:txbxContent>"
        sheet = read(
            f"<w:p>{run('anchor')}<w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx>{inner}"
            f"</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{inner}</v:textbox>"
            "</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
        )
        assert texts(sheet) == ["anchor", "boxed"]


class TestHostile:
    @pytest.fixture
    def problem(self, tmp_path):
        def finding(data):
            (tmp_path / "letter.docx").write_bytes(data)
            with pytest.raises(LetterFileError) as caught:
                read_letter_file(tmp_path / "letter.docx")
            return caught.value.key

        return finding

    def test_an_archive_that_swells(self, problem):
        assert problem(docx(" " * 60_000_000)) == "too-large"

    def test_entities_that_swell(self, problem):
        entities = '<!ENTITY a "aaaaaaaaaa">' + "".join(
            f"<!ENTITY {after} '" + f"&{name};" * 10 + "'>"
            for name, after in pairwise("abcdefghijklm")
        )
        data = docx(paragraph("x&m;"), prolog=f"<!DOCTYPE d [{entities}]>")
        assert problem(data) in ("damaged", "no-text", "too-large")

    def test_entities_that_name_files_are_not_read(self, read, tmp_path):
        (tmp_path / "secret").write_text("SECRET")
        entity = f'<!DOCTYPE d [<!ENTITY s SYSTEM "file://{tmp_path}/secret">]>'
        sheet = read(paragraph("letter &s;"), prolog=entity)
        assert "SECRET" not in " ".join(texts(sheet))

    def test_deep_nesting(self, problem):
        assert problem(docx("<w:ins>" * 50_000 + "</w:ins>" * 50_000)) == "damaged"

    def test_a_part_that_is_missing(self, problem):
        data = docx(paragraph("a")).replace(b"word/document.xml", b"word/documemt.xml")
        assert problem(data) == "damaged"
