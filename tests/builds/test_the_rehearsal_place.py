"""A whole place from raw extracts: counts reconcile, nobody is counted twice, nothing names anybody."""

from __future__ import annotations

import pyarrow.parquet as pq

from tests.builds.places import Built


def test_every_file_reconciles_row_by_row(hamlet: Built) -> None:
    counted = hamlet.rows(
        "select file, rows_read, rows_kept + rows_set_aside + rows_replaced from source_file where status <> 'refused'"
    )
    assert counted
    assert [row for row in counted if row[1] != row[2]] == []


def test_every_row_set_aside_has_its_file_its_row_and_its_reason(hamlet: Built) -> None:
    counted = hamlet.rows(
        "select file_id, rows_set_aside, (select count(*) from set_aside s where s.file_id = f.file_id and source_row > 0)"
        " from source_file f where status = 'read'"
    )
    assert sum(row[1] for row in counted) > 0
    assert [row for row in counted if row[1] != row[2]] == []
    assert hamlet.rows("select count(*) from set_aside where rule is null or message is null") == [(0,)]


def test_a_person_lives_in_the_place_once_on_any_day(hamlet: Built) -> None:
    assert hamlet.rows(
        "select count(*) from resident a join resident b on a.person_id = b.person_id and a.starts_on < b.starts_on"
        " where b.starts_on < a.ends_before"
    ) == [(0,)]


def test_the_month_the_year_and_the_spell_count_the_same_days(hamlet: Built) -> None:
    spells = hamlet.rows(
        "select sum(date_diff('day', greatest(starts_on, data_from), ends_before)) from resident cross join place_period"
        " where ends_before > data_from"
    )
    months = hamlet.rows("select sum(days) from resident_month")
    years = hamlet.rows("select sum(person_days) from person_year")
    assert spells == months == years


def test_every_contact_and_prescription_of_the_period_is_costed(hamlet: Built) -> None:
    assert hamlet.rows(
        "select count(*) from (select contact_id as id, starts_on as day from contact"
        " union all select medication_id, issued_on from medication)"
        " cross join place_period where day >= data_from and id not in (select source_id from cost)"
    ) == [(0,)]


def test_costs_add_up_to_the_same_pence_wherever_they_are_added_up(hamlet: Built) -> None:
    by_line = hamlet.rows("select sum(amount_pence) from cost")
    assert by_line[0][0] > 0
    assert hamlet.rows("select sum(amount_pence) from cost_reconciliation") == by_line


def test_no_published_table_holds_a_number_or_a_name_of_anybody(hamlet: Built) -> None:
    patients = sorted((hamlet.folder / "data").rglob("patients_*.csv"))[0].read_text().splitlines()[1:]
    numbers = {line.split(",")[1].strip('"') for line in patients} - {""}
    assert len(numbers) > 1000
    texts: set[str] = set()
    for table in hamlet.manifest["tables"].values():
        for folder in table["folders"]:
            for file in (hamlet.folder / "build" / folder).glob("*.parquet"):
                for column in pq.read_table(file).columns:
                    if "string" in str(column.type):
                        texts |= set(column.unique().to_pylist())
    assert not numbers & texts


def test_nothing_under_the_build_folder_holds_an_nhs_number_in_the_clear(hamlet: Built) -> None:
    line = sorted((hamlet.folder / "data").rglob("patients_*.csv"))[0].read_text().splitlines()[1]
    number = line.split(",")[1].strip('"').encode()
    holding = [p for p in (hamlet.folder / "build").rglob("*") if p.is_file() and number in p.read_bytes()]
    assert holding == []


def test_the_manifest_says_what_was_read_with_hashes_rows_versions_and_times(hamlet: Built) -> None:
    first = hamlet.manifest["inputs"][0]
    assert len(first["sha256"]) == 64
    assert first["rows_read"] > 0
    assert hamlet.manifest["versions"]["duckdb"]
    assert all(step["seconds"] >= 0 and step["rows"] for step in hamlet.manifest["steps"])
    assert hamlet.manifest["published_at"] == "2024-04-02T09:30:00+00:00"
