"""The comparison of people who joined with people like them, as the registered plan says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np

from joinedup.answers.evaluating.designs import ALSO, VARIATIONS, matched_design
from joinedup.answers.evaluating.matched_checks import matched_checks
from joinedup.answers.evaluating.outcomes import Outcomes
from joinedup.answers.evaluation_report.answer import (
    Characteristic,
    Comparison,
    Flow,
    Left,
    Measure,
    OtherWay,
    OverTime,
    Point,
)
from joinedup.answers.evaluation_report.characteristics import in_words
from joinedup.answers.page.words import day
from joinedup.evaluation.matched_controls import MatchedControls, MatchedStudy
from joinedup.evaluation.methods.results import MethodError
from joinedup.learning.protocols import Plan

JOINED, BESIDE = "Joined", "People like them"
MONTHS_A_QUARTER = 3
IN_WORDS = (
    "Each person who joined is compared with somebody like them who was just as eligible in the same month and had not joined;"
    " both are followed from the day the one joined."
)
METHODS = (
    "risk-set matching on the chance of joining (Li, Propert and Rosenbaum 2001)",
    "weights for controls who join later (Robins and Finkelstein 2000)",
    "Poisson regression of the events, with intervals clustered by matched set and person",
)


def matched_comparison(
    outcomes: Outcomes, plan: Plan, measure: Measure, data_until: date, level: float
) -> Comparison:
    """Everything about one assumption tested with matched controls; words instead of an estimate where there is none."""
    design = matched_design(plan.options)
    until = min(plan.by, data_until)
    try:
        follow_up = outcomes.follow_up(plan.measure)
        study = design.study(outcomes.candidates(), follow_up, until, level)
    except MethodError as error:
        return Comparison(None, str(error), design_in_words=IN_WORDS, options_in_words=METHODS)
    return Comparison(
        estimate=study.estimate.as_change(),
        difference=study.difference,
        over_time=_over_time(study, measure),
        flow=_flow(study),
        balance=_balance(study),
        checks=matched_checks(outcomes, plan, design, study, level),
        others=tuple(_other_ways(outcomes, plan, design, study, data_until, level)),
        cautions=study.cautions,
        follow_up_share=_follow_up_share(plan, study),
        design_in_words=IN_WORDS,
        options_in_words=METHODS,
    )


def _over_time(study: MatchedStudy, measure: Measure) -> OverTime:
    rates = study.rates_over_time
    points = []
    for group, rate, low, high, people in (
        (JOINED, rates.treated, rates.treated_low, rates.treated_high, rates.treated_people),
        (BESIDE, rates.control, rates.control_low, rates.control_high, rates.control_people),
    ):
        for k, quarter in enumerate(rates.quarter.tolist()):
            points.append(
                Point(
                    time=MONTHS_A_QUARTER * (quarter + 0.5),
                    period=_period(quarter),
                    group=group,
                    rate=float(rate[k]) * measure.multiplier,
                    low=float(low[k]) * measure.multiplier,
                    high=float(high[k]) * measure.multiplier,
                    people=int(people[k]),
                    events=float(rate[k]) * int(people[k]) / 4,
                )
            )
    return OverTime(points, (JOINED, BESIDE), "months since joining")


def _period(quarter: int) -> str:
    first, last = MONTHS_A_QUARTER * quarter, MONTHS_A_QUARTER * (quarter + 1)
    return f"{-first} to {-last} before" if quarter < 0 else f"{first} to {last} after"


def _flow(study: MatchedStudy) -> Flow:
    """Joined, left out by reason, followed."""
    before = "left out: "
    left = [
        Left(what.removeprefix(before), number)
        for what, number in study.people.items()
        if what.startswith(before)
    ]
    return Flow(
        began=f"joined by {day(study.until)}",
        left_out=left,
        remained="matched and followed",
        remaining=study.people["matched and followed"],
        compared_with=study.people["compared with"],
        comparison="people they are compared with",
    )


def _balance(study: MatchedStudy) -> tuple[Characteristic, ...]:
    found = study.balance
    return tuple(
        Characteristic(in_words(name), float(before), float(after))
        for name, before, after in zip(
            found.names, found.difference_before, found.difference_after, strict=True
        )
    )


def _other_ways(
    outcomes: Outcomes,
    plan: Plan,
    design: MatchedControls,
    study: MatchedStudy,
    data_until: date,
    level: float,
) -> Iterator[OtherWay]:
    last_days = [each for each in plan.windows[1:] if each < study.until]
    if data_until > plan.by:
        last_days.append(data_until)
    for last in last_days:
        yield _way("window", f"Until {day(last)}", outcomes, plan, design, last, level)
    for key, name in ALSO.items():
        if name in plan.other_ways and key in study.also:
            yield OtherWay("options", name, study.also[key].as_change())
    for name, changed in VARIATIONS.items():
        if name in plan.other_ways:
            yield _way("options", name, outcomes, plan, replace(design, **changed), study.until, level)


def _way(
    kind: Any, name: str, outcomes: Outcomes, plan: Plan, design: MatchedControls, until: date, level: float
) -> OtherWay:
    try:
        found = design.estimate(outcomes.candidates(), outcomes.follow_up(plan.measure), until, level)
    except MethodError as error:
        return OtherWay(kind, name, None, str(error))
    return OtherWay(kind, name, found.as_change())


def _follow_up_share(plan: Plan, study: MatchedStudy) -> float | None:
    """Years followed as a share of what the smallest detectable change was worked out with; None where that is not known."""
    planned = plan.smallest_detectable.planned_years
    if not planned:
        return None
    return float(np.divide(study.followed["treated_years"], planned))
