"""Whatever an editor types, the check answers in words and never falls over."""

import datetime as dt
import re

from hypothesis import example, given, settings
from hypothesis import strategies as st
from small_archive import ADDRESSEES, BUREAUX, INITIATIVE, PHRASES, letter, read, write_files

from archive.checking import check_archive
from archive.fields import CIRCULAR_FIELDS, Shape

TODAY = dt.date(2024, 6, 1)
SEVERITY = "error|warning|ошибка|предупреждение"
LINE = re.compile(rf"circulars/\S.*?:[0-9]+:[0-9]+: (?:{SEVERITY})\[[a-z-]+\]: \S.*\S")

SCALARS = st.sampled_from(
    ["", "~", "NO", "012", "10:30", "1.10", "<<", "=", "text", "'quoted'", '"\\u0007"', '"a\\nb"',
     "en", "ru", "fr", "desk", "desks", "members", "harbours", "lost", "2024-03-05", "2024-02-30",
     "2024-03", "2024~", "2024-04-01 10:00", "2024-00", "0001-01-01 00:00", "9999-12-31", "CET",
     "Europe/Zurich", "'+03:00'", "MSK", "ann@example.org", "https://example.org/", "javascript:x",
     "plan.pdf", "2024/letter", "2024/none", "numbered", "counted", "held", "not-held", "circular",
     "cites", "letter", "{}", "[]", "[a, a]", "{a: b}", "{ru: а, ru: б}", "{en: x, fr: y}", "[[x]]",
     "!x y", "&a b", "*a", "|\n    long\n    text", "x: y", "- z", "{x", "'", "слово", "x" * 1200]
)  # fmt: skip
IDS = st.sampled_from(["a", "b", "meeting", "Meeting", "я", "1", "a.b", "<<", "~", "a", "x-y"])


def fields(rows):
    """Lines of YAML for some of the fields, some more than once, some unknown."""
    names = st.sampled_from([row.name for row in rows] + ["sumary", "odd", "Date", "a.b"])
    known = {row.name: row for row in rows}

    def value(name):
        row = known.get(name)
        if row is not None and row.shape is Shape.GROUP:
            return st.one_of(SCALARS, fields(row.fields).map(_nested))
        if row is not None and row.shape is Shape.ITEMS:
            item = st.tuples(IDS, st.one_of(SCALARS, fields(row.fields).map(_nested)))
            items = st.lists(item, max_size=2)
            return st.one_of(
                SCALARS, items.map(lambda found: _nested([f"{n}: {v}" for n, v in found]))
            )
        return SCALARS

    pair = names.flatmap(lambda name: value(name).map(lambda text: f"{name}: {text}"))
    return st.lists(pair, max_size=4)


def _nested(lines):
    if not lines:
        return "{}"
    return "\n" + "\n".join("  " + line.replace("\n", "\n  ") for line in lines)


BODIES = st.sampled_from(
    ["", "Text.\n", "1. One.\n\n2. Two.\n", "[x](link:a) [y](circular:2024/letter) [z](#p1)\n",
     "<b>\n", "<!-- TODO x -->\n", "- [a)] x\n", "&#7;\n", "|a|\n|-|\n", "## [annex-1] A\n\nB\n",
     "Reply by Monday, 31 February 2024, 25:61 p.m. or 9:00–8:00 (5 %), to TSB Circular 352.\n",
     "Не позднее пятницы 30–31 апреля, в 9 час. 75 мин., тел.: +41 22 730 00 00; Резолюция 1.\n",
     "<!-- waive date-differs: x -->\n\n1 January – 0 May 0000, \"A\" 'b' «c , CHF 1,5.0, a@b.c\n"]
)  # fmt: skip


def text(base, extra, body):
    lines = "".join(f"{line}\n" for line in extra)
    return letter(body=body, extra=lines) if base else f"---\n{lines}---\n\n{body}"


TEXTS = st.builds(text, st.booleans(), fields(CIRCULAR_FIELDS), BODIES)


def answers(root):
    loaded = read(root)
    checked = check_archive(root, PHRASES, "circulars", TODAY)
    assert all(problem in checked.problems for problem in loaded.problems)
    for words in PHRASES.values():
        for problem in checked.problems:
            line = problem.render(words)
            assert LINE.fullmatch(line), line
            assert "{" not in line.replace("{ru: …, en: …}", "") or problem.values
    assert bool(loaded.problems) != bool(loaded.archive.circulars)


@settings(max_examples=300)
@given(st.lists(TEXTS, min_size=2, max_size=2))
@example([text(True, [], "1"), text(False, ["translates: en", "date: 2024-01-01"] * 2, "1")])
def test_every_letter_gets_an_answer(tmp_path_factory, texts):
    files = {"initiatives/harbours/en.md": INITIATIVE}
    files |= {f"2024/letter/{code}.md": found for code, found in zip(PHRASES, texts, strict=True)}
    answers(write_files(tmp_path_factory.mktemp("any"), files))


REGISTERS = st.lists(
    st.builds(
        lambda name, lines: f"{name}: {_nested(lines)}\n",
        IDS,
        st.lists(
            st.builds(
                lambda name, value: f"{name}: {value}",
                st.sampled_from(("name", "abbreviation", "colour")),
                SCALARS,
            ),
            max_size=3,
        ),
    ),
    max_size=3,
).map("".join)


@settings(max_examples=200)
@given(st.one_of(st.just(BUREAUX), REGISTERS), st.one_of(st.just(ADDRESSEES), REGISTERS))
@example("desk:\n  name: {ru: а, ru: б}\n", ADDRESSEES)
def test_every_register_gets_an_answer(tmp_path_factory, bureaux, addressees):
    root = write_files(
        tmp_path_factory.mktemp("any"),
        {
            "registers/bureaux.yml": bureaux,
            "registers/addressees.yml": addressees,
            "2024/letter/en.md": letter(extra="addressees: [members]\n"),
        },
    )
    answers(root)
