"""Spelling: every word is asked for once; without a dictionary nothing is found."""

import datetime as dt
import os
import shutil
import sys
from pathlib import Path

import pytest
from small_archive import PHRASES, letter, translation, write_files

from archive.checks.desk import Desk
from archive.checks.spelling import spelling
from archive.listing import list_archive
from archive.reading import SourceReader
from archive.records import Reader
from archive.references import Grammar
from archive.speller import Speller, WordList, read_word_list, spellers

HUNSPELL = """#!{python}
# Speaks as hunspell -a does: knows the words of a file, and proposes the two that end alike.
import sys
folder = {folder!r}
name = sys.argv[sys.argv.index("-d") + 1]
with open(folder + "/log", "a") as log:
    log.write("start " + name + "\\n")
try:
    with open(folder + "/" + name, encoding="utf-8") as file:
        known = file.read().split()
except OSError:
    sys.exit(1)
sys.stdout.reconfigure(encoding="utf-8")
sys.stdin.reconfigure(encoding="utf-8")
print("@(#) International Ispell Version 3.2.06 (but really a test)", flush=True)
for line in sys.stdin:
    assert line.startswith("^"), line
    word = line[1:].rstrip("\\n")
    with open(folder + "/log", "a") as log:
        log.write("word " + word + "\\n")
    if word == "fatal":
        sys.exit(1)
    if word in known or word.lower() in known:
        print("*")
    else:
        close = [other for other in known if other[-2:] == word[-2:]]
        if close:
            print("&", word, len(close), "0: " + ", ".join(close))
        else:
            print("#", word, 0)
    print(flush=True)
"""


@pytest.fixture
def hunspell(tmp_path):
    """A hunspell that knows a few words; gives back its environment."""
    folder = tmp_path / "bin"
    folder.mkdir()
    program = folder / "hunspell"
    program.write_text(HUNSPELL.format(python=sys.executable, folder=str(folder)), "utf-8")
    program.chmod(0o755)
    (folder / "en_US").write_text("spring meeting seating harbour s don't one by", "utf-8")
    (folder / "ru_RU").write_text("весеннее собрание раз", "utf-8")
    return {"PATH": str(folder)}


def asked(environment):
    return (Path(environment["PATH"]) / "log").read_text("utf-8").splitlines()


@pytest.fixture
def speller(hunspell):
    made = Speller(program=f"{hunspell['PATH']}/hunspell", dictionaries=["en_GB", "en_US"],
                   environment=hunspell, known=WordList.parse("Zavazava\nport*\n"))  # fmt: skip
    yield made
    made.close()


class TestSpeller:
    def test_asks_for_every_word_once(self, speller, hunspell):
        assert speller.unknown(["spring", "sprink", "spring"]) == {"sprink"}
        assert speller.unknown(["sprink", "meeting", "spring"]) == {"sprink"}
        assert [line for line in asked(hunspell) if line.startswith("word")] == [
            "word spring", "word sprink", "word meeting",
        ]  # fmt: skip

    def test_takes_the_first_dictionary_that_is_there(self, speller, hunspell):
        assert speller.available
        assert speller.dictionary == "en_US"
        assert asked(hunspell) == ["start en_GB", "start en_US"]

    def test_proposes_up_to_three_words(self, speller):
        speller.unknown(["seting", "xyzzy"])
        assert speller.suggestions("seting") == ("spring", "meeting", "seating")
        assert speller.suggestions("xyzzy") == ()
        assert speller.suggestions("spring") == ()

    def test_more_words_than_a_pipe_holds(self, speller):
        words = [f"{'x' * 40}{chr(97 + a)}{chr(97 + b)}" for a in range(26) for b in range(26)]
        assert speller.unknown([*words, "spring"]) == set(words)

    def test_the_own_words_are_never_asked(self, speller, hunspell):
        assert speller.unknown(["Zavazava", "zavazava’s", "Portside", "port"]) == set()
        assert [line for line in asked(hunspell) if line.startswith("word")] == []

    def test_joined_words_are_right_when_their_parts_are(self, speller):
        assert speller.unknown(["spring-meeting", "spring-xx"]) == {"spring-xx"}

    def test_a_typographic_apostrophe_is_an_apostrophe(self, speller):
        assert speller.unknown(["don’t"]) == set()

    def test_a_program_that_dies_finds_nothing(self, speller):
        assert speller.unknown(["sprink", "fatal"]) <= {"sprink"}
        assert not speller.available
        assert speller.unknown(["another"]) == set()

    def test_a_hostile_file_does_not_keep_it_busy(self, speller, hunspell):
        letters = "abcdefghijklmno"
        speller.unknown([f"x{a}{b}{c}" for a in letters for b in letters for c in letters])
        assert len([line for line in asked(hunspell) if line.startswith("word")]) == 2000

    def test_words_of_endless_length_are_not_asked(self, speller):
        assert speller.unknown(["x" * 10_000]) == set()

    def test_abbreviations_names_and_halves_are_no_words(self, speller):
        text = "ITU GovStack ITU-wide U4SSC x 5th xx5 собр sprinя well_xx 'sprink' (sprink)."
        assert speller.unknown_in(text, "A-Za-z") == {"sprink"}
        assert speller.unknown_in(text, "A-Za-z") == {"sprink"}

    def test_without_a_program_or_a_dictionary(self, hunspell, tmp_path):
        for made in (
            Speller(program=None, dictionaries=["en_US"]),
            Speller(program=str(tmp_path / "none"), dictionaries=["en_US"]),
            Speller(program=f"{hunspell['PATH']}/hunspell", dictionaries=["xx"]),
            Speller(program=f"{hunspell['PATH']}/hunspell", dictionaries=[]),
        ):
            assert not made.available
            assert made.fingerprint == ""
            assert made.unknown(["sprink"]) == set()

    def test_the_fingerprint_tells_dictionaries_and_words_apart(self, speller, hunspell):
        program = speller.program
        other = Speller(program=program, dictionaries=["en_US"], environment=hunspell)
        third = Speller(program=program, dictionaries=["ru_RU"], environment=hunspell)
        assert len({speller.fingerprint, other.fingerprint, third.fingerprint}) == 3
        other.close()
        third.close()


