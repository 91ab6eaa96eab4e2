"""The text of an imported letter as Markdown: nothing lost, nothing that means something else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.blocks import read_blocks
from archive.importing.body import letter_body, markdown
from archive.importing.segments import Segments
from archive.importing.sheet import Kind, Mark, MarkKind, Passage, Place
from archive.importing.words import LetterWords
from archive.languages import load_phrases
from archive.source import Body, markdown_events

WORDS = LetterWords("en", load_phrases())


def passage(text, **more):
    return Passage(text=text, place=Place(line=1), **more)


def item(label, text, depth=0):
    return passage(text, kind=Kind.ITEM, label=label, depth=depth)


def row(*cells, table=1):
    return passage("\t".join(cells), kind=Kind.ROW, table=table)


def body(*passages, **parts):
    texts = [each if isinstance(each, Passage) else passage(each) for each in passages]
    return markdown(Segments(body=tuple(texts), **parts), WORDS)


def words_of(text):
    """What a reader sees, one block on a line, and the kinds of the blocks."""
    found, kinds = [""], []
    for event in markdown_events(Body(text=text, first_line=1, data=text.encode())):
        if event.kind == "leaf":
            found[-1] += str(event.value) if event.name in ("Text", "Code") else " "
        elif event.kind == "start":
            kinds.append(event.name)
            if event.name in ("Paragraph", "Item", "Heading", "TableCell") and found[-1]:
                found.append("")
    return found, kinds


class TestParagraphs:
    def test_typed_numbers_become_the_letters_own(self):
        text, numbered = body("1\tFirst.", "2\tSecond.", "3\tThird.")
        assert (text, numbered) == ("1. First.\n\n2. Second.\n\n3. Third.\n", True)

    def test_so_do_those_of_a_list_that_the_file_makes(self):
        text, numbered = body(item("1", "First."), item("2", "Second."))
        assert (text, numbered) == ("1. First.\n\n2. Second.\n", True)

    def test_without_numbers_they_are_counted(self):
        text, numbered = body("First.", "Second.")
        assert (text, numbered) == ("First.\n\nSecond.\n", False)

    def test_a_list_in_the_middle_does_not_number_the_letter(self):
        text, numbered = body(
            "First.", "There are:", item("1)", "one;"), item("2)", "two."), "Last."
        )
        assert not numbered
        assert "\n\n1) one;\n2) two.\n\nLast.\n" in text

    def test_what_follows_stays_within_its_paragraph(self):
        text, _ = body("1\tFirst:", "–\tred;", "–\tblue.", "More of the first.", "2\tSecond.")
        assert text == "1. First:\n\n   - red;\n   - blue.\n\n   More of the first.\n\n2. Second.\n"

    def test_from_ten_on_by_one_more_blank(self):
        text, _ = body(*(f"{number}\tText." for number in range(1, 11)), "More of the tenth.")
        assert text.endswith("10. Text.\n\n    More of the tenth.\n")
        assert len(read_blocks(_of(text), numbered=True)) == 10

    def test_a_lost_number_is_still_to_be_written(self):
        text, numbered = body("1\tFirst.", "2\tSecond.", "4\tFourth.", "5\tFifth.")
        assert numbered
        assert "\n\n3. TODO\n\n4. Fourth." in text

    def test_a_repeated_number_is_an_item(self):
        text, _ = body("1\tFirst.", "2\tSecond:", "1\tOne.", "2\tTwo.", "3\tThird.")
        assert text == "1. First.\n\n2. Second:\n\n   1) One.\n   2) Two.\n\n3. Third.\n"

    def test_labels_give_addresses_once(self):
        text, _ = body("1\tFirst.", "1.1\tPart.", "a)\tred", "b)\tblue", "2\tSecond.", "a)\tgreen")
        assert (
            "   [1.1] Part.\n\n   [a)] red\n\n   [b)] blue\n\n2. Second.\n\n   [a)] green" in text
        )
        anchors = [
            child.anchor
            for block in read_blocks(_of(text), numbered=True)
            for child in block.children
        ]
        assert anchors == ["p1.1", "p1.1-a", "p1.1-b", "p2-a"]

    def test_a_letter_without_its_like_before_stays_a_word(self):
        text, _ = body("1\tFirst.", "2\tSecond.", "c)\tthe third")
        assert "[c)]" not in text
        assert "c) the third" in text

    def test_a_heading_before_a_number_stays_one(self):
        heading = passage("Fees", kind=Kind.HEADING, depth=2)
        text, _ = body("1\tFirst.", "2\tSecond.", heading, "3\tThird.")
        assert text.endswith("2. Second.\n\n## Fees\n\n3. Third.\n")

    def test_one_within_a_paragraph_does_not_end_it(self):
        heading = passage("Fees", kind=Kind.HEADING, depth=2)
        text, _ = body("1\tFirst.", "2\tSecond.", heading, "None.", "3\tThird.")
        assert text.endswith("2. Second.\n\n   **Fees**\n\n   None.\n\n3. Third.\n")

    def test_items_within_items(self):
        text, _ = body(
            "Lists:", item("•", "outer"), item("–", "inner", 1), item("•", "outer again")
        )
        assert text == "Lists:\n\n- outer\n   - inner\n- outer again\n"
        assert words_of(text)[1].count("List") == 2

    def test_an_empty_text_is_still_to_be_written(self):
        assert body() == ("TODO\n", False)


class TestTables:
    def test_rows_of_one_table(self):
        text, _ = body("Fees:", row("What", "How much"), row("Member", "10 | 20"))
        assert "| What | How much |\n|---|---|\n| Member | 10 \\| 20 |" in text
        assert words_of(text)[0][-2:] == ["Member", "10 | 20"]

    def test_two_tables_are_two(self):
        text, _ = body(row("a", "b"), row("c", "d"), row("e", "f", table=2), row("g", "h", table=2))
        assert words_of(text)[1].count("Table") == 2

    def test_tabs_of_a_text_file(self):
        text, _ = body("Dates:", "Day\tWhat\tWhere", "Monday\tOpening\tHall")
        assert "| Monday | Opening | Hall |" in text

    def test_a_table_within_a_paragraph(self):
        text, _ = body("1\tFirst:", row("a", "b"), row("c", "d"), "2\tSecond.")
        assert "\n\n   | a | b |\n   |---|---|\n   | c | d |\n\n2. Second." in text

    def test_a_single_column_is_no_table(self):
        text, _ = body(row("One."), row("Two."))
        assert text == "One.\n\nTwo.\n"


class TestMarks:
    def test_links_are_listed_once(self):
        marks = (
            Mark(start=4, end=8, kind=MarkKind.LINK, target="https://example.org/a"),
            Mark(start=13, end=17, kind=MarkKind.LINK, target="https://example.org/a"),
            Mark(start=18, end=22, kind=MarkKind.LINK, target="#"),
        )
        found = letter_body(
            Segments(body=(passage("See page and page gone.", marks=marks),)), WORDS
        )
        assert (
            found.text == "See [page](link:link-1) and [page](link:link-1) [gone](link:link-2).\n"
        )
        assert found.links == {
            "link-1": ("page", "https://example.org/a"),
            "link-2": ("gone", "lost"),
        }

    @pytest.mark.parametrize("target", ["javascript:alert(1)", "file:///etc/passwd", "data:x,y"])
    def test_no_link_leads_anywhere_else(self, target):
        marks = (Mark(start=0, end=4, kind=MarkKind.LINK, target=target),)
        found = letter_body(Segments(body=(passage("Here it is.", marks=marks),)), WORDS)
        words, comment = found.text.strip().split("\n\n")
        assert words == "Here it is."
        assert comment.startswith("<!-- TODO ")
        assert target not in found.text
        assert found.links == {}

    @pytest.mark.parametrize(
        "target", ["page.html", "ftp://example.org/a", "https://user:word@example.org/"]
    )
    def test_an_address_left_out_is_said(self, target):
        marks = (Mark(start=0, end=9, kind=MarkKind.LINK, target=target),)
        found = letter_body(
            Segments(body=(passage("Here-->it is.", marks=marks),)), WORDS, load_phrases()["en"]
        )
        words, comment = found.text.strip().split("\n\n")
        assert words_of(words)[0] == ["Here-->it is."]
        assert comment.startswith("<!-- TODO An address to which no letter may link was left out")
        assert comment.endswith("words: Here it -->")
        assert target not in found.text

    def test_a_bare_address_stays_bare(self):
        address = "https://example.org/a_b/c_d"
        marks = (Mark(start=0, end=len(address), kind=MarkKind.LINK, target=address),)
        assert body(passage(address, marks=marks))[0] == f"{address}\n"

    def test_strong_and_emphasised_words(self):
        marks = (
            Mark(start=0, end=5, kind=MarkKind.STRONG),
            Mark(start=5, end=9, kind=MarkKind.EMPHASIS),
        )
        assert body(passage("Bold slim words", marks=marks))[0] == "**Bold** *slim* words\n"

    def test_blanks_become_one_and_marks_stay_in_place(self):
        marks = (Mark(start=7, end=12, kind=MarkKind.STRONG),)
        assert body(passage("Very   large  words", marks=marks))[0] == "Very **large** words\n"

    def test_marks_that_markdown_cannot_write_are_left_out(self):
        marks = (Mark(start=1, end=3, kind=MarkKind.STRONG),)
        assert body(passage("a(b)c", marks=marks))[0] == "a(b)c\n"

    def test_notes(self):
        marks = (Mark(start=4, end=5, kind=MarkKind.NOTE, target="1"),)
        notes = (passage("Of old.", kind=Kind.NOTE, label="1"),)
        text, _ = body(passage("Word1 here.", marks=marks), notes=notes)
        assert text == "Word[^1] here.\n\n[^1]: Of old.\n"

    @pytest.mark.parametrize(
        ("text", "place", "written"),
        [
            ("Word here.", 4, "Word[^1] here."),
            ("  Word here.  ", 13, "Word here.[^1]"),
            ("Word   here.", 12, "Word here.[^1]"),
            ("Word [^1] here.", 4, "Word[^1] \\[^1\\] here."),
            ("1\tWord here.", 12, "1) Word here.[^1]"),
        ],
    )
    def test_a_mark_without_width_stays_in_its_place(self, text, place, written):
        marks = (Mark(start=place, end=place, kind=MarkKind.NOTE, target="1"),)
        notes = (passage("Of old.", kind=Kind.NOTE, label="1"),)
        text, _ = body("Before.", passage(text, marks=marks), notes=notes)
        assert text == f"Before.\n\n{written}\n\n[^1]: Of old.\n"

    def test_a_mark_in_bold_words_and_behind_a_link(self):
        marks = (
            Mark(start=0, end=9, kind=MarkKind.STRONG),
            Mark(start=4, end=4, kind=MarkKind.NOTE, target="1"),
            Mark(start=10, end=14, kind=MarkKind.LINK, target="https://example.org"),
            Mark(start=12, end=12, kind=MarkKind.NOTE, target="2"),
        )
        text, _ = body(passage("Bold text link.", marks=marks))
        assert text.startswith("**Bold[^1] text** [link](link:link-1)[^2].\n")

    def test_a_mark_in_a_cell(self):
        mark = Mark(start=1, end=1, kind=MarkKind.NOTE, target="1")
        rows = (row("a", "b"), row("c", "d"))
        text, _ = body(
            Passage(text="a\tb", place=Place(line=1), kind=Kind.ROW, table=1, marks=(mark,)),
            rows[1],
        )
        assert "| a[^1] | b |" in text

    def test_a_note_without_a_mark_is_said(self):
        notes = (passage("Of old.", kind=Kind.NOTE, label="3"),)
        text, _ = body("Text.", notes=notes)
        before, comment, note = text.split("\n\n")
        assert (before, note) == ("Text.", "[^3]: Of old.\n")
        assert comment.startswith("<!-- TODO ")
        assert "“3”" in comment

    def test_a_note_whose_text_is_lost(self):
        marks = (Mark(start=4, end=5, kind=MarkKind.NOTE, target="7"),)
        assert body(passage("Word7.", marks=marks))[0].endswith("\n\n[^7]: TODO\n")


class TestAnnexes:
    def test_headings_open_annexes(self):
        annexes = (
            passage("ANNEX 1\nProgramme"),
            passage("Day one."),
            passage("Annex 2"),
            passage("x."),
        )
        found = letter_body(Segments(body=(passage("Text."),), annexes=annexes), WORDS)
        assert found.text.endswith(
            "\n\n## [annex-1] Programme\n\nDay one.\n\n## [annex-2] Annex 2\n\nx.\n"
        )
        assert found.annexes == ("Programme", "Annex 2")

    def test_the_title_may_stand_below(self):
        annexes = (passage("ANNEX"), passage("Form of reply"), passage("Name of the delegate."))
        text, _ = body("Text.", annexes=annexes)
        assert "## [annex-1] Form of reply\n\nName of the delegate." in text

    @pytest.mark.parametrize(
        "heading",
        [
            ("ANNEX 1\n(to TSB Circular 29)", "Form of reply"),
            ("ANNEX 1", "(to TSB Circular 29)", "Form of reply"),
            ("ANNEX 1 (to TSB Circular 29)\nForm of reply",),
        ],
    )
    def test_to_which_letter_it_belongs_is_no_title(self, heading):
        annexes = (*(passage(each) for each in heading), passage("Name of the delegate."))
        text, _ = body("Text.", annexes=annexes)
        assert text == "Text.\n\n## [annex-1] Form of reply\n\nName of the delegate.\n"

    def test_it_is_one_where_nothing_else_is(self):
        annexes = (passage("ANNEX 1\n(to TSB Circular 29)"), passage("Name the delegate."))
        text, _ = body("Text.", annexes=annexes)
        assert "## [annex-1] (to TSB Circular 29)\n\nName the delegate.\n" in text

    def test_an_annex_counts_anew(self):
        annexes = (passage("ANNEX 1\nRules"), passage("1\tOne."), passage("2\tTwo."))
        text, numbered = body("1\tFirst.", "2\tSecond.", annexes=annexes)
        assert numbered
        anchors = [block.anchor for block in read_blocks(_of(text), numbered=True)]
        assert anchors == ["p1", "p2", "annex-1", "annex-1-p1", "annex-1-p2"]


class TestBelowTheSignature:
    CLOSING = (
        passage("Yours faithfully,"),
        passage("(signed)"),
        passage("Anna Berg\nDirector of the Bureau"),
    )

    SAID = (
        "<!-- TODO These lines stand below the signature: "
        "put each where it belongs, or take it out. -->"
    )

    def test_what_is_neither_signature_nor_list_of_annexes_is_kept(self):
        below = (passage("Documents: 5/12, 5/15"), passage("Distribution:"), passage("All members"))
        text, _ = body("Text.", closing=(*self.CLOSING, *below))
        assert text == (
            f"Text.\n\n{self.SAID}\n\nDocuments: 5/12, 5/15\n\nDistribution:\n\nAll members\n"
        )

    def test_so_is_what_stands_behind_the_list_of_annexes(self):
        listed = (passage("Annexes:"), passage("1 Form"), passage("Documents: 5/12, 5/15"))
        text, _ = body("Text.", closing=self.CLOSING, enclosures=listed)
        assert text == f"Text.\n\n{self.SAID}\n\nDocuments: 5/12, 5/15\n"

    def test_signature_and_list_are_not_said_twice(self):
        text, _ = body("Text.", closing=self.CLOSING, enclosures=(passage("Annexes: 2"),))
        assert text == "Text.\n"


class TestEscapes:
    @pytest.mark.parametrize(
        "text",
        [
            "<script>alert(1)</script>",
            "<!-- TODO x -->",
            "# no heading",
            "> no quotation",
            "1990. No list",
            "+ no item",
            "*stars* and _lines_ and `ticks`",
            "[no](link) and ![no](picture)",
            "&amp; &#42;",
            "a \\ b \\* c",
            "2*3*4",
            "Sum 2*3*4, [^1] and x_1_2",
            "---",
            "***",
            "___/___",
            "~~~",
            "| a | b |",
            "=====",
            "[1.1] no label",
            "[annex-1] none",
            "[^1]: no note",
            "[x]: https://example.org",
            "<https://example.org>",
            "https://example.org/(a)*b*_c_",
            "\u00a0\u00a0\u00a0\u00a0four blanks",
        ],
    )
    def test_text_is_only_text(self, text):
        written, _ = body("Before.", passage(text))
        found, kinds = words_of(written)
        assert found[1] == text.strip()
        assert set(kinds) <= {"Paragraph"}

    @given(st.text(min_size=1, max_size=80))
    def test_whatever_it_is(self, text):
        written, _ = body("Before.", passage(text), "After.")
        found, kinds = words_of(written)
        assert found[0] == "Before."
        assert found[-1].endswith("After.")
        assert not set(kinds) & {"HtmlBlock", "Html", "CodeBlock", "Image", "Link", "Heading"}

    @given(st.text("*_`[]()<>!#-+.)1a \\|&;~=:/", min_size=1, max_size=40))
    def test_signs_alone(self, text):
        written, _ = body(passage(f"x{text}"))
        assert " ".join(words_of(written)[0]).split() == f"x{text}".split()


def _of(text):
    return Body(text=text, first_line=1, data=text.encode())
