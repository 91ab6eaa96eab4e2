"""Files beside a text: their beginnings, their sizes, and the annexes that name them."""

import dataclasses
import io
import struct
import tracemalloc
import zipfile

import pytest
from annex_files import (
    CATALOG,
    SOUND,
    office,
    open_document,
    package,
    packed_objects,
    pdf,
    relation,
)
from facts_kit import findings
from small_archive import letter, read, write_files

from archive.held_files.judging import LARGEST, fault_of, look, sum_of
from archive.held_files.types import HEAD_BYTES, endings_of

PDF = SOUND["pdf"]


def beginning(*names):
    """A ZIP archive with files of these names."""
    return package(dict.fromkeys(names, b"<x/>" * 40))


class TestBeginnings:
    @pytest.mark.parametrize("ending", SOUND)
    def test_every_type_is_known_by_how_it_begins(self, ending):
        assert ending in endings_of(SOUND[ending][:HEAD_BYTES])

    @pytest.mark.parametrize("ending", SOUND)
    def test_and_is_taken_for_no_other(self, ending):
        found = set(endings_of(SOUND[ending][:HEAD_BYTES]))
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
        head = beginning("[Content_Types].xml", "_rels/.rels", "docProps/app.xml")
        assert {"docx", "xlsx", "pptx", "zip"} == set(endings_of(head))

    def test_text_in_utf_16_is_text(self):
        assert "csv" in endings_of("имя;место".encode("utf-16"))

    @pytest.mark.parametrize("data", [b"PK\x03\x04", b"PK\x03\x04" + b"\xff" * 26, b"PK\x05\x06"])
    def test_a_package_cut_short_is_still_a_package(self, data):
        assert endings_of(data) == ("zip",)

    def test_a_pdf_begins_as_one(self):
        for before in (b"\n", b"\xef\xbb\xbf", b"GIF89a", b"MZ", b"<html>"):
            assert "pdf" not in endings_of(before + PDF)


def annex(file, more=""):
    return f"annexes:\n  a:\n    title: Plan\n    status: held\n    file: {file}\n{more}"


def codes(tmp_path, file, data, more=""):
    files = {"2024/letter/en.md": letter(extra=annex(file, more)), f"2024/letter/{file}": data}
    return [(problem.code, problem.line) for problem in findings(tmp_path, files)]


class TestRules:
    @pytest.mark.parametrize("ending", SOUND)
    def test_a_sound_file_of_any_type_raises_nothing(self, tmp_path, ending):
        assert codes(tmp_path, f"plan.{ending}", SOUND[ending]) == []

    def test_a_renamed_file_is_an_error_at_its_name(self, tmp_path):
        assert codes(tmp_path, "plan.pdf", SOUND["docx"]) == [("file-not-its-type", 15)]
        assert codes(tmp_path / "x", "plan.xlsx", SOUND["docx"]) == [("file-not-its-type", 15)]

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


def found(data, ending):
    """The code, the variant and the values of a file's fault."""
    fault = fault_of(data, ending)
    return fault and (fault.code, fault.variant, *fault.values.values())


def locked(data):
    """The same package, whose files say that they have a password."""
    made = bytearray(data)
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = made.find(mark)
        while place >= 0:
            made[place + at] |= 1
            place = made.find(mark, place + 4)
    return bytes(made)


def link_in_package():
    info = zipfile.ZipInfo("plan.txt")
    info.external_attr = 0o120777 << 16
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as file:
        file.writestr(info, "/etc/passwd")
    return stream.getvalue()


def twice_in_package():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as file:
        file.writestr("plan.txt", "one")
        file.writestr("Plan.txt", "two")
    return stream.getvalue()


