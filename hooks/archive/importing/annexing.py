"""The annexes of a letter: from their headings, and from the list below the signature."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from archive.importing.facts import LIKELY, SURE, Evidence, Fact
from archive.importing.reflow import LABEL
from archive.importing.sheet import Kind, MarkKind, Passage
from archive.importing.words import LetterWords, every_language
from archive.prose.patterns import choice

_NUMERAL = r"[0-9]{1,2}|[IVX]{1,5}|[A-ZА-Я]"
_SEPARATOR = r"[\s:.–—-]{0,4}"
_LONGEST = 300
_HEADING = 160
"""The first line of a heading, and a title that no sign tells, are not longer."""
_MOST = 30
_FEW = 3
"""A line of one word above one of so few words is the cell of a table, and no title."""
_COUNT = re.compile(r"[\s:]{0,4}\(?([0-9]{1,2})\)?[\s.;]{0,3}")
_NUMBERED = re.compile(r"^\(?(?:[0-9]{1,2}|[a-zа-я])[.)]\s{0,4}|^[–—−•*-]\s{0,4}")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Annex:
    name: str
    """What it is called: "Annex 1"."""
    title: str
    passage: Passage


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    words = every_language()
    heading, listed = words.choice("annex.heading"), words.choice("annex.list")
    name = rf"(?:{heading})(?:\s{{1,3}}(?:№\s?)?(?:{_NUMERAL})(?![\w]))?"
    return (
        re.compile(rf"({name})(?=\s{{0,3}}(?:[\n:.–—(-]|$)|\s{{1,3}}[A-ZА-Я])", re.IGNORECASE),
        re.compile(
            rf"(?:{listed})\s{{0,2}}(?:\([^)\n]{{1,20}}\))?\s{{0,2}}[:–—-]?\s{{0,4}}", re.IGNORECASE
        ),
        re.compile(
            rf"(?P<name>(?:{heading})\s{{1,3}}(?:№\s?)?(?:{_NUMERAL})(?![\w]))\s{{0,3}}"
            rf"(?:\((?P<inner>[^()]{{2,300}}(?:\([^()]{{0,80}}\)[^()]{{0,100}})?)\)"
            rf"|[:–—.-]\s{{0,3}}(?P<title>[^\n;]{{2,300}}))?",
            re.IGNORECASE,
        ),
        re.compile(words.choice("parting.subject") + r"\s{0,2}:\s{0,3}", re.IGNORECASE),
    )


@lru_cache(maxsize=1)
def _occasion() -> re.Pattern[str]:
    """Place and date of the meeting below a title, which are none of it."""
    year = choice(every_language().listed("annex.year"))
    return re.compile(rf"(?<=\S) \([^()]{{3,80}}[12][0-9]{{3}}(?: ?(?:{year}))?\)$")


def annexes(
    enclosures: Sequence[Passage], texts: Sequence[Passage], words: LetterWords
) -> tuple[Fact[str], ...]:
    """The titles of the annexes, or what they are called."""
    headed, listed = _headed(texts), _listed(enclosures, words)
    if headed and len(headed) >= len(listed):
        named = {each.name.casefold(): each for each in listed}
        chosen = [each if each.title else named.get(each.name.casefold(), each) for each in headed]
        if len(headed) == len(listed):
            chosen = [
                first if first.title or not second.title else second
                for first, second in zip(headed, listed, strict=True)
            ]
    else:
        known = {each.name.casefold(): each for each in headed if each.title}
        chosen = [each if each.title else known.get(each.name.casefold(), each) for each in listed]
    facts: list[Fact[str]] = []
    for each in chosen[:_MOST]:
        evidence = Evidence(words=each.passage.text[:300], place=each.passage.place)
        confidence = SURE if each.title else LIKELY
        facts.append(
            Fact(value=each.title or each.name, confidence=confidence, evidence=(evidence,))
        )
    return tuple(facts)


def _headed(texts: Sequence[Passage]) -> list[_Annex]:
    """The annexes that follow, by their headings."""
    pattern = _patterns()[0]
    found: list[_Annex] = []
    for index, passage in enumerate(texts):
        if passage.kind in (Kind.ROW, Kind.ITEM, Kind.NOTE):
            continue
        first = passage.text.split("\n", 1)[0].strip()
        match = pattern.match(passage.text.strip())
        if not match or len(first) > _HEADING or first.endswith((";", ",")):
            continue
        name = " ".join(match[1].split())
        if not _is_heading(passage, first, match, index):
            continue
        title = _title_within(passage.text.strip()[match.end() :]) or _title_below(texts, index)
        if any(each.name.casefold() == name.casefold() for each in found):
            continue
        found.append(_Annex(name=_cased(name), title=title, passage=passage))
    return found


def _is_heading(passage: Passage, first: str, match: re.Match[str], index: int) -> bool:
    if index == 0 or passage.kind is Kind.HEADING or first.isupper():
        return True
    rest = first[match.end() :].strip()
    return not rest or (not first.endswith(".") and rest[0] in "(:–—-.") or _is_strong(passage)


def _cased(name: str) -> str:
    """ "ANNEX 1" as "Annex 1"."""
    word, _, number = name.partition(" ")
    return f"{word.capitalize()} {number}".strip()


def _title_within(text: str) -> str:
    """The title behind the name of the annex, in its line or in those below."""
    lines = [line.strip() for line in text.lstrip(" :.–—-\t").split("\n")]
    kept: list[str] = []
    for line in lines:
        if not line:
            continue
        if line.startswith("("):
            if kept:
                break
            continue
        if _is_content(line):
            break
        kept.append(line)
    return _clean(" ".join(kept))


def _title_below(texts: Sequence[Passage], index: int) -> str:
    """The title in the next paragraph, where it is none of the text."""
    for at, passage in enumerate(texts[index + 1 : index + 4], start=index + 2):
        text = passage.text.strip()
        if text.startswith("(") and len(text) <= _HEADING:
            continue
        if passage.kind not in (Kind.TEXT, Kind.HEADING) or _is_content(text):
            return ""
        if _patterns()[0].match(text):
            return ""
        is_marked = passage.kind is Kind.HEADING or _is_strong(passage)
        is_short = len(text) <= _HEADING and not text.endswith((".", ":", ";"))
        following = texts[at].text if at < len(texts) else ""
        is_cell = " " not in text and len(following.split()) < _FEW
        if not is_marked and (not is_short or is_cell):
            return ""
        return _title_within(text)
    return ""


def _is_content(text: str) -> bool:
    """Whether a line is of the text of an annex: a number, a form to fill in."""
    return bool(LABEL.match(text)) or "___" in text or "...." in text or "\t" in text


def _is_strong(passage: Passage) -> bool:
    end = passage.text.find("\n")
    end = len(passage.text) if end < 0 else end
    return any(
        mark.kind is MarkKind.STRONG and mark.start <= 1 and mark.end >= end - 1
        for mark in passage.marks
    )


def _clean(title: str) -> str:
    title = _occasion().sub("", " ".join(title.split()))
    subject = _patterns()[3].match(title)
    if subject:
        title = title[subject.end() :]
    return title[:_LONGEST].strip(" ;,:").removesuffix(".")


def _listed(enclosures: Sequence[Passage], words: LetterWords) -> list[_Annex]:
    """The annexes that the list names: "Annexes: 2", "Annex 1 (…), Annex 2 (…)"."""
    _, label, named, _ = _patterns()
    text, first = _one_text(enclosures)
    if first is None:
        return []
    members = [
        _Annex(
            name=_cased(" ".join(match["name"].split())),
            title=_clean(match["inner"] or _up_to_next(match["title"] or "")),
            passage=first,
        )
        for match in named.finditer(text)
    ]
    begin = label.match(text)
    is_list = begin is not None and named.match(text, begin.end())
    if members and (is_list or begin is None or any(each.title for each in members)):
        return members[:_MOST]
    if begin is None:
        return []
    rest = text[begin.end() :]
    count = _COUNT.fullmatch(rest) or _COUNT.match(rest.split("\n", 1)[0] + " ")
    name = next(iter(words.listed("annex.heading")), "")
    if count and (not rest[count.end() :].strip() or _COUNT.fullmatch(rest.split("\n", 1)[0])):
        number = min(int(count[1]), _MOST)
        return [
            _Annex(name=f"{name} {each + 1}", title="", passage=first) for each in range(number)
        ]
    lines = [line for line in re.split(r"\n|;\s", rest) if line.strip()]
    if len(lines) > 1 and not all(_NUMBERED.match(line.strip()) for line in lines):
        lines = _whole(lines)
    own = re.compile(rf"\s?\({named.pattern}\)$", re.IGNORECASE)
    titles = [_clean(own.sub("", _NUMBERED.sub("", line.strip(), count=1))) for line in lines]
    return [
        _Annex(name=f"{name} {index + 1}", title=title, passage=first)
        for index, title in enumerate(titles)
        if title
    ][:_MOST]


def _one_text(enclosures: Sequence[Passage]) -> tuple[str, Passage | None]:
    """The list as one text: from its label to what does not belong to it."""
    label, found = _patterns()[1], list[str]()
    first: Passage | None = None
    stop = re.compile(
        every_language().choice("parties.distribution", "parties.copy", "contact.name")
        + r"\s{0,3}:|[^\n:]{1,25}:\s",
        re.IGNORECASE,
    )
    for passage in enclosures[:40]:
        text = passage.text.strip()
        if first is None:
            if label.match(text):
                first = passage
                found.append(text)
            continue
        if stop.match(text) and not label.match(text):
            break
        found.append(text.replace("\t", " "))
    return "\n".join(found)[:4_000], first


def _up_to_next(title: str) -> str:
    """A title that ends where the next annex of the same line is named."""
    following = re.search(rf",?\s(?={_patterns()[2].pattern})", title, re.IGNORECASE)
    return title[: following.start()] if following else title


def _whole(lines: list[str]) -> list[str]:
    """Lines of which one goes on in the next are one."""
    whole: list[str] = []
    for line in lines:
        if whole and (
            line.strip()[:1].islower()
            or line.strip()[:1] == "("
            or whole[-1].rstrip().endswith((",", "–", "-"))
        ):
            whole[-1] = f"{whole[-1].rstrip()} {line.strip()}"
        else:
            whole.append(line)
    return whole
