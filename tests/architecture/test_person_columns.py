"""What `eligible` may name is what a build computes."""

from __future__ import annotations

from datetime import date

from joinedup.care.eligibility import eligible_step
from joinedup.cli.catalogue import table_named
from joinedup.place.model import CareModel
from joinedup.place.person_columns import PERSON_COLUMNS

# The tables that say each thing about a person on a day; eligibility is decided by the same names.
SAID_BY = {
    "person_score": ("charlson", "elixhauser", "hospital_frailty", "cambridge", "long_term_conditions"),
    "person_segment": ("segment",),
    "person": ("sex", "ethnicity"),
    "resident": ("practice_code", "neighbourhood"),
    "residence": ("deprivation_quintile", "care_home"),
    "person_year": ("age",),
}


def test_a_person_column_has_the_name_it_has_in_the_table_that_says_it() -> None:
    for table, columns in SAID_BY.items():
        assert set(columns) <= set(table_named(table)[0].column_names), table
        assert set(columns) <= set(PERSON_COLUMNS)


def test_who_is_eligible_can_be_decided_by_every_person_column() -> None:
    assert set(PERSON_COLUMNS) <= set(table_named("eligible_month")[0].column_names)
    asked = " and ".join(f"{name} is not null" for name in PERSON_COLUMNS)
    model = CareModel(name="All", kind="own", starts_on=date(2024, 4, 1), eligible=asked, capacity=1)
    sql = eligible_step([model]).sql
    for name in PERSON_COLUMNS:
        assert f" as {name}" in sql, name


def test_every_other_person_column_says_over_which_time_it_counts() -> None:
    said = {column for columns in SAID_BY.values() for column in columns}
    for name in set(PERSON_COLUMNS) - said:
        assert "12 months" in PERSON_COLUMNS[name].meaning, name
