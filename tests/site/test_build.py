"""Building: what is said, what is refused, and that publishing touches only what must change."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import time
from pathlib import Path

import invented_archive
import pytest
import site_kit
from babel import Locale
from invented_archive import BULK, BULK_YEAR, bulk_key
from site_kit import (
    LANGUAGES,
    REAL_TODAY,
    Builder,
    Site,
    changed,
    contents,
    copy_project,
    environment,
    mkdocs,
    stamps,
    words,
)


@pytest.fixture
def letters(tmp_path: Path) -> Path:
    """The invented archive without its many letters, to be changed at will."""
    return invented_archive.write_archive(tmp_path / "letters")


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """Where to build; nothing is there yet."""
    return tmp_path / "site"


@pytest.fixture
def published(few: Site, target: Path) -> Path:
    """The site of those letters, as an earlier build left it."""
    shutil.copytree(few.folder, target)
    return target


def options(letters: Path) -> dict[str, str]:
    return {"ARCHIVE_CIRCULARS": str(letters), "ARCHIVE_TODAY": invented_archive.TODAY}


def edit(path: Path, old: str, new: str) -> None:
    """Change a text, and be sure that it changed."""
    before = path.read_text("utf-8")
    assert old in before
    path.write_text(before.replace(old, new), encoding="utf-8")


# --- what is said -------------------------------------------------------------------------------


def expected_counts(language: str, counts: dict[str, int]) -> str:
    parts = [
        words(language, f"built.{name}.{Locale(language).plural_form(number)}", number=number)
        for name, number in counts.items()
    ]
    return ", ".join(parts)


@pytest.mark.parametrize("language", LANGUAGES)
def test_summary(build: Builder, target: Path, language: str) -> None:
    outcome = build(target, ARCHIVE_LANG=language)
    assert outcome.status == 0
    (line,) = outcome.lines(words(language, "built.title"))
    counts = {
        "circulars": 5,
        "languages": 2,
        "pages": len(list(target.rglob("*.html"))),
        # Three kinds in three forms: of everything, of initiatives, bureaux and addressee classes.
        "feeds": 2 * 9 * (1 + 5 + 4 + 15),
        "calendars": 2 * (6 * (1 + 5 + 4 + 15) + 4),
        "problems": 0,
    }
    assert expected_counts(language, counts) in line
    files = sum(1 for path in target.rglob("*") if path.is_file() and "pagefind" not in path.parts)
    assert words(language, "built.changed", written=files, removed=0) in line
    assert re.search(r"\d+[.,]\d", line)
    (place,) = outcome.lines("http.server")
    assert os.path.relpath(target, site_kit.ROOT) in place
    assert "WARNING" not in outcome.output
    assert "Deprecat" not in outcome.output
    assert "ERROR" not in outcome.output


@pytest.mark.parametrize(
    ("variables", "language"),
    [
        ({"ARCHIVE_LANG": "ru", "LC_ALL": "en_GB.UTF-8"}, "ru"),
        ({"LC_ALL": "ru_RU.UTF-8"}, "ru"),
        ({"LC_ALL": "", "LANG": "ru_RU.UTF-8"}, "ru"),
        ({"LC_ALL": "C.UTF-8", "LANG": "ru_RU.UTF-8"}, "ru"),
        ({"LC_ALL": "de_DE.UTF-8"}, "en"),
    ],
)
def test_language_of_messages(
    build: Builder, target: Path, tmp_path: Path, variables: dict[str, str], language: str
) -> None:
    outcome = build(target, ARCHIVE_CIRCULARS=str(tmp_path / "nowhere"), **variables)
    assert outcome.status == 1
    text = words(
        language, "build.no-folder", folder=str(tmp_path / "nowhere"), name="ARCHIVE_CIRCULARS"
    )
    assert outcome.lines(text)


# --- what is refused ----------------------------------------------------------------------------


def test_missing_folder(build: Builder, target: Path, tmp_path: Path) -> None:
    outcome = build(target, ARCHIVE_CIRCULARS="no/such/folder")
    assert outcome.status == 1
    text = words("en", "build.no-folder", folder="no/such/folder", name="ARCHIVE_CIRCULARS")
    assert outcome.lines(text)
    assert not target.exists()
    (tmp_path / "file").write_text("not a folder")
    assert build(target, ARCHIVE_CIRCULARS=str(tmp_path / "file")).status == 1
    assert not target.exists()


@pytest.mark.parametrize("value", ["tomorrow", "2026-02-30", "2026-2-3", "22.11.2026", "20261122"])
def test_bad_today(build: Builder, target: Path, value: str) -> None:
    outcome = build(target, ARCHIVE_TODAY=value)
    assert outcome.status == 1
    assert outcome.lines(words("en", "build.bad-today", name="ARCHIVE_TODAY", value=value))
    assert "Traceback" not in outcome.output
    assert not target.exists()


def break_front_matter(letters: Path) -> list[str]:
    """Break three files in four ways; the places at which problems must be told."""
    first = letters / "2025/ex-9/ru.md"
    text = first.read_text("utf-8")
    lines = ["---", "sumary: x", *text.splitlines()[1:]]
    lines = [line for line in lines if not line.startswith("summary:")]
    first.write_text("\n".join(lines) + "\n", encoding="utf-8")
    edit(letters / "2026/ex-3/ru.md", "2026-02-20", "2026-02-30")
    edit(letters / "2026/ex-4/en.md", "added: '2026-03-01'", "added: soon")
    shown = letters.as_posix()
    return [
        f"{shown}/2025/ex-9/ru.md:1:1: error[missing-field]: ",
        f"{shown}/2025/ex-9/ru.md:2:1: error[unknown-field]: ",
        f"{shown}/2026/ex-3/ru.md:",
        f"{shown}/2026/ex-4/en.md:",
    ]


@pytest.mark.parametrize("strict", [True, False])
def test_broken_front_matter_changes_nothing(
    build: Builder, published: Path, letters: Path, strict: bool
) -> None:
    before, stamped = contents(published), stamps(published)
    expected = break_front_matter(letters)
    outcome = build(published, strict=strict, **options(letters))
    assert outcome.status == 1
    told = [re.sub("^archive: ", "", line) for line in outcome.lines("error[")]
    assert told[0].startswith(expected[0]) or told[0].startswith(expected[1])
    for place in expected:
        assert any(line.startswith(place) for line in told), place
    assert len(told) == len(expected)
    assert [line.split(":")[0] for line in told] == sorted(line.split(":")[0] for line in told)
    assert outcome.lines(words("en", "build.refused.other", number=len(expected)))
    assert "Traceback" not in outcome.output
    assert contents(published) == before
    assert stamps(published) == stamped


def test_problems_are_told_in_the_language_asked_for(
    build: Builder, target: Path, letters: Path
) -> None:
    break_front_matter(letters)
    outcome = build(target, ARCHIVE_LANG="ru", **options(letters))
    assert outcome.status == 1
    assert outcome.lines(words("ru", "build.refused.few", number=4))
    assert not target.exists()


@pytest.mark.parametrize(
    ("language", "quiet"), [("ru", ()), ("en", ()), ("ru", ("--quiet",)), ("en", ("--quiet",))]
)
def test_strict_refuses_before_anything_is_published(
    build: Builder,
    published: Path,
    tmp_path: Path,
    letters: Path,
    language: str,
    quiet: tuple[str, ...],
) -> None:
    project = copy_project(tmp_path / "project")
    before, stamped = contents(published), stamps(published)
    about = project / f"docs/about.{language}.md"
    about.write_text(about.read_text("utf-8") + "\n[lost](no-such-page.md)\n", encoding="utf-8")
    # Something new to publish, which must not appear.
    edit(letters / "2026/ex-3/ru.md", "Первый абзац.", "Изменённый абзац.")
    outcome = build(published, *quiet, project=project, **options(letters))
    assert outcome.status == 1
    assert "Aborted with 1 warning" in outcome.output
    assert "Traceback" not in outcome.output
    assert contents(published) == before
    assert stamps(published) == stamped
    if not quiet:
        assert outcome.lines("no-such-page.md")
        # Without --strict a warning is only a warning.
        assert build(published, project=project, strict=False, **options(letters)).status == 0
        assert changed(before, contents(published))


def test_unknown_slot_is_refused(build: Builder, target: Path, tmp_path: Path) -> None:
    project = copy_project(tmp_path / "project", circulars=True)
    index = project / "docs/index.en.md"
    index.write_text(index.read_text("utf-8") + "\n<!--archive:weather-->\n", encoding="utf-8")
    outcome = build(target, project=project)
    assert outcome.status == 1
    assert "weather" in outcome.output
    assert "latest" in outcome.output
    assert "Traceback" not in outcome.output
    assert not target.exists()


def test_nothing_but_pages_and_pictures_comes_with_the_hand_written_pages(
    build: Builder, target: Path, tmp_path: Path
) -> None:
    project = copy_project(tmp_path / "project", circulars=True)
    for name in ("x.js", "evil.html", "deep/badge.svg", "deep/words.css", "picture.png"):
        path = project / "docs" / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"x")
    outcome = build(target, project=project, LC_ALL="en_GB.UTF-8")
    assert outcome.status == 1
    told = re.findall(r"docs/\S+(?=: only other pages and pictures)", outcome.output)
    assert told == ["docs/deep/badge.svg", "docs/deep/words.css", "docs/evil.html", "docs/x.js"]
    assert "Traceback" not in outcome.output
    assert not target.exists()


@pytest.mark.parametrize("page", ["about.en.md", "index.ru.md"])
def test_nothing_runs_on_hand_written_pages(
    build: Builder, target: Path, tmp_path: Path, page: str
) -> None:
    project = copy_project(tmp_path / "project", circulars=True)
    active = [
        "<script>alert(1)</script>",
        '<script src="https://attacker.example/x.js"></script>',
        '<p onmouseover="alert(1)">words</p>',
        '<iframe src="https://attacker.example/"></iframe>',
        '<a href="java&#x0a;script:alert(1)">words</a>',
        '<meta http-equiv="refresh" content="0;url=https://attacker.example/">',
    ]
    path = project / "docs" / page
    path.write_text(path.read_text("utf-8") + "\n" + "\n\n".join(active) + "\n", "utf-8")
    outcome = build(target, project=project, LC_ALL="en_GB.UTF-8")
    assert outcome.status == 1
    assert outcome.output.count("holds what runs or comes from elsewhere") == len(active)
    assert "Traceback" not in outcome.output
    assert not target.exists()


def test_a_page_in_place_of_the_archives_own_is_refused_or_gives_way(
    build: Builder, target: Path, tmp_path: Path
) -> None:
    project = copy_project(tmp_path / "project", circulars=True)
    (project / "docs/deadlines").mkdir()
    (project / "docs/deadlines/index.ru.md").write_text("# Mine\n", encoding="utf-8")
    outcome = build(target, project=project)
    if outcome.status == 0:
        page = Site(folder=target).page("deadlines/")
        assert page.all("//*[@data-live='open']")
        return
    assert "Traceback" not in outcome.output
    assert not target.exists()


# --- where things come from and go to -----------------------------------------------------------


@pytest.mark.parametrize("page", ["deadlines/2026", "events/2026", "/deadlines/2026/03"])
def test_a_move_from_a_page_that_is_there_is_refused_at_its_place(
    build: Builder, target: Path, tmp_path: Path, page: str
) -> None:
    root = invented_archive.write_archive(tmp_path / "letters")
    moves = root / "registers/moves.yml"
    moves.write_text(f"gone:\n  date: 2026-02-01\n  page: {page}\n  to: about\n", "utf-8")
    outcome = build(
        target, ARCHIVE_CIRCULARS=str(root), ARCHIVE_TODAY=invented_archive.TODAY, ARCHIVE_LANG="ru"
    )
    assert outcome.status != 0
    (line,) = outcome.lines("move-source-exists")
    assert f"{moves}:3:3: ошибка[move-source-exists]: запись gone говорит, что {page}" in line
    assert not target.exists()


def test_relative_folder(build: Builder, target: Path, tmp_path: Path, invented: Site) -> None:
    letters = invented_archive.write_archive(tmp_path / "letters", bulk=BULK)
    relative = os.path.relpath(letters, site_kit.ROOT)
    outcome = build(target, ARCHIVE_CIRCULARS=relative, ARCHIVE_TODAY=invented_archive.TODAY)
    assert outcome.status == 0
    # The same letters in another folder, named in another way, give the very same site.
    assert contents(target) == contents(invented.folder)


def test_project_is_built_from_another_folder(
    build: Builder, target: Path, tmp_path: Path, real: Site
) -> None:
    config = str(site_kit.ROOT / "mkdocs.yml")
    outcome = build(target, "--config-file", config, folder=tmp_path)
    assert outcome.status == 0, outcome.output
    assert contents(target) == contents(real.folder)


def test_nothing_appears_beside_the_site_and_the_store(build: Builder, tmp_path: Path) -> None:
    project = copy_project(tmp_path / "project", circulars=True)
    before = set(contents(project))
    outcome = build(project / "site", project=project)
    assert outcome.status == 0
    after = {path for path in contents(project) if "__pycache__" not in path}
    assert {path.split("/")[0] for path in after - before} == {"site", ".cache"}


def test_after_an_edit_the_site_is_known_again_with_its_search_index(
    build: Builder, tmp_path: Path
) -> None:
    project = copy_project(tmp_path / "project", circulars=True)
    site, letter = project / "site", project / "circulars/2021/tsb-352/ru.md"
    assert build(site, project=project).status == 0
    letter.write_text(letter.read_text("utf-8").rstrip() + " Абракадабра.\n", encoding="utf-8")
    os.utime(letter, (1_000_000_000, 1_000_000_000))
    time.sleep(2.1)  # a file that has just changed could change again within the grain of the clock
    assert build(site, project=project).lines("Built:")
    assert build(site, project=project).lines("Nothing has changed")
    assert (site / "pagefind").is_dir()
    # A site without an index has none left over from before.
    assert build(site, project=project, ARCHIVE_INDEX="no").lines("Built:")
    assert not (site / "pagefind").exists()


def test_empty_archive(empty: Site) -> None:
    line = expected_counts("en", {"circulars": 0, "languages": 2})
    assert empty.outcome.lines(line)
    for path in ("", "circulars/", "initiatives/", "deadlines/", "events/", "search/"):
        assert empty.has(path)
        assert empty.has(f"en/{path}")


def test_archive_in_one_language(only_ru: Site, only_en: Site) -> None:
    for site, language in ((only_ru, "ru"), (only_en, "en")):
        for number in (1, 2):
            path = f"circulars/2026/s-{number}/"
            assert site.has(site_kit.counterpart(path, language))
            other = "en" if language == "ru" else "ru"
            page = site.page(site_kit.counterpart(path, other))
            assert page.one("//link[@rel='canonical']/@href").endswith(
                site_kit.counterpart(path, language)
            )


# --- the same again -----------------------------------------------------------------------------


def test_two_builds_are_byte_identical(
    build: Builder, target: Path, invented: Site, invented_root: Path
) -> None:
    others = {"PYTHONHASHSEED": "1", "TZ": "Asia/Vladivostok", "ARCHIVE_PROCESSES": "2"}
    outcome = build(target, **options(invented_root), **others)
    assert outcome.status == 0
    assert contents(target) == contents(invented.folder)


def test_nothing_is_rewritten_when_nothing_changed(
    build: Builder, published: Path, letters: Path
) -> None:
    before = stamps(published)
    outcome = build(published, **options(letters))
    assert outcome.status == 0
    assert changed(before, stamps(published)) == set()
    assert outcome.lines(words("en", "built.changed", written=0, removed=0))
    # A file of the same bytes but a new time is no change either.
    for path in letters.rglob("*.md"):
        os.utime(path, (1_800_000_000, 1_800_000_000))
    assert build(published, **options(letters)).status == 0
    assert changed(before, stamps(published)) == set()


def without_index(paths: set[str]) -> set[str]:
    return {path for path in paths if not path.startswith("pagefind/")}


def test_an_edited_text_rewrites_only_what_shows_it(
    build: Builder, published: Path, letters: Path
) -> None:
    before = stamps(published)
    edit(letters / "2026/ex-2/en.md", "All matter.", "All of them matter.")
    outcome = build(published, **options(letters))
    assert outcome.status == 0
    expected = {
        "build.json",  # its fingerprint of the sources
        "en/circulars/2026/ex-2/index.html",
        "en/circulars/2026/ex-2/parallel/index.html",
        "circulars/2026/ex-2/parallel/index.html",
        "en/atom.xml",
        "en/feed.xml",
        "en/feed.json",
        "en/initiatives/lighthouse/atom.xml",
        "en/initiatives/lighthouse/feed.xml",
        "en/initiatives/lighthouse/feed.json",
        "en/circulars/bureau/bex/atom.xml",
        "en/circulars/bureau/bex/feed.xml",
        "en/circulars/bureau/bex/feed.json",
    }
    rewritten = changed(before, stamps(published))
    assert without_index(rewritten) == expected
    assert rewritten - expected, "the search index must follow"
    assert outcome.lines(words("en", "built.changed", written=len(expected), removed=0))


def test_an_edited_subject_rewrites_what_names_it(
    build: Builder, published: Path, letters: Path
) -> None:
    before = stamps(published)
    edit(letters / "2025/ex-9/en.md", "An earlier letter on", "A former letter on")
    assert build(published, **options(letters)).status == 0
    rewritten = without_index(changed(before, stamps(published))) - {"build.json"}
    foreign = {path for path in rewritten if not path.startswith("en/")}
    assert foreign == {"circulars/2025/ex-9/parallel/index.html", "r/index/other-2025.json"}
    for path in (
        "en/circulars/2025/ex-9/",
        "en/circulars/2026/ex-1/",  # it follows that letter, and names it
        "en/circulars/2025/",
        "en/circulars/",
        "en/deadlines/",  # a deadline of it says what it is for
        "en/",
    ):
        assert f"{path}index.html" in rewritten
    for path in ("en/circulars/2026/ex-2/", "en/circulars/2026/", "en/addressees/", "en/about/"):
        assert f"{path}index.html" not in rewritten


def test_another_day_rewrites_only_states(build: Builder, published: Path, letters: Path) -> None:
    before = stamps(published)
    next_day = {**options(letters), "ARCHIVE_TODAY": "2026-03-03"}
    assert build(published, **next_day).status == 0
    rewritten = without_index(changed(before, stamps(published)))
    assert "circulars/2026/ex-2/index.html" in rewritten
    assert "deadlines/index.html" in rewritten
    for path in ("circulars/2025/ex-9/", "circulars/2026/ex-3/", "initiatives/", "search/"):
        assert f"{path}index.html" not in rewritten
    # Of the feeds only those of closing deadlines tell of a new day.
    feeds = [path for path in rewritten if path.endswith((".xml", "feed.json"))]
    assert feeds
    assert [path for path in feeds if "closing-" not in path] == []
    assert [path for path in rewritten if path.endswith(".ics")] == []


def test_a_new_letter_leaves_full_list_pages_alone(
    build: Builder, target: Path, tmp_path: Path
) -> None:
    letters = invented_archive.write_archive(tmp_path / "letters", bulk=100)
    assert build(target, **options(letters)).status == 0
    before = stamps(target)
    invented_archive.write_bulk(letters, 101)
    assert build(target, **options(letters)).status == 0
    rewritten = without_index(changed(before, stamps(target)))
    for path in (f"circulars/{bulk_key(101)}/", f"circulars/{BULK_YEAR}/", "circulars/"):
        assert f"{path}index.html" in rewritten
        assert f"en/{path}index.html" in rewritten
    others = [path for path in rewritten if re.search(r"circulars/\d{4}/n-(?!101)", path)]
    assert others == []
    for path in (f"circulars/{BULK_YEAR}/page/1/", "circulars/bureau/bulk/page/1/"):
        page = Site(folder=target).page(path)
        assert len(page.all("//main//article[not(.//article)]")) == 50
        assert page.all("//main//h1")
        assert {f"{path}index.html", f"en/{path}index.html"}.isdisjoint(rewritten)


def test_a_removed_letter_takes_its_pages_and_folders_away(
    build: Builder, target: Path, letters: Path
) -> None:
    extra = invented_archive.letter("Лишнее", date="1999-01-02", added="2026-01-01")
    extra["deadlines"] = {"old": {"asks": "забыть", "date": "1999-03-01"}}
    extra["annexes"] = {"annex-1": {"title": "Файл", "status": "held", "file": "a-file.txt"}}
    invented_archive.write_text(letters / "1999/gone/ru.md", extra, "Лишнее письмо.\n")
    (letters / "1999/gone/a-file.txt").write_text("x")
    assert build(target, **options(letters)).status == 0
    gone = ["circulars/1999", "en/circulars/1999", "deadlines/1999", "en/deadlines/1999"]
    for path in gone:
        assert (target / path).is_dir()
    assert (target / "circulars/1999/gone/a-file.txt").is_file()
    shutil.rmtree(letters / "1999")
    outcome = build(target, **options(letters))
    assert outcome.status == 0
    for path in gone:
        assert not (target / path).exists()
    assert outcome.lines("removed: 11")
    fresh = target.parent / "fresh"
    assert build(fresh, **options(letters)).status == 0
    assert contents(target) == contents(fresh)
    assert folders(target) == folders(fresh)


def folders(root: Path) -> set[str]:
    return {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_dir()}


def test_stray_files_vanish(build: Builder, published: Path, tmp_path: Path, letters: Path) -> None:
    before, stamped = contents(published), stamps(published)
    tree = folders(published)
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "kept.txt").write_text("kept")
    (published / "stray.html").write_text("stray")
    (published / "circulars/stray/deeper").mkdir(parents=True)
    (published / "circulars/stray/deeper/file.txt").write_text("stray")
    (published / "empty/and/empty").mkdir(parents=True)
    (published / "link").symlink_to(outside)
    (published / "dangling").symlink_to(tmp_path / "nothing")
    (published / "en/about/index.html").unlink()
    (published / "atom.xml").write_text("tampered")
    assert build(published, **options(letters)).status == 0
    assert contents(published) == before
    assert folders(published) == tree
    assert not (published / "link").is_symlink()
    assert not (published / "dangling").is_symlink()
    assert (outside / "kept.txt").read_text() == "kept"
    restored = {"en/about/index.html", "atom.xml"}
    assert without_index(changed(stamped, stamps(published))) == restored


def test_a_file_in_the_place_of_a_folder_gives_way(
    build: Builder, target: Path, letters: Path
) -> None:
    target.mkdir()
    (target / "circulars").write_text("a file of an earlier site")
    (target / "index.html").mkdir()
    (target / "index.html/x.txt").write_text("a folder of an earlier site")
    assert build(target, **options(letters)).status == 0
    assert Site(folder=target).has("circulars/2026/ex-1/")
    assert (target / "index.html").is_file()


def test_search_index_follows_removed_pages(build: Builder, published: Path, letters: Path) -> None:
    before = set(contents(published))
    shutil.rmtree(letters / "2026/ex-4")
    assert build(published, **options(letters)).status == 0
    fresh = published.parent / "fresh"
    assert build(fresh, **options(letters)).status == 0
    assert contents(published) == contents(fresh)
    assert before != set(contents(published))


def test_a_lost_search_index_is_made_again(build: Builder, published: Path, letters: Path) -> None:
    before = contents(published)
    shutil.rmtree(published / "pagefind")
    assert build(published, **options(letters)).status == 0
    assert contents(published) == before


# --- how much MkDocs has to do ------------------------------------------------------------------


def test_the_work_of_mkdocs_does_not_grow(
    build: Builder, target: Path, tmp_path: Path, invented_root: Path
) -> None:
    one = tmp_path / "one"
    invented_archive.write_registers(one)
    invented_archive.write_initiatives(one)
    invented_archive.write_bulk(one, 1)
    drawn = {}
    for name, root in (("one", one), ("many", invented_root)):
        outcome = build(target, "--verbose", **options(root))
        assert outcome.status == 0
        drawn[name] = sorted(outcome.lines("Building page "))
    assert drawn["one"]
    assert drawn["one"] == drawn["many"]
    assert len(drawn["one"]) < 60
    assert len(list(target.rglob("circulars/*/*/index.html"))) > 2 * BULK


# --- being stopped ------------------------------------------------------------------------------


def test_an_interrupted_build_leaves_no_scratch_files(
    tmp_path: Path, target: Path, invented_root: Path
) -> None:
    temporary = tmp_path / "temporary"
    process = subprocess.Popen(
        mkdocs("build", "--strict", "--site-dir", str(target)),
        cwd=site_kit.ROOT,
        env=environment(temporary, **options(invented_root)),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    until = time.monotonic() + 60
    while process.poll() is None and not any(temporary.glob("archive-*/*")):
        assert time.monotonic() < until
        time.sleep(0.005)
    process.send_signal(signal.SIGINT)
    assert process.wait(60) != 0
    assert list(temporary.iterdir()) == []


def test_today_is_the_day_in_geneva_by_default(build: Builder, target: Path) -> None:
    assert build(target, ARCHIVE_TODAY="").status == 0
    # The real letters' deadlines have all passed, whatever the day is.
    assert REAL_TODAY > "2026"
    page = Site(folder=target).page("deadlines/")
    assert page.section("open").xpath(".//li") == []
