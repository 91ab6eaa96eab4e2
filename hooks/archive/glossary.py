"""The glossary: which abbreviations a text uses, what they stand for, and by what else they go.

The entries stand in ``circulars/registers/glossary.yml``. Abbreviations are whole words in the
letters' own case; of several that begin at one place the longest is meant ("МСЭ-Т", not "МСЭ").
Full names are known by the beginnings of their words, because Russian words change their endings.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from functools import cached_property
from hashlib import blake2b

from archive.languages import CODES
from archive.model import NO_WORDS, Localized, Term, is_abbreviation
from archive.records import Record

REGISTER = "term"
"""The register's name, and the prefix of its records' paths."""

_BLANKS = r"\s+"
_BETWEEN = r"\W{1,3}(?:[0-9]{1,2}\W)?"
"""Between the words of a name; "Goal 11 …" names the Goals too."""
_ENDING = r"\w{0,5}"
_WORD = re.compile(r"\w+")
_STARRED_WORD = re.compile(r"[\w*]+")
_SHORT_WORD = 3
"""Words up to this length have no ending that could be cut off."""
_LONG_WORD = 6


@dataclass(frozen=True, slots=True)
class TermUse:
    """An abbreviation in a running text: the text's part from *start* to *end*."""

    start: int
    end: int
    term: Term


@dataclass(frozen=True, slots=True)
class Avoided:
    """Words in a running text that the archive does not use for a term."""

    start: int
    end: int
    term: Term


class Glossary:
    """The terms of an archive, and where texts use them."""

    def __init__(self, terms: Iterable[Term] = ()) -> None:
        self.terms = tuple(terms)
        self._by_form = {code: self._forms(code) for code in CODES}
        self._patterns = {code: _any_of(forms) for code, forms in self._by_form.items()}
        self._foreign = {code: self._foreign_forms(code) for code in CODES}
        self._foreign_patterns = {code: _any_of(forms) for code, forms in self._foreign.items()}
        self._avoided = {code: tuple(self._avoided_forms(code)) for code in CODES}
        self._names: dict[tuple[str, str], re.Pattern[str] | None] = {}

    @cached_property
    def fingerprint(self) -> str:
        """What findings depend on beside the texts: BLAKE2b, 32 hexadecimal digits."""
        entries = repr([asdict(term) for term in self.terms])
        return blake2b(entries.encode(), digest_size=16).hexdigest()

    def find(self, text: str, language: str) -> list[TermUse]:
        """The abbreviations of *language* in *text*, in its order; none overlaps another."""
        return _found(text, self._patterns[language], self._by_form[language])

    def foreign(self, text: str, language: str) -> list[TermUse]:
        """Abbreviations of other languages in *text* where *language* has one of its own."""
        return _found(text, self._foreign_patterns[language], self._foreign[language])

    def avoided(self, text: str, language: str) -> list[Avoided]:
        """What *text* has for a term though the archive does not use it, in its order."""
        folded = ""
        found: list[Avoided] = []
        for literal, pattern, term in self._avoided[language]:
            folded = folded or _folded(text)
            if literal in folded:  # many times faster to ask than the pattern
                found.extend(Avoided(*match.span(), term) for match in pattern.finditer(text))
        return sorted(found, key=lambda each: (each.start, -each.end))

    def is_named(self, term: Term, text: str, language: str) -> bool:
        """Whether *text* names *term*, by its name in *language* or by any abbreviation."""
        return self.named_in_full(term, text, language) is not None or any(
            use.term.id == term.id for code in CODES for use in self.find(text, code)
        )

    def named_in_full(self, term: Term, text: str, language: str) -> tuple[int, int] | None:
        """From where to where *text* first names *term* by its name in *language*."""
        pattern = self._full_names(term, language)
        match = pattern.search(text) if pattern else None
        return match.span() if match else None

    def may_be_meant(self, term: Term, text: str, language: str) -> bool:
        """Whether *text* has a word of the name with a capital letter, as in "the Bureau".

        Words that belong to the full name of another term do not count.
        """
        for other in self.terms:
            pattern = self._full_names(other, language)
            if pattern and other.id != term.id:
                text = pattern.sub(" ", text)
        words = {word for name in term.names(language) for word in _WORD.findall(name)}
        stems = [_stem(word[0].upper() + word[1:]) for word in words if len(word) > _SHORT_WORD]
        return any(re.search(rf"(?<!\w){stem}(?!\w)", text) for stem in stems)

    def _full_names(self, term: Term, language: str) -> re.Pattern[str] | None:
        key = (term.id, language)
        if key not in self._names:
            names = [_of_words(name) for name in term.names(language) if _WORD.search(name)]
            self._names[key] = re.compile("|".join(names), re.IGNORECASE) if names else None
        return self._names[key]

    def synonyms(self) -> list[Mapping[str, tuple[str, ...]]]:
        """For each term all its forms by language: abbreviations, then names; for searching."""
        return [
            {
                code: forms
                for code in CODES
                if (forms := (*term.abbreviations(code), *term.names(code)))
            }
            for term in self.terms
        ]

    def _forms(self, language: str) -> dict[str, Term]:
        """The abbreviations of a language; one that two terms claim is reported elsewhere."""
        forms: dict[str, Term] = {}
        for term in self.terms:
            for form in term.abbreviations(language):
                forms.setdefault(" ".join(form.split()), term)
        return forms

    def _foreign_forms(self, language: str) -> dict[str, Term]:
        own = self._by_form[language]
        return {
            form: term
            for code in CODES
            if code != language
            for form, term in self._by_form[code].items()
            if form not in own and term.abbreviations(language)
        }

    def _avoided_forms(self, language: str) -> Iterator[tuple[str, re.Pattern[str], Term]]:
        for term in self.terms:
            for form in term.avoid.get(language, ()):
                if stars_too_often(form):
                    continue  # such a pattern can take hours over one long word
                words = _BLANKS.join(re.escape(word) for word in form.split())
                words = words.replace(r"\*", r"\w*")
                flags = re.NOFLAG if is_abbreviation(form) else re.IGNORECASE
                pattern = re.compile(rf"(?<!\w){words}(?!\w)", flags)
                literal = _literal(form)
                if literal:  # an asterisk alone would mean every word
                    yield literal, pattern, term


