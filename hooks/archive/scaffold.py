"""The file of a new letter: what is known is filled in, what is missing says TODO.

Everything that a letter may have stands in it as a comment, so that nothing needs to be looked
up. Comments are in the editor's language, the words of the letter in the letter's.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import errno
import os
import re
import textwrap
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from archive.blocks import TODO
from archive.dates import PartialDate
from archive.fields import CIRCULAR_FIELDS, Field, Shape, Stands, Type
from archive.languages import Phrases
from archive.references import Reference
from archive.yaml_form import Branch, branch_of, root_row, written

WIDTH = 100
"""Comments are not set wider than this."""

MAX_SLUG = 40
"""A proposed name of a folder is not longer, unless its first word is."""

KINDS: Mapping[str | None, str] = {
    "tsb-circular": "circular",
    "tsb-collective-letter": "collective-letter",
    "cl": "circular-letter",
    "bdt-dir": "circular",
    "cr": "circular-letter",
    "cace": "administrative-circular",
    "ca": "administrative-circular",
}
"""The kind of letter that a series of references usually is; of others nothing is known."""

BUREAUX: Mapping[str | None, str] = {
    "tsb-circular": "tsb",
    "tsb-collective-letter": "tsb",
    "cl": "gs",
    "bdt-dir": "bdt",
    "cr": "br",
    "cace": "br",
    "ca": "br",
}
"""The bureau that issues a series, by its id in the register."""

_NUMBERED = frozenset({"tsb-circular", "tsb-collective-letter"})
"""The series whose letters number their paragraphs."""

_LATER = frozenset({"translates", "fingerprint", "changes"})
"""Fields that a new letter cannot have yet."""

_LISTED = frozenset({"bureau", "initiatives", "addressees"})
"""Before these the ids of their registers stand."""

_SHOWN_IDS = 20
"""Of a longer register only the beginning stands in a comment."""

_EXAMPLES: Mapping[str, str] = {
    "contacts": "secretariat",
    "events": "meeting",
    "deadlines": "reply",
    "links": "site",
    "annexes": "annex-1",
    "related": "earlier-letter",
}
"""Ids that stand for entries in comments."""

_HINTED = frozenset(
    {Type.DATE, Type.DAY, Type.MOMENT, Type.SPAN, Type.ZONE, Type.EMAIL, Type.CIRCULAR, Type.EVENT}
)
"""Types whose form is worth more in a comment than what the field is for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewLetter:
    """What is known of a letter before its text is written."""

    language: str
    bureau: str
    kind: str
    date: PartialDate
    references: tuple[Reference, ...] = ()
    initiatives: tuple[str, ...] = ()
    title: str = ""
    paragraphs: str
    """``numbered`` or ``counted``."""
    added: dt.date
    written_by: str = ""


def usual_paragraphs(reference: Reference | None) -> str:
    """How letters of this series count their paragraphs."""
    return "numbered" if reference and reference.series in _NUMBERED else "counted"


def proposed_slug(
    references: Sequence[Reference], title: str, phrases: Mapping[str, Phrases]
) -> str:
    """A name for the folder: the reference, else the first words of the title; may be empty."""
    if references and references[0].series is not None:
        return references[0].slug
    if references:
        return "-".join(_latin(references[0].canonical, phrases))
    small = {word for each in phrases.values() for word in each.listed("scaffold.small-words")}
    plain = " ".join(word for word in title.lower().split() if word not in small)
    slug = ""
    for word in _latin(plain, phrases):
        if slug and len(slug) + 1 + len(word) > MAX_SLUG:
            break
        slug += f"-{word}" if slug else word
    return slug


def _latin(text: str, phrases: Mapping[str, Phrases]) -> list[str]:
    """The words of a text in small Latin letters and digits, as far as the strings know how."""
    letters = {
        ord(pair[0]): pair[1:]
        for each in phrases.values()
        for pair in each.listed("scaffold.transliteration")
    }
    plain = unicodedata.normalize("NFC", text.lower()).translate(letters)
    return re.findall(r"[a-z0-9]+", _without_accents(plain))


def _without_accents(text: str) -> str:
    parts = unicodedata.normalize("NFKD", text)
    return "".join(part for part in parts if not unicodedata.combining(part))


