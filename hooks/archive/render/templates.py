"""The archive's own page templates: an autoescaping Jinja environment and what it offers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket

from archive.model import Addressee, Dated, Deadline, Initiative, Related
from archive.render.citing_on_pages import CitingOnPage
from archive.render.template_code import DirectCode, WordsAlone
from archive.scopes import asked
from archive.selections import relation_word

OUTLINES = ("contents.html", "fold.html")
"""What is drawn of the contents of a page, whatever its own template."""


class CompiledTemplates(BytecodeCache):
    """Compiled templates of one process, by their source, so that no pass compiles them again.

    Kept in memory only: compiled code is never read from a place that others could write to.
    """

    def __init__(self) -> None:
        self._compiled: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give Jinja what it compiled before; Jinja compares the source's checksum itself."""
        if data := self._compiled.get(bucket.key):
            bucket.bytecode_from_string(data)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what Jinja has compiled."""
        self._compiled[bucket.key] = bucket.bytecode_to_string()


def environment(folder: str, compiled: BytecodeCache | None = None) -> Environment:
    """The environment for one build; everything that a template prints is escaped."""
    made = Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        bytecode_cache=compiled,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
        auto_reload=False,
        extensions=[WordsAlone],
    )
    made.code_generator_class = DirectCode
    return made


_ASKS = re.compile(r"\{%-?\s*(?:import|include|extends|from)\s+(.+?)\s*-?%\}")
_NAME = re.compile(r"(['\"])([^'\"]+)\1(?:\s+(?:as|import)\s[\w\s,]*)?$")


def digests(folder: Path) -> dict[str, str]:
    """Of every page template below *folder*, by name: of its text, and of all those that it asks
    for; the outlines that are drawn beside any page count with each."""
    texts = {path.name: path.read_bytes() for path in sorted(folder.rglob("*.html"))}
    asked = {name: _asked(text.decode("utf-8", "replace"), texts) for name, text in texts.items()}
    found = {}
    for name in texts:
        needed = {name, *OUTLINES}
        pending = list(needed)
        while pending:
            more = asked.get(pending.pop(), frozenset()) - needed
            needed |= more
            pending += more
        digest = blake2b(digest_size=12)
        for each in sorted(needed):
            text = texts.get(each, b"")
            digest.update(b"%s %d\n" % (each.encode(), len(text)))
            digest.update(text)
        found[name] = digest.hexdigest()
    return found


def _asked(text: str, every: Iterable[str]) -> frozenset[str]:
    """The templates that a template asks for; all of them where it works out their name."""
    names = [_NAME.match(asked) for asked in _ASKS.findall(text)]
    return frozenset(every if None in names else (name[2] for name in names if name))


@dataclass(frozen=True, slots=True, kw_only=True)
class View(CitingOnPage):
    """What templates call: words, dates and addresses for one page in one language."""

    def asked(self, dated: Dated[Deadline]) -> tuple[Addressee, ...]:
        """Who is asked to meet a deadline."""
        return asked(dated.circular, dated.item)

    @staticmethod
    def ids(named: Iterable[Initiative | Addressee]) -> str:
        """The ids of what is named, as scripts read them: by blanks."""
        return " ".join([each.id for each in named])

    def relation(self, related: Related, *, back: bool = False) -> str:
        """How a letter acts on another one; *back*: what is said of the other one."""
        deadline, event = bool(related.deadline), bool(related.event)
        word = relation_word(related.relation, deadline=deadline, event=event)
        return self.t(f"circular.relations{'-back' if back else ''}.{word}")

    def size(self, size: int) -> str:
        """A file's size in words."""
        kib = max(1, round(size / 1024))
        return (
            self.t("size.kib", number=kib)
            if kib < 1024
            else self.t("size.mib", number=round(kib / 1024, 1))
        )


class Heading(NamedTuple):
    """An entry of a page's table of contents; tables are looked up by all their entries."""

    anchor: str
    title: str
    below: tuple[Heading, ...] = ()


Context = Mapping[str, object]
