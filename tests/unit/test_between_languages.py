"""Rules between the languages: what differs is found with both places, what agrees is not."""

import datetime as dt
import time
from pathlib import Path

import pytest
from facts_kit import findings, one_letter
from small_archive import PHRASES, letter, messages, translation, write_files

from archive.checking import check_archive
from archive.languages import CODES
from archive.load import judge_sources
from archive.translation import fingerprint_of

CIRCULARS = Path(__file__).parents[2] / "circulars"
CONTENT = (
    *("date-differs", "time-differs", "number-differs", "phone-differs", "email-differs"),
    *("url-differs", "reference-differs"),
)
RULES = (*CONTENT, "outline-differs", "list-differs", "wrong-language")


def compared(root, english, russian, numbered=False, extra="", words=""):
    """What the rules find between two bodies: code, variant, here, there."""
    text = letter(f"{english}\n", extra, paragraphs="numbered" if numbered else "counted")
    other = translation(f"{russian}\n", words)
    found = findings(root, {"2024/letter/en.md": text, "2024/letter/ru.md": other})
    return [
        (each.code, each.variant, *(str(each.values.get(name, "")) for name in ("here", "there")))
        for each in found
        if each.code in RULES
    ]


AGREE = [
    # One thing in two spellings
    ("by 16 August 2019", "до 16 августа 2019 года"),
    ("August 16, 2019", "16.08.2019"),
    ("from 30 January to 2 February 2022", "30 января – 2 февраля 2022 г."),
    ("on 7 June 2022", "7 июня"),
    ("in December 2021", "в декабре 2021 г."),
    ("from December 2021 to May 2022", "с декабря 2021 по май 2022 года"),
    ("from May to June 2022", "с мая по июнь 2022 года"),
    ("in May and again in June of 2022", "в мае 2022 года, затем в июне 2022 года"),
    ("in 2022", "на Конференции 2022 года"),
    ("at 10:00 a.m. and 3.30 p.m.", "в 10 час. 00 мин. и в 15:30"),
    ("at noon", "в 12 часов дня"),
    ("on 2 June, 1800 hours Geneva time", "2 июня в 18 час. 00 мин. по женевскому времени"),
    ("by 2 June 2025 (1800 hrs)", "до 18:00 2 июня 2025 года"),
    ("at 10 a.m.", "в 10 часов"),
    ("1,500 letters", "1 500 писем"),
    ("1.5 metres", "1,5 метра"),
    ("15 per cent", "15%"),
    ("from 10 per cent to 15 per cent", "от 10 до 15 процентов"),
    ("CHF 1,500", "1500 шв. фр."),
    ("200 yuan", "200 юаней"),
    ("US$ 2 million", "2 млн долл. США"),
    ("2–3 million people", "2–3 млн человек"),
    ("+41 22 730 6301", "+41 22 730-63-01"),
    ("Tel. 730 6301", "по номеру 730 63 01"),
    ("Desk@example.org", "desk@example.org"),
    ("https://example.org/en/plan", "https://example.org/ru/plan"),
    ("http://example.org/plan/", "https://example.org/plan"),
    ("https://en.example.org/T-E.pdf", "https://ru.example.org/T-R.pdf"),
    ("[the form](https://example.org/a)", "форма: https://example.org/a"),
    ("TSB Circular 352", "Циркуляром 352 БСЭ"),
    ("TSB Circulars 352 and 353", "Циркуляры 352 и 353 БСЭ"),
    ("Resolution 209 (Rev. Dubai, 2018)", "Резолюция 209 (Пересм. Дубай, 2018 г.)"),
    ("Resolution 209", "Резолюция 209 (Дубай, 2018 г.)"),
    ("Recommendation ITU-T L.1061", "Рекомендации МСЭ-Т L.1061"),
    # Figures in one, words in the other
    ("3 sessions", "три сессии"),
    ("the third session", "3-я сессия"),
    ("the 12th meeting", "двенадцатое собрание"),
    ("a 3-day workshop", "трехдневный семинар"),
    ("Annex 2", "Приложение II"),
    ("15 countries", "пятнадцать стран"),
    ("in the 21st century, on page 1", "в 21 веке, на первой странице"),
    ("Study Group 5", "SG5"),
    # Repetitions and order
    ("On 5 May 2024, or after 5 May 2024, 7 or 8", "8 или 7 после 5 мая 2024 г."),
    # Signs that do not matter
    ("on 16 August 2019", "16\u00a0августа\u00a02019\u00a0г."),
    ("on 16 August 2019", "16 ав\u00adгуста 2019 г."),
    ("pages 7–9", "страницы 7—9"),
]


