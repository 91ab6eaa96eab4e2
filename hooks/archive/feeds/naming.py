"""What feeds are called, for the feeds themselves and for whatever lists them."""

from __future__ import annotations

from archive.render.templates import View
from archive.scopes import Scope


def feed_title(view: View, scope: Scope, what: str) -> str:
    """The title of a scope's feed of what is ``new``, of ``changes``, or ``closing``."""
    name = view.site.name[view.language]
    if scope.kind:
        name = f"{name} – {view.plain(scope.short_name)}"
    return view.t(f"feed.titles.{what}", name=name)


def feed_description(view: View, scope: Scope, what: str) -> str:
    """What a scope's feed brings, in a sentence."""
    about = view.t(f"feed.descriptions.{what}")
    if not scope.kind:
        return view.t("feed.description", about=about)
    concerns = view.t(f"feed.scopes.{scope.kind}", name=view.plain(scope.name))
    return view.t("feed.description-scope", about=about, scope=concerns)
