"""A sheet as plain data (JSON), the only thing that a confined process may hand back."""

from __future__ import annotations

import json
from typing import Any

from archive.importing.readers.problems import KEYS, LetterFileError
from archive.importing.sheet import Kind, Mark, MarkKind, Passage, Place, Sheet


def sheet_as_json(sheet: Sheet) -> str:
    """The JSON text of a sheet; lone surrogates and the like are escaped."""
    passages = [
        [
            passage.kind.value,
            passage.text,
            [passage.place.line, passage.place.page],
            passage.label,
            passage.depth,
            passage.table,
            [[mark.start, mark.end, mark.kind.value, mark.target] for mark in passage.marks],
        ]
        for passage in sheet.passages
    ]
    return json.dumps(
        {
            "passages": passages,
            "paragraphs": sheet.has_paragraphs,
            "counted": sheet.counts_paragraphs,
        }
    )


def problem_as_json(error: LetterFileError) -> str:
    """The JSON text of an error."""
    return json.dumps({"problem": error.key, "values": dict(error.values)})


def sheet_from_json(name: str, text: str) -> Sheet:
    """The sheet; raises the LetterFileError that was written, ``damaged`` for anything else."""
    try:
        data: Any = json.loads(text)
        if "problem" in data:
            key = data["problem"] if data["problem"] in KEYS else "damaged"
            raise LetterFileError(key, **{str(k): v for k, v in data["values"].items()})
        return Sheet(
            name=name,
            passages=tuple(_passage(row) for row in data["passages"]),
            has_paragraphs=bool(data["paragraphs"]),
            counts_paragraphs=bool(data["counted"]),
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        raise LetterFileError("damaged") from None


def _passage(row: list[Any]) -> Passage:
    kind, text, (line, page), label, depth, table, marks = row
    return Passage(
        kind=Kind(kind),
        text=str(text),
        place=Place(line=line, page=page),
        label=str(label),
        depth=depth,
        table=table,
        marks=tuple(
            Mark(start=start, end=end, kind=MarkKind(kind), target=str(target))
            for start, end, kind, target in marks
        ),
    )
