"""The normal form: one for every file, with every comment, and the meaning that it had."""

import re
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from small_archive import PHRASES

from archive.fields import ADDRESSEE_FIELDS, CIRCULAR_FIELDS, INITIATIVE_FIELDS, Field, Shape
from archive.formatting import UnformattableError, body_form, formatted, formatted_register
from archive.records import Reader
from archive.references import Grammar
from archive.source import Body, collapsed, read_register, text_of, yaml_comments
from archive.yaml_form import WIDTH, front_matter

CIRCULARS = Path(__file__).parents[2] / "circulars"
TEXTS = sorted(CIRCULARS.rglob("*.md"))
READER = Reader(Grammar.of(PHRASES))
REGISTER = Field(name="addressee", shape=Shape.ITEMS, fields=ADDRESSEE_FIELDS)


def source(text):
    data = text if isinstance(text, bytes) else text.encode()
    return text_of(data, "2024/letter/en.md", "en.md")


def form(front, body="One.\n", fields=CIRCULAR_FIELDS):
    """The front matter of a file in normal form, which is the same the second time."""
    text = formatted(source(f"---\n{front}---\n{body}"), fields)
    assert formatted(source(text), fields) == text
    return text.removeprefix("---\n").partition("---\n")[0]


def values(file, fields=CIRCULAR_FIELDS):
    """All that the archive reads of a file."""
    record = READER.read(file.front, fields)
    misfits = sorted((e.path, e.misfit.code) for e in record.entries if e.misfit)
    repeated = sorted(e.path for e in record.entries if e.repeated or e.field is None)
    return record.values, misfits, repeated


class TestScalars:
    @pytest.mark.parametrize(
        ("typed", "right"),
        [
            ("Spring meeting", None),
            ("'Spring meeting'", "Spring meeting"),
            ('"Spring  meeting"', "Spring meeting"),
            ("Spring\n  meeting", "Spring meeting"),
            (">\n  Spring\n  meeting\n", "Spring meeting"),
            ("|\n    Spring\n\n    meeting\n", "Spring meeting"),
            ("!!str Spring", "Spring"),
            ("&a Spring", "Spring"),
            ("'Meeting: spring'", '"Meeting: spring"'),
            (">-\n  Meeting: spring", '"Meeting: spring"'),
            ("'Meeting #5'", '"Meeting #5"'),
            ("Meeting#5 a:b", None),
            ("'Meeting:'", '"Meeting:"'),
            ("'- meeting'", '"- meeting"'),
            ("'-meeting'", '"-meeting"'),
            ("'@meeting'", '"@meeting"'),
            ("'\"Meeting\"'", "'\"Meeting\"'"),
            ('A "meeting"', None),
            ("'A \"meeting\": one'", None),
            ("'It''s: one'", '"It\'s: one"'),
            ("It's one", None),
            (r'"a\\b: c"', r"'a\b: c'"),
            ("'a''\"b: c'", None),
            ('"352"', None),
            ("'2021'", '"2021"'),
            ("'2021-10-13'", '"2021-10-13"'),
            ('"10:30"', None),
            ('"+41 22 730 6301"', None),
            ('"no"', None),
            ("'~'", '"~"'),
            ("'='", '"="'),
            ('""', None),
            ("'1e3'", '"1e3"'),
            ("'0o17'", '"0o17"'),
            ("'y'", '"y"'),
            ("[a, b]", None),
            ("Yours faithfully,", None),
            ("(signed)", None),
            ("«Гавани» – да", None),
            ("352", None),  # a trap of YAML stays one: the rules speak of it
            ("no", None),
            ("~", None),
            ("", None),
        ],
    )
    def test_a_text(self, typed, right):
        shown = typed if right is None else right
        assert form(f"subject: {typed}\n") == f"subject: {shown}".rstrip() + "\n"

    @pytest.mark.parametrize(
        ("typed", "right"),
        [
            ("2021-10-13", "2021-10-13"),
            ("'2021-10-13'", "2021-10-13"),
            ('"2023"', "2023"),
            ('"2023~"', "2023~"),
            ("2023-12", "2023-12"),
            ("'soon: now'", '"soon: now"'),
        ],
    )
    def test_a_date_stands_plain(self, typed, right):
        assert form(f"date: {typed}\n") == f"date: {right}\n"

    def test_a_moment_stands_plain(self):
        text = "events:\n  one:\n    start: '2021-12-07 10:00'\n"
        assert form(text) == text.replace("'", "")

    def test_a_long_text_is_folded_at_words(self):
        front = form("summary: " + "harbours and ships " * 20 + "\n")
        lines = front.splitlines()
        assert lines[0] == "summary: >-"
        assert all(line.startswith("  ") and not line.startswith("   ") for line in lines[1:])
        assert all(WIDTH - 9 < len(line) <= WIDTH for line in lines[1:-1])

    def test_a_folded_line_may_be_full(self):
        full = "x" * (WIDTH - 2)
        assert form(f"summary: {full[2:]} x {full}x\n").splitlines()[1:] == [
            f"  {full[2:]} x",
            f"  {full}x",
        ]

    def test_a_text_is_folded_only_when_too_long(self):
        fits = "subject: " + "x" * 50 + " " + "y" * (WIDTH - 60)
        assert len(fits) == WIDTH
        assert form(fits + "\n") == fits + "\n"
        assert form(fits + "y\n").startswith("subject: >-\n  xxx")

    def test_a_long_word_is_not_cut(self):
        line = "official-url: https://example.org/" + "x" * 150 + "\n"
        assert form(line) == line

    def test_non_breaking_blanks_stay(self):
        text = "subject: " + "5\xa0г.\xa0" * 40 + "да\n"
        assert form(text) == text

    def test_fingerprints_stay_what_they_are(self):
        front = (
            "fingerprint:\n  p1: 0123456789012345\n  p2: 12e4567890123456\n  p3: abcdef0123456789\n"
        )
        assert form(front) == (
            'fingerprint:\n  p1: "0123456789012345"\n  p2: "12e4567890123456"\n'
            "  p3: abcdef0123456789\n"
        )


