"""A rehearsal place built once for the tests that only read it."""

from __future__ import annotations

from pathlib import Path

import pytest

from joinedup.rehearsal import write_place
from tests.builds.places import Built, build_place


@pytest.fixture(scope="session")
def hamlet(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """2,000 people and three years in CSV, built once. Not to be changed by a test."""
    folder: Path = tmp_path_factory.mktemp("hamlet")
    write_place(folder, people=2_000, years=3, seed=11)
    return build_place(folder)
