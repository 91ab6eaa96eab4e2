"""Pieces of texts by their addresses: cut, aligned side by side, and called in citations."""

import datetime as dt
import functools
import re
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from bodies import written
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html
from small_archive import PHRASES, letter, read, translation, write_files

from archive.dates import PartialDate
from archive.languages import LANGUAGES, Language
from archive.model import Archive, Drift
from archive.moves import Move, Moves
from archive.outputs import parallel_pages
from archive.render import borrowed_words
from archive.render.citation_words import cited, group_name, labels, place_name
from archive.render.frames import Frame, Frames
from archive.render.side_by_side import SideBySide, aligned
from archive.render.templates import View, environment
from archive.site import Site
from archive.urls import Addresses

OVERRIDES = Path(__file__).parents[2] / "overrides/archive"

ENGLISH = """\
1. First; see [paragraph 2](#p2) and note one.[^1]

2. Ways:

   - [a)] by boat;
   - [b)] on foot.

3. Third.

## [annex-1] Annex on lamps

1. A lamp.

2. Another lamp.

[^1]: A note.
"""
RUSSIAN = """\
1. Первый; смотрите [пункт 2](#p2) и сноску.[^1]

2. Пути:

   - [a)] на лодке;
   - [b)] пешком.

3. Третий.

## [annex-1] Приложение о фонарях

1. Фонарь.

2. Другой фонарь.

[^1]: Сноска.
"""


@functools.cache
def archive_of_one():
    """An archive of one letter in two languages."""
    with tempfile.TemporaryDirectory() as folder:
        files = {
            "2024/letter/en.md": letter(ENGLISH, paragraphs="numbered", reference="EX-1"),
            "2024/letter/ru.md": translation(RUSSIAN),
        }
        found = read(write_files(Path(folder), files))
    assert found.problems == ()
    return found


def letter_of(english=ENGLISH, russian=RUSSIAN):
    """The letter with other bodies, whatever the rules say of them, and its fragments."""
    circular = archive_of_one().archive.circulars[0]
    fragments = {
        (circular.key, code): written(text, numbered=True, language=code)
        for code, text in (("en", english), ("ru", russian))
    }
    texts = {
        code: replace(text, outline=fragments[circular.key, code].outline)
        for code, text in circular.texts.items()
    }
    return replace(circular, texts=texts), fragments


def make_site(circulars, fragments, languages=LANGUAGES, phrases=PHRASES, frames=None):
    return Site(
        url="https://archive.example/",
        name=dict.fromkeys(phrases, "Archive"),
        today=dt.date(2024, 3, 5),
        circulars={circular.key: circular for circular in circulars},
        languages=languages,
        phrases=phrases,
        fragments=fragments,
        frames=frames or Frames(),
        addresses=Addresses(default_language="ru"),
        archive_root=Path(),
        templates=environment(str(OVERRIDES)),
    )


def view_of(circular, language="en", fragments=None):
    site = make_site([circular], fragments or {})
    return View(site=site, language=language, path=site.addresses.parallel(language, circular.key))


def side_by_side(circular, fragments, language="ru", moves=()):
    others = [code for code in ("ru", "en") if code != language]
    view = view_of(circular, language, fragments)
    return SideBySide(view, circular, [language, *others], fragments, Moves(moves))


def rows(circular, fragments, language="ru", moves=()):
    return side_by_side(circular, fragments, language, moves).rows()


def words(markup):
    return " ".join(lxml_html.fragment_fromstring(str(markup), "div").text_content().split())


