"""The cost section: what care cost by setting and year, at dated unit prices."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from joinedup.answers.disclosure import two_way
from joinedup.answers.page import words
from joinedup.answers.page.section import Figure, Section, ShownTable
from joinedup.answers.published import Published
from joinedup.pictures import charts

SETTINGS = {
    "general-practice": "General practice and prescribing",
    "hospital": "Hospital",
    "community": "Community services",
    "mental-health": "Mental health services",
    "social-care": "Social care",
}


@dataclass(frozen=True)
class Costs:
    """Pence by setting (rows) and year (columns); None where too few people stand behind an amount."""

    settings: tuple[str, ...]
    years: tuple[str, ...]
    pence: tuple[tuple[int | None, ...], ...]
    totals: tuple[int | None, ...]
    suppressed: int


def read_costs(published: Published) -> Costs | None:
    """Costs of residents by setting and year of the place, and None when there are none.

    An amount is suppressed by the people it is for, as a count of them would be; where one is, another of the year goes
    with it, so that the year's total does not give it away.
    """
    rows = published.rows(
        "select setting, year_starts_on, count(*) as people, sum(amount_pence) as amount_pence"
        " from person_year_cost where amount_pence > 0 group by setting, year_starts_on"
    )
    people = defaultdict(int, {(row[0], row[1]): int(row[2]) for row in rows})
    spent = defaultdict(int, {(row[0], row[1]): int(row[3]) for row in rows})
    years = sorted({row[1] for row in rows})
    settings = sorted(
        {row[0] for row in rows}, key=lambda s: (list(SETTINGS).index(s) if s in SETTINGS else 9, s)
    )
    if not settings:
        return None
    shown = two_way([[people[s, y] for y in years] for s in settings], row_totals=False)
    return Costs(
        tuple(SETTINGS.get(s, words.plain(s)) for s in settings),
        tuple(words.year(y, published.period()[1]) for y in years),
        tuple(
            tuple(None if cell is None else spent[s, y] for y, cell in zip(years, cells, strict=True))
            for s, cells in zip(settings, shown.cells, strict=True)
        ),
        tuple(
            None if total is None else sum(spent[s, y] for s in settings)
            for y, total in zip(years, shown.column_totals, strict=True)
        ),
        shown.suppressed,
    )


def costs_section(published: Published) -> Section:
    """Cost by setting and year."""
    found = read_costs(published)
    if found is None:
        return Section("cost", "Cost", "No contact in the period covered has a price.")
    sentence = _largest(found)
    return Section(
        "cost",
        "Cost",
        f"What care cost, each contact at its dated unit price: {_from_first_to_last(found)}.",
        [
            Figure(
                f"Cost by setting, {found.years[-1]}",
                sentence,
                _draw(found),
                _table(found),
                layout="beside" if len(found.years) <= 4 else "under",
                note="Not what was paid: contacts are priced with dated national unit costs, and prices marked as assumptions in"
                " reference/prices can be changed." + _unpriced(published),
                suppressed=found.suppressed,
            )
        ],
        in_short=sentence,
    )


def _from_first_to_last(found: Costs) -> str:
    said = [
        f"{words.pounds(found.totals[n])} in {found.years[n]}"
        for n in sorted({0, len(found.years) - 1}, reverse=True)
    ]
    return ", ".join(said)


def _largest(found: Costs) -> str:
    latest = [(row[-1], s) for s, row in zip(found.settings, found.pence, strict=True) if row[-1]]
    total = found.totals[-1]
    if not latest or not total:
        return f"Too few people had care in {found.years[-1]} to show its cost."
    pence, setting = max(latest, key=lambda pair: (pair[0] or 0, pair[1]))
    share = f"{100 * (pence or 0) / total:.0f}%"
    return f"{setting} took {share} of cost in {found.years[-1]}: {words.pounds(pence)} of {words.pounds(total)}."


def _unpriced(published: Published) -> str:
    if not published.has("cost_month"):
        return ""
    lines, unpriced = published.rows(
        "select coalesce(sum(cost_lines), 0) as lines, coalesce(sum(unpriced), 0) as unpriced from cost_month"
    )[0]
    if not int(unpriced):
        return " Every cost line has a price."
    return f" {100 * int(unpriced) / int(lines):.1f}% of cost lines have no price and count as nothing."


def _table(found: Costs) -> ShownTable:
    rows: list[Sequence[str]] = [
        (setting, *map(words.millions, row)) for setting, row in zip(found.settings, found.pence, strict=True)
    ]
    return ShownTable(
        "Cost by setting and year, £ million",
        ("Setting", *found.years),
        [*rows, ("All", *map(words.millions, found.totals))],
        has_total=True,
    )


def _draw(found: Costs) -> str:
    latest = [(s, row[-1]) for s, row in zip(found.settings, found.pence, strict=True)]
    return charts.draw_bars(
        "cost", [(s, pence, words.pounds(pence)) for s, pence in latest if pence is not None]
    )
