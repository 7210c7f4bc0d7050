"""What treated units would have been without the treatment: the part that all counterfactual designs share.

A design says, for treated units that start together, what they would have been (`Imputer.without`). Here the cohorts of a
panel are put together: effects over all treated cells, effects by time since the start, and what a reader must be told.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np

from joinedup.evaluation.methods.panel.counterfactual_limits import Limits
from joinedup.evaluation.methods.panel.panel import Panel
from joinedup.evaluation.methods.panel.usable import cautions_on, refuse, unit_weights
from joinedup.evaluation.methods.results import Bools, Caution, Floats, Whole


@dataclass(frozen=True)
class Without:
    """Paths without the treatment (treated units x times), the donors' weights (treated units x donors; None where the
    method has none), and figures of the fit by slug."""

    path: Floats
    weights: Floats | None = None
    figures: Mapping[str, float] = field(default_factory=dict)


class Imputer(Protocol):
    """A design's heart: it reads outcomes of treated units only before `start`, the index of the first time treated."""

    def without(self, donors: Floats, treated: Floats, start: int, sizes: Floats) -> Without:
        """Paths of `treated` (units x times) without the treatment, from `donors` (units x times). `sizes` is what each
        treated unit counts for, to designs that fit several as one."""
        ...


@dataclass(frozen=True)
class Counterfactual:
    """Treated units as they were and as they would have been, at every time of the panel. `sizes` is what each counts for
    in every mean below (its exposure; 1 for all where the panel has none)."""

    starts: Whole
    sizes: Floats
    observed: Floats
    without: Floats
    weights: Floats | None
    figures: Mapping[str, float]

    @property
    def gaps(self) -> Floats:
        """Observed less the counterfactual, treated units x times."""
        return self.observed - self.without

    @property
    def effect(self) -> float:
        """The mean gap over treated cells."""
        return self._mean(self.gaps, self._after)

    @property
    def unit_effects(self) -> Floats:
        """The mean gap of each treated unit from its start on."""
        return np.asarray((self.gaps * self._after).sum(axis=1) / self._after.sum(axis=1))

    @property
    def outcome_without(self) -> float:
        """The mean counterfactual over treated cells: what a relative change is relative to."""
        return self._mean(self.without, self._after)

    @property
    def outcome_observed(self) -> float:
        """The mean outcome over treated cells."""
        return self._mean(self.observed, self._after)

    @property
    def error_before(self) -> float:
        """Root of the mean square gap before the start."""
        return float(np.sqrt(self._mean(self.gaps**2, ~self._after)))

    @property
    def error_after(self) -> float:
        """Root of the mean square gap from the start on."""
        return float(np.sqrt(self._mean(self.gaps**2, self._after)))

    @property
    def _after(self) -> Bools:
        return np.asarray(np.arange(self.observed.shape[1]) >= self.starts[:, None])

    def _mean(self, values: Floats, cells: Bools) -> float:
        weights = cells * self.sizes[:, None]
        return float((values * weights).sum() / weights.sum())

    def means(self) -> tuple[Floats, Floats]:
        """The means of treated units at each time: observed, and without the treatment."""
        shares = self.sizes / self.sizes.sum()
        return shares @ self.observed, shares @ self.without

    def by_time(self) -> tuple[Whole, Floats]:
        """Times since the start, and the mean gap over the units seen at each."""
        since = np.arange(self.gaps.shape[1]) - self.starts[:, None]
        places = (since - since.min()).ravel()
        sizes = np.broadcast_to(self.sizes[:, None], self.gaps.shape).ravel()
        sums = np.bincount(places, weights=self.gaps.ravel() * sizes)
        return np.arange(since.min(), since.max() + 1), sums / np.bincount(places, weights=sizes)


def imputed(
    imputer: Imputer, donors: Floats, treated: Floats, starts: Whole, sizes: Floats
) -> Counterfactual:
    """The counterfactual of treated units, cohort by cohort: units that start together are handed over together. Figures
    are means over cohorts, weighted by units."""
    path = np.empty_like(treated)
    weights: Floats | None = np.zeros((len(treated), len(donors)))
    figures: dict[str, float] = {}
    for start in np.unique(starts):
        rows = starts == start
        found = imputer.without(donors, treated[rows], int(start), sizes[rows])
        path[rows] = found.path
        if found.weights is None:
            weights = None
        elif weights is not None:
            weights[rows] = found.weights
        for name, value in found.figures.items():
            figures[name] = figures.get(name, 0.0) + value * float(rows.mean())
    return Counterfactual(starts, sizes, treated, path, weights, figures)


def of_panel(imputer: Imputer, panel: Panel) -> Counterfactual:
    """The counterfactual of a panel's treated units from the units never treated."""
    treated = panel.is_treated
    sizes = unit_weights(panel)[treated]
    return imputed(imputer, panel.outcomes[~treated], panel.outcomes[treated], panel.starts[treated], sizes)


def why_not(panel: Panel, limits: Limits) -> str | None:
    """Why no counterfactual design can be used on this panel, in words; None when one can."""
    treated = panel.is_treated
    donors = int((~treated).sum())
    if not treated.any():
        return "no unit is treated at any time of this panel: name the units that started, or widen the window after the start"
    if donors < limits.fewest_donors:
        return (
            f"{donors} unit{'' if donors == 1 else 's'} of {len(panel.units)} never treated: at least {limits.fewest_donors}"
            " are needed to make a comparison from; add units that did not change"
        )
    before = int(panel.starts[treated].min())
    if before < limits.fewest_times_before:
        return (
            f"{before} time{'' if before == 1 else 's'} before the earliest start: at least {limits.fewest_times_before} are"
            " needed to learn which units move alike; begin the panel earlier, or leave units that start so early out"
        )
    if np.ptp(panel.outcomes[~treated], axis=1).max() == 0:
        return (
            "no untreated unit's outcome ever changes: nothing can be learnt from constant columns; look whether the"
            " outcome was read rightly, or choose another"
        )
    return None


def checked(panel: Panel, limits: Limits) -> None:
    """MethodError, in the words of why_not, when the panel cannot be used."""
    refuse(why_not(panel, limits))


def cautions_of(panel: Panel, found: Counterfactual, limits: Limits) -> tuple[Caution, ...]:
    """What a reader must know of the panel itself: a short time before the start, levels that donors do not reach."""
    cautions = list(cautions_on(panel))
    before = int(found.starts.min())
    if before < limits.short_times_before:
        cautions.append(
            Caution(
                "short-before",
                f"only {before} times before the earliest start: a good fit may be luck, and a season cannot be told from a"
                " change; begin the panel earlier if there are data",
            )
        )
    outside = _outside(panel)
    if outside:
        named = ", ".join(outside[:3]) + (f" and {len(outside) - 3} more" if len(outside) > 3 else "")
        cautions.append(
            Caution(
                "outside-donors",
                f"the mean before the start of {named} lies outside that of every donor: no weighted mean of donors can reach"
                " it; compare with a design that lets levels differ (synthetic difference in differences, or level_shift)",
            )
        )
    return tuple(cautions)


def _outside(panel: Panel) -> list[str]:
    """Treated units whose mean before their start no donor's mean over the same times reaches, above or below."""
    donors = panel.outcomes[~panel.is_treated]
    found = []
    for row in np.flatnonzero(panel.is_treated):
        start = int(panel.starts[row])
        means = donors[:, :start].mean(axis=1)
        level = panel.outcomes[row, :start].mean()
        if not means.min() <= level <= means.max():
            found.append(panel.units[row])
    return found
