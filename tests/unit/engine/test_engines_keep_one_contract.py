"""DuckDB and Spark answer alike: the contract of an engine, run on both."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from joinedup.engine.interface import Engine, EngineError, ExtractFile
from joinedup.engine.tables import Column, Table

THINGS = Table(
    "things",
    "one row per thing",
    (
        Column("number", "integer", ""),
        Column("weight", "double", ""),
        Column("seen_on", "date", ""),
        Column("word", "varchar", ""),
        Column("large", "boolean", ""),
    ),
)
COLUMNS = {
    "number": np.array([1, 2, None], dtype=object),
    "weight": np.ma.masked_array([0.5, 1.5, 2.5], [False, True, False]),
    "seen_on": np.array(["2024-02-29", "NaT", "2024-03-01"], dtype="datetime64[D]"),
    "word": np.array(["it's", None, "plain"], dtype=object),
    "large": np.array([True, False, None], dtype=object),
}
ROWS = [
    (1, 0.5, date(2024, 2, 29), "it's", True),
    (2, None, None, None, False),
    (None, 2.5, date(2024, 3, 1), "plain", None),
]


@pytest.fixture(scope="module", params=["duckdb", pytest.param("spark", marks=pytest.mark.spark)])
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


def in_order(rows: list[tuple[object, ...]]) -> list[tuple[object, ...]]:
    return sorted(rows, key=lambda row: (row[0] is None, row[0]))


def test_arrays_handed_in_keep_their_kinds_and_their_nulls(engine: Engine) -> None:
    engine.attach_columns("things", COLUMNS, THINGS)
    assert in_order(engine.rows("select * from things")) == ROWS


def test_a_written_table_reads_back_as_it_was(engine: Engine, tmp_path: Path) -> None:
    engine.attach_columns("things", COLUMNS, THINGS)
    assert engine.write("select * from things", tmp_path / "kept", THINGS) == 3
    engine.attach("kept", [tmp_path / "kept"])
    assert in_order(engine.rows("select * from kept")) == ROWS


def test_a_table_kept_by_duckdb_is_read_by_every_engine(
    engine: Engine, duckdb_engine: Engine, tmp_path: Path
) -> None:
    """A build on Spark reads what the door wrote in this process; values all different, so that none is encoded as a repeat."""
    count = 10_000
    numbers = np.arange(count)
    columns = {
        "number": numbers,
        "weight": numbers / 7,
        "seen_on": np.datetime64("1950-01-01") + numbers,
        "word": np.array([f"word {number}" for number in numbers], dtype=object),
        "large": numbers % 2 == 0,
    }
    duckdb_engine.attach_columns("many_things", columns, THINGS)
    duckdb_engine.write("select * from many_things", tmp_path / "kept_by_duckdb", THINGS)
    engine.attach("kept_by_duckdb", [tmp_path / "kept_by_duckdb"])
    ((rows, total, words),) = engine.rows(
        "select count(*) as things, sum(weight) as weight, count(distinct word) as words from kept_by_duckdb"
        " where seen_on > date '1949-12-31'"
    )
    assert (rows, words) == (count, count)
    assert total == pytest.approx(numbers.sum() / 7)


def test_a_table_of_two_folders_is_the_rows_of_both(engine: Engine, tmp_path: Path) -> None:
    engine.attach_columns("things", COLUMNS, THINGS)
    for folder in ("one", "two"):
        engine.write("select * from things", tmp_path / folder, THINGS)
    engine.attach("doubled", [tmp_path / "one", tmp_path / "two"])
    assert engine.rows("select count(*) as n from doubled") == [(6,)]


def test_an_extract_gives_each_row_its_file_and_its_row_number(engine: Engine, tmp_path: Path) -> None:
    engine.attach_columns("things", COLUMNS, THINGS)
    engine.write("select * from things order by number nulls last", tmp_path / "file", THINGS)
    file = next((tmp_path / "file").glob("*.parquet"))
    engine.attach_extract("extract", [ExtractFile(10_001, file, THINGS.column_names)], ["WORD", "missing"])
    rows = engine.rows("select file_id, source_row, WORD, missing from extract order by source_row")
    assert rows == [(10_001, 1, "it's", None), (10_001, 2, None, None), (10_001, 3, "plain", None)]


def test_arrays_come_back_with_nulls_masked(engine: Engine) -> None:
    engine.attach_columns("things", COLUMNS, THINGS)
    answer = engine.arrays("select number, weight from things order by weight nulls first")
    assert np.ma.getmaskarray(answer["weight"]).tolist() == [True, False, False]
    assert answer["weight"].compressed().tolist() == [0.5, 2.5]


def test_a_query_that_cannot_run_says_which_table_it_was_for(engine: Engine, tmp_path: Path) -> None:
    with pytest.raises(EngineError, match="things"):
        engine.write("select nothing from nowhere", tmp_path / "x", THINGS)
