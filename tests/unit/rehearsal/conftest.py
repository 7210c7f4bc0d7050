"""One made-up place for all tests of this folder, big enough for its figures to be held against the published ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from joinedup.rehearsal import write_place
from tests.unit.rehearsal.written import Written


@pytest.fixture(scope="session")
def seacombe(tmp_path_factory: pytest.TempPathFactory) -> Written:
    """60,000 people, two years, in Parquet."""
    folder = tmp_path_factory.mktemp("seacombe")
    return Written(folder, write_place(folder, people=60_000, years=2, seed=7, file_format="parquet"))


@pytest.fixture(scope="session")
def hamlet(tmp_path_factory: pytest.TempPathFactory) -> Written:
    """2,000 people, one year, in CSV."""
    folder: Path = tmp_path_factory.mktemp("hamlet")
    return Written(folder, write_place(folder, people=2_000, years=1, seed=3))
