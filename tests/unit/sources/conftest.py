"""A folder of extracts, and the steps of its sources run on them."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from joinedup.engine.interface import Engine
from tests.support.source_runner import SourceRunner, a_place

PATIENTS = """patient_id,nhs_number,practice_code,registration_start,registration_end,birth_date,sex
1,9434765919,L81001,2020-01-01,,1950-02-03,F
2,,L81002,2020-01-01,,1960-02-03,M
"""
CONSULTATIONS = "consultation_id,patient_id,practice_code,consultation_date,consultation_type,status\n"
GOOD = "1,1,L81001,2023-04-01,telephone,attended\n"

Files = dict[str, str | bytes]


@pytest.fixture
def read_gp(duckdb_engine: Engine, tmp_path: Path) -> Callable[..., SourceRunner]:
    """Reads GP extracts given by file name; two patients are always among them. A name in .gz is compressed."""

    def run(files: Files, **source: Any) -> SourceRunner:
        folder = tmp_path / "place"
        folder.mkdir()
        for name, content in ({"patients_2023-04.csv": PATIENTS} | files).items():
            data = content.encode() if isinstance(content, str) else content
            (folder / name).write_bytes(
                gzip.compress(data) if name.endswith(".gz") and data[:2] != b"\x1f\x8b" else data
            )
        place = a_place({"organisation": "L81001", "format": "gp", "files": "*.*"} | source)
        return SourceRunner(duckdb_engine, tmp_path / "tables").run(place, folder)

    return run
