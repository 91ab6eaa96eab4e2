"""Reading letter files: formats told by content, encodings, text, Markdown, HTML; and messages."""

import os

import pytest
from letter_files import docx, paragraph, pdf, zipped

from archive.importing.readers import LetterFileError, read_letter_file
from archive.importing.readers.charsets import charset_of
from archive.importing.readers.problems import KEYS
from archive.importing.sheet import Kind, MarkKind
from archive.languages import load_phrases


@pytest.fixture
def read(tmp_path):
    """Reads a file of that name and content."""

    def reading(name, data):
        path = tmp_path / name
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        return read_letter_file(path)

    return reading


@pytest.fixture
def problem(read):
    """The key of the problem that a file of that name and content has."""

    def finding(name, data):
        with pytest.raises(LetterFileError) as caught:
            read(name, data)
        assert caught.value.values["name"] == name
        return caught.value.key

    return finding


def texts(sheet):
    return [passage.text for passage in sheet.passages]


def shown(sheet):
    return [(passage.kind.value, passage.label, passage.text) for passage in sheet.passages]


def marks(sheet):
    return [
        (mark.kind.value, passage.text[mark.start : mark.end], mark.target)
        for passage in sheet.passages
        for mark in passage.marks
    ]


LETTER = "Женева, 12 мая 2019 года\n\nУважаемая госпожа,\nимею честь пригласить вас на собрание.\n"


class TestFormats:
    """The content says what a file is, whatever it is called."""

    @pytest.mark.parametrize("name", ["letter.docx", "letter.pdf", "letter.txt", "letter", "a.bin"])
    def test_content_decides(self, read, name):
        assert texts(read(name, docx(paragraph("Dear Sir")))) == ["Dear Sir"]
        assert texts(read(name, pdf([(70, 700, "Dear Madam, dear Sir, dear all")])))[0].startswith(
            "D"
        )

    @pytest.mark.parametrize("name", ["letter.html", "letter.txt", "letter.htm"])
    def test_html(self, read, name):
        sheet = read(name, "<!-- saved -->\n<!DOCTYPE html><html><body><p>a<p>b</body></html>")
        assert texts(sheet) == ["a", "b"]
        assert sheet.has_paragraphs

    def test_a_text_that_speaks_of_tags_is_text(self, read):
        assert texts(read("a.txt", "The sign <p> begins a paragraph.")) == [
            "The sign <p> begins a paragraph."
        ]

    def test_markdown_in_a_text_file(self, read):
        sheet = read("a.txt", "## Head\n\nSee [the page](#) and **this**.\n")
        assert shown(sheet) == [("heading", "", "Head"), ("text", "", "See the page and this.")]

    def test_a_number_sign_alone_is_no_markdown(self, read):
        assert texts(read("a.txt", "# 5 of 7\n*** urgent ***")) == ["# 5 of 7", "*** urgent ***"]

    @pytest.mark.parametrize(
        ("name", "data", "key"),
        [
            ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old-format"),
            ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(60), "old-format"),
            (
                "a.docx",
                b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
                "encrypted",
            ),
            ("a.rtf", b"{\\rtf1\\ansi Hello}", "old-format"),
            ("a.mht", b"MIME-Version: 1.0\r\n\r\n<html>", "old-format"),
            ("a.odt", zipped({"mimetype": b"x", "content.xml": b"<a/>"}), "old-format"),
            ("a.zip", zipped({"letter.txt": b"x"}), "unknown-format"),
            ("a.xlsx", zipped({"xl/workbook.xml": b"x"}), "unknown-format"),
            ("a.docx", zipped({"other.xml": b"x"}), "damaged"),
            ("a.docx", b"PK\x03\x04" + bytes(50), "damaged"),
            ("a.docx", b"this is no archive", "damaged"),
            ("a.pdf", b"this is no PDF", "damaged"),
            ("a.png", b"\x89PNG\r\n\x1a\n" + bytes(90), "picture"),
            ("a.jpg", b"\xff\xd8\xff\xe0" + bytes(90), "picture"),
            ("a.txt", bytes(range(256)) * 20, "unknown-format"),
            ("a.exe", b"MZ\x90\x00\x03" + bytes(900), "unknown-format"),
            ("a.txt", b"", "empty"),
            ("a.docx", b"", "empty"),
            ("a.txt", b"\xef\xbb\xbf \r\n\t\n", "empty"),
            ("a.txt", b"12 + 30 = 42", "no-text"),
        ],
    )
    def test_what_is_none_of_ours_says_so(self, problem, name, data, key):
        assert problem(name, data) == key

    def test_every_reason_has_a_message_in_both_languages(self):
        for code in ("ru", "en"):
            phrases = load_phrases()[code]
            messages = {phrases(f"import.problem.{key}", name="x.docx") for key in KEYS}
            assert len(messages) == len(KEYS)
            assert all(message.startswith("x.docx") for message in messages)


