"""What holds of a date of which several letters speak: the last one, and what it leaves unsaid.

A letter that moves a workshop seldom repeats in which town it is held, what it costs and whom to
ask. Whoever has it in a calendar must not lose that with the new day.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Generic

from archive.model import Circular, Contact, Dated, Deadline, Event, Item, Localized

_TOGETHER = {
    Event: (("place", "format"), ("languages",), ("cost", "registration"), ("url",)),
    Deadline: (("by", "how", "email", "link"),),
}
"""Facts that are said together or not at all: a new form of a meeting ends its former place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing(Generic[Item]):
    """A date as all its letters have it, the last one first."""

    item: Item
    contacts: tuple[Contact, ...]
    taken_from: tuple[Circular, ...] = ()
    """Earlier letters from which something is taken, the latest first."""


def standing(steps: Sequence[Dated[Item]]) -> Standing[Item]:
    """What holds after the last of *steps*, which are the announcements of one date in order."""
    item = steps[-1].item
    found: dict[str, Any] = {}
    letters: dict[str, Circular] = {}
    for group in _TOGETHER[type(item)]:
        for step in reversed(steps):
            values = {name: getattr(step.item, name) for name in group}
            if any(values.values()):
                if step.item is not item:
                    found |= values
                    letters[step.circular.key] = step.circular
                break
    asked = next((step for step in reversed(steps) if step.circular.contacts), steps[-1])
    if asked.circular.key != steps[-1].circular.key:
        letters[asked.circular.key] = asked.circular
    order = [step.circular.key for step in reversed(steps)]
    return Standing(
        item=replace(item, **found) if found else item,
        contacts=asked.circular.contacts,
        taken_from=tuple(letters[key] for key in dict.fromkeys(order) if key in letters),
    )


def words_of(steps: Sequence[Dated[Item]]) -> Localized:
    """What is asked, or the event's name: in each language the last words that there are."""
    texts: dict[str, str] = {}
    for step in reversed(steps):
        item = step.item
        words = item.asks if isinstance(item, Deadline) else item.name
        texts |= {code: text for code, text in words.texts.items() if code not in texts}
    return Localized(texts=texts)
