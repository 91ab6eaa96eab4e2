"""A third language, and one that runs from right to left: a row, a strings file and an entry each.

The project is copied, the languages are added, and the site is built strictly and judged. Neither
language belongs to the project.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import feedparser
import pytest
import site_kit
from alternate_rules import NAMES, entries, judge
from icalendar import Calendar
from lxml import etree
from playwright.sync_api import Browser
from site_kit import LIVES, LIVES_TODAY, Page, Site, text_of, words
from static_server import Server
from test_browser import watched

from archive import languages
from archive.languages import CODES, Phrases, StringsError, load_phrases
from archive.render.borrowed_words import borrowed, settled, unmarked
from archive.string_files import OWN_WORDS, Strings, strings_of

STRINGS = Path(__file__).parent / "further_languages"
ROWS = """
    Language(code="fr", name="Français", locale="fr", falls_back_to="en"),
    Language(code="ar", name="العربية", locale="ar", direction="rtl", falls_back_to="en"),
)
\"\"\"In order of precedence"""
ENTRIES = """
        - locale: fr
          name: Français
          build: true
          site_name: Archives des circulaires
        - locale: ar
          name: العربية
          build: true
          site_name: أرشيف التعاميم

nav:"""
LETTER = "circulars/2026/sb-2/"
"""Of the lives, a letter that is in Russian only; here it gets a French translation."""
FRENCH = """---
translates: ru
added: 2026-06-18
written-by: machine
subject: Questionnaire sur les marées
subject-source: archive
summary: Questionnaire sur les « marées » ; deux questions.
events:
  workshop:
    name: Atelier sur les marées
  conference:
    name: Conférence sur les marées
deadlines:
  replies:
    asks: répondre au questionnaire
  candidates:
    asks: proposer un candidat
---

Les réponses au questionnaire sont reçues jusqu’au 30 juin 2026. L’atelier se tiendra le 8 juillet
2026 de 13:00 à 16:00 (CET). La conférence est prévue pour 2027 ; les candidats sont proposés huit
semaines avant.
"""
DOUBLE = "circulars/2026/lb-1/"
"""A letter in Russian and English; its original is Russian."""
ATOM = "{http://www.w3.org/2005/Atom}"
SINGLE = "circulars/2026/sb-8/"
"""A letter that is in Russian only."""


def replaced(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert text.count(old) == 1, f"{path.name}: {old}"
    path.write_text(text.replace(old, new), "utf-8")


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project with two further languages: two rows, two files, two entries."""
    root = site_kit.copy_project(tmp_path_factory.mktemp("third") / "project")
    replaced(
        root / "hooks/archive/languages.py", '\n)\n"""In order of precedence', ROWS.rstrip("\n")
    )
    replaced(root / "mkdocs.yml", "\n\nnav:", ENTRIES)
    for name in ("fr", "ar"):
        shutil.copy(STRINGS / f"{name}.toml", root / f"hooks/archive/strings/{name}.toml")
    letters = root / "circulars"
    shutil.copytree(LIVES, letters)
    (letters / LETTER.removeprefix("circulars/") / "fr.md").write_text(FRENCH, "utf-8")
    return root


@pytest.fixture(scope="session")
def third(project: Path) -> Site:
    """Its site."""
    target = project.parent / "site"
    outcome = site_kit.build(
        target,
        temporary=project.parent / "temporary",
        project=project,
        PYTHONPATH=str(project / "hooks"),
        ARCHIVE_TODAY=LIVES_TODAY,
    )
    assert outcome.status == 0, outcome.output
    return Site(folder=target, outcome=outcome)


def of_language(site: Site, code: str) -> list[Page]:
    return [page for page in site.ordinary_pages() if page.path.startswith(f"{code}/")]


def spoken(page: Page, text: str) -> set[str]:
    """The languages in which a page gives the words *text*, by the nearest ``lang``."""
    found = page.all(f"//body//*[not(self::script)]/text()[contains(., {text!r})]")
    return {str(each.getparent().xpath("ancestor-or-self::*[@lang][1]/@lang")[0]) for each in found}


