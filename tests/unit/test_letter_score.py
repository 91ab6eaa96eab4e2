"""How well letters are read: precision and recall by field, and the floors below which none falls.

The letters of ``tests/letters`` were at hand while the reader was written, so its counts flatter;
``docs/decisions/0017-proposed-facts.md`` has those of letters that it had never seen.
``make score`` prints the table.
"""

from __future__ import annotations

import pytest
from tests.letters_score.files import LETTERS, LetterFile, letter_files, read
from tests.letters_score.scoring import FIELDS, Score

FLOORS = {
    # field: (precision, recall), in per cent
    **dict.fromkeys(FIELDS, (98.5, 98.5)),
    "events": (94.0, 89.0),
    "events.place": (92.0, 87.0),
    "events.format": (95.0, 88.0),
    "deadlines": (98.5, 96.0),
    "meeting_languages": (99.0, 98.0),
}


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[LetterFile]:
    return list(letter_files(LETTERS, tmp_path_factory.mktemp("letters")))


@pytest.fixture(scope="module")
def score(files: list[LetterFile]) -> Score:
    score = Score()
    for file, found in zip(files, read(files), strict=True):
        score.add(f"{file.letter}.{file.form}", file.facts, found)
    return score


def test_letters_are_many_and_come_in_every_form(files):
    assert len({file.letter for file in files}) >= 60
    assert {file.form for file in files} == {"docx", "pdf", "html", "txt", "md"}
    assert {file.facts["lang"] for file in files} == {"ru", "en"}


@pytest.mark.parametrize("field", FIELDS)
def test_field(score, field):
    tally = score.fields[field]
    precision, recall = FLOORS[field]
    assert tally.right + tally.missed >= 20, "too few letters have it"
    assert tally.precision * 100 >= precision, score.faults
    assert tally.recall * 100 >= recall, score.faults
