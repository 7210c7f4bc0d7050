"""What a test needs of the machine it runs on. Where it is missing the test is skipped and says so; in continuous integration,
where it never may be missing, it fails."""

from __future__ import annotations

import os
from typing import NoReturn

import pytest

# Set by .ci/run.
NOTHING_MAY_BE_MISSING = "JOINEDUP_TESTS_MISS_NOTHING"


def missing(what: str) -> NoReturn:
    """Ends the test: skipped on somebody's own machine, failed where nothing may be missing."""
    if os.environ.get(NOTHING_MAY_BE_MISSING) == "1":
        pytest.fail(what)
    pytest.skip(what)
