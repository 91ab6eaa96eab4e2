"""OpenDocument (ISO/IEC 26300): no macros, no foreign objects, nothing from elsewhere.

``META-INF/manifest.xml`` says what each part is; what a part asks for stands where it is asked.
"""

from __future__ import annotations

import re

from archive.held_files.budget import Budget
from archive.held_files.fault import Fault, FaultyFileError, shown
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

_MANIFEST = "META-INF/manifest.xml"
_ACTIVE_PARTS = re.compile(r"(?:\A|/)(?:Basic|Scripts|Dialogs)/", re.IGNORECASE)
_ACTIVE_TYPES = re.compile(
    r"macroenabled|vbaproject|sun\.star\.oleobject|officedocument\.package"
    r"|x-javascript|text/(?:java|ecma)script|text/html|application/java|x-msdownload",
    re.IGNORECASE,
)
_OWN = "urn:oasis:names:tc:opendocument:xmlns:"
_LINKS = frozenset(f"{_OWN}{name}:1.0 a" for name in ("text", "drawing"))
_ACTIVE = frozenset(
    (
        *("event-listener", "library-embedded", "library-linked", "module", "object-ole"),
        *("plugin", "applet", "floating-frame", "dde-source", "dde-connection-decl"),
        *("dde-connection", "dde-link", "database-source-sql", "database-source-table"),
        *("database-source-query", "connection-resource", "submission"),
    )
)
"""Elements that act, show what other programs make, or ask other programs and data."""
_SCRIPT = f"{_OWN}text:1.0 script"
_FETCHING = frozenset(("table-source", "cell-range-source", "section-source", "auto-reload"))
"""Elements that take from their address whatever it is, also from a file beside the document."""
_TEMPLATE = "template"
_FORMULAS = frozenset(("formula", "condition", "expression"))
_GEOMETRY = frozenset(("equation", "enhanced-geometry"))
"""Elements whose formulas draw shapes."""
_LEADS_OUT = re.compile(r"[/\\]|(?:[^#]*/)?\.\./|[^#]*(?:[:\\]|//)")
_OF_A_MACHINE = re.compile(r"[\\/]{2}|(?!file:///[^\\/])[A-Za-z][A-Za-z0-9+.-]+:", re.IGNORECASE)
_MACRO = re.compile(r"\s*(?:vnd\.sun\.star\.(?:script|uno|expand)|macro|service):", re.IGNORECASE)


def fault_of_open_document(package: Package, budget: Budget) -> Fault | None:
    """The first fault of ``odt`` or ``ods``; raises :class:`FaultyFileError`."""
    if active := next(filter(_ACTIVE_PARTS.search, package.names), None):
        return Fault("file-active", values={"what": shown(active)})
    types: dict[str, str] = {}

    def take(element: str, attributes: dict[str, str]) -> None:
        if element == "encryption-data":
            raise FaultyFileError(Fault("file-locked"))
        kind = attributes.get("media-type", "")
        what = attributes.get("full-path", kind)
        types[what] = kind
        if _ACTIVE_TYPES.search(kind):
            raise FaultyFileError(Fault("file-active", values={"what": shown(what)}))

    def is_xml(name: str) -> bool:
        return name.lower().endswith(".xml") or types.get(name, "").endswith("/xml")

    for name, pieces, is_part in parts(package, _MANIFEST, is_xml):
        if name == _MANIFEST:
            read_part(pieces, Elements(take), budget)
        elif is_part:
            read_part(pieces, _Content(budget), budget)
        elif is_inner(pieces):
            return Fault("file-active", values={"what": shown(name)})
    return None


class _Content:
    """A watch over what a part shows and asks for."""

    def __init__(self, budget: Budget) -> None:
        self._budget = budget

    def start(self, name: str, attributes: Attributes) -> bool:
        """Look at an element."""
        element = local(name)
        values = by_local(attributes)
        target = values.get("href", "").strip()
        if element in _ACTIVE or name == _SCRIPT:
            raise FaultyFileError(Fault("file-active", values={"what": shown(target or element)}))
        for key, value in values.items():
            if key in _FORMULAS and element not in _GEOMETRY:
                check_formula(value, self._budget)
            elif _MACRO.match(value):
                raise FaultyFileError(Fault("file-active", values={"what": shown(value)}))
        if target and not _is_allowed(name, element, target):
            raise FaultyFileError(Fault("file-active", "fetches", {"what": shown(target)}))
        return False

    def text(self, name: str, text: str) -> None:
        """No text is asked for."""


def _is_allowed(name: str, element: str, target: str) -> bool:
    if name in _LINKS:
        return bool(FOLLOWED.match(target))
    if element == _TEMPLATE:  # where the template lay on the author's machine
        return not _OF_A_MACHINE.match(target)
    return element not in _FETCHING and not _LEADS_OUT.match(target)
