"""The letter's own numbers, told from file marks and from the numbers of earlier letters."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from archive.importing.codes import SHAPE, issue_title, issued_code
from archive.importing.facts import LIKELY, SURE, UNSURE, Evidence, Fact, NamedReference
from archive.importing.head_lines import Line
from archive.importing.labels import Entry, Label
from archive.importing.words import LetterWords, every_language
from archive.references import UNSAID, Mention, Reference

_UNKNOWN = re.compile(SHAPE)
_MARK = re.compile(
    r"(?:COM|SG|WP|TSAG|RAG|TDAG|TSB|BDT|BR|SPM|ICTDIM|GS|FG)[ -]?[0-9]{0,2}"
    r"(?:[ -][A-Za-z]{2,14}){0,3}(?:/[A-Za-zА-Я]{1,6}){0,2}"
    r"|[A-Za-z][A-Za-z ]{1,24}[0-9]{0,2}/[A-ZА-Я]{1,4}"
    r"|(?:ITU|МСЭ)-[TRDТ] [A-Za-z]{2,14}/[A-ZА-Я]{1,5}"
)
"""A file mark below a number: COM 3/ST, TSB Events/MA, SG13."""
_GLUED = re.compile(r" ?[^\W\d_]{3,12}[ ,]{1,3}[12][0-9]{3}")
"""A month and year right behind a number: some of its figures are those of a day."""
_BY_LOOK = 0.65
_JOINTS = (
    re.compile(r"(?<=[A-ZА-Я]{2})(?=[A-ZА-Я][a-zа-я]{3})"),
    re.compile(r"(?<=[a-zа-я]{3})(?=[0-9A-ZА-Я])"),
    re.compile(r"(?<=[0-9])(?=[A-ZА-Я]{2,4}\b)"),
)
_FIGURES = re.compile(
    r"(?<=[0-9]/)(?=[0-9lIO]{0,3}[0-9])[0-9lIO]{1,4}(?![\w/])|(?<=[0-9]/)[lI](?!\w)"
)
"""The second part of a number, of which some figures were read as letters: "CL-09/l2"."""
_MISREAD = str.maketrans("lIO", "110")
NUMBERS = (Label.REFERENCE, Label.OWN, Label.EITHER)
"""Labels behind which the letter's own number can stand."""
_LABELS = (*NUMBERS, Label.EARLIER)
_WIDEST = 4
"""A number is printed over so many lines at most."""
_ISSUE = re.compile(r"[^\W\d_]{4,20}\.?(?: (?:№|No\.?|N°))? ?[0-9]{0,2}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbered:
    """The numbers of a letter, and what else its head says."""

    references: tuple[Fact[NamedReference], ...]
    rest: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Own:
    reference: Reference
    printed: str
    line: Line
    confidence: float
    reasons: tuple[str, ...] = ()
    is_either: bool = False


def is_file_mark(text: str) -> bool:
    """Whether a line is the mark of a file and no number."""
    return len(text) <= 40 and _MARK.fullmatch(text) is not None


def numbered(head: Sequence[Entry], words: LetterWords) -> Numbered:
    """The numbers that the head gives to its letter, the foremost first."""
    return _Numbers(list(head), words).done()


class _Numbers:
    def __init__(self, head: list[Entry], words: LetterWords) -> None:
        self._grammar = words.grammar
        self._kinds = re.compile(
            rf"\(?(?:{every_language().choice('head.kinds')})[\s:№]{{0,3}}\)?", re.IGNORECASE
        )
        names = [f"bureau.{key}.names" for key in every_language().keys("bureau")]
        self._offices = re.compile(every_language().choice(*names), re.IGNORECASE)
        self._to = re.compile(rf"(?:{every_language().choice('annex.to')})$", re.IGNORECASE)
        self._head = head
        self._own: list[_Own] = []
        self._earlier: list[_Own] = []
        self._rest: list[Entry] = []

    def done(self) -> Numbered:
        """The numbers, and the entries that are left."""
        index = 0
        label: Label | None = None
        waiting = 0
        while index < len(self._head):
            entry = self._head[index]
            if entry.is_bare:
                if entry.label in _LABELS:
                    label, waiting = entry.label, 8
                elif label is Label.EARLIER:
                    label = None
                self._rest.append(entry)
                index += 1
                continue
            waiting -= 1
            own = entry.label or (label if waiting >= 0 else None)
            index += self._read(index, own if own in _LABELS else entry.label)
        return Numbered(references=tuple(self._facts()), rest=tuple(self._rest))

    def _read(self, index: int, label: Label | None) -> int:
        """Read the number that begins in this line; how many lines it took."""
        entry = self._head[index]
        if label not in (None, *_LABELS) or (entry.line.has_bullet and entry.label is None):
            self._rest.append(entry)
            return 1
        text = entry.text
        for count in range(_WIDEST, 0, -1):
            lines = self._joined(index, count)
            if not lines:
                continue
            joined = " ".join(each.text for each in lines)
            mentions = [each for each in self._grammar.find(joined) if each.reference.is_letter]
            if not mentions or (count > 1 and mentions[0].start > len(lines[0].text)):
                continue
            if count > 1 and mentions[0].end <= len(" ".join(e.text for e in lines[:-1])):
                continue
            self._take(entry, joined, mentions, label)
            return count
        if not self._mended(entry, text, label):
            self._unknown(entry, text, label)
        return 1

    def _joined(self, index: int, count: int) -> list[Entry]:
        """So many entries from here that can be one number over several lines."""
        lines = self._head[index : index + count]
        if len(lines) < count:
            return []
        first = lines[0].line
        if count > 1 and self._offices.match(first.text):
            return []
        for each in lines[1:]:
            same = each.line.cell == first.cell or not first.in_table
            if each.label is not None or each.line.has_bullet or not same or len(each.text) > 90:
                return []
        return lines

    def _take(self, entry: Entry, text: str, mentions: list[Mention], label: Label | None) -> None:
        floor, is_earlier = 0, False
        for mention in mentions:
            is_earlier = label is Label.EARLIER or (
                mention.when != UNSAID and label is not Label.OWN
            )
            between = text[floor : mention.start].strip(" ,;()")
            confidence = SURE if label in NUMBERS else LIKELY
            if label is None and (not between or self._kinds.fullmatch(between)):
                confidence = SURE if mention.end >= len(text.rstrip(" .,;)")) else LIKELY
            printed = " ".join(text[mention.start : mention.end].split())
            own = _Own(
                reference=mention.reference,
                printed=printed,
                line=replace(entry.line, text=text),
                confidence=confidence,
                is_either=label is Label.EITHER,
            )
            if label is None and len(between.split()) > 3:
                is_earlier = True
            if self._to.search(between):
                # "Add. 1 to" in words that are not known: it is not that letter itself.
                is_earlier = True
            (self._earlier if is_earlier else self._own).append(own)
            if not is_earlier:
                self._keep(entry, between, label)
            floor = mention.end
        if not is_earlier:
            self._keep(entry, text[floor:].strip(" ,;()"), None)

    def _keep(self, entry: Entry, text: str, label: Label | None) -> None:
        """What stands beside a number is left for others to read."""
        if text and not self._kinds.fullmatch(text) and not is_file_mark(text):
            self._rest.append(replace(entry, label=None, line=replace(entry.line, text=text)))

    def _mended(self, entry: Entry, text: str, label: Label | None) -> bool:
        """A number whose words are glued, or whose figures are misread: "TSBCircular 160"."""
        if len(text) > 120:
            return False
        apart = _FIGURES.sub(lambda match: match[0].translate(_MISREAD), text)
        for joint in _JOINTS:
            apart = joint.sub(" ", apart)
        if apart == text:
            return False
        mentions = [each for each in self._grammar.find(apart) if each.reference.is_letter]
        if len(mentions) != 1 or mentions[0].when != UNSAID or label is Label.EARLIER:
            return False
        mention = mentions[0]
        if mention.start > 40:
            return False
        self._own.append(
            _Own(
                reference=mention.reference,
                printed=" ".join(apart[mention.start : mention.end].split()),
                line=entry.line,
                confidence=LIKELY - 0.1,
                reasons=("damaged",),
            )
        )
        self._keep(entry, apart[: mention.start].strip(" ,;()"), None)
        self._keep(entry, apart[mention.end :].strip(" ,;()"), None)
        return True

    def _unknown(self, entry: Entry, text: str, label: Label | None) -> None:
        """A number of an unknown series, kept as printed; anything else is left."""
        is_mark = is_file_mark(text) and not re.search(r"[/ -][0-9]{2,5}$", text)
        if is_mark and (label not in NUMBERS or self._own):
            return
        match = _UNKNOWN.search(text)
        if label is Label.EARLIER or match is None or issue_title(text):
            self._rest.append(entry)
            return
        coded = issued_code(text, *match.span())
        before = text[: coded.start].strip()
        is_whole = match[0] == text or (coded.has_issue and not before)
        is_whole = is_whole or bool(self._kinds.fullmatch(before or "-"))
        if not (label in NUMBERS or is_whole):
            self._rest.append(entry)
            return
        if re.fullmatch(r"(?:COM|SG|WP) ?[0-9]{1,2}(?:/.*)?", match[0]):
            return
        confidence = LIKELY if label in (Label.REFERENCE, Label.OWN) else _BY_LOOK
        if _GLUED.match(text, match.end()):
            confidence = UNSURE
        self._own.append(
            _Own(
                reference=coded.reference if coded.has_issue else self._grammar.parse(match[0]),
                printed=" ".join(text[coded.start : coded.end].split()),
                line=entry.line,
                confidence=confidence,
                reasons=("unknown-series",),
            )
        )
        self._keep(entry, text[match.end() :].strip(" ,;()"), None)

    def _facts(self) -> Iterator[Fact[NamedReference]]:
        firm = [each for each in self._own if not each.is_either]
        own = (
            firm
            or self._own
            or [
                replace(each, confidence=UNSURE, reasons=("earlier-letter",))
                for each in self._earlier
                if each.line
            ]
        )
        known = [each for each in own if each.reference.series]
        own = [*known, *(each for each in own if not each.reference.series)]
        seen: set[str] = set()
        for index, each in enumerate(own):
            each = self._with_issue(each) if not index else each
            if each.reference.canonical in seen:
                continue
            seen.add(each.reference.canonical)
            confidence = each.confidence
            if index and known and not each.reference.series:
                confidence = min(confidence, UNSURE)
            yield Fact(
                value=NamedReference(reference=each.reference, printed=each.printed),
                confidence=confidence,
                evidence=(Evidence(words=each.line.text[:300], place=each.line.place),),
                reasons=each.reasons,
            )

    def _with_issue(self, own: _Own) -> _Own:
        """With "Corrigendum 2" that stands as a title elsewhere in the head."""
        if own.reference.issuance:
            return own
        for entry in list(self._rest):
            title = issue_title(entry.text) if entry.label is None else None
            if title and own.reference.series is None:
                name, issue, has_to = title
                self._rest.remove(entry)
                joint = " " if has_to else ", "
                return replace(
                    own,
                    reference=replace(own.reference, issuance=name, issue=issue),
                    printed=f"{entry.text.strip(' ,;:')}{joint}{own.printed}",
                )
            if entry.label is not None or not _ISSUE.fullmatch(entry.text):
                continue
            parsed = self._grammar.parse(f"{own.printed}, {entry.text}")
            if parsed.issuance and parsed.base == own.reference:
                self._rest.remove(entry)
                return replace(
                    own,
                    reference=parsed,
                    printed=f"{entry.text}, {own.printed}",
                    confidence=LIKELY,
                )
        return own
