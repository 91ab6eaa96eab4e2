"""The catalogue of codes agrees with the messages, the explanations, the code and the tests."""

import ast
import re
from pathlib import Path

import pytest
from small_archive import PHRASES

from archive.languages import CODES as LANGUAGES
from archive.problems import Severity
from archive.rule_codes import CODES, RULES, WAIVABLE

ROOT = Path(__file__).parents[2]
BROKEN = ROOT / "tests/broken"
EXPECTED = sorted((*BROKEN.glob("*/expected.en.txt"), ROOT / "tests/all-wrong/expected.en.txt"))
SOURCES = sorted((ROOT / "hooks/archive").rglob("*.py"))
SHOWN = re.compile(r"^\S.*?:[0-9]+:[0-9]+: (error|warning)\[([a-z0-9-]+)\]: ", re.MULTILINE)
BY_CODE = {rule.code: rule for rule in RULES}


def strings(language, section):
    """The keys of a section of one language's own strings, without the section's name."""
    prefix = f"{section}."
    own = PHRASES[language].strings
    return {key.removeprefix(prefix) for key in own if key.startswith(prefix)}


def rule_of(key):
    """The code that a message belongs to: its own name, or that less a variant."""
    return next((code for code in _heads(key) if code in CODES), None)


def _heads(key):
    parts = key.split("-")
    return ["-".join(parts[:end]) for end in range(len(parts), 0, -1)]


def shown(path):
    """(code, severity) of every line of an expected check."""
    return {(code, severity) for severity, code in SHOWN.findall(path.read_text("utf-8"))}


class TestCatalogue:
    def test_no_code_stands_twice(self):
        assert len(BY_CODE) == len(RULES)

    @pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
    def test_codes_can_stand_in_addresses_and_waivers(self, rule):
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.code)

    def test_groups_stand_together(self):
        groups = [rule.group for rule in RULES]
        order = list(dict.fromkeys(groups))
        assert groups == sorted(groups, key=order.index)

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_every_group_has_its_name(self, language):
        assert {rule.group for rule in RULES} <= strings(language, "rules.group")

    def test_what_only_warns_does_not_block(self):
        warnings = [rule for rule in RULES if rule.severity is Severity.WARNING]
        assert [rule.code for rule in warnings if rule.blocks] == []

    def test_what_can_be_waived(self):
        assert {rule.code for rule in RULES if rule.waivable} == WAIVABLE
        assert "raw-html" not in WAIVABLE
        assert "paragraph-gap" in WAIVABLE


class TestWords:
    @pytest.mark.parametrize("language", LANGUAGES)
    def test_every_code_is_explained_and_nothing_else_is(self, language):
        wanted = {f"{code}.{part}" for code in CODES for part in ("why", "wrong", "right")}
        assert strings(language, "rule") == wanted

    @pytest.mark.parametrize("language", LANGUAGES)
    @pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
    def test_explanations_can_be_shown(self, rule, language):
        words = PHRASES[language]
        why = words(f"rule.{rule.code}.why")
        assert re.search(r"[.…]\S?$", why), "a sentence"
        assert "\n" not in why.strip("\n") or "\n\n" not in why
        wrong, right = (words(f"rule.{rule.code}.{part}") for part in ("wrong", "right"))
        assert wrong != right
        for example in (wrong, right):
            assert all(len(line) <= 100 for line in example.splitlines()), example

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_every_code_has_a_message_and_every_message_a_code(self, language):
        keys = strings(language, "problem")
        assert {key: rule_of(key) for key in keys if rule_of(key) is None} == {}
        assert CODES - {rule_of(key) for key in keys} == set()


class TestBrokenArchives:
    def test_every_code_has_an_archive_that_shows_it(self):
        found = {code for path in EXPECTED for code, _ in shown(path) if path.parent != BROKEN}
        folders = {path.name for path in BROKEN.iterdir() if path.is_dir()}
        assert CODES - found == set()
        assert CODES - {rule_of(name) for name in folders} == set()

    @pytest.mark.parametrize("path", EXPECTED, ids=lambda path: path.parent.name)
    def test_what_is_shown_is_in_the_catalogue_with_its_severity(self, path):
        found = shown(path)
        assert found
        assert {code for code, _ in found} <= CODES
        for code, severity in found:
            assert severity == BY_CODE[code].severity, code


ERRORS = re.compile(r"MisfitError|UnreadableError|Problem|problem|problem_at")


def raised(path):
    """The codes that a module gives to problems, as far as they stand there as words."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "attr", getattr(node.func, "id", ""))
        if ERRORS.fullmatch(name):
            named = [keyword.value for keyword in node.keywords if keyword.arg == "code"]
            yield from ((word, node.lineno) for value in named for word in words_of(value))
            yield from ((word, node.lineno) for word in words_of(*node.args)[:1])
        elif name.endswith("_problem"):  # a module's own way: names go before the code
            given = [word for word in words_of(*node.args) if "-" in word]
            yield from ((word, node.lineno) for word in given[:1] if not is_variant(word))


def is_variant(word):
    """Whether a word names one of the messages of some code, which the module itself adds."""
    return any(key == f"{rule_of(key)}-{word}" for key in strings("en", "problem"))


def words_of(*values):
    """The words that stand as values, or as the two ends of a choice."""
    ends = [
        end
        for value in values
        for end in ((value.body, value.orelse) if isinstance(value, ast.IfExp) else (value,))
    ]
    found = [end.value for end in ends if isinstance(end, ast.Constant)]
    return [word for word in found if isinstance(word, str) and word]


class TestCode:
    @pytest.mark.parametrize(
        "path", SOURCES, ids=lambda path: path.relative_to(ROOT / "hooks/archive").as_posix()
    )
    def test_what_is_raised_is_in_the_catalogue(self, path):
        unknown = sorted({(line, code) for code, line in raised(path) if code not in CODES})
        assert unknown == []

    def test_the_search_finds_what_is_raised(self):
        found = {code for path in SOURCES for code, _ in raised(path)}
        assert {"raw-html", "yaml-syntax", "yaml-trap", "stray-file", "unused-waiver"} <= found
