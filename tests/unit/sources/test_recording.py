"""Checked rows become records, the same from text and from Parquet; only what changed is made again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.csv as pc
import pyarrow.parquet as pq
import pytest

from joinedup.engine.interface import Engine
from joinedup.sources.fingerprints import fingerprints
from joinedup.sources.layout import known_formats
from joinedup.sources.plan import plan_sources
from joinedup.sources.repeats import repeated_numbers
from joinedup.sources.steps import source_steps
from tests.support.source_runner import SourceRunner, a_place
from tests.unit.sources.conftest import CONSULTATIONS, GOOD, PATIENTS

ReadGp = Callable[..., SourceRunner]
# A repeated row, a person not known, a day in the future, a missing value.
ROWS = (
    GOOD
    + "2,2,L81002,2023-05-01,online,did-not-attend\n1,1,L81001,2023-04-02,online,attended\n"
    + "3,7,L81001,2023-04-01,telephone,attended\n4,1,L81001,2024-04-01,telephone,attended\n5,1,,2023-04-01,telephone,attended\n"
)
RECORDS = ("contact", "registration", "residence", "identity")


def as_parquet(text: str, folder: Path) -> bytes:
    """The same rows with the kinds that a reader guesses: numbers for keys, days for dates."""
    (folder / "text.csv").write_text(text)
    pq.write_table(pc.read_csv(folder / "text.csv"), folder / "rows.parquet")
    return (folder / "rows.parquet").read_bytes()


def test_text_and_parquet_become_the_same_records(
    duckdb_engine: Engine, tmp_path: Path, read_gp: ReadGp
) -> None:
    from_text = read_gp({"consultations_2023-04.csv": CONSULTATIONS + ROWS})
    expected = {record: from_text.dicts(record) for record in RECORDS}
    rules = from_text.set_aside()
    folder = tmp_path / "parquet"
    folder.mkdir()
    (folder / "patients_2023-04.parquet").write_bytes(as_parquet(PATIENTS, tmp_path))
    (folder / "consultations_2023-04.parquet").write_bytes(as_parquet(CONSULTATIONS + ROWS, tmp_path))
    place = a_place({"organisation": "L81001", "format": "gp", "files": "*"})
    from_parquet = SourceRunner(duckdb_engine, tmp_path / "again").run(place, folder)
    assert {record: from_parquet.dicts(record) for record in RECORDS} == expected
    assert from_parquet.set_aside() == rules
    assert from_parquet.counts("consultations_2023-04.parquet") == (6, 2, 3, 1)


def test_files_of_text_and_of_parquet_are_one_table(read_gp: ReadGp, tmp_path: Path) -> None:
    later = (
        CONSULTATIONS + "1,1,L81001,2023-06-01,telephone,attended\n9,2,L81002,2023-06-02,online,attended\n"
    )
    ran = read_gp(
        {
            "consultations_2023-04.csv": CONSULTATIONS + GOOD,
            "consultations_2023-06.parquet": as_parquet(later, tmp_path),
        }
    )
    assert ran.counts("consultations_2023-04.csv") == (1, 0, 0, 1)
    assert ran.counts("consultations_2023-06.parquet") == (2, 2, 0, 0)


def test_whole_numbers_written_as_fractions_are_the_same_keys(read_gp: ReadGp, tmp_path: Path) -> None:
    path = tmp_path / "made.parquet"
    text = pc.read_csv(pa.BufferReader((CONSULTATIONS + GOOD).encode()))
    fractions = text.set_column(1, "patient_id", pa.array([1.0]))
    pq.write_table(fractions, path)
    ran = read_gp({"consultations_2023-04.parquet": path.read_bytes()})
    assert ran.counts("consultations_2023-04.parquet") == (1, 1, 0, 0)


def test_a_file_says_its_first_and_last_day_of_the_rows_kept(read_gp: ReadGp) -> None:
    ran = read_gp({"consultations_2023-04.csv": CONSULTATIONS + ROWS})
    row = ran.files()["consultations_2023-04.csv"]
    assert (row["first_day"], row["last_day"]) == (date(2023, 4, 2), date(2023, 5, 1))
    assert (row["organisation_code"], row["format"], row["extract_table"]) == (
        "L81001",
        "gp",
        "consultations",
    )


def test_every_row_leads_back_to_its_line(read_gp: ReadGp) -> None:
    ran = read_gp({"consultations_2023-04.csv": CONSULTATIONS + "bad line\n" + GOOD})
    file_id = ran.files()["consultations_2023-04.csv"]["file_id"]
    assert [row["contact_id"] for row in ran.dicts("contact")] == [file_id * 2**31 + 2]


def test_the_latest_known_value_of_each_detail_is_believed(read_gp: ReadGp) -> None:
    header = PATIENTS.splitlines()[0] + ",family_name,last_updated\n"
    ran = read_gp(
        {
            "patients_2023-04.csv": header
            + "1,9434765919,L81001,2020-01-01,2020-12-31,1950-02-03,F,Lee,2020-06-01\n"
            + "1,,L81002,2021-01-01,,1950-02-04,U,,2022-06-01\n"
        }
    )
    (person,) = ran.dicts("identity")
    assert person["nhs_number"] == "9434765919"
    assert person["birth_date"] == date(1950, 2, 4)
    assert (person["sex"], person["family_name"]) == ("female", "Lee")
    assert person["last_seen_on"] == date(2022, 6, 1)


def test_record_tables_that_no_source_sends_are_there_and_empty(read_gp: ReadGp) -> None:
    ran = read_gp({})
    assert ran.dicts("medication") == []
    assert ran.dicts("contact") == []


@pytest.mark.parametrize(
    ("numbers", "repeated"),
    [([], []), ([3], []), ([1, 2, 3], []), ([3, 1, 3, 2, 2, 3], [2, 3]), ([1, 1], [1])],
)
def test_numbers_that_occur_more_than_once_are_found(numbers: list[int], repeated: list[int]) -> None:
    assert repeated_numbers(np.array(numbers, dtype=np.int64)).tolist() == repeated
    masked = np.ma.masked_array([*numbers, 9, 9], [False] * len(numbers) + [True, True])
    assert repeated_numbers(masked).tolist() == repeated


def test_a_changed_file_changes_only_the_steps_that_read_it(tmp_path: Path) -> None:
    def versions() -> dict[str, str]:
        place = a_place({"organisation": "L81001", "format": "gp", "files": "*.csv"})
        plan = plan_sources(place, tmp_path, known_formats())
        made = source_steps(plan, fingerprints(plan.paths, {}))
        return {step.name: step.version for step in made.steps}

    (tmp_path / "patients_2023.csv").write_text(PATIENTS)
    (tmp_path / "consultations_2023.csv").write_text(CONSULTATIONS)
    before = versions()
    assert versions() == before
    (tmp_path / "consultations_2023.csv").write_text(CONSULTATIONS + GOOD)
    after = versions()
    assert {name for name in before if before[name] != after[name]} == {
        "open consultations_2023.csv",
        "records of L81001 gp: consultations",
    }
