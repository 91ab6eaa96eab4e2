"""Feeds: Atom against its grammar, JSON Feed against a schema, Atom and RSS read by feedparser."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin

import feedparser
from jsonschema import Draft202012Validator, ValidationError
from lxml import etree
from tests.judges.findings import Findings, Material, Place

GRAMMARS = Path(__file__).parent / "grammars"
_MEDIA_TYPES = {True: "application/atom+xml", False: "application/rss+xml"}
_ATOM = "{http://www.w3.org/2005/Atom}feed"


def judge(material: Material) -> Findings:
    """Every feed of every site; the forms of one feed must hold the same entries."""
    grammar = etree.RelaxNG(etree.parse(GRAMMARS / "atom.rng"))
    schema = Draft202012Validator(
        json.loads((GRAMMARS / "json-feed.schema.json").read_text("utf-8"))
    )
    counts: Counter[str] = Counter({"Atom": 0, "RSS": 0, "JSON Feed": 0, "entries": 0})
    problems = []
    for place in material.places:
        for file in place.files(".xml"):
            if "feed" not in file.name and "atom" not in file.name:
                continue
            found = list(_xml(place, file, grammar, counts))
            problems += [f"{place.called(file)}: {each}" for each in found]
        for file in place.files(".json"):
            if not file.name.endswith("feed.json"):
                continue
            counts["JSON Feed"] += 1
            found = list(_json(place, file, schema))
            problems += [f"{place.called(file)}: {each}" for each in found]
    return Findings(looked_at=counts, problems=tuple(problems))


def _xml(place: Place, file: Path, grammar: etree.RelaxNG, counts: Counter[str]) -> Iterator[str]:
    data = file.read_bytes()
    try:
        tree = etree.fromstring(data)
    except etree.XMLSyntaxError as error:
        yield f"not XML: {error}"
        return
    is_atom = tree.tag == _ATOM
    counts["Atom" if is_atom else "RSS"] += 1
    if is_atom and not grammar.validate(tree):
        for error in grammar.error_log:
            yield f"grammar of RFC 4287, line {error.line}: {error.message}"
    address = urljoin(place.url, file.relative_to(place.folder).as_posix())
    headers = {"content-location": address, "content-type": _MEDIA_TYPES[is_atom]}
    parsed = feedparser.parse(data, response_headers=headers)
    counts["entries"] += len(parsed.entries)
    if parsed.bozo:
        yield f"feedparser: {parsed.get('bozo_exception')}"
    version = "atom10" if is_atom else "rss20"
    if parsed.version != version:
        yield f"feedparser: it is {parsed.version or 'no feed'}, not {version}"
    if parsed.feed.get("language") != _language_of(place, file):
        yield f"feedparser: the language is {parsed.feed.get('language')}"
    own = [link.get("href") for link in parsed.feed.get("links", ()) if link.get("rel") == "self"]
    if own != [address] and not _is_copy(place, data, own):
        yield f"feedparser: its own address is {own}"
    for entry in parsed.entries:
        if not (entry.get("id") and entry.get("title") and entry.get("link")):
            yield f"feedparser: no id, title or link: {entry.get('id')}"
        if not entry.get("published_parsed"):
            yield f"feedparser: no day of publishing: {entry.get('id')}"
    if not is_atom:
        ids = [str(entry.get("id", "")) for entry in parsed.entries]
        yield from _unlike_atom(file, "feed.xml", ids)


def _is_copy(place: Place, data: bytes, own: list[str]) -> bool:
    """What was renamed keeps its old feed, as a copy that names the new address."""
    file = place.folder / own[0].removeprefix(place.url) if own else None
    return file is not None and file.is_file() and file.read_bytes() == data


def _json(place: Place, file: Path, schema: Draft202012Validator) -> Iterator[str]:
    try:
        feed = json.loads(file.read_bytes())
    except ValueError as error:
        yield f"not JSON: {error}"
        return

    for error in sorted(schema.iter_errors(feed), key=_path):
        yield f"schema of JSON Feed 1.1, {error.json_path}: {error.message[:200]}"
    if not isinstance(feed, dict):
        return
    if feed.get("language") != _language_of(place, file):
        yield f"the language is {feed.get('language')}"
    items = feed.get("items") or []
    yield from _unlike_atom(file, "feed.json", [str(item.get("id", "")) for item in items])


def _path(error: ValidationError) -> str:
    return str(error.json_path)


def _language_of(place: Place, file: Path) -> str:
    """The language in which a feed speaks: what its address says."""
    return "en" if file.relative_to(place.folder).parts[0] == "en" else "ru"


def _unlike_atom(file: Path, suffix: str, ids: list[str]) -> Iterator[str]:
    atom = file.with_name(file.name.removesuffix(suffix) + "atom.xml")
    if not atom.is_file():
        yield f"there is no {atom.name} beside it"
        return
    others = [str(entry.get("id", "")) for entry in feedparser.parse(atom.read_bytes()).entries]
    if ids != others:
        yield f"{len(ids)} entries; {atom.name} has {len(others)}, or others, or in another order"
