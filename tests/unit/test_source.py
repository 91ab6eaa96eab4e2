"""Reading files: where values stand, what cannot be read, and the events of a body."""

import pytest
from bodies import body
from hypothesis import given
from hypothesis import strategies as st
from small_archive import letter, write_files

from archive.source import (
    MAX_EVENTS,
    Mapping,
    Scalar,
    Sequence,
    UnreadableError,
    markdown_events,
    parse_yaml,
    read_register,
    read_text,
)

TEXT = (
    "---\nsubject: Собрание\ncontacts:\n  ann: {tel: '5', fax: \"6\"}\nwho: [я, b]\n---\n\nТекст.\n"
)


def read(tmp_path, content):
    write_files(tmp_path, {"2024/letter/en.md": content})
    return read_text(tmp_path, "2024/letter/en.md", "shown/en.md")


def codes(file):
    return [(problem.code, problem.line, problem.column) for problem in file.problems]


class TestPlaces:
    def test_every_value_knows_its_line_and_column_in_characters(self, tmp_path):
        front = read(tmp_path, TEXT).front
        subject, contacts, who = front.get("subject"), front.get("contacts"), front.get("who")
        assert (subject.line, subject.column, subject.value) == (2, 10, "Собрание")
        assert isinstance(contacts, Mapping)
        ann = contacts.get("ann")
        assert [(key.value, key.line, key.column) for key, _ in ann.entries] == [
            ("tel", 4, 9),
            ("fax", 4, 19),
        ]
        assert isinstance(who, Sequence)
        assert [(item.value, item.column) for item in who.items] == [("я", 7), ("b", 10)]

    @pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
    @pytest.mark.parametrize("mark", ["", "\ufeff"])
    def test_ends_of_lines_and_a_byte_order_mark_do_not_matter(self, tmp_path, end, mark):
        file = read(tmp_path, (mark + TEXT.replace("\n", end)).encode())
        assert not file.problems
        assert file.front == read(tmp_path, TEXT).front
        assert file.body.text == "\nТекст.\n"
        assert file.body.first_line == 7

    @pytest.mark.parametrize("closing", ["---\n", "--- \t\n", "---"])
    def test_the_block_may_close_with_blanks_or_the_end_of_the_file(self, tmp_path, closing):
        file = read(tmp_path, f"---  \na: b\n{closing}")
        assert not file.problems
        assert file.front.get("a").value == "b"
        assert file.body.text.strip() == ""

    def test_positions_in_the_body_count_characters(self, tmp_path):
        text = read(tmp_path, TEXT + "Ещё 🙂 слово.\n").body
        offset = text.data.index("слово".encode())
        assert text.position(offset) == (9, 7)
        assert text.position(0) == (7, 1)
        assert text.position(len(text.data)) == (10, 1)
        assert text.slice(offset, offset + 10) == "слово"

    @given(st.text(alphabet="aя🙂\n", max_size=40), st.data())
    def test_positions_agree_with_counting(self, text, data):
        index = data.draw(st.integers(0, len(text)))
        before = text[:index]
        expected = (1 + before.count("\n"), len(before.rpartition("\n")[2]) + 1)
        assert body(text).position(len(before.encode())) == expected

    def test_dashes_inside_values_do_not_close_the_block(self, tmp_path):
        file = read(tmp_path, "---\na: |\n  ---\n  b\nc: '---'\n---\n\n---\n\nText\n---\n")
        assert not file.problems
        assert file.front.get("a").value == "---\nb\n"
        assert file.body.text == "\n---\n\nText\n---\n"

    def test_a_register_has_no_body_and_counts_from_line_one(self, tmp_path):
        write_files(tmp_path, {"registers/bureaux.yml": "# a comment\ndesk:\n  name: x\n"})
        file = read_register(tmp_path, "registers/bureaux.yml", "x.yml")
        assert (file.front.entries[0][0].line, file.front.entries[0][0].column) == (2, 1)
        assert file.body.text == ""


