"""Rules between letters: what they say of one another agrees, and is said where readers see it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from archive.checks.desk import Desk
from archive.checks.library import Extract, Library, Relation
from archive.problems import Place, Problem, Severity
from archive.references import Reference
from archive.sources import Folder

_ACTS = frozenset(
    {"follows", "replaces", "corrects", "adds-to", "extends", "reschedules", "withdraws"}
)
"""Relations by which a letter acts on an earlier one; to cite is no act."""
_SHOWN = 8
"""Of a longer circle only so many letters are named."""


def relation_self(library: Library, desk: Desk) -> Iterator[Problem]:
    """No letter is related to itself."""
    for extract in library.circulars:
        for relation in extract.relations:
            if relation.circular == extract.key:
                yield _problem(relation.place, "relation-self", name=relation.id)


def relation_backwards(library: Library, desk: Desk) -> Iterator[Problem]:
    """A letter acts on letters that are not dated later than itself."""
    letters = library.by_key()
    mutual = {(extract.key, other.key) for extract, _, other, _ in _mutual(library)}
    for extract, relation in library.relations(_ACTS):
        other = letters.get(relation.circular)
        date, others = extract.partial_date, other.partial_date if other else None
        if other is None or date is None or others is None:
            continue
        # Of two letters that both state the relation, another rule says which one is wrong.
        if date.bounds()[1] < others.bounds()[0] and (extract.key, other.key) not in mutual:
            problem = _problem(
                relation.place,
                "relation-backwards",
                relation=relation.relation,
                circular=other.key,
                date=date,
                other=others,
            )
            yield replace(problem, also=(other.place,))


def relation_contradicts(library: Library, desk: Desk) -> Iterator[Problem]:
    """A relation stands once, in the later letter; the earlier one shows it by itself."""
    for extract, relation, other, back in _mutual(library):
        # Judged from the earlier letter of the two, where the entry is one too many.
        if extract.order() < other.order():
            problem = _problem(
                relation.place,
                "relation-contradicts",
                relation=relation.relation,
                circular=other.key,
                back=back.relation,
            )
            is_later = extract.order()[0] < other.order()[0]
            yield replace(problem, variant="" if is_later else "same-day", also=(back.place,))


def relation_circle(library: Library, desk: Desk) -> Iterator[Problem]:
    """Relations between letters form no circle."""
    mutual = {(extract.key, other.key) for extract, _, other, _ in _mutual(library)}
    letters = library.by_key()
    graph: dict[str, dict[str, Relation]] = {}
    for extract, relation in library.relations(_ACTS):
        pair = (extract.key, relation.circular)
        if relation.circular in letters and len(set(pair)) == 2 and pair not in mutual:
            graph.setdefault(extract.key, {}).setdefault(relation.circular, relation)
    for circle in _circles(graph):
        first = circle.index(min(circle))
        keys = [*circle[first:], *circle[:first], circle[first]]
        shown = keys if len(keys) <= _SHOWN else [*keys[: _SHOWN - 1], "…"]
        place = graph[keys[0]][keys[1]].place
        yield _problem(place, "relation-circle", circle=" → ".join(shown))


def slug_disagrees(folder: Folder, desk: Desk) -> Iterator[Problem]:
    """A letter that bears a reference lies in a folder of that name."""
    facts = folder.facts
    if facts is None or folder.kind != "circular":
        return
    value = facts.record.values.get("reference")
    slugs = [
        reference.slug
        for reference in (value if isinstance(value, tuple) else (value,))
        # A reference of no known series may be in letters that no address can have.
        if isinstance(reference, Reference) and reference.canonical.isascii()
    ]
    name = folder.key.rpartition("/")[2]
    if slugs and not any(name == slug or name.startswith(f"{slug}-") for slug in slugs):
        node = facts.record.place("reference")
        problem = facts.problem("slug-disagrees", node, folder=name, slug=" / ".join(slugs))
        yield replace(problem, severity=Severity.WARNING)


def _problem(place: Place, code: str, /, **values: object) -> Problem:
    return Problem(path=place.path, line=place.line, column=place.column, code=code, values=values)


def _mutual(library: Library) -> Iterator[tuple[Extract, Relation, Extract, Relation]]:
    """Pairs of letters each of which acts on the other, from both sides."""
    letters = library.by_key()
    stated = {
        (extract.key, relation.circular): relation
        for extract, relation in library.relations(_ACTS)
        if relation.circular != extract.key
    }
    for (key, circular), relation in stated.items():
        back = stated.get((circular, key))
        if back is not None:
            yield letters[key], relation, letters[circular], back


def _circles(graph: Mapping[str, Mapping[str, Relation]]) -> Iterator[list[str]]:
    """Circles of a graph, no letter in two of them; without recursion, for long chains."""
    done: set[str] = set()
    reported: set[str] = set()
    for start in sorted(graph):
        path: list[str] = []
        positions: dict[str, int] = {}
        ahead = [iter([start])]
        while ahead:
            key = next(ahead[-1], None)
            if key is None:
                ahead.pop()
                if path:
                    positions.pop(path[-1])
                    done.add(path.pop())
            elif key in positions:
                circle = path[positions[key] :]
                if not any(item in reported for item in circle):
                    reported.update(circle)
                    yield circle
            elif key not in done:
                positions[key] = len(path)
                path.append(key)
                ahead.append(iter(sorted(graph.get(key, ()))))
