"""Putting a page together: its frame, its slots, its own template."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from functools import partial

from markupsafe import Markup, escape

from archive.languages import Language, Phrases
from archive.render.borrowed_words import foreign, settled, unmarked
from archive.render.frames import Framed
from archive.render.markup import Mould, markup
from archive.render.templates import OUTLINES, Context, Heading, View
from archive.scopes import ALL, CALENDARS, FORMS, Scope
from archive.site import Artifact, Site
from archive.urls import relative

FORM_NAMES = {"atom": "Atom", "rss": "RSS", "json": "JSON"}
"""How people call the forms of feeds (:data:`archive.scopes.FORMS`)."""

FEED_TYPES = {
    "atom": "application/atom+xml",
    "rss": "application/rss+xml",
    "json": "application/feed+json",
}
"""Media types of the forms of feeds; JSON Feed 1.1 names its own."""

_CANONICAL = Mould('<link rel="canonical" href="{}">')
_REFRESH = Mould('<meta http-equiv="refresh" content="0; url={}">')
_DESCRIPTION = Mould('<meta name="description" content="{}">')
_NOT_INDEXED = '<meta name="robots" content="noindex">'
_LINK = Mould('<link rel="alternate" type="{}" title="{}" href="{}">')
_NAME = Mould('{}<span class="rest">{}</span>')
_UNLINKED = Mould("<li><span{}>{}</span></li>")
_SWITCH = Mould('<li><a href="{}"{}{}{}>{}</a></li>')
_in_json = json.JSONEncoder(ensure_ascii=False, sort_keys=True).encode
_CURRENT = Markup(' aria-current="page"')
_IN_LANGUAGE = Mould(' hreflang="{}"')


class PageWriter:
    """Writes pages for one build; made once and shared by all outputs of pages."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self._has_borrowed_words = any(words.borrows for words in site.phrases.values())

    def view(self, language: str, path: str) -> View:
        """What templates call on the page at *path*."""
        marked, kept = self._has_borrowed_words, self.site.kept
        return View(site=self.site, language=language, path=path, marked=marked, kept=kept)

    def part(self, template: str, view: View, context: Context) -> str:
        """One rendered template, without a frame."""
        return self.site.templates.get_template(template).render(
            view=view, t=view.t, said=view.said, site=self.site, **context
        )

    def page(
        self,
        *,
        template: str,
        section: str,
        language: str,
        path: str,
        title: str,
        context: Context,
        alternates: Mapping[str, str],
        description: str = "",
        contents: tuple[Heading, ...] = (),
        scope: Scope = ALL,
        calendar: str = "",
        indexed: bool = True,
        moved_to: str = "",
        canonical: str = "",
        untranslated: Collection[str] = (),
        data: str = "",
        key: object = None,
    ) -> Artifact:
        """A page of *section* at *path*.

        *alternates* gives the path of the same page by language, this one included. The page
        announces the feeds and calendars of *scope*, and the *calendar* of its own at that path.
        *moved_to* is the path to which the page leads its reader at once; *canonical* is the path
        of the page that search engines shall know instead. In the *untranslated* languages the
        page has the archive's own words only. *data* is what the page says to programs, as JSON
        that is safe in a script. *key* says what the *context* is made from, where the context
        itself cannot; with "" the page has none.
        """
        view = self.view(language, path)
        depth = path.removeprefix(self.site.addresses.home(language)).count("/")
        frames = self.site.frames
        frame = frames.name(language, section, depth)

        def finished() -> Framed:
            links = self.subscription_links(view, scope, section)
            if calendar:
                own = self._link(
                    view, calendar, "text/calendar", f"{title}: {view.t('subscribe.own')}"
                )
                links = Markup("\n").join((own, links))
            values = {
                "title": str(escape(f"{title} — {self.site.name[language]}")),
                "head": self._head(
                    view,
                    description,
                    links,
                    moved_to,
                    canonical=canonical,
                    indexed=indexed,
                    data=data,
                ),
                "alternates": self.switch(view, alternates, untranslated),
                "toc": self._contents(view, contents),
                "address": str(escape(self.site.absolute(path))),
                "body": self.part(template, view, {"contents": contents, **context}),
            }
            if self._has_borrowed_words:
                filled = frames.shell(language, section, depth).fill(values)
                return Framed(settled(filled, language).encode())
            return frames.encoded(frame).fill(
                {slot: text.encode() for slot, text in values.items()}
            )

        if key == "":  # whoever asks has a key of its own
            return Artifact(path=f"{path}index.html", data=finished, frame=frame)
        key = self.site.keys.drawn(
            template,
            (section, language, path, title, description, calendar, indexed, moved_to),
            (canonical, sorted(untranslated), data, alternates, contents, scope),
            context if key is None else key,
        )
        return Artifact(path=f"{path}index.html", data=finished, key=key, frame=frame)

    def _head(
        self,
        view: View,
        description: str,
        links: Markup,
        moved_to: str,
        *,
        canonical: str,
        indexed: bool,
        data: str,
    ) -> str:
        site = self.site
        address = site.absolute(moved_to or canonical or view.path)
        lines: list[str] = [_CANONICAL(address)]
        if moved_to:
            lines.append(_REFRESH(view.href(moved_to)))
        if description:
            lines.append(_DESCRIPTION(description))
        if not indexed:
            lines.append(_NOT_INDEXED)
        lines.append(links)
        if data:
            lines.append(f'<script type="application/ld+json">{data}</script>')
        return "\n".join(lines)

    def subscription_links(self, view: View, scope: Scope = ALL, section: str = "") -> Markup:
        """The links by which programs find the feeds and the calendar of a page.

        They are those of *scope*, and after them what is new in everything. On pages of the
        sections of deadlines and of events the calendar holds only these.
        """
        # Pages of one depth have the same relative addresses.
        start = relative(view.path, "")
        key = ("links", view.language, start, scope.kind, scope.id, section)
        return self.site.kept.get(key) or self.site.kept.keep(
            key, Markup("\n").join(self._announced(view, scope, section))
        )

    def _announced(self, view: View, scope: Scope, section: str) -> list[Markup]:
        addresses, language = self.site.addresses, view.language
        name = self.site.name[language]
        title = f"{name} — {view.plain(scope.short_name)}" if scope.kind else name
        of = (scope.kind, scope.id)

        def feed(what: str, form: str, title: str) -> Markup:
            path = addresses.feed(language, what, form, *of)
            return self._link(view, path, FEED_TYPES[form], f"{title} ({FORM_NAMES[form]})")

        links = [feed("new", form, title) for form in FORMS]
        if section == "deadlines":
            closing = f"{title}: {view.t('subscribe.closing')}"
            links += [feed("closing", form, closing) for form in FORMS]
        what = section if section in CALENDARS else "calendar"
        calendar = addresses.calendar(language, what, *of)
        links.append(
            self._link(view, calendar, "text/calendar", f"{title}: {view.t(f'subscribe.{what}')}")
        )
        if scope.kind:
            of = ("", "")
            links += [feed("new", form, name) for form in FORMS]
        return links

    @staticmethod
    def _link(view: View, path: str, kind: str, title: str) -> Markup:
        return _LINK(kind, title, view.href(path))

    def switch(
        self, view: View, alternates: Mapping[str, str], untranslated: Collection[str] = ()
    ) -> str:
        """The items of the language switch; those of *untranslated* languages say so."""
        items = []
        for language in self.site.languages:
            path = alternates.get(language.code)
            if path is None:
                # A narrow header shows the first letters only (see partials/alternate.html).
                note = self.site.phrases[language.code]("switch.missing")
                name = _NAME(language.name[:3], f"{language.name[3:]} ({note})")
                items.append(_UNLINKED(foreign(language.code, view.language), name))
                continue
            key = ("switch", view.language, language.code, language.code in untranslated)
            item = self.site.kept.once(key, partial(self._item, view.language, language, key[3]))
            items.append(item(view.href(path)))
        return "".join(items)

    def _item(self, shown: str, language: Language, lacks_text: bool) -> Mould:
        """An item of the switch on pages in the language *shown*, with a gap for its address."""
        start, rest = language.name[:3], language.name[3:]
        of = _IN_LANGUAGE(language.code)
        if lacks_text:  # its text is in another language
            of = Markup("")
            rest += f" ({self.site.phrases[language.code]('switch.missing')})"
        current = _CURRENT if language.code == shown else ""
        lang = foreign(language.code, shown)
        return Mould(_SWITCH("{}", of, lang, current, _NAME(start, rest)))

    def _contents(self, view: View, contents: tuple[Heading, ...]) -> str:
        return self._outlined(OUTLINES[0], view, contents) if contents else ""

    def fold(self, view: View, contents: tuple[Heading, ...]) -> Markup:
        """The contents once more for narrow pages, where they do not stand beside the text."""
        return self._outlined(OUTLINES[1], view, contents)

    def _outlined(self, template: str, view: View, contents: tuple[Heading, ...]) -> Markup:
        """A part that shows nothing but the contents of a page: many letters have the same."""
        key = (template, view.language, contents)
        return self.site.kept.get(key) or self.site.kept.keep(
            key, markup(self.part(template, view, {"contents": contents}))
        )

    @staticmethod
    def script_words(phrases: Phrases) -> str:
        """The words that the page's script needs, as JSON that is safe inside ``<script>``."""
        states = ("announced", "open", "closing-soon", "last-day", "closed")
        own_time = ("show-own", "own", "own-until")
        forms = ("cite", "cite-place", "cite-in-annex", "cite-annex")
        tools = ("tools", "copy", "citation", "address", "copied", "failed", "table")
        words = {
            "language": phrases.language.code,
            "locale": phrases.language.locale.replace("_", "-"),
            "states": {state: phrases(f"state.{state}") for state in states},
            "daysLeft": phrases.plural_forms("days-left"),
            "time": {name: phrases(f"time.{name}") for name in own_time},
            "paragraph": {name: phrases(f"paragraph.{name}") for name in (*forms, *tools)},
        }
        return script_json(words)


def script_json(value: object) -> str:
    """JSON for a ``<script>`` element: no ``<``, ``>`` or ``&`` that could end it."""
    text = unmarked(_in_json(value))
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")