class TestWhatAgrees:
    @pytest.mark.parametrize(("english", "russian"), AGREE)
    def test_is_no_finding(self, tmp_path, english, russian):
        assert compared(tmp_path, english, russian) == []

    @pytest.mark.parametrize(("english", "russian"), AGREE)
    def test_nor_the_other_way_round(self, tmp_path, english, russian):
        files = {
            "2024/letter/ru.md": letter(f"{russian}\n"),
            "2024/letter/en.md": translation(f"{english}\n", translates="ru"),
        }
        codes = [each.code for each in findings(tmp_path, files)]
        assert not set(codes) & set(CONTENT)


class TestWhatDiffers:
    @pytest.mark.parametrize(
        ("english", "russian", "found"),
        [
            ("by 16 August 2019", "до 6 августа 2019 года",
             ("date-differs", "", "6 августа 2019 года", "16 August 2019")),
            ("by 16 August 2019", "до 16 августа 2018 года",
             ("date-differs", "", "16 августа 2018 года", "16 August 2019")),
            ("on 7–9 June 2022", "7–10 июня 2022 г.",
             ("date-differs", "", "10 июня 2022 г.", "9 June 2022")),
            ("on 7–9 June 2022", "6–9 июня 2022 г.",
             ("date-differs", "", "6–9 июня 2022 г.", "7–9 June 2022")),
            ("in December 2021", "в ноябре 2021 г.",
             ("date-differs", "", "ноябре 2021 г.", "December 2021")),
            ("on 7 June 2022", "в скором времени", ("date-differs", "missing", "", "7 June 2022")),
            ("soon", "7 июня 2022 года", ("date-differs", "added", "7 июня 2022 года", "")),
            ("at 3:30 p.m.", "в 16 час. 30 мин.",
             ("time-differs", "", "16 час. 30 мин.", "3:30 p.m.")),
            ("at 3:30 p.m.", "днем", ("time-differs", "missing", "", "3:30 p.m.")),
            ("at noon", "в 13:00", ("time-differs", "", "13:00", "noon")),
            ("17 centres", "18 центров", ("number-differs", "", "18", "17")),
            ("17 centres", "центры", ("number-differs", "missing", "", "17")),
            ("15 per cent", "16 %", ("number-differs", "", "16 %", "15 per cent")),
            ("15 per cent", "15 участников", ("number-differs", "", "15", "15 per cent")),
            ("CHF 1,500", "1500 евро", ("number-differs", "", "1500 евро", "CHF 1,500")),
            ("CHF 1,500", "15 000 шв. фр.",
             ("number-differs", "", "15 000 шв. фр.", "CHF 1,500")),
            ("1.5 metres", "15 метров", ("number-differs", "", "15", "1.5")),
            ("3 sessions", "четыре сессии", ("number-differs", "missing", "", "3")),
            ("in 2022", "в 2023 году", ("number-differs", "", "2023", "2022")),
            ("+41 22 730 6301", "+41 22 730 6310",
             ("phone-differs", "", "+41 22 730 6310", "+41 22 730 6301")),
            ("desk@example.org", "desks@example.org",
             ("email-differs", "", "desks@example.org", "desk@example.org")),
            ("[us](mailto:desk@example.org)", "нам",
             ("email-differs", "missing", "", "desk@example.org")),
            ("https://example.org/a", "https://example.org/b",
             ("url-differs", "", "https://example.org/b", "https://example.org/a")),
            ("https://example.org/fr/a", "https://example.org/ru/a",
             ("url-differs", "", "https://example.org/ru/a", "https://example.org/fr/a")),
            ("[above](#p1)", "выше", ("url-differs", "missing", "", "#p1")),
            ("TSB Circular 352", "Циркуляр 325 БСЭ",
             ("reference-differs", "", "Циркуляр 325 БСЭ", "TSB Circular 352")),
            ("CL-19/35", "CL-19/53", ("reference-differs", "", "CL-19/53", "CL-19/35")),
            ("Resolution 209 (Dubai, 2018)", "Резолюция 208 (Дубай, 2018 г.)",
             ("reference-differs", "", "Резолюция 208 (Дубай, 2018 г.)",
              "Resolution 209 (Dubai, 2018)")),
            ("Resolution 209 (Dubai, 2018)", "Резолюция 209 (Дубай, 2014 г.)",
             ("reference-differs", "", "Резолюция 209 (Дубай, 2014 г.)",
              "Resolution 209 (Dubai, 2018)")),
            ("ITU-T L.1061", "МСЭ-Т L.1016",
             ("reference-differs", "", "МСЭ-Т L.1016", "ITU-T L.1061")),
        ],
    )  # fmt: skip
    def test_is_one_finding(self, tmp_path, english, russian, found):
        assert compared(tmp_path, english, russian) == [found]

    def test_in_pairs_and_then_one_by_one(self, tmp_path):
        found = compared(tmp_path, "on 1 May 2024 and 2 May 2024", "3 мая 2024 г.")
        assert found == [
            ("date-differs", "", "3 мая 2024 г.", "1 May 2024"),
            ("date-differs", "missing", "", "2 May 2024"),
        ]

    def test_by_paragraph_even_if_the_next_one_has_it(self, tmp_path):
        found = compared(tmp_path, "On 5 May 2024.\n\nText.", "Текст.\n\n5 мая 2024 г.")
        assert [each[:2] for each in found] == [
            ("date-differs", "missing"),
            ("date-differs", "added"),
        ]

    def test_both_places_stand_in_the_finding(self, tmp_path):
        text = letter("First.\n\nIt is held\non 5 May 2024 in **Sampleton**, 6 May 2024.\n")
        other = translation("Первое.\n\nОно пройдет 15 мая 2024 г.\n")
        missing, pair = one_letter(tmp_path, text, "date-differs", translation=other)
        assert (pair.path, pair.line, pair.column) == ("circulars/2024/letter/ru.md", 12, 13)
        assert [str(place) for place in pair.also] == ["circulars/2024/letter/en.md:16:4"]
        assert (missing.line, missing.column) == (12, 1)
        assert [str(place) for place in missing.also] == ["circulars/2024/letter/en.md:16:33"]
        for language in CODES:
            assert "circulars/2024/letter/en.md:16:4" in pair.message(PHRASES[language])

    def test_a_link_that_one_text_lacks(self, tmp_path):
        extra = "links:\n  form:\n    label: Form\n    url: https://example.org/form\n"
        words = "links:\n  form:\n    label: Форма\n"
        found = compared(tmp_path, "[Form](link:form)", "Форма", extra=extra, words=words)
        assert found == [("url-differs", "missing", "", "link:form")]

    def test_an_editor_can_waive_it_in_either_text(self, tmp_path):
        waiver = "<!-- waive date-differs: the printed letters differ so -->\n\n"
        english, russian = "on 5 May 2024", "6 мая 2024 г."
        assert compared(tmp_path / "a", english, waiver + russian) == []
        assert compared(tmp_path / "b", waiver + english, russian) == []
        assert compared(tmp_path / "c", english, russian)


