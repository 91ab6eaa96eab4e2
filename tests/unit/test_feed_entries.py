"""Feeds of new letters: whose language they are in, their archive documents, their scopes."""

import datetime as dt
from dataclasses import replace

import pytest
from feed_kit import (
    ATOM,
    LIVES,
    archive_on,
    atom,
    built,
    ids,
    items,
    link,
    load_sound,
    names,
    plain,
    titles,
)
from lxml import etree
from small_archive import INITIATIVE, letter, translation, write_files

TODAY = dt.date(2026, 6, 30)
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
DC_LANGUAGE = "{http://purl.org/dc/elements/1.1/}language"


@pytest.fixture(scope="module")
def lives():
    return load_sound(LIVES)


@pytest.fixture(scope="module")
def files(lives):
    return built(lives, TODAY)


class TestLanguages:
    def test_an_untranslated_letter_says_so_in_its_title(self, files):
        (item,) = [item for item in items(files, "en/feed.json") if "/sb-8/" in item["id"]]
        assert item["title"] == "[in Russian] SB/8: Часы гаваней"
        assert item["language"] == "ru"
        assert item["url"] == "https://archive.example/circulars/2026/sb-8/"
        (item,) = [item for item in items(files, "feed.json") if "/sb-10/" in item["id"]]
        assert item["title"] == "[на английском языке] SB/10: Drawings of tides"
        assert item["url"] == "https://archive.example/en/circulars/2026/sb-10/"

    def test_it_has_one_identity_for_all_readers(self, files):
        for name in ("circular/2026/sb-8/ru", "circular/2026/sb-10/en"):
            assert name in names(files, "feed.json")
            assert name in names(files, "en/feed.json")
        translated = {name for name in names(files, "feed.json") if "sb-8" not in name}
        assert not {name for name in translated if "sb-10" not in name} & {
            *names(files, "en/feed.json")
        }

    def test_xml_marks_the_language_of_such_an_entry_alone(self, files):
        document = atom(files, "en/atom.xml")
        marked = {
            entry.findtext(f"{ATOM}id"): entry.get(XML_LANG)
            for entry in document.iter(f"{ATOM}entry")
            if entry.get(XML_LANG)
        }
        assert marked == {"tag:circulars.example,2026:circular/2026/sb-8/ru": "ru"}
        channel = etree.fromstring(files["en/feed.xml"])
        found = {item.findtext("guid"): item.findtext(DC_LANGUAGE) for item in channel.iter("item")}
        assert {name: code for name, code in found.items() if code} == marked

    def test_a_later_translation_is_a_new_entry(self, tmp_path):
        root = write_files(
            tmp_path,
            {
                "2024/a/en.md": letter(added="2024-03-10"),
                "2024/a/ru.md": translation(added="2024-03-20"),
            },
        )
        loaded = load_sound(root)
        before = built(loaded, TODAY, archive_on(loaded.archive, dt.date(2024, 3, 19)))
        after = built(loaded, TODAY)
        assert names(before, "feed.json") == ["circular/2024/a/en"]
        assert titles(before, "feed.json")[0].startswith("[на английском языке] ")
        assert names(after, "feed.json") == ["circular/2024/a/ru"]
        assert items(after, "feed.json")[0]["date_published"] == "2024-03-20T00:00:00+00:00"
        assert names(before, "en/feed.json") == names(after, "en/feed.json")
        assert names(before, "changes-feed.json") == []
        assert names(after, "changes-feed.json") == ["change/2024/a/translated/ru"]
        assert titles(after, "changes-feed.json") == [
            "Теперь и на русском языке: Весеннее собрание"
        ]
        assert names(after, "en/changes-feed.json") == []

    def test_foreign_words_within_an_entry_say_their_language(self, tmp_path):
        related = (
            "related:\n  first:\n    kind: circular\n    relation: corrects\n    circular: 2024/a\n"
        )
        correction = letter(
            "Исправлено.\n", related, added="2024-04-10", date="2024-04-10", subject="Исправление",
            summary="Исправлено.",
        )  # fmt: skip
        root = write_files(
            tmp_path,
            {
                "2024/a/en.md": letter(added="2024-03-10"),
                "2024/b/ru.md": correction,
            },
        )
        found = built(load_sound(root), TODAY)
        for path in ("en/feed.json", "en/changes-feed.json"):
            (item,) = [item for item in items(found, path) if "2024/a/" in item["id"]]
            content = etree.fromstring(f"<div>{item['content_html']}</div>")
            (word,) = content.xpath("//*[text()='Исправление']")
            assert word.get("lang") == "ru", path
            assert word.getparent().tag == "a"
            assert "lang=" not in item["title"] + item["summary"]


