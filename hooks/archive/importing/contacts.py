"""Whom to ask: name, telephone, fax and e-mail of the head, else those that the text gives."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from archive.importing.asking import contact_of_text
from archive.importing.facts import LIKELY, SURE, UNSURE, Contact, Fact, Finding
from archive.importing.head_lines import Line
from archive.importing.labels import CALLS, Entry, Label
from archive.importing.names import name_at_start
from archive.importing.segments import Segments

EMAIL = re.compile(r"[A-Za-z0-9_.+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,6}")
PHONE = re.compile(
    r"\+ ?[0-9]{1,3}[ .-]?(?:\([0-9]{1,4}\)[ .-]?)?[0-9][0-9 .-]{4,18}[0-9](?:/[0-9]{2,4}\b)?"
)
_OTHER = re.compile(r"[^\W\d_]{4,20}\s?:\s{0,4}$")
"""A word before an address that says what else it is for: "Registration: …"."""
_LOCAL = re.compile(r"\(?0?[0-9]{2,4}\)?[ .-][0-9][0-9 .-]{4,14}[0-9]")
_FAXES = frozenset({"41227305853", "41227305785", "41227305484", "41227337256", "41227305778"})
"""The fax machines of the house: a number without label is none of a person where it is one."""
_VALUES = {Label.TEL: "tel", Label.FAX: "fax", Label.EMAIL: "email"}
_NEAR = 12
"""So many lines below its label a value can stand."""


@dataclass(slots=True)
class _Found:
    """Values by their field, the first foremost."""

    values: dict[str, list[Fact[str]]] = field(
        default_factory=lambda: {"name": [], "tel": [], "fax": [], "email": []}
    )

    def add(
        self, name: str, value: str, line: Line, confidence: float, reasons: tuple[str, ...] = ()
    ) -> None:
        if any(each.value == value for each in self.values[name]):
            return
        if self.values[name]:
            confidence, reasons = min(confidence, UNSURE), (*reasons, "several")
        self.values[name].append(
            Fact(value=value, confidence=confidence, evidence=line.evidence, reasons=reasons)
        )

    @property
    def is_whole(self) -> bool:
        """Whether anything but a fax was found: a fax alone is the house's."""
        return any(self.values[name] for name in ("name", "tel", "email"))

    def contact(self) -> Contact:
        return Contact(
            **{name: Finding(candidates=tuple(facts)) for name, facts in self.values.items()}
        )


def contact(head: Sequence[Entry], segments: Segments) -> tuple[Contact, tuple[Entry, ...]]:
    """The contact of a letter, and what else the head says."""
    found, rest = _of_head(head)
    if found.is_whole:
        return found.contact(), rest
    asked = contact_of_text(segments)
    if asked.tel.value and not asked.fax.candidates:
        # A fax that stands alone in the head is that of those whom the text names.
        asked = replace(asked, fax=found.contact().fax)
    return asked, rest


def _of_head(head: Sequence[Entry]) -> tuple[_Found, tuple[Entry, ...]]:
    found = _Found()
    rest: list[Entry] = []
    waiting: list[tuple[Label, int, Line]] = []
    free: list[tuple[str, str, Line, int]] = []
    shared = False
    for index, entry in enumerate(head):
        text, label = entry.text, entry.label
        if text.startswith("(") and PHONE.search(text):
            continue  # "(Direct Fax No. …)" of the letterhead
        if label in CALLS or label is Label.CONTACT:
            if label is Label.EMAIL and waiting and PHONE.search(text):
                # "Tel.:Fax:E-mail:" and behind them the three values.
                waiting.append((label, index, replace(entry.line, text="")))
                free += _calls(text, entry.line, index)
                continue
            if entry.is_bare:
                waiting.append((label, index, entry.line))
                shared = shared or entry.shared
                continue
            if _labelled(found, label, entry, shared=shared and label in CALLS):
                if shared and waiting:
                    waiting.pop()
                shared = False
                continue
        if label is not None:
            rest.append(entry)
            continue
        calls = _calls(text, entry.line, index)
        free += calls
        if not calls and not _name_below(found, entry, index, waiting):
            rest.append(entry)
    _pair(found, waiting, free)
    if not (found.values["tel"] or found.values["email"]):
        # A person whom no label and no number makes a contact is the one who is written to.
        found.values["name"] = [f for f in found.values["name"] if "no-label" not in f.reasons]
    return found, tuple(rest)


