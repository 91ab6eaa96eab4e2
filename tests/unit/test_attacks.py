"""Attacks by contributions (``tests/attacks/``): each is refused with one message, or harmless."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from urllib.parse import urlsplit

import html5lib
import pytest
import small_archive
from bodies import written
from small_archive import PHRASES
from tests.attacks import kit

from archive import fields
from archive.checking import check_archive
from archive.render.body import ALLOWED_ATTRIBUTES, ALLOWED_TAGS
from archive.rule_codes import BLOCKING

TODAY = dt.date.fromisoformat(kit.TODAY)
SOUND = {
    "2024/letter/en.md": small_archive.letter(),
    "2024/letter/ru.md": small_archive.translation(),
}
_STEERING = re.compile(
    "[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]"
)


def found(root: Path) -> list[str]:
    """All that stops publication, as an editor sees it in English; each is one harmless line."""
    checked = check_archive(root, PHRASES, "circulars", TODAY)
    stops = [problem for problem in checked.problems if problem.code in BLOCKING]
    for problem in stops:
        for words in PHRASES.values():
            line = problem.render(words)
            assert not _STEERING.search(line)
            assert "##[" not in line
            assert re.match(r"circulars.*:\d+:\d+: \w+\[[a-z-]+\]: .{20}", line)
    return [problem.render(PHRASES["en"]) for problem in stops]


def refused(root: Path, code: str, path: str, line: int = 0, column: int = 0) -> None:
    """There is one message: this rule's, at this place."""
    (message,) = found(root)
    start, _, rest = message.partition(f": error[{code}]: ")
    assert rest, message
    shown, shown_line, shown_column = start.rsplit(":", 2)
    assert shown == f"circulars/{path}"
    if line:
        assert (int(shown_line), int(shown_column)) == (line, column), message


def of(carrier: str, outcome: str) -> pytest.MarkDecorator:
    """The attacks of a list, one test each."""
    listed = kit.attacks(carrier, outcome)
    return pytest.mark.parametrize("attack", listed, ids=[attack.id for attack in listed])


def test_there_are_at_least_three_hundred_attacks():
    lists = [
        kit.attacks(carrier, outcome)
        for carrier in ("words", "bodies", "front", "addresses", "files")
        for outcome in ("published", "refused")
    ]
    distinct = {(attack.group, attack.text) for listed in lists for attack in listed}
    distinct |= {(attack.group, attack.text) for _, attack in kit.registers()}
    assert len(distinct) + len(kit.names()) > 700


# --- words of the front matter ------------------------------------------------------------------


def test_every_field_of_words_is_attacked():
    asked: set[str] = set()

    def take(path: str) -> str:
        asked.add(path)
        return path

    kit.hostile_letter(take)
    kit.hostile_initiative(take)
    kit.hostile_registers(take)
    kinds = (fields.Type.LINE, fields.Type.TEXT, fields.Type.REFERENCE)
    for path, row in fields.walk(fields.CIRCULAR_FIELDS):
        if row.type in kinds and not row.fields:
            assert path in asked, path
    for prefix, table in (
        *(("bureau", fields.BUREAU_FIELDS), ("addressee", fields.ADDRESSEE_FIELDS)),
        ("term", fields.TERM_FIELDS),
    ):
        words = {row.name for row in table if row.type is fields.Type.LOCALIZED}
        assert {f"{prefix}.{name}" for name in words} <= asked | {"term.abbreviation"}


@of("words", "published")
def test_hostile_words_are_words(attack, tmp_path):
    """That they pass in both languages and in registers the site of all of them shows."""
    front = kit.hostile_letter(lambda path: attack.text)
    del front["initiatives"]
    assert found(kit.write(tmp_path, {"2024/letter/en.md": kit.dump(front, "A word.\n")})) == []


@of("words", "refused")
@pytest.mark.parametrize("field", ["subject", "summary", "links.site.label"])
def test_words_that_could_mislead_are_refused(attack, field, tmp_path):
    text = attack.text * 2000 if attack.text == "LONG" else attack.text
    value = kit.MARK + kit.plain(text).strip()
    if field == "links.site.label":
        written = small_archive.letter(extra=f"links: {{site: {{label: {value}, url: lost}}}}\n")
    else:
        written = small_archive.letter(**{field: value})
    source, line, column = kit.marked(written)
    root = kit.write(tmp_path, {"2024/letter/en.md": source})
    refused(root, attack.code, "2024/letter/en.md", line, column)


# --- texts --------------------------------------------------------------------------------------


def letter_of(text: str) -> str:
    links = "links:\n  other:\n    label: Elsewhere\n    url: https://other.example/\n"
    return small_archive.letter(text.strip("\n") + "\n", extra=links)


@of("bodies", "refused")
def test_hostile_texts_are_refused(attack, tmp_path):
    source, line, column = kit.marked(letter_of(attack.text))
    root = kit.write(tmp_path, {"2024/letter/en.md": source})
    refused(root, attack.code, "2024/letter/en.md", line, column)


@of("bodies", "published")
def test_other_hostile_texts_are_published(attack, tmp_path):
    assert found(kit.write(tmp_path, {"2024/letter/en.md": letter_of(attack.text)})) == []


