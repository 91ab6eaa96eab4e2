"""What readers of the invented archive type, and the letter that must come first.

Chosen as people ask, one letter being the only sensible first answer; not by what an engine finds.
They hold for the archive of :data:`tests.search.archive.SMALL` letters.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Query:
    """One question to the search page."""

    language: str
    """The language of the reader, and of the search page."""
    words: str
    key: str
    """The letter that must come first: ``2018/tsb-45``."""
    why: str


def _of(language: str, *rows: tuple[str, str, str]) -> tuple[Query, ...]:
    return tuple(
        Query(language=language, words=words, key=key, why=why) for words, key, why in rows
    )


_REFERENCES_RU = _of(
    "ru",
    ("Циркуляр 360 БСЭ", "2021/tsb-360", "as Russian letters print it"),
    ("БСЭ 232", "2015/tsb-232", "bureau and number"),
    ("бсэ циркуляр 292", "2016/tsb-292", "small letters, another order"),
    ("циркуляр 47 бсэ 2017", "2017/tsb-47", "one number in several periods: the year decides"),
    ("Циркуляр 135 БСЭ (2019 г.)", "2019/tsb-135", "the year in brackets, abbreviated"),
    ("БСЭ 36 2022", "2022/tsb-36", "the year after a bare number"),
    ("циркуляр № 259 БСЭ", "2015/tsb-259", "with a number sign"),
    ("TSB 377", "2021/tsb-377", "the English abbreviation"),
    ("TSB Circular 126", "2014/tsb-126", "the English form"),
    ("360", "2021/tsb-360", "a bare number that one letter bears"),
    ("CL-19/38", "2019/cl-19-38", "a circular letter"),
    ("СL-17/39", "2017/cl-17-39", "the first letter is a Cyrillic С"),
    ("cl 21 35", "2021/cl-21-35", "signs left out"),
    ("циркуляр BDT/DIR/134", "2022/bdt-dir-134", "with the noun"),
    ("bdt dir 122", "2021/bdt-dir-122", "signs left out; in English only"),
    ("CR/479", "2024/cr-479", "a series that runs on"),
    ("cace 777", "2022/cace-777", "small letters, no stroke"),
    ("Коллективное письмо 12/5 БСЭ", "2018/tsb-collective-12-5", "a collective letter"),
    ("Исправление 1 к CR/427", "2020/cr-427-corrigendum-1", "a corrigendum"),
    ("исправление к циркуляру 333 БСЭ", "2016/tsb-333-corrigendum-1", "without its number"),
    ("Дополнительный документ 1 к CR/487", "2025/cr-487-addendum-1", "an addendum"),
)
_REFERENCES_EN = _of(
    "en",
    ("TSB Circular 366", "2021/tsb-366", "as English letters print it"),
    ("Circular TSB 163", "2019/tsb-163", "the bureau in the middle"),
    ("tsb 230", "2020/tsb-230", "bureau and number"),
    ("TSB Circular 47 2013", "2013/tsb-47", "the year decides"),
    ("tsb circular 36 of 2017", "2017/tsb-36", "the year in words"),
    ("TSB Circular 168 (2014)", "2014/tsb-168", "the year in brackets"),
    ("БСЭ 198", "2015/tsb-198", "the Russian abbreviation; in Russian only"),
    ("Circular letter CL-19/15", "2019/cl-19-15", "with the noun"),
    ("cl-22/1", "2022/cl-22-1", "small letters"),
    ("BDT/DIR/116", "2021/bdt-dir-116", "as printed"),
    ("CR/451", "2021/cr-451", "in Russian only"),
    ("CACE/801", "2022/cace-801", "an administrative circular"),
    ("ca 253", "2021/ca-253", "signs left out"),
    ("TSB Collective letter 16/16", "2020/tsb-collective-16-16", "a collective letter"),
    ("Corrigendum 1 to TSB Circular 333", "2016/tsb-333-corrigendum-1", "a corrigendum"),
    ("Corrigendum to CA/261", "2024/ca-261-corrigendum-1", "without its number"),
)
_SUBJECTS_RU = _of(
    "ru",
    ("вопросник радиопомехи электромобили", "2018/cr-403", "a kind and a subject"),
    ("аэростаты Манила", "2020/cr-438", "a subject and a city"),
    ("собрания подводные кабели", "2025/cl-25-1", "the plural for the singular"),
    ("женщины в ИКТ Лима", "2013/cl-13-15", "a subject and a city"),
    ("вопросник о цунами", "2017/tsb-28", "with a preposition"),
    ("счётчики воды учебный курс", "2016/tsb-267", "ё; a kind and a subject"),
    ("испытания счётчиков воды", "2024/tsb-14", "ё typed, е written; the genitive"),
    ("сжатие видео объемное вопросник", "2019/tsb-212", "е typed"),
    ("семинар высотомеры вертолетов", "2013/ca-213", "е typed, ё written; plurals"),
    ("итоги отключение аналогового телевидения", "2021/switchover-outcome", "no reference"),
    ("умные счетчики воды итоги", "2023/water-meters-outcome", "no reference, е typed"),
    ("кандидатуры председателя метавселенная", "2017/tsb-80", "a vacancy"),
    ("продление срока квантовое распределение", "2014/tsb-168", "a letter that acts on another"),
    ("отмена стажировки", "2019/cl-19-43", "a letter that acts on another"),
    ("справочник космический мусор", "2022/cr-463", "a publication"),
    ("семинар роуминг", "2020/tsb-300", "a kind and a subject"),
    ("зона радиомолчания Монтевидео", "2026/ca-273", "the singular for the plural; a city"),
    ("мобильные деньги Катманду", "2026/tsb-146", "a city of two letters, the subject decides"),
    ("Ташкент защита детей", "2024/cl-24-15", "a city and a subject"),
    ("оценка качества речи Сеул", "2023/tsb-113", "a title and a city"),
    ("троллейбус", "2026/cr-503", "a word of one letter, in another case"),
    ("колокольня", "2025/tsb-35", "a word of one letter, in another case"),
    ("форель в тёплой воде", "2025/tsb-69", "a story remembered; ё typed, ё written"),
    ("маятники Фуко", "2016/ca-221", "the plural for the singular"),
    ("шахматистка", "2015/cl-15-1", "the singular for the plural"),
    ("кукольные театры", "2024/cl-24-15", "the plural for the singular"),
    ("верблюжий караван", "2013/cl-13-1", "exact words"),
    ("плавучая школа", "2012/bdt-dir-26", "exact words"),
    ("слуховой аппарат", "2023/bdt-dir-44", "the singular for the plural"),
    ("осьминоги", "2013/bdt-dir-62", "another case"),
    ("извержения вулканов", "2026/bdt-dir-26", "plurals"),
    ("юрта", "2012/bdt-dir-32", "the singular for the plural"),
    ("пеликан", "2013/ca-213", "the singular for the plural"),
    ("женщины ИКТ 2019", "2019/cl-19-38", "a subject and a year"),
    ("фонды универсального обслуживания 2021", "2021/bdt-dir-116", "a subject and a year"),
    ("консультация квантовые ключи", "2026/tsb-162", "an adjective for a noun’s complement"),
    ("медные линии учебный курс", "2020/tsb-278", "words in another order"),
    ("роуминг 2014", "2014/tsb-113", "a subject and a year"),
    ("лагеря беженцев стандарт", "2013/cl-13-1", "the plural; a word of the kind of letter"),
    ("Сурсолва", "2022/bdt-dir-134", "a person"),
    ("6–8 августа 2013 г.", "2013/bdt-dir-56", "the days of an event"),
    (
        "Семинар-практикум «Цифровое удостоверение личности» (Ереван, Армения, "
        "18–20 сентября 2017 г.)",
        "2017/tsb-47",
        "a title in full",
    ),
    (
        "Вопросник о субтитрах и жестовом языке на дистанционных собраниях",
        "2014/tsb-126",
        "a title in full",
    ),
)
_SUBJECTS_EN = _of(
    "en",
    ("digital identity workshop Yerevan", "2017/tsb-47", "a subject, a kind and a city"),
    ("ICT statistics handbook", "2013/bdt-dir-71", "a subject and a kind"),
    ("handbook connecting schools", "2018/bdt-dir-26", "a subject and a kind"),
    ("meetings unmanned aircraft", "2020/cr-431", "the plural for the singular"),
    ("leap second workshop Quito", "2016/ca-221", "the singular for the plural; a city"),
    ("questionnaire on balloons", "2020/cr-443", "with a preposition"),
    ("captions questionnaire", "2014/tsb-126", "a subject and a kind"),
    ("amateur radio Porto", "2018/ca-241", "a subject and a city"),
    ("training course refugee camp", "2023/cl-23-15", "the singular for the plural"),
    ("child protection workshop", "2024/cl-24-15", "a subject and a kind"),
    ("submarine cable meeting", "2025/cl-25-1", "the singular for the plural"),
    ("octopuses", "2013/bdt-dir-62", "the plural for the singular"),
    ("puppets", "2024/cl-24-15", "the plural for the singular"),
    ("harpoon", "2013/cr-347", "a word of one letter"),
    ("donkeys", "2023/cl-23-1", "the plural for the singular"),
    ("Quechua keyboard", "2013/bdt-dir-74", "a language of the world"),
    ("customs dogs smuggled", "2014/tsb-94", "a story remembered"),
    ("raising trout", "2025/tsb-69", "another form of the verb"),
    ("bell tower antennas", "2025/tsb-35", "the singular for the plural"),
    ("leap seconds 2019", "2019/cr-415", "a subject and a year; a later letter names this one"),
    ("smart water meter course 2016", "2016/tsb-267", "a subject, a kind and a year"),
    ("cybersecurity drills 2023", "2023/bdt-dir-35", "a subject and a year"),
    ("railway radio nominations chair", "2014/cace-585", "words in another order"),
    ("lightning questionnaire", "2013/tsb-62", "a subject and a kind"),
    ("school connectivity nomination", "2026/bdt-dir-17", "nouns for verbs"),
    ("Sursolva", "2022/bdt-dir-134", "a person"),
    ("9–11 August 2024", "2024/cl-24-15", "the days of an event"),
    ("Questionnaire on spoofing of the calling number", "2023/tsb-102", "a title in full"),
    (
        "Nominations for chair of the group on national numbering plans",
        "2020/tsb-230",
        "a title in full; in English only",
    ),
)
_OTHER_LANGUAGE = (
    *_of(
        "ru",
        ("brewery", "2014/tsb-166", "only an English text has it"),
        ("rickshaw drivers", "2015/bdt-dir-38", "only an English text has it"),
        ("scratch label", "2016/tsb-324", "only an English text has it"),
        ("breadfruit", "2021/bdt-dir-122", "only an English text has it"),
        ("avalanche", "2022/bdt-dir-143", "only an English text has it"),
    ),
    *_of(
        "en",
        ("Овалау", "2012/ca-205", "only a Russian text has it"),
        ("Солмоанто", "2026/cace-921", "a person whom only a Russian text names"),
    ),
)
QUERIES = (
    *_REFERENCES_RU,
    *_REFERENCES_EN,
    *_SUBJECTS_RU,
    *_SUBJECTS_EN,
    *_OTHER_LANGUAGE,
)
"""All queries, both languages."""
FOREIGN = frozenset(query.words for query in _OTHER_LANGUAGE)
"""Queries whose first answer must be marked with its language, for it is not the reader's."""
