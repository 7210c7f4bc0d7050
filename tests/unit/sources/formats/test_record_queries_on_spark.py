"""The record queries, keys and rules of every format answer the same on Apache Spark as on DuckDB, on awkward values."""

from __future__ import annotations

import random
from collections.abc import Iterator

import numpy as np
import pytest

from joinedup.engine.interface import Engine
from joinedup.engine.tables import Column, Table
from joinedup.records.tables import BY_NAME as RECORD_TABLES
from joinedup.sources.layout import ExtractTable, known_formats
from tests.support.tiny_tables import differences
from tests.unit.sources.formats.test_every_layout import FORMATS
from tests.unit.sources.formats.test_fhir import ANN, BO, encounter, lines

pytestmark = pytest.mark.spark

ROWS = 60
# Values that pass the automatic checks of their kind (text may be anything), on both sides of what the queries ask.
CELLS: dict[str, list[str | None]] = {
    "date": ["2023-04-05", "1940-02-29", "1801-01-01", "2023-07-01 10:00:00", "2999-12-30", None],
    "integer": ["1950", "2099", "2", "30", "0", None],
    "double": ["12", "12.5", "0", "-3", "21289.0", "1e3", None],
    "text": [
        *(
            "2",
            "5",
            "02",
            "06",
            "9201",
            "9203",
            "581476",
            "8507",
            "8532",
            "8527",
            "8516",
            "2A",
            "31",
            "attended",
        ),
        *(
            "F",
            "M",
            "A",
            "H",
            "Y",
            "white",
            "White - Irish",
            "bs1 4dj",
            "EC1A1BB",
            "02149",
            " x ",
            "8480-6",
            "F32.1X",
        ),
        *(
            "40055000",
            "35489007:246454002=1",
            "service",
            "Request",
            "Long Term Support: Nursing Care",
            "England",
        ),
        *("Reablement", "other", None, None, None),
    ],
}
LINES = lines(
    ANN,
    BO,
    encounter("1", "IMP", "2023-01-05T09:00:00Z", "2023-01-08T09:00:00Z"),
    encounter("2", "VR", "2023-03-26T00:30:00+00:00", "2023-03-26T02:30:40+01:00"),
    encounter("3", "HH", "2023-02", None, subject={"reference": "https://x.uk/fhir/Patient/bo"}),
    {"resourceType": "Condition", "code": {"coding": [{"system": "urn:local"}, {"code": "I10"}]}},
    {
        "resourceType": "Condition",
        "recordedDate": "2023",
        "code": {"coding": [{"system": "http://snomed.info/sct"}]},
    },
    {"resourceType": 5, "id": 7, "name": "x", "period": None, "birthDate": "soon"},
).splitlines()


@pytest.fixture(scope="module")
def spark_engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    from joinedup.engine.spark import SparkEngine

    engine = SparkEngine(master="local[2]", memory_gb=2, spill_folder=tmp_path_factory.mktemp("spark"))
    yield engine
    engine.close()


def rows_of(table: ExtractTable) -> tuple[dict[str, np.ndarray], Table]:
    """Rows of the views `extract` and `kept` at once: some awkward value in every cell."""
    draw = random.Random(table.name)
    columns = [column for column in table.columns if column.name != "person_id"]
    count = len(LINES) if table.reader == "ndjson" else ROWS
    numbers = np.arange(count)
    arrays = dict.fromkeys(("row_id", "file_id", "source_row", "source_number"), numbers) | {
        "person_id": numbers // 7,
        "local_person_key": np.array([str(number) for number in numbers], dtype=object),
        "source_organisation": np.array(["RZZ1"] * count, dtype=object),
    }
    for column in columns:
        cells = LINES if table.reader == "ndjson" else [draw.choice(CELLS[column.kind]) for _ in numbers]
        arrays[column.name] = np.array(cells, dtype=object)
    own = [Column(name, "bigint" if name == "row_id" else "integer", "") for name in list(arrays)[:5]]
    words = [Column(name, "varchar", "") for name in list(arrays)[5:]]
    return arrays, Table("kept", "one row", (*own, *words))


def questions(table: ExtractTable) -> Iterator[tuple[str, str]]:
    """Every query of a table with the view it reads: records, keys and rules."""
    for record, sql in table.record_sql.items():
        yield record, f"select {as_text(RECORD_TABLES[record])} from ({sql}) as record"
    if table.identity_sql:
        yield "identity", f"select {as_text(RECORD_TABLES['identity'])} from ({table.identity_sql}) as record"
    asked = [table.person_key, table.row_key, *(rule.breaks_when for rule in table.rules)]
    answers = ", ".join(f"{sql} as answer_{n}" for n, sql in enumerate(asked) if sql)
    yield "keys and rules", f"select source_row, {answers} from extract"


def as_text(shape: Table) -> str:
    """The columns of a record; days as text, as Spark cannot hand over the ones before year 1 or after 9999."""
    return ", ".join(
        f"cast(record.{column.name} as {'varchar' if column.kind == 'date' else column.kind}) as {column.name}"
        for column in shape.columns
    )


@pytest.mark.parametrize(
    "table",
    [
        pytest.param(table, id=f"{name} {table.name}")
        for name in FORMATS
        for table in known_formats()[name].tables
        if table.record_sql or table.identity_sql
    ],
)
def test_spark_answers_as_duckdb_does(
    table: ExtractTable, duckdb_engine: Engine, spark_engine: Engine
) -> None:
    arrays, shape = rows_of(table)
    period = Table("place_period", "one row", (Column("data_until", "date", ""),))
    for engine in (duckdb_engine, spark_engine):
        for view in ("kept", "extract"):
            engine.attach_columns(view, arrays, shape)
        names = {"care_model": np.array(["Service", "other"], dtype=object)}
        engine.attach_columns(
            "care_model", names, Table("care_model", "one row", (Column("care_model", "varchar", ""),))
        )
        engine.attach_columns(
            "place_period", {"data_until": np.array(["2023-12-31"], dtype="datetime64[D]")}, period
        )
    for question, sql in questions(table):
        difference = differences(spark_engine.rows(sql), duckdb_engine.rows(sql))
        assert not difference, f"{table.name}, {question}: Spark answered\n{difference}"
