"""Archives of letters that nobody ever wrote, for what the real letters do not show.

Everything here is of the "Example Union", which does not exist.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml

TODAY = "2026-03-02"
"""The day for which the invented archive's states are chosen."""
BULK_YEAR = 2020
BULK = 120

Fields = dict[str, Any]

DEADLINES: Mapping[str, tuple[str, str, str]] = {
    # id: circular, day in Geneva, instant (UTC) from which it is closed
    "long-past": ("2025/ex-9", "2025-01-20", "2025-01-20T23:00:00Z"),
    "passed-before": ("2026/ex-3", "2026-01-31", "2026-01-31T23:00:00Z"),
    "passed": ("2026/ex-3", "2026-02-20", "2026-02-20T23:00:00Z"),
    "at-ten": ("2026/ex-2", "2026-03-02", "2026-03-02T09:00:00Z"),
    "today": ("2026/ex-2", "2026-03-02", "2026-03-02T23:00:00Z"),
    "one-day": ("2026/ex-2", "2026-03-03", "2026-03-03T23:00:00Z"),
    "two-days": ("2026/ex-2", "2026-03-04", "2026-03-04T23:00:00Z"),
    "five-days": ("2026/ex-2", "2026-03-07", "2026-03-07T23:00:00Z"),
    "far-zone": ("2026/ex-2", "2026-03-11", "2026-03-11T04:30:00Z"),
    "far-off": ("2026/ex-1", "2026-04-15", "2026-04-15T22:00:00Z"),
}
"""All deadlines of the invented archive, in order of time; "far-zone" is set by a clock five
hours behind UTC, so that its day in Geneva is the next one."""

OPEN = ("at-ten", "today", "one-day", "two-days", "five-days", "far-zone", "far-off")
RECENTLY_CLOSED = ("passed", "passed-before", "long-past")

EVENTS: Mapping[str, tuple[str, str, str]] = {
    # id: circular, first day in Geneva, instant from which it is over
    "old-month": ("2025/ex-9", "2025-01-01", "2025-01-31T23:00:00Z"),
    "recent": ("2025/ex-9", "2025-03-10", "2025-03-11T23:00:00Z"),
    "winter": ("2025/ex-9", "2025-12-05", "2025-12-05T23:00:00Z"),
    "running": ("2026/ex-2", "2026-03-01", "2026-03-03T23:00:00Z"),
    "coming": ("2026/ex-1", "2026-05-10", "2026-05-12T15:00:00Z"),
    "some-month": ("2026/ex-1", "2026-09-01", "2026-09-30T22:00:00Z"),
}
COMING = ("running", "coming", "some-month")
RECENTLY_HELD = ("winter", "recent", "old-month")

TABLE_AND_NOTE = {
    "ru": """1. Настоящим Союз примеров сообщает о встрече маяков[^1]. Второй абзац пункта ниже.

   Он с отступом, и в нём адрес https://union.example/lighthouses и почта lights@union.example.

2. Расписание встречи:

   | День | Что | Число |
   |:-----|:---:|------:|
   | первый | открытие | 1 |
   | второй | `код` | 22 |

3. Смотрите [пункт 2](#p2), [прежнее письмо](circular:2025/ex-9), [сайт](link:site)
   и [форму](link:form).

   - просто пункт списка;
   - [a)] пункт с буквой;
   - [b)] ещё один.

4. Всё это *важно* и **спешно**.

## [annex-1] Приложение о фонарях

1. Первый пункт приложения.

2. Второй пункт приложения.

[^1]: Маяк — башня с огнём.
""",
    "en": """1. The Example Union tells of a meeting of lighthouses[^1]. More of it stands below.

   It is indented, with the address https://union.example/lighthouses
   and the mail lights@union.example.

2. The timetable of the meeting:

   | Day | What | Number |
   |:----|:----:|-------:|
   | first | opening | 1 |
   | second | `code` | 22 |

3. See [paragraph 2](#p2), [the earlier letter](circular:2025/ex-9), [the site](link:site)
   and [the form](link:form).

   - a plain entry of a list;
   - [a)] an entry with a letter;
   - [b)] one more.

4. All this is *important* and **urgent**.

## [annex-1] Annex on lamps

1. The first paragraph of the annex.

2. The second paragraph of the annex.

[^1]: A lighthouse is a tower with a light.
""",
}


class _Dumper(yaml.SafeDumper):
    """Writes a value that stands twice out twice: the archive refuses YAML aliases."""

    def ignore_aliases(self, data: object) -> bool:
        return True


