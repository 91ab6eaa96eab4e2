"""The rule on spelling, where the system has a dictionary of the language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from archive.checks.desk import Desk
from archive.listing import REGISTERS, WORD_LISTS
from archive.passages import passages
from archive.problems import Problem, Severity
from archive.sources import Document
from archive.speller import word_pattern


def spelling(document: Document, desk: Desk) -> Iterator[Problem]:
    """Every word outside references stands in the dictionary or in the archive's list of words."""
    speller = desk.spellers.get(document.language)
    if speller is None or not speller.available:
        return
    letters = desk.phrases[document.language]("typography.letters")
    unknown = speller.unknown_in(desk.reading(document).text, letters)
    if not unknown:
        return
    root = document.file.shown.removesuffix(document.file.path)
    path = f"{root}{REGISTERS}/{WORD_LISTS[document.language]}"
    for passage in passages(document):
        references: list[range] | None = None
        for match in word_pattern(letters).finditer(passage.text):
            word = match[0]
            if word not in unknown:
                continue
            if references is None:  # not asked for before there is a doubt
                found = desk.grammar.find(passage.text)
                references = [range(each.start, each.end) for each in found]
            if any(match.start() in each for each in references):
                continue  # "Rec." and "Пересм." are parts of a reference
            unknown.remove(word)  # once for each text
            meant = ", ".join(speller.suggestions(word))
            problem = passage.problem("spelling", *match.span(), word=word, meant=meant, list=path)
            yield replace(problem, variant="close" if meant else "", severity=Severity.WARNING)
