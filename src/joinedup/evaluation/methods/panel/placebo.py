"""Placebos in space: what the design finds where nothing happened, and the interval and p values that follow from it.

Each donor (or, for several treated units, a random set of as many donors with the same starts) is treated as if it had
changed, and its effect estimated from the donors left. Abadie, Diamond, Hainmueller 2010 (JASA 105:493) rank the treated unit
among them; Arkhangelsky and others 2021 (American Economic Review 111:4088, algorithm 4) take their spread as the standard
error. The interval here is the estimate plus and minus the t quantile of (donors - 1) degrees of freedom times the
root mean square of the placebo effects: about nought and not about their mean, so that what the design gets wrong on average
counts; with t and not the normal, because the spread is learnt from few donors.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import comb

import numpy as np
from scipy.stats import t as t_distribution

from joinedup.evaluation.methods.panel.counterfactual import Counterfactual, Imputer, imputed
from joinedup.evaluation.methods.results import Floats, Whole


@dataclass(frozen=True)
class Placebos:
    """Effects where nothing happened: one per draw, with the path by time since the start (draws x times, the times in `since`),
    and the errors before and after. `set_size` is the number of donors treated at once; `scale` what turns their spread into
    that of the number really treated; `donors` how many there were to draw from."""

    effects: Floats
    since: Whole
    paths: Floats
    errors_before: Floats
    errors_after: Floats
    donors: int
    set_size: int
    scale: float

    def standard_error(self, error_before: float | None = None) -> float:
        """Root mean square of the placebo effects. With `error_before` (of the treated), each is first scaled from its own error
        before the start to this one: units that are noisier, or fitted worse, count for what they are."""
        return float(np.sqrt(np.mean(self._scaled(self.effects, error_before) ** 2)))

    def standard_errors_by_time(self, since: Whole, error_before: float | None = None) -> Floats:
        """The same for the mean gap at each time since the start; infinite where no draw reaches."""
        squares = self._scaled(self.paths, error_before) ** 2
        seen = np.isfinite(squares)
        sums = np.where(seen, squares, 0).sum(axis=0)
        known = np.where(seen.any(axis=0), np.sqrt(sums / np.maximum(seen.sum(axis=0), 1)), np.inf)
        place = since - self.since[0]
        inside = (place >= 0) & (place < len(self.since))
        return np.where(inside, known[np.clip(place, 0, len(known) - 1)], np.inf)

    def permutation_p_value(self, found: Counterfactual) -> float:
        """The share, among the draws and the treated themselves, whose error after over error before is at least as large
        as that of the treated (Abadie, Diamond, Hainmueller 2010)."""
        ratios = _ratio(self.errors_after, self.errors_before)
        own = _ratio(np.array([found.error_after]), np.array([found.error_before]))[0]
        return float((1 + (ratios >= own).sum()) / (1 + len(ratios)))

    @property
    def smallest_p_value(self) -> float:
        """No permutation p value can be smaller than this: one in one more than there are different sets of donors."""
        return 1 / (1 + min(len(self.effects), comb(self.donors, self.set_size)))

    def _scaled(self, values: Floats, error_before: float | None) -> Floats:
        if error_before is None:
            return values * self.scale
        # Both errors are drawn to the donors' median: a fit that is perfect by luck must not make an interval vanish.
        usual = float(np.median(self.errors_before))
        own = np.maximum(self.errors_before**2 + usual**2, np.finfo(float).tiny)
        against = np.sqrt((error_before**2 + usual**2) / own)
        shape = (-1,) + (1,) * (values.ndim - 1)
        return np.asarray(values * self.scale * against.reshape(shape))


@dataclass(frozen=True)
class Spread:
    """The standard error of an effect, with the degrees of freedom it is known with; `stretch` is what it is of the
    placebos' own standard error, to carry pooling over to the path by time."""

    standard_error: float
    degrees: int
    stretch: float

    def reach(self, level: float) -> float:
        """How many standard errors the interval reaches to each side."""
        return float(t_distribution.ppf(0.5 + level / 2, self.degrees))

    def p_value(self, effect: float) -> float:
        """Two-sided, by the same t distribution as the interval."""
        if self.standard_error == 0:
            return 1.0 if effect == 0 else 0.0
        return float(2 * t_distribution.sf(abs(effect) / self.standard_error, self.degrees))


