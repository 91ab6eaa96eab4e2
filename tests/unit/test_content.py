"""The five letters: every fact that they print stands in the archive, in both languages.

The facts below were typed from the letters, not from the archive. Texts are the archive's own
words and may be polished; facts may not change.
"""

import datetime as dt
import html
import re
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from small_archive import PHRASES

from archive.load import load

CIRCULARS = Path(__file__).parents[2] / "circulars"
LANGUAGES = ("ru", "en")
GENEVA_CITY = {"ru": "Женева", "en": "Geneva"}


@dataclass(frozen=True, kw_only=True)
class Letter:
    """What one letter prints."""

    reference: str | None
    printed: dict
    bureau: str
    kind: str
    date: str | None
    place: dict | None
    addressees: tuple
    initiative: str
    subject: str
    salutation: str = "Уважаемая госпожа, уважаемый господин"
    signatory: dict | None
    office: dict | None = None
    signature: str | None = None
    paragraphs: int
    numbered: bool
    copies: tuple = ()
    contacts: tuple = ()
    """(tel, fax, e-mail, web) of each contact."""
    events: tuple = ()
    """(start, end, zone, format, languages, cost, registration, url) of each event."""
    deadlines: tuple = ()
    """(date, of, e-mail, whether it is answered through a link) of each deadline."""
    lost_links: int = 0
    links: tuple = ()
    annexes: int = 0
    words: dict = field(default_factory=dict)
    """What the body must say in each language: numbers, dates, names, addresses."""


TSB_ADDRESSEES = (
    "member-state-administrations",
    "itu-t-sector-members",
    "itu-t-associates",
    "academia",
)
TSB_COPIES = ("study-group-chairs-itu-t", "director-bdt", "director-br")

