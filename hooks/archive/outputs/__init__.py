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
    glossary_page,
    hand_written,
    host_headers,
    initiative_pages,
    month_pages,
    moved,
    opml,
    parallel_pages,
    reference_index,
    reference_pages,
    rule_reference,
    schemas,
    search_page,
    sitemap,
    subscribe_page,
    translations_page,
)
from archive.site import Output

OUTPUTS: tuple[Output, ...] = (
    hand_written.build,
    circular_pages.build,
    parallel_pages.build,
    circular_lists.build,
    initiative_pages.build,
    deadline_pages.build,
    month_pages.build,
    event_pages.build,
    addressee_pages.build,
    search_page.build,
    reference_pages.build,
    reference_index.build,
    subscribe_page.build,
    moved.build,
    editing_page.build,
    translations_page.build,
    field_reference.build,
    glossary_page.build,
    rule_reference.build,
    schemas.build,
    feeds.build,
    opml.build,
    calendars.build,
    sitemap.build,
    host_headers.build,
    build_facts.build,
)
"""Everything that the archive publishes, beside what the host generator writes itself."""

OF_BODIES: tuple[Output, ...] = (
    circular_pages.build,
    parallel_pages.build,
    build_facts.build,
)
"""Those among them that hold the bodies of circulars, or digests of them.

Some feeds do, and the page for translators where a text is behind."""

HAND_WRITTEN: tuple[Output, ...] = (hand_written.build,)
"""Pages with frames of their own."""

FEEDS: tuple[Output, ...] = (feeds.build,)
TRANSLATIONS: tuple[Output, ...] = (translations_page.build,)
