"""What a letter's page says to programs of its subject: a report in the terms of schema.org."""

from __future__ import annotations

from archive.model import Circular
from archive.render.pages import script_json
from archive.render.templates import View
from archive.site import Site


def structured_data(site: Site, view: View, circular: Circular, written: str) -> str:
    """JSON-LD for the page of a letter whose text is in the language *written*.

    It says of the page no more than the page itself says: the letter's name, number, day and
    bureau, the other languages, and where the official text is that it renders.
    """
    view = view.unmarked
    thing: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "Report",
        **_known_as(site, written, circular),
        "name": view.plain(circular.subject),
        "inLanguage": written,
        "publisher": {"@type": "Organization", "name": view.plain(circular.bureau.name)},
    }
    if circular.references:
        thing["reportNumber"] = circular.references[0].printed(view.phrases)
    if circular.date is not None and not circular.date.approximate:
        thing["datePublished"] = str(circular.date)
    original = circular.original.language
    others = [code for code in circular.texts if code != written and code in site.phrases]
    if written != original and original in others:
        thing["translationOfWork"] = _known_as(site, original, circular)
    elif written == original and others:
        thing["workTranslation"] = [_known_as(site, code, circular) for code in sorted(others)]
    if circular.official_url:
        thing["isBasedOn"] = circular.official_url
    return script_json(thing)


def _known_as(site: Site, language: str, circular: Circular) -> dict[str, str]:
    return {"@id": site.absolute(site.addresses.circular(language, circular.key))}
