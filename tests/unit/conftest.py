"""What all unit tests share: one deterministic Hypothesis profile, and the words of the archive."""

import os
from collections.abc import Mapping

import pytest
from hypothesis import settings

from archive.languages import Phrases, load_phrases

# The same examples on every machine, so that a failure can be seen again by anyone. To look for
# new ones: HYPOTHESIS_PROFILE=explore.
settings.register_profile("fixed", derandomize=True, deadline=None, database=None)
settings.register_profile("explore", deadline=None, max_examples=2000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "fixed"))

# Findings must not depend on what is installed: tests of spelling bring a program of their own.
os.environ["ARCHIVE_HUNSPELL"] = ""


@pytest.fixture(scope="session")
def phrases() -> Mapping[str, Phrases]:
    """The strings of all languages."""
    return load_phrases()