def _dump(fields: Mapping[str, Any]) -> str:
    return yaml.dump(dict(fields), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=1000)


def write_text(path: Path, fields: Mapping[str, Any], body: str = "") -> None:
    """A file with front matter."""
    front = _dump(fields)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"---\n{front}---\n\n{body}", encoding="utf-8")


def write_registers(root: Path) -> None:
    """Two bureaux and two classes of addressees."""
    bureaux = {
        "bex": {
            "name": {"ru": "Бюро примеров", "en": "Bureau of Examples"},
            "abbreviation": {"ru": "БПр", "en": "BEx"},
        },
        "bulk": {
            "name": {"ru": "Бюро множества", "en": "Bureau of Plenty"},
            "abbreviation": {"ru": "БМн", "en": "BPl"},
        },
    }
    classes = {
        "keepers": {"name": {"ru": "Смотрители маяков", "en": "Lighthouse keepers"}},
        "pilots": {"name": {"ru": "Лоцманы", "en": "Pilots"}},
    }
    folder = root / "registers"
    folder.mkdir(parents=True, exist_ok=True)
    for name, entries in (("bureaux", bureaux), ("addressees", classes)):
        (folder / f"{name}.yml").write_text(_dump(entries), encoding="utf-8")


def letter(subject: str, *, date: str | None, added: str, **more: Any) -> Fields:
    """The fields of a letter's file of facts."""
    fields: Fields = {"bureau": "bex", "kind": "circular", "added": added}
    if date is not None:
        fields["date"] = date
    fields |= {"written-by": "machine", "subject": subject, "subject-source": "letter"}
    fields |= {"summary": f"{subject}.", "paragraphs": "counted"}
    return fields | {name.replace("_", "-"): value for name, value in more.items()}


def translation(source: str, subject: str, *, added: str, **more: Any) -> Fields:
    """The fields of a translation."""
    fields: Fields = {"translates": source, "added": added, "written-by": "machine"}
    fields |= {"subject": subject, "subject-source": "archive", "summary": f"{subject}."}
    return fields | {name.replace("_", "-"): value for name, value in more.items()}


def write_initiatives(root: Path, languages: Iterable[str] = ("ru", "en")) -> None:
    """One initiative in both languages, one in Russian only, one without letters."""
    folder = root / "initiatives"
    common = {"added": "2025-05-05", "written-by": "machine"}
    if "ru" in languages:
        facts = {
            **{"name": "Свет на берегу", "short-name": "Свет"},
            **common,
            "contacts": {
                "office": {"office": "Отдел маяков", "email": "lights@union.example"},
            },
            "links": {"site": {"label": "Сайт маяков", "url": "https://union.example/lights"}},
        }
        write_text(folder / "lighthouse/ru.md", facts, "Введение о маяках.\n")
        if "en" in languages:
            both = {
                **{"translates": "ru", "name": "Light on the Coast", "short-name": "Light"},
                **common,
                "contacts": {"office": {"office": "Lighthouse office"}},
                "links": {"site": {"label": "Site of the lighthouses"}},
            }
            write_text(folder / "lighthouse/en.md", both, "An introduction to lighthouses.\n")
        only = {"name": "Тихая гавань", "short-name": "Гавань", **common}
        write_text(folder / "harbour/ru.md", only, "Введение о гаванях.\n")
    if "en" in languages:
        silent = {"name": "Silent Buoys", "short-name": "Buoys", **common}
        write_text(folder / "buoys/en.md", silent, "An introduction to buoys.\n")


