"""Asks the search page of a served site in a real browser, by its address or by its form."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from playwright.sync_api import Page as Tab

from archive.languages import load_phrases

PAGES = {"ru": "search/", "en": "en/search/"}
"""The search page of each reader's language below the site's root."""
READ = 10
"""So many first results are looked at."""
_TIMEOUT = 30_000
_PHRASES = load_phrases()
_SHOWN = "document.querySelectorAll('#search-results > li').length > 0"
_DONE = """(loading) => {
    const status = document.getElementById("search-status").textContent.trim();
    const missing = document.getElementById("search-missing");
    return !missing.hidden || (status !== "" && status !== loading);
}"""
_ROWS = """(items) => items.map((item) => {
    const link = item.querySelector("a");
    const mark = item.querySelector(".lang-mark");
    return [link.href, link.lang, link.textContent, mark ? mark.textContent : ""];
})"""


@dataclass(frozen=True, kw_only=True)
class Result:
    """One row of the results."""

    path: str
    """Where its link leads on the site: ``/en/circulars/2018/tsb-45/``."""
    fragment: str
    """The paragraph that is the target; empty where the letter as a whole is."""
    title: str
    language: str
    """The ``lang`` of the link; empty where it is the page's own language."""
    mark: str
    """The words that mark another language; empty where there are none."""

    @property
    def key(self) -> str:
        """The key of the letter; empty where the result is no letter."""
        match = re.search(r"/circulars/(\d{4}/[^/]+)/$", self.path)
        return match[1] if match else ""


def address(root: str, language: str, words: str) -> str:
    """The address of a search on the site at *root*."""
    return f"{root}{PAGES[language]}?q={quote(words)}"


def open_first(tab: Tab, url: str) -> None:
    """Open a search, and wait until the first result stands there."""
    tab.goto(url)
    tab.wait_for_function(_SHOWN, timeout=_TIMEOUT)


def ask(tab: Tab, root: str, language: str, words: str) -> list[Result]:
    """The first results of a search whose address is opened."""
    tab.goto(address(root, language, words))
    return _read(tab, language)


def type_in(tab: Tab, root: str, language: str, words: str) -> list[Result]:
    """The same by typing into the form; the page is opened where another one is shown.

    A tenth of the time of opening an address, since the page and its engine are there.
    """
    if not tab.url.startswith(f"{root}{PAGES[language]}?"):
        return ask(tab, root, language, words)
    tab.locator("#search-words").fill(words)
    tab.locator("#search-words").press("Enter")
    return _read(tab, language)


def _read(tab: Tab, language: str) -> list[Result]:
    """The first results, once all have come, in their order."""
    loading = _PHRASES[language]("search.loading")
    tab.wait_for_function(_DONE, arg=loading, timeout=_TIMEOUT)
    assert tab.locator("#search-missing").is_hidden(), "the site has no search index"
    rows = tab.locator("#search-results > li").evaluate_all(_ROWS)
    results = []
    for link, code, title, mark in rows[:READ]:
        parts = urlsplit(link)
        result = Result(
            path=parts.path, fragment=parts.fragment, title=title, language=code, mark=mark
        )
        results.append(result)
    return results
