"""The file of a new letter, the name of its folder, and how the folder comes into being."""

import datetime as dt
import re
import threading
from dataclasses import replace

import pytest
from editing import document
from small_archive import PHRASES, write_files

from archive.dates import PartialDate
from archive.fields import CIRCULAR_FIELDS, walk
from archive.formatting import formatted
from archive.listing import SLUG
from archive.references import Grammar
from archive.scaffold import (
    BUREAUX,
    KINDS,
    NewLetter,
    create_file,
    create_letter,
    letter_file,
    proposed_slug,
    usual_paragraphs,
)

GRAMMAR = Grammar.of(PHRASES)
LETTER = NewLetter(
    language="ru",
    bureau="desk",
    kind="circular",
    date=PartialDate.parse("2024-03-05"),
    references=(GRAMMAR.parse("TSB Circular 352"),),
    initiatives=("safe-harbours",),
    paragraphs="numbered",
    added=dt.date(2026, 11, 22),
)
KNOWN = {
    "bureau": ("desk",),
    "addressee": ("members", "observers"),
    "answer": ("registration", "visa-letter"),
    "initiative": (),
}


def text_of(letter=LETTER, language="en", known=KNOWN):
    return letter_file(letter, PHRASES[language], PHRASES, known)


@pytest.fixture
def read(tmp_path):
    def read(text):
        write_files(tmp_path, {"2024/letter/ru.md": text})
        return document(tmp_path, "2024/letter/ru.md")

    return read


class TestLetterFile:
    def test_what_is_known_stands_and_what_is_not_says_so(self, read):
        record = read(text_of()).record
        assert {path: str(value) for path, value in record.values.items() if "." not in path} == {
            "reference": str(LETTER.references[0]),
            "bureau": "desk",
            "kind": "circular",
            "date": "2024-03-05",
            "added": "2026-11-22",
            "written-by": "TODO",
            "initiatives": "('safe-harbours',)",
            "subject": "TODO",
            "subject-source": "letter",
            "summary": "TODO",
            "paragraphs": "numbered",
        }

    def test_a_reference_is_written_as_letters_of_its_language_print_it(self):
        assert "\nreference: Циркуляр 352 БСЭ\n" in text_of()
        assert "\nreference: TSB Circular 352\n" in text_of(replace(LETTER, language="en"))

    def test_several_references_are_a_list(self, read):
        both = (*LETTER.references, GRAMMAR.parse("CL-19/35"))
        record = read(text_of(replace(LETTER, references=both))).record
        assert record.values["reference"] == both

    def test_an_approximate_date_asks_for_its_reason(self):
        assert "\ndate-note: TODO\n" not in text_of()
        text = text_of(replace(LETTER, date=PartialDate.parse("2024~")))
        assert "\ndate: 2024~\ndate-note: TODO\n" in text

    @pytest.mark.parametrize(
        "title", ['A: "b" # c', "'tis", "[x] {y}", "yes", "2024-03-05", "- a", "x " * 300 + "y"]
    )
    def test_any_title_can_be_read_again(self, read, title):
        assert read(text_of(replace(LETTER, title=title))).record.text("subject") == title.strip()

    @pytest.mark.parametrize("language", ["ru", "en"])
    def test_every_field_that_a_letter_may_have_is_there_to_be_used(self, read, language):
        """Without its comment signs the file holds every field, each with its TODO."""
        text = text_of(replace(LETTER, references=()), language, {})
        lines = [
            line.removeprefix("# ") if re.match(r"# +[a-z0-9-]+:(?: |\Z)", line) else line
            for line in text.split("\n")
        ]
        found = read("\n".join(lines))
        assert not found.file.problems
        paths = {entry.table_path for entry in found.record.entries}
        wanted = {path for path, _ in walk(CIRCULAR_FIELDS)}
        later = {path for path in wanted if path.startswith(("translates", "finger", "changes"))}
        assert wanted - later <= paths | {"reference"}
        values = [
            entry.node.value for entry in found.record.entries if hasattr(entry.node, "value")
        ]
        assert values.count("TODO") > 40

    @pytest.mark.parametrize("language", ["ru", "en"])
    def test_it_is_in_normal_form(self, read, language):
        text = text_of(language=language)
        assert formatted(read(text).file, CIRCULAR_FIELDS) == text

    def test_ids_of_the_registers_are_named_in_comments(self):
        text = text_of()
        assert "# Bureaux: desk\nbureau: desk\n" in text
        assert "# Classes of addressees: members, observers\n# addressees: [TODO]" in text

    def test_all_that_a_deadline_may_have_stands_as_a_comment(self):
        text = text_of()
        for line in (
            "#     kind: TODO  # registration | visa-letter\n",
            "#     opens: TODO  # date, or date and hour: 2021-12-07 10:00\n",
            "#       event: TODO  # id of an event of this letter, or of another one:",
            "#       before: TODO  # span of time: 14 days, 2 weeks, 1 month\n",
            "#     by: [TODO]  # form | email | fax | post\n",
            "#     becomes: TODO  # ",
        ):
            assert line in text

    def test_a_long_register_is_only_begun(self):
        text = text_of(known={"addressee": [f"class-{number}" for number in range(100)]})
        assert "class-19 …" in text
        assert "class-20" not in text

    def test_the_body_shows_how_paragraphs_are_typed(self):
        assert text_of().endswith("-->\n\n1. TODO\n")
        assert text_of(replace(LETTER, paragraphs="counted")).endswith("-->\n\nTODO\n")

    def test_comments_are_in_the_editors_language_not_the_letters(self):
        assert "# Откуда этот текст.\n" in text_of(replace(LETTER, language="en"), "ru")


