"""Days that stand beside the name of an event, whatever verb joins them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from archive.importing.deadline_signs import Sign, deadline_signs
from archive.importing.event_chains import event_chains
from archive.importing.event_names import NamedEvent
from archive.importing.event_words import event_patterns, is_mention
from archive.importing.moments import Moment
from archive.importing.words import LetterWords
from archive.prose.patterns import choice

_YEAR = re.compile(r"\s{0,2}1[0-9]{3}(?![0-9])")
_BEFORE = 230
"""So close before its day stands the name of an event."""
_BEHIND = 90
"""And so close behind it."""
_ASIDE = re.compile(r",[^,;]{3,90},")
_LINE = 140
"""A line that names an event before its day is no longer."""
_CLOSE = 45
"""Words right behind a day still speak of it."""
_NEAR = 60


class EventSpans:
    """The words of one language that say that a day beside an event is not its day."""

    def __init__(self, words: LetterWords) -> None:
        def pattern(key: str, end: str = "") -> re.Pattern[str]:
            listed = choice(words.listed(f"event.{key}"))
            return re.compile(rf"(?<!\w){listed}{end}", re.IGNORECASE)

        fill = choice([*words.lexicon.weekdays, *words.listed("dates.articles")])
        self._unless = pattern("unless")
        self._near = pattern("unless-near", rf"(?:[\s,:(–—-]|{fill}(?!\w)){{0,6}}\Z")
        self._new = pattern("dates", r"[^.;:]{0,60}[\s:,(–—-]\Z")
        self._reads = re.compile(
            rf"(?<!\w){choice(words.listed('correction.reads'))}[\s:,]{{0,3}}[\"«“„][^\"«»“”„]"
            r"{0,60}\Z",
            re.IGNORECASE,
        )
        self._that_is = re.compile(
            rf"(?<!\w){choice(words.listed('deadline.that-is'))}", re.IGNORECASE
        )
        self._common = pattern("nouns-common")
        self._article = re.compile(
            rf"(?<!\w){choice(words.listed('event.name-before'))}\s\Z", re.IGNORECASE
        )
        self._words = words
        self._signs = deadline_signs(words)
        self._chains = event_chains(words)
        self._stale = event_patterns(words)["stale"]

    def beside(
        self, text: str, names: Sequence[NamedEvent], moment: Moment, span: tuple[int, int]
    ) -> NamedEvent | None:
        """The event of a day, before it or behind; None where the words speak of another thing.

        *span* is from the end of the moment before to the beginning of the next one.
        """
        floor, following = span
        before = text[max(floor, moment.begin - _BEFORE) : moment.begin]
        if not self._may_be(text, moment, before):
            return None
        inside = [each for each in names if floor <= each.begin < moment.begin]
        if inside:
            return self._last(text, inside, moment)
        behind = next((each for each in names if moment.stop <= each.begin < following), None)
        if behind is None or behind.begin - moment.stop > _BEHIND:
            return None
        between = text[moment.stop : behind.begin]
        last = behind.begin + len(behind.name)
        later = text[last : last + _CLOSE]
        if self._unless.search(between) or self._unless.search(before):
            return None
        if ";" in between or ". " in between or self._stale.search(f"{between} {later}"):
            return None
        return None if is_mention(self._words, text, behind.begin) else behind

    def is_plain(self, item: str) -> bool:
        """Whether an item of a list says nothing of papers, registration and the like."""
        return not self._unless.search(item) and not self._signs.asks.search(item)

    def apposed(
        self, text: str, earlier: str, before: Sequence[NamedEvent], moment: Moment
    ) -> NamedEvent | None:
        """The event of a line whose sentence is nothing but a day: "Webinar 2. Data. 4 May, 14:00".

        *earlier* is what stands before in that line, *before* are the events that it names.
        """
        if not before or text[: moment.begin].strip(" –—-:,(") or len(earlier) > _LINE:
            return None
        rest = text[moment.stop :].strip(" .;,)")
        if len(rest) > _CLOSE or self._unless.search(earlier) or self._unless.search(rest):
            return None
        named = before[0]
        return named if len(before) == 1 and self._may_be(text, moment, "") else None

    def meant(
        self,
        text: str,
        paragraph: str,
        earlier: Sequence[NamedEvent],
        known: Sequence[NamedEvent],
        moment: Moment,
    ) -> NamedEvent | None:
        """The event of the subject that a pronoun means: "It lasts from 3 to 5 May".

        *paragraph* is what stands before the sentence in its paragraph.
        """
        if self._signs.goes_on(text, paragraph):
            return None  # "Registration is free. It opens on"
        if len(known) != 1 or (moment.end is None and moment.opening is None):
            return None
        if any(each.noun != known[0].noun for each in earlier):
            return None
        around = f"{text[: moment.begin]} {text[moment.stop : moment.stop + _NEAR]}"
        if self._unless.search(around) or not self._may_be(text, moment, text[: moment.begin]):
            return None
        return known[0]

    def renewed(
        self,
        text: str,
        earlier: Sequence[NamedEvent],
        names: Sequence[NamedEvent],
        known: Sequence[NamedEvent],
        moment: Moment,
        floor: int,
    ) -> NamedEvent | None:
        """The event whose new days a sentence gives without naming it again.

        "The seminar was to be held on 3 May; new dates, 5-6 May, have been agreed"; 'read
        "virtual, 5-6 May"'. *earlier* are the events that the paragraph has named before, *known*
        those of the subject.
        """
        before = text[floor : moment.begin]
        if len(known) == 1 and moment.opening is None and self._reads.search(before):
            is_other = self._signs.closable.search(text) or self._signs.nouns.search(text)
            return None if is_other else known[0]
        if not self._new.search(before) or not self._may_be(text, moment, before):
            return None
        named = [*earlier, *(each for each in names if each.begin < floor)]
        return named[-1] if named else (known[0] if len(known) == 1 else None)

    def _may_be(self, text: str, moment: Moment, before: str) -> bool:
        """Whether nothing says that a day is a deadline, that of a paper, or one that is over."""
        reading = self._signs.reading(text, moment.begin, moment.stop, 0)
        if reading.sign not in (Sign.NONE, Sign.MOVED) or self._near.search(before):
            return False
        if self._signs.not_nouns.search(before) or self._that_is.search(before[-_CLOSE:]):
            is_open = before.rstrip().endswith((":", ",", "("))
            if not is_open or self._signs.nouns.search(text[: moment.begin]):
                return False
        behind = text[moment.stop : moment.stop + _CLOSE]
        if _YEAR.match(behind):
            return False  # "the signing of the Convention on 17 May 1865"
        return not (self._stale.search(before) or self._stale.match(behind.lstrip(" ,")))

    def _last(self, text: str, inside: Sequence[NamedEvent], moment: Moment) -> NamedEvent | None:
        """The event before a day whose clause says nothing else."""
        full = [each for each in inside if not each.is_bare] or list(inside)
        found = full[-1] if inside[-1].is_bare and inside[-1].noun != full[-1].noun else inside[-1]
        clause = max(text.rfind("; ", 0, found.begin), text.rfind(". ", 0, found.begin)) + 1
        lead = text[max(clause, found.begin - _NEAR) : found.begin]
        if self._unless.match(text[found.chief_stop : found.stop].lstrip()):
            return None  # «конференции вступает в силу»: the verb stands right behind
        # ", at which the draft will be presented,"
        between = _ASIDE.sub(" ", text[found.stop : moment.begin])
        behind = re.split(r"[.;,]", text[moment.stop : moment.stop + _NEAR])[0]
        if any(self._unless.search(part) for part in (lead, between, behind)):
            return None
        if self._is_common(text, found):
            return None  # "no later than Friday week, 24 September"
        if len(between) > _BEFORE or is_mention(self._words, text, found.begin):
            return None
        return found

    def _is_common(self, text: str, found: NamedEvent) -> bool:
        """Whether a name is nothing but a word of the daily life, without an article."""
        if not found.is_bare or not found.name.islower() or not self._common.fullmatch(found.name):
            return False
        return not self._article.search(text[: found.begin])


@lru_cache(maxsize=8)
def event_spans(words: LetterWords) -> EventSpans:
    """The words of the language of *words*."""
    return EventSpans(words)