def may_be_a_word(form: str) -> bool:
    """Whether an abbreviation looks like an ordinary word, at the beginning of a sentence or
    within it: "the", "The", "и". Behind its first sign an abbreviation has a capital or a figure;
    a script without capitals shows nothing."""
    if any(sign.isalpha() and sign.lower() == sign.upper() for sign in form):
        return False
    return bool(form) and not any(sign.isupper() or sign.isdigit() for sign in form[1:])


def means_everything(form: str) -> bool:
    """Whether a form to avoid is nothing but asterisks, and so would mean every word."""
    return not any(sign.isalnum() for sign in _literal(form))


def stars_too_often(form: str) -> bool:
    """Whether a word of a form has more than one asterisk."""
    return any(word.count("*") > 1 for word in _STARRED_WORD.findall(form))


def _literal(form: str) -> str:
    """The longest part of a form to avoid that stands in every text which has it."""
    return max(" ".join(form.casefold().split()).split("*"), key=len).strip()


def read_terms(record: Record) -> tuple[Term, ...]:
    """The entries of the register's record; what is wrongly written has been reported."""
    return tuple(_read(record, name) for name in record.ids(REGISTER))


def _read(record: Record, name: str) -> Term:
    return Term(
        id=name,
        abbreviation=_words(record, f"{REGISTER}.{name}.abbreviation"),
        name=_words(record, f"{REGISTER}.{name}.name"),
        also=_lists(record, f"{REGISTER}.{name}.also"),
        avoid=_lists(record, f"{REGISTER}.{name}.avoid"),
        note=_words(record, f"{REGISTER}.{name}.note"),
    )


def _folded(text: str) -> str:
    """*text* in small letters, each run of blanks one space."""
    folded = " ".join(filter(None, text.casefold().replace("\xa0", " ").split("\n")))
    if "  " in folded or not folded.isprintable():  # no other blank is printable
        folded = " ".join(folded.split())
    return folded


def _words(record: Record, path: str) -> Localized:
    value = record.values.get(path)
    return Localized(texts=dict(value)) if isinstance(value, Mapping) else NO_WORDS


def _lists(record: Record, path: str) -> Mapping[str, tuple[str, ...]]:
    value = record.values.get(path)
    return dict(value) if isinstance(value, Mapping) else {}


def _any_of(forms: Iterable[str]) -> re.Pattern[str] | None:
    """Any of *forms* as a whole word, of two that begin alike the longer one."""
    rests: dict[str, list[str]] = {}
    for form in sorted(forms, key=lambda form: (-len(form), form)):
        rests.setdefault(form[0], []).append(re.escape(form[1:]).replace(r"\ ", r"\s"))
    if not rests:
        return None
    # One set of first letters in front lets the engine leap over everything else.
    firsts = f"[{re.escape(''.join(sorted(rests)))}]"
    choices = "|".join(
        rf"(?<={re.escape(first)})(?:{'|'.join(rest)})" for first, rest in sorted(rests.items())
    )
    return re.compile(rf"{firsts}(?<!\w.)(?:{choices})(?!\w)")


def _found(text: str, pattern: re.Pattern[str] | None, forms: Mapping[str, Term]) -> list[TermUse]:
    if pattern is None:
        return []
    return [
        TermUse(*match.span(), forms[" ".join(match[0].split())])
        for match in pattern.finditer(text)
    ]


def _of_words(name: str) -> str:
    """A pattern for a name whatever endings its words have."""
    words = _BETWEEN.join(map(_stem, _WORD.findall(name)))
    return rf"(?<!\w){words}(?!\w)"


def _stem(word: str) -> str:
    if len(word) <= _SHORT_WORD:
        return re.escape(word)
    cut = 1 if len(word) < _LONG_WORD else 2
    return re.escape(word[:-cut]) + _ENDING