class TestSlug:
    @pytest.mark.parametrize(
        ("reference", "title", "slug"),
        [
            ("Циркуляр 352 БСЭ", "x", "tsb-352"),
            ("CL-19/35", "", "cl-19-35"),
            ("Письмо № 15/б", "", "pismo-15-b"),
            ("", "О зелёных гаванях и маяках", "zelenykh-gavanyakh-mayakakh"),
            ("", "The safety of harbours", "safety-harbours"),
            ("", "Réunion – été 2024", "reunion-ete-2024"),
            ("", "Щука ест объём цифр", "shchuka-est-obem-tsifr"),
            ("", "港口", ""),
            ("", "", ""),
        ],
    )
    def test_it_is_the_reference_else_the_title(self, reference, title, slug):
        references = (GRAMMAR.parse(reference),) if reference else ()
        assert proposed_slug(references, title, PHRASES) == slug
        assert not slug or SLUG.fullmatch(slug)

    def test_a_long_title_is_cut_between_words(self):
        slug = proposed_slug((), "harbour " * 20, PHRASES)
        assert slug == "harbour-harbour-harbour-harbour-harbour"
        assert proposed_slug((), "x" * 60, PHRASES) == "x" * 60


class TestUsage:
    def test_every_series_has_its_kind_and_bureau(self):
        kinds = next(row.choices for row in CIRCULAR_FIELDS if row.name == "kind")
        for form in ("TSB Circular 1", "TSB Collective letter 1/2", "CL-19/35", "BDT/DIR/1"):
            series = GRAMMAR.parse(form).series
            assert KINDS[series] in kinds
            assert BUREAUX[series] in {"tsb", "gs", "bdt", "br"}
        assert KINDS.keys() == BUREAUX.keys()

    def test_circulars_of_one_bureau_number_their_paragraphs(self):
        assert usual_paragraphs(GRAMMAR.parse("TSB Circular 1")) == "numbered"
        assert usual_paragraphs(GRAMMAR.parse("CL-19/35")) == "counted"
        assert usual_paragraphs(None) == "counted"


class TestCreation:
    def test_a_folder_that_is_there_is_not_touched(self, tmp_path):
        (tmp_path / "2024/letter").mkdir(parents=True)
        with pytest.raises(FileExistsError):
            create_letter(tmp_path, "2024/letter", "ru.md", "text")
        assert not list((tmp_path / "2024/letter").iterdir())

    def test_of_many_at_once_only_one_gets_the_address(self, tmp_path):
        start, won = threading.Barrier(8), []

        def try_it(name):
            start.wait()
            try:
                create_letter(tmp_path, "2024/letter", f"{name}.md", str(name))
                won.append(name)
            except FileExistsError:
                pass

        threads = [threading.Thread(target=try_it, args=(name,)) for name in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        files = [path.name for path in (tmp_path / "2024/letter").iterdir()]
        assert files == [f"{won[0]}.md"]
        assert len(won) == 1

    @pytest.mark.parametrize("kept", [True, False])
    def test_whatever_goes_wrong_leaves_nothing_behind(self, tmp_path, monkeypatch, kept):
        if kept:
            (tmp_path / "2024/other").mkdir(parents=True)

        def interrupted(path, text):
            raise KeyboardInterrupt

        monkeypatch.setattr("archive.scaffold.create_file", interrupted)
        with pytest.raises(KeyboardInterrupt):
            create_letter(tmp_path, "2024/letter", "ru.md", "text")
        assert sorted(path.name for path in tmp_path.rglob("*")) == (
            ["2024", "other"] if kept else []
        )

    def test_half_a_file_is_taken_away(self, tmp_path):
        with pytest.raises(UnicodeEncodeError):
            create_file(tmp_path / "ru.md", "\ud800")
        assert not list(tmp_path.iterdir())

    def test_nothing_is_written_behind_a_link(self, tmp_path):
        (tmp_path / "elsewhere").mkdir()
        (tmp_path / "archive").mkdir()
        (tmp_path / "archive/2024").symlink_to("../elsewhere")
        with pytest.raises(NotADirectoryError):
            create_letter(tmp_path / "archive", "2024/letter", "ru.md", "text")
        assert not list((tmp_path / "elsewhere").iterdir())
