"""Small files for the tests of reading letters, made by hand: every byte of them is known."""

from __future__ import annotations

import io
import zipfile
import zlib

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_NAMES = (
    f'xmlns:w="{WORD}" xmlns:r="{_RELATIONS}"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
_PARTS = ("styles", "numbering", "footnotes", "endnotes", "header", "footer")


def docx(body: str, links: dict[str, str] | None = None, prolog: str = "", **parts: str) -> bytes:
    """A DOCX file with the XML *body*, further *parts* by their names, and links by their ids."""
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    roots = {"header": "hdr", "footer": "ftr"}
    overrides = [
        f'<Override PartName="/word/document.xml" ContentType="{kind}.document.main+xml"/>'
    ]
    relations = [
        f'<Relationship Id="{name}" Type="{_RELATIONS}/hyperlink" Target="{target}"'
        ' TargetMode="External"/>'
        for name, target in (links or {}).items()
    ]
    files = {
        "word/document.xml": f"{prolog}<w:document {_NAMES}><w:body>{body}</w:body></w:document>"
    }
    for name, xml in parts.items():
        assert name in _PARTS
        root = roots.get(name, name)
        overrides.append(f'<Override PartName="/word/{name}.xml" ContentType="{kind}.{name}+xml"/>')
        relations.append(
            f'<Relationship Id="p{name}" Type="{_RELATIONS}/{name}" Target="{name}.xml"/>'
        )
        files[f"word/{name}.xml"] = f"<w:{root} {_NAMES}>{xml}</w:{root}>"
    files["word/_rels/document.xml.rels"] = _relationships(relations)
    files["_rels/.rels"] = _relationships(
        [f'<Relationship Id="r" Type="{_RELATIONS}/officeDocument" Target="word/document.xml"/>']
    )
    files["[Content_Types].xml"] = (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels"'
        f' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f"{''.join(overrides)}</Types>"
    )
    return zipped({name: xml.encode() for name, xml in files.items()})


def _relationships(relations: list[str]) -> str:
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{"".join(relations)}</Relationships>'


def zipped(files: dict[str, bytes]) -> bytes:
    """A ZIP archive."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return stream.getvalue()


def paragraph(text: str, properties: str = "") -> str:
    """A paragraph of one run."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{run(text)}</w:p>"


def run(text: str, properties: str = "") -> str:
    """A run."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def table(*rows: list[str]) -> str:
    """A table of cells of one paragraph each; a cell that begins with ``<`` is XML."""
    return (
        "<w:tbl>"
        + "".join(
            "<w:tr>"
            + "".join(
                f"<w:tc>{cell if cell.startswith('<') else paragraph(cell)}</w:tc>" for cell in row
            )
            + "</w:tr>"
            for row in rows
        )
        + "</w:tbl>"
    )


def item_paragraphs() -> str:
    """A few paragraphs with what can be damaged: runs, tabs, numbers, emphasis."""
    numbered = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    return "".join(
        f"<w:p>{run(str(number))}<w:r><w:tab/></w:r>{run('I have the honour', '<w:b/>')}</w:p>"
        f"{paragraph('to invite you', numbered)}"
        for number in range(5)
    )


Placed = tuple[float, float, str]
_SMALL = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"
_GLYPHS = {letter: f"afii{10065 + place}" for place, letter in enumerate(_SMALL)}
_GLYPHS |= {letter: f"afii{10017 + place}" for place, letter in enumerate(_SMALL.upper())}


def pdf(*pages: list[Placed], size: float = 11, links: str = "", extra: bytes = b"") -> bytes:
    """A PDF file: each text of a page at its place, in points from the lower left corner."""
    cyrillic = {letter: 128 + place for place, letter in enumerate(_GLYPHS)}
    font = (
        b"<</Type/Font/Subtype/Type1/BaseFont/Letters/FirstChar 0/LastChar 255/Widths["
        + b"500 " * 256
        + b"]/Encoding<</Type/Encoding/BaseEncoding/WinAnsiEncoding/Differences[128 "
        + "".join(f"/{name}" for name in _GLYPHS.values()).encode()
        + b"]>>>>"
    )
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"", font]
    kids = []
    for placed in pages:
        content = b""
        for x, y, text in placed:
            codes = bytes(cyrillic.get(letter) or ord(letter) for letter in text)
            content += b"BT /F %g Tf %g %g Td <%s> Tj ET\n" % (size, x, y, codes.hex().encode())
        objects.append(stream(content + extra))
        kids.append(b"%d 0 R" % (len(objects) + 1))
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R" % len(objects)
            + b"/Resources<</Font<</F 3 0 R>>>>"
            + links.encode()
            + b">>"
        )
    objects[1] = b"<</Type/Pages/Kids[%s]/Count %d>>" % (b" ".join(kids), len(kids))
    return pdf_file(objects)


def stream(data: bytes, more: bytes = b"") -> bytes:
    """A compressed stream."""
    packed = zlib.compress(data, 9)
    return b"<</Length %d/Filter/FlateDecode%s>>stream\n%s\nendstream" % (len(packed), more, packed)


def pdf_file(objects: list[bytes], trailer: bytes = b"") -> bytes:
    """A PDF file of these objects, the first of which is its catalogue."""
    data, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    count = len(objects) + 1
    return data + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<</Size %d/Root 1 0 R%s>>\n"
        b"startxref\n%d\n%%%%EOF" % (count, table, count, trailer, len(data))
    )
