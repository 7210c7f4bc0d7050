"""Power of a panel design before it starts: the smallest fall that this place could detect, from its own data so far."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from joinedup.evaluation.design_rehearsal import Progress, wilson
from joinedup.evaluation.methods.panel.estimator import PanelEstimator
from joinedup.evaluation.methods.panel.panel import Panel
from joinedup.evaluation.methods.results import Estimate, MethodError
from joinedup.evaluation.panel_planting import Rollout, start_some, time_word, untouched, with_change
from joinedup.evaluation.panel_rehearsal import change_of
from joinedup.evaluation.power import Detectable

_ROUNDS = 2
TRIALS = _ROUNDS + 1
"""How many times the repetitions are run: with nothing planted, and with each fall tried."""


@dataclass(frozen=True)
class _Tried:
    """Estimates of repetitions with one planted change: how often a fall was found, and the fall that would have been."""

    found: float
    low: float
    high: float
    would_be_found: float
    events: float


@dataclass(frozen=True)
class _Plan:
    own: Panel
    estimator: PanelEstimator
    rollout: Rollout
    power: float
    level: float
    repetitions: int


def rollout_before_start(panel: Panel, treated: int, after: int, gap: int = 0, steps: int = 1) -> Rollout:
    """The planned roll-out moved into the time before the start: `treated` units, `steps` starts `gap` times apart, the last with
    at most `after` times from it on. Where there is too little time, half of it comes after the first start. MethodError when
    there are fewer than four times."""
    times = len(untouched(panel).times)
    if times < 4:
        raise MethodError(
            f"there are {times} times before the first start; at least four are needed to learn how the place's figures move"
        )
    spread = gap * (steps - 1)
    first = max(times - after - spread, times // 2)
    starts = sorted({min(first + gap * n, times - 1) for n in range(steps)})
    return Rollout(treated, tuple(starts))


def smallest_detectable_in_panel(
    panel: Panel,
    estimator: PanelEstimator,
    rollout: Rollout,
    *,
    expected: float | None = None,
    power: float = 0.8,
    level: float = 0.95,
    repetitions: int = 200,
    exposure_is: float | None = 1.0,
    units_are: str = "units",
    rng: np.random.Generator,
    progress: Progress | None = None,
) -> Detectable:
    """The smallest fall whose interval would lie below no change with this power, by simulation on the times before the start.

    Units are drawn at random and started as the roll-out says (in times of the panel before the first real start); a fall is
    planted; the fall that each repetition would just have found gives the next one to plant, until the power is met. The power
    then reached, with its Monte-Carlo limits, is among the assumptions. `exposure_is` is how many person-years one of exposure
    is (1,000 for rates per 1,000), None where exposure is something else; `units_are` is what the sentence calls the units.
    MethodError when the design gives no estimate. After Burlig, Preonas & Woerman 2020, Journal of Development Economics
    144:102458: power from the place's own panel.
    """
    own = untouched(panel)
    plan = _Plan(own, estimator, rollout, power, level, repetitions)
    change, tried = 0.0, _try(plan, 0.0, rng)
    for round_ in range(_ROUNDS):
        change = max(tried.would_be_found, -1.0)
        if progress:
            progress(round_ + 1, _ROUNDS)
        if change <= -1:
            break
        tried = _try(plan, change, rng)
    years = _person_years(own, rollout, exposure_is)
    return Detectable(
        change=change,
        people=round(_people(own, rollout, exposure_is)),
        events_expected=tried.events,
        power=power,
        level=level,
        sentence=_sentence(own, rollout, change, expected, units_are),
        assumptions=_assumptions(plan, tried, change),
        person_years=years,
    )


def _try(plan: _Plan, change: float, rng: np.random.Generator) -> _Tried:
    estimates: list[Estimate] = []
    events: list[float] = []
    problem = ""
    for child in rng.spawn(plan.repetitions):
        started = start_some(plan.own, plan.rollout, child)
        planted = with_change(started, change, child)
        try:
            found = plan.estimator.estimate(planted, level=plan.level, rng=child)
            estimates.append(change_of(found, planted))
        except MethodError as error:
            problem = str(error)
            continue
        events.append(_events(started))
    if not estimates:
        raise MethodError(
            f"{plan.estimator.title} gives no estimate before the start of this place: {problem}"
        )
    found_it = sum(one.high < 0 for one in estimates)
    return _Tried(
        found_it / len(estimates),
        *wilson(found_it, len(estimates)),
        _would_be_found([one.high for one in estimates], change, plan.power),
        float(np.mean(events)),
    )


def _would_be_found(high: Sequence[float], planted: float, power: float) -> float:
    """The fall found with this power: each repetition would just have found the fall at which its upper limit is no change, since
    on a log scale the interval moves with what is planted."""
    with np.errstate(divide="ignore"):
        just = (1 + planted) / (1 + np.array(high)) - 1
    return float(np.quantile(np.nan_to_num(just, nan=-1.0), 1 - power))


def _events(panel: Panel) -> float:
    """Events of treated units from their start on, as they would be without a change; nan where outcomes are no counts."""
    if panel.exposure is None:
        return float("nan")
    return float((panel.outcomes * panel.exposure)[panel.treated_cells].sum())


def _people(own: Panel, rollout: Rollout, exposure_is: float | None) -> float:
    """People in the treated units, on average over which are drawn; 0 where the panel does not say."""
    if own.exposure is None or own.times_a_year is None or exposure_is is None:
        return 0.0
    return float(own.exposure.mean()) * own.times_a_year * exposure_is * rollout.treated


def _person_years(own: Panel, rollout: Rollout, exposure_is: float | None) -> float | None:
    if own.exposure is None or exposure_is is None:
        return None
    followed = len(own.times) - np.resize(rollout.starts, rollout.treated)
    return float(own.exposure.mean()) * exposure_is * float(followed.sum())


def _sentence(own: Panel, rollout: Rollout, change: float, expected: float | None, units_are: str) -> str:
    after = len(own.times) - max(rollout.starts)
    time = time_word(own.times_a_year)
    when = f"{rollout.treated} of {len(own.units)} {units_are} start and are followed for {after} {time}s or more"
    if change <= -0.995:
        return f"If {when}, not even a fall to nothing could be told from chance."
    said = f"If {when}, a fall smaller than {abs(change):.0%} would look like chance"
    if expected is None:
        return f"{said}."
    can = "can" if expected <= change or expected >= 1 / (1 + change) - 1 else "cannot"
    return f"{said}; you expect {expected:+.0%}, which {can} be detected."


def _assumptions(plan: _Plan, tried: _Tried, change: float) -> tuple[str, ...]:
    return (
        f"{plan.estimator.title}, tried {plan.repetitions} times on the {len(plan.own.times)} {time_word(plan.own.times_a_year)}s"
        f" before the start: {plan.rollout}, units drawn at random",
        f"a fall of {abs(change):.1%} was found {tried.found:.0%} of the time ({tried.low:.0%} to {tried.high:.0%})",
        "units move after the start as they did before it, and the change comes at once and stays",
        f"found means that the {plan.level:.0%} interval lies below no change, {plan.power:.0%} of the time",
    )
