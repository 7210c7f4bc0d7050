"""Continuity of care by neighbourhood and year: how far people's contacts were with one organisation."""

from __future__ import annotations

from joinedup.answers.disclosure import Shown, two_way
from joinedup.answers.page import words
from joinedup.answers.page.measure_values import NO_AREA, WHOLE_PLACE
from joinedup.answers.page.section import Figure, ShownTable
from joinedup.answers.published import Published


def continuity_figure(published: Published) -> Figure | None:
    """The mean Bice-Boxerman index as a table; None when nobody has one."""
    rows = published.rows(
        f"select year_starts_on, coalesce(neighbourhood, '{NO_AREA}') as area, sum(people) as people,"
        " sum(continuity) as continuity from continuity_year group by all having sum(people) > 0"
    )
    if not rows:
        return None
    years = sorted({row[0] for row in rows})
    areas = sorted({row[1] for row in rows})
    people = {(row[1], row[0]): int(row[2]) for row in rows}
    sums = {(row[1], row[0]): float(row[3]) for row in rows}
    shown = two_way([[people.get((a, y), 0) for y in years] for a in areas], row_totals=False)
    body = [
        (
            area,
            *(
                _mean(sums.get((area, y), 0.0), people.get((area, y), 0), cell)
                for y, cell in zip(years, cells, strict=True)
            ),
        )
        for area, cells in zip(areas, shown.cells, strict=True)
    ]
    whole = [
        _mean(sum(sums.get((a, y), 0.0) for a in areas), sum(people.get((a, y), 0) for a in areas), total)
        for y, total in zip(years, shown.column_totals, strict=True)
    ]
    named = [words.year(y, published.period()[1]) for y in years]
    return Figure(
        "Continuity of care",
        f"{whole[-1]} in the whole place in {named[-1]}, on a scale from 0 (no two contacts with the same organisation) to 1"
        " (all with one).",
        table=ShownTable(
            "Mean continuity index (Bice and Boxerman 1977) of people with two contacts or more",
            ("Neighbourhood", *named),
            [*body, (WHOLE_PLACE, *whole)],
            has_total=True,
        ),
        suppressed=shown.suppressed,
    )


def _mean(total: float, people: int, shown: Shown) -> str:
    """The mean of an index over people; a mean of as many values as may be shown needs no rounding of its own."""
    if shown is None:
        return words.SUPPRESSED
    return f"{total / people:.2f}" if people else words.NOT_THERE
