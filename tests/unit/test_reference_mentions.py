"""References in running text: where they stand, what they mean, and what only looks like one."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_archive import PHRASES

from archive.references import Grammar, Mention, Reference
from archive.references.series import RECOMMENDATIONS

GRAMMAR = Grammar.of(PHRASES)


def found(text):
    """What was found: (words, canonical form, year)."""
    return [
        (text[each.start : each.end], each.reference.canonical, each.year)
        for each in GRAMMAR.find(text)
    ]


def names(text):
    return [each.reference.canonical for each in GRAMMAR.find(text)]


class TestOne:
    @pytest.mark.parametrize(
        ("text", "words", "canonical"),
        [
            ("as TSB Circular 352 says", "TSB Circular 352", "TSB Circular 352"),
            ("In Circular TSB 352, we", "Circular TSB 352", "TSB Circular 352"),
            ("(see Circular No. 352 TSB)", "Circular No. 352 TSB", "TSB Circular 352"),
            ("see TSB Circ. 352.", "TSB Circ. 352", "TSB Circular 352"),
            ("ITU-TSB Circular 352", "TSB Circular 352", "TSB Circular 352"),
            ("TSB CIRCULAR 352", "TSB CIRCULAR 352", "TSB Circular 352"),
            ("«Циркуляр 352 БСЭ»", "Циркуляр 352 БСЭ", "TSB Circular 352"),
            ("в Циркуляре 352 БСЭ", "Циркуляре 352 БСЭ", "TSB Circular 352"),
            ("Циркуляром БСЭ 352 и", "Циркуляром БСЭ 352", "TSB Circular 352"),
            ("циркуляру № 352 БСЭ", "циркуляру № 352 БСЭ", "TSB Circular 352"),
            ("Циркуляра\u00a0№\u00a0352\u00a0БСЭ", "Циркуляра\u00a0№\u00a0352\u00a0БСЭ",
             "TSB Circular 352"),
            ("Циркуляром 352 TSB", "Циркуляром 352 TSB", "TSB Circular 352"),
            ("в Цир\u00adкуляре 352\u200b БСЭ!", "Цир\u00adкуляре 352\u200b БСЭ",
             "TSB Circular 352"),
            ("письмо CL-19/35", "CL-19/35", "CL-19/35"),
            ("—CL‑19/35—", "CL‑19/35", "CL-19/35"),
            ("(СL-19/35)", "СL-19/35", "CL-19/35"),
            ("Circular letter CL-19/35;", "Circular letter CL-19/35", "CL-19/35"),
            ("Циркулярным письмом CL-19/35", "Циркулярным письмом CL-19/35", "CL-19/35"),
            ("Циркуляре BDT/DIR/110.", "Циркуляре BDT/DIR/110", "BDT/DIR/110"),
            ("with BDT/DIR/110:", "BDT/DIR/110", "BDT/DIR/110"),
            ("Administrative Circular CACE/967", "Administrative Circular CACE/967", "CACE/967"),
            ("Административным циркуляром CACE/967", "Административным циркуляром CACE/967",
             "CACE/967"),
            ("CACE/967-E", "CACE/967", "CACE/967"),
            ("CR/501,\n", "CR/501", "CR/501"),
            ("TSB Collective letter 3/11", "TSB Collective letter 3/11",
             "TSB Collective letter 3/11"),
            ("Коллективным письмом 3/11 БСЭ", "Коллективным письмом 3/11 БСЭ",
             "TSB Collective letter 3/11"),
            ("по Резолюции 1379 Совета", "Резолюции 1379", "Resolution 1379"),
            ("WTSA Resolution 73 says", "Resolution 73", "Resolution 73"),
            ("resolution No. 70/1", "resolution No. 70/1", "Resolution 70/1"),
            ("Рекомендацией МСЭ-Т L.1061", "Рекомендацией МСЭ-Т L.1061",
             "Recommendation ITU-T L.1061"),
            ("ITU-R BT.500-15 is", "ITU-R BT.500-15", "Recommendation ITU-R BT.500-15"),
            ("the X.509 format", "X.509", "Recommendation ITU-T X.509"),
            ("Recommendation M.1036", "Recommendation M.1036", "Recommendation M.1036"),
        ],
    )  # fmt: skip
    def test_in_any_form(self, text, words, canonical):
        assert found(text) == [(words, canonical, None)]

    @pytest.mark.parametrize(
        ("text", "words", "canonical"),
        [
            ("Исправлением 2 к Циркуляру 45 БСЭ", "", "Corrigendum 2 to TSB Circular 45"),
            ("Corrigendum No. 2 to TSB Circular 45", "", "Corrigendum 2 to TSB Circular 45"),
            ("Corrigendum to TSB Circular 45", "", "Corrigendum to TSB Circular 45"),
            ("a corrigendum to the Circular 45 TSB", "corrigendum to the Circular 45 TSB",
             "Corrigendum to TSB Circular 45"),
            ("TSB Circular 45, Corrigendum 2", "", "Corrigendum 2 to TSB Circular 45"),
            ("TSB Circular 45 Corr. 2", "", "Corrigendum 2 to TSB Circular 45"),
            ("TSB Circular 45 (Corr. 2)", "", "Corrigendum 2 to TSB Circular 45"),
            ("(TSB Circular 45 Corr. 2)", "TSB Circular 45 Corr. 2",
             "Corrigendum 2 to TSB Circular 45"),
            ("Дополнительным документом 1 к CL-19/35", "", "Addendum 1 to CL-19/35"),
            ("Дополнения 1 к Циркуляру 45 БСЭ", "", "Addendum 1 to TSB Circular 45"),
            ("CACE/967(Add.1)", "", "Addendum 1 to CACE/967"),
            ("Циркуляр 45 БСЭ, Исправление 2", "", "Corrigendum 2 to TSB Circular 45"),
            ("В дополнение к Циркуляру 45 БСЭ", "Циркуляру 45 БСЭ", "TSB Circular 45"),
            ("TSB Circular 45, add 5 more", "TSB Circular 45", "TSB Circular 45"),
            ("TSB Circular 45 (Corr. 2 is meant", "TSB Circular 45", "TSB Circular 45"),
        ],
    )  # fmt: skip
    def test_corrigenda_and_addenda(self, text, words, canonical):
        assert found(text) == [(words or text, canonical, None)]

    @pytest.mark.parametrize(
        ("text", "words", "canonical", "year"),
        [
            ("на основе Резолюции 209 (Дубай, 2018 г.) Совет", "Резолюции 209 (Дубай, 2018 г.)",
             "Resolution 209 (Dubai, 2018)", 2018),
            ("Resolution 209 (Rev. Dubai, 2018),", "Resolution 209 (Rev. Dubai, 2018)",
             "Resolution 209 (Rev. Dubai, 2018)", 2018),
            ("Резолюцией 209 (Пересм. Дубай, 2018 г.)", "Резолюцией 209 (Пересм. Дубай, 2018 г.)",
             "Resolution 209 (Rev. Dubai, 2018)", 2018),
            ("resolution 209 (Bucharest, 2022)", "resolution 209 (Bucharest, 2022)",
             "Resolution 209 (Bucharest, 2022)", 2022),
            ("Resolution 5 (Nowhere-on-Sea, 2018)", "Resolution 5 (Nowhere-on-Sea, 2018)",
             "Resolution 5 (2018)", 2018),
            ("Resolution 646 (Rev.WRC-19)", "Resolution 646 (Rev.WRC-19)",
             "Resolution 646 (Rev. 2019)", 2019),
            ("Resolution 209 (2018)", "Resolution 209 (2018)", "Resolution 209 (2018)", 2018),
            ("Resolution 209 (see page 5)", "Resolution 209", "Resolution 209", None),
            ("Resolution 209 (adopted on 16 November 2018)", "Resolution 209",
             "Resolution 209", None),
            ("Resolution 209 of 16 November 2018", "Resolution 209", "Resolution 209", 2018),
        ],
    )  # fmt: skip
    def test_the_bracket_of_a_resolution_belongs_to_it(self, text, words, canonical, year):
        assert found(text) == [(words, canonical, year)]


class TestYears:
    @pytest.mark.parametrize(
        "text",
        [
            "{} (2018)",
            "{} of 3 May 2018",
            "{} of May 3, 2018",
            "{} of May 2018",
            "{} dated 3rd of May 2018",
            "{} dated the 3rd May, 2018",
            "{} of 2018",
            "{} (3 May 2018)",
            "{} (of 3 May 2018)",
            "{} (3 May 2018, in Russian)",
            "{} (2018-05-03)",
            "{} of 03/05/2018",
            "{} от 3 мая 2018 года",
            "{} от 3 мая 2018 г.",
            "{} от 03.05.2018",
            "{}\u00a0от\u00a03\u00a0мая\u00a02018 г., где",
            "{} (3 мая 2018 г.)",
            "{} (от 3 мая 2018 г.)",
            "{} 2018 года",
            "{} за 2018 год",
        ],
    )
    @pytest.mark.parametrize("name", ["TSB Circular 45", "Циркуляр 45 БСЭ", "CR/45"])
    def test_right_behind_a_reference_tells_its_year(self, text, name):
        ((words, _, year),) = found(text.format(name))
        assert words == name
        assert year == 2018

    @pytest.mark.parametrize(
        "text",
        [
            "TSB Circular 45 of 3 May",
            "TSB Circular 45 has 2018 readers",
            "TSB Circular 45 (see p. 2018)",
            "TSB Circular 45. 2018 was",
            "TSB Circular 45, 3 May 2018",
            "Циркуляр 45 БСЭ от 3 мая",
            "Циркуляр 45 БСЭ 2018 участников",
            "TSB Circular 45 of 12018",
        ],
    )
    def test_elsewhere_tells_nothing(self, text):
        ((_, _, year),) = found(text)
        assert year is None

    def test_a_corrigendum_has_the_year_behind_it(self):
        assert found("TSB Circular 45 Corr. 2 of 5 June 2019")[0][2] == 2019
        assert found("Corrigendum 2 to TSB Circular 45 of 5 June 2019")[0][2] == 2019


class TestLists:
    @pytest.mark.parametrize(
        ("text", "words", "canonical"),
        [
            ("TSB Circulars 352 and 353", ["TSB Circulars 352", "353"], "TSB Circular {}"),
            ("TSB Circulars 352, 353, and 360.", ["TSB Circulars 352", "353", "360"],
             "TSB Circular {}"),
            ("TSB Circulars Nos. 352 and 353", ["TSB Circulars Nos. 352", "353"],
             "TSB Circular {}"),
            ("TSB Circulars 352 and 353, 15 of them", ["TSB Circulars 352", "353"],
             "TSB Circular {}"),
            ("TSB Circular 352 and 15 others", ["TSB Circular 352"], "TSB Circular {}"),
            ("TSB Circular 352, 15 pages", ["TSB Circular 352"], "TSB Circular {}"),
            ("Циркуляры 352, 353 и 360 БСЭ", ["Циркуляры 352", "353", "360 БСЭ"],
             "TSB Circular {}"),
            ("в Циркулярах 352 и 353 БСЭ от 3 мая", ["Циркулярах 352", "353 БСЭ"],
             "TSB Circular {}"),
            ("Циркуляр 352 БСЭ и 15 писем", ["Циркуляр 352 БСЭ"], "TSB Circular {}"),
            ("Циркуляры № 352 и № 353 БСЭ", ["Циркуляры № 352", "353 БСЭ"], "TSB Circular {}"),
            ("Циркуляры 352–355 БСЭ", ["Циркуляры 352", "355 БСЭ"], "TSB Circular {}"),
            ("Circular letters CR/400, 401 and 402", ["Circular letters CR/400", "401", "402"],
             "CR/{}"),
            ("Circular letters CR/400 and CR/401", ["Circular letters CR/400", "CR/401"], "CR/{}"),
            ("Resolutions 200 and 209", ["Resolutions 200", "209"], "Resolution {}"),
            ("Резолюции 200 и 209", ["Резолюции 200", "209"], "Resolution {}"),
            ("Резолюций 9 и 209", ["Резолюций 9", "209"], "Resolution {}"),
            ("на основе Резолюции 209 и 15 предложений", ["Резолюции 209"], "Resolution {}"),
            ("Recommendations ITU-T L.1061 and Y.4900",
             ["Recommendations ITU-T L.1061", "Y.4900"], "Recommendation ITU-T {}"),
            ("Рекомендации МСЭ-Т L.1061, Y.4900 и T.38",
             ["Рекомендации МСЭ-Т L.1061", "Y.4900", "T.38"], "Recommendation ITU-T {}"),
        ],
    )  # fmt: skip
    def test_one_mention_for_each_number(self, text, words, canonical):
        mentions = found(text)
        assert [each[0] for each in mentions] == words
        numbers = [word.replace(" БСЭ", "").split()[-1].removeprefix("CR/") for word in words]
        assert [each[1] for each in mentions] == [canonical.format(each) for each in numbers]

    def test_a_bracket_may_stand_for_all(self):
        assert names("Resolutions 200 and 209 (Dubai, 2018)") == [
            "Resolution 200 (Dubai, 2018)",
            "Resolution 209 (Dubai, 2018)",
        ]

    def test_or_for_each(self):
        text = "Резолюции 200 (Пересм. Дубай, 2018 г.) и 209 (Бухарест, 2022 г.)"
        assert found(text) == [
            (
                "Резолюции 200 (Пересм. Дубай, 2018 г.)",
                "Resolution 200 (Rev. Dubai, 2018)",
                2018,
            ),
            ("209 (Бухарест, 2022 г.)", "Resolution 209 (Bucharest, 2022)", 2022),
        ]

    def test_each_number_has_its_own_year(self):
        assert found("TSB Circulars 45 (2018), 45 (2023) and 52 of 3 May 2024") == [
            ("TSB Circulars 45", "TSB Circular 45", 2018),
            ("45", "TSB Circular 45", 2023),
            ("52", "TSB Circular 52", 2024),
        ]

    def test_several_corrigenda(self):
        assert found("Исправления 1 и 2 к Циркуляру 45 БСЭ") == [
            ("Исправления 1", "Corrigendum 1 to TSB Circular 45", None),
            ("2 к Циркуляру 45 БСЭ", "Corrigendum 2 to TSB Circular 45", None),
        ]

    def test_several_names_in_one_sentence(self):
        assert names("CL-19/35 replaces TSB Circular 45 (see CR/5 and Resolution 71).") == [
            "CL-19/35",
            "TSB Circular 45",
            "CR/5",
            "Resolution 71",
        ]


@pytest.mark.parametrize(
    "text",
    [
        "352 participants",
        "352 БСЭ",
        "БСЭ 352",
        "TSB 352",
        "Circular 352",
        "Циркуляр 352",
        "Циркуляр 352 от БРЭ",
        "CL-19",
        "CL-19/",
        "CL-2019/35",
        "CL-19/035",
        "CR/501abc",
        "CR/501_e",
        "CR/501.pdf",
        "abcCR/501",
        "абвCR/501",
        "DM-CL-19/35",
        "doc/CR/501",
        "file.CR/501",
        "#CR/501",
        "CR/501/2",
        "CR/0",
        "CR/12345",
        "TSB Circular 352.5",
        "TSB Circular 352nd",
        "TSB Circular 352-2021",
        "TSB Circular 12345",
        "TSB circularity 352",
        "микроциркуляр 352 БСЭ",
        "Циркуляр 352 БСЭТ",
        "TSB Circular\n352",
        "version 1.2.3 and v.2.10",
        "resolution 1080",
        "a resolution 600 dpi",
        "Resolution 1080p",
        "Решение 5 (Дубай, 2018 г.)",
        "Annex A.1, P.123, с.500, С.500, M.1036",
        "Fig.500 and No.352",
        "ITU-T SG20",
        "ITU-D 22 participants",
        "Письмо DM-19/1003",
        "U4SSC, G20, COVID-19",
        "1",
        "",
    ],
)
def test_what_only_looks_like_a_reference(text):
    assert found(text) == []


class TestAnyText:
    PIECES = st.sampled_from(
        [
            "TSB ", "Circular", "Circulars ", "Циркуляр ", "Циркуляры ", " БСЭ", "CL-", "CR/",
            "19/35", "352", "45", " ", ", ", " and ", " и ", "Corrigendum ", "Исправление ",
            " к ", " to ", "Corr. ", "(", ")", "Resolution ", "Dubai, ", "2018", " г.", " of ",
            "Recommendation ", "ITU-T ", "L.", "Y.4900", ".", "-", "–", "/", "№ ", "\n", "\u00ad",
            "\u00a0", "3 мая ", "от 3 мая 2018 г. ", " bis",
            "x", "ё", "BDT/DIR/", "Collective letter ", "İ", "𝟓", "٣",
        ]
    )  # fmt: skip

    @given(st.lists(PIECES, max_size=25).map("".join))
    def test_mentions_stand_in_order_and_within_the_text(self, text):
        last = 0
        for each in GRAMMAR.find(text):
            assert isinstance(each, Mention)
            assert last <= each.start < each.end <= len(text)
            assert not text[each.start].isspace()
            assert not text[each.end - 1].isspace()
            assert "\n" not in text[each.start : each.end]
            assert each.reference.series is not None
            assert GRAMMAR.parse(each.reference.canonical) == each.reference
            last = each.end

    @given(st.text(max_size=80))
    def test_no_text_is_too_odd(self, text):
        assert GRAMMAR.find(text) == GRAMMAR.find(text)

    @given(
        st.sampled_from(
            [
                Reference(series="tsb-circular", number="352"),
                Reference(series="cl", number="19/35"),
                Reference(series="cr", number="7", issuance="corrigendum", issue=2),
                Reference(series="tsb-circular", number="7", issuance="addendum"),
                Reference(series="resolution", number="209", city="dubai", year=2018),
                Reference(series="itu-t-recommendation", number="L.1061"),
            ]
        ),
        st.sampled_from(tuple(PHRASES)),
        st.sampled_from(["", "(", "«", "В ", "In ", "…", "– ", "12 ", "a.b "]),
        st.sampled_from(["", ")", "».", ", и", "; or", "?", " — x", " is", "\n5"]),
    )
    def test_what_is_printed_is_found_in_a_sentence(self, reference, language, before, after):
        printed = reference.printed(PHRASES[language])
        text = f"{before}{printed}{after}"
        ((words, canonical, _),) = found(text)
        assert words == printed
        assert canonical == reference.canonical


HOSTILE = [
    "1" * 80_000, "1 " * 20_000, "CL-" * 20_000 + "1", "Circular " * 10_000 + "1",
    "Circular 1 " * 5_000, "TSB Circulars " + "1, " * 20_000, "Resolutions 1 (" * 5_000,
    "Resolutions " + "1 and " * 10_000, "Corrigendum " * 8_000 + "to CL-19/35",
    "Corrigenda " + "1, " * 20_000 + "1 to CL-19/35", "CL-19/35 " * 8_000, "L.1061, " * 8_000,
    "Recommendation " + "L.1." * 20_000, "CL-19/35 (" + " " * 40_000, "№ " * 30_000 + "1",
    "Resolution 1 (" + "а" * 60_000 + ", 2018)", "\u00adCL-19/35" * 5_000, "No. " * 20_000 + "1",
    "TSB Circular of 3 May 2018, No. " * 5_000 + "1", "Циркуляр 2021 года № " * 5_000 + "1",
    "Циркуляры " + "1 и " * 15_000 + "1 БСЭ", "May 3, " * 12_000, "A." * 30_000 + "1",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_no_text_takes_long(text):
    """What grew with the square of these lengths would take minutes."""
    begin = time.monotonic()
    GRAMMAR.find(text)
    GRAMMAR.parse(text)
    assert time.monotonic() - begin < 10


def test_an_ordinary_letter_is_read_in_no_time():
    """A text of 600 words, many of them figures, takes less than a millisecond; ten are allowed
    here, since other things run at the same time."""
    sentence = (
        "Просим представить ответы до 15 марта 2022 года по адресу Бюро, этаж 5, комната 12; "
        "подробности см. в Циркуляре 352 БСЭ и в пункте 3 решения от 7 мая. "
    )
    text = sentence * (600 // len(sentence.split()))
    times = []
    for _ in range(5):
        begin = time.perf_counter()
        mentions = GRAMMAR.find(text)
        times.append(time.perf_counter() - begin)
    assert len(mentions) == 600 // len(sentence.split())
    assert min(times) < 0.010


def test_recommendations_keep_their_sector():
    (mention,) = GRAMMAR.find("Recommendation ITU-R M.1036")
    assert mention.reference.series == "itu-r-recommendation"
    assert mention.reference.series in RECOMMENDATIONS


class TestTimes:
    @pytest.mark.parametrize(
        ("text", "when"),
        [
            ("TSB Circular 45 (2017–2020)", (2017, 2020, "")),
            ("TSB Circular 45 of the study period 2017–2020", (2017, 2020, "")),
            ("TSB Circular 45 (study period 2017–2020)", (2017, 2020, "")),
            ("Циркуляр 45 БСЭ (исследовательский период 2017–2020 гг.)", (2017, 2020, "")),
            ("Циркуляре 45 БСЭ исследовательского периода 2017–2020 годов", (2017, 2020, "")),
            ("TSB Circular 45 of 4 May 2018", (2018, None, "2018-05-04")),
            ("TSB Circular 45 (May 4, 2018)", (2018, None, "2018-05-04")),
            ("TSB Circular 45 (2018-05-04)", (2018, None, "2018-05-04")),
            ("TSB Circular 45 of May 2018", (2018, None, "")),
            ("TSB Circular 45 (4/5/2018)", (2018, None, "")),
            ("TSB Circular 45 of 31 June 2018", (2018, None, "")),
            ("Циркуляр 45 БСЭ от 4 мая 2018 года", (2018, None, "2018-05-04")),
            ("Циркуляр 45 БСЭ (04.05.2018)", (2018, None, "2018-05-04")),
        ],
    )
    def test_of_a_letter(self, text, when):
        (mention,) = GRAMMAR.find(f"see {text}, please")
        assert mention.when[:3] == when


class TestListsOfLetters:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("TSB Circulars 62 and 352", [("62", None), ("352", None)]),
            ("TSB Circulars 45, 62 and 352", [("45", None), ("62", None), ("352", None)]),
            ("TSB Circulars 350 to 353", [("350", None), ("353", None)]),
            ("TSB Circulars 62 of 2022 and 352 of 2021", [("62", 2022), ("352", 2021)]),
            ("Циркуляры 62 (2022 г.) и 352 (2021 г.) БСЭ", [("62", 2022), ("352", 2021)]),
            ("TSB Circulars 62, 14 February 2023", [("62", None)]),
            ("Резолюции 209 и 15 предложений", [("209", None)]),
        ],
    )
    def test_numbers_of_any_size(self, text, expected):
        assert [(each.reference.number, each.year) for each in GRAMMAR.find(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "TSB Circular 45, Corrigendum 2 to TSB Circular 47",
            ["TSB Circular 45", "Corrigendum 2 to TSB Circular 47"],
        ),
        (
            "Циркуляр 45 БСЭ, Исправление 2 к CL-19/35",
            ["TSB Circular 45", "Corrigendum 2 to CL-19/35"],
        ),
        ("TSB Circular 45, Corrigendum 2 to be sent", ["Corrigendum 2 to TSB Circular 45"]),
        ("see CL 19/35 and (CL 19/36)", ["CL-19/35", "CL-19/36"]),
    ],
)
def test_what_stands_between_two_names(text, expected):
    assert names(text) == expected
