"""What the place file says about care models, as tables that steps read."""

from __future__ import annotations

import tomllib
from datetime import date

from joinedup.pipeline.parameters import parameter_columns
from joinedup.place.shape import read_shape
from tests.unit.place.sound import SOUND

SITES = """sites = [
  { practices = ["L81002"], starts_on = 2023-04-01 }, { practices = ["L81001"], starts_on = 2023-10-01 }
]
primary_care_lead = "L81001"
"""


def rows_of(text: str, table: str) -> list[tuple[object, ...]]:
    place, findings = read_shape(tomllib.loads(text))
    assert place, findings
    columns = parameter_columns(place)[table][1]
    return list(zip(*(column.tolist() for column in columns.values()), strict=True))


def test_each_care_model_has_a_row_with_its_rule() -> None:
    assert rows_of(SOUND, "care_model") == [("Hubs", date(2023, 4, 1), 1200, "age >= 18")]


def test_each_practice_of_a_site_has_a_row_with_its_day() -> None:
    assert rows_of(SOUND, "care_model_site") == []
    assert rows_of(SOUND.replace('primary_care_lead = "L81001"\n', SITES), "care_model_site") == [
        ("Hubs", "L81002", date(2023, 4, 1)),
        ("Hubs", "L81001", date(2023, 10, 1)),
    ]


def test_a_place_without_care_models_has_the_tables_all_the_same() -> None:
    text = SOUND[: SOUND.index("[[care_models]]")]
    assert rows_of(text, "care_model") == []
    assert rows_of(text, "care_model_site") == []
