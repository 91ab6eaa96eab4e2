"""Rules on the signs and letters of the prose: quotation marks, dashes, blanks, strange letters.

What a language writes stands in its strings file under ``[typography]``. Every rule first looks
for what it could find in the whole text at once, and reads passages only where there is something.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import chain

from archive.checks.desk import Desk
from archive.languages import Phrases
from archive.passages import Passage, passages, references
from archive.problems import Problem, Severity
from archive.sources import Document

_NO_BREAK = "\xa0"
_OPENERS = "([{-–—/"
_CLOSERS = ".,;:!?…)]}-–—/"
_APOSTROPHE = re.compile(r"'(?<=[^\W\d_]')(?=[^\W\d_])")
# A hyphen for a dash between blanks, two or three of them between words, and one between numbers:
# there it may be right, and what stands around it decides.
_HYPHENS = re.compile(
    r"-(?:(?<=\S[ \xa0]-)-{0,2}(?=[ \xa0\n])|(?<=\w-)-{1,2}(?=\w)|(?<=[0-9]-)(?=[0-9]))"
)
_RANGE_BEFORE = re.compile(r"(?:(?<![\w.,/:+)–-])[0-9]{1,4}|(?<![\w:.-])[0-9]{1,2}:[0-9]{2})\Z")
_RANGE_AFTER = re.compile(r"[0-9]{1,2}:[0-9]{2}(?![\w:-])|[0-9]{1,4}(?![\w/:-]|[.,][0-9])")
_NUMBER_BEFORE = re.compile(r"[0-9)][ \xa0]\Z")
_NUMBER_AFTER = re.compile(r"[ \xa0][0-9]")
_NAME_BEFORE = re.compile(r"(?<![\w-])([\w-]{2,20}\.?|№)[ \xa0]\Z")
_INITIALS = re.compile(r"\.(?<=[A-ZА-ЯЁ]\.)(?<!\w\w\.)[ \xa0]?[A-ZА-ЯЁ]\.[ \xa0]?(?=[A-ZА-ЯЁ]\w)")
_WORDS_BEFORE = re.compile(r"[\w№.–]+\Z")
_WORDS_AFTER = re.compile(r" (?:[0-9]+|[^\W\d]{1,20}\.?)")
_LATIN = "A-Za-z\xc0-\xd6\xd8-\xf6\xf8-\u024f"
_CYRILLIC = "\u0400-\u052f"
_WORD = re.compile(f"[{_LATIN}{_CYRILLIC}]+")
_OF_LATIN = re.compile(f"[{_LATIN}]")
_OF_CYRILLIC = re.compile(f"[{_CYRILLIC}]")
_LOOK_ALIKE = tuple(zip("AaBCcEeHKkMOoPpTXxYy", "АаВСсЕеНКкМОоРрТХхУу", strict=True))
_TO_CYRILLIC = {ord(latin): cyrillic for latin, cyrillic in _LOOK_ALIKE}
TO_LATIN = {ord(cyrillic): latin for latin, cyrillic in (*_LOOK_ALIKE, ("I", "І"), ("i", "і"))}
"""Latin letters for the Cyrillic ones that look like them."""
# Letters as one byte each, by their beginning in UTF-8: a Latin one without marks (l), a Cyrillic
# one (c). So one quick look finds where the two alphabets meet.
_ALPHABETS = bytes(
    ord("l") if chr(byte).isascii() and chr(byte).isalpha()
    else ord("c") if 0xD0 <= byte <= 0xD4
    else ord(" ")
    for byte in range(256)
)  # fmt: skip
_LATER_BYTES = bytes(range(0x80, 0xC0))


def _has_signs(document: Document, desk: Desk) -> bool:
    """Whether the signs of the text's language are known: those of another one judge nothing."""
    return desk.phrases[document.language].origin("typography.quotes") == document.language


def quotes(document: Document, desk: Desk) -> Iterator[Problem]:
    """Quotation marks and apostrophes are those of the language."""
    words = desk.reading(document).text
    if ('"' not in words and "'" not in words) or not _has_signs(document, desk):
        return
    phrases = desk.phrases[document.language]
    apostrophe = phrases("typography.apostrophe")
    for passage in passages(document):
        if '"' in passage.text:
            yield from _straight(passage, phrases)
        for match in _APOSTROPHE.finditer(passage.text):
            problem = passage.problem("quotes", *match.span(), new=apostrophe, right=apostrophe)
            yield replace(problem, variant="apostrophe", severity=Severity.WARNING)


def _straight(passage: Passage, phrases: Phrases) -> Iterator[Problem]:
    pairs = [tuple(phrases.listed(f"typography.{name}")) for name in ("quotes", "inner-quotes")]
    mended = _paired(passage.text, pairs, phrases("typography.apostrophe"))
    right = phrases("typography.quotes-example")
    for place, new in mended.items():
        problem = passage.problem("quotes", place, place + 1, new=new, right=right)
        yield replace(problem, severity=Severity.WARNING)
        if new is None:
            return  # one finding says enough of a passage that a person has to read


