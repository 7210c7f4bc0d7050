"""Reference tables by name, and the codes of a condition."""

from __future__ import annotations

import pytest

from joinedup.engine.interface import Engine
from joinedup.reference.files import files_in
from joinedup.reference.lookup import (
    REFERENCE_TABLES,
    ReferenceError,
    codes_of,
    conditions_of,
    reference_columns,
)
from joinedup.reference.segments import segment_rule_rows, segments_of


@pytest.mark.parametrize("name", REFERENCE_TABLES)
def test_a_reference_table_can_be_read_by_an_engine(duckdb_engine: Engine, name: str) -> None:
    columns = reference_columns(name)
    duckdb_engine.attach_columns(f"reference_{name}", columns, REFERENCE_TABLES[name])
    (rows,) = duckdb_engine.rows(f"select count(*) from reference_{name}")[0]
    assert rows == len(next(iter(columns.values()))) > 0


def test_an_unknown_reference_table_is_refused_with_the_names_there_are() -> None:
    with pytest.raises(ReferenceError, match="condition_code"):
        reference_columns("condition_codes")


def test_the_codes_of_a_condition_come_by_system_the_most_usual_first() -> None:
    codes = codes_of("long-term-condition", "diabetes")
    assert codes["icd10"] == ("E10", "E11", "E12", "E13", "E14")
    assert codes["snomed"][0] == "44054006"


def test_an_unknown_condition_is_refused_with_the_names_there_are() -> None:
    with pytest.raises(ReferenceError, match="heart-failure"):
        codes_of("long-term-condition", "heart failure")
    with pytest.raises(ReferenceError, match="elixhauser"):
        codes_of("elixhausen", "obesity")


def test_every_weight_is_for_a_condition_of_its_code_list_and_every_milder_form_too() -> None:
    table = reference_columns("score_weight")
    for code_list, condition, milder in zip(
        table["code_list"], table["condition"], table["replaces"], strict=True
    ):
        assert condition in conditions_of(code_list)
        assert milder is None or milder in conditions_of(code_list)


@pytest.mark.parametrize(
    ("score", "code_list"),
    [("charlson", "charlson"), ("charlson-quan-2011", "charlson"), ("elixhauser", "elixhauser")],
)
def test_every_condition_of_a_scored_code_list_has_one_weight(score: str, code_list: str) -> None:
    table = reference_columns("score_weight")
    weighed = [c for name, c in zip(table["score"], table["condition"], strict=True) if name == score]
    assert sorted(weighed) == sorted(conditions_of(code_list))


def test_the_cambridge_score_weighs_twenty_of_the_long_term_conditions() -> None:
    table = reference_columns("score_weight")
    weighed = [c for name, c in zip(table["score"], table["condition"], strict=True) if name == "cambridge"]
    assert len(set(weighed)) == len(weighed) == 20


def test_a_condition_is_in_a_code_list_once() -> None:
    table = reference_columns("condition")
    named = list(zip(table["code_list"], table["condition"], strict=True))
    assert len(set(named)) == len(named)
    assert list(table["condition_number"]) == list(range(1, len(named) + 1))


def test_every_segment_rule_asks_for_a_condition_there_is() -> None:
    for row in segment_rule_rows():
        if row[5] == "condition":
            assert row[7] in conditions_of(row[6])


def test_bridges_to_health_has_eight_segments_and_core_segments_five() -> None:
    assert len(segments_of("bridges-to-health")) == 8
    assert segments_of("core-segments") == tuple(f"core segment {n}" for n in range(1, 6))
    assert segments_of("condition-counts")[0] == "no long-term condition"


def test_an_unknown_segmentation_is_refused_with_the_names_there_are() -> None:
    with pytest.raises(ReferenceError, match="bridges-to-health"):
        segments_of("bridges")


def test_every_price_has_a_code_an_amount_a_unit_a_day_and_a_source() -> None:
    table = reference_columns("unit_price")
    assert files_in("prices")
    for price_code, amount, unit, source in zip(
        table["price_code"], table["amount_pence"], table["unit"], table["source"], strict=True
    ):
        assert price_code
        assert amount >= 0
        assert unit
        assert source
