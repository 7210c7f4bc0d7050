"""Staggered adoption gives what csdid 0.4.3 gives: another implementation of Callaway and Sant'Anna (2021)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from csdid.att_gt import ATTgt

from joinedup.evaluation.methods.panel.panel import Panel, panel_of
from joinedup.evaluation.methods.panel.staggered import StaggeredAdoption
from tests.support.panels import drawn_panel


def by_csdid(rows: pd.DataFrame, controls: str, covariates: str | None) -> dict[str, Any]:
    """Simple, group and dynamic effects, and the path by time since the start."""
    formula = "~ 1" if covariates is None else f"~ {covariates}"
    model = ATTgt(
        yname="outcome",
        gname="start",
        idname="unit",
        tname="time",
        xformla=f"outcome {formula}",
        data=rows,
        control_group=[controls.replace("_", "")],
    ).fit(est_method="dr", base_period="universal", bstrap=False)
    found: dict[str, Any] = {}
    for name in ("simple", "group", "dynamic"):
        summed = model.aggte(typec=name, bstrap=False, cband=False).atte
        found[name] = float(summed["overall_att"])
        if name == "dynamic":
            found["path"] = dict(zip(map(int, summed["egt"]), map(float, summed["att_egt"]), strict=True))
    return found


def counties(shared_data: Path) -> pd.DataFrame:
    rows = pd.read_csv(shared_data / "causal" / "mpdta.csv")
    names = {"countyreal": "unit", "year": "time", "lemp": "outcome", "first.treat": "start"}
    return rows.rename(columns=names).astype({"unit": int, "start": int})


def panel_from(rows: pd.DataFrame) -> Panel:
    starts = rows[rows.start > 0].groupby("unit").start.first().to_dict()
    return panel_of(rows.unit, rows.time, rows.outcome, starts)


def drawn() -> pd.DataFrame:
    panel = drawn_panel(np.random.default_rng(9), units=60, treated=24, times=14, start=6, apart=2)
    units, times = panel.outcomes.shape
    start = np.where(panel.is_treated, panel.starts + 1, 0)
    return pd.DataFrame(
        {
            "unit": np.repeat(np.arange(units), times),
            "time": np.tile(np.arange(1, times + 1), units),
            "outcome": panel.outcomes.ravel() * 100,
            "start": np.repeat(start, times),
        }
    )


@pytest.mark.parametrize("controls", ["never_treated", "not_yet_treated"])
@pytest.mark.parametrize("covariate", [None, "lpop"])
def test_on_the_counties_every_aggregation_is_the_same(
    shared_data: Path, controls: Any, covariate: str | None
) -> None:
    rows = counties(shared_data)
    known = (
        {}
        if covariate is None
        else {covariate: dict(zip(rows.unit.astype(str), rows[covariate], strict=True))}
    )
    ours = StaggeredAdoption(controls=controls, covariates=known).estimate(
        panel_from(rows), rng=np.random.default_rng(1)
    )
    theirs = by_csdid(rows, controls, covariate)
    for name in ("simple", "group", "dynamic"):
        assert ours.figures[name] == pytest.approx(theirs[name], abs=1e-6)
    assert ours.by_time is not None
    path = dict(zip(ours.by_time.since_start.tolist(), ours.by_time.value, strict=True))
    # Their propensity scores are iterated to another tolerance, which shows in the sixth place of one time before the start.
    assert path == pytest.approx(theirs["path"], abs=1e-6 if covariate is None else 5e-6)


@pytest.mark.parametrize("controls", ["never_treated", "not_yet_treated"])
def test_on_a_made_up_panel_of_months_every_aggregation_is_the_same(controls: Any) -> None:
    rows = drawn()
    ours = StaggeredAdoption(controls=controls).estimate(panel_from(rows), rng=np.random.default_rng(1))
    theirs = by_csdid(rows, controls, None)
    for name in ("simple", "group", "dynamic"):
        assert ours.figures[name] == pytest.approx(theirs[name], abs=1e-9)
