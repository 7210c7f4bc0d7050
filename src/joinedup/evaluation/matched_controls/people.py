"""Whom to compare with whom: each person who joined, and people eligible in the same month who had not."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

import numpy as np

from joinedup.evaluation.candidates import Candidates
from joinedup.evaluation.matched_controls.joining import Joining
from joinedup.evaluation.methods.matching.matched import Matched
from joinedup.evaluation.methods.results import MethodError, Whole

NearestOn = Literal["chance-of-joining", "features-within-caliper"]


def match_people(
    candidates: Candidates,
    joining: Joining,
    *,
    controls_each: int,
    caliper: float,
    nearest_on: NearestOn,
    serve_again: bool,
) -> Matched:
    """Matched rows of the candidates, exact on month and strata, within `caliper` standard deviations of the log odds of joining.

    Nearest on those log odds (a person serves as control once, or with `serve_again` once a month), or on the Mahalanobis
    distance of the features within the caliper (once a month). `dropped` counts people who joined and found no control.
    MethodError when nobody finds one.
    """
    # Rows of months in which nobody joined have no log odds and take no part.
    rows = np.flatnonzero(np.isfinite(joining.logit))
    if nearest_on == "chance-of-joining":
        found = _nearest_on_chance(candidates, joining, rows, controls_each, caliper, serve_again)
    else:
        found = _nearest_on_features(candidates, joining, rows, controls_each, caliper)
    if not found.pairs or found.treated_rows is None or found.control_rows is None:
        raise MethodError(
            f"nobody who joined {candidates.care_model} finds anybody like them who had not joined: those who joined differ"
            " from all others; widen the caliper, match exactly on less, or compare practices instead"
        )
    weights = np.zeros(len(candidates))
    weights[rows] = found.weights
    return replace(
        found,
        treated=candidates.joins_this_month,
        weights=weights,
        treated_rows=rows[found.treated_rows],
        control_rows=rows[found.control_rows],
    )


def _nearest_on_chance(
    candidates: Candidates, joining: Joining, rows: Whole, each: int, caliper: float, serve_again: bool
) -> Matched:
    from joinedup.evaluation.methods.matching.risk_sets import match_risk_sets, person_months

    months = person_months(
        candidates.person_index[rows],
        candidates.month[rows],
        candidates.joins_this_month[rows],
        joining.logit[rows],
    )
    strata = None if candidates.strata is None else candidates.strata[rows].astype(np.int32)
    return match_risk_sets(months, ratio=each, caliper=caliper, strata=strata, serve_again=serve_again)


def _nearest_on_features(
    candidates: Candidates, joining: Joining, rows: Whole, each: int, caliper: float
) -> Matched:
    from joinedup.evaluation.methods.matching.mahalanobis import mahalanobis
    from joinedup.evaluation.methods.matching.strata import strata_of

    exact = [candidates.month[rows]] + ([] if candidates.strata is None else [candidates.strata[rows]])
    return mahalanobis(
        candidates.model_features[rows],
        candidates.joins_this_month[rows],
        candidates.feature_names,
        ratio=each,
        score=joining.logit[rows],
        caliper=caliper,
        strata=strata_of(exact),
    )
