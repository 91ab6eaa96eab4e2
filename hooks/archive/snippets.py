"""Snippets for VS Code from the table of fields: what completes the front matter of Markdown there.

Its YAML support does not reach into front matter, so that a schema alone would help nobody while
typing. The file is committed (``.vscode/circulars.code-snippets``); a test keeps it in step.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from archive.fields import DOCUMENTS, Field, Shape, Type
from archive.languages import CODES, Phrases
from archive.listing import REGISTER_FILES
from archive.schemas import may_stand

_TRANSLATION = "translation"
_SCOPE = "markdown,yaml"
"""VS Code takes front matter for YAML, but only once the file's colours are worked out."""
_INCLUDE = "**/circulars/**/*.md"


def snippets(phrases: Mapping[str, Phrases]) -> str:
    """All snippets as JSON; descriptions are in all languages, since one file serves everybody."""
    found: dict[str, dict[str, Any]] = {}
    for document, fields in DOCUMENTS.items():
        if document in REGISTER_FILES:
            continue
        for name, snippet in _of_document(document, fields, phrases):
            found.setdefault(name, snippet)  # initiatives share most of the circulars' fields
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"


def _of_document(
    document: str, fields: tuple[Field, ...], phrases: Mapping[str, Phrases]
) -> Iterator[tuple[str, dict[str, Any]]]:
    about = _said(phrases, f"fields.document.{document}")
    for in_translation in (False, True):
        rows = _wanted(fields, in_translation=in_translation)
        if in_translation:
            rows = [next(row for row in fields if row.name == "translates"), *rows]
        body = ["---", *_lines(rows, _Stops(), in_translation=in_translation), "---", "", "$0"]
        name = f"{document}: {_TRANSLATION}" if in_translation else document
        prefix = _TRANSLATION if in_translation else document
        yield name, {**_snippet(prefix, body, about), "isFileTemplate": True}
    for path, row, parent in _walk(fields):
        if row.type is Type.FINGERPRINT:  # written by the archive, never by hand
            continue
        said = _said(phrases, f"field.{document}.{path}")
        variants = {
            mode: tuple(_lines([row], _Stops(), in_translation=mode))
            for mode in (False, True)
            if may_stand(row, in_translation=mode) and _stands_alone(row, parent, mode)
        }
        if False in variants:
            yield path, _snippet(row.name, variants[False], said)
        if True in variants and variants[True] != variants.get(False):
            name = path if False not in variants else f"{path}: {_TRANSLATION}"
            yield name, _snippet(row.name, variants[True], said)


def _snippet(prefix: str, body: list[str] | tuple[str, ...], said: str) -> dict[str, Any]:
    return {
        "scope": _SCOPE,
        "include": _INCLUDE,
        "prefix": prefix,
        "body": list(body),
        "description": said,
    }


def _said(phrases: Mapping[str, Phrases], key: str) -> str:
    return " / ".join(words(key) for words in phrases.values())


def _walk(
    fields: tuple[Field, ...], prefix: str = "", parent: Field | None = None
) -> Iterator[tuple[str, Field, Field | None]]:
    """All rows with their paths, and the row that they stand below."""
    for row in fields:
        yield prefix + row.name, row, parent
        yield from _walk(row.fields, f"{prefix}{row.name}.", row)


def _wanted(fields: tuple[Field, ...], *, in_translation: bool) -> list[Field]:
    """What a snippet of these fields begins with: the required and the usual ones, else all."""
    rows = [row for row in fields if may_stand(row, in_translation=in_translation)]
    return [row for row in rows if row.required or row.usual] or rows


def _stands_alone(row: Field, parent: Field | None, in_translation: bool) -> bool:
    """Whether a row is not always in its parent's snippet already."""
    if parent is None or row.usual:
        return True
    return row not in _wanted(parent.fields, in_translation=in_translation)


class _Stops:
    """Numbers the places at which an editor stops."""

    def __init__(self) -> None:
        self._last = 0

    def next(self, default: str = "", choices: tuple[str, ...] = ()) -> str:
        """The next place, with a word that stands there already or with words to choose from."""
        self._last += 1
        if choices:
            return f"${{{self._last}|{','.join(choices)}|}}"
        return f"${{{self._last}:{default}}}" if default else f"${self._last}"


def _lines(rows: list[Field], stops: _Stops, *, in_translation: bool) -> Iterator[str]:
    for row in rows:
        if row.fields:
            yield f"{row.name}:"
            indent = "  "
            if row.shape is Shape.ITEMS:
                yield f"  {stops.next('id')}:"
                indent = "    "
            below = _wanted(row.fields, in_translation=in_translation)
            for line in _lines(below, stops, in_translation=in_translation):
                yield indent + line
        elif row.type is Type.TEXT:  # a plain value with a colon in it would be no YAML
            yield f"{row.name}: >-"
            yield f"  {stops.next()}"
        else:
            choices = CODES if row.type is Type.TEXT_LANGUAGE else row.choices
            stop = stops.next(choices=choices)
            yield f"{row.name}: [{stop}]" if row.shape is Shape.LIST else f"{row.name}: {stop}"
