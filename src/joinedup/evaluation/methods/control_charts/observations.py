"""The points of a series as they came, checked at the door: dates in order, one value a date, nothing lost in silence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import ArrayLike, NDArray

from joinedup.evaluation.methods.handed_in import numbers_of
from joinedup.evaluation.methods.results import Caution, Dropped, Floats, MethodError

Days = NDArray[np.datetime64]

NOTHING = "no point has a value; a chart needs at least one"


@dataclass(frozen=True)
class Observations:
    """Points in the order of their dates. `counts` are the events behind each value; None where they are not known.

    `missing` are the calendar months between the first and the last that have no point (of a monthly series).
    """

    dates: Days
    values: Floats
    counts: Floats | None
    missing: tuple[date, ...]
    notes: tuple[Caution, ...]
    dropped: tuple[Dropped, ...]

    def __len__(self) -> int:
        return len(self.values)


def observations_of(dates: ArrayLike, values: ArrayLike, counts: ArrayLike | None = None) -> Observations:
    """Checked points, in order of date. Points without a value are dropped and counted.

    MethodError for no points, dates or values that are none, two points of one date, infinite values, negative counts.
    """
    found = _numbers(values, "values")
    if not len(found):
        raise MethodError(NOTHING)
    days = _days(dates)
    events = None if counts is None else _numbers(counts, "counts")
    _same_length(days, found, events)
    there = ~np.isnan(found)
    notes = _order_note(days)
    order = np.flatnonzero(there)[np.argsort(days[there], kind="stable")]
    days, found = days[order], found[order]
    events = None if events is None else events[order]
    _check(days, found, events)
    missing = missing_months(days)
    if missing:
        notes = (*notes, _missing_note(missing))
    without = int((~there).sum())
    dropped = (Dropped("no value", without),) if without else ()
    return Observations(days, found, events, missing, notes, dropped)


def missing_months(days: Days) -> tuple[date, ...]:
    """Calendar months without a point between the first and the last; none when the series is not monthly."""
    months = days.astype("datetime64[M]")
    if len(days) < 3 or len(np.unique(months)) != len(months):
        return ()
    gaps = np.diff(months).astype(int)
    # A yearly or quarterly series has gaps all through; a monthly one has mostly none.
    if np.median(gaps) > 1:
        return ()
    absent = np.setdiff1d(np.arange(months[0], months[-1]), months)
    return tuple(month.astype("datetime64[D]").item() for month in absent)


def named_months(months: Sequence[date], most: int = 3) -> str:
    """Feb 2019 and Sep 2019; Feb 2019, Sep 2019, Oct 2019 and 2 more."""
    said = [f"{month:%b %Y}" for month in months[:most]]
    more = [f"{len(months) - most} more"] if len(months) > most else []
    words = [*said, *more]
    return " and ".join(part for part in (", ".join(words[:-1]), *words[-1:]) if part)


def _days(dates: ArrayLike) -> Days:
    given = np.asarray(dates).ravel()
    if np.issubdtype(given.dtype, np.number):
        raise MethodError("dates are plain numbers; hand in dates, each as 2024-04-01")
    try:
        days = given.astype("datetime64[D]")
    except (TypeError, ValueError) as error:
        raise MethodError(f"dates cannot be read: {error}; write each as 2024-04-01") from error
    if np.isnat(days).any():
        without = int(np.isnat(days).sum())
        some = "1 point has" if without == 1 else f"{without} points have"
        raise MethodError(f"{some} no date; give each a date, or leave it out")
    return days


def _numbers(values: ArrayLike, what: str) -> Floats:
    return numbers_of(values, what).ravel()


def _same_length(days: Days, values: Floats, counts: Floats | None) -> None:
    lengths = {"dates": len(days), "values": len(values)} | (
        {} if counts is None else {"counts": len(counts)}
    )
    if len(set(lengths.values())) > 1:
        said = ", ".join(f"{number} {name}" for name, number in lengths.items())
        raise MethodError(f"found {said}; hand in one of each a point")


def _check(days: Days, values: Floats, counts: Floats | None) -> None:
    if not len(values):
        raise MethodError(NOTHING)
    if not np.isfinite(values).all():
        where = days[~np.isfinite(values)][0]
        raise MethodError(
            f"the value of {where} is not finite; was something divided by nothing? Leave the point out"
        )
    twice = days[:-1][days[1:] == days[:-1]]
    if len(twice):
        dates = len(np.unique(twice))
        some = "1 date has" if dates == 1 else f"{dates} dates have"
        raise MethodError(f"{some} more than one value, the first {twice[0]}; add them up or leave one out")
    if counts is not None and not (counts >= 0).all():
        where = days[~(counts >= 0)][0]
        raise MethodError(f"the count of {where} is negative or not a number; counts are 0 or more")


def _order_note(days: Days) -> tuple[Caution, ...]:
    if (np.diff(days).astype(int) >= 0).all():
        return ()
    return (Caution("sorted", "The points were not in order of date; they have been put in order."),)


def _missing_note(missing: tuple[date, ...]) -> Caution:
    some = "1 month has" if len(missing) == 1 else f"{len(missing)} months have"
    return Caution(
        "missing-months",
        f"{some} no point ({named_months(missing)}); the points on either side are read as neighbours.",
    )