def _paired(text: str, pairs: list[tuple[str, ...]], apostrophe: str) -> dict[int, str | None]:
    """What each straight quotation mark should be; None for all where the pairs are not certain."""
    outer, inner = pairs
    typed = [pair for pair in pairs if pair[1] != apostrophe]
    found: dict[int, str | None] = {}
    open_pairs: list[tuple[tuple[str, ...], bool]] = []  # and whether their first is straight
    is_certain = True
    for match in re.finditer(f'["{"".join(map("".join, typed))}]', text):
        place, sign = match.start(), match[0]
        begun = next((pair for pair in typed if sign == pair[0]), None)
        if begun is not None:
            open_pairs.append((begun, False))
        elif sign != '"':
            is_certain &= bool(open_pairs) and open_pairs.pop() in [
                (pair, False) for pair in typed if sign == pair[1]
            ]
        elif (side := _side(text, place, found, outer + inner)) == "open":
            pair = inner if open_pairs and open_pairs[-1][0] is outer else outer
            open_pairs.append((pair, True))
            found[place] = pair[0]
        elif side == "close" and open_pairs and open_pairs[-1][1]:
            found[place] = open_pairs.pop()[0][1]
        elif open_pairs or not text[max(0, place - 1) : place].isdigit():  # else inches
            found[place], is_certain = None, False
    return found if is_certain and not open_pairs else dict.fromkeys(found)


def _side(text: str, place: int, found: dict[int, str | None], marks: tuple[str, ...]) -> str:
    """Whether a straight quotation mark opens or closes, by what stands around it."""
    before, after = text[max(0, place - 1) : place], text[place + 1 : place + 2]
    if before == '"':
        before = found.get(place - 1) or before
    is_free_before = not before.strip() or before in _OPENERS or before in marks[::2]
    is_free_after = not after.strip() or after in _CLOSERS or after in marks[1::2]
    if after == '"':  # two of them: both open, or both close
        is_free_after = not is_free_before
    if is_free_before == is_free_after:
        return ""
    return "open" if is_free_before else "close"


def dash(document: Document, desk: Desk) -> Iterator[Problem]:
    """A dash is typed as a dash, between words and in ranges of numbers."""
    if not _HYPHENS.search(desk.reading(document).text) or not _has_signs(document, desk):
        return
    phrases = desk.phrases[document.language]
    right = phrases("typography.dash")
    numbered = frozenset(word.casefold() for word in phrases.listed("typography.designated"))
    for passage in passages(document):
        text = passage.text
        for match in _HYPHENS.finditer(text):
            start, end = match.span()
            before, after = text[start - 1], text[end : end + 1]
            new = right
            if before.isdigit() and after.isdigit():
                if end - start == 1 and not _is_range(text, start, numbered):
                    continue
            elif not before.isspace():
                new = f" {right} "
            problem = passage.problem("dash", start, end, new=new, right=right)
            yield replace(problem, severity=Severity.WARNING)


def _is_range(text: str, place: int, numbered: Collection[str]) -> bool:
    """Whether the hyphen at *place* stands between two numbers of a range, and not in a date, a
    telephone number or the number of a document. *numbered* are words, in small letters, behind
    which the number of one document stands."""
    begin = max(0, place - 6)
    first = _RANGE_BEFORE.search(text[begin:place])
    last = _RANGE_AFTER.match(text, place + 1)
    if first is None or last is None or (":" in first[0]) != (":" in last[0]):
        return False
    if ":" in first[0]:
        return True
    one, other = first[0], last[0]
    if "0" in (one[0], other[0]) or (len(one), len(other)) == (3, 4):
        return False
    before = text[max(0, begin + first.start() - 24) : begin + first.start()]
    if _NUMBER_BEFORE.search(before) or _NUMBER_AFTER.match(text, last.end()):
        return False
    name = _NAME_BEFORE.search(before)
    is_name = name is not None and (name[1].isupper() or name[1].casefold() in numbered)
    if is_name and not len(one) == len(other) == 4:
        return False  # "ISO 9001-2" is one name, "Resolution 1-8" one resolution
    if (len(one), len(other)) == (4, 2):  # 2021-22, but not the month 2021-10
        return int(other) > 12 and int(one[2:]) < int(other)
    return int(one) < int(other)


def blank(document: Document, desk: Desk) -> Iterator[Problem]:
    """Blanks stand single: none before a comma or a full stop, none inside brackets and quotes."""
    if not _has_signs(document, desk):
        return
    phrases = desk.phrases[document.language]
    look, pattern = _odd_blanks(phrases)
    words = desk.reading(document).text
    if not ("  " in words or " \xa0" in words or look.search(words)):
        return
    spaced = phrases.listed("typography.spaced")
    for passage in passages(document):
        for match in pattern.finditer(passage.text):
            new = ""
            if match["double"]:
                new = _NO_BREAK if _NO_BREAK in match[0] else " "
            sign = passage.text[match.start() - 1] if match["inside"] else passage.text[match.end()]
            problem = passage.problem("blank", *match.span(), new=new, sign=sign)
            if sign in spaced and not match["double"]:
                continue
            variant = match.lastgroup or ""
            yield replace(problem, variant=variant, severity=Severity.WARNING)


