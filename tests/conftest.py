"""Fixtures every test may use."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from joinedup.engine.duckdb import DuckDBEngine
from joinedup.engine.interface import Engine
from tests.support.of_this_machine import missing

# Machines are shared and noisy: no test fails for being slow, and every run draws the same examples.
settings.register_profile(
    "joinedup", deadline=None, derandomize=True, database=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("joinedup")

# A word that a template asks for and nobody handed in fails here, also in the processes that a test starts.
os.environ["JOINEDUP_STRICT_TEMPLATES"] = "1"

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The published data files that some tests run on; docs/how-to/get-the-data.md says where each comes from."""
    folder = Path(os.environ.get("JOINEDUP_SHARED_DATA", ROOT.parent / "shared" / "data"))
    if not folder.is_dir():
        missing(f"the published data files are not at {folder}; set JOINEDUP_SHARED_DATA to where they are")
    return folder


@pytest.fixture(scope="session")
def duckdb_engine() -> Iterator[Engine]:
    engine = DuckDBEngine(threads=2)
    yield engine
    engine.close()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """A bare `pytest` means DuckDB only; `make test-spark` asks for the rest with -m spark."""
    if "spark" in (config.getoption("-m") or ""):
        return
    for item in items:
        if item.get_closest_marker("spark"):
            item.add_marker(pytest.mark.skip(reason="runs on Apache Spark: make test-spark"))
