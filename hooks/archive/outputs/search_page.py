"""The search page: a form with filters, a way on without JavaScript, and what its script says.

The script's words and the glossary's synonyms stand in a file of their own, which the search box
in the header of every page reads too, when somebody first enters it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from archive.glossary import Glossary
from archive.model import Archive, Localized
from archive.render.borrowed_words import unmarked
from archive.render.pages import PageWriter, script_json
from archive.render.templates import View
from archive.search.documents import languages_of_texts
from archive.site import Artifact, Site
from archive.urls import relative

WORDS = "words.json"
"""Below the search page of each language: what the scripts of the search need."""

_DEADLINES = ("open", "closed", "none")

_SAID = (
    *("all-results", "loading", "nothing", "nothing-short", "did-you-mean"),
    *("partly", "suggestions", "unknown"),
)
"""Of the strings ``search``, those that the scripts say as they are."""

_COUNTED = ("results", "first", "first-at-least")
"""Those that they say with a number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One value that results can be filtered by."""

    value: str
    label: str
    language: str = ""
    """Of the label, where it is not the page's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One field of the form."""

    name: str
    """In the page's address and in the index: ``?bureau=tsb``."""
    options: tuple[Option, ...]


def build(archive: Archive, site: Site) -> Iterator[Artifact]:
    """The search page in every language, and the words of its scripts."""
    writer = PageWriter(site)
    years = sorted({circular.year for circular in archive.circulars}, reverse=True)
    for language in site.languages:
        path = site.addresses.search(language.code)
        view = writer.view(language.code, path)
        choices = _choices(archive, view, years)
        yield writer.page(
            template="search.html",
            section="search",
            language=language.code,
            path=path,
            title=view.t("search.title"),
            description=view.t("search.description"),
            alternates={item.code: site.addresses.search(item.code) for item in site.languages},
            indexed=False,
            context={"years": years, "choices": choices},
        )
        words = _words(archive, view, choices)
        yield Artifact(path=path + WORDS, data=words.encode(), kind="file")


def _choices(archive: Archive, view: View, years: Sequence[int]) -> tuple[Choice, ...]:
    """All fields of the form, with the values that occur; what leaves no choice is no field."""
    circulars = archive.circulars
    bureaux = {item.bureau.id for item in circulars}
    initiatives = {part.id for item in circulars for part in item.initiatives}
    classes = {part.id for item in circulars for part in item.addressees}
    kinds = sorted({item.kind for item in circulars})
    languages = {code for item in circulars for code in item.texts}

    def named(rows: Sequence[tuple[str, Localized]], occurring: set[str]) -> tuple[Option, ...]:
        return tuple(_option(view, value, name) for value, name in rows if value in occurring)

    def said(values: Sequence[str], key: str) -> tuple[Option, ...]:
        return tuple(Option(value=value, label=view.t(f"{key}.{value}")) for value in values)

    choices = (
        Choice(
            name="year", options=tuple(Option(value=str(year), label=str(year)) for year in years)
        ),
        Choice(name="bureau", options=named([(b.id, b.name) for b in archive.bureaux], bureaux)),
        Choice(
            name="initiative",
            options=named([(item.id, item.name) for item in archive.initiatives], initiatives),
        ),
        Choice(name="kind", options=said(kinds, "circular.kinds")),
        Choice(
            name="addressee",
            options=named([(item.id, item.name) for item in archive.addressees], classes),
        ),
        Choice(name="deadline", options=said(_DEADLINES if circulars else (), "search.deadlines")),
        Choice(
            name="language",
            options=tuple(
                Option(value=item.code, label=view.phrases.language_name(item.code))
                for item in view.site.languages
                if item.code in languages
            ),
        ),
    )
    return tuple(choice for choice in choices if choice.options)


def _option(view: View, value: str, name: Localized) -> Option:
    phrase = name.in_language(view.language)
    foreign = phrase.language if phrase.language != view.language else ""
    return Option(value=value, label=phrase.text, language=foreign)


def _words(archive: Archive, view: View, choices: Sequence[Choice]) -> str:
    """What the scripts say and know, as JSON."""
    site = view.site
    values: Mapping[str, object] = {
        "language": view.language,
        "root": relative(view.path, ""),
        # Whose texts are searched: the reader's language first.
        "texts": languages_of_texts(archive, site, view.language),
        "languages": {item.code: view.phrases.language_name(item.code) for item in site.languages},
        "quotes": view.t("ui.quotes"),
        **{name: view.phrases.plural_forms(f"search.{name}") for name in _COUNTED},
        "fields": {choice.name: view.t(f"search.filters.{choice.name}") for choice in choices},
        # Of all languages: readers type words of the others too.
        "stop-words": " ".join(phrases("search.stop-words") for phrases in site.phrases.values()),
        "synonyms": [dict(group) for group in Glossary(archive.glossary).synonyms()],
        **{name: view.t(f"search.{name}") for name in _SAID},
    }
    return unmarked(script_json(values))
