"""What the store keeps of one folder: its findings, its facts, and its finished bodies."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import fields
from hashlib import blake2b
from typing import Any

from archive.checks.findings import Findings
from archive.checks.library import REGISTERS
from archive.kept_findings import findings_of, plain_findings
from archive.model import Circular, Initiative, Named, Paragraph, Text
from archive.render.fragment import Fragment
from archive.store.codec import Codec, StoredValueError
from archive.store.rows import Card, FolderRow, StoredText

Facts = Circular | Initiative

NAMES = tuple(each.name for each in fields(Circular))
"""The fields of a circular, in the order of their lines."""

OF_LISTS = (
    *("references", "bureau", "kind", "date", "subject", "texts", "initiatives", "addressees"),
    *("related", "deadlines", "events", "contacts", "action", "changes", "annexes", "first_key"),
)
"""The fields that whole lists, feeds, calendars and the index of references are made of."""

_NAMED = frozenset(REGISTERS.values())
"""What a letter names, for rules that run in every build; addresses on the web are for others."""
_TYING = ("references", "date", "related", "deadlines", "events")
"""The fields that decide how letters hang together."""


def _place(kind: type, name: str) -> int:
    return [each.name for each in fields(kind)].index(name)


_TEXTS: Mapping[type, int] = {kind: _place(kind, "texts") for kind in (Circular, Initiative)}
OUTLINE = _place(Text, "outline")
"""Where the plain values of a text have its outline; there is none on a card."""
_OF_BODIES = {OUTLINE, _place(Text, "digest"), _place(Text, "behind")}
_PART_DIGEST = _place(Paragraph, "digest")


class RowWriter:
    """Turns what was read into rows."""

    def __init__(self, codec: Codec) -> None:
        self._codec = codec

    def row(
        self,
        path: str,
        digest: str,
        findings: Findings,
        facts: Facts | None,
        fragments: Mapping[str, Fragment],
    ) -> FolderRow:
        """The row of one folder."""
        written, judged = _json(plain_findings(findings)), _judged(findings)
        if facts is None:
            card = Card(path=path, judged=judged, is_troubled=bool(findings.problems))
            return FolderRow(card=card, digest=digest, findings=written)
        plain = self._codec.plain(type(facts), facts)
        texts = {code: _json(self._codec.plain(Fragment, each)) for code, each in fragments.items()}
        named = _json(
            [
                self._codec.plain(Named, each)
                for code in facts.texts
                if code in fragments
                for each in fragments[code].named
            ]
        )
        values = [_json(value) for value in plain]
        lines = dict(zip(NAMES, values, strict=False))  # trailing defaults are left out
        at_texts = _TEXTS[type(facts)]
        of_texts = plain[at_texts]
        is_letter = isinstance(facts, Circular)
        card = Card(
            path=path,
            rank=_rank(facts),
            facts=_on_card(lines, of_texts) if is_letter else "",
            shown=_digest(
                _listed(
                    [*values[:at_texts], _json(_without_bodies(of_texts)), *values[at_texts + 1 :]]
                )
            ),
            judged=judged,
            tied=tied_digest(named, lines),
            ties=" ".join(sorted(_ties(facts))),
            is_troubled=bool(findings.problems),
        )
        whole = "\n".join(lines.get(name, "") for name in NAMES) if is_letter else _listed(values)
        return FolderRow(
            card=card,
            digest=digest,
            findings=written,
            facts=whole,
            named=named,
            texts={
                code: StoredText(body=text, digest=_digest(text + _json(of_texts[code])))
                for code, text in texts.items()
            },
        )


class RowReader:
    """Turns rows into what was read; raises :class:`StoredValueError`."""

    def __init__(self, codec: Codec) -> None:
        self._codec = codec

    @staticmethod
    def findings(text: str) -> Findings:
        """The findings of a folder."""
        try:
            return findings_of(json.loads(text))
        except (ValueError, TypeError, IndexError, KeyError) as error:
            raise StoredValueError(str(error)) from None

    def fragment(self, text: str) -> Fragment:
        """A finished body."""
        made: Fragment = self._codec.made(Fragment, _plain(text))
        return made

    def initiative(self, text: str) -> Initiative:
        """An initiative."""
        made: Initiative = self._codec.made(Initiative, _plain(text))
        return made

    def named(self, text: str) -> list[Named]:
        """What texts name."""
        return [self._codec.made(Named, item) for item in _plain(text)]


def _plain(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError as error:
        raise StoredValueError(str(error)) from None


def _without_bodies(texts: Mapping[str, list[Any]]) -> dict[str, list[Any]]:
    """The plain texts of facts without what only the bodies say: the digests of files and of
    paragraphs, and by what a translation is behind. How a text is divided stays: other letters'
    pages name its paragraphs."""
    found = {}
    for code, text in texts.items():
        parts = [[*part[:_PART_DIGEST], *part[_PART_DIGEST + 1 :]] for part in text[OUTLINE]]
        others = [value for at, value in enumerate(text) if at not in _OF_BODIES]
        found[code] = [parts, *others]
    return found


def _on_card(lines: Mapping[str, str], texts: Mapping[str, list[Any]]) -> str:
    """The facts on a letter's card: how its texts are divided is asked of one letter at a time."""
    plain = {
        code: [None if at == OUTLINE else value for at, value in enumerate(text)]
        for code, text in texts.items()
    }
    return "\n".join({**lines, "texts": _json(plain)}.get(name, "") for name in OF_LISTS)


def tied_digest(named: str, lines: Mapping[str, str]) -> str:
    """The digest of what decides how a letter and others hang together: what its texts name, and
    the lines of some of its fields."""
    return _digest("\n".join([named, *(lines.get(name, "") for name in _TYING)]))


def _rank(facts: Facts) -> str:
    if not isinstance(facts, Circular):
        return ""
    day, key = facts.order()
    return f"{day.isoformat()} {key}"


def _ties(facts: Facts) -> set[str]:
    """The letters that a letter's own facts name."""
    if not isinstance(facts, Circular):
        return set()
    found = {related.circular or "" for related in facts.related}
    found.update(each.relative.circular for each in facts.deadlines if each.relative)
    return found - {"", facts.key}


def _judged(findings: Findings) -> str:
    """The digest of what rules on the whole archive see of a folder, without the places."""
    extract, held = findings.extract, findings.extract.holding
    return _digest(
        _json(
            [
                [extract.kind, extract.key, extract.date],
                [[each.canonical, each.slug] for each in extract.references],
                [each[:9] for each in extract.relations],
                [*extract.deadlines, *extract.events],
                [each[:5] for each in extract.counted],
                sorted(
                    {(each.kind, each.value) for each in extract.mentions if each.kind in _NAMED}
                ),
                {language: sorted(places) for language, places in held.places.items()},
                [held.files, held.bureau, held.initiatives, sorted(held.added.items())],
                [_json(plain_findings(findings)) if findings.problems else ""],
            ]
        )
    )


_encode = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":")).encode
_EMPTY: Mapping[type, str] = {str: '""', list: "[]", dict: "{}", type(None): "null"}
"""What most fields of most letters are."""


def _json(value: object) -> str:
    if not value and (text := _EMPTY.get(type(value))):
        return text
    return _encode(value)


def _listed(values: Iterable[str]) -> str:
    """The list of values that are JSON already."""
    return f"[{','.join(values)}]"


def _digest(text: str) -> str:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()
