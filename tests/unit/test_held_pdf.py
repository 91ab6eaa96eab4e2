"""PDF beside a text: what acts and what fetches, wherever it hides, and what only looks like it."""

import zlib

import pytest
from annex_files import CATALOG, packed_objects, pdf

from archive.held_files.budget import STEPS, Budget
from archive.held_files.judging import fault_of

MIB = 1024 * 1024


def found(data, ending="pdf", budget=None):
    """The code, the variant and the values of a file's fault."""
    fault = fault_of(data, ending, budget)
    return fault and (fault.code, fault.variant, *fault.values.values())


def active(what):
    return ("file-active", "", what)


def fetches(what):
    return ("file-active", "fetches", what)


UNSEEN = ("file-locked", "unseen")


def link(address):
    return pdf(CATALOG, f"<< /Type /Annot /A << /S /URI /URI {address} >> >>")


def stream(head, data=b"BT ET"):
    return pdf(CATALOG, f"<< {head} /Length {len(data)} >>\nstream\n".encode() + data + b"\nends")


def in_stream(objects, head="/Type /ObjStm", numbers="7 0"):
    """Objects in a stream that is packed."""
    start = f"{numbers} "
    packing = f"{head} /N 1 /First {len(start)} /Filter /FlateDecode"
    return pdf(CATALOG, packed_objects(start.encode() + objects, packing))


HARMLESS = {
    "opening at a page": pdf(CATALOG),
    "opening by an action": pdf("<< /OpenAction << /S /GoTo /D [3 0 R /Fit] >> >>"),
    "opening by a name": pdf("<< /OpenAction << /S /GoTo /D (chapter:2) >> >>"),
    "buttons that turn pages": pdf("<< /A << /S /Named /N /NextPage >> >>"),
    "http": link("(http://union.example/a?b=c#d)"),
    "https": link("(https://union.example/\\(a\\))"),
    "mailto": link("(mailto:clerk@union.example?subject=Plan)"),
    "telephone": link("(tel:+41227300000)"),
    "files of a server": link("(ftp://union.example/a.txt)"),
    "no scheme": link("(www.union.example)"),
    "a port": link("(union.example:8080/a)"),
    "a wide address": link(f"<feff{'https://union.example/'.encode('utf-16-be').hex()}>"),
    "an address elsewhere": pdf("<< /S /URI /URI 2 0 R >>", "(https://union.example/)"),
    "a title like a drive": pdf(CATALOG, "<< /Title (C:\\\\plan.doc) >>", "(file:///a)"),
    "a field to fill in": pdf("<< /AcroForm << /Fields [2 0 R] >> >>", "<< /FT /Tx /T (a) >>"),
    "a font": stream("/Type /FontDescriptor /FontName /F"),
    "a picture": stream("/Type /XObject /Filter /DCTDecode /F#20 (x)"),
    "words of a text": stream("", b"BT (JavaScript JS Launch Sound) Tj ET"),
    "names of fonts": pdf("<< /Font << /F 5 0 R /JSx 6 0 R /MovieTitle 7 0 R >> >>"),
    "an article": pdf("<< /S /Thread /D 0 >>"),
    "packed": in_stream(b"<< /S /URI /URI (https://union.example/) >>"),
    "packed with a predictor that does nothing": in_stream(
        b"<< /A 1 >>", "/Type /ObjStm /DecodeParms << /Predictor 1 >>"
    ),
    "no object at all": b"%PDF-1.4\n",
}