class TestFields:
    EXTRA = """\
events:
  meeting:
    name: Meeting
    start: 2024-05-05 10:00
    timezone: Europe/Zurich
    note: {note}
"""
    WORDS = "events:\n  meeting:\n    name: Собрание\n    note: {note}\n"

    def found(self, root, note, other):
        extra, words = self.EXTRA.format(note=note), self.WORDS.format(note=other)
        return compared(root, "Text.", "Текст.", extra=extra, words=words)

    def test_are_compared_too(self, tmp_path):
        found = self.found(tmp_path, "Moved from 4 May 2024.", "Перенесено с 3 мая 2024 г.")
        assert found == [("date-differs", "", "3 мая 2024 г.", "4 May 2024")]

    def test_need_not_repeat_their_own_facts(self, tmp_path):
        assert self.found(tmp_path, "On 5 May 2024 at 10 a.m., in 2024.", "Как в письме.") == []
        assert self.found(tmp_path, "As in the letter.", "5 мая, в 10:00.") == []

    def test_stand_where_their_value_begins(self, tmp_path):
        text = letter(subject="Meeting of 5 May 2024")
        other = translation(subject="Собрание 6 мая 2024 г.")
        (found,) = one_letter(tmp_path, text, "date-differs", translation=other)
        assert (found.line, found.column) == (5, 10)
        assert str(found.also[0]) == "circulars/2024/letter/en.md:7:10"

    def test_words_that_are_missing_are_missed_by_another_rule(self, tmp_path):
        extra = self.EXTRA.format(note="Moved from 4 May 2024.")
        words = "events:\n  meeting:\n    name: Собрание\n"
        assert compared(tmp_path, "Text.", "Текст.", extra=extra, words=words) == []


