"""Inequality by deprivation for every measure and year: a step over the sums of a table of measures by month."""

from __future__ import annotations

import numpy as np

from joinedup.engine.steps import FunctionStep, Workbench, version_of
from joinedup.engine.tables import Column, Table
from joinedup.population import rates, slope_index
from joinedup.population.slope_index import Chance, Inequality

_COLUMNS = (
    Column("measure", "varchar", "name of the measure: see measure_definition"),
    Column("year_starts_on", "date", "first day of the year of the place"),
    Column("quintiles", "tinyint", "deprivation quintiles with anybody in them"),
    Column(
        "slope",
        "double",
        "slope index: the fitted value at the most deprived end less that at the least deprived end",
    ),
    Column("slope_low", "double", "its lower 95% limit"),
    Column("slope_high", "double", "its upper 95% limit"),
    Column(
        "relative", "double", "relative index: the same two values divided; null where the line meets zero"
    ),
    Column("relative_low", "double", "its lower 95% limit"),
    Column("relative_high", "double", "its upper 95% limit"),
    Column(
        "chance",
        "varchar",
        "what the limits carry: poisson (events), binomial (shares) or residual (scatter of sums)",
    ),
)
_RULE = (
    "A straight line through the five deprivation quintiles' values, each at its mean rank in the population and weighted by"
    " its denominator: see population/slope_index.py. People whose home is not known are left out. A measure has no index in"
    " a year with fewer than three quintiles."
)


def inequality_step(table: str, measures: str) -> FunctionStep:
    """The step that makes `table` from the table `measures` of numerators and denominators by month."""
    shape = Table(table, "one row per measure and year of the place", _COLUMNS, _RULE)

    def run(bench: Workbench) -> None:
        bench.write_columns(table, _columns(_found(bench, measures)))

    return FunctionStep(
        name=table,
        tables=(shape,),
        reads=(measures, "measure_definition", "score_date", "place_period"),
        run=run,
        version=version_of(rates, slope_index, _SUMS, _found, _columns, _chance),
    )


# A month belongs to the year that its first day covered by the data is in.
_SUMS = """
    select
        sums.measure, score_date.as_of as year_starts_on, sums.deprivation_quintile,
        measure_definition.multiplier, measure_definition.counts, measure_definition.denominator as divided_by,
        sum(sums.numerator) as numerator, sum(sums.denominator) as denominator
    from {measures} as sums
    inner join measure_definition on measure_definition.measure = sums.measure
    cross join place_period
    inner join score_date
        on score_date.as_of <= greatest(sums.month, place_period.data_from)
        and score_date.year_ends_before > greatest(sums.month, place_period.data_from)
    where sums.deprivation_quintile is not null
    group by
        sums.measure, score_date.as_of, sums.deprivation_quintile,
        measure_definition.multiplier, measure_definition.counts, measure_definition.denominator
    order by sums.measure, score_date.as_of, sums.deprivation_quintile desc
"""

Row = tuple[str, object, int, Inequality, Chance]


def _found(bench: Workbench, measures: str) -> list[Row]:
    groups: dict[tuple[str, object], list[tuple[float, float]]] = {}
    how: dict[str, tuple[float, Chance]] = {}
    for measure, year, _, multiplier, counts, divided_by, numerator, denominator in bench.engine.rows(
        _SUMS.format(measures=measures)
    ):
        groups.setdefault((measure, year), []).append((float(numerator), float(denominator)))
        how[measure] = (float(multiplier), _chance(counts, divided_by))
    rows: list[Row] = []
    for (measure, year), sums in groups.items():
        multiplier, chance = how[measure]
        numerators, denominators = np.array(sums).T
        index = slope_index.slope_index(numerators, denominators, multiplier=multiplier, chance=chance)
        if index is not None:
            rows.append((measure, year, int((denominators > 0).sum()), index, chance))
    return rows


def _chance(counts: str, divided_by: str) -> Chance:
    if counts != "contacts":
        return "residual"
    return "poisson" if divided_by == "person-years" else "binomial"


def _columns(rows: list[Row]) -> dict[str, np.ndarray]:
    names = ("slope", "slope_low", "slope_high", "relative", "relative_low", "relative_high")
    return {
        "measure": np.array([row[0] for row in rows], dtype=object),
        "year_starts_on": np.array([row[1] for row in rows], dtype="datetime64[D]"),
        "quintiles": np.array([row[2] for row in rows], dtype=object),
        **{name: np.array([getattr(row[3], name) for row in rows], dtype=object) for name in names},
        "chance": np.array([row[4] for row in rows], dtype=object),
    }