class TestContent:
    def text(self, files, key, path="en/feed.json"):
        (item,) = [item for item in items(files, path) if f"/{key}/" in item["id"]]
        return plain(item["content_html"])

    def test_an_extended_deadline_is_struck_through_beside_the_new_one(self, files):
        first, later = self.text(files, "lb-1"), self.text(files, "lb-5")
        for text in (first, later):
            assert "Deadline <del>15 April 2026</del> <ins>4 May 2026</ins>: send contr" in text
        assert "set by <a" in first.partition("send contr")[2].partition("</p>")[0]
        assert 'href="https://archive.example/en/circulars/2026/lb-5/"' in first
        assert 'href="https://archive.example/en/circulars/2026/lb-1/"' in later

    def test_a_deadline_says_from_when_on_answers_are_taken(self, files):
        for path, said in (
            ("feed.json", "До 1 июля 2026 г., 09:00, "),
            ("en/feed.json", "Answers are accepted only from 1 July 2026, 09:00, "),
        ):
            lines = self.text(files, "lb-11", path).splitlines()
            (line,) = [line for line in lines if said in line]
            assert line.startswith(("<p><strong>Срок 30", "<p><strong>Deadline 30"))
        # The opening of a deadline that a later letter has set anew holds no longer.
        assert "Answers are accepted" not in self.text(files, "lb-1")

    def test_a_withdrawn_deadline_says_so(self, files):
        text = self.text(files, "sb-2")
        assert "Deadline <del>30 June 2026</del>: reply to the questionnaire" in text
        assert "withdrawn by <a" in text
        assert "Deadline day not yet known" in text or "<del>30 June 2026</del>" in text
        assert "Event <del>8 July 2026</del>: Workshop on tides" in text

    def test_a_replaced_letter_says_by_which(self, files):
        text = self.text(files, "sb-3")
        assert "This letter is replaced by <a" in text
        assert "Deadline <del>15 July 2026</del>: enrol" in text

    def test_a_deadline_that_moved_with_its_event_shows_both_days(self, files):
        assert "<del>29 April 2026</del> <ins>5 August 2026</ins>: request visa" in self.text(
            files, "lb-1"
        )

    def test_a_deadline_that_has_merely_passed_stands_as_the_letter_gives_it(self, lives):
        later = built(lives, dt.date(2030, 1, 1))
        now = built(lives, TODAY)
        for path in (path for path in now if "closing" not in path and ".opml" not in path):
            assert later[path] == now[path], path

    def test_a_later_letter_makes_the_entry_newer(self, files):
        updated = {item["id"]: item["date_modified"][:10] for item in items(files, "feed.json")}
        name = "tag:circulars.example,2026:circular/2026/{}/ru"
        assert updated[name.format("lb-1")] == "2026-05-11"
        assert updated[name.format("lb-5")] == "2026-03-30"
        assert updated[name.format("sb-2")] == "2026-06-15"
        assert updated[name.format("sb-3")] == "2026-05-25"
        first = atom(files, "atom.xml")
        assert first.findtext(f"{ATOM}updated") == "2026-06-22T00:00:00+00:00"

    def test_categories_tell_what_they_are(self, files):
        document = atom(files, "en/atom.xml")
        (entry,) = [
            entry
            for entry in document.iter(f"{ATOM}entry")
            if entry.findtext(f"{ATOM}id").endswith("lb-1/en")
        ]
        found = {
            (category.get("scheme").rpartition("/")[2], category.get("term"))
            for category in entry.iter(f"{ATOM}category")
        }
        assert found == {
            ("initiative", "lights"),
            ("bureau", "lamp"),
            ("answer", "contribution"),
            ("answer", "registration"),
            ("answer", "visa-letter"),
        }

    def test_annexes_that_are_held_are_enclosed(self, tmp_path):
        annexes = (
            "annexes:\n"
            "  annex-1: {title: Form & list, status: held, file: form.csv}\n"
            "  annex-2: {title: Plan, status: held, file: plan.pdf}\n"
            "  annex-3: {title: Map, status: not-held}\n"
        )
        body = "The Example Union invites you.\n"
        for number in (1, 2, 3):
            body += f"\n## [annex-{number}] Annex\n\nWords.\n"
        root = write_files(
            tmp_path,
            {
                "2024/a/en.md": letter(body, extra=annexes),
                "2024/a/form.csv": b"a;b\n",
                "2024/a/plan.pdf": b"%PDF-1.4\n",
            },
        )
        files = built(load_sound(root), TODAY)
        (item,) = items(files, "en/feed.json")
        address = "https://archive.example/circulars/2024/a/"
        assert [
            (file["url"], file["mime_type"], file["size_in_bytes"], file["title"])
            for file in item["attachments"]
        ] == [
            (f"{address}form.csv", "text/csv", 4, "Form & list"),
            (f"{address}plan.pdf", "application/pdf", 9, "Plan"),
        ]
        assert f'<a href="{address}form.csv">Form &amp; list</a> (CSV, 1 KB)' in (
            plain(item["content_html"])
        )
        enclosed = [
            dict(found.attrib)
            for found in atom(files, "en/atom.xml").iter(f"{ATOM}link")
            if found.get("rel") == "enclosure"
        ]
        assert [found["href"] for found in enclosed] == [
            f"{address}form.csv",
            f"{address}plan.pdf",
        ]
        assert enclosed[0]["length"] == "4"
        assert enclosed[0]["type"] == "text/csv"
        (first,) = etree.fromstring(files["en/feed.xml"]).iter("enclosure")
        assert dict(first.attrib) == {
            "url": f"{address}form.csv",
            "type": "text/csv",
            "length": "4",
        }


