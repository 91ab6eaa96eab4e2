"""Languages, canonical addresses and the sitemap, which must agree with each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import alternate_rules
import page_rules
from lxml import etree
from tests.judges.feeds import GRAMMARS
from tests.judges.findings import Findings, Material, Place


def judge(material: Material) -> Findings:
    """The rules by which the tests judge every variant of the site, and the sitemap's grammar."""
    grammar = etree.RelaxNG(etree.parse(GRAMMARS / "sitemap.rng"))
    counts: Counter[str] = Counter({"pages": 0, "addresses": 0, "groups of languages": 0})
    problems = []
    for place in material.places:
        site = place.site()
        tree = etree.fromstring(site.bytes("sitemap.xml"))
        if not grammar.validate(tree):
            problems += [
                f"{place.name}:sitemap.xml:{error.line}: {error.message}"
                for error in grammar.error_log
            ]
        judged = alternate_rules.judge(site)
        problems += [f"{place.name}: {fault}" for fault in judged.faults]
        problems += [f"{place.name}:{fault}" for fault in _heads(place)]
        counts["pages"] += len(site.ordinary_pages())
        counts["addresses"] += len(tree)
        counts["groups of languages"] += len(set(judged.groups))
    return Findings(looked_at=counts, problems=tuple(sorted(problems)))


def _heads(place: Place) -> Iterator[str]:
    site = place.site()
    for page in site.ordinary_pages():
        if page.all("//head/meta[@http-equiv='refresh']"):
            continue  # it was renamed, and only leads on
        for fault in page_rules.head_faults(page, site):
            yield f"{page.path or '/'}: {fault}"
