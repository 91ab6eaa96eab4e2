"""What a development server shows."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path


def error_pages(folder: Path) -> Callable[[int], bytes | None]:
    """The page of the site in *folder* for a status such as 404, where there is one."""

    def error_page(code: int) -> bytes | None:
        page = folder / f"{code}.html"
        return page.read_bytes() if page.is_file() else None

    return error_page
