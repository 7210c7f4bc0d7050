"""Why a risk is high: the things in a person's own record that raise it most, in words."""

from __future__ import annotations

import numpy as np

from joinedup.population.risk_models import Boosting
from joinedup.population.risk_settings import RiskSettings

# Too much memory would go on the contributions of a million people at once.
_AT_ONCE = 50_000


def main_reasons(model: Boosting, x: np.ndarray, risk: np.ndarray, settings: RiskSettings) -> np.ndarray:
    """For the share of people with the highest risk, the features that add most to their log odds, parted by '; '; None
    for the others. Only what the record has is named: never that something is absent or not known."""
    answer = np.full(len(risk), None, dtype=object)
    people = round(len(risk) * settings.reasons_share)
    highest = np.argsort(-risk, kind="stable")[:people]
    for start in range(0, people, _AT_ONCE):
        chosen = highest[start : start + _AT_ONCE]
        rows = x[chosen]
        added = np.where(np.nan_to_num(rows) > 0, model.contributions(rows), -np.inf)
        order = np.argsort(-added, axis=1, kind="stable")[:, : settings.reasons_named]
        raises = np.take_along_axis(added, order, axis=1) > 0
        values = np.take_along_axis(rows, order, axis=1)
        for person, columns, value, counts in zip(chosen, order, values, raises, strict=True):
            said = [
                settings.features[c].words(float(v))
                for c, v, counted in zip(columns, value, counts, strict=True)
                if counted
            ]
            answer[person] = "; ".join(said) or None
    return answer
