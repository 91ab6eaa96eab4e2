"""The archive's own page templates: an autoescaping Jinja environment and what it offers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket

from archive.model import Addressee, Dated, Deadline, Related
from archive.render.citing_on_pages import CitingOnPage
from archive.scopes import asked
from archive.selections import relation_word


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
    """The environment; everything that a template prints is escaped."""
    return Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        bytecode_cache=compiled,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class View(CitingOnPage):
    """What templates call: words, dates and addresses for one page in one language."""

    def asked(self, dated: Dated[Deadline]) -> tuple[Addressee, ...]:
        """Who is asked to meet a deadline."""
        return asked(dated.circular, dated.item)

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """An entry of a page's table of contents."""

    anchor: str
    title: str
    below: tuple[Heading, ...] = ()


Context = Mapping[str, object]
