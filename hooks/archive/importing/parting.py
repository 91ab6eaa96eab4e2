"""Finds the parts of a letter by the words with which they begin."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from archive.importing.apart_labels import with_values
from archive.importing.closing import is_signature
from archive.importing.editing import trimmed
from archive.importing.reflow import LABEL, paragraphs
from archive.importing.segments import Segments
from archive.importing.sheet import Kind, Passage, Sheet
from archive.importing.subjects import SubjectFinder, subject_label
from archive.importing.words import LetterWords

_SHORT = 90
"""A salutation, a close or a heading is not longer, in characters."""
_LONG = 200
"""A passage so long is prose: no head has it."""
_SENTENCE = 130
"""A line so long that ends like a sentence is prose: no printed line is."""
_LONGEST_LIST = 60
"""The list of annexes is not longer, in passages."""
_NUMERAL = r"[0-9]{1,2}|[IVXivx]{1,5}|[A-ZА-Я]"
_COLON = r"\s{0,3}[:：]\s{0,3}"
_STOP = re.compile(r"[.:;][)\"»”]?\Z")
_HEADING = re.compile(r"[^\W\d_a-zа-яё][^.,;:@\t]{2,60}")
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
        self._passages = with_values(
            [each for each in sheet.passages if each.kind not in (Kind.EDGE, Kind.NOTE)]
        )
        self._salutation = words.pattern("parting.salutation")
        self._closing = words.pattern("parting.closing")
        self._signed = re.compile(
            rf"\(?\s?(?:{words.pattern('parting.signed').pattern})\s?\)?[.,]?", re.IGNORECASE
        )
        self._subject = subject_label()
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
        finder = SubjectFinder(whole=self._whole)
        head, subject = finder.parted(self._passages[: after - len(greeting)])
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
                    following = index
                    while following < len(self._passages) and not self._passages[following].text:
                        following += 1
                    rest = self._passages[following : following + 1]
                    if not rest or not self._is_more(rest[0].text):
                        break
                    index = following
                    continue
                index += 1
                continue
            if found and not self._is_more(passage.text):
                break
            end = self._greeting_end(passage.text)
            if end < len(passage.text):
                found.append(passage.part(0, end))
                text = trimmed(passage.part(end, len(passage.text)))
                # The text goes on in the same passage: it is cut in two.
                self._passages[index : index + 1] = [found[-1], text]
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
        last = next(
            (
                index
                for index, passage in enumerate(self._passages)
                if any(self._subject.match(cell.strip()) for cell in passage.cells)
            ),
            -1,
        )
        prose = self._prose(last) if last >= 0 and not self._whole else len(self._passages)
        for index, passage in enumerate(self._passages):
            if index <= last:
                continue
            if index >= prose:
                return prose
            text = passage.text
            is_text = passage.kind in (Kind.TEXT, Kind.HEADING)
            if is_text and (_FIRST.match(text) or len(text) > _LONG):
                return index
            if is_text and last >= 0 and self._is_sentence(text):
                return index
            if passage.kind is Kind.ROW and last >= 0 and _FIRST.match(text.strip()):
                # A heading of the text that was taken for a row of the table above it.
                self._passages[index] = trimmed(replace(passage, kind=Kind.TEXT))
                return index
            if passage.kind is Kind.ITEM and passage.label.startswith("1"):
                return min([index, *self._full_lines(last)[: last >= 0]])
        return next(iter(self._full_lines(last)), len(self._passages))

    def _is_sentence(self, text: str) -> bool:
        """Whether a passage below the subject is a paragraph of the text, though a short one."""
        longest = _SHORT if self._whole else _SENTENCE
        return len(text) > longest and text[:1].isupper() and text.rstrip().endswith(".")

    def _prose(self, last: int) -> int:
        """Where the first paragraph of printed lines begins below the subject, with its heading."""
        blocks = self._blocks(last)
        for number, block in enumerate(blocks[1:], 1):  # the first one goes on with the subject
            lines = [self._passages[index].text.strip() for index in block]
            is_prose = len(lines) > 1 and len(lines[0]) > _SHORT * 0.7 and _STOP.search(lines[-1])
            if not is_prose or not lines[0][:1].isupper() or "\t" in lines[0]:
                continue
            above = blocks[number - 1]
            is_headed = number > 1 and len(above) == 1
            if is_headed and _HEADING.fullmatch(self._passages[above[0]].text.strip()):
                return above[0]
            return block[0]
        return len(self._passages)

    def _blocks(self, last: int) -> list[list[int]]:
        """The places of the lines behind a passage, by the empty ones between them."""
        blocks: list[list[int]] = [[]]
        for index in range(last + 1, len(self._passages)):
            passage = self._passages[index]
            if passage.kind is Kind.TEXT and passage.text.strip():
                blocks[-1].append(index)
            elif blocks[-1] or index == last + 1:
                blocks.append([])
        return [each for number, each in enumerate(blocks) if each or not number]

    def _full_lines(self, last: int) -> list[int]:
        """Where printed lines of prose stand behind the passage *last*."""
        return [
            index
            for index, passage in enumerate(self._passages)
            if index > last and passage.kind is Kind.TEXT and len(passage.text) > _SHORT * 0.7
        ]

    def _close(self, rest: Sequence[Passage]) -> int:
        """Where the complimentary close begins, else the signature."""
        begin = next((index for index, each in enumerate(rest) if each.text), len(rest))
        for index, passage in enumerate(rest):
            text = passage.text
            if len(text) <= _SHORT * 2 and self._closing.match(text) and index > begin:
                return index
        for index, passage in enumerate(rest):
            if index and self._signed.fullmatch(passage.text.strip()):
                return index
        return self._signature(rest)

    def _signature(self, rest: Sequence[Passage]) -> int:
        """Where a name stands with a title below it, in a letter without complimentary close."""
        for index, passage in enumerate(rest):
            if not index or passage.kind is not Kind.TEXT or not passage.text:
                continue
            lines = passage.lines
            following = next((each for each in rest[index + 1 : index + 3] if each.text), None)
            if len(lines) == 1 and following and following.kind is Kind.TEXT:
                lines = [*lines, *following.lines[:1]]
            if is_signature(lines) and not LABEL.match(lines[0]):
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
                # "Annexes: 2" is whole; behind "Annexes:" alone stands the list.
                listed = text.rstrip().endswith((":", "：")) or not re.search(_COLON, text)
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
        following = [each.text for each in rest[index + 1 : index + _LONGEST_LIST] if each.text]
        return not following or all(self._is_annex(each) for each in following)
