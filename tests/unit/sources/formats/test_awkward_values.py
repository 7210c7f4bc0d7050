"""Whatever stands in the cells of a file, every row of it is kept, set aside or replaced: nothing stops, nothing is lost."""

from __future__ import annotations

import csv
import json
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from joinedup.engine.duckdb import DuckDBEngine
from joinedup.engine.interface import Engine
from joinedup.sources.layout import ExtractTable, Format, known_formats
from tests.support.source_runner import SourceRunner, a_place
from tests.unit.sources.formats.test_every_layout import FORMATS
from tests.unit.sources.formats.test_fhir import ANN, encounter

A_FEW = settings(
    max_examples=8,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
SENSIBLE = {"date": "2022-03-04", "integer": "3", "double": "3.5", "text": "40055000"}
AWKWARD = st.one_of(
    st.sampled_from(
        [
            *(
                "",
                " ",
                "infinity",
                "-infinity",
                "9999-12-31",
                "0001-01-01",
                "2022-02-30",
                "5881580-07-10",
                "2999-12-31",
            ),
            *(
                "nan",
                "inf",
                "-1",
                "1e308",
                "99999999999999999999",
                "0x1F",
                "1_000",
                "١٢",
                "NULL",
                "'",
                '"',
                "a\nb",
                "2A",
            ),
            *(
                "02",
                "06",
                "F32.1",
                "5",
                "9201",
                "Service",
                "Long Term Support: Nursing Care",
                "1801-01-01",
                "Y",
            ),
        ]
    ),
    st.text(st.characters(blacklist_categories=["Cs"]), max_size=12),
)
AWKWARD_JSON = st.one_of(
    AWKWARD,
    st.none(),
    st.booleans(),
    st.integers(),
    st.lists(st.integers(), max_size=2),
    st.builds(lambda: {"a": []}),
)
CONDITION = {
    "resourceType": "Condition",
    "id": "c",
    "subject": {"reference": "Patient/ann"},
    "code": {"coding": [{"system": "http://snomed.info/sct", "code": "40055000"}]},
    "recordedDate": "2022-03-04",
}
RESOURCES = {
    "Patient": ANN,
    "Encounter": encounter("e", "AMB", "2022-03-04", "2022-03-04"),
    "Condition": CONDITION,
}


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    engine = DuckDBEngine(threads=1)
    yield engine
    engine.close()


@st.composite
def rows(draw: st.DrawFn, table: ExtractTable) -> list[dict[str, str]]:
    """A few sensible rows, each with up to three cells that are not."""
    found = []
    for _ in range(draw(st.integers(1, 4))):
        row = {c.name: "L81001" if c.known_organisation else SENSIBLE[c.kind] for c in table.columns}
        for name in draw(st.lists(st.sampled_from(sorted(row)), max_size=3)):
            row[name] = draw(AWKWARD)
        found.append(row)
    return found


def spoil(draw: st.DrawFn, inside: Any) -> None:
    """Put a value that is not sensible somewhere into a resource, at any depth."""
    while True:
        key = draw(st.sampled_from(sorted(inside) if isinstance(inside, dict) else range(len(inside))))
        if not isinstance(inside[key], dict | list) or not inside[key] or draw(st.booleans()):
            inside[key] = draw(AWKWARD_JSON)
            return
        inside = inside[key]


@st.composite
def resources(draw: st.DrawFn, table: ExtractTable) -> list[dict[str, Any]]:
    """A few resources, each with up to three values somewhere in them that are not sensible."""
    found = []
    for _ in range(draw(st.integers(1, 4))):
        resource = json.loads(json.dumps(RESOURCES[table.name]))
        for _ in range(draw(st.integers(0, 3))):
            spoil(draw, resource)
        found.append(resource)
    return found


def write(folder: Path, table: ExtractTable, found: list[dict[str, Any]]) -> None:
    if table.reader == "ndjson":
        text = "\n".join(json.dumps(resource) for resource in found)
        (folder / f"{table.name}.ndjson").write_text(text, encoding="utf-8")
        return
    with (folder / f"{table.name}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, table.column_names)
        writer.writeheader()
        writer.writerows(found)


def reconciles(engine: Engine, layout: Format, found: dict[str, list[dict[str, Any]]]) -> None:
    with tempfile.TemporaryDirectory() as name:
        place_folder, build_folder = Path(name) / "place", Path(name) / "build"
        place_folder.mkdir()
        build_folder.mkdir()
        for table in layout.tables:
            if found.get(table.name):
                write(place_folder, table, found[table.name])
        place = a_place({"organisation": "RZZ1", "format": layout.format, "files": "*"})
        files = SourceRunner(engine, build_folder).run(place, place_folder).files().values()
    assert files
    for file in files:
        assert file["rows_read"] == file["rows_kept"] + file["rows_set_aside"] + file["rows_replaced"]
        assert file["status"] == "read", file["message"]


@pytest.mark.parametrize("name", FORMATS)
@A_FEW
@given(data=st.data())
def test_every_row_is_accounted_for_whatever_its_cells_hold(
    name: str, data: st.DataObject, engine: Engine
) -> None:
    layout = known_formats()[name]
    filled = [table for table in layout.tables if table.record_sql or table.identity_sql]
    found = {
        table.name: data.draw(resources(table) if table.reader == "ndjson" else rows(table), label=table.name)
        for table in filled
    }
    reconciles(engine, layout, found)
