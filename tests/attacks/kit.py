"""Reads the lists of attacks, and writes archives that hold them."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).parent
MARK = "▸"
"""Stands in a list where the one message must point to."""
WORDS_IN_A_FIELD = 12
TODAY = "2024-05-02"
BUREAUX = "desk:\n  name: {ru: Секретариат, en: Desk}\n  abbreviation: {ru: СП, en: EU}\n"
ADDRESSEES = "members:\n  name: {ru: Члены, en: Members}\n"
LONG = {
    "DEEP-LISTS": "[" * 200,
    "DEEP-MAPPINGS": "{a: " * 200,
    "MANY-ITEMS": "{" + ", ".join(f"a{n}: {{label: x, url: lost}}" for n in range(501)) + "}",
    "MANY": "[" + ", ".join(f"a{n}" for n in range(501)) + "]",
    "LONG": "a" * 200,
}
"""What stands in the lists for attacks by size."""


@dataclass(frozen=True, slots=True)
class Attack:
    """One entry of a list."""

    name: str
    text: str
    code: str
    """Of the rule that refuses it; empty where it is published."""
    group: str

    @property
    def id(self) -> str:
        """As pytest shows it."""
        return f"{self.code or self.group}-{self.name}"


def attacks(carrier: str, outcome: str) -> list[Attack]:
    """The ``published`` or ``refused`` attacks of one list."""
    table = tomllib.loads((HERE / f"{carrier}.toml").read_text("utf-8")).get(outcome, {})
    return [
        Attack(name, text, group if outcome == "refused" else "", group)
        for group, found in table.items()
        for name, text in found.items()
    ]


def registers() -> Iterator[tuple[str, Attack]]:
    """The attacks by registers, each with the name of its register."""
    for register, groups in tomllib.loads((HERE / "registers.toml").read_text("utf-8")).items():
        for code, found in groups.items():
            for name, text in found.items():
                yield register, Attack(f"{register}-{name}", text, code, code)


def names() -> list[tuple[str, str, Mapping[str, Any]]]:
    """The attacks by names of files: code, name, and what is to be made."""
    table = tomllib.loads((HERE / "names.toml").read_text("utf-8"))["refused"]
    return [(code, name, made) for code, found in table.items() for name, made in found.items()]


def at_size(text: str) -> str:
    """*text* with what stands for something long written out."""
    for name, long in LONG.items():
        text = text.replace(name, long)
    return text


def marked(text: str) -> tuple[str, int, int]:
    """*text* without its mark, and the line and column (from 1) of it (0: it has none)."""
    if MARK not in text:
        return text, 0, 0
    assert text.count(MARK) == 1, text
    before = text[: text.index(MARK)]
    return text.replace(MARK, ""), before.count("\n") + 1, len(before) - before.rfind("\n")


def dump(front: Mapping[str, Any], body: str) -> str:
    """A text with front matter."""
    block = yaml.safe_dump(dict(front), allow_unicode=True, sort_keys=False, width=10_000)
    return f"---\n{block}---\n\n{body}"


def write(root: Path, files: Mapping[str, str]) -> Path:
    """An archive of *files* beside two registers."""
    sound = {"registers/bureaux.yml": BUREAUX, "registers/addressees.yml": ADDRESSEES}
    for name, content in {**sound, **files}.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return root


def plain(value: object) -> str:
    """*value* as YAML of one line, in which every strange character is an escape."""
    return yaml.safe_dump(value, default_style='"', width=1_000_000, default_flow_style=True)


Take = Callable[[str], str]
"""Gives the words for a field by its path."""


def hostile_words(take: Take) -> dict[str, Any]:
    """Every field of words of a letter, as it stands in a file of any language."""
    return {
        "date-note": take("date-note"),
        "place": take("place"),
        "subject": take("subject"),
        "summary": take("summary"),
        "action": {name: take(f"action.{name}") for name in ("asks", "how", "next")},
        "salutation": take("salutation"),
        "contacts": {"clerk": {n: take(f"contacts.{n}") for n in ("person", "office")}},
        "events": {
            "meeting": {n: take(f"events.{n}") for n in ("name", "when", "place", "note")},
        },
        "deadlines": {
            "reply": {n: take(f"deadlines.{n}") for n in ("asks", "printed", "how", "note")},
        },
        "links": {"site": {"label": take("links.label")}, "other": {"label": take("links.label")}},
        "annexes": {"annex-1": {"title": take("annexes.title")}},
        "related": {"rule": {"title": take("related.title")}},
        "signatory": {n: take(f"signatory.{n}") for n in ("name", "office", "signature")},
        "closing": take("closing"),
        "changes": {"first": {"note": take("changes.note")}},
    }


def hostile_letter(take: Take) -> dict[str, Any]:
    """The front matter of a letter in which every word is hostile, and every fact is sound."""
    words = hostile_words(take)
    facts: dict[str, Any] = {
        "reference": [take("reference")],
        "bureau": "desk",
        "kind": "letter",
        "date": "2024-03-05",
        "added": "2024-03-10",
        "written-by": take("written-by"),
        "reviewed-by": take("reviewed-by"),
        "initiatives": ["harbours"],
        "addressees": ["members"],
        "subject-source": "letter",
        "paragraphs": "counted",
        "official-url": "https://union.example/letter",
        **words,
    }
    facts["contacts"] = {
        "clerk": {
            **words["contacts"]["clerk"],
            "tel": take("contacts.tel"),
            "fax": take("contacts.fax"),
            "email": "ann@union.example",
            "web": "https://union.example/",
        }
    }
    facts["events"] = {"meeting": {**words["events"]["meeting"], "start": "2024-05-20"}}
    facts["deadlines"] = {
        "reply": {**words["deadlines"]["reply"], "date": "2024-05-12", "link": "site"}
    }
    facts["links"] = {
        name: {**words["links"][name], "url": url}
        for name, url in {"site": "lost", "other": "https://attacker.example/"}.items()
    }
    facts["annexes"] = {"annex-1": {**words["annexes"]["annex-1"], "status": "not-held"}}
    rule = {**words["related"]["rule"], "kind": "resolution", "relation": "cites"}
    facts["related"] = {"rule": rule}
    facts["signatory"] = {"status": "named", **words["signatory"]}
    first = {"date": "2024-05-01", "kind": "corrected", **words["changes"]["first"]}
    facts["changes"] = {"first": first}
    return facts


def hostile_translation(take: Take) -> dict[str, Any]:
    """The front matter of its translation."""
    about = {"translates": "en", "added": "2024-03-12", "written-by": take("written-by")}
    return {**about, "subject-source": "archive", **hostile_words(take)}


def hostile_initiative(take: Take) -> dict[str, Any]:
    """The front matter of an initiative."""
    return {
        "name": take("initiative.name"),
        "short-name": take("initiative.short-name"),
        "added": "2024-03-10",
        "written-by": take("written-by"),
        "contacts": {"clerk": {"person": take("contacts.person")}},
        "links": {"site": {"label": take("links.label"), "url": "https://attacker.example/"}},
    }


def hostile_registers(take: Take) -> dict[str, str]:
    """Registers in which every word is hostile."""

    def both(path: str) -> dict[str, str]:
        return {"ru": take(path), "en": take(path)}

    return {
        "registers/bureaux.yml": plain(
            {"desk": {"name": both("bureau.name"), "abbreviation": both("bureau.abbreviation")}}
        ),
        "registers/addressees.yml": plain({"members": {"name": both("addressee.name")}}),
        "registers/glossary.yml": plain(
            {
                "term": {
                    "abbreviation": {"ru": "БСТ", "en": "BAD"},
                    "name": both("term.name"),
                    "also": {"ru": [take("term.also")], "en": [take("term.also")]},
                    "note": both("term.note"),
                }
            }
        ),
        "registers/moves.yml": plain(
            {
                "gone": {
                    "date": "2024-05-01",
                    "circular": "2023/gone",
                    "retired": both("move.retired"),
                }
            }
        ),
    }


def write_every_published(root: Path) -> Path:
    """One archive with all attacks that are published: each word in every field once, each body."""
    words = [attack.text for attack in attacks("words", "published")]
    bodies = [attack.text.strip("\n") for attack in attacks("bodies", "published")]
    count = -(-len(words) // WORDS_IN_A_FIELD)
    fields: dict[str, int] = {}

    def taking(letter: int) -> Take:
        def take(path: str) -> str:
            begin = letter * WORDS_IN_A_FIELD + 5 * fields.setdefault(path, len(fields))
            chosen = (words[(begin + n) % len(words)] for n in range(WORDS_IN_A_FIELD))
            return " ".join(chosen)

        return take

    files = hostile_registers(taking(0))
    for number in range(count):
        take = taking(number)
        # What opens a block that nothing closes stands last.
        own = sorted(bodies[number::count], key=lambda text: text.startswith("~~~"))
        body = "BAD БСТ.\n\n" + "\n\n".join(own) + "\n"
        files[f"2024/letter-{number}/en.md"] = dump(hostile_letter(take), body)
        files[f"2024/letter-{number}/ru.md"] = dump(hostile_translation(take), body)
    files["initiatives/harbours/en.md"] = dump(hostile_initiative(taking(1)), "`BAD`\n")
    return write(root, files)
