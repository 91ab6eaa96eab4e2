"""The search page and the search boxes in a real browser, over letters invented for them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import invented_archive
import pytest
import yaml
from invented_archive import letter, translation, write_text
from playwright.sync_api import Browser, Locator, expect
from playwright.sync_api import Page as Tab
from site_kit import LANGUAGES, Site, counterpart, words
from static_server import Server
from test_browser import expect_without_script, watched

Serve = Callable[..., Server]

MANY = 25
"""Letters that all have one word, so that they do not fit on the first page of results."""

ANCHORED = 21
"""Those of them that have another word, too; of these one speaks in the singular in Russian."""

GLOSSARY = {
    "bex": {
        "abbreviation": {"ru": "БПр", "en": "BEx"},
        "name": {"ru": "Бюро примеров", "en": "Bureau of Examples"},
    },
    "gsm": {
        "abbreviation": {"ru": "ВСМ", "en": "GLK"},
        "name": {"ru": "Всеобщее собрание маяков", "en": "General Lighthouse Congress"},
    },
}


def write_harbour(root: Path) -> Path:
    """Letters about harbours; each has what one of the tests asks for."""
    invented_archive.write_registers(root)
    text = yaml.safe_dump(GLOSSARY, allow_unicode=True, sort_keys=False)
    (root / "registers/glossary.yml").write_text(text, "utf-8")
    old = {"date": "2024-03-05", "added": "2024-03-06"}
    both = root / "2024/hb-1"
    write_text(
        both / "ru.md",
        letter("Приём новых смотрителей", **old, reference="HB/1", addressees=["keepers"]),
        "Просим прочесть это письмо.\n\nВесной пройдут собрания о ремонте причалов; их ведёт "
        "<бригадир> & сын.\n\nВ третьем абзаце стоят районные закупки верёвки.\n",
    )
    write_text(
        both / "en.md",
        translation("ru", "Admission of new keepers", added="2024-03-07"),
        "Please read this letter.\n\nMeetings on the repair of moorings take place in spring.\n\n"
        "The third paragraph has district procurement of ropes.\n",
    )
    write_text(
        root / "2025/hb-2/en.md",
        letter("Drawings of tides", date="2025-04-02", added="2025-04-03", reference="HB/2")
        | {"bureau": "bulk"},
        "Drawings are sent to GLK.\n\nA kittiwake watches over them.\n",
    )
    write_text(
        root / "2025/hb-3/ru.md",
        letter("Вопросник о туманах", date="2025-05-06", added="2025-05-07", reference="HB/3"),
        "Ответы собирает ВСМ, lanterns@harbour.example.\n\nПодробности на сайте "
        "[гавани](https://harbour.example/) .\n",
    )
    for number, day in ((4, "2026-03-20"), (5, "2026-02-20")):
        asked = {"answer": {"asks": "ответить", "date": day, "by": ["post"]}}
        write_text(
            root / f"2026/hb-{number}/ru.md",
            letter(
                f"Опрос лоцманов {number}",
                date="2026-01-12",
                added="2026-01-13",
                reference=f"HB/{number}",
                addressees=["pilots"],
                deadlines=asked,
            ),
            "Опрос лоцманов проводится ежегодно.\n",
        )
    for number in range(1, MANY + 1):
        write_text(
            root / f"2023/many-{number}/ru.md",
            letter(f"Буй номер {number}", date="2023-06-01", added="2023-06-02")
            | {"reference": f"MANY/{number}"},
            "Список буёв обновлён.\n" + "\nЯкоря проверены.\n" * (number <= ANCHORED),
        )
    return root


@pytest.fixture(scope="module")
def harbour(make_site: Callable[..., Site], tmp_path_factory: pytest.TempPathFactory) -> Site:
    root = write_harbour(tmp_path_factory.mktemp("harbour") / "letters")
    return make_site("harbour-site", ARCHIVE_CIRCULARS=str(root), ARCHIVE_TODAY="2026-03-02")


@pytest.fixture
def server(serve: Serve, harbour: Site) -> Server:
    return serve(harbour.folder)


@pytest.fixture
def tab(browser: Browser, server: Server) -> Iterator[Tab]:
    with watched(browser, server, timezone_id="America/Los_Angeles") as (page, _):
        page.clock.set_fixed_time("2026-03-02T12:00:00Z")
        yield page


def items(tab: Tab) -> Locator:
    return tab.locator("#search-results > li")


def search(tab: Tab, server: Server, query: str, language: str = "ru") -> list[str]:
    """Opens the search page for a query string; gives the links of the results."""
    tab.goto(f"{server.url}{counterpart('search/', language)}?{query}")
    return found(tab, language)


def ask(tab: Tab, server: Server, text: str, language: str = "ru") -> list[str]:
    return search(tab, server, f"q={quote(text)}", language)


def found(tab: Tab, language: str = "ru") -> list[str]:
    """The links of the results, when they have come."""
    status = tab.locator("#search-status")
    expect(status).not_to_have_text("")
    expect(status).not_to_have_text(words(language, "search.loading"))
    tab.wait_for_load_state("networkidle")
    return [str(link.get_attribute("href")) for link in items(tab).locator("a").all()]


def number_said(language: str, number: int) -> str:
    key = "other"
    if language == "ru":
        key = {1: "one", 2: "few", 3: "few", 4: "few", 21: "one"}.get(number, "many")
    elif number == 1:
        key = "one"
    return words(language, f"search.results.{key}", number=number)


# --- what is found ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "text", "link"),
    [
        ("ru", "собрание", "/circulars/2024/hb-1/#p2"),
        ("ru", "собраниями", "/circulars/2024/hb-1/#p2"),
        ("ru", "районный", "/circulars/2024/hb-1/#p3"),
        ("ru", "новый смотритель", "/circulars/2024/hb-1/"),
        ("ru", "верёвка", "/circulars/2024/hb-1/#p3"),
        ("ru", "веревка", "/circulars/2024/hb-1/#p3"),
        ("ru", "прием", "/circulars/2024/hb-1/"),
        ("ru", "ПРИЁМ", "/circulars/2024/hb-1/"),
        ("en", "meeting", "/en/circulars/2024/hb-1/#p2"),
        ("en", "procure", "/en/circulars/2024/hb-1/#p3"),
    ],
)
def test_word_forms_lead_to_the_paragraph_that_has_them(
    tab: Tab, server: Server, language: str, text: str, link: str
) -> None:
    assert ask(tab, server, text, language)[0] == link
    expect(items(tab).first.locator("a")).to_have_text(
        {"ru": "Приём новых смотрителей", "en": "Admission of new keepers"}[language]
    )


def test_hits_are_marked_in_an_excerpt_of_their_paragraph(tab: Tab, server: Server) -> None:
    ask(tab, server, "причал")
    excerpt = items(tab).first.locator(".search-results__excerpt")
    expect(excerpt.locator("mark")).to_have_text(["причалов"])
    expect(excerpt).to_contain_text("Весной пройдут собрания")
    expect(excerpt).not_to_contain_text("третьем")
    items(tab).first.locator("a").click()
    tab.wait_for_url("**/circulars/2024/hb-1/#p2")


def test_what_looks_like_markup_is_shown_as_text(tab: Tab, server: Server) -> None:
    ask(tab, server, "бригадир")
    excerpt = items(tab).first.locator(".search-results__excerpt")
    expect(excerpt).to_contain_text("<бригадир> & сын")
    query = "<img src=x onerror=window.PWNED=1>"
    ask(tab, server, query)
    expect(tab.locator("#search-words")).to_have_value(query)
    assert tab.evaluate("typeof window.PWNED") == "undefined"
    assert tab.locator("main img").count() == 0


@pytest.mark.parametrize("text", ["hb/1", "HB 1", "hb-1"])
def test_a_reference_gives_its_letter_first_and_once(tab: Tab, server: Server, text: str) -> None:
    links = ask(tab, server, text)
    assert links[0] == "/circulars/2024/hb-1/"
    paths = [link.split("#")[0] for link in links]
    assert len(set(paths)) == len(paths)
    expect(items(tab).first.locator(".ref")).to_have_text("HB/1")


def test_letters_in_another_language_come_last_and_are_marked(tab: Tab, server: Server) -> None:
    assert ask(tab, server, "kittiwake") == ["/circulars/2025/hb-2/#p2"]
    item = items(tab).first
    expect(item.locator("a")).to_have_attribute("lang", "en")
    expect(item.locator(".search-results__excerpt")).to_have_attribute("lang", "en")
    expect(item.locator(".lang-mark")).to_have_text("английский")
    # A letter that the reader's language has is not shown in the other one.
    assert ask(tab, server, "moorings") == []
    links = ask(tab, server, "ВСМ")
    assert links == ["/circulars/2025/hb-3/#p1", "/circulars/2025/hb-2/#p1"]


@pytest.mark.parametrize(
    ("language", "text"),
    [("ru", "ВСМ"), ("ru", "GLK"), ("en", "ВСМ"), ("en", "general lighthouse congress")],
)
def test_words_of_the_glossary_stand_for_each_other(
    tab: Tab, server: Server, language: str, text: str
) -> None:
    pages = {link.split("#")[0] for link in ask(tab, server, text, language)}
    home = "/en/" if language == "en" else "/"
    assert pages == {f"{home}circulars/2025/hb-2/", f"{home}circulars/2025/hb-3/"}


@pytest.mark.parametrize(
    ("language", "typed", "meant"),
    [
        ("ru", "njgkbdj djghjcybr", None),
        ("ru", "djghjcybr", "вопросник"),
        ("en", "ещзышв", None),
        ("en", "вкфцштпы", "drawings"),
    ],
)
def test_the_wrong_keyboard_layout_is_noticed(
    tab: Tab, server: Server, language: str, typed: str, meant: str | None
) -> None:
    assert ask(tab, server, typed, language) == []
    offer = tab.locator("#search-meant")
    if meant is None:
        expect(offer).to_be_hidden()
        return
    expect(offer).to_contain_text(meant)
    offer.locator("a").click()
    expect(tab.locator("#search-words")).to_have_value(meant)
    assert len(found(tab, language)) == 1
    expect(offer).to_be_hidden()


def test_a_beginning_of_a_word_that_nobody_asked_for_is_nothing(tab: Tab, server: Server) -> None:
    """Pagefind would find "в" for it."""
    assert ask(tab, server, "вщзфшьх") == []
    expect(tab.locator("#search-status")).to_have_text(words("ru", "search.nothing"))
    expect(tab.locator("#search-lists")).to_be_visible()


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "опросник"),
        ("en", "drawingaire"),
        ("en", "mee"),
        ("ru", "письмовник"),
    ],
)
def test_a_shortened_word_is_no_hit(tab: Tab, server: Server, language: str, text: str) -> None:
    assert ask(tab, server, text, language) == []


def test_words_that_say_nothing_by_themselves_are_not_needed(tab: Tab, server: Server) -> None:
    assert ask(tab, server, "собрания о для через")[0] == "/circulars/2024/hb-1/#p2"
    expect(tab.locator("#search-status")).to_have_text(number_said("ru", 1))
    assert items(tab).locator("mark").all_inner_texts() == ["собрания"]
    ask(tab, server, "в")
    expect(tab.locator("#search-status")).not_to_have_text(words("ru", "search.nothing"))


def test_a_word_in_an_address_is_no_word_of_a_letter(tab: Tab, server: Server) -> None:
    assert ask(tab, server, "lanterns", "ru") == []
    assert ask(tab, server, "lanterns@harbour.example") != []


def test_what_was_asked_for_is_marked_in_titles_and_references(tab: Tab, server: Server) -> None:
    ask(tab, server, "смотритель")
    expect(items(tab).first.locator("a mark")).to_have_text("смотрителей")
    ask(tab, server, "hb 3")
    first = items(tab).first
    expect(first.locator(".ref mark")).to_have_text("HB/3")
    expect(first.locator(".search-results__title mark")).to_have_count(0)
    expect(first.locator(".search-results__excerpt mark")).to_have_count(0)


def test_no_space_stands_before_a_sign_after_a_link(tab: Tab, server: Server) -> None:
    ask(tab, server, "гавань")
    expect(items(tab).first.locator(".search-results__excerpt")).to_contain_text("гавани.")


def test_where_all_words_find_nothing_some_do_and_that_is_said(tab: Tab, server: Server) -> None:
    assert ask(tab, server, "причал вертолеты")[0] == "/circulars/2024/hb-1/#p2"
    expect(tab.locator("#search-status")).to_contain_text(words("ru", "search.partly"))


# --- the page -----------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_number_of_results_is_said_in_words(tab: Tab, server: Server, language: str) -> None:
    links = ask(tab, server, "HB/3", language)
    status = tab.locator("#search-status")
    expect(status).to_have_text(number_said(language, len(links)))
    assert ask(tab, server, "xyzzyplugh", language) == []
    expect(status).to_have_text(words(language, "search.nothing"))
    assert status.get_attribute("role") == "status"


def test_more_results_come_on_demand(tab: Tab, server: Server) -> None:
    assert len(ask(tab, server, "буй")) == 20
    expect(tab.locator("#search-status")).to_have_text(number_said("ru", MANY))
    more = tab.get_by_role("button", name=words("ru", "search.more"))
    more.click()
    expect(items(tab)).to_have_count(MANY)
    expect(more).to_be_hidden()
    expect(items(tab).nth(20).locator("a")).to_be_focused()


def test_filters_and_the_address_say_the_same(tab: Tab, server: Server) -> None:
    ask(tab, server, "опрос")
    expect(items(tab)).to_have_count(2)
    tab.get_by_text(words("ru", "search.filter"), exact=True).click()
    deadline = tab.get_by_label(words("ru", "search.filters.deadline"), exact=True)
    expect(deadline.locator("option[value=open]")).to_have_text(
        f"{words('ru', 'search.deadlines.open')} (1)"
    )
    deadline.select_option("open")
    expect(items(tab)).to_have_count(1)
    assert "deadline=open" in tab.url
    assert found(tab)[0].startswith("/circulars/2026/hb-4/")
    deadline.select_option("closed")
    expect(items(tab).locator("a")).to_have_text(["Опрос лоцманов 5"])
    tab.go_back()
    expect(items(tab).locator("a")).to_have_text(["Опрос лоцманов 4"])
    expect(deadline).to_have_value("open")
    tab.go_back()
    expect(items(tab)).to_have_count(2)
    expect(deadline).to_have_value("")
    tab.go_forward()
    expect(items(tab)).to_have_count(1)
    tab.get_by_role("button", name=words("ru", "search.clear")).click()
    expect(items(tab)).to_have_count(2)
    assert tab.url.endswith(f"?q={quote('опрос')}")


def test_deadlines_are_open_by_the_day_of_reading(tab: Tab, server: Server) -> None:
    assert search(tab, server, "deadline=open") == ["/circulars/2026/hb-4/"]
    # On the last day in Geneva it is still open, though the reader's own day is another one.
    tab.clock.set_fixed_time("2026-03-20T22:30:00Z")
    assert search(tab, server, "deadline=open") == ["/circulars/2026/hb-4/"]
    tab.clock.set_fixed_time("2026-03-20T23:30:00Z")
    assert search(tab, server, "deadline=open") == []
    assert len(search(tab, server, "deadline=closed")) == 2
    assert len(search(tab, server, "deadline=none&year=2025")) == 2


@pytest.mark.parametrize(
    ("query", "links"),
    [
        ("bureau=bulk", ["/circulars/2025/hb-2/"]),
        ("addressee=keepers", ["/circulars/2024/hb-1/"]),
        ("language=en", ["/circulars/2024/hb-1/", "/circulars/2025/hb-2/"]),
        ("year=2026&deadline=closed", ["/circulars/2026/hb-5/"]),
        ("q=HB%2F1&year=2025", []),
    ],
)
def test_filters_work_without_words_too(
    tab: Tab, server: Server, query: str, links: list[str]
) -> None:
    assert search(tab, server, query) == links
    expect(tab.locator("#search-filter")).to_have_attribute("open", "")


def test_an_unknown_value_of_a_filter_is_left_out_and_named(tab: Tab, server: Server) -> None:
    links = search(tab, server, f"q={quote('вопросник')}&bureau=nobody")
    assert [link.split("#")[0] for link in links] == ["/circulars/2025/hb-3/"]
    said = words("ru", "search.unknown", fields=words("ru", "search.filters.bureau"))
    expect(tab.locator("#search-status")).to_contain_text(said)


# --- the box ------------------------------------------------------------------------------------


def box(tab: Tab) -> Locator:
    return tab.locator("header input[name=q]")


@pytest.mark.parametrize("key", ["/", "s", "ы"])
def test_a_key_leads_to_the_box(tab: Tab, server: Server, key: str) -> None:
    tab.goto(f"{server.url}deadlines/")
    event = f"new KeyboardEvent('keydown', {{key: {json.dumps(key)}, bubbles: true}})"
    tab.evaluate(f"document.body.dispatchEvent({event})")
    expect(box(tab)).to_be_focused()
    expect(box(tab)).to_have_value("")


def test_the_key_is_left_alone_where_somebody_writes_or_means_something_else(
    tab: Tab, server: Server
) -> None:
    tab.goto(f"{server.url}deadlines/")
    tab.keyboard.press("Control+s")
    tab.keyboard.press("Alt+s")
    expect(box(tab)).not_to_be_focused()
    tab.goto(f"{server.url}search/")
    tab.keyboard.press("/")
    field = tab.locator("#search-words")
    expect(field).to_be_focused()
    tab.keyboard.type("s/s")
    expect(field).to_have_value("s/s")
    tab.goto(server.url)
    tab.keyboard.press("s")
    expect(tab.locator("#find-words")).to_be_focused()  # the home page's own, larger one


def test_the_box_says_for_the_eyes_too_that_nothing_was_found(tab: Tab, server: Server) -> None:
    tab.goto(f"{server.url}deadlines/")
    box(tab).fill("xyzzyplugh")
    expect(tab.locator(".search-box__nothing")).to_be_visible()
    expect(tab.locator(".search-box__nothing")).to_have_text(words("ru", "search.nothing-short"))
    expect(tab.locator("header .search-box__said")).to_have_text(
        words("ru", "search.nothing-short")
    )
    box(tab).press("ArrowDown")
    expect(tab.locator("header [role=option][aria-selected=true]")).to_have_text(
        words("ru", "search.all-results")
    )


def said_in_the_box(language: str, key: str, number: int) -> str:
    """The status of the box; *key* names the plural form that stands for *number*."""
    return words(language, f"search.{key}", number=number, shown=8)


@pytest.mark.parametrize(
    ("language", "typed", "said"),
    [
        ("ru", "опрос", ("results.few", 2)),
        ("en", "meeting", ("results.one", 1)),
        # All texts are asked where the reader's own language has none, or few.
        ("en", "буй", ("first.other", MANY)),
        # Else the English ones are not loaded for a list that has no room for them.
        ("ru", "буй", ("first-at-least.many", MANY)),
        ("ru", "якорь", ("first-at-least.one", ANCHORED)),
        # The letter that is meant and others that begin like it: it is not counted twice.
        ("en", "MANY/1", ("first.other", 11)),
    ],
)
def test_the_box_says_how_many_there_are_and_not_only_how_many_it_shows(
    tab: Tab, server: Server, language: str, typed: str, said: tuple[str, int]
) -> None:
    tab.goto(f"{server.url}{counterpart('deadlines/', language)}")
    box(tab).fill(typed)
    expect(tab.locator("header .search-box__said")).to_have_text(said_in_the_box(language, *said))
    # The search page, which asks for all, says the same.
    ask(tab, server, typed, language)
    expect(tab.locator("#search-status")).to_have_text(number_said(language, said[1]))


def test_the_box_offers_results_by_the_keyboard(tab: Tab, server: Server) -> None:
    tab.goto(f"{server.url}deadlines/")
    tab.keyboard.press("/")
    field = box(tab)
    expect(field).to_have_role("combobox")
    expect(field).to_have_attribute("aria-expanded", "false")
    tab.keyboard.type("буй")
    options = tab.locator("header [role=option]")
    expect(options).to_have_count(9)
    expect(field).to_have_attribute("aria-expanded", "true")
    expect(options.last).to_have_text(words("ru", "search.all-results"))
    assert field.get_attribute("aria-activedescendant") is None
    tab.keyboard.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    assert field.get_attribute("aria-activedescendant") == options.first.get_attribute("id")
    tab.keyboard.press("ArrowUp")
    expect(field).to_be_focused()
    assert field.get_attribute("aria-activedescendant") is None
    tab.keyboard.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    tab.keyboard.press("Escape")
    expect(tab.locator("header [role=listbox]")).to_be_hidden()
    expect(field).to_have_value("буй")
    tab.keyboard.press("ArrowDown")
    expect(options).to_have_count(9)
    tab.keyboard.press("Escape")
    tab.keyboard.press("Escape")
    expect(field).to_have_value("")


def test_enter_opens_what_is_chosen_or_all_results(tab: Tab, server: Server) -> None:
    tab.goto(f"{server.url}en/deadlines/")
    box(tab).focus()
    tab.keyboard.type("туманах")
    options = tab.locator("header [role=option]")
    expect(options).to_have_count(2)
    expect(options.first.locator("[lang=ru]")).to_have_text("Вопросник о туманах")
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/en/circulars/2025/hb-3/")
    box(tab).focus()
    tab.keyboard.type("meeting")
    expect(options).to_have_count(2)
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/en/search/?q=meeting")
    tab.go_back()
    box(tab).fill("meeting")
    expect(options).to_have_count(2)
    options.first.click()
    tab.wait_for_url("**/en/circulars/2024/hb-1/#p2")


def test_nothing_of_the_search_is_loaded_before_somebody_enters_the_box(
    tab: Tab, server: Server
) -> None:
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url.removeprefix(server.url)))
    tab.goto(f"{server.url}deadlines/", wait_until="networkidle")
    ours = {url for url in asked if "search" in url or "reference" in url or "pagefind" in url}
    assert ours == set()
    box(tab).focus()
    expect(box(tab)).to_have_role("combobox")
    assert "assets/search-box.js" in asked
    assert "search/words.json" in asked
    assert not any(url.startswith("pagefind/ru/en/") for url in asked)


def test_on_a_phone_a_link_leads_to_the_search_page(browser: Browser, server: Server) -> None:
    with watched(browser, server, viewport={"width": 340, "height": 640}) as (tab, _):
        tab.goto(f"{server.url}deadlines/")
        expect(box(tab)).to_be_hidden()
        tab.get_by_role("link", name=words("ru", "ui.search-label")).click()
        tab.wait_for_url("**/search/#search-words")
        ask(tab, server, "собрания")
        assert tab.evaluate("document.documentElement.scrollWidth") <= 340


def test_without_a_script_the_page_leads_to_the_lists(browser: Browser, server: Server) -> None:
    with watched(browser, server, java_script_enabled=False) as (tab, _):
        tab.goto(f"{server.url}search/?q=x")
        expect_without_script(tab, words("ru", "search.no-script"))
        expect(tab.locator("#search-filter")).to_be_hidden()
        expect(tab.locator("#search-lists a").first).to_be_visible()


# --- the index ----------------------------------------------------------------------------------


def test_only_what_the_scripts_need_is_published(harbour: Site) -> None:
    for pair in ("ru/ru", "ru/en", "en/en", "en/ru"):
        folder = harbour.folder / "pagefind" / pair
        names = {path.name.split(".")[0] for path in folder.iterdir()}
        assert names == {
            *("pagefind", "pagefind-entry", "pagefind-worker", "wasm", "made-from"),
            *("index", "fragment", "filter"),
        }
        assert len(list(folder.glob("wasm.*"))) == 1
    assert {path.name for path in (harbour.folder / "pagefind").iterdir()} == {"ru", "en"}


def test_an_empty_archive_has_no_index_and_finds_nothing(
    browser: Browser, serve: Serve, empty: Site
) -> None:
    assert not (empty.folder / "pagefind").exists()
    server = serve(empty.folder)
    with watched(browser, server) as (tab, _):
        assert ask(tab, server, "собрание") == []
        expect(tab.locator("#search-status")).to_have_text(words("ru", "search.nothing"))
