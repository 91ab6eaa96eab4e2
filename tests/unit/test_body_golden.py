"""The body writer against finished pages: ``tests/golden/body/*.md`` gives ``*.html``.

The first word of a name says how paragraphs are numbered. Beside the HTML stands the outline:
anchor, label and heading of every place with an address.
"""

from pathlib import Path

import pytest
from bodies import judged, written

GOLDEN = Path(__file__).parents[1] / "golden/body"
NAMES = sorted(path.stem for path in GOLDEN.glob("*.md"))


def outline(fragment):
    lines = [
        f"#{place.anchor} [{place.label}] {place.heading}".rstrip() for place in fragment.outline
    ]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("name", NAMES)
def test_body_is_written_as_expected(name):
    text = (GOLDEN / f"{name}.md").read_text("utf-8")
    fragment = written(text, numbered=name.startswith("numbered-"))
    html = fragment.fill("", lambda key: f"../../{key}/")
    assert html + "\n" == (GOLDEN / f"{name}.html").read_text("utf-8")
    assert outline(fragment) == (GOLDEN / f"{name}.outline.txt").read_text("utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_addresses_of_a_body_are_unique(name):
    text = (GOLDEN / f"{name}.md").read_text("utf-8")
    fragment = written(text, numbered=name.startswith("numbered-"))
    anchors = [place.anchor for place in fragment.outline]
    assert len(anchors) == len(set(anchors))
    for anchor in anchors:
        assert fragment.html.count(f'id="{anchor}"') == 1


@pytest.mark.parametrize("name", NAMES)
def test_golden_bodies_are_such_as_the_rules_accept(name):
    text = (GOLDEN / f"{name}.md").read_text("utf-8")
    codes = judged(text, numbered=name.startswith("numbered-"))
    assert codes == ({"paragraph-gap"} if name == "numbered-indented" else set())
