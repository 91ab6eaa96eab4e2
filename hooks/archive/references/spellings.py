"""The spellings of references in all languages, put together from the strings files.

A strings file gives under ``[reference]`` what each series is called, with ``{number}`` for the
number, and under ``[reference.words]`` and ``[reference.plurals]`` the forms of the words in it.
A word is read in any form and in any language, whichever form of a series it stands in: letters
call others by names of either language, and mix them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from archive.languages import Phrases
from archive.references.folding import fold
from archive.references.reference import ISSUANCES
from archive.references.series import CANONICAL, NUMBERS

BLANKS = " {1,3}"
"""What stands between two words of folded text."""
_SEPARATOR = f"(?:{BLANKS}|-)"
_WORDS = "reference.words."
_PLURALS = "reference.plurals."
_NEVER = "(?!)"
LETTER_CORRIGENDUM = "letter-corrigendum"
"""Words for the corrigendum of a letter that mean something else beside a recommendation."""
_FUNCTION = frozenset(
    {*ISSUANCES, LETTER_CORRIGENDUM, "to", "dated", "revised", "study-period", "within"}
)
"""Words that stand beside the name of a letter, and never in it."""

Token = tuple[str, ...]
"""One word of a name in all its folded forms, sorted; or something else as it stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One way in which references of a series are written, in folded text."""

    series: str
    before: tuple[Token, ...]
    """The words before the number."""
    code: str = ""
    """What stands right before the number, without a blank, as in ``cl-`` or ``bdt/dir/``."""
    after: tuple[Token, ...] = ()


class Spellings:
    """All spellings of all languages, folded (see :func:`archive.references.folding.fold`)."""

    def __init__(self, phrases: Mapping[str, Phrases]) -> None:
        self._languages = tuple(phrases.values())
        self.singulars = self._table(_WORDS)
        """The forms of every word by its key."""
        self.plurals = self._table(_PLURALS)
        self._keys = {
            form: key
            for table in (self.plurals, self.singulars)
            for key, forms in table.items()
            if key not in _FUNCTION
            for form in forms
        }
        self.forms = tuple(self._forms())
        """Every form once, in a lasting order."""
        self.signs = self._listed("prose.number-signs", also=("no", "n°"))
        """What may stand before a number: "No.", "№"."""
        self.joiners = self._listed("prose.list-words")
        """The words between the last two of several numbers."""
        self.ranges = self._listed("prose.range-words")
        """The words between the first and the last of several numbers."""
        self.articles = self._listed("prose.articles")
        self.year_words = self._listed("prose.year-words")
        """What may follow a year: "г.", "года"."""
        self.year_leads = self._listed("prose.of-words")
        self.month_numbers = self._months()
        """The months, from 1, by all their forms without a stop."""
        names = {name for forms in self._month_forms() for name in forms}
        self.months = _sorted(names)
        self.cities = {
            key: tuple(form.replace("-", " ") for form in (*forms, key))
            for key, forms in self._table("reference.city.").items()
        }
        """The names of cities by their keys; a blank in them may be a dash."""

    def _month_forms(self) -> list[list[str]]:
        """The folded forms of the twelve months in all languages."""
        months: list[list[str]] = [[] for _ in range(12)]
        for language in self._languages:
            listed = (forms.split() for forms in language.listed("prose.months"))
            for known in (language.month_forms(), listed):
                for index, forms in enumerate(known):
                    months[index].extend(fold(form) for form in forms)
        return months

    def _months(self) -> dict[str, int]:
        return {
            form.rstrip("."): number
            for number, forms in enumerate(self._month_forms(), 1)
            for form in forms
        }

    def words(self, key: str) -> Token:
        """The forms of the word *key*, singular and plural."""
        return _sorted((*self.singulars.get(key, ()), *self.plurals.get(key, ())))

    def _table(self, prefix: str) -> dict[str, Token]:
        keys = {
            key
            for language in self._languages
            for key in language.strings
            if key.startswith(prefix)
        }
        return {key.removeprefix(prefix): self._listed(key) for key in sorted(keys)}

    def _listed(self, key: str, also: Iterable[str] = ()) -> Token:
        forms = [form for language in self._languages for form in language.listed(key)]
        return _sorted((*(fold(form) for form in forms), *also))

    def _forms(self) -> Iterator[Form]:
        for series in NUMBERS:
            names = {CANONICAL[series]}
            for language in self._languages:
                names.update(language.listed(f"reference.{series}"))
            forms = {self._form(series, name) for name in names}
            yield from sorted(forms, key=lambda form: (form.before, form.code, form.after))

    def _form(self, series: str, name: str) -> Form:
        before, after = fold(name).split("{number}")
        *words, code = before.split(" ")
        return Form(
            series=series,
            before=tuple(self._tokens(" ".join(words))),
            code=code,
            after=tuple(self._tokens(after)),
        )

    def _tokens(self, text: str) -> Iterator[Token]:
        """The longest known words first: "Circular letter" is no "Circular"."""
        words = text.split()
        while words:
            for size in range(len(words), 0, -1):
                key = self._keys.get(" ".join(words[:size]))
                if key or size == 1:
                    yield self.words(key) if key else (words[0],)
                    words = words[size:]
                    break


def _sorted(texts: Iterable[str]) -> Token:
    return tuple(sorted({text for text in texts if text}))


def longest_first(texts: Iterable[str]) -> list[str]:
    """In the order in which alternatives of a pattern must stand."""
    return sorted(texts, key=lambda text: (-len(text), text))


def _phrase(text: str, blanks: str) -> str:
    """A phrase of one or more words; ``*`` in it is any ending."""
    words = [re.escape(word).replace(r"\*", "[^ 0-9.]{0,12}") for word in text.split()]
    return blanks.join(words)


def word(texts: Iterable[str]) -> str:
    """The pattern of any of the *texts*, where a boundary follows by other means.

    The stop of an abbreviation may be missing.
    """
    patterns = []
    for text in longest_first(texts):
        pattern = _phrase(text, _SEPARATOR)
        patterns.append(f"{pattern}?" if text.endswith(".") else pattern)
    return f"(?:{'|'.join(patterns)})" if patterns else _NEVER


def leading(texts: Iterable[str]) -> str:
    """The pattern of any of the *texts* with the blanks that follow it.

    None need follow a stop, and a dash may stand for them: "Circ.352", "БСЭ-Циркуляр".
    """
    patterns = []
    for text in longest_first(texts):
        pattern = _phrase(text, _SEPARATOR)
        if text.endswith("."):
            patterns.append(f"{pattern[:-2]}(?:[.] {{0,3}}|{_SEPARATOR})")
        else:
            patterns.append(pattern + _SEPARATOR)
    return f"(?:{'|'.join(patterns)})" if patterns else _NEVER


def following(texts: Iterable[str]) -> str:
    """The pattern of any of the *texts* with the blanks before it."""
    return BLANKS + word(texts)


def sign(spellings: Spellings) -> str:
    """The pattern of a sign that may stand before a number, with its blanks."""
    return f"(?:{word(spellings.signs)} {{0,2}})?"


def city(names: Iterable[str]) -> str:
    """The pattern of a city in any of its spellings."""
    spelled = (re.escape(name).replace(r"\ ", "[ -]") for name in names)
    return f"(?:{'|'.join(longest_first(spelled))})"


def head(form: Form, spellings: Spellings) -> str:
    """The pattern of what stands before the number."""
    words = "".join(leading(token) for token in form.before)
    if form.code.endswith("-"):
        return f"{words}{re.escape(form.code[:-1])}{_SEPARATOR}"  # "CL 19/35"
    if form.code:
        return words + re.escape(form.code)
    return words + sign(spellings)


def opening(form: Form) -> str:
    """The pattern of the words before the number, without what separates them from it."""
    *first, last = form.before
    return "".join(leading(token) for token in first) + word(last)


def tail(form: Form) -> str:
    """The pattern of what stands behind the number; "" for nothing."""
    return "".join(following(token) for token in form.after)