class TestOutline:
    ENGLISH = (
        "1. One.\n\n2. Two.\n\n   [2.1] Part.\n\n3. Three.\n\n"
        "## [annex-1] First annex\n\n1. Of the annex.\n\n## Programme\n"
    )
    RUSSIAN = (
        "1. Один.\n\n2. Два.\n\n   [2.1] Часть.\n\n3. Три.\n\n"
        "## [annex-1] Приложение\n\n1. Из приложения.\n\n## Программа\n"
    )

    def outline(self, root, english, russian, paragraphs="numbered"):
        text = letter(english, paragraphs=paragraphs)
        other = translation(russian)
        found = one_letter(root, text, "outline-differs", translation=other)
        return [
            (each.variant, each.values["names"], each.line, each.also[0].line) for each in found
        ]

    def test_the_same_outline_is_no_finding(self, tmp_path):
        assert self.outline(tmp_path, self.ENGLISH, self.RUSSIAN) == []

    @pytest.mark.parametrize(
        ("lost", "found"),
        [
            ("3. Три.\n\n", ("", "#p3", 16, 19)),
            ("   [2.1] Часть.\n\n", ("", "#p2.1", 14, 17)),
            ("## [annex-1] Приложение\n\n1. Из приложения.\n\n",
             ("", "#annex-1, #annex-1-p1", 18, 21)),
            ("\n## Программа\n", ("", "Programme", 20, 25)),
        ],
    )  # fmt: skip
    def test_what_the_translation_lacks(self, tmp_path, lost, found):
        assert lost in self.RUSSIAN
        missing = self.outline(tmp_path, self.ENGLISH, self.RUSSIAN.replace(lost, ""))
        assert [each[:2] for each in missing] == [found[:2]]
        assert missing == [found]

    def test_what_only_the_translation_has(self, tmp_path):
        more = self.RUSSIAN.replace("3. Три.\n", "3. Три.\n\n4. Четыре.\n")
        assert self.outline(tmp_path, self.ENGLISH, more) == [("added", "#p4", 18, 21)]

    def test_footnotes(self, tmp_path):
        english, russian = "Text[^1].\n\n[^1]: Note.\n", "Текст[^1].\n\n[^1]: Сноска.\n"
        assert self.outline(tmp_path / "a", english, russian, "counted") == []
        found = self.outline(tmp_path / "b", english, "Текст.\n", "counted")
        assert [each[:2] for each in found] == [("", "[^1]")]

    def test_a_long_run_is_one_finding(self, tmp_path):
        english = "".join(f"{number}. Paragraph.\n\n" for number in range(1, 10))
        ((_, names, *_),) = self.outline(tmp_path, english, "1. Пункт.\n")
        assert names == "#p2, #p3, #p4, #p5, #p6, …"

    COUNTED = (
        "The meeting is held on 5 May 2024 in Sampleton.\n",
        "Members are asked to register at https://example.org/form by 1 April 2024.\n",
        "- a first item;\n- a second item.\n",
        "The Secretariat will answer all questions about the meeting, also by telephone.\n",
        "Write to desk@example.org.\n",
    )
    TRANSLATED = (
        "Собрание пройдет 5 мая 2024 года в Образцово.\n",
        "Членов просят зарегистрироваться на https://example.org/form до 1 апреля 2024 года.\n",
        "- первый пункт;\n- второй пункт.\n",
        "Секретариат ответит на все вопросы о собрании, в том числе по телефону.\n",
        "Пишите на desk@example.org.\n",
    )

    @pytest.mark.parametrize("lost", range(5))
    def test_a_counted_paragraph_is_found_by_its_likeness(self, tmp_path, lost):
        kept = [text for index, text in enumerate(self.TRANSLATED) if index != lost]
        english, russian = "\n".join(self.COUNTED), "\n".join(kept)
        found = self.outline(tmp_path / "a", english, russian, "counted")
        assert [each[:2] for each in found] == [("counted", f"#p{lost + 1}")]
        codes = [each.code for each in findings(tmp_path / "a", {}) if each.code in RULES]
        assert codes == ["outline-differs"]

    @pytest.mark.parametrize("lost", range(5))
    def test_also_in_the_text_of_the_facts(self, tmp_path, lost):
        kept = [text for index, text in enumerate(self.COUNTED) if index != lost]
        found = self.outline(tmp_path, "\n".join(kept), "\n".join(self.TRANSLATED), "counted")
        assert [each[:2] for each in found] == [("surplus", f"#p{lost + 1}")]

    def test_other_faults_are_still_found_in_the_right_paragraph(self, tmp_path):
        russian = "\n".join(self.TRANSLATED[1:]).replace("1 апреля", "2 апреля")
        found = compared(tmp_path, "\n".join(self.COUNTED), russian)
        assert [each for each in found if each[0] == "date-differs"] == [
            ("date-differs", "", "2 апреля 2024 года", "1 April 2024")
        ]

    def test_it_stops_the_build(self, tmp_path):
        text, other = (
            letter("1. One.\n\n2. Two.\n", paragraphs="numbered"),
            translation("1. Один.\n"),
        )
        write_files(tmp_path, {"2024/letter/en.md": text, "2024/letter/ru.md": other})
        (message,) = messages(tmp_path)
        assert "error[outline-differs]: missing here: #p2" in message

    def severities(self, root, english, russian, made_from, paragraphs="numbered"):
        """Of a translation whose fingerprint is that of the body *made_from*."""
        text = letter(made_from, paragraphs=paragraphs)
        write_files(root / "then", {"2024/letter/en.md": text})
        (folder,) = judge_sources(root / "then", PHRASES, "circulars").sources.circulars
        lines = "".join(
            f"  {place}: {now}\n" for place, now in fingerprint_of(folder.facts).items()
        )
        other = translation(russian, f"fingerprint:\n{lines}")
        text = letter(english, paragraphs=paragraphs)
        found = one_letter(root / "now", text, "outline-differs", translation=other)
        return [(each.values["names"], each.severity.value) for each in found]

    def test_what_came_after_the_translation_was_made_stops_nothing(self, tmp_path):
        more = self.ENGLISH.replace("3. Three.\n", "3. Three.\n\n4. Four.\n")
        found = self.severities(tmp_path / "new", more, self.RUSSIAN, self.ENGLISH)
        assert found == [("#p4", "warning")]
        found = self.severities(
            tmp_path / "gone",
            self.ENGLISH,
            self.RUSSIAN.replace("3. Три.\n", "3. Три.\n\n4. Четыре.\n"),
            more,
        )
        assert found == [("#p4", "warning")]

    def test_what_was_there_when_it_was_made_still_does(self, tmp_path):
        more = self.ENGLISH.replace("3. Three.\n", "3. Three.\n\n4. Four.\n")
        less = self.RUSSIAN.replace("3. Три.\n\n", "")
        found = self.severities(tmp_path, more, less, self.ENGLISH)
        assert found == [("#p3", "error"), ("#p4", "warning")]

    def test_a_text_without_paragraphs(self, tmp_path):
        found = self.outline(tmp_path, "One.\n", "<!-- TODO translate -->\n", "counted")
        assert [each[:2] for each in found] == [("counted", "#p1")]


