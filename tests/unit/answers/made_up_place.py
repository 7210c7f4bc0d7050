"""A made-up place of a few hundred people, its analytic tables made by the real steps and published, risk left out."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import numpy as np

from joinedup.engine.duckdb import DuckDBEngine
from joinedup.engine.interface import Columns
from joinedup.engine.tables import Table
from joinedup.pipeline.graph import Graph
from joinedup.pipeline.manifest import manifest
from joinedup.pipeline.parameters import parameter_columns
from joinedup.pipeline.run import Run
from joinedup.pipeline.steps import analytic_steps
from joinedup.pipeline.store import Store
from joinedup.place.model import About, CareModel, Neighbourhood, Organisation, Place
from joinedup.records.tables import BY_NAME
from joinedup.reference.lookup import REFERENCE_TABLES, reference_columns
from tests.support.tiny_tables import arrays_of

FIRST, LAST = date(2021, 4, 1), date(2023, 3, 31)
DAYS = 730
PRACTICES = ("L81001", "L81002", "L81003")
KINDS = (
    ("general-practice", "consultation", None, None, 1800),
    ("hospital", "emergency-department", None, "RZZ1", 400),
    ("hospital", "admission", "emergency", "RZZ1", 150),
    ("hospital", "outpatient", None, "RZZ2", 60),
    ("community", "community-contact", None, "RZZ3", 90),
)
HUBS = CareModel(
    name="Hubs",
    kind="own",
    starts_on=date(2022, 6, 1),
    eligible="age >= 18 and emergency_admissions_12m >= 1",
    capacity=20,
)

SOURCE_FILES = """
    file_id | source_name | extract_table | status  | rows_read | rows_kept | rows_set_aside | rows_replaced | last_day
    1       | Practices   | consultations | read    | 1803      | 1800      | 2              | 1             | 2023-03-31
    2       | Hospital    | apc           | read    | 553       | 550       | 3              | 0             | 2023-03-30
    3       | Hospital    |               | refused | 0         | 0         | 0              | 0             |
"""
SET_ASIDE = """
    file_id | source_row | rule                  | message
    1       | 4          | missing-value         | no consultation_date
    1       | 9          | missing-value         | no consultation_date
    2       | 7          | admission-before-birth | ADMIDATE is before the birth
    2       | 8          | admission-before-birth | ADMIDATE is before the birth
    2       | 9          | admission-before-birth | ADMIDATE is before the birth
