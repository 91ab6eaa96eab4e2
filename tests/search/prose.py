"""The words of an invented letter: its paragraphs, lists and tables in one language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tests.search import naming, tables
from tests.search.plan import Plan

_YEAR_SHORT = "\N{NO-BREAK SPACE}г."
_HOURS = ("09:30", "11:00", "14:00", "15:30")


@dataclass(kw_only=True)
class Words:
    """What one letter says in one language."""

    subject: str
    summary: str
    paragraphs: list[str]
    asks: str = ""
    event: str = ""
    annex: list[str] = field(default_factory=list)
    """The annex's title and its blocks."""


class Writer:
    """Writes a letter in one language; the same letter in the other has the same paragraphs."""

    def __init__(self, plan: Plan, planned: Sequence[Plan], language: str) -> None:
        self._plan, self._planned, self._language = plan, planned, language
        self._column = tables.LANGUAGES.index(language)
        self._topic: Mapping[str, Any] = tables.topics()[plan.topic]
        self._values = self._filled()

    def words(self) -> Words:
        """All words of the letter."""
        return self._act() if self._plan.is_act else self._ordinary()

    def _filled(self) -> dict[str, str]:
        plan, language = self._plan, self._language
        title = self._topic["title"][self._column]
        initiative = tables.initiatives()[self._topic["initiative"]]
        named = plan.target if plan.target is not None else plan.earlier
        values = {
            "title": title,
            "lower": naming.inside(title),
            "about": naming.about(self._topic["about"]),
            "place": naming.place(plan, language),
            "where": naming.where(plan, language),
            "where_plain": naming.place(plan, language),
            "speaker": naming.speaker(plan, language),
            "org": naming.organization(plan, language),
            "chair": naming.official(plan.place + 3, language),
            "person": naming.official(list(tables.topics()).index(plan.topic), language),
            "email": f"{plan.topic}@union.example",
            "initiative": initiative["short"][self._column],
            "right": self._item(1),
            "wrong": self._item(2),
            "say": self._say(0),
        }
        if plan.days:
            values["days"] = naming.days(plan.days, language)
            values["days_short"] = naming.days(plan.days, language, _YEAR_SHORT)
            values["days_first"] = naming.day(plan.days[0], language)
        if plan.deadline:
            values["deadline"] = naming.day(plan.deadline, language)
        if named is not None:
            earlier = self._planned[named]
            plain = "более раннем письме" if language == "ru" else "the earlier letter"
            name = naming.reference(earlier, language, "prepositional") or plain
            values["earlier"] = name
            values["earlier_date"] = naming.day(earlier.date, language)
        return values

    def _say(self, number: int) -> str:
        return str(self._topic["says"][number % 4][self._column])

    def _item(self, number: int) -> str:
        return str(self._topic["items"][(self._plan.place + number) % 4][self._column])

    def _pick(self, variants: Sequence[Sequence[str]], salt: int = 0) -> str:
        plan = self._plan
        number = (plan.place // 3 + plan.place + salt) % len(variants)
        return variants[number][self._column].format_map(self._values)

    def _furniture(self, name: str) -> str:
        return self._pick(tables.furniture()[name]["variants"], len(name))

    def _ordinary(self) -> Words:
        plan = self._plan
        occasion = tables.occasions()[plan.occasion]
        particular = tables.particulars().get(plan.place)
        paragraphs = [
            self._pick(occasion["opening"]),
            f"{self._say(plan.place)} {self._say(plan.place + 1)}",
            self._furniture("agenda") + "\n\n" + self._list(),
            f"{self._say(plan.place + 2)} {self._furniture('speaker')}",
            *([self._furniture("history")] if plan.earlier is not None else []),
            *([self._aside()] if plan.aside else []),
            *([particular[self._column]] if particular else []),
            *([self._furniture("programme")] if plan.place % 2 else []),
            self._pick(occasion["request"], 1),
            *self._practical(),
            self._furniture("outlook"),
            f"{self._furniture('contact')} {self._furniture('thanks')}",
        ]
        return Words(
            subject=occasion["title"][self._column].format_map(self._values),
            summary=occasion["summary"][self._column].format_map(self._values),
            asks=occasion.get("asks", ("", ""))[self._column],
            event=occasion.get("name", ("", ""))[self._column].format_map(self._values),
            paragraphs=paragraphs,
            annex=self._annex(),
        )

    def _practical(self) -> list[str]:
        names = ["taking-part", "documents"]
        if self._plan.days:
            names += ["languages", "remote" if self._plan.is_virtual else "travel"]
        return [self._furniture(name) for name in names]

    def _aside(self) -> str:
        other = tables.topics()[self._plan.aside]
        title = naming.inside(other["title"][self._column])
        say = other["says"][self._plan.place % 4][self._column]
        start = "Смежная тема" if self._language == "ru" else "A neighbouring subject"
        return f"{start}: {title}. {say}"

    def _list(self) -> str:
        entries = [self._item(number) for number in range(3 + self._plan.place % 2)]
        return "\n".join(f"- {entry}{'.' if entry is entries[-1] else ';'}" for entry in entries)

    def _annex(self) -> list[str]:
        plan = self._plan
        if plan.days and plan.place % 2 == 0:
            title = ("Предварительная программа", "Draft programme")[self._column]
            head = (("Время", "Тема", "Докладчик"), ("Time", "Theme", "Speaker"))[self._column]
            rows = [
                (hour, self._item(number), naming.official(plan.place + 7 * number, self._language))
                for number, hour in enumerate(_HOURS)
            ]
            return [title, _table(head, rows)]
        if plan.occasion in ("questionnaire", "outcome"):
            title = ("Показатели для сравнения", "Figures for comparison")[self._column]
            head = (("Показатель", "Города", "Деревни"), ("Figure", "Towns", "Villages"))[
                self._column
            ]
            rows = [
                (
                    self._item(number),
                    str(31 + plan.place * 7 % 60),
                    str(4 + plan.place * (number + 2) % 90),
                )
                for number in range(4)
            ]
            closing = (
                "Значения даны в процентах и основаны на ответах прошлых лет.",
                "The values are percentages and rest on replies of past years.",
            )[self._column]
            return [title, _table(head, rows), closing]
        return []

    def _act(self) -> Words:
        act = tables.acts()[self._plan.occasion]
        return Words(
            subject=act["title"][self._column].format_map(self._values),
            summary=act["summary"][self._column].format_map(self._values),
            asks=("ответить на письмо", "answer the letter")[self._column],
            paragraphs=[
                *(pair[self._column].format_map(self._values) for pair in act["paragraphs"]),
                f"{self._furniture('contact')} {self._furniture('thanks')}",
            ],
        )


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
