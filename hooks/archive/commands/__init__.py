"""The commands of the program ``circulars``: one module each, built with the frame beside them.

Every module offers ``command(words) -> click.Command``. Adding one: a module, its place in
:data:`COMMANDS`, and its words in ``[command.<name>]`` of all strings files.
"""

from __future__ import annotations

from archive.commands import (
    check,
    completion,
    fmt,
    import_letters,
    listing,
    live,
    lock,
    new,
    report,
    schema,
    stage,
    translate,
)

COMMANDS = (
    check,
    new,
    import_letters,
    translate,
    fmt,
    listing,
    stage,
    report,
    lock,
    live,
    schema,
    completion,
)
"""In the order in which the help lists them."""
