"""Only what changed is computed again."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from joinedup.engine.steps import Step
from joinedup.pipeline.graph import Graph, keys, ordered
from joinedup.pipeline.steps import analytic_steps
from joinedup.rehearsal import write_place
from tests.builds.places import build_place


@pytest.fixture
def place(tmp_path: Path) -> Path:
    write_place(tmp_path / "place", people=300, years=1, seed=5)
    return tmp_path / "place"


def test_a_build_with_nothing_changed_computes_nothing(place: Path) -> None:
    first = build_place(place)
    second = build_place(place)
    assert first.recomputed
    assert second.recomputed == set()
    assert {n: t["key"] for n, t in first.manifest["tables"].items()} == {
        n: t["key"] for n, t in second.manifest["tables"].items()
    }


def test_one_changed_unit_price_changes_only_costs_and_what_reads_them() -> None:
    steps = analytic_steps(("risk",))
    made = {table.name for step in steps for table in step.tables}
    given = {table: "as it was" for step in steps for table in step.reads if table not in made}
    assert "unit_price" in given
    changed = _changed(steps, given, given | {"unit_price": "a penny more"})
    assert "cost" in changed
    assert not changed & {
        "resident",
        "person_score",
        "person_segment",
        "measure_month",
        "person_year",
        "timeline",
    }
    packages = {
        step.source.split("/")[0] for step in steps if step.name in changed and hasattr(step, "source")
    }
    assert packages == {"money"}


def test_a_file_sent_again_is_read_and_the_rest_is_not_opened_again(place: Path) -> None:
    build_place(place)
    newest = sorted((place / "data").rglob("consultations_*.csv"))[-1]
    shutil.copy(newest, newest.with_name(newest.stem + "_resent.csv"))
    with newest.with_name(newest.stem + "_resent.csv").open("a") as file:
        file.write("\n")
    again = build_place(place)
    opened = {step for step in again.recomputed if step.startswith("open ")}
    assert len(opened) == 1
    assert not any("prescriptions" in step for step in again.recomputed)
    replaced = again.rows(f"select status from source_file where file like '%{newest.name}'")
    assert replaced == [("replaced",)]


def test_the_same_file_twice_changes_no_table(place: Path) -> None:
    before = build_place(place)
    contacts = before.rows("select count(*), sum(contact_id % 1000) from contact")
    newest = sorted((place / "data").rglob("consultations_*.csv"))[-1]
    shutil.copy(newest, newest.with_name("zz_" + newest.name))
    after = build_place(place)
    assert after.rows("select count(*), sum(contact_id % 1000) from contact") == contacts
    assert ("replaced",) in after.rows("select status from source_file")


def _changed(steps: tuple[Step, ...], before: dict[str, str], after: dict[str, str]) -> set[str]:
    found = []
    for given in (before, after):
        graph = Graph(steps, (), given)
        found.append(keys(graph, ordered(graph), "duckdb"))
    return {table for table in found[0] if found[0][table] != found[1][table] and table not in before}