LETTERS = {
    "2019/cl-19-35": Letter(
        reference="CL-19/35",
        printed={"ru": "CL-19/35", "en": "CL-19/35"},
        bureau="gs",
        kind="circular-letter",
        date="2019-07-23",
        place=GENEVA_CITY,
        addressees=("member-states",),
        initiative="tech-smes",
        subject="Консультационные сессии для Государств-Членов: "
        '"Содействие технологическим МСП и инновациям"',
        signatory={"ru": "Хоулинь Чжао", "en": "Houlin Zhao"},
        office={"ru": "Генеральный секретарь", "en": "Secretary-General"},
        signature="(подпись)",
        paragraphs=4,
        numbered=False,
        contacts=((None, None, "sme@itu.int", None),),
        events=(
            ("2019-09-10", None, None, None, (), None, None, None),
            ("2020", None, None, None, (), None, None, None),
            ("2020", None, None, None, (), None, None, None),
        ),
        deadlines=(("2019-08-16", ("member-states",), "sme@itu.int", False),),
        lost_links=1,
        words={
            "ru": (
                "10 сентября 2019 года", "Будапешт", "Венгри", "ITU Telecom", "в начале 2020 года",
                "рабочих групп Совета", "Форум", "ВВУИО", "в 2020 году", "МСП", "Резолюци",
                "209 (Дубай, 2018 г.)", "критери", "январе 2020 года", "Ассоциированным",
                "взнос", "странице МСП", "передовым опытом", "исследовательских комиссиях",
                "семинарах-практикумах", "повестк", "16 августа 2019 года", "sme@itu.int",
                "Содействие технологическим МСП и инновациям",
            ),
            "en": (
                "10 September 2019", "Budapest", "Hungary", "ITU Telecom World", "early 2020",
                "Council Working Groups", "WSIS Forum in 2020", "SMEs", "209 (Dubai, 2018)",
                "criteria", "January 2020", "Associates", "SME page", "best practices",
                "study groups", "workshops", "agenda", "16 August 2019", "sme@itu.int",
            ),
        },
    ),
    "2021/tsb-352": Letter(
        reference="TSB Circular 352",
        printed={"ru": "Циркуляр 352 БСЭ", "en": "TSB Circular 352"},
        bureau="tsb",
        kind="circular",
        date="2021-10-13",
        place=GENEVA_CITY,
        addressees=TSB_ADDRESSEES,
        copies=TSB_COPIES,
        initiative="u4ssc",
        subject='Шестое собрание в рамках инициативы "Объединение усилий в целях построения '
        '"умных" устойчивых городов (U4SSC)" (виртуальный формат, 7 декабря 2021 г.)',
        signatory=None,
        paragraphs=6,
        numbered=True,
        contacts=(("+41 22 730 6301", "+41 22 730 5853", "u4ssc@itu.int", None),),
        events=(
            (
                "2021-12-07 10:00",
                "2021-12-07 15:30",
                "Europe/Zurich",
                "virtual",
                ("en",),
                "free",
                "required",
                "https://www.itu.int/en/ITU-T/ssc/united/Pages/202112/meeting.aspx",
            ),
        ),
        links=(
            "https://www.itu.int/en/ITU-T/ssc/united/Pages/202112/meeting.aspx",
            "http://www.itu.int/en/ITU-T/ssc/united/Pages/default.aspx",
        ),
        words={
            "ru": (
                "(МСЭ)", "Европейская экономическая комиссия Организации Объединенных Наций",
                "ЕЭК ООН", "Программа Организации Объединенных Наций по населенным пунктам",
                "ООН-Хабитат", "шестое собрание", "10 час. 00 мин.", "15 час. 30 мин.",
                "женевскому времени", "7 декабря 2021 года", "английский", "17 учреждений",
                "Цели 11", "Обеспечение открытости, безопасности, жизнестойкости и "
                "экологической устойчивости городов и населенных пунктов", "U4SSC",
                "http://www.itu.int/en/ITU-T/ssc/united/Pages/default.aspx", "круга ведения",
                "2021–2022", "Государств – Членов МСЭ", "Членов Секторов МСЭ",
                "Ассоциированных членов МСЭ", "Академических организаций",
                "международных, региональных и национальных организациях",
                "https://www.itu.int/en/ITU-T/ssc/united/Pages/202112/meeting.aspx",
                "проект программы", "выступающих", "дистанционного", "регистрации",
            ),
            "en": (
                "(ITU)", "United Nations Economic Commission for Europe", "UNECE",
                "United Nations Human Settlements Programme", "UN-Habitat", "sixth meeting",
                "10:00", "15:30", "Geneva time", "7 December 2021", "English", "17 UN agencies",
                "Goal 11", "Make cities and human settlements inclusive, safe, resilient and "
                "sustainable", "U4SSC",
                "http://www.itu.int/en/ITU-T/ssc/united/Pages/default.aspx", "terms of reference",
                "2021–2022", "Member States", "Sector Members", "Associates", "Academia",
                "international, regional and national organizations",
                "https://www.itu.int/en/ITU-T/ssc/united/Pages/202112/meeting.aspx",
                "draft programme", "speakers", "remote", "registration link",
            ),
        },
    ),
    "2021/bdt-dir-110": Letter(
        reference="BDT/DIR/110",
        printed={"ru": "Циркуляр BDT/DIR/110", "en": "Circular BDT/DIR/110"},
        bureau="bdt",
        kind="circular",
        date="2021-10-18",
        place=GENEVA_CITY,
        addressees=(
            "member-states",
            "itu-d-sector-members",
            "academic-organizations",
            "regional-international-organizations",
            "un-specialized-agencies",
        ),
        initiative="partner2connect",
        subject='Цифровая коалиция "Партнерства для подключения" – Выражение заинтересованности',
        signatory={"ru": "Дорин Богдан-Мартин", "en": "Doreen Bogdan-Martin"},
        office={"ru": "Директор", "en": "Director"},
        signature="(оригинал подписан)",
        paragraphs=9,
        numbered=False,
        contacts=((None, None, "Partner2Connect@itu.int", None),),
        events=(
            ("2021-09-20", None, None, None, (), None, None, None),
            ("2022-06-07", "2022-06-09", None, None, (), None, None, None),
            ("2021-12", "2022-05", None, None, (), None, None, None),
        ),
        deadlines=(
            (
                "2021-10-31",
                (
                    "member-states",
                    "itu-d-sector-members",
                    "academic-organizations",
                    "regional-international-organizations",
                    "un-specialized-agencies",
                ),
                None,
                True,
            ),
        ),
        lost_links=8,
        words={
            "ru": (
                "Партнерства для подключения", "На пути в Аддис-Абебу", "20 сентября",
                "76-й сессии Генеральной Ассамблеи ООН", "в 2020 году", "ВКРЭ",
                "КВПНРМ-ООН", "наименее развитым странам",
                "развивающимся странам, не имеющим выхода к морю",
                "малым островным развивающимся государствам", "2021 год",
                "посланника Генерального секретаря по вопросам технологий",
                "Дорожной карт", "по цифровому сотрудничеству", "2030 году",
                "соединение людей во всем мире", "расширение прав и возможностей сообществ",
                "формирование цифровых экосистем", "стимулирование инвестиций",
                "июня 2022 года", "Партнерства для подключения в интересах цифрового развития",
                "Систему действий", "устойчивого развития", "декабря 2021", "май 2022 года",
                "Концептуальную записку", "онлайн-форму", "31 октября",
                "Partner2Connect@itu.int",
            ),
            "en": (
                "Partner2Connect", "Road to Addis", "20 September", "76th session",
                "General Assembly", "2020", "WTDC", "UN-OHRLLS", "Least Developed Countries",
                "Landlocked Developing Countries", "Small Island Developing States",
                "Status report 2021", "Envoy on Technology", "Roadmap for Digital Cooperation",
                "2030", "connecting people everywhere", "empowering communities",
                "building digital ecosystems", "incentivizing investments",
                "9 June 2022", "Digital Development Roundtable", "Action Framework",
                "Sustainable Development Goals", "December 2021", "May 2022", "Concept Note",
                "online form", "31 October", "Partner2Connect@itu.int",
            ),
        },
    ),
    "2022/tsb-62": Letter(
        reference="TSB Circular 62",
        printed={"ru": "Циркуляр 62 БСЭ", "en": "TSB Circular 62"},
        bureau="tsb",
        kind="circular",
        date="2022-12-20",
        place=GENEVA_CITY,
        addressees=TSB_ADDRESSEES,
        copies=TSB_COPIES,
        initiative="circular-procurement",
        subject='Семинар-практикум МСЭ "Ускорение циркуляционных и устойчивых государственных '
        'закупок ИКТ" (полностью виртуальное мероприятие, 14 февраля 2023 г.)',
        signatory={"ru": "Чхе Суб Ли", "en": "Chaesub Lee"},
        office={
            "ru": "Директор Бюро стандартизации электросвязи",
            "en": "Director of the Telecommunication Standardization Bureau",
        },
        signature="(подпись)",
        paragraphs=8,
        numbered=True,
        contacts=(("+41 22 730 5356", "+41 22 730 5853", "tsbevents@itu.int", None),),
        events=(
            (
                "2023-02-14 13:00",
                "2023-02-14 16:00",
                "CET",
                "virtual",
                (),
                "free",
                "open",
                "https://www.itu.int/en/ITU-T/Workshops-and-Seminars/2023/0214/Pages/default.aspx",
            ),
        ),
        links=("https://www.itu.int/en/ITU-T/Workshops-and-Seminars/2023/0214/Pages/default.aspx",),
        words={
            "ru": (
                "(МСЭ)", "GovStack", "Германи", "Эстони", "GIZ",
                "за расширение использования цифровых технологий",
                "Партнерств", "циркуляционной электронике", "Глобальны", "совет", "электронике",
                "14 февраля 2023 года", "13 час. 00 мин.", "16 час. 00 мин.", "CET",
                "Ускорение циркуляционных и устойчивых государственных закупок ИКТ",
                "Государственные закупки ИКТ для смягчения неблагоприятного воздействия "
                "электронных отходов", "Циркуляционные и устойчивые государственные закупки ИКТ",
                "5-я Исследовательская комиссия МСЭ-Т", "ЭМП, окружающая среда, борьба с "
                "изменением климата, устойчивая цифровизация и циркуляционная экономика",
                "«зеленого» компонента", "Рекомендаци", "Государства – Члены МСЭ",
                "Члены Секторов МСЭ", "Ассоциированные члены МСЭ", "Академические организации",
                "международных, региональных и национальных организациях", "для всех",
                "https://www.itu.int/en/ITU-T/Workshops-and-Seminars/2023/0214/Pages/default.aspx",
                "проект программы", "выступающих", "дистанционного", "регистрации",
            ),
            "en": (
                "(ITU)", "GovStack", "Germany", "Estonia", "GIZ", "Digital Impact Alliance",
                "Circular Electronics Partnership", "Global Electronics Council",
                "14 February 2023", "13:00", "16:00", "CET",
                "Accelerating circular and sustainable public procurement of ICT",
                "Public procurement of ICTs to mitigate the adverse effects of e-waste",
                "Circular and sustainable public procurement of ICT", "Study Group 5",
                "EMF, environment, climate action, sustainable digitalization, and circular "
                "economy", "“green” component", "Recommendation", "Member States",
                "Sector Members", "Associates", "Academia",
                "international, regional and national organizations", "open to all",
                "https://www.itu.int/en/ITU-T/Workshops-and-Seminars/2023/0214/Pages/default.aspx",
                "draft programme", "speakers", "remote", "registration link",
            ),
        },
    ),
    "2023/innovation-alliance-update": Letter(
        reference=None,
        printed={},
        bureau="bdt",
        kind="letter",
        date=None,
        place=None,
        addressees=(),
        initiative="innovation-alliance",
        subject="Обновленная информация об Альянсе инноваций и предпринимательства для целей "
        "цифрового развития",
        signatory={"ru": "Космас Лакисан Завазава", "en": "Cosmas Luckyson Zavazava"},
        office={"ru": "Директор", "en": "Director"},
        paragraphs=8,
        numbered=False,
        contacts=(
            (None, None, "innovation@itu.int", None),
            (None, None, "bdtmail@itu.int", "http://www.itu.int/itu-d"),
        ),
        links=("https://www.itu.int/itu-d/sites/innovation-alliance/",),
        annexes=3,
        words={
            "ru": (
                "25 января 2023 года", "трех основных механизма|три основных механизма",
                "сеть центров ускорения|сети центров ускорения",
                "лаборатория цифровой трансформации",
                "исполнительный совет", "Кигалийск", "ВКРЭ-22", "ПК-22", "2022 года", "17 центров",
                "44", "35 стран", "ближайших недель", "Приложение I)", "Приложение II)",
                "Приложение III)", "в начале следующего года", "неэксклюзивной",
                "https://www.itu.int/itu-d/sites/innovation-alliance/", "innovation@itu.int",
            ),
            "en": (
                "25 January 2023", "three main", "Acceleration Centres",
                "Digital Transformation Lab", "Board", "Kigali Action Plan", "WTDC-22", "PP-22",
                "2022", "17 centres", "44 applications", "35 countries", "few weeks", "Annex I)",
                "Annex II)", "Annex III)", "early next year", "non-exclusive",
                "https://www.itu.int/itu-d/sites/innovation-alliance/", "innovation@itu.int",
            ),
        },
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def loaded():
    found = load(CIRCULARS, PHRASES, "circulars")
    assert [problem.render(PHRASES["en"]) for problem in found.problems] == []
    return found


@pytest.fixture(scope="module")
def archive(loaded):
    return loaded.archive.by_key()


def text_of(loaded, key, language):
    """The words of a body, without kinds of blanks."""
    page = loaded.fragments[key, language].fill("", lambda other: other)
    return " ".join(html.unescape(re.sub("<[^>]*>", "", page)).split())


def without_quotes(text):
    return " ".join(re.sub('["«»„“”]', "", text).split())


def ids(items):
    return tuple(item.id for item in items)


WORDED = ("name", "place", "note", "when", "asks", "how", "printed", "title", "person", "office")


def all_words(circular, language):
    """Everything that is shown of a circular beside its body; kinds of blanks do not matter."""
    localized = [circular.subject, circular.summary, circular.place, circular.date_note]
    for item in (*circular.events, *circular.deadlines, *circular.contacts, *circular.related):
        localized += [getattr(item, name) for name in WORDED if hasattr(item, name)]
    words = " ".join(text.texts[language] for text in localized if text)
    return " ".join(words.split())


BOTH = pytest.mark.parametrize("language", LANGUAGES)
EACH = pytest.mark.parametrize("key", LETTERS)


def test_the_five_letters_are_in_the_archive(archive):
    assert set(LETTERS) <= set(archive)


@EACH
class TestFacts:
    def test_reference(self, archive, key):
        circular, letter = archive[key], LETTERS[key]
        if letter.reference is None:
            assert circular.references == ()
        else:
            assert [item.canonical for item in circular.references] == [letter.reference]
            printed = {code: circular.references[0].printed(PHRASES[code]) for code in LANGUAGES}
            assert printed == letter.printed

    def test_bureau_kind_date_and_place(self, archive, key):
        circular, letter = archive[key], LETTERS[key]
        assert (circular.bureau.id, circular.kind) == (letter.bureau, letter.kind)
        if letter.date is None:
            assert circular.date is None or circular.date.approximate
            assert set(circular.date_note.texts) == set(LANGUAGES)
        else:
            assert str(circular.date) == letter.date
        assert dict(circular.place.texts) == (letter.place or {})

    def test_addressees_and_copies(self, archive, key):
        circular, letter = archive[key], LETTERS[key]
        assert ids(circular.addressees) == letter.addressees
        assert ids(circular.copies) == letter.copies
        for addressee in circular.addressees + circular.copies:
            assert set(addressee.name.texts) == set(LANGUAGES)

    def test_subject_is_the_official_one_in_russian_and_marked_in_english(self, archive, key):
        circular, letter = archive[key], LETTERS[key]
        assert without_quotes(circular.subject.texts["ru"]) == without_quotes(letter.subject)
        assert circular.texts["ru"].subject_source == "letter"
        assert circular.texts["en"].subject_source == "archive"
        assert circular.subject.texts["en"]

    def test_contacts(self, archive, key):
        found = tuple(
            (contact.tel, contact.fax, contact.email, contact.web)
            for contact in archive[key].contacts
        )
        assert found == LETTERS[key].contacts

    def test_events(self, archive, key):
        found = tuple(
            (
                str(event.start),
                str(event.end) if event.end else None,
                event.start.zone,
                event.format,
                event.languages,
                event.cost,
                event.registration,
                event.url,
            )
            for event in archive[key].events
        )
        assert found == LETTERS[key].events

    def test_deadlines(self, archive, key):
        found = tuple(
            (str(item.due), ids(item.of), item.email, item.link is not None)
            for item in archive[key].deadlines
        )
        assert found == LETTERS[key].deadlines

    def test_links_lost_and_held(self, archive, key):
        links = archive[key].links
        assert sum(link.url is None for link in links) == LETTERS[key].lost_links
        assert tuple(link.url for link in links if link.url) == LETTERS[key].links

    def test_annexes_are_named_and_not_held(self, archive, key):
        annexes = archive[key].annexes
        assert len(annexes) == LETTERS[key].annexes
        for annex in annexes:
            assert annex.file is None
            assert set(annex.title.texts) == set(LANGUAGES)

    def test_signatory(self, archive, key):
        signatory, letter = archive[key].signatory, LETTERS[key]
        assert signatory.named is (letter.signatory is not None)
        assert dict(signatory.name.texts) == (letter.signatory or {})
        assert dict(signatory.office.texts) == (letter.office or {})
        assert signatory.signature.texts.get("ru") == letter.signature

    def test_forms_of_courtesy(self, archive, key):
        circular = archive[key]
        assert circular.salutation.texts["ru"].rstrip("!,") == LETTERS[key].salutation
        assert circular.closing.texts["ru"] == "С уважением,"
        assert set(circular.salutation.texts) == set(circular.closing.texts) == set(LANGUAGES)

    def test_initiative(self, archive, key):
        assert ids(archive[key].initiatives) == (LETTERS[key].initiative,)

    def test_what_no_letter_gives_is_not_filled_in(self, archive, key):
        circular = archive[key]
        assert circular.official_url is None
        assert all(related.circular is None for related in circular.related)


@EACH
@BOTH
class TestTexts:
    def test_paragraphs(self, archive, key, language):
        circular, letter = archive[key], LETTERS[key]
        assert circular.numbered is letter.numbered
        outline = circular.texts[language].outline
        assert [place.anchor for place in outline] == [
            f"p{number}" for number in range(1, letter.paragraphs + 1)
        ]

    def test_the_text_says_what_the_letter_says(self, loaded, key, language):
        text = text_of(loaded, key, language)
        for words in LETTERS[key].words[language]:
            assert any(word.lower() in text.lower() for word in words.split("|")), words

    def test_lost_links_keep_their_words(self, archive, loaded, key, language):
        page = loaded.fragments[key, language].html
        assert page.count('class="lost-link"') == LETTERS[key].lost_links
        assert page.count(PHRASES[language]("circular.lost-link")) == LETTERS[key].lost_links

    def test_addresses_in_the_text_are_links(self, loaded, key, language):
        page = html.unescape(loaded.fragments[key, language].html)
        for words in LETTERS[key].words[language]:
            if words.startswith("http"):
                assert f'href="{words}"' in page
            elif "@" in words:
                assert f'href="mailto:{words}"' in page

    def test_the_text_says_whose_it_is(self, archive, key, language):
        text = archive[key].texts[language]
        assert text.written_by
        assert text.translates == (None if language == "ru" else "ru")
        assert isinstance(text.added, dt.date)


@pytest.mark.parametrize(
    ("key", "paragraph", "points"),
    [("2021/tsb-352", "p4", 4), ("2022/tsb-62", "p6", 3), ("2021/bdt-dir-110", "p5", 4)],
)
@BOTH
def test_lists_have_all_their_points(loaded, key, paragraph, points, language):
    page = loaded.fragments[key, language].html
    block = page.split(f'id="{paragraph}"')[1].split('<div class="para')[0]
    assert block.count("<li>") == points


def test_nine_links_are_lost_in_all(loaded):
    lost = [link for item in loaded.archive.circulars for link in item.links if link.url is None]
    assert len([link for link in lost if link]) == 9
    assert {code for link in lost for code in link.label.texts} == set(LANGUAGES)


@pytest.mark.parametrize(
    ("key", "facts"),
    [
        (
            "2019/cl-19-35",
            {
                "ru": ("Кристофер Кларк", "Будапешт, Венгрия", "209 (Дубай, 2018 г.)",
                       "ITU Telecom", "в начале 2020 года", "ВВУИО", "16 августа 2019 года"),
                "en": ("Christopher Clark", "Budapest, Hungary", "209 (Dubai, 2018)",
                       "ITU Telecom", "early 2020", "WSIS", "16 August 2019"),
            },
        ),
        (
            "2021/bdt-dir-110",
            {
                "ru": ("76-й сессии", "20 сентября", "31 октября", "2021 год", "ВКРЭ",
                       "Аддис-Абебу", "не позднее 31 октября"),
                "en": ("76th session", "20 September", "31 October", "2021", "WTDC",
                       "Road to Addis"),
            },
        ),
        (
            "2023/innovation-alliance-update",
            {
                "ru": ("17 центров", "44", "35 стран", "25 января 2023 года"),
                "en": ("17 centres", "44", "35 countries", "25 January 2023"),
            },
        ),
        (
            "2022/tsb-62",
            {
                "ru": ("Рекомендация МСЭ-Т", "GovStack", "14 февраля 2023 года"),
                "en": ("ITU-T Recommendation", "GovStack", "14 February 2023"),
            },
        ),
    ],
)  # fmt: skip
@BOTH
def test_facts_beside_the_text_are_worded_in_both_languages(archive, key, facts, language):
    shown = all_words(archive[key], language)
    for fact in facts[language]:
        assert fact in shown, fact


def test_a_missing_year_was_resolved_and_says_how(archive):
    letter = archive["2021/bdt-dir-110"]
    for item in (letter.events[0], letter.deadlines[0]):
        for language in LANGUAGES:
            assert "2021" in item.note.texts[language]
            assert "18" in item.note.texts[language]  # the letter's own date


def test_the_meeting_of_352_is_given_in_geneva_time_and_the_workshop_of_62_in_cet(archive):
    meeting = archive["2021/tsb-352"].events[0]
    assert meeting.start.iso() == "2021-12-07T10:00+01:00"
    assert meeting.end.iso() == "2021-12-07T15:30+01:00"
    workshop = archive["2022/tsb-62"].events[0]
    assert workshop.start.iso() == "2023-02-14T13:00+01:00"
    assert workshop.end.iso() == "2023-02-14T16:00+01:00"


INITIATIVES = {
    "tech-smes": ("sme@itu.int", None),
    "u4ssc": ("u4ssc@itu.int", "http://www.itu.int/en/ITU-T/ssc/united/Pages/default.aspx"),
    "partner2connect": ("Partner2Connect@itu.int", None),
    "innovation-alliance": (
        "innovation@itu.int",
        "https://www.itu.int/itu-d/sites/innovation-alliance/",
    ),
    "circular-procurement": (
        "tsbevents@itu.int",
        "https://www.itu.int/en/ITU-T/Workshops-and-Seminars/2023/0214/Pages/default.aspx",
    ),
}


@pytest.mark.parametrize("name", INITIATIVES)
def test_initiatives_are_introduced_in_both_languages(loaded, name):
    found = {initiative.id: initiative for initiative in loaded.archive.initiatives}
    initiative = found[name]
    email, web = INITIATIVES[name]
    assert {contact.email for contact in initiative.contacts} == {email}
    if web:
        assert web in {link.url for link in initiative.links}
    for language in LANGUAGES:
        assert initiative.name.texts[language]
        assert initiative.short_name.texts[language]
        assert len(text_of(loaded, f"initiatives/{name}", language)) > 200


def test_registers_name_everything_in_both_languages(loaded):
    assert {bureau.id for bureau in loaded.archive.bureaux} >= {"gs", "tsb", "bdt", "br"}
    for bureau in loaded.archive.bureaux:
        assert set(bureau.name.texts) == set(bureau.abbreviation.texts) == set(LANGUAGES)
    for addressee in loaded.archive.addressees:
        assert set(addressee.name.texts) == set(LANGUAGES)
