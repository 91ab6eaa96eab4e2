"""What of others reaches readers: the table ``requirements/shipped.toml``, and its notices."""

from __future__ import annotations

import textwrap
import tomllib
from dataclasses import dataclass
from typing import Any

from tests.supply.locks import REQUIREMENTS, ROOT, locked

NOTICES = ROOT / "overrides/assets/third-party.txt"
"""The file that is published with the site, as the licences ask."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Something that others made and that stands in the site."""

    name: str
    package: str
    """The package of the lock that brings it, also for a piece of a larger part."""
    version: str
    """That package's version."""
    inside: str
    """The larger part that it is a piece of, or an empty text."""
    licence: str
    notice: tuple[str, ...]
    files: tuple[str, ...]
    shown_by: str
    folder: str
    """Of a set of icons: its folder in the theme."""


def parts() -> list[Part]:
    """Every part of the table, pieces after what they are inside of."""
    versions = {package.name: package.version for package in locked("site")}
    brought_by: dict[str, str] = {}
    found = []
    for row in _table()["part"]:
        package = row.get("from") or brought_by[row["inside"]]
        brought_by[row["name"]] = package
        found.append(
            Part(
                name=row["name"],
                package=package,
                version=versions[package],
                inside=row.get("inside", ""),
                licence=row["licence"],
                notice=tuple(row["notice"]),
                files=tuple(row.get("files", ())),
                shown_by=row["shown_by"],
                folder=row.get("folder", ""),
            )
        )
    return found


def texts() -> dict[str, str]:
    """The text of every licence in the table, or the address at which it stands."""
    return {
        row["licence"]: row.get("text") or f"This licence stands at {row['address']}\n"
        for row in _table()["text"]
    }


def notices() -> str:
    """The file of notices: each part with what its licence asks to go with it, then the texts."""
    lines = [
        "What others made and this site contains / Что на этом сайте сделано другими",
        "",
        "The archive's own code is under the MIT licence, its own texts are under CC BY 4.0.",
        "Свой код архива – под лицензией MIT, свои тексты – под CC BY 4.0.",
        "",
    ]
    for part in parts():
        within = f", in / в составе: {part.inside}" if part.inside else ""
        lines += ["", f"{part.name}{within} ({part.package} {part.version}): {part.licence}"]
        lines += [textwrap.indent(line, "    ") for line in part.notice]
    for licence, text in sorted(texts().items()):
        lines += ["", "", licence, "-" * len(licence), "", text.strip("\n")]
    return "\n".join(lines) + "\n"


def _table() -> dict[str, Any]:
    return tomllib.loads((REQUIREMENTS / "shipped.toml").read_text("utf-8"))
