"""The features that a matched comparison is adjusted for, ready for a regression."""

from __future__ import annotations

import numpy as np

from joinedup.evaluation.candidates import Candidates
from joinedup.evaluation.matched_controls.rate_ratio import Members
from joinedup.evaluation.methods.results import Floats


def features_to_adjust_for(candidates: Candidates, members: Members) -> Floats:
    """A row a member: the features as known in the month of matching, with mean 0 and standard deviation 1, without those that
    are the same for all members or that earlier ones determine."""
    from joinedup.evaluation.methods.matching.columns import repeated_columns

    values = candidates.model_features[members.row]
    spread = values.std(axis=0)
    varies = spread > 1e-9 * np.maximum(np.abs(values.mean(axis=0)), 1e-9)
    scaled: Floats = (values[:, varies] - values[:, varies].mean(axis=0)) / spread[varies]
    if not scaled.shape[1]:
        return scaled
    correlation = scaled.T @ scaled / len(scaled)
    return np.asarray(scaled[:, ~repeated_columns(correlation, np.ones(len(correlation), bool))])
