"""The index of references that scripts read, and which letters bear which reference."""

import datetime as dt
import json

import pytest
from small_archive import PHRASES, letter, read, translation, write_files

from archive.languages import LANGUAGES
from archive.outputs.reference_index import build, serials
from archive.outputs.reference_pages import by_slug
from archive.render.frames import Frames
from archive.site import Site
from archive.urls import Addresses


def archive_of(root, letters):
    """An archive of letters: key -> reference, each of its own day, in English."""
    files = {}
    for key, reference in letters.items():
        more = {"reference": reference} if reference else {}
        day = f"{key[:4]}-03-05"
        files[f"{key}/en.md"] = letter(subject=f"About {key}", date=day, added="2025-01-01", **more)
    loaded = read(write_files(root, files))
    assert not loaded.problems
    return loaded.archive


def index_of(root, archive):
    """Every file of the index, read."""
    site = Site(
        url="https://archive.example/",
        name={},
        today=dt.date(2025, 5, 6),
        languages=LANGUAGES,
        phrases=PHRASES,
        fragments={},
        frames=Frames(),
        addresses=Addresses(default_language="ru"),
        archive_root=root,
        templates=None,
    )
    return {artifact.path: artifact.data for artifact in build(archive, site)}


LETTERS = {
    "2018/tsb-45": "TSB Circular 45",
    "2018/tsb-45-corrigendum-2": "Corrigendum 2 to TSB Circular 45",
    "2018/tsb-60": "TSB Circular 60",
    "2022/tsb-45": "TSB Circular 45",
    "2019/cl-19-35": "CL-19/35",
    "2024/ex-7": "EX/7",
    "2024/quiet": None,
}


@pytest.fixture
def archive(tmp_path):
    return archive_of(tmp_path, LETTERS)


@pytest.fixture
def index(tmp_path, archive):
    return {path: json.loads(data) for path, data in index_of(tmp_path, archive).items()}


def test_there_is_a_part_for_every_series_and_year(index):
    assert sorted(index) == [
        "r/index.json",
        "r/index/cl-2019.json",
        "r/index/other-2024.json",
        "r/index/tsb-circular-2018.json",
        "r/index/tsb-circular-2022.json",
        "r/index/unnamed-2024.json",
    ]


def test_the_overview_tells_which_numbers_a_part_holds(index):
    assert index["r/index.json"]["parts"] == {
        "cl": {"2019": [35, 35]},
        "other": {"2024": [7, 7]},
        "tsb-circular": {"2018": [45, 60], "2022": [45, 45]},
    }
    assert index["r/index.json"]["unnamed"] == [2024]


def test_a_part_holds_letters_by_number_with_corrigenda_among_them(index):
    part = index["r/index/tsb-circular-2018.json"]
    assert sorted(part) == ["45", "45 corrigendum 2", "60"]
    [entry] = part["45"]
    assert entry == {
        "key": "2018/tsb-45",
        "date": "2018-03-05",
        "bureau": "desk",
        "subject": {"en": "About 2018/tsb-45"},
        "languages": ["en"],
    }
    [entry] = part["45 corrigendum 2"]
    assert entry["reference"]["en"] == "Corrigendum 2 to TSB Circular 45"


def test_the_overview_prints_references_in_every_language(index):
    printed = index["r/index.json"]["printed"]
    assert printed["tsb-circular"] == {"ru": "Циркуляр {number} БСЭ", "en": "TSB Circular {number}"}
    assert "other" not in printed


def test_the_language_of_the_original_comes_first(tmp_path):
    files = {"2024/letter/en.md": letter(reference="EX/1"), "2024/letter/ru.md": translation()}
    files = {name.replace("letter", "ex-1"): text for name, text in files.items()}
    archive = read(write_files(tmp_path, files)).archive
    part = json.loads(index_of(tmp_path, archive)["r/index/other-2024.json"])
    assert part["EX/1"][0]["languages"] == ["en", "ru"]
    assert set(part["EX/1"][0]["subject"]) == {"en", "ru"}


def test_a_reference_without_digits_is_found_by_its_year(tmp_path):
    archive = archive_of(tmp_path, {"2024/first-letter": "First letter"})
    overview = json.loads(index_of(tmp_path, archive)["r/index.json"])
    assert overview["parts"] == {"other": {"2024": []}}
    assert overview["unnumbered"] == [2024]


def test_an_empty_archive_has_an_empty_index(tmp_path):
    files = index_of(tmp_path, read(write_files(tmp_path, {})).archive)
    assert list(files) == ["r/index.json"]
    assert json.loads(files["r/index.json"])["parts"] == {}


def test_a_part_of_two_hundred_letters_stays_small(tmp_path):
    letters = {f"2021/tsb-{number}": f"TSB Circular {number}" for number in range(1, 201)}
    files = index_of(tmp_path, archive_of(tmp_path, letters))
    assert len(files["r/index/tsb-circular-2021.json"]) < 200 * 200
    assert len(files["r/index.json"]) < 20_000


@pytest.mark.parametrize(
    ("series", "number", "expected"),
    [
        ("tsb-circular", "352", [352]),
        ("cl", "19/35", [35]),
        ("tsb-collective-letter", "3/11", [3]),
        ("other", "АБ-12/2024", [12, 2024]),
        ("other", "Letter", []),
        ("other", "9" * 30, []),
    ],
)
def test_serials_are_what_people_call_the_number(series, number, expected):
    assert serials(series, number) == expected


def test_letters_stand_under_the_slugs_of_their_references_newest_first(archive):
    found = {
        slug: [item.circular.key for item in items] for slug, items in by_slug(archive).items()
    }
    assert found == {
        "cl-19-35": ["2019/cl-19-35"],
        "ex-7": ["2024/ex-7"],
        "tsb-45": ["2022/tsb-45", "2018/tsb-45"],
        "tsb-45-corrigendum-2": ["2018/tsb-45-corrigendum-2"],
        "tsb-60": ["2018/tsb-60"],
    }
    assert list(found) == sorted(found)


def test_a_reference_that_has_no_latin_letter_or_digit_has_no_slug(tmp_path):
    assert not by_slug(archive_of(tmp_path, {"2024/first": "Первое"}))
