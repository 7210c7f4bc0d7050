"""A whole made-up place as it is written."""

from __future__ import annotations

import hashlib
import tomllib
from datetime import date
from pathlib import Path

import numpy as np
import pyarrow.compute as pc
import pytest

from joinedup.linkage.nhs_numbers import valid_nhs_number
from joinedup.place.model import Place
from joinedup.rehearsal import write_place
from joinedup.rehearsal.days import day_number
from joinedup.rehearsal.files import FileFormat
from joinedup.sources.layout import known_formats
from tests.unit.rehearsal.written import Written


def _bytes(folder: Path) -> dict[str, str]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def _place(written: Written) -> Place:
    return Place.model_validate(tomllib.loads((written.folder / "place.toml").read_text("utf-8")))


@pytest.mark.parametrize("file_format", ["csv", "csv.gz", "parquet"])
def test_the_same_seed_writes_the_same_bytes(tmp_path: Path, file_format: FileFormat) -> None:
    for name in ("once", "again"):
        write_place(tmp_path / name, people=300, years=1, seed=5, file_format=file_format)
    assert _bytes(tmp_path / "once") == _bytes(tmp_path / "again")


def test_another_seed_writes_another_place(tmp_path: Path) -> None:
    for seed in (1, 2):
        write_place(tmp_path / str(seed), people=300, years=1, seed=seed)
    first, second = (tmp_path / name / "data/qzz/patients_2024-03-31.csv" for name in ("1", "2"))
    assert first.read_bytes() != second.read_bytes()


def test_a_place_without_people_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="at least one person"):
        write_place(tmp_path, people=0)


def test_progress_is_told_up_to_the_whole(tmp_path: Path) -> None:
    said: list[float | None] = []
    write_place(tmp_path, people=200, years=1, say=lambda _, share: said.append(share))
    assert said[-1] == 1.0


def test_the_place_file_keeps_to_the_model_and_covers_whole_financial_years(hamlet: Written) -> None:
    about = _place(hamlet).place
    assert (about.data_from, about.data_until, about.demo) == (date(2023, 4, 1), date(2024, 3, 31), True)


def test_every_file_is_named_by_one_source_and_every_source_has_files(seacombe: Written) -> None:
    named = [path for source in _place(seacombe).sources for path in _files(seacombe.folder, source.files)]
    assert sorted(named) == sorted(path for path in (seacombe.folder / "data").rglob("*") if path.is_file())
    assert len(named) == len(set(named)) <= 150
    assert all(_files(seacombe.folder, source.files) for source in _place(seacombe).sources)


def _files(folder: Path, patterns: str | tuple[str, ...]) -> list[Path]:
    listed = (patterns,) if isinstance(patterns, str) else patterns
    return [path for pattern in listed for path in folder.glob(pattern)]


def test_every_organisation_that_a_section_names_is_listed(seacombe: Written) -> None:
    place = _place(seacombe)
    listed = {body.code for body in place.organisations}
    practices = {body.code for body in place.organisations if body.kind == "practice"}
    assert {code for area in place.neighbourhoods for code in area.practices} == practices
    assert {source.organisation for source in place.sources} <= listed
    assert {code for agreement in place.agreements for code in agreement.members} <= listed
    assert "Harbour" in {area.name for area in place.neighbourhoods}


@pytest.mark.parametrize(
    ("form", "table", "pattern"),
    [
        ("gp", name, f"qzz/{name}_*")
        for name in ("patients", "consultations", "problems", "prescriptions", "observations")
    ]
    + [("community", name, f"rzz3/{name}_*") for name in ("CYP001MPI", "CYP201CareContact")]
    + [
        ("mental-health", name, f"rzz4/{name}_*")
        for name in ("MHS001MPI", "MHS201CareContact", "MHS501HospProvSpell")
    ]
    + [("mental-health", "MHS604PrimDiag", "rzz4/MHS604PrimDiag_*")]
    + [
        ("social-care", "CLD", "sea/CLD_*"),
        ("caseload", "caseload", "l81001/caseload_*"),
        ("ae-monthly", "ae_attendances", "qzz/ae_attendances_*"),
    ],
)
def test_extracts_have_the_columns_of_their_layout(
    seacombe: Written, form: str, table: str, pattern: str
) -> None:
    layout = known_formats()[form].table(table)
    columns = set(seacombe.extract(pattern).column_names)
    assert {column.name for column in layout.columns if column.required} <= columns
    assert columns <= {column.name for column in layout.columns}


@pytest.mark.parametrize("table", ["apc", "op", "ae"])
def test_hospital_extracts_have_the_columns_their_layout_asks_for(seacombe: Written, table: str) -> None:
    columns = set(seacombe.extract(f"rzz1/{table}_*").column_names)
    layout = known_formats()[f"hes-{table}"].table(table)
    assert {column.name for column in layout.columns if column.required} <= columns
    assert {"LOPATID", "NEWNHSNO", "FORENAME", "SURNAME", "DOB", "HOMEADD"} <= columns


@pytest.mark.parametrize(("people", "years"), [(1, 1), (40, 1), (200, 7)])
def test_a_place_of_any_size_and_length_is_written(tmp_path: Path, people: int, years: int) -> None:
    summary = write_place(tmp_path, people=people, years=years)
    assert summary.people >= people
    assert Place.model_validate(tomllib.loads((tmp_path / "place.toml").read_text("utf-8")))


def test_every_row_of_an_extract_is_of_a_person_the_truth_knows(seacombe: Written) -> None:
    for _, person, _, _ in seacombe.events:
        assert (person > 0).all()


def test_local_keys_stand_for_one_person_each(seacombe: Written) -> None:
    keys = seacombe.truth("person_key")
    pairs = keys.group_by(["source_name", "local_person_key"]).aggregate(
        [("person_number", "count_distinct")]
    )
    assert pc.max(pairs["person_number_count_distinct"]).as_py() == 1


def test_nobody_has_care_after_death_or_before_birth(seacombe: Written) -> None:
    people = seacombe.truth("person")
    number = people["person_number"].to_numpy()
    last = np.full(number.max() + 1, 10**7)
    last[number] = people["died_on"].cast("int32").fill_null(10**7).to_numpy()
    born = np.zeros(number.max() + 1, dtype=int)
    born[number] = people["born_on"].cast("int32").to_numpy()
    begins, ends = day_number(date(2022, 4, 1)), day_number(date(2024, 4, 1))
    for _, person, day, _ in seacombe.events:
        real = (day >= begins) & (day < ends)
        assert (day[real] <= last[person[real]]).all()
        assert (day[real] >= born[person[real]]).all()


def test_numbers_that_are_not_spoilt_are_valid_and_true(seacombe: Written) -> None:
    rows = seacombe.extract("rzz3/CYP001MPI_*", ["LocalPatientId", "NHSNumber"])
    people = seacombe.truth("person")
    true = dict(zip(people["person_number"].to_pylist(), people["nhs_number"].to_pylist(), strict=True))
    person = seacombe.persons("Community services", rows["LocalPatientId"]).tolist()
    written = rows["NHSNumber"].to_pylist()
    missing = sum(number is None for number in written)
    wrong = sum(number is not None and valid_nhs_number(number) is None for number in written)
    assert missing == seacombe.dirt("Community services", "CYP001MPI", "nhs_number_missing")
    assert wrong == seacombe.dirt("Community services", "CYP001MPI", "nhs_number_wrong")
    valid = [(p, n) for p, n in zip(person, written, strict=True) if n and valid_nhs_number(n)]
    assert all(true[p] == int(n) for p, n in valid)
    assert 0.03 < missing / len(written) < 0.05
