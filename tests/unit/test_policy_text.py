"""The policy of pages as text, and what a development server puts into them."""

import base64
import hashlib

import pytest

from archive import content_policy
from archive.content_policy import FRAMED_PAGE, SMALL_PAGE, admitting

PAGE = f"<head>{content_policy.head(FRAMED_PAGE)}</head><body><p>x</p></body>".encode()
SCRIPT = b"<script>reload(1)</script>"


def directives(policy):
    return dict(part.split(" ", 1) for part in policy.split("; "))


@pytest.mark.parametrize("policy", [FRAMED_PAGE, SMALL_PAGE])
def test_nothing_is_allowed_that_is_not_named(policy):
    found = directives(policy)
    assert found["default-src"] == "'none'"
    assert found["base-uri"] == "'none'"
    assert "form-action" in found
    assert found["require-trusted-types-for"] == "'script'"
    for word in ("unsafe-inline", "unsafe-eval'", "*", "http", "data:", "blob:", "sha256", '"'):
        assert word not in policy.replace("'wasm-unsafe-eval'", "")


def test_only_pages_with_a_search_may_compile():
    assert "wasm-unsafe-eval" in directives(FRAMED_PAGE)["script-src"]
    assert "wasm-unsafe-eval" not in SMALL_PAGE


def injecting(page, epoch):
    """What the development server does."""
    end = page.rfind(b"</body>")
    end = len(page) if end < 0 else end
    return page[:end] + SCRIPT.replace(b"1", b"%d" % epoch) + page[end:]


def allowed(page):
    return directives(page.decode().split('content="')[1].split('"')[0])["script-src"].split()


def sum_of(script):
    return f"'sha256-{base64.b64encode(hashlib.sha256(script).digest()).decode()}'"


def test_the_servers_own_script_is_admitted_and_nothing_else():
    dirty = PAGE.replace(b"<p>", b"<script>evil()</script></body><p>")
    made = admitting(injecting)(dirty, 7)
    assert allowed(made) == [*directives(FRAMED_PAGE)["script-src"].split(), sum_of(b"reload(7)")]
    assert made.count(b"reload(7)") == 1
    assert made.replace(allowed(made)[-1].encode(), b"") != dirty


def test_a_page_without_a_policy_or_an_end_is_served_all_the_same():
    assert admitting(injecting)(b"<p>x", 7) == b"<p>x<script>reload(7)</script>"
    assert admitting(lambda page, _: page)(PAGE, 7) == PAGE
