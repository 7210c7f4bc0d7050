"""Whether a panel can be used by a design that compares units, what to say of it, and what its units weigh."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np

from joinedup.evaluation.methods.panel.panel import Panel
from joinedup.evaluation.methods.results import Caution, Floats, MethodError


def why_no_comparison(panel: Panel) -> str | None:
    """Why treated units cannot be compared with never-treated ones, in words; None when they can."""
    if not panel.is_treated.any():
        return "no unit of the panel is ever treated: give starts"
    if panel.is_treated.all():
        return "every unit of the panel is treated, so there is none to compare with: add units that never started"
    if (panel.starts == 0).any():
        unit = panel.units[int(np.flatnonzero(panel.starts == 0)[0])]
        return (
            f"{unit} is treated from the first time on, so it has no before: begin earlier, or leave it out"
        )
    if len(panel.units) < 3:
        return "one treated and one other unit say nothing about chance: at least three units are needed"
    if np.ptp(panel.outcomes) == 0:
        return f"{panel.outcome_name} is {panel.outcomes[0, 0]:g} everywhere: there is nothing to estimate"
    return None


def why_no_counts(panel: Panel) -> str | None:
    """Why the outcomes cannot be read as counts (or rates of counts), in words; None when they can."""
    if (panel.outcomes < 0).any():
        unit, time = np.argwhere(panel.outcomes < 0)[0]
        return (
            f"{panel.outcome_name} of {panel.units[unit]} at {panel.times[time]} is {panel.outcomes[unit, time]:g}: counts are"
            " not negative; mend the row, or use a model for means"
        )
    return None


def refuse(reason: str | None) -> None:
    """MethodError with the reason, if there is one."""
    if reason is not None:
        raise MethodError(reason)


def unit_weights(panel: Panel) -> Floats:
    """What each unit weighs: its mean exposure over all times, as a share of the mean unit's; 1 for all without exposure.

    A unit weighs the same at all times, so that a list that grows does not make the later months count more."""
    if panel.exposure is None:
        return np.ones(len(panel.units))
    people = panel.exposure.mean(axis=1)
    return np.asarray(people / people.mean())


def counts_of(panel: Panel) -> tuple[Floats, Floats]:
    """Counts and the exposure behind them: outcomes times exposure where the outcome is a rate, else the outcomes and 1."""
    if panel.exposure is None:
        return panel.outcomes, np.ones_like(panel.outcomes)
    return panel.outcomes * panel.exposure, panel.exposure


def observed_when_treated(panel: Panel, weights: Floats) -> float:
    """The weighted mean outcome over treated cells."""
    cells = panel.treated_cells * weights[:, None]
    return float((cells * panel.outcomes).sum() / cells.sum())


def cautions_on(panel: Panel) -> tuple[Caution, ...]:
    """What a reader must know of the panel itself, whatever the design."""
    found = []
    constant = [panel.units[i] for i in np.flatnonzero(np.ptp(panel.outcomes, axis=1) == 0)]
    if constant:
        found.append(
            Caution(
                "constant-units",
                f"the outcome never changes for {len(constant)} unit(s), the first is {constant[0]}: see that it was really"
                " measured there",
            )
        )
    missing = missing_months(panel.times) if panel.times_a_year == 12 else ()
    if missing:
        found.append(
            Caution(
                "missing-months",
                f"no unit has {', '.join(f'{month:%B %Y}' for month in missing)}: the months beside are read as following each"
                " other",
            )
        )
    return tuple(found)


def missing_months(times: tuple[Any, ...]) -> tuple[date, ...]:
    """First days of the months between the first and the last time that are not among the times; none unless all are dates."""
    if not all(isinstance(time, date) for time in times):
        return ()
    there = {time.year * 12 + time.month - 1 for time in times}
    return tuple(date(m // 12, m % 12 + 1, 1) for m in range(min(there), max(there)) if m not in there)
