"""``circulars translate``, from the empty file to a translation that is behind and caught up."""

import pytest
from editing import Editor, commit, git
from small_archive import INITIATIVE, letter, translation, write_files

BODY = """\
1. The Example Union meets on 7 June 2024 at 10:00.

2. Registration is open until 31 May 2024:

   - [a)] by letter;
   - [b)] by e-mail to harbours@example.org.

## [annex-1] Programme

1. Opening at 10:00.
"""
DONE = """\
1. Союз примеров проводит собрание 7 июня 2024 года в 10 час. 00 мин.

2. Регистрация открыта до 31 мая 2024 года:

   - [a)] письмом;
   - [b)] по адресу harbours@example.org.

## [annex-1] Программа

1. Открытие в 10 час. 00 мин.
"""
FACTS = "place: Exampleton\nlinks:\n  site:\n    label: Site\n    url: https://example.org/\n"
# What other rules say of these letters, which is not the question here.
OTHER = ("event-not-in-text", "deadline-not-listed", "non-breaking", "contact-not-in-text")


@pytest.fixture
def editor(tmp_path, monkeypatch, capsys):
    files = {
        "initiatives/safe-harbours/en.md": INITIATIVE,
        "2024/letter/en.md": letter(BODY, FACTS, paragraphs="numbered"),
    }
    write_files(tmp_path / "circulars", files)
    return Editor(tmp_path, monkeypatch, capsys)


@pytest.fixture
def translated(editor):
    """The same with a finished translation, up to date, and a history."""
    words = "place: Примерск\nlinks:\n  site:\n    label: Сайт\n"
    editor.write("2024/letter/ru.md", translation(DONE, words))
    editor.write(
        "initiatives/safe-harbours/ru.md",
        "---\ntranslates: en\nadded: 2024-03-12\nwritten-by: machine\nname: Безопасные гавани\n"
        "short-name: Гавани\n---\n\nСоюз примеров заботится о гаванях.\n",
    )
    assert editor.runs("translate", "--all", "--accept") == 0
    commit(editor.root.parent)
    return editor


def change(editor, old, new, path="2024/letter/en.md"):
    text = editor.read(path)
    assert text.count(old) == 1
    editor.write(path, text.replace(old, new))


class TestWriting:
    def test_only_what_is_to_be_translated_is_missing(self, editor):
        assert editor.runs("translate", "2024/letter", "--to", "ru") == 0
        assert editor.out == "Written: circulars/2024/letter/ru.md\n"
        assert "circulars check circulars/2024/letter/ru.md" in editor.err
        assert editor.findings(*OTHER) == {"todo"}

    def test_the_language_need_not_be_named_where_there_is_one_other(self, editor):
        assert editor.runs("translate", "2024/letter", "--by", "machine") == 0
        text = editor.read("2024/letter/ru.md")
        assert "\nadded: 2026-11-22\nwritten-by: machine\n" in text
        assert text.endswith("## [annex-1] TODO\n\n" + text[text.index("<!-- TODO annex-1-p1") :])

    def test_initiatives_are_translated_too(self, editor):
        assert editor.runs("translate", "initiatives/safe-harbours", "--by", "machine") == 0
        assert "\nshort-name: TODO\n" in editor.read("initiatives/safe-harbours/ru.md")
        assert editor.findings(*OTHER) == {"todo"}

    @pytest.mark.parametrize(
        "name", ["circulars/2024/letter", "circulars/2024/letter/en.md", "2024/letter/"]
    )
    def test_a_path_will_do(self, editor, name):
        assert editor.runs("translate", name) == 0
        assert (editor.root / "2024/letter/ru.md").is_file()

    def test_a_trial_writes_nothing(self, editor):
        assert editor.runs("translate", "2024/letter", "--dry-run") == 0
        assert editor.out.startswith("---\n")
        assert not (editor.root / "2024/letter/ru.md").exists()

    def test_a_finished_one_is_sound_and_up_to_date(self, translated):
        assert translated.findings(*OTHER) == set()
        assert translated.runs("translate", "2024/letter") == 0
        assert translated.out == "circulars/2024/letter/ru.md is up to date.\n"

    def test_a_file_that_is_there_is_never_written_over(self, translated):
        before = translated.read("2024/letter/ru.md")
        for arguments in (["--by", "machine"], ["--dry-run"], []):
            translated.runs("translate", "2024/letter", *arguments)
            assert translated.read("2024/letter/ru.md") == before
        assert translated.runs("translate", "2024/letter", "--by", "machine") == 2
        assert "circulars/2024/letter/ru.md is there already" in translated.err

    def test_another_editor_may_be_faster(self, editor, monkeypatch):
        from archive.commands import translate

        written = translate.translation_file

        def slow(*arguments, **values):
            editor.write("2024/letter/ru.md", "theirs")
            return written(*arguments, **values)

        monkeypatch.setattr(translate, "translation_file", slow)
        assert editor.runs("translate", "2024/letter") == 2
        assert editor.read("2024/letter/ru.md") == "theirs"