class TestPaths:
    def test_no_file(self, tmp_path):
        with pytest.raises(LetterFileError) as caught:
            read_letter_file(tmp_path / "none.docx")
        assert caught.value.key == "not-found"

    def test_a_folder(self, tmp_path):
        with pytest.raises(LetterFileError) as caught:
            read_letter_file(tmp_path)
        assert caught.value.key == "not-a-file"

    def test_a_pipe_is_not_waited_for(self, tmp_path):
        os.mkfifo(tmp_path / "pipe.txt")
        with pytest.raises(LetterFileError) as caught:
            read_letter_file(tmp_path / "pipe.txt")
        assert caught.value.key == "not-a-file"

    def test_links_are_followed_and_loops_of_them_are_not(self, tmp_path):
        (tmp_path / "real.txt").write_text(LETTER, "utf-8")
        (tmp_path / "link.txt").symlink_to("real.txt")
        (tmp_path / "loop.txt").symlink_to("loop.txt")
        assert texts(read_letter_file(tmp_path / "link.txt"))[0] == "Женева, 12 мая 2019 года"
        with pytest.raises(LetterFileError) as caught:
            read_letter_file(tmp_path / "loop.txt")
        assert caught.value.key == "unreadable"

    def test_no_rights(self, tmp_path, monkeypatch):
        def refused(*_args, **_more):
            raise PermissionError

        (tmp_path / "a.txt").write_text(LETTER, "utf-8")
        monkeypatch.setattr("builtins.open", refused)
        with pytest.raises(LetterFileError) as caught:
            read_letter_file(tmp_path / "a.txt")
        assert caught.value.key == "no-rights"

    def test_names_of_every_kind(self, read):
        for name in ("письмо № 5.docx", "-rf.docx", 'a"b\\c;d.docx', "a\nb.docx", "\udcff.docx"):
            assert texts(read(name, docx(paragraph("Dear Sir")))) == ["Dear Sir"]


class TestEncodings:
    @pytest.mark.parametrize(
        "charset",
        ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1251", "koi8-r",
         "cp866", "iso8859-5", "mac-cyrillic"],
    )  # fmt: skip
    def test_a_russian_letter(self, read, charset):
        assert "\n".join(texts(read("a.txt", LETTER.encode(charset)))) == LETTER.rstrip("\n")

    @pytest.mark.parametrize("charset", ["cp1251", "koi8-r", "cp866"])
    @pytest.mark.parametrize(
        "text",
        [
            "Женева, 12 мая 2019 года",
            "ЦИРКУЛЯР 45 БСЭ О СОБРАНИИ",
            "Предмет: собрание",
            "Осн.: BDT/DIR/110",
            "Кому: Администрациям",
            "С уважением,",
            "Тел.: +41 22 730 6301, эл. почта: tsb@itu.int, Mr Smith",
        ],
    )
    def test_a_short_russian_text(self, text, charset):
        assert text.encode(charset).decode(charset_of(text.encode(charset))) == text

    @pytest.mark.parametrize(
        "text",
        [
            "The members’ “résumé” – at the café",
            "Dear Sir/Madam – see § 5",
            "Mr José Müller, Zürich",
            "Geneva – 5 May",
        ],
    )
    def test_a_western_text(self, text):
        assert text.encode("cp1252").decode(charset_of(text.encode("cp1252"))) == text

    def test_a_cut_letter_in_utf_8_stays_utf_8(self, read):
        sheet = read("a.txt", LETTER.encode()[:-2])
        assert texts(sheet)[0] == "Женева, 12 мая 2019 года"
        assert charset_of(LETTER.encode() + b"\xff") == "utf-8"

    @pytest.mark.parametrize(
        ("head", "charset"),
        [
            ('<meta charset="koi8-r">', "koi8-r"),
            (
                '<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">',
                "cp1251",
            ),
            ('<meta charset="utf-8">', "cp1251"),  # it is wrong about itself
            ("", "cp866"),
            ("", "utf-8-sig"),
            ('<meta charset="utf-8">', "utf-16"),
        ],
    )
    def test_a_page(self, read, head, charset):
        page = f"<html><head>{head}</head><body><p>Уважаемая госпожа, имею честь</p></body></html>"
        assert texts(read("a.html", page.encode(charset))) == ["Уважаемая госпожа, имею честь"]


class TestText:
    def test_printed_lines_with_their_places(self, read):
        sheet = read("a.txt", "\tRef.:\r\n\r\n1\tI have\rthe honour\f2\n\n")
        assert not sheet.has_paragraphs
        assert [(p.kind, p.text, p.place.line, p.place.page) for p in sheet.passages] == [
            (Kind.TEXT, "\tRef.:", 1, 1),
            (Kind.TEXT, "", 2, 1),
            (Kind.TEXT, "1\tI have", 3, 1),
            (Kind.TEXT, "the honour", 4, 1),
            (Kind.PAGE, "", 4, 1),
            (Kind.TEXT, "2", 4, 2),
        ]

    def test_without_form_feeds_there_are_no_pages(self, read):
        assert read("a.txt", "a\nb").passages[1].place.page is None