def write_letters(root: Path) -> None:
    """The letters with something special about them."""
    _write_first(root)
    _write_second(root)
    third = letter(
        "Письмо только по-русски",
        date="2026-01-20",
        added="2026-02-25",
        reference="ПС-3",
        initiatives=["harbour"],
        deadlines={
            "passed": {"asks": "прислать список фонарей", "date": "2026-02-20"},
            "passed-before": {"asks": "заявить о фонарях", "date": "2026-01-31"},
        },
    )
    write_text(root / "2026/ex-3/ru.md", third, "Первый абзац.\n\nВторой абзац.\n")
    fourth = letter(
        "A letter in English only",
        date="2026~",
        added="2026-03-01",
        contacts={"clerk": {"person": "Ms Example Clerk", "tel": "+00 1 23"}},
        signatory={"status": "not-held"},
    )
    write_text(root / "2026/ex-4/en.md", fourth, "The only paragraph.\n")
    ninth = letter(
        "Прежнее письмо о маяках",
        date="2025-01-02",
        added="2025-06-02",
        reference="EX-9",
        initiatives=["lighthouse"],
        deadlines={"long-past": {"asks": "назвать смотрителя", "date": "2025-01-20"}},
        events={
            "old-month": {"name": "Месяц маяков", "start": "2025-01"},
            "recent": {"name": "Собрание", "start": "2025-03-10", "end": "2025-03-11"},
            "winter": {"name": "Зимний день", "start": "2025-12-05"},
        },
    )
    write_text(root / "2025/ex-9/ru.md", ninth, "Один абзац.\n\nДругой абзац.\n")
    ninth_en = translation(
        "ru",
        "An earlier letter on lighthouses",
        added="2025-06-03",
        deadlines={"long-past": {"asks": "name a keeper"}},
        events={
            "old-month": {"name": "Month of lighthouses"},
            "recent": {"name": "Assembly"},
            "winter": {"name": "Winter day"},
        },
    )
    write_text(root / "2025/ex-9/en.md", ninth_en, "One paragraph.\n\nAnother paragraph.\n")


def _write_first(root: Path) -> None:
    first = letter(
        "Встреча маяков",
        date="2026-02-03",
        added="2026-02-10",
        reference="EX-1",
        place="Порт-Пример",
        initiatives=["lighthouse", "harbour"],
        addressees=["keepers"],
        copies=["pilots"],
        salutation="Уважаемые смотрители!",
        closing="С уважением,",
        paragraphs="numbered",
        contacts={
            "keeper": {
                "person": "г-жа Анна Пример",
                "office": "Отдел маяков",
                "tel": "+00 1 23",
                "fax": "+00 1 24",
                "email": "anna@union.example",
                "web": "https://union.example/anna",
            }
        },
        deadlines={
            "far-off": {
                "asks": "зарегистрироваться на встречу маяков",
                "of": ["keepers", "pilots"],
                "date": "2026-04-15",
                "printed": "до 15 апреля",
                "how": "По форме на сайте.",
                "email": "lights@union.example",
                "link": "form",
            }
        },
        events={
            "coming": {
                "name": "Встреча маяков",
                "start": "2026-05-10 09:00",
                "end": "2026-05-12 17:00",
                "timezone": "Europe/Zurich",
                "place": "Порт-Пример",
                "format": "hybrid",
                "languages": ["en", "fr"],
                "cost": "free",
                "registration": "required",
                "url": "https://union.example/meeting",
            },
            "some-month": {"name": "Осенний смотр", "start": "2026-09", "when": "в сентябре"},
        },
        links={
            "site": {"label": "Сайт встречи", "url": "https://union.example/meeting"},
            "form": {"label": "Форма", "url": "lost"},
        },
        annexes={
            "annex-1": {"title": "О фонарях", "status": "held", "file": "lamps.pdf"},
            "annex-2": {"title": "О туманах", "status": "not-held"},
        },
        related={
            "earlier": {"kind": "circular", "relation": "follows", "circular": "2025/ex-9"},
            "rule": {"kind": "resolution", "relation": "cites", "title": "Резолюция о маяках"},
        },
        signatory={
            "status": "named",
            "name": "Пётр Пример",
            "office": "Директор",
            "signature": "(подпись)",
        },
        official_url="https://union.example/letters/ex-1",
        changes={
            "time": {"date": "2026-02-20", "kind": "corrected", "note": "Исправлено время."},
        },
    )
    write_text(root / "2026/ex-1/ru.md", first, TABLE_AND_NOTE["ru"])
    first_en = translation(
        "ru",
        "Meeting of lighthouses",
        added="2026-02-12",
        reviewed_by="Ms Reader",
        place="Port Example",
        salutation="Dear keepers,",
        closing="Yours faithfully,",
        contacts={"keeper": {"person": "Ms Anna Example", "office": "Lighthouse office"}},
        deadlines={
            "far-off": {
                "asks": "register for the meeting of lighthouses",
                "how": "By the form on the site.",
                "printed": "by 15 April",
            }
        },
        events={
            "coming": {"name": "Meeting of lighthouses", "place": "Port Example"},
            "some-month": {"name": "Autumn review", "when": "in September"},
        },
        links={"site": {"label": "Site of the meeting"}, "form": {"label": "Form"}},
        annexes={"annex-1": {"title": "On lamps"}, "annex-2": {"title": "On fogs"}},
        related={"rule": {"title": "Resolution on lighthouses"}},
        signatory={"name": "Peter Example", "office": "Director", "signature": "(signed)"},
        changes={"time": {"note": "The hour was corrected."}},
    )
    write_text(root / "2026/ex-1/en.md", first_en, TABLE_AND_NOTE["en"])
    (root / "2026/ex-1/lamps.pdf").write_bytes(b"%PDF-1.4 invented\n")