HOSTILE = {
    # --- short names, in objects alone
    "JS": (pdf("<< /S /X /JS (app.alert) >>"), active("/JS")),
    "JS by numbers": (pdf("<< /#4a#53 3 0 R >>"), active("/JS")),
    "a sound": (pdf("<< /S /Sound /X 1 >>"), active("/Sound")),
    "a film": (pdf("<< /Subtype /Movie >>"), active("/Movie")),
    "a model": (pdf("<< /Subtype /3D >>"), active("/3D")),
    "in a row": (pdf("[ [ 1 2 3 4 5 6 7 8 9 << /JS 1 >> ] ]"), active("/JS")),
    "in a row of names": (pdf("[" + "/A " * 20 + "/JS ]"), active("/JS")),
    "as a value": (pdf("<< /K /JS >>"), active("/JS")),
    "packed": (in_stream(b"<< /JS (x) >>"), active("/JS")),
    "behind a comment": (pdf("<< % >>\n /JS (x) >>"), active("/JS")),
    "behind a string": (pdf("<< /T (a\\) >> () b) /JS (x) >>"), active("/JS")),
    "in a dictionary without end": (b"%PDF-1.4\n1 0 obj << /A << /JS", active("/JS")),
    "in a trailer": (pdf(CATALOG, trailer="/JS 1 0 R"), active("/JS")),
    "an object in a comment": (b"%PDF-1.4\n% 1 0 obj << /JS (x) >>\n", active("/JS")),
    "an object in a string": (pdf("(1 0 obj << /JS (x) >>)"), active("/JS")),
    "an object in a stream": (stream("", b"9 0 obj << /JS (x) >>"), active("/JS")),
    # --- where links lead
    "a file": (link("(file:///etc/passwd)"), fetches("file:///etc/passwd")),
    "a neighbour": (link("(\\\\\\\\host\\\\x)"), fetches("\\\\host\\x")),
    "a neighbour's folder": (link("(//host/x)"), fetches("//host/x")),
    "a drive": (link("(C:/x.exe)"), fetches("C:/x.exe")),
    "a script": (link("(javascript:x)"), fetches("javascript:x")),
    "a script with a blank": (link("( java\\nscript:x)"), fetches(" java�script:x")),
    "a settings address": (link("(ms-word:ofe|u|x)"), fetches("ms-word:ofe|u|x")),
    "in digits": (link(f"<{b'file:///x'.hex()}>"), fetches("file:///x")),
    "in digits with blanks": (link("<66 69 6c 65 3a 2f 2f 2f 7>"), fetches("file:///p")),
    "by numbers": (link("(\\146ile:///x)"), fetches("file:///x")),
    "in wide letters": (
        link(f"<feff{'file:///x'.encode('utf-16-be').hex()}>"),
        fetches("file:///x"),
    ),
    "in another object": (pdf("<< /URI 2 0 R >>", "(file:///x)"), fetches("file:///x")),
    "in an object before": (pdf("(file:///x)", "<< /URI 1 0 R >>"), fetches("file:///x")),
    "by two objects": (pdf("<< /URI 2 0 R >>", "3 0 R", "(file:///x)"), fetches("file:///x")),
    "in an object that is packed": (
        pdf("<< /URI 7 0 R >>", packed_objects(b"7 0 (file:///x)")),
        fetches("file:///x"),
    ),
    "by a reference in pieces": (
        pdf("<< /URI 2 % x\n 0 R >>", "(file:///x)"),
        fetches("file:///x"),
    ),
    "the first of two": (link("(file:///x) /URI (http://a/)"), fetches("file:///x")),
    "a base for all": (pdf("<< /URI << /Base (file:///x) >> >>"), fetches("file:///x")),
    "behind many blanks": (link("(" + " " * 5000 + "file:///x)"), fetches(" " * 59 + "…")),
    "among many blanks": (
        link("(f" + "\\040" * 5000 + "ile:///x)"),
        fetches("f" + " " * 58 + "…"),
    ),
    # --- what lies in other files
    "a stream elsewhere": (stream("/F (\\\\\\\\host\\\\x)"), fetches("/F")),
    "packed elsewhere": (stream("/FFilter /FlateDecode"), fetches("/FFilter")),
    "a page elsewhere": (stream("/Subtype /Form /Ref << /F (x) /Page 0 >>"), fetches("/Ref")),
    "a file at an address": (pdf("<< /FS /URL /F (http://a/) >>"), fetches("/F")),
    "an article elsewhere": (pdf("<< /S /Thread /F (x.pdf) /D 0 >>"), fetches("/F")),
    # --- what cannot be looked into
    "another packing": (
        pdf(packed_objects(b"7 0 <<>>", "/Type /ObjStm /First 4 /Filter /LZWDecode")),
        UNSEEN,
    ),
    "two packings": (
        pdf(packed_objects(b"7 0 <<>>", "/First 4 /Filter [/FlateDecode /FlateDecode]")),
        UNSEEN,
    ),
    "a packing that stands elsewhere": (
        pdf(packed_objects(b"7 0 <<>>", "/Type /ObjStm /First 4 /Filter 9 0 R")),
        UNSEEN,
    ),
    "a predictor that stands elsewhere": (
        pdf(packed_objects(b"7 0 <<>>", "/First 4 /Filter /FlateDecode /DecodeParms 9 0 R")),
        UNSEEN,
    ),
    "a predictor in a row": (
        pdf(
            packed_objects(
                b"7 0 <<>>", "/First 4 /Filter [/FlateDecode] /DecodeParms [<< /Predictor 12 >>]"
            )
        ),
        UNSEEN,
    ),
    "a beginning that stands elsewhere": (
        pdf(packed_objects(b"7 0 <<>>", "/Type /ObjStm /First 9 0 R /Filter /FlateDecode")),
        UNSEEN,
    ),
    "a beginning by no number": (in_stream(b"<<>>", numbers="x 0"), UNSEEN),
    "packed bytes that are none": (
        pdf("<< /Type /ObjStm /First 4 /Filter /FlateDecode >> stream\nabc"),
        UNSEEN,
    ),
    "values in values": (pdf("[" * 501), UNSEEN),
}


