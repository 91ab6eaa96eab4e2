"""The archive that is measured: the letters of ``tests.search`` at the length of real ones.

From the repository's root::

    python -m tests.bench.archive FOLDER --number 1000

A letter has about 600 words in each of its languages. What is added are sentences put together
from the parts in ``words/sentences.toml``, the same ones in both languages: some ten million
different sentences, names and figures. The same number gives the same files, byte by byte.
"""

from __future__ import annotations

import argparse
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from hashlib import blake2b
from pathlib import Path

from tests.search import naming, tables
from tests.search.archive import write_archive as write_letters
from tests.search.plan import TODAY
from tests.search.prose import Words, Writer

__all__ = ["TODAY", "LongWriter", "write_archive"]

_SENTENCES = Path(__file__).parent / "words" / "sentences.toml"
_PARAGRAPHS = (4, 4, 4, 3, 4)
"""How many sentences each of the added paragraphs has."""
_YEARS = (2001, 11)
"""First year that a figure is given for, and how many years there are."""

Pairs = Sequence[Sequence[str]]


@cache
def _parts() -> Mapping[str, Pairs]:
    return tomllib.loads(_SENTENCES.read_text("utf-8"))


class LongWriter(Writer):
    """Writes the letters of ``tests.search``, with more to say."""

    def words(self) -> Words:
        """All words of the letter: what is added stands before its practical matters."""
        words = super().words()
        if self._plan.is_act:
            return words
        added = [
            " ".join(self._sentence(number, place) for place in range(sentences))
            for number, sentences in enumerate(_PARAGRAPHS)
        ]
        added.insert(2, f"{added.pop(2)}\n\n{self._figures()}")
        words.paragraphs[4:4] = added
        return words

    def _sentence(self, paragraph: int, place: int) -> str:
        """One sentence; its parts follow from the letter's place and its own."""
        draw = _Draw(f"{self._plan.place}/{paragraph}/{place}")
        parts, column = _parts(), self._column
        values: dict[str, object] = {
            name: draw.one_of(parts[name])[column]
            for name in ("who", "do", "what", "when", "why", "yet", "else", "things")
        }
        values |= {
            f"{name}_other": draw.one_of(parts[name])[column] for name in ("who", "do", "what")
        }
        number = naming.SPEAKERS + draw.below(max(1, len(self._planned)))
        values["coined"] = tables.coined(number)[column]
        values["year"] = _YEARS[0] + draw.below(_YEARS[1])
        values["small"] = small = 2 + draw.below(38)
        values["large"] = small + 3 + draw.below(900)
        values["tens"] = 10 * (4 + draw.below(50))
        for name in ("who", "when"):
            text = str(values[name])
            values[name.capitalize()] = text[:1].upper() + text[1:]
        return draw.one_of(parts["sentence"])[column].format_map(values)

    def _figures(self) -> str:
        """A table by region, or a list of steps."""
        parts, column = _parts(), self._column
        if self._plan.place % 2:
            steps = (_Draw(f"{self._plan.place}/step/{number}") for number in range(4))
            lines = [
                f"- {each.one_of(parts['who'])[column]} {each.one_of(parts['do'])[column]} "
                f"{each.one_of(parts['what'])[column]}"
                for each in steps
            ]
            return ";\n".join(lines) + "."
        head = (("Регион", "Было", "Стало"), ("Region", "Before", "Now"))[column]
        rows = [head, ("---", "---:", "---:"), *self._rows()]
        return "\n".join(f"| {' | '.join(cells)} |" for cells in rows)

    def _rows(self) -> Iterator[tuple[str, str, str]]:
        for number, region in enumerate(_parts()["region"]):
            draw = _Draw(f"{self._plan.place}/row/{number}")
            before = draw.below(400)
            yield region[self._column], str(before), str(before + draw.below(300))


class _Draw:
    """Numbers that look like chance, and follow from a name: the same on every machine."""

    __slots__ = ("_rest",)

    def __init__(self, name: str) -> None:
        digest = blake2b(name.encode(), digest_size=24).digest()
        self._rest = int.from_bytes(digest, "big")

    def below(self, limit: int) -> int:
        """A number from 0 on below *limit*."""
        self._rest, number = divmod(self._rest, limit)
        return number

    def one_of(self, choices: Pairs) -> Sequence[str]:
        """One of the *choices*."""
        return choices[self.below(len(choices))]


def write_archive(root: Path, number: int) -> Path:
    """Write *number* letters with their registers and initiatives into *root*, and return it."""
    return write_letters(root, number, LongWriter)


def main(arguments: Sequence[str] | None = None) -> None:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.archive", description=__doc__)
    parser.add_argument("folder", type=Path, help="where to write; made where it is missing")
    parser.add_argument("--number", type=int, default=1000, help="how many letters (%(default)s)")
    options = parser.parse_args(arguments)
    write_archive(options.folder, options.number)


if __name__ == "__main__":
    main()
