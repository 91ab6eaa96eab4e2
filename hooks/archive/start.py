"""The first step of the program: Ctrl-C ends it quietly while its modules are still being read."""

from __future__ import annotations


def main() -> int:
    """Run the program; the exit status (130 when interrupted)."""
    try:
        from archive.cli import main as run
    except KeyboardInterrupt:
        return 130
    return run()
