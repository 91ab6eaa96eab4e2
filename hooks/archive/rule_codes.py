"""The stable codes of all rules and what each means for a text: stop, question, mend, waive.

A code never changes its meaning: editors write it into waivers, and pages bear it in their
address. What a rule is for, and its examples, stand in the strings under ``[rule.<code>]``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from archive.problems import Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One code."""

    code: str
    group: str
    """Where the reference lists it: ``reading``, ``form``, ``folders`` …"""
    severity: Severity = Severity.ERROR
    blocks: bool = True
    """Whether the build asks too, so that an error stops publication."""
    waivable: bool = False
    """Whether a comment in the text can allow it."""
    fixable: bool = False
    """Whether ``circulars check --fix`` mends (most of) it."""

    @property
    def effect(self) -> str:
        """What an error or a warning of it stops: ``blocks``, ``editorial`` or ``warning``."""
        if self.severity is Severity.WARNING:
            return "warning"
        return "blocks" if self.blocks else "editorial"


def _rules(
    group: str,
    codes: str,
    *,
    severity: Severity = Severity.ERROR,
    blocks: bool = True,
    waivable: bool = False,
    fixable: bool = False,
) -> Iterator[Rule]:
    for code in codes.split():
        yield Rule(
            code=code,
            group=group,
            severity=severity,
            blocks=blocks,
            waivable=waivable,
            fixable=fixable,
        )


def _editorial(
    group: str, codes: str, severity: Severity = Severity.ERROR, *, fixable: bool = False
) -> Iterator[Rule]:
    yield from _rules(group, codes, severity=severity, blocks=False, waivable=True, fixable=fixable)


RULES: tuple[Rule, ...] = (
    *_rules(
        "reading",
        "unreadable too-large nested-too-deeply encoding control-character no-front-matter"
        " unclosed-front-matter front-matter-no-mapping yaml-syntax yaml-alias yaml-tag",
    ),
    *_rules(
        "form",
        "duplicate-key unknown-field translation-fact missing-field wrong-shape empty-value"
        " too-long yaml-trap listed-twice bad-id bad-choice bad-date bad-day bad-moment"
        " impossible-date bad-zone bad-url bad-email bad-file bad-circular bad-event bad-span"
        " bad-language bad-text-language bad-fingerprint bad-size missing-words unfounded-words"
        " unknown-item",
    ),
    *_rules(
        "folders",
        "stray-file stray-folder symbolic-link bad-year-folder bad-folder folder-clash"
        " bad-file-name empty-folder no-facts-file two-facts-files wrong-translates year-disagrees"
        " address-clash file-empty file-too-large file-not-its-type file-damaged file-two-in-one"
        " file-active file-locked file-unpacks file-encoding file-size-differs",
    ),
    *_rules(
        "names",
        "unknown-bureau unknown-addressee unknown-answer unknown-initiative unknown-circular"
        " related-unnamed annex-file-missing annex-not-held annex-file-absent stray-attachment"
        " extension-incomplete unknown-deadline unknown-event unknown-own-date act-unclear"
        " act-twice act-on-ended whole-letter-unclear",
    ),
    *_rules("names", "register-words-missing", severity=Severity.WARNING, blocks=False),
    *_rules("names", "ambiguous-term", blocks=False),
    *_rules(
        "times",
        "zone-missing zone-without-hour half-timed end-before-start deadline-not-a-day"
        " deadline-date-unclear relative-unclear opens-after-deadline hour-unclear",
    ),
    *_rules(
        "text",
        "too-many-parts empty-body raw-html bad-comment todo picture bad-link link-misleads"
        " unknown-link nothing-seen",
    ),
    *_rules(
        "text",
        "unknown-paragraph paragraph-repeat paragraph-gap paragraph-fallen-out"
        " paragraph-swallowed bad-label anchor-clash",
        waivable=True,
    ),
    *_editorial("prose", "quotes dash blank non-breaking", Severity.WARNING, fixable=True),
    *_editorial("prose", "mixed-letters", fixable=True),
    *_editorial("prose", "heading-order spelling inconsistent-term", Severity.WARNING),
    *_rules("languages", "outline-differs list-differs", waivable=True),
    *_editorial(
        "languages",
        "date-differs time-differs number-differs phone-differs email-differs url-differs"
        " reference-differs wrong-language",
    ),
    *_editorial("languages", "fingerprint-missing translation-behind", Severity.WARNING),
    *_editorial(
        "facts",
        "deadline-not-listed event-date-differs no-such-day weekday-wrong change-implausible",
    ),
    *_editorial(
        "facts",
        "deadline-before-letter deadline-after-event event-before-letter added-implausible"
        " year-implausible deadline-not-in-text event-not-in-text hour-not-in-text"
        " contact-not-in-text",
        Severity.WARNING,
    ),
    *_editorial(
        "letters",
        "relation-self relation-backwards relation-contradicts relation-circle extension-not-later"
        " reference-misleads",
    ),
    *_editorial(
        "letters",
        "extension-kind-differs date-set-twice reference-unclear slug-disagrees",
        Severity.WARNING,
    ),
    *_rules(
        "continuity",
        "move-unclear move-misnamed move-twice move-circle move-source-exists move-unknown-target"
        " move-two-into-one",
    ),
    *_rules("continuity", "move-unpublished", severity=Severity.WARNING, blocks=False),
    *_rules(
        "continuity",
        "promise-broken date-rewritten added-rewritten lock-damaged",
        blocks=False,
    ),
    *_rules("waivers", "unknown-waiver", blocks=False),
    *_rules("waivers", "unused-waiver", severity=Severity.WARNING, blocks=False),
)
"""All rules, group by group, in the order of the reference."""

CODES = frozenset(rule.code for rule in RULES)

BLOCKING = frozenset(rule.code for rule in RULES if rule.blocks)
"""What the build asks about too."""

WAIVABLE = frozenset(rule.code for rule in RULES if rule.waivable)
"""What a comment can allow. The rest could run, mislead, is not ready, or has no sound model."""
