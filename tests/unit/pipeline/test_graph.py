"""The order of a build and the keys that tell what must run again."""

from __future__ import annotations

import pytest

from joinedup.engine.steps import Step, parse_step
from joinedup.engine.tables import Column, Table
from joinedup.pipeline.graph import Graph, GraphError, Union, keys, name_of, ordered


def step(table: str, sql: str) -> Step:
    head = (
        f"-- table: {table}\n-- grain: one row\n-- rule: for a test\n-- columns:\n--   a integer a number\n"
    )
    return parse_step(head + sql, source=f"{table}.sql")


LAST = step("last", "select a from middle")
MIDDLE = step("middle", "with own as (select a from first) select a from own")
GIVEN = {"first": "hash-of-first"}


def order_of(*steps: Step, unions: tuple[Union, ...] = ()) -> list[str]:
    return [name_of(item) for item in ordered(Graph(steps, unions, GIVEN))]


def keys_of(*steps: Step, given: dict[str, str] = GIVEN, engine: str = "duckdb") -> dict[str, str]:
    graph = Graph(steps, (), given)
    return keys(graph, ordered(graph), engine)


def test_a_step_runs_after_the_steps_whose_tables_it_reads() -> None:
    assert order_of(LAST, MIDDLE) == ["middle", "last"]


def test_a_union_comes_after_its_parts_and_before_its_readers() -> None:
    union = Union(Table("middle", "one row", (Column("a", "integer", ""),)), ("part_one", "part_two"))
    parts = (step("part_one", "select a from first"), step("part_two", "select a from first"))
    order = order_of(LAST, *parts, unions=(union,))
    assert order.index("middle") > max(order.index("part_one"), order.index("part_two"))
    assert order[-1] == "last"


def test_a_table_nobody_makes_is_named_with_its_reader() -> None:
    with pytest.raises(GraphError, match="last reads the table middle, which no step makes"):
        order_of(LAST)


def test_a_table_with_two_makers_is_refused() -> None:
    with pytest.raises(GraphError, match="two makers of the table middle"):
        order_of(MIDDLE, MIDDLE)


def test_a_circle_of_steps_is_refused() -> None:
    with pytest.raises(GraphError, match="wait for each other"):
        order_of(step("one", "select a from two"), step("two", "select a from one"))


def test_a_changed_comment_keeps_the_key_and_a_changed_query_does_not() -> None:
    as_it_was = keys_of(MIDDLE)["middle"]
    commented = step("middle", "with own as (select a from first) -- a word more\nselect a from own")
    changed = step("middle", "with own as (select a + 1 as a from first) select a from own")
    assert keys_of(commented)["middle"] == as_it_was
    assert keys_of(changed)["middle"] != as_it_was


def test_a_changed_input_changes_the_key_of_all_that_follows_and_of_nothing_else() -> None:
    beside = step("beside", "select a from other")
    given = {"first": "hash-of-first", "other": "hash-of-other"}
    before = keys_of(LAST, MIDDLE, beside, given=given)
    after = keys_of(LAST, MIDDLE, beside, given=given | {"first": "another-hash"})
    assert {table for table in before if before[table] != after[table]} == {"first", "middle", "last"}


def test_the_engine_is_part_of_the_key() -> None:
    assert keys_of(MIDDLE)["middle"] != keys_of(MIDDLE, engine="spark")["middle"]
