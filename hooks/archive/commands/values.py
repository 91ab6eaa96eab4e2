"""Values of options that several commands know: days, years, and names that completion proposes."""

from __future__ import annotations

import datetime as dt
from typing import Any

import click

from archive.commands.frame import phrases_of
from archive.commands.session import Session
from archive.commands.usage import WrongValue
from archive.listing import list_archive
from archive.reading import SourceReader
from archive.records import Reader
from archive.references import Grammar


class Day(click.ParamType[dt.date]):
    """A day as ``2026-11-22``, or the word ``today``."""

    name = "day"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> dt.date:
        """The day; of written forms exactly the ISO one is accepted."""
        if isinstance(value, dt.date):
            return value
        if value == "today":
            session: Session = (ctx or click.get_current_context()).find_root().obj
            return session.today
        try:
            day = dt.date.fromisoformat(value)
            if day.isoformat() == value:
                return day
        except ValueError:
            pass
        raise WrongValue(phrases_of(ctx)("cli.bad-day", value=value), ctx, param)


class Year(click.ParamType[int]):
    """A year as ``2021``."""

    name = "year"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The year, of four digits."""
        text = str(value)
        if len(text) == 4 and text.isascii() and text.isdigit():
            return int(text)
        raise WrongValue(phrases_of(ctx)("cli.bad-year", value=value), ctx, param)


def initiative_keys(ctx: click.Context) -> list[str]:
    """The names of all initiatives' folders, for completion."""
    session = _session(ctx)
    listing = list_archive(session.root, session.shown_root)
    return [folder.key for folder in listing.folders if folder.kind == "initiative"]


def bureau_ids(ctx: click.Context) -> list[str]:
    """The ids of all bureaux, for completion."""
    session = _session(ctx)
    reader = SourceReader(session.root, Reader(Grammar.of(session.phrases)), session.shown_root)
    present = list_archive(session.root, session.shown_root).registers
    return list(reader.register("bureau", present).ids)


def _session(ctx: click.Context) -> Session:
    """The session on the archive of a line that is still being typed."""
    session: Session = ctx.find_root().obj
    return session.with_root(ctx.params.get("root"))
