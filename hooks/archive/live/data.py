"""Reading what programs read: JSON, XML without entities, the sitemap, the search index."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from urllib.parse import urljoin

from lxml import etree

from archive.live.answers import Answer, unpacked_part
from archive.live.place import SitePlace
from archive.live.problems import LiveProblem
from archive.problems import StringKey

SITEMAP = "sitemap.xml"
_SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
_PAGEFIND = b"pagefind_dcd"
"""How every packed part of a search index begins, once it is unpacked."""
_IMPORTED = re.compile(r"""(?:\bfrom|\bimport)\s*\(?\s*["']\./([^"'?#]+)["']""")
"""A module that a script asks for by its name beside it."""
_PACKED = ("pagefind", "pf_meta", "pf_index", "pf_filter", "pf_fragment")


class UnreadableError(Exception):
    """What came cannot be read as what it should be; the problem says why."""

    def __init__(self, problem: LiveProblem) -> None:
        super().__init__(problem.code)
        self.problem = problem


def xml(answer: Answer) -> etree._Element:
    """The root of an XML document; raises :class:`UnreadableError`.

    A document with a DTD is refused: none of ours has one, and entities are declared there.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        root = etree.fromstring(answer.body, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise unreadable(answer, str(error)) from None
    if root.getroottree().docinfo.doctype:
        raise unreadable(answer, StringKey("live.reason.doctype"))
    return root


def plain(answer: Answer) -> dict[str, object]:
    """An object in JSON; raises :class:`UnreadableError`."""
    try:
        data = json.loads(answer.body)
    except (ValueError, RecursionError) as error:
        raise unreadable(answer, str(error)) from None
    if not isinstance(data, dict):
        raise unreadable(answer, StringKey("live.reason.no-object"))
    return data


def unreadable(answer: Answer, reason: StringKey | str) -> UnreadableError:
    """That *answer* cannot be read, and why."""
    values = {"reason": reason}
    return UnreadableError(LiveProblem(address=answer.address, code="unreadable", values=values))


def sitemap(answer: Answer, place: SitePlace) -> tuple[list[str], list[LiveProblem]]:
    """The paths of all pages in the sitemap's order, and what is wrong with it."""
    root = xml(answer)
    addresses = [(element.text or "").strip() for element in root.iter(f"{_SITEMAP}loc")]
    if root.tag != f"{_SITEMAP}urlset" or not addresses:
        problem = LiveProblem(address=answer.address, code="empty")
        return [], [problem]
    paths: list[str] = []
    problems: list[LiveProblem] = []
    for address in addresses:
        if address.startswith(place.claimed):
            paths.append(address.removeprefix(place.claimed))
        elif not problems:  # once is enough: all of them come from one setting
            values: dict[str, object] = {"found": address, "wanted": place.claimed}
            problems.append(
                LiveProblem(address=answer.address, code="wrong-address", values=values)
            )
    return paths, problems


def needed_by(answer: Answer, path: str) -> list[str]:
    """The paths of the files without which the one at *path* is of no use.

    Raises :class:`UnreadableError`.
    """
    folder, name = path.rpartition("/")[0], path.rpartition("/")[2]
    if name == "words.json":  # which indexes the search page beside it asks
        facts = plain(answer)
        texts, language = facts.get("texts"), facts.get("language")
        root = urljoin(f"/{path}", str(facts.get("root", ""))).lstrip("/")
        return [
            f"{root}pagefind/{language}/{text}/pagefind-entry.json"
            for text in (texts if isinstance(texts, list) else ())
        ]
    if name == "pagefind-entry.json":
        return list(_index_files(answer, folder))
    if folder == "assets" and name.endswith(".js"):
        found = _IMPORTED.findall(answer.body.decode("utf-8", "replace"))
        return [f"{folder}/{module}" for module in found]
    return []


def _index_files(answer: Answer, folder: str) -> Iterator[str]:
    """The files of a search index in *folder* that its entry, *answer*, names."""
    languages = plain(answer).get("languages")
    if not isinstance(languages, dict) or not languages:
        raise unreadable(answer, StringKey("live.reason.no-object"))
    yield f"{folder}/pagefind.js"
    yield f"{folder}/pagefind-worker.js"
    for facts in languages.values():
        if not isinstance(facts, dict):
            raise unreadable(answer, StringKey("live.reason.no-object"))
        yield f"{folder}/pagefind.{facts.get('hash')}.pf_meta"
        yield f"{folder}/wasm.{facts.get('wasm') or 'unknown'}.pagefind"


def other_file(answer: Answer, path: str) -> Iterator[LiveProblem]:
    """What is wrong with a file that is neither a page nor a feed nor a calendar."""
    ending = path.rpartition(".")[2]
    if ending in _PACKED and not (unpacked_part(answer.body) or b"").startswith(_PAGEFIND):
        yield LiveProblem(address=answer.address, code="cut-short")
    elif ending in ("json", "map"):
        plain(answer)
    elif ending in ("xml", "opml", "svg"):
        xml(answer)
    elif not answer.body:
        yield LiveProblem(address=answer.address, code="empty")
