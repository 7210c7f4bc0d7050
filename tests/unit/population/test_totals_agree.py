"""Tables that count the same people, days, contacts and pence must agree to the last one, whatever the records hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import sqlglot

from joinedup.engine.duckdb import DuckDBEngine
from joinedup.engine.interface import Engine
from joinedup.engine.steps import SqlStep
from joinedup.pipeline.steps import shape_of, step_making
from joinedup.records.tables import CONTACT_KINDS, HOW_IT_BEGAN
from joinedup.reference.lookup import REFERENCE_TABLES, reference_columns

FIRST, LAST = date(2022, 4, 10), date(2023, 11, 20)  # neither a whole month nor a whole year
PRACTICES = ("L81001", "L81002", "L81009", "Y99999")
STEPS = (
    "standing_organisation",
    "registered_spell",
    "first_seen",
    "resident",
    "person_home",
    "stratum",
    "resident_stretch",
    "resident_month",
    "population_month",
    "person_year",
    "person_year_activity",
    "contact_mark",
    "care_month",
    "activity_month",
    "measure_month",
    "person_year_organisation",
    "price",
    "cost",
    "steady_price",
    "person_year_cost",
    "cost_month",
    "cost_reconciliation",
    "cost_measure_month",
)


@pytest.fixture(scope="module", params=[1, 2, 3])
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """A place of 200 people with untidy records, and every table made of them."""
    folder = tmp_path_factory.mktemp("totals")
    engine = DuckDBEngine(threads=2)
    for name, rows in (records(np.random.default_rng(request.param)) | parameters()).items():
        attach(engine, name, rows)
    for name in REFERENCE_TABLES:
        engine.attach_columns(name, reference_columns(name), REFERENCE_TABLES[name])
    for table in STEPS:
        made = step_making(table)
        assert isinstance(made, SqlStep)
        keep(engine, made, folder)
    yield engine
    engine.close()


def keep(engine: Engine, made: SqlStep, folder: Path) -> None:
    engine.write(made.sql, folder / made.name, made.table)
    engine.attach(made.name, [folder / made.name])


def attach(engine: Engine, name: str, rows: list[Mapping[str, Any]]) -> None:
    shape = shape_of(name)
    columns = {}
    for column in shape.columns:
        values = [row.get(column.name) for row in rows]
        kind = "datetime64[D]" if column.kind == "date" else object
        columns[column.name] = np.array(
            [v or "NaT" for v in values] if column.kind == "date" else values, dtype=kind
        )
    engine.attach_columns(name, columns, shape)


def records(chance: np.random.Generator) -> dict[str, list[Mapping[str, Any]]]:
    """Records with overlaps, gaps, moves, deaths, spells that go on, and contacts missed or out of the period."""

    def day(first: date = date(2021, 10, 1), days: int = 900) -> date:
        return first + timedelta(days=int(chance.integers(days)))

    people = range(1, 201)
    persons = [
        {
            "person_id": n,
            "sex": "female",
            "birth_month": day(date(1930, 1, 1), 34_000).replace(day=1),
            "died_on": day() if chance.random() < 0.15 else None,
        }
        for n in people
    ]
    registrations = [
        {
            "person_id": n,
            "practice_code": str(chance.choice(PRACTICES)),
            "starts_on": start,
            "ends_before": end,
        }
        for n in people
        for start in [day(date(2019, 1, 1), 1700) for _ in range(int(chance.integers(1, 4)))]
        for end in [start + timedelta(days=int(chance.integers(-10, 900))) if chance.random() < 0.5 else None]
    ]
    contacts: list[Mapping[str, Any]] = []
    for contact_id in range(1, 4001):
        kind = str(chance.choice(list(CONTACT_KINDS)))
        start, nights = day(), int(chance.integers(0, 60))
        contacts.append(
            {
                "contact_id": contact_id,
                "person_id": int(chance.integers(1, 201)),
                "organisation_code": str(chance.choice([*PRACTICES, "RZZ1"])),
                "setting": CONTACT_KINDS[kind].split(":")[0],
                "kind": kind,
                "began": str(chance.choice(HOW_IT_BEGAN))
                if kind == "admission" and chance.random() < 0.9
                else None,
                "starts_on": start,
                "ends_before": start + timedelta(days=nights + 1) if chance.random() < 0.9 else None,
                "bed_days": nights if "admission" in kind else None,
                "minutes": int(chance.integers(0, 500)) if kind == "emergency-department" else None,
                "attended": bool(chance.random() < 0.9),
            }
        )
    items = [
        {
            "medication_id": 10_000 + n,
            "person_id": int(chance.integers(1, 201)),
            "organisation_code": "L81001",
            "issued_on": day(),
        }
        for n in range(2000)
    ]
    homes = [
        {"person_id": n, "starts_on": day(), "deprivation_quintile": int(chance.integers(1, 6))}
        for n in people[:180]
    ]
    segments = [
        {
            "person_id": n,
            "as_of": as_of,
            "scheme": "bridges-to-health",
            "segment": f"segment {chance.integers(3)}",
        }
        for n in people[:190]
        for as_of in (FIRST, date(2023, 4, 10), LAST + timedelta(days=1))
    ]
    return {
        "person": persons,
        "registration": registrations,
        "contact": contacts,
        "medication": items,
        "residence": homes,
        "person_segment": segments,
        "diagnosis": [],
        "observation": [],
    }


def parameters() -> dict[str, list[Mapping[str, Any]]]:
    """The place: two neighbourhoods, one practice that merged, twenty months."""
    end = LAST + timedelta(days=1)
    starts = [date(2022 + (3 + n) // 12, (3 + n) % 12 + 1, 1) for n in range(21)]
    return {
        "place_period": [{"data_from": FIRST, "data_until": LAST, "data_ends_before": end}],
        "month": [{"month": a, "ends_before": b} for a, b in pairwise(starts)],
        "score_date": [
            {"as_of": FIRST, "year_ends_before": date(2023, 4, 10)},
            {"as_of": date(2023, 4, 10), "year_ends_before": end},
            {"as_of": end},
        ],
        "population_rule": [
            {"counted": "registered", "registered_with": "neighbourhoods", "segments": "bridges-to-health"}
        ],
        "place_practice": [
            {"practice_code": "L81001", "neighbourhood": "Harbour"},
            {"practice_code": "L81002", "neighbourhood": "Hill"},
        ],
        "organisation": [
            {"organisation_code": "L81001"},
            {"organisation_code": "L81002"},
            {"organisation_code": "L81009", "succeeded_by": "L81002"},
        ],
    }


def number(engine: Engine, sql: str) -> int:
    return int(engine.rows(f"select coalesce(({sql}), 0) as found")[0][0])


def test_nobody_lives_here_twice_on_a_day(built: Engine) -> None:
    twice = """select count(*) from resident as a inner join resident as b on b.person_id = a.person_id
        and b.starts_on >= a.starts_on and b.starts_on < a.ends_before and b.practice_code <> a.practice_code"""
    assert number(built, twice) == 0
    assert number(built, "select count(*) from resident") > 100


def test_days_lived_here_are_the_same_by_spell_stretch_month_and_year(built: Engine) -> None:
    days = f"""select sum(date_diff('day', greatest(starts_on, date '{FIRST}'), ends_before)) from resident
        where ends_before > date '{FIRST}'"""
    found = {
        "spells": number(built, days),
        "stretches": number(
            built, "select sum(date_diff('day', starts_on, ends_before)) from resident_stretch"
        ),
        "months": number(built, "select sum(days) from resident_month"),
        "strata": number(built, "select sum(person_days) from population_month"),
        "years": number(built, "select sum(person_days) from person_year"),
    }
    assert len(set(found.values())) == 1, found
    assert found["spells"] > 10_000


@pytest.mark.parametrize(
    ("measure", "column"),
    [
        ("emergency_admissions", "emergency_admissions"),
        ("emergency_bed_days", "emergency_bed_days"),
        ("gp_consultations", "gp_consultations"),
        ("outpatient_attendances", "outpatient_attendances"),
        ("emergency_department_attendances", "emergency_department_attendances"),
    ],
)
def test_a_measure_adds_up_to_what_its_people_had(built: Engine, measure: str, column: str) -> None:
    by_month = number(built, f"select sum(numerator) from measure_month where measure = '{measure}'")
    assert by_month == number(built, f"select sum({column}) from person_year_activity")
    assert by_month > 0


def test_deaths_by_month_are_the_people_who_died_here(built: Engine) -> None:
    by_month = number(built, "select sum(numerator) from measure_month where measure = 'deaths'")
    assert by_month == number(built, "select count(*) from person_year where died")


def test_contacts_by_organisation_are_the_contacts_by_kind(built: Engine) -> None:
    assert number(built, "select sum(contacts) from person_year_organisation") == number(
        built, "select sum(contacts) from activity_month where mark = 'any' and kind <> 'death'"
    )


def test_pence_by_person_by_month_and_by_measure_are_the_same(built: Engine) -> None:
    by_person = number(built, "select sum(amount_pence) from person_year_cost")
    assert by_person == number(built, "select sum(amount_pence) from cost_month")
    assert by_person == number(built, "select sum(numerator) from cost_measure_month")
    assert by_person > 0


def test_pence_counted_together_are_the_pence_of_the_lines(built: Engine) -> None:
    """Most kinds are priced by multiplying; `cost` is the answer line by line, and each cell must equal its lines."""
    lived = """from cost inner join resident_stretch on resident_stretch.person_id = cost.person_id
        and resident_stretch.starts_on <= cost.day and resident_stretch.ends_before > cost.day"""
    month = "cast(date_trunc('month', cost.day) as date)"
    by_line = {
        "cost_month": f"""select {month} as month, stratum_id, setting, kind, count(*) as cost_lines,
            count(case when reason = 'no price' then 1 end) as unpriced, sum(amount_pence) as amount_pence
            {lived} group by {month}, stratum_id, setting, kind""",
        "person_year_cost": f"""select cost.person_id, year_starts_on, setting, sum(amount_pence) as amount_pence
            {lived} group by cost.person_id, year_starts_on, setting having sum(amount_pence) > 0""",
        "cost_reconciliation": """select organisation_code, setting, kind, sum(amount_pence) as amount_pence
            from cost group by organisation_code, setting, kind""",
    }
    for table, lines in by_line.items():
        columns = ", ".join(lines_column(lines))
        assert sorted(map(str, built.rows(f"select {columns} from {table}"))) == sorted(
            map(str, built.rows(f"select {columns} from ({lines}) as line"))
        ), table


def lines_column(sql: str) -> list[str]:
    """The columns a query answers with."""
    return [column.alias_or_name for column in sqlglot.parse_one(sql, dialect="duckdb").selects]


def test_every_contact_and_item_is_accounted_for_and_every_penny_of_every_line(built: Engine) -> None:
    recorded = number(built, "select sum(recorded) from cost_reconciliation")
    assert recorded == 6000
    assert recorded == number(
        built, "select sum(priced + unpriced + not_attended + outside_period) from cost_reconciliation"
    )
    assert number(built, "select sum(amount_pence) from cost_reconciliation") == number(
        built, "select sum(amount_pence) from cost"
    )
    assert number(built, "select min(outside_period) from cost_reconciliation") >= 0
    for count in ("priced", "unpriced", "not_attended", "outside_period"):
        assert number(built, f"select sum({count}) from cost_reconciliation") > 0, count
