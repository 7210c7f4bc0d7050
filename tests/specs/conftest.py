"""Every specification runs on every engine: DuckDB always, Apache Spark with `make test-spark`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from joinedup.engine.interface import Engine
from tests.support.spec import SpecRunner


@pytest.fixture(scope="session", params=["duckdb", pytest.param("spark", marks=pytest.mark.spark)])
def engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    if request.param == "duckdb":
        yield request.getfixturevalue("duckdb_engine")
        return
    from joinedup.engine.spark import SparkEngine

    engine = SparkEngine(
        master="local[2]", memory_gb=2, spill_folder=tmp_path_factory.mktemp("spark"), shuffle_partitions=1
    )
    yield engine
    engine.close()


@pytest.fixture
def step(engine: Engine, tmp_path: Path) -> SpecRunner:
    from joinedup.pipeline.steps import shape_of, step_making

    return SpecRunner(engine, tmp_path, step_making, shape_of)
