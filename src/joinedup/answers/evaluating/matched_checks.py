"""The checks of a matched comparison, each handed what it asks for."""

from __future__ import annotations

import numpy as np

from joinedup.answers.evaluating.measures import measure_named
from joinedup.answers.evaluating.outcomes import DEATHS, Outcomes
from joinedup.answers.evaluation_report.answer import Asked
from joinedup.evaluation.candidates import whole_days
from joinedup.evaluation.follow_up import FollowUp
from joinedup.evaluation.matched_controls import MatchedControls, MatchedStudy
from joinedup.evaluation.matched_controls.joining import joining_of
from joinedup.evaluation.methods.checks.balance_check import BalanceCheck
from joinedup.evaluation.methods.checks.e_value import EValueCheck
from joinedup.evaluation.methods.checks.finding import Check, Finding, cannot_be_judged
from joinedup.evaluation.methods.checks.immortal_time import FollowedDays, ImmortalTime
from joinedup.evaluation.methods.checks.negative_control import NegativeControl
from joinedup.evaluation.methods.checks.overlap import Overlap
from joinedup.evaluation.methods.checks.registry import checks_for
from joinedup.evaluation.methods.checks.regression_to_the_mean import Course, RegressionToTheMean
from joinedup.evaluation.methods.results import Estimate, Floats, MethodError, Whole
from joinedup.learning.protocols import Plan

# A month, to look at courses before and after joining: twelve before, six after.
DAYS_A_MONTH = 365.25 / 12
MONTHS_BEFORE, MONTHS_AFTER = 12, 6


def matched_checks(
    outcomes: Outcomes, plan: Plan, design: MatchedControls, study: MatchedStudy, level: float
) -> tuple[Asked, ...]:
    """Every check that applies to matched controls, in the order in which a reader asks."""
    made = []
    for check in checks_for(design.name):
        if plan.measure == DEATHS and isinstance(check, NegativeControl) and check.use == "mortality":
            continue
        try:
            finding = _finding(check, outcomes, plan, design, study, level)
        except MethodError as error:
            finding = cannot_be_judged(check, str(error))
        made.append(Asked(check.question, finding))
    return tuple(made)


def _finding(
    check: Check,
    outcomes: Outcomes,
    plan: Plan,
    design: MatchedControls,
    study: MatchedStudy,
    level: float,
) -> Finding:
    if isinstance(check, BalanceCheck):
        return check(study.balance)
    if isinstance(check, Overlap):
        return _overlap(check, outcomes)
    if isinstance(check, RegressionToTheMean):
        return _regression(check, outcomes.follow_up(plan.measure), study)
    if isinstance(check, ImmortalTime):
        return _immortal_time(check, outcomes, plan, study)
    if isinstance(check, NegativeControl):
        return _negative_control(check, outcomes, plan, design, study, level)
    if isinstance(check, EValueCheck):
        return check(study.estimate)
    return cannot_be_judged(check, f"It needs {check.needs}, which matched controls do not have.")


def _overlap(check: Overlap, outcomes: Outcomes) -> Finding:
    """The chance of joining in the months in which anybody joined, of those who did and those who did not."""
    candidates = outcomes.candidates()
    joined = candidates.joins_this_month
    used = (np.bincount(candidates.month[joined], minlength=len(candidates.months)) > 0)[candidates.month]
    return check(joining_of(candidates).hazard[used], joined[used])


def _negative_control(
    check: NegativeControl,
    outcomes: Outcomes,
    plan: Plan,
    design: MatchedControls,
    study: MatchedStudy,
    level: float,
) -> Finding:
    measure = DEATHS if check.use == "mortality" else plan.negative_control
    if not measure:
        return check(None, "anything else", studied=study.estimate)
    title = measure_named(outcomes.released, measure).in_a_sentence
    control: Estimate = design.estimate(
        outcomes.candidates(), outcomes.follow_up(measure), study.until, level
    )
    return check(control, title, studied=study.estimate)


def _regression(check: RegressionToTheMean, follow_up: FollowUp, study: MatchedStudy) -> Finding:
    pairs = study.pairs
    groups = []
    for person, ends in (
        (pairs.treated_person, pairs.treated_ends_before),
        (pairs.control_person, pairs.control_ends_before),
    ):
        here, stay_from, _ = follow_up.lives_here(person, pairs.day)
        seen_from = np.maximum(stay_from, follow_up.data_from)
        whole = (
            here
            & (seen_from <= pairs.day - round(MONTHS_BEFORE * DAYS_A_MONTH))
            & (ends >= pairs.day + round(MONTHS_AFTER * DAYS_A_MONTH))
        )
        groups.append(_course(follow_up, person[whole], pairs.day[whole]))
    return check(groups[0], groups[1])


def _course(follow_up: FollowUp, person: Whole, joined: Whole) -> Course:
    """Monthly amounts of people followed throughout, before and after the day the one of their pair joined."""
    return Course(
        _monthly(follow_up, person, joined, range(-MONTHS_BEFORE, 0)),
        _monthly(follow_up, person, joined, range(MONTHS_AFTER)),
    )


def _monthly(follow_up: FollowUp, person: Whole, joined: Whole, months: range) -> Floats:
    columns = [
        follow_up.total(
            person, joined + round(month * DAYS_A_MONTH), joined + round((month + 1) * DAYS_A_MONTH)
        )
        for month in months
    ]
    return np.array(columns, dtype=np.float64).T.reshape(len(person), len(months))


def _immortal_time(check: ImmortalTime, outcomes: Outcomes, plan: Plan, study: MatchedStudy) -> Finding:
    pairs, follow_up = study.pairs, outcomes.follow_up(plan.measure)
    last = int(whole_days(np.array([study.until], dtype="datetime64[D]"))[0]) + 1
    closes = min(last, follow_up.data_ends_before)
    who, joins = outcomes.candidates().caseload
    order = np.argsort(who)
    person = follow_up.people[pairs.control_person]
    where = np.minimum(np.searchsorted(who[order], person), max(len(who) - 1, 0))
    joined_later = np.where(who[order][where] == person, joins[order][where], closes)
    first = {}
    for group, ends, until in (
        ("treated", pairs.treated_ends_before, np.full(len(pairs), closes)),
        ("controls", pairs.control_ends_before, np.minimum(joined_later, closes)),
    ):
        first[group] = FollowedDays(pairs.day, pairs.day, ends, ends < until)
    return check(first["treated"], first["controls"])