class TestUsage:
    @pytest.mark.parametrize(
        ("arguments", "said"),
        [
            ([], "name the circular"),
            (["2024/leter"], "there is no 2024/leter; did you mean 2024/letter?"),
            (["x"], "there is no x in circulars"),
            (["../etc"], "there is no ../etc"),
            (["2024/letter", "--to", "en"], "is the text itself, not a translation into en"),
            (["2024/letter", "--accept"], "there is no translation circulars/2024/letter/ru.md"),
            (["2024/letter", "--since", "HEAD"], "--since goes with --all --accept only"),
            (["--all", "--since", "HEAD"], "--since goes with --all --accept only"),
            (["--all", "2024/letter"], "--all is for the whole archive"),
            (["--all", "--accept", "--since", "HEAD"], "there is no revision HEAD"),
        ],
    )
    def test_wrong_usage_is_two(self, editor, arguments, said):
        assert editor.runs("translate", *arguments) == 2
        assert said in editor.err

    def test_a_text_that_cannot_be_read_is_not_translated(self, editor):
        editor.write("2024/letter/en.md", "no front matter\n")
        assert editor.runs("translate", "2024/letter") == 2
        assert "there is no text in circulars/2024/letter" in editor.err

    def test_neither_is_one_compared(self, translated):
        translated.write("2024/letter/ru.md", "---\ntranslates: en\n")
        assert translated.runs("translate", "2024/letter") == 2
        assert "there is no text in circulars/2024/letter" in translated.err

    def test_a_read_only_folder_is_said(self, editor, monkeypatch):
        def refuse(path, text):
            raise PermissionError(13, "Permission denied")

        monkeypatch.setattr("archive.commands.translate.create_file", refuse)
        assert editor.runs("translate", "2024/letter") == 2
        assert "ru.md cannot be written (no right of access)" in editor.err


