"""Reading a whole site, or a sample of every kind of file in it, and telling all that is wrong."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit

from archive.delivery import ending_of
from archive.languages import CODES
from archive.live import data, sample, subscriptions
from archive.live.answers import Answer, Ask, NoAnswerError
from archive.live.pages import LivePage, lost_page
from archive.live.place import SitePlace
from archive.live.problems import LiveProblem, gathered
from archive.live.serving import is_there, served
from archive.live.surroundings import around
from archive.scopes import FORMS

AT_ONCE = 4
"""So many requests are under way at one time."""
PATIENCE = 5
"""After so many requests without an answer nothing more is asked."""
MADE_UP = "no-such-page-is-here/"
"""An address at which no archive has anything."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What is wanted of a site."""

    base: str
    """Its address, with a slash at the end."""
    today: dt.date
    """The Geneva day."""
    most_days: int
    """So many days old may the build be without a warning."""
    everything: bool = False
    """Whether every page of the sitemap is read, and every file that pages lead to."""
    is_copy: bool = False
    """Whether the site may say that it stands elsewhere."""


@dataclass(slots=True, kw_only=True)
class Seen:
    """What was read, and what is wrong with it."""

    base: str
    built: str = ""
    """The day for which the site was built, as it says."""
    counts: dict[str, int] = field(
        default_factory=lambda: dict.fromkeys(
            ("pages", "feeds", "entries", "calendars", "dates", "files"), 0
        )
    )
    problems: list[LiveProblem] = field(default_factory=list)


