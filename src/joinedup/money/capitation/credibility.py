"""How far a practice's own figures are believed: the more person-years behind them, the more.

Bühlmann H, Straub E. Glaubwürdigkeit für Schadensätze. Mitteilungen der Vereinigung Schweizerischer
Versicherungsmathematiker 1970;70:111-133; in English: Klugman SA, Panjer HH, Willmot GE. Loss Models, 5th edition, chapter 18.
Limited fluctuation: Mowbray AH. Proceedings of the Casualty Actuarial Society 1914;1:24-30.
"""

from __future__ import annotations

from dataclasses import dataclass
from statistics import NormalDist
from typing import Any

import numpy as np

from joinedup.money.capitation.pot import CapitationError, checked_weights
from joinedup.money.pence import Floats


@dataclass(frozen=True)
class Spread:
    """How values differ: `within` a group, from chance, for one person-year (the expected process variance, EPV), and
    `between` groups for good (the variance of hypothetical means, VHM); `mean` over all."""

    mean: float
    within: float
    between: float

    @property
    def person_years_at_half(self) -> float:
        """K = EPV / VHM: the person-years at which own figures count for half; infinite where groups do not differ."""
        return self.within / self.between if self.between > 0 else float("inf")


def spread_between(observed: Any, exposure: Any, groups: Any) -> Spread:
    """The spread within and between groups, from one element a person: `observed` amount, `exposure` (person-years, or the
    amount expected) and the label of the `group` they belong to.

    The unbiased estimators of Bühlmann and Straub; a `between` that comes out below 0 is 0: chance explains all there is.
    CapitationError with fewer than two groups with people, or nobody to tell chance from.
    """
    amounts, lived = np.asarray(observed, np.float64), checked_weights(exposure, "exposure")
    present = lived > 0
    amounts, lived, labels = amounts[present], lived[present], np.asarray(groups)[present]
    _, place = np.unique(labels, return_inverse=True)
    people, sizes = np.bincount(place), np.bincount(place, lived)
    if len(sizes) < 2 or len(lived) <= len(sizes):
        raise CapitationError(
            "credibility needs at least two practices and more than one person in one: say K from the literature instead"
        )
    means = np.bincount(place, amounts) / sizes
    within = float((lived * (amounts / lived - means[place]) ** 2).sum() / (people - 1).sum())
    total = float(sizes.sum())
    mean = float(amounts.sum()) / total
    unlike = float((sizes * (means - mean) ** 2).sum()) - (len(sizes) - 1) * within
    between = unlike / (total - float((sizes**2).sum()) / total)
    return Spread(mean, within, max(between, 0.0))


def credibility(exposure: Any, person_years_at_half: float) -> Floats:
    """Z = n / (n + K) for each group: from 0 (nothing of its own is believed) to 1. CapitationError for K below 0."""
    size = checked_weights(exposure, "exposure")
    if not person_years_at_half >= 0:
        raise CapitationError(f"K is {person_years_at_half:g}: it must be 0 person-years or more")
    if np.isinf(person_years_at_half):
        return np.zeros_like(size)
    below = size + person_years_at_half
    return np.divide(size, below, out=np.zeros_like(size), where=below > 0)


def blended(own: Any, exposure: Any, person_years_at_half: float, towards: Any) -> Floats:
    """Z · own + (1 − Z) · towards, for each group. `towards` is one figure for all or one for each."""
    believed = credibility(exposure, person_years_at_half)
    return np.asarray(
        believed * np.asarray(own, np.float64) + (1 - believed) * np.asarray(towards, np.float64)
    )


def full_credibility(variation: float, *, within: float = 0.05, confidence: float = 0.90) -> float:
    """Person-years at which chance alone moves the mean by more than `within` (of it) only with 1 − `confidence`.

    n = (z / within)² · CV², with `variation` the coefficient of variation of one person-year. CapitationError for figures
    outside their range.
    """
    if not (variation > 0 and within > 0 and 0 < confidence < 1):
        raise CapitationError(
            f"a coefficient of variation of {variation:g}, within {within:g} with confidence {confidence:g}: the first two"
            " must be above 0, the last between 0 and 1"
        )
    return (NormalDist().inv_cdf((1 + confidence) / 2) / within) ** 2 * variation**2


def limited_fluctuation(exposure: Any, fully_credible_at: float) -> Floats:
    """Z = √(n / n_full), at most 1: the square-root rule. CapitationError for a size of full credibility not above 0."""
    if not fully_credible_at > 0:
        raise CapitationError(f"full credibility at {fully_credible_at:g} person-years: it must be above 0")
    return np.minimum(1.0, np.sqrt(checked_weights(exposure, "exposure") / fully_credible_at))
