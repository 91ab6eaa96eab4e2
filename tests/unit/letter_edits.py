"""Random edits of letters: most are sound, some have faults."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from random import Random

from whole_builds import LIVES, State

LETTERS = ("lb-1", "lb-5", "lb-9", "sb-2", "sb-3", "sb-6", "sb-10")
"""Those of the lives that the edits begin with."""

_REFERENCE = re.compile(r"(?m)^reference: [LS]B/(\d+)$")
_ITEMS = re.compile(r"(?m)^(deadlines|events):\n((?: .*\n)+)")
_ID = re.compile(r"(?m)^  ([a-z][a-z-]*):$")
_DAY = re.compile(r"(?m)^(    (?:date|start): )(2026-\d\d-\d\d)")
_WORDS = {
    "ru": ("Море спокойно.", "Маяк горит всю ночь.", "См. Циркуляр 5 БСЭ.", "О ПМО скажут позже."),
    "en": ("The sea is calm.", "The light burns.", "See TSB Circular 5.", "ISO will tell of it."),
}
_BUREAUX = ("lamp", "sea")
_RELATIONS = ("cites", "follows", "replaces", "corrects", "adds-to")


def beginning() -> State:
    """The archive before all edits: letters that move and end each other's dates."""
    files = {}
    for path in sorted(LIVES.rglob("*.*")):
        name = path.relative_to(LIVES).as_posix()
        if not name.startswith("2026/") or name.split("/")[1] in LETTERS:
            text = path.read_text("utf-8")
            files[name] = _REFERENCE.sub(r"reference: TSB Circular \1", text).encode()
    files["registers/glossary.yml"] = glossary("Порт морских огней", "International Sea Office")
    return State(files=files)


def glossary(ru: str, en: str) -> bytes:
    """A register with one term, of these names."""
    return (
        f"office:\n  abbreviation: {{ru: ПМО, en: ISO}}\n  name: {{ru: {ru}, en: {en}}}\n"
    ).encode()


def letters(state: State) -> list[str]:
    """The keys of all letters."""
    return sorted({name.rpartition("/")[0] for name in state.files if name.startswith("2026/")})


def _texts(state: State) -> list[str]:
    return sorted(name for name in state.files if name.startswith("2026/") and name.endswith(".md"))


def _facts(state: State, key: str) -> str:
    """The file of a letter that states its facts."""
    names = [name for name in _texts(state) if name.startswith(f"{key}/")]
    return next(name for name in names if "\nbureau: " in state.text(name))


def with_line(state: State, name: str, field: str, value: str) -> State:
    """A text with another line of its front matter."""
    text = re.sub(rf"(?m)^{field}: .*$", lambda _: f"{field}: {value}", state.text(name), count=1)
    return state.having({name: text})


def language_of(name: str) -> str:
    """The language of a text, by its path."""
    return name.rpartition("/")[2].removesuffix(".md")


def _paragraph(state: State, dice: Random) -> State:
    name = dice.choice(_texts(state))
    text = state.text(name)
    words = dice.choice(_WORDS[language_of(name)])
    if dice.random() < 0.4:  # as long as before
        return state.having({name: text[::-1].replace(".", "!", 1)[::-1]})
    return state.having({name: f"{text.rstrip()} {words}\n"})


def _further_paragraph(state: State, dice: Random) -> State:
    key = dice.choice(letters(state))
    names = [name for name in _texts(state) if name.startswith(f"{key}/")]
    number = dice.randrange(4)
    return state.having(
        {name: f"{state.text(name)}\n{_WORDS[language_of(name)][number]}\n" for name in names}
    )


def _subject(state: State, dice: Random) -> State:
    name = dice.choice(_texts(state))
    subject = {"ru": "Письмо о волнах", "en": "A letter on waves"}[language_of(name)]
    return with_line(state, name, "subject", f"{subject} {dice.randrange(9)}")


def _summary(state: State, dice: Random) -> State:
    name = dice.choice(_texts(state))
    summary = {"ru": "О волнах и ветре.", "en": "On waves and winds."}[language_of(name)]
    return with_line(state, name, "summary", summary)


def _date(state: State, dice: Random) -> State:
    name = _facts(state, dice.choice(letters(state)))
    return with_line(state, name, "date", f"2026-0{dice.randrange(1, 7)}-{dice.randrange(10, 28)}")


def _added(state: State, dice: Random) -> State:
    return with_line(
        state, dice.choice(_texts(state)), "added", f"2026-06-{dice.randrange(23, 29)}"
    )


