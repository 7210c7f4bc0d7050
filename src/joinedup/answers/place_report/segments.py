"""The segments section: which share of people, and which share of cost, each segment has."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from joinedup.answers.disclosure import Shown, one_way, percentage, rate
from joinedup.answers.page import words
from joinedup.answers.page.section import Figure, KeyFigure, Section, ShownTable
from joinedup.answers.place_report.years import LATEST_YEAR
from joinedup.answers.published import Published
from joinedup.pictures import charts
from joinedup.reference.segments import segments_of

NOT_SCORED = "not yet scored"

SCHEMES = {
    "bridges-to-health": "bridges to health, eight segments by the greatest need",
    "core-segments": "core segments, five by Cambridge Multimorbidity Score",
    "condition-counts": "counts of long-term conditions",
}


@dataclass(frozen=True)
class Segments:
    """People and cost by segment in one year; amounts are None where people are suppressed."""

    scheme: str
    year: str
    names: tuple[str, ...]
    people: tuple[Shown, ...]
    total_people: Shown
    pence: tuple[int | None, ...]
    total_pence: int | None
    suppressed: int


def read_segments(published: Published) -> Segments | None:
    """People who lived here in the latest whole year, and what their care cost, by the segment they began the year in."""
    rows = published.rows(
        f"""
        with latest as ({LATEST_YEAR}), spent as (
            select person_id, sum(amount_pence) as amount_pence from person_year_cost
            inner join latest on latest.as_of = person_year_cost.year_starts_on
            group by person_id
        )
        select
            coalesce(person_year.segment, '{NOT_SCORED}') as segment, min(person_year.year_starts_on) as year_starts_on,
            count(*) as people, sum(coalesce(spent.amount_pence, 0)) as amount_pence
        from person_year
        inner join latest on latest.as_of = person_year.year_starts_on
        left join spent on spent.person_id = person_year.person_id
        group by coalesce(person_year.segment, '{NOT_SCORED}')
        """
    )
    if not rows:
        return None
    scheme = str(published.rows("select segments from population_rule")[0][0])
    order = {name: place for place, name in enumerate((*segments_of(scheme), NOT_SCORED))}
    rows.sort(key=lambda row: (order.get(row[0], len(order)), row[0]))
    counted = one_way([int(row[2]) for row in rows])
    total = sum(int(row[3]) for row in rows)
    return Segments(
        scheme,
        words.year(rows[0][1], published.period()[1]),
        tuple(row[0] for row in rows),
        counted.cells,
        counted.total,
        tuple(None if cell is None else int(row[3]) for row, cell in zip(rows, counted.cells, strict=True)),
        None if counted.total is None else total,
        counted.suppressed,
    )


def segments_section(published: Published) -> Section:
    """Share of people beside share of cost, by segment."""
    found = read_segments(published)
    title = "Segments"
    if found is None:
        return Section("segments", title, "Nobody lived here in the period covered.")
    sentence = _most_uneven(found)
    return Section(
        "segments",
        title,
        f"Everyone is in one segment, by {SCHEMES.get(found.scheme, found.scheme)}.",
        [
            Figure(
                "Share of people beside share of cost",
                f"{sentence} People who lived here in {found.year}, by the segment they began it in, and the cost of"
                " their care in it.",
                _draw(found),
                _table(found),
                note="Segments come from what was recorded before the year began, so what happened in the year cannot change"
                " them. Not yet scored: born since, or come without records.",
                layout="under",
                suppressed=found.suppressed,
            )
        ],
        in_short=sentence,
        key_figures=[
            KeyFigure(
                words.pounds(found.total_pence),
                "is what care cost",
                f"in {found.year} at unit prices: {words.pounds(_mean(found.total_pence, found.total_people))} a person",
            ),
        ],
    )


def _shares(found: Segments) -> list[tuple[str, Decimal | None, Decimal | None]]:
    """Each segment's share of people and of cost in per cent."""
    return [
        (name, percentage(people, found.total_people), _share_of_cost(pence, found.total_pence))
        for name, people, pence in zip(found.names, found.people, found.pence, strict=True)
    ]


def _share_of_cost(pence: int | None, total: int | None) -> Decimal | None:
    return None if pence is None or not total else Decimal(f"{100 * pence / total:.1f}")


def _mean(pence: int | None, people: Shown) -> float | None:
    return None if pence is None else rate(pence, people, 1)


def _most_uneven(found: Segments) -> str:
    shares = [(n, p, c) for n, p, c in _shares(found) if p and c is not None]
    if not shares:
        return "Too few people live here to show segments."
    name, people, cost = max(shares, key=lambda share: (share[2] - share[1], share[0]))
    return f"{words.capitalised(name)}: {words.per_cent(people)} of people, {words.per_cent(cost)} of cost."


def _table(found: Segments) -> ShownTable:
    rows = [
        (
            words.capitalised(name),
            words.count(people),
            words.per_cent(share),
            words.millions(pence),
            words.per_cent(cost_share),
            words.decimal(None if (mean := _mean(pence, people)) is None else mean / 100, 0),
        )
        for (name, share, cost_share), people, pence in zip(
            _shares(found), found.people, found.pence, strict=True
        )
    ]
    mean = _mean(found.total_pence, found.total_people)
    last = (
        "All",
        words.count(found.total_people),
        "100%",
        words.millions(found.total_pence),
        "100%",
        words.decimal(None if mean is None else mean / 100, 0),
    )
    return ShownTable(
        f"People and cost by segment, {found.year}",
        ("Segment", "People", "Share", "£ million", "Share", "£ a person"),
        [*rows, last],
        has_total=True,
    )


def _draw(found: Segments) -> str:
    rows = [
        {"segment": words.capitalised(name), "of": of, "share": float(share), "label": words.per_cent(share)}
        for name, people, cost in _shares(found)
        for of, share in (("Share of people", people), ("Share of cost", cost))
        if share is not None
    ]
    if not rows:
        return ""
    spec = {
        "width": 640,
        "height": {"step": 16, "for": "offset"},
        "encoding": {
            "y": {
                "field": "segment",
                "type": "nominal",
                "sort": None,
                "title": None,
                "axis": {"labelLimit": 230},
                "scale": {"paddingInner": 0.3},
            },
            "yOffset": {"field": "of", "type": "nominal", "sort": ["Share of people", "Share of cost"]},
            "x": {"field": "share", "type": "quantitative", "title": None, "axis": None},
        },
        "layer": [
            {
                "mark": {"type": "bar"},
                "encoding": {
                    "color": {
                        "field": "of",
                        "type": "nominal",
                        "scale": {
                            "domain": ["Share of people", "Share of cost"],
                            "range": [charts.PALE_GREY, charts.BLUE],
                        },
                    }
                },
            },
            {
                "mark": {"type": "text", "align": "left", "dx": 5, "fontSize": 11.5},
                "encoding": {"text": {"field": "label"}},
            },
        ],
    }
    return charts.draw("segments", spec, rows)
