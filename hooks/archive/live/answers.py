"""Asking a server: one address, one answer, within limits of time and size, without redirects.

Only what lies below the site's own address is asked for, but for the few addresses of its host
that everybody knows. Requests carry no cookies and no credentials.
"""

from __future__ import annotations

import http.client
import os
import socket
import ssl
import threading
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.error import URLError
from urllib.parse import quote, urlsplit
from urllib.request import (
    HTTPHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
    UnknownHandler,
)

from archive.problems import StringKey

MOST_BYTES = 52_428_800
"""The most that is read of one answer, packed or unpacked: what a sitemap may have at most."""

_PIECE = 65_536
_REQUEST_HEADERS = {
    "User-Agent": "circulars-live/1",
    "Accept": "*/*",
    "Accept-Encoding": "gzip",
    # Caches on the way shall look whether there is something newer, as after a publication.
    "Cache-Control": "no-cache",
}


class NoAnswerError(Exception):
    """There is no whole answer; the message is a string's key, or what the system says."""

    def __init__(self, reason: StringKey | str) -> None:
        super().__init__(str(reason))
        self.reason = reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a server said."""

    address: str
    status: int
    headers: Mapping[str, str]
    """By names in small letters."""
    body: bytes
    """Unpacked."""
    was_packed: bool
    """Whether it came compressed."""

    @property
    def media_type(self) -> str:
        """The media type alone, in small letters."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def charset(self) -> str:
        """The charset that the media type names, in small letters; empty without one."""
        for part in self.headers.get("content-type", "").split(";")[1:]:
            name, _, value = part.partition("=")
            if name.strip().lower() == "charset":
                return value.strip().strip("\"'").lower()
        return ""

    @property
    def moves(self) -> bool:
        """Whether it sends the reader elsewhere."""
        return self.status in (301, 302, 303, 307, 308)


Ask = Callable[[str], Answer]
"""Asks for an absolute address; raises :class:`NoAnswerError`."""


class Asker:
    """Asks one server after the other, each within *seconds*."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._opener = OpenerDirector()
        for handler in (
            ProxyHandler(),  # as the environment says
            UnknownHandler(),
            HTTPHandler(),
            HTTPSHandler(context=ssl.create_default_context()),
        ):
            self._opener.add_handler(handler)

    def ask(self, address: str) -> Answer:
        """The answer, whatever its status; raises :class:`NoAnswerError`."""
        request = Request(_sendable(address), headers=_REQUEST_HEADERS)  # noqa: S310
        if request.type not in ("http", "https"):
            raise NoAnswerError(StringKey("live.reason.no-address"))
        try:
            response = self._opener.open(request, timeout=self._seconds)
            if not isinstance(response, http.client.HTTPResponse):
                raise NoAnswerError(StringKey("live.reason.no-address"))
            with response:
                return self._read(address, response)
        except URLError as error:
            raise NoAnswerError(_reason(error.reason)) from None
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise NoAnswerError(_reason(error)) from None

    def _read(self, address: str, response: http.client.HTTPResponse) -> Answer:
        # A server that sends a byte now and then would hold us for ever: each wait is limited by
        # the timeout of the socket, their sum by this.
        late = threading.Event()

        def stop() -> None:
            late.set()
            _hang_up(response)

        watch = threading.Timer(self._seconds * 3, stop)
        watch.daemon = True
        watch.start()
        try:
            data = response.read(MOST_BYTES + 1)
        except (OSError, http.client.HTTPException, ValueError):
            if late.is_set():
                raise NoAnswerError(StringKey("live.reason.too-slow")) from None
            raise
        finally:
            watch.cancel()
        if late.is_set():
            raise NoAnswerError(StringKey("live.reason.too-slow"))
        if len(data) > MOST_BYTES:
            raise NoAnswerError(StringKey("live.reason.too-large"))
        declared = response.headers.get("Content-Length", "")
        if declared.isdigit() and len(data) < int(declared[:18]):
            raise NoAnswerError(StringKey("live.reason.cut-short"))
        packed = response.headers.get("Content-Encoding", "").strip().lower()
        return Answer(
            address=address,
            status=response.status,
            headers={name.lower(): value for name, value in response.headers.items()},
            body=_unpacked(data) if packed in ("gzip", "x-gzip") else data,
            was_packed=packed not in ("", "identity"),
        )


def _hang_up(response: http.client.HTTPResponse) -> None:
    """End a connection that another thread reads from."""
    try:
        with socket.socket(fileno=os.dup(response.fileno())) as line:
            line.shutdown(socket.SHUT_RDWR)
    except (OSError, ValueError):
        return


def _unpacked(data: bytes) -> bytes:
    """What gzip packed; raises :class:`NoAnswerError` where it is cut short or too large."""
    machine = zlib.decompressobj(wbits=31)
    try:
        found = machine.decompress(data, MOST_BYTES + 1)
    except zlib.error:
        raise NoAnswerError(StringKey("live.reason.badly-packed")) from None
    if len(found) > MOST_BYTES:
        raise NoAnswerError(StringKey("live.reason.too-large"))
    if not machine.eof:
        raise NoAnswerError(StringKey("live.reason.cut-short"))
    return found


def unpacked_part(data: bytes) -> bytes | None:
    """A file that is itself packed with gzip; None where it is not, or not whole."""
    try:
        return _unpacked(data)
    except NoAnswerError:
        return None


def _sendable(address: str) -> str:
    """An address of ASCII letters alone, as it goes over the line."""
    parts = urlsplit(address)
    host = parts.netloc
    if not host.isascii():
        host = host.encode("idna").decode("ascii")
    path = quote(parts.path, safe="/%:@!$&'()*+,;=-._~")
    return parts._replace(netloc=host, path=path).geturl()


def _reason(error: object) -> StringKey | str:
    """Why there is no answer: a string's key where readers need more than the system's words."""
    kinds: tuple[tuple[type | tuple[type, ...], str], ...] = (
        (ssl.SSLCertVerificationError, "certificate"),
        (ssl.SSLError, "no-secure-line"),
        (socket.gaierror, "no-host"),
        (ConnectionRefusedError, "refused"),
        (TimeoutError, "too-slow"),
        (http.client.IncompleteRead, "cut-short"),
        ((ConnectionError, http.client.RemoteDisconnected), "hung-up"),
        (http.client.HTTPException, "no-http"),
    )
    for kind, name in kinds:
        if isinstance(error, kind):
            return StringKey(f"live.reason.{name}")
    if isinstance(error, OSError):
        return error.strerror or type(error).__name__
    return str(error)
