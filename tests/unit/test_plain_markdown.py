"""Staged bodies: the same words as on the site, in any program that reads Markdown."""

import html
import re
from pathlib import Path

import markdown
import pyromark
import pytest
from bodies import LINKS, blocks, body, written
from hypothesis import given
from hypothesis import strategies as st
from small_archive import PHRASES

from archive.staging.plain_markdown import PlainMarkdown, escaped

GOLDEN = sorted((Path(__file__).parents[1] / "golden/body").glob("*.md"))


def staged(text, *, numbered=False, language="en"):
    writer = PlainMarkdown(body(text), PHRASES[language], LINKS, lambda key: f"../{key}.md")
    return writer.write(blocks(text, numbered=numbered))


def commonmark(text):
    options = pyromark.Options.ENABLE_TABLES | pyromark.Options.ENABLE_FOOTNOTES
    return pyromark.Markdown(options=options).html(text)


def python_markdown(text):
    extensions = ["tables", "fenced_code", "footnotes", "sane_lists"]
    return markdown.markdown(text, extensions=extensions)


def words(markup):
    """The words of a piece of HTML; what stands in one line stays together."""
    inline = r"</?(?:a|em|strong|code|span|small|sup)\b[^>]*>"
    return " ".join(html.unescape(re.sub("<[^>]*>", " ", re.sub(inline, "", markup))).split())


def site_words(text, *, numbered):
    """The words on the site, less the archive's own counting."""
    fragment = written(text, numbered=numbered).fill("", lambda key: key)
    counted = r'(<div class="para counted"[^>]*>)<a class="para-no"[^>]*>[^<]*</a>'
    fragment = re.sub(counted, r"\1", fragment)

    def number(match):
        return match[1] + (". " if match[1].isdigit() else " ")

    return words(re.sub(r'<a class="para-no"[^>]*>([^<]*)</a>\n', number, fragment))


class TestWords:
    # Programs number and place footnotes in their own ways: their words have a test of their own.
    @pytest.mark.parametrize(
        "path",
        [path for path in GOLDEN if "footnotes" not in path.stem],
        ids=lambda path: path.stem,
    )
    @pytest.mark.parametrize("render", [commonmark, python_markdown])
    def test_are_those_of_the_site(self, path, render):
        text, numbered = path.read_text("utf-8"), path.stem.startswith("numbered")
        assert words(render(staged(text, numbered=numbered))) == site_words(text, numbered=numbered)

    def test_of_footnotes_are_kept(self):
        text = staged("Agreed.[^a]\n\n[^a]: In Portville,\n    in *May*.\n")
        assert "Agreed.[^a]" in text
        assert "[^a]: In Portville, in *May*." in text

    @pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
    def test_staging_what_is_staged_changes_nothing_but_anchors(self, path):
        numbered = path.stem.startswith("numbered")
        text = re.sub('<a id="[^"]*"></a>', "", staged(path.read_text("utf-8"), numbered=numbered))
        again = re.sub('<a id="[^"]*"></a>', "", staged(text))
        assert words(commonmark(again)) == words(commonmark(text))


LINE = st.text(alphabet="aя1 .,*_[]()<>&#+-=!|`~{}%\\:;/@\"'«»", min_size=1, max_size=30)


class TestEscapes:
    @given(LINE.map(str.strip).filter(bool))
    def test_words_mean_themselves(self, text):
        assert words(commonmark(escaped(text))) == " ".join(text.split())

    @pytest.mark.parametrize(
        "text",
        [
            "# no heading", "1. no list", "1) no list", "- no list", "+ no list", "> no quote",
            "===", "---", "***", "&copy;", "<b>", "[a](b)", "a_b_c", "{{< no >}}", "{% no %}",
        ],
    )  # fmt: skip
    @pytest.mark.parametrize("render", [commonmark, python_markdown])
    def test_nothing_opens_by_chance(self, text, render):
        assert words(render(escaped(text))) == text
        assert "<h" not in render(escaped(text))

    def test_other_programs_see_no_templates(self):
        assert "{{" not in escaped("{{ site }}")
        assert "{%" not in escaped("{% include %}")


class TestForms:
    def test_numbers_are_words_with_an_address(self):
        text = staged("1. One.\n\n2. Two:\n\n   - a;\n   - b.\n", numbered=True)
        assert text == ('<a id="p1"></a>1. One.\n\n<a id="p2"></a>2. Two:\n\n-   a;\n-   b.\n')

    def test_labels(self):
        text = staged("1. One:\n\n   - [a)] first;\n\n[1.1] More.\n", numbered=True)
        assert '-   <a id="p1-a"></a>a) first;' in text
        assert '<a id="p1.1"></a>1.1 More.' in text

    def test_counted_paragraphs_have_only_an_address(self):
        assert staged("One.\n\nTwo.\n") == '<a id="p1"></a>One.\n\n<a id="p2"></a>Two.\n'

    def test_links(self):
        source = "[held](link:held), [lost](link:lost), [letter](circular:2024/x), [there](#p1)\n"
        assert staged(source) == (
            '<a id="p1"></a>[held](https://example.org/held), lost (address not held), '
            "[letter](../2024/x.md), [there](#p1)\n"
        )

    def test_bare_addresses(self):
        text = staged("See https://example.org/a_b, write to a_b@example.org.\n")
        assert "<https://example.org/a_b>, write to <a_b@example.org>." in text

    def test_a_link_is_no_picture(self):
        assert words(commonmark(staged("Look\\![there](#p1)\n"))) == "Look!there"

    def test_an_address_is_not_broken_by_brackets(self):
        text = staged("[x](<https://example.org/a_(b) c>)\n")
        assert "(https://example.org/a_%28b%29%20c)" in text

    def test_comments_are_left_out(self):
        text = staged("<!-- waive raw-html: it is a test -->\n\nOne.\n")
        assert text == '<a id="p1"></a>One.\n'

    def test_nested_lists_are_nested_everywhere(self):
        text = staged("- a\n  - b\n    - c\n")
        for render in (commonmark, python_markdown):
            assert render(text).count("<ul>") == 3

    def test_a_table_keeps_its_bars(self):
        text = staged("| a | b |\n|:--|--:|\n| x \\| y | `p \\| q` |\n")
        assert "| :--- | ---: |" in text
        for render in (commonmark, python_markdown):
            assert "x | y" in words(render(text))
            assert "<code>p | q</code>" in html.unescape(render(text))

    def test_code_keeps_its_signs(self):
        text = staged("Type `` a`b ``.\n\n~~~\n```\n*x*\n~~~\n")
        assert "Type ``a`b``." in text
        assert "````\n```\n*x*\n````" in text

    def test_an_empty_body(self):
        assert staged("").strip() == ""
