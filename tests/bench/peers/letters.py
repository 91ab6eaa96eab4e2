"""The letters of an archive as other generators take them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_LINK = re.compile(r"\]\(link:([a-z0-9-]+)\)")
_HEADING_ID = re.compile(r"(?m)^(#+ )\[[a-z0-9-]+\] ")
LANGUAGES = ("ru", "en")


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterText:
    """One letter in one language."""

    key: str
    """Year and folder: ``2019/cl-19-35``."""
    language: str
    title: str
    summary: str
    date: str
    reference: str
    bureau: str
    initiatives: tuple[str, ...]
    deadlines: tuple[tuple[str, str], ...]
    """Days and what is asked."""
    body: str
    """Markdown that any generator understands."""

    @property
    def year(self) -> str:
        """The year of its folder."""
        return self.key.partition("/")[0]


def front_matter(path: Path) -> tuple[Mapping[str, Any], str]:
    """The facts and the body of a file."""
    _, head, body = path.read_text("utf-8").split("---\n", 2)
    facts: Mapping[str, Any] = yaml.load(head, _LOADER)
    return facts, body.strip() + "\n"


def letter_texts(circulars: Path) -> Iterator[LetterText]:
    """All letters of an archive in all their languages, sorted by folder and language."""
    for folder in sorted(path for path in circulars.glob("[0-9]*/*") if path.is_dir()):
        files = {path.stem: front_matter(path) for path in sorted(folder.glob("*.md"))}
        facts = next(each for each, _ in files.values() if "translates" not in each)
        urls = {name: link.get("url", "") for name, link in facts.get("links", {}).items()}
        for language, (own, body) in files.items():
            words = {name: each.get("asks") for name, each in own.get("deadlines", {}).items()}
            yield LetterText(
                key=f"{folder.parent.name}/{folder.name}",
                language=language,
                title=str(own["subject"]),
                summary=str(own["summary"]),
                date=str(facts["date"]),
                reference=str(facts.get("reference", "")),
                bureau=str(facts["bureau"]),
                initiatives=tuple(facts.get("initiatives", ())),
                deadlines=tuple(
                    (str(deadline["date"]), str(words.get(name) or deadline.get("asks", "")))
                    for name, deadline in facts.get("deadlines", {}).items()
                ),
                body=_plain(body, urls),
            )


def _plain(body: str, urls: Mapping[str, str]) -> str:
    body = _LINK.sub(lambda match: f"]({urls.get(match[1], '')})", body)
    return _HEADING_ID.sub(r"\1", body)


@cache
def initiative_names(circulars: Path) -> Mapping[tuple[str, str], str]:
    """Names of initiatives by folder and language."""
    return {
        (path.parent.name, path.stem): str(front_matter(path)[0]["name"])
        for path in sorted(circulars.glob("initiatives/*/*.md"))
    }