class TestMarkdown:
    def test_blocks(self, read):
        sheet = read(
            "a.md",
            "# Annex #\n\nTitle\n=====\n\n- one\n  goes on\n- 2) two\n    1. deep\n\n> said\n\n"
            "| a | b |\n|---|:-:|\n| c \\| d | **e**<br>f |\n\n[^1]: A note\n\n---\n"
            "<!-- no -->\n\\* x",
        )
        assert shown(sheet) == [
            ("heading", "", "Annex"),
            ("heading", "", "Title"),
            ("item", "•", "one\ngoes on"),
            ("item", "2)", "two"),
            ("item", "1.", "deep"),
            ("text", "", "said"),
            ("row", "", "a\tb"),
            ("row", "", "c | d\te\nf"),
            ("note", "1", "A note"),
            ("text", "", "* x"),
        ]
        assert [p.depth for p in sheet.passages if p.kind is Kind.ITEM] == [0, 0, 1]

    def test_words(self, read):
        sheet = read(
            "a.md",
            "**Bold *both*** [words](https://a.org/x_(y)) [lost](#)[^2] <a@b.org> "
            "5 * 3 * 2 a_b_c &amp;",
        )
        assert texts(sheet) == ["Bold both words lost a@b.org 5 * 3 * 2 a_b_c &"]
        assert marks(sheet) == [
            ("strong", "Bold both", ""),
            ("emphasis", "both", ""),
            ("link", "words", "https://a.org/x_(y)"),
            ("link", "lost", "#"),
            ("note", "", "2"),
            ("link", "a@b.org", "mailto:a@b.org"),
        ]

    def test_breaks_that_mean_something_stay(self, read):
        long = "a line that is as long as lines of wrapped text usually are, and it"
        sheet = read("a.md", f"**Ref.:** 5\nTel.: 6\n\n{long}\ngoes on  \nhere")
        assert texts(sheet) == ["Ref.: 5\nTel.: 6", f"{long} goes on\nhere"]


class TestHtml:
    def test_lists_have_their_printed_labels(self, read):
        sheet = read(
            "a.html",
            "<body><ol start=3><li>c<ul><li>dot</ul><li value=7>g</ol>"
            "<ol type=a reversed><li>b<li>a</ol>"
            '<ol type="I"><li>x</ol><ol style="list-style-type: none"><li>bare</ol>'
            "<ol><li><p>first</p><p>second</p></ol>",
        )
        assert shown(sheet) == [
            ("item", "3.", "c"),
            ("item", "◦", "dot"),
            ("item", "7.", "g"),
            ("item", "b.", "b"),
            ("item", "a.", "a"),
            ("item", "I.", "x"),
            ("text", "", "bare"),
            ("item", "1.", "first"),
            ("text", "", "second"),
        ]

    def test_tables(self, read):
        sheet = read(
            "a.html",
            "<table><caption>C</caption><tr><td rowspan=2>a<br>b<td colspan=2>c<p>d</p>"
            "<tr><td>e<td><ul><li>f</ul></table>"
            "<table><tr><td><p>frame</p><table><tr><td>x<td>y</table></table>",
        )
        assert shown(sheet) == [
            ("text", "", "C"),
            ("row", "", "a\nb\tc\nd\t"),
            ("row", "", "\te\t• f"),
            ("text", "", "frame"),
            ("row", "", "x\ty"),
        ]
        assert [p.table for p in sheet.passages if p.kind is Kind.ROW] == [1, 1, 2]

    def test_what_no_reader_sees_is_left_out(self, read):
        sheet = read(
            "a.html",
            "<html><head><title>t</title></head><body><script>s</script><style>s</style><p hidden>h"
            '<p style="display: none">d<div style="MSO-HIDE:all">m</div><p>a <!-- c --><span '
            'style="visibility:hidden">v</span><noscript>n</noscript>b<template>t</template>',
        )
        assert texts(sheet) == ["a b"]

    def test_words(self, read):
        sheet = read(
            "a.html",
            '<header>Head</header><h2>Title</h2><p>1\tA  <b>bold\n <i>both</i></b><a href="https://x.org">'
            "x</a>&nbsp;<br>y<sup>1</sup> 10<sup>6</sup></p><p class=note>1 The note</p><hr><p>z",
        )
        assert shown(sheet) == [
            ("edge", "", "Head"),
            ("heading", "", "Title"),
            ("text", "", "1\tA bold bothx\xa0\ny 106"),
            ("note", "1", "The note"),
            ("page", "", ""),
            ("text", "", "z"),
        ]
        assert marks(sheet) == [
            ("strong", "bold both", ""),
            ("emphasis", "both", ""),
            ("link", "x", "https://x.org"),
            ("note", "", "1"),
        ]


class TestConfined:
    def test_marks_keep_their_kind_through_the_confined_process(self, read):
        sheet = read("a.html", "<p><b>x</b>")
        assert sheet.passages[0].marks[0].kind is MarkKind.STRONG
