"""The care model of the made-up place: who is enrolled when, and the effect that it truly has."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from joinedup.rehearsal.activity import YearOfCare
from joinedup.rehearsal.days import NEVER
from joinedup.rehearsal.draws import Flags, Whole
from joinedup.rehearsal.figures import CHILD
from joinedup.rehearsal.people import People, Setting
from joinedup.rehearsal.stays import EMERGENCY, Stays

CARE_MODEL = "Complex care hubs"
_CONDITIONS_NEEDED = 3
_INVITED = 0.6  # share of the eligible who are invited and agree in a year. Assumption.


@dataclass(frozen=True)
class Emergencies:
    """Emergency admissions, to look back twelve months."""

    person: Whole
    day: Whole


def emergencies(stays: Stays) -> Emergencies:
    """The emergency admissions among stays."""
    urgent = stays.kind == EMERGENCY
    return Emergencies(stays.person[urgent], stays.admitted[urgent])


def true_changes(setting: Setting) -> dict[str, float]:
    """Measure to the relative change that the care model truly makes in it."""
    return dict(setting.figures.assumed["care_model"]["true_changes"])


def enrol(
    people: People,
    care: YearOfCare,
    enrolled: Whole,
    past: list[Emergencies],
    setting: Setting,
    rng: np.random.Generator,
) -> Whole:
    """The day each person was enrolled (NEVER if not), with those enrolled this year.

    Eligible: 18 or over, three or more of the twenty conditions at the start of the year, an emergency admission in the
    twelve months before, alive and registered on the day, room on the caseload.
    """
    ill = (people.held_at[care.here, care.year].sum(axis=1) >= _CONDITIONS_NEEDED) & (care.segment != CHILD)
    asked = care.here[ill & (rng.random(len(care.here)) < _INVITED)]
    asked = asked[enrolled[asked] == NEVER]
    start, end = (int(day) for day in setting.calendar.starts[care.year : care.year + 2])
    day = np.full(len(people), NEVER)
    day[asked] = rng.integers(start, end, len(asked))
    recent = np.zeros(len(people), bool)
    for admissions in past:
        before = day[admissions.person] - admissions.day
        recent[admissions.person[(before > 0) & (before <= 365)]] = True
    here = recent & (people.entry < day) & (people.exit > day) & (day < NEVER)
    capacity = setting.figures.assumed["care_model"]["capacity_per_1000"] / 1000 * len(care.here)
    on_caseload = int(((enrolled < NEVER) & (people.exit > end)).sum())
    chosen = np.flatnonzero(here)
    chosen = chosen[np.argsort(day[chosen], kind="stable")][: max(int(capacity) - on_caseload, 0)]
    joined = enrolled.copy()
    joined[chosen] = day[chosen]
    return joined


def prevented(stays: Stays, enrolled: Whole, setting: Setting, rng: np.random.Generator) -> np.ndarray:
    """Which stays do not happen because of the care model."""
    change = -true_changes(setting)["emergency_admissions"]
    after = (stays.kind == EMERGENCY) & (stays.admitted >= enrolled[stays.person])
    return np.asarray(after & (rng.random(len(stays)) < change))


def not_booked(
    person: Whole, day: Whole, enrolled: Whole, setting: Setting, rng: np.random.Generator
) -> Flags:
    """Which outpatient appointments are not made because consultants advise the hub by telephone."""
    change = -true_changes(setting)["outpatient_attendances"]
    return np.asarray((day >= enrolled[person]) & (rng.random(len(person)) < change))
