"""Enrolment against capacity, month by month: who could be on the caseload, who is, who waits, how many it holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from joinedup.answers.disclosure import Shown, rules, shown_count, two_way
from joinedup.answers.page.section import Figure, ShownTable
from joinedup.answers.page.words import count, month
from joinedup.answers.released import Released
from joinedup.answers.whole_place.activity import as_sql
from joinedup.pictures.charts import BLUE, GREY, INK, WARM, draw
from joinedup.place.model import CareModel
from joinedup.wording import day

NEEDED = ("month", "place_period", "eligible_person_month", "caseload", "person")
_ELIGIBLE, _ON_IT, _WAITING, _ROOM = "Eligible", "On the caseload", "Eligible and waiting", "Places for"


@dataclass(frozen=True)
class Enrolment:
    """One month, on its first day. Counts as they may be shown."""

    starts_on: date
    eligible: Shown
    on_it: Shown
    waiting: Shown


def enrolment(released: Released, model: CareModel) -> list[Enrolment]:
    """Every month since the care model began; nothing from a build that does not hold what is needed."""
    if not released.has(*NEEDED):
        return []
    found = released.rows(_sql(model))
    if not found:
        return []
    both = [[int(waiting), int(eligible) - int(waiting)] for _, eligible, _, waiting in found]
    shown = two_way(both, column_totals=False)
    return [
        Enrolment(first_day, shown.row_totals[n], shown_count(int(on_it)), shown.cells[n][0])
        for n, (first_day, _, on_it, _) in enumerate(found)
    ]


def enrolment_figure(model: CareModel, months: Sequence[Enrolment]) -> Figure | None:
    """The picture, its sentence and its table; None where there is no month to show."""
    if not months:
        return None
    headings = ("On the first of", _ELIGIBLE, _ON_IT, _WAITING, _ROOM)
    rows = [
        (month(one.starts_on), *map(count, (one.eligible, one.on_it, one.waiting)), f"{model.capacity:,}")
        for one in reversed(months)
    ]
    return Figure(
        title="Enrolment against capacity",
        sentence=_sentence(model, months[-1]),
        svg=draw(f"enrolment-{model.starts_on:%Y%m%d}", _spec(model), _points(model, months)),
        table=ShownTable("People on the first day of each month", headings, rows),
        note=f"Counts of {rules().suppress_from} to {rules().suppress_to} are not shown, others are rounded to {rules().round_to};"
        " people who opted out are not counted. People stay on the caseload when the rule no longer fits them, so those on it and"
        " those waiting can be more than those eligible.",
        layout="folded",
        suppressed=sum(None in (one.eligible, one.on_it, one.waiting) for one in months),
    )


def _sentence(model: CareModel, last: Enrolment) -> str:
    full = ""
    if last.on_it is not None:
        over = last.on_it - model.capacity
        share = f"{last.on_it / model.capacity:.0%} of its places"
        full = f" That is {share}{', more than it was meant to hold' if over > 0 else ''}."
    return (
        f"On {day(last.starts_on)}, {_people(last.on_it)} on the caseload, which has places for {model.capacity:,}.{full}"
        f" {_people(last.eligible)[:1].upper()}{_people(last.eligible)[1:]} eligible, and {_people(last.waiting)} waiting for a"
        " place."
    )


def _people(shown: Shown) -> str:
    """about 240 people were."""
    if shown is None:
        return "a few people were"
    return f"about {shown:,} people were" if shown else "nobody was"


def _points(model: CareModel, months: Sequence[Enrolment]) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = []
    for one in months:
        named = (
            (_ELIGIBLE, one.eligible),
            (_WAITING, one.waiting),
            (_ON_IT, one.on_it),
            (_ROOM, model.capacity),
        )
        rows += [
            {"month": one.starts_on.isoformat(), "what": what, "people": people}
            for what, people in named
            if people is not None
        ]
    return rows


def _spec(model: CareModel) -> dict[str, object]:
    names = [_ELIGIBLE, _WAITING, _ON_IT, _ROOM]
    colour = {
        "field": "what",
        "type": "nominal",
        "scale": {"domain": names, "range": [GREY, WARM, BLUE, INK]},
        "legend": {"symbolType": "stroke", "columns": 4},
    }
    return {
        "width": 660,
        "height": 250,
        "mark": {"type": "line", "strokeWidth": 2.4},
        "encoding": {
            "x": {
                "field": "month",
                "type": "temporal",
                "title": None,
                "axis": {"format": "%b %Y", "tickCount": 8, "grid": False},
            },
            "y": {"field": "people", "type": "quantitative", "title": "People", "axis": {"tickCount": 5}},
            "color": colour,
            "strokeDash": {
                "field": "what",
                "type": "nominal",
                "scale": {"domain": names, "range": [[1, 0], [6, 3], [1, 0], [2, 3]]},
                "legend": None,
            },
        },
    }


def _sql(model: CareModel) -> str:
    """First days of months with how many were eligible, on the caseload (the dead are taken off it), and eligible and not on it."""
    name, begins = as_sql(model.name), model.starts_on.replace(day=1).isoformat()
    return f"""
with calendar as (
    select month as first_day from month where month >= date '{begins}'
), on_it as (
    select calendar.first_day, caseload.person_id from calendar
    inner join caseload on caseload.joined_on <= calendar.first_day
        and (caseload.left_before is null or caseload.left_before > calendar.first_day)
    inner join person on person.person_id = caseload.person_id
        and (person.died_on is null or person.died_on >= calendar.first_day)
    where caseload.care_model = {name}
), eligible as (
    select month as first_day, person_id from eligible_person_month where care_model = {name}
), counted as (
    select first_day, 1 as eligible, 0 as on_it, 0 as in_both from eligible
    union all select first_day, 0, 1, 0 from on_it
    union all select eligible.first_day, 0, 0, 1 from eligible
        inner join on_it on on_it.first_day = eligible.first_day and on_it.person_id = eligible.person_id
)
select calendar.first_day, coalesce(sum(eligible), 0) as eligible, coalesce(sum(on_it), 0) as on_it,
    coalesce(sum(eligible) - sum(in_both), 0) as waiting
from calendar left join counted on counted.first_day = calendar.first_day
group by calendar.first_day order by calendar.first_day"""
