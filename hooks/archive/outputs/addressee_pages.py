"""The index of classes of addressees, and what is asked of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from archive import selections
from archive.model import Addressee, Archive, Circular, Dated, Deadline, Event
from archive.render.pages import PageWriter, script_json
from archive.scopes import Scope, addressed, of_addressee
from archive.site import Artifact, Site

SECTION = "addressees"

LATEST = 50
"""How many letters a page shows; the lists by year and by bureau have all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Concern:
    """What concerns one class of addressees."""

    addressee: Addressee
    scope: Scope
    circulars: Sequence[Circular]
    """By the letters' dates, oldest first."""
    deadlines: Sequence[Dated[Deadline]]
    """Those that can still be met, the nearest first."""
    events: Sequence[Dated[Event]]
    """Those that are coming."""
    open: int
    """How many of the deadlines are open on the day of the build."""

    @property
    def periods(self) -> str:
        """When each of the deadlines is open, for scripts: ``opens/ends`` in UTC, by blanks."""
        found = []
        for dated in self.deadlines:
            due, opens = dated.item.due, dated.item.opens
            if due is not None:
                begin = f"{opens.begin():%Y-%m-%dT%H:%M:%SZ}" if opens is not None else ""
                found.append(f"{begin}/{due.end():%Y-%m-%dT%H:%M:%SZ}")
        return " ".join(found)


def build(archive: Archive, site: Site) -> Iterator[Artifact]:
    """The index and the pages in all languages."""
    writer = PageWriter(site)
    concerns = _concerns(archive, site)
    for language in site.languages:
        yield _index(writer, concerns, language.code)
        for concern in concerns:
            yield _page(writer, concern, language.code)


def _concerns(archive: Archive, site: Site) -> tuple[Concern, ...]:
    circulars: dict[str, list[Circular]] = {item.id: [] for item in archive.addressees}
    for circular in archive.circulars:
        for addressee in addressed(circular):
            circulars[addressee.id].append(circular)
    return tuple(_concern(item, circulars[item.id], site) for item in archive.addressees)


def _concern(addressee: Addressee, circulars: Sequence[Circular], site: Site) -> Concern:
    scope = of_addressee(addressee)
    ahead = selections.deadlines_ahead(site.in_force.deadlines(circulars, scope), site.today)
    return Concern(
        addressee=addressee,
        scope=scope,
        circulars=circulars,
        deadlines=ahead,
        events=selections.coming_events(site.in_force.events(circulars, scope), site.today),
        open=sum(dated.item.state(site.today).is_open for dated in ahead),
    )


def _index(writer: PageWriter, concerns: Sequence[Concern], language: str) -> Artifact:
    addresses = writer.site.addresses
    view = writer.view(language, addresses.addressees(language))
    words = {
        "language": language,
        "open": view.phrases.plural_forms("addressees.open"),
    }
    return writer.page(
        template="addressees.html",
        section=SECTION,
        language=language,
        path=view.path,
        title=view.t("addressees.title"),
        description=view.t("addressees.description"),
        alternates={item.code: addresses.addressees(item.code) for item in writer.site.languages},
        context={"concerns": concerns, "words": script_json(words)},
    )


def _page(writer: PageWriter, concern: Concern, language: str) -> Artifact:
    addresses, name = writer.site.addresses, concern.addressee.id
    view = writer.view(language, addresses.addressee(language, name))
    shown = view.plain(concern.addressee.name)
    return writer.page(
        template="addressee.html",
        section=SECTION,
        language=language,
        path=view.path,
        title=view.t("addressees.of-title", name=shown),
        description=view.t("addressees.of-description", name=shown),
        alternates={
            item.code: addresses.addressee(item.code, name) for item in writer.site.languages
        },
        scope=concern.scope,
        context={
            "concern": concern,
            "latest": concern.circulars[::-1][:LATEST],
            "total": len(concern.circulars),
        },
    )
