"""Takes the subject out of the head of a letter: from its label to where it ends."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from functools import lru_cache

from archive.importing.editing import joined, trimmed
from archive.importing.line_ends import one_line
from archive.importing.sheet import Kind, Passage
from archive.importing.words import every_language

_LONGEST_SUBJECT = 12
"""In printed lines."""
_MARKED = re.compile(r"^(?:\*{2,3}|_{2,3})\s?([^*_]{1,600}?)\s?(?:\*{2,3}|_{2,3})$")
_PLACE = r"[^\W\d_][\w .-]{2,30}"
_DATED = re.compile(
    rf"(?:{_PLACE}, ?)?[0-9]{{1,2}}(?:[./-][0-9]{{1,2}}[./-]| [^\W\d_]{{3,10}} )(?:19|20)[0-9]{{2}}"
    rf"(?: г\.| [^\W\d_]{{2,4}})?(?:, {_PLACE})?"
)
"""A date, with its place or without: the letter's, where the head has no other one."""
_NUMERIC = re.compile(rf"(?:{_PLACE}, ?)?[0-9]{{1,2}}[./-][0-9]{{1,2}}[./-](?:19|20)[0-9]{{2}}")
"""The letter's date in figures, which no subject has in a line of its own."""
_ANY_DATE = re.compile(
    r"(?<![0-9])[0-9]{1,2}(?:[./-][0-9]{1,2}[./-]| [^\W\d_]{3,10},? )(?:19|20)[0-9]{2}"
)
_DASHES = ("–", "—", "-")
_LONGEST_DATED = 60
_SEARCHED = 60_000
"""So much of a text is searched for a word of the subject, in characters."""
_COLON = r"\s{0,3}[:：]\s{0,3}"


@lru_cache(maxsize=1)
def subject_label() -> re.Pattern[str]:
    """The label of a subject in any language, with its colon or what stands for it."""
    return re.compile(
        rf"(?:{every_language().choice('parting.subject')})(?:{_COLON}|\s{{0,3}}(?=[\t\n])|$)",
        re.IGNORECASE,
    )


