"""A panel: an outcome for every unit at every time, and the time from which each unit was treated."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from joinedup.evaluation.methods.results import Bools, Dropped, Floats, MethodError, Whole

NEVER = -1


@dataclass(frozen=True)
class Panel:
    """Outcomes of units (rows) at times (columns), whole: no cell is missing.

    `starts` holds for each unit the index of the first time treated, or NEVER. `exposure`, of the same shape as `outcomes`, is
    the people or person-years behind each outcome where it is a rate: weights for the estimators that take them, and with
    the outcome the counts. `times_a_year` is 12 for months, 4 for quarters, None where there is no season.
    """

    units: tuple[str, ...]
    times: tuple[Any, ...]
    outcomes: Floats
    starts: Whole
    exposure: Floats | None = None
    times_a_year: int | None = None
    outcome_name: str = "outcome"
    dropped: tuple[Dropped, ...] = ()

    def __post_init__(self) -> None:
        shape = (len(self.units), len(self.times))
        if self.outcomes.shape != shape:
            raise MethodError(
                f"a panel of {shape[0]} units and {shape[1]} times needs outcomes of that shape; found {self.outcomes.shape}"
            )
        if not np.isfinite(self.outcomes).all():
            unit, time = np.argwhere(~np.isfinite(self.outcomes))[0]
            raise MethodError(
                f"no outcome for {self.units[unit]} at {self.times[time]}: a panel is whole; leave the unit or the time out,"
                " or read the rows with panel_of, which counts what it leaves out"
            )
        if len(self.starts) != shape[0] or ((self.starts < NEVER) | (self.starts >= shape[1])).any():
            raise MethodError(
                f"starts: expected for each of {shape[0]} units the index of a time (0 to {shape[1] - 1}) or {NEVER} for never"
            )

    @property
    def is_treated(self) -> Bools:
        """Which units are ever treated."""
        return np.asarray(self.starts != NEVER)

    @property
    def treated_cells(self) -> Bools:
        """Which cells are of a unit already treated at the time."""
        return np.asarray(self.is_treated[:, None] & (np.arange(len(self.times)) >= self.starts[:, None]))

    @property
    def is_staggered(self) -> bool:
        """Whether treated units started at different times."""
        return len(np.unique(self.starts[self.is_treated])) > 1

    def only(self, units: Bools | None = None, times: slice | None = None) -> Panel:
        """The panel of some units and a run of times; starts move with it. MethodError when a treated unit would start before
        the first time kept (it would have no time before). A start after the last time kept counts as never."""
        rows = np.ones(len(self.units), bool) if units is None else units
        window = times or slice(None)
        first, last, _ = window.indices(len(self.times))
        starts = self.starts[rows]
        if ((starts != NEVER) & (starts <= first) & (first > 0)).any():
            raise MethodError(
                f"a window that begins at {self.times[first]} leaves a treated unit without any time before its start:"
                " begin the window earlier, or leave that unit out"
            )
        moved = np.where((starts == NEVER) | (starts >= last), NEVER, starts - first)
        return replace(
            self,
            units=tuple(np.array(self.units, dtype=object)[rows]),
            times=tuple(self.times[first:last]),
            outcomes=self.outcomes[rows, first:last],
            starts=moved,
            exposure=None if self.exposure is None else self.exposure[rows, first:last],
        )


def panel_of(
    unit: Sequence[Any],
    time: Sequence[Any],
    outcome: Sequence[float],
    starts: dict[Any, Any],
    *,
    exposure: Sequence[float] | None = None,
    times_a_year: int | None = None,
    outcome_name: str = "outcome",
) -> Panel:
    """A panel from long rows, one per unit and time; `starts` gives each treated unit its first time treated.

    Units that lack a time that others have are left out whole and counted in `dropped` (filling a gap would invent data).
    MethodError when a unit has two rows for one time, when a start is outside the times, or when a unit of `starts` has no
    rows.
    """
    names, row = np.unique(np.asarray(unit, dtype=str), return_inverse=True)
    times, column = np.unique(np.asarray(time), return_inverse=True)
    seen = np.zeros((len(names), len(times)), int)
    np.add.at(seen, (row, column), 1)
    if (seen > 1).any():
        i, j = np.argwhere(seen > 1)[0]
        raise MethodError(
            f"{names[i]} has {seen[i, j]} rows for {times[j]}: one row per unit and time is expected; add them up, or remove"
            " the copies"
        )
    values = _filled(seen.shape, row, column, outcome)
    people = None if exposure is None else _filled(seen.shape, row, column, exposure)
    whole = (seen == 1).all(axis=1) & np.isfinite(values).all(axis=1)
    first = _starts(names, times, starts)
    dropped = (
        ()
        if whole.all()
        else (Dropped("unit lacks an outcome at a time that others have", int((~whole).sum())),)
    )
    if not whole.any():
        raise MethodError(
            "no unit has an outcome at every time: keep only times that units share, or add the rows"
        )
    return Panel(
        tuple(str(name) for name in names[whole]),
        tuple(times.tolist()),
        values[whole],
        first[whole],
        None if people is None else people[whole],
        times_a_year,
        outcome_name,
        dropped,
    )


def _filled(shape: tuple[int, ...], row: Whole, column: Whole, values: Sequence[float]) -> Floats:
    cells = np.full(shape, np.nan)
    cells[row, column] = np.asarray(values, dtype=float)
    return cells


def _starts(names: Any, times: Any, starts: dict[Any, Any]) -> Whole:
    found = np.full(len(names), NEVER, dtype=np.int64)
    place = {str(name): i for i, name in enumerate(names)}
    for unit, start in starts.items():
        if str(unit) not in place:
            raise MethodError(
                f"starts names the unit {unit}, which has no rows: mend the name, or add its rows"
            )
        where = np.flatnonzero(times == np.asarray(start))
        if not len(where):
            raise MethodError(
                f"{unit} starts at {start}, which is not among the times {times[0]} to {times[-1]}: a start outside the window"
                " has no before or no after; widen the window, or leave the unit out"
            )
        found[place[str(unit)]] = where[0]
    return found
