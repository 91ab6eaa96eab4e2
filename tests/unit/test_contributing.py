"""CONTRIBUTING shows what works: its letters pass the checker, its commands and names exist."""

import re
import shlex
import shutil
from collections import Counter
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from small_archive import PHRASES
from test_schemas import load

from archive.cli import main
from archive.commands import COMMANDS
from archive.languages import CODES
from archive.listing import REGISTERS
from archive.load import load as load_archive
from archive.rule_codes import CODES as RULE_CODES
from archive.rule_codes import WAIVABLE
from archive.schemas import SCHEMA_NAMES, schema

ROOT = Path(__file__).parents[2]
GUIDES = {"ru": ROOT / "CONTRIBUTING.ru.md", "en": ROOT / "CONTRIBUTING.md"}
FENCE = re.compile(r"(?ms)^```(\w*)\n(.*?)^```$")
FILE = re.compile(r"(?ms)^`(circulars/[^`\n]+\.md)`[^\n]*\n\n```markdown\n(.*?)^```$")

every_guide = pytest.mark.parametrize("language", sorted(GUIDES))


def text(language):
    return GUIDES[language].read_text("utf-8")


def blocks(language, kind):
    return [body for found, body in FENCE.findall(text(language)) if found == kind]


def without_blocks(language):
    return FENCE.sub("", text(language))


@pytest.fixture
def archive(tmp_path, monkeypatch):
    """The real registers and initiatives, to which somebody adds a first letter."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ARCHIVE_TODAY", "2026-11-23")
    for name in (REGISTERS, "initiatives"):
        shutil.copytree(ROOT / "circulars" / name, tmp_path / "circulars" / name)
    return tmp_path


def codes(capsys):
    """The codes that a check prints about the letter, and how often."""
    out = capsys.readouterr().out
    return dict(Counter(re.findall(r"(?m)^circulars/2022/\S+ \w+\[([a-z-]+)\]", out)))


class TestTemplates:
    @every_guide
    def test_the_letter_is_sound_and_its_translation_waits_for_a_fingerprint(
        self, language, archive, capsys
    ):
        (facts, letter), (words, translation) = FILE.findall(text(language))
        assert Path(facts).stem == language
        assert {Path(facts).stem, Path(words).stem} == set(CODES)
        path = archive / facts
        path.parent.mkdir(parents=True)
        path.write_text(letter, "utf-8")
        assert main(["check", "circulars/2022/tsb-70", "--lang", "en"]) == 0
        assert codes(capsys) == {}
        (archive / words).write_text(translation, "utf-8")
        assert main(["check", "circulars/2022/tsb-70", "--lang", "en"]) == 0
        assert codes(capsys) == {"fingerprint-missing": 1}
        assert "fingerprint-missing" in without_blocks(language)

    @every_guide
    def test_the_letter_has_the_normal_form(self, language, archive, capsys):
        for name, content in FILE.findall(text(language)):
            path = archive / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, "utf-8")
        assert main(["fmt", "--check", "circulars/2022/tsb-70", "--lang", "en"]) == 0

    def test_both_guides_show_the_same_letter(self):
        shown = {language: dict(FILE.findall(text(language))) for language in GUIDES}
        assert shown["ru"].keys() == shown["en"].keys()
        for name in shown["ru"]:
            bodies = [shown[language][name].partition("\n---\n")[2] for language in GUIDES]
            assert bodies[0] == bodies[1]


HEAD = """\
bureau: tsb
kind: circular
date: 2022-04-01
added: 2026-11-23
written-by: machine
subject: A later letter
subject-source: letter
summary: A later letter.
paragraphs: counted
"""


class TestDates:
    """What later letters do to the dates of the first one, as the guides write it down."""

    @pytest.fixture
    def published(self, archive):
        """Writes the guide's first letter, with its longer list of deadlines, and more letters."""

        def write(language, later=()):
            (facts, text), *_ = FILE.findall(GUIDES[language].read_text("utf-8"))
            [deadlines] = [each for each in blocks(language, "yaml") if "opens:" in each]
            text = re.sub(r"(?ms)^deadlines:\n.*?(?=^links:)", lambda _: deadlines, text)
            files = {facts: text} | {
                f"circulars/2022/later-{number}/{language}.md": f"---\n{HEAD}{each}---\n\nSee.\n"
                for number, each in enumerate(later)
            }
            for name, content in files.items():
                path = archive / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(content, "utf-8")
            assert main(["check", "circulars", "--lang", "en"]) == 0
            return load_archive(archive / "circulars", PHRASES, "circulars").archive

        return write

    def later(self, language, relation):
        [found] = [
            each
            for each in blocks(language, "yaml")
            if f"relation: {relation}" in each and "related:" in each
        ]
        return found

    @every_guide
    def test_the_first_letter_has_a_deadline_of_every_sort(self, language, published):
        (letter,) = published(language).circulars
        registration, visa = letter.deadlines
        assert (registration.kind.id, registration.by) == ("registration", ("form",))
        assert str(registration.opens) == "2022-03-15"
        assert str(visa.due) == "2022-04-12"

    @every_guide
    def test_a_later_letter_moves_what_the_guide_says_it_moves(self, language, published):
        first, later = published(language, [self.later(language, "extends")]).circulars
        registration, visa = first.deadlines
        (workshop,) = first.events
        assert registration.extended.by == workshop.rescheduled.by == later.key
        assert registration.extended.becomes == "deadline-registration"
        assert str(visa.due) == "2022-08-16"

    @every_guide
    def test_a_later_letter_ends_what_the_guide_says_it_ends(self, language, published):
        first, later = published(language, [self.later(language, "withdraws")]).circulars
        assert first.deadlines[0].withdrawn.by == first.events[0].withdrawn.by == later.key
        # The other one counts from the event, and ends with it.
        assert first.deadlines[1].withdrawn.by == later.key


