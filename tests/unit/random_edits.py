"""Random edits of an archive and of all that is built around it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from random import Random

from letter_edits import LETTER_EDITS, glossary, language_of, letters, with_line
from small_archive import PHRASES
from whole_builds import TEMPLATES, State


def _register(state: State, dice: Random) -> State:
    name = dice.choice(("bureaux", "addressees", "answers", "glossary", "moves"))
    path = f"registers/{name}.yml"
    if name == "glossary":
        if path in state.files and dice.random() < 0.3:
            return state.having({path: None})
        number = dice.randrange(9)
        return state.having({path: glossary(f"Порт огней {number}", f"Office of Seas {number}")})
    if name == "moves":
        return state.having(
            {
                path: None
                if path in state.files
                else "old:\n  date: 2026-06-01\n  circular: "
                f"2026/tsb-99\n  into: {dice.choice(letters(state))}\n"
            }
        )
    return state.having(
        {path: state.text(path).replace(", en: ", f", en: {dice.choice('ABCDE')}", 1)}
    )


def _order_of_register(state: State, dice: Random) -> State:
    path = f"registers/{dice.choice(('bureaux', 'addressees'))}.yml"
    entries = re.split(r"(?m)^(?=[a-z])", state.text(path))[1:]
    return state.having({path: "".join([*entries[1:], entries[0]])})


def _initiative(state: State, dice: Random) -> State:
    names = sorted(name for name in state.files if name.startswith("initiatives/"))
    name = dice.choice(names)
    if dice.random() < 0.5:
        return state.having({name: f"{state.text(name).rstrip()} 2026.\n"})
    field = dice.choice(("name", "short-name"))
    words = {"ru": "Волны", "en": "Waves"}[language_of(name)]
    return with_line(state, name, field, f"{words} {dice.randrange(9)}")


def _more_or_fewer_initiatives(state: State, dice: Random) -> State:
    if "initiatives/waves/ru.md" in state.files:
        return state.having({"initiatives/waves/ru.md": None})
    text = state.text("initiatives/tides/ru.md").replace("Приливы", "Волны")
    return state.having({"initiatives/waves/ru.md": text})


def _template(state: State, dice: Random) -> State:
    name = dice.choice(sorted(path.name for path in TEMPLATES.glob("*.html")))
    return replace(state, templates={**state.templates, name: f"<!-- {dice.randrange(9)} -->"})


def _string(state: State, dice: Random) -> State:
    code = dice.choice(("ru", "en"))
    keys = [
        key
        for key, text in PHRASES[code].strings.items()
        if key.startswith("circular.") and isinstance(text, str)
    ]
    key = dice.choice(sorted(keys))
    text = f"{PHRASES[code].strings[key]}{dice.choice('!?')}"
    return replace(state, strings={**state.strings, (code, key): text})


def _today(state: State, dice: Random) -> State:
    return replace(state, today=dt.date(2026, 1, 1) + dt.timedelta(dice.randrange(400)))


def _around(state: State, dice: Random) -> State:
    """What a configuration says."""
    number = dice.randrange(9)
    return dice.choice(
        (
            replace(state, url=f"https://archive-{number}.example/"),
            replace(state, repository=dice.choice(("", f"https://repository.example/{number}"))),
            replace(state, revision=f"revision-{number}"),
            replace(state, shell=f"Frame {number}"),
            replace(state, host={**state.host, f"assets/{number}.css": f"{number}"}),
            replace(state, host={"assets/a.css": f"{number}"}),
            replace(state, languages=dice.choice((("ru",), ("en",), ("en", "ru"), ("ru", "en")))),
        )
    )


OTHER_EDITS: Mapping[str, Callable[[State, Random], State]] = {
    "register": _register,
    "order": _order_of_register,
    "initiative": _initiative,
    "initiatives": _more_or_fewer_initiatives,
    "template": _template,
    "string": _string,
    "today": _today,
    "around": _around,
}
"""Edits of all the rest."""


def edited(state: State, dice: Random) -> tuple[str, State]:
    """The name of an edit, and what it makes of a state."""
    if dice.random() < 0.6:
        edit = dice.choice(LETTER_EDITS)
    else:
        edit = dice.choice(list(OTHER_EDITS.values()))
    return edit.__name__.strip("_"), edit(state, dice)
