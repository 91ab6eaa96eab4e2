"""The page for translators: which texts are missing in which language, and which are behind.

It lists letters and introductions of initiatives, by initiative and the newest first, with what
starts the work; and the names in registers and in the glossary that a language lacks. Long lists
are cut into numbered pages; these are counted from the first, since what is done leaves the list.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from markupsafe import Markup, escape

from archive.model import Archive, Circular, Initiative, Localized, Text
from archive.paging import LIST_SIZE
from archive.render.citation_words import labels, place_name
from archive.render.pages import PageWriter
from archive.render.templates import View
from archive.site import Artifact, Site
from archive.urls import language_for_texts

SECTION = "editing"

_NEAR = 2
"""So many numbers of pages are shown on either side of the present one."""

_REGISTERS = ("bureaux", "addressees", "answers", "glossary")

_STUBS = {
    "circular": ("subject", "summary"),
    "initiative": ("name", "short-name"),
}
"""The words without which no translation is complete, for a file that is begun on the web."""


@dataclass(frozen=True, slots=True)
class _Work:
    """A letter or an introduction that something is to be done about."""

    group: Initiative | None
    about: Circular | Initiative
    missing: tuple[str, ...]
    """The languages that have no text of it."""
    behind: tuple[Text, ...]

    @property
    def folder(self) -> str:
        """Its folder in the archive, by which the command line knows it."""
        if isinstance(self.about, Circular):
            return self.about.key
        return f"initiatives/{self.about.id}"

    @property
    def place(self) -> str:
        """The anchor of its group."""
        return f"initiative-{self.group.id}" if self.group else "no-initiative"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Count:
    """How much there is to do in a language."""

    language: str
    missing: int
    behind: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Task:
    """What is to be done in one language, as a page shows it."""

    language: str
    is_missing: bool
    what: tuple[Markup, ...]
    """By what it is behind, a sentence each."""
    command: str
    on_the_web: str
    """The address of the editor, where the repository is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    """A letter or an introduction, as a page shows it."""

    work: _Work
    title: Markup
    tasks: tuple[_Task, ...]