@pytest.mark.parametrize("name", HARMLESS)
def test_harmless(name):
    assert found(HARMLESS[name]) is None


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile(name):
    data, wanted = HOSTILE[name]
    assert found(data) == wanted


def filled(pattern, before=b""):
    """A PDF of the largest size, of the same bytes again and again."""
    return b"%PDF-1.7\n" + before + pattern * (24 * MIB // len(pattern))


@pytest.mark.parametrize(
    ("pattern", "before"),
    [
        (b"/A 1", b"1 0 obj <<"),
        (b"/", b"1 0 obj <<"),
        (b" obj", b""),
        (b"1 0 obj ", b""),
        (b" obj(", b""),
        (b" obj%", b""),
        (b" obj<</URI(a)>>", b""),
        (b">>", b"1 0 obj ["),
        (b"1 0 obj (c:\\\\) ", b""),
    ],
)
def test_what_repeats_without_end_is_given_up(pattern, before):
    budget = Budget()
    assert found(filled(pattern, before), budget=budget) == UNSEEN
    assert budget.steps < STEPS + 24 * MIB // 16


@pytest.mark.parametrize("pattern", [b"/A ", b"/E", b"/#4", b" ", b"1 ", b"stream\n"])
def test_without_objects_nothing_is_read(pattern):
    budget = Budget()
    assert found(filled(pattern), budget=budget) is None
    assert budget.steps < 100


def test_streams_that_share_packed_bytes_cost_them_each():
    """Empty blocks, of which nothing is unpacked, read anew from each place."""
    blocks = b"\x78\x9c" + b"\x00\x00\x00\xff\xff" * (8 * MIB // 5)
    head = b" obj<</First 1/Filter/Fl>>stream\n"
    ends = zlib.compress(b"")
    budget = Budget()
    data = b"%PDF-1.7\n" + head + blocks
    assert found(data, budget=budget) == UNSEEN
    once = budget.steps
    assert once >= 8 * MIB // 64 - 1000
    assert found(b"%PDF-1.7\n" + head + ends) is None


def test_a_head_of_a_stream_counts_its_pairs():
    pairs = b"1 9 " * (2 * MIB)
    budget = Budget()
    head = f"/Type /ObjStm /First {len(pairs)} /Filter /FlateDecode"
    assert found(pdf(packed_objects(pairs + b"<< >> " * 9, head)), budget=budget) == UNSEEN
    assert STEPS < budget.steps < STEPS + MIB


def test_a_large_honest_document_is_read():
    """Some ten thousand objects, as a scan of many pages has them."""
    page = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Annots [<< /Subtype /Link"
    page += " /A << /S /URI /URI (https://union.example/) >> >>] /Contents 9 0 R >>"
    assert found(pdf(CATALOG, *[page] * 40_000)) is None
