"""Finds the parts of a letter by the words with which they begin."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from archive.importing.editing import joined, trimmed
from archive.importing.reflow import LABEL, paragraphs
from archive.importing.segments import Segments
from archive.importing.sheet import Kind, Passage, Sheet
from archive.importing.words import LetterWords

_SHORT = 90
"""A salutation, a close or a heading is not longer, in characters."""
_LONG = 200
"""A passage so long is prose: no head has it."""
_LONGEST_SUBJECT = 12
"""In printed lines."""
_NUMERAL = r"[0-9]{1,2}|[IVXivx]{1,5}|[A-ZА-Я]"
_COLON = r"\s{0,3}[:：]\s{0,3}"
_FIRST = re.compile(r"1[.)]?[\t ]{1,8}[^\W\d_a-zа-я]")


def parted(sheet: Sheet, words: LetterWords) -> Segments:
    """The parts of a letter; what cannot be told apart stays in the head or the body."""
    return _Parting(sheet, words).done()


class _Parting:
    def __init__(self, sheet: Sheet, words: LetterWords) -> None:
        self._words = words
        self._whole = sheet.has_paragraphs
        self._edges = tuple(each for each in sheet.passages if each.kind is Kind.EDGE)
        self._notes = tuple(each for each in sheet.passages if each.kind is Kind.NOTE)
        self._passages = [
            each for each in sheet.passages if each.kind not in (Kind.EDGE, Kind.NOTE)
        ]
        self._salutation = words.pattern("parting.salutation")
        self._closing = words.pattern("parting.closing")
        self._signed = re.compile(
            rf"\(?\s?(?:{words.pattern('parting.signed').pattern})\s?\)?[.,]?", re.IGNORECASE
        )
        self._subject = re.compile(
            rf"(?:{words.pattern('parting.subject').pattern})(?:{_COLON}|\s{{0,3}}(?=[\t\n])|$)",
            re.IGNORECASE,
        )
        self._label = re.compile(
            rf"(?:{words.pattern('parting.labels').pattern}){_COLON}", re.IGNORECASE
        )
        self._enclosures = re.compile(
            rf"(?:{words.pattern('parting.enclosures').pattern})\s{{0,2}}(?:\([^)]{{1,20}}\))?"
            rf"(?:{_COLON}|\s?[–—-]\s|\s{{1,3}}(?:{_NUMERAL})\b|$)",
            re.IGNORECASE,
        )
        self._annex = re.compile(
            rf"(?:{words.pattern('parting.annex').pattern})"
            rf"(?:\s{{1,3}}(?:№\s?)?(?:{_NUMERAL})(?![\w]))?(?=\s{{0,3}}(?:[\n:.–—(-]|$))",
            re.IGNORECASE,
        )

    def done(self) -> Segments:
        """The segments."""
        greeting, after = self._greeting()
        rest = self._passages[after:]
        close = self._close(rest)
        annex = self._first_annex(rest, close)
        body = rest[: min(close, annex)]
        ending = rest[min(close, annex) : annex]
        enclosed = next(
            (
                index
                for index, each in enumerate(ending)
                if index and self._enclosures.match(each.text)
            ),
            len(ending),
        )
        head, subject = self._head(self._passages[: after - len(greeting)])
        return Segments(
            edges=self._edges,
            head=tuple(head),
            subject=tuple(subject),
            salutation=tuple(trimmed(each) for each in greeting),
            body=tuple(paragraphs(body, self._words, whole=self._whole)),
            closing=tuple(each for each in ending[:enclosed] if each.text),
            enclosures=tuple(each for each in ending[enclosed:] if each.text),
            annexes=tuple(paragraphs(rest[annex:], self._words, whole=self._whole)),
            notes=self._notes,
        )

    def _greeting(self) -> tuple[list[Passage], int]:
        """The salutation, and where the text begins; without one where the prose begins."""
        for index, passage in enumerate(self._passages):
            if passage.kind is Kind.ROW or not passage.text:
                continue
            text = passage.text
            if self._salutation.match(text) and not self._is_prose(text):
                return self._whole_greeting(index)
            if len(text) > _LONG and _FIRST.match(text):
                break
        return [], self._without_greeting()

    def _is_prose(self, text: str) -> bool:
        """Whether the words of a salutation begin a sentence here."""
        first = text.split("\n")[0]
        return len(first) > _SHORT and not re.search(r"[,!:](?=\s)", first[:_SHORT])

    def _whole_greeting(self, index: int) -> tuple[list[Passage], int]:
        """All lines of the salutation from here; what follows in the same paragraph is text."""
        found: list[Passage] = []
        while index < len(self._passages):
            passage = self._passages[index]
            if not passage.text or passage.kind is Kind.PAGE:
                if found and found[-1].text.rstrip().endswith((",", "!", ":", ".")):
                    following = next((e for e in self._passages[index:] if e.text), None)
                    if not (following and self._is_more(following.text)):
                        break
                index += 1
                continue
            if found and not self._is_more(passage.text):
                break
            end = self._greeting_end(passage.text)
            if end < len(passage.text):
                found.append(passage.part(0, end))
                rest = trimmed(passage.part(end, len(passage.text)))
                # The text goes on in the same passage: it is cut in two.
                self._passages[index : index + 1] = [found[-1], rest]
                return found, index + 1
            found.append(passage)
            index += 1
        start = index
        # Empty lines between the lines of the salutation belong to it.
        count = 0
        while start and (count < len(found)):
            start -= 1
            count += bool(self._passages[start].text)
        self._passages[start:index] = found
        return found, start + len(found)

    def _is_more(self, text: str) -> bool:
        """Whether a line goes on with a salutation: "уважаемый господин,"."""
        return bool(self._salutation.match(text)) and not self._is_prose(text)

    def _greeting_end(self, text: str) -> int:
        """Where the salutation ends within a passage."""
        at = 0
        for line in text.split("\n"):
            if at and not self._salutation.match(line.lstrip()):
                return at
            if len(line) > _SHORT:
                ends = [
                    m.end() for m in re.finditer(r"[,!:](?=\s{1,3}[^\W\d_a-zа-яё])", line[:_SHORT])
                ]
                if ends:
                    return at + ends[-1]
            at += len(line) + 1
        return len(text)

    def _without_greeting(self) -> int:
        """Where the text begins in a letter without salutation."""
        last = -1
        for index, passage in enumerate(self._passages):
            if passage.kind is not Kind.ROW and self._subject.match(passage.text):
                last = index
        for index, passage in enumerate(self._passages):
            if index <= last:
                continue
            text = passage.text
            if passage.kind is Kind.TEXT and (_FIRST.match(text) or len(text) > _LONG):
                return index
            if passage.kind is Kind.ITEM and passage.label.startswith("1"):
                return index
        lines = [
            index
            for index, passage in enumerate(self._passages)
            if index > last and passage.kind is Kind.TEXT and len(passage.text) > _SHORT * 0.7
        ]
        return lines[0] if lines else len(self._passages)

    def _close(self, rest: Sequence[Passage]) -> int:
        """Where the complimentary close begins, else the signature."""
        for index, passage in enumerate(rest):
            text = passage.text
            if len(text) <= _SHORT * 2 and self._closing.match(text) and index:
                return index
        for index, passage in enumerate(rest):
            if index and self._signed.fullmatch(passage.text.strip()):
                return index
        return len(rest)

    def _first_annex(self, rest: Sequence[Passage], close: int) -> int:
        """Where the first annex begins: a heading, or a short line behind the end of a page."""
        page = False
        listed = False
        for index, passage in enumerate(rest):
            if passage.kind is Kind.PAGE:
                page = True
                continue
            text = passage.text
            if not text:
                continue
            if index > close and self._is_annex(text):
                is_headed = passage.kind is Kind.HEADING or page or text.split("\n")[0].isupper()
                if is_headed or (not listed and not self._is_list(rest, index)):
                    return index
            if index > close and self._enclosures.match(text):
                listed = True
            page = False
        if close < len(rest):
            return len(rest)
        return next(
            (
                index
                for index, passage in enumerate(rest)
                if index
                and self._is_annex(passage.text)
                and (passage.kind is Kind.HEADING or passage.text.split("\n")[0].isupper())
            ),
            len(rest),
        )

    def _is_annex(self, text: str) -> bool:
        first = text.split("\n")[0]
        match = self._annex.match(text)
        return bool(match) and len(first) <= _SHORT * 1.5 and not first.rstrip().endswith(";")

    def _is_list(self, rest: Sequence[Passage], index: int) -> bool:
        """Whether this is the list of annexes: a colon, a count, or nothing but such lines."""
        text = rest[index].text
        if re.search(rf"^[^\n]{{0,40}}{_COLON}", text):
            return True
        following = [each.text for each in rest[index + 1 :] if each.text]
        return not following or all(self._is_annex(each) for each in following)

    def _head(self, head: list[Passage]) -> tuple[list[Passage], list[Passage]]:
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
        for passage in head[index + 1 :]:
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
                if begun or count:
                    break
                index += 1
                continue
            if self._label.match(text) or (self._whole and begun):
                break
            begun = True
            count += 1
            index += 1
        return index


def _lines(text: str) -> list[tuple[int, str]]:
    """The lines of a text that may begin with a label, less blanks, and where they stand."""
    found, at = [], 0
    for line in text.split("\n"):
        lead = len(line) - len(line.lstrip())
        found.append((at + lead, line.lstrip()))
        at += len(line) + 1
    return found


def joined_subject(subject: Sequence[Passage]) -> Passage | None:
    """The subject as one passage of one line; None where there is none."""
    if not subject:
        return None
    whole = subject[0]
    for passage in subject[1:]:
        whole = joined(whole, passage, " ")
    return replace(whole, text=" ".join(whole.text.split()), marks=())


__all__ = ["LABEL", "joined_subject", "parted"]