class TestDrift:
    def test_a_changed_paragraph_is_shown_word_by_word(self, translated):
        change(translated, "until 31 May", "until 30 May")
        assert translated.runs("translate", "2024/letter") == 1
        assert translated.out == (
            "circulars/2024/letter/ru.md is behind circulars/2024/letter/en.md: changed: p2\n"
            "\n"
            "changed: p2\n"
            "  2. Registration is open until [-31-] {+30+} May 2024:\n"
        )
        assert "add --accept" in translated.err

    def test_the_former_text_is_found_under_later_commits(self, translated):
        for number in range(3):
            change(translated, "1. Opening at", f"1. Opening {number} at")
            commit(translated.root.parent)
            change(translated, f"1. Opening {number} at", "1. Opening at")
        change(translated, "meets on 7 June", "gathers on 7 June")
        commit(translated.root.parent)
        translated.runs("translate", "2024/letter")
        assert "1. The Example Union [-meets-] {+gathers+} on 7 June 2024" in translated.out

    def test_new_and_vanished_paragraphs_are_named(self, translated):
        change(translated, "   - [b)] by e-mail to harbours@example.org.\n", "")
        change(translated, "## [annex-1] Programme\n", "3. Third.\n\n## [annex-1] Programme\n")
        assert translated.runs("translate", "2024/letter") == 1
        assert "changed: " not in translated.out
        assert "\nnew: p3\n  {+3. Third.+}\n" in translated.out
        assert "\ngone: p2-b\n  [-[b)] by e-mail to harbours@example.org.-]\n" in translated.out

    def test_words_of_the_front_matter_are_compared_by_field(self, translated):
        change(translated, "place: Exampleton", "closing: Yours,")
        change(translated, "label: Site", "label: New site")
        translated.runs("translate", "2024/letter")
        tail = translated.out.partition("\nwords of the front matter have changed\n")[2]
        assert tail == (
            "  closing: {+Yours,+}\n"
            "  links.site.label: [-Site-] {+New site+}\n"
            "  place: [-Exampleton-]\n"
        )

    def test_facts_without_words_are_no_matter(self, translated):
        change(translated, "date: 2024-03-05", "date: 2024-03-06")
        assert translated.runs("translate", "2024/letter") == 0

    def test_shifted_paragraphs_of_a_counted_letter_are_told_apart(self, translated):
        translated.write("2024/other/en.md", letter("One.\n\nTwo.\n"))
        translated.write("2024/other/ru.md", translation("Раз.\n\nДва.\n"))
        translated.runs("translate", "2024/other", "--accept")
        change(translated, "Two.", "New.\n\nTwo.", "2024/other/en.md")
        translated.runs("translate", "2024/other")
        assert "new: p2; moved: p2 → p3\n" in translated.out

    def test_without_a_history_the_present_text_is_shown(self, translated, monkeypatch, tmp_path):
        change(translated, "until 31 May", "until 30 May")
        monkeypatch.setenv("PATH", str(tmp_path))
        assert translated.runs("translate", "2024/letter") == 1
        assert (
            "changed: p2\n  (the former text is not in the history here)\n"
            "  2. Registration is open until 30 May 2024:\n"
        ) in translated.out

    def test_on_a_terminal_it_is_in_colours(self, translated, monkeypatch):
        from archive.commands.session import Session

        monkeypatch.setattr(Session, "is_terminal", property(lambda self: True))
        monkeypatch.delenv("NO_COLOR", raising=False)
        monkeypatch.setenv("TERM", "xterm")
        change(translated, "until 31 May", "until 30 May")
        translated.runs("translate", "2024/letter")
        assert "\x1b[31m" in translated.out
        assert "[-" not in translated.out

    def test_nothing_in_a_text_steers_the_terminal(self, translated):
        change(translated, "until 31 May", "until \u202e30 May")
        translated.runs("translate", "2024/letter")
        assert "\u202e" not in translated.out

    def test_a_missing_fingerprint_is_said(self, translated):
        translated.write("2024/letter/ru.md", translation(DONE))
        assert translated.runs("translate", "2024/letter") == 1
        assert "circulars/2024/letter/ru.md has no fingerprint" in translated.out


class TestAccept:
    def test_the_new_state_is_recorded_and_nothing_else(self, translated):
        change(translated, "until 31 May", "until 30 May")
        before = translated.read("2024/letter/ru.md").splitlines()
        assert translated.runs("translate", "2024/letter", "--accept") == 0
        assert translated.out == "circulars/2024/letter/ru.md: the fingerprint is recorded.\n"
        after = translated.read("2024/letter/ru.md").splitlines()
        changed = [old for old, new in zip(before, after, strict=True) if old != new]
        assert [line.partition(":")[0] for line in changed] == ["  p2"]
        assert translated.runs("translate", "2024/letter") == 0
        assert "translation-behind" not in translated.findings()

    def test_a_second_time_changes_nothing(self, translated):
        before = translated.read("2024/letter/ru.md")
        assert translated.runs("translate", "2024/letter", "--accept") == 0
        assert translated.out == "circulars/2024/letter/ru.md is up to date.\n"
        assert translated.read("2024/letter/ru.md") == before

    def test_front_matter_of_an_unknown_shape_is_left_alone(self, translated):
        text = "---\n{translates: en, added: 2024-03-12}\n---\n\nТекст.\n"
        translated.write("2024/letter/ru.md", text)
        assert translated.runs("translate", "2024/letter", "--accept") == 2
        assert "circulars fmt" in translated.err
        assert translated.read("2024/letter/ru.md") == text


