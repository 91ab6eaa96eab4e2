"""How files are to be handed out: the table, and that the example for nginx says the same."""

import re
from pathlib import Path

import pytest

from archive.delivery import (
    ATTACHMENTS,
    FOREVER,
    MEDIA_TYPES,
    RULES,
    TEXTS,
    headers_for,
    is_lasting,
    longest_kept,
)
from archive.fields import Type
from archive.scalars import WRITTEN_FORMS

PROJECT = Path(__file__).parents[2] / "docs/project"
EXAMPLE = (PROJECT / "hosting/nginx.conf").read_text("utf-8")

PATHS = (
    "",
    "en/about/",
    "404.html",
    "atom.xml",
    "en/changes-atom.xml",
    "atom/3.xml",
    "initiatives/lights/closing-feed.xml",
    "feed.json",
    "circulars/bureau/tsb/feed.json",
    "circulars/2026/ex-1/calendar.ics",
    "deadlines-reminders.ics",
    "sitemap.xml",
    "build.json",
    "search/words.json",
    "en/editing/schema/circular.json",
    "subscribe/feeds.opml",
    "assets/archive.css",
    "assets/archive.js",
    "assets/logo.svg",
    "assets/images/favicon.png",
    "assets/javascripts/bundle.a5f9d56c.min.js",
    "assets/javascripts/bundle.a5f9d56c.min.js.map",
    "assets/stylesheets/main.57a0d79d.min.css",
    "pagefind/ru/en/pagefind.js",
    "pagefind/ru/en/pagefind-worker.js",
    "pagefind/ru/en/pagefind-entry.json",
    "pagefind/ru/en/wasm.en.pagefind",
    "pagefind/ru/en/made-from.txt",
    "pagefind/ru/en/pagefind.en_f822a3fa0d.pf_meta",
    "pagefind/ru/en/index/en_84cd542.pf_index",
    "pagefind/ru/en/filter/en_3b1358b4d4.pf_filter",
    "pagefind/ru/en/fragment/en_1e9640f.pf_fragment",
    *(f"circulars/2026/ex-1/annex.{ending}" for ending in ATTACHMENTS),
)
"""A file of every kind that a build writes."""


class TestTable:
    def test_no_path_has_two_rules(self):
        paths = [rule.path for rule in RULES]
        assert len(paths) == len(set(paths)) < 100, "hosts read a hundred rules"
        assert all(path.count("*") <= 1 for path in paths), "hosts know one asterisk in a path"

    @pytest.mark.parametrize("path", PATHS)
    def test_no_header_is_set_twice(self, path):
        """Some hosts would join the values; of a policy alone that means the same."""
        names = [name for rule in RULES if rule.fits(path) for name in rule.headers]
        assert {name for name in names if names.count(name) > 1} <= {"Content-Security-Policy"}

    def test_all_that_a_letter_may_have_beside_it_is_downloaded(self):
        allowed = {ending for ending in MEDIA_TYPES if _is_file_name(f"annex.{ending}")}
        assert allowed == set(ATTACHMENTS)
        for ending in ATTACHMENTS:
            headers = headers_for(f"circulars/2026/ex-1/annex.{ending}")
            assert headers["Content-Disposition"] == "attachment"
            assert "sandbox" in headers["Content-Security-Policy"]
            assert headers["X-Content-Type-Options"] == "nosniff"

    def test_only_names_with_a_fingerprint_are_kept_for_ever(self):
        lasting = [path for path in PATHS if is_lasting(path)]
        assert len(lasting) == 7
        assert all(re.search(r"[._][0-9a-f]{7,10}\.", path) for path in lasting)

    @pytest.mark.parametrize(
        ("said", "seconds"),
        [
            ("", 0),
            ("no-cache", 0),
            ("max-age=600", 600),
            ("public, max-age=60, s-maxage=7200", 7200),
            ("max-age=31536000, no-store", 0),
            (FOREVER, 31_536_000),
            ("immutable", 31_536_000),
            ("max-age=" + "9" * 400, 999_999_999_999),
            ("max-age=soon", 0),
        ],
    )
    def test_how_long_something_is_kept(self, said, seconds):
        assert longest_kept(said) == seconds


def _is_file_name(name):
    return WRITTEN_FORMS[Type.FILE].fullmatch(name) is not None


def mapped(variable, uri):
    """What one of the example's maps gives for a path."""
    source, body = re.search(
        rf"map \$(\w+) \${variable} \{{\n(.*?)\n\}}", EXAMPLE, re.DOTALL
    ).groups()
    value = uri if source == "uri" else mapped(source, uri)
    rows = re.findall(r'^ +"?(.+?)"? "(.*)";$', body, re.MULTILINE)
    for pattern, result in rows:
        is_pattern = pattern.startswith("~")
        if (is_pattern and re.search(pattern[1:], value)) or pattern == value:
            return result
    return dict(rows)["default"]


def block(name):
    """The words of one block or list of the example."""
    return re.search(rf"\n    {name}( \{{.*?\}}|[^;]*;)", EXAMPLE, re.DOTALL)[1].strip(" {};")


class TestNginx:
    @pytest.mark.parametrize("path", PATHS)
    def test_sends_what_the_table_says(self, path):
        uri = "/some/archive/" + path + ("index.html" if not path or path.endswith("/") else "")
        sent = {}
        for name, value in re.findall(
            r"^    add_header (\S+) (.+?) always;$", EXAMPLE, re.MULTILINE
        ):
            value = mapped(value[1:], uri) if value.startswith("$") else value.strip('"')
            if value:
                sent[name] = value
        types = {
            ending: row.split()[0]
            for row in block("types").split(";")
            for ending in row.split()[1:]
        }
        ending = uri.rpartition(".")[2]
        charset = types[ending] in {*block("charset_types").split(), "text/html"}
        sent["Content-Type"] = types[ending] + ("; charset=utf-8" if charset else "")
        assert sent == headers_for(path)

    def test_compresses_every_text(self):
        packed = {*block("gzip_types").split(), "text/html"}
        assert packed == {
            headers_for(f"x.{ending}")["Content-Type"].split(";")[0] for ending in TEXTS
        }

    def test_knows_every_ending(self):
        assert {ending for row in block("types").split(";") for ending in row.split()[1:]} == set(
            MEDIA_TYPES
        )


@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_documentation_names_every_header_and_kind(language):
    text = (PROJECT / f"publishing.{language}.md").read_text("utf-8")
    for rule in RULES:
        for name, value in rule.headers.items():
            assert value in text, (name, value)
            assert name in text
    for named in re.findall(r"\]\(((?!https?:)[^)#]+)", text):
        assert (PROJECT / named).exists(), named
