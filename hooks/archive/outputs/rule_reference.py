"""The reference of rules: a list of all codes, and a page for each, from the strings."""

from __future__ import annotations

from collections.abc import Iterator

from archive.model import Archive
from archive.render.pages import PageWriter
from archive.render.templates import Heading
from archive.rule_codes import RULES, Rule
from archive.site import Artifact, Site

SECTION = "editing"


def build(archive: Archive, site: Site) -> Iterator[Artifact]:
    """The list and the pages in every language."""
    writer = PageWriter(site)
    for language in site.languages:
        yield _list(writer, language.code)
        for rule in RULES:
            yield _page(writer, language.code, rule)


def _list(writer: PageWriter, language: str) -> Artifact:
    addresses, codes = writer.site.addresses, [item.code for item in writer.site.languages]
    path = addresses.rules(language)
    view = writer.view(language, path)
    groups = [
        (name, [rule for rule in RULES if rule.group == name])
        for name in dict.fromkeys(rule.group for rule in RULES)
    ]
    return writer.page(
        template="rules.html",
        section=SECTION,
        language=language,
        path=path,
        title=view.t("rules.title"),
        description=view.t("rules.description"),
        alternates={code: addresses.rules(code) for code in codes},
        contents=tuple(
            Heading(anchor=name, title=view.t(f"rules.group.{name}")) for name, _ in groups
        ),
        context={"groups": groups},
    )


def _page(writer: PageWriter, language: str, rule: Rule) -> Artifact:
    addresses, codes = writer.site.addresses, [item.code for item in writer.site.languages]
    path = addresses.rule(language, rule.code)
    view = writer.view(language, path)
    return writer.page(
        template="rule.html",
        section=SECTION,
        language=language,
        path=path,
        title=rule.code,
        description=view.t(f"rule.{rule.code}.why"),
        alternates={code: addresses.rule(code, rule.code) for code in codes},
        context={"rule": rule},
    )