def _reference(state: State, dice: Random) -> State:
    name = _facts(state, dice.choice(letters(state)))
    return with_line(state, name, "reference", f"TSB Circular {dice.randrange(1, 12)}")


def _initiatives_of(state: State, dice: Random) -> State:
    name = _facts(state, dice.choice(letters(state)))
    value = dice.choice(("[]", "[lights]", "[tides]", "[tides, lights]"))
    return with_line(state, name, "initiatives", value)


def _bureau_of(state: State, dice: Random) -> State:
    return with_line(
        state, _facts(state, dice.choice(letters(state))), "bureau", dice.choice(_BUREAUX)
    )


def _addressees_of(state: State, dice: Random) -> State:
    name = _facts(state, dice.choice(letters(state)))
    return with_line(state, name, "addressees", dice.choice(("[keepers]", "[pilots, harbours]")))


def _day_of_item(state: State, dice: Random) -> State:
    name = dice.choice([name for name in _texts(state) if _DAY.search(state.text(name))])
    found = list(_DAY.finditer(state.text(name)))
    chosen = dice.choice(found)
    day = dt.date.fromisoformat(chosen[2]) + dt.timedelta(dice.randrange(-20, 40))
    text = state.text(name)
    return state.having({name: f"{text[: chosen.start(2)]}{day}{text[chosen.end(2) :]}"})


def _words_of_item(state: State, dice: Random) -> State:
    field = dice.choice(("asks", "name", "place", "format"))
    pattern = re.compile(rf"(?m)^    {field}: .*$")
    names = [name for name in _texts(state) if pattern.search(state.text(name))]
    name = dice.choice(names)
    words = {"ru": "ответить на письмо", "en": "reply to the letter"}[language_of(name)]
    value = "virtual" if field == "format" else f"{words} {dice.randrange(9)}"
    return state.having({name: pattern.sub(f"    {field}: {value}", state.text(name), count=1)})


def _withdrawn_item(state: State, dice: Random) -> State:
    """A letter without its deadlines, or without its events."""
    key = dice.choice(letters(state))
    kind = dice.choice(("deadlines", "events"))
    names = [name for name in _texts(state) if name.startswith(f"{key}/")]
    cut = re.compile(rf"(?m)^{kind}:\n(?: .*\n)+")
    return state.having({name: cut.sub("", state.text(name)) for name in names})


def _change(state: State, dice: Random) -> State:
    name = dice.choice(_texts(state))
    kind = dice.choice(("corrected", "reviewed", "completed"))
    day = f"2026-06-{dice.randrange(28, 31)}"
    entry = f"changes:\n  first:\n    date: {day}\n    kind: {kind}\n    note: Words 1.\n---\n\n"
    key = name.rpartition("/")[0]
    if any("\nchanges:" in state.text(each) for each in _texts(state) if each.startswith(key)):
        return state
    return state.having({_facts(state, key): _with_entry(state, key, entry)})


def _with_entry(state: State, key: str, entry: str) -> str:
    head, body = state.text(_facts(state, key)).split("\n---\n\n", 1)
    return f"{head}\n{entry}{body}"


def _new(state: State, dice: Random) -> State:
    number = dice.randrange(12, 60)
    key = f"2026/tsb-{number}"
    if key in letters(state):
        return state
    day = dt.date(2026, 6, dice.randrange(16, 28))
    held = dice.random() < 0.4
    annex = "annexes:\n  plan:\n    title: План\n    status: held\n    file: plan.txt\n"
    related = _relation(state, dice)
    ru = (
        f"---\nreference: TSB Circular {number}\nbureau: {dice.choice(_BUREAUX)}\nkind: circular\n"
        f"date: {day}\nadded: {day}\nwritten-by: machine\n"
        f"initiatives: {dice.choice(('[]', '[tides]', '[lights]'))}\naddressees: [pilots]\n"
        f"subject: Новое письмо {number}\nsubject-source: archive\nsummary: Новое письмо.\n"
        "paragraphs: counted\nevents:\n  visit:\n    name: Посещение маяка\n"
        "    start: 2026-11-20\ndeadlines:\n  reply:\n    asks: ответить\n    date: 2026-11-05\n"
        f"{annex if held else ''}{related}---\n\n"
        "Посещение пройдет 20 ноября 2026 года. Ответ нужен до 5 ноября 2026 года.\n"
    )
    files: dict[str, bytes | str | None] = {f"{key}/ru.md": ru}
    if held:
        files[f"{key}/plan.txt"] = f"План {dice.randrange(9)}\n"
    state = state.having(files)
    for _ in range(dice.randrange(3)):
        state = state.having({f"{key}/ru.md": f"{state.text(f'{key}/ru.md')}\n{_naming(dice)}\n"})
    return _translated(state, f"{key}/ru.md") if dice.random() < 0.5 else state