@lru_cache(maxsize=8)
def _odd_blanks(phrases: Phrases) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A cheap look for more blanks than the pattern beside it finds, at the signs around them, and
    that pattern."""
    outer, inner = phrases.listed("typography.quotes"), phrases.listed("typography.inner-quotes")
    opening, closing = f"(\\[{outer[0]}{inner[0]}", f")\\]{outer[1]}"
    look = rf"[,;:!?.{opening}{closing}](?:(?<= [,;:!?.{closing}])|(?<=[{opening}])(?= ))"
    stop = rf"(?:[{closing}]|[,;:!?.](?:[\s\"]|[{closing}]|\Z))"
    pattern = (
        rf"(?P<inside>(?<=[{opening}])[ \xa0]+(?=\S))|(?P<before>(?<=\S)[ \xa0]+(?={stop}))"
        r"|(?P<double>(?<=\S)[ \xa0]{2,}(?=\S))"
    )
    return re.compile(look), re.compile(pattern)


def non_breaking(document: Document, desk: Desk) -> Iterator[Problem]:
    """No line ends between a number and the sign that it belongs to, or between initials."""
    if not _has_signs(document, desk):
        return
    look, numbers = _blanks_at_numbers(desk.phrases[document.language])
    words = desk.reading(document).text
    patterns = [numbers] if look.search(words) else []
    if _INITIALS.search(words):
        patterns.append(_INITIALS)
    for passage in passages(document) if patterns else ():
        for match in chain.from_iterable(each.finditer(passage.text) for each in patterns):
            for place in range(match.start(), match.end()):
                if passage.text[place] != " ":
                    continue
                shown = _around(passage.text, place)
                problem = passage.problem(
                    "non-breaking", place, place + 1, new=_NO_BREAK, text=shown
                )
                if problem.fix is not None:  # at the end of a line nothing can be mended
                    yield replace(problem, severity=Severity.WARNING)


@lru_cache(maxsize=8)
def _blanks_at_numbers(phrases: Phrases) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A look from the figures on whether there are blanks between a number and its sign, and the
    pattern of such a blank: there are ten times as many blanks as figures."""
    after = "|".join(map(re.escape, phrases.listed("typography.after-number"))) or "(?!)"
    signs = [re.escape(sign) for sign in phrases.listed("typography.before-number")]

    def before(seen: str) -> str:
        return "|".join(rf"(?<=(?<!\w){sign} {seen})" for sign in signs) or "(?!)"

    look = rf"[0-9](?: (?:{after})(?!\w)|{before('[0-9]')})"
    pattern = rf" (?:(?<=[0-9] )(?:{after})(?!\w)|(?=[0-9])(?:{before('')}))"
    return re.compile(look), re.compile(pattern)


def _around(text: str, place: int) -> str:
    """The words on both sides of a blank."""
    before = _WORDS_BEFORE.search(text[max(0, place - 20) : place])
    after = _WORDS_AFTER.match(text[place : place + 20])
    return (before[0] if before else "") + (after[0] if after else "")


def mixed_letters(document: Document, desk: Desk) -> Iterator[Problem]:
    """No word mixes Latin and Cyrillic letters: it cannot be found, and reads as another one."""
    words = desk.reading(document).text.encode().translate(_ALPHABETS, _LATER_BYTES)
    is_mixed = b"lc" in words or b"cl" in words
    where = chain(references(document), passages(document) if is_mixed else ())
    allowed = {
        word for words in desk.phrases.values() for word in words.listed("typography.mixed-words")
    }
    for passage in where:
        for match in _WORD.finditer(passage.text):
            word = match[0]
            if word in allowed or not (_OF_LATIN.search(word) and _OF_CYRILLIC.search(word)):
                continue
            new = _in_one_alphabet(word)
            latin, cyrillic = _OF_LATIN.findall(word), _OF_CYRILLIC.findall(word)
            are_latin = _OF_CYRILLIC.search(new) if new else len(latin) <= len(cyrillic)
            letters = ", ".join(dict.fromkeys(latin if are_latin else cyrillic))
            problem = passage.problem(
                "mixed-letters", *match.span(), new=new, word=word, letters=letters
            )
            yield replace(problem, variant="" if are_latin else "cyrillic")


def _in_one_alphabet(word: str) -> str | None:
    """The word in the alphabet to which all its letters can belong; None where there is none, or
    where either could be meant."""
    cyrillic, latin = word.translate(_TO_CYRILLIC), word.translate(TO_LATIN)
    candidates = []
    if not _OF_LATIN.search(cyrillic):
        candidates.append((len(_OF_CYRILLIC.findall(word)), cyrillic))
    if not _OF_CYRILLIC.search(latin):
        candidates.append((len(_OF_LATIN.findall(word)), latin))
    if len(candidates) == 2 and candidates[0][0] == candidates[1][0]:
        return None
    return max(candidates)[1] if candidates else None
