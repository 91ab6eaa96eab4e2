"""ONE table of front-matter fields: what may stand where, of which type, and whether it must.

The checker, the loader, the reference page and (later) the schema and the scaffold all read it.
The help of each field stands in the strings files under ``[field.<document>]``, by its path.
"""

from __future__ import annotations

import enum
from collections.abc import Iterator
from dataclasses import dataclass


class Type(enum.StrEnum):
    """What one value is."""

    TEXT = "text"
    LINE = "line"
    DATE = "date"
    DAY = "day"
    MOMENT = "moment"
    SPAN = "span"
    """Of the calendar: ``2 weeks``."""
    ZONE = "zone"
    URL = "url"
    LINK_URL = "link-url"
    EMAIL = "email"
    FILE = "file"
    SIZE = "size"
    """In bytes: the one value that is written as a plain number."""
    LANGUAGE = "language"
    TEXT_LANGUAGE = "text-language"
    REFERENCE = "reference"
    CIRCULAR = "circular"
    BUREAU = "bureau"
    ADDRESSEE = "addressee"
    ANSWER = "answer"
    INITIATIVE = "initiative"
    LINK = "link"
    EVENT = "event"
    """An event by its id, of this letter or (``2021/tsb-352#meeting``) of another one."""
    CHOICE = "choice"
    LOCALIZED = "localized"
    LOCALIZED_LIST = "localized-list"
    """Several texts by language: ``{ru: [ЕЭК], en: [ECE]}``."""
    FINGERPRINT = "fingerprint"
    """Of the text that a translation was made from: paragraph address -> 16 hex digits."""
    ID = "id"

    __hash__ = str.__hash__  # that of Enum is many times slower


class Shape(enum.StrEnum):
    """How values are put together."""

    ONE = "one"
    LIST = "list"
    ONE_OR_LIST = "one-or-list"
    GROUP = "group"
    ITEMS = "items"
    """A mapping from an id of the editor's choice to a group of fields."""


class Stands(enum.StrEnum):
    """In which file of a circular a field may stand."""

    FACTS = "facts"
    """Only in the file without ``translates``: a fact stands once."""
    WORDS = "words"
    """In every language's file: human text."""
    BOTH = "both"
    """In every language's file, about that file itself."""
    TRANSLATION = "translation"
    """Only in a translation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A row of the table."""

    name: str
    type: Type = Type.LINE
    stands: Stands = Stands.FACTS
    required: bool = False
    shape: Shape = Shape.ONE
    choices: tuple[str, ...] = ()
    fields: tuple[Field, ...] = ()
    usual: bool = False
    """Whether snippets propose it from the start, though it is not required."""


def _words(name: str, *, required: bool = False, type: Type = Type.LINE) -> Field:
    return Field(name=name, type=type, stands=Stands.WORDS, required=required)


def _choice(name: str, *choices: str, required: bool = False) -> Field:
    return Field(name=name, type=Type.CHOICE, choices=choices, required=required)


def _list(name: str, of: Type) -> Field:
    return Field(name=name, type=of, shape=Shape.LIST)


def _group(name: str, *fields: Field) -> Field:
    return Field(name=name, shape=Shape.GROUP, fields=fields)


def _items(name: str, *fields: Field) -> Field:
    return Field(name=name, shape=Shape.ITEMS, fields=fields)


_PROVENANCE = (
    Field(name="added", type=Type.DAY, stands=Stands.BOTH, required=True),
    Field(name="written-by", stands=Stands.BOTH, required=True),
    Field(name="reviewed-by", stands=Stands.BOTH),
)
_TRANSLATES = Field(name="translates", type=Type.TEXT_LANGUAGE, stands=Stands.TRANSLATION)
_FINGERPRINT = Field(name="fingerprint", type=Type.FINGERPRINT, stands=Stands.TRANSLATION)
"""Last in every table: nobody writes it by hand, and the words come first."""
_CONTACT = (
    _words("person"),
    _words("office"),
    Field(name="tel"),
    Field(name="fax"),
    Field(name="email", type=Type.EMAIL),
    Field(name="web", type=Type.URL),
)
_LINKS = _items(
    "links",
    _words("label", required=True),
    Field(name="url", type=Type.LINK_URL, required=True),
)

