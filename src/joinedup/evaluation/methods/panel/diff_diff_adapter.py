"""The only file that knows diff-diff: group-time effects after Callaway and Sant'Anna, with each unit's influence on them.

diff-diff is young and changes often, so one version is used and any other refused. It is given data and never asked for
any: its functions that load published data sets make data up when they are offline (tests/architecture forbids their names).
"""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import Any, Literal

import numpy as np

from joinedup.evaluation.methods.panel.panel import NEVER, Panel
from joinedup.evaluation.methods.results import Caution, Floats, MethodError, Whole

TESTED_VERSION = "3.13.0"
Controls = Literal["never_treated", "not_yet_treated"]


@dataclass(frozen=True)
class GroupTimes:
    """Effects of c cells, one per cohort and time: the cohort's start, the time (both indexes of the panel's times), the
    effect, and each unit's influence on it (units by cells; the sum of squares over units is the variance). Cohorts and
    times that could not be estimated are not among them; `cautions` say so."""

    start: Whole
    time: Whole
    effect: Floats
    influence: Floats
    cautions: tuple[Caution, ...]


def check_version(found: str) -> None:
    """MethodError unless the version of diff-diff is the one that these answers were tested with."""
    if found != TESTED_VERSION:
        raise MethodError(
            f"staggered adoption needs diff-diff {TESTED_VERSION}, the version its answers were checked with; found {found}:"
            f" install joinedup[evaluation], or pip install diff-diff=={TESTED_VERSION}"
        )


@cache
def _installed() -> str:
    try:
        return version("diff-diff")
    except PackageNotFoundError:
        return "none"


def group_times(
    panel: Panel,
    weights: Floats | None,
    covariates: Mapping[str, Floats],
    controls: Controls,
    base: Literal["universal", "varying"],
) -> GroupTimes:
    """Doubly robust effects by cohort and time (Callaway and Sant'Anna, J Econometrics 2021;225:200). `weights` by unit;
    `covariates` are one number for each unit. MethodError with the library's own words when it cannot estimate."""
    check_version(_installed())
    from diff_diff import CallawaySantAnna, SurveyDesign

    model = CallawaySantAnna(control_group=controls, base_period=base)
    design = None if weights is None else SurveyDesign(weights="weight")
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        try:
            fit = model.fit(
                _long(panel, weights, covariates),
                outcome="outcome",
                unit="unit",
                time="time",
                first_treat="start",
                covariates=list(covariates) or None,
                survey_design=design,
            )
        except (ValueError, np.linalg.LinAlgError) as error:
            raise MethodError(
                f"staggered adoption cannot be estimated on this panel ({error}): leave out covariates, or cohorts too small"
            ) from error
    return _read(fit, len(panel.units), tuple(str(one.message) for one in said))


def _long(panel: Panel, weights: Floats | None, covariates: Mapping[str, Floats]) -> Any:
    import pandas as pd

    units, times = panel.outcomes.shape
    columns = {
        "unit": np.repeat(np.arange(units), times),
        "time": np.tile(np.arange(1, times + 1), units),
        "outcome": panel.outcomes.ravel(),
        "start": np.repeat(np.where(panel.starts == NEVER, 0, panel.starts + 1), times),
    }
    if weights is not None:
        columns["weight"] = np.repeat(weights, times)
    return pd.DataFrame(columns | {name: np.repeat(one, times) for name, one in covariates.items()})


def _read(fit: Any, units: int, said: tuple[str, ...]) -> GroupTimes:
    cells = [cell for cell, one in fit.group_time_effects.items() if np.isfinite(one["effect"])]
    if not cells:
        raise MethodError(
            "no cohort can be compared at any time: add untreated units or times before the starts"
        )
    influence = np.zeros((units, len(cells)))
    parts = fit._aggregation_kit.influence
    for column, cell in enumerate(cells):
        # The reference time is zero by construction and may have no influence of its own.
        one = parts.get(cell, {})
        for side in ("treated", "control"):
            if len(one.get(f"{side}_inf", ())):
                np.add.at(influence[:, column], one[f"{side}_idx"], one[f"{side}_inf"])
    start, time = (np.array(side, dtype=np.int64) - 1 for side in zip(*cells, strict=True))
    effect = np.array([fit.group_time_effects[cell]["effect"] for cell in cells])
    cautions = tuple(Caution("group-time-estimation", words) for words in dict.fromkeys(said))
    return GroupTimes(start, time, effect, influence, cautions)