class TestPieces:
    def fill(self, fragment, **more):
        return fragment.fill_pieces("", lambda key: f"../{key}/", **more)

    def test_every_address_has_its_piece_and_nothing_is_lost(self):
        fragment = written(ENGLISH, numbered=True)
        pieces = self.fill(fragment)
        assert list(pieces) == ["p1", "p2", "p3", "annex-1-p1", "annex-1-p2"]
        assert "".join(pieces.values()).strip() == fragment.fill("", lambda key: key)

    def test_a_heading_goes_with_what_follows_it_and_a_note_with_what_precedes(self):
        pieces = self.fill(written(ENGLISH, numbered=True))
        assert "Annex on lamps" in pieces["annex-1-p1"]
        assert "A note." in pieces["annex-1-p2"]

    def test_a_text_without_addresses_is_one_piece(self):
        pieces = self.fill(written("Only words.\n", numbered=True))
        assert list(pieces) == [""]
        assert "Only words." in pieces[""]

    def test_a_prefix_stands_before_every_id_and_every_link_to_one(self):
        fragment = written(ENGLISH, numbered=True)
        plain, marked = (
            "".join(self.fill(fragment, prefix=prefix).values()) for prefix in ("", "en.")
        )
        ids = re.findall(r' id="([^"]*)"', plain)
        assert len(ids) > 7
        assert re.findall(r' id="([^"]*)"', marked) == [f"en.{name}" for name in ids]
        links = re.findall(r'href="#([^"]*)"', plain)
        assert re.findall(r'href="#([^"]*)"', marked) == [f"en.{name}" for name in links]
        assert marked.replace("en.", "") == plain.replace("en.", "")

    def test_other_links_and_words_get_no_prefix(self):
        text = 'See https://example.org/#p1 and `id="p1"` and [a letter](circular:2024/x).\n'
        pieces = self.fill(written(text), prefix="en.")
        assert 'href="https://example.org/#p1"' in pieces["p1"]
        assert 'href="../2024/x/"' in pieces["p1"]
        assert 'id="p1"' in pieces["p1"].replace("&quot;", '"')


class TestAlignment:
    @pytest.mark.parametrize(
        ("first", "second", "together"),
        [
            ("p1 p2 p3", "p1 p2 p3", "p1 p2 p3"),
            ("p1 p3", "p1 p2 p3", "p1 p2 p3"),
            ("p1 p3", "p2 p3", "p1 p2 p3"),
            ("p3", "p1 p2 p3 p4", "p1 p2 p3 p4"),
            ("p1 p2", "p1 p2 p10 annex-1-p1", "p1 p2 p10 annex-1-p1"),
            ("p1 p2 annex-1-p1", "p1 p2 p10", "p1 p2 p10 annex-1-p1"),
            ("p1 annex-1-p1 annex-2-p1", "p1 annex-1-p1 annex-1-p2 annex-2-p1", None),
            ("p9 p11", "p9 p10 p12", "p9 p10 p11 p12"),
            ("p1 p4 p9", "p1 p3 p9", "p1 p3 p4 p9"),
            ("p1 p2 p3", "p2 p1 p3 p4", "p1 p2 p3 p4"),
            ("p4 p4bis p5", "p4 p5", "p4 p4bis p5"),
            ("", "p1 p2", "p1 p2"),
            ("", "", ""),
        ],
    )
    def test_both_orders_are_kept(self, first, second, together):
        expected = second if together is None else together
        assert aligned(first.split(), second.split()) == expected.split()

    addresses = st.lists(
        st.from_regex(r"(annex-[12]-)?p([1-9]|1[0-9])(-2)?", fullmatch=True), unique=True
    )

    @given(addresses, addresses)
    def test_each_address_stands_once_and_the_first_order_holds(self, first, second):
        found = aligned(first, second)
        assert sorted(found) == sorted({*first, *second})
        assert [address for address in found if address in first] == first
        only = [address for address in second if address not in first]
        assert [address for address in found if address in only] == only

    @given(addresses, st.sets(st.integers(0, 30)), st.sets(st.integers(0, 30)))
    def test_where_the_orders_agree_both_hold(self, order, left_out, other_left_out):
        first = [address for index, address in enumerate(order) if index not in left_out]
        second = [address for index, address in enumerate(order) if index not in other_left_out]
        found = aligned(first, second)
        assert [address for address in found if address in second] == second


