"""Which licence each package has, and whether it may."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import PackageMetadata, PackageNotFoundError, metadata

from license_expression import ExpressionError, get_spdx_licensing
from tests.supply.locks import REQUIREMENTS

_SPDX = get_spdx_licensing()
_TABLE = tomllib.loads((REQUIREMENTS / "licences.toml").read_text("utf-8"))

GIVEN: dict[str, str] = _TABLE["given"]
"""SPDX expressions of packages whose own metadata hold none."""

SITE = frozenset(_TABLE["allowed"]["site"])
"""The licences that what builds the site may have."""

TOOLS = SITE | frozenset(_TABLE["allowed"]["tools"])
"""The licences that what tests and judges may have."""


def said_by(meta: PackageMetadata) -> str:
    """The SPDX expression that a package's metadata hold, or an empty text."""
    for name in ("License-Expression", "License"):
        value = (meta.get(name) or "").strip()
        if value and _is_expression(value):
            return value
    return ""


def licence_of(package: str) -> str:
    """The SPDX expression of a package; what is written in the table decides.

    Raises :class:`LookupError` where neither the table nor the package says it.
    """
    if package in GIVEN:
        return GIVEN[package]
    try:
        found = said_by(metadata(package))
    except PackageNotFoundError:
        found = ""
    if not found:
        raise LookupError(f"{package}: no known licence; look it up and add it to licences.toml")
    return found


def is_allowed(expression: str, allowed: frozenset[str]) -> bool:
    """Whether *allowed* satisfies the expression: one side of an OR, both of an AND."""
    parsed = _SPDX.parse(expression, validate=True)
    names = {str(symbol.key): symbol for symbol in parsed.symbols}
    known = {
        symbol: _SPDX.TRUE if name in allowed else _SPDX.FALSE for name, symbol in names.items()
    }
    return bool(parsed.subs(known).simplify() == _SPDX.TRUE)


def _is_expression(value: str) -> bool:
    if not re.fullmatch(r"[A-Za-z0-9.+() -]{1,200}", value):
        return False
    try:
        return not _SPDX.unknown_license_keys(value)
    except ExpressionError:
        return False
