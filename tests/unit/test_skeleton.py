"""The file that a translator fills in: same structure, no word of the source to be published."""

import datetime as dt

import pytest
from editing import document, folder
from hypothesis import given
from hypothesis import strategies as st
from small_archive import PHRASES, letter, write_files
from test_translation import NUMBERED

from archive.blocks import COMMENT, read_blocks
from archive.fields import CIRCULAR_FIELDS
from archive.formatting import formatted
from archive.skeleton import body_skeleton, translation_file
from archive.source import text_of
from archive.translation import fingerprint_of, passages, recorded

LINES = (
    *("1. one", "2. two", "3. [a)] x", "- x", "   - [a)] y", "[1.1] z", "## [annex-1] A", "# h"),
    *("w *x* [l](link:a)", "> q", "", "", "***", "   more", "[^1]: n", "t [^1]", "1) x"),
    *("| a | b |", "|---|---|", "```"),
)
DAY = dt.date(2026, 11, 22)
FACTS = """\
place: Exampleton
events:
  spring:
    name: Spring meeting
    start: 2024-04-01
    note: The year is that of the letter.
links:
  site:
    label: Site of the meeting
    url: https://example.org/
related:
  earlier:
    kind: circular
    relation: follows
    circular: 2024/other
signatory:
  status: not-held
"""


@pytest.fixture
def filled(tmp_path):
    """What a translator gets for a letter: the file, read beside the letter."""
    made = iter(range(100))

    def write(body, extra="", **changes):
        root = tmp_path / str(next(made))
        write_files(root, {"2024/letter/en.md": letter(body, extra, **changes)})
        facts = document(root, "2024/letter/en.md")
        text = translation_file(facts, added=DAY, written_by="TODO", words=PHRASES["ru"])
        (root / "2024/letter/ru.md").write_bytes(text.encode())
        return folder(root, "2024/letter").translations[0]

    return write


def addresses(document):
    return [passage.address for passage in passages(document)]


class TestFrontMatter:
    def test_it_holds_words_by_the_ids_of_the_facts_and_no_fact(self, filled):
        target = filled("One.\n", FACTS)
        todo = {path for path, value in target.record.values.items() if value == "TODO"}
        assert todo == {
            "place",
            "written-by",
            "subject",
            "summary",
            "events.spring.name",
            "events.spring.note",
            "links.site.label",
        }
        assert "related" not in target.record.nodes
        assert "signatory" not in target.record.nodes
        assert target.translates == "en"
        assert target.record.text("subject-source") == "archive"
        assert str(target.record.values["added"]) == "2026-11-22"

    def test_the_source_stands_above_each_value_as_a_comment(self, filled):
        text = filled("One.\n", FACTS).file.data.decode()
        assert "    # en: The year is that of the letter.\n    note: TODO\n" in text
        assert "\n# en: Exampleton\nplace: TODO\n" in text

    def test_a_long_source_is_wrapped_and_stays_a_comment(self, filled):
        text = filled("One.\n", summary="word " * 60 + ".").file.data.decode()
        lines = text[: text.index("summary: TODO")].splitlines()
        assert all(len(line) <= 100 for line in lines)
        assert lines[-1].startswith("#   word")

    def test_no_comment_becomes_a_waiver(self, filled):
        text = filled("One.\n", summary='"waive date-differs: no"').file.data.decode()
        assert "# en: waive date-differs: no\n" in text

    def test_it_records_what_is_translated(self, filled, tmp_path):
        target = filled("One.\n\nTwo.\n", FACTS)
        assert recorded(target) == fingerprint_of(document(tmp_path / "0", "2024/letter/en.md"))

    def test_it_is_in_normal_form(self, filled):
        target = filled("1. One.\n\n   - a\n\n2. Two.\n", FACTS, paragraphs="numbered")
        assert formatted(target.file, CIRCULAR_FIELDS) == target.file.data.decode()

    def test_explanations_are_in_the_editors_language(self, filled):
        assert filled("One.\n").file.data.decode().splitlines()[1].startswith("# Только слова")


