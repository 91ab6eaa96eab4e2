"""Writes an invented archive of any size: registers, initiatives and letters.

From the repository's root::

    python -m tests.search.archive FOLDER --number 320
    ARCHIVE_CIRCULARS=FOLDER ARCHIVE_TODAY=2026-11-22 python -m mkdocs build -d SITE

The registers are the archive's own, so that bureaux, addressees and abbreviations have their
real names in both languages. The same number gives the same files, byte by byte.
"""

from __future__ import annotations

import argparse
import json
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.search import naming, tables
from tests.search.plan import Plan, plans
from tests.search.prose import Words, Writer

SMALL = 320
"""The size for which the queries are chosen."""
_REGISTERS = Path(__file__).parents[2] / "circulars" / "registers"
_TAKEN = ("addressees.yml", "answers.yml", "bureaux.yml", "glossary.yml")
_FOUNDED = "2026-11-01"
"""The day on which all letters entered the archive that are not of later days."""
_ADDRESSEES = (
    ("member-states", "sector-members"),
    ("member-states", "itu-t-sector-members", "itu-t-associates", "academia"),
    ("member-states", "itu-d-sector-members", "academic-organizations"),
    ("member-state-administrations", "un-specialized-agencies"),
    ("sector-members", "associates", "academia"),
)


def write_archive(root: Path, number: int = SMALL, writer: type[Writer] = Writer) -> Path:
    """Write *number* letters, the registers and the initiatives into *root*, and return it.

    Another *writer* gives the same letters other words.
    """
    (root / "registers").mkdir(parents=True, exist_ok=True)
    for name in _TAKEN:
        if (_REGISTERS / name).is_file():
            shutil.copyfile(_REGISTERS / name, root / "registers" / name)
    _write_initiatives(root)
    planned = plans(number)
    _write_words(root, planned)
    for plan in planned:
        _write_letter(root / plan.key, plan, planned, writer)
    return root


def _write_initiatives(root: Path) -> None:
    for name, initiative in tables.initiatives().items():
        for column, language in enumerate(tables.LANGUAGES):
            facts: dict[str, Any] = {} if column == 0 else {"translates": "ru"}
            facts |= {
                "name": initiative["name"][column],
                "short-name": initiative["short"][column],
                "added": _FOUNDED,
                "written-by": "machine",
            }
            body = "\n\n".join(say[column] for say in initiative["says"])
            _write(root / "initiatives" / name / f"{language}.md", facts, body)


