"""Putting a page together: its frame, its slots, its own template."""

from __future__ import annotations

import json
from collections.abc import Mapping

from markupsafe import Markup, escape

from archive.languages import Phrases
from archive.model import Initiative
from archive.render.templates import Context, Heading, View
from archive.site import Artifact, Site


class PageWriter:
    """Writes pages for one build; made once and shared by all outputs of pages."""

    def __init__(self, site: Site) -> None:
        self.site = site

    def view(self, language: str, path: str) -> View:
        """What templates call on the page at *path*."""
        return View(site=self.site, language=language, path=path)

    def part(self, template: str, view: View, context: Context) -> str:
        """One rendered template, without a frame."""
        return self.site.templates.get_template(template).render(
            view=view, t=view.t, site=self.site, **context
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
        initiative: Initiative | None = None,
        indexed: bool = True,
        moved_to: str = "",
    ) -> Artifact:
        """A page of *section* at *path*.

        *alternates* gives the path of the same page by language, this one included; *moved_to* is
        the path to which the page leads its reader at once.
        """
        view = self.view(language, path)
        depth = path.removeprefix(self.site.addresses.home(language)).count("/")
        frame = self.site.frames.shell(language, section, depth)
        values = {
            "title": str(escape(f"{title} — {self.site.name[language]}")),
            "head": self._head(view, description, initiative, moved_to, indexed=indexed),
            "alternates": self.switch(view, alternates),
            "toc": self._contents(view, contents),
            "address": str(escape(self.site.absolute(path))),
            "body": self.part(template, view, {"contents": contents, **context}),
        }
        return Artifact(path=f"{path}index.html", data=frame.fill(values).encode())

    def _head(
        self,
        view: View,
        description: str,
        initiative: Initiative | None,
        moved_to: str,
        *,
        indexed: bool,
    ) -> str:
        site = self.site
        canonical = site.absolute(moved_to or view.path)
        lines = [Markup('<link rel="canonical" href="{}">').format(canonical)]
        if moved_to:
            refresh = Markup('<meta http-equiv="refresh" content="0; url={}">')
            lines.append(refresh.format(view.href(moved_to)))
        if description:
            lines.append(Markup('<meta name="description" content="{}">').format(description))
        if not indexed:
            lines.append(Markup('<meta name="robots" content="noindex">'))
        lines.append(self.feed_links(view, initiative))
        return "\n".join(str(line) for line in lines)

    def feed_links(self, view: View, initiative: Initiative | None = None) -> Markup:
        """The links by which feed readers find the feeds of a page."""
        site, language = self.site, view.language
        name = site.name[language]
        rows: list[tuple[str, str, str]] = []
        if initiative is not None:
            title = f"{name} — {view.plain(initiative.short_name)}"
            rows.append((site.addresses.atom(language, initiative.id), "atom", title))
            rows.append((site.addresses.rss(language, initiative.id), "rss", title))
        rows.append((site.addresses.atom(language), "atom", name))
        rows.append((site.addresses.rss(language), "rss", name))
        return Markup("\n").join(
            Markup('<link rel="alternate" type="application/{}+xml" title="{}" href="{}">').format(
                kind, f"{title} ({'Atom' if kind == 'atom' else 'RSS'})", view.href(path)
            )
            for path, kind, title in rows
        )

    def switch(self, view: View, alternates: Mapping[str, str]) -> str:
        """The items of the language switch."""
        items = []
        for language in self.site.languages:
            path = alternates.get(language.code)
            # A narrow header shows the first letters only (see partials/alternate.html).
            name = Markup('{}<span class="rest">{{}}</span>').format(language.name[:3])
            if path is None:
                note = self.site.phrases[language.code]("switch.missing")
                text = name.format(f"{language.name[3:]} ({note})")
                items.append(Markup('<span lang="{}">{}</span>').format(language.code, text))
                continue
            current = Markup(' aria-current="page"') if language.code == view.language else ""
            items.append(
                Markup('<a href="{}" hreflang="{}" lang="{}"{}>{}</a>').format(
                    view.href(path),
                    language.code,
                    language.code,
                    current,
                    name.format(language.name[3:]),
                )
            )
        return "".join(str(Markup("<li>{}</li>").format(item)) for item in items)

    def _contents(self, view: View, contents: tuple[Heading, ...]) -> str:
        if not contents:
            return ""
        return self.part("contents.html", view, {"contents": contents})

    @staticmethod
    def script_words(phrases: Phrases) -> str:
        """The words that the page's script needs, as JSON that is safe inside ``<script>``."""
        states = ("open", "closing-soon", "last-day", "closed")
        words = {
            "language": phrases.language.code,
            "states": {state: phrases(f"state.{state}") for state in states},
            "daysLeft": phrases.plural_forms("days-left"),
        }
        return script_json(words)


def script_json(value: object) -> str:
    """JSON for a ``<script>`` element: no ``<``, ``>`` or ``&`` that could end it."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True)
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")
