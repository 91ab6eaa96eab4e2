"""Wrong usage in the reader's language: click says what is wrong, the strings say how."""

from __future__ import annotations

import click

from archive.languages import Phrases


class WrongUsage(click.UsageError):
    """Wrong usage whose message is already in the reader's language."""


class WrongValue(click.BadParameter):
    """A wrong value of a parameter; its message is already in the reader's language."""


def usage_message(error: click.ClickException, words: Phrases) -> str:
    """All lines about *error*: the usage of the command, what is wrong, where help is."""
    lines = []
    context = error.ctx if isinstance(error, click.UsageError) else None
    if context is not None:
        lines.append(context.get_usage())
    lines.append(words("cli.error", text=_reason(error, words)))
    if context is not None:
        lines.append(words("cli.see-help", command=f"{context.command_path} --help"))
    return "\n".join(lines)


def _reason(error: click.ClickException, words: Phrases) -> str:
    """What is wrong, by the kind of the error: click's own words are English."""
    match error:
        case WrongUsage():
            return error.message
        case click.MissingParameter():
            return _missing(error, words)
        case click.BadParameter():
            name = _name(error.param, error.ctx)
            if isinstance(error, WrongValue):
                return words("cli.bad-parameter", name=name, reason=error.message)
            reason = _expectation(error.param, words)
            return words("cli.bad-parameter", name=name, reason=reason)
        case click.NoSuchOption():
            return _unknown("option", error.option_name, error.possibilities, words)
        case click.exceptions.NoSuchCommand():
            return _unknown("command", error.command_name, error.possibilities, words)
        case click.BadOptionUsage():
            key = "needs-value" if _takes_value(error) else "takes-no-value"
            return words(f"cli.{key}", name=error.option_name)
        case click.FileError():
            return words(
                "cli.file-error", name=error.ui_filename, reason=words.reason(error.message)
            )
    return words("cli.wrong-usage")


def _missing(error: click.MissingParameter, words: Phrases) -> str:
    kind = "argument" if isinstance(error.param, click.Argument) else "option"
    text = words(f"cli.missing-{kind}", name=_name(error.param, error.ctx))
    if error.param is not None and isinstance(error.param.type, click.Choice):
        text += "; " + _expectation(error.param, words)
    return text


def _expectation(param: click.Parameter | None, words: Phrases) -> str:
    """What a value of *param* should be."""
    if param is not None and isinstance(param.type, click.Choice):
        return words("cli.expected-choice", known=", ".join(map(str, param.type.choices)))
    if param is not None and isinstance(param.type, click.types.IntParamType):
        return words("cli.expected-number")
    return words("cli.expected-other")


def _name(param: click.Parameter | None, context: click.Context | None) -> str:
    if isinstance(param, click.Option):
        return max(param.opts, key=len)
    if param is None or context is None:
        return "?"
    return (param.metavar or param.make_metavar(context)).strip("[]{}.")


def _unknown(kind: str, name: str, close: list[str] | None, words: Phrases) -> str:
    if close:
        return words(f"cli.no-such-{kind}-close", name=name, meant=close[0])
    return words(f"cli.no-such-{kind}", name=name)


def _takes_value(error: click.BadOptionUsage) -> bool:
    """Whether the option that was used wrongly takes a value (then it was left out)."""
    if error.ctx is None:
        return True
    for param in error.ctx.command.get_params(error.ctx):
        if isinstance(param, click.Option) and error.option_name in param.opts:
            return not param.is_flag
    return True
