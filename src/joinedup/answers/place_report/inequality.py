"""The inequality section: measures by deprivation quintile, with the slope and the relative index of inequality."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

from joinedup.answers.disclosure import one_way
from joinedup.answers.page import words
from joinedup.answers.page.measure_values import (
    Definition,
    Value,
    definitions,
    number,
    unit_of,
    value_of,
)
from joinedup.answers.page.section import Figure, KeyFigure, Section, ShownTable
from joinedup.answers.place_report.years import latest_year
from joinedup.answers.published import Published
from joinedup.pictures import charts

ACROSS = 3
QUINTILES = (1, 2, 3, 4, 5)


@dataclass(frozen=True)
class Gap:
    """A measure in one year: its values from the most deprived quintile (1) to the least, and both indices with limits."""

    definition: Definition
    values: tuple[Value | None, ...]
    slope: Value | None
    relative: Value | None
    suppressed: int


def read_gaps(published: Published) -> list[Gap]:
    """Every measure that counts contacts and has a better direction, in the latest whole year."""
    starts_on, ends_before = latest_year(published)
    sums = {
        (measure, int(quintile)): (float(numerator), float(denominator))
        for measure, quintile, numerator, denominator in published.rows(
            "select measure, deprivation_quintile, sum(numerator) as numerator, sum(denominator) as denominator"
            f" from measure_month where month >= date '{starts_on.replace(day=1)}' and month < date '{ends_before}'"
            " and deprivation_quintile is not null group by measure, deprivation_quintile"
        )
    }
    indices = {
        row[0]: (_limits(*row[1:4]), _limits(*row[4:7]))
        for row in published.rows(
            "select measure, slope, slope_low, slope_high, relative, relative_low, relative_high from inequality"
            f" where year_starts_on = date '{starts_on}'"
        )
    }
    return [
        _gap(d, [sums.get((d.measure, q), (0.0, 0.0)) for q in QUINTILES], *indices[d.measure])
        for d in definitions(published)
        if d.measure in indices and d.direction != "neutral" and d.counts == "contacts"
    ]


def inequality_section(published: Published) -> Section:
    """Dots by quintile, and a table of both indices."""
    gaps = [gap for gap in read_gaps(published) if any(value and value.value for value in gap.values)]
    title = "Inequality"
    if not gaps:
        return Section(
            "inequality",
            title,
            "Too few deprivation quintiles have anybody in them to measure inequality between them.",
        )
    starts_on, _ = latest_year(published)
    year = words.year(starts_on, published.period()[1])
    widest = _widest(gaps)
    sentence = (
        _said(widest, year) if widest else f"No difference by deprivation is clear of chance in {year}."
    )
    return Section(
        "inequality",
        title,
        "Each dot is a fifth of areas by national deprivation, the most deprived on the left.",
        [
            Figure(
                f"Measures by deprivation, {year}",
                sentence,
                _draw(gaps),
                _table(gaps, year),
                note="The slope index is the difference, and the relative index the ratio, between the most and the least deprived"
                " end of a straight line through the fifths. Lines through the dots and limits in brackets: 95%, chance"
                " alone. Not adjusted for age.",
                layout="under",
                suppressed=sum(gap.suppressed for gap in gaps),
            )
        ],
        in_short=sentence,
        key_figures=[_key(widest, year)] if widest else [],
    )


def _gap(
    definition: Definition,
    sums: Sequence[tuple[float, float]],
    slope: Value | None,
    relative: Value | None,
) -> Gap:
    top = one_way([round(numerator) for numerator, _ in sums])
    bottom = one_way([round(denominator) for _, denominator in sums])
    values = tuple(value_of(definition, n, d) for n, d in zip(top.cells, bottom.cells, strict=True))
    return Gap(definition, values, slope, relative, top.suppressed + bottom.suppressed)


def _limits(value: float | None, low: float | None, high: float | None) -> Value | None:
    return None if value is None or low is None or high is None else Value(value, low, high)


def _widest(gaps: Sequence[Gap]) -> Gap | None:
    """The rate most surely higher among the most deprived: with the largest lower limit of its relative index above 1."""
    rates = [gap for gap in gaps if gap.definition.direction == "lower" and not gap.definition.is_share]
    clear = [gap for gap in rates if gap.relative and gap.relative.low > 1]
    return max(clear, key=lambda gap: gap.relative.low if gap.relative else 0, default=None)


def _said(gap: Gap, year: str) -> str:
    assert gap.relative is not None
    return (
        f"{gap.definition.title} in {year}: {gap.relative.value:.1f} times as many at the most deprived end as at the least"
        f" (95% interval {gap.relative.low:.1f} to {gap.relative.high:.1f})."
    )


def _key(gap: Gap, year: str) -> KeyFigure:
    assert gap.relative is not None
    return KeyFigure(
        f"{gap.relative.value:.1f} times",
        f"as many {gap.definition.title[:1].lower()}{gap.definition.title[1:]}",
        f"most against least deprived, {year}",
    )


def _table(gaps: Sequence[Gap], year: str) -> ShownTable:
    return ShownTable(
        f"Values by deprivation quintile and indices of inequality, {year}",
        ("Measure", "Most deprived", "2", "3", "4", "Least", "Slope index", "Relative index"),
        [
            (
                f"{gap.definition.title}, {unit_of(gap.definition)}",
                *(number(v.value, gap.definition) if v else words.SUPPRESSED for v in gap.values),
                _with_limits(gap.slope, 100 if gap.definition.is_fraction else 1, 1),
                _with_limits(gap.relative, 1, 2),
            )
            for gap in gaps
        ],
    )


def _with_limits(value: Value | None, scale: float, places: int) -> str:
    if value is None:
        return words.NOT_THERE
    first, low, high = (words.decimal(n * scale, places) for n in (value.value, value.low, value.high))
    return f"{first} ({low} to {high})"


def _draw(gaps: Sequence[Gap]) -> str:
    rows = [
        {
            "measure": _in_lines(gap.definition.title),
            "quintile": quintile,
            "value": value.value * scale,
            "low": value.low * scale,
            "high": value.high * scale,
        }
        for gap in gaps
        for scale in (100 if gap.definition.is_fraction else 1,)
        for quintile, value in zip(QUINTILES, gap.values, strict=True)
        if value
    ]
    x = {
        "field": "quintile",
        "type": "ordinal",
        "title": None,
        "scale": {"domain": list(QUINTILES)},
        "axis": {"labelExpr": "{'1': 'most', '5': 'least'}[datum.value] || ''", "labelAngle": 0},
    }
    y = {"type": "quantitative", "title": None, "axis": {"tickCount": 4, "minExtent": 34, "maxExtent": 34}}
    spec = {
        "facet": {
            "field": "measure",
            "type": "nominal",
            "title": None,
            "sort": [r["measure"] for r in rows],
            "header": {"labelExpr": "split(datum.label, '|')", "labelLineHeight": 15},
        },
        "columns": ACROSS,
        "spacing": {"column": 34, "row": 28},
        "resolve": {"scale": {"y": "independent"}, "axis": {"x": "independent"}},
        "spec": {
            "width": 245,
            "height": 110,
            "encoding": {"x": x},
            "layer": [
                {
                    "mark": {"type": "rule", "color": charts.LIGHT_BLUE, "strokeWidth": 5},
                    "encoding": {"y": {"field": "low", **y}, "y2": {"field": "high"}},
                },
                {"mark": {"type": "point", "size": 70}, "encoding": {"y": {"field": "value", **y}}},
            ],
        },
    }
    return charts.draw("inequality", spec, rows)


def _in_lines(title: str) -> str:
    """A title in two lines parted by |, as the chart's headings read it; charts in a row then start at one height."""
    first, *rest = textwrap.wrap(title, 36)
    return f"{first}|{' '.join(rest)}" if rest else f"\u00a0|{first}"