class TestLists:
    def lists(self, root, english, russian):
        text, other = letter(english), translation(russian)
        found = one_letter(root, text, "list-differs", translation=other)
        return [
            (each.variant, *(str(each.values[name]) for name in ("here", "there")))
            for each in found
        ]

    @pytest.mark.parametrize(
        ("english", "russian", "found"),
        [
            ("- a\n- b\n", "- а\n- б\n", []),
            ("- a\n- b\n- c\n", "- а\n- б\n", [("", "2", "3")]),
            ("- a\n  - b\n- c\n", "- а\n- б\n- в\n", [("", "3", "2")]),
            ("- a\n  - b\n  - c\n", "- а\n\n<!-- TODO -->\n\n- б\n", [("", "0", "2")]),
            ("| a | b |\n|--|--|\n| c | d |\n", "| а | б |\n|--|--|\n| в | г |\n", []),
            ("| a | b |\n|--|--|\n| c | d |\n", "| а | б |\n|--|--|\n",
             [("table", "1 × 2", "2 × 2")]),
            ("| a | b |\n|--|--|\n", "| а |\n|--|\n", [("table", "1 × 1", "1 × 2")]),
            ("Text[^a].\n\n[^a]: One.\n", "Текст.\n\n[^a]: Один.\n", [("note", "–", "[^a]")]),
            ("Text.\n", "- пункт\n", [("block", "StringKey(key='block.list')",
                                       "StringKey(key='block.paragraph')")]),
        ],
    )  # fmt: skip
    def test_lists_tables_and_notes(self, tmp_path, english, russian, found):
        assert self.lists(tmp_path, english, russian) == found

    def test_depth(self, tmp_path):
        english = "1. List:\n\n   - a\n     - b\n       - c\n"
        russian = "1. Список:\n\n   - а\n     - б\n   - в\n     - г\n"
        text, other = letter(english, paragraphs="numbered"), translation(russian)
        (found,) = one_letter(tmp_path, text, "list-differs", translation=other)
        assert (found.line, found.also[0].line) == (12, 15)

    def test_kinds_of_blocks_are_said_in_words(self, tmp_path):
        text, other = letter("Text.\n"), translation("> Цитата\n")
        (found,) = one_letter(tmp_path, text, "list-differs", translation=other)
        assert "here stands a quotation, and in" in found.message(PHRASES["en"])
        assert "здесь цитата, а в" in found.message(PHRASES["ru"])

    @pytest.mark.parametrize(
        "body",
        ["# H\n", "```\ncode\n```\n", "| a |\n|--|\n", "- a\n", "> q\n", "T.\n", "---\n\nT.\n"],
    )
    @pytest.mark.parametrize("numbered", [False, True])
    def test_every_kind_of_block_has_words(self, tmp_path, body, numbered):
        paragraphs = "numbered" if numbered else "counted"
        for name, other_body in enumerate(("1. Текст.\n", "Текст.\n", "[^1]: Текст.\n", "## Т\n")):
            text, other = letter(body, paragraphs=paragraphs), translation(other_body)
            for found in findings(
                tmp_path / str(name), {"2024/letter/en.md": text, "2024/letter/ru.md": other}
            ):
                for language in CODES:
                    assert found.message(PHRASES[language])


