"""Documents of Office Open XML (ISO/IEC 29500): no macros, nothing from elsewhere.

``[Content_Types].xml`` says what each part is, and ``.rels`` what a part asks for; names of parts
mean nothing, but those by which programs write what is active are refused, too. Links that a reader
follows are harmless. All XML is looked at for fields and formulas.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from archive.held_files.budget import Budget
from archive.held_files.fault import Fault, FaultyFileError, shown
from archive.held_files.field_codes import FieldCodes, check_code
from archive.held_files.formulas import check_formula
from archive.held_files.links import FOLLOWED
from archive.held_files.packages import Package
from archive.held_files.xml_parts import (
    Attributes,
    Elements,
    by_local,
    is_inner,
    local,
    parts,
    read_part,
)

_TYPES = "[Content_Types].xml"
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
    r"macroenabled|vbaproject|vbadata|macrosheet|dialogsheet|activex|oleobject|externallink"
    r"|officedocument\.package|keymapcustomizations|attachedtoolbars|customui|webextension"
    r"|controlproperties|spreadsheetml\.connections|querytable|mswordattachedtemplate"
    r"|x-javascript|text/(?:java|ecma)script|text/html|xhtml|/rtf|message/rfc822|multipart/"
    r"|x-msdownload|application/msword|vnd\.ms-(?:excel|powerpoint)\Z",
    re.IGNORECASE,
)
_ACTIVE_RELATIONS = frozenset(
    (
        *("afchunk", "attachedtemplate", "attachedtoolbars", "control", "ctrlprop", "frame"),
        *("activexcontrolbinary", "oleobject", "package", "vbaproject", "wordvbadata"),
        *("externallink", "externallinkpath", "externallinklongpath", "extensibility"),
        *("subdocument", "mailmergesource", "mailmergeheadersource", "keymapcustomizations"),
        *("connections", "querytable", "xlmacrosheet", "xlintlmacrosheet", "dialogsheet"),
        *("webextension", "webextensiontaskpanes", "taskpanes"),
    )
)
"""What a part may not ask for, also not inside of the document: last words of their types."""
_LINK = "hyperlink"
_LEADS_OUT = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|[\\/]{2}|\\")
_XML_NAME = re.compile(r"\.(?:xml|rels)\Z", re.IGNORECASE)
_XML_TYPE = re.compile(r"[+/]xml\b")
_DRAWN = re.compile(rb"\bsrc\s*=\s*[\"']?\s*(?:[a-z][a-z0-9+.-]+:|[\\/]{2})|:FmlaMacro\b", re.I)
"""In old drawings, which need not be XML: a picture from elsewhere, a button that runs a macro."""
_CODES = frozenset(("instrText", "delInstrText"))
_FORMULAS = frozenset(
    (
        *("f", "formula", "formula1", "formula2", "definedName", "oldFormula"),
        *("calculatedColumnFormula", "totalsRowFormula"),
    )
)
_STARTED = re.compile(r"ppaction://(?:macro|program|ole|hlinkfile|hlinkpres)", re.IGNORECASE)
_RUN_BY_ITSELF = re.compile(r"_xlnm\.auto_(?:open|close|activate|deactivate)", re.IGNORECASE)
_VML = "urn:schemas-microsoft-com:vml "


def fault_of_office(package: Package, ending: str, budget: Budget) -> Fault | None:
    """The first fault of ``docx``, ``xlsx`` or ``pptx``; raises :class:`FaultyFileError`."""
    if active := next(filter(_ACTIVE_PARTS.search, package.names), None):
        return Fault("file-active", values={"what": shown(active)})
    if _TYPES not in package.names:
        return Fault("file-not-its-type", values={"ending": ending})
    types = _Types()
    for name, pieces, is_xml in parts(package, _TYPES, types.is_xml):
        if name == _TYPES:
            read_part(pieces, Elements(types.take), budget)
            if active := types.active(package.names):
                return Fault("file-active", values={"what": shown(active)})
            if _MAIN[ending] not in types.all():
                return Fault("file-not-its-type", values={"ending": ending})
        elif name.lower().endswith(".rels"):
            read_part(pieces, Elements(_check_relation), budget)
        elif name.lower().endswith(".vml") or "vmldrawing" in types.of(name):
            _check_drawing(pieces)
        elif is_xml:
            content = _Content(budget)
            read_part(pieces, content, budget)
            content.codes.close()
        elif is_inner(pieces):
            return Fault("file-active", values={"what": shown(name)})
    return None


class _Types:
    """What each part is, in small letters."""

    def __init__(self) -> None:
        self._by_name: dict[str, str] = {}
        self._by_ending: dict[str, str] = {}

    def take(self, element: str, attributes: Attributes) -> None:
        """Take an element of the list in; where two say something of one part, both count."""
        kind = attributes.get("ContentType", "").strip()
        for key, known in (("PartName", self._by_name), ("Extension", self._by_ending)):
            if key in attributes:
                at = attributes[key].lower()
                known[at] = f"{known[at]} {kind}" if at in known else kind

    def of(self, name: str) -> str:
        """The type of a part, in small letters."""
        named = self._by_name.get("/" + name.lower(), "")
        return (named or self._by_ending.get(name.lower().rpartition(".")[2], "")).lower()

    def all(self) -> set[str]:
        """All types that are named."""
        return {kind for known in (self._by_name, self._by_ending) for kind in known.values()}

    def is_xml(self, name: str) -> bool:
        """Whether a part is XML, by its name or by its type."""
        return bool(_XML_NAME.search(name) or _XML_TYPE.search(self.of(name)))

    def active(self, names: list[str]) -> str | None:
        """The first part of an active type. Endings count that some part has: programs list
        more of them than they use."""
        endings = {name.lower().rpartition(".")[2] for name in names}
        listed = [*self._by_name.items()]
        listed += [(end, kind) for end, kind in self._by_ending.items() if end in endings]
        return next((name for name, kind in listed if _ACTIVE_TYPES.search(kind)), None)


def _check_relation(_: str, attributes: Attributes) -> None:
    kind = attributes.get("Type", "").strip().rstrip("/").rpartition("/")[2].lower()
    target = attributes.get("Target", "")
    is_link = kind == _LINK and FOLLOWED.match(target.strip())
    is_outside = attributes.get("TargetMode", "").strip().lower() == "external"
    if (is_outside or _LEADS_OUT.match(target.strip())) and not is_link:
        raise FaultyFileError(Fault("file-active", "fetches", {"what": shown(target)}))
    if kind in _ACTIVE_RELATIONS:
        raise FaultyFileError(Fault("file-active", values={"what": shown(target or kind)}))


def _check_drawing(pieces: Iterator[bytes]) -> None:
    before = b""
    for piece in pieces:
        if match := _DRAWN.search((before + piece).replace(b"\x00", b"")):
            raise FaultyFileError(Fault("file-active", "fetches", {"what": shown(match[0])}))
        before = piece[-256:]


class _Content:
    """A watch over a part that is shown: its fields, formulas, actions and old pictures."""

    def __init__(self, budget: Budget) -> None:
        self.codes = FieldCodes()
        self._budget = budget

    def start(self, name: str, attributes: Attributes) -> bool:
        """Look at an element; formulas and codes are judged by their whole text."""
        element = local(name)
        if attributes:
            if element == "fldChar":
                self.codes.mark(by_local(attributes).get("fldCharType", ""))
            elif element == "fldSimple":
                check_code(by_local(attributes).get("instr", ""))
            elif element == "definedName":
                _check_name(attributes)
            elif name.startswith(_VML):
                target = attributes.get("src", "").strip()
                if _LEADS_OUT.match(target):
                    raise FaultyFileError(Fault("file-active", "fetches", {"what": shown(target)}))
            elif "action" in attributes and _STARTED.match(attributes["action"].strip()):
                what = shown(attributes["action"])
                raise FaultyFileError(Fault("file-active", values={"what": what}))
        return element in _CODES or element in _FORMULAS

    def text(self, name: str, text: str) -> None:
        """Judge a formula, or put a piece to a code."""
        if local(name) in _CODES:
            self.codes.add(text)
        else:
            check_formula(text, self._budget)


def _check_name(attributes: Attributes) -> None:
    """A name for a formula that is run when a workbook is opened, or for a macro."""
    name = attributes.get("name", "")
    is_macro = any(attributes.get(key, "0") not in ("0", "false") for key in ("xlm", "vbProcedure"))
    if is_macro or _RUN_BY_ITSELF.match(name):
        raise FaultyFileError(Fault("file-active", values={"what": shown(name)}))
