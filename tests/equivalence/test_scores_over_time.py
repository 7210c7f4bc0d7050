"""Scores as of a day equal those of plain Python on exactly the records before it: hierarchies and windows in time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest

from joinedup.engine.interface import Engine
from joinedup.reference.lookup import codes_of, conditions_of, reference_columns
from tests.support.analysis import run_steps
from tests.support.made_up_admissions import made_up_admissions
from tests.support.scores_by_hand import PublishedTables, charlson_by_hand, frailty_by_hand, read_published

PEOPLE = 1_500
AS_OF = (date(2021, 4, 1), date(2022, 4, 1), date(2023, 4, 1))
FIRST_DAY = date(2014, 1, 1)


@dataclass(frozen=True)
class Recorded:
    """One diagnosis at one stay of a person."""

    person: int
    stay: int
    day: date
    code: str
    emergency: bool


@pytest.fixture(scope="module")
def records() -> list[Recorded]:
    """Three stays a person on average, on days around those that people are scored on."""
    random = np.random.default_rng(1987)
    stays = made_up_admissions(3 * PEOPLE, seed=1987)
    count = int(stays.stay.max()) + 1
    person = random.integers(1, PEOPLE + 1, count)
    day = [FIRST_DAY + timedelta(days=int(n)) for n in random.integers(0, 3400, count)]
    # Some stays fall on the very edges: the day scored, the day before, two years before.
    for number, edge in enumerate(
        (*AS_OF, *(d - timedelta(days=1) for d in AS_OF), date(2020, 4, 1), date(2019, 4, 1))
    ):
        day[number * 40 : number * 40 + 40] = [edge] * 40
    emergency = random.random(count) < 0.5
    return [
        Recorded(int(person[s]), int(s), day[s], str(code), bool(emergency[s]))
        for s, code in zip(stays.stay, stays.code, strict=True)
    ]


@pytest.fixture(scope="module")
def scores(
    duckdb_engine: Engine, records: list[Recorded]
) -> dict[tuple[int, date], tuple[float, float, float]]:
    """Charlson, frailty and Cambridge score by person and day; people without a row are left out."""
    given = {
        "diagnosis": "person_id | contact_id | recorded_on | code_system | code\n"
        + "\n".join(f"{r.person} | {r.stay} | {r.day} | icd10 | {r.code}" for r in records),
        "contact": "contact_id | person_id | kind | began | starts_on\n"
        + "\n".join(
            f"{stay} | {person} | admission | {'emergency' if emergency else 'elective'} | {day}"
            for stay, person, emergency, day in sorted(
                {(r.stay, r.person, r.emergency, r.day) for r in records}
            )
        ),
        "score_date": "as_of | year_ends_before\n" + "\n".join(f"{day} |" for day in AS_OF),
    }
    made = ("condition_weight", "code_condition", "person_condition", "hospital_frailty", "person_score")
    run_steps(duckdb_engine, made, given=given)
    rows = duckdb_engine.rows(
        "select person_id, as_of, charlson, hospital_frailty, cambridge from person_score"
    )
    return {
        (person, as_of): (charlson, frailty, cambridge)
        for person, as_of, charlson, frailty, cambridge in rows
    }


@pytest.fixture(scope="module")
def published(shared_data: Path) -> PublishedTables:
    return read_published(shared_data / "place_reference")


def _before(records: list[Recorded], as_of: date) -> dict[int, list[Recorded]]:
    before: dict[int, list[Recorded]] = {person: [] for person in range(1, PEOPLE + 1)}
    for record in records:
        if record.day < as_of:
            before[record.person].append(record)
    return before


@pytest.mark.parametrize("as_of", AS_OF)
def test_charlson_as_of_a_day_is_that_of_the_codes_recorded_before_it(
    records: list[Recorded],
    scores: dict[tuple[int, date], tuple[float, ...]],
    published: PublishedTables,
    as_of: date,
) -> None:
    for person, had in _before(records, as_of).items():
        by_hand = charlson_by_hand(published, "charlson", [r.code for r in had])
        assert scores.get((person, as_of), (0, 0, 0))[0] == by_hand


@pytest.mark.parametrize("as_of", AS_OF)
def test_frailty_as_of_a_day_is_that_of_emergency_admissions_in_the_two_years_before(
    records: list[Recorded],
    scores: dict[tuple[int, date], tuple[float, ...]],
    published: PublishedTables,
    as_of: date,
) -> None:
    two_years_before = as_of.replace(year=as_of.year - 2)
    for person, had in _before(records, as_of).items():
        by_hand = frailty_by_hand(
            published, [r.code for r in had if r.emergency and r.day >= two_years_before]
        )
        assert scores.get((person, as_of), (0, 0, 0))[1] == pytest.approx(by_hand, abs=0.05)


@pytest.mark.parametrize("as_of", AS_OF)
def test_the_cambridge_score_as_of_a_day_leaves_out_cancer_first_recorded_over_five_years_before(
    records: list[Recorded], scores: dict[tuple[int, date], tuple[float, ...]], as_of: date
) -> None:
    prefixes = {c: codes_of("long-term-condition", c)["icd10"] for c in conditions_of("long-term-condition")}
    table = reference_columns("score_weight")
    weights = {
        condition: weight
        for score, condition, weight in zip(table["score"], table["condition"], table["weight"], strict=True)
        if score == "cambridge"
    }
    five_years_before = as_of.replace(year=as_of.year - 5)
    for person, had in _before(records, as_of).items():
        by_hand = 0.0
        for condition, weight in weights.items():
            days = [r.day for r in had if r.code.startswith(prefixes[condition])]
            if days and (condition != "cancer" or min(days) >= five_years_before):
                by_hand += weight
        assert scores.get((person, as_of), (0, 0, 0))[2] == pytest.approx(by_hand, abs=0.005)