def _naming(dice: Random) -> str:
    return f"Об этом писал Циркуляр {dice.randrange(1, 60)} БСЭ."


def _relation(state: State, dice: Random) -> str:
    """How a new letter, with the deadline "reply" and the event "visit", is related to another."""
    key = dice.choice(letters(state))
    relation = dice.choice((*_RELATIONS, "extends", "reschedules", "withdraws"))
    entry = (
        f"related:\n  other:\n    kind: circular\n    relation: {relation}\n    circular: {key}\n"
    )
    if relation in _RELATIONS:
        return entry
    kinds = {"extends": "deadlines", "reschedules": "events"}
    kind = kinds.get(relation) or dice.choice(("deadlines", "events"))
    items = dict(_ITEMS.findall(state.text(_facts(state, key))))
    if kind not in items:
        return f"{entry}    extent: whole-letter\n" if relation == "withdraws" else ""
    entry += f"    {kind[:-1]}: {dice.choice(_ID.findall(items[kind]))}\n"
    becomes = {"extends": "    becomes: reply\n", "reschedules": "    becomes: visit\n"}
    return entry + becomes.get(relation, "")


def _translated(state: State, name: str) -> State:
    """With a translation into English beside a Russian text."""
    text = state.text(name)
    lines = ["---", "translates: ru", "added: 2026-06-29", "written-by: machine"]
    lines += ["subject: A translation", "subject-source: archive", "summary: A translation."]
    for kind, items in _ITEMS.findall(text):
        lines.append(f"{kind}:")
        for item in _ID.findall(items):
            lines += [f"  {item}:", f"    {'asks' if kind == 'deadlines' else 'name'}: see {item}"]
    if "\nannexes:" in text:
        lines += ["annexes:", "  plan:", "    title: Plan"]
    count = len(text.split("---\n", 2)[2].split("\n\n"))
    body = "\n\n".join(f"Paragraph {number}." for number in range(count))
    translation = "\n".join([*lines, "---", "", body, ""])
    return state.having({name.replace("/ru.md", "/en.md"): translation})


def _translation(state: State, dice: Random) -> State:
    """A translation more, or one less."""
    key = dice.choice(letters(state))
    names = [name for name in _texts(state) if name.startswith(f"{key}/")]
    if len(names) > 1:
        facts = _facts(state, key)
        return state.having({name: None for name in names if name != facts})
    return _translated(state, names[0]) if names[0].endswith("/ru.md") else state


def _deleted(state: State, dice: Random) -> State:
    key = dice.choice(letters(state))
    return state.having({name: None for name in state.files if name.startswith(f"{key}/")})


def _renamed(state: State, dice: Random) -> State:
    """A folder of another name, mostly with all that names it."""
    key = dice.choice(letters(state))
    new = f"{key}-{dice.randrange(9)}"
    changes: dict[str, bytes | str | None] = {}
    follows = dice.random() < 0.8
    for name in state.files:
        moved = name.replace(f"{key}/", f"{new}/")
        text = state.files[name]
        if follows and name.endswith(".md"):
            text = re.sub(rf"(?m): {key}$", f": {new}", text.decode()).encode()
        if moved != name:
            changes[name] = None
        changes[moved] = text
    if dice.random() < 0.6:
        changes["registers/moves.yml"] = (
            f"moved:\n  date: 2026-06-20\n  circular: {key}\n  into: {new}\n"
        )
    return state.having(changes)


def _annex(state: State, dice: Random) -> State:
    names = [name for name in state.files if name.endswith("plan.txt")]
    if not names:
        return state
    return state.having({dice.choice(names): f"План {dice.randrange(9)}\n"})


LETTER_EDITS: tuple[Callable[[State, Random], State], ...] = (
    *(
        _paragraph,
        _paragraph,
        _paragraph,
        _further_paragraph,
        _subject,
        _summary,
        _date,
        _added,
        _reference,
    ),
    *(_initiatives_of, _bureau_of, _addressees_of, _day_of_item, _words_of_item),
    *(_withdrawn_item, _change, _new, _new, _new, _translation, _deleted, _renamed, _annex),
)
"""Edits of letters; those of bodies alone go a way of their own, and come more often."""
