"""The lines of a published calendar, as RFC 5545 wants them: what lenient readers forgive.

A host or a text editor on the way may turn line ends, and a hand that mends a calendar may take out
a time zone: some programs then show nothing, or the wrong hour, and say nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_BARE_END = re.compile(rb"(?<!\r)\n|\r(?!\n)")
_FOLDED = re.compile(r"\r?\n[ \t]|\r[ \t]")
_LINE = re.compile(r"[^\r\n]+")
_ZONE_OF_VALUE = re.compile(
    r"""[\w-]+(?:;[\w-]+=(?:"[^"]*"|[^";:]*))*?;TZID=("[^"]*"|[^";:]*)""", re.IGNORECASE
)

Fault = tuple[str, dict[str, object]]
"""The code of a problem, and its values."""


def faults_of_lines(body: bytes) -> Iterator[Fault]:
    """What is wrong with a calendar that programs can read.

    Lines end with CR and LF (3.1), and every time zone that a date names is described (3.6.5);
    names that begin with ``/`` are those of a registry (3.2.19).
    """
    if bare := len(_BARE_END.findall(body)):
        yield "bare-line-ends", {"number": bare}
    named, described = set(), set()
    for line in _LINE.findall(_FOLDED.sub("", body.decode("utf-8", "replace"))):
        name, _, value = line.partition(":")
        if name.partition(";")[0].upper() == "TZID":  # only the description of a zone has it
            described.add(value.strip())
        elif (match := _ZONE_OF_VALUE.match(line)) is not None:
            named.add(match[1].strip('"'))
    for zone in sorted(named - described):
        if not zone.startswith("/"):
            yield "zone-not-described", {"zone": zone}