class TestLists:
    @pytest.mark.parametrize(
        ("typed", "right"),
        [
            ("addressees: [members,observers]\n", "addressees: [members, observers]\n"),
            ("addressees:\n- members\n- observers\n", "addressees: [members, observers]\n"),
            ("addressees:\n  [ members,\n    observers ]\n", "addressees: [members, observers]\n"),
            ("addressees: []\n", "addressees: []\n"),
            ("contacts: {}\n", "contacts: {}\n"),
            ("contacts: {one: {tel: '5'}}\n", 'contacts:\n  one:\n    tel: "5"\n'),
            ("reference: ['CL-1, 2', CR/5]\n", 'reference: ["CL-1, 2", CR/5]\n'),
            ("addressees: [[a, b], {c: d}]\n", "addressees:\n  - [a, b]\n  -\n    c: d\n"),
        ],
    )
    def test_short_ones_stand_on_a_line(self, typed, right):
        assert form(typed) == right

    def test_long_ones_stand_below(self):
        ids = [f"members-of-the-union-{number}" for number in range(6)]
        front = form(f"addressees: [{', '.join(ids)}]\n")
        assert front == "addressees:\n" + "".join(f"  - {name}\n" for name in ids)

    def test_long_items_are_folded(self):
        item = "word " * 40
        front = form(f"addressees:\n- {item}\n")
        assert front.splitlines()[:2] == ["addressees:", "  - >-"]
        assert all(line.startswith("    word") for line in front.splitlines()[2:])


