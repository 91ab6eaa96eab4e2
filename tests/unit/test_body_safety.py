"""Whatever a text holds, its page holds no more than our allow-list: a judge of another hand."""

import html as html_library
import re

import html5lib
import nh3
from bodies import html, judged, written
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from small_archive import PHRASES

from archive.render.body import (
    ALLOWED_ATTRIBUTES,
    ALLOWED_SCHEMES,
    ALLOWED_TAGS,
    BodyWriter,
    escape,
    escape_attribute,
)
from archive.rule_codes import CODES, WAIVABLE
from archive.web_addresses import is_web_address

PIECES = [
    "<b>", "</b>", "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "</div>", "<!--",
    "-->", "<!-- TODO x -->", "<!-- waive bad-link: x -->", "<?php ?>", "<![CDATA[x]]>", "<a href=",
    "&lt;", "&amp;", "&nbsp;", "&#13;", "&#26;", "&#x1a;page&#x1a;", "&#0;", "&#60;b&#62;",
    "&quot;",
    "*", "**", "***", "_", "`", "``", "```\n", "~~~\n", "\\", "  \n", "\\\n", "\n", "\n\n",
    "[", "]", "(", ")", "![", "](", "](https://example.org/)", "](javascript:alert(1))",
    "](link:held)",
    "](link:lost)", "](#p1)", "](circular:2024/letter)", "](mailto:ann@example.org)", "](data:x)",
    '](https://example.org/"onclick="x)', "](<https://example.org/ x>)", "][1]", "\n[1]: https://e.org\n",
    "<https://example.org/>", "<ann@example.org>", "<javascript:alert(1)>", "https://example.org/x_(y).",
    "https://example.org", "http://", "https://256.1.1.1/", "https://u@e.org/", "https://xn--a.org/",
    "ann@example.org", "https://пример.рф/путь?а=1&б=2#в", "https://e.org/'\"", "https://e.org:99999",
    "[^1]", "[^а]", "\n[^1]: ", "\n[^а]: ", "[1.1] ", "[4bis] ", "[a)] ", "[а)] ", "[annex-1] ",
    "- ", "* ", "   - ", "1. ", "2. ", "   3. ", "1) ", "> ", "# ", "## [annex-1] ", "\n===\n", "|",
    "\n|a|b|\n|:-|-:|\n|", "---\n", "\t", "    ", "   ", '"', "'", "&", "=", "word", "слово", " ",
    "\u00a0", "\u00ad", "\u200d", "\u202e", "🙂", "日本",
]  # fmt: skip
UNWAIVABLE = CODES - WAIVABLE
SOUP = st.lists(
    st.one_of(st.sampled_from(PIECES), st.text(max_size=5)), min_size=1, max_size=30
).map(
    lambda pieces: re.sub(
        "[^\t\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufffd]", "", "".join(pieces)
    )
)


def cleaned(text):
    return nh3.clean(
        text,
        tags=set(ALLOWED_TAGS),
        attributes={tag: set(names) for tag, names in ALLOWED_ATTRIBUTES.items()},
        url_schemes=set(ALLOWED_SCHEMES),
        link_rel=None,
    )


def accepted(text, numbered):
    """Whether the rules (less those that an editor may waive) let the text be published."""
    return not judged(text, numbered=numbered) & UNWAIVABLE


@settings(max_examples=1000)
@given(SOUP, st.booleans(), st.sampled_from(tuple(PHRASES)))
@example("http://. x", False, "en")
@example("[see <https://example.org/> and <ann@example.org>](link:held)", False, "en")
@example("1. ***\n\n2. a\n   ***\n\n3. b[^1]\n   [^1]: c", True, "en")
@example("1. [link:](https://example.org/?a=1&b=\u00a02)\n\n   [a)] <ann@example.org>", True, "ru")
@example("| a |\n|---|\n| https://example.org/?<b>&lt;b&gt; |", False, "en")
@example("[^1]: one\n\n[^x]: two[^1]\n\n[words[^1]](https://example.org/)", False, "en")
def test_the_allow_list_finds_nothing_to_clean_in_an_accepted_body(text, numbered, language):
    assume(accepted(text, numbered))
    page = html(text, numbered=numbered, language=language)
    assert cleaned(page) == page


@given(SOUP, st.booleans())
def test_no_text_accepted_or_not_brings_a_tag_of_its_own(text, numbered):
    page = html(text, numbered=numbered)
    found = set(re.findall(r"<\s*/?\s*([^\s>/]*)", page))
    assert found <= ALLOWED_TAGS
    assert "<script" not in page.lower()
    assert not re.search(r'(?:href|src)="\s*(?:javascript|data|vbscript):', page, re.IGNORECASE)


