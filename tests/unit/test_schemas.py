"""The JSON Schemas and snippets that editors get: true to the table of fields and the checker."""

import json
import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from small_archive import (
    ADDRESSEES,
    BUREAUX,
    INITIATIVE,
    PHRASES,
    letter,
    translation,
    write_files,
)

from archive.checks import DOCUMENT_RULES
from archive.checks.library import is_misspelt_bureau
from archive.cli import main
from archive.fields import DOCUMENTS, Shape, Stands, Type, walk
from archive.languages import CODES
from archive.listing import REGISTER_FILES
from archive.records import Reader
from archive.references import Grammar
from archive.schemas import SCHEMA_NAMES, schema, schema_text
from archive.snippets import snippets
from archive.source import parse_yaml, text_of
from archive.sources import Document

ROOT = Path(__file__).parents[2]
READER = Reader(Grammar.of(PHRASES))
SETTINGS = ROOT / ".vscode"


class EditorsLoader(yaml.SafeLoader):
    """Reads YAML as editors do, by the core schema of YAML 1.2: dates are texts, NO is a word."""


EditorsLoader.yaml_implicit_resolvers = {}
for _tag, _form, _first in (
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("null", r"~|null|Null|NULL|", "~nN\0"),
    ("int", r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", "-+0123456789"),
    ("float", r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?", "-+.0123456789"),
):
    for _letter in _first:
        EditorsLoader.yaml_implicit_resolvers.setdefault(_letter.strip("\0"), []).append(
            (f"tag:yaml.org,2002:{_tag}", re.compile(rf"(?:{_form})$"))
        )
EditorsLoader.add_constructor("tag:yaml.org,2002:int", lambda loader, node: _number(node.value))


def _number(text):
    return int(text, 0) if text[:2] in ("0o", "0x") else int(text)


def load(text):
    return yaml.load(text, EditorsLoader)


def front(text):
    """The front matter of a file, as an editor sees it."""
    return load(text.removeprefix("---\n").partition("\n---")[0])


JUDGES = {
    (name, code): Draft202012Validator(schema(name, PHRASES[code]))
    for name in SCHEMA_NAMES
    for code in CODES
}


def faults(name, value, code="en"):
    """What the schema says against a value, with its place."""
    found = JUDGES[name, code].iter_errors(value)
    return [f"{'.'.join(map(str, error.absolute_path))}: {error.message}" for error in found]


def kind_of(path):
    return "initiative" if path.parts[-3] == "initiatives" else "circular"


def checker_finds(kind, data):
    """What the rules on one file alone find in its front matter.

    A bureau named by what is no id is told by the rule that knows the register of bureaux.
    """
    file = text_of(data, "x", "x")
    record = READER.read(file.front, DOCUMENTS[kind])
    document = Document(kind=kind, key="x", language="en", file=file, record=record)
    misspelt = [entry for entry in record.entries if is_misspelt_bureau(entry)]
    found = (problem for rule in DOCUMENT_RULES for problem in rule(document))
    return [*file.problems, *found, *misspelt]


class TestSchemas:
    @pytest.mark.parametrize("code", CODES)
    @pytest.mark.parametrize("name", SCHEMA_NAMES)
    def test_each_is_a_schema(self, name, code):
        written = json.loads(schema_text(name, PHRASES[code]))
        Draft202012Validator.check_schema(written)
        assert written["$schema"] == "https://json-schema.org/draft/2020-12/schema"
        assert written["title"] == PHRASES[code](f"fields.document.{name}")

    def test_every_table_has_one(self):
        assert set(SCHEMA_NAMES) == set(DOCUMENTS)

    @pytest.mark.parametrize("code", CODES)
    @pytest.mark.parametrize("name", SCHEMA_NAMES)
    def test_every_field_is_in_it_and_explained(self, name, code):
        for path, row in walk(DOCUMENTS[name]):
            stands = [inner(name, path, mode, code) for mode in modes(name)]
            assert any(stands), path
            for found in filter(None, stands):
                assert found["description"].startswith(PHRASES[code](f"field.{name}.{path}"))
                if row.choices:
                    one = found["items"] if row.shape is Shape.LIST else found
                    assert set(row.choices) == set(one["enum"])

    @pytest.mark.parametrize("name", SCHEMA_NAMES)
    def test_patterns_are_those_of_every_dialect(self, name):
        """Editors do not read Python's own marks, such as named groups."""
        for pattern in re.findall(r'"pattern": (".*")', schema_text(name, PHRASES["en"])):
            assert not re.search(r"\(\?(?!:)|\\[AZz]|[*+?}]\+", json.loads(pattern)), pattern


def modes(name):
    return ("entry",) if name in REGISTER_FILES else ("facts", "translation")


def inner(name, path, mode, code="en"):
    """The schema of one field, as it stands in a schema; None where the field has no place."""
    node = JUDGES[name, code].schema
    node = node["additionalProperties"] if mode == "entry" else node["$defs"][mode]
    for part in path.split("."):
        node = node if "properties" in node else node["additionalProperties"]
        if part not in node["properties"]:
            return None
        node = node["properties"][part]
    return node


TEXTS = sorted(
    path
    for root in ("circulars", "tests/noise/circulars")
    for path in (ROOT / root).glob("*/*/*.md")
)
BROKEN = sorted(
    path
    for root in ("tests/broken/*/circulars", "tests/all-wrong/circulars")
    for path in ROOT.glob(f"{root}/*/*/*.md")
    if path.is_file()
)


class TestWhatIsRight:
    @pytest.mark.parametrize("path", TEXTS, ids=lambda path: "/".join(path.parts[-3:]))
    def test_sound_letters_and_initiatives_are_taken(self, path):
        assert faults(kind_of(path), front(path.read_text("utf-8"))) == []

    def test_there_are_letters_to_try(self):
        assert len(TEXTS) > 80

    @pytest.mark.parametrize("name", sorted(REGISTER_FILES))
    @pytest.mark.parametrize("root", ["circulars", "tests/noise/circulars"])
    def test_sound_registers_are_taken(self, root, name):
        path = ROOT / root / "registers" / REGISTER_FILES[name]
        if path.exists():
            assert faults(name, load(path.read_text("utf-8"))) == []

    def test_the_archive_of_the_tests_is_taken(self):
        assert faults("circular", front(letter())) == []
        assert faults("circular", front(translation())) == []
        assert faults("initiative", front(INITIATIVE)) == []
        assert faults("bureau", load(BUREAUX)) == []
        assert faults("addressee", load(ADDRESSEES)) == []

    def test_what_the_checker_takes_is_taken(self):
        """A schema that refused a right text would send editors to mend what is sound."""
        tried = 0
        for path in BROKEN:
            data = path.read_bytes()
            if not checker_finds(kind_of(path), data):
                tried += 1
                assert faults(kind_of(path), front(data.decode())) == [], path
        assert tried > 50


WRONG = {
    "unknown field": letter(sumary="x"),
    "unknown field of a group": letter(extra="action: {ask: Reply}\n"),
    "unknown field of an entry": letter(extra="links: {site: {label: x, adress: lost}}\n"),
    "missing field": letter(bureau=None),
    "missing field of an entry": letter(extra="links: {site: {label: x}}\n"),
    "missing words": translation(subject=None),
    "wrong choice": letter(kind="leter"),
    "wrong choice in an entry": letter(
        extra="annexes: {map: {title: x, status: lost}}\n",
    ),
    "fact in a translation": translation(bureau="desk"),
    "fact in an entry of a translation": translation(
        extra="deadlines: {reply: {asks: ответить, date: 2024-04-01}}\n"
    ),
    "list of facts in a translation": translation(addressees="[members]"),
    "field of translations in the facts": letter(fingerprint="{p1: 0123456789abcdef}"),
    "text where a list is wanted": letter(addressees="members"),
    "list where a text is wanted": letter(subject="[a, b]"),
    "text where a group is wanted": letter(action="reply"),
    "list where entries are wanted": letter(extra="links: [site]\n"),
    "empty value": letter(place=""),
    "blank value": letter(place='"  "'),
    "too long": letter(place="x" * 1001),
    "twice in a list": letter(addressees="[members, members]"),
    "an id with a capital": letter(extra="links: {Site: {label: x, url: lost}}\n"),
    "a name that is no id": letter(bureau="Desk 1"),
    "not a date": letter(date="soon"),
    "a month where a day is wanted": letter(added="2024-03"),
    "a date in words": letter(date="5 March 2024"),
    "an hour where a date is wanted": letter(date="2024-03-05 10:00"),
    "not a moment": letter(extra="events: {spring: {name: x, start: 2024-03-05 ten}}\n"),
    "not a zone": letter(
        extra="events: {spring: {name: x, start: 2024-03-05 10:00, timezone: MSK}}\n"
    ),
    "not a web address": letter(official_url="union.example"),
    "a script for an address": letter(official_url="javascript:alert(1)"),
    "not an e-mail address": letter(extra="contacts: {desk: {email: desk at union.example}}\n"),
    "not a file": letter(
        extra="annexes: {map: {title: x, status: held, file: Map of the venue.PDF}}\n"
    ),
    "not a size": letter(
        extra="annexes: {map: {title: x, status: held, file: map.pdf, size: 2 MB}}\n"
    ),
    "not a circular's folder": letter(
        extra="related: {first: {kind: circular, relation: cites, circular: tsb-352}}\n"
    ),
    "not a language": letter(
        extra="events: {spring: {name: x, start: 2024-03-05, languages: [English]}}\n"
    ),
    "a language that the archive lacks": translation(translates="fr"),
    "not a fingerprint": translation(fingerprint="{p1: changed}"),
}
"""Letters with one fault each, which the schema must see as the checker does."""

WRONG_REGISTERS = {
    "missing field": ("bureau", "desk: {name: {en: Desk}}\n"),
    "unknown field": ("addressee", "members: {name: {en: Members}, kind: all}\n"),
    "unknown language": ("addressee", "members: {name: {fr: Membres}}\n"),
    "no language": ("addressee", "members: {name: {}}\n"),
    "text without its language": ("addressee", "members: {name: Members}\n"),
    "an id with a blank": ("addressee", "all members: {name: {en: Members}}\n"),
    "no entries": ("bureau", "- desk\n"),
    "a move without its day": ("move", "spring: {circular: 2024/letter, to: 2024/spring}\n"),
}


class TestWhatIsWrong:
    @pytest.mark.parametrize("text", WRONG.values(), ids=WRONG)
    def test_wrong_front_matter_is_refused(self, text):
        assert checker_finds("circular", text.encode()), "the checker knows of no fault"
        assert faults("circular", front(text))

    @pytest.mark.parametrize(("name", "text"), WRONG_REGISTERS.values(), ids=WRONG_REGISTERS)
    def test_wrong_registers_are_refused(self, name, text):
        assert faults(name, load(text))

    def test_a_fault_has_its_place(self):
        found = faults("circular", front(letter(extra="links: {site: {label: x, adress: lost}}\n")))
        assert [fault.partition(":")[0] for fault in found] == ["links.site", "links.site"]


SAMPLES = {
    Type.TEXT: (["Words.", "'x'", ">-\n  folded: words", "'" + "x" * 5000 + "'"], ["''", "[a]"]),
    Type.LINE: (["Words", "' a '", "'2021'"], ["'  '", "{a: b}", "'" + "x" * 1001 + "'"]),
    Type.DATE: (
        ["2021-10-13", "2021-10", "2021", "2021~", "2023-12~", "'2021'", "' 2021-10-13 '"],
        ["soon", "13.10.2021", "2021-10-13 10:00", "21", "99999", "2021-1-1"],
    ),
    Type.DAY: (["2021-10-13", "'2021-10-13'"], ["2021-10", "2021", "2021-10-13~"]),
    Type.MOMENT: (
        ["2021-12-07 10:00", "2021-12-07T9:30", "2021-12-07", "2021-12", "2021", "2021~"],
        ["2021-12-07 10", "10:00", "7 December 2021", "2021-12 10:00"],
    ),
    Type.ZONE: (
        ["Europe/Zurich", "UTC", "CET", "CEST", "+03:00", "-05:30", "America/Argentina/Ushuaia"],
        ["MSK", "Geneva", "+3", "GMT+1"],
    ),
    Type.URL: (
        ["https://www.itu.int/x?y=(z)", "http://союз.example/", "http://a.example:8080"],
        ["www.itu.int", "ftp://a.example", "https://a.example/a b", "lost"],
    ),
    Type.LINK_URL: (["lost", "https://a.example/"], ["Lost", "mailto:a@b.example"]),
    Type.EMAIL: (["a.b+c@d-e.example", "A_1%@b.example"], ["a@b", "a b@c.example", "a@b..example"]),
    Type.FILE: (["map.pdf", "map-2.v1.docx", "a.zip"], ["Map.pdf", "map.exe", "a/b.pdf", "map"]),
    Type.SIZE: (["0", "52431", "'52431'"], ["-1", "2 MB", "1.5", "'0x10'"]),
    Type.LANGUAGE: (["en", "zh-Hant", "rus"], ["English", "e", "en_GB"]),
    Type.TEXT_LANGUAGE: (["ru", "en"], ["fr", "Ru"]),
    Type.REFERENCE: (["TSB Circular 352", "что угодно"], ["''", "{a: b}"]),
    Type.CIRCULAR: (["2021/tsb-352"], ["tsb-352", "2021/TSB-352", "2021/tsb-352/", "21/a"]),
    Type.BUREAU: (["tsb"], ["TSB", "t s b"]),
    Type.ADDRESSEE: (["member-states"], ["Members", "m_s"]),
    Type.ANSWER: (["visa-letter"], ["Visa", "visa letter"]),
    Type.EVENT: (["meeting", "2021/tsb-352#meeting"], ["2021/tsb-352", "#meeting", "a#meeting"]),
    Type.SPAN: (
        ["14 days", "2 weeks", "1 month", "999 days"],
        ["0 days", "2", "two weeks", "1 year"],
    ),
    Type.INITIATIVE: (["u4ssc"], ["4ssc", "a--b"]),
    Type.LINK: (["event-site"], ["link:event-site", "Site"]),
    Type.ID: (["reply", "x2"], ["2x", "a_b"]),
    Type.CHOICE: ([], ["none of them", "''"]),
    Type.LOCALIZED: (
        ["{ru: Слово, en: Word}", "{en: Word}"],
        ["Word", "{}", "{fr: Mot}", "{en: ''}", "{en: [a]}"],
    ),
    Type.LOCALIZED_LIST: (
        ["{ru: [Слово, Слова], en: [Word]}", "{en: [Word]}"],
        ["Word", "{}", "[Word]", "{fr: [Mot]}", "{en: Word}", "{en: []}", "{en: [Word, Word]}"],
    ),
    Type.FINGERPRINT: (
        ["{p1: 0123456789abcdef}", "{p1: 1234567890123456}", "{p1: 12e4567890123456}", "{}"],
        ["{p1: abc}", "0123456789abcdef", "{p1: 0123456789ABCDEF}"],
    ),
}
"""For every type: values that both the checker and the schemas take, and that both refuse."""


def place_of(kind):
    """A document and a path in it where a field of a type stands, and its row."""
    for name, fields in DOCUMENTS.items():
        for path, row in walk(fields):
            if row.type is kind and not row.fields:
                return name, path, row
    raise AssertionError(f"no field is of the type {kind}")


def line(row, written):
    """A field with a value, which stands alone in its list where the field is one."""
    return f"{row.name}: [{written}]" if row.shape is Shape.LIST else f"{row.name}: {written}"


def checker_takes(row, written):
    record = READER.read(parse_yaml(line(row, written)), (row,))
    return all(entry.misfit is None for entry in record.entries)


def schema_takes(name, path, row, written):
    mode = "entry" if name in REGISTER_FILES else "facts"
    if row.stands is Stands.TRANSLATION:
        mode = "translation"
    judge = Draft202012Validator(inner(name, path, mode))
    return judge.is_valid(load(line(row, written))[row.name])


class TestTypes:
    def test_every_type_is_tried(self):
        assert set(SAMPLES) == set(Type)

    @pytest.mark.parametrize("kind", list(Type))
    def test_schema_and_checker_agree_on_what_is_right(self, kind):
        name, path, row = place_of(kind)
        for written in (*SAMPLES[kind][0], *row.choices):
            assert checker_takes(row, written), written
            assert schema_takes(name, path, row, written), written

    @pytest.mark.parametrize("kind", list(Type))
    def test_schema_and_checker_agree_on_what_is_wrong(self, kind):
        name, path, row = place_of(kind)
        for written in SAMPLES[kind][1]:
            assert not checker_takes(row, written), written
            assert not schema_takes(name, path, row, written), written

    @pytest.mark.parametrize("kind", list(Type))
    @given(text=st.text("0123456789-~:+ TCESUabcz/.@httpslo", max_size=16))
    def test_no_schema_is_stricter_than_the_checker(self, kind, text):
        name, path, row = place_of(kind)
        written = json.dumps(text)
        if checker_takes(row, written):
            assert schema_takes(name, path, row, written)

    def test_what_is_proposed_is_right(self):
        for kind in Type:
            name, path, row = place_of(kind)
            found = json.dumps(inner(name, path, modes(name)[0]) or {})
            for examples in re.findall(r'"examples": (\[[^]]*\])', found):
                assert json.loads(examples)
                assert all(checker_takes(row, written) for written in json.loads(examples))


def settings(name):
    """A file of VS Code's settings: JSON with comments on lines of their own."""
    text = (SETTINGS / name).read_text("utf-8")
    return json.loads(re.sub(r"(?m)^\s*//.*$", "", text))


def filled(body):
    """A snippet's text after an editor has gone through its stops."""
    text = re.sub(r"\$\{[0-9]+\|([^,|]*)[^|]*\|\}", r"\1", "\n".join(body))
    text = re.sub(r"\$\{[0-9]+:([^}]*)\}", r"\1", text)
    return re.sub(r"\$[0-9]+", "x", text)


SNIPPETS = json.loads(snippets(PHRASES))


class TestSnippets:
    def test_the_committed_file_is_in_step(self):
        command = "circulars schema snippets > .vscode/circulars.code-snippets"
        written = (SETTINGS / "circulars.code-snippets").read_text("utf-8")
        assert written == snippets(PHRASES), f"write it anew: {command}"

    @pytest.mark.parametrize("name", SNIPPETS)
    def test_each_gives_yaml_of_known_fields(self, name):
        text = filled(SNIPPETS[name]["body"])
        assert "$" not in text.replace("\n$0", "")
        whole = text.startswith("---\n")
        found = front(text) if whole else load(text)
        kind = name.partition(":")[0].partition(".")[0] if whole else ""
        kinds = [kind] if kind else ["circular", "initiative"]
        if whole or "." not in name:
            assert any(set(found) <= {row.name for row in DOCUMENTS[kind]} for kind in kinds)
        else:
            assert list(found) == [name.partition(":")[0].rpartition(".")[2]]

    @pytest.mark.parametrize("kind", ["circular", "initiative"])
    @pytest.mark.parametrize("suffix", ["", ": translation"])
    def test_a_whole_file_needs_only_right_values(self, kind, suffix):
        found = front(filled(SNIPPETS[f"{kind}{suffix}"]["body"]))
        assert not [fault for fault in faults(kind, found) if "required" in fault]
        assert not [fault for fault in faults(kind, found) if "unexpected" in fault]
        assert ("translates" in found) is bool(suffix)

    def test_every_field_that_editors_write_is_proposed(self):
        text = "\n".join(line for snippet in SNIPPETS.values() for line in snippet["body"])
        for kind in ("circular", "initiative"):
            for path, row in walk(DOCUMENTS[kind]):
                proposed = re.search(rf"(?m)^ *{row.name}:", text)
                assert bool(proposed) is (row.type is not Type.FINGERPRINT), path

    def test_facts_are_not_proposed_for_a_translation(self):
        words = SNIPPETS["events: translation"]["body"]
        assert words == ["events:", "  ${1:id}:", "    name: $2"]
        assert "    start: $3" in SNIPPETS["events"]["body"]

    def test_each_speaks_all_languages(self):
        for name, snippet in SNIPPETS.items():
            assert len(snippet["description"].split(" / ")) >= len(CODES), name

    def test_they_appear_in_front_matter_too(self):
        """VS Code takes the place between the two lines of hyphens for YAML."""
        assert {snippet["scope"] for snippet in SNIPPETS.values()} == {"markdown,yaml"}


class TestSettings:
    def test_registers_have_their_published_schemas(self):
        schemas = settings("settings.json")["yaml.schemas"]
        assert schemas == {
            f"./site/editing/schema/{name}.json": f"circulars/registers/{file}"
            for name, file in REGISTER_FILES.items()
        }

    def test_names_are_proposed_while_one_types(self):
        markdown = settings("settings.json")["[markdown]"]
        assert markdown["editor.quickSuggestions"]["strings"] == "on"

    def test_the_extension_for_yaml_is_recommended(self):
        assert settings("extensions.json")["recommendations"] == ["redhat.vscode-yaml"]

    def test_the_task_understands_what_the_checker_prints(self, tmp_path, monkeypatch, capsys):
        (task,) = settings("tasks.json")["tasks"]
        pattern = task["problemMatcher"]["pattern"]
        monkeypatch.chdir(tmp_path)
        write_files(tmp_path / "circulars", {"2024/letter/en.md": letter(kind="leter")})
        assert main([*task["args"], "--lang", "ru"]) == 1
        (line,) = capsys.readouterr().out.splitlines()
        match = re.fullmatch(pattern["regexp"], line)
        found = {name: match[pattern[name]] for name in pattern if name != "regexp"}
        message = found.pop("message")
        assert message.startswith("leter")
        assert found == {
            "severity": "error",
            "file": "circulars/2024/letter/en.md",
            "line": "3",
            "column": "7",
            "code": "bad-choice",
        }

    def test_git_keeps_the_settings(self):
        kept = re.findall(r"(?m)^!/\.vscode/(.+)$", (ROOT / ".gitignore").read_text("utf-8"))
        assert set(kept) == {path.name for path in SETTINGS.iterdir() if path.name in kept}
        assert {"settings.json", "circulars.code-snippets"} <= set(kept)


class TestCommand:
    @pytest.mark.parametrize("code", CODES)
    @pytest.mark.parametrize("name", SCHEMA_NAMES)
    def test_it_prints_the_schema(self, name, code, capsys):
        assert main(["schema", name, "--lang", code]) == 0
        assert capsys.readouterr() == (schema_text(name, PHRASES[code]), "")

    def test_it_prints_the_snippets(self, capsys):
        assert main(["schema", "snippets"]) == 0
        assert capsys.readouterr().out == snippets(PHRASES)

    @pytest.mark.parametrize("arguments", [[], ["letter"], ["circular", "bureau"]])
    def test_another_name_is_wrong_usage(self, arguments, capsys):
        assert main(["schema", *arguments, "--lang", "en"]) == 2
        assert "schema" in capsys.readouterr().err
