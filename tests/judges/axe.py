"""axe-core in Chromium: accessibility of every kind of page, as large and small screens show it."""

from __future__ import annotations

import os
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Page as Tab
from playwright.sync_api import sync_playwright
from static_server import Server
from tests import chromium
from tests.judges.findings import Findings, Material
from tests.judges.kinds import telling_pages
from tests.judges.programs import MODULES

_TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice")
_SCHEMES = ("light", "dark")
_SCREENS = {"desktop": (1280, 900), "phone": (320, 720)}
_RUN = """tags => axe.run(document, {runOnly: tags, resultTypes: ['violations']}).then(found => ({
  passes: found.passes.length,
  violations: found.violations.map(each => ({
    id: each.id, help: each.help,
    nodes: each.nodes.map(node => ({target: node.target.join(' '), why: node.failureSummary})),
  })),
}))"""


def judge(material: Material) -> Findings:
    """No violation of WCAG 2.2 AA and of what is held to be good practice."""
    pages = telling_pages(material.places)
    script = (MODULES / "axe-core/axe.min.js").read_text("utf-8")
    # Where its address says: the page for lost addresses is made for one place on its host.
    servers = {
        place.name: Server(place.folder, urlsplit(place.url).path) for place in material.places
    }
    problems: dict[str, list[str]] = {}
    views = passes = 0
    try:
        with sync_playwright() as playwright:
            browser = chromium.launch(playwright, os.environ["ARCHIVE_BROWSER"])
            # The policy of the pages allows no script but theirs: it is not what is judged here.
            context = browser.new_context(bypass_csp=True, reduced_motion="reduce")
            tab = context.new_page()
            for place, page in pages:
                tab.goto(servers[place.name].url + page.path, wait_until="load")
                tab.evaluate(script)
                for view, found in _views(tab):
                    views += 1
                    passes += int(found["passes"])
                    for each in found["violations"]:
                        for node in each["nodes"]:
                            why = " ".join(node["why"].split())[:300]
                            fault = f"{each['id']}: {node['target']}: {why}"
                            name = f"{place.name}:{page.path or '/'}"
                            problems.setdefault(f"{name}: {fault}", []).append(view)
            browser.close()
    finally:
        for server in servers.values():
            server.close()
    told = tuple(f"{fault} ({', '.join(seen)})" for fault, seen in sorted(problems.items()))
    counts = {"pages": len(pages), "views": views, "rules that held": passes}
    return Findings(looked_at=counts, problems=told)


def _views(tab: Tab) -> list[tuple[str, dict[str, Any]]]:
    """The page in light and dark colours, on a large and a small screen."""
    found = []
    for name, (width, height) in _SCREENS.items():
        tab.set_viewport_size({"width": width, "height": height})
        for scheme in _SCHEMES:
            tab.emulate_media(color_scheme=scheme)
            found.append((f"{scheme} {name}", tab.evaluate(_RUN, list(_TAGS))))
    return found
