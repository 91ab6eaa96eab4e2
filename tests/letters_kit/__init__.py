"""Makes the files of test letters: one letter in a small dialect of HTML becomes every form.

The dialect: ``<body lang="ru">`` with ``header`` and ``footer`` (of each page), ``table``, ``tr``,
``td`` (also with ``colspan`` and ``rowspan``), ``p`` (``class="right"``, ``class="note"``), ``br``,
``b``, ``i``, ``sup`` (the mark of a note), ``a``, ``ol`` (``start``, ``type``), ``ul``, ``li``,
``h1`` to ``h3``, and ``hr`` for the end of a page. Tabs in the text are tabs.
"""

from __future__ import annotations

from collections.abc import Sequence

from tests.letters_kit.extraction import extracted_text
from tests.letters_kit.printing import printed
from tests.letters_kit.web import web_page
from tests.letters_kit.word import word_document

__all__ = ["forms", "forms_of_all"]


def forms(letter_html: str) -> dict[str, bytes]:
    """The letter as ``docx``, ``pdf``, ``html`` and ``txt``."""
    return forms_of_all([letter_html])[0]


def forms_of_all(letters: Sequence[str]) -> list[dict[str, bytes]]:
    """The same for many letters; the browser that prints them is started once a process."""
    return [
        {
            "docx": word_document(letter),
            "pdf": pdf,
            "html": web_page(letter),
            "txt": extracted_text(letter).encode("utf-8"),
        }
        for letter, pdf in zip(letters, printed(letters), strict=True)
    ]