class TestScopes:
    def test_every_scope_has_every_feed_in_every_form(self, files):
        homes = ["", "initiatives/lights/", "initiatives/tides/"]
        homes += ["circulars/bureau/lamp/", "circulars/bureau/sea/"]
        homes += ["addressees/keepers/", "addressees/harbours/", "addressees/pilots/"]
        expected = {
            f"{language}{home}{what}{form}"
            for language in ("", "en/")
            for home in homes
            for what in ("", "changes-", "closing-")
            for form in ("atom.xml", "feed.xml", "feed.json")
        }
        assert set(files) == expected | {"subscribe/feeds.opml", "en/subscribe/feeds.opml"}

    def test_each_holds_what_concerns_it(self, files):
        def keys(path):
            return {name.split("/")[2] for name in names(files, path)}

        assert keys("initiatives/lights/feed.json") == {
            *("lb-1", "lb-5", "lb-9", "lb-11", "sb-3", "sb-6"),
        }
        assert keys("circulars/bureau/lamp/feed.json") == {"lb-1", "lb-5", "lb-9", "lb-11"}
        assert keys("addressees/harbours/feed.json") == {
            *("lb-1", "lb-9", "sb-2", "sb-4", "sb-7", "sb-8"),
        }

    def test_feeds_have_identities_and_titles_of_their_own(self, files):
        documents = [atom(files, path) for path in files if path.endswith("atom.xml")]
        identities = [document.findtext(f"{ATOM}id") for document in documents]
        assert len(set(identities)) == len(identities) == 48
        found = [document.findtext(f"{ATOM}title") for document in documents]
        assert len(set(found)) == len(found)

    def test_former_names_of_an_initiative_keep_copies_of_its_feeds(self, tmp_path):
        moves = "harbour: {initiative: harbour, to: harbours, date: 2024-04-01}\n"
        root = write_files(
            tmp_path,
            {
                "registers/moves.yml": moves,
                "initiatives/harbours/en.md": INITIATIVE,
                "2024/a/en.md": letter(extra="initiatives: [harbours]\n"),
            },
        )
        files = built(load_sound(root), TODAY)
        copies = [path for path in files if "initiatives/harbour/" in path]
        assert len(copies) == 18
        for path in copies:
            assert files[path] == files[path.replace("/harbour/", "/harbours/")]

    def test_the_list_of_feeds_names_every_atom_feed_once(self, files):
        for prefix, language in (("", "ru"), ("en/", "en")):
            root = etree.fromstring(files[f"{prefix}subscribe/feeds.opml"])
            assert root.get("version") == "2.0"
            leaves = list(root.iterfind(".//outline[@xmlUrl]"))
            listed = [
                leaf.get("xmlUrl").removeprefix("https://archive.example/") for leaf in leaves
            ]
            assert sorted(listed) == sorted(
                path
                for path in files
                if path.endswith("atom.xml") and path.startswith("en/") == bool(prefix)
            )
            for leaf, path in zip(leaves, listed, strict=True):
                assert leaf.get("type") == "rss"
                assert leaf.get("language") == language
                assert leaf.get("text") == leaf.get("title")
                assert leaf.get("text") == atom(files, path).findtext(f"{ATOM}title")
                assert leaf.get("htmlUrl") == "https://archive.example/" + link(
                    atom(files, path), "alternate"
                )
            assert not list(root.iter("dateCreated", "dateModified"))
            for outline in root.iter("outline"):
                assert outline.get("text")
                assert len(outline) or outline.get("xmlUrl")


