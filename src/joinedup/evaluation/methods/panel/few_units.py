"""How sure an estimate is when units are few: two ways to its standard error and degrees of freedom.

Every design here estimates an effect as a sum over units of a share times what the unit's own course says: its course seen
through the design's contrast (after less before, for a unit of that group). Errors of one unit may hang together over time in
any way, because each unit's course enters as one number; units are taken as independent of each other.

*Own spread*: each group's variance from its own units, with residuals enlarged for leverage and Satterthwaite degrees of
freedom (Bell and McCaffrey 2002; Imbens and Kolesár, Review of Economics and Statistics 2016;98:701; for panels Pustejovsky and
Tipton, J Business and Economic Statistics 2018;36:672). It needs several units in each group.

*Pooled spread*: for a group of too few units, the variance of their contrast is read from all units, as a constant plus a part
that falls with a unit's size, and t with two degrees of freedom fewer than units (Ferman and Pinto, Review of Economics and
Statistics 2019;101:452). It assumes that the few vary as the many of their size do.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from scipy import stats

from joinedup.evaluation.methods.panel.thresholds import thresholds
from joinedup.evaluation.methods.results import Caution, Estimate, Floats, Whole

Spread = Literal["automatic", "own", "pooled"]
NOTHING_LEFT = 1e-9
OWN_SPREAD, POOLED_SPREAD = "own-spread-t", "pooled-spread-t"


@dataclass(frozen=True)
class UnitParts:
    """What each of n units contributes to the error of one estimate.

    The estimate's error is the sum over units of `share[i]` times the unit's error seen through the contrast of its group;
    `seen[g, j]` is the residual of unit j through the contrast of group g, NaN where it cannot be seen so. `group` says whose
    contrast is a unit's own. `leverage` is how far the fit bends to a unit (1: altogether). `size` is the unit's weight.
    `own` and `shared` say what a residual has lost to the fit: under equal variances the covariance of the shares' residuals
    is diag(own) less shared times shared transposed.
    """

    share: Floats
    seen: Floats
    group: Whole
    leverage: Floats
    size: Floats
    own: Floats
    shared: Floats


@dataclass(frozen=True)
class Sureness:
    """A standard error, the degrees of freedom of its t, and the slug of where both come from."""

    standard_error: float
    degrees_of_freedom: float
    interval_by: str

    def estimate(self, value: float, method: str, level: float, cautions: tuple[Caution, ...]) -> Estimate:
        """The estimate of a difference with its t interval and two-sided p value."""
        reach = float(stats.t.ppf((1 + level) / 2, self.degrees_of_freedom)) * self.standard_error
        p_value = (
            2 * float(stats.t.sf(abs(value) / self.standard_error, self.degrees_of_freedom))
            if self.standard_error
            else None
        )
        return Estimate(
            value,
            value - reach,
            value + reach,
            "difference",
            method,
            self.interval_by,
            level,
            self.standard_error,
            p_value,
            cautions,
        )


def own_scores(parts: UnitParts) -> Floats:
    """Each unit's part of the error, enlarged for its leverage; the sum of squares is the variance. Zero at leverage 1."""
    left = 1 - parts.leverage
    seen = parts.seen[parts.group, np.arange(len(parts.share))]
    return np.where(left > NOTHING_LEFT, parts.share * seen / np.sqrt(np.maximum(left, NOTHING_LEFT)), 0.0)


def own_spread(parts: UnitParts) -> Sureness:
    """From each group's own units: heteroskedasticity- and cluster-robust (CR2), Satterthwaite degrees of freedom."""
    left = np.maximum(1 - parts.leverage, NOTHING_LEFT)
    usable = 1 - parts.leverage > NOTHING_LEFT
    own = np.where(usable, parts.own / left, 0.0)
    shared = np.where(usable[:, None], parts.shared / np.sqrt(left)[:, None], 0.0)
    lost = (shared**2).sum(axis=1)
    total = float((own - lost).sum())
    squares = float((own**2).sum() - 2 * (own * lost).sum() + ((shared.T @ shared) ** 2).sum())
    variance = float((own_scores(parts) ** 2).sum())
    return Sureness(variance**0.5, max(total**2 / squares, 1.0), OWN_SPREAD)


def pooled_spread(parts: UnitParts) -> Sureness:
    """From all units: the variance through each group's contrast as a function of size, t with n - 2 degrees of freedom."""
    left = 1 - parts.leverage
    variance = 0.0
    most = 0
    for group in np.unique(parts.group):
        usable = (left > NOTHING_LEFT) & np.isfinite(parts.seen[group])
        members = parts.group == group
        expected = _variance_by_size(
            parts.seen[group][usable] ** 2, left[usable], parts.size[usable], parts.size[members]
        )
        variance += float((parts.share[members] ** 2 * expected).sum())
        most = max(most, int(usable.sum()))
    lost = 2 if (left > NOTHING_LEFT).all() else 1
    return Sureness(variance**0.5, max(most - lost, 1), POOLED_SPREAD)


def _variance_by_size(squares: Floats, left: Floats, size: Floats, wanted: Floats) -> Floats:
    """The variance as a + b / size, neither below zero, fitted to squared residuals of which the fit has left a part `left`
    each; evaluated at the sizes wanted."""
    alike = np.full(len(wanted), squares.sum() / left.sum())
    if np.ptp(size) < NOTHING_LEFT or len(squares) < 3:
        return alike
    inverse = 1 / size
    slope, constant = np.polyfit(inverse, squares / left, 1, w=np.sqrt(left))
    if slope < 0:
        return alike
    if constant < 0:
        return np.asarray(float((squares * inverse).sum() / (left * inverse**2).sum()) / wanted)
    return np.asarray(constant + slope / wanted)


def how_sure(parts: UnitParts, treated: int, spread: Spread) -> tuple[Sureness, tuple[Caution, ...]]:
    """The standard error by the spread asked for; automatic is own, unless either side has too few units for that."""
    fewest = min(treated, len(parts.share) - treated)
    needed = int(thresholds("few_units")["own_spread_from"])
    if spread == "own" and fewest > 1:
        return own_spread(parts), ()
    if spread == "automatic" and fewest >= needed:
        return own_spread(parts), ()
    return pooled_spread(parts), _few(treated, len(parts.share) - treated, needed)


def _few(treated: int, others: int, needed: int) -> tuple[Caution, ...]:
    if min(treated, others) >= needed:
        return ()
    few, kind = min((treated, "treated unit(s)"), (others, "never-treated unit(s)"))
    said = (
        f"{few} {kind}: too few to show how much they vary of themselves, so the interval takes them to vary as the other"
        f" units of their size do, which cannot be checked; {needed} are needed to do without that"
    )
    return (Caution("few-units", said),)
