"""The rule on contacts: the facts do not invent where somebody can be reached."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from archive.checks.desk import Desk
from archive.problems import Problem, Severity
from archive.prose.readings import FIELD
from archive.sources import Folder

_SHORTEST = 6
"""A telephone number of so many figures can stand without the codes of country and town."""


def contact_not_in_text(folder: Folder, desk: Desk) -> Iterator[Problem]:
    """A number or address of a contact stands in the text, or else in the head of the letter."""
    facts = folder.facts
    if facts is None or folder.kind != "circular" or not facts.record.ids("contacts"):
        return
    reading = desk.reading(facts)
    given = {
        (kind, found.value.casefold())
        for kind in ("email", "phone")
        for unit in reading.with_kind(kind)
        if not unit.address.startswith(FIELD)
        for found in unit.found
        if found.kind == kind
    }
    phones = {_figures(value) for kind, value in given if kind == "phone"}
    record = facts.record
    for name in record.ids("contacts"):
        contact = f"contacts.{name}"
        if record.text(f"{contact}.given") == "letterhead":
            continue
        stated = {
            path: value
            for path in (f"{contact}.tel", f"{contact}.fax", f"{contact}.email")
            if (value := record.text(path)) is not None
        }
        missing = {
            path: value
            for path, value in stated.items()
            if ("email", value.casefold()) not in given
            and not any(_is_same(_figures(value), phone) for phone in phones)
        }
        if missing and missing == stated:  # of a contact that is not there at all: one finding
            missing = {contact: ", ".join(missing.values())}
        for path, value in missing.items():
            problem = facts.problem(
                "contact-not-in-text", record.place(path), name=path, value=value
            )
            yield replace(problem, severity=Severity.WARNING)


def _figures(text: str) -> str:
    return re.sub("[^0-9]", "", text)


def _is_same(one: str, other: str) -> bool:
    """Whether two numbers are one, though one of them may lack a code."""
    shorter, longer = sorted((one.lstrip("0"), other.lstrip("0")), key=len)
    return len(shorter) >= _SHORTEST and longer.endswith(shorter)
