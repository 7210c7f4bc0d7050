"""The place's measures by month as charts: the whole place and each neighbourhood, from counts as they may be shown."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from datetime import date

import numpy as np

from joinedup.answers.control_charts.charted import Charted, Group
from joinedup.answers.control_charts.settings import Settings, drawable
from joinedup.answers.page.measure_values import (
    NO_AREA,
    WHOLE_PLACE,
    Cells,
    Definition,
    Series,
    Value,
    cells_by_measure,
    definitions,
    series_of,
    unit_of,
)
from joinedup.answers.page.words import listed
from joinedup.answers.published import Published
from joinedup.errors import JoinedupError
from joinedup.evaluation.methods.control_charts import ChartOptions, control_chart

BETTER = {"lower": "lower is better", "higher": "higher is better", "neutral": "neither way is better"}


def chosen_definitions(published: Published, wanted: Sequence[str], settings: Settings) -> list[Definition]:
    """The measures to chart: those wanted, or those with a better direction or a target.

    JoinedupError for a measure that does not exist or is not counted in contacts.
    """
    known = {d.measure: d for d in definitions(published)}
    for measure in wanted:
        if measure not in known:
            near = difflib.get_close_matches(measure, known, n=1)
            meant = f"; nearest: {near[0]}" if near else ""
            raise JoinedupError(
                f"no measure is named {measure}{meant}; `joinedup tables --measures` lists them"
            )
        if known[measure].counts != "contacts":
            raise JoinedupError(
                f"{measure} counts {known[measure].counts.replace('_', ' ')}, a few people can decide it in one month; chart a"
                " measure that counts contacts"
            )
    if wanted:
        return [known[measure] for measure in dict.fromkeys(wanted)]
    return [
        d
        for d in known.values()
        if d.counts == "contacts" and (d.direction != "neutral" or d.measure in settings.targets)
    ]


def measure_groups(
    published: Published, wanted: Sequence[str], settings: Settings, options: ChartOptions
) -> list[Group]:
    """One group a measure that has figures, charts of the whole place and of its neighbourhoods."""
    cells = cells_by_measure(published)
    found = chosen_definitions(published, wanted, settings)
    groups = [_group(d, cells[d.measure], settings, options) for d in found if cells.get(d.measure)]
    return [group for group in groups if group.charts or group.not_charted]


def _group(definition: Definition, cells: Cells, settings: Settings, options: ChartOptions) -> Group:
    series = series_of(definition, cells, 1)
    charts: list[Charted] = []
    left_out: list[str] = []
    too_small: list[str] = []
    nothing: list[str] = []
    for area, values in zip(series.areas, series.values, strict=True):
        # With one neighbourhood or none, the whole place says it all.
        if area == NO_AREA or (area != WHOLE_PLACE and len(series.areas) == 2):
            continue
        shown = [value for value in values if value is not None]
        events = _events(cells, area, series)
        if not events.any():
            nothing.append(_in_a_sentence(area))
        elif len(shown) < len(values):
            too_small.append(_in_a_sentence(area))
        else:
            charted, said = _charted(definition, series, area, shown, events, settings, options)
            charts.append(charted)
            left_out += said
    return Group(
        definition.measure.replace("_", "-"),
        definition.title,
        unit_of(definition),
        BETTER[definition.direction],
        charts,
        [*left_out, *_not_charted(nothing, too_small)],
    )


def _not_charted(nothing: Sequence[str], too_small: Sequence[str]) -> list[str]:
    said = [f"Nothing was counted in {listed(nothing)}."] if nothing else []
    if too_small:
        said.append(
            f"Counts of some months are too small to show for {listed(too_small)}. A chart without them would hide its low"
            " points, so none is drawn."
        )
    return said


def _in_a_sentence(area: str) -> str:
    return area if area != WHOLE_PLACE else "the whole place"


def _charted(
    definition: Definition,
    series: Series,
    area: str,
    values: Sequence[Value],
    events: np.ndarray,
    settings: Settings,
    options: ChartOptions,
) -> tuple[Charted, list[str]]:
    is_whole = area == WHOLE_PLACE
    points = settings.points(definition.measure, neighbourhood=None if is_whole else area)
    title = f"{definition.title}, {'whole place' if is_whole else area}"
    recalculations, said = drawable(points, series.starts, title)
    chart = control_chart(
        np.array(series.starts, dtype="datetime64[D]"),
        [value.value for value in values],
        direction=definition.direction,  # type: ignore[arg-type]
        target=settings.targets.get(definition.measure),
        options=options,
        recalculations=recalculations,
        counts=events,
        title=title,
        unit="%" if definition.is_fraction else "",
    )
    key = f"{definition.measure}-{series.areas.index(area)}".replace("_", "-")
    return Charted(key, area, chart, is_whole), said


def _events(cells: Cells, area: str, series: Series) -> np.ndarray:
    """Events behind each month, exact: they decide a warning and are not shown."""
    areas = [a for a, _ in cells if area in (WHOLE_PLACE, a)]
    return np.array([_sum(cells, dict.fromkeys(areas), start) for start in series.starts])


def _sum(cells: Cells, areas: dict[str, None], start: date) -> float:
    return sum(cells[a, start][0] for a in areas if (a, start) in cells)
