"""Files beside a text: their beginnings, their sizes, and the annexes that name them."""

import io
import zipfile

import pytest
from facts_kit import findings
from small_archive import letter, read, write_files

from archive.file_types import HEAD_BYTES, endings_of, read_head

PDF = b"%PDF-1.7\n1 0 obj\n"


def package(*names, mimetype=b"", method=zipfile.ZIP_DEFLATED):
    """A ZIP archive with files of these names."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as file:
        if mimetype:
            file.writestr("mimetype", mimetype, zipfile.ZIP_STORED)
        for name in names:
            file.writestr(name, b"<x/>" * 40)
    return stream.getvalue()


ODF = b"application/vnd.oasis.opendocument."
BEGINNINGS = {
    "pdf": PDF,
    "docx": package("[Content_Types].xml", "_rels/.rels", "word/document.xml"),
    "xlsx": package("[Content_Types].xml", "_rels/.rels", "xl/workbook.xml"),
    "pptx": package("[Content_Types].xml", "_rels/.rels", "ppt/presentation.xml"),
    "odt": package("content.xml", mimetype=ODF + b"text"),
    "ods": package("content.xml", mimetype=ODF + b"spreadsheet"),
    "zip": package("plan.txt"),
    "csv": b"name;place\nSpring meeting;Exampleville\n",
    "txt": "Союз примеров\r\n".encode("cp1251"),
}


class TestBeginnings:
    @pytest.mark.parametrize("ending", BEGINNINGS)
    def test_every_type_is_known_by_how_it_begins(self, ending):
        assert ending in endings_of(BEGINNINGS[ending][:HEAD_BYTES])

    @pytest.mark.parametrize("ending", BEGINNINGS)
    def test_and_is_taken_for_no_other(self, ending):
        found = set(endings_of(BEGINNINGS[ending][:HEAD_BYTES]))
        text, packages = {"csv", "txt"}, {ending, "zip"}
        assert found <= (text if ending in text else packages)

    @pytest.mark.parametrize(
        "data",
        [
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100),
            b"\x89PNG\r\n\x1a\n\x00\x00",
            b"MZ\x90\x00",
            b"text with \x00 in it",
        ],
        ids=["old Word", "picture", "program", "zero"],
    )
    def test_what_may_not_lie_there_has_no_ending(self, data):
        assert endings_of(data) == ()

    def test_a_package_whose_telling_folder_comes_later_may_be_any(self):
        head = package("[Content_Types].xml", "_rels/.rels", "docProps/app.xml")
        assert {"docx", "xlsx", "pptx", "zip"} == set(endings_of(head))

    def test_text_in_utf_16_is_text(self):
        assert "csv" in endings_of("имя;место".encode("utf-16"))

    @pytest.mark.parametrize("data", [b"PK\x03\x04", b"PK\x03\x04" + b"\xff" * 26, b"PK\x05\x06"])
    def test_a_package_cut_short_is_still_a_package(self, data):
        assert endings_of(data) == ("zip",)

    def test_only_the_beginning_is_read(self, tmp_path):
        path = tmp_path / "big.bin"
        path.write_bytes(b"x" * 100_000)
        assert len(read_head(path)) == HEAD_BYTES
        assert read_head(tmp_path / "none") == b""


def annex(file, more=""):
    return f"annexes:\n  a:\n    title: Plan\n    status: held\n    file: {file}\n{more}"


def codes(tmp_path, file, data, more=""):
    files = {"2024/letter/en.md": letter(extra=annex(file, more)), f"2024/letter/{file}": data}
    return [(problem.code, problem.line) for problem in findings(tmp_path, files)]


class TestRules:
    @pytest.mark.parametrize("ending", BEGINNINGS)
    def test_a_sound_file_of_any_type_raises_nothing(self, tmp_path, ending):
        assert codes(tmp_path, f"plan.{ending}", BEGINNINGS[ending]) == []

    def test_a_renamed_file_is_an_error_at_its_name(self, tmp_path):
        assert codes(tmp_path, "plan.pdf", BEGINNINGS["docx"]) == [("file-not-its-type", 15)]
        assert codes(tmp_path / "x", "plan.xlsx", BEGINNINGS["docx"]) == [("file-not-its-type", 15)]

    def test_an_empty_file_is_only_empty(self, tmp_path):
        assert codes(tmp_path, "plan.pdf", b"") == [("file-empty", 15)]

    def test_a_file_has_its_limit(self, tmp_path):
        limit = 25 * 1024 * 1024
        assert codes(tmp_path, "plan.pdf", PDF.ljust(limit)) == []
        assert codes(tmp_path / "x", "plan.pdf", PDF.ljust(limit + 1)) == [("file-too-large", 15)]

    @pytest.mark.parametrize(
        ("size", "found"),
        [
            (str(len(PDF)), []),
            (str(len(PDF) + 1), [("file-size-differs", 16)]),
            ("0", [("file-size-differs", 16)]),
            ("24 KB", [("bad-size", 16)]),
            ("024", [("bad-size", 16)]),
            ("1_000", [("bad-size", 16)]),
            ("-1", [("bad-size", 16)]),
            ("", [("empty-value", 16)]),
            ("[17]", [("wrong-shape", 16)]),
            (f'"{len(PDF)}"', []),
        ],
    )
    def test_a_stated_size_is_that_of_the_file(self, tmp_path, size, found):
        assert codes(tmp_path, "plan.pdf", PDF, f"    size: {size}\n") == found

    def test_an_annex_that_is_not_held_may_state_its_size(self, tmp_path):
        extra = "annexes:\n  a:\n    title: Plan\n    status: not-held\n    size: 24\n"
        assert findings(tmp_path, {"2024/letter/en.md": letter(extra=extra)}) == []

    def test_these_faults_stop_publication(self, tmp_path):
        files = {"2024/letter/en.md": letter(extra=annex("plan.pdf")), "2024/letter/plan.pdf": b""}
        loaded = read(write_files(tmp_path, files))
        assert [problem.code for problem in loaded.problems] == ["file-empty"]
        assert loaded.archive.circulars == ()