class TestYaml:
    @pytest.mark.parametrize(
        ("written", "kind"),
        [
            ("text", "str"), ("'NO'", "str"), ('"012"', "str"), ("no!", "str"), ("=", "str"),
            ("NO", "bool"), ("yes", "bool"), ("On", "bool"), ("true", "bool"),
            ("012", "int"), ("10:30", "int"), ("0x1F", "int"), ("1_000", "int"), ("352", "int"),
            ("1.10", "float"), (".inf", "float"), ("1.5e+3", "float"),
            ("~", "null"), ("null", "null"), ("", "null"),
            ("2021-10-13", "timestamp"), ("<<", "merge"),
        ],
    )  # fmt: skip
    def test_a_scalar_is_kept_as_written_with_what_yaml_takes_it_for(self, written, kind):
        value = parse_yaml(f"a: {written}").get("a")
        assert isinstance(value, Scalar)
        assert value.kind == kind
        assert value.value == written.strip("'\"")

    def test_a_repeated_key_stands_twice(self):
        assert [key.value for key, _ in parse_yaml("a: 1\nb: 2\na: 3").entries] == ["a", "b", "a"]

    def test_an_empty_block_is_an_empty_mapping(self):
        assert parse_yaml("") == parse_yaml("# nothing\n") == Mapping(line=1, column=1, entries=())

    @pytest.mark.parametrize(
        "text",
        [
            "a: &x [*x]",
            "a: &x {b: *x}",
            "a: &a [x]\n" + "".join(f"b{i}: &{chr(98 + i)} [*{chr(97 + i)}]\n" for i in range(20)),
            "a: &x y\nb: *x",
            "a: &x {c: d}\nb:\n  <<: *x",
        ],
    )
    def test_aliases_are_refused_before_they_can_multiply(self, text):
        with pytest.raises(UnreadableError) as error:
            parse_yaml(text)
        assert error.value.code == "yaml-alias"

    @pytest.mark.parametrize(
        "text",
        [
            "a: " + "[" * 300 + "]" * 300,
            "a: " + "[" * 200_000,
            "a: " + "{b: " * 100_000,
            "a:\n  " + "- " * 50_000 + "x",
            "? " * 50_000 + "x",
            "\n".join(" " * depth + "a:" for depth in range(1_500)),
        ],
    )
    def test_deep_nesting_is_refused_before_it_exhausts_the_stack(self, text):
        with pytest.raises(UnreadableError) as error:
            parse_yaml(text)
        assert error.value.code == "yaml-syntax"

    def test_ordinary_long_data_are_not_deep(self):
        text = "".join(f"item-{number}: [a, {{b: c}}]\n" for number in range(2_000))
        assert len(parse_yaml(text).entries) == 2_000

    @given(st.text(max_size=60))
    def test_any_text_is_read_or_refused(self, text):
        place = (1, 1)
        try:
            parse_yaml(text)
        except UnreadableError as error:
            place = (error.line, error.column)
        assert place >= (1, 1)

    @given(st.text(alphabet="---\n abc:[]{}'\"&*!|>#\t\\x07é", max_size=60))
    def test_any_file_is_read_or_refused(self, tmp_path_factory, text):
        folder = tmp_path_factory.mktemp("any")
        (folder / "en.md").write_bytes(text.encode())
        file = read_text(folder, "en.md", "en.md")
        assert len(file.problems) <= 1


class TestMarkdown:
    def test_events_stop_one_after_the_limit(self):
        table = "|a" * 400 + "\n" + "|-" * 400 + "\n" + "|b\n" * 300
        assert sum(1 for _ in markdown_events(body(table))) == MAX_EVENTS + 1

    def test_events_carry_their_place_in_bytes(self):
        text = "Я *знаю* это."
        found = [event for event in markdown_events(body(text)) if event.kind == "leaf"]
        assert [body(text).slice(event.start, event.end) for event in found] == [
            "Я ",
            "знаю",
            " это.",
        ]

    @given(st.text(alphabet="*_`[]()<>#-|\n 1.a\t&;", max_size=60))
    def test_events_are_nested(self, text):
        depth = 0
        for event in markdown_events(body(text)):
            depth += {"start": 1, "end": -1}.get(event.kind, 0)
            assert depth >= 0
            assert 0 <= event.start <= event.end <= len(text.encode())
        assert depth == 0


def test_what_cannot_be_read_is_a_problem_of_the_file(tmp_path):
    assert codes(read(tmp_path, "no data")) == [("no-front-matter", 1, 1)]
    assert codes(read(tmp_path, b"---\na: \xff\n---\n")) == [("encoding", 2, 4)]
    assert codes(read(tmp_path, letter(place='"a\\e"'))) == [("control-character", 11, 8)]
    assert codes(read_text(tmp_path, "none.md", "none.md")) == [("unreadable", 1, 1)]


@pytest.mark.parametrize("hidden", ["\u200b", "\u202e", "\u2066", "\ufeff", "\u2028", "\x1b"])
def test_what_nobody_sees_and_what_turns_words_around_is_refused(tmp_path, hidden):
    file = read(tmp_path, letter(f"The meeting is {hidden}free.\n"))
    assert [problem.code for problem in file.problems] == ["control-character"]


@pytest.mark.parametrize("shown", ["\u00a0", "\u00ad", "\u2011", "\u200d", "\u200f", "é", "中"])
def test_what_writing_needs_is_taken(tmp_path, shown):
    assert read(tmp_path, letter(f"The meeting is {shown} free.\n")).problems == ()