class TestAll:
    def test_all_up_to_date(self, translated):
        assert translated.runs("translate", "--all") == 0
        assert translated.out == "All translations are up to date.\n"

    def test_what_is_behind_or_without_fingerprint_is_listed(self, translated):
        change(translated, "until 31 May", "until 30 May")
        change(translated, "place: Exampleton", "place: Sampleton")
        text = translated.read("initiatives/safe-harbours/ru.md")
        start, end = text.index("fingerprint:"), text.index("---\n", 4)
        translated.write("initiatives/safe-harbours/ru.md", text[:start] + text[end:])
        assert translated.runs("translate", "--all") == 1
        assert translated.out == (
            "circulars/2024/letter/ru.md: changed: p2; words of the front matter have changed\n"
            "circulars/initiatives/safe-harbours/ru.md: no fingerprint\n"
        )
        assert translated.err == "2 translations need to be looked at\n"
        translated.runs("translate", "--all", "--to", "en")
        assert "2024/letter" not in translated.out

    def test_missing_ones_are_written_and_what_is_behind_stays_so(self, translated):
        change(translated, "until 31 May", "until 30 May")
        translated.write("2024/other/en.md", letter())
        translated.write("2024/other/ru.md", translation())
        before = translated.read("2024/letter/ru.md")
        assert translated.runs("translate", "--all", "--accept") == 0
        assert "\nfingerprint:\n  words: " in translated.read("2024/other/ru.md")
        assert translated.read("2024/letter/ru.md") == before
        assert "circulars/2024/letter/ru.md: changed: p2\n" in translated.out

    def test_what_changed_in_both_languages_since_a_revision_is_accepted(self, translated):
        change(translated, "until 31 May", "until 30 May")
        change(translated, "до 31 мая", "до 30 мая", "2024/letter/ru.md")
        change(translated, "on 7 June", "on 8 June")
        commit(translated.root.parent)
        assert translated.runs("translate", "--all", "--accept", "--since", "HEAD~1") == 0
        assert translated.out == (
            "circulars/2024/letter/ru.md: the fingerprint is recorded.\n"
            "circulars/2024/letter/ru.md: changed: p1\n"
        )

    def test_that_holds_for_counted_letters_too(self, translated):
        translated.write("2024/other/en.md", letter("One.\n\nTwo.\n"))
        translated.write("2024/other/ru.md", translation("Раз.\n\nДва.\n"))
        translated.runs("translate", "2024/other", "--accept")
        commit(translated.root.parent)
        change(translated, "One.", "First.", "2024/other/en.md")
        change(translated, "Two.", "Second.", "2024/other/en.md")
        change(translated, "Раз.", "Во-первых.", "2024/other/ru.md")
        assert translated.runs("translate", "--all", "--accept", "--since", "HEAD") == 0
        assert "circulars/2024/other/ru.md: changed: p2\n" in translated.out

    def test_an_unfinished_history_does_no_harm(self, translated):
        change(translated, "until 31 May", "until 30 May")
        git(translated.root.parent, "rm", "--quiet", "--cached", "circulars/2024/letter/ru.md")
        commit(translated.root.parent)
        assert translated.runs("translate", "--all", "--accept", "--since", "HEAD") == 0
        assert "circulars/2024/letter/ru.md: changed: p2\n" in translated.out

    def test_faulty_folders_are_the_checkers_matter(self, translated):
        translated.write("2024/broken/en.md", "nothing")
        translated.write("2024/broken/ru.md", "nothing")
        assert translated.runs("translate", "--all") == 0


