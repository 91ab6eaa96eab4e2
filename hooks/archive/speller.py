"""Spelling by the system's hunspell, where it is installed, and by the archive's own words.

One hunspell runs for each language, and is asked once for every distinct word. Where the program
or a dictionary is missing, every word is right.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import IO

from archive.languages import Phrases
from archive.listing import REGISTERS, WORD_LISTS
from archive.source import MAX_FILE_BYTES

PROGRAM_VARIABLE = "ARCHIVE_HUNSPELL"
"""Environment variable that names the program; empty: spelling is not checked."""

SUGGESTIONS = 3
"""So many words are proposed for one that is wrong."""

_AT_ONCE = 100
"""Words that are asked for before the answers are read: both must fit into a pipe."""

_MOST = 2_000
"""No more new words are asked for at a time: no letter has as many, but a hostile file could."""

_SHORTEST_STEM = 3
_LONGEST = 60
_APOSTROPHE = "’"


@dataclass(frozen=True, slots=True)
class WordList:
    """Words that are right whatever a dictionary says; upper and lower case are one."""

    words: frozenset[str] = frozenset()
    stems: frozenset[str] = frozenset()
    """Beginnings of words: typed with an asterisk for any ending."""

    @classmethod
    def parse(cls, text: str) -> WordList:
        """From a file: a word on each line, a comment after ``#``."""
        entries = {line.partition("#")[0].strip().casefold() for line in text.splitlines()}
        stems = {entry.rstrip("*") for entry in entries if entry.endswith("*")}
        return cls(
            frozenset(entry for entry in entries if entry and not entry.endswith("*")),
            frozenset(stem for stem in stems if len(stem) >= _SHORTEST_STEM),
        )

    def __contains__(self, word: str) -> bool:
        word = word.casefold().removesuffix("’s")
        return word in self.words or any(
            word[:length] in self.stems for length in range(_SHORTEST_STEM, len(word) + 1)
        )


