"""A whole study of one panel: the design agreed on, all others beside it, and every check that applies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from joinedup.evaluation.methods.checks.e_value import EValueCheck
from joinedup.evaluation.methods.checks.finding import Finding, PanelCase, PanelCheck, cannot_be_judged
from joinedup.evaluation.methods.checks.negative_control import NegativeControl
from joinedup.evaluation.methods.checks.registry import panel_checks_for
from joinedup.evaluation.methods.one_thread import on_one_thread
from joinedup.evaluation.methods.panel.estimator import PanelEstimate, PanelEstimator
from joinedup.evaluation.methods.panel.panel import Panel
from joinedup.evaluation.methods.panel.side_by_side import SideBySide, default_estimators, side_by_side
from joinedup.evaluation.methods.panel.windows import Window, seen_through
from joinedup.evaluation.methods.results import Caution, Dropped, Estimate, MethodError
from joinedup.evaluation.panel_rehearsal import change_of


@dataclass(frozen=True)
class PanelStudy:
    """What the registered design says of a panel, what all others say of it, and what the checks found.

    `panel` is what the registered design saw (through its window). `change` is the effect as a relative change, None where
    there is none. `units` counts treated and other units.
    """

    panel: Panel
    estimator: PanelEstimator
    estimate: PanelEstimate
    change: Estimate | None
    side_by_side: SideBySide
    findings: tuple[Finding, ...]
    units: Mapping[str, int] = field(default_factory=dict)
    cautions: tuple[Caution, ...] = ()
    dropped: tuple[Dropped, ...] = ()

    def __str__(self) -> str:
        lines = [
            f"{self.estimator.title}: {self.change or self.estimate.effect}",
            "",
            str(self.side_by_side),
            "",
        ]
        lines += [str(finding) for finding in self.findings]
        return "\n".join([*lines, *(f"Mind: {caution.message}" for caution in self.cautions)])


@on_one_thread
def study_panel(
    panel: Panel,
    estimator: PanelEstimator,
    *,
    rng: np.random.Generator,
    level: float = 0.95,
    window: Window | None = None,
    beside: Sequence[PanelEstimator] | None = None,
    windows: Sequence[Window] | None = None,
    cannot_change: Sequence[Panel] = (),
    deaths: Panel | None = None,
    cautions: Sequence[Caution] = (),
) -> PanelStudy:
    """Run the registered design through its window (the whole panel when left out), all estimators beside it over several windows
    (`beside` and `windows` to choose which), and every check that applies to the design.

    `cannot_change` are panels of the same units and times with outcomes that the treatment cannot affect, `deaths` one of deaths:
    the same design is run on each as a negative control. MethodError when the registered design cannot be used: the words say
    which others can.
    """
    seen = panel if window is None else seen_through(panel, window)
    _must_be_usable(estimator, seen, beside)
    of_estimate, of_checks, of_others = rng.spawn(3)
    estimate = estimator.estimate(seen, level=level, rng=of_estimate)
    change = _change(estimate, seen)
    case = PanelCase(seen, estimator, estimate, level)
    findings = _findings(case, change, _controls(cannot_change, deaths, window), of_checks)
    return PanelStudy(
        seen,
        estimator,
        estimate,
        change,
        side_by_side(
            panel,
            _with_registered(estimator, beside),
            windows,
            rng=of_others,
            registered=(estimator.name, window),
            registered_estimate=estimate,
            level=level,
        ),
        findings,
        {"treated": int(seen.is_treated.sum()), "never treated": int((~seen.is_treated).sum())},
        (*cautions, *estimate.effect.cautions),
        seen.dropped,
    )


def _with_registered(
    estimator: PanelEstimator, beside: Sequence[PanelEstimator] | None
) -> list[PanelEstimator]:
    """The estimators to run, the registered one with its own options among them: first unless it has a place already."""
    others = default_estimators() if beside is None else beside
    found = [estimator if one.name == estimator.name else one for one in others]
    return found if estimator in found else [estimator, *found]


def _must_be_usable(estimator: PanelEstimator, panel: Panel, beside: Sequence[PanelEstimator] | None) -> None:
    why = estimator.why_not(panel)
    if why is None:
        return
    usable = [one.name for one in beside or default_estimators() if one.why_not(panel) is None]
    instead = f"; {', '.join(usable)} can be used here" if usable else "; no panel design can be used here"
    raise MethodError(f"{estimator.title} cannot be used: {why}{instead}")


def _controls(
    cannot_change: Sequence[Panel], deaths: Panel | None, window: Window | None
) -> list[tuple[NegativeControl, Panel]]:
    found = [(NegativeControl(), panel) for panel in cannot_change]
    if deaths is not None:
        found.append((NegativeControl(use="mortality"), deaths))
    return [(check, panel if window is None else seen_through(panel, window)) for check, panel in found]


def _findings(
    case: PanelCase,
    change: Estimate | None,
    controls: Sequence[tuple[NegativeControl, Panel]],
    rng: np.random.Generator,
) -> tuple[Finding, ...]:
    checks = panel_checks_for(case.estimator.name)
    draws = rng.spawn(len(checks) + len(controls))
    found = [_judged(check, case, one) for check, one in zip(checks, draws, strict=False)]
    studied = change or case.estimate.effect
    for (check, panel), one in zip(controls, draws[len(checks) :], strict=True):
        found.append(_control(check, panel, case, studied, one))
    return (*found, EValueCheck()(change)) if change is not None else tuple(found)


def _judged(check: PanelCheck, case: PanelCase, rng: np.random.Generator) -> Finding:
    try:
        return check(case, rng=rng)
    except MethodError as error:
        return cannot_be_judged(check, f"The design could not be run for this check: {error}.")


def _control(
    check: NegativeControl, panel: Panel, case: PanelCase, studied: Estimate, rng: np.random.Generator
) -> Finding:
    try:
        found = case.estimator.estimate(panel, level=case.level, rng=rng)
    except MethodError as error:
        return cannot_be_judged(check, f"The design could not be run on {panel.outcome_name}: {error}.")
    change = _change(found, panel) if studied.scale == "change" else None
    return check(change or found.effect, panel.outcome_name, studied=studied)


def _change(estimate: PanelEstimate, panel: Panel) -> Estimate | None:
    try:
        return change_of(estimate, panel)
    except MethodError:
        return None