def _write_words(root: Path, planned: Sequence[Plan]) -> None:
    """Names that no dictionary has, so that the checker does not ask about each."""
    names = tables.names()
    pairs = [*names["men"], *names["women"], *names["surnames"]]
    pairs += [tables.coined(plan.place // 2) for plan in planned]
    pairs += [tables.coined(plan.place + naming.SPEAKERS) for plan in planned]
    for column, language in enumerate(tables.LANGUAGES):
        listed = {part for pair in pairs for part in pair[column].split()}
        cities = {row[2 * column] for row in names["cities"]}
        text = "".join(f"{word}\n" for word in sorted(listed | cities | {"г-жа", "г-н"}))
        (root / "registers" / f"words.{language}.txt").write_text(text, encoding="utf-8")


def _write_letter(folder: Path, plan: Plan, planned: Sequence[Plan], writer: type[Writer]) -> None:
    for language in plan.languages:
        words = writer(plan, planned, language).words()
        if language == plan.languages[0]:
            facts = _facts(plan, planned, words, language)
        else:
            facts = {"translates": plan.languages[0], **_translation(plan, words, language)}
        text = _text(plan, words)
        _write(folder / f"{language}.md", facts, text, keeps_yo=plan.keeps_yo or language != "ru")


def _facts(plan: Plan, planned: Sequence[Plan], words: Words, language: str) -> dict[str, Any]:
    """The front matter of the file that carries the facts."""
    topic = tables.topics()[plan.topic]
    addressees = _ADDRESSEES[plan.place % len(_ADDRESSEES)]
    reference = naming.reference(plan, language)
    facts: dict[str, Any] = {
        **({"reference": reference} if reference else {}),
        "bureau": topic["bureau"],
        "kind": plan.kind,
        "date": plan.date.isoformat(),
        "place": ("Женева", "Geneva")[tables.LANGUAGES.index(language)],
        "added": _added(plan),
        "written-by": "machine",
        "initiatives": [topic["initiative"]],
        "addressees": list(addressees),
        "subject": words.subject,
        "subject-source": "letter",
        "summary": words.summary,
        **_courtesy(language),
        "paragraphs": "numbered" if plan.place % 3 else "counted",
        "contacts": {
            "secretariat": _contact(plan, language) | {"email": f"{plan.topic}@union.example"}
        },
    }
    if plan.days and words.event:
        event: dict[str, Any] = {"name": words.event, "start": plan.days[0].isoformat()}
        if plan.days[1] != plan.days[0]:
            event["end"] = plan.days[1].isoformat()
        event["format"] = "virtual" if plan.is_virtual else "physical"
        if not plan.is_virtual:
            event["place"] = naming.place(plan, language)
        facts["events"] = {"event": event}
    if plan.deadline:
        kind = tables.occasions().get(plan.occasion, {}).get("kind")
        facts["deadlines"] = {
            "answer": {
                **({"kind": kind} if kind else {}),
                "asks": words.asks,
                "of": list(addressees),
                "date": plan.deadline.isoformat(),
                "by": ["form"],
                "link": "form",
            }
        }
    if _has_link(plan):
        url = f"https://union.example/{plan.topic}/{plan.place}"
        facts["links"] = {"form": {"label": _label(language), "url": url}}
    if related := _related(plan, planned):
        facts["related"] = related
    return facts


def _translation(plan: Plan, words: Words, language: str) -> dict[str, Any]:
    """The front matter of the other language's file: words by the ids of the facts."""
    facts: dict[str, Any] = {
        "place": ("Женева", "Geneva")[tables.LANGUAGES.index(language)],
        "added": _added(plan),
        "written-by": "machine",
        "subject": words.subject,
        "subject-source": "archive",
        "summary": words.summary,
        **_courtesy(language),
        "contacts": {"secretariat": _contact(plan, language)},
    }
    if plan.days and words.event:
        event = {"name": words.event}
        if not plan.is_virtual:
            event["place"] = naming.place(plan, language)
        facts["events"] = {"event": event}
    if plan.deadline:
        facts["deadlines"] = {"answer": {"asks": words.asks}}
    if _has_link(plan):
        facts["links"] = {"form": {"label": _label(language)}}
    return facts


def _added(plan: Plan) -> str:
    return max(_FOUNDED, plan.date.isoformat())


def _courtesy(language: str) -> dict[str, str]:
    salutation = {"ru": "Уважаемая госпожа, уважаемый господин!", "en": "Dear Madam, dear Sir,"}
    closing = {"ru": "С уважением,", "en": "Yours faithfully,"}
    return {"salutation": salutation[language], "closing": closing[language]}


def _contact(plan: Plan, language: str) -> dict[str, Any]:
    number = list(tables.topics()).index(plan.topic)
    return {"person": naming.official(number, language)}


def _label(language: str) -> str:
    return {"ru": "Страница для ответов", "en": "Page for answers"}[language]


def _has_link(plan: Plan) -> bool:
    return not plan.is_act or plan.occasion == "extension"


def _related(plan: Plan, planned: Sequence[Plan]) -> dict[str, Any]:
    if plan.target is not None:
        relation = tables.acts()[plan.occasion]["relation"]
        entry = {"kind": "circular", "relation": relation, "circular": planned[plan.target].key}
        entry |= {"extension": {"deadline": "answer"}, "cancellation": {"event": "event"}}.get(
            plan.occasion, {}
        )
        related = {"earlier": entry}
        if plan.occasion == "cancellation":
            rest = {key: value for key, value in entry.items() if key != "event"}
            related["answers"] = {**rest, "deadline": "answer"}
        return related
    if plan.earlier is not None:
        key = planned[plan.earlier].key
        return {"earlier": {"kind": "circular", "relation": "follows", "circular": key}}
    return {}


def _text(plan: Plan, words: Words) -> str:
    """The body: paragraphs as the letter counts them, and its annex."""
    blocks = []
    for number, paragraph in enumerate(words.paragraphs, start=1):
        if plan.place % 3:
            mark = f"{number}. "
            blocks.append(mark + paragraph.replace("\n", f"\n{' ' * len(mark)}"))
        else:
            blocks.append(paragraph)
    if words.annex:
        title, *rest = words.annex
        blocks += [f"## [annex-1] {title}", *rest]
    return "\n\n".join("\n".join(line.rstrip() for line in block.split("\n")) for block in blocks)


def _write(path: Path, facts: Mapping[str, Any], body: str, *, keeps_yo: bool = True) -> None:
    text = "---\n" + "".join(_lines(facts)) + f"---\n\n{body}\n"
    path.parent.mkdir(parents=True, exist_ok=True)
    if not keeps_yo:
        text = text.replace("ё", "е").replace("Ё", "Е")
    path.write_text(text, encoding="utf-8")


def _lines(values: Mapping[str, Any], indent: str = "") -> list[str]:
    """A mapping as YAML; a text in quotation marks is written as JSON writes it."""
    lines = []
    for name, value in values.items():
        if isinstance(value, Mapping):
            lines += [f"{indent}{name}:\n", *_lines(value, indent + "  ")]
        elif isinstance(value, list):
            lines.append(f"{indent}{name}: [{', '.join(value)}]\n")
        else:
            lines.append(f"{indent}{name}: {json.dumps(value, ensure_ascii=False)}\n")
    return lines


def main(arguments: Sequence[str] | None = None) -> None:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m tests.search.archive", description=__doc__)
    parser.add_argument("folder", type=Path, help="where to write; made where it is missing")
    parser.add_argument("--number", type=int, default=SMALL, help="how many letters (%(default)s)")
    options = parser.parse_args(arguments)
    if options.folder.is_dir() and any(options.folder.iterdir()):
        parser.error(f"{options.folder} is not empty")
    write_archive(options.folder, options.number)


if __name__ == "__main__":
    main()