class TestWordList:
    def test_a_word_on_each_line(self):
        words = WordList.parse("# All\nGuest # a name\nport*\n\n*\na*\n")
        asked = ("guest", "GUEST", "guests", "Ports", "por", "apple")
        assert [word for word in asked if word in words] == ["guest", "GUEST", "Ports"]

    def test_of_an_archive(self, tmp_path):
        root = write_files(tmp_path, {"registers/words.ru.txt": "Гаванев\n"})
        assert "гаванев" in read_word_list(root, "ru")
        assert read_word_list(root, "en") == WordList()
        assert [problem.code for problem in list_archive(root, "circulars").problems] == []

    def test_one_that_cannot_be_read_is_empty(self, tmp_path):
        root = write_files(tmp_path, {"registers/words.ru.txt": b"\xff"})
        (root / "registers/words.en.txt").symlink_to("/etc/hostname")
        assert read_word_list(root, "ru") == read_word_list(root, "en") == WordList()


def findings(root, files, environment):
    """The findings of the rule in an archive."""
    write_files(root, files)
    found = spellers(root, PHRASES, environment)
    desk = Desk(PHRASES, dt.date(2024, 6, 1), spellers=found)
    reader = SourceReader(root, Reader(Grammar.of(PHRASES)), "circulars")
    problems = [
        (problem, document.language)
        for listing in list_archive(root, "circulars").folders
        for document in reader.folder(listing).documents
        for problem in spelling(document, desk)
    ]
    for speller in found.values():
        speller.close()
    return [problem.render(PHRASES[language]) for problem, language in problems]


class TestRule:
    TEXT = "Spring sprink, **sprink** (seting) https://example.org/sprink `xyzzy`.\n"

    def test_each_unknown_word_is_found_once(self, tmp_path, hunspell):
        text = letter(self.TEXT, subject="Spring", summary="Spring meeting", closing="sprinks,")
        (tmp_path / "bin/en_US").write_text("spring meeting seating https", "utf-8")
        assert findings(tmp_path / "circulars", {"2024/letter/en.md": text}, hunspell) == [
            "circulars/2024/letter/en.md:11:10: warning[spelling]: “sprinks” is not in the "
            "dictionary; correct it, or add it to circulars/registers/words.en.txt if it is right",
            "circulars/2024/letter/en.md:14:8: warning[spelling]: “sprink” is not in the "
            "dictionary; correct it, or add it to circulars/registers/words.en.txt if it is right",
            "circulars/2024/letter/en.md:14:28: warning[spelling]: “seting” is not in the "
            "dictionary; did you mean spring, meeting, seating? Add it to "
            "circulars/registers/words.en.txt if it is right",
        ]

    def test_the_list_of_the_archive_counts(self, tmp_path, hunspell):
        text = letter("Sprink seting.\n", subject="Spring", summary="Spring")
        files = {"2024/letter/en.md": text, "registers/words.en.txt": "sprink\nseting\n"}
        assert findings(tmp_path / "circulars", files, hunspell) == []

    def test_words_within_a_reference_are_not_asked(self, tmp_path, hunspell):
        text = "Spring, Res. 209 (Rev. Dubay, 2018). Rev. Dubay.\n"
        (tmp_path / "bin/en_US").write_text("spring", "utf-8")
        text = letter(text, subject="Spring", summary="Spring")
        found = findings(tmp_path / "circulars", {"2024/letter/en.md": text}, hunspell)
        assert [each.partition(": ")[0] for each in found] == [
            "circulars/2024/letter/en.md:13:38",
            "circulars/2024/letter/en.md:13:43",
        ]

    def test_each_language_has_its_dictionary(self, tmp_path, hunspell):
        files = {
            "2024/letter/en.md": letter("One.\n", subject="Spring", summary="Spring"),
            "2024/letter/ru.md": translation("Рас раз one.\n", subject="Раз", summary="Раз"),
        }
        (found,) = findings(tmp_path / "circulars", files, hunspell)
        assert "«Рас»" in found

    @pytest.mark.parametrize("environment", [{}, {"ARCHIVE_HUNSPELL": ""}])
    def test_without_hunspell_nothing_is_found(self, tmp_path, hunspell, environment):
        path = "/nowhere" if not environment else hunspell["PATH"]
        files = {"2024/letter/en.md": letter(self.TEXT)}
        assert findings(tmp_path / "circulars", files, {"PATH": path, **environment}) == []

    @pytest.mark.skipif(shutil.which("hunspell") is None, reason="hunspell is not installed")
    def test_with_the_real_program_and_a_dictionary_of_three_words(self, tmp_path):
        (tmp_path / "en_GB.aff").write_text("SET UTF-8\nTRY abcdefghijklmnopqrstuvwxyz\n", "utf-8")
        (tmp_path / "en_GB.dic").write_text("3\nspring\nmeeting\nharbour\n", "utf-8")
        program = str(shutil.which("hunspell"))
        environment = {**os.environ, "DICPATH": str(tmp_path), "ARCHIVE_HUNSPELL": program}
        text = letter("Harbour meeteng, spring-meeting.\n", subject="Spring", summary="Spring")
        (found,) = findings(tmp_path / "circulars", {"2024/letter/en.md": text}, environment)
        assert "“meeteng”" in found
        assert "did you mean meeting?" in found
