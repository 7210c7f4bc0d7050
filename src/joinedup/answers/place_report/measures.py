"""The measures section: each measure over time by neighbourhood, as small charts that share a scale."""

from __future__ import annotations

from collections.abc import Mapping

from joinedup.answers.place_report import charts, words
from joinedup.answers.place_report.measure_values import (
    WHOLE_PLACE,
    Cells,
    Definition,
    Series,
    best_months,
    cells_by_measure,
    definitions,
    period_name,
    series_of,
)
from joinedup.answers.place_report.section import Figure, KeyFigure, Section, ShownTable
from joinedup.answers.published import Published

ACROSS = 4
BETTER = {"lower": "lower is better", "higher": "higher is better", "neutral": ""}
POINTS = {1: "month", 3: "quarter", 12: "year"}


def measures_section(published: Published) -> Section:
    """Charts of the measures that have a better direction; a table of all of them by year."""
    known, cells = definitions(published), cells_by_measure(published)
    drawn = [d for d in known if d.direction != "neutral" and d.counts == "contacts" and cells.get(d.measure)]
    series = [series_of(d, cells[d.measure], best_months(d, cells[d.measure])) for d in drawn]
    yearly = [
        series_of(d, cells[d.measure], 12, _guard(d, known, cells)) for d in known if cells.get(d.measure)
    ]
    figures = [_over_time(one) for one in series]
    figures.append(_all_by_year(yearly))
    first = next((one for one in yearly if one.values[-1][-1]), None)
    lead = (
        "Each small chart is one neighbourhood, with the whole place in grey. Bands show how far chance alone could have moved a"
        " rate (95%)."
    )
    return Section(
        "measures",
        "Measures over time",
        lead,
        figures,
        in_short=_change(first) if first else "",
        key_figures=[_key(first)] if first else [],
    )


def _guard(definition: Definition, known: list[Definition], cells: Mapping[str, Cells]) -> Cells | None:
    """What stands behind a number that is not a count: for bed days the stays they belong to, for cost the people."""
    own = cells[definition.measure]
    if definition.counts == "contacts":
        return None
    if definition.counts == "bed_days":
        stays = [d for d in known if d.counts == "contacts" and d.contacts == definition.contacts]
        return next((cells[d.measure] for d in stays if d.measure in cells), own)
    return {key: (person_years, person_years) for key, (_, person_years) in own.items()}


def _over_time(series: Series) -> Figure:
    definition = series.definition
    better = f" ({BETTER[definition.direction]})" if BETTER[definition.direction] else ""
    return Figure(
        f"{definition.title}",
        f"{_latest(series)} {words.capitalised(_unit(definition))}, by {POINTS[series.months]}{better}.",
        _draw(series),
        _table(series),
        table_below=True,
        suppressed=series.suppressed,
    )


def _latest(series: Series) -> str:
    """Where the latest value is highest and lowest among the neighbourhoods."""
    last = [
        (row[-1].value, area)
        for area, row in zip(series.areas, series.values, strict=True)
        if area != WHOLE_PLACE and row[-1]
    ]
    when = period_name(series.starts[-1], series.months)
    place = series.values[-1][-1]
    if not last or not place:
        return f"Too few to show in {when}."
    high, low = max(last), min(last)
    said = f"{_number(place.value, series)} in the whole place in {when}"
    if len(last) == 1 or high[0] == low[0]:
        return f"{said}."
    return f"{said}, from {_number(low[0], series)} in {low[1]} to {_number(high[0], series)} in {high[1]}."


def _change(series: Series) -> str:
    """What the measure was in the first year and in the last, for the whole place."""
    values = series.values[-1]
    first, last = values[0], values[-1]
    title, unit = series.definition.title, _unit(series.definition)
    if first is None or last is None:
        return f"{title}: too few to show."
    first_year, last_year = (period_name(s, series.months) for s in (series.starts[0], series.starts[-1]))
    if len(values) == 1:
        return f"{title}: {_number(last.value, series)} {unit} in {last_year}."
    apart = last.low > first.high or last.high < first.low
    sure = "more than chance alone would move it" if apart else "no more than chance alone could move it"
    if last.value == first.value:
        return f"{title}: {_number(last.value, series)} {unit} in {first_year} and in {last_year}."
    return (
        f"{title}: {_number(last.value, series)} {unit} in {last_year}, {_number(first.value, series)} in {first_year}:"
        f" {sure}."
    )


