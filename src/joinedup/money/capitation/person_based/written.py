"""Need as measured, as the columns of the tables that keep it; fractions rounded, so that every machine keeps the same."""

from __future__ import annotations

from statistics import NormalDist
from typing import Any

import numpy as np

from joinedup.money.capitation.person_based.between_practices import between_practices
from joinedup.money.capitation.person_based.measured import Measured
from joinedup.money.capitation.person_based.need import budgets, shares
from joinedup.money.capitation.person_based.people import People, totals
from joinedup.money.capitation.person_based.settings import FitSettings
from joinedup.money.pence import whole

Written = dict[str, Any]


def person_need(result: Measured) -> Written:
    """person_need."""
    return {
        "person_id": result.people.person_id,
        "predicted_pence": whole(result.need.predicted),
        "weight": np.round(result.need.weight, 9),
    }


def practice_need(result: Measured) -> Written:
    """practice_need."""
    people, own = result.people, result.own
    size = len(people.practices)
    lived = totals(people.practice, people.person_years, size)
    return {
        **_practices(people),
        "people": np.bincount(people.practice, minlength=size),
        "person_years": np.round(lived, 6),
        "cost_pence": _sums(people.practice, people.cost_pence, size),
        "kept_pence": _sums(people.practice, result.cut.kept_pence, size),
        "need_index": np.round(result.need.index_by_model[-1], 9),
        "cost_to_expected": np.round(own.to_expected, 9),
        "believed": np.round(own.believed, 9),
        "index_used": np.round(own.index, 9),
        "share": np.round(shares(own.index, lived), 12),
        "budget_pence": budgets(int(people.cost_pence.sum()), own.index, lived),
    }


def practice_need_step(result: Measured) -> Written:
    """practice_need_step."""
    people, by_model = result.people, result.need.index_by_model
    models, size = by_model.shape
    lived = totals(people.practice, people.person_years, size)
    return {
        **{name: np.tile(values, models) for name, values in _practices(people).items()},
        "model": np.repeat(np.arange(1, models + 1), size),
        "person_years": np.tile(np.round(lived, 6), models),
        "need_index": np.round(by_model.ravel(), 9),
    }


def capitation_model(result: Measured, settings: FitSettings) -> Written:
    """capitation_model."""
    fit = result.models.nested[-1].full
    terms = [result.columns.terms[n] for n in fit.kept]
    amounts, errors = fit.amounts[fit.kept], result.errors[fit.kept]
    reach = NormalDist().inv_cdf((1 + settings.interval) / 2) * errors
    return {
        "position": np.arange(1, len(terms) + 1),
        "characteristic": _words([term.characteristic for term in terms]),
        "name": _words([term.name for term in terms]),
        "compared_with": _words([term.compared_with for term in terms]),
        "people": np.array([term.people for term in terms], dtype=np.int64),
        "amount_pence": np.round(amounts, 3),
        "standard_error": np.round(errors, 3),
        "low_pence": np.round(amounts - reach, 3),
        "high_pence": np.round(amounts + reach, 3),
    }


def capitation_fit(result: Measured, settings: FitSettings) -> Written:
    """capitation_fit."""
    models = result.models
    between = [
        between_practices(models.practice_cost, model.predicted_of_practice, models.practice_years, settings)
        for model in models.nested
    ]
    size = len(models.nested)
    return {
        "model": np.arange(1, size + 1),
        "adds": _words([model.adds for model in models.nested]),
        "amounts": np.array([len(model.learnt.kept) for model in models.nested]),
        "people_learnt": np.full(size, models.learnt_people),
        "people_tested": np.full(size, models.tested_people),
        "r2_learnt": _rounded([model.r2_learnt for model in models.nested]),
        "r2_tested": _rounded([model.r2_tested for model in models.nested]),
        "r2_tested_uncut": _rounded([model.r2_tested_uncut for model in models.nested]),
        "practices": np.array([found.practices for found in between]),
        "r2_practices": _rounded([found.explained for found in between]),
        "r2_practices_low": _rounded([found.low for found in between]),
        "r2_practices_high": _rounded([found.high for found in between]),
        "missed_by_a_tenth": _rounded([found.missed_by_a_tenth for found in between]),
    }


def capitation_tenth(result: Measured, at_once: int) -> Written:
    """capitation_tenth: people tested, by cost as predicted from the other half."""
    people = result.people
    tested = np.flatnonzero(~people.is_learnt_from)
    amounts = result.models.nested[-1].learnt.amounts
    predicted = np.concatenate([rows @ amounts for _, rows in result.columns.slices(at_once)])[tested]
    lived = people.person_years[tested]
    # Rounded, so that people alike are alike on every machine and stay in the order of their numbers.
    order = np.argsort(np.round(predicted, 3), kind="stable")
    up_to = np.cumsum(lived[order])
    tenth = np.empty(len(order), dtype=np.int64)
    tenth[order] = np.minimum((up_to - lived[order] / 2) / up_to[-1] * 10, 9).astype(np.int64)
    years = np.bincount(tenth, lived, minlength=10)
    here = years > 0
    means = [
        whole(np.bincount(tenth, cost, minlength=10)[here] / years[here])
        for cost in (predicted * lived, result.cut.kept_pence[tested].astype(np.float64))
    ]
    return {
        "tenth": np.flatnonzero(here) + 1,
        "people": np.bincount(tenth, minlength=10)[here],
        "person_years": np.round(years[here], 6),
        "predicted_pence": means[0],
        "actual_pence": means[1],
    }


def _practices(people: People) -> Written:
    return {
        "practice_code": _words([practice.code or None for practice in people.practices]),
        "neighbourhood": _words([practice.neighbourhood for practice in people.practices]),
    }


def _sums(position: np.ndarray, pence: np.ndarray, size: int) -> np.ndarray:
    """Whole pence added up by position, in whole numbers."""
    totals = np.zeros(size, dtype=np.int64)
    np.add.at(totals, position, pence)
    return totals


def _words(values: list[str] | list[str | None]) -> np.ndarray:
    return np.array(values, dtype=object)


def _rounded(values: list[float | None]) -> np.ndarray:
    return np.array([None if value is None else round(value, 6) for value in values], dtype=object)
