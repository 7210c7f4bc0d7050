"""A panel: an outcome for every unit at every time, and the time from which each unit was treated."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import Any

import numpy as np

from joinedup.evaluation.methods.handed_in import numbers_of
from joinedup.evaluation.methods.results import Bools, Dropped, Floats, MethodError, Whole

NEVER = -1

_MIXED_TIMES = (
    "the times cannot be put in order, as they are of several kinds: make all of them dates, or all numbers"
)


@dataclass(frozen=True)
class Panel:
    """Outcomes of units (rows) at times (columns), whole: no cell is missing. Long rows become one with `panel_of`.

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
        if 0 in shape:
            raise MethodError(
                f"a panel needs at least one unit and one time; found {shape[0]} units, {shape[1]} times"
            )
        self._check_labels()
        _refuse_other_than_numbers(self.outcomes, "outcomes")
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
        if not isinstance(self.starts, np.ndarray) or self.starts.dtype.kind not in "iu":
            raise MethodError(
                f"starts: expected a NumPy array of whole numbers, for each unit the index of a time, or {NEVER} for never"
            )
        if self.starts.shape != shape[:1] or ((self.starts < NEVER) | (self.starts >= shape[1])).any():
            raise MethodError(
                f"starts: expected for each of {shape[0]} units the index of a time (0 to {shape[1] - 1}) or {NEVER} for never"
            )
        self._check_exposure(shape)

    def _check_labels(self) -> None:
        for labels, what in ((self.units, "unit"), (self.times, "time")):
            if len(set(labels)) < len(labels):
                twice = next(label for label in labels if labels.count(label) > 1)
                raise MethodError(f"the {what} {twice} stands twice in a panel: each {what} is expected once")
        try:
            in_order = all(earlier < later for earlier, later in pairwise(self.times))
        except TypeError as error:
            raise MethodError(_MIXED_TIMES) from error
        if not in_order:
            raise MethodError("the times of a panel are not in order: sort times and columns, earliest first")

    def _check_exposure(self, shape: tuple[int, int]) -> None:
        if self.exposure is None:
            return
        _refuse_other_than_numbers(self.exposure, "exposure")
        if self.exposure.shape != shape:
            raise MethodError(
                f"exposure needs the shape of the outcomes, {shape}; found {self.exposure.shape}"
            )
        wrong = ~(np.isfinite(self.exposure) & (self.exposure > 0))
        if wrong.any():
            unit, time = np.argwhere(wrong)[0]
            raise MethodError(
                f"exposure of {self.units[unit]} at {self.times[time]} is {self.exposure[unit, time]}: people or person-years"
                " above zero are expected; leave the unit or the time out"
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
        the first time kept (it would have no time before), or when nothing is kept. A start after the last time kept counts
        as never."""
        rows = np.ones(len(self.units), bool) if units is None else units
        if rows.shape != (len(self.units),):
            raise MethodError(
                f"which units to keep is one truth for each of {len(self.units)} units; found {rows.shape}"
            )
        window = times or slice(None)
        first, last, step = window.indices(len(self.times))
        if step != 1 or last <= first:
            raise MethodError(f"a window is a run of at least one time, in order; found the slice {window}")
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
    starts: Mapping[Any, Any],
    *,
    exposure: Sequence[float] | None = None,
    times_a_year: int | None = None,
    outcome_name: str = "outcome",
) -> Panel:
    """A panel from long rows, one per unit and time; `starts` gives each treated unit its first time treated.

    Units that lack a time that others have, or have no outcome or no exposure above zero at one, are left out whole; their
    rows are counted in `dropped` (filling a gap would invent data). MethodError when there are no rows or they differ in
    number, when a unit has two rows for one time, when a start is outside the times, or when a unit of `starts` has no rows.
    """
    values = numbers_of(outcome, "outcomes")
    people = None if exposure is None else numbers_of(exposure, "exposures")
    _check_lengths(unit, time, values, values if people is None else people)
    if _lacks_some(unit):
        raise MethodError("a row names no unit: name it, or leave the row out")
    names, row = np.unique(np.asarray(unit, dtype=str), return_inverse=True)
    try:
        times, column = np.unique(_comparable(time), return_inverse=True)
    except TypeError as error:
        raise MethodError(_MIXED_TIMES) from error
    seen = np.zeros((len(names), len(times)), int)
    np.add.at(seen, (row, column), 1)
    _refuse_copies(seen, names, times)
    usable = np.isfinite(values) if people is None else np.isfinite(values) & (people > 0)
    whole = _filled(seen.shape, row, column, usable.astype(float)) == 1
    kept = np.asarray(whole.all(axis=1))
    first = _starts(names, times, starts)
    if not kept.any():
        raise MethodError(
            "no unit has an outcome (and people behind it, where exposure is given) at every time: keep only times that units"
            " share, or add the rows"
        )
    return Panel(
        tuple(str(name) for name in names[kept]),
        tuple(times.tolist()),
        _filled(seen.shape, row, column, values)[kept],
        first[kept],
        None if people is None else _filled(seen.shape, row, column, people)[kept],
        times_a_year,
        outcome_name,
        _left_out(seen.sum(axis=1), kept, first != NEVER),
    )


def _refuse_copies(seen: Any, names: Any, times: Any) -> None:
    if (seen > 1).any():
        i, j = np.argwhere(seen > 1)[0]
        raise MethodError(
            f"{names[i]} has {seen[i, j]} rows for {times[j]}: one row per unit and time is expected; add them up, or remove"
            " the copies"
        )


def _refuse_other_than_numbers(values: object, what: str) -> None:
    if not isinstance(values, np.ndarray) or values.dtype.kind not in "fiu":
        raise MethodError(
            f"{what}: expected a NumPy array of numbers, units x times; make one with numpy.asarray(..., dtype=float), or read"
            " long rows with panel_of"
        )


def _lacks_some(labels: Iterable[Any]) -> bool:
    return any(one is None or str(one) in ("nan", "NaT", "<NA>") for one in labels)


def _check_lengths(*columns: Any) -> None:
    if any(np.ndim(column) != 1 for column in columns):
        raise MethodError("unit, time, outcome and exposure are columns: hand in one value a row for each")
    lengths = [len(column) for column in columns]
    if not min(lengths):
        raise MethodError("no rows: a panel needs an outcome for at least one unit at one time")
    if len(set(lengths)) > 1:
        raise MethodError(
            f"unit, time, outcome and exposure are columns of one table; found {', '.join(map(str, lengths))} rows"
        )


def _comparable(times: Sequence[Any]) -> Any:
    """Times as an array whose items are plain dates, numbers or words: NumPy's and pandas' days become dates."""
    found = np.asarray(times)
    if np.issubdtype(found.dtype, np.datetime64):
        found = found.astype("datetime64[D]").astype(object)
    if _lacks_some(found):
        raise MethodError("a row has no time: add it, or leave the row out")
    if found.dtype == object and all(isinstance(time, date) for time in found):
        return np.array([date(time.year, time.month, time.day) for time in found], dtype=object)
    return found


def _left_out(rows: Whole, kept: Bools, is_treated: Bools) -> tuple[Dropped, ...]:
    return tuple(
        Dropped(
            f"of a {kind} unit that lacks an outcome (or people behind it) at a time that others have",
            int(rows[gone].sum()),
        )
        for kind, gone in (("treated", ~kept & is_treated), ("never treated", ~kept & ~is_treated))
        if gone.any()
    )


def _filled(shape: tuple[int, ...], row: Whole, column: Whole, values: Floats) -> Floats:
    cells = np.full(shape, np.nan)
    cells[row, column] = values
    return cells


def _starts(names: Any, times: Any, starts: Mapping[Any, Any]) -> Whole:
    found = np.full(len(names), NEVER, dtype=np.int64)
    if not isinstance(starts, Mapping):
        raise MethodError(
            "starts gives each treated unit its first time treated, as {'unit': time}, and {} when none is"
        )
    place = {str(name): i for i, name in enumerate(names)}
    for unit, start in starts.items():
        if str(unit) not in place:
            raise MethodError(
                f"starts names the unit {unit}, which has no rows: mend the name, or add its rows"
            )
        if _lacks_some([start]):
            raise MethodError(
                f"{unit} has no start: give its first time treated, or leave the unit out of starts"
            )
        where = np.flatnonzero(times == _comparable([start])[0])
        if not len(where):
            raise MethodError(
                f"{unit} starts at {start}, which is not among the times {times[0]} to {times[-1]}: a start outside the window"
                " has no before or no after; widen the window, or leave the unit out"
            )
        found[place[str(unit)]] = where[0]
    return found
