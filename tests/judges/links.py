"""linkinator: no dead link and no dead fragment, on sites that lie where their address says."""

from __future__ import annotations

from collections import Counter
from urllib.parse import urlsplit

from static_server import Server
from tests.judges.findings import Findings, Material
from tests.judges.programs import run_node


def judge(material: Material) -> Findings:
    """Every page of every site, those too that no other page leads to."""
    problems = []
    counts: Counter[str] = Counter({"pages": 0, "addresses": 0, "fragments": 0})
    for place in material.places:
        # The page for lost addresses is made for one place on its host, and no other.
        server = Server(place.folder, urlsplit(place.url).path)
        pages = [page.path for page in place.site().pages()]
        try:
            asked = {"origin": server.origin, "pages": [server.url + path for path in pages]}
            told = run_node("links.mjs", asked, material.work)
        finally:
            server.close()
        counts["pages"] += told["pages"]
        counts["addresses"] += told["addresses"]
        counts["fragments"] += told["fragments"]
        problems += [
            f"{place.name}:{each['url']}: {each['why']}"
            # A page that is read first and asked for a place later does not know who asked.
            + (f", on {each['parent']}" if each["parent"] else "")
            for each in told["broken"]
        ]
        if told["pages"] != len(pages):
            problems.append(f"{place.name}: {told['pages']} of {len(pages)} pages were read")
    return Findings(looked_at=counts, problems=tuple(sorted(set(problems))))
