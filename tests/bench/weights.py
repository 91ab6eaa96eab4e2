"""What a circular's page weighs: alone, and at its first view with all its requests."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from statistics import median
from urllib.parse import urlsplit

from tests.bench.project import FailedError, Project
from tests.bench.words import say

_LEVEL = 6
"""How hard servers compress."""
_MOST = 400
"""Pages that are weighed: more would not change the median."""


def circular_pages(project: Project) -> Iterator[Path]:
    """The pages of circulars in all languages."""
    for folder in sorted(project.circulars.glob("[0-9]*/*")):
        for language in ("", "en/"):
            page = f"{language}circulars/{folder.parent.name}/{folder.name}/index.html"
            if (project.site / page).is_file():
                yield project.site / page


def page_gz_bytes(project: Project) -> int | None:
    """The median of compressed pages of circulars, in bytes."""
    pages = list(circular_pages(project))
    chosen = pages[:: max(1, len(pages) // _MOST)]
    sizes = [len(gzip.compress(page.read_bytes(), _LEVEL, mtime=0)) for page in chosen]
    return round(median(sizes)) if sizes else None


def first_view(
    project: Project, environment: Mapping[str, str], tell: Callable[[str], None]
) -> Mapping[str, int] | None:
    """What a browser with an empty cache downloads for the page of median weight: bytes by path.

    All answers are counted at the server with their heads, compressed where servers compress.
    Requests that fail are told. None, told too, where there is no browser.
    """
    program = environment.get("ARCHIVE_BROWSER", "")
    try:
        # Only here: a build is measured without a browser too.
        from playwright.sync_api import Error, sync_playwright
        from tests import chromium
        from tests.search.cost import served
    except ImportError:
        program = ""
    pages = sorted(circular_pages(project), key=lambda page: page.stat().st_size)
    if not program or not pages:
        tell(say("no-browser"))
        return None
    page = pages[len(pages) // 2].parent.relative_to(project.site).as_posix()
    failed: list[str] = []
    try:
        with served(project.site) as (root, log), sync_playwright() as playwright:
            browser = chromium.launch(playwright, program)
            tab = browser.new_page()
            tab.on("requestfailed", lambda request: failed.append(urlsplit(request.url).path))
            tab.on(
                "response",
                lambda answer: (
                    failed.append(f"{answer.status} {urlsplit(answer.url).path}")
                    if answer.status >= 400
                    else None
                ),
            )
            tab.goto(f"{root}{page}/", wait_until="networkidle")
            tab.wait_for_timeout(500)
            browser.close()
    except Error as error:
        raise FailedError(str(error).strip()) from error
    if failed:
        tell(say("bad-requests", paths=", ".join(failed)))
    answers: dict[str, int] = {}
    for path, size in log:
        answers[path] = answers.get(path, 0) + size
    return answers