class TestRows:
    def test_the_pages_own_text_has_plain_addresses_and_the_other_one_a_prefix(self):
        circular, fragments = letter_of()
        for language, other in (("ru", "en"), ("en", "ru")):
            for row in rows(circular, fragments, language):
                own, foreign = row.cells
                assert (own.language, foreign.language) == (language, other)
                names = re.findall(r' id="([^"]*)"', own.body)
                assert re.findall(r' id="([^"]*)"', foreign.body) == [
                    f"{other}.{name}" for name in names
                ]

    def test_rows_have_names(self):
        circular, fragments = letter_of()
        assert [row.name for row in rows(circular, fragments)] == [
            "Пункт 1",
            "Пункт 2",
            "Пункт 3",
            "Приложение 1, пункт 1",
            "Приложение 1, пункт 2",
        ]

    def test_what_one_text_lacks_has_its_plain_address_in_the_other(self):
        longer = ENGLISH.replace("3. Third.", "3. Third.\n\n4. Fourth.").replace(
            "   - [b)] on foot.", "   - [b)] on foot;\n   - [c)] by air."
        )
        circular, fragments = letter_of(longer)
        listed = rows(circular, fragments)
        fourth = next(row for row in listed if row.name == "Пункт 4")
        assert fourth.cells[0].body == ""
        page = "".join(cell.body for row in listed for cell in row.cells)
        ids = re.findall(r' id="([^"]*)"', page)
        assert len(ids) == len(set(ids))
        tree = lxml_html.fragment_fromstring(page, "div")
        for name, words_there in (("p4", "Fourth."), ("p2-c", "c)")):
            place = tree.xpath(f"//*[@id='{name}']")[0]
            assert place.getparent().get("id") == f"en.{name}"
            assert words_there in place.getparent().text_content()

    def test_former_addresses_lead_to_where_the_place_is_now(self):
        circular, fragments = letter_of()
        moves = (
            Move(
                id="renamed",
                date=dt.date(2024, 3, 20),
                kind="circular",
                name=circular.key,
                paragraph="p7",
                to="p3",
            ),
        )
        page = "".join(
            cell.body for row in rows(circular, fragments, moves=moves) for cell in row.cells
        )
        assert page.count('id="p7"') == 1
        mark = lxml_html.fragment_fromstring(page, "div").xpath("//*[@id='p7']")[0]
        assert mark.getparent().get("id") == "p3"

    def test_texts_without_addresses_stand_side_by_side_too(self):
        circular, fragments = letter_of("Words.\n", "Слова.\n")
        (row,) = rows(circular, fragments, "en")
        assert row.name == "The whole text"
        assert [words(cell.body) for cell in row.cells] == ["Words.", "Слова."]


class TestBehind:
    def notes(self, drift, language="ru", english=ENGLISH, russian=RUSSIAN):
        circular, fragments = letter_of(english, russian)
        texts = {**circular.texts, "ru": replace(circular.texts["ru"], behind=drift)}
        circular = replace(circular, texts=texts)
        return {
            row.name: [str(note) for cell in row.cells for note in cell.notes]
            for row in rows(circular, fragments, language)
            if any(cell.notes for cell in row.cells)
        }

    def test_an_up_to_date_translation_has_no_notes(self):
        assert self.notes(None) == {}

    def test_changed_and_removed_paragraphs_say_so(self):
        changed = "Исходный текст этого пункта изменен после того, как был сделан перевод."
        removed = "Того, что здесь переведено, в исходном тексте больше нет."
        found = self.notes(Drift(changed=("p1", "p2-b", "note-1"), removed=("p3",)))
        assert found == {
            "Пункт 1": [changed],
            "Пункт 2": [changed],
            "Пункт 3": [removed],
            "Приложение 1, пункт 2": [changed],
        }

    def test_a_new_paragraph_has_no_translation_yet(self):
        longer = ENGLISH.replace("3. Third.", "3. Third.\n\n4. Fourth.")
        found = self.notes(Drift(added=("p4",)), english=longer)
        assert found == {
            "Пункт 4": ["Этот пункт появился в исходном тексте позже; перевода еще нет."]
        }

    def test_notes_are_in_the_language_of_the_page(self):
        found = self.notes(Drift(changed=("p3",)), "en")
        assert found == {
            "Paragraph 3": ["The source of this paragraph has changed since it was translated."]
        }

    def test_an_insertion_shifts_what_comes_after_it(self):
        longer = ENGLISH.replace("3. Third.", "3. New.\n\n4. Third.")
        drift = Drift(added=("p3",), moved=(("p3", "p4"),))
        found = self.notes(drift, english=longer)
        assert found == {
            "Пункт 3": [
                "В исходном тексте этому переводу теперь соответствует"
                ' <a href="#en.p4">пункт 4</a>.'
            ],
            "Пункт 4": [
                'Перевод этого пункта пока стоит на прежнем месте: <a href="#p3">пункт 3</a>.'
            ],
        }


