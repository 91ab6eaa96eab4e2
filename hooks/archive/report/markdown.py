"""The report in words: Markdown for a comment, in all languages, from data nobody vouches for.

The data may come from a pull request of a stranger. Whatever it holds is shown as words: nothing
in it becomes markup, a link, a mention of an account or a reference to an issue, and it ends at a
length that a comment can have.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from typing import Any

from archive.languages import Phrases
from archive.report.differences import FORMAT

MAX_LENGTH = 60_000
"""Characters of the whole report: GitHub takes comments of up to 65,536."""

MAX_ITEMS = 100
"""Items shown of each kind; the rest are counted."""

MAX_WORDS_SHOWN = 2_000
"""Characters shown of one value."""

_CALENDAR = frozenset({"moves", "appears", "postponed", "cancelled", "letter"})
"""What an act can do in calendars."""

_JOINER = "\u2060"
"""A word joiner: invisible, and no link or mention is recognised across it."""

_ACTIVE = re.compile(r"[\\`*_{}\[\]#|~]")
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]+")


class BadReportError(Exception):
    """The data are no report, or one of another version."""


def markdown(data: Any, phrases: Mapping[str, Phrases], preview: str = "") -> str:
    """The report of *data* in every language, one after another.

    *preview* is the address of the run that keeps the built site; unlike the data it is ours. How
    to open it is said after each report, however long that is.

    Raises :class:`BadReportError` for anything that is not a report of this version.
    """
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise BadReportError
    parts = []
    share = MAX_LENGTH // len(phrases)
    for words in phrases.values():
        opening = _preview(preview, words) if preview else ""
        lines = list(_report(data, words))
        parts.append(_cut(lines, share - len(opening), words) + opening)
    return "\n\n---\n\n".join(parts) + "\n"


def _preview(address: str, words: Phrases) -> str:
    said = words("report.preview-how", address=address)
    return f"\n\n### {words('report.preview')}\n\n{said}"


def _cut(lines: list[str], limit: int, words: Phrases) -> str:
    """The lines that fit; whole lines only, so that no element stays open."""
    note = words("report.cut")
    kept: list[str] = []
    length = 0
    for line in lines:
        length += len(line) + 1
        if length > limit - len(note) - 2:
            kept.extend(("", note))
            break
        kept.append(line)
    return "\n".join(kept)


def _report(data: Mapping[str, Any], words: Phrases) -> Iterator[str]:
    yield f"## {words('report.title')}"
    pages, entries = _items(data, "pages"), _items(data, "entries")
    dates, moves = _items(data, "dates"), _items(data, "moves")
    translations, findings = _items(data, "translations"), _items(data, "findings")
    if not (pages or moves or findings):
        yield ""
        yield words("report.nothing")
        return
    if translations:
        yield ""
        yield f"> {words('report.second-reader')}"
        for item in translations[:MAX_ITEMS]:
            reviewed = _text(item.get("reviewed"))
            note = f" {words('report.reviewed', name=reviewed)}" if reviewed else ""
            yield f"> - {_text(item.get('path'))}{note}"
    yield from _section(words, "pages", [line for item in pages for line in _page(item, words)])
    yield from _section(words, "entries", [_entry(item, words) for item in entries])
    yield from _section(words, "dates", [_date(item, words) for item in dates])
    yield from _section(words, "acts", [_act(item, words) for item in _items(data, "acts")])
    yield from _section(words, "moves", [_move(item, words) for item in moves])
    yield from _section(words, "findings", [_finding(item, words) for item in findings])


def _items(data: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    value = data.get(name)
    found = value if isinstance(value, list) else []
    return [item for item in found if isinstance(item, dict)]


def _section(words: Phrases, name: str, lines: list[str]) -> Iterator[str]:
    if not lines:
        return
    yield ""
    yield f"### {words(f'report.{name}')}"
    yield ""
    yield from lines[: MAX_ITEMS * 10]
    if len(lines) > MAX_ITEMS * 10:
        yield words("report.more", number=len(lines) - MAX_ITEMS * 10)


def _page(item: Mapping[str, Any], words: Phrases) -> Iterator[str]:
    kind = _choice(item.get("kind"), "new", "changed", "removed")
    head = words(f"report.page-{kind}", language=_language(item.get("language"), words))
    yield f"- **{head}**: {_text(item.get('title'))} (/{_text(item.get('address'))})"
    for unit in _items(item, "units"):
        runs = unit.get("runs")
        shown = (
            " ".join(_run(run) for run in runs if _is_run(run)) if isinstance(runs, list) else ""
        )
        yield f"  - {_unit(unit.get('unit'), words)}: {shown}"
    more = item.get("more")
    if isinstance(more, int) and more > 0:
        yield f"  - {words('report.more', number=more)}"


def _unit(value: object, words: Phrases) -> str:
    """The name of a paragraph or of a field in plain words."""
    name = value if isinstance(value, str) else ""
    if match := re.fullmatch(r"#p([0-9][0-9a-z.-]{0,20})", name):
        return words("report.paragraph", number=match[1])
    group, _, rest = name.partition(".")
    known = words.get(f"circular.{group}") if re.fullmatch("[a-z-]+", group) else None
    return f"{known} ({_text(rest)})" if isinstance(known, str) and rest else _text(name)


def _is_run(run: object) -> bool:
    return isinstance(run, list) and len(run) == 2 and all(isinstance(part, str) for part in run)


def _run(run: list[str]) -> str:
    kind, text = run[0], _text(run[1])
    if kind == "gone":
        return f"<del>{text}</del>"
    if kind == "new":
        return f"<ins>{text}</ins>"
    return "…" if kind == "cut" else text


def _entry(item: Mapping[str, Any], words: Phrases) -> str:
    kind = _choice(item.get("kind"), "changed", "new")
    head = words(f"report.entry-{kind}", language=_language(item.get("language"), words))
    return f"- **{head}**: {_text(item.get('title'))}"


def _date(item: Mapping[str, Any], words: Phrases) -> str:
    kind = _choice(item.get("kind"), "deadline", "event", "opening")
    old, new = _text(item.get("old")), _text(item.get("new"))
    moment = f"<del>{old}</del> <ins>{new}</ins>" if old and new else ""
    if not moment:
        moment = f"<ins>{new}</ins>" if new else f"<del>{old}</del>"
    head = words(f"report.{kind}")
    what = _in_language(item.get("what"), words)
    return f"- **{head}** {moment}: {what} ({_text(item.get('circular'))})"


def _act(item: Mapping[str, Any], words: Phrases) -> str:
    """What a letter does to a date of another one, as readers of that one will see it."""
    part = _choice(item.get("part"), "letter", "deadline", "event")
    relation = _choice(item.get("relation"), "withdraws", "extends", "reschedules", "replaces")
    key = {"withdraws": f"withdraws-{part}", "replaces": "replaces-letter"}.get(relation, relation)
    values = {name: _text(item.get(name)) for name in ("circular", "of", "old", "new")}
    what = _in_language(item.get("what"), words)
    values["what"] = words.quoted(what.removesuffix("."))
    said = words(f"report.act.{key}", **values)
    kind = _choice(item.get("kind"), "new", "gone")
    calendar = item.get("calendar")
    if calendar in _CALENDAR:
        said = f"{said}; {words(f'report.act.calendar.{calendar}', **values)}"
    counted = _items(item, "counted")
    if relation == "reschedules" and counted:
        shown = ", ".join(_counted(each, words) for each in counted[:MAX_ITEMS])
        said = f"{said}; {words('report.act.counted', what=shown)}"
    return f"- {words(f'report.act.{kind}', of=values['of'], said=said)}"


def _counted(item: Mapping[str, Any], words: Phrases) -> str:
    what, old, new = (
        _in_language(item.get("what"), words),
        *map(_text, (item.get("old"), item.get("new"))),
    )
    return f"{what} (<del>{old}</del> <ins>{new}</ins>)" if old and new else what


def _move(item: Mapping[str, Any], words: Phrases) -> str:
    name = " ".join(_text(item.get(part)) for part in ("name", "part", "language")).strip()
    target = _text(item.get("to"))
    if target:
        return f"- {words('report.moved', name=name, to=target)}"
    reasons = item.get("reason")
    reason = reasons.get(words.language.code) if isinstance(reasons, dict) else ""
    return f"- {words('report.retired', name=name, reason=_text(reason))}"


def _finding(item: Mapping[str, Any], words: Phrases) -> str:
    severity = words(f"severity.{_choice(item.get('severity'), 'error', 'warning')}")
    messages = item.get("messages")
    message = messages.get(words.language.code) if isinstance(messages, dict) else ""
    place = f"{_text(item.get('path'))}:{_text(item.get('line'))}"
    return f"- **{severity}** {place}: {_text(message)} ({_text(item.get('code'))})"


def _in_language(value: object, words: Phrases) -> str:
    """Words that are given in several languages, in the one of *words*."""
    return _text(value.get(words.language.code) if isinstance(value, dict) else value)


def _choice(value: object, *known: str) -> str:
    return value if isinstance(value, str) and value in known else known[0]


def _language(value: object, words: Phrases) -> str:
    code = value if isinstance(value, str) and re.fullmatch("[a-z]{2,3}", value) else ""
    return words.language_name(code) if code else "?"


def _text(value: object) -> str:
    """Any value as plain words on one line: no markup, no links, no mentions."""
    if not isinstance(value, (str, int)):
        return ""
    text = _UNPRINTABLE.sub(" ", str(value))
    if len(text) > MAX_WORDS_SHOWN:
        text = text[: MAX_WORDS_SHOWN - 1] + "…"
    text = html.escape(text, quote=False)
    text = _ACTIVE.sub(lambda match: f"&#{ord(match[0])};", text)
    # What GitHub would link by itself: accounts, issues, addresses.
    text = text.replace("@", f"@{_JOINER}").replace("&#35;", f"&#35;{_JOINER}")
    text = text.replace("://", f":{_JOINER}//").replace("www.", f"www{_JOINER}.")
    return re.sub(r"(?i)\b(GH)-(?=\d)", rf"\1{_JOINER}-", text)