MOVED_LETTER = """\
letter: {circular: 2024/old, to: 2024/a, date: 2024-04-01}
place: {circular: 2024/a, paragraph: deadline-answer, to: deadline-reply, date: 2024-04-02}
"""


def test_what_has_moved_keeps_its_identity(tmp_path):
    extra = "deadlines:\n  reply: {asks: reply, date: 2024-05-20}\n"
    extra += "changes:\n  time: {date: 2024-03-15, kind: corrected, note: Corrected.}\n"
    act = (
        "related:\n  a: {kind: circular, relation: withdraws, circular: 2024/a, deadline: reply}\n"
    )
    files = {
        "registers/moves.yml": MOVED_LETTER,
        "2024/a/en.md": letter(extra=extra, date="2024-03-01"),
        "2024/b/en.md": letter(extra=act, added="2024-05-19"),
    }
    root = write_files(tmp_path, files)
    made = built(load_sound(root), TODAY)
    assert "circular/2024/old/en" in names(made, "en/feed.json")
    assert set(names(made, "en/changes-feed.json")) == {
        "change/2024/old/amended/time/en",
        "change/2024/old/withdraws/deadline-answer/2024/b/en",
    }
    assert items(made, "en/changes-feed.json")[0]["url"] == (
        "https://archive.example/en/circulars/2024/a/#deadline-reply"
    )
    (root / "2024/b/en.md").unlink()
    (root / "2024/b").rmdir()
    made = built(load_sound(root), dt.date(2024, 5, 18))
    assert names(made, "en/closing-feed.json") == [
        f"closing/2024/old/answer/2024-05-20/{left}/en" for left in (3, 14)
    ]


# --- archive documents (RFC 5005, 4) --------------------------------------------------------------

START = dt.date(2024, 3, 10)
BATCHES = (30, 19, 1, 5, 0, 40, 50, 3, 0, 12)
"""How many letters come every eighth day; 50 letters come on the day with 45 waiting."""
STEP = 8
"""Days after which what has come is settled."""
FULL = "{http://purl.org/syndication/history/1.0}archive"


@pytest.fixture(scope="module")
def growing(tmp_path_factory):
    """160 letters that came in batches; of every tenth the translation came three days later, of
    every seventh never."""
    written, number = {}, 0
    for offset, batch in enumerate(BATCHES):
        for _ in range(batch):
            number += 1
            day = START + dt.timedelta(days=offset * STEP)
            key = f"2024/n-{number * 37 % 163:03d}"  # not in the order in which they came
            written[f"{key}/en.md"] = letter(added=day.isoformat())
            later = day + dt.timedelta(days=3 if number % 10 == 0 else 0)
            if number % 7:
                written[f"{key}/ru.md"] = translation(added=later.isoformat())
    assert number == 160
    return load_sound(write_files(tmp_path_factory.mktemp("growing"), written))


