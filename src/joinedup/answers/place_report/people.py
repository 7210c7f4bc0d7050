"""The population section: who lives in the place on the last day covered, by neighbourhood, age and sex."""

from __future__ import annotations

from dataclasses import dataclass

from joinedup.answers.disclosure import OneWay, TwoWay, one_way, percentage, shown_count, two_way
from joinedup.answers.page import words
from joinedup.answers.page.section import Figure, KeyFigure, Section, ShownTable
from joinedup.answers.published import Published
from joinedup.answers.released import Released
from joinedup.pictures import charts

# Everyone of the population on the last day.
LIVING_HERE = """
    select resident.person_id, resident.neighbourhood, person.sex, person.birth_month
    from resident
    inner join person on person.person_id = resident.person_id
    cross join place_period
    where resident.starts_on <= place_period.data_until and resident.ends_before > place_period.data_until
"""

OLDEST_BAND = 90
AGE_NOT_KNOWN = -1


@dataclass(frozen=True)
class People:
    """The population on the last day as it may be shown."""

    neighbourhoods: tuple[str, ...]
    by_neighbourhood: OneWay
    bands: tuple[int, ...]
    by_age_and_sex: TwoWay
    sex_not_drawn: int | None


def read_people(published: Published) -> People:
    """Counts of the population, disclosure-controlled."""
    areas = published.rows(
        f"select coalesce(neighbourhood, 'In no neighbourhood') as neighbourhood, count(*) as people"
        f" from ({LIVING_HERE}) as here group by all order by 1"
    )
    ages = published.rows(
        f"""
        select
            coalesce(least(((year(data_until) * 12 + month(data_until)) - (year(birth_month) * 12 + month(birth_month)))
                // 12 // 5 * 5, {OLDEST_BAND}), {AGE_NOT_KNOWN}) as band,
            sex, count(*) as people
        from ({LIVING_HERE}) as here cross join place_period
        group by all order by 1, 2
        """
    )
    number = {(int(band), sex): int(people) for band, sex, people in ages}
    bands = sorted({band for band, _ in number}, reverse=True)
    drawn = [[number.get((band, sex), 0) for sex in ("female", "male")] for band in bands]
    others = sum(people for (_, sex), people in number.items() if sex not in ("female", "male"))
    return People(
        tuple(name for name, _ in areas),
        one_way([int(people) for _, people in areas]),
        tuple(bands),
        two_way(drawn, row_totals=False),
        shown_count(others),
    )


def people_section(published: Released) -> Section:
    """Population by neighbourhood and the population pyramid."""
    people = read_people(published)
    last_day = words.day(published.period()[1])
    total = people.by_neighbourhood.total
    lead = f"{words.count(total)} people lived in {published.place_name} on {last_day}."
    if published.left_out:
        lead += (
            f" {words.count(shown_count(published.left_out))} people with a national data opt-out, here or elsewhere, are"
            " left out."
        )
    return Section(
        "population",
        "Population",
        lead,
        [_by_neighbourhood(people), _pyramid(people)],
        in_short=f"{words.count(total)} people live here; {_oldest(people)}.",
        key_figures=[KeyFigure(words.count(total), "people live here", f"on {last_day}")],
    )


def _by_neighbourhood(people: People) -> Figure:
    table = people.by_neighbourhood
    pairs = [(n, c) for n, c in zip(people.neighbourhoods, table.cells, strict=True) if c is not None]
    largest = max(pairs, key=lambda pair: pair[1], default=None)
    sentence = "No neighbourhood has enough people to show."
    if largest and len(people.neighbourhoods) == 1:
        sentence = f"{largest[0]}: all {words.count(largest[1])} people."
    elif largest:
        share = words.per_cent(percentage(largest[1], table.total))
        sentence = f"{largest[0]} is the largest neighbourhood, with {words.count(largest[1])} people, {share} of the population."
    return Figure(
        "People by neighbourhood",
        sentence,
        charts.draw_bars("neighbourhoods", [(name, people, words.count(people)) for name, people in pairs]),
        ShownTable(
            "People on the last day, by neighbourhood of their practice",
            ("Neighbourhood", "People", "Share"),
            [
                (name, words.count(cell), words.per_cent(percentage(cell, table.total)))
                for name, cell in zip(people.neighbourhoods, table.cells, strict=True)
            ]
            + [("All", words.count(table.total), "100%")],
            has_total=True,
        ),
        suppressed=table.suppressed,
    )


def _pyramid(people: People) -> Figure:
    table = people.by_age_and_sex
    note = ""
    if people.sex_not_drawn != 0:
        note = f"{words.count(people.sex_not_drawn)} people of another or no recorded sex are not drawn."
    return Figure(
        "People by age and sex",
        f"{_oldest(people)[:1].upper()}{_oldest(people)[1:]}; women are {_share_of_women(people)}.",
        _draw_pyramid(people),
        ShownTable(
            "People on the last day, by age in years and sex",
            ("Age", "Female", "Male"),
            [
                (band_name(band), words.count(row[0]), words.count(row[1]))
                for band, row in zip(people.bands, table.cells, strict=True)
            ]
            + [("All", *map(words.count, table.column_totals))],
            has_total=True,
        ),
        note=note,
        suppressed=table.suppressed,
    )


def _draw_pyramid(people: People) -> str:
    rows = [
        {"band": band_name(band), "sex": sex, "people": (cell or 0) * (-1 if sex == "Female" else 1)}
        for band, cells in zip(people.bands, people.by_age_and_sex.cells, strict=True)
        for sex, cell in zip(("Female", "Male"), cells, strict=True)
        if band != AGE_NOT_KNOWN
    ]
    if not rows:
        return ""
    furthest = max(cell or 0 for cells in people.by_age_and_sex.cells for cell in cells) or 1
    spec = {
        "width": 420,
        "height": {"step": 29},
        "mark": {"type": "bar", "height": 22},
        "encoding": {
            "y": {"field": "band", "type": "nominal", "sort": None, "title": "Age in years"},
            "x": {
                "field": "people",
                "type": "quantitative",
                "title": "People",
                "scale": {"domain": [-furthest, furthest]},
                "axis": {"labelExpr": "format(abs(datum.value), ',')", "tickCount": 6},
            },
            "color": {
                "field": "sex",
                "type": "nominal",
                "scale": {"domain": ["Female", "Male"], "range": [charts.DARK_BLUE, "#41a0d8"]},
            },
        },
    }
    return charts.draw("pyramid", spec, rows)


def band_name(band: int) -> str:
    """0 to 4, 85 to 89, 90 and over."""
    if band == AGE_NOT_KNOWN:
        return "not known"
    return f"{band} and over" if band == OLDEST_BAND else f"{band} to {band + 4}"


def _oldest(people: People) -> str:
    """How many are 65 and over, from counts as shown; nothing where one of those is suppressed."""
    pairs = zip(people.bands, people.by_age_and_sex.cells, strict=True)
    older = [cell for band, cells in pairs if band >= 65 for cell in cells]
    if None in older or None in people.by_age_and_sex.column_totals:
        return "too few of some ages to show"
    share = percentage(sum(cell or 0 for cell in older), _drawn(people))
    return f"{words.per_cent(share)} are 65 or over"


def _share_of_women(people: People) -> str:
    return words.per_cent(percentage(people.by_age_and_sex.column_totals[0], _drawn(people)))


def _drawn(people: People) -> int:
    return sum(total or 0 for total in people.by_age_and_sex.column_totals)
