"""JSON Schema (draft 2020-12) of the archive's files, from the table of fields.

A schema is a second, weaker judge for editors that complete and underline while one types: it
never refuses what the checker takes, but the checker knows more (whether names exist, whether the
languages agree) and has the last word.
"""

from __future__ import annotations

import json
from typing import Any

from archive.fields import DOCUMENTS, Field, Shape, Stands, Type
from archive.languages import CODES, Phrases
from archive.listing import REGISTER_FILES
from archive.scalars import ID, LOST, MAX_LINE, MAX_TEXT, WRITTEN_FORMS

Schema = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"

SCHEMA_NAMES = tuple(DOCUMENTS)
"""The documents that have a schema: ``circular``, ``initiative``, and each register."""

_WEB = r"https?://\S+"
_PATTERNS: dict[Type, str] = {
    **{type: form.pattern for type, form in WRITTEN_FORMS.items()},
    Type.URL: _WEB,
    Type.LINK_URL: f"{_WEB}|{LOST}",
    Type.ZONE: r"UTC|CES?T|[+-][0-9]{2}:[0-9]{2}|\S+/\S+",
}
_EXAMPLES: dict[Type, tuple[str, ...]] = {
    Type.ZONE: ("Europe/Zurich", "UTC", "CET", "CEST", "+03:00"),
    Type.LINK_URL: (LOST,),
}
"""Values that an editor can propose because they are right for many letters."""
_NUMBERS: dict[Type, Schema] = {
    Type.DATE: {"type": ["string", "integer"], "minimum": 1000, "maximum": 9998},
    Type.MOMENT: {"type": ["string", "integer"], "minimum": 1000, "maximum": 9998},
    Type.SIZE: {"type": ["string", "integer"], "minimum": 0},
    Type.FINGERPRINT: {"type": ["string", "number"]},
}
"""Types of which some values (2021, or a digest of decimal digits) are numbers for YAML."""


def schema(document: str, phrases: Phrases) -> Schema:
    """The schema of *document* (one of :data:`SCHEMA_NAMES`), described in one language."""
    fields, key = DOCUMENTS[document], f"field.{document}"
    top: Schema = {"$schema": DIALECT, "title": phrases(f"fields.document.{document}")}
    if document in REGISTER_FILES:
        return top | _by_id(_group(fields, key, phrases, in_translation=False))
    # A file is of one kind or the other as soon as "translates" stands; until then editors should
    # propose it, so it is named here too.
    return {
        **top,
        "type": "object",
        "properties": {
            row.name: _field(row, f"{key}.{row.name}", phrases, in_translation=True)
            for row in fields
            if row.name == "translates"
        },
        "if": {"required": ["translates"]},
        "then": {"$ref": "#/$defs/translation"},
        "else": {"$ref": "#/$defs/facts"},
        "$defs": {
            "facts": _group(fields, key, phrases, in_translation=False),
            "translation": _group(fields, key, phrases, in_translation=True),
        },
    }


def schema_text(document: str, phrases: Phrases) -> str:
    """The schema as it is published."""
    return json.dumps(schema(document, phrases), ensure_ascii=False, indent=2) + "\n"


def may_stand(row: Field, *, in_translation: bool) -> bool:
    """Whether a field has a place in a translation, or in the file of the facts."""
    if not in_translation:
        return row.stands is not Stands.TRANSLATION
    if row.fields:
        return any(may_stand(below, in_translation=True) for below in row.fields)
    return row.stands is not Stands.FACTS


def _group(
    fields: tuple[Field, ...], key: str, phrases: Phrases, *, in_translation: bool
) -> Schema:
    rows = [row for row in fields if may_stand(row, in_translation=in_translation)]
    return {
        "type": "object",
        "properties": {
            row.name: _field(row, f"{key}.{row.name}", phrases, in_translation=in_translation)
            for row in rows
        },
        "required": [row.name for row in rows if row.required],
        "additionalProperties": False,
    }


def _by_id(entry: Schema) -> Schema:
    names = {"pattern": f"^(?:{ID.pattern})$"}
    return {"type": "object", "propertyNames": names, "additionalProperties": entry}


def _field(row: Field, key: str, phrases: Phrases, *, in_translation: bool) -> Schema:
    """A row of the table, whose help stands under *key* of the strings."""
    found: Schema = {"description": phrases(key)}
    if row.fields:
        group = _group(row.fields, key, phrases, in_translation=in_translation)
        return found | (_by_id(group) if row.shape is Shape.ITEMS else group)
    if row.type in _PATTERNS:
        found["description"] += f" ({phrases(f'fields.types.{row.type}')})"
    one = _value(row, phrases)
    several = {"type": "array", "items": one, "uniqueItems": True}
    if row.shape is Shape.LIST:
        return found | several
    if row.shape is Shape.ONE_OR_LIST:
        return found | {"anyOf": [one, several]}
    return found | one


def _value(row: Field, phrases: Phrases) -> Schema:
    if row.type is Type.CHOICE:
        return {"enum": list(row.choices)}
    if row.type is Type.TEXT_LANGUAGE:
        return {"enum": list(CODES)}
    if row.type is Type.LOCALIZED:
        return {
            "type": "object",
            "properties": {code: _text(MAX_LINE) for code in CODES},
            "additionalProperties": False,
            "minProperties": 1,
        }
    if row.type is Type.LOCALIZED_LIST:
        several = {"type": "array", "items": _text(MAX_LINE), "minItems": 1, "uniqueItems": True}
        return {
            "type": "object",
            "properties": dict.fromkeys(CODES, several),
            "additionalProperties": False,
            "minProperties": 1,
        }
    if row.type not in _PATTERNS:
        return _text(MAX_TEXT if row.type is Type.TEXT else MAX_LINE)
    text: Schema = {
        "type": "string",
        "pattern": _whole(_PATTERNS[row.type]),
        # What the language server of YAML shows instead of the pattern.
        "patternErrorMessage": phrases(f"fields.types.{row.type}"),
        **_NUMBERS.get(row.type, {}),
    }
    if row.type in _EXAMPLES:
        text["examples"] = list(_EXAMPLES[row.type])
    if row.type is Type.FINGERPRINT:
        return {"type": "object", "additionalProperties": text}
    return text


def _text(limit: int) -> Schema:
    return {"type": "string", "pattern": r"\S", "maxLength": limit}


def _whole(pattern: str) -> str:
    """A pattern for a whole value; blanks around it do no harm."""
    return rf"^\s*(?:{pattern})\s*$"