BODIES = [*kit.attacks("bodies", "published"), *kit.attacks("bodies", "refused")]


@pytest.mark.parametrize("attack", BODIES, ids=[attack.id for attack in BODIES])
@pytest.mark.parametrize("numbered", [False, True])
def test_what_is_forced_past_the_rules_is_harmless(attack, numbered):
    """The writer is the second wall: here no rule has been asked."""
    text = attack.text.replace(kit.MARK, "").strip("\n")
    fragment = written(text, numbered=numbered)
    for page in (
        fragment.fill("", lambda key: "../letter/"),
        fragment.fill_for_feed("https://union.example/x/", lambda key: "https://union.example/y/"),
    ):
        tree = html5lib.parseFragment(page, namespaceHTMLElements=False)
        for element in tree.iter():
            if element is tree:
                continue
            assert element.tag in ALLOWED_TAGS
            assert set(element.attrib) <= ALLOWED_ATTRIBUTES.get(element.tag, frozenset())
            address = element.get("href")
            if address is not None:
                scheme = urlsplit(address).scheme.lower()
                assert scheme in ("", "http", "https", "mailto")
                assert scheme or address.startswith(("#", "../letter/"))
            assert not element.get("id", "").startswith("__")


# --- front matter, addresses, registers ---------------------------------------------------------


@of("front", "refused")
def test_hostile_front_matter_is_refused(attack, tmp_path):
    lines = kit.at_size(attack.text).strip("\n") + "\n"
    source, line, column = kit.marked(small_archive.letter(extra=lines))
    root = kit.write(tmp_path, {"2024/letter/en.md": source})
    refused(root, attack.code, "2024/letter/en.md", line, column)


@of("addresses", "refused")
@pytest.mark.parametrize(
    "where",
    [
        "official-url: {}",
        "links: {{site: {{label: x, url: {}}}}}",
        "contacts: {{clerk: {{person: x, web: {}}}}}",
        "events: {{meeting: {{name: x, start: 2024-05-01, url: {}}}}}",
    ],
    ids=["official", "link", "contact", "event"],
)
def test_hostile_addresses_are_refused(attack, where, tmp_path):
    value = kit.MARK + kit.plain(attack.text).strip()
    source, line, column = kit.marked(small_archive.letter(extra=where.format(value) + "\n"))
    root = kit.write(tmp_path, {"2024/letter/en.md": source})
    refused(root, attack.code, "2024/letter/en.md", line, column)


REGISTERS = list(kit.registers())


@pytest.mark.parametrize(
    ("register", "attack"), REGISTERS, ids=[attack.id for _, attack in REGISTERS]
)
def test_hostile_registers_are_refused(register, attack, tmp_path):
    source, line, column = kit.marked(kit.at_size(attack.text).strip("\n") + "\n")
    path = f"registers/{register}.yml"
    root = kit.write(tmp_path, {**SOUND, path: source})
    messages = [message for message in found(root) if message.startswith(f"circulars/{path}:")]
    # A register that cannot be read leaves names unknown, which letters are not blamed for.
    assert len(messages) == 1, messages
    assert f":{line}:{column}: error[{attack.code}]" in messages[0]


# --- files beside a text -------------------------------------------------------------------------


def beside(attack: kit.Attack, root: Path) -> tuple[Path, int, int]:
    """A letter with the file as its annex, and where it names it."""
    file = f"plan.{attack.name.partition('-')[0]}"
    annex = f"annexes:\n  a:\n    title: Plan\n    status: held\n    {kit.MARK}file: {file}\n"
    source, line, column = kit.marked(small_archive.letter(extra=annex))
    files = {"2024/letter/en.md": source, f"2024/letter/{file}": attack.text}
    return kit.write(root, files), line, column


@of("files", "refused")
def test_hostile_files_are_refused(attack, tmp_path):
    root, line, column = beside(attack, tmp_path)
    refused(root, attack.code, "2024/letter/en.md", line, column)


@of("files", "published")
def test_other_files_are_published(attack, tmp_path):
    root, _, _ = beside(attack, tmp_path)
    assert found(root) == []


# --- names of files -----------------------------------------------------------------------------


NAMES = kit.names()


@pytest.mark.parametrize(
    ("code", "made"),
    [(code, made) for code, _, made in NAMES],
    ids=[f"{code}-{name}" for code, name, _ in NAMES],
)
def test_hostile_names_are_refused(code, made, tmp_path):
    root = kit.write(tmp_path / "letters", SOUND)
    if "link" in made:
        place = root / made["link"]
        place.parent.mkdir(parents=True, exist_ok=True)
        if beside := made.get("beside"):
            path = root / beside
            path.write_text(small_archive.letter(), "utf-8")
        place.symlink_to(made["to"])
        refused(root, code, made["link"])
        return
    place = root / kit.at_size(made["file"])
    if made["file"].endswith("/"):
        place.mkdir(parents=True)
    else:
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(small_archive.letter(), "utf-8")
    refused(root, code, kit.at_size(made["at"]))
