"""The measures section: each measure over time by neighbourhood, as small charts that share a scale."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from joinedup.answers.page import words
from joinedup.answers.page.measure_values import (
    WHOLE_PLACE,
    Cells,
    Definition,
    Series,
    best_months,
    cells_by_measure,
    definitions,
    months_later,
    number,
    number_with_unit,
    period_name,
    series_of,
    unit_of,
)
from joinedup.answers.page.section import Figure, KeyFigure, Section, ShownTable
from joinedup.answers.published import Published
from joinedup.pictures import charts

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
    figures = [_over_time(one) for one in series if _anything(one)]
    figures.append(_all_by_year(yearly))
    first = next((one for one in yearly if one.values[-1][-1]), None)
    lead = (
        "Each small chart is one neighbourhood, with the whole place as a grey line. Bands show how far"
        " chance alone could have moved a rate (95%)."
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


def _anything(series: Series) -> bool:
    """Whether anything was counted, shown or not."""
    return any(value is None or value.value for row in series.values for value in row)


def _over_time(series: Series) -> Figure:
    definition = series.definition
    better = f"; {BETTER[definition.direction]}" if BETTER[definition.direction] else ""
    return Figure(
        definition.title,
        f"{_latest(series)} By {POINTS[series.months]}{better}.",
        _draw(series),
        _table(series),
        layout="folded",
        suppressed=series.suppressed,
    )


def _latest(series: Series) -> str:
    """The latest value of the whole place, and where it is highest and lowest among the neighbourhoods."""
    last = [
        (row[-1].value, area)
        for area, row in zip(series.areas, series.values, strict=True)
        if area != WHOLE_PLACE and row[-1]
    ]
    when = period_name(series.starts[-1], series.months)
    place = series.values[-1][-1]
    if not last or not place:
        return f"{when}: too few to show."
    high, low = max(last), min(last)
    said = f"{when}: {number_with_unit(place.value, series.definition)} in the whole place"
    if len(last) == 1 or high[0] == low[0]:
        return f"{said}."
    least, most = (number(n, series.definition) for n in (low[0], high[0]))
    return f"{said}, from {least} in {low[1]} to {most} in {high[1]}."


def _change(series: Series) -> str:
    """What the measure was in the first year and in the last, for the whole place."""
    values = series.values[-1]
    first, last = values[0], values[-1]
    title, unit = series.definition.title, unit_of(series.definition)
    if first is None or last is None:
        return f"{title}: too few to show."
    first_year, last_year = (period_name(s, series.months) for s in (series.starts[0], series.starts[-1]))
    if len(values) == 1:
        return f"{title}: {number(last.value, series.definition)} {unit} in {last_year}."
    apart = last.low > first.high or last.high < first.low
    sure = "their 95% intervals do not overlap" if apart else "chance alone could explain the difference"
    if last.value == first.value:
        return f"{title}: {number(last.value, series.definition)} {unit} in {first_year} and in {last_year}."
    now, then = (number(v.value, series.definition) for v in (last, first))
    return f"{title}: {now} {unit} in {last_year}, {then} in {first_year}; {sure}."


def _key(series: Series) -> KeyFigure:
    value = series.values[-1][-1]
    when = period_name(series.starts[-1], series.months)
    return KeyFigure(
        number(value.value, series.definition) if value else words.SUPPRESSED,
        series.definition.title.lower(),
        f"{unit_of(series.definition)}, {when}",
    )


def _table(series: Series) -> ShownTable:
    return ShownTable(
        f"{series.definition.title}, {unit_of(series.definition)}",
        (words.capitalised(POINTS[series.months]), *_columns(series)),
        [
            (
                period_name(start, series.months),
                *(
                    number(v.value, series.definition) if v else words.SUPPRESSED
                    for v in column[-len(_columns(series)) :]
                ),
            )
            for start, column in zip(series.starts, zip(*series.values, strict=True), strict=True)
        ],
    )


def _columns(series: Series) -> tuple[str, ...]:
    """The areas that need a column each: the whole place alone, where there is one area."""
    return series.areas if len(series.areas) > 2 else (WHOLE_PLACE,)


def _all_by_year(yearly: list[Series]) -> Figure:
    rows = [
        (
            series.definition.title,
            *(number(v.value, series.definition) if v else words.SUPPRESSED for v in series.values[-1]),
            unit_of(series.definition),
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
    areas = [a for a, row in zip(series.areas[:-1], series.values[:-1], strict=True) if any(row)]
    if not areas or not any(value and value.value for row in series.values for value in row):
        return ""
    width = {1: 800, 2: 390, 3: 260}.get(len(areas), 194)
    domain = [series.starts[0].isoformat(), _ends(series).isoformat()]
    x = {
        "field": "middle",
        "type": "temporal",
        "title": None,
        "scale": {"domain": domain},
        "axis": {"format": "%Y", "tickCount": {"interval": "year", "step": 1}, "grid": False, "ticks": True},
    }
    y = {
        "type": "quantitative",
        "title": None,
        "scale": {"zero": not series.definition.is_fraction},
        "axis": {"tickCount": 4},
    }
    spec = {
        "facet": {"field": "area", "type": "nominal", "title": None},
        "columns": ACROSS,
        "spacing": {"column": 24, "row": 26},
        "spec": {"width": width, "height": 110, "encoding": {"x": x}, "layer": _layers(series, y)},
    }
    return charts.draw(f"measure-{series.definition.measure.replace('_', '-')}", spec, _points(series, areas))


def _layers(series: Series, y: Mapping[str, object]) -> list[dict[str, object]]:
    """The whole place in grey, the band of chance, and the neighbourhood's own line."""
    own = [{"filter": "isValid(datum.value)"}]
    dots: dict[str, object] = {"point": {"size": 26}} if len(series.starts) <= 12 else {}
    return [
        {
            "transform": [{"filter": "isValid(datum.place)"}],
            "mark": {"type": "line", "color": charts.PALE_GREY, "strokeWidth": 1.5},
            "encoding": {"y": {"field": "place", **y}},
        },
        {
            "transform": own,
            "mark": {"type": "area"},
            "encoding": {"y": {"field": "low", **y}, "y2": {"field": "high"}},
        },
        {
            "transform": own,
            "mark": {"type": "line", **dots},
            "encoding": {"y": {"field": "value", **y}},
        },
    ]


def _points(series: Series, areas: Sequence[str]) -> list[dict[str, object]]:
    scale = 100 if series.definition.is_fraction else 1
    middles = [
        (start + (months_later(start, series.months) - start) / 2).isoformat() for start in series.starts
    ]
    whole = [
        {"middle": middle, "place": value.value * scale}
        for middle, value in zip(middles, series.values[-1], strict=True)
        if value
    ]
    points: list[dict[str, object]] = []
    for area, values in zip(series.areas, series.values, strict=True):
        if area not in areas:
            continue
        points += [{"area": area, **point} for point in whole]
        points += [
            {
                "area": area,
                "middle": m,
                "value": v.value * scale,
                "low": v.low * scale,
                "high": v.high * scale,
            }
            for m, v in zip(middles, values, strict=True)
            if v
        ]
    return points


def _ends(series: Series) -> date:
    return months_later(series.starts[-1], series.months)
