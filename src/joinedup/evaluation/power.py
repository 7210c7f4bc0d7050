"""Power before starting: the smallest change that matched controls could find on this place's own people by a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from joinedup.evaluation.candidates import Candidates
from joinedup.evaluation.course_of_events import CourseOfEvents, course_of_events
from joinedup.evaluation.follow_up import FollowUp
from joinedup.evaluation.joining_plan import JoiningPlan, joining_plan
from joinedup.evaluation.methods.handed_in import number_of, whole_number_of
from joinedup.evaluation.methods.results import MethodError, level_of
from joinedup.evaluation.planned_time import PlannedTime, planned_time

_MONTHS_A_YEAR = 12


@dataclass(frozen=True)
class Detectable:
    """The smallest relative change a test could find with this power: `change` is negative, -1 where not even the
    disappearance of all events could be found.

    `people` are those expected to be treated and followed, `events_expected` their events if nothing changes, `person_years`
    the time they are followed. `people_needed` is how many it would take to find the change expected, where one was given.
    `sentence` says it to a board; `assumptions` what it rests on.
    """

    change: float
    people: int
    events_expected: float
    power: float
    level: float
    sentence: str
    assumptions: tuple[str, ...]
    person_years: float | None = None
    people_needed: int | None = None


def smallest_detectable(
    candidates: Candidates,
    follow_up: FollowUp,
    *,
    starts_on: date,
    by: date,
    capacity: int,
    expected: float | None = None,
    controls_each: int = 1,
    power: float = 0.8,
    level: float = 0.95,
) -> Detectable:
    """The smallest fall in the rate whose interval would leave out no change with this power.

    From the rate, the spread between people and the loss to follow-up of the place's own candidates who had not joined
    (before the start where there is such time), and from how many will join when. The variance of the log ratio is that of
    a rate ratio of overdispersed counts (Zhu & Lakkis 2014, Stat Med 33:376-387), with the spread between people that the
    features leave unexplained, and events that come together (nights of one stay) counted as they lie. MethodError when there
    were no events, or nobody is expected to join.
    """
    if not 0 < number_of(power, "the power") < 1:
        raise MethodError(f"the power lies between 0 and 1, 0.8 for four times out of five; found {power}")
    level, each = level_of(level), whole_number_of(controls_each, "controls_each, the people beside each,", 1)
    plan = joining_plan(candidates, starts_on, by, capacity)
    if plan.people < 2:
        raise MethodError(
            f"too few people (about {plan.people:.0f}) are expected to join by {by}: at least two are needed to learn anything;"
            " see the capacity of the care model and who is eligible"
        )
    course = course_of_events(candidates, follow_up, starts_on)
    time = planned_time(plan, by, course.loss_a_year)
    beside = Beside(each, plan.people * each / plan.pool)
    change = smallest_change(course, time, plan.people, beside, power, level)
    needed = None if expected is None else _people_needed(course, time, beside, expected, power, level)
    made = Detectable(
        change=change,
        people=round(plan.people),
        events_expected=plan.people * course.rate * time.years,
        power=power,
        level=level,
        sentence="",
        assumptions=_assumptions(plan, course, controls_each, power, level),
        person_years=plan.people * time.years,
        people_needed=needed,
    )
    return Detectable(**{**made.__dict__, "sentence": _sentence(made, time, expected)})


@dataclass(frozen=True)
class Beside:
    """`each` people to compare with for each who joins, who serve `again` so many more times on average than once."""

    each: int = 1
    again: float = 0.0


def variance_of_log_ratio(
    course: CourseOfEvents, time: PlannedTime, people: float, beside: Beside, change: float
) -> float:
    """Variance of the log rate ratio when `people` are treated and their rate changes by `change`. A control who serves k times
    counts k times as often and adds its own events k squared times: drawn at random, 1 + `again` times as much in all."""
    unit = course.rate * time.weighed_years
    treated = course.events_together * time.treated_squares / ((1 + change) * unit * time.weighed_years)
    control = course.events_together * (1 + beside.again) / (unit * beside.each)
    uneven = course.spread / time.weighed_years**2
    between = uneven * (time.treated_spread + time.control_spread * (1 + beside.again) / beside.each)
    return (treated + control + between) / people


def smallest_change(
    course: CourseOfEvents, time: PlannedTime, people: float, beside: Beside, power: float, level: float
) -> float:
    """The first of ever larger falls that is found, -1 where none is; with very few events left a fall is harder to see again."""
    reach = _reach(people, power, level)
    for log_change in np.arange(0.001, 5.0, 0.001):
        change = float(np.expm1(-log_change))
        if log_change >= reach * variance_of_log_ratio(course, time, people, beside, change) ** 0.5:
            return change
    return -1.0


def _people_needed(
    course: CourseOfEvents, time: PlannedTime, beside: Beside, expected: float, power: float, level: float
) -> int:
    if not -1 < number_of(expected, "the expected change") < np.inf or expected == 0:
        raise MethodError(
            f"an expected change of {expected} cannot be planned for: write -0.10 for a tenth fewer"
        )
    of_one = variance_of_log_ratio(course, time, 1.0, beside, expected)
    people = 2.0
    for _ in range(20):
        people = of_one * (_reach(people, power, level) / np.log1p(expected)) ** 2
    return int(np.ceil(people))


def _reach(people: float, power: float, level: float) -> float:
    """How many standard errors away an effect must be."""
    from scipy import stats

    freedom = max(people - 1, 2.0)
    return float(stats.t.ppf(0.5 + level / 2, freedom) + stats.t.ppf(power, freedom))


def _assumptions(
    plan: JoiningPlan, course: CourseOfEvents, controls_each: int, power: float, level: float
) -> tuple[str, ...]:
    beside = "one person" if controls_each == 1 else f"{controls_each} people"
    return (
        *plan.words,
        *course.words,
        f"{beside} to compare with for each who joins, matched and adjusted",
        f"found means that the {level:.0%} interval leaves out no change, {power:.0%} of the time",
    )


def _sentence(made: Detectable, time: PlannedTime, expected: float | None) -> str:
    followed = (
        f"With {people_about(made.people)} followed for {time.years * _MONTHS_A_YEAR:.0f} months on average,"
    )
    if made.change > -0.995:
        about = f"{followed} a fall smaller than {abs(made.change):.0%} would look like chance"
    else:
        about = f"{followed} not even a fall to nothing could be told from chance"
    if expected is None:
        return f"{about}."
    # On a log scale a rise is as far from no change as the fall that undoes it.
    least = made.change if expected < 0 else 1 / max(1 + made.change, 1e-9) - 1
    needed = people_about(made.people_needed or 0)
    if abs(expected) >= abs(least):
        return f"{about}; you expect {expected:+.0%}, which can be detected ({needed} would do)."
    return (
        f"{about}; you expect {expected:+.0%}: that cannot be detected. {needed[0].upper()}{needed[1:]} followed as long would"
        " be needed."
    )


def people_about(people: int) -> str:
    """A number of people as it may be told: two figures that count, small numbers rounded to 5 and below 8 not at all."""
    if people < 8:
        return "fewer than 8 people"
    if people < 100:
        return f"about {round(people / 5) * 5} people"
    step = 10 ** (len(str(people)) - 2)
    return f"about {round(people / step) * step:,} people"
