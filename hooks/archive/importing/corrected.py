"""Words that a letter quotes to replace them, and days that it says to be moved: none holds now."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from archive.importing.sentences import Sentence
from archive.importing.words import LetterWords
from archive.prose.patterns import choice

_QUOTED = re.compile(r"\"[^\"]{3,300}\"|[«“„][^«»“”„]{3,300}[»”“]")
_APART = 90
"""Old and new words stand so close to each other."""
_LEAD = 60
"""And so close before the old ones what is to become of them."""
_REACH = 220
"""Within so many characters behind a day that was announced it is said to be another one."""


class _Corrections:
    """The words of one language."""

    def __init__(self, words: LetterWords) -> None:
        def pattern(key: str, end: str = "") -> re.Pattern[str]:
            listed = choice(words.listed(f"correction.{key}"))
            return re.compile(rf"(?<!\w){listed}{end}", re.IGNORECASE)

        near = r"[^.;]{0,40}\Z"
        self._reads, self._back = pattern("reads"), pattern("instead")
        self._replace, self._instead = pattern("replace", near), pattern("instead", near)
        by = choice(words.listed("correction.by"))
        self._by = re.compile(rf"[\s,;:]{{0,3}}(?:[^\s\"«“„]{{1,16}} ){{0,3}}?{by}", re.IGNORECASE)
        self._announced, self._moved = pattern("announced"), pattern("moved")
        self._verbs = re.compile(rf"(?<!\w){choice(words.listed('event.verbs'))}", re.IGNORECASE)

    def old(self, sentence: Sentence) -> Iterator[tuple[int, int]]:
        """The parts of a sentence that do not hold."""
        text = sentence.text
        quotes = [
            (match.start(), match.end())
            for match in _QUOTED.finditer(text)
            if any(match.start() <= each.begin < match.end() for each in sentence.moments)
        ]
        for index, (start, end) in enumerate(quotes):
            following = quotes[index + 1][0] if index + 1 < len(quotes) else len(text)
            gap = text[end : min(following, end + _APART)]
            lead = text[max(0, start - _LEAD) : start]
            floor = quotes[index - 1][1] if index else 0
            between = text[max(floor, start - _APART) : start]
            is_replaced = self._replace.search(lead) and self._by.match(gap)
            is_instead = self._instead.search(between)
            if is_instead:
                start -= len(between) - is_instead.start()
            if self._reads.search(gap) or is_replaced or is_instead:
                yield start, end
        yield from self._announced_days(sentence)

    def _announced_days(self, sentence: Sentence) -> Iterator[tuple[int, int]]:
        """Days that were announced, where others stand for them now."""
        text = sentence.text
        announced = self._announced.search(text)
        if announced is None:
            return
        days = [each for each in sentence.moments if each.has_day and each.begin > announced.end()]
        if not days:
            return
        first = days[0]
        rest = f"{text[first.stop :]} {sentence.after}"[:_REACH]
        if self._moved.search(rest) or (
            len(days) > 1 and self._verbs.search(text[first.stop : days[1].begin])
        ):
            yield first.begin, first.stop

    def leads(self, text: str) -> bool:
        """Whether words to be replaced follow in the next paragraph."""
        return text.rstrip().endswith(":") and bool(
            self._replace.search(text[-_LEAD:]) or self._instead.search(text[-_LEAD:])
        )

    def goes_on(self, text: str) -> bool:
        """Whether a paragraph stands between the old words and the new ones."""
        return len(text) <= _APART and bool(self._by.match(text) or self._reads.search(text))


def current(sentences: Iterable[Sentence], words: LetterWords) -> list[Sentence]:
    """The *sentences* with dots for what does not hold any more, and without its moments.

    'For "on 3 May" read "on 5 May"'; "it was announced that … on 3 May. It has been moved".
    """
    corrections = _corrections(words)
    said = list(sentences)
    found: list[Sentence] = []
    for index, each in enumerate(said):
        spans = list(corrections.old(each))
        if not spans and each.moments and _is_quoted(each) and _is_led(said, index, corrections):
            spans = [(0, len(each.text))]
        found.append(_without(each, spans) if spans else each)
    return found


def _is_quoted(sentence: Sentence) -> bool:
    match = _QUOTED.match(sentence.text.strip())
    return match is not None and len(sentence.text.strip()) - match.end() <= 1


def _is_led(said: Sequence[Sentence], index: int, corrections: _Corrections) -> bool:
    before = said[index - 1].text if index else ""
    after = said[index + 1].text if index + 1 < len(said) else ""
    return corrections.leads(before) and corrections.goes_on(after)


def _without(sentence: Sentence, spans: Sequence[tuple[int, int]]) -> Sentence:
    text = sentence.text
    for start, end in spans:
        text = f"{text[:start]}{'·' * (end - start)}{text[end:]}"
    moments = tuple(
        each
        for each in sentence.moments
        if not any(start <= each.begin < end for start, end in spans)
    )
    return replace(sentence, text=text, moments=moments)


@lru_cache(maxsize=8)
def _corrections(words: LetterWords) -> _Corrections:
    return _Corrections(words)
