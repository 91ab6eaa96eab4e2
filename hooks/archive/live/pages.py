"""Reading a page: whether it is whole, in its language, and at the address that it names."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from lxml import etree, html

from archive.live.answers import Answer
from archive.live.place import SitePlace
from archive.live.problems import LiveProblem
from archive.problems import StringKey

_RESOURCES = (
    "//script/@src|//link[contains(concat(' ', @rel, ' '), ' stylesheet ')]/@href"
    "|//img/@src|//iframe/@src|//object/@data|//embed/@src|//source/@src"
)
_LINKED = "//link/@href|//a/@href"
_SUBSCRIPTION_TYPES = (
    "application/atom+xml",
    "application/rss+xml",
    "application/feed+json",
    "text/calendar",
)
_END = b"</html>"


class LivePage:
    """A page as it came over the line."""

    def __init__(self, answer: Answer, path: str) -> None:
        self.answer = answer
        self.path = path

    @cached_property
    def tree(self) -> html.HtmlElement | None:
        """The page as a tree; None where there is nothing to parse."""
        parser = html.HTMLParser(encoding="utf-8", no_network=True)
        try:
            return html.document_fromstring(self.answer.body, parser=parser)
        except (etree.LxmlError, ValueError):
            return None

    def found(self, path: str) -> list[str]:
        """The texts and attributes that an XPath finds."""
        return [] if self.tree is None else [str(item) for item in self.tree.xpath(path)]

    @property
    def canonical(self) -> str:
        """The address that the page names as its own; empty where it names none, or several."""
        addresses = self.found("//link[@rel='canonical']/@href")
        return addresses[0] if len(addresses) == 1 else ""

    @property
    def resources(self) -> list[str]:
        """What a browser loads with the page."""
        return self.found(_RESOURCES)

    @property
    def subscriptions(self) -> list[tuple[str, str]]:
        """Feeds and calendars that the page offers to programs: media type and address."""
        if self.tree is None:
            return []
        links = self.tree.xpath("//link[@rel='alternate'][@href]")
        pairs = [(str(link.get("type", "")), str(link.get("href"))) for link in links]
        return [pair for pair in pairs if pair[0] in _SUBSCRIPTION_TYPES]

    @property
    def linked(self) -> list[str]:
        """Everything that the page leads to."""
        return self.found(_LINKED) + self.resources

    def judged(self, place: SitePlace, *, is_canonical: bool = True) -> Iterator[LiveProblem]:
        """What is wrong with it; *is_canonical* where search engines shall know it by itself."""
        yield from self.whole()
        if self.tree is None:
            return
        language = place.language_of(self.path)
        if (found := self.tree.get("lang", "")) != language:
            yield self._fault("wrong-language", found=found or "–", wanted=language)
        for name, path in (("title", "//head/title/text()"), ("heading", "//h1//text()")):
            if not "".join(self.found(path)).strip():
                yield self._fault("part-missing", part=StringKey(f"live.part.{name}"))
        if is_canonical and self.canonical != place.named(self.path):
            yield self._fault(
                "wrong-address", found=self.canonical or "–", wanted=place.named(self.path)
            )
        for address in self.resources:
            if place.is_foreign(address, self.path):
                yield self._fault("foreign", found=address)
        if not self._has_policy():
            yield self._fault("no-policy")

    def whole(self) -> Iterator[LiveProblem]:
        """Whether all of it came."""
        if not self.answer.body.rstrip().endswith(_END):
            yield self._fault("cut-short")

    def _has_policy(self) -> bool:
        # In a page it holds for what follows it.
        meta = "//meta[@http-equiv='Content-Security-Policy'][not(preceding::script)]"
        metas = self.found(f"{meta}/@content")
        header = self.answer.headers.get("content-security-policy", "")
        return any("script-src" in text or "default-src" in text for text in (header, *metas))

    def _fault(self, code: str, **values: object) -> LiveProblem:
        return LiveProblem(address=self.answer.address, code=code, values=values)


def lost_page(answer: Answer, languages: tuple[str, ...]) -> Iterator[LiveProblem]:
    """Whether an address that was made up leads to the site's own page for lost addresses."""
    if answer.status != 404:
        values = {"status": answer.status}
        yield LiveProblem(address=answer.address, code="lost-status", values=values)
        return
    page = LivePage(answer, "")
    said = set(page.found("//*[@class='not-found']//@lang"))
    if not said >= set(languages):
        yield LiveProblem(address=answer.address, code="lost-page")
        return
    yield from page.whole()
