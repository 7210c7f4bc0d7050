"""Who could have joined a care model, month by month, and what was known of them then."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from joinedup.evaluation.methods.results import Bools, Dropped, Floats, MethodError, Whole

Days = NDArray[np.datetime64]


@dataclass(frozen=True)
class Candidates:
    """One row per person and month in which the person, living here and eligible on the first of the month, had not joined.

    `person` is any whole number that names a person; `month` an index into `months` (first days, in order, one after the
    other); `joins_on` the day the person joined, NaT if never: the same in each row of a person, never before the row's
    month. `features` (rows x k, no gaps) hold what was known strictly before the month; those named in `counted` are counts
    with a long tail, and enter models as log(1 + count). `strata`, where given, are to be matched exactly besides the month.
    `caseload_person` and `caseload_joined_on` name everyone who joined, eligible on the first of their month or not; left
    out, they are those who join in the rows. `dropped` counts rows the reader left out.
    """

    care_model: str
    person: Whole
    month: Whole
    months: tuple[date, ...]
    joins_on: Days
    features: Floats
    feature_names: tuple[str, ...]
    counted: tuple[str, ...] = ()
    strata: Whole | None = None
    caseload_person: Whole | None = None
    caseload_joined_on: Days | None = None
    dropped: tuple[Dropped, ...] = field(default=())

    def __post_init__(self) -> None:
        _check_shapes(self)
        _check_months(self)
        _check_features(self)
        _check_rows(self)

    def __len__(self) -> int:
        return len(self.person)

    @cached_property
    def month_starts(self) -> Whole:
        """First day of each month and the day after the last month, in days since 1970."""
        last = np.datetime64(self.months[-1], "M") + 1
        return np.append(np.array(self.months, "datetime64[D]"), last.astype("datetime64[D]")).astype(
            np.int64
        )

    @cached_property
    def joining_day(self) -> Whole:
        """The day of joining in days since 1970; NEVER_JOINED where there is none."""
        return whole_days(self.joins_on)

    @cached_property
    def joins_this_month(self) -> Bools:
        """Rows whose person joined in the row's own month: the treated rows."""
        return np.asarray(self.joining_day < self.month_starts[self.month + 1])

    @cached_property
    def model_features(self) -> Floats:
        """The features as models use them: counts as log(1 + count)."""
        columns = [name in self.counted for name in self.feature_names]
        return np.where(columns, np.log1p(np.where(columns, self.features, 0.0)), self.features)

    @cached_property
    def people(self) -> Whole:
        """Every person once, in order."""
        return np.unique(self.person)

    @cached_property
    def person_index(self) -> Whole:
        """Each row's place in `people`."""
        return np.searchsorted(self.people, self.person)

    @cached_property
    def row_key(self) -> Whole:
        """Person and month of each row as one number."""
        return np.asarray(self.person_index * len(self.months) + self.month)

    @cached_property
    def row_order(self) -> Whole:
        """The rows in order of person and month."""
        return np.argsort(self.row_key, kind="stable")

    @cached_property
    def caseload(self) -> tuple[Whole, Whole]:
        """Everyone who joined: who, and the day in days since 1970."""
        if self.caseload_person is not None and self.caseload_joined_on is not None:
            return self.caseload_person, whole_days(self.caseload_joined_on)
        joined = self.joining_day < NEVER_JOINED
        who, first = np.unique(self.person[joined], return_index=True)
        return who, self.joining_day[joined][first]


NEVER_JOINED = np.iinfo(np.int64).max // 4


def whole_days(days: Days) -> Whole:
    """Days since 1970, NEVER_JOINED for NaT."""
    missing = np.isnat(days)
    return np.where(missing, NEVER_JOINED, days.astype("datetime64[D]").astype(np.int64))


def _check_shapes(found: Candidates) -> None:
    rows = len(found.person)
    if not rows:
        raise MethodError(
            f"nobody was eligible for {found.care_model} on the first of any month: see what `eligible` asks for in"
            " place.toml, and whether the extracts reach back 12 months before the months to be studied"
        )
    sizes = {"month": len(found.month), "joins_on": len(found.joins_on), "features": len(found.features)}
    if found.strata is not None:
        sizes["strata"] = len(found.strata)
    for name, size in sizes.items():
        if size != rows:
            raise MethodError(
                f"candidates: {rows} rows of person, {size} of {name}; one row each is expected"
            )
    if (found.caseload_person is None) != (found.caseload_joined_on is None):
        raise MethodError("candidates: hand in both caseload_person and caseload_joined_on, or neither")
    if found.features.ndim != 2 or found.features.shape[1] != len(found.feature_names):
        raise MethodError(
            f"candidates: {len(found.feature_names)} names for features of shape {found.features.shape}; one column each"
        )


def _check_months(found: Candidates) -> None:
    firsts = np.array(found.months, dtype="datetime64[M]")
    if (np.diff(firsts.astype(int)) != 1).any() or any(day.day != 1 for day in found.months):
        raise MethodError(
            "candidates: months must be first days of months, one after the other without a gap; found"
            f" {', '.join(map(str, found.months[:4]))} ..."
        )
    if found.month.min() < 0 or found.month.max() >= len(found.months):
        raise MethodError(
            f"candidates: month is an index into {len(found.months)} months; found {found.month.min()} to {found.month.max()}"
        )


def _check_features(found: Candidates) -> None:
    bad = ~np.isfinite(found.features)
    if bad.any():
        column = int(np.argmax(bad.any(axis=0)))
        raise MethodError(
            f"candidates: {int(bad[:, column].sum())} of {len(found.person)} rows have no value for"
            f" {found.feature_names[column]}: fill it and add a column that says where it was missing, or leave it out"
        )
    for name in found.counted:
        if name not in found.feature_names or (found.features[:, found.feature_names.index(name)] < 0).any():
            raise MethodError(
                f"candidates: {name} is named as a count, and is no feature or is below 0 somewhere: mend it"
            )


def _check_rows(found: Candidates) -> None:
    if (np.diff(found.row_key[found.row_order]) == 0).any():
        raise MethodError(
            "candidates: a person has two rows for one month; one row per person and month is expected: remove the copies"
        )
    first = np.full(len(found.people), NEVER_JOINED + 1)
    np.minimum.at(first, found.person_index, found.joining_day)
    if (first[found.person_index] != found.joining_day).any():
        raise MethodError(
            "candidates: a person's rows differ in joins_on; the day of joining is one per person"
        )
    after = found.joining_day < found.month_starts[found.month]
    if after.any():
        raise MethodError(
            f"candidates: {int(after.sum())} rows are of people who had already joined before the month began; only people"
            " not yet joined can be candidates: leave those rows out"
        )
