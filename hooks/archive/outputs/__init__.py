"""The outputs: one module per output, each with ``build(archive, site) -> artifacts``."""

from __future__ import annotations

from archive.outputs import (
    addressee_pages,
    build_facts,
    calendars,
    circular_lists,
    circular_pages,
    deadline_pages,
    editing_page,
    event_pages,
    feeds,
    field_reference,
    hand_written,
    initiative_pages,
    month_pages,
    moved,
    opml,
    rule_reference,
    schemas,
    search_page,
    sitemap,
    subscribe_page,
)
from archive.site import Output

OUTPUTS: tuple[Output, ...] = (
    hand_written.build,
    circular_pages.build,
    circular_lists.build,
    initiative_pages.build,
    deadline_pages.build,
    month_pages.build,
    event_pages.build,
    addressee_pages.build,
    search_page.build,
    subscribe_page.build,
    moved.build,
    editing_page.build,
    field_reference.build,
    rule_reference.build,
    schemas.build,
    feeds.build,
    opml.build,
    calendars.build,
    sitemap.build,
    build_facts.build,
)
"""Everything that the archive publishes, beside what the host generator writes itself."""