class TestOrder:
    def test_fields_follow_the_table(self):
        front = form("subject: One\ndate: 2021\nkind: letter\ntranslates: en\nbureau: desk\n")
        names = [line.partition(":")[0] for line in front.splitlines()]
        assert names == ["translates", "bureau", "kind", "date", "subject"]

    def test_items_keep_their_order_and_their_fields_follow_the_table(self):
        front = form("events:\n    b: {start: 2021, name: B}\n    a:\n        name: A\n")
        assert front == "events:\n  b:\n    name: B\n    start: 2021\n  a:\n    name: A\n"

    def test_unknown_and_repeated_fields_are_kept(self):
        front = form("oddly: 1\nsubject: Two\nsubject: One\nzebra: {b: 1, a: 2}\n")
        assert front == "subject: Two\nsubject: One\noddly: 1\nzebra:\n  b: 1\n  a: 2\n"


class TestComments:
    def test_stay_with_their_fields(self):
        front = form(
            "# about the subject\n# in two lines\nsubject: One   # beside\n\n"
            "kind: letter\n# waive x: why\nbureau:    desk\n"
        )
        assert front == (
            "# waive x: why\nbureau: desk\nkind: letter\n"
            "# about the subject\n# in two lines\nsubject: One  # beside\n"
        )

    def test_of_the_whole_file_stay_at_its_head(self):
        front = form("# the file\n\n# the subject\nsubject: One\nbureau: desk\n")
        assert front == "# the file\nbureau: desk\n# the subject\nsubject: One\n"

    def test_a_waiver_stays_with_its_field_over_a_blank_line(self):
        front = form("# waive x: why\n\nsubject: One\nbureau: desk\n")
        assert front == "bureau: desk\n# waive x: why\nsubject: One\n"

    def test_at_the_end_of_a_block_stay_there(self):
        front = form(
            "events:\n  one:\n    name: One\n    # end of one\n  # end of events\n"
            "bureau: desk\n# end of all\n"
        )
        assert front == (
            "bureau: desk\nevents:\n  one:\n    name: One\n    # end of one\n  # end of events\n"
            "# end of all\n"
        )

    def test_between_items_belong_to_the_next(self):
        front = "events:\n  one:\n    name: One\n  # the second\n  two:\n    name: Two\n"
        assert form(front) == front

    def test_of_folded_texts_stand_beside_the_sign(self):
        words = "word " * 30
        front = form(f"summary: > # why\n  {words}\n# next\nsubject: One\n")
        assert front.startswith("# next\nsubject: One\nsummary: >-  # why\n  word")

    def test_in_lists_make_them_stand_below(self):
        front = form("addressees: [members, # first\n  # above\n  observers] # all\n")
        assert front == "addressees:  # first\n  - members\n  # above\n  - observers  # all\n"

    def test_after_lists_belong_to_them_only_at_their_dashes(self):
        assert form("addressees:\n  - a\n  # end\n") == "addressees:\n  - a\n  # end\n"
        assert form("addressees: [a,\n  b]\n  # end\n") == "addressees: [a, b]\n# end\n"

    def test_signs_in_texts_are_no_comments(self):
        front = form("subject: 'One # two'\nsummary: |\n  # three\n  four\n")
        assert front == 'subject: "One # two"\nsummary: "# three four"\n'

    def test_without_any_field(self):
        assert form("# nothing\n") == "# nothing\n"
        assert form("\n\n") == ""


