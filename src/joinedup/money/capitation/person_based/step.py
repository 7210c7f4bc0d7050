"""The build step that measures need from the place's own people."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from joinedup.engine.steps import FunctionStep, Workbench, version_of
from joinedup.engine.tables import Table
from joinedup.money.capitation import credibility, pot, truncation
from joinedup.money.capitation.person_based import (
    between_practices,
    card,
    characteristics,
    columns,
    least_squares,
    models,
    need,
    people,
    settings,
    tables,
    written,
)
from joinedup.money.capitation.person_based import (
    measured as measuring,
)
from joinedup.money.capitation.person_based.card import Card
from joinedup.money.capitation.person_based.measured import Measured, measured
from joinedup.money.capitation.person_based.people import read_people
from joinedup.money.capitation.person_based.settings import fit_settings


def measure_need(bench: Workbench) -> None:
    """Write the tables of person-based need. Where it cannot be measured they are empty and the card says why."""
    said, chosen = Card(), fit_settings()
    years = bench.engine.rows("select year_starts_on, year_days, has_year_before from capitation_year")
    if not years:
        said.add(card.WHY_NOT, None, "the data cover no day")
        return _write(bench, {}, said)
    starts_on, year_days, has_year_before = years[0]
    card.about_the_year(said, starts_on, int(year_days), bool(has_year_before))
    found = read_people(bench.engine, int(year_days))
    reason = card.why_not(len(found.person_id), int(found.cost_pence.sum()), chosen)
    if reason:
        said.add(card.WHY_NOT, None, reason)
        return _write(bench, {}, said)
    bench.say(f"measuring need from {len(found.person_id):,} people")
    result = measured(found, chosen)
    _state(said, result)
    return _write(
        bench,
        {
            tables.PERSON_NEED: written.person_need(result),
            tables.PRACTICE_NEED: written.practice_need(result),
            tables.PRACTICE_NEED_STEP: written.practice_need_step(result),
            tables.CAPITATION_MODEL: written.capitation_model(result, chosen),
            tables.CAPITATION_FIT: written.capitation_fit(result, chosen),
            tables.CAPITATION_TENTH: written.capitation_tenth(result, chosen.people_at_once),
        },
        said,
    )


def _state(said: Card, result: Measured) -> None:
    found, cut = result.people, result.cut
    total = int(found.cost_pence.sum())
    said.add(card.PEOPLE, len(found.person_id))
    said.add(card.MEAN, total / found.person_years.sum())
    said.add(card.THRESHOLD, next(iter(cut.threshold_pence.values())))
    said.add(card.POOLED, int(cut.taken_off_pence.sum()) / total)
    said.add(card.BELOW_NOTHING, result.need.below_nothing)
    in_model = set(result.models.nested[-1].full.kept.tolist())
    names = [term.name for n, term in enumerate(result.columns.terms) if n not in in_model]
    card.left_out(said, result.models.left_out, names)
    whence = (
        "from the place's own practices"
        if result.own.from_place
        else "from the reference file: too few practices"
    )
    half = result.own.person_years_at_half
    said.add(card.HALF, half if np.isfinite(half) else None, whence)


def _write(bench: Workbench, found: Mapping[Table, Mapping[str, Any]], said: Card) -> None:
    for table in tables.TABLES:
        if table is tables.CAPITATION_CARD:
            bench.write_columns(table.name, said.columns())
        else:
            bench.write_columns(table.name, found.get(table) or _no_rows(table))


def _no_rows(table: Table) -> dict[str, np.ndarray]:
    return {name: np.empty(0, dtype=object) for name in table.column_names}


CAPITATION = FunctionStep(
    name="capitation",
    tables=tables.TABLES,
    reads=("capitation_condition", "capitation_person", "capitation_year"),
    run=measure_need,
    version=version_of(
        *(between_practices, card, characteristics, columns, credibility, least_squares, models, need),
        *(people, pot, settings, tables, truncation, written, measuring, measure_need, _state),
        *(repr(settings.fit_settings()),),
    ),
)