def _write_second(root: Path) -> None:
    asks = {
        "at-ten": ("ответить к десяти", "answer by ten", "2026-03-02 10:00", "Europe/Zurich"),
        "today": ("ответить сегодня", "answer today", "2026-03-02", None),
        "one-day": ("ответить завтра", "answer tomorrow", "2026-03-03", None),
        "two-days": ("ответить через два дня", "answer in two days", "2026-03-04", None),
        "five-days": ("ответить через пять дней", "answer in five days", "2026-03-07", None),
        "far-zone": ("ответить из-за моря", "answer from overseas", "2026-03-10 23:30", "-05:00"),
    }
    deadlines: Fields = {}
    for name, (russian, _, date, zone) in asks.items():
        deadlines[name] = {"asks": russian, "date": date} | ({"timezone": zone} if zone else {})
    second = letter(
        "Много сроков",
        date="2026-02-16",
        added="2026-02-18",
        reference="EX-2",
        initiatives=["lighthouse"],
        deadlines=deadlines,
        events={"running": {"name": "Неделя огня", "start": "2026-03-01", "end": "2026-03-03"}},
    )
    write_text(root / "2026/ex-2/ru.md", second, "Сроков много.\n\nВсе важны.\n")
    second_en = translation(
        "ru",
        "Many deadlines",
        added="2026-02-18",
        deadlines={name: {"asks": english} for name, (_, english, _, _) in asks.items()},
        events={"running": {"name": "Week of light"}},
    )
    write_text(root / "2026/ex-2/en.md", second_en, "There are many deadlines.\n\nAll matter.\n")


def bulk_key(number: int) -> str:
    """The key of a letter of the bulk year."""
    return f"{BULK_YEAR}/n-{number:03d}"


def write_bulk(root: Path, count: int) -> None:
    """*count* short letters of one year and one bureau, one a day."""
    for number in range(1, count + 1):
        day = dt.date(BULK_YEAR, 1, 1) + dt.timedelta(days=number)
        facts = letter(
            f"Письмо номер {number}",
            date=day.isoformat(),
            added="2025-06-01",
            reference=f"N-{number}",
            bureau="bulk",
            initiatives=["lighthouse"],
        )
        folder = root / bulk_key(number)
        write_text(folder / "ru.md", facts, f"Письмо {number} ни о чём.\n")
        words = translation("ru", f"Letter number {number}", added="2025-06-01")
        write_text(folder / "en.md", words, f"Letter {number} about nothing.\n")


def write_archive(root: Path, *, bulk: int = 0) -> Path:
    """The invented archive, with *bulk* further letters."""
    write_registers(root)
    write_initiatives(root)
    write_letters(root)
    write_bulk(root, bulk)
    return root


def write_single_language(root: Path, language: str) -> Path:
    """An archive whose letters all are in one language."""
    write_registers(root)
    write_initiatives(root, [language])
    subjects = {"ru": "Письмо на одном языке", "en": "A letter in one language"}
    bodies = {"ru": "Первый абзац.\n\nВторой.\n", "en": "The first paragraph.\n\nThe second.\n"}
    initiative = {"ru": "lighthouse", "en": "buoys"}[language]
    for number, added in ((1, "2026-01-10"), (2, "2026-01-12")):
        facts = letter(
            f"{subjects[language]} {number}",
            date=f"2026-01-0{number}",
            added=added,
            reference=f"S-{number}",
            initiatives=[initiative],
            deadlines={"reply": {"asks": subjects[language], "date": "2026-06-01"}},
            events={"meeting": {"name": subjects[language], "start": "2026-07-01"}},
        )
        write_text(root / f"2026/s-{number}/{language}.md", facts, bodies[language])
    return root


HOSTILE = "\"><script>window.PWNED=1</script>'&amp;{{7*7}}"
"""Words that would run, or break a page, wherever they were printed as they are."""

