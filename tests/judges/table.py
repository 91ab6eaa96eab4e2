"""Who judges, what each needs, and what each must find in its bad fixture."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.judges import (
    alternates,
    axe,
    calendars,
    feeds,
    lighthouse,
    links,
    nu,
    structured_data,
    workflows,
)
from tests.judges.findings import Findings, Material, Place

BAD = Path(__file__).parent / "bad"
BAD_URL = "https://bad.example/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judge:
    """One judge."""

    name: str
    judge: Callable[[Material], Findings]
    caught: tuple[str, ...]
    """Words of the faults in ``bad/NAME/``, each of which must be among its findings there."""
    needs: tuple[str, ...]
    """Programs that ``.ci/judge`` has to find or install: ``node``, ``lighthouse`` (of node),
    ``java``, ``browser``, ``calcurse``."""
    steady: bool = True
    """Whether its findings depend on the site alone: ``.ci/run`` runs those."""
    pages: tuple[str, ...] = ()

    def bad(self, work: Path) -> Material:
        """Its bad fixture: a small site, and workflows."""
        folder = BAD / self.name
        place = Place(name="bad", folder=folder, url=BAD_URL)
        return Material(places=(place,), workflows=folder, work=work)


JUDGES = (
    # The longest first, so that the others find room beside it.
    Judge(
        name="axe",
        judge=axe.judge,
        caught=(
            "color-contrast",
            "button-name",
            "html-has-lang",
            "image-alt",
            "heading-order",
            "target-size",
            "label",
            "(light desktop, dark desktop, light phone, dark phone)",
            "dark-only",
            "phone-only",
        ),
        needs=("node", "browser"),
    ),
    Judge(
        name="nu",
        judge=nu.judge,
        caught=(
            "error: Duplicate ID “twice”",
            "error: Unclosed element “span”",
            "warning: The “name” attribute",
            "error: An “img” element must have an “alt” attribute",
            "style.css:2: error: CSS: “colour”",
            "picture.svg:1: error: The “circel” element",
        ),
        needs=("node", "java"),
    ),
    Judge(
        name="links",
        judge=links.judge,
        caught=(
            "gone.html: status 404",
            "picture.png: status 404",
            "style.css: status 404",
            "other.html#gone: no such fragment",
            "other.html#late: no such fragment",
            "/#here: no such fragment",
            "orphan.html#none: no such fragment",
        ),
        needs=("node",),
    ),
    Judge(
        name="feeds",
        judge=feeds.judge,
        caught=(
            "grammar of RFC 4287, line 5: Type dateTime",
            "category-atom.xml: grammar of RFC 4287, line 9: Element category failed",
            "feedparser: the language is de",
            "feedparser: its own address is",
            "feedparser: no id, title or link",
            "feedparser: no day of publishing",
            "broken-feed.xml: not XML",
            "schema of JSON Feed 1.1, $.items[0]: {'id'",
            "schema of JSON Feed 1.1, $.items[1].date_published",
            "schema of JSON Feed 1.1, $: 'colour'",
            "3 entries; atom.xml has 2",
        ),
        needs=(),
    ),
    Judge(
        name="calendars",
        judge=calendars.judge,
        caught=(
            "twice.ics: ical.js: same: no uid of its own",
            "twice.ics: ical.js: zone: no time zone Mars/Olympus",
            "twice.ics: ical.js: backwards: it ends at",
            "twice.ics: ical.js: bare: not one dtstamp",
            "torn.ics: ical.js:",
            "torn.ics: calcurse:",
            "calendar.ics: ical.js: wrong:",
            "calendar.ics: calcurse:",
            "calendar.ics: khal: 0 of 2 dates",
        ),
        needs=("node", "calcurse"),
    ),
    Judge(
        name="structured-data",
        judge=structured_data.judge,
        caught=(
            "'\"colour\"' does not exist",
            '"Reporte"',
            "Type 'number' is not assignable",
            "not JSON",
        ),
        needs=("node",),
    ),
    Judge(
        name="alternates",
        judge=alternates.judge,
        caught=(
            "does not say the same",
            "no x-default",
            "is in en, not in fr",
            "not in the sitemap: https://bad.example/lost/",
            "no page of its own: https://bad.example/gone/",
            "/: canonical is https://bad.example/elsewhere/",
            "sitemap.xml:9: ",
        ),
        needs=(),
    ),
    Judge(
        name="workflows",
        judge=workflows.judge,
        caught=(
            "actionlint: bad.yml:9: ",
            "zizmor: bad.yml:2: dangerous-triggers",
            "zizmor: bad.yml:11: unpinned-uses",
            "zizmor: bad.yml:12: template-injection",
            "check-jsonschema: no-schema.yml",
        ),
        needs=("node",),
    ),
    Judge(
        name="lighthouse",
        judge=lighthouse.judge,
        caught=("accessibility", "best-practices", "seo"),
        needs=("node", "lighthouse", "browser"),
        steady=False,
        pages=(
            "circulars/[0-9]{4}/[a-z0-9]+-[a-z0-9-]+/",
            "en/circulars/[0-9]{4}/[a-z0-9]+-[a-z0-9-]+/",
            "initiatives/[a-z0-9-]+/",
            "en/initiatives/[a-z0-9-]+/",
            "deadlines/",
            "en/deadlines/",
        ),
    ),
)
"""All judges."""