VBA = {"word/vbaProject.bin": b"x"}
OLE = ("xl/embeddings/oleObject1.bin", "ppt/activeX/activeX1.xml", "xl/externalLinks/e1.xml")
MACRO = '<Override PartName="/word/m.bin" ContentType="application/vnd.ms-office.vbaProject"/>'
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")
ENTITIES = "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"
TYPE, MEMBER, NAME = "file-not-its-type", ("file-unpacks", "member"), ("file-unpacks", "name")
TRAPS = {
    # --- what is something else
    "HTML as PDF": ("pdf", b"<!doctype html><script>1</script>", (TYPE, "", "pdf")),
    "SVG as PDF": ("pdf", b"<svg onload='1'/>", (TYPE, "", "pdf")),
    "a PDF behind something": ("pdf", b"GIF89a" + PDF, (TYPE, "", "pdf")),
    "a PDF as text": ("txt", PDF, (TYPE, "", "txt")),
    "HTML as text": ("txt", b"\n <HTML><script>1</script>", (TYPE, "", "txt")),
    "HTML behind a mark": ("txt", b"\xef\xbb\xbf<p>x", (TYPE, "", "txt")),
    "a comment as a table": ("csv", b"<!-- x -->,1\n", (TYPE, "", "csv")),
    "XML as text": ("txt", b"<?xml version='1.0'?><a/>", (TYPE, "", "txt")),
    "PostScript as text": ("txt", b"%!PS-Adobe\n", (TYPE, "", "txt")),
    "a program of a terminal": ("txt", b"plan\x1b]0;x\x07", (TYPE, "", "txt")),
    "a table with a zero": ("csv", b"a,\x00b", (TYPE, "", "csv")),
    "a workbook as a text": ("docx", SOUND["xlsx"], (TYPE, "", "docx")),
    "an archive as a text": ("docx", SOUND["zip"], (TYPE, "", "docx")),
    "no list of types": ("docx", package({"word/document.xml": "<d/>"}), (TYPE, "", "docx")),
    "another encoding": ("txt", "Союз".encode("cp1251"), ("file-encoding", "")),
    "a wide encoding": ("csv", "имя;место".encode("utf-16"), ("file-encoding", "")),
    # --- what is two things
    "PDF and ZIP": ("pdf", PDF + SOUND["zip"], ("file-two-in-one", "", "ZIP")),
    "PDF and HTML": ("pdf", b"%PDF-1.4\n<HTML><script>1//", ("file-two-in-one", "", "HTML")),
    "ZIP and HTML": ("zip", SOUND["zip"] + b"<script>", ("file-two-in-one", "behind")),
    "ZIP with a comment": (
        "zip",
        SOUND["zip"][:-2] + struct.pack("<H", 8) + b"<script>",
        ("file-two-in-one", "behind"),
    ),
    # --- what acts
    "a script in a PDF": ("pdf", pdf("<< /S /JavaScript /JS (x) >>"), "/JavaScript"),
    "a script that hides": ("pdf", pdf("<< /S /J#61va#53cript /JS (x) >>"), "/JavaScript"),
    "a script when opened": ("pdf", pdf("<</OpenAction<</S/JavaScript/JS(x)>>>>"), "/JavaScript"),
    "a script that is packed": (
        "pdf",
        pdf(CATALOG, packed_objects(b"5 0 << /S /JavaScript >>")),
        "/JavaScript",
    ),
    "packed under another name": (
        "pdf",
        pdf(
            packed_objects(b"5 0 <</S/Launch>>", "/Type 9 0 R /N 1 /First 4 /Filter [/FlateDecode]")
        ),
        "/Launch",
    ),
    "a program to start": ("pdf", pdf("<< /S /Launch /F (calc.exe) >>"), "/Launch"),
    "a file in a PDF": ("pdf", pdf("<< /Type /EmbeddedFile >>"), "/EmbeddedFile"),
    "a form that sends itself": ("pdf", pdf("<< /S /SubmitForm /F (x) >>"), "/SubmitForm"),
    "a form of XML": ("pdf", pdf("<< /AcroForm << /XFA 5 0 R >> >>"), "/XFA"),
    "another document": ("pdf", pdf("<< /S /GoToR /F (\\\\host\\x) >>"), "/GoToR"),
    "a macro": ("docx", office("docx", VBA), "word/vbaProject.bin"),
    "a macro by its type": ("docx", office("docx", types=MACRO), "/word/m.bin"),
    "objects in a workbook": ("xlsx", office("xlsx", {OLE[0]: b"x"}), OLE[0]),
    "controls on slides": ("pptx", office("pptx", {OLE[1]: "<x/>"}), OLE[1]),
    "data of other workbooks": ("xlsx", office("xlsx", {OLE[2]: "<x/>"}), OLE[2]),
    "data of a server": (
        "xlsx",
        office("xlsx", {"xl/connections.xml": "<x/>"}),
        "xl/connections.xml",
    ),
    "a page in a text": ("docx", office("docx", {"word/afchunk.htm": "x"}), "word/afchunk.htm"),
    "a macro of OpenDocument": (
        "odt",
        open_document("odt", files={"Basic/Standard/a.xml": "<x/>"}),
        "Basic/Standard/a.xml",
    ),
    "an event of OpenDocument": (
        "ods",
        open_document("ods", '<s:event-listener x:href="vnd.sun.star.script:a"/>'),
        "vnd.sun.star.script:a",
    ),
    "an object of OpenDocument": (
        "odt",
        open_document(
            "odt",
            files={
                "META-INF/manifest.xml": '<m:m xmlns:m="urn:oasis:names:tc:opendocument:xmlns:'
                'manifest:1.0"><m:f m:full-path="Object 1"'
                ' m:media-type="application/vnd.sun.star.oleobject"/></m:m>'
            },
        ),
        "Object 1",
    ),
    "a formula": ("csv", b"name,=HYPERLINK(1)\n", ("file-active", "formula", 1, "=HYPERLINK(1)")),
    "a formula behind semicolons": (
        "csv",
        b"a;'=';\n\"=1\"\n",
        ("file-active", "formula", 2, "=1"),
    ),
    "a call of a program": (
        "csv",
        b"-cmd|' /C x'!A0\n",
        ("file-active", "formula", 1, "-cmd|' /C x'!A0"),
    ),
    # --- what fetches
    "a template from elsewhere": (
        "docx",
        office("docx", relations=relation("attachedTemplate", "https://e.example/x.dotm")),
        ("file-active", "fetches", "https://e.example/x.dotm"),
    ),
    "a picture from elsewhere": (
        "pptx",
        office("pptx", relations=relation("image", "https://e.example/x.png")),
        ("file-active", "fetches", "https://e.example/x.png"),
    ),
    "a link into a neighbour's folder": (
        "docx",
        office("docx", relations=relation("hyperlink", "file://host/x")),
        ("file-active", "fetches", "file://host/x"),
    ),
    "a link that is a script": (
        "xlsx",
        office("xlsx", relations=relation("hyperlink", " javascript:x")),
        ("file-active", "fetches", " javascript:x"),
    ),
    "a picture of OpenDocument": (
        "odt",
        open_document("odt", '<d:image x:href="https://e.example/x.png"/>'),
        ("file-active", "fetches", "https://e.example/x.png"),
    ),
    "a link of OpenDocument": (
        "odt",
        open_document("odt", '<t:a x:href="file:///etc/passwd"/>'),
        ("file-active", "fetches", "file:///etc/passwd"),
    ),
    # --- what is locked or cannot be looked into
    "a locked PDF": ("pdf", pdf(CATALOG, trailer="/Encrypt 5 0 R"), ("file-locked", "")),
    "a locked text": ("docx", COMPOUND, ("file-locked", "")),
    "a locked archive": ("zip", locked(SOUND["zip"]), ("file-locked", "")),
    "objects packed twice": (
        "pdf",
        pdf(
            packed_objects(b"x", "/Type /ObjStm /First 1 /Filter [/ASCIIHexDecode /FlateDecode]")[
                :-12
            ].replace(b"stream\n", b"stream\n<~")
        ),
        ("file-locked", "unseen"),
    ),
    "objects with a predictor": (
        "pdf",
        pdf(packed_objects(b"x", "/Type /ObjStm /First 1 /Filter /FlateDecode /Predictor 12")),
        ("file-locked", "unseen"),
    ),
    "objects without end": (
        "pdf",
        pdf(packed_objects(bytes(17 * 1024**2))),
        ("file-locked", "unseen"),
    ),
    "an unusual packing": (
        "zip",
        package({"a.txt": "x" * 99}, method=zipfile.ZIP_BZIP2),
        ("file-locked", "unseen"),
    ),
    "a locked part": (
        "odt",
        open_document(
            "odt",
            files={
                "META-INF/manifest.xml": '<m:m xmlns:m="urn:oasis:names:tc:opendocument:xmlns:'
                'manifest:1.0"><m:encryption-data/></m:m>'
            },
        ),
        ("file-locked", ""),
    ),
    # --- what is broken
    "an archive cut short": ("zip", SOUND["zip"][:60], ("file-damaged", "")),
    "a text cut short": ("docx", SOUND["docx"][:-30], ("file-damaged", "")),
    "parts that are no XML": ("docx", office("docx", relations="<a>"), ("file-damaged", "")),
    "parts with entities": (
        "docx",
        office("docx", {"word/_rels/x.rels": ENTITIES}),
        ("file-damaged", ""),
    ),
    "something before an archive": (
        "zip",
        SOUND["zip"][:30] + b"MZ" + SOUND["zip"][30:],
        ("file-damaged", ""),
    ),
    # --- what unpacks badly
    "a way out": ("zip", package({"../a.txt": "x"}), (*NAME, "../a.txt")),
    "another way out": ("zip", package({"a/../../b.txt": "x"}), (*NAME, "a/../../b.txt")),
    "the root": ("zip", package({"/etc/a.txt": "x"}), (*NAME, "/etc/a.txt")),
    "a drive": ("zip", package({"C:a.txt": "x"}), (*NAME, "C:a.txt")),
    "a folder of Windows": ("zip", package({"..\\a.txt": "x"}), (*NAME, "..\\a.txt")),
    "a link": ("zip", link_in_package(), (*NAME, "plan.txt")),
    "a name twice": ("zip", twice_in_package(), (*NAME, "Plan.txt")),
    "a way out of a text": ("docx", office("docx", {"../a": "x"}), (*NAME, "../a")),
    "a program": ("zip", package({"setup.exe": "MZ"}), (*MEMBER, "setup.exe")),
    "an archive in an archive": ("zip", package({"a.zip": SOUND["zip"]}), (*MEMBER, "a.zip")),
    "a program under another name": ("zip", package({"a.pdf": "MZ"}), (*MEMBER, "a.pdf")),
    "a macro in an archive": (
        "zip",
        package({"a.docx": office("docx", VBA)}),
        (*MEMBER, "a.docx"),
    ),
    "an archive without end": (
        "zip",
        package({f"{name}.txt": b"0" * 24 * 1024**2 for name in range(11)}),
        ("file-unpacks", "", 264, 250),
    ),
}


