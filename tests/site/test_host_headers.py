"""``_headers``, and that what it promises of files holds for the files of real builds."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from site_kit import Site

from archive.delivery import MEDIA_TYPES, RULES, Rule, ending_of, headers_for, is_lasting
from archive.outputs.host_headers import PATH


def files(site: Site) -> list[str]:
    """The paths of all files that are handed out."""
    found = (path for path in site.folder.rglob("*") if path.is_file())
    paths = [path.relative_to(site.folder).as_posix() for path in found]
    return [path for path in paths if path != PATH]


def read(text: str) -> dict[str, dict[str, str]]:
    """The headers by path, as hosts read them."""
    found: dict[str, dict[str, str]] = {}
    for line in text.splitlines():
        if line.startswith("#"):
            continue
        if not line.startswith("  "):
            assert line.startswith("/")
            assert line not in found
            found[line] = current = {}
            continue
        name, sign, value = line.strip().partition(": ")
        assert sign
        assert len(line) < 2000
        current[name] = value
    return found


def test_the_file_says_what_the_table_says(real: Site, real_below: Site) -> None:
    for site in (real, real_below):
        root = urlsplit(site.url).path
        found = read(site.bytes(PATH).decode("ascii"))
        assert found == {root + rule.path: dict(rule.headers) for rule in RULES}


def test_every_file_of_a_site_has_a_known_kind(real: Site, invented: Site) -> None:
    for site in (real, invented):
        assert {ending_of(path) for path in files(site)} <= MEDIA_TYPES.keys()
    attached = [path for path in files(invented) if path.endswith(".pdf")]
    assert len(attached) > 0
    assert all("Content-Disposition" in headers_for(path) for path in attached)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.path)
def test_every_rule_speaks_of_something(invented: Site, rule: Rule) -> None:
    if rule.path.startswith("circulars/*."):
        assert rule.fits(f"circulars/2026/ex-1/lamps.{rule.path.rpartition('.')[2]}")
    else:
        assert any(rule.fits(path) for path in files(invented))


def test_what_is_kept_for_ever_never_changes_under_its_name(
    real: Site, invented: Site, lives: Site
) -> None:
    seen: dict[str, bytes] = {}
    lasting = 0
    for site in (real, invented, lives):
        for path in files(site):
            if is_lasting(path):
                lasting += 1
                assert seen.setdefault(path, site.bytes(path)) == site.bytes(path), path
    assert lasting > 100
    assert len({path for path in seen if path.startswith("pagefind/")}) > 50
