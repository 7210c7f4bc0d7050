"""One repetition as somebody would write it with what is at hand: scikit-learn for the score and the neighbours, statsmodels for
the rates. Like with like as far as it goes: it has no weights for controls who join, and lets a control serve again.
"""

from __future__ import annotations

import numpy as np
import statsmodels.api as sm
from sklearn.linear_model import LogisticRegression
from sklearn.neighbors import NearestNeighbors

from joinedup.evaluation.candidates import Candidates
from joinedup.evaluation.follow_up import FollowUp
from joinedup.evaluation.methods.results import Floats, Whole

CALIPER = 0.2


def plain_repetition(candidates: Candidates, follow_up: FollowUp, until: int) -> float:
    """The rate ratio of people who joined against their nearest neighbour of the same month."""
    score = _scores(candidates)
    treated, control = _nearest(candidates, score, CALIPER * float(score.std()))
    first = candidates.joining_day[treated]
    rows = [_outcomes(candidates, follow_up, who, first, until) for who in (treated, control)]
    events, years = (np.concatenate([one[at] for one in rows]) for at in (0, 1))
    joined = np.repeat([1.0, 0.0], len(treated))
    seen = years > 0
    model = sm.GLM(
        events[seen],
        sm.add_constant(joined[seen]),
        family=sm.families.Poisson(),
        offset=np.log(years[seen]),
    )
    pair = np.tile(np.arange(len(treated)), 2)[seen]
    found = model.fit(cov_type="cluster", cov_kwds={"groups": pair})
    return float(np.exp(found.params[1]))


def _scores(candidates: Candidates) -> Floats:
    features = candidates.model_features
    months = np.eye(len(candidates.months))[candidates.month]
    spread = features.std(axis=0)
    whole = np.column_stack([features / np.where(spread > 0, spread, 1), months])
    fitted = LogisticRegression(C=1e6, max_iter=500).fit(whole, candidates.joins_this_month)
    return np.asarray(fitted.decision_function(whole))


def _nearest(candidates: Candidates, score: Floats, within: float) -> tuple[Whole, Whole]:
    treated, control = [], []
    for month in range(len(candidates.months)):
        rows = np.flatnonzero(candidates.month == month)
        joining = rows[candidates.joins_this_month[rows]]
        others = rows[~candidates.joins_this_month[rows]]
        if not len(joining) or not len(others):
            continue
        neighbours = NearestNeighbors(n_neighbors=1).fit(score[others, None])
        distance, which = neighbours.kneighbors(score[joining, None])
        near = distance[:, 0] <= within
        treated.append(joining[near])
        control.append(others[which[near, 0]])
    return np.concatenate(treated), np.concatenate(control)


def _outcomes(
    candidates: Candidates, follow_up: FollowUp, rows: Whole, first: Whole, until: int
) -> tuple[Floats, Floats]:
    person = follow_up.index_of(candidates.person[rows])
    _, _, leaves = follow_up.lives_here(person, first)
    own = candidates.joining_day[rows]
    last = np.minimum(np.minimum(leaves, until), np.where(own > first, own, until))
    last = np.maximum(last, first)
    return follow_up.total(person, first, last), (last - first) / 365.25
