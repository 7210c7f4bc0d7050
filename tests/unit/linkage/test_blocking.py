"""Blocking rules are counted before they are used."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from joinedup.engine.interface import Engine
from joinedup.linkage.blocking import allowed_rules, pairs_of
from joinedup.linkage.match_model import BlockingRule, read_match_model
from joinedup.linkage.match_tables import UNNUMBERED_RECORD
from tests.support.tiny_tables import arrays_of

MODEL = read_match_model()
NAMES = st.lists(st.tuples(st.sampled_from("AB"), st.sampled_from("ABC")), max_size=8)


def attach(engine: Engine, table: str, rows: list[tuple[str, str]]) -> None:
    lines = [f"{n} | {given_name} | {family_name}" for n, (given_name, family_name) in enumerate(rows)]
    text = "\n".join(["record_id | given_name | family_name", *lines])
    engine.attach_columns(table, arrays_of(text, UNNUMBERED_RECORD), UNNUMBERED_RECORD)


@settings(max_examples=25, deadline=None)
@given(NAMES, NAMES)
def test_the_pairs_of_a_rule_are_those_that_agree(
    duckdb_engine: Engine, left: list[tuple[str, str]], right: list[tuple[str, str]]
) -> None:
    attach(duckdb_engine, "left_side", left)
    attach(duckdb_engine, "right_side", right)
    same = BlockingRule(("given_name", "family_name"))
    assert pairs_of(duckdb_engine, same, "left_side", "right_side") == sum(
        a == b for a in left for b in right
    )
    swapped = BlockingRule(
        ("given_name", "family_name"), {"given_name": "family_name", "family_name": "given_name"}
    )
    assert pairs_of(duckdb_engine, swapped, "left_side", "right_side") == sum(
        a == b[::-1] for a in left for b in right
    )


def test_a_rule_that_would_look_at_too_many_pairs_is_left_out_and_said_so(duckdb_engine: Engine) -> None:
    attach(duckdb_engine, "left_side", [("A", "B")] * 20)
    loose, strict = BlockingRule(("given_name",)), BlockingRule(("given_name", "postcode"))
    model = replace(MODEL, blocking=(loose, strict), maximum_pairs=100)
    allowed = allowed_rules(duckdb_engine, model, "left_side", None)
    assert allowed.rules == (strict,)
    assert "the blocking rule on given_name is left out: it would look at 200 pairs" in allowed.left_out[0]


@pytest.mark.parametrize(
    ("columns", "sql"),
    [
        (("birth_date", "postcode"), "l.birth_date = r.birth_date and l.postcode = r.postcode"),
        (("substr(given_name, 1, 1)",), "substr(l.given_name, 1, 1) = substr(r.given_name, 1, 1)"),
    ],
)
def test_a_rule_is_a_condition_between_two_records(columns: tuple[str, ...], sql: str) -> None:
    assert BlockingRule(columns).sql == sql
