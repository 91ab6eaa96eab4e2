"""Pages of lists, addresses of the site, and choices out of the archive."""

import datetime as dt
from posixpath import join, normpath
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_archive import INITIATIVE, letter, read, translation, write_files

from archive import selections, urls
from archive.paging import numbered_pages, page_slice
from archive.urls import Addresses, relative

ADDRESSES = Addresses(default_language="ru")


class TestPagesOfLists:
    @pytest.mark.parametrize(
        ("count", "pages", "newest"),
        [(0, 0, 0), (1, 0, 1), (50, 0, 50), (99, 0, 99), (100, 1, 50), (149, 1, 99), (150, 2, 50)],
    )
    def test_the_newest_page_shows_one_to_two_pages_worth(self, count, pages, newest):
        assert numbered_pages(count, 50) == pages
        assert len(range(count)[page_slice(count, None, 50)]) == newest

    @given(st.integers(0, 400), st.integers(1, 60))
    def test_every_letter_stands_on_exactly_one_page(self, count, size):
        letters = list(range(count))
        shown = []
        for page in (*range(1, numbered_pages(count, size) + 1), None):
            shown += letters[page_slice(count, page, size)]
        assert shown == letters

    @given(st.integers(0, 400), st.integers(0, 400), st.integers(1, 60))
    def test_full_pages_never_change_as_the_archive_grows(self, count, more, size):
        before, after = list(range(count)), list(range(count + more))
        for page in range(1, numbered_pages(count, size) + 1):
            full = before[page_slice(count, page, size)]
            assert len(full) == size
            assert after[page_slice(count + more, page, size)] == full
        assert numbered_pages(count + more, size) >= numbered_pages(count, size)

    @given(st.integers(0, 400), st.integers(1, 60))
    def test_the_newest_page_is_never_short_of_what_there_is(self, count, size):
        newest = len(range(count)[page_slice(count, None, size)])
        assert min(count, size) <= newest < 2 * size


SEGMENTS = st.lists(
    st.sampled_from(("en", "circulars", "2024", "tsb-352", "page", "3")), max_size=5
)


def place(segments, name=""):
    return "".join(f"{segment}/" for segment in segments) + name


class TestAddresses:
    def test_every_kind_in_the_default_language_and_in_another(self):
        a = ADDRESSES
        for language, home in (("ru", ""), ("en", "en/")):
            assert a.home(language) == home
            assert a.circulars(language) == f"{home}circulars/"
            assert a.circulars_of_year(language, 2021) == f"{home}circulars/2021/"
            assert a.circulars_of_year(language, 2021, 3) == f"{home}circulars/2021/page/3/"
            assert a.circulars_of_bureau(language, "tsb") == f"{home}circulars/bureau/tsb/"
            assert a.circular(language, "2021/tsb-352") == f"{home}circulars/2021/tsb-352/"
            assert a.initiatives(language) == f"{home}initiatives/"
            assert a.initiative(language, "u4ssc") == f"{home}initiatives/u4ssc/"
            assert a.deadlines(language) == f"{home}deadlines/"
            assert a.deadlines(language, 2021) == f"{home}deadlines/2021/"
            assert a.deadlines(language, 2021, 3) == f"{home}deadlines/2021/03/"
            assert a.addressees(language) == f"{home}addressees/"
            assert a.addressee(language, "academia") == f"{home}addressees/academia/"
            assert a.events(language) == f"{home}events/"
            assert a.events(language, 2021) == f"{home}events/2021/"
            assert a.search(language) == f"{home}search/"
            assert a.feed(language, "new", "rss") == f"{home}feed.xml"
            assert a.feed(language, "new", "atom") == f"{home}atom.xml"
            of = ("initiative", "u4ssc")
            assert a.feed(language, "new", "rss", *of) == f"{home}initiatives/u4ssc/feed.xml"
            assert a.feed(language, "changes", "atom", *of) == (
                f"{home}initiatives/u4ssc/changes-atom.xml"
            )
        assert a.attachment("2021/tsb-352", "plan.pdf") == "circulars/2021/tsb-352/plan.pdf"

    @pytest.mark.parametrize(
        ("source", "target", "href"),
        [
            ("", "", "./"),
            ("", "circulars/", "circulars/"),
            ("circulars/", "", "../"),
            ("circulars/", "circulars/", "../circulars/"),
            ("en/circulars/2021/", "circulars/2021/", "../../../circulars/2021/"),
            ("404.html", "circulars/", "circulars/"),
            ("en/feed.xml", "en/", "../en/"),
        ],
    )
    def test_relative_addresses(self, source, target, href):
        assert relative(source, target) == href

    @given(SEGMENTS, st.sampled_from(("", "feed.xml")), SEGMENTS, st.sampled_from(("", "atom.xml")))
    def test_a_relative_address_leads_to_its_target(self, source, page, target, file):
        base, goal = place(source, page), place(target, file)
        led = normpath(join("/site/", base.rpartition("/")[0], relative(base, goal)))
        assert led == normpath(f"/site/{goal}")

    def test_identities_never_depend_on_where_the_site_stands(self):
        assert urls.circular_entry_id("2021/tsb-352", "en") == (
            "tag:circulars.example,2026:circular/2021/tsb-352/en"
        )
        assert urls.feed_id("ru") == "tag:circulars.example,2026:feed/circulars/ru"
        feed = urls.feed_id("en", "new", "initiative", "u4ssc")
        assert feed == "tag:circulars.example,2026:feed/initiative/u4ssc/en"

    def test_readers_get_their_language_or_the_original(self):
        both = {"ru": SimpleNamespace(translates=None), "en": SimpleNamespace(translates="ru")}
        only = {"ru": SimpleNamespace(translates=None)}
        assert urls.language_for_texts("en", both) == "en"
        assert urls.language_for_texts("en", only) == "ru"


