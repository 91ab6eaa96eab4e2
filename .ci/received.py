#!/usr/bin/env python3
"""Fetches the one file that another run of a workflow left behind, as data nobody vouches for.

    python3 .ci/received.py ARTEFACT FILE BYTES INTO

Wanted: ``REPOSITORY`` (owner/name), ``RUN`` (the number of the run) and ``GH_TOKEN``. Of the
artefact nothing is unpacked but one member, which must be the only one and be called FILE; its
content is written to the path INTO. Sizes are looked at before and while reading, so that neither
a large archive nor a small one that grows is taken in. Ends with 1 and one line for anything else.
"""

import io
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path


class RefusedError(Exception):
    """What the run left behind is not what was asked for."""


def asked(address: str, most: int) -> bytes:
    """The answer of GitHub's program to one question, of at most *most* bytes."""
    command = ["gh", "api", f"repos/{os.environ['REPOSITORY']}/{address}"]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as program:  # noqa: S603 (fixed words)
        assert program.stdout is not None  # noqa: S101 (asked for above)
        answer = program.stdout.read(most + 1)
        if len(answer) > most:
            program.kill()
            raise RefusedError(f"the answer is longer than {most} bytes")
    if program.returncode:
        raise RefusedError(f"GitHub did not answer for {address}")
    return answer


def number_of(artefact: str, most: int) -> int:
    """The number of the run's only artefact of that name, when it is not too large."""
    run = int(os.environ["RUN"])
    listed = json.loads(asked(f"actions/runs/{run}/artifacts?per_page=100", 1_000_000))
    found = [row for row in listed["artifacts"] if row["name"] == artefact and not row["expired"]]
    if len(found) != 1:
        raise RefusedError(f"the run has {len(found)} artefacts of the name {artefact}")
    if found[0]["size_in_bytes"] > most:
        raise RefusedError(f"the artefact {artefact} has more than {most} bytes")
    return int(found[0]["id"])


def only_member(archive: bytes, name: str, most: int) -> bytes:
    """The content of the archive's only member, which is called *name*."""
    try:
        with zipfile.ZipFile(io.BytesIO(archive)) as opened:
            names = [member.filename for member in opened.infolist()]
            if names != [name]:
                raise RefusedError(f"the artefact holds {len(names)} files, and not {name} alone")
            with opened.open(name) as member:
                content = member.read(most + 1)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise RefusedError(f"the artefact is no archive that can be read ({error})") from None
    if len(content) > most:
        raise RefusedError(f"{name} has more than {most} bytes")
    return content


def main(artefact: str, name: str, most: int, into: Path) -> None:
    number = number_of(artefact, most)
    content = only_member(asked(f"actions/artifacts/{number}/zip", most), name, most)
    into.parent.mkdir(parents=True, exist_ok=True)
    into.write_bytes(content)


if __name__ == "__main__":
    try:
        main(sys.argv[1], sys.argv[2], int(sys.argv[3]), Path(sys.argv[4]))
    except (RefusedError, KeyError, TypeError, ValueError) as error:
        sys.exit(f"Not taken / Не принято: {error}")