class TestRules:
    def test_a_translation_that_is_behind_is_a_warning_at_both_places(self, translated):
        change(translated, "until 31 May", "until 30 May")
        translated.runs("check", "--no-cache")
        line = next(line for line in translated.out.splitlines() if "behind" in line)
        assert line == (
            "circulars/2024/letter/ru.md:12:1: warning[translation-behind]: en.md has changed since"
            " this translation was made (p2); see what has: circulars translate 2024/letter --to ru"
        )

    @pytest.mark.parametrize(
        ("old", "new", "said"),
        [
            ("place: Exampleton", "place: Sampleton", "words in the front matter of en.md"),
            ("on 7 June 2024 at", "on 8 June 2024 at", "(p1)"),
        ],
    )
    def test_it_says_what_is_behind(self, translated, old, new, said):
        change(translated, old, new)
        translated.runs("check", "--no-cache")
        assert said in next(line for line in translated.out.splitlines() if "behind" in line)

    def test_words_and_paragraphs_together(self, translated):
        change(translated, "place: Exampleton", "place: Sampleton")
        change(translated, "on 7 June 2024 at", "on 8 June 2024 at")
        translated.runs("check", "--no-cache")
        assert "(p1, and words of the front matter)" in translated.out

    def test_a_translation_without_fingerprint_is_a_warning(self, editor):
        editor.write("2024/letter/ru.md", translation(DONE))
        assert "fingerprint-missing" in editor.findings()

    def test_a_text_in_one_language_needs_none(self, editor):
        assert editor.findings(*OTHER) == set()

    @pytest.mark.parametrize(
        ("path", "entry", "said"),
        [
            ("ru", "fingerprint: {P 1: 0123456789abcdef}", "P 1 is not the address of a paragraph"),
            ("ru", "fingerprint: {p1: 0123456789abcde}", "the fingerprint of p1 is not 16"),
            ("en", "fingerprint: {p1: 0123456789abcdef}", "a fingerprint belongs to a translation"),
        ],
    )
    def test_a_fingerprint_that_is_none_is_an_error(self, editor, path, entry, said):
        editor.write("2024/letter/ru.md", translation(DONE))
        text = editor.read(f"2024/letter/{path}.md")
        editor.write(f"2024/letter/{path}.md", text.replace("added:", f"{entry}\nadded:", 1))
        assert editor.runs("check", "--no-cache") == 1
        line = next(line for line in editor.out.splitlines() if "error[bad-fingerprint]" in line)
        assert said in line

    @pytest.mark.parametrize(
        ("body", "count"),
        [
            ("1. One.\n\n2. TODO\n", 1),
            ("<!-- TODO two -->\n\n1. TODO\n\n   - TODO\n", 1),
            ("1. One TODO two.\n\n2. The TODOs.\n", 0),
            ("1. TODO: one\n", 1),
        ],
    )
    def test_words_that_say_todo_stop_publishing(self, editor, body, count):
        editor.write("2024/letter/en.md", letter(body, paragraphs="numbered"))
        editor.runs("check", "--no-cache")
        assert editor.out.count("error[todo]") == count

    @pytest.mark.parametrize("field", ["place", "date", "kind", "bureau", "addressees"])
    def test_so_do_values_and_nothing_else_is_said_of_them(self, editor, field):
        value = "[TODO]" if field == "addressees" else "TODO"
        text = letter("1. One.\n", paragraphs="numbered", **{field: value})
        editor.write("2024/letter/en.md", text)
        editor.runs("check", "--no-cache")
        assert [line.split("error[")[1][:5] for line in editor.out.splitlines()] == ["todo]"]
