"""Whether matching made the groups alike: standardised differences, variance ratios, effective sample size, before and after."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from joinedup.evaluation.methods.matching import group_moments as groups
from joinedup.evaluation.methods.matching.balance_table import balance_lines
from joinedup.evaluation.methods.matching.distributions import Gaps, gaps_of
from joinedup.evaluation.methods.matching.group_moments import GroupMoments, group_moments
from joinedup.evaluation.methods.matching.matched import Matched
from joinedup.evaluation.methods.matching.table import Table, table_of
from joinedup.evaluation.methods.matching.thresholds import Alike, alike
from joinedup.evaluation.methods.one_thread import on_one_thread
from joinedup.evaluation.methods.results import Bools, Floats, MethodError


@dataclass(frozen=True)
class Balance:
    """One entry a covariate. Differences are treated less controls, in standard deviations of all treated rows (those of the
    controls where the treated do not vary); variance ratios are treated over controls, NaN for columns of 0 and 1."""

    names: tuple[str, ...]
    treated_mean: Floats
    control_mean_before: Floats
    control_mean_after: Floats
    difference_before: Floats
    difference_after: Floats
    variance_ratio_before: Floats
    variance_ratio_after: Floats
    controls_before: float
    effective_controls: float
    treated_before: int
    treated_after: int
    gaps: Gaps | None
    limits: Alike

    @property
    def unlike(self) -> Bools:
        """Covariates that still differ: by their mean, or by their variance."""
        return self.means_differ | self.variances_differ

    @property
    def means_differ(self) -> Bools:
        """Covariates whose standardised difference is not below the limit."""
        return ~(np.abs(self.difference_after) < self.limits.largest_difference)

    @property
    def variances_differ(self) -> Bools:
        """Covariates whose variance ratio lies outside its limits."""
        ratio = self.variance_ratio_after
        return (ratio < self.limits.lowest_variance_ratio) | (ratio > self.limits.highest_variance_ratio)

    @property
    def is_good(self) -> bool:
        """Whether no covariate still differs."""
        return not bool(self.unlike.any())

    @property
    def sentence(self) -> str:
        """Whether balance is good, and if not, in what."""
        limit, number = self.limits.largest_difference, len(self.names)
        if self.is_good:
            worst = int(np.argmax(np.abs(self.difference_after)))
            return (
                f"Balance is good: after matching all {number} covariates differ by less than {limit:g} standard deviations"
                f" (largest {abs(self.difference_after[worst]):.2f}, {self.names[worst]}), and their variances are alike."
            )
        means = _listed(self.names, self.difference_after, self.means_differ)
        variances = _listed(self.names, self.variance_ratio_after, self.variances_differ)
        apart = f"{int(self.means_differ.sum())} of {number} covariates differ by {limit:g} standard deviations or more: {means}"
        unlike = f"{int(self.variances_differ.sum())} of {number} vary more in one group (ratio of variances): {variances}"
        found = "; ".join([*([apart] if means else []), *([unlike] if variances else [])])
        return f"Balance is not good: {found}. Match more closely on them, or adjust for them and say so."

    def love_plot_svg(self, name: str = "balance") -> str:
        """The standardised differences before and after, as an SVG to stand in a page."""
        from joinedup.evaluation.methods.matching.love_plot import love_plot_svg

        limit = self.limits.largest_difference
        return love_plot_svg(name, self.names, self.difference_before, self.difference_after, limit)

    def __str__(self) -> str:
        means = (self.treated_mean, self.control_mean_before, self.control_mean_after)
        differences = (self.difference_before, self.difference_after)
        ratios = (self.variance_ratio_before, self.variance_ratio_after)
        said = (
            f"{self.treated_after:,} of {self.treated_before:,} treated; controls {self.controls_before:,.0f},"
            f" effective after matching {self.effective_controls:,.1f}"
        )
        lines = balance_lines(self.names, self.unlike, means, (*differences, *ratios))
        return "\n".join([*lines, said, self.sentence])


@on_one_thread
def balance_of(
    features: ArrayLike,
    matched: Matched,
    names: Sequence[str] | None = None,
    *,
    distributions: bool = False,
    limits: Alike | None = None,
) -> Balance:
    """Balance of the covariates (rows x columns) over a matched sample, in one pass over the rows.

    `distributions` adds the gaps between cumulative shares, for which every column is sorted. MethodError when nobody is in
    the matched sample.
    """
    table = table_of(features, matched.treated, names)
    if not matched.treated_used or not matched.controls_used:
        raise MethodError("the matched sample is empty: widen the caliper, or match on fewer strata")
    found = group_moments(table, matched.weights)
    gaps = gaps_of(table, matched.weights, found.binary) if distributions else None
    return _balance(table, matched, found, gaps, limits or alike())


def _balance(
    table: Table, matched: Matched, found: GroupMoments, gaps: Gaps | None, limits: Alike
) -> Balance:
    spread = np.sqrt(found.variance[groups.TREATED_BEFORE])
    spread = np.where(spread > 0, spread, np.sqrt(found.variance[groups.CONTROLS_BEFORE]))
    before = found.mean[groups.TREATED_BEFORE] - found.mean[groups.CONTROLS_BEFORE]
    after = found.mean[groups.TREATED_AFTER] - found.mean[groups.CONTROLS_AFTER]
    return Balance(
        names=table.names,
        treated_mean=found.mean[groups.TREATED_AFTER],
        control_mean_before=found.mean[groups.CONTROLS_BEFORE],
        control_mean_after=found.mean[groups.CONTROLS_AFTER],
        difference_before=_in_spreads(before, spread),
        difference_after=_in_spreads(after, spread),
        variance_ratio_before=_ratio(found, groups.TREATED_BEFORE, groups.CONTROLS_BEFORE),
        variance_ratio_after=_ratio(found, groups.TREATED_AFTER, groups.CONTROLS_AFTER),
        controls_before=float(found.effective[groups.CONTROLS_BEFORE]),
        effective_controls=float(found.effective[groups.CONTROLS_AFTER]),
        treated_before=int(np.count_nonzero(table.treated)),
        treated_after=matched.treated_used,
        gaps=gaps,
        limits=limits,
    )


def _in_spreads(difference: Floats, spread: Floats) -> Floats:
    """Nothing to divide by: no difference is none, any other is endless."""
    endless = np.where(difference == 0, 0.0, np.copysign(np.inf, difference))
    return np.divide(difference, spread, out=endless, where=spread > 0)


def _ratio(found: GroupMoments, treated: int, controls: int) -> Floats:
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = found.variance[treated] / found.variance[controls]
    return np.where(found.binary, np.nan, ratio)


def _listed(names: Sequence[str], values: Floats, wanted: Bools) -> str:
    order = [at for at in np.argsort(-np.abs(values)) if wanted[at]]
    shown = ", ".join(f"{names[at]} ({values[at]:.2f})" for at in order[:5])
    return shown + (f" and {len(order) - 5} more" if len(order) > 5 else "")
