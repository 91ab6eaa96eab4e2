"""Front matter read a line at a time is what the parser of YAML reads, or is left to it."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.source import Mapping, Node, Scalar, Sequence
from archive.source.usual_yaml import read_usual

ARCHIVES = Path(__file__).parents[1]

PIECES = st.sampled_from(
    (
        *("key", "a-b", "p1.1", "yes", "null", "Ключ", "1", "~", "words", "слова в ряд", "…"),
        *("2021-10-13", "NO", "off", "012", "1.5", "10:30", ".5", "+1", "=", "<<", "---", "..."),
        *(":", ": ", ":  ", " :", "-", "- ", "  ", "    ", " ", "#", " #", ",", ", ", "?", "? "),
        *("\n", "\n", "\n  ", "\n    ", "\n\n", "\n- ", "\n  - ", "\nkey: ", "\n  key: ", "\t"),
        *(">-\n", ">-\n  ", ">\n", "|\n", "[", "]", "{", "}", "[a, b]", '["a", б]', "%", "@", "`"),
        *("&a", "*a", "!x", "!!str ", "'", '"', "\\", "''", '\\"'),
    )
)


def parsed(text: str) -> Node | None:
    """What the parser of YAML reads; None where it refuses."""
    try:
        node = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.YAMLError:
        return None
    return None if node is None else _plain(node)


def _plain(node: yaml.Node) -> Node:
    line, column = node.start_mark.line + 1, node.start_mark.column + 1
    if isinstance(node, yaml.ScalarNode):
        kind = node.tag.rpartition(":")[2].replace("value", "str")
        return Scalar(line, column, node.value, kind)
    if isinstance(node, yaml.SequenceNode):
        return Sequence(line, column, tuple(map(_plain, node.value)))
    entries = tuple((_plain(key), _plain(value)) for key, value in node.value)
    return Mapping(line, column, entries)


def front_matters() -> list[str]:
    """The front matter of every text of two archives."""
    archives = (ARCHIVES / "lives" / "circulars", ARCHIVES.parent / "circulars")
    paths = [path for folder in archives for path in sorted(folder.rglob("??.md"))]
    texts = [path.read_text("utf-8") for path in paths]
    return [text[4 : text.index("\n---") + 1] for text in texts if "\n---" in text]


@settings(max_examples=1_500)
@given(st.lists(PIECES, max_size=14).map("".join))
def test_what_is_read_is_what_the_parser_reads(text):
    text = f"key: a\n{text}\n"
    read = read_usual(text, 1)
    assert read is None or read == parsed(text)


@settings(max_examples=300)
@given(st.data())
def test_damaged_front_matter_is_read_as_the_parser_reads_it(data):
    text = data.draw(st.sampled_from(front_matters()))
    place = data.draw(st.integers(0, len(text)))
    cut = data.draw(st.integers(0, 12))
    text = text[:place] + data.draw(PIECES) + text[place + cut :]
    read = read_usual(text, 1)
    assert read is None or read == parsed(text)


def test_most_front_matter_is_read_here():
    texts = front_matters()
    read = [text for text in texts if read_usual(text, 1) is not None]
    assert len(read) > 0.6 * len(texts)
    for text in read:
        assert read_usual(text, 1) == parsed(text)


@pytest.mark.parametrize(
    "text",
    [
        "a: b: c\n",
        "a: b #c\n",
        "a:\n",
        "a: |\n  b\n",
        "a: >-\n  b\n\n  c\n",
        "a: >-\n  b\n    c\n",
        "a: b\n  c\n",
        'a: "b\\n"\n',
        "# a\na: b\n",
        "a:\n\tb: c\n",
        "yes: b\n",
        "a: {b: c}\n",
        "a:\n  - - b\n",
        "a:\n  - >-\n    b\n",
        "a: b",
        "",
    ],
)
def test_what_is_unusual_is_left_to_the_parser(text):
    assert read_usual(text, 1) is None