"""


def publish_made_up_place(
    folder: Path,
    *,
    people: int = 360,
    opted_out: int = 12,
    name: str = "Seacombe",
    neighbourhoods: tuple[str, str, str] = ("Harbour", "Downs", "Old Town"),
) -> Path:
    """Publish the place into `folder`. The first `opted_out` people have a national data opt-out."""
    place = _place(name, neighbourhoods)
    given: dict[str, tuple[Table, Columns]] = dict(parameter_columns(place))
    given |= {table: (shape, reference_columns(table)) for table, shape in REFERENCE_TABLES.items()}
    given |= {table: (BY_NAME[table], columns) for table, columns in _records(people, opted_out).items()}
    steps = analytic_steps(("risk",), place.care_models)
    made = {table.name for step in steps for table in step.tables}
    for table, shape in BY_NAME.items():
        if table not in given and table not in made and not shape.identifiable:
            given[table] = (shape, arrays_of(" | ".join(shape.column_names), shape))
    engine = DuckDBEngine(threads=2)
    with Store(folder / "build", b"0" * 32) as store:
        graph = Graph(steps, (), dict.fromkeys(given, "given"))
        run = Run(graph, given, store, engine, engine, lambda progress: None)
        run.run()
        found = manifest(
            place={"name": name, "question": f"How can care be improved in {name}?", "sha256": "0" * 64},
            engine="duckdb",
            built_at=datetime(2023, 5, 6, 7, 8, tzinfo=UTC),
            seconds=1,
            inputs=[],
            steps=run.runs,
            tables=run.published(),
            views=run.views(),
            sealed={},
            vault="",
            left_out=["risk"],
        )
        store.publish(found)
    engine.close()
    return folder


def _place(name: str, neighbourhoods: tuple[str, str, str]) -> Place:
    bodies = [Organisation(code=code, name=f"Practice {code}", kind="practice") for code in PRACTICES]
    bodies.append(
        Organisation(code="RZZ1", name="Seacombe General Hospital NHS Foundation Trust", kind="acute")
    )
    bodies.append(Organisation(code="RZZ3", name="Coast & Country <Community>", kind="community"))
    areas = [Neighbourhood(name=n, practices=(p,)) for n, p in zip(neighbourhoods, PRACTICES, strict=True)]
    about = About(name=name, question="How?", data_from=FIRST, data_until=LAST)
    return Place(place=about, organisations=tuple(bodies), neighbourhoods=tuple(areas), care_models=(HUBS,))


def _records(people: int, opted_out: int) -> dict[str, dict[str, Any]]:
    random = np.random.default_rng(7)
    ids = np.arange(1, people + 1)
    practice = random.choice(3, people, p=(0.55, 0.41, 0.04))
    born = np.datetime64("2023-03") - random.integers(0, 95 * 12, people)
    started = np.full(people, "2015-04-01", dtype="datetime64[D]")
    never = np.full(people, "NaT", dtype="datetime64[D]")
    return {
        "person": {
            "person_id": ids,
            "pseudonym": _words([f"p{n}" for n in ids]),
            "sex": random.choice(_words(["female", "male", "unknown"]), people, p=(0.5, 0.49, 0.01)),
            "birth_month": born.astype("datetime64[D]"),
            "died_on": never,
            "ethnicity": _words(["white"] * people),
            "opted_out": ids <= opted_out,
        },
        "registration": {
            "person_id": ids,
            "practice_code": _words([PRACTICES[n] for n in practice]),
            "starts_on": started,
            "ends_before": never,
        },
        "residence": {
            "person_id": ids,
            "starts_on": started,
            "ends_before": never,
            "lsoa_code": _words(["E01"] * people),
            "deprivation_quintile": random.integers(1, 6, people),
            "care_home": np.zeros(people, dtype=bool),
        },
        "contact": _contacts(random, ids, practice),
        "diagnosis": _diagnoses(random, ids),
        "source_file": arrays_of(SOURCE_FILES, BY_NAME["source_file"]),
        "set_aside": arrays_of(SET_ASIDE, BY_NAME["set_aside"]),
    }


def _contacts(random: np.random.Generator, ids: np.ndarray, practice: np.ndarray) -> dict[str, Any]:
    parts: dict[str, list[Any]] = {name: [] for name in BY_NAME["contact"].column_names}
    for setting, kind, began, organisation, number in KINDS:
        who = random.choice(ids, number)
        starts = np.datetime64(FIRST) + random.integers(0, DAYS, number)
        nights = random.integers(1, 9, number) if kind == "admission" else np.zeros(number, dtype=int)
        own = [PRACTICES[practice[n - 1]] for n in who]
        parts["person_id"] += who.tolist()
        parts["organisation_code"] += own if organisation is None else [organisation] * number
        parts["setting"] += [setting] * number
        parts["kind"] += [kind] * number
        parts["began"] += [began] * number
        parts["starts_on"] += starts.tolist()
        parts["ends_before"] += (starts + nights + 1).tolist()
        parts["bed_days"] += nights.tolist() if kind == "admission" else [None] * number
        parts["minutes"] += random.integers(20, 500, number).tolist()
        parts["attended"] += [True] * number
    parts["contact_id"] = list(range(2**31 + 1, 2**31 + 1 + len(parts["person_id"])))
    days = {name: np.array(parts.pop(name), dtype="datetime64[D]") for name in ("starts_on", "ends_before")}
    return {name: _words(values) for name, values in parts.items() if values} | days


def _diagnoses(random: np.random.Generator, ids: np.ndarray) -> dict[str, Any]:
    number = 2 * len(ids)
    return {
        "person_id": random.choice(ids, number),
        "contact_id": _words([None] * number),
        "recorded_on": np.datetime64("2016-01-01") + random.integers(0, 2_400, number),
        "code_system": _words(["icd10"] * number),
        "code": random.choice(_words(["I50", "E11", "J44", "F00", "C34", "I10"]), number),
        "position": np.ones(number, dtype=int),
    }


def _words(values: list[Any]) -> np.ndarray:
    return np.array(values, dtype=object)
