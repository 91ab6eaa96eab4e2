"""What a letter asks its readers to do, apart from deadlines, and what is to happen next."""

from __future__ import annotations

from dataclasses import dataclass

from archive.importing.facts import Evidence
from archive.importing.said_addresses import SaidText, SaidTexts
from archive.importing.words import LetterWords

_MOST = 3
"""So many sentences are shown."""
_FEWEST = 3
"""A sentence of fewer words asks nothing that anybody could do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NextSteps:
    """The sentences from which an editor can word the box at the top of a page."""

    asked: tuple[Evidence, ...] = ()
    """What is asked."""
    is_of_readers: bool = False
    """Whether it is the addressees themselves who are asked: "you", "Вас"."""
    follows: tuple[Evidence, ...] = ()
    """What the sender will do."""


def next_steps(texts: SaidTexts, words: LetterWords) -> NextSteps:
    """What the text asks and promises, in its order."""
    asked = [said for said in texts.all if _asks(said, words)]
    you, follows = words.pattern("action.you"), words.pattern("action.next")
    coming = [said for said in texts.all if said not in asked and follows.search(said.line)]
    return NextSteps(
        asked=tuple(said.evidence for said in asked[:_MOST]),
        is_of_readers=any(you.search(said.line) for said in asked[:_MOST]),
        follows=tuple(said.evidence for said in coming[:_MOST]),
    )


def _asks(said: SaidText, words: LetterWords) -> bool:
    """Whether a sentence asks for an act, and not only to turn to somebody with questions."""
    sentence = said.sentence
    if sentence is None or sentence.is_annex or len(said.line.split()) < _FEWEST:
        return False
    if words.pattern("contact.ask").search(said.line):
        return False
    asks = words.pattern("action.asks")
    return bool(asks.search(sentence.text) or asks.search(sentence.lead))