class TestWrongLanguage:
    ENGLISH = (
        "The Example Union looks after the harbours of all its members and asks them to light "
        "every quay from dusk to dawn, as the Assembly decided at its last session.\n"
    )
    RUSSIAN = (
        "Союз примеров заботится о портах всех своих членов и просит их освещать каждый причал от "
        "заката до рассвета, как решила Ассамблея на своей последней сессии.\n"
    )

    def places(self, root, text, other):
        found = one_letter(root, text, "wrong-language", translation=other)
        return [(each.path.rpartition("/")[2], each.line) for each in found]

    def test_each_in_its_own_file(self, tmp_path):
        assert self.places(tmp_path, letter(self.ENGLISH), translation(self.RUSSIAN)) == []

    def test_a_whole_text_is_one_finding(self, tmp_path):
        body = f"{self.ENGLISH}\n{self.ENGLISH}"
        assert self.places(tmp_path, letter(body), translation(body)) == [("ru.md", 10)]

    def test_the_text_of_the_facts(self, tmp_path):
        text = letter(self.RUSSIAN)
        assert self.places(tmp_path, text, translation(self.RUSSIAN)) == [("en.md", 13)]

    def test_one_paragraph(self, tmp_path):
        other = translation(f"{self.RUSSIAN}\n{self.ENGLISH}")
        assert self.places(tmp_path, letter(self.ENGLISH * 2), other) == [("ru.md", 12)]

    def test_the_summary(self, tmp_path):
        other = translation(self.RUSSIAN, summary=self.ENGLISH.strip())
        assert self.places(tmp_path, letter(self.ENGLISH), other) == [("ru.md", 7)]

    def test_a_letter_in_one_language(self, tmp_path):
        assert one_letter(tmp_path, letter(self.RUSSIAN), "wrong-language")

    def test_names_and_addresses_are_no_text(self, tmp_path):
        address = "https://example.org/" + "harbour-lights-and-quays/" * 8
        other = translation(f"Страница: {address}\n\nExample Union, Sampleton, Harbour Street 5\n")
        text = letter(f"Page: {address}\n\nExample Union, Sampleton, Harbour Street 5\n")
        assert self.places(tmp_path, text, other) == []

    @pytest.mark.parametrize(
        "row", ["Q {} | | | |", "✓ | ✓ | x | – | ✓", "A.{0} | B-{0} | 9.{0} | | "]
    )
    def test_ticks_figures_and_empty_cells_are_no_text(self, tmp_path, row):
        table = "Harbour|A|B|C|D\n-|-|-|-|-\n" + "".join(f"{row.format(i)}\n" for i in range(30))
        assert self.places(tmp_path, letter(table), translation(table)) == []

    def test_nothing_else_is_compared_in_a_text_of_another_language(self, tmp_path):
        body = f"{self.ENGLISH.strip()} It meets on 5 May 2024, at 3 p.m., with 1,500 guests.\n"
        text, other = letter(body), translation(body)
        found = findings(tmp_path, {"2024/letter/en.md": text, "2024/letter/ru.md": other})
        assert {each.code for each in found} & set(RULES) == {"wrong-language"}


