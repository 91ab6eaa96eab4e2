"""Fingerprints of texts, and what has drifted away from them."""

import re

import pytest
from editing import document, folder
from hypothesis import given
from hypothesis import strategies as st
from small_archive import letter, translation, write_files

from archive.translation import (
    WORDS,
    Drift,
    accepted,
    drift,
    drift_between,
    fingerprint_of,
    former_text,
    passages,
    recorded,
)

NUMBERED = """\
An opening of its own.

1. First.

2. Second, with parts:

   - [a)] one
   - [b)] two

   A closing line.

### A heading

3. Third.[^1]

[^1]: A note.

## [annex-1] An annex

1. First of the annex.
"""


@pytest.fixture
def facts_of(tmp_path):
    """The file of facts with a body, read from the disk."""
    made = iter(range(100))

    def read(body, **changes):
        root = write_files(
            tmp_path / str(next(made)), {"2024/letter/en.md": letter(body, **changes)}
        )
        return document(root, "2024/letter/en.md")

    return read


@pytest.fixture
def numbered(facts_of):
    return lambda body: facts_of(body, paragraphs="numbered")


def texts(facts):
    return {passage.address: passage.text for passage in passages(facts)}


class TestPassages:
    def test_every_address_has_its_own_text(self, numbered):
        assert texts(numbered(NUMBERED)) == {
            "p1": "An opening of its own. 1. First.",
            "p2": "2. Second, with parts: A closing line.",
            "p2-a": "[a)] one",
            "p2-b": "[b)] two",
            "p3": "### A heading 3. Third.[^1]",
            "note-1": "[^1]: A note.",
            "annex-1": "## [annex-1] An annex",
            "annex-1-p1": "1. First of the annex.",
        }

    def test_comments_are_no_text(self, facts_of):
        with_comments = facts_of("<!-- waive x: y -->\n\nOne.\n\n<!-- TODO z -->\n\nTwo.\n")
        assert texts(with_comments) == {"p1": "One.", "p2": "Two."}

    def test_a_text_without_any_address_has_one(self, numbered):
        assert texts(numbered("Only words.\n")) == {"text": "Only words."}

    def test_a_heading_at_the_end_is_not_lost(self, numbered):
        assert texts(numbered("1. One.\n\n### End\n")) == {"p1": "1. One. ### End"}

    def test_what_has_one_address_twice_is_one_passage(self, numbered):
        twice = numbered("1. One.\n\n[1.1] Two.\n\n[1.1] Three.\n")
        assert texts(twice)["p1.1"] == "[1.1] Two. [1.1] Three."

    @given(
        st.lists(
            st.sampled_from(
                ["1. one", "2. two", "- x", "   - [a)] y", "[1.1] z", "# h", "w", "> q", "", "***"]
            ),
            max_size=12,
        )
    )
    def test_no_word_is_lost_or_doubled(self, lines):
        facts = _document("\n".join(lines) + "\n")
        told = sorted(re.findall(r"\w+", " ".join(texts(facts).values())))
        shown = [
            facts.file.body.slice(block.start, block.end)
            for block in facts.blocks
            if block.name != "HtmlBlock"
        ]
        words = re.findall(r"\w+", " ".join(shown))
        # The number of a list's item may be cut off before a label; nothing else may.
        assert [word for word in told if not word.isdigit()] == sorted(
            word for word in words if not word.isdigit()
        )


def _document(body):
    from small_archive import PHRASES

    from archive.blocks import read_blocks
    from archive.fields import CIRCULAR_FIELDS
    from archive.records import Reader
    from archive.references import Grammar
    from archive.source import text_of
    from archive.sources import Document

    file = text_of(letter(body, paragraphs="numbered").encode(), "x", "x")
    return Document(
        kind="circular",
        key="2024/letter",
        language="en",
        file=file,
        record=Reader(Grammar.of(PHRASES)).read(file.front, CIRCULAR_FIELDS),
        blocks=read_blocks(file.body, numbered=True),
    )


class TestFingerprint:
    def test_it_has_a_digest_for_each_passage_and_one_for_the_words(self, numbered):
        digests = fingerprint_of(numbered(NUMBERED))
        assert next(iter(digests)) == WORDS
        assert len(digests) == 9
        assert all(re.fullmatch("[0-9a-f]{16}", digest) for digest in digests.values())

    def test_kinds_of_blanks_do_not_matter(self, facts_of):
        one = facts_of("It is 7 June,\nat noon.\n", summary="On 7 June.")
        two = facts_of("It is 7\u00a0June, at\u00a0noon.\n", summary="On 7\u00a0June.")
        assert fingerprint_of(one) == fingerprint_of(two)

    def test_facts_without_words_do_not_matter(self, facts_of):
        assert fingerprint_of(facts_of("One.\n")) == fingerprint_of(
            facts_of("One.\n", date="2024-03-06", added="2025-01-01")
        )

    def test_words_of_every_field_do(self, facts_of):
        plain, placed = facts_of("One.\n"), facts_of("One.\n", place="Exampleton")
        assert fingerprint_of(plain)["p1"] == fingerprint_of(placed)["p1"]
        assert fingerprint_of(plain)[WORDS] != fingerprint_of(placed)[WORDS]

    def test_the_order_of_fields_does_not(self, facts_of):
        fields = facts_of("One.\n", place="Exampleton", closing="Yours,")
        turned = facts_of("One.\n", closing="Yours,", place="Exampleton")
        assert fingerprint_of(fields) == fingerprint_of(turned)


