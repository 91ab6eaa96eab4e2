"""What editors look up: their own page, the reference of rules, and the schemas."""

from __future__ import annotations

import json
import re
import tomllib
from urllib.parse import urljoin, urlsplit

import page_rules
import pytest
from jsonschema import Draft202012Validator
from site_kit import LANGUAGES, REPOSITORY, ROOT, Page, Site, counterpart, squeeze, text_of, words

STRINGS = tomllib.loads((ROOT / "hooks/archive/strings/en.toml").read_text("utf-8"))
CODES = sorted(STRINGS["rule"])
DOCUMENTS = sorted(STRINGS["fields"]["document"])
EDITING = "editing/"
FIELDS = "editing/fields/"
RULES = "editing/rules/"

both_languages = pytest.mark.parametrize("language", LANGUAGES)


def rule_page(code: str, language: str) -> str:
    return counterpart(f"{RULES}{code}/", language)


def targets(page: Page, inside: str = "//main") -> list[str]:
    """The addresses that a page's main part leads to, below the root."""
    root = "https://here.invalid/"
    links = [urljoin(root + page.path, link) for link in page.all(f"{inside}//a/@href")]
    return [link.removeprefix(root) for link in links if link.startswith(root)]


def examples(page: Page) -> list[str]:
    return [element.text_content().strip("\n") for element in page.all("//main//pre/code")]


# --- rules --------------------------------------------------------------------------------------


@both_languages
def test_every_rule_is_listed_once_with_its_reason(real: Site, language: str) -> None:
    page = real.page(counterpart(RULES, language))
    entries = page.all("//main//dl/div")
    shown = {text_of(entry.xpath("dt")[0]): text_of(entry.xpath("dd")[0]) for entry in entries}
    assert sorted(shown) == CODES
    assert len(entries) == len(shown)
    for code, said in shown.items():
        assert said.startswith(squeeze(words(language, f"rule.{code}.why"))), code
    for code in CODES:
        assert targets(page).count(rule_page(code, language)) == 1


@both_languages
def test_rules_stand_in_groups_that_the_contents_lead_to(real: Site, language: str) -> None:
    page = real.page(counterpart(RULES, language))
    headings = [text_of(heading) for heading in page.all("//main//section/h2")]
    names = STRINGS["rules"]["group"]
    assert headings == list(dict.fromkeys(headings))
    assert set(headings) <= {words(language, f"rules.group.{name}") for name in names}
    for heading in page.all("//main//section/h2"):
        assert f"#{heading.get('id')}" in page.all("//nav//a/@href")


@both_languages
@pytest.mark.parametrize("code", CODES)
def test_every_rule_has_a_page(real: Site, code: str, language: str) -> None:
    page = real.page(rule_page(code, language))
    assert text_of(page.one("//main//h1")) == code
    assert squeeze(words(language, f"rule.{code}.why")) in page.shown_text()
    wanted = [words(language, f"rule.{code}.{part}").strip("\n") for part in ("wrong", "right")]
    assert examples(page)[:2] == wanted
    assert counterpart(RULES, language) in targets(page)
    assert page_rules.Links(real).faults(page) == []
    assert page_rules.switch_faults(page, real) == []


@both_languages
def test_a_page_says_what_a_finding_stops(real: Site, language: str) -> None:
    texts = {code: real.page(rule_page(code, language)).shown_text() for code in CODES}
    for code, text in texts.items():
        said = [words(language, f"rules.severity.{name}") in text for name in ("error", "warning")]
        assert said.count(True) == 1, code
    assert words(language, "rules.blocks") in texts["raw-html"]
    assert words(language, "rules.not-waivable") in texts["raw-html"]
    assert words(language, "rules.blocks") in texts["paragraph-gap"]
    assert words(language, "rules.editorial") in texts["unknown-waiver"]
    assert words(language, "rules.blocks") not in texts["unknown-waiver"]


@both_languages
def test_a_waiver_is_shown_ready_to_copy(real: Site, language: str) -> None:
    reason = words(language, "rules.reason")
    found = examples(real.page(rule_page("paragraph-gap", language)))
    assert found[2] == f"<!-- waive paragraph-gap: {reason} -->\n# waive paragraph-gap: {reason}"
    assert len(examples(real.page(rule_page("raw-html", language)))) == 2


# --- schemas ------------------------------------------------------------------------------------


@both_languages
@pytest.mark.parametrize("document", DOCUMENTS)
def test_schemas_are_published(real: Site, document: str, language: str) -> None:
    path = counterpart(f"editing/schema/{document}.json", language)
    schema = json.loads(real.bytes(path))
    Draft202012Validator.check_schema(schema)
    assert schema["title"] == words(language, f"fields.document.{document}")
    for page in (counterpart(EDITING, language), counterpart(FIELDS, language)):
        assert path in targets(real.page(page))


def test_the_settings_of_the_editor_name_schemas_that_are_built(real: Site) -> None:
    settings = (ROOT / ".vscode/settings.json").read_text("utf-8")
    named = re.findall(r'"\./site/([^"]+\.json)"', settings)
    assert named
    assert [path for path in named if not real.has(path)] == []


# --- the page for editors -----------------------------------------------------------------------


@both_languages
def test_the_footer_leads_to_the_page_for_editors(real: Site, language: str) -> None:
    for path in ("", "circulars/", FIELDS, rule_page("raw-html", "ru")):
        page = real.page(counterpart(path, language))
        assert counterpart(EDITING, language) in targets(page, "//footer"), page.path


@both_languages
def test_references_lead_to_one_another(real: Site, language: str) -> None:
    fields, rules, editing = (counterpart(path, language) for path in (FIELDS, RULES, EDITING))
    assert {fields, rules} <= set(targets(real.page(editing)))
    assert {editing, rules} <= set(targets(real.page(fields)))
    assert editing in targets(real.page(rules))


@both_languages
def test_the_page_leads_to_the_guide_and_to_forms(
    real: Site, real_below: Site, language: str
) -> None:
    """Where the repository is known; without it the guide is only named."""
    guide = words(language, "editing.guide-file")
    assert (ROOT / guide).is_file()
    page = real_below.page(counterpart(EDITING, language))
    links = [link for link in page.all("//main//a/@href") if link.startswith(REPOSITORY)]
    assert links[0] == f"{REPOSITORY}/blob/main/{guide}"
    forms = [re.fullmatch(r"template=([a-z]+\.yml)", urlsplit(link).query)[1] for link in links[1:]]
    assert forms == ["circular.yml", "mistake.yml"]
    for form in forms:
        assert (ROOT / ".github/ISSUE_TEMPLATE" / form).is_file()
    alone = real.page(counterpart(EDITING, language))
    assert guide in alone.shown_text()
    assert not [link for link in alone.all("//main//a/@href") if "://" in link]
