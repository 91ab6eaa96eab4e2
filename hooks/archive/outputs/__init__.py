"""The outputs: one module per output, each with ``build(archive, site) -> artifacts``."""

from __future__ import annotations

from archive.outputs import (
    circular_lists,
    circular_pages,
    dated_pages,
    feeds,
    field_reference,
    hand_written,
    initiative_pages,
    search_page,
    sitemap,
)
from archive.site import Output

OUTPUTS: tuple[Output, ...] = (
    hand_written.build,
    circular_pages.build,
    circular_lists.build,
    initiative_pages.build,
    dated_pages.build,
    search_page.build,
    field_reference.build,
    feeds.build,
    sitemap.build,
)
"""Everything that the archive publishes, beside what the host generator writes itself."""
