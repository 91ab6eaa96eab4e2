"""Fingerprints of paragraphs: kinds of blanks do not matter to them, words do."""

import pytest
from bodies import body

from archive.blocks import digest_of, read_blocks

PLAIN = "The first words.\n\nThe second words.\n"
RARE = ["\u1680", "\u2003", "\u2009", "\u202f", "\u205f", "\u3000", "\x1c"]


def digests(text):
    source = body(text)
    return [block.digest(source) for block in read_blocks(source, numbered=False)]


def test_a_fingerprint_is_that_of_the_words():
    assert digests(PLAIN) == [digest_of("The first words."), digest_of("The second words.")]
    assert digests(PLAIN.replace("second", "third")) != digests(PLAIN)


@pytest.mark.parametrize("blank", ["  ", "\n", "\t", "\xa0", *RARE])
def test_kinds_of_blanks_do_not_matter(blank):
    assert digests(PLAIN.replace("second words", f"second{blank}words")) == digests(PLAIN)
