"""A letter as a web page, and as the page that a browser prints."""

from __future__ import annotations

import re

from tests.letters_kit.dialect import blocks, language
from tests.letters_kit.extraction import plain

_STYLE = """
body { font: 11pt "Liberation Serif", "DejaVu Serif", serif; white-space: pre-wrap;
       tab-size: 12mm; line-height: 1.25; margin: 0 }
p { margin: 0 0 6pt } .right { text-align: right } .note { font-size: 9pt }
table { border-collapse: collapse; width: 100%; margin: 0 0 8pt; white-space: normal }
td { vertical-align: top; padding: 1pt 5.4pt; white-space: pre-wrap }
table ~ table td { border: .5pt solid }
ul { list-style-type: "–  " }
h1, h2, h3 { font-size: 12pt; text-align: center } hr { border: 0; break-after: page }
"""
_BETWEEN_TAGS = re.compile(r">\s*\n\s*<")
_EDGE = re.compile(r"<(header|footer)\b.*?</\1>\s*", re.DOTALL)


def web_page(letter_html: str) -> bytes:
    """A whole page in UTF-8, with a head, a script and hidden words that are no text."""
    lang = language(letter_html)
    title = '<meta charset="utf-8"><title>Letter</title>'
    script = '<script>var shown = "no text";</script><style>p { margin: 0 }</style>'
    return (
        f'<!DOCTYPE html>\n<html lang="{lang}"><head>{title}{script}</head>\n'
        f'{_whole_body(letter_html)}\n<p style="display:none">Unseen 1 January 2001</p></html>\n'
    ).encode()


def print_page(letter_html: str) -> tuple[str, str, str]:
    """The page to print without its running head and foot; and these as templates."""
    edges = {block.kind: plain(block.runs) for block in blocks(letter_html)}
    templates = [
        '<div style="font-size:8px;margin:0 2cm;width:100%;text-align:center">'
        + edges.get(kind, "").replace("&", "&amp;").replace("<", "&lt;").replace("\n", "<br>")
        + "</div>"
        for kind in ("header", "footer")
    ]
    body = _BETWEEN_TAGS.sub("><", _EDGE.sub("", _whole_body(letter_html)))
    body = re.sub(r"\s*\n\s*", " ", body)
    page = f'<!DOCTYPE html><html><head><meta charset="utf-8"><style>{_STYLE}</style></head>'
    return f"{page}{body}</html>", templates[0], templates[1]


def _whole_body(letter_html: str) -> str:
    text = letter_html.strip()
    return text if text.endswith("</body>") else f"{text}\n</body>"