def command(project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The editors' command of the copied project."""
    return subprocess.run(
        [sys.executable, "-m", "archive", *arguments],
        cwd=project,
        env=site_kit.environment(
            project.parent / "temporary",
            PYTHONPATH=str(project / "hooks"),
            ARCHIVE_LANG="en",
            ARCHIVE_TODAY=LIVES_TODAY,
        ),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


class TestFrench:
    def test_its_tree_has_every_page_that_the_others_have(self, third: Site) -> None:
        english = {page.path.removeprefix("en/") for page in of_language(third, "en")}
        french = {page.path.removeprefix("fr/") for page in of_language(third, "fr")}
        # A parallel page needs two texts, and so has no fallback.
        assert {path for path in english ^ french if "parallel" not in path} == set()
        for page in of_language(third, "fr"):
            if not page.all("//meta[@http-equiv='refresh']"):
                assert page.tree.get("lang") == "fr", page.path

    def test_its_own_words_stand_unmarked(self, third: Site) -> None:
        page = third.page("fr/circulars/")
        assert text_of(page.one("//h1")).startswith("Circulaires")
        assert spoken(page, "Par année") == {"fr"}
        assert "12 janvier 2026" in page.shown_text()
        assert "11 circulaires" in third.page("fr/").shown_text()
        tabs = [text_of(tab) for tab in page.all("//nav[@class='archive-tabs']//a")]
        assert "Échéances" in tabs

    def test_words_that_it_lacks_are_english_and_say_so(self, third: Site) -> None:
        page = third.page("fr/circulars/")
        assert spoken(page, words("en", "circulars.feeds")) == {"en"}
        assert spoken(third.page("fr/deadlines/"), words("en", "deadlines.closed")) == {"en"}
        assert spoken(page, words("en", "ui.footer-note")) == {"en"}
        for each in of_language(third, "fr"):
            assert not re.search("[\ufffe\uffff]", each.source), each.path

    def test_no_mark_of_a_borrowed_word_is_left_in_any_file(self, third: Site) -> None:
        for path, data in site_kit.contents(third.folder).items():
            if path.startswith("pagefind/"):
                continue
            assert "\ufffe".encode() not in data, path
            assert b"%EF%BF%BE" not in data, path
            assert rb"\ufffe" not in data, path

    def test_names_and_letters_without_french_say_their_language(self, third: Site) -> None:
        page = third.page("fr/circulars/")
        assert spoken(page, "Bureau of Lighthouses") == {"en"}
        assert spoken(page, "Бюро маяков") == set()
        assert spoken(page, "Questionnaire sur les marées") == {"fr"}
        tags = page.all("//*[@class='lang-mark']")
        assert {text_of(tag) for tag in tags} == {"russe", "anglais"}

    def test_a_letter_in_both_other_languages_is_read_in_the_one_that_french_falls_back_to(
        self, third: Site
    ) -> None:
        page = third.page(f"fr/{DOUBLE}")
        assert page.one("//head/link[@rel='canonical']/@href") == f"{third.url}en/{DOUBLE}"
        assert page.one("//*[contains(@class, 'letter__sheet')]").get("lang") == "en"
        assert page.one("//h1//*[@lang] | //h1[@lang]").get("lang") == "en"
        links = {
            link.get("hreflang")
            for entry in etree.fromstring(third.bytes("fr/atom.xml")).iter(f"{ATOM}entry")
            for link in entry.iter(f"{ATOM}link")
            if link.get("href").endswith(DOUBLE)
        }
        assert links == {"en"}
        events = Calendar.from_ical(third.bytes("fr/calendar.ics")).walk("VEVENT")
        names = {str(event["SUMMARY"]) for event in events}
        assert any("eeting of the keepers of lighthouses" in name for name in names)
        assert not any("смотрителей маяков" in name for name in names)

    def test_it_leads_from_there_to_both_texts_side_by_side(self, third: Site) -> None:
        (link,) = third.page("fr/circulars/2026/sb-3/").all("//a[@class='to-parallel']")
        assert link.get("href", "").endswith("en/circulars/2026/sb-3/parallel/")
        assert link.get("hreflang") == "en"
        assert third.has("en/circulars/2026/sb-3/parallel/")
        assert not third.page("fr/" + SINGLE).all("//a[@class='to-parallel']")

    def test_a_letter_without_french_has_a_page_that_says_so(self, third: Site) -> None:
        page = third.page(f"fr/{SINGLE}")
        assert page.one("//head/link[@rel='canonical']/@href") == third.url + SINGLE
        assert "Les archives n’ont pas cette lettre en français" in page.shown_text()
        sheet = page.one("//*[contains(@class, 'letter__sheet')]")
        assert sheet.get("lang") == "ru"
        assert third.url + f"fr/{SINGLE}" not in dict(entries(third.bytes("sitemap.xml")))

    def test_a_translated_letter_is_french(self, third: Site) -> None:
        page = third.page(f"fr/{LETTER}")
        assert text_of(page.one("//h1")) == "Questionnaire sur les marées"
        assert spoken(page, "Les réponses au questionnaire") == {"fr"}
        assert spoken(page, "En bref") == {"fr"}

    def test_pages_written_by_hand_are_shown_in_the_original(self, third: Site) -> None:
        page = third.page("fr/about/")
        assert "Cette page n’est pas encore traduite" in page.shown_text()
        assert spoken(page, "Об архиве") == {"ru"}
        assert page.one("//head/link[@rel='canonical']/@href") == third.url + "about/"
        home = third.page("fr/")
        assert home.one("//head/link[@rel='canonical']/@href") == third.url + "fr/"
        # What the archive puts into the Russian page is French again.
        assert spoken(home, "Ouvert") == {"fr"}

    def test_feeds_and_calendars(self, third: Site) -> None:
        feed = feedparser.parse(third.bytes("fr/atom.xml"))
        assert not feed.bozo
        assert feed.feed.language == "fr"
        assert "Archives des circulaires" in feed.feed.title
        assert any("Questionnaire sur les marées" in entry.title for entry in feed.entries)
        assert all("/fr:" not in entry.id for entry in feed.entries)
        assert len({entry.id for entry in feed.entries}) == len(feed.entries)
        assert json.loads(third.bytes("fr/feed.json"))["language"] == "fr"
        calendar = Calendar.from_ical(third.bytes("fr/calendar.ics"))
        uids = {str(event["UID"]) for event in calendar.walk("VEVENT")}
        assert uids
        assert all(".fr@" in uid for uid in uids)

    def test_alternates_agree_everywhere(self, third: Site) -> None:
        judged = judge(third)
        assert judged.faults == []
        assert {len(group) for group in judged.groups} >= {2, 4}
        alternates = dict(entries(third.bytes("sitemap.xml")))[third.url + LETTER]
        assert {"fr", "ru", "x-default"} <= alternates.keys()
        assert "ar" not in alternates
        locations = etree.fromstring(third.bytes("sitemap.xml")).findall("s:url/s:loc", NAMES)
        assert any(location.text == third.url + "fr/circulars/" for location in locations)

    def test_translators_see_what_it_lacks(self, third: Site) -> None:
        page = third.page("en/editing/translations/")
        assert "circulars translate 2026/sb-8 --to fr" in page.shown_text()
        assert "circulars translate 2026/sb-2 --to fr" not in page.shown_text()
        assert "circulars translate 2026/sb-2 --to ar" in page.shown_text()


class TestCommands:
    def test_a_french_text_is_judged_by_what_is_known_of_french(self, project: Path) -> None:
        checked = command(project, "check", "--format", "json")
        found = json.loads(checked.stdout)
        listed = next(value for value in found.values() if isinstance(value, list))
        own = [each for each in listed if "fr.md" in json.dumps(each)]
        assert {each["code"] for each in own} == {"fingerprint-missing"}
        assert checked.returncode == 0, checked.stdout

    def test_translate_knows_the_language(self, project: Path) -> None:
        shown = command(project, "translate", "2026/sb-8", "--to", "fr", "--dry-run")
        assert shown.returncode == 0, shown.stderr
        assert "translates: ru" in shown.stdout

    def test_stage_writes_its_tree(self, project: Path, tmp_path: Path) -> None:
        done = command(project, "stage", str(tmp_path / "tree"))
        assert done.returncode == 0, done.stderr
        texts = [path.read_text("utf-8") for path in (tmp_path / "tree").rglob("*.md")]
        assert any("Questionnaire sur les marées" in text for text in texts)


@pytest.mark.browser
class TestRightToLeft:
    def test_the_page_runs_from_right_to_left(
        self, third: Site, browser: Browser, serve: Callable[..., Server]
    ) -> None:
        server = serve(third.folder)
        for width in (320, 1200):
            with watched(browser, server, viewport={"width": width, "height": 800}) as (tab, _):
                for path in ("ar/", "ar/circulars/", f"ar/{LETTER}", "ar/deadlines/2026/07/"):
                    tab.goto(server.url + path, wait_until="networkidle")
                    root = tab.locator("html")
                    assert root.get_attribute("dir") == "rtl"
                    assert root.get_attribute("lang") == "ar"
                    assert tab.evaluate("document.documentElement.scrollWidth") <= width, path
                    name = tab.locator(".archive-name").bounding_box()
                    assert name is not None
                    assert name["x"] + name["width"] > width * 0.8, "the name stands at the right"

    def test_words_of_the_other_direction_say_so(self, third: Site) -> None:
        page = third.page("ar/circulars/")
        foreign = page.all("//article//*[@lang='ru' or @lang='en']")
        assert foreign
        assert {each.get("dir") for each in foreign} == {"ltr"}
        assert text_of(page.one("//h1")).startswith("التعاميم")
        switch = third.page("en/circulars/").one("//ul[@class='archive-languages']//*[@lang='ar']")
        assert switch.get("dir") == "rtl"
        assert not third.page("en/circulars/").all("//*[@lang='ru'][@dir]")


class TestBorrowedWords:
    def test_they_get_an_element_in_text_only(self) -> None:
        said = borrowed("Open", "en")
        page = (
            f"<title>{said}</title><p title=\"{said} > 1\" data-x='{said}'>{said}, {said}</p>"
            f"<option>{said}</option><script>{json.dumps({'a': said})}</script>"
        )
        assert settled(page, "fr") == (
            "<title>Open</title><p title=\"Open > 1\" data-x='Open'>"
            '<span lang="en">Open</span>, <span lang="en">Open</span></p>'
            '<option>Open</option><script>{"a": "Open"}</script>'
        )

    def test_nothing_is_left_of_them_elsewhere(self) -> None:
        assert unmarked(f"a {borrowed('b', 'en')} c") == "a b c"

    def test_a_page_without_them_is_left_alone(self) -> None:
        page = "<p>text</p>"
        assert settled(page, "ru") is page


class TestOwnWords:
    def test_a_language_that_lacks_them_is_refused(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def without(code: str) -> Strings:
            strings = strings_of(code)
            lacked = "switch." if code == "en" else "nothing."
            return {key: text for key, text in strings.items() if not key.startswith(lacked)}

        monkeypatch.setattr(languages, "strings_of", without)
        with pytest.raises(StringsError) as raised:
            load_phrases({"LANG": "ru_RU.UTF-8"})
        said = str(raised.value)
        assert "hooks/archive/strings/en.toml" in said
        assert f'[switch]  missing = "{words("ru", "switch.missing")}"' in said
        assert words("ru", "language.words-missing-advice") in said

    def test_the_command_and_the_build_say_so_without_a_traceback(
        self, project: Path, tmp_path: Path
    ) -> None:
        root = site_kit.copy_project(tmp_path / "project")
        row = (
            '\n    Language(code="fr", name="Français", locale="fr"),\n)\n"""In order of precedence'
        )
        replaced(root / "hooks/archive/languages.py", '\n)\n"""In order of precedence', row)
        file = root / "hooks/archive/strings/fr.toml"
        for content in ('[switch]\nmissing = "pas de texte"\n', "[switch", None):
            file.unlink(missing_ok=True)
            if content is not None:
                file.write_text(content, "utf-8")
            checked = command(root, "check")
            assert checked.returncode == 2, checked.stderr
            assert "hooks/archive/strings/fr.toml" in checked.stderr
            assert "Traceback" not in checked.stderr
            if content and "missing" in content:
                assert "[circular]  untranslated = " in checked.stderr
                built = site_kit.build(
                    tmp_path / "site",
                    temporary=tmp_path / "temporary",
                    project=root,
                    PYTHONPATH=str(root / "hooks"),
                )
                assert built.status
                assert "[circular]  untranslated = " in built.output
                assert "Traceback" not in built.output

    def test_no_other_words_speak_of_their_own_language(self) -> None:
        """They would be untrue in another language, and so may never be borrowed."""
        phrases: Phrases = load_phrases()["en"]
        # Examples, messages for editors, and words about the two languages of this archive.
        apart = ("rule.", "command.", "field.", "feed.languages.", "circulars.description")
        for key, value in phrases.strings.items():
            if isinstance(value, str) and re.search(r"\bEnglish\b", value):
                assert key in OWN_WORDS or key.startswith(apart), key
        assert set(CODES) == {"ru", "en"}