def walk(files, prefix):
    """All documents from the one that subscribers read to the oldest."""
    path, found = f"{prefix}atom.xml", []
    while path:
        document = atom(files, path)
        assert link(document, "self") == path
        found.append((path, document))
        path = link(document, "prev-archive")
    return found


def on_each_day(growing):
    for offset in range(0, (len(BATCHES) + 2) * STEP, 2):
        day = START + dt.timedelta(days=offset)
        shown = archive_on(growing.archive, day)
        yield day, shown, built(growing, day, shown)


def test_full_documents_never_change(growing):
    seen = {}
    for day, _, files in on_each_day(growing):
        full = {path: data for path, data in files.items() if "atom/" in path}
        assert full.items() >= seen.items(), day
        seen = full
    assert len(seen) == 6


@pytest.mark.parametrize(("language", "prefix"), [("ru", ""), ("en", "en/")])
def test_the_feed_of_everything_leads_back_to_the_first_letter(growing, language, prefix):
    for day, shown, files in on_each_day(growing):
        documents = walk(files, prefix)
        found = [name for _, document in documents for name in ids(document)]
        missing = {
            f"circular/{circular.key}/{language if language in circular.texts else 'en'}"
            for circular in shown.circulars
        } - set(found)
        assert missing == set(), day
        (_, first), *full = documents
        assert 50 <= len(ids(first)) <= 100 or not full
        assert first.find(FULL) is None
        for path, document in full:
            assert document.find(FULL) is not None
            assert link(document, "current") == f"{prefix}atom.xml"
            assert len(ids(document)) == 50
            assert document.find(f".//{ATOM}content") is None
            assert document.find(f"{ATOM}link[@rel='next-archive']") is None
            assert document.findtext(f"{ATOM}id") == first.findtext(f"{ATOM}id")
            dates = [entry.findtext(f"{ATOM}updated") for entry in document.iter(f"{ATOM}entry")]
            assert dates == sorted(dates, reverse=True)
            for entry in document.iter(f"{ATOM}entry"):
                is_foreign = entry.findtext(f"{ATOM}id").endswith("/en") and language == "ru"
                assert entry.get(XML_LANG) == ("en" if is_foreign else None)
                assert entry.findtext(f"{ATOM}title").startswith("[") == is_foreign
            numbers = [int(p.rpartition("/")[2].removesuffix(".xml")) for p, _ in full]
            assert numbers == list(range(len(full), 0, -1)), path


def test_a_letter_that_is_merged_late_changes_no_full_document(growing):
    day = START + dt.timedelta(days=7 * STEP)
    shown = archive_on(growing.archive, day + dt.timedelta(days=7))
    late = next(item for item in shown.circulars if item.texts["en"].added == day)
    before = replace(shown, circulars=tuple(c for c in shown.circulars if c is not late))
    for offset in range(8):
        now = day + dt.timedelta(days=offset)
        documents = [
            {path: data for path, data in built(growing, now, archive).items() if "atom/" in path}
            for archive in (before, shown)
        ]
        assert documents[0], "there must be some"
        assert documents[1].items() >= documents[0].items(), now


def test_documents_hold_nothing_of_the_last_week(growing):
    day = START + dt.timedelta(days=2 * STEP)  # 50 letters by the end of it
    for now in (day, day + dt.timedelta(days=STEP - 1)):
        files = built(growing, now, archive_on(growing.archive, now))
        assert not [path for path in files if path.startswith("en/atom/")]
    following = day + dt.timedelta(days=STEP)
    files = built(growing, following, archive_on(growing.archive, following))
    assert "en/atom/1.xml" in files
    updated = {
        e.findtext(f"{ATOM}updated")[:10] for e in atom(files, "en/atom/1.xml").iter(f"{ATOM}entry")
    }
    assert max(updated) == day.isoformat()


def test_other_feeds_hold_the_newest_fifty(growing):
    for _, shown, files in on_each_day(growing):
        for path in ("feed.xml", "en/feed.xml"):
            count = len(list(etree.fromstring(files[path]).iter("item")))
            assert count == min(50, len(shown.circulars))
        assert len(items(files, "en/feed.json")) == min(50, len(shown.circulars))
