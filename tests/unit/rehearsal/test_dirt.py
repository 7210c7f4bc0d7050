"""The dirt in extracts is as much as the truth says."""

from __future__ import annotations

from datetime import date

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pytest

from joinedup.rehearsal.names import nicknames, slip
from tests.unit.rehearsal.written import Written

GP = "General practice extract"
CASES = (
    (GP, "consultations", "qzz/consultations_*", "consultation_id", "consultation_date"),
    (GP, "prescriptions", "qzz/prescriptions_*", "prescription_id", "issue_date"),
    (GP, "observations", "qzz/observations_*", "observation_id", "recorded_date"),
    ("RZZ1 outpatients", "op", "rzz1/op_*", "ATTENDKEY", "APPTDATE"),
    ("RZZ1 admitted care", "apc", "rzz1/apc_*", "EPIKEY", "ADMIDATE"),
    ("Community services", "CYP201CareContact", "rzz3/CYP201*", "CareContactId", "CareContDate"),
)


@pytest.mark.parametrize(("source", "table", "pattern", "key", "day"), CASES)
def test_rows_sent_twice_are_as_many_as_the_truth_says(
    seacombe: Written, source: str, table: str, pattern: str, key: str, day: str
) -> None:
    rows = seacombe.extract(pattern, [key])
    assert len(rows) - pc.count_distinct(rows[key]).as_py() == seacombe.dirt(source, table, "sent_twice")


@pytest.mark.parametrize(("source", "table", "pattern", "key", "day"), CASES)
def test_impossible_and_missing_dates_are_as_many_as_the_truth_says(
    seacombe: Written, source: str, table: str, pattern: str, key: str, day: str
) -> None:
    rows = seacombe.extract(pattern, [key, day])
    rows = rows.take(pa.array(np.unique(rows[key].to_numpy(), return_index=True)[1]))
    dates = rows[day]
    year = pc.year(dates)
    assert dates.null_count == seacombe.dirt(source, table, "blank_required")
    assert pc.sum(pc.less(year, 1900)).as_py() == seacombe.dirt(source, table, "date_1801")
    assert pc.sum(pc.greater(year, 2024)).as_py() == seacombe.dirt(source, table, "future_date")


@pytest.mark.parametrize(("code", "kind"), [("V81999", "unknown_practice"), ("&", "no_practice")])
def test_practice_codes_that_name_no_practice_are_as_many_as_the_truth_says(
    seacombe: Written, code: str, kind: str
) -> None:
    rows = seacombe.extract("rzz1/op_*", ["ATTENDKEY", "GPPRAC"])
    rows = rows.take(pa.array(np.unique(rows["ATTENDKEY"].to_numpy(), return_index=True)[1]))
    found = pc.sum(pc.equal(rows["GPPRAC"].cast(pa.string()), code)).as_py()
    assert found == seacombe.dirt("RZZ1 outpatients", "op", kind) > 0


def test_unknown_organisations_are_as_many_as_the_truth_says(seacombe: Written) -> None:
    rows = seacombe.extract("rzz3/CYP201*", ["CareContactId", "OrgIDComm"])
    rows = rows.take(pa.array(np.unique(rows["CareContactId"].to_numpy(), return_index=True)[1]))
    found = pc.sum(pc.not_equal(rows["OrgIDComm"].cast(pa.string()), "QZZ")).as_py()
    assert found == seacombe.dirt("Community services", "CYP201CareContact", "unknown_organisation") > 0


def test_late_rows_come_in_the_file_of_the_next_quarter(seacombe: Written) -> None:
    rows = seacombe.extract("qzz/consultations_2022-07*", ["consultation_id", "consultation_date"])
    early = pc.less(rows["consultation_date"], pa.scalar(date(2022, 7, 1))).fill_null(False)
    recent = pc.and_(early, pc.greater(pc.year(rows["consultation_date"]), 1900))
    assert 0.005 < pc.sum(recent).as_py() / len(rows) < 0.02


def test_one_file_is_sent_again_whole_and_one_twice_byte_for_byte(seacombe: Written) -> None:
    data = seacombe.folder / "data" / "rzz2"
    assert (data / "op_2023.parquet").read_bytes() == (data / "op_2023_again.parquet").read_bytes()
    first, resent = (seacombe.extract(f"rzz2/ae_2022{end}.parquet", ["AEKEY"]) for end in ("", "_resent"))
    assert len(first) < 0.9 * len(resent)
    assert set(first["AEKEY"].to_pylist()) < set(resent["AEKEY"].to_pylist())


def test_the_merged_practice_has_rows_before_the_merger_only(seacombe: Written) -> None:
    rows = seacombe.extract("qzz/consultations_*", ["practice_code", "consultation_date"])
    old = rows.filter(pc.equal(rows["practice_code"].cast(pa.string()), seacombe.summary.merged_practice))
    possible = old.filter(pc.less(pc.year(old["consultation_date"]), 2030))
    assert len(old) > 0
    assert str(pc.max(possible["consultation_date"]).as_py()) < seacombe.summary.merged_on


def test_some_stays_have_not_ended(seacombe: Written) -> None:
    rows = seacombe.extract("rzz1/apc_2023*", ["EPISTAT", "DISDATE", "EPIEND"])
    unfinished = rows.filter(pc.equal(rows["EPISTAT"].cast(pa.string()), "1"))
    assert len(unfinished) > 0
    assert unfinished["EPIEND"].null_count == unfinished["DISDATE"].null_count == len(unfinished)


def test_some_people_have_two_hospital_numbers_in_one_trust(seacombe: Written) -> None:
    keys = seacombe.truth("person_key")
    own = keys.filter(pc.equal(keys["source_name"], "RZZ1 outpatients"))
    numbers = own.group_by("person_number").aggregate([("local_person_key", "count_distinct")])
    twice = pc.sum(pc.greater(numbers["local_person_key_count_distinct"], 1)).as_py()
    assert 0.001 < twice / len(numbers) < 0.02


@pytest.mark.parametrize("kind", range(4))
def test_a_slip_changes_the_name_a_little(kind: int) -> None:
    wrong = slip("Thompson", kind, 2)
    assert wrong != "Thompson"
    assert abs(len(wrong) - len("Thompson")) <= 1


def test_nicknames_are_short_forms_of_given_names() -> None:
    assert nicknames()["Margaret"] == "Maggie"
    assert all(" " not in name for pair in nicknames().items() for name in pair)
