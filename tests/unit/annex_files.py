"""Files as they lie beside letters, sound ones and traps, made here so that none is stored."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping

OFFICE = "application/vnd.openxmlformats-officedocument."
MAIN = {
    "docx": ("word/document.xml", OFFICE + "wordprocessingml.document.main+xml"),
    "xlsx": ("xl/workbook.xml", OFFICE + "spreadsheetml.sheet.main+xml"),
    "pptx": ("ppt/presentation.xml", OFFICE + "presentationml.presentation.main+xml"),
}
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
ODF = "application/vnd.oasis.opendocument."
XLINK = (
    'xmlns:x="http://www.w3.org/1999/xlink"'
    ' xmlns:t="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    ' xmlns:d="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"'
    ' xmlns:s="urn:oasis:names:tc:opendocument:xmlns:script:1.0"'
)


def package(
    files: Mapping[str, str | bytes], *, mimetype: str = "", method: int = zipfile.ZIP_DEFLATED
) -> bytes:
    """A ZIP archive, always with the same bytes."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as file:
        if mimetype:
            file.writestr(zipfile.ZipInfo("mimetype"), mimetype)
        for name, data in files.items():
            info = zipfile.ZipInfo(name)
            info.compress_type = method
            file.writestr(info, data)
    return stream.getvalue()


def office(
    ending: str,
    files: Mapping[str, str | bytes] | None = None,
    *,
    types: str = "",
    relations: str = "",
) -> bytes:
    """A document of Office Open XML with *files*, further content *types* and *relations*."""
    part, kind = MAIN[ending]
    folder, _, name = part.partition("/")
    return package(
        {
            "[Content_Types].xml": f'<Types><Default Extension="rels" ContentType="a/b"/><Override'
            f' PartName="/{part}" ContentType="{kind}"/>{types}</Types>',
            "_rels/.rels": f'<R><Relationship Type="{RELATION}doc" Target="{part}"/></R>',
            part: "<document/>",
            f"{folder}/_rels/{name}.rels": f"<R>{relations}</R>",
            **(files or {}),
        }
    )


def relation(kind: str, target: str) -> str:
    """What a part asks for from outside of its document."""
    return f'<Relationship Type="{RELATION}{kind}" Target="{target}" TargetMode="External"/>'


def open_document(
    ending: str, content: str = "", files: Mapping[str, str | bytes] | None = None
) -> bytes:
    """A document of OpenDocument."""
    kind = {"odt": "text", "ods": "spreadsheet"}[ending]
    parts = {"content.xml": f"<c {XLINK}>{content}</c>", **(files or {})}
    return package(parts, mimetype=ODF + kind)


def pdf(*objects: str | bytes, trailer: str = "") -> bytes:
    """A PDF of these objects; programs that show it make good what its ends lack."""
    parts = [each.encode("latin-1") if isinstance(each, str) else each for each in objects]
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % (at, each) for at, each in enumerate(parts, 1))
    return b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + body + f"trailer <<{trailer}>>\n%%EOF\n".encode()


def packed_objects(
    text: bytes, head: str = "/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode"
) -> bytes:
    """Objects in a compressed stream, where no look at the bytes of the file finds them."""
    data = zlib.compress(text)
    return f"<< {head} /Length {len(data)} >>\nstream\n".encode() + data + b"\nendstream"


CATALOG = "<< /Type /Catalog /Pages 2 0 R /OpenAction [3 0 R /Fit] /Outlines << /First 4 0 R >> >>"
SOUND: Mapping[str, bytes] = {
    "pdf": pdf(CATALOG, "<< /S /URI /URI (https://union.example/) >>", packed_objects(b"9 0 <<>>")),
    "docx": office(
        "docx",
        relations=relation("hyperlink", "https://union.example/")
        + relation("hyperlink", "mailto:a@union.example"),
    ),
    "xlsx": office("xlsx", {"xl/worksheets/sheet1.xml": "<s/>"}),
    "pptx": office("pptx", {"ppt/media/image1.png": b"\x89PNG"}),
    "odt": open_document(
        "odt", '<t:a x:href="https://union.example/"/><d:image x:href="P/1.png"/>'
    ),
    "ods": open_document("ods", files={"META-INF/manifest.xml": "<m/>"}),
    "zip": package({"forms/reply.TXT": "A form.\n", "a.csv": "a,b\n", "b.pdf": pdf(CATALOG)}),
    "csv": 'имя;место;тел.\n"- встреча";-5,5;+41 22 730 (доб. 5)\nu;a=b;- нет (пока)\n'.encode(),
    "txt": "\ufeffСоюз примеров\r\n\f= 1 <br>\r\n".encode(),
}
"""By ending, a file with which nothing is wrong."""