def _labelled(found: _Found, label: Label | None, entry: Entry, *, shared: bool) -> bool:
    """Take the value behind its label in one line; whether there was one."""
    text = entry.text
    if label is Label.CONTACT:
        named = name_at_start(text)
        if named:
            reasons = ("declined",) if named.is_declined else ()
            found.add("name", named.name, entry.line, UNSURE if reasons else SURE, reasons)
        mail = EMAIL.search(text)
        if mail:
            found.add("email", mail[0], entry.line, LIKELY)
        phone = PHONE.search(text)
        if phone:
            found.add("tel", phone[0], entry.line, LIKELY)
        return bool(named or mail or phone)
    if label is Label.EMAIL:
        mails = EMAIL.findall(text)
        for mail in mails:
            found.add("email", mail, entry.line, SURE)
        return bool(mails) or not text
    phone = PHONE.search(text) or _LOCAL.match(text)
    if phone is None or label is None:
        return False
    found.add(_VALUES[label], phone[0], entry.line, SURE)
    text = text[phone.start() :]
    if shared:
        other = "tel" if label is Label.FAX else "fax"
        found.add(other, phone[0], entry.line, SURE)
    mail = EMAIL.search(text)
    if mail and not _OTHER.search(text[: mail.start()]):
        found.add("email", mail[0], entry.line, LIKELY)
    return True


def _calls(text: str, line: Line, index: int) -> list[tuple[str, str, Line, int]]:
    """The numbers and addresses of a line without label."""
    found = [(match.start(), "phone", match[0]) for match in PHONE.finditer(text)]
    found += [(match.start(), "email", match[0]) for match in EMAIL.finditer(text)]
    if not found and _LOCAL.fullmatch(text):
        found = [(0, "phone", text)]
    return [(kind, value, line, index) for _, kind, value in sorted(found)]


def _name_below(
    found: _Found, entry: Entry, index: int, waiting: list[tuple[Label, int, Line]]
) -> bool:
    """Take a person's name for a label above it; a name with "Mr" needs none."""
    if entry.line.has_bullet:
        return False
    named = name_at_start(entry.text)
    if named is None:
        return False
    label = next((each for each in waiting if each[0] is Label.CONTACT), None)
    if label is not None and index - label[1] <= _NEAR and not found.values["name"]:
        found.add("name", named.name, entry.line, 0.9)
        return True
    if named.has_honorific and not named.is_declined and not found.values["name"]:
        found.add("name", named.name, entry.line, 0.7, ("no-label",))
        return True
    return False


def _pair(
    found: _Found,
    waiting: list[tuple[Label, int, Line]],
    free: list[tuple[str, str, Line, int]],
) -> None:
    """Bring labels and values together that stand apart, in their order."""
    for kind, value, line, _ in free:
        if kind == "email":
            is_asked = any(label is Label.EMAIL for label, _, _ in waiting)
            found.add("email", value, line, 0.9 if is_asked else 0.7)
    labels = [each for each in waiting if each[0] in (Label.TEL, Label.FAX)]
    phones = [(value, line) for kind, value, line, _ in free if kind == "phone"]
    if len(labels) > len(phones):
        labels = _beside(labels, free, waiting) or labels
    is_even = len(labels) == len(phones)
    for (label, _, _), (value, line) in zip(labels, phones, strict=False):
        fits = label is Label.FAX or _digits(value) not in _FAXES
        confidence = 0.9 if is_even and fits else 0.65 if fits and label is Label.TEL else UNSURE
        found.add(_VALUES[label], value, line, confidence, () if is_even else ("no-label",))
    for value, line in phones[len(labels) :]:
        if _digits(value) in _FAXES:
            found.add("fax", value, line, 0.65, ("no-label",))
        elif not found.values["tel"]:
            found.add("tel", value, line, 0.65, ("no-label",))
        else:
            found.add("fax", value, line, UNSURE, ("no-label",))


def _beside(
    labels: list[tuple[Label, int, Line]],
    free: list[tuple[str, str, Line, int]],
    waiting: list[tuple[Label, int, Line]],
) -> list[tuple[Label, int, Line]]:
    """The labels on whose height, in the next cell, a number stands."""
    heights = {
        (line.row, line.number) for kind, _, line, _ in free if kind == "phone" and line.in_table
    }
    shift = _shift(free, waiting)
    kept = [each for each in labels if (each[2].row, each[2].number + shift) in heights]
    count = sum(kind == "phone" for kind, *_ in free)
    return kept if len(kept) == count else []


def _shift(free: list[tuple[str, str, Line, int]], waiting: list[tuple[Label, int, Line]]) -> int:
    """How many lines lower the values stand than their labels, by the e-mail address."""
    rows = {line.row: line.number for label, _, line in waiting if label is Label.EMAIL}
    return next(
        (
            line.number - rows[line.row]
            for kind, _, line, _ in free
            if kind == "email" and line.in_table and line.row in rows
        ),
        0,
    )


def _digits(text: str) -> str:
    return re.sub("[^0-9]", "", text)