class TestCitations:
    def letter(self, **changes):
        circular = letter_of()[0]
        return replace(circular, **{"references": (), **changes})

    @pytest.mark.parametrize(
        ("date", "russian", "english"),
        [
            ("2024-03-05", "Письмо ССП от 5 марта 2024 г.", "EUS letter of 5 March 2024"),
            ("2023-12", "Письмо ССП, декабрь 2023 г.", "EUS letter, December 2023"),
            ("2023~", "Письмо ССП, приблизительно 2023 г.", "EUS letter, about 2023"),
            (None, "Письмо ССП без даты", "EUS letter, undated"),
        ],
    )
    def test_a_letter_without_a_reference_is_called_by_kind_bureau_and_date(
        self, date, russian, english
    ):
        circular = self.letter(date=PartialDate.parse(date) if date else None)
        found = [cited(view_of(circular, code), circular) for code in ("ru", "en")]
        assert [" ".join(text.split()) for text in found] == [russian, english]

    def test_other_letters_are_called_by_their_reference(self):
        circular = letter_of()[0]
        assert cited(view_of(circular), circular) == "EX-1"

    @pytest.mark.parametrize(
        ("address", "russian", "english"),
        [
            ("p3", "пункт 3", "paragraph 3"),
            ("p2-b", "пункт 2 b)", "paragraph 2 b)"),
            ("annex-1-p2", "приложение 1, пункт 2", "annex 1, paragraph 2"),
            ("annex-1", "приложение 1", "annex 1"),
            ("note-1", "сноска 1", "footnote 1"),
            ("", "весь текст", "the whole text"),
        ],
    )
    def test_places_have_names(self, address, russian, english):
        circular = letter_of()[0]
        known = labels(circular.texts["en"].outline)
        assert place_name(view_of(circular, "ru"), address, known) == russian
        assert place_name(view_of(circular, "en"), address, known) == english
        assert group_name(view_of(circular), address, known)[1:] == english[1:]
        assert group_name(view_of(circular), address, known)[0].isupper()


class TestPages:
    def pages(self, monkeypatch, third):
        """The finished parts of the pages of one letter in three languages."""
        monkeypatch.setitem(borrowed_words.DIRECTIONS, third.code, third.direction)
        circular, fragments = letter_of()
        code = third.code
        texts = {**circular.texts, code: replace(circular.texts["ru"], language=code)}
        circular = replace(circular, texts=texts)
        fragments[circular.key, code] = fragments[circular.key, "en"]
        languages = (*LANGUAGES, third)
        phrases = {**PHRASES, code: replace(PHRASES["en"], language=third)}
        frames = Frames()
        for language in languages:
            frames.shells[language.code, "circulars", 4] = Frame.cut(
                f'<html lang="{language.code}"><!--archive:alternates--><!--archive:body--></html>'
            )
        site = make_site([circular], fragments, languages, phrases, frames)
        archive = Archive(circulars=(circular,))
        return {
            artifact.path: lxml_html.fromstring(artifact.data.decode())
            for artifact in parallel_pages.build(archive, site)
        }

    def test_three_languages_stand_side_by_side_each_first_on_its_own_page(self, monkeypatch):
        arabic = Language(code="ar", name="العربية", locale="ar", direction="rtl")
        pages = self.pages(monkeypatch, arabic)
        assert set(pages) == {
            f"{start}circulars/2024/letter/parallel/index.html" for start in ("", "en/", "ar/")
        }
        for path, order in (("", "ru en ar"), ("en/", "en ru ar"), ("ar/", "ar ru en")):
            page = pages[f"{path}circulars/2024/letter/parallel/index.html"]
            groups = page.xpath("//*[@role='group']")
            assert len(groups) > 5
            for group in groups:
                texts = group.xpath(".//*[contains(@class, 'pair__text')]")
                assert [text.get("lang") for text in texts] == order.split()
                turned = [text.get("dir") for text in texts if text.get("lang") == "ar"]
                assert turned == ["rtl"]
            ids = page.xpath("//@id")
            assert len(ids) == len(set(ids))
        english = pages["en/circulars/2024/letter/parallel/index.html"]
        assert {text.get("dir") for text in english.xpath("//*[@data-prefix='ru.']")} == {None}
