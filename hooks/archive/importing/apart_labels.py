"""Labels of a head that all stand before their values: "Ref:", "Tel:", and below them two lines.

Extractors of text leave the cells of one column that way, then those of the next one.
"""

from __future__ import annotations

from collections.abc import Sequence

from archive.importing.editing import joined
from archive.importing.labels import is_bare_label
from archive.importing.sheet import Kind, Passage
from archive.importing.subjects import subject_label

_FEWEST = 3
"""So many labels at least stand below each other."""
_MOST = 12
"""So many lines at most stand between a run of labels and the end of its values."""


def with_values(passages: Sequence[Passage]) -> list[Passage]:
    """*passages* with each label beside its value, where they are as many as the values.

    A subject that is the last of the labels may have more lines than one.
    """
    found: list[Passage] = []
    index = 0
    while index < len(passages):
        labels = _run(passages, index, is_label=True)
        if len(labels) < _FEWEST:
            found.append(passages[index])
            index += 1
            continue
        index += len(labels)
        gap = index
        while gap < len(passages) and not passages[gap].text.strip():
            gap += 1
        values = _run(passages, gap, is_label=False)
        whole = _beside(labels, values)
        found += whole or labels
        index = gap + len(values) if whole else index
    return found


def _run(passages: Sequence[Passage], index: int, *, is_label: bool) -> list[Passage]:
    """The lines from *index* on that are labels without values, or that are none."""
    found: list[Passage] = []
    for passage in passages[index : index + _MOST]:
        is_line = passage.kind is Kind.TEXT and bool(passage.text.strip())
        if not is_line or is_bare_label(passage.text.strip()) is not is_label:
            break
        found.append(passage)
    return found


def _beside(labels: Sequence[Passage], values: Sequence[Passage]) -> list[Passage]:
    """Each label with its value; nothing where their numbers do not tell which is whose."""
    is_subject = subject_label().match(labels[-1].text.strip()) is not None
    if len(values) != len(labels) and not (is_subject and len(values) > len(labels)):
        return []
    whole = [joined(*each, " ") for each in zip(labels, values, strict=False)]
    for more in values[len(labels) :]:
        whole[-1] = joined(whole[-1], more, "\n")
    return whole
