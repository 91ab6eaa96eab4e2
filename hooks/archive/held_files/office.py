"""Documents of word processors, of spreadsheets and of slides: no macros, nothing from elsewhere.

Office Open XML (ISO/IEC 29500) says in ``[Content_Types].xml`` what each part is, and in ``.rels``
what a part asks for; OpenDocument (ISO/IEC 26300) says the first in ``META-INF/manifest.xml`` and
the second where it stands. Links that a reader follows are harmless in both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from archive.held_files.fault import Fault, shown
from archive.held_files.packages import FaultyPackageError, Package

_LARGEST = 24 * 1024 * 1024
"""A part of a document that is larger than this is not looked into."""
_LONGEST_LIST = 2 * 1024 * 1024
"""Nor is a list of parts that is larger than this."""

_MAIN = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml",
}
"""The type of the part that is the document: templates and those with macros have another."""
_ACTIVE_PARTS = re.compile(
    r"vbaproject|vbadata|macrosheets/|dialogsheets/|activex/|ctrlprops/|customui|externallinks/"
    r"|(?:\A|/)connections\.xml|querytables/|embeddings/|afchunk|webextensions/|userxmlcustomui",
    re.IGNORECASE,
)
"""Macros, controls, other files, and data from elsewhere."""
_ACTIVE_TYPES = re.compile(
    r"macroenabled|vbaproject|activex|oleobject|officedocument\.package|sun\.star\.oleobject"
    r"|x-javascript|text/(?:java|ecma)script|text/html|message/rfc822",
    re.IGNORECASE,
)
_FOLLOWED = re.compile(r"(?:https?|mailto|tel):|#|\Z", re.IGNORECASE)
"""What a link may lead to."""
_ODF_ACTIVE = re.compile(r"(?:\A|/)(?:Basic|Scripts|Dialogs)/")
_ODF_LINK = "{http://www.w3.org/1999/xlink}href"
_ODF_MANIFEST = "{urn:oasis:names:tc:opendocument:xmlns:manifest:1.0}"
_ODF_FOLLOWED = frozenset(
    f"{{urn:oasis:names:tc:opendocument:xmlns:{name}:1.0}}a" for name in ("text", "drawing")
)
_CONTENT = ("content.xml", "styles.xml")
_ODF_EVENT = "event-listener"
_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|[\\/]|\.\./\.\.")
"""An address outside of the document."""


def fault_of_office(package: Package, ending: str) -> Fault | None:
    """The first fault of ``docx``, ``xlsx`` or ``pptx``; raises FaultyPackageError."""
    if active := next(filter(_ACTIVE_PARTS.search, package.names), None):
        return Fault("file-active", values={"what": shown(active)})
    if "[Content_Types].xml" not in package.names:
        return Fault("file-not-its-type", values={"ending": ending})
    types = [
        (element.get("PartName") or element.get("Extension") or "", element.get("ContentType", ""))
        for element in _elements(package, "[Content_Types].xml")
    ]
    if active := next((name for name, kind in types if _ACTIVE_TYPES.search(kind)), None):
        return Fault("file-active", values={"what": shown(active)})
    if _MAIN[ending] not in {kind.strip() for _, kind in types}:
        return Fault("file-not-its-type", values={"ending": ending})
    for name in package.names:
        if name.lower().endswith(".rels"):
            for element in _elements(package, name):
                target = element.get("Target", "")
                is_link = element.get("Type", "").endswith("/hyperlink")
                if element.get("TargetMode", "").lower() == "external" and not (
                    is_link and _FOLLOWED.match(target.strip())
                ):
                    return Fault("file-active", "fetches", {"what": shown(target)})
    return None


def fault_of_open_document(package: Package) -> Fault | None:
    """The first fault of ``odt`` or ``ods``; raises FaultyPackageError."""
    if active := next(filter(_ODF_ACTIVE.search, package.names), None):
        return Fault("file-active", values={"what": shown(active)})
    if "META-INF/manifest.xml" in package.names:
        for element in _elements(package, "META-INF/manifest.xml"):
            if element.tag == f"{_ODF_MANIFEST}encryption-data":
                return Fault("file-locked")
            kind = element.get(f"{_ODF_MANIFEST}media-type", "")
            if _ACTIVE_TYPES.search(kind):
                what = element.get(f"{_ODF_MANIFEST}full-path", kind)
                return Fault("file-active", values={"what": shown(what)})
    for name in package.names:
        if name.endswith(_CONTENT):
            for element in _elements(package, name):
                target = element.get(_ODF_LINK, "").strip()
                if etree.QName(element).localname == _ODF_EVENT:
                    return Fault("file-active", values={"what": shown(target or _ODF_EVENT)})
                is_link = element.tag in _ODF_FOLLOWED
                allowed = _FOLLOWED.match(target) if is_link else not _ABSOLUTE.match(target)
                if target and not allowed:
                    return Fault("file-active", "fetches", {"what": shown(target)})
    return None


def _elements(package: Package, name: str) -> Iterator[etree._Element]:
    """The elements of a part, none of which is kept; a part may not define entities."""
    size = next(each.file_size for each in package.members if each.filename == name)
    if size > (_LARGEST if name.endswith(_CONTENT) else _LONGEST_LIST):
        raise FaultyPackageError(Fault("file-locked", "unseen"))
    parser = etree.XMLPullParser(
        ("start",), resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    data = package.read(name)
    is_first = True
    try:
        for at in range(0, len(data), 65536):
            parser.feed(data[at : at + 65536])
            for _, element in parser.read_events():
                if is_first and element.getroottree().docinfo.doctype:
                    raise FaultyPackageError(Fault("file-damaged"))
                is_first = False
                if isinstance(element.tag, str):
                    yield element
                parent = element.getparent()
                if parent is not None:
                    while element.getprevious() is not None:
                        del parent[0]
        parser.close()
    except (etree.XMLSyntaxError, ValueError):
        raise FaultyPackageError(Fault("file-damaged")) from None
