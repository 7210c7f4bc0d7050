"""From the published build to panels: which providers stand in them, which are set aside, and why."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np

from joinedup.answers.published import open_published
from joinedup.evaluation.methods.panel.panel import NEVER, Panel
from joinedup.evaluation.methods.results import Floats

FIRST, LAST = date(2012, 5, 1), date(2018, 12, 1)
BEFORE_ANY_START = date(2015, 4, 1)
LARGEST_SHIFT = 0.15  # of the level in six months against the six before, beside England's. Assumption: change it and see.
AROUND = 6

TOTALS = """
select organisation_name, month, attendances, over_four_hours from provider_month
where organisation_name is not null and department_type = 'all' and month >= date '{first}' and month <= date '{last}'
order by organisation_name, month
"""


@dataclass(frozen=True)
class Provider:
    """One line of providers.csv: a judgement, with its doubt."""

    name: str
    care_model: str
    from_month: date
    role: str
    confidence: str
    why: str


@dataclass(frozen=True)
class Totals:
    """Attendances and attendances over four hours by provider (rows) and month (columns), for providers with every month."""

    names: tuple[str, ...]
    months: tuple[date, ...]
    attendances: Floats
    over_four_hours: Floats
    without_every_month: tuple[str, ...]


@dataclass(frozen=True)
class SetAside:
    """A provider that stands in no panel, and why."""

    name: str
    why: str


def read_providers() -> dict[str, Provider]:
    """providers.csv by provider; one that two vanguards name stands on its first line, which is the earlier."""
    found: dict[str, Provider] = {}
    with (Path(__file__).parent / "providers.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            line = Provider(
                row["provider"],
                row["care_model"],
                date.fromisoformat(row["from_month"]),
                row["role"],
                row["confidence"],
                row["why"],
            )
            found.setdefault(line.name, line)
    return found


def read_totals(folder: Path) -> Totals:
    """Every provider's monthly totals of the window from the build published in `folder`."""
    with open_published(folder) as published:
        rows = published.rows(TOTALS.format(first=FIRST, last=LAST))
    months = tuple(sorted({month for _, month, _, _ in rows}))
    by_name: dict[str, dict[date, tuple[float, float]]] = {}
    for name, month, attendances, over in rows:
        by_name.setdefault(name, {})[month] = (float(attendances), float(over or 0))
    whole = sorted(name for name, cells in by_name.items() if len(cells) == len(months))
    cells = np.array([[by_name[name][month] for month in months] for name in whole])
    partial = tuple(sorted(set(by_name) - set(whole)))
    return Totals(tuple(whole), months, cells[:, :, 0], cells[:, :, 1], partial)


def panel(
    totals: Totals, care_models: tuple[str, ...], *, of: str = "attendances", keep_reorganised: bool = False
) -> tuple[Panel, list[SetAside]]:
    """The treated providers of some care models beside the donors, in attendances a day (100 = the provider's own mean before
    April 2015) or, for `of="over four hours"`, in percentage points.

    Reorganised providers are set aside, treated or not, by one rule that does not look at which way they shifted;
    `keep_reorganised` keeps the treated ones.
    """
    providers = read_providers()
    shift = largest_shift(totals.attendances)
    keep, starts, aside = [], [], []
    for row, name in enumerate(totals.names):
        known = providers.get(name)
        treated = bool(known and known.role == "treated" and known.care_model in care_models)
        reorganised = shift[row] > LARGEST_SHIFT
        if known and treated and (keep_reorganised or not reorganised):
            keep.append(row)
            starts.append(totals.months.index(known.from_month))
        elif known and not treated:
            aside.append(
                SetAside(name, f"in another vanguard ({known.care_model})" if known.care_model else known.why)
            )
        elif reorganised:
            aside.append(SetAside(name, f"its level shifts by {shift[row]:.0%} in half a year: reorganised"))
        elif totals.attendances[row].min() < 1000:
            aside.append(
                SetAside(name, "fewer than 1,000 attendances in a month: no general emergency department")
            )
        else:
            keep.append(row)
            starts.append(NEVER)
    values = _per_day_indexed(totals) if of == "attendances" else _share_over(totals)
    return (
        Panel(
            tuple(totals.names[row] for row in keep),
            totals.months,
            values[keep],
            np.array(starts, dtype=np.int64),
            times_a_year=12,
            outcome_name="attendances a day (100 = own mean before April 2015)"
            if of == "attendances"
            else "% of attendances over four hours",
        ),
        aside,
    )


def largest_shift(attendances: Floats) -> Floats:
    """For each provider the largest relative change of its median level in six months against the six before, relative to all
    providers together: a merger, a new or closed department, another way of counting."""
    logs = np.log(np.maximum(attendances, 1)) - np.log(attendances.sum(axis=0))
    turns = range(AROUND, logs.shape[1] - AROUND + 1)
    shifts = [
        np.median(logs[:, t : t + AROUND], axis=1) - np.median(logs[:, t - AROUND : t], axis=1) for t in turns
    ]
    return np.asarray(np.expm1(np.abs(shifts).max(axis=0)))


def _per_day_indexed(totals: Totals) -> Floats:
    days = np.array([_days(month) for month in totals.months])
    daily = totals.attendances / days
    before = np.array([month < BEFORE_ANY_START for month in totals.months])
    return np.asarray(daily / daily[:, before].mean(axis=1, keepdims=True) * 100)


def _share_over(totals: Totals) -> Floats:
    return np.asarray(totals.over_four_hours / np.maximum(totals.attendances, 1) * 100)


def _days(month: date) -> int:
    following = date(month.year + month.month // 12, month.month % 12 + 1, 1)
    return (following - month).days
