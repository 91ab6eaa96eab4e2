"""What a script needs to know of references to read a query leniently."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from archive.languages import Phrases
from archive.references.folding import LOOKALIKES
from archive.references.reference import ISSUANCES
from archive.references.series import CANONICAL, NUMBERS, SLUGS, is_letter
from archive.references.spellings import LETTER_CORRIGENDUM, Spellings


def resolver_words(phrases: Mapping[str, Phrases]) -> dict[str, object]:
    """The words of references of letters in all languages, in plain JSON types, sorted.

    ``alike``
        Small letters by small letters that look the same in capitals, or are typed for each
        other: a query is lowered and each of its letters replaced by this table. All words and
        codes below are in that form.
    ``series``
        By id, of every series of letters: ``number``, a regular expression for the whole number
        (for Python and for scripts); ``slug``, the last part of its lasting address with
        ``{number}``, in which a slash of the number becomes a hyphen; ``words``, everything that
        may stand before or behind the number, in all forms, phrases of several words and codes
        such as ``bdt/dir/`` among them.
    ``issuances``
        By name (``corrigendum``, ``addendum``) the words for it, in all forms.
    ``beside``
        What may stand between these and means nothing: signs before numbers, articles, "to",
        "от", "года".
    ``months``
        The names of months in all forms, for dates in a query.
    """
    spellings = Spellings(phrases)
    beside = (
        *(*spellings.signs, *spellings.articles, *spellings.year_words, *spellings.year_leads),
        *(*spellings.words("to"), *spellings.words("dated")),
    )
    return {
        "alike": dict(sorted(LOOKALIKES.items())),
        "series": {
            series: {
                "number": number,
                "slug": SLUGS.get(series, CANONICAL[series].lower().replace("/", "-")),
                "words": _words(spellings, series),
            }
            for series, number in sorted(NUMBERS.items())
            if is_letter(series)
        },
        "issuances": {name: _issuing(spellings, name) for name in sorted(ISSUANCES)},
        "beside": _plain(beside),
        "months": _plain(spellings.months),
    }


def _words(spellings: Spellings, series: str) -> list[str]:
    forms = [form for form in spellings.forms if form.series == series]
    words = [text for form in forms for token in (*form.before, *form.after) for text in token]
    return _plain((*words, *(form.code for form in forms)))


def _issuing(spellings: Spellings, issuance: str) -> list[str]:
    """The words for what is issued to letters: nothing else is looked for by a query."""
    words = spellings.words(issuance)
    if issuance == "corrigendum":
        words = (*words, *spellings.words(LETTER_CORRIGENDUM))
    return sorted(words)


def _plain(texts: Iterable[str]) -> list[str]:
    return sorted({text.replace("*", "") for text in texts} - {""})
