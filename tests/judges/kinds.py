"""Which pages show everything that there is to see on a site."""

from __future__ import annotations

from collections.abc import Hashable, Iterable

from site_kit import Page
from tests.judges.findings import Place


def _features(page: Page) -> set[Hashable]:
    """The kinds of elements of a page: classes, roles, types, states, and what stands in what."""
    found: set[Hashable] = set()
    for element in page.tree.iter():
        if not isinstance(element.tag, str):
            continue
        parent = element.getparent()
        above = None if parent is None else parent.tag
        found.add((element.tag, above, element.get("role"), element.get("type")))
        found.update((element.tag, name) for name in (element.get("class") or "").split())
        found.update(
            (element.tag, "attribute", name)
            for name in element.attrib
            if name.startswith(("data-", "aria-"))
        )
    return found


def telling_pages(places: Iterable[Place]) -> list[tuple[Place, Page]]:
    """As few pages as show every kind of element that occurs in each language; sorted.

    Always the page with the most kinds that none before it has: so no kind of page and no state
    can be forgotten in a list that somebody keeps.
    """
    by_language: dict[str, dict[tuple[str, str], tuple[Place, Page]]] = {}
    for place in places:
        for page in place.site().pages():
            if page.all("//head/meta[@http-equiv='refresh']"):
                continue  # gone before anybody has seen it
            pages = by_language.setdefault(str(page.tree.get("lang")), {})
            pages[place.name, page.path] = place, page
    chosen = []
    for pages in by_language.values():
        features = {key: _features(page) for key, (_, page) in pages.items()}
        missing = set().union(*features.values())
        while missing:
            best = max(sorted(features), key=lambda key: len(features[key] & missing))
            missing -= features[best]
            chosen.append(pages[best])
    return sorted(chosen, key=lambda each: (each[0].name, each[1].path))
