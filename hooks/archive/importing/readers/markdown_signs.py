"""Whether a text is Markdown: told by signs that nobody types in a plain letter."""

from __future__ import annotations

import re

_HEADING = re.compile(r"^#{1,6} \S", re.MULTILINE)
_LINK = re.compile(r"\[[^\[\]\n]{1,300}\]\([^()\s]{1,500}\)")
_STRONG = re.compile(r"\*\*[^\s*][^*\n]{0,300}\*\*")
_TABLE = re.compile(r"^\|?[ :]*-{3,}[ :]*\|[-| :]*$", re.MULTILINE)


def looks_like_markdown(text: str) -> bool:
    """Whether *text* bears the signs of Markdown."""
    if _LINK.search(text) or _TABLE.search(text):
        return True
    return (
        bool(_STRONG.search(text)) + bool(_HEADING.search(text)) + (len(_STRONG.findall(text)) > 2)
        > 1
    )
