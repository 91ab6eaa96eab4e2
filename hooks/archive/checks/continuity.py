"""Rules on the register of moves: every entry says one thing, and leads somewhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from archive.checks.library import Library
from archive.languages import CODES
from archive.move_register import FORMS, REGISTER, SUBJECTS, plain_name, read_moves, written
from archive.moves import Move, Moves
from archive.problems import Problem, StringKey
from archive.sources import Register

_ENDS = ("to", "into", "retired")
_PARTS = ("paragraph", "file")
_SECTIONS = (
    *("circulars", "initiatives", "deadlines", "events", "addressees", "subscribe", "search", "r"),
    *("editing", "editing/fields", "editing/rules", "editing/translations", "glossary"),
)
"""The pages that every site has."""


def move_said_once(library: Library) -> Iterator[Problem]:
    """An entry names one thing that has moved, and one thing that became of it."""
    for register, name in _entries(library):
        stands = [
            row for row in (*SUBJECTS, *_PARTS, "language", *_ENDS) if _has(register, name, row)
        ]
        subjects = [row for row in stands if row in SUBJECTS]
        ends = [row for row in stands if row in _ENDS]
        parts = [row for row in stands if row in _PARTS]
        is_part = bool(parts) or "language" in stands
        if len(subjects) != 1:
            yield _problem(register, name, "", "move-unclear", expected=_form("subject"))
        elif len(ends) != 1:
            yield _problem(register, name, "", "move-unclear", expected=_form("end"))
        elif len(parts) > 1 or (is_part and subjects != ["circular"]):
            row = (*parts, "language")[0]
            yield _problem(register, name, row, "move-unclear", expected=_form("part"))
        elif "language" in stands and ("file" in parts or (ends != ["retired"] and not parts)):
            yield _problem(register, name, "language", "move-unclear", expected=_form("language"))
        elif len(written(register.record, name, "to")) not in (
            *(0, 1),  # none, or one for all paragraphs
            len(written(register.record, name, "paragraph")),
        ):
            yield _problem(register, name, "to", "move-unclear", expected=_form("pairs"))


def move_named_well(library: Library) -> Iterator[Problem]:
    """Names in an entry have the form of what they name."""
    for register, name in _entries(library):
        subject = next((row for row in SUBJECTS if _has(register, name, row)), "")
        part = next((row for row in _PARTS if _has(register, name, row)), "")
        forms = {"page": "page", "paragraph": "paragraph"}
        forms |= dict.fromkeys(("to", "into"), part or subject)
        for row, form in forms.items():
            for text in written(register.record, name, row) if form else ():
                plain = plain_name(form, text)
                has_language = form == "page" and plain.partition("/")[0] in CODES
                if not FORMS[form].fullmatch(plain) or has_language:
                    values = {"value": text, "expected": _form(form)}
                    yield _problem(register, name, row, "move-misnamed", **values)


def move_said_twice(library: Library) -> Iterator[Problem]:
    """No two entries say what became of one thing."""
    seen: dict[tuple[str, ...], Move] = {}
    for register, move in _moves(library):
        key = (move.kind, move.name, move.paragraph, move.file, move.language)
        first = seen.setdefault(key, move)
        if first is not move:
            yield _problem(
                register, move.id, move.kind, "move-twice", value=_named(move), other=first.id
            )


def move_ends(library: Library) -> Iterator[Problem]:
    """Moves do not run in a circle."""
    moves = Moves(move for _, move in _moves(library))
    for register, move in _moves(library):
        if move.is_whole and moves.is_circle(move.kind, move.name):
            yield _problem(register, move.id, "", "move-circle", value=move.name)


def move_leaves(library: Library) -> Iterator[Problem]:
    """What has moved, or is gone, no longer stands where it was."""
    known = {kind: library.known(kind) for kind in ("circular", "initiative")}
    places = _places(library)
    files = {extract.key: extract.holding.files for extract in library.circulars}
    pages = _pages(library) if REGISTER in library.registers else frozenset()
    for register, move in _moves(library):
        texts = places.get(move.name, {})
        if move.kind == "page":
            stands = move.name in pages
        elif move.is_whole:
            stands = move.name in known.get(move.kind, ())
        elif move.file:
            stands = move.file in files.get(move.name, ())
        elif not move.paragraph:
            stands = move.language in texts
        else:  # another paragraph may have taken a former one's number, but a retired one is gone
            languages = (move.language,) if move.language else tuple(texts)
            stands = not move.to and any(move.paragraph in texts.get(c, ()) for c in languages)
        if stands:
            field = move.kind if move.is_whole else _part_field(move)
            yield _problem(register, move.id, field, "move-source-exists", value=_named(move))


def move_arrives(library: Library) -> Iterator[Problem]:
    """What has moved is found where the entry says, at the end of all moves."""
    moves = Moves(move for _, move in _moves(library))
    known = {kind: library.known(kind) for kind in ("circular", "initiative")}
    places = _places(library)
    files = {extract.key: extract.holding.files for extract in library.circulars}
    unread = {extract.key for extract in library.circulars if not extract.is_read}

    @cache
    def found(present: str, code: str) -> frozenset[str]:
        return moves.places(present, code, places[present].get(code, ())).known

    for register, move in _moves(library):
        if move.kind not in known or (move.is_whole and moves.is_circle(move.kind, move.name)):
            continue  # pages are known to the checker only, which knows the hand-written ones
        present = moves.present(move.kind, move.name)
        end = moves.end(move.kind, move.name)
        if move.is_whole:
            if end is not None and end.move == move and move.to and move.to not in known[move.kind]:
                yield _problem(register, move.id, _to(move), "move-unknown-target", value=move.to)
            continue
        if end is not None and not end.name:
            continue  # the whole circular is gone
        if present in unread:
            continue
        if present not in known["circular"]:
            yield _problem(register, move.id, "circular", "move-unknown-target", value=move.name)
        elif move.file and move.to and moves.files(present)[move.file] not in ("", *files[present]):
            yield _problem(register, move.id, _to(move), "move-unknown-target", value=move.to)
        elif move.paragraph and move.to:
            texts = places[present]
            languages = [move.language] if move.language else list(texts)
            if any(texts.values()) and not any(
                move.paragraph in found(present, code) for code in languages
            ):
                yield _problem(register, move.id, _to(move), "move-unknown-target", value=move.to)


def move_of_one(library: Library) -> Iterator[Problem]:
    """One thing carries on the identity of one former name; what else joins it goes ``into`` it."""
    carried: dict[tuple[str, str], Move] = {}
    for register, move in _moves(library):
        if not move.is_whole or not move.to or move.merges:
            continue
        first = carried.setdefault((move.kind, move.to), move)
        if first is not move:
            values = {"value": move.to, "other": first.name}
            yield _problem(register, move.id, "to", "move-two-into-one", **values)


def _entries(library: Library) -> Iterator[tuple[Register, str]]:
    register = library.registers.get(REGISTER)
    if register is not None:
        for name in register.record.ids(REGISTER):
            yield register, name


def _moves(library: Library) -> Iterator[tuple[Register, Move]]:
    """The entries that are sound in themselves; of others no more is said."""
    register = library.registers.get(REGISTER)
    if register is None:
        return
    unsound = {entry.path.split(".")[1] for entry in register.record.entries if entry.misfit}
    for rule in (move_said_once, move_named_well):
        unsound.update(str(problem.values["entry"]) for problem in rule(library))
    for move in read_moves(register.record):
        if move.id not in unsound:
            yield register, move


def _has(register: Register, name: str, row: str) -> bool:
    return f"{REGISTER}.{name}.{row}" in register.record.nodes


def _to(move: Move) -> str:
    return "into" if move.merges else "to"


def _part_field(move: Move) -> str:
    return "file" if move.file else "paragraph" if move.paragraph else "language"


def _named(move: Move) -> str:
    """What an entry is about, in one word as editors write it."""
    part = f"#{move.paragraph}" if move.paragraph else f"/{move.file}" if move.file else ""
    return f"{move.name}{part}" + (f" ({move.language})" if move.language else "")


def _places(library: Library) -> dict[str, Mapping[str, Mapping[str, str]]]:
    return {extract.key: extract.holding.places for extract in library.circulars}


def _pages(library: Library) -> frozenset[str]:
    """The pages that the site publishes, as entries name them: sections, lists, letters and their
    references. (Those of days and numbered ones follow from facts: of them the build speaks.)"""
    found = {*_SECTIONS, *(f"initiatives/{name}" for name in library.known("initiative"))}
    found.update(f"circulars/bureau/{name}" for name in library.known("bureau"))
    found.update(f"addressees/{name}" for name in library.known("addressee"))
    for extract in library.circulars:
        found.update((f"circulars/{extract.key}", f"circulars/{extract.key[:4]}"))
        found.update(f"r/{named.slug}" for named in extract.references if named.slug)
    return frozenset(found)


def _form(name: str) -> StringKey:
    """What an entry should say, in words."""
    return StringKey(f"move-form.{name}")


def _problem(register: Register, name: str, row: str, code: str, **values: object) -> Problem:
    """A problem of the entry *name*, at its field *row*."""
    node = register.record.place(f"{REGISTER}.{name}.{row}" if row else f"{REGISTER}.{name}")
    return Problem(
        path=register.file.shown,
        line=node.line if node else 1,
        column=node.column if node else 1,
        code=code,
        values={"entry": name, **values},
    )