class TestContent:
    """What is in a file, whatever it calls itself."""

    @pytest.mark.parametrize("ending", SOUND)
    def test_a_sound_file_has_no_fault(self, ending):
        assert found(SOUND[ending], ending) is None

    @pytest.mark.parametrize("name", TRAPS)
    def test_traps(self, name):
        ending, data, wanted = TRAPS[name]
        wanted = ("file-active", "", wanted) if isinstance(wanted, str) else wanted
        assert found(data, ending) == wanted

    def test_settings_of_a_printer_are_no_xml(self):
        kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.printerSettings"
        types = f'<Default Extension="bin" ContentType="{kind}"/>'
        data = office("xlsx", {"xl/printerSettings/printerSettings1.bin": b"\x02\0"}, types=types)
        assert found(data, "xlsx") is None

    def test_what_messages_show_of_a_file_is_one_short_line(self):
        fault = fault_of(package({"a\n::error::\x1b[1m" + "x" * 200 + ".exe": "x"}), "zip")
        shown = str(fault.values["name"])
        assert shown.isprintable()
        assert len(shown) <= 60

    @pytest.mark.parametrize("ending", SOUND)
    def test_any_damage_is_judged_without_an_exception(self, ending):
        data = SOUND[ending]
        step = max(1, len(data) // 150)
        for at in range(0, len(data), step):
            for broken in (data[:at], data[:at] + b"\xff" + data[at + 1 :], data[at:]):
                fault_of(broken, ending)


class TestLooks:
    def test_no_more_is_read_than_the_limit(self, tmp_path):
        path = tmp_path / "plan.pdf"
        with path.open("wb") as file:
            file.write(PDF)
            file.truncate(8 * 1024**3)  # a hole
        tracemalloc.start()
        assert look(path).fault is None, "its size is told of by another rule"
        assert tracemalloc.get_traced_memory()[1] < 3 * LARGEST
        tracemalloc.stop()

    def test_the_sum_is_that_of_the_content(self, tmp_path):
        path = tmp_path / "plan.pdf"
        path.write_bytes(PDF)
        first = look(path)
        assert first.sum == sum_of(path) != ""
        path.write_bytes(PDF.replace(b"Fit", b"Fot"))
        assert look(path).sum == sum_of(path) != first.sum
        assert dataclasses.replace(look(path), sum=first.sum) == first

    def test_what_is_no_ordinary_file_is_not_opened(self, tmp_path):
        assert sum_of(tmp_path) == ""
        assert look(tmp_path / "none.pdf").fault.code == "file-not-its-type"


class TestLaterChanges:
    def test_a_file_of_the_same_size_is_judged_again(self, tmp_path):
        """Neither the text nor the name nor the size has changed."""
        good, bad = pdf("<< /S /JavaScripX >>"), pdf("<< /S /JavaScript >>")
        assert len(good) == len(bad)
        assert codes(tmp_path, "plan.pdf", good) == []
        (tmp_path / "2024/letter/plan.pdf").write_bytes(bad)
        assert [problem.code for problem in read(tmp_path).problems] == ["file-active"]
