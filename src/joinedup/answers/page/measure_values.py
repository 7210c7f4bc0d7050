"""Measures by neighbourhood and period as they may be shown: rates from rounded counts, with their intervals."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

from joinedup.answers.disclosure import Shown, TwoWay, rules, two_way
from joinedup.answers.page import words
from joinedup.answers.published import Published
from joinedup.population import rates

WHOLE_PLACE = "Whole place"
NO_AREA = "In no neighbourhood"

# Months that a point may stand for: the fewest at which nearly every count is large enough to show and rounding is small.
MONTHS_OF_A_POINT = (1, 3, 12)
SUPPRESSED_AT_MOST, MEDIAN_AT_LEAST = 0.05, 100


@dataclass(frozen=True)
class Definition:
    """A measure as measure_definition has it."""

    measure: str
    title: str
    denominator: str
    multiplier: float
    unit: str
    direction: str
    counts: str
    source: str
    # Which contacts it counts: setting, kind, way of beginning, mark.
    contacts: tuple[str | None, ...]

    @property
    def is_share(self) -> bool:
        return self.denominator == "contacts"

    @property
    def is_fraction(self) -> bool:
        """Whether its value is a fraction of one, to be read in per cent."""
        return self.is_share and self.multiplier == 1


@dataclass(frozen=True)
class Value:
    """One value of a measure, with the limits within which chance alone could have moved it."""

    value: float
    low: float
    high: float


@dataclass(frozen=True)
class Series:
    """A measure over periods: values by area (rows, the whole place last) and period; None where suppressed."""

    definition: Definition
    months: int
    starts: tuple[date, ...]
    areas: tuple[str, ...]
    values: tuple[tuple[Value | None, ...], ...]
    suppressed: int


Cells = Mapping[tuple[str, date], tuple[float, float]]
"""Numerator and denominator by area and month."""


def definitions(published: Published) -> list[Definition]:
    """Every measure, in the order of the file that defines them."""
    return [
        Definition(measure, title, denominator, multiplier, unit, direction, counts, source, tuple(contacts))
        for measure, title, denominator, multiplier, unit, direction, counts, source, *contacts in published.rows(
            "select measure, title, denominator, multiplier, unit, direction, counts, source, setting, kind, began, mark"
            " from measure_definition"
        )
    ]


def cells_by_measure(published: Published) -> dict[str, dict[tuple[str, date], tuple[float, float]]]:
    """Sums of numerator and denominator of every measure by neighbourhood and month; exact, not to be shown."""
    tables = [t for t in ("measure_month", "cost_measure_month") if published.has(t)]
    query = " union all ".join(
        f"select measure, month, coalesce(neighbourhood, '{NO_AREA}') as area, sum(numerator) as numerator,"
        f" sum(denominator) as denominator from {table} group by all"
        for table in tables
    )
    found: dict[str, dict[tuple[str, date], tuple[float, float]]] = defaultdict(dict)
    for measure, month, area, numerator, denominator in published.rows(query):
        found[measure][area, month] = (float(numerator), float(denominator))
    return dict(found)


def series_of(definition: Definition, cells: Cells, months: int, guard: Cells | None = None) -> Series:
    """The measure in periods of so many whole months, from the first; months left over at the end are left out.

    `guard` are the counts of people or contacts behind a numerator that counts something else (bed days, pence): where
    they are suppressed, so is the value.
    """
    areas = sorted({area for area, _ in cells})
    starts, sums = _in_periods(cells, areas, months)
    top = [[round(sums[a, s][0]) for s in starts] for a in areas]
    bottom = [[_as_people(definition, sums[a, s][1], months) for s in starts] for a in areas]
    numerator, denominator = _shown(top), _shown(bottom)
    hidden = numerator
    if guard is not None:
        _, behind = _in_periods(guard, areas, months)
        hidden = _shown([[round(behind[a, s][0]) for s in starts] for a in areas])
    values = [
        tuple(
            value_of(definition, n if g is not None else None, d, months / 12)
            for n, g, d in zip(row, row_of_guard, row_below, strict=True)
        )
        for row, row_of_guard, row_below in zip(
            _with_total(numerator), _with_total(hidden), _with_total(denominator), strict=True
        )
    ]
    return Series(
        definition,
        months,
        starts,
        (*areas, WHOLE_PLACE),
        tuple(values),
        hidden.suppressed + denominator.suppressed,
    )


def best_months(definition: Definition, cells: Cells) -> int:
    """How many months a point should stand for, for counts to be large enough to show."""
    areas = sorted({area for area, _ in cells})
    for months in MONTHS_OF_A_POINT:
        starts, sums = _in_periods(cells, areas, months)
        counts = [sums[a, s][0] for a in areas for s in starts]
        small = sum(rules().is_small(round(count)) for count in counts)
        if counts and small <= SUPPRESSED_AT_MOST * len(counts) and median(counts) >= MEDIAN_AT_LEAST:
            return months
    return MONTHS_OF_A_POINT[-1]


def period_name(start: date, months: int) -> str:
    """Apr 2023, or Apr to Jun 2023, or 2023/24."""
    if months == 1:
        return words.month(start)
    last = months_later(start, months - 1)
    if months == 12:
        return str(start.year) if start.month == 1 else f"{start.year}/{last.year % 100:02d}"
    return f"{start:%b} to {words.month(last)}"


def _in_periods(
    cells: Cells, areas: Sequence[str], months: int
) -> tuple[tuple[date, ...], dict[tuple[str, date], tuple[float, float]]]:
    all_months = sorted({month for _, month in cells})
    whole = len(all_months) // months * months or len(all_months)
    starts = tuple(all_months[:whole:months])
    start_of = {month: all_months[place // months * months] for place, month in enumerate(all_months[:whole])}
    sums: dict[tuple[str, date], tuple[float, float]] = {(a, s): (0.0, 0.0) for a in areas for s in starts}
    for (area, month), (numerator, denominator) in cells.items():
        if month in start_of:
            so_far = sums[area, start_of[month]]
            sums[area, start_of[month]] = (so_far[0] + numerator, so_far[1] + denominator)
    return starts, sums


def _as_people(definition: Definition, denominator: float, months: int) -> int:
    """Person-years of a period as the mean number of people living here in it, which is what can be rounded as people."""
    return round(denominator) if definition.is_share else round(denominator * 12 / months)


def _shown(counts: list[list[int]]) -> TwoWay:
    return two_way(counts, row_totals=False)


def _with_total(table: TwoWay) -> list[tuple[Shown, ...]]:
    return [*table.cells, table.column_totals]


def value_of(
    definition: Definition, numerator: Shown, denominator: Shown, years: float = 1.0
) -> Value | None:
    """The measure from counts as shown; the denominator of a rate is people, who lived here for so many years."""
    if numerator is None or not denominator:
        return None
    scale = definition.multiplier
    if definition.is_share:
        # Rounding may lift a part above its whole.
        found = rates.share(min(numerator, denominator), denominator)
        return Value(found.value * scale, found.low * scale, found.high * scale) if found else None
    if definition.counts != "contacts":
        value = numerator / (denominator * years) * scale
        return Value(value, value, value)
    estimate = rates.rate(numerator, denominator * years, multiplier=scale)
    return Value(estimate.value, estimate.low, estimate.high) if estimate else None


def number(value: float, definition: Definition) -> str:
    """A value as it is read: a fraction in per cent."""
    if definition.is_fraction:
        return f"{100 * value:.1f}%"
    return words.decimal(value, 0 if abs(value) >= 100 else 1)


def number_with_unit(value: float, definition: Definition) -> str:
    """137 per 1,000 person-years; 3.7% of emergency admissions."""
    return f"{number(value, definition)} {unit_of(definition)}".replace(" %", "%")


def unit_of(definition: Definition) -> str:
    """The unit that follows the number."""
    return definition.unit.replace("share of ", "of ") if definition.is_fraction else definition.unit


def months_later(month: date, months: int) -> date:
    """The first day of the month so many months on."""
    count = month.year * 12 + month.month - 1 + months
    return date(count // 12, count % 12 + 1, 1)
