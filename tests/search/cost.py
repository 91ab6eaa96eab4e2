"""Measures what a browser downloads until the first result of a search stands there.

From the repository's root, with ARCHIVE_BROWSER naming a Chromium::

    python -m tests.search.cost SITE --query "вопросник электромобили" --query "БСЭ 352"

SITE is the folder of a built site. It is served as hosts of static sites serve it: texts are
compressed, what is compressed already is not. Every query begins with an empty cache. Counted at
the server are all bytes of all answers, their heads included, until the first result is shown;
"index" is the part that a page without a search does not need. Exit status 1 where a query needs
more than ``--limit`` kilobytes (of 1,000 bytes) or finds nothing.
"""

from __future__ import annotations

import argparse
import gzip
import os
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BufferedIOBase, BytesIO
from pathlib import Path
from typing import Any, cast

from playwright.sync_api import Browser, sync_playwright
from playwright.sync_api import TimeoutError as Late
from tests import chromium
from tests.search import asking

KILOBYTE = 1000
LIMIT = 500
"""In kilobytes: what the first result may cost in an archive of 10,000 letters."""
QUERIES = (
    "вопросник электромобили",
    "собрание",
    "регистрация участников собрания",
    "БСЭ 352",
    "352",
    "циркуляр 47 бсэ 2017",
    "шахматистка",
    "школа интернет учитель",
)
"""Usual words and rare ones, in a Russian reader's search; what is asked where nothing is named."""
_COMPRESSED = (".html", ".css", ".js", ".json", ".svg", ".xml", ".txt", ".ics")
_LEVEL = 6
_INDEX = ("/pagefind/", "/r/", "/search/words.json", "/search-words")


@cache
def _packed(path: str, _changed: int) -> bytes:
    return gzip.compress(Path(path).read_bytes(), _LEVEL, mtime=0)


class _Handler(SimpleHTTPRequestHandler):
    log: list[tuple[str, int]]
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def send_head(self) -> Any:
        """A compressed answer where the browser takes one; what is sent is noted."""
        path = Path(self.translate_path(self.path))
        if path.is_dir():
            path /= "index.html"
        takes = "gzip" in self.headers.get("Accept-Encoding", "")
        if not (takes and path.is_file() and path.suffix in _COMPRESSED):
            return super().send_head()
        body = _packed(str(path), path.stat().st_mtime_ns)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        return BytesIO(body)

    def do_GET(self) -> None:
        """Answer, and note the bytes of the answer."""
        before = self._counted.sent
        super().do_GET()
        self.log.append((self.path, self._counted.sent - before))

    def setup(self) -> None:
        """Count what is written."""
        super().setup()
        self._counted = _Counted(self.wfile)
        self.wfile = cast(BufferedIOBase, self._counted)

    def log_message(self, *_: Any) -> None:
        """Nothing: the report is enough."""


class _Counted:
    """A stream that counts the bytes written to it."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream
        self.sent = 0

    def write(self, data: bytes) -> int:
        """Write and count."""
        self.sent += len(data)
        return int(self._stream.write(data) or 0)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that closes a connection is no fault."""


@dataclass(frozen=True, kw_only=True)
class Cost:
    """What one query cost."""

    words: str
    answers: tuple[tuple[str, int], ...]
    """Path and bytes of everything downloaded until the first result, in order."""
    seconds: float
    is_found: bool

    @property
    def total(self) -> int:
        """All bytes."""
        return sum(size for _, size in self.answers)

    @property
    def index(self) -> int:
        """The bytes of the search index and its engine."""
        return sum(size for path, size in self.answers if any(part in path for part in _INDEX))


@contextmanager
def served(folder: Path) -> Iterator[tuple[str, list[tuple[str, int]]]]:
    """The address of the served folder, and the growing log of answers: path and bytes."""
    log: list[tuple[str, int]] = []
    kind = type("Handler", (_Handler,), {"log": log})
    server = _Server(("127.0.0.1", 0), partial(kind, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/", log
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def measure(folder: Path, browser: Browser, language: str, words: str) -> Cost:
    """What the first result of a query costs on the site in *folder*, with an empty cache."""
    with served(folder) as (root, log):
        context = browser.new_context()
        try:
            begun = time.monotonic()
            asking.open_first(context.new_page(), asking.address(root, language, words))
            is_found = True
        except Late:
            is_found = False
        seconds = time.monotonic() - begun
        answers = tuple(log)
        context.close()
    return Cost(words=words, answers=answers, seconds=seconds, is_found=is_found)


def main(arguments: Sequence[str] | None = None) -> int:
    """The command."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.search.cost",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("site", type=Path, help="the folder of a built site")
    parser.add_argument("--query", action="append", help="what is typed; may be given again")
    parser.add_argument("--language", choices=sorted(asking.PAGES), default="ru")
    parser.add_argument("--limit", type=float, default=LIMIT, help="in kilobytes (%(default)s)")
    parser.add_argument("--requests", action="store_true", help="list every answer")
    options = parser.parse_args(arguments)
    program = os.environ.get("ARCHIVE_BROWSER", "")
    if not program:
        parser.error("ARCHIVE_BROWSER names no browser")
    is_good = True
    with sync_playwright() as playwright:
        browser = chromium.launch(playwright, program)
        print(f"{'total kB':>9} {'index kB':>9} {'requests':>8} {'seconds':>8}  query")
        for words in options.query or QUERIES:
            cost = measure(options.site, browser, options.language, words)
            is_good &= cost.is_found and cost.total <= options.limit * KILOBYTE
            print(
                f"{cost.total / KILOBYTE:9.1f} {cost.index / KILOBYTE:9.1f} "
                f"{len(cost.answers):8} {cost.seconds:8.2f}  {words}"
                f"{'' if cost.is_found else '  (nothing found)'}"
            )
            if options.requests:
                for path, size in cost.answers:
                    print(f"{size / KILOBYTE:9.1f}  {path}")
        browser.close()
    return 0 if is_good else 1


if __name__ == "__main__":
    raise SystemExit(main())
