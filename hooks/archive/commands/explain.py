"""``circulars check --explain``: what a rule is for, with a wrong and a right example."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

import click

from archive.commands.session import CommandError, Session
from archive.formats.columns import cut, pad, wrap
from archive.formats.sarif import RuleText
from archive.languages import DEFAULT, Phrases
from archive.problems import Severity
from archive.rule_codes import RULES, Rule
from archive.urls import Addresses


def rule_texts(words: Phrases, site: str) -> Iterator[RuleText]:
    """All rules by code, in the words of one language; *site* is where their pages are."""
    addresses = Addresses(default_language=DEFAULT.code)
    for rule in sorted(RULES, key=lambda rule: rule.code):
        why = words(f"rule.{rule.code}.why")
        yield RuleText(
            code=rule.code,
            severity=rule.severity,
            summary=first_sentence(why),
            why=" ".join(why.split()),
            wrong=words(f"rule.{rule.code}.wrong"),
            right=words(f"rule.{rule.code}.right"),
            address=site + addresses.rule(words.language.code, rule.code),
        )


def known_codes(_: click.Context) -> list[str]:
    """The codes of all rules, for a shell that completes one."""
    return sorted(rule.code for rule in RULES)


def explain(session: Session, code: str) -> int:
    """Print what a rule is for; without a code, one line for each rule."""
    words = session.words
    texts = {text.code: text for text in rule_texts(words, session.site)}
    if not code:
        column = max(map(len, texts))
        for name, text in texts.items():
            line = f"{pad(name, column)}  {text.summary}"
            session.out(cut(line, session.width) if session.is_terminal else line)
        return 0
    if code not in texts:
        close = get_close_matches(code, texts, n=1, cutoff=0.5)
        if close:
            raise CommandError(words("command.check.no-such-code-close", code=code, meant=close[0]))
        raise CommandError(words("command.check.no-such-code", code=code))
    text = texts[code]
    width = session.width if session.is_terminal else 80
    session.out(session.paint(code, bold=True))
    session.out()
    for line in wrap(text.why, width):
        session.out(line)
    for name, colour, example in (("wrong", "red", text.wrong), ("right", "green", text.right)):
        session.out()
        session.out(session.paint(words(f"command.check.{name}"), fg=colour))
        for line in example.strip("\n").split("\n"):
            session.out(f"    {line}".rstrip())
    session.out()
    for remark in _remarks(next(rule for rule in RULES if rule.code == code), words):
        session.out(remark)
    session.out(text.address)
    return 0


def _remarks(rule: Rule, words: Phrases) -> Iterator[str]:
    """What a finding of the rule stops, and what can be done beside correcting the text."""
    if rule.severity is Severity.WARNING:
        yield words("command.check.only-warns")
    else:
        yield words("command.check.stops-site" if rule.blocks else "command.check.stops-merge")
    if rule.fixable:
        yield words("command.check.fixable")
    if rule.waivable:
        yield words("command.check.waivable", code=rule.code)


def first_sentence(text: str) -> str:
    """The first sentence of a text, on one line."""
    sentence, stop, _ = " ".join(text.split()).partition(". ")
    return sentence + stop.rstrip()
