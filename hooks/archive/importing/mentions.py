"""What a letter names: web addresses, other letters, initiatives."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from archive.importing.codes import codes_in
from archive.importing.facts import LIKELY, SURE, UNSURE, Evidence, Fact, Finding, NamedReference
from archive.importing.relation_signs import Told, relation_signs
from archive.importing.segments import Segments
from archive.importing.sheet import MarkKind, Passage
from archive.importing.words import LetterWords
from archive.prose.addresses import find_addresses
from archive.references import Reference
from archive.references.folding import fold_whole
from archive.references.reference import ISSUANCES

_AROUND = 30
"""Characters of the text around a name that are shown as its evidence."""
_SCHEMES = ("http://", "https://", "ftp://")
_GLUED = re.compile(r"(\.(?:aspx?|html?|pdf|docx?))\([^\W\d_][^()]{0,200}\Z")
"""A bracket that is glued to the name of a file, and never closed in the address."""
_HOME = re.compile(r"(?:https?://)?(?:www\.)?itu\.int/?\Z", re.IGNORECASE)
"""The home page of the house, of which no text speaks: it stands at the foot of pages."""
_FOOT = re.compile(r"\+ ?[0-9]{1,3} [0-9]{2}")
"""A number in a line below the signature: that line is the letterhead's foot."""
_HEADED = re.compile(r"(?:www\.|https?://)[\w.-]{1,100}/?\Z")
"""The address of a house, as it stands in a letterhead: no page of its own."""


def urls_of(segments: Segments) -> tuple[Fact[str], ...]:
    """Every web address of the text and its annexes, whole, once, in their order.

    Of the head only those that lead to a page: the house's own stands in every letterhead.
    """
    found: dict[str, Fact[str]] = {}
    for fact in _in_head(segments.head):
        found.setdefault(_same(fact.value), fact)
    for passage in (
        *segments.body,
        *segments.closing,
        *segments.enclosures,
        *segments.annexes,
        *segments.notes,
    ):
        for url, evidence in _addresses(passage):
            if _HOME.match(url) or (passage in segments.closing and _FOOT.search(passage.text)):
                continue
            found.setdefault(_same(url), Fact(value=url, confidence=SURE, evidence=(evidence,)))
    return tuple(found.values())


def page_of(head: Sequence[Passage]) -> Finding[str]:
    """The page that a head names beside telephone and e-mail; of several none is sure."""
    named = {_same(fact.value): fact for fact in reversed(list(_in_head(head)))}
    found = list(reversed(named.values()))
    if len(found) > 1:
        found = [replace(fact, confidence=UNSURE, reasons=("several",)) for fact in found]
    return Finding(candidates=tuple(found))


def _in_head(head: Sequence[Passage]) -> Iterator[Fact[str]]:
    for passage in head:
        for url, evidence in _addresses(passage):
            if not _HEADED.match(url):
                yield Fact(value=url, confidence=LIKELY, evidence=(evidence,))


def _addresses(passage: Passage) -> Iterator[tuple[str, Evidence]]:
    """The addresses of words that are links, and those that are printed, by their places."""
    text = passage.text
    printed = [
        (start, end, _GLUED.sub(r"\1", text[start:end]))
        for kind, _, start, end in find_addresses(text)
        if kind == "url"
    ]
    links = [
        (mark.start, mark.end, mark.target.strip())
        for mark in passage.marks
        if mark.kind is MarkKind.LINK and mark.target.strip().lower().startswith(_SCHEMES)
    ]
    kept = [
        each
        for each in links
        if not any(start < each[1] and each[0] < end for start, end, _ in printed)
    ]
    for start, end, url in sorted((*printed, *kept)):
        words = " ".join(text[start:end].split()) or url
        yield url, Evidence(words=words, place=passage.place)


def _same(url: str) -> str:
    return url.partition("://")[2].rstrip("/").casefold() or url.casefold()


def relations_of(
    segments: Segments, own: Sequence[Reference], words: LetterWords
) -> tuple[Fact[NamedReference], ...]:
    """The other letters that the text names, once each, in their order.

    A corrigendum or addendum names the letter that it was issued to, in its own number.
    """
    mine = {reference.canonical for reference in own}
    found: dict[str, Fact[NamedReference]] = {}
    last = own[0].base if own else None
    short = _ShortForms(words)
    signs = relation_signs(words)
    passages = (
        *segments.head,
        *segments.subject,
        *segments.body,
        *segments.enclosures,
        *segments.annexes,
        *segments.notes,
    )
    for passage in passages:
        said = [
            (each.start, each.end, each.reference, SURE)
            for each in words.grammar.find(passage.text)
            if each.reference.is_letter
        ]
        said += [
            (each.start, each.end, each.reference, LIKELY)
            for each in codes_in(passage.text)
            if not any(start < each.end and each.start < end for start, end, *_ in said)
        ]
        said += short.found(passage.text, said, last)
        told = signs.reader(passage.text)
        for start, end, reference, confidence in sorted(said, key=lambda each: each[0]):
            last = reference.base
            if reference.canonical in mine:
                continue
            printed = " ".join(passage.text[start:end].split())
            fact = Fact(
                value=NamedReference(reference=reference, printed=printed),
                confidence=confidence,
                evidence=(_around(passage, start, end),),
            )
            known = found.setdefault(reference.canonical, fact)
            found[reference.canonical] = _related(known, told(start), passage)
    announced = signs.of_subject(segments.subject)
    return tuple(
        fact
        if fact.value.relations or not segments.subject
        else _related(fact, announced, segments.subject[0])
        for fact in found.values()
    )