CIRCULAR_FIELDS: tuple[Field, ...] = (
    _TRANSLATES,
    Field(name="reference", type=Type.REFERENCE, shape=Shape.ONE_OR_LIST),
    Field(name="bureau", type=Type.BUREAU, required=True),
    _choice(
        "kind",
        "circular",
        "circular-letter",
        "collective-letter",
        "administrative-circular",
        "letter",
        required=True,
    ),
    Field(name="date", type=Type.DATE),
    _words("date-note", type=Type.TEXT),
    _words("place"),
    *_PROVENANCE,
    _list("initiatives", Type.INITIATIVE),
    _list("addressees", Type.ADDRESSEE),
    _list("copies", Type.ADDRESSEE),
    _words("subject", required=True),
    Field(
        name="subject-source",
        type=Type.CHOICE,
        choices=("letter", "archive"),
        stands=Stands.BOTH,
        required=True,
    ),
    _words("summary", required=True, type=Type.TEXT),
    _group(
        "action",
        _words("asks", type=Type.TEXT),
        _list("of", Type.ADDRESSEE),
        _words("how", type=Type.TEXT),
        _words("next", type=Type.TEXT),
    ),
    _words("salutation"),
    _choice("paragraphs", "numbered", "counted", required=True),
    _items("contacts", *_CONTACT, _choice("given", "text", "letterhead")),
    _items(
        "events",
        _words("name", required=True),
        Field(name="start", type=Type.MOMENT, required=True),
        Field(name="end", type=Type.MOMENT),
        Field(name="timezone", type=Type.ZONE),
        _words("when"),
        _choice("format", "physical", "virtual", "hybrid"),
        _words("place"),
        _list("languages", Type.LANGUAGE),
        _choice("cost", "free", "paid"),
        _choice("registration", "required", "open"),
        Field(name="url", type=Type.URL),
        _words("note", type=Type.TEXT),
    ),
    _items(
        "deadlines",
        Field(name="kind", type=Type.ANSWER, usual=True),
        _words("asks", required=True, type=Type.TEXT),
        _list("of", Type.ADDRESSEE),
        Field(name="opens", type=Type.MOMENT),
        Field(name="date", type=Type.MOMENT, usual=True),
        Field(name="timezone", type=Type.ZONE),
        _group(
            "relative",
            Field(name="event", type=Type.EVENT, required=True),
            Field(name="before", type=Type.SPAN),
            Field(name="after", type=Type.SPAN),
        ),
        _words("printed"),
        Field(
            name="by",
            type=Type.CHOICE,
            shape=Shape.LIST,
            choices=("form", "email", "fax", "post"),
        ),
        _words("how", type=Type.TEXT),
        Field(name="email", type=Type.EMAIL),
        Field(name="link", type=Type.LINK),
        _words("note", type=Type.TEXT),
    ),
    _LINKS,
    _items(
        "annexes",
        _words("title", required=True),
        _choice("status", "held", "not-held", required=True),
        Field(name="file", type=Type.FILE),
        Field(name="size", type=Type.SIZE),
    ),
    _items(
        "related",
        _choice(
            "kind",
            "circular",
            "resolution",
            "recommendation",
            "publication",
            "document",
            required=True,
        ),
        _choice(
            "relation",
            "cites",
            "follows",
            "replaces",
            "corrects",
            "adds-to",
            "extends",
            "reschedules",
            "withdraws",
            required=True,
        ),
        _words("title"),
        Field(name="circular", type=Type.CIRCULAR),
        Field(name="deadline", type=Type.ID),
        Field(name="event", type=Type.ID),
        Field(name="becomes", type=Type.ID),
        _choice("extent", "whole-letter"),
        Field(name="link", type=Type.LINK),
    ),
    _group(
        "signatory",
        _choice("status", "named", "not-held", required=True),
        _words("name"),
        _words("office"),
        _words("signature"),
    ),
    _words("closing"),
    Field(name="official-url", type=Type.URL),
    _items(
        "changes",
        Field(name="date", type=Type.DAY, required=True),
        _choice("kind", "corrected", "completed", "reviewed", "withdrawn", required=True),
        _words("note", required=True, type=Type.TEXT),
    ),
    _FINGERPRINT,
)
"""Front matter of ``circulars/<year>/<slug>/<lang>.md``, in the order of the normal form."""

INITIATIVE_FIELDS: tuple[Field, ...] = (
    _TRANSLATES,
    _words("name", required=True),
    _words("short-name", required=True),
    *_PROVENANCE,
    _items("contacts", *_CONTACT),
    _LINKS,
    _FINGERPRINT,
)
"""Front matter of ``circulars/initiatives/<slug>/<lang>.md``."""

BUREAU_FIELDS: tuple[Field, ...] = (
    Field(name="name", type=Type.LOCALIZED, required=True),
    Field(name="abbreviation", type=Type.LOCALIZED, required=True),
)
"""Each entry of ``circulars/registers/bureaux.yml``."""

ADDRESSEE_FIELDS: tuple[Field, ...] = (Field(name="name", type=Type.LOCALIZED, required=True),)
"""Each entry of ``circulars/registers/addressees.yml``."""

ANSWER_FIELDS: tuple[Field, ...] = (Field(name="name", type=Type.LOCALIZED, required=True),)
"""Each entry of ``circulars/registers/answers.yml``."""

TERM_FIELDS: tuple[Field, ...] = (
    Field(name="abbreviation", type=Type.LOCALIZED, required=True),
    Field(name="name", type=Type.LOCALIZED, required=True),
    Field(name="also", type=Type.LOCALIZED_LIST),
    Field(name="avoid", type=Type.LOCALIZED_LIST),
    Field(name="note", type=Type.LOCALIZED),
)
"""Each entry of ``circulars/registers/glossary.yml``."""

MOVE_FIELDS: tuple[Field, ...] = (
    Field(name="date", type=Type.DAY, required=True),
    Field(name="circular", type=Type.CIRCULAR),
    Field(name="initiative", type=Type.INITIATIVE),
    Field(name="page"),
    Field(name="paragraph", shape=Shape.ONE_OR_LIST),
    Field(name="file", type=Type.FILE),
    Field(name="language", type=Type.TEXT_LANGUAGE),
    Field(name="to", shape=Shape.ONE_OR_LIST),
    Field(name="into"),
    Field(name="retired", type=Type.LOCALIZED),
)
"""Each entry of ``circulars/registers/moves.yml``."""

DOCUMENTS: dict[str, tuple[Field, ...]] = {
    "circular": CIRCULAR_FIELDS,
    "initiative": INITIATIVE_FIELDS,
    "bureau": BUREAU_FIELDS,
    "addressee": ADDRESSEE_FIELDS,
    "answer": ANSWER_FIELDS,
    "term": TERM_FIELDS,
    "move": MOVE_FIELDS,
}
"""All tables by the name under which their help stands in the strings files."""


def walk(fields: tuple[Field, ...], prefix: str = "") -> Iterator[tuple[str, Field]]:
    """All rows with their dotted paths (``events.start``), parents first."""
    for field in fields:
        path = prefix + field.name
        yield path, field
        yield from walk(field.fields, f"{path}.")