def build(archive: Archive, site: Site) -> Iterator[Artifact]:
    """All pages in every language."""
    writer = PageWriter(site)
    works = tuple(_works(archive, [language.code for language in site.languages]))
    last = max(1, -(-len(works) // LIST_SIZE))
    for language in site.languages:
        for page in range(1, last + 1):
            yield _page(writer, archive, works, language.code, page, last)


def _works(archive: Archive, codes: Sequence[str]) -> Iterator[_Work]:
    """Everything that is to be done, group after group; letters stand under their first one."""
    letters: dict[str, list[Circular]] = {}
    for circular in reversed(archive.circulars):
        group = circular.initiatives[0].id if circular.initiatives else ""
        letters.setdefault(group, []).append(circular)
    for initiative in (*archive.initiatives, None):
        about: list[Circular | Initiative] = [initiative] if initiative else []
        about += letters.get(initiative.id if initiative else "", [])
        for item in about:
            missing = tuple(code for code in codes if code not in item.texts)
            behind = tuple(
                item.texts[code] for code in codes if code in item.texts and item.texts[code].behind
            )
            if missing or behind:
                yield _Work(initiative, item, missing, behind)


def _page(
    writer: PageWriter,
    archive: Archive,
    works: Sequence[_Work],
    language: str,
    page: int,
    last: int,
) -> Artifact:
    site = writer.site
    codes = [item.code for item in site.languages]

    def address(number: int, code: str = language) -> str:
        return site.addresses.translations(code, number if number > 1 else None)

    view = writer.view(language, address(page))
    title = view.t("translations.title")
    if page > 1:
        title = f"{title}: {view.t('list.page', number=page)}"
    shown = works[(page - 1) * LIST_SIZE : page * LIST_SIZE]
    groups: dict[str, list[_Entry]] = {}
    for work in shown:
        groups.setdefault(work.place, []).append(_entry(view, work))
    numbers = sorted({1, last, *range(max(1, page - _NEAR), min(last, page + _NEAR) + 1)})
    return writer.page(
        template="translations.html",
        section=SECTION,
        language=language,
        path=view.path,
        title=title,
        description=view.t("translations.description"),
        alternates={code: address(page, code) for code in codes},
        indexed=page == 1,
        context={
            "title": title,
            "groups": groups,
            "page": page,
            "pages": [(number, address(number)) for number in numbers] if last > 1 else [],
            "counts": _counts(works, codes),
            "overview": _overview(works, codes, address) if page == 1 else [],
            "registers": _registers(view, archive, codes) if page == 1 else [],
        },
    )


def _counts(works: Iterable[_Work], codes: Iterable[str]) -> list[_Count]:
    """How much there is to do, by language."""
    missing: Counter[str] = Counter()
    behind: Counter[str] = Counter()
    for work in works:
        missing.update(work.missing)
        behind.update(text.language for text in work.behind)
    return [_Count(language=code, missing=missing[code], behind=behind[code]) for code in codes]


def _overview(
    works: Sequence[_Work], codes: Sequence[str], address: Callable[[int], str]
) -> list[tuple[Initiative | None, str, list[_Count]]]:
    """Every group with the address at which it begins, and how much there is to do in it."""
    groups: dict[str, list[_Work]] = {}
    begins: dict[str, int] = {}
    for index, work in enumerate(works):
        groups.setdefault(work.place, []).append(work)
        begins.setdefault(work.place, index // LIST_SIZE + 1)
    return [
        (
            found[0].group,
            (address(begins[place]) if begins[place] > 1 else "") + f"#{place}",
            [count for count in _counts(found, codes) if count.missing or count.behind],
        )
        for place, found in groups.items()
    ]


def _entry(view: View, work: _Work) -> _Entry:
    about = work.about
    if isinstance(about, Circular):
        title = view.letter(about)
        if about.references:
            title = Markup("{}\u00a0– {}").format(title, view.words(about.subject))
    else:
        address = view.href(view.site.addresses.initiative(view.language, about.id))
        introduction = view.t("translations.introduction")
        title = Markup('<a href="{}">{}</a>').format(address, introduction)
    tasks = [_missing(view, work, code) for code in work.missing]
    tasks += [_behind(view, work, text) for text in work.behind]
    return _Entry(work=work, title=title, tasks=tuple(tasks))


def _missing(view: View, work: _Work, code: str) -> _Task:
    return _Task(
        language=code,
        is_missing=True,
        what=(),
        command=f"circulars translate {work.folder} --to {code}",
        on_the_web=_new_file(view.site, work, code),
    )


def _new_file(site: Site, work: _Work, code: str) -> str:
    """The address at which a file is begun on the web, with the words that it must have."""
    if site.repository is None:
        return ""
    kind = "circular" if isinstance(work.about, Circular) else "initiative"
    source = language_for_texts(code, work.about.texts)
    words = "".join(f"{name}: TODO\n" for name in (*_STUBS[kind], "added", "written-by"))
    value = f"---\ntranslates: {source}\n{words}---\n\nTODO\n"
    return (
        site.repository.new(work.folder)
        + "?"
        + urlencode({"filename": f"{code}.md", "value": value})
    )


def _behind(view: View, work: _Work, text: Text) -> _Task:
    repository = view.site.repository
    return _Task(
        language=text.language,
        is_missing=False,
        what=tuple(_differences(view, work, text)),
        command=f"circulars translate {work.folder} --to {text.language}",
        on_the_web=repository.edit(text.path) if repository else "",
    )


def _differences(view: View, work: _Work, text: Text) -> Iterator[Markup]:
    """By what a translation is behind: the paragraphs of its source, and what it has too much."""
    drift, source = text.behind, work.about.texts.get(text.translates or "")
    if drift is None or source is None:
        return
    for name, addresses, where in (
        ("changed", drift.changed, source),
        ("added", drift.added, source),
        ("removed", drift.removed, text),
        ("moved", tuple(now for _, now in drift.moved), source),
    ):
        if addresses:
            places = _places(view, work, where, addresses)
            yield view.filled(f"circular.behind.{name}", places=places)
    if drift.words:
        yield view.filled("circular.behind.words")


def _places(view: View, work: _Work, text: Text, addresses: Iterable[str]) -> Markup:
    """Links to paragraphs of *text*; what is not there has none."""
    known, present = labels(text.outline), {place.anchor for place in text.outline}
    site = view.site.addresses
    if isinstance(work.about, Circular):
        page = view.href(site.circular(text.language, work.about.key))
    else:
        page = view.href(site.initiative(text.language, work.about.id))
    links = [
        Markup('<a href="{}#{}" hreflang="{}">{}</a>').format(
            page, address, text.language, place_name(view, address, known)
        )
        if address in present
        else escape(place_name(view, address, known))
        for address in addresses
    ]
    return Markup("; ").join(links)


def _registers(
    view: View, archive: Archive, codes: Iterable[str]
) -> list[tuple[str, str, str, list[Localized]]]:
    """The names that registers and the glossary lack: the register, its file's editor, the
    language, the names."""
    names: dict[str, list[Localized]] = {
        "bureaux": [bureau.name for bureau in archive.bureaux],
        "addressees": [addressee.name for addressee in archive.addressees],
        "answers": [answer.name for answer in archive.answers],
        "glossary": [term.name for term in archive.glossary],
    }
    repository = view.site.repository
    return [
        (
            register,
            repository.edit(f"registers/{register}.yml") if repository else "",
            code,
            lacking,
        )
        for register in _REGISTERS
        for code in codes
        if (lacking := [name for name in names[register] if code not in name.texts])
    ]