def _related(fact: Fact[NamedReference], told: Told, passage: Passage) -> Fact[NamedReference]:
    """The fact with what the letter says here that it does to the other one.

    Where several sentences speak of that, the plain one counts.
    """
    known, (meant, words) = fact.value.relations, told
    if not meant or (known and (len(known) == 1 or len(meant) > 1)):
        return fact
    said = Evidence(words=words, place=passage.place)
    return replace(
        fact,
        value=replace(fact.value, relations=meant),
        evidence=(*(each for each in fact.evidence[:1] if each.words not in words), said),
    )


_Said = tuple[int, int, Reference, float]


class _ShortForms:
    """References that a letter leaves incomplete, since its readers know the rest."""

    def __init__(self, words: LetterWords) -> None:
        self._issued = {
            name: re.compile(
                words.pattern(f"mention.{name}").pattern
                + r"\s{1,3}(?:№\s?)?([1-9][0-9]?)(?![\w/])",
                re.IGNORECASE,
            )
            for name in ISSUANCES
        }
        self._collective = re.compile(
            words.pattern("mention.collective-letter").pattern
            + r"\s{1,3}(?:№\s?)?([1-9][0-9]?/[1-9][0-9]?)(?![\w/])",
            re.IGNORECASE,
        )

    def found(self, text: str, said: Sequence[_Said], last: Reference | None) -> list[_Said]:
        """Those in *text* that stand in none of what was *said* in full.

        "Its Corrigendum 1" is one of the letter named *last*; a collective letter with no office
        is one of the TSB, which alone counts such letters by study groups.
        """
        more: list[_Said] = []

        def add(match: re.Match[str], reference: Reference) -> None:
            if not any(start < match.end() and match.start() < end for start, end, *_ in said):
                more.append((*match.span(), reference, LIKELY))

        for match in self._collective.finditer(text):
            add(match, Reference(series="tsb-collective-letter", number=match[1]))
        for name, pattern in self._issued.items():
            for match in pattern.finditer(text):
                earlier = [each for each in said if each[1] <= match.start()]
                base = earlier[-1][2].base if earlier else last
                if base is not None:
                    add(match, replace(base, issuance=name, issue=int(match[1])))
        return more


def _around(passage: Passage, start: int, end: int) -> Evidence:
    begin = passage.text.rfind(" ", 0, max(start - _AROUND, 0)) + 1
    stop = passage.text.find(" ", end + _AROUND)
    words = passage.text[begin : stop if stop >= 0 else end + 2 * _AROUND]
    return Evidence(words=" ".join(words.split()), place=passage.place)


def initiatives_of(segments: Segments, names: Mapping[str, Sequence[str]]) -> tuple[Fact[str], ...]:
    """The initiatives of the archive that the letter is about; *names* by their keys.

    A name that stands only in an annex or a note tells nothing.
    """
    found: dict[str, Fact[str]] = {}
    for key, forms in names.items():
        patterns = [_name(form) for form in forms if len(form) > 2]
        for passage, confidence in _told(segments):
            text = fold_whole(passage.text)
            if any(pattern.search(text) for pattern in patterns):
                words = " ".join(passage.text.split())[:200]
                evidence = (Evidence(words=words, place=passage.place),)
                found[key] = Fact(value=key, confidence=confidence, evidence=evidence)
                break
    return tuple(found.values())


def _told(segments: Segments) -> Iterator[tuple[Passage, float]]:
    yield from ((passage, SURE) for passage in segments.subject)
    yield from ((passage, LIKELY) for passage in segments.body)


def _name(form: str) -> re.Pattern[str]:
    """A name of any case: the endings of its words are not compared."""
    stems: Iterable[str] = (
        re.escape(word[: max(len(word) - 2, 4)]) + r"\w{0,4}" if len(word) > 4 else re.escape(word)
        for word in re.findall(r"\w+", fold_whole(form))
    )
    return re.compile(r"(?<!\w)" + r"\W{1,4}".join(stems) + r"(?!\w)")