def letter_file(
    letter: NewLetter,
    words: Phrases,
    phrases: Mapping[str, Phrases],
    known: Mapping[str, Sequence[str]],
) -> str:
    """The whole file of a new letter.

    *words* are those of the editor's language; *known* are the ids that values of the types
    ``bureau``, ``addressee``, ``answer`` and ``initiative`` can have.
    """
    printed = [reference.printed(phrases[letter.language]) for reference in letter.references]
    values: dict[str, object] = {
        "reference": printed if len(printed) > 1 else "".join(printed),
        "bureau": letter.bureau,
        "kind": letter.kind,
        "date": letter.date,
        "date-note": TODO if letter.date.approximate else "",
        "added": letter.added,
        "written-by": letter.written_by or TODO,
        "initiatives": letter.initiatives,
        "subject": letter.title or TODO,
        "subject-source": "letter",
        "summary": TODO,
        "paragraphs": letter.paragraphs,
    }
    values = {name: value for name, value in values.items() if value}
    notes: dict[str, list[str]] = {}
    waiting: list[str] = []
    for row in CIRCULAR_FIELDS:
        if row.name in _LATER:
            continue
        heading = words.get(f"scaffold.before.{row.name}")
        if isinstance(heading, str):
            waiting += comment_lines(heading)
        if row.name in _LISTED:
            ids = known.get(row.type, ())
            shown = _begun(ids, ", ")
            waiting += comment_lines(words(f"scaffold.ids.{row.name}", ids=shown)) if ids else []
        if row.name in values:
            notes[row.name], waiting = waiting, []
        else:
            waiting += [f"# {line}" for line in _example(row, row.name, "", words, known)]
    number = "1. " if letter.paragraphs == "numbered" else ""
    todo = f"<!-- {TODO} {words(f'scaffold.body.{letter.paragraphs}')} -->"
    return noted_front_matter(values, notes, waiting) + f"\n{todo}\n\n{number}{TODO}\n"


def _begun(ids: Sequence[str], between: str) -> str:
    """The ids of a register; of a longer one the beginning."""
    return between.join(ids[:_SHOWN_IDS]) + (" …" if len(ids) > _SHOWN_IDS else "")


def _example(
    row: Field, path: str, indent: str, words: Phrases, known: Mapping[str, Sequence[str]]
) -> Iterator[str]:
    """Lines that become a field when they are no comment any more."""
    help_text = words(f"field.circular.{path}")
    if row.shape in (Shape.GROUP, Shape.ITEMS):
        yield f"{indent}{row.name}:  # {help_text}"
        indent += "  "
        if row.shape is Shape.ITEMS:
            yield f"{indent}{_EXAMPLES.get(row.name, row.name)}:"
            indent += "  "
        for inner in row.fields:
            yield from _example(inner, f"{path}.{inner.name}", indent, words, known)
        return
    value = f"[{TODO}]" if row.shape is Shape.LIST else TODO
    ids = known.get(row.type, ()) if row.type is Type.ANSWER else ()
    hint = " | ".join(row.choices) or _begun(ids, " | ") or help_text
    if row.type in _HINTED and row.stands is Stands.FACTS:
        hint = words(f"fields.types.{row.type}")
    yield f"{indent}{row.name}: {value}  # {hint}"


def comment_lines(text: str) -> list[str]:
    """A comment of front matter on as many lines as it needs."""
    return textwrap.wrap(
        text,
        WIDTH,
        initial_indent="# ",
        subsequent_indent="#   ",
        break_long_words=False,
        break_on_hyphens=False,
    )


def noted_front_matter(
    values: Mapping[str, object],
    notes: Mapping[str, Sequence[str]],
    end: Sequence[str] = (),
    fields: tuple[Field, ...] = CIRCULAR_FIELDS,
) -> str:
    """A front-matter block in normal form with comments: *notes* above values, by their paths.

    *end* are comments after the last value.
    """
    root = branch_of(values, root_row(fields))
    branches = dict(_by_path(root))
    for path, lines in notes.items():
        branches[path].above = list(lines)
    root.after = list(end)
    return "---\n" + "".join(f"{line}\n" for line in written(root)) + "---\n"


def _by_path(branch: Branch, path: str = "") -> Iterator[tuple[str, Branch]]:
    """Everything below a branch that has a key, by its path."""
    for inner in branch.below:
        if inner.key is not None:
            own = f"{path}.{inner.key}" if path else inner.key
            yield own, inner
            yield from _by_path(inner, own)


def create_letter(root: Path, key: str, name: str, text: str) -> None:
    """Write the first file of a new folder; raises FileExistsError where the folder is there."""
    create_folder(root, key, {name: text})


def create_folder(root: Path, key: str, files: Mapping[str, str]) -> None:
    """Write a new folder with its *files*; raises FileExistsError where the folder is there.

    The folder itself is the claim: of two editors at once only one can create it. Whatever goes
    wrong afterwards leaves nothing behind.
    """
    folder = root / key
    year = folder.parent
    had_year = False
    try:
        year.mkdir(parents=True)
    except FileExistsError:
        had_year = True
    if year.is_symlink() or not year.is_dir():  # what lies behind a link is not read either
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(year))
    folder.mkdir()
    written: list[Path] = []
    try:
        for name, text in files.items():
            create_file(folder / name, text)
            written.append(folder / name)
    except BaseException:
        with contextlib.suppress(OSError):  # somebody else's files stay
            for path in written:
                path.unlink()
            folder.rmdir()
            if not had_year:
                year.rmdir()
        raise


def create_file(path: Path, text: str) -> None:
    """Write a file that must not be there yet (FileExistsError); all of it or nothing."""
    with path.open("xb") as stream:
        try:
            stream.write(text.encode())
            stream.flush()
        except BaseException:
            path.unlink()
            raise
