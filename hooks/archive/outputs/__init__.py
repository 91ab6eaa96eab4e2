"""The outputs: one module per output, each with ``build(archive, site) -> artifacts``."""

from __future__ import annotations

from archive.outputs import (
    circular_lists,
    circular_pages,
    dated_pages,
    editing_page,
    feeds,
    field_reference,
    hand_written,
    initiative_pages,
    moved,
    rule_reference,
    schemas,
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
    moved.build,
    editing_page.build,
    field_reference.build,
    rule_reference.build,
    schemas.build,
    feeds.build,
    sitemap.build,
)
"""Everything that the archive publishes, beside what the host generator writes itself."""
