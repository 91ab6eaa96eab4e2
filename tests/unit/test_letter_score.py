"""How well letters are read: precision and recall by field, and the floors below which none falls.

The letters of ``tests/letters`` were at hand while the reader was written, so its counts flatter;
``docs/decisions/0017-proposed-facts.md`` has those of letters that it had never seen.
``make score`` prints the table.
"""

from __future__ import annotations

from tests.letters_score.files import LETTERS, letter_files, read
from tests.letters_score.scoring import FIELDS, Score

EARLIER = {
    # field: (precision, recall), in per cent, of the first three sets
    **dict.fromkeys(FIELDS, (98.5, 98.5)),
    "events": (99.5, 99.5),
    "events.place": (99.5, 99.5),
    "events.format": (99.0, 98.2),
    "deadlines": (99.8, 99.6),
    "meeting_languages": (99.8, 98.2),
}
LATER = {
    # of the first four
    **dict.fromkeys(FIELDS, (98.5, 98.5)),
    "annexes": (98.0, 97.5),
    "events": (99.5, 97.0),
    "events.place": (99.5, 91.0),
    "events.format": (96.0, 94.0),
    "deadlines": (99.5, 96.5),
    "meeting_languages": (99.8, 98.5),
}
LATEST = {
    # of the first five
    **dict.fromkeys(FIELDS, (98.5, 98.5)),
    "annexes": (98.0, 97.5),
    "events": (98.0, 94.5),
    "events.place": (98.5, 89.5),
    "events.format": (92.5, 92.0),
    "deadlines": (99.3, 96.2),
    "meeting_languages": (99.8, 98.5),
}
FLOORS = {
    # of all
    **dict.fromkeys(FIELDS, (98.5, 98.5)),
    "annexes": (97.9, 98.0),
    "events": (99.0, 94.8),
    "events.place": (98.5, 89.5),
    "events.format": (94.2, 92.5),
    "deadlines": (99.3, 96.0),
    "meeting_languages": (99.8, 98.5),
}
FOURTH = ("en4-", "ru4-")
FIFTH = ("en5-", "ru5-")
SIXTH = ("en6-", "ru6-")


def test_letters_are_read_as_well_as_they_were(tmp_path):
    files = list(letter_files(LETTERS, tmp_path))
    assert len({file.letter for file in files}) >= 150
    assert {file.form for file in files} == {"docx", "pdf", "html", "txt", "md"}
    assert {file.facts["lang"] for file in files} == {"ru", "en"}
    earlier, later, latest, every = Score(), Score(), Score(), Score()
    for file, found in zip(files, read(files), strict=True):
        name = f"{file.letter}.{file.form}"
        every.add(name, file.facts, found)
        if not file.letter.startswith(SIXTH):
            latest.add(name, file.facts, found)
        if not file.letter.startswith(FIFTH + SIXTH):
            later.add(name, file.facts, found)
        if not file.letter.startswith(FOURTH + FIFTH + SIXTH):
            earlier.add(name, file.facts, found)
    sets = ((earlier, EARLIER), (later, LATER), (latest, LATEST), (every, FLOORS))
    for score, floors in sets:
        for field in FIELDS:
            tally = score.fields[field]
            assert tally.right + tally.missed >= 20, f"too few letters have {field}"
            reached = tally.precision * 100, tally.recall * 100
            faults = [fault for fault in score.faults if f": {field}: " in fault]
            assert reached[0] >= floors[field][0], (field, reached, faults)
            assert reached[1] >= floors[field][1], (field, reached, faults)