def test_a_folder_without_facts_is_no_matter_of_these_rules(tmp_path):
    files = {"2024/letter/en.md": letter(translates="ru"), "2024/letter/ru.md": translation()}
    assert not {each.code for each in findings(tmp_path, files)} & set(RULES)


def test_a_letter_in_one_language_is_compared_with_nothing(tmp_path):
    found = findings(tmp_path, {"2024/letter/en.md": letter("On 5 May 2024.\n")})
    assert not {each.code for each in found} & set(RULES)


def test_texts_made_to_differ_take_no_long_time(tmp_path):
    begin = time.monotonic()
    english = " ".join(str(number) for number in range(10_000, 40_000))
    russian = " ".join(str(number) for number in range(50_000, 80_000))
    found = compared(tmp_path, english, russian)
    assert len(found) <= 300
    assert time.monotonic() - begin < 20


def test_many_counted_paragraphs_take_no_long_time(tmp_path):
    begin = time.monotonic()
    text = letter("".join(f"Paragraph {number}.\n\n" for number in range(1_500)))
    other = translation("".join(f"Пункт {number}.\n\n" for number in range(1, 1_500)))
    assert one_letter(tmp_path, text, "outline-differs", translation=other)
    assert time.monotonic() - begin < 20


def test_the_real_circulars_agree():
    checked = check_archive(CIRCULARS, PHRASES, "circulars", dt.date(2026, 11, 22))
    assert [each.render(PHRASES["en"]) for each in checked.problems if each.code in RULES] == []
