"""How well letters are read: precision and recall by field, and the floors below which none falls.

The letters of ``tests/letters`` were at hand while the reader was written, so its counts flatter;
``docs/decisions/0017-proposed-facts.md`` has those of letters that it had never seen.
``make score`` prints the table.
"""

from __future__ import annotations

from tests.letters_score.files import LETTERS, letter_files, read
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


def test_letters_are_read_as_well_as_they_were(tmp_path):
    files = list(letter_files(LETTERS, tmp_path))
    assert len({file.letter for file in files}) >= 100
    assert {file.form for file in files} == {"docx", "pdf", "html", "txt", "md"}
    assert {file.facts["lang"] for file in files} == {"ru", "en"}
    score = Score()
    for file, found in zip(files, read(files), strict=True):
        score.add(f"{file.letter}.{file.form}", file.facts, found)
    for field in FIELDS:
        tally = score.fields[field]
        assert tally.right + tally.missed >= 20, f"too few letters have {field}"
        reached = tally.precision * 100, tally.recall * 100
        faults = [fault for fault in score.faults if f": {field}: " in fault]
        assert reached[0] >= FLOORS[field][0], (field, reached, faults)
        assert reached[1] >= FLOORS[field][1], (field, reached, faults)