class Survey:
    """One reading of a site. Files are read in turns, a few at once; each address only once."""

    def __init__(self, wish: Wish, ask: Ask) -> None:
        self._wish = wish
        self._ask = ask
        self._seen = Seen(base=wish.base)
        self._place = SitePlace(base=wish.base, claimed=wish.base, languages=CODES)
        self._known: set[str] = set()
        self._silent = 0
        self._circulars = 0

    def run(self) -> Seen:
        """Read and judge; what was seen, its problems in their order."""
        home = self._home()
        if home:
            self._facts()
            self._pages_and_what_they_offer()
        self._seen.problems = gathered(self._seen.problems)
        return self._seen

    # --- what has to be known first -------------------------------------------------------------

    def _home(self) -> bool:
        """Read the home page, and where the site says that it stands; whether there is a site."""
        answer = self._answer(self._wish.base)
        if answer is None:
            return False
        if not is_there(answer):
            self._tell(served(answer, ""))
            return False
        page = LivePage(answer, "")
        claimed = page.canonical
        if not claimed.endswith("/") or not page.found("//body"):
            self._tell([LiveProblem(address=answer.address, code="not-an-archive")])
            return False
        if claimed != self._wish.base:
            self._place = replace(self._place, claimed=claimed)
            if not self._wish.is_copy:
                values: dict[str, object] = {"found": claimed}
                self._tell([LiveProblem(address=answer.address, code="elsewhere", values=values)])
        return True

    def _facts(self) -> None:
        """``build.json``: languages, the day of the build, how many circulars there are."""
        path = self._place.addresses.build()
        answer = self._answer(self._place.at(path))
        if answer is None:
            return
        self._tell(served(answer, path))
        if not is_there(answer):
            return
        try:
            facts = data.plain(answer)
        except data.UnreadableError as error:
            self._tell([error.problem])
            return
        self._seen.counts["files"] += 1
        self._known.add(path)
        languages = facts.get("languages")
        if isinstance(languages, list) and languages and all(each in CODES for each in languages):
            self._place = replace(self._place, languages=tuple(languages))
        count = facts.get("circulars")
        self._circulars = count if isinstance(count, int) else 0
        self._tell(self._age(answer, str(facts.get("today", ""))))

    def _age(self, answer: Answer, built: str) -> Iterator[LiveProblem]:
        try:
            day = dt.date.fromisoformat(built)
        except ValueError:
            yield data.unreadable(answer, "today").problem
            return
        self._seen.built = day.isoformat()
        days = (self._wish.today - day).days
        if days > self._wish.most_days:
            values = {"day": self._seen.built, "number": days}
            yield LiveProblem(address=answer.address, code="old-build", values=values)

    # --- the reading ----------------------------------------------------------------------------

    def _pages_and_what_they_offer(self) -> None:
        pages = self._sitemap()
        chosen = [*sample.pages(self._place, pages), *(pages if self._wish.everything else ())]
        self._tell(around(self._place, self._quietly))
        homes = [self._place.addresses.home(code) for code in self._place.languages]
        self._each([home + MADE_UP for home in homes], self._lost)
        leads = self._each([*homes, *chosen], self._page)
        files = [*sample.subscriptions(self._place), *leads]
        while files:  # scripts ask for scripts, and what the search needs stands in files, too
            files = self._each([path for path in files if ending_of(path) != "html"], self._file)

    def _sitemap(self) -> list[str]:
        answer = self._answer(self._place.at(data.SITEMAP))
        self._known.add(data.SITEMAP)
        if answer is None:
            return []
        self._tell(served(answer, data.SITEMAP))
        if not is_there(answer):
            return []
        try:
            paths, problems = data.sitemap(answer, self._place)
        except data.UnreadableError as error:
            self._tell([error.problem])
            return []
        self._seen.counts["files"] += 1
        self._tell(problems)
        if self._circulars and not problems and not sample.letters(self._place, paths):
            self._tell([LiveProblem(address=answer.address, code="empty")])
        return paths

    def _page(self, path: str) -> list[str]:
        """Judge a page; the paths of the files that it needs or leads to."""
        answer = self._answer(self._place.at(path))
        if answer is None:
            return []
        self._tell(served(answer, path))
        if not is_there(answer):
            return []
        self._seen.counts["pages"] += 1
        page = LivePage(answer, path)
        self._tell(page.judged(self._place))
        offered = [address for _, address in page.subscriptions]
        for address in offered:
            if self._place.path_of(address, path) is None:
                values: dict[str, object] = {"found": address}
                problem = LiveProblem(address=answer.address, code="leads-out", values=values)
                self._tell([problem])
        needed = [*page.resources, *offered]
        if self._wish.everything:
            needed += page.linked
        found = [self._place.path_of(address, path) for address in needed]
        for code in self._place.languages:
            if path == self._place.addresses.search(code):
                found.append(f"{path}words.json")
        return [each for each in found if each is not None]

    def _file(self, path: str) -> list[str]:
        """Judge a file that is no page; the paths of the files that it needs."""
        answer = self._answer(self._place.at(path))
        if answer is None:
            return []
        self._tell(served(answer, path))
        if not is_there(answer):
            return []
        try:
            if subscriptions.is_feed(path) or subscriptions.is_calendar(path):
                self._subscription(answer, path)
                return []
            self._seen.counts["files"] += 1
            self._tell(data.other_file(answer, path))
            return data.needed_by(answer, path)
        except data.UnreadableError as error:
            self._tell([error.problem])
            return []

    def _subscription(self, answer: Answer, path: str) -> None:
        said = subscriptions.said_by(answer, path)
        of_all = {
            self._place.addresses.feed(code, "new", form)
            for code in self._place.languages
            for form in FORMS
        }
        is_of_letter = re.search(r"/[0-9]{4}/[^/]+/calendar\.ics$", f"/{path}") is not None
        filled = is_of_letter or (path in of_all and self._circulars > 0)
        self._tell(subscriptions.judged(answer, path, said, self._place, filled=filled))
        is_calendar = subscriptions.is_calendar(path)
        kind, part = ("calendars", "dates") if is_calendar else ("feeds", "entries")
        self._seen.counts[kind] += 1
        self._seen.counts[part] += said.count

    def _lost(self, path: str) -> list[str]:
        answer = self._answer(self._place.at(path))
        if answer is not None:
            self._tell(lost_page(answer, tuple(self._place.languages)))
        return []

    # --- asking ---------------------------------------------------------------------------------

    def _each(self, paths: Iterable[str], judge: Callable[[str], list[str]]) -> list[str]:
        """Judge what is not known yet, a few at a time; the paths to which that leads."""
        new = [path for path in dict.fromkeys(paths) if path not in self._known]
        self._known.update(new)
        with ThreadPoolExecutor(AT_ONCE) as pool:
            return sorted({path for found in pool.map(judge, new) for path in found})

    def _answer(self, address: str) -> Answer | None:
        """The answer; None where there is none, which is told."""
        if self._silent >= PATIENCE:
            return None
        try:
            answer = self._ask(address)
        except NoAnswerError as error:
            self._silent += 1
            code = "no-answer" if self._silent < PATIENCE else "gave-up"
            problem = LiveProblem(address=address, code=code, values={"reason": error.reason})
            self._tell([problem])
            return None
        return answer

    def _quietly(self, address: str) -> Answer | None:
        """The answer, where nothing is wrong when there is none."""
        try:
            return self._ask(address)
        except NoAnswerError:
            return None

    def _tell(self, problems: Iterable[LiveProblem]) -> None:
        self._seen.problems.extend(problems)


def normal_address(given: str) -> str | None:
    """A site's address with a slash at the end; None for what is no address of a site."""
    try:
        parts = urlsplit(given.strip())
        has_port = parts.port is None or parts.port > 0
        parts.netloc.encode("idna")
    except (ValueError, UnicodeError):
        return None
    if parts.scheme not in ("http", "https") or not parts.hostname or not has_port:
        return None
    if parts.query or parts.fragment or "@" in parts.netloc or not given.isprintable():
        return None
    return parts._replace(path=parts.path.rstrip("/") + "/").geturl()
