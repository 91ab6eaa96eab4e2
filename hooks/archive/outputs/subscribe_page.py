"""The page on subscribing: every address, a form that picks them, and how to use them.

Without a script it is a table of all addresses. With one, a form puts together the addresses of
a choice, and can join the calendars of the choice into one file.
"""

from __future__ import annotations

from collections.abc import Iterator

from archive.model import Archive
from archive.render.pages import FORM_NAMES, PageWriter, script_json
from archive.render.templates import View
from archive.scopes import (
    ADDRESSEE,
    BUREAU,
    CALENDARS,
    EVERYTHING,
    FEEDS,
    FORMS,
    INITIATIVE,
    scopes,
)
from archive.site import Artifact, Site

GROUPS = (EVERYTHING, INITIATIVE, BUREAU, ADDRESSEE)
"""The kinds of scopes in the order in which the page shows them."""

UNFOLDED = 12
"""A group with more scopes than these is folded."""

PROGRAMS = (
    "google",
    "outlook",
    "outlook-classic",
    "mac",
    "iphone",
    "android",
    "thunderbird",
)
"""Calendar programs that the page has instructions for, under ``[subscribe.programs]``."""

SERVICES = (
    ("Blogtrottr", "https://blogtrottr.com/"),
    ("follow.it", "https://follow.it/"),
    ("rss2email", "https://github.com/rss2email/rss2email"),
)
"""Well-known services and programs that turn feeds into e-mail."""

_SAID = (
    "everything",
    "with-reminders",
    "copy-address",
    "address-copied",
    "address-marked",
    "open-calendar",
    "choose-language",
    "choose-scope",
    "choose-what",
    "fetching",
    "fetch-failed",
    "copy-name",
    "copy-note",
)
"""What the page's script says, under ``[subscribe]``."""


def build(archive: Archive, site: Site) -> Iterator[Artifact]:
    """The page in every language."""
    writer = PageWriter(site)
    found = scopes(archive)
    groups = [(kind, [scope for scope in found if scope.kind == kind]) for kind in GROUPS]
    for language in site.languages:
        path = site.addresses.subscribe(language.code)
        view = writer.view(language.code, path)
        alternates = {item.code: site.addresses.subscribe(item.code) for item in site.languages}
        yield writer.page(
            template="subscribe.html",
            section="subscribe",
            language=language.code,
            path=path,
            title=view.t("subscribe.title"),
            description=view.t("subscribe.description"),
            alternates=alternates,
            context={
                "groups": [(kind, items) for kind, items in groups if items],
                "alternates": alternates,
                "unfolded": UNFOLDED,
                "feeds": FEEDS,
                "forms": FORMS,
                "form_names": FORM_NAMES,
                "calendars": CALENDARS,
                "programs": PROGRAMS,
                "services": SERVICES,
                "words": _words(view),
            },
        )


def _words(view: View) -> str:
    """What the page's script needs to put addresses together, and what it says, as JSON.

    An address is the site's, then the language's root, the scope's place below it (which stands
    with its box in the form) and the name of the file.
    """
    site, addresses = view.site, view.site.addresses
    default = site.languages[0].code
    values = {
        "site": site.url,
        "root": view.href(""),
        "language": view.language,
        "locale": view.phrases.language.locale.replace("_", "-"),
        "languages": {
            item.code: {"name": item.name, "home": addresses.home(item.code)}
            for item in site.languages
        },
        "feeds": {
            what: {form: addresses.feed(default, what, form) for form in FORMS} for what in FEEDS
        },
        "calendars": {
            what: [addresses.calendar(default, what, reminders=given) for given in (False, True)]
            for what in CALENDARS
        },
        "forms": FORM_NAMES,
        "names": {what: view.t(f"subscribe.{what}") for what in (*FEEDS, *CALENDARS)},
        "count": view.phrases.plural_forms("subscribe.count"),
        "dates": view.phrases.plural_forms("subscribe.dates"),
        **{name: view.t(f"subscribe.{name}") for name in _SAID},
    }
    return script_json(values)
