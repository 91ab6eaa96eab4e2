"""The words of one language that stand around events."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from archive.importing.words import LetterWords
from archive.prose.patterns import choice

_MENTION = 34
"""So near before its name stands what an event is mentioned for: "will be considered at"."""


@lru_cache(maxsize=8)
def event_patterns(words: LetterWords) -> dict[str, re.Pattern[str]]:
    """The words of one language around events, by their lists under ``[event]``."""
    keys = (
        "stale",
        "hours",
        "hours-unless",
        "cancelled",
        "pronouns",
        "opens",
        "same-place",
        "eve",
        "mention",
        "all",
        "meets",
        "venue",
        "next",
    )
    found = {key: words.listed(f"event.{key}") for key in keys}
    found["announced"] = (*words.listed("correction.announced"), *words.listed("event.announced"))
    found["verbs"] = (*words.listed("event.verbs"), *_with_adverbs(words))
    return {
        key: re.compile(rf"(?<!\w){choice(phrases)}", re.IGNORECASE)
        for key, phrases in found.items()
    }


def _with_adverbs(words: LetterWords) -> Iterator[str]:
    """The verbs with an adverb inside: "will also be held"."""
    auxiliaries = words.listed("event.auxiliaries")
    for verb in words.listed("event.verbs"):
        first, _, rest = verb.partition(" ")
        if rest and first in auxiliaries:
            yield from (f"{first} {each} {rest}" for each in words.listed("event.adverbs"))


def is_mention(words: LetterWords, text: str, at: int) -> bool:
    """Whether a name at a place of *text* stands where something else is announced."""
    before = text[max(0, at - _MENTION) : at]
    return event_patterns(words)["mention"].search(before) is not None
