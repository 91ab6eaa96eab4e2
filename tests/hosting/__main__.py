"""``python -m tests.hosting NGINX``: the example for nginx, at the root of a host and below a path.

Builds an invented archive for both, lets nginx (the program at the path NGINX) serve it as
``docs/project/hosting/nginx.conf`` says, and compares every file, every header, the page for lost
addresses and what ``circulars live`` finds. Says what is wrong, one line each; 1 if anything is.
"""

from __future__ import annotations

import contextlib
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tests.hosting.comparing import Server, faults, lost_faults

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "docs/project/hosting/nginx.conf"
BELOW = "some/archive/"
sys.path.insert(0, str(ROOT / "tests/site"))
from invented_archive import TODAY, write_archive  # noqa: E402

MAIN = """\
daemon off;
error_log stderr crit;
pid {folder}/nginx.pid;
events {{}}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/example.conf;
}}
"""


def main(nginx: str) -> int:
    """Try the example; the exit status."""
    count = 0
    with tempfile.TemporaryDirectory(prefix="archive-hosting-") as temporary:
        folder = Path(temporary)
        folder.chmod(0o755)  # nginx gives up the rights of the superuser
        letters = write_archive(folder / "letters")
        for below in ("", BELOW):
            port = _free_port()
            url = f"http://127.0.0.1:{port}/{below}"
            web = folder / f"web{port}"
            _build(letters, web / below, url, folder)
            with _serving(nginx, folder, web, port, below):
                found = list(_judged(url, web / below))
            for fault in found:
                print(f"nginx, /{below}: {fault}")
            count += len(found)
            number = sum(1 for each in web.rglob("*") if each.is_file())
            print(f"nginx, /{below}: {number} files compared, {len(found)} faults")
    return 1 if count else 0


def _build(letters: Path, target: Path, url: str, folder: Path) -> None:
    settings = {
        "ARCHIVE_CIRCULARS": str(letters),
        "ARCHIVE_TODAY": TODAY,
        "ARCHIVE_SITE_URL": url,
        "ARCHIVE_STORE": str(folder / "store"),
        "NO_MKDOCS_2_WARNING": "1",
    }
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(target)]
    subprocess.run(command, cwd=ROOT, env={**os.environ, **settings}, check=True)
    (target / ".new-unfinished").write_text("not to be read by anybody")


def _free_port() -> int:
    with socket.socket() as line:
        line.bind(("127.0.0.1", 0))
        return int(line.getsockname()[1])


def configured(example: str, web: Path, port: int, below: str) -> str:
    """The example with what whoever uses it has to change."""
    changes = (
        (r"listen 80;", f"listen 127.0.0.1:{port};"),
        (r"listen \[::\]:80;", ""),
        (r"root /srv/www/circulars;", f"root {web};"),
        (r"/404\.html(?=.*# path)", f"/{below}404.html"),
    )
    for pattern, text in changes:
        example, count = re.subn(pattern, text, example)
        if not count:
            raise SystemExit(f"the example has no {pattern}")
    return example


@contextlib.contextmanager
def _serving(nginx: str, folder: Path, web: Path, port: int, below: str) -> Iterator[None]:
    example = configured(EXAMPLE.read_text("utf-8"), web, port, below)
    (folder / "example.conf").write_text(example, "utf-8")
    (folder / "nginx.conf").write_text(MAIN.format(folder=folder), "utf-8")
    command = [nginx, "-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", "stderr"]
    tested = subprocess.run([*command, "-t", "-q"], capture_output=True, text=True, check=False)
    if tested.returncode or tested.stderr:
        raise SystemExit(f"nginx does not take the example:\n{tested.stderr}")
    server = subprocess.Popen(command)
    try:
        _wait_for(port, server)
        yield
    finally:
        server.terminate()
        server.wait(20)


def _wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    for _ in range(200):
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        if server.poll() is not None:
            break
        time.sleep(0.05)
    raise SystemExit("nginx does not answer")


def _judged(url: str, site: Path) -> Iterator[str]:
    yield from faults(url, site)
    yield from lost_faults(url, site)
    server = Server(url)
    if server.ask(".new-unfinished")[0] != 404:
        yield "what is unfinished can be read"
    status, headers, _ = server.ask("about")
    if status != 301 or headers.get("location") != f"/{url.split('/', 3)[3]}about/":
        yield f"about: status {status}, to {headers.get('location')}"
    yield from _live_faults(url, site)


def _live_faults(url: str, site: Path) -> Iterator[str]:
    """The program finds nothing, and finds that a page is missing."""
    status, found = _live(url)
    if status or len(found) != 3:  # what was read, of which day, and that nothing is wrong
        yield from found
    page = site / "en/deadlines/index.html"
    page.rename(page.with_name("elsewhere.html"))
    status, found = _live(url)
    page.with_name("elsewhere.html").rename(page)
    if status != 1 or not any("en/deadlines/: error[wrong-status]" in line for line in found):
        yield "circulars live does not find that a page is missing"


def _live(url: str) -> tuple[int, list[str]]:
    command = [sys.executable, "-m", "archive", "--lang", "en", "live", url, "--today", TODAY]
    done = subprocess.run(
        [*command, "--all"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return done.returncode, (done.stdout + done.stderr).splitlines()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