class SubjectFinder:
    """Finds the subject in a head; *whole*: the file knew its paragraphs."""

    def __init__(self, *, whole: bool) -> None:
        self._whole = whole
        self._subject = subject_label()
        self._greeting = re.compile(
            rf"(?:{every_language().choice('parties.greeting')})[\s,:]{{0,3}}$", re.IGNORECASE
        )
        self._label = re.compile(
            rf"(?:{every_language().choice('parting.labels')}){_COLON}", re.IGNORECASE
        )

    def parted(self, head: list[Passage]) -> tuple[list[Passage], list[Passage]]:
        """The head without the subject, and the words of the subject."""
        for index, passage in enumerate(head):
            if passage.kind is Kind.ROW:
                found = self._in_row(passage)
                if found:
                    more = self._rows_below(head, index)
                    return head[:index] + head[index + 1 + len(more) :], [*found, *more]
                continue
            for at, line in _lines(passage.text):
                match = self._subject.match(line)
                if not match:
                    continue
                before = trimmed(passage.part(0, at))
                own = trimmed(passage.part(at + match.end(), len(passage.text)))
                subject = [own] if own.text else []
                end = self._subject_end(head, index + 1, bool(subject))
                subject += [trimmed(each) for each in head[index + 1 : end] if each.text.strip()]
                rest = [before] if before.text else []
                return [*head[:index], *rest, *head[end:]], subject
        return head, []

    def _in_row(self, row: Passage) -> list[Passage]:
        """The value beside or below the label of a subject in a row."""
        at = 0
        cells = row.cells
        for number, cell in enumerate(cells):
            start = at
            at += len(cell) + 1
            match = self._subject.match(cell.strip())
            if not match:
                continue
            lead = len(cell) - len(cell.lstrip())
            rest = trimmed(
                replace(row.part(start + lead + match.end(), start + len(cell)), kind=Kind.TEXT)
            )
            if rest.text:
                return [rest]
            following = [text for text in cells[number + 1 :] if text.strip()]
            if following:
                place = row.text.index(following[0], at)
                value = row.part(place, place + len(following[0]))
                return [trimmed(replace(value, kind=Kind.TEXT))]
        return []

    def _rows_below(self, head: list[Passage], index: int) -> list[Passage]:
        """Rows and lines that go on with the subject: an empty first cell, no label.

        Only a file that knows no paragraphs splits a subject like that.
        """
        if self._whole:
            return []
        found: list[Passage] = []
        for passage in head[index + 1 : index + _LONGEST_SUBJECT]:
            text = passage.text.strip()
            if not text or passage.kind is Kind.PAGE or self._label.match(text):
                break
            if passage.kind is Kind.ROW and passage.cells[0].strip():
                break
            found.append(trimmed(replace(passage, kind=Kind.TEXT)))
        return found

    def _subject_end(self, head: list[Passage], index: int, begun: bool) -> int:
        """Behind the last line of a subject that goes on over several lines."""
        count = 0
        while index < len(head) and count < _LONGEST_SUBJECT:
            passage = head[index]
            text = passage.text.strip()
            if passage.kind is Kind.PAGE or passage.kind is Kind.ROW:
                break
            if not text:
                if (begun or count) and not any(map(self._is_more, head[index + 1 : index + 2])):
                    break
                index += 1
                continue
            if self._label.match(text):
                break
            if self._whole and begun and not self._is_more(passage):
                break
            if begun and (self._greeting.match(text) or _NUMERIC.fullmatch(text)):
                break
            is_within = head[index - 1].text.rstrip().endswith(",")
            if begun and not is_within and _DATED.fullmatch(text) and not _has_date(head, passage):
                break
            begun = True
            count += 1
            index += 1
        return index

    @staticmethod
    def _is_more(passage: Passage) -> bool:
        """Whether a paragraph goes on with a subject: "– Proposed approval of two drafts".

        Lists of those to whom a letter is sent have signs at the ends of their lines.
        """
        is_item = passage.kind is Kind.ITEM and passage.label in _DASHES
        is_item = is_item or passage.text.lstrip()[:2] in {f"{dash} " for dash in _DASHES}
        return is_item and not passage.text.rstrip().endswith((";", ",", "."))


def _has_date(head: Sequence[Passage], besides: Passage) -> bool:
    """Whether another line of a head has a date and little else."""
    return any(
        len(each.text) <= _LONGEST_DATED and _ANY_DATE.search(each.text)
        for each in head
        if each is not besides
    )


def _lines(text: str) -> list[tuple[int, str]]:
    """The lines of a text that may begin with a label, less blanks, and where they stand."""
    found, at = [], 0
    for line in text.split("\n"):
        lead = len(line) - len(line.lstrip())
        found.append((at + lead, line.lstrip()))
        at += len(line) + 1
    return found


def _words_of(passages: Sequence[Passage]) -> Callable[[str], bool]:
    """Whether a text has a word, whole and in small letters."""
    text = " ".join(each.text for each in passages)[:_SEARCHED].casefold()
    return lambda word: re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", text) is not None


def joined_subject(
    subject: Sequence[Passage], compounds: Collection[str] = (), rest: Sequence[Passage] = ()
) -> Passage | None:
    """The subject as one passage of one line; None where there is none.

    The words of the *rest* of the letter tell whether a hyphen at the end of a line belongs to its
    word, as in paragraphs.
    """
    if not subject:
        return None
    whole = subject[0]
    for passage in subject[1:]:
        whole = joined(whole, passage, "\n")
    has = _words_of(rest) if "-\n" in whole.text else None
    text = one_line(whole.text.split("\n"), compounds, has)
    # Marks of bold type that no reader of Markdown takes for such.
    return replace(whole, text=_MARKED.sub(r"\1", text), marks=())
