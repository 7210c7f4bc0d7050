from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np
import pytest

from joinedup.evaluation.methods.panel.estimator import PanelEstimate
from joinedup.evaluation.methods.panel.panel import Panel
from joinedup.evaluation.methods.panel.side_by_side import ESTIMATORS, estimator_named, side_by_side
from joinedup.evaluation.methods.panel.side_by_side_words import said
from joinedup.evaluation.methods.panel.synthetic_control import SyntheticControl
from joinedup.evaluation.methods.panel.windows import Window, default_windows, seen_through
from joinedup.evaluation.methods.results import Estimate, MethodError
from tests.unit.evaluation.panel.made_panels import drifting, panel


@dataclass(frozen=True)
class Says:
    """An estimator that says what it is told, and refuses short windows."""

    name: str
    value: float
    fewest_before: int = 1

    @property
    def title(self) -> str:
        return self.name.capitalize()

    def why_not(self, panel: Panel) -> str | None:
        before = int(panel.starts[panel.is_treated].min())
        return f"only {before} before" if before < self.fewest_before else None

    def estimate(self, panel: Panel, *, level: float = 0.95, rng: np.random.Generator) -> PanelEstimate:
        shaken = self.value + 1e-3 * rng.random()
        effect = Estimate(shaken, shaken - 0.05, shaken + 0.05, "change", self.name, "told", level)
        return PanelEstimate(effect, effect)


MADE = panel(drifting(10, 36, seed=1), {0: 24}, times_a_year=12, outcome_name="admissions")


def beside(*estimators, **more):
    return side_by_side(MADE, estimators, rng=np.random.default_rng(1), **more)


def test_windows_vary_by_default_before_and_after() -> None:
    assert default_windows(MADE) == tuple(Window(b, a) for b in (24, 12) for a in (12, 8, 4))


def test_without_a_season_windows_are_shares_of_the_times_there_are() -> None:
    made = panel(drifting(6, 30, seed=1), {0: 20})
    assert {view.before for view in default_windows(made)} == {20, 15, 10}


def test_a_window_counts_before_the_earliest_and_after_the_latest_start() -> None:
    made = panel(drifting(6, 30, seed=1), {0: 15, 1: 20})
    seen = seen_through(made, Window(6, 4))
    assert seen.times == tuple(range(9, 24))
    assert seen.starts[:2].tolist() == [6, 11]


def test_a_window_larger_than_the_panel_is_refused() -> None:
    with pytest.raises(MethodError, match="25 before, 3 after does not fit"):
        beside(Says("one", -0.1), windows=[Window(25, 3)])


def test_every_estimator_meets_every_window() -> None:
    found = beside(Says("one", -0.1), Says("two", 0.1))
    assert len(found.rows) == 2 * 6
    assert all(row.estimate is not None for row in found.rows)


def test_the_sentence_says_how_many_agree() -> None:
    found = beside(Says("one", -0.1), Says("two", -0.02), Says("three", 0.2))
    assert found.sentence.startswith("2 of 3 estimators and all 6 windows say lower.")
    assert "The 18 estimates run from -10.0% to +20.1%" in found.sentence
    assert "12 of 18 intervals leave out no effect" in found.sentence


def test_an_estimator_that_cannot_be_used_has_a_row_that_says_why() -> None:
    found = beside(Says("one", -0.1, fewest_before=20))
    refused = [row for row in found.rows if row.estimate is None]
    assert {row.why_not for row in refused} == {"only 12 before"}
    assert "3 could not be made" in found.sentence
    assert "cannot be used: only 12 before" in str(found)


def test_the_registered_one_is_marked_and_quoted() -> None:
    found = beside(Says("one", -0.1), Says("two", 0.1), registered=("two", Window(12, 8)))
    assert found.registered is not None
    assert found.registered.window == Window(12, 8)
    assert "The one registered beforehand, two with 12 before, 8 after, says +10." in found.sentence
    assert sum(line.startswith("*") for line in str(found).splitlines()) == 1


def test_a_registered_window_outside_the_usual_ones_is_added() -> None:
    found = beside(Says("one", -0.1), registered=("one", Window(17, 5)))
    assert len(found.rows) == 7
    assert found.registered is not None


def test_a_registered_estimate_made_already_stands_in_its_row() -> None:
    made = Says("one", -0.3).estimate(MADE, rng=np.random.default_rng(9))
    found = beside(Says("one", -0.1), registered=("one", None), registered_estimate=made)
    assert [row.estimate is made for row in found.rows].count(True) == 1
    assert found.registered is not None
    assert found.registered.estimate is made


def test_an_upper_limit_that_is_infinite_is_said_not_to_be_there() -> None:
    endless = Estimate(0.1, -0.05, math.inf, "change", "one", "told")
    assert said(endless) == "+10.0% (-5.0 to no upper limit)"
    assert said(replace(endless, scale="difference", low=-math.inf)) == (
        "+0.1 (no lower limit to no upper limit)"
    )


def test_a_registered_estimator_that_is_not_run_is_refused() -> None:
    with pytest.raises(MethodError, match="registered estimator two is not among"):
        beside(Says("one", -0.1), registered=("two", None))


def test_a_panel_without_treated_units_is_refused() -> None:
    with pytest.raises(MethodError, match="ever treated"):
        side_by_side(panel(drifting(5, 20, 1), {}), [Says("one", 0.1)], rng=np.random.default_rng(1))


def test_the_same_seed_gives_the_same_figures_whoever_else_runs() -> None:
    alone = beside(SyntheticControl()).rows[0].estimate
    again = beside(SyntheticControl(), Says("two", 0.1)).rows[0].estimate
    assert alone is not None
    assert again is not None
    assert alone.effect == again.effect


def test_where_nobody_can_be_used_the_sentence_says_so() -> None:
    assert "No estimator can be used" in beside(Says("one", -0.1, fewest_before=99)).sentence


def test_the_forest_has_a_block_per_estimator_and_a_line_per_window() -> None:
    pytest.importorskip("vl_convert")
    svg = beside(Says("one", -0.1), Says("two", 0.1, fewest_before=20), registered=("one", None)).draw(
        "forest"
    )
    assert svg.startswith("<svg")
    assert ">One<" in svg
    assert ">Two<" in svg
    assert svg.count(">24 before, 12 after<") == 2
    assert "registered beforehand" in svg
    assert svg.count("cannot be used on this window") == 3


def test_an_unknown_design_is_refused_with_the_names_there_are() -> None:
    with pytest.raises(MethodError, match="synthetic-control"):
        estimator_named("astrology")


@pytest.mark.parametrize("slug", [slug for slug in ESTIMATORS if "synthetic" in slug])
def test_designs_are_found_by_the_name_they_give_themselves(slug) -> None:
    assert estimator_named(slug).name == slug
