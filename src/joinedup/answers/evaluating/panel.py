"""The comparison of practices that the care model reached with others, as the registered plan says."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import numpy as np

from joinedup.answers.evaluating.designs import panel_design
from joinedup.answers.evaluating.outcomes import DEATHS, Outcomes
from joinedup.answers.evaluation_report.answer import (
    Asked,
    Comparison,
    Flow,
    Left,
    Measure,
    OtherWay,
    OverTime,
    Point,
)
from joinedup.answers.page.words import day
from joinedup.errors import JoinedupError
from joinedup.evaluation.methods.checks.registry import CHECKS
from joinedup.evaluation.methods.panel.estimator import PanelEstimator
from joinedup.evaluation.methods.panel.panel import NEVER, Panel
from joinedup.evaluation.methods.panel.side_by_side import default_estimators
from joinedup.evaluation.methods.panel.side_by_side_rows import Row
from joinedup.evaluation.methods.panel.windows import whole
from joinedup.evaluation.methods.results import Bools, Floats, MethodError
from joinedup.evaluation.panel_rehearsal import change_of
from joinedup.evaluation.panel_study import PanelStudy, study_panel
from joinedup.learning.protocols import Plan

OBSERVED, WITHOUT = "Observed", "Expected without it"
REACHED, NEVER_REACHED = "Practices reached", "Never reached"
IN_WORDS = (
    "Practices that the care model reached are compared, month by month, with what would have been expected in them without"
    " it, worked out from the months before and from practices that it had not reached."
)


def panel_comparison(
    outcomes: Outcomes, plan: Plan, measure: Measure, data_until: date, level: float
) -> Comparison:
    """Everything about one assumption tested on practices; words instead of an estimate where there is none."""
    design = panel_design(plan.design, plan.options)
    rng = np.random.default_rng(int(outcomes.registered.protocol.sha256[:16], 16))
    until = min(plan.by, data_until)
    try:
        found = outcomes.panel(plan.measure)
        panel = _until(found.panel, until)
        study = study_panel(
            panel,
            design,
            rng=rng,
            level=level,
            beside=[one for one in default_estimators() if one.name in plan.other_ways],
            windows=[whole(panel)],
            cannot_change=_negative_controls(outcomes, plan, until),
            deaths=None if plan.measure == DEATHS else _panel_or_none(outcomes, DEATHS, until),
            cautions=found.cautions,
        )
    except (MethodError, JoinedupError) as error:
        return Comparison(None, str(error), design_in_words=IN_WORDS, options_in_words=(plan.design,))
    return Comparison(
        estimate=study.change,
        why_not="" if study.change else "the effect cannot be said as a relative change of these figures",
        difference=study.estimate.effect if study.estimate.effect.scale == "difference" else None,
        over_time=_against_expected(study) or _against_others(study.panel),
        flow=_flow(study),
        checks=_asked(study),
        others=(
            *_earlier_days(panel, design, plan, until, level, rng),
            *(_other_way(row) for row in study.side_by_side.rows if not row.is_registered),
        ),
        cautions=study.cautions,
        design_in_words=IN_WORDS,
        options_in_words=(design.title,),
    )


def _until(panel: Panel, until: date) -> Panel:
    """The whole months up to a day."""
    times = np.array(panel.times, dtype="datetime64[D]")
    ends = (times.astype("datetime64[M]") + 1).astype("datetime64[D]")
    kept = int((ends <= np.datetime64(until, "D") + 1).sum())
    if not kept:
        raise MethodError(f"there is no whole month of data until {until}: agree a later day")
    seen = panel if kept == len(times) else panel.only(times=slice(0, kept))
    if not seen.is_treated.any():
        raise MethodError(f"the care model had reached no practice by {until}: agree a later day")
    return seen


def _negative_controls(outcomes: Outcomes, plan: Plan, until: date) -> tuple[Panel, ...]:
    panel = _panel_or_none(outcomes, plan.negative_control, until) if plan.negative_control else None
    return () if panel is None else (panel,)


def _panel_or_none(outcomes: Outcomes, measure: str, until: date) -> Panel | None:
    """The panel of a control outcome; None where the build counts it for no practice (its check then says so)."""
    try:
        return _until(outcomes.panel(measure).panel, until)
    except JoinedupError:
        return None


def _earlier_days(
    panel: Panel, design: PanelEstimator, plan: Plan, until: date, level: float, rng: np.random.Generator
) -> Iterator[OtherWay]:
    """The agreed design with its last day moved back."""
    for last in (each for each in plan.windows[1:] if each < until):
        name = f"Until {day(last)}"
        try:
            seen = _until(panel, last)
            found = change_of(design.estimate(seen, level=level, rng=rng), seen)
        except MethodError as error:
            yield OtherWay("window", name, None, str(error))
        else:
            yield OtherWay("window", name, found)


def _against_expected(study: PanelStudy) -> OverTime | None:
    """The practices reached, and what the design says would have been; None where it says no such thing."""
    observed, without = study.estimate.observed, study.estimate.without
    if observed is None or without is None:
        return None
    events = _events(study.panel, study.panel.is_treated)
    return _lines(study.panel, (OBSERVED, observed, events), (WITHOUT, without, events))


def _against_others(panel: Panel) -> OverTime | None:
    """The practices ever reached and those never reached, each practice weighing as its people; None without the latter."""
    if panel.is_treated.all():
        return None
    weights = np.ones_like(panel.outcomes) if panel.exposure is None else panel.exposure
    reached, never = (
        (
            name,
            np.average(panel.outcomes[group], axis=0, weights=weights[group]),
            _events(panel, group),
        )
        for name, group in ((REACHED, panel.is_treated), (NEVER_REACHED, ~panel.is_treated))
    )
    return _lines(panel, reached, never)


def _events(panel: Panel, group: Bools) -> Floats:
    """How many events a group had at each time, nan where outcomes are no counts over people."""
    if panel.exposure is None:
        return np.full(len(panel.times), np.nan)
    return np.asarray((panel.outcomes * panel.exposure)[group].sum(axis=0), dtype=np.float64)


_Line = tuple[str, Floats, Floats]
"""Name of a group, its rates and its events at each time."""


def _lines(panel: Panel, one: _Line, other: _Line) -> OverTime:
    first = int(panel.starts[panel.starts != NEVER].min())
    points = [
        Point(
            time=column - first + 0.5,
            period=f"{np.datetime64(month, 'D').astype(object):%b %Y}",
            group=group,
            rate=float(rates[column]),
            low=None,
            high=None,
            events=None if np.isnan(events[column]) else float(events[column]),
        )
        for group, rates, events in (one, other)
        for column, month in enumerate(panel.times)
        if np.isfinite(rates[column])
    ]
    return OverTime(points, (one[0], other[0]), "months since the start")


def _flow(study: PanelStudy) -> Flow:
    return Flow(
        began="practices of the care model",
        left_out=[Left(dropped.reason, dropped.rows) for dropped in study.dropped],
        remained="practices looked at",
        remaining=study.units.get("treated", 0),
        compared_with=study.units.get("never treated", 0),
        comparison="practices that it never reached",
        are_people=False,
    )


def _asked(study: PanelStudy) -> tuple[Asked, ...]:
    questions = {check.name: check.question for check in CHECKS}
    return tuple(Asked(questions.get(found.check, found.title), found) for found in study.findings)


def _other_way(row: Row) -> OtherWay:
    change = row.estimate.change if row.estimate else None
    why_not = row.why_not or ("" if change else "it gives no relative change")
    return OtherWay("estimator", row.title, change, why_not)
