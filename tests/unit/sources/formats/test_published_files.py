"""The formats on real files: every row is kept, set aside or replaced, and the counts are those published."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from joinedup.engine.duckdb import DuckDBEngine
from tests.support.source_runner import SourceRunner, a_place


@pytest.fixture(scope="module")
def published(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SourceRunner]:
    """The OMOP, FHIR and monthly A&E files, as three sources of one place whose extracts cover 2010 to 2021."""
    place_folder, build_folder = tmp_path_factory.mktemp("place"), tmp_path_factory.mktemp("build")
    for folder in ("omop", "fhir", "nhs_ae"):
        (place_folder / folder).symlink_to(shared_data / folder)
    place = a_place(
        {"organisation": "RZZ1", "format": "omop", "files": "omop/synthea_1130/*"},
        {"organisation": "RZZ1", "format": "fhir", "files": "fhir/*"},
        {"organisation": "RZZ1", "format": "ae-monthly", "files": "nhs_ae/ae_*.csv"},
        data_from=date(2010, 1, 1),
        data_until=date(2021, 12, 31),
    )
    engine = DuckDBEngine(threads=2)
    yield SourceRunner(engine, build_folder).run(place, place_folder)
    engine.close()


def test_the_published_files_reconcile_row_by_row(published: SourceRunner) -> None:
    counts = {name: published.counts(name) for name in published.files()}
    assert {name: read for name, (read, *_) in counts.items()} == {
        "PERSON.csv": 1_130,
        "OBSERVATION_PERIOD.csv": 1_126,
        "VISIT_OCCURRENCE.csv": 32_153,
        "CONDITION_OCCURRENCE.csv": 7_900,
        "DRUG_EXPOSURE.csv": 29_518,
        "MEASUREMENT.csv.gz": 199_514,
        "OBSERVATION.csv": 8_518,
        "PROCEDURE_OCCURRENCE.csv": 17_333,
        "CONDITION_ERA.csv": 7_897,
        "DRUG_ERA.csv": 6_652,
        "CONCEPT.csv": 639,
        "Patient.ndjson": 100,
        "Encounter.ndjson": 3_697,
        "Condition.ndjson": 639,
        "ae_attendances_2016_2019.csv": 12_765,
        "ae_monthly_by_provider_2010_2021.csv": 19_806,
    }
    not_kept = {name: (aside, again) for name, (_, _, aside, again) in counts.items() if aside or again}
    assert not_kept == {"PERSON.csv": (1, 0), "ae_monthly_by_provider_2010_2021.csv": (129, 0)}
    assert all(file["status"] == "read" for file in published.files().values())


def test_the_one_person_born_in_2099_is_the_one_set_aside(published: SourceRunner) -> None:
    rules = published.engine.rows("select rule, count(*) from set_aside group by rule order by rule")
    assert rules == [("birth-in-the-future", 1), ("national-total", 129)]


def test_every_row_kept_becomes_a_record(published: SourceRunner) -> None:
    def rows(record: str) -> int:
        return int(published.engine.rows(f"select count(*) from {record}")[0][0])

    assert rows("registration") == 1_126 + 100
    assert rows("contact") == 32_153 + 3_697
    assert rows("diagnosis") == 7_900 + 639
    assert rows("medication") == 29_518
    assert rows("observation") == 199_514
    assert rows("provider_month") == 12_765 + 19_806 - 129


def test_visits_and_encounters_are_the_kinds_the_files_hold(published: SourceRunner) -> None:
    kinds = published.engine.rows(
        "select s.format, c.kind, count(*) from contact as c join source_file as s on s.file_id = c.contact_id // 2147483648"
        " group by s.format, c.kind order by s.format, c.kind"
    )
    assert kinds == [
        ("fhir", "admission", 101),
        ("fhir", "emergency-department", 138),
        ("fhir", "outpatient", 3_458),
        ("omop", "admission", 1_001),
        ("omop", "emergency-department", 1_809),
        ("omop", "outpatient", 29_343),
    ]


def test_monthly_totals_add_up_to_those_of_the_file(published: SourceRunner) -> None:
    ((attendances, over_four_hours, admissions),) = published.engine.rows(
        "select sum(attendances), sum(over_four_hours), sum(emergency_admissions)"
        " from provider_month where organisation_code is not null"
    )
    assert (attendances, over_four_hours, admissions) == (72_019_402, 8_295_237, 13_493_280)
