"""A letter as plain text, as a typical extractor leaves it."""

from __future__ import annotations

from tests.letters_kit.dialect import Block, Run, blocks

_ROMAN = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")


def typed_label(block: Block) -> str:
    """What stands before an item where its number is typed."""
    match block.list_type:
        case "ul":
            return "–"
        case "a":
            return f"{chr(96 + block.count)})"
        case "A":
            return f"{chr(64 + block.count)})"
        case "i":
            return f"{_ROMAN[block.count]})"
        case "I":
            return f"{_ROMAN[block.count].upper()})"
    return f"{block.count}."


def plain(runs: list[Run]) -> str:
    """The words alone."""
    return "".join("\n" if run.kind == "break" else run.text for run in runs)


def extracted_text(letter_html: str) -> str:
    """Paragraphs on one line each; each cell on lines of its own behind a tab; no running heads."""
    lines: list[str] = []
    for block in blocks(letter_html):
        if block.kind in ("header", "footer"):
            continue
        if block.kind == "table":
            for row in block.rows:
                lines.extend(f"\t{plain(cell.runs)}" for cell in row)
            lines.append("")
        elif block.kind == "page":
            lines.append("\f")
        elif block.kind == "item":
            lines.append(f"{typed_label(block)}\t{plain(block.runs)}")
        elif block.kind in ("h1", "h2", "h3"):
            lines.extend(["", plain(block.runs), ""])
        else:
            lines.append(plain(block.runs))
    return "\n".join(lines) + "\n"