DEADLINES = """\
deadlines:
  later: {asks: reply, date: 2024-05-01}
  soon: {asks: reply, date: 2024-03-20}
  hour: {asks: reply, date: 2024-03-20 09:00, timezone: CET}
"""
EVENTS = """\
events:
  year: {name: Some day, start: 2024}
  walk: {name: Walk, start: 2024-03-20, end: 2024-03-22}
  tea: {name: Tea, start: 2024-03-20 16:00, timezone: Europe/Zurich}
"""


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    root = write_files(
        tmp_path_factory.mktemp("archive"),
        {
            "initiatives/harbours/en.md": INITIATIVE,
            "2024/b/en.md": letter(extra=DEADLINES + EVENTS + "initiatives: [harbours]\n"),
            "2024/b/ru.md": translation(
                extra="deadlines:\n"
                + "".join(f"  {name}: {{asks: ответить}}\n" for name in ("later", "soon", "hour"))
                + "events:\n"
                + "".join(f"  {name}: {{name: Встреча}}\n" for name in ("year", "walk", "tea")),
                added="2024-06-01",
            ),
            "2024/a/en.md": letter(
                date="2024-01",
                added="2024-04-01",
                extra="deadlines:\n  reply: {asks: reply, date: 2024-03-20}\n"
                "related:\n  b: {kind: circular, relation: follows, circular: 2024/b}\n",
            ),
            "2023/c/en.md": letter(date="2023-12-30", extra="initiatives: [harbours]\n"),
            "2024/undated/en.md": letter(date=None, added="2024-02-01"),
        },
    )
    loaded = read(root)
    assert not loaded.problems
    return loaded.archive


def names(found):
    return [f"{dated.circular.key}:{dated.item.id}" for dated in found]


def day(text):
    return dt.date.fromisoformat(text)


class TestSelections:
    def test_deadlines_are_in_order_of_their_ends(self, archive):
        assert names(selections.deadlines(archive.circulars)) == [
            "2024/b:hour",
            "2024/a:reply",
            "2024/b:soon",
            "2024/b:later",
        ]

    @pytest.mark.parametrize(
        ("today", "open_now"), [("2024-03-20", 4), ("2024-03-21", 1), ("2024-05-02", 0)]
    )
    def test_open_and_closed_share_all_between_them(self, archive, today, open_now):
        still = selections.deadlines_ahead(selections.deadlines(archive.circulars), day(today))
        over = selections.deadlines_over(archive.circulars, day(today))
        assert len(still) == open_now
        assert names(over[::-1] + still) == names(selections.deadlines(archive.circulars))

    def test_events_by_their_first_day(self, archive):
        assert names(selections.events(archive.circulars)) == [
            "2024/b:year",
            "2024/b:tea",
            "2024/b:walk",
        ]

    def test_events_are_coming_until_their_last_day_is_over(self, archive):
        for today, coming in (
            ("2024-03-20", ["year", "tea", "walk"]),
            ("2024-03-22", ["year", "walk"]),
            ("2024-03-23", ["year"]),
            ("2025-01-01", []),
        ):
            found = selections.coming_events(selections.events(archive.circulars), day(today))
            assert [dated.item.id for dated in found] == coming
            assert len(selections.past_events(archive.circulars, day(today))) == 3 - len(coming)

    def test_recent_is_a_year_or_the_last_ten(self, archive):
        event = selections.events(archive.circulars)[-1]
        over = event.item.last.geneva_day()
        past = [event] * 12
        year = dt.timedelta(days=365)
        assert len(selections.recent(past, over + year)) == 12
        assert len(selections.recent(past, over + year + dt.timedelta(days=1))) == 10

    def test_the_latest_are_those_added_last_in_the_readers_language(self, archive):
        english = [circular.key for circular in selections.latest(archive, "en")]
        russian = [circular.key for circular in selections.latest(archive, "ru")]
        assert english == ["2024/a", "2024/b", "2023/c", "2024/undated"]
        assert russian == ["2024/b", "2024/a", "2023/c", "2024/undated"]

    def test_the_archive_is_in_order_of_the_letters_dates(self, archive):
        keys = [circular.key for circular in archive.circulars]
        assert keys == ["2023/c", "2024/a", "2024/undated", "2024/b"]

    def test_letters_of_an_initiative_are_in_order_of_time(self, archive):
        found = selections.of_initiative(archive, archive.initiatives[0])
        assert [circular.key for circular in found] == ["2023/c", "2024/b"]

    def test_related_letters_know_who_speaks_of_them(self, archive):
        back = selections.related_to(archive.circulars)
        found = {key: [(how.relation, c.key) for how, c in citing] for key, citing in back.items()}
        assert found == {"2024/b": [("follows", "2024/a")]}