class TestExamples:
    @every_guide
    def test_front_matter_and_registers_are_of_known_fields(self, language):
        facts = schema("circular", PHRASES["en"])["$defs"]["facts"] | {"required": []}
        judges = [Draft202012Validator(facts)]
        registers = ("move", "answer", "term")
        judges += [Draft202012Validator(schema(name, PHRASES["en"])) for name in registers]
        examples = blocks(language, "yaml")
        assert len(examples) >= 5
        for example in examples:
            assert any(judge.is_valid(load(example)) for judge in judges), example

    @every_guide
    def test_waivers_are_of_rules_that_can_be_waived(self, language):
        waived = re.findall(r"waive ([a-z-]+): ", text(language))
        assert len(waived) >= 2
        assert set(waived) <= WAIVABLE

    @every_guide
    def test_every_command_exists_with_its_options(self, language, capsys):
        programs = {module.command(PHRASES["en"]).name: module for module in COMMANDS}
        lines = [line for block in blocks(language, "sh") for line in block.splitlines()]
        found = set()
        for line in lines:
            line = re.sub(r"^eval \"\$\((.*)\)\"$", r"\1", line)
            words = shlex.split(line, comments=True)
            words = words[: words.index(">")] if ">" in words else words
            if words[:1] != ["circulars"] or words == ["circulars", "--help"]:
                continue
            found.add(words[1])
            command = programs[words[1]].command(PHRASES["en"])
            options = {option for param in command.params for option in param.opts}
            assert {word for word in words if word.startswith("--")} <= options, line
        assert found >= {"check", "new", "translate", "fmt", "list", "report", "stage", "schema"}

    @every_guide
    def test_rules_that_are_named_exist(self, language):
        explained = re.findall(r"--explain ([a-z-]+)", text(language))
        assert explained
        assert set(explained) <= RULE_CODES


class TestNames:
    @every_guide
    def test_files_that_are_named_exist(self, language):
        named = re.findall(
            r"`((?:hooks|tests|docs|\.github|\.vscode|\.ci)/[\w./-]*)`", text(language)
        )
        assert named
        assert [name for name in named if not (ROOT / name).exists()] == []

    @every_guide
    def test_links_lead_somewhere(self, language):
        headings = re.findall(r"(?m)^#+ (.+)$", without_blocks(language))
        anchors = {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in headings}
        for target in re.findall(r"\]\(([^)\s]+)\)", without_blocks(language)):
            if target.startswith("#"):
                assert target[1:] in anchors, target
            elif ":" not in target:
                assert (ROOT / target).is_file(), target

    @every_guide
    def test_checks_bear_the_names_of_the_workflows_jobs(self, language):
        workflows = ROOT / ".github/workflows"
        jobs = set()
        for path in workflows.glob("*.yml"):
            jobs |= set(re.findall(r"(?m)^    name: (.+)$", path.read_text("utf-8")))
        named = {"Check, build and report", "Second reader", "Check and test"}
        assert named <= jobs
        for name in named:
            assert f"*{name}*" in text(language)

    @every_guide
    def test_names_of_pages_are_those_of_the_site(self, language):
        words = PHRASES[language]
        said = " ".join(text(language).split())
        for key in ("editing.title", "rules.title", "fields.title", "report.title"):
            assert words(key) in said, key
        assert words("circular.report") in said

    @every_guide
    def test_schemas_that_are_named_are_published(self, language):
        named = re.findall(r"`(\w+)\.json`", text(language))
        assert named
        assert set(named) <= set(SCHEMA_NAMES)

    def test_both_guides_have_the_same_parts(self):
        parts = {}
        for language in GUIDES:
            fences = [kind for kind, _ in FENCE.findall(text(language))]
            heads = re.findall(r"(?m)^(#+) ", without_blocks(language))
            items = len(re.findall(r"(?m)^(?:- |\d\. |\| )", without_blocks(language)))
            commands = re.findall(r"(?m)^circulars (\w+)", text(language))
            parts[language] = (heads, fences, items, commands)
        assert parts["ru"] == parts["en"]
