"""``build.json``: the day and the sources of a build, and no clock."""

import datetime as dt
import json
from dataclasses import replace
from pathlib import Path

from small_archive import PHRASES, letter, read, translation, write_files

from archive.languages import LANGUAGES
from archive.outputs.build_facts import build, sources
from archive.render.frames import Frames
from archive.site import Site
from archive.urls import Addresses

ANNEX = 'annexes:\n  plan:\n    title: "Plan"\n    status: held\n    file: plan.txt\n'
FILES = {
    "2024/letter/en.md": letter(extra=ANNEX),
    "2024/letter/ru.md": translation(extra="annexes:\n  plan:\n    title: План\n"),
    "2024/letter/plan.txt": "The plan.\n",
}


def site(root, revision=None, today=dt.date(2024, 5, 6)):
    return Site(
        url="https://archive.example/",
        name={},
        today=today,
        languages=LANGUAGES,
        phrases=PHRASES,
        fragments={},
        frames=Frames(),
        addresses=Addresses(default_language="ru"),
        archive_root=Path(root),
        templates=None,
        revision=revision,
    )


def written(root, **options):
    (artifact,) = build(archive(root), site(root, **options))
    return artifact


def archive(root):
    loaded = read(root)
    assert not loaded.problems
    return loaded.archive


def fingerprint(root):
    return sources(archive(root), site(root))


def test_it_says_for_which_day_and_from_what_the_site_was_built(tmp_path):
    write_files(tmp_path, FILES)
    artifact = written(tmp_path, revision="0ea5cb3")
    assert artifact.path == "build.json"
    facts = json.loads(artifact.data)
    assert facts == {
        "version": 1,
        "today": "2024-05-06",
        "revision": "0ea5cb3",
        "sources": fingerprint(tmp_path),
        "languages": ["ru", "en"],
        "circulars": 1,
        "initiatives": 0,
    }
    assert len(facts["sources"]) == 32
    assert json.loads(written(tmp_path).data)["revision"] is None


def test_the_same_sources_give_the_same_bytes_wherever_they_lie(tmp_path):
    one, two = (write_files(tmp_path / name, FILES) for name in ("one", "two"))
    assert written(one).data == written(two).data


def test_a_new_day_changes_the_day_alone(tmp_path):
    write_files(tmp_path, FILES)
    before = json.loads(written(tmp_path).data)
    after = json.loads(written(tmp_path, today=dt.date(2024, 5, 7)).data)
    assert after == {**before, "today": "2024-05-07"}


def test_every_source_counts(tmp_path):
    write_files(tmp_path, FILES)
    seen = {fingerprint(tmp_path)}

    def changes(name, old, new):
        path = tmp_path / name
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new), "utf-8")
        found = fingerprint(tmp_path)
        assert found not in seen, name
        seen.add(found)

    changes("2024/letter/en.md", "spring meeting", "summer meeting")
    changes("2024/letter/ru.md", "собрание", "заседание")
    changes("2024/letter/plan.txt", "The plan.", "The flan.")
    register = (tmp_path / "registers/bureaux.yml").read_text("utf-8")
    first = next(line for line in register.splitlines() if "en:" in line)
    changes("registers/bureaux.yml", first, first.replace("en: ", "en: New ", 1))


def test_the_order_in_which_things_were_read_does_not_count(tmp_path):
    files = {**FILES, "2024/other/en.md": letter(subject="Other", date="2024-03-04")}
    write_files(tmp_path, files)
    found = archive(tmp_path)
    turned = replace(found, circulars=found.circulars[::-1], bureaux=found.bureaux[::-1])
    assert sources(found, site(tmp_path)) == sources(turned, site(tmp_path))