class TestBody:
    def test_numbers_labels_lists_headings_notes_and_tables_stay(self, filled):
        source = NUMBERED + "\n| A | B |\n|---|---|\n| 1 | [x](https://example.org/y) |\n"
        target = filled(source, paragraphs="numbered")
        assert target.file.body.text == (
            "\n<!-- TODO An opening of its own. -->\n\nTODO\n\n"
            "<!-- TODO p1: First. -->\n\n1. TODO\n\n"
            "<!-- TODO p2: Second, with parts: one two A closing line. -->\n\n"
            "2. TODO\n\n   - [a)] TODO\n   - [b)] TODO\n\n   TODO\n\n"
            "<!-- TODO A heading -->\n\n### TODO\n\n"
            "<!-- TODO p3: Third.[^1] -->\n\n3. TODO[^1]\n\n"
            "<!-- TODO A note. -->\n\n[^1]: TODO\n\n"
            "<!-- TODO annex-1: An annex -->\n\n## [annex-1] TODO\n\n"
            "<!-- TODO annex-1-p1: First of the annex. -->\n\n1. TODO\n\n"
            "<!-- TODO A B 1 [x](https://example.org/y) -->\n\n"
            "| TODO | TODO |\n|---|---|\n| TODO | TODO [TODO](https://example.org/y) |\n"
        )

    def test_links_stay_where_they_lead(self, filled):
        target = filled("See [the *site*](link:site), [this](#p1) and <https://example.org/>.\n")
        assert "TODO [TODO](link:site) [TODO](#p1) [TODO](https://example.org/)\n" in (
            target.file.body.text
        )

    def test_a_long_paragraph_is_only_begun(self, filled):
        line = filled("word " * 100 + "\n").file.body.text.splitlines()[1]
        assert line.endswith("word… -->")
        assert len(line) < 120

    @pytest.mark.parametrize("words", ["a --> b", "a -- b", "<!-- b", "`-->`"])
    def test_no_words_of_the_source_get_out_of_the_comment(self, filled, words):
        lines = filled(f"One {words} two.\n").file.body.text.split("\n")
        assert COMMENT.fullmatch(lines[1])
        assert "--" not in lines[1][4:-3]
        assert lines[2:] == ["", "TODO", ""]

    def test_comments_of_the_source_are_left_out(self, filled):
        target = filled("<!-- waive dash: so printed -->\n\nOne.\n\n<!-- TODO more -->\n\nTwo.\n")
        assert target.file.body.text == (
            "\n<!-- TODO p1: One. -->\n\nTODO\n\n<!-- TODO p2: Two. -->\n\nTODO\n"
        )

    def test_an_indented_line_does_not_become_code(self, filled):
        target = filled("> a\n\n   [x]: https://example.org/\n    [b)] word\n\n    code\n")
        assert [block.name for block in target.blocks if block.name != "HtmlBlock"] == [
            "BlockQuote",
            "Paragraph",
            "CodeBlock",
        ]

    def test_windows_line_ends_do_no_harm(self, filled):
        target = filled("1. One.\r\n\r\n   - a\r\n\r\n2. Two.\r\n", paragraphs="numbered")
        assert addresses(target) == ["p1", "p2"]
        assert "\r" not in target.file.body.text

    @given(
        st.lists(
            st.sampled_from(LINES),
            max_size=14,
        ),
        st.booleans(),
    )
    def test_every_body_keeps_its_addresses(self, lines, numbered):
        source = _document("\n".join(lines) + "\n", numbered)
        target = _document(body_skeleton(source), numbered)
        assert addresses(target) == addresses(source)


def _document(body, numbered):
    from dataclasses import replace

    from test_translation import _document as read

    found = read("x\n")
    file = text_of(letter(body).encode(), "x", "x")
    return replace(found, file=file, blocks=read_blocks(file.body, numbered=numbered))