class TestDrift:
    def test_nothing_has_changed(self):
        found = drift_between({WORDS: "0", "p1": "1"}, {WORDS: "0", "p1": "1"})
        assert found == Drift()
        assert not found.is_behind

    def test_a_changed_new_and_vanished_paragraph_are_told_apart(self):
        found = drift_between(
            {WORDS: "0", "p1": "1", "p2": "2", "p3": "3"},
            {WORDS: "9", "p1": "1", "p2": "8", "p4": "4"},
        )
        assert found == Drift(changed=("p2",), added=("p4",), removed=("p3",), words=True)
        assert found.addresses == ("p2", "p4", "p3")
        assert found.is_behind

    def test_an_insertion_into_a_counted_letter_moves_the_rest(self):
        found = drift_between(
            {WORDS: "0", "p1": "1", "p2": "2", "p3": "3"},
            {WORDS: "0", "p1": "1", "p2": "new", "p3": "2", "p4": "3"},
        )
        assert found == Drift(added=("p2",), moved=(("p2", "p3"), ("p3", "p4")))

    def test_a_deletion_does_too(self):
        found = drift_between(
            {WORDS: "0", "p1": "1", "p2": "2", "p3": "3"}, {WORDS: "0", "p1": "1", "p2": "3"}
        )
        assert found == Drift(removed=("p2",), moved=(("p3", "p2"),))

    def test_texts_that_stand_twice_are_compared_by_address(self):
        found = drift_between(
            {WORDS: "0", "p1": "1", "p2": "1"}, {WORDS: "0", "p1": "2", "p2": "1", "p3": "1"}
        )
        assert found == Drift(changed=("p1",), added=("p3",))

    @given(
        *[st.dictionaries(st.sampled_from(["words", "p1", "p2", "p3"]), st.sampled_from("abc"))] * 2
    )
    def test_every_difference_is_named_once(self, before, now):
        found = drift_between(before, now)
        assert found.is_behind == (before != now)
        arrived = [*found.changed, *found.added, *(address for _, address in found.moved)]
        assert sorted(arrived) == sorted(
            address
            for address, digest in now.items()
            if address != WORDS and before.get(address) != digest
        )
        gone = [*found.changed, *found.removed, *(origin for origin, _ in found.moved)]
        assert len(gone) == len(set(gone))
        assert set(before) - set(now) - {WORDS} <= set(gone)

    def test_it_is_read_from_the_translation(self, tmp_path):
        files = {"2024/letter/en.md": letter("One.\n"), "2024/letter/ru.md": translation()}
        found = folder(write_files(tmp_path, files), "2024/letter")
        assert recorded(found.translations[0]) is None
        assert drift(found.facts, found.translations[0]) is None
        entry = 'fingerprint: {words: "1234567890123456", p1: 0000000000000000}\n'
        files["2024/letter/ru.md"] = translation(extra=entry)
        found = folder(write_files(tmp_path, files), "2024/letter")
        assert drift(found.facts, found.translations[0]) == Drift(changed=("p1",), words=True)


class TestFormerText:
    def test_each_passage_is_taken_from_the_version_that_had_it(self, facts_of):
        first = facts_of("One.\n\nTwo.\n", place="Exampleton")
        second = facts_of("Eins.\n\nTwo.\n", place="Sampleton")
        third = facts_of("Eins.\n\nZwei.\n", place="Sampleton")
        # The first paragraph was accepted later than the second and the words.
        before = fingerprint_of(first) | {"p1": fingerprint_of(second)["p1"]}
        now = facts_of("Uno.\n\nDue.\n")
        found = former_text(
            before, drift_between(before, fingerprint_of(now)), [third, second, first]
        )
        assert found.passages == {"p1": "Eins.", "p2": "Two."}
        assert found.words["place"] == "Exampleton"

    def test_no_more_versions_are_read_than_are_needed(self, facts_of):
        first, now = facts_of("One.\n"), facts_of("Two.\n")

        def versions():
            yield first
            pytest.fail("one version too many")

        before = fingerprint_of(first)
        found = former_text(before, drift_between(before, fingerprint_of(now)), versions())
        assert found.passages == {"p1": "One."}
        assert found.words is None

    def test_what_no_version_had_is_not_there(self, facts_of):
        facts = facts_of("One.\n")
        before = {WORDS: "0" * 16, "p1": "1" * 16}
        found = former_text(before, drift_between(before, fingerprint_of(facts)), [facts])
        assert found.passages == {}
        assert found.words is None


class TestAccepted:
    def test_only_what_changed_in_both_languages_is(self):
        before = {WORDS: "w", "p1": "1", "p2": "2"}
        source = before, {WORDS: "w", "p1": "1+", "p2": "2+"}
        target = {WORDS: "W", "p1": "A", "p2": "B"}, {WORDS: "W", "p1": "A+", "p2": "B"}
        assert accepted(before, source, target) == {WORDS: "w", "p1": "1+", "p2": "2"}

    def test_new_and_vanished_paragraphs_count_where_both_have_or_lack_them(self):
        before = {WORDS: "w", "p1": "1", "p2": "2", "p3": "3"}
        source = before, {WORDS: "w", "p1": "1", "p3": "3", "p4": "4", "p5": "5"}
        target = (
            {WORDS: "W", "p1": "A", "p2": "B", "p3": "C"},
            {WORDS: "W", "p1": "A", "p3": "C", "p4": "D"},
        )
        assert accepted(before, source, target) == {WORDS: "w", "p1": "1", "p3": "3", "p4": "4"}

    def test_what_was_behind_before_stays_behind(self):
        before = {WORDS: "w", "p1": "old"}
        source = {WORDS: "w", "p1": "1"}, {WORDS: "w", "p1": "1"}
        target = {WORDS: "W", "p1": "A"}, {WORDS: "W", "p1": "A+"}
        assert accepted(before, source, target) == before
