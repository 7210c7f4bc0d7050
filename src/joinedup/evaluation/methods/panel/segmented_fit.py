"""Fitting segments to one series by statsmodels, with standard errors that a series deserves."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from scipy import stats

from joinedup.evaluation.methods.panel.autocorrelation import Autocorrelated, with_autocorrelation
from joinedup.evaluation.methods.panel.segments import Series, Terms
from joinedup.evaluation.methods.results import Floats, MethodError

Errors = Literal["autocorrelated", "newey-west", "quasi", "poisson"]
"""autocorrelated: restricted maximum likelihood of order one. quasi: variance times the dispersion. poisson: as Poisson."""


@dataclass(frozen=True)
class SegmentedFit:
    """Coefficients and their covariance; `expected` and `without` (the interruption) are on the scale of the series' own
    numbers at the times kept; `residuals` are Pearson's. `degrees_of_freedom` infinite means normal limits."""

    coefficients: Floats
    covariance: Floats
    degrees_of_freedom: float
    expected: Floats
    without: Floats
    residuals: Floats
    dispersion: float
    autocorrelation: float
    is_log: bool

    def quantile(self, level: float) -> float:
        """How many standard errors an interval reaches."""
        return float(stats.t.ppf((1 + level) / 2, self.degrees_of_freedom))

    def total_effect(self, terms: Terms) -> float:
        """The log of the ratio of expected sums after the start, or the mean difference."""
        seen, without = self.expected[terms.after], self.without[terms.after]
        return float(np.log(seen.sum() / without.sum()) if self.is_log else (seen - without).mean())

    def rate(self, linear: Floats, series: Series) -> Floats:
        """The rate (or mean) at every time that a linear predictor stands for."""
        if not self.is_log:
            return linear if series.control is None else linear + series.control
        if series.control is None or series.control_exposure is None:
            return np.exp(linear)
        return np.exp(linear) * series.control / series.control_exposure


def fit_segments(series: Series, terms: Terms, model: str, errors: Errors) -> SegmentedFit:
    """Poisson regression of counts with log exposure as offset; with control counts, the binomial regression of the treated
    count among both, which is Poisson regression with an effect of every month; for means, least squares (of the difference
    from the control). MethodError when it has no finite answer."""
    offset = _offset(series, terms)
    fit = _fitted(series, terms, model, offset)
    coefficients = np.asarray(fit.params)
    weights, residuals = _working(series, terms, model, np.asarray(fit.fittedvalues))
    scaled = terms.design * np.sqrt(weights)[:, None]
    found = with_autocorrelation(scaled, residuals, terms.kept)
    dispersion = float((residuals**2).sum()) / (scaled.shape[0] - scaled.shape[1])
    least = 1.0 if errors == "poisson" and model == "counts" else dispersion
    covariance, freedom = _sureness(errors, scaled, residuals, found, least)
    is_log = model == "counts"
    expected, without = (
        _expected(design @ coefficients + offset, series, terms, is_log)
        for design in (terms.design, terms.design * ~terms.interruption)
    )
    return SegmentedFit(
        coefficients, covariance, freedom, expected, without, residuals, dispersion, found.correlation, is_log
    )


def _expected(linear: Floats, series: Series, terms: Terms, is_log: bool) -> Floats:
    if not is_log:
        return linear
    times = 1.0 if series.control is None else series.control[terms.kept]
    return np.asarray(np.exp(linear) * times)


def _sureness(
    errors: Errors, scaled: Floats, residuals: Floats, found: Autocorrelated, dispersion: float
) -> tuple[Floats, float]:
    """The covariance of the coefficients and the degrees of freedom of their t."""
    if errors == "autocorrelated":
        return found.covariance, found.degrees_of_freedom
    base = np.asarray(np.linalg.inv(scaled.T @ scaled), dtype=float)
    if errors == "newey-west":
        return _newey_west(scaled, residuals, base), float(scaled.shape[0] - scaled.shape[1])
    return base * dispersion, np.inf


def _offset(series: Series, terms: Terms) -> Floats:
    exposure = series.exposure[terms.kept]
    if series.control_exposure is None:
        return np.log(exposure)
    return np.log(exposure / series.control_exposure[terms.kept])


def _fitted(series: Series, terms: Terms, model: str, offset: Floats) -> Any:
    from statsmodels.genmod import families
    from statsmodels.genmod.generalized_linear_model import GLM
    from statsmodels.tools.sm_exceptions import ConvergenceWarning, PerfectSeparationWarning

    outcome = series.outcome[terms.kept]
    control = None if series.control is None else series.control[terms.kept]
    if model == "means":
        numbers, family = outcome - (0 if control is None else control), families.Gaussian()
    else:
        _check_counts(outcome, control, terms)
        numbers = outcome if control is None else np.column_stack([outcome, control])
        family = families.Poisson() if control is None else families.Binomial()
    with warnings.catch_warnings():
        # A series without noise is fitted perfectly, which is no fault; whether it settled is asked below.
        warnings.simplefilter("ignore", PerfectSeparationWarning)
        warnings.simplefilter("ignore", ConvergenceWarning)
        fit = GLM(numbers, terms.design, family=family, offset=None if model == "means" else offset).fit()
    if not fit.converged or not np.isfinite(fit.params).all():
        raise MethodError(
            "the regression does not settle: ask for fewer terms (harmonics, trend, slope), or a longer series"
        )
    return fit


def _check_counts(outcome: Floats, control: Floats | None, terms: Terms) -> None:
    for counts in (outcome,) if control is None else (outcome, control):
        if not counts[terms.after].sum() or not counts[~terms.after].sum():
            raise MethodError(
                "no count at all on one side of the start: a ratio has no finite interval; use a longer window or a more"
                " frequent measure"
            )
    if control is not None and not (outcome + control > 0).all():
        raise MethodError(
            "at some time neither treated nor control units have any count: use longer times (quarters)"
        )


def _working(series: Series, terms: Terms, model: str, fitted: Floats) -> tuple[Floats, Floats]:
    """Working weights and Pearson residuals, whose variance is the dispersion."""
    outcome = series.outcome[terms.kept]
    if model == "means":
        control = 0.0 if series.control is None else series.control[terms.kept]
        return np.ones(len(outcome)), outcome - control - fitted
    if series.control is None:
        return fitted, (outcome - fitted) / np.sqrt(fitted)
    both = outcome + series.control[terms.kept]
    weights = both * fitted * (1 - fitted)
    return weights, (outcome - both * fitted) / np.sqrt(weights)


def _newey_west(scaled: Floats, residuals: Floats, base: Floats) -> Floats:
    """Newey and West 1987 with their 1994 rule for lags, by statsmodels, and its small-sample correction."""
    from statsmodels.stats.sandwich_covariance import S_hac_simple

    count, terms = scaled.shape
    lags = int(4 * (count / 100) ** (2 / 9))
    middle = S_hac_simple(scaled * residuals[:, None], nlags=lags)
    return np.asarray(base @ middle @ base * count / (count - terms))
