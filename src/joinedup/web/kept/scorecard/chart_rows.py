"""Charts as rows: the latest value, what the icons show and what they mean in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from joinedup.answers.control_charts.charted import Charted, Group
from joinedup.answers.control_charts.page import Row, shown_groups
from joinedup.answers.control_charts.providers import MEASURE
from joinedup.web.kept.scorecard.settings import Heading

PROVIDERS = "providers"


def headings_of(
    headings: Sequence[Heading], wanted: Sequence[Group], charted: Sequence[Group]
) -> list[dict[str, Any]]:
    """Each heading with its measures, each with a row for the whole place, its neighbourhoods and the providers."""
    on_the_page = {group.name for group in charted}
    by_name = {group.name: group for group in wanted}
    return [
        {
            "name": heading.name,
            "title": heading.title,
            "measures": [
                measure_rows(group, is_on_the_charts_page=group.name in on_the_page)
                for measure in heading.measures
                for group in _groups_of(measure, by_name)
            ],
        }
        for heading in headings
    ]


def measure_rows(group: Group, *, is_on_the_charts_page: bool) -> dict[str, Any]:
    """One measure: `first` the whole place, or the providers of their own figures; `rest` the neighbourhoods."""
    shown = shown_groups([group])[0]
    comes_first = [row.is_whole_place or group.name == PROVIDERS for row in shown.rows]
    rows = [chart_row(row) for row in shown.rows]
    return {
        "name": group.name if is_on_the_charts_page else "",
        "title": shown.title,
        "unit": shown.unit,
        "better": shown.better,
        "first": [row for row, is_first in zip(rows, comes_first, strict=True) if is_first],
        "rest": [row for row, is_first in zip(rows, comes_first, strict=True) if not is_first],
        "not_charted": list(shown.not_charted),
    }


def chart_row(row: Row) -> dict[str, Any]:
    """One chart, without its points."""
    return {
        "name": row.name,
        "is_whole_place": row.is_whole_place,
        "value": row.value,
        "when": row.when,
        "target": row.target,
        "usual": row.usual,
        "variation": row.variation,
        "assurance": row.assurance,
        "said": row.said,
        "warnings": list(row.warning_labels),
    }


def row_of(group: Group, charted: Charted) -> dict[str, Any]:
    """The row of one chart of a group."""
    shown = shown_groups([Group(group.name, group.title, group.unit, group.better, [charted])])[0]
    return chart_row(shown.rows[0])


def _groups_of(measure: str, by_name: Mapping[str, Group]) -> Iterable[Group]:
    """The measure for the people who live here; the providers' own figures after it, where it is theirs too."""
    names = [measure.replace("_", "-"), *([PROVIDERS] if measure == MEASURE else [])]
    return [by_name[name] for name in names if name in by_name]