_IMAGE = "\"><img src=x onerror='window.PWNED=1'>"
HOSTILE_TERMS = {
    name: {
        "abbreviation": {"ru": form, "en": form},
        "name": {"ru": f"ru {_IMAGE} {HOSTILE}", "en": f"en {_IMAGE} {HOSTILE}"},
        "also": {"ru": [f"{_IMAGE} {name}"], "en": [f"{_IMAGE} {name}"]},
        "note": {"ru": HOSTILE, "en": HOSTILE},
    }
    for name, form in {"plain": "BAD", "quote": 'X"Y', "image": "<IMG>"}.items()
}
"""A glossary whose names, notes and two abbreviations are hostile; letters use all three."""


def write_hostile(root: Path) -> Path:
    """An archive in which every human text is hostile."""
    bad = HOSTILE
    names = {"ru": f"ru {bad}", "en": f"en {bad}"}
    bureaux = {"bex": {"name": names, "abbreviation": names}}
    folder = root / "registers"
    folder.mkdir(parents=True)
    for name, entries in (("bureaux", bureaux), ("addressees", {"keepers": {"name": names}})):
        (folder / f"{name}.yml").write_text(_dump(entries), encoding="utf-8")
    (folder / "glossary.yml").write_text(_dump(HOSTILE_TERMS), encoding="utf-8")
    label = {"label": bad, "url": "https://union.example/?a=1&b=2"}
    words: Fields = {
        "date-note": bad,
        "place": bad,
        "salutation": bad,
        "closing": bad,
        "action": {"asks": bad, "how": bad, "next": bad},
        "contacts": {"clerk": {"person": bad, "office": bad}},
        "deadlines": {"reply": {"asks": bad, "printed": bad, "how": bad, "note": bad}},
        "events": {"meeting": {"name": bad, "when": bad, "place": bad, "note": bad}},
        "links": {"site": {"label": bad}, "form": {"label": bad}},
        "annexes": {"annex-1": {"title": bad}, "annex-2": {"title": bad}},
        "related": {"rule": {"title": bad}},
        "signatory": {"name": bad, "office": bad, "signature": bad},
        "changes": {"first": {"note": bad}},
    }
    facts = letter(
        bad,
        date="2026-02-03",
        added="2026-02-10",
        reference=[bad, "EX-1"],
        initiatives=["storm"],
        addressees=["keepers"],
        copies=["keepers"],
        **words,
    )
    facts |= {"written-by": bad, "reviewed-by": bad, "summary": bad}
    facts["action"] = {**words["action"], "of": ["keepers"]}
    facts["contacts"] = {"clerk": {**words["contacts"]["clerk"], "tel": bad, "fax": bad}}
    facts["deadlines"] = {
        "reply": {**words["deadlines"]["reply"], "date": "2026-04-01", "link": "site"}
    }
    facts["events"] = {"meeting": {**words["events"]["meeting"], "start": "2026-05-01"}}
    facts["links"] = {"site": label, "form": {"label": bad, "url": "lost"}}
    facts["annexes"] = {
        "annex-1": {"title": bad, "status": "held", "file": "lamps.txt"},
        "annex-2": {"title": bad, "status": "not-held"},
    }
    facts["related"] = {"rule": {"kind": "resolution", "relation": "cites", "title": bad}}
    facts["signatory"] = {"status": "named", **words["signatory"]}
    facts["changes"] = {"first": {"date": "2026-02-11", "kind": "corrected", "note": bad}}
    code = f"`{bad}` и \\<script>window.PWNED=1\\</script> &lt;script>window.PWNED=1&lt;/script>\n"
    uses = 'Они – BAD, X"Y и \\<IMG> тоже.\n'
    body = f"{code}\n{code}\n    {bad}\n\n{uses}"
    write_text(root / "2026/ex-1/ru.md", facts, body)
    english = translation("ru", bad, added="2026-02-10", **words)
    english |= {"written-by": bad, "reviewed-by": bad, "summary": bad}
    write_text(root / "2026/ex-1/en.md", english, body)
    (root / "2026/ex-1/lamps.txt").write_text("A lamp.\n", encoding="utf-8")
    initiative = {"name": bad, "short-name": bad, "added": "2026-01-01", "written-by": bad}
    shared = {"contacts": {"clerk": {"person": bad}}, "links": {"site": label}}
    write_text(root / "initiatives/storm/ru.md", initiative | shared, f"`{bad}`\n")
    in_english = {"contacts": {"clerk": {"person": bad}}, "links": {"site": {"label": bad}}}
    write_text(
        root / "initiatives/storm/en.md",
        {"translates": "ru", **initiative, **in_english},
        f"`{bad}`\n",
    )
    return root
