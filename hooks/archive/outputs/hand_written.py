"""Hand-written pages with slots (the home page among them), and the page for lost addresses."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from archive import selections
from archive.model import Archive
from archive.outputs.reference_pages import lost_words
from archive.render.borrowed_words import settled
from archive.render.pages import PageWriter
from archive.render.templates import View
from archive.site import Artifact, Site

LATEST = 5
"""How many circulars the home page shows."""


class UnknownSlotError(Exception):
    """A hand-written page asks for something that the archive does not have."""

    def __init__(self, path: str, slot: str, known: list[str]) -> None:
        super().__init__(f"{path}: {slot}")
        self.path, self.slot, self.known = path, slot, known


def build(archive: Archive, site: Site) -> Iterator[Artifact]:
    """Every page with slots, filled; raises :class:`UnknownSlotError`."""
    writer = PageWriter(site)
    for (language, path), frame in sorted(site.frames.pages.items()):
        view = writer.view(language, path)
        fillers = _fillers(writer, archive, view)
        unknown = sorted(frame.slots - fillers.keys())
        if unknown:
            raise UnknownSlotError(path, unknown[0], sorted(fillers))
        filled = frame.fill({slot: fillers[slot]() for slot in frame.slots})
        yield Artifact(path=f"{path}index.html", data=settled(filled, language).encode())
    if site.frames.not_found is not None:
        default = site.languages[0].code
        homes = {item.code: site.addresses.home(item.code) for item in site.languages}
        view = replace(writer.view(default, ""), rooted=True)
        values = {
            "alternates": writer.switch(view, homes),
            "lost": writer.part("lost_address.html", view, {"words": lost_words(site)}),
        }
        filled = site.frames.not_found.fill(
            {slot: values.get(slot, "") for slot in site.frames.not_found.slots}
        )
        yield Artifact(path="404.html", data=settled(filled, default).encode())


def _fillers(writer: PageWriter, archive: Archive, view: View) -> dict[str, Callable[[], str]]:
    today = writer.site.today
    language = view.language
    of_initiatives = selections.by_initiative(archive)
    deadlines = writer.site.in_force.deadlines(archive.circulars)
    events = writer.site.in_force.events(archive.circulars)

    def part(template: str, **context: object) -> Callable[[], str]:
        return lambda: writer.part(template, view, context)

    return {
        "head": lambda: str(writer.subscription_links(view)),
        "search": part("home_search.html"),
        "latest": part("home_latest.html", circulars=selections.latest(archive, language)[:LATEST]),
        "open-deadlines": part(
            "home_deadlines.html", open=selections.deadlines_ahead(deadlines, today)
        ),
        "coming-events": part("home_events.html", coming=selections.coming_events(events, today)),
        "initiatives": part(
            "home_initiatives.html",
            rows=[
                (initiative, len(of_initiatives[initiative.id]))
                for initiative in archive.initiatives
            ],
        ),
        "subscribe": part("home_subscribe.html"),
        "counts": part(
            "home_counts.html",
            circulars=len(archive.circulars),
            initiatives=len(archive.initiatives),
            deadlines=len(deadlines),
        ),
    }
