"""What the search index is made from, and when it is made again."""

import datetime as dt
import os
from dataclasses import replace

import pytest
from feed_kit import LIVES, load_sound, site_of
from lxml import html
from small_archive import INITIATIVE, letter, translation, write_files

from archive.dates import Moment, PartialDate
from archive.publishing.site_folder import SEARCH_INDEX
from archive.search import index as indexing
from archive.search.canonical import SearchIndexError
from archive.search.documents import (
    ENDED,
    NONE,
    UNDATED,
    answerable_until,
    corpora,
    languages_of_texts,
)
from archive.search.index import renew_search_index

TODAY = dt.date(2026, 6, 20)
OLD = 1_000_000_000


def all_corpora(root, today=TODAY):
    loaded = load_sound(root)
    return {corpus.name: corpus for corpus in corpora(loaded.archive, site_of(loaded, today))}


@pytest.fixture
def two_letters(tmp_path):
    """One letter in both languages, one in English only."""
    body = "First words.\n\nSecond \\<words> & [a link](https://union.example/hidden).\n"
    return write_files(
        tmp_path / "letters",
        {
            "2024/a/en.md": letter(body, reference="EX/1", initiatives="[harbours]"),
            "2024/a/ru.md": translation("Первые слова.\n\nВторые слова.\n"),
            "2024/b/en.md": letter("Only here.\n", reference="EX/2"),
            "initiatives/harbours/en.md": INITIATIVE,
        },
    )


def document(corpus, path):
    return html.document_fromstring(corpus.documents[f"{path}index.html"].decode())


def values(tree, kind, name):
    return tree.xpath(f"//meta[@data-pagefind-{kind}='{name}[content]']/@content")


def test_every_reader_has_each_letter_once_in_the_best_language(two_letters):
    found = all_corpora(two_letters)
    assert {name: sorted(corpus.documents) for name, corpus in found.items()} == {
        "ru/ru": ["circulars/2024/a/index.html"],
        "ru/en": ["circulars/2024/b/index.html", "initiatives/harbours/index.html"],
        "en/en": [
            "en/circulars/2024/a/index.html",
            "en/circulars/2024/b/index.html",
            "en/initiatives/harbours/index.html",
        ],
    }
    loaded = load_sound(two_letters)
    site = site_of(loaded, TODAY)
    assert languages_of_texts(loaded.archive, site, "ru") == ["ru", "en"]
    assert languages_of_texts(loaded.archive, site, "en") == ["en"]


def test_a_document_has_the_words_of_its_letter_and_nothing_else(two_letters):
    tree = document(all_corpora(two_letters)["en/en"], "en/circulars/2024/a/")
    assert tree.get("lang") == "en"
    assert tree.xpath("string(//h1)") == "Spring meeting"
    text = tree.body.text_content()
    assert "Second <words> &" in text
    assert "EX/1" in text
    assert "Весеннее собрание" in text  # for those who know it by that name
    assert "union.example/hidden" not in text
    assert sorted(values(tree, "filter", "language")) == ["en", "ru"]
    assert values(tree, "filter", "year") == ["2024"]
    assert values(tree, "filter", "initiative") == ["harbours"]
    assert values(tree, "filter", "bureau") == ["desk"]
    assert values(tree, "meta", "reference") == ["EX/1"]
    assert values(tree, "sort", "date") == ["2024-03-05"]


def test_paragraphs_stand_behind_their_addresses_alone(two_letters):
    tree = document(all_corpora(two_letters)["ru/ru"], "circulars/2024/a/")
    assert not tree.xpath("//*[@id][normalize-space()]")
    (place,) = tree.xpath("//i[@id='p2']")
    assert place.xpath("string(following-sibling::*[1])").strip().endswith("Вторые слова.")


def test_what_is_in_another_language_stands_apart(two_letters):
    """Words that a letter's text lacks are shown in their own language, never as if in this one."""
    found = all_corpora(two_letters)
    tree = document(found["ru/en"], "circulars/2024/b/")
    assert tree.get("lang") == "en"
    assert not tree.xpath("//i[@id='~en']")
    bureau = "Example Union Secretariat"
    assert bureau in tree.body.text_content()
    own = document(found["ru/ru"], "circulars/2024/a/")
    foreign = own.xpath("//i[@id='~en']/following-sibling::p")
    assert "Spring meeting" in [part.text for part in foreign]
    assert not own.xpath("//i[@id='~en']/preceding-sibling::*[contains(., 'Spring')]")


def test_documents_do_not_depend_on_the_day():
    assert all_corpora(LIVES) == all_corpora(LIVES, TODAY + dt.timedelta(days=400))


