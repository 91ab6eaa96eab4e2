"""What a sentence asks, in few words: the phrase of the verb beside a date."""

from __future__ import annotations

import re
from functools import lru_cache

from archive.importing.deadline_signs import deadline_signs
from archive.importing.words import LetterWords
from archive.prose.patterns import choice

_LONGEST = 110
_DOTS = re.compile(r"[ ,(]{0,3}·{3,}[ ,)]{0,2}")
_EDGES = " \t\n,;:.–—-()[]·\"'*"


class _Clauses:
    def __init__(self, words: LetterWords) -> None:
        self._signs = deadline_signs(words)
        self._idle = re.compile(
            rf"(?:^|(?<= )){choice(words.listed('deadline.idle'))}[ ,]{{0,2}}\Z", re.IGNORECASE
        )
        self._opening = re.compile(
            rf"\A(?:{choice(words.listed('deadline.idle'))}[ ,]{{0,3}}){{1,4}}", re.IGNORECASE
        )

    def what(self, before: str, after: str, *, is_noun: bool) -> str:
        """The action of a clause, cut to a few words; *before* and *after* its date."""
        if is_noun:
            cut = self._signs.nouns.match(before)
            text = before[cut.end() :] if cut else before
            if not _bare(self._trimmed(text)):
                text = before
            return self._trimmed(text) or self._trimmed(after)
        text = self._phrase(before, after)
        if len(_bare(text)) < 4:
            text = self._phrase(after, is_behind=True)
        return text or self._trimmed(before) or self._trimmed(after)

    def _phrase(self, text: str, after: str = "", *, is_behind: bool = False) -> str:
        text = text[:300] if is_behind else text[-300:]
        asks = list(self._signs.asks.finditer(text))
        acts = list(self._signs.acts.finditer(text))
        if is_behind:
            start = asks[0].end() if asks else 0
            act = next((each for each in acts if each.start() >= start), None)
            return self._trimmed(re.split(r"[;.]", text[act.start() if act else start :])[0])
        floor = asks[-1].start() if asks else 0
        behind = asks[-1].end() if asks else 0
        act = next((each for each in acts if each.start() >= behind), None)
        act = act or next((each for each in acts if each.start() >= floor), None)
        if act is None or not asks:
            return self._trimmed(text)
        found = self._trimmed(text[act.start() :])
        if len(found.split()) > 1:
            return found
        subject = self._trimmed(text[: asks[0].start()])
        if len(subject.split()) < 2 and (rest := self._rest(after)):
            return self._trimmed(f"{found} {rest}")
        # A passive: what it speaks of stands before.
        return self._trimmed(text)

    def _rest(self, after: str) -> str:
        """What follows a date in its clause."""
        return self._trimmed(re.split(r"[,;.:]", _DOTS.sub(" ", after[:300]))[0])

    def _trimmed(self, text: str) -> str:
        text = _DOTS.sub(" ", text)
        text = " ".join(text.split()).strip(_EDGES)
        for _ in range(3):
            shorter = self._idle.sub("", self._opening.sub("", text)).strip(_EDGES)
            if shorter == text:
                break
            text = shorter
        if len(text) > _LONGEST:
            text = text[:_LONGEST].rpartition(" ")[0].rstrip(_EDGES)
        return text


def _bare(text: str) -> str:
    return re.sub(r"\W", "", text)


@lru_cache(maxsize=8)
def _clauses(words: LetterWords) -> _Clauses:
    return _Clauses(words)


def action(words: LetterWords, before: str, after: str, *, is_noun: bool = False) -> str:
    """What is to be done, as the words *before* and *after* a date say it; "" for nothing."""
    return _clauses(words).what(before, after, is_noun=is_noun)


def stems(text: str) -> frozenset[str]:
    """The beginnings of the longer words of *text*, by which two phrases are compared."""
    found = re.findall(r"[^\W\d_]{4,}", text.casefold())
    return frozenset(word[:5] for word in found)
