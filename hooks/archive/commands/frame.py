"""The frame of all commands: click's groups, commands and parameters, in the reader's language.

Every word comes from the strings files: of the frame from ``[cli]``, of a command from
``[command.<name>]`` with

- ``summary`` (one line), ``help`` (paragraphs), ``examples`` (a list: ``circulars … # what for``);
- ``option.<long name>`` and ``argument.<name>``: help of each parameter;
- ``metavar.<name>``: what stands for a value, else ``cli.metavar.<name>``.

A command is ``Command(name, words, callback, [Argument(…), Option(…)])``. The callback gets the
:class:`Session` and the parameters by name, and gives back an exit status (None is 0).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import click
from click.shell_completion import CompletionItem

from archive.commands.session import Session
from archive.commands.usage import WrongUsage, WrongValue
from archive.languages import CODES, Phrases

PROGRAM = "circulars"
"""The name of the program."""

COMPLETION_VARIABLE = f"_{PROGRAM.upper()}_COMPLETE"
"""Environment variable with which a shell asks for completions."""

MAX_WIDTH = 100
"""Help is not set wider than this."""

LANGUAGE_IS_ITS_OWN = frozenset({"import"})
"""Commands behind whose name ``--lang`` is not the language of messages; they declare it."""

Callback = Callable[..., int | None]


class Argument(click.Argument):
    """A positional argument; its help comes from the strings."""


class Option(click.Option):
    """An option; its help comes from the strings."""


def phrases_of(ctx: click.Context | None) -> Phrases:
    """The words in which the command of *ctx* speaks; only tests have no context."""
    session = (ctx or click.get_current_context()).find_root().obj
    return session.words  # type: ignore[no-any-return]


class Choice(click.Choice[str]):
    """One of several words; errors name the value and all words."""

    def get_invalid_choice_message(self, value: Any, ctx: click.Context | None) -> str:
        """What to write instead of *value*."""
        return phrases_of(ctx)("cli.bad-choice", value=value, known=", ".join(self.choices))

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The chosen word."""
        if value in self.choices:
            return str(value)
        raise WrongValue(self.get_invalid_choice_message(value, ctx), ctx, param)


class Known(click.ParamType[str]):
    """A word that completion proposes from *words_of*, and that the command itself judges."""

    name = "text"

    def __init__(self, words_of: Callable[[click.Context], Sequence[str]]) -> None:
        self._words_of = words_of

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem[str]]:
        """The words that begin as what is typed."""
        return [CompletionItem(word) for word in self._words_of(ctx) if word.startswith(incomplete)]