@given(SOUP, st.booleans())
def test_an_accepted_body_is_sound_html_with_unique_addresses(text, numbered):
    codes = judged(text, numbered=numbered)
    assume(not codes & UNWAIVABLE)
    fragment = written(text, numbered=numbered)
    page = fragment.fill("", lambda key: f"../{key}/")
    parser = html5lib.HTMLParser(strict=False)
    parser.parseFragment(page)
    faults = [name for _, name, _ in parser.errors]
    assert not faults, faults
    if "anchor-clash" not in codes:
        anchors = re.findall(r' id="([^"]*)"', page)
        assert len(anchors) == len(set(anchors))
        assert {place.anchor for place in fragment.outline if place.anchor} <= set(anchors)


@given(SOUP, st.booleans())
def test_slots_are_closed_and_nothing_else_is(text, numbered):
    assume(accepted(text, numbered))
    fragment = written(text, numbered=numbered)
    asked = []

    def address(key):
        asked.append(key)
        return f"<{key}>"

    page = fragment.fill('"page"', address)
    assert "\x1a" not in page
    assert '"page"' not in page
    for key in asked:
        assert escape_attribute(f"<{key}>") in page


@given(SOUP, st.booleans())
def test_a_body_for_feed_readers_is_as_clean_and_has_no_addresses_of_its_own(text, numbered):
    assume(accepted(text, numbered))
    fragment = written(text, numbered=numbered)
    page = fragment.fill_for_feed("https://e.org/x/", lambda key: f"https://e.org/{key}/")
    assert cleaned(page) == page
    assert not re.search(r"<[^<>]* id=", page)
    whole = fragment.fill("https://e.org/x/", lambda key: f"https://e.org/{key}/")
    assert re.findall(r'href="(?!https://e\.org/x/#p)[^"]*"', page) == re.findall(
        r'(?<!class="para-no" )href="(?!https://e\.org/x/#p)[^"]*"', whole
    )


def test_feed_readers_see_the_letters_own_numbers_and_not_ours():
    def feed(text, numbered):
        return written(text, numbered=numbered).fill_for_feed("p", lambda key: key)

    numbered = feed("1. One [x](#p1).\n\n   [a)] Point.\n\n[1bis] Between.\n", True)
    assert numbered == (
        '<div><p>1. One <a href="p#p1">x</a>.</p>\n'
        '<p><span class="sub-no">a)</span> Point.</p>\n</div>\n'
        "<div><p>1bis. Between.</p>\n</div>"
    )
    assert feed("One.\n\n- Two.\n", False) == (
        "<div><p>One.</p>\n</div>\n<div><ul>\n<li>Two.</li>\n</ul>\n</div>"
    )


@given(st.text(alphabet="abc <>&\"'\u00a0", max_size=30))
def test_escaping_is_that_of_the_html_standard(text):
    assert html_library.unescape(escape(text)) == text
    assert html_library.unescape(escape_attribute(text)) == text
    assert not set(escape_attribute(text)) & set('<>"\u00a0')
    assert cleaned(f"<p>{escape(text)}</p>") == f"<p>{escape(text)}</p>"
    assert cleaned(f'<a class="{escape_attribute(text)}">x</a>') == (
        f'<a class="{escape_attribute(text)}">x</a>'
    )


HOSTS = st.text(alphabet="abcxn-.0123456789яё:@[]%_", min_size=1, max_size=20)


@given(HOSTS, st.text(alphabet="ab/?#&=%()[]@:;,.!я'\"<> ", max_size=10))
def test_what_counts_as_a_web_address_survives_the_allow_list(host, rest):
    address = f"https://{host}{rest}"
    if is_web_address(address):
        link = f'<a href="{escape_attribute(address)}">x</a>'
        assert cleaned(link) == link


def test_the_writer_itself_leaves_raw_html_and_pictures_out():
    # The rules refuse both; the writer does not rely on that.
    page = html(
        'A <b onclick="x()">word</b>.\n\n<script>alert(1)</script>\n\n![alt](https://e.org/a.png)'
    )
    assert "<b" not in page
    assert "script" not in page
    assert "<img" not in page


def test_a_label_is_escaped():
    assert BodyWriter.__doc__
    assert 'aria-label="Paragraph 1"' in html("One.")
    assert 'aria-label="Пункт 1"' in html("Один.", language="ru")
    assert PHRASES["ru"]("circular.lost-link") in html("[Тут](link:lost)", language="ru")
