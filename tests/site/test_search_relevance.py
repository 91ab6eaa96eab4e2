"""Search finds what readers mean: over an invented archive, in a real browser, in both languages.

The archive and the queries are those of ``tests/search``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from site_kit import LANGUAGES, Site, contents
from static_server import Server
from tests.search.archive import SMALL, write_archive
from tests.search.asking import READ, Result, ask, type_in
from tests.search.plan import TODAY, plans
from tests.search.queries import FOREIGN, QUERIES, Query

from archive.cli import main as circulars

FIRST_PLACES = 0.97
"""The share of queries whose letter comes first."""
MEAN_RECIPROCAL_RANK = 0.98
"""Over the first ten results; a letter that is not among them counts nothing."""

SAMPLE = 15
"""One query in so many is asked by its address too, which takes ten times as long."""

Answers = Mapping[Query, list[Result]]


@pytest.fixture(scope="session")
def letters(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented archive. Not to be changed."""
    return write_archive(tmp_path_factory.mktemp("search-source") / "letters")


@pytest.fixture(scope="session")
def searched(make_site: Callable[..., Site], letters: Path) -> Site:
    """Its site."""
    return make_site("searched", ARCHIVE_CIRCULARS=str(letters), ARCHIVE_TODAY=TODAY)


@pytest.fixture(scope="session")
def answers(searched: Site, serve: Callable[..., Server], browser: Browser) -> Iterator[Answers]:
    """What each query finds, asked one after another in one tab."""
    root = serve(searched.folder).url
    context = browser.new_context()
    tab = context.new_page()
    yield {query: type_in(tab, root, query.language, query.words) for query in QUERIES}
    context.close()


def rank(query: Query, results: list[Result]) -> int:
    """The place of the letter that is meant, from 1; 0 where it is not among the first."""
    keys = [result.key for result in results]
    return keys.index(query.key) + 1 if query.key in keys else 0


class TestTheInventedArchive:
    def test_the_checker_finds_no_error_in_it(
        self, letters: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.setenv("ARCHIVE_HUNSPELL", "")
        arguments = ["check", "--root", str(letters), "--no-cache", "--lang", "en"]
        status = circulars(arguments)
        errors = [line for line in capsys.readouterr().out.splitlines() if " error[" in line]
        assert (status, errors) == (0, [])

    def test_it_is_the_same_each_time(self, letters: Path, tmp_path: Path) -> None:
        again = write_archive(tmp_path / "again")
        assert contents(again) == contents(letters)

    def test_letters_are_in_both_languages_or_in_one(self) -> None:
        planned = plans(SMALL)
        for language in LANGUAGES:
            share = sum(plan.languages == (language,) for plan in planned) / len(planned)
            assert 0.06 <= share <= 0.1

    def test_numbers_come_again_in_other_study_periods(self) -> None:
        years = {plan.date.year for plan in plans(SMALL) if plan.folder == "tsb-47"}
        assert len(years) >= 3

    def test_in_a_large_one_no_two_letters_of_a_year_bear_one_reference(self) -> None:
        planned = plans(10_000)
        assert len({plan.key for plan in planned}) == len(planned)
        borne = [
            (plan.date.year, plan.series, plan.number, plan.issue and plan.occasion)
            for plan in planned
            if plan.series
        ]
        assert len(set(borne)) == len(borne)


class TestTheQueries:
    def test_each_asks_for_a_letter_of_the_archive(self) -> None:
        keys = {plan.key for plan in plans(SMALL)}
        assert {query.key for query in QUERIES} <= keys

    def test_there_are_many_in_each_language(self) -> None:
        asked = {(query.language, query.words) for query in QUERIES}
        assert len(asked) == len(QUERIES)
        for language in LANGUAGES:
            assert sum(query.language == language for query in QUERIES) >= 35


@pytest.mark.browser
class TestRelevance:
    def test_the_letter_that_is_meant_comes_first(
        self, answers: Answers, capsys: pytest.CaptureFixture[str]
    ) -> None:
        ranks = {query: rank(query, results) for query, results in answers.items()}
        first = sum(place == 1 for place in ranks.values()) / len(ranks)
        reciprocal = sum(1 / place for place in ranks.values() if place) / len(ranks)
        said = [f"{len(ranks)} queries: first {first:.3f}, mean reciprocal rank {reciprocal:.3f}"]
        for query, place in ranks.items():
            if place != 1:
                found = ", ".join(result.key or result.path for result in answers[query][:3])
                where = f"at {place}" if place else f"not among {READ}"
                said.append(
                    f"{query.language} “{query.words}” ({query.why}): {query.key} {where}; "
                    f"found: {found or 'nothing'}"
                )
        report = "\n".join(said)
        with capsys.disabled():
            print(f"\n{report}")
        assert first >= FIRST_PLACES, report
        assert reciprocal >= MEAN_RECIPROCAL_RANK, report

    def test_an_address_asks_for_what_is_typed(
        self, searched: Site, serve: Callable[..., Server], browser: Browser, answers: Answers
    ) -> None:
        root = serve(searched.folder).url
        context = browser.new_context()
        tab = context.new_page()
        for query in QUERIES[::SAMPLE]:
            assert ask(tab, root, query.language, query.words) == answers[query], query
        context.close()

    def test_a_letter_stands_once_in_the_results(self, answers: Answers) -> None:
        for query, results in answers.items():
            keys = [result.key for result in results]
            assert len(set(keys)) == len(keys), query

    def test_results_in_the_readers_language_come_first_and_others_are_marked(
        self, answers: Answers
    ) -> None:
        for query, results in answers.items():
            for result in results:
                assert bool(result.language) == bool(result.mark), (query, result)
        for query in (query for query in QUERIES if query.words in FOREIGN):
            assert answers[query][0].language not in ("", query.language), query

    def test_a_result_leads_to_a_paragraph_that_is_there(
        self, searched: Site, answers: Answers
    ) -> None:
        seen = 0
        for query, results in answers.items():
            for result in (result for result in results[:3] if result.fragment):
                page = searched.page(result.path.removeprefix("/"))
                assert result.fragment in page.ids, (query, result)
                seen += 1
        assert seen, "no result leads to a paragraph"
