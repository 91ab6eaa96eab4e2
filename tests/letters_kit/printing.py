"""Prints letters as PDF with Chromium, in a process of its own that is started once.

A test may drive a browser itself, and two of Playwright's event loops in one process quarrel.
"""

from __future__ import annotations

import atexit
import base64
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path

_MARGIN = {"top": "2cm", "bottom": "2cm", "left": "2cm", "right": "2cm"}


def printed(letters: Sequence[str]) -> list[bytes]:
    """The PDF file of each letter; needs the browser that ``ARCHIVE_BROWSER`` names."""
    from tests.letters_kit.web import print_page

    process = _printer()
    assert process.stdin is not None
    assert process.stdout is not None
    files = []
    for letter in letters:
        process.stdin.write(json.dumps(print_page(letter)) + "\n")
        process.stdin.flush()
        answer = process.stdout.readline()
        if not answer:
            raise RuntimeError("The browser that prints letters has ended.")
        files.append(base64.b64decode(answer))
    return files


@cache
def _printer() -> subprocess.Popen[str]:
    if not os.environ.get("ARCHIVE_BROWSER"):
        raise RuntimeError("ARCHIVE_BROWSER is not set; by hand: ARCHIVE_BROWSER=$(.ci/browser)")
    process = subprocess.Popen(
        [sys.executable, "-c", f"from {__name__} import print_all; print_all()"],
        cwd=Path(__file__).parents[2],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    atexit.register(_end, process)
    return process


def _end(process: subprocess.Popen[str]) -> None:
    assert process.stdin is not None
    process.stdin.close()
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        process.kill()


def print_all() -> None:
    """The process: for each line of input (a page, its head and foot) a line with a PDF file."""
    from playwright.sync_api import sync_playwright
    from tests import chromium

    with sync_playwright() as playwright:
        browser = chromium.launch(playwright, os.environ["ARCHIVE_BROWSER"])
        page = browser.new_page(java_script_enabled=False)
        for line in sys.stdin:
            content, head, foot = json.loads(line)
            page.set_content(content)
            data = page.pdf(
                format="A4",
                margin=_MARGIN,
                display_header_footer=True,
                header_template=head,
                footer_template=foot,
            )
            print(base64.b64encode(data).decode("ascii"), flush=True)
        browser.close()
