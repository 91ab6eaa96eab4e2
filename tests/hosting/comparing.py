"""Comparing what a server hands out with the files of a site and the table of their headers."""

from __future__ import annotations

import gzip
import http.client
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

from archive.delivery import TEXTS, ending_of, headers_for

SMALLEST_PACKED = 1024
MADE_UP = ("no-such-page/", "en/no-such-page/", "assets/", "circulars/2021/no-such-file.pdf")
"""Addresses at which nothing stands, and a folder without a page of its own."""
_APART = ("404.html", "_headers")
"""What hosts take for themselves."""


def file_paths(folder: Path) -> list[str]:
    """The paths of a site's files as readers ask for them."""
    found = []
    for file in sorted(folder.rglob("*")):
        path = file.relative_to(folder).as_posix()
        if file.is_file() and path not in _APART and not path.startswith("."):
            found.append(path.removesuffix("index.html") if file.name == "index.html" else path)
    return found


class Server:
    """A server that is asked over one connection."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self._line = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=20)
        self._base = parts.path

    def ask(self, path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
        """Status, headers by small names, body as it came."""
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        self._line.request("GET", self._base + path, headers=sent)
        answer = self._line.getresponse()
        body = answer.read()
        return answer.status, {name.lower(): text for name, text in answer.getheaders()}, body


def faults(
    url: str, folder: Path, *, ignored: Iterable[str] = (), packs: bool = True
) -> Iterator[str]:
    """What differs, in words; headers in *ignored* are not compared, and with *packs* texts have
    to come compressed."""
    server, left_out = Server(url), {name.lower() for name in ignored}
    for path in file_paths(folder):
        file = folder / (path + "index.html" if path.endswith("/") or not path else path)
        status, headers, body = server.ask(path, Accept_Encoding="gzip")
        if status != 200:
            yield f"{path}: status {status}"
            continue
        packed = headers.get("content-encoding") == "gzip"
        data = file.read_bytes()
        if (gzip.decompress(body) if packed else body) != data:
            yield f"{path}: another content"
        wants_packing = ending_of(path) in TEXTS and len(data) >= SMALLEST_PACKED
        if packed != wants_packing and packs:
            yield f"{path}: packed: {packed}"
        wanted = {name.lower(): text for name, text in headers_for(path).items()}
        for name in sorted((wanted.keys() | _ours()) - left_out):
            if _plain(name, headers.get(name)) != _plain(name, wanted.get(name)):
                yield f"{path}: {name} is {headers.get(name)}, not {wanted.get(name)}"
        etag = headers.get("etag", "")
        if server.ask(path, Accept_Encoding="gzip", If_None_Match=etag)[0] != 304:
            yield f"{path}: not known by its ETag"


def lost_faults(url: str, folder: Path) -> Iterator[str]:
    """What is wrong with how the server treats what is not there."""
    server, page = Server(url), (folder / "404.html").read_bytes()
    for path in MADE_UP:
        status, headers, body = server.ask(path)
        if (status, body) != (404, page):
            yield f"{path}: status {status}, {'the' if body == page else 'another'} page"
        if not headers.get("content-type", "").startswith("text/html"):
            yield f"{path}: {headers.get('content-type')}"


def _ours() -> set[str]:
    return {"access-control-allow-origin", "content-disposition"}


def _plain(name: str, text: str | None) -> object:
    if text is None:
        return None
    if name == "content-type":  # "text/html;charset=UTF-8"
        return text.replace(" ", "").lower()
    return text
