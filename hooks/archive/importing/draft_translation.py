"""The second language of a draft: its own words under the ids of the facts, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import count

from archive.blocks import TODO
from archive.importing.aligned_facts import aligned, of_deadline, of_event
from archive.importing.draft_dates import deadline_ids, event_ids
from archive.importing.draft_fields import DraftFields
from archive.importing.drafts import Desktop, Draft, body_of, draft_fields
from archive.sources import Document
from archive.translation import words_of

_LINK = re.compile(r"((?<!\\)\]\(link:)([\w-]{1,40})(?=\))")


def translation_draft(facts: Document, first: Draft, second: Draft, desktop: Desktop) -> str:
    """The file of *second*, whose facts stand in *facts*, the file of *first*.

    Every text of the facts has its own here: as the second letter words it, else TODO.
    """
    own = draft_fields(second, desktop)
    same = _same_ids(first, second)
    fields = DraftFields(
        words=desktop.words, own=second.own, counts_paragraphs=second.counts_paragraphs
    )
    fields.set("translates", facts.language, desktop.words("import.draft.translation"))
    fields.set("added", desktop.added)
    fields.set("written-by", desktop.written_by or TODO)
    fields.set("subject-source", "letter")
    for path, text in words_of(facts).items():
        if path == "date-note":
            continue
        their = _their_path(path, same)
        value = _value(own.values, their)
        if value is None or value == TODO:
            fields.set(path, TODO, f"{facts.language}: {text}" if text != TODO else "")
        else:
            fields.set(path, value)
        fields.notes.setdefault(path, []).extend(own.notes.get(their, []))
    return f"{fields.written()}\n{body_of(second, desktop.words)}"


def with_common_links(first: Draft, second: Draft) -> tuple[Draft, Draft]:
    """Two languages of a letter whose texts name each link by the same id.

    The facts of the first list every link: one that its text lacks has no words there yet.
    """
    listed = dict(first.body.links)
    ids: dict[str, str] = {}
    for key, (_, url) in second.body.links.items():
        taken = set(ids.values())
        same = (each for each, (_, its) in listed.items() if its == url and each not in taken)
        found = next(same, "")
        if not found:
            found = next(
                name
                for number in count(len(listed) + 1)
                if (name := f"link-{number}") not in listed and name not in taken
            )
            listed[found] = ("", url)
        ids[key] = found
    text = _LINK.sub(lambda match: f"{match[1]}{ids.get(match[2], match[2])}", second.body.text)
    links = {ids[key]: value for key, value in second.body.links.items()}
    return (
        replace(first, body=replace(first.body, links=listed)),
        replace(second, body=replace(second.body, text=text, links=links)),
    )


def _value(values: Mapping[str, object], path: str) -> object:
    """The value under a path; None where there is none."""
    found: object = values
    for name in path.split("."):
        if not isinstance(found, Mapping) or name not in found:
            return None
        found = found[name]
    return found


def _their_path(path: str, same: Mapping[str, str]) -> str:
    """The path under which the second letter has the same thing."""
    parts = path.split(".")
    if len(parts) > 2:
        return ".".join([same.get(".".join(parts[:2]), ".".join(parts[:2])), *parts[2:]])
    return path


def _same_ids(first: Draft, second: Draft) -> dict[str, str]:
    """For each event and deadline of the first letter that of the second: same day, same thing."""
    one, other = first.facts, second.facts
    return {
        **_paths(
            "events",
            event_ids(one),
            event_ids(other),
            aligned(
                [of_event(fact.value) for fact in one.text.events],
                [of_event(fact.value) for fact in other.text.events],
            ),
        ),
        **_paths(
            "deadlines",
            deadline_ids(one),
            deadline_ids(other),
            aligned(
                [of_deadline(fact.value) for fact in one.text.deadlines],
                [of_deadline(fact.value) for fact in other.text.deadlines],
            ),
        ),
    }


def _paths(
    group: str, ids: Sequence[str], their_ids: Sequence[str], places: Sequence[int | None]
) -> dict[str, str]:
    return {
        f"{group}.{key}": f"{group}.{'none' if place is None else their_ids[place]}"
        for key, place in zip(ids, places, strict=True)
    }
