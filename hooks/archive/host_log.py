"""A host's log while the archive builds: its warnings are counted, its inner doings are hidden."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field


class Quiet(logging.Filter):
    """Hides lines about the scratch folder and the shells, which mean nothing to a user."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.levelno > logging.INFO:
            return True
        text = record.getMessage()
        return "static_i18n" not in record.name and not any(
            hidden in text
            for hidden in ("documentation to directory", "skipped: '", "Cleaning site", "built in")
        )


class WarningCounter(logging.Handler):
    """Counts the warnings of the log, for builds that must have none."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.count = 0

    def emit(self, record: logging.LogRecord) -> None:
        self.count += 1


@dataclass(slots=True)
class HostLog:
    """The log of one build."""

    name: str
    """Of the host's logger."""
    warnings: WarningCounter = field(default_factory=WarningCounter)
    _quiet: Quiet = field(default_factory=Quiet)
    _level: int = logging.NOTSET
    _silenced: list[str] = field(default_factory=list)

    @staticmethod
    def _pageless(record: logging.LogRecord) -> bool:
        return "Could not find a homepage" not in record.getMessage()

    def expect_no_pages(self, name: str) -> None:
        """Keep the logger *name* from missing pages that nobody asks for in this build."""
        logging.getLogger(name).addFilter(self._pageless)
        self._silenced.append(name)

    def listen(self) -> None:
        """Count warnings, also those that ``--quiet`` keeps from the terminal."""
        logger = logging.getLogger(self.name)
        self._level = logger.level
        for handler in logger.handlers:
            handler.addFilter(self._quiet)
            if isinstance(handler, logging.StreamHandler):
                handler.setLevel(max(handler.level, logger.level))
        logger.setLevel(min(logger.level, logging.WARNING))
        logger.addHandler(self.warnings)

    def close(self) -> None:
        """Leave the log as it was."""
        logger = logging.getLogger(self.name)
        logger.setLevel(self._level)
        logger.removeHandler(self.warnings)
        for name in self._silenced:
            logging.getLogger(name).removeFilter(self._pageless)
        for handler in logger.handlers:
            handler.removeFilter(self._quiet)