def _key(series: Series) -> KeyFigure:
    value = series.values[-1][-1]
    when = period_name(series.starts[-1], series.months)
    return KeyFigure(
        _number(value.value, series) if value else words.SUPPRESSED,
        series.definition.title.lower(),
        f"{_unit(series.definition)}, {when}",
    )


def _number(value: float, series: Series) -> str:
    if series.definition.multiplier == 1 and series.definition.is_share:
        return f"{100 * value:.1f}%"
    return words.decimal(value, 0 if abs(value) >= 100 else 1)


def _unit(definition: Definition) -> str:
    return definition.unit.replace("share of ", "of ") if definition.is_share else definition.unit


def _table(series: Series) -> ShownTable:
    return ShownTable(
        f"{series.definition.title}, {_unit(series.definition)}",
        (words.capitalised(POINTS[series.months]), *series.areas),
        [
            (
                period_name(start, series.months),
                *(_number(v.value, series) if v else words.SUPPRESSED for v in column),
            )
            for start, column in zip(series.starts, zip(*series.values, strict=True), strict=True)
        ],
    )


def _all_by_year(yearly: list[Series]) -> Figure:
    rows = [
        (
            series.definition.title,
            *(_number(v.value, series) if v else words.SUPPRESSED for v in series.values[-1]),
            _unit(series.definition),
        )
        for series in yearly
    ]
    years = [period_name(start, 12) for start in yearly[0].starts] if yearly else []
    return Figure(
        "Every measure, by year",
        f"All {len(rows)} measures for the whole place.",
        table=ShownTable(
            "Measures of the whole place by year",
            ("Measure", *years, "Unit"),
            rows,
            words=frozenset({len(years) + 1}),
        ),
        suppressed=sum(series.suppressed for series in yearly),
    )


def _draw(series: Series) -> str:
    share = series.definition.multiplier == 1 and series.definition.is_share
    scale = 100 if share else 1
    place = [
        {"start": start.isoformat(), "place": value.value * scale}
        for start, value in zip(series.starts, series.values[-1], strict=True)
        if value
    ]
    rows = []
    for area, values in zip(series.areas[:-1], series.values[:-1], strict=True):
        for start, value in zip(series.starts, values, strict=True):
            if value:
                rows.append(
                    {
                        "area": area,
                        "start": start.isoformat(),
                        "value": value.value * scale,
                        "low": value.low * scale,
                        "high": value.high * scale,
                    }
                )
        rows += [{"area": area, **point} for point in place]
    if not rows:
        return ""
    areas = len({row["area"] for row in rows})
    width = 178 if areas >= ACROSS else 250 if areas == 3 else 380 if areas == 2 else 780
    y = {"type": "quantitative", "title": None, "scale": {"zero": not share}, "axis": {"tickCount": 4}}
    x = {
        "field": "start",
        "type": "temporal",
        "title": None,
        "axis": {"format": "%Y", "tickCount": {"interval": "year", "step": 1}, "grid": False},
    }
    spec = {
        "facet": {"field": "area", "type": "nominal", "title": None},
        "columns": ACROSS,
        "spacing": {"column": 22, "row": 26},
        "spec": {
            "width": width,
            "height": 110,
            "layer": [
                {
                    "mark": {"type": "line", "color": charts.PALE_GREY, "strokeWidth": 1.5},
                    "encoding": {"x": x, "y": {"field": "place", **y}},
                },
                {
                    "mark": {"type": "area"},
                    "encoding": {"x": x, "y": {"field": "low", **y}, "y2": {"field": "high"}},
                },
                {
                    "mark": {"type": "line", "point": len(series.starts) < 13 and {"size": 22}},
                    "encoding": {"x": x, "y": {"field": "value", **y}},
                },
            ],
        },
    }
    return charts.draw(f"measure-{series.definition.measure.replace('_', '-')}", spec, rows)
