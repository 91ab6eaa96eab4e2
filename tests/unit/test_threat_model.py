"""The threat model: what it says is shown by tests that exist, the same in both languages."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LANGUAGES = ("en", "ru")
MODELS = {
    code: (ROOT / f"docs/project/threat-model.{code}.md").read_text("utf-8") for code in LANGUAGES
}
POLICIES = {"en": "SECURITY.md", "ru": "SECURITY.ru.md"}


def shown_by(text):
    return re.findall(r"`(tests/[^`]+)`", text)


def rows(text):
    """The rows of the tables of threats: threat, measure, tests."""
    cells = [line.strip("|").split("|") for line in text.splitlines() if line.startswith("| ")]
    return [row for row in cells if len(row) == 3 and "tests/" in row[2]]


def defined(path):
    """``test_name`` and ``TestClass::test_name`` of a file of tests."""
    tree = ast.parse(path.read_text("utf-8"))
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            yield node.name
        elif isinstance(node, ast.ClassDef):
            yield from (f"{node.name}::{each.name}" for each in node.body if hasattr(each, "name"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_named_test_exists(language):
    named = shown_by(MODELS[language])
    assert len(named) > 40
    known = {}
    for each in named:
        path, _, name = each.partition("::")
        if path not in known:
            known[path] = set(defined(ROOT / path))
        assert name in known[path], each


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_threat_has_a_measure_and_a_test(language):
    sections = MODELS[language].split("\n## ")
    tables = [part for part in sections if "`tests/unit" in part]
    assert len(tables) == 3
    for part in tables:
        lines = [line for line in part.splitlines() if line.startswith("| ")][1:]
        assert len(lines) == len(rows(part)) >= 6
        assert all(cell.strip() for row in rows(part) for cell in row)


def test_both_languages_name_the_same_tests_in_the_same_order():
    assert shown_by(MODELS["en"]) == shown_by(MODELS["ru"])
    assert MODELS["en"].count("\n## ") == MODELS["ru"].count("\n## ")
    assert MODELS["en"].count("\n- ") == MODELS["ru"].count("\n- ")


@pytest.mark.parametrize(
    "path", [*POLICIES.values(), *(f"docs/project/threat-model.{code}.md" for code in LANGUAGES)]
)
def test_links_lead_somewhere(path):
    text = (ROOT / path).read_text("utf-8")
    targets = re.findall(r"\]\(([^)#]+)", text)
    assert targets
    for target in targets:
        assert ((ROOT / path).parent / target).exists(), target


@pytest.mark.parametrize("path", POLICIES.values())
def test_reports_go_to_the_host_and_to_no_invented_address(path):
    text = (ROOT / path).read_text("utf-8")
    assert "Security → Advisories → Report a vulnerability" in text
    assert not re.search(r"[\w.]+@[\w.]+|https?://", text)
    assert text.count("\n## ") == 4
