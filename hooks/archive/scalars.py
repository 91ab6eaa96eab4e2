"""Single values of front matter: how each type is written, and what cannot be one."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from functools import partial
from sys import intern

from archive.dates import FIRST_YEAR, LAST_YEAR, Moment, PartialDate, Span, zone
from archive.fields import Field, Type
from archive.languages import CODES
from archive.problems import StringKey
from archive.references import Grammar
from archive.source import Node, Scalar, collapsed, plain_kind
from archive.unseen import shows_something
from archive.web_addresses import is_web_address
from archive.zone_slips import meant_zone

LOST = "lost"
"""What stands for a web address that the letter had and the archive's copy lost."""

MAX_LINE = 1_000
MAX_TEXT = 5_000
ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_EMAIL = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_FILE = re.compile(r"[a-z0-9]+(?:[.-][a-z0-9]+)*\.(?:pdf|docx|xlsx|pptx|odt|ods|csv|txt|zip)")
_CIRCULAR = re.compile(r"[0-9]{4}/[a-z0-9]+(?:-[a-z0-9]+)*")
_EVENT = re.compile(r"(?:[0-9]{4}/[a-z0-9]+(?:-[a-z0-9]+)*#)?[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_SPAN = re.compile(r"[1-9][0-9]{0,2} (?:day|week|month)s?")
_LANGUAGE_CODE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_FORMS = {
    Type.DATE: re.compile(r"[0-9]{4}(?:-[0-9]{2}){0,2}~?"),
    Type.DAY: re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"),
    Type.MOMENT: re.compile(
        r"[0-9]{4}(?:-[0-9]{2}){0,2}~?|[0-9]{4}-[0-9]{2}-[0-9]{2}[ T][0-9]{1,2}:[0-9]{2}"
    ),
}
"""How dates are written: what has the form and is still no date cannot be."""
_IDS = frozenset({Type.BUREAU, Type.ADDRESSEE, Type.ANSWER, Type.INITIATIVE, Type.LINK, Type.ID})
_MATCHED = {
    Type.EMAIL: _EMAIL,
    Type.FILE: _FILE,
    Type.CIRCULAR: _CIRCULAR,
    Type.EVENT: _EVENT,
    Type.LANGUAGE: _LANGUAGE_CODE,
}
"""Types whose values only have a form."""
DIGEST = re.compile(r"[0-9a-f]{16}")
"""A fingerprint of one paragraph."""
_BYTES = re.compile(r"0|[1-9][0-9]{0,11}")
WRITTEN_FORMS: dict[Type, re.Pattern[str]] = {
    **_FORMS,
    **dict.fromkeys(sorted(_IDS), ID),
    Type.EMAIL: _EMAIL,
    Type.FILE: _FILE,
    Type.SIZE: _BYTES,
    Type.LANGUAGE: _LANGUAGE_CODE,
    Type.CIRCULAR: _CIRCULAR,
    Type.EVENT: _EVENT,
    Type.SPAN: _SPAN,
    Type.FINGERPRINT: DIGEST,
}
"""How values of these types (digests, of a fingerprint) are written, for schemas."""


class MisfitError(Exception):
    """A value that its field cannot take; *code*, *variant* and *values* word the problem."""

    def __init__(self, code: str, *, variant: str = "", **values: object) -> None:
        super().__init__(code)
        self.code, self.variant, self.values = code, variant, values


def scalar_reader(row: Field, grammar: Grammar) -> Callable[[Node], object]:
    """What reads one scalar by its row of the table; it raises :class:`MisfitError`."""
    kind = row.type
    if kind is Type.LINE:
        return _line
    if kind is Type.TEXT:
        return _text
    if kind in _FORMS:
        return partial(_date, kind)
    if kind is Type.SIZE:
        return _size
    if kind is Type.SPAN:
        return _span
    if kind is Type.REFERENCE:
        return lambda node: grammar.parse(_line(node))
    if kind in _IDS:
        return _id
    if kind is Type.CHOICE:
        return partial(_choice, row.choices)
    if kind in _MATCHED:
        return partial(_matched, _MATCHED[kind], f"bad-{kind}")
    return partial(_judged, _JUDGES[kind])


def _line(node: Node) -> str:
    return plain_text(node, MAX_LINE)


def _text(node: Node) -> str:
    return plain_text(node, MAX_TEXT)


def _id(node: Node) -> str:
    text = plain_text(node, MAX_LINE)
    if not ID.fullmatch(text):
        raise bad_id(text)
    return intern(text)


def _choice(choices: tuple[str, ...], node: Node) -> str:
    text = plain_text(node, MAX_LINE)
    if text not in choices:
        raise MisfitError("bad-choice", value=text, known=", ".join(choices))
    return intern(text)  # letters have few different ones


def _matched(form: re.Pattern[str], code: str, node: Node) -> str:
    text = plain_text(node, MAX_LINE)
    if not form.fullmatch(text):
        raise MisfitError(code, value=text)
    return text


def _judged(judge: Callable[[str], None], node: Node) -> str:
    text = plain_text(node, MAX_LINE)
    judge(text)
    return text


def _judge_zone(text: str) -> None:
    try:
        zone(text)
    except ValueError:
        raise _bad_zone(text) from None


def _judge_url(text: str) -> None:
    if not is_web_address(text):
        raise MisfitError("bad-url", value=text)


def _judge_link_url(text: str) -> None:
    if text != LOST:
        _judge_url(text)


def _judge_language(text: str) -> None:
    if text not in CODES:
        raise MisfitError("bad-text-language", value=text, known=", ".join(CODES))


_JUDGES = {
    Type.ZONE: _judge_zone,
    Type.URL: _judge_url,
    Type.LINK_URL: _judge_link_url,
    Type.TEXT_LANGUAGE: _judge_language,
}


def bad_id(text: str) -> MisfitError:
    """What is wrong with a *text* that is no id, and the id that it is but for its spelling."""
    meant = re.sub(r"[\s_-]+", "-", text.strip().lower())
    if ID.fullmatch(meant):
        return MisfitError("bad-id", variant="close", value=text, meant=meant)
    return MisfitError("bad-id", value=text)


def _bad_zone(text: str) -> MisfitError:
    meant = meant_zone(text)
    if meant:
        shown = meant if plain_kind(meant) == "str" else f'"{meant}"'  # YAML reads +10:00 as 600
        return MisfitError("bad-zone", variant="close", value=text, meant=shown)
    return MisfitError("bad-zone", value=text)


def _span(node: Node) -> Span:
    if isinstance(node, Scalar) and node.kind in ("int", "float"):  # a unit is what it lacks
        variant = "number" if re.fullmatch(r"[1-9][0-9]{0,2}", node.value) else ""
        raise MisfitError("bad-span", variant=variant, value=node.value)
    text = plain_text(node, MAX_LINE)
    try:
        return Span.parse(text)
    except ValueError:
        raise MisfitError("bad-span", value=text) from None


def plain_text(node: Node, limit: int) -> str:
    """Text of one value, its blanks collapsed; raises :class:`MisfitError`."""
    if not isinstance(node, Scalar):
        raise MisfitError("wrong-shape", expected=StringKey("shape.one"))
    if node.kind != "str":
        if node.kind == "null":
            raise MisfitError("empty-value")
        # YAML 1.1 reads NO as false, 012 as ten, 10:30 as 630, 352 as a number.
        raise MisfitError("yaml-trap", value=node.value, kind=StringKey(f"yaml.{node.kind}"))
    text = collapsed(node.value)
    if not shows_something(text):
        raise MisfitError("empty-value")
    if len(text) > limit:
        raise MisfitError("too-long", length=len(text), limit=limit)
    return text


def _size(node: Node) -> int:
    if not isinstance(node, Scalar):
        raise MisfitError("wrong-shape", expected=StringKey("shape.one"))
    if node.kind == "null" or not node.value.strip():
        raise MisfitError("empty-value")
    if not _BYTES.fullmatch(node.value):
        raise MisfitError("bad-size", value=node.value)
    return int(node.value)


def _date(kind: Type, node: Node) -> object:
    if not isinstance(node, Scalar):
        raise MisfitError("wrong-shape", expected=StringKey("shape.one"))
    text = node.value.strip()
    if not text or node.kind == "null":
        raise MisfitError("empty-value")
    if _FORMS[kind].fullmatch(text) and not FIRST_YEAR <= int(text[:4]) <= LAST_YEAR:
        limits = {"first": FIRST_YEAR, "last": LAST_YEAR}
        raise MisfitError("impossible-date", variant="year", value=text, **limits)
    try:
        if kind is Type.DATE:
            return PartialDate.parse(text)
        if kind is Type.MOMENT:
            return Moment.parse(text)
        if not _FORMS[kind].fullmatch(text):
            raise ValueError(text)
        return dt.date.fromisoformat(text)
    except ValueError:
        code = "impossible-date" if _FORMS[kind].fullmatch(text) else f"bad-{kind}"
        raise MisfitError(code, value=text) from None