class TestFiles:
    def test_line_ends_and_the_byte_order_mark_go(self):
        text = formatted(source("\ufeff---\r\nsubject: One\r\n---\r\nOne.  \r\nTwo. \r\n\r\n"), ())
        assert text == "---\nsubject: One\n---\n\nOne.  \nTwo.\n"

    @pytest.mark.parametrize(
        ("typed", "right"),
        [
            ("One.", "One.\n"),
            ("\n\n \nOne.\n\n\n", "One.\n"),
            ("", ""),
            ("\n\n", ""),
            ("One.  \nTwo.  \n", "One.  \nTwo.\n"),
            ("One.\\\nTwo.\n", "One.\\\nTwo.\n"),
            ("```\nx  \n```  \n\nOne.  \n", "```\nx  \n```  \n\nOne.\n"),
            ("    x  \n\nOne. \n", "    x  \n\nOne.\n"),
            ("<!-- TODO x -->  \n\nOne.\n", "<!-- TODO x -->\n\nOne.\n"),
            ("| a |  \n|---| \n| b | \n", "| a |\n|---|\n| b |\n"),
            # A table that is none for its tab does not become one.
            ("| a |\n|---|\t\n| b |\n", "| a |\n|---|\t\n| b |\n"),
            ("1. One. \n\n   - two\t\n", "1. One.\n\n   - two\n"),
        ],
    )
    def test_bodies_lose_only_what_nobody_sees(self, typed, right):
        body = Body(text=typed, first_line=4, data=typed.encode())
        assert body_form(body) == right
        assert body_form(Body(text=right, first_line=4, data=right.encode())) == right

    @pytest.mark.parametrize(
        "text",
        ["no front matter\n", "---\nsubject: One\n", "---\na: [\n---\n", "---\n- a\n---\n",
         "---\na: &x 1\nb: *x\n---\n", "---\na: !!python/none x\n---\n"],
    )  # fmt: skip
    def test_what_cannot_be_read_is_left(self, text):
        with pytest.raises(UnformattableError) as caught:
            formatted(source(text), CIRCULAR_FIELDS)
        assert [problem.path for problem in caught.value.problems] == ["en.md"]

    @pytest.mark.parametrize("text", ["? [a]\n: b\n", "? |\n  a\n: b\n", "'a: b': c\n"])
    def test_odd_keys_do_no_harm(self, text):
        try:
            assert form(text)
        except UnformattableError:
            return

    def test_a_text_that_the_form_would_change_is_left(self, monkeypatch):
        monkeypatch.setattr("archive.yaml_form._NUMBER_LIKE", re.compile("(?!)"))
        monkeypatch.setattr("archive.yaml_form.plain_kind", lambda text: "str")
        with pytest.raises(UnformattableError) as caught:
            formatted(source("---\nsubject: '352'\n---\n"), CIRCULAR_FIELDS)
        assert caught.value.problems == ()

    def test_registers(self, tmp_path):
        names = "ru: Члены, en: Members"
        (tmp_path / "r.yml").write_text(
            f"# All\n---\n\nb:\n    name: {{en: Members, ru: Члены}} # one\n\n"
            f"a: {{name: {{{names}}}}}\nc: {{name: {{ru: {'Я' * 60}, en: {'a' * 60}}}}}\n",
            "utf-8",
        )
        assert formatted_register(read_register(tmp_path, "r.yml", "r.yml"), REGISTER) == (
            f"# All\nb:\n  name: {{{names}}}  # one\na:\n  name: {{{names}}}\n"
            f"c:\n  name:\n    ru: {'Я' * 60}\n    en: {'a' * 60}\n"
        )

    @pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.relative_to(CIRCULARS).as_posix())
    def test_the_archive_keeps_its_meaning(self, path):
        fields = INITIATIVE_FIELDS if "initiatives" in path.parts else CIRCULAR_FIELDS
        before = source(path.read_bytes())
        text = formatted(before, fields)
        after = source(text)
        assert values(after, fields) == values(before, fields)
        assert formatted(after, fields) == text
        assert max(map(len, text.partition("\n---\n")[0].splitlines())) <= WIDTH
        assert after.body.text.strip() == before.body.text.strip()


class TestFrontMatter:
    def test_is_written_from_plain_values(self):
        text = front_matter(
            {
                "subject": "Meeting: spring",
                "bureau": "desk",
                "date": "2024-03-05",
                "addressees": ["members", "observers"],
                "contacts": {"one": {"tel": "352", "email": "one@example.org"}},
                "action": {},
            },
            CIRCULAR_FIELDS,
        )
        assert text == (
            "---\nbureau: desk\ndate: 2024-03-05\naddressees: [members, observers]\n"
            'subject: "Meeting: spring"\naction: {}\ncontacts:\n  one:\n    tel: "352"\n'
            "    email: one@example.org\n---\n"
        )
        assert formatted(source(text), CIRCULAR_FIELDS) == text

    @pytest.mark.parametrize("value", [None, True, False])
    def test_what_would_be_a_trap_is_refused(self, value):
        with pytest.raises(TypeError):
            front_matter({"subject": value}, CIRCULAR_FIELDS)