class _Framed(click.Command):
    """What commands and the group have in common: help and usage in words of one language."""

    words: Phrases
    strings: str

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = self.words("cli.option.help")
        return option

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, prefix=self.words("cli.usage") + " ")

    def format_arguments(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        rows = [
            (param.make_metavar(ctx), param.help or "")
            for param in self.get_params(ctx)
            if isinstance(param, click.Argument)
        ]
        if rows:
            with formatter.section(self.words("cli.arguments")):
                formatter.write_dl(rows)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        rows = []
        for param in self.get_params(ctx):
            record = param.get_help_record(ctx)
            if isinstance(param, click.Option) and record is not None:
                help_text = param.help or ""
                if param.required:
                    help_text += " " + self.words("cli.required")
                rows.append((record[0], help_text))
        with formatter.section(self.words("cli.options")):
            formatter.write_dl(rows)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        examples = self.words.listed(f"{self.strings}.examples")
        if examples:
            with formatter.section(self.words("cli.examples-heading")):
                for example in examples:
                    line, _, purpose = example.partition(" # ")
                    formatter.write(f"{'':>{formatter.current_indent}}{line}\n")
                    with formatter.indentation(), formatter.indentation():
                        formatter.write_text(purpose)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        try:
            rest = super().parse_args(ctx, args)
        except click.UsageError as error:
            error.ctx = error.ctx or ctx  # the parser itself knows no context
            raise
        if rest and not isinstance(self, click.Group) and not ctx.resilient_parsing:
            text = self.words.plural("cli.extra", len(rest), name=" ".join(rest))
            raise WrongUsage(text, ctx)
        return rest

    def _describe(self, params: Sequence[click.Parameter]) -> None:
        """Give each parameter its help and the word that stands for its value."""
        for param in params:
            name = max(param.opts, key=len).lstrip("-").replace("_", "-").lower()
            kind = "argument" if isinstance(param, click.Argument) else "option"
            if isinstance(param, click.Argument | click.Option):
                shared = self.words.get(f"cli.{kind}.{name}")
                own = self.words.get(f"{self.strings}.{kind}.{name}")
                param.help = str(own if own is not None else shared)
            word = self.words.get(f"{self.strings}.metavar.{name}")
            if word is None:
                word = self.words.get(f"cli.metavar.{name}")
            if isinstance(word, str) and param.metavar is None:
                if isinstance(param, click.Argument):
                    word = word if param.required else f"[{word}]"
                    word += "" if param.nargs == 1 else "..."
                param.metavar = word


class Command(_Framed):
    """One command of the program."""

    def __init__(
        self,
        name: str,
        words: Phrases,
        callback: Callback,
        params: Sequence[click.Parameter] = (),
        *,
        with_root: bool = True,
        needs_root: bool = True,
    ) -> None:
        """*with_root*: there is an option ``--root``; *needs_root*: its folder must be there."""
        self.words = words
        self.strings = f"command.{name}"
        self._needs_root = with_root and needs_root
        self._run = callback
        own = [*params]
        if with_root:
            own.append(Option(["--root"], type=click.Path(file_okay=False)))
        if name not in LANGUAGE_IS_ITS_OWN:
            own.append(_language_option())
        super().__init__(
            name,
            callback=callback,
            params=own,
            help=words(f"{self.strings}.help"),
            short_help=words(f"{self.strings}.summary"),
            options_metavar=words("cli.options-metavar"),
            context_settings={"allow_extra_args": True},  # refused in the reader's language
        )
        self._describe(own)

    def invoke(self, ctx: click.Context) -> int:
        """Run the command on the session; returns the exit status."""
        values = dict(ctx.params)
        values.pop("lang", None)
        session: Session = ctx.obj.with_root(values.pop("root", None))
        if self._needs_root:
            session.require_root()
        return self._run(session, **values) or 0


class Program(_Framed, click.Group):
    """The program itself: a group of commands, listed in their own order."""

    def __init__(self, words: Phrases, commands: Sequence[click.Command]) -> None:
        self.words = words
        self.strings = "cli"
        option = _language_option()
        super().__init__(
            PROGRAM,
            commands={command.name: command for command in commands if command.name},
            params=[option],
            help=words("cli.help"),
            options_metavar=words("cli.options-metavar"),
            subcommand_metavar=words("cli.command-metavar"),
            invoke_without_command=True,
        )
        self._describe([option])

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names in the order of the editors' work."""
        return list(self.commands)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        rows = [(name, command.short_help or "") for name, command in self.commands.items()]
        with formatter.section(self.words("cli.commands")):
            formatter.write_dl(rows)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        self.format_commands(ctx, formatter)
        _Framed.format_options(self, ctx, formatter)

    def invoke(self, ctx: click.Context) -> int:
        """Run the command that was named; without one, show the help (wrong usage)."""
        status = super().invoke(ctx)
        if ctx.invoked_subcommand is None:
            raise click.exceptions.NoArgsIsHelpError(ctx)
        return int(status or 0)


def _language_option() -> Option:
    return Option(["--lang"], type=Choice(CODES))


def context_settings(session: Session) -> dict[str, Any]:
    """The settings of the outermost context, in which all commands find *session*."""
    return {"obj": session, "terminal_width": min(session.width, MAX_WIDTH)}