def test_the_last_day_on_which_something_can_be_answered():
    letters = {item.key: item for item in load_sound(LIVES).archive.circulars}
    assert answerable_until(letters["2026/sb-10"]) == "2026-12-31"
    plain = replace(letters["2026/sb-10"], deadlines=())
    assert answerable_until(plain) == NONE
    (deadline,) = letters["2026/sb-10"].deadlines
    earlier = replace(deadline, id="x", due=Moment(date=PartialDate.of(dt.date(2026, 7, 1))))
    assert answerable_until(replace(plain, deadlines=(deadline, earlier))) == "2026-12-31"
    assert answerable_until(replace(plain, deadlines=(replace(deadline, due=None),))) == UNDATED
    act = next(item.acts[0] for item in letters.values() if item.acts)
    over = replace(deadline, withdrawn=act)
    assert answerable_until(replace(plain, deadlines=(over,))) == ENDED
    assert answerable_until(replace(plain, deadlines=(over, earlier))) == "2026-07-01"


# --- making the index ---------------------------------------------------------------------------


def age(folder):
    for path in folder.rglob("*"):
        if path.is_file():
            os.utime(path, (OLD, OLD))


def fresh(folder):
    """The indexes in which a file was written."""
    return {
        "/".join(path.relative_to(folder / SEARCH_INDEX).parts[:2])
        for path in folder.rglob("*")
        if path.is_file() and path.stat().st_mtime != OLD
    }


@pytest.fixture
def made(two_letters, tmp_path):
    target = tmp_path / "site"
    target.mkdir()
    renew_search_index(target, all_corpora(two_letters).values())
    age(target)
    return target


def contents(folder):
    return {path: path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_only_an_index_whose_letters_changed_is_made_again(made, two_letters):
    renew_search_index(made, all_corpora(two_letters).values())
    assert fresh(made) == set()
    file = two_letters / "2024/a/ru.md"
    file.write_text(file.read_text("utf-8").replace("Вторые слова", "Другие слова"), "utf-8")
    renew_search_index(made, all_corpora(two_letters).values())
    assert fresh(made) == {"ru/ru"}


def test_two_indexes_of_the_same_letters_are_the_same(made, two_letters, tmp_path):
    other = tmp_path / "other"
    other.mkdir()
    renew_search_index(other, all_corpora(two_letters).values())
    here = {path.relative_to(made): data for path, data in contents(made).items()}
    assert here == {path.relative_to(other): data for path, data in contents(other).items()}


def test_whatever_order_pagefind_has_chosen_there_is_one(tmp_path):
    """Over letters with several values in every filter."""
    folders = [tmp_path / str(number) for number in range(3)]
    for folder in folders:
        folder.mkdir()
        renew_search_index(folder, all_corpora(LIVES).values())
    first, *others = (
        {path.relative_to(folder): data for path, data in contents(folder).items()}
        for folder in folders
    )
    assert all(other == first for other in others)


def test_a_damaged_index_is_made_again(made, two_letters):
    before = contents(made)
    next(made.rglob("*.pf_fragment")).unlink()
    (made / SEARCH_INDEX / "en/en/stray.txt").write_text("stray")
    (made / SEARCH_INDEX / "old.js").write_text("of an earlier version")
    renew_search_index(made, all_corpora(two_letters).values())
    assert contents(made) == before


def test_an_index_without_letters_goes(made, two_letters, tmp_path):
    found = all_corpora(two_letters)
    renew_search_index(made, [found["ru/ru"]])
    root = made / SEARCH_INDEX
    assert [path.name for path in root.iterdir()] == ["ru"]
    renew_search_index(made, [])
    assert not root.exists()


def test_while_somebody_edits_a_large_index_waits(made, two_letters, monkeypatch):
    file = two_letters / "2024/b/en.md"
    file.write_text(file.read_text("utf-8").replace("Only here", "Now here"), "utf-8")
    found = all_corpora(two_letters)
    monkeypatch.setattr(indexing, "CHEAP", 2)
    renew_search_index(made, found.values(), editing=True)
    assert fresh(made) == {"ru/en"}  # en/en has three documents
    renew_search_index(made, found.values())
    assert fresh(made) == {"ru/en", "en/en"}


def test_a_failure_of_the_search_index_says_why(two_letters, tmp_path, monkeypatch):
    failing = tmp_path / "failing"
    failing.write_text("#!/bin/sh\necho no index today >&2\nexit 1\n")
    failing.chmod(0o755)
    monkeypatch.setattr(indexing.sys, "executable", str(failing))
    with pytest.raises(SearchIndexError, match=r"^no index today$"):
        renew_search_index(tmp_path, all_corpora(two_letters).values())
    assert not (tmp_path / SEARCH_INDEX).exists()