def comments(file):
    block = file.text.split("---\n", 2)[1]
    return sorted(comment.text for comment in yaml_comments(block))


WORDS = st.text("abг –:#'\"-[]{},&*!|>%@\\~=.0123456789 \n\xa0", max_size=30)


class TestAnyText:
    @given(st.dictionaries(st.sampled_from([f.name for f in CIRCULAR_FIELDS]), WORDS, max_size=4))
    def test_any_words_are_written_so_that_they_are_read_again(self, texts):
        file = source(front_matter(texts, CIRCULAR_FIELDS))
        assert not file.problems
        read = {key.value: node.value for key, node in file.front.entries}
        assert read == {name: collapsed(text) for name, text in texts.items()}

    @given(st.text("abc\t\n *_`#>-1.|[]<!\\", max_size=60))
    @example("a  \nb\n")
    @example("\ta\n")
    def test_any_body_keeps_its_sense(self, text):
        right = body_form(Body(text=text, first_line=1, data=text.encode()))
        again = body_form(Body(text=right, first_line=1, data=right.encode()))
        assert again == right
        assert right.split() == text.split()


@st.composite
def fronts(draw):
    """Front matter as many hands would type it, with comments wherever they can stand."""
    plain = st.sampled_from(
        ["One", "One two", "«Гавани»", "a:b", "352", "no", "2021-10-13", "~", ""]
    )
    quoted = WORDS.map(lambda text: "'" + text.replace("'", "''").replace("\n", " ") + "'")
    block = st.sampled_from([">-\n^One\n^two", "|\n^One\n\n^# two", ">\n^One #"])
    lists = st.sampled_from(
        ["[a, b]", "[a,\n^b]", "\n^- a\n^- b", "[]", "{}", "{a: b}", "[a, # in\n^# on\n^b]"]
    )
    inner_names = st.sampled_from(["name", "start", "zz", "asks", "url"])
    lines = []

    def comment(indent):
        for _ in range(draw(st.integers(0, 2))):
            kind = draw(st.sampled_from(["# note {}", "", "  # deep {}", "# waive x: {}"]))
            lines.append((indent + kind).format(len(lines)).rstrip())

    def entries(indent, names, depth):
        for name in names:
            comment(indent)
            beside = draw(st.sampled_from(["", "", f" # beside {len(lines)}"]))
            if depth and draw(st.booleans()):
                lines.append(f"{indent}{name}:{beside}")
                inner = draw(st.lists(inner_names, min_size=1, max_size=3))
                entries(indent + draw(st.sampled_from(["  ", "    ", " "])), inner, depth - 1)
            else:
                value = draw(plain | quoted | block | lists).replace("^", indent + "  ")
                if "'" not in value and "\n" not in value:
                    value += beside
                lines.append(f"{indent}{name}: {value}".rstrip(" "))
        comment(indent)

    names = ["subject", "events", "deadlines", "date", "bureau", "odd", "addressees", "place"]
    entries("", draw(st.lists(st.sampled_from(names), max_size=5)), 2)
    return "\n".join(lines) + "\n"


class TestAnyForm:
    @given(fronts())
    def test_nothing_is_lost_and_the_second_time_changes_nothing(self, front):
        before = source(f"---\n{front}---\n\nOne.\n")
        if before.problems:
            return
        text = formatted(before, CIRCULAR_FIELDS)
        after = source(text)
        assert formatted(after, CIRCULAR_FIELDS) == text
        assert values(after) == values(before)
        assert comments(after) == comments(before)
        assert after.body.text == "\nOne.\n"