@dataclass(slots=True)
class Speller:
    """Judges the words of one language; the process that it asks starts with the first question."""

    program: str | None
    """Path of hunspell; None where there is none."""
    dictionaries: Sequence[str]
    """Names of dictionaries, the best first."""
    environment: Mapping[str, str] = field(default_factory=dict, repr=False)
    known: WordList = field(default_factory=WordList)
    dictionary: str | None = None
    """The dictionary that is used, once one was found."""
    _judged: dict[str, tuple[str, ...] | None] = field(default_factory=dict, repr=False)
    """Suggestions for every wrong word; None for a right one."""
    _sound: set[str] = field(default_factory=set, repr=False)
    """Runs of text between blanks in which nothing is wrong: most of every text."""
    _process: subprocess.Popen[bytes] | None = None

    @property
    def available(self) -> bool:
        """Whether there is a dictionary to ask."""
        if self._process is None and self.program is not None:
            self._process = self._started(self.program)
            if self._process is None:
                self.program = None
        return self._process is not None

    @property
    def fingerprint(self) -> str:
        """What findings depend on beside the texts: the dictionary and the archive's own words."""
        if not self.available:
            return ""
        words = repr((self.dictionary, sorted(self.known.words), sorted(self.known.stems)))
        return blake2b(words.encode(), digest_size=16).hexdigest()

    def unknown(self, words: Iterable[str]) -> set[str]:
        """Those of *words* that neither the dictionary nor the archive knows."""
        asked = set(words)
        new = sorted(asked - self._judged.keys())[:_MOST]
        self._judged.update(dict.fromkeys(new))
        if new and self.available:
            # Sorted, so that a run is the same whatever the order of questions.
            doubtful = [word for word in new if len(word) <= _LONGEST and word not in self.known]
            for start in range(0, len(doubtful), _AT_ONCE):
                self._ask(doubtful[start : start + _AT_ONCE])
            self._allow_joined(doubtful)
        return {word for word in asked if self._judged.get(word) is not None}

    def unknown_in(self, text: str, letters: str) -> set[str]:
        """The unknown words of a text; *letters* are those of the language, as ``A-Za-z``."""
        tokens = set(text.split()) - self._sound
        if not tokens:
            return set()
        pattern = word_pattern(letters)
        words = {token: set(filter(_is_ordinary, pattern.findall(token))) for token in tokens}
        unknown = self.unknown(set().union(*words.values()))
        self._sound.update(token for token in tokens if unknown.isdisjoint(words[token]))
        return unknown

    def suggestions(self, word: str) -> tuple[str, ...]:
        """What may have been meant by a word that is unknown."""
        return self._judged.get(word) or ()

    def close(self) -> None:
        """End the process; another question would start it again."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.communicate()

    def _allow_joined(self, words: Sequence[str]) -> None:
        """A word with a hyphen is right, too, when all its parts are."""
        for word in words:
            if self._judged[word] is not None and "-" in word and not self.unknown(word.split("-")):
                self._judged[word] = None

    def _started(self, program: str) -> subprocess.Popen[bytes] | None:
        for name in self.dictionaries:
            # No personal dictionary: findings are the same on every machine.
            command = [program, "-a", "-i", "utf-8", "-p", os.devnull, "-d", name]
            try:
                process = subprocess.Popen(  # noqa: S603 - a list of arguments, and no shell
                    command,
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,
                    env=dict(self.environment),
                )
            except OSError:
                return None
            if process.stdout and process.stdout.readline().startswith(b"@(#)"):
                self.dictionary = name
                return process
            process.kill()
            process.communicate()
        return None

    def _ask(self, words: Sequence[str]) -> None:
        process = self._process
        if process is None or process.stdin is None or process.stdout is None:
            return
        try:
            # The sign before it says that a line is a word, and no command.
            question = "".join(f"^{word.replace(_APOSTROPHE, chr(39))}\n" for word in words)
            process.stdin.write(question.encode())
            process.stdin.flush()
            for word in words:
                self._judged[word] = _answer(process.stdout)
        except (OSError, EOFError):
            self.close()
            self.program = None


def word_pattern(letters: str) -> re.Pattern[str]:
    """What a dictionary can know: words of *letters*, with hyphens and apostrophes inside.

    A word that touches a figure, another alphabet or the rest of a hyphenated word is none.
    """
    return re.compile(rf"(?<![\w’'-])[{letters}]+(?:[’'-][{letters}]+)*(?!\w)")


def _is_ordinary(word: str) -> bool:
    """Whether it is neither a single letter, nor an abbreviation, nor a name as ``GovStack``."""
    return len(word) > 1 and not any(
        letter.isupper() for part in word.split("-") for letter in part[1:]
    )


def _answer(stream: IO[bytes]) -> tuple[str, ...] | None:
    """What hunspell says of a word (a line for each part that it sees in it, and an empty one).

    Suggestions for a wrong one, None for a right one; raises EOFError where the program has ended.
    """
    lines: list[str] = []
    while (line := stream.readline()) != b"\n":
        if not line:
            raise EOFError
        lines.append(line.decode("utf-8", "replace").rstrip("\n"))
    if not any(line.startswith(("&", "#")) for line in lines):
        return None
    if len(lines) > 1 or not lines[0].startswith("&"):
        return ()
    return tuple(lines[0].partition(": ")[2].split(", ")[:SUGGESTIONS])


def spellers(
    root: Path, phrases: Mapping[str, Phrases], environment: Mapping[str, str]
) -> dict[str, Speller]:
    """The spellers of all languages for the archive in *root*."""
    program: str | None = environment.get(PROGRAM_VARIABLE, "hunspell")
    program = shutil.which(program, path=environment.get("PATH")) if program else None
    return {
        language: Speller(
            program=program,
            dictionaries=words.listed("typography.dictionaries"),
            environment=environment,
            known=read_word_list(root, language),
        )
        for language, words in phrases.items()
        # Another language's dictionary would find every word wrong.
        if words.origin("typography.dictionaries") == language
    }


def read_word_list(root: Path, language: str) -> WordList:
    """The archive's own words of a language; none where they cannot be read."""
    path = root / REGISTERS / WORD_LISTS[language]
    try:
        if path.is_symlink() or path.stat().st_size > MAX_FILE_BYTES:
            return WordList()
        return WordList.parse(path.read_text("utf-8"))
    except (OSError, ValueError):
        return WordList()