def spread_of(drawn: Placebos, found: Counterfactual, error_before: float | None, spent: int = 0) -> Spread:
    """The standard error of the effect found, with `spent` degrees of freedom fewer than there are donors to learn it from.

    Where there are no more donors than treated, the donors alone say too little: how the treated units' own effects differ is
    pooled with the placebos, each for its degrees of freedom. If the treatment works differently from unit to unit, this
    makes the interval wider than it need be.
    """
    alone = drawn.standard_error(error_before)
    treated = len(found.starts)
    if drawn.donors > treated or alone == 0:
        return Spread(alone, max(1, drawn.donors - 1 - spent), 1.0)
    effects, shares = found.unit_effects, found.sizes / found.sizes.sum()
    variance = float(shares @ (effects - shares @ effects) ** 2) * treated / (treated - 1)
    of_treated = variance * (float((shares**2).sum()) + 1 / drawn.donors)
    degrees = max(1, drawn.donors + treated - 2 - spent)
    pooled = ((drawn.donors - 1) * alone**2 + (treated - 1) * of_treated) / (drawn.donors + treated - 2)
    return Spread(float(np.sqrt(pooled)), degrees, float(np.sqrt(pooled) / alone))


def _ratio(after: Floats, before: Floats) -> Floats:
    return after / np.maximum(before, np.finfo(float).tiny)


def placebos(
    imputer: Imputer, donors: Floats, sizes: Floats, starts: Whole, draws: int, rng: np.random.Generator
) -> Placebos:
    """Placebo effects among `donors` (units x times, each counting for its size) for treated units with `starts`.

    One treated unit: every donor once, no chance in it, and the spread is that of one draw more than were seen. Several: `draws`
    random sets of as many donors, with the starts dealt out at random. A set never takes more than a third of the donors, and
    what it takes is missing from those it is compared with: the spread is scaled by how a difference of two means varies with
    the units on both sides. Where that leaves sets of one, every donor is taken once with every start.
    """
    treated, count = len(starts), len(donors)
    size = min(treated, max(1, count // 3))
    sets = _sets(count, size, starts, draws, rng)
    found = [_placebo(imputer, donors, sizes, rows, dealt) for rows, dealt in sets]
    lowest = min(one[1][0] for one in found)
    highest = max(one[1][-1] for one in found)
    paths = np.full((len(found), highest - lowest + 1), np.nan)
    for row, (_, since, path) in zip(paths, found, strict=True):
        row[since - lowest] = path
    whole = [one for one, _, _ in found]
    scale = np.sqrt(1 + 1 / count)
    if treated > 1:
        scale = np.sqrt((1 / treated + 1 / count) / (1 / size + 1 / (count - size)))
    return Placebos(
        np.array([one.effect for one in whole]),
        np.arange(lowest, highest + 1),
        paths,
        np.array([one.error_before for one in whole]),
        np.array([one.error_after for one in whole]),
        count,
        size,
        float(scale),
    )


def _sets(
    count: int, size: int, starts: Whole, draws: int, rng: np.random.Generator
) -> list[tuple[Whole, Whole]]:
    if size == 1:
        return [(np.array([row]), np.array([start])) for row in range(count) for start in np.unique(starts)]
    return [
        (rng.choice(count, size, replace=False), rng.choice(starts, size, replace=False))
        for _ in range(draws)
    ]


def _placebo(
    imputer: Imputer, donors: Floats, sizes: Floats, rows: Whole, starts: Whole
) -> tuple[Counterfactual, Whole, Floats]:
    others = np.ones(len(donors), bool)
    others[rows] = False
    one = imputed(imputer, donors[others], donors[rows], starts, sizes[rows])
    since, path = one.by_time()
    return one, since, path
