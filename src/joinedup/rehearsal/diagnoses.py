"""Which diagnoses are coded for a stay in hospital: what brought the person in, what they live with, how frail they are."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
import pyarrow as pa

from joinedup.rehearsal.chunk import Chunk
from joinedup.rehearsal.conditions import conditions
from joinedup.rehearsal.draws import Floats, Whole
from joinedup.rehearsal.figures import table
from joinedup.rehearsal.files import blank, coded
from joinedup.rehearsal.stays import DAY_CASE, EMERGENCY, MATERNITY

_PLACES = 20  # DIAG_4_01 to DIAG_4_20
_ROLES = ("emergency", "elective", "maternity", "secondary", "frail")
_AGES = 121
_OUTCOME_OF_DELIVERY = "Z370"
# Conditions that often are the reason for an emergency admission: share of the stays of those who have them. Assumption.
_BRINGS_IN = {
    "copd": 0.35,
    "hf": 0.4,
    "chd": 0.25,
    "str": 0.2,
    "atr": 0.15,
    "dia": 0.08,
    "can": 0.25,
    "epi": 0.2,
    "ap": 0.25,
}
_CODED_AGAIN = 0.75  # share of a person's conditions that a stay's coder writes down


@cache
def codes() -> tuple[str, ...]:
    """Every ICD-10 code the rehearsal writes: those of the twenty conditions, then the others."""
    own = [code for part in conditions().icd10 for code in part]
    return (*own, *(row["code"] for row in _rows()), _OUTCOME_OF_DELIVERY)


@cache
def _rows() -> list[dict[str, str]]:
    return table(Path(__file__).parent / "words" / "diagnoses.csv")


@cache
def _edges(role: str, sex: str) -> tuple[Whole, Floats]:
    """Positions in `codes` of a role's codes, and for each year of age the upper edges of their shares."""
    first = sum(len(part) for part in conditions().icd10)
    mine = [
        (n, row) for n, row in enumerate(_rows(), first) if row["role"] == role and row["sex"] in ("", sex)
    ]
    weight = np.array([float(row["weight"]) for _, row in mine])
    low, high = (np.array([int(row[key]) for _, row in mine]) for key in ("age_from", "age_to"))
    ages = np.arange(_AGES)[:, None]
    shares = weight * ((ages >= low) & (ages <= high)) + 1e-9 * weight
    return np.array([n for n, _ in mine]), np.cumsum(shares, axis=1) / shares.sum(axis=1, keepdims=True)


def write_diagnoses(
    chunk: Chunk,
    year: int,
    person: Whole,
    kind: Whole,
    age: Whole,
    second: np.ndarray,
    rng: np.random.Generator,
) -> dict[str, pa.Array]:
    """The columns DIAG_4_01 to DIAG_4_20 of episodes."""
    n, sex = len(person), chunk.people.sex[person]
    held = chunk.people.held_at[person, year]
    found = np.full((n, 40), -1, dtype=np.int64)
    found[:, 0] = _main(kind, age, sex, held, second, rng)
    found[:, 1] = np.where((kind == MATERNITY) & ~second, len(codes()) - 1, -1)
    coded_too = held & (rng.random(held.shape) < _CODED_AGAIN)
    start = np.cumsum([0, *(len(part) for part in conditions().icd10)])
    size = np.diff(start)
    chosen = start[:-1] + (rng.random(held.shape) ** 2 * size).astype(np.int64)
    found[:, 2:22] = np.where(coded_too, chosen, -1)
    found[:, 22:26] = _others("secondary", 4, 0.3 + 0.05 * held.sum(axis=1), age, sex, rng)
    frail = np.where(
        (age >= 65) & (kind == EMERGENCY), 0.10 + 0.05 * held.sum(axis=1) + 0.01 * (age - 65), 0.0
    )
    found[:, 26:34] = _others("frail", 8, frail, age, sex, rng)
    found[kind == DAY_CASE, 26:] = -1
    return _columns(_pack(found))


def _main(
    kind: Whole, age: Whole, sex: Whole, held: np.ndarray, second: np.ndarray, rng: np.random.Generator
) -> Whole:
    main = np.empty(len(kind), dtype=np.int64)
    for role, own in (
        ("emergency", (kind == EMERGENCY)),
        ("maternity", kind == MATERNITY),
        ("elective", (kind != EMERGENCY) & (kind != MATERNITY)),
    ):
        main[own] = _draw(role, age[own], sex[own], rng)
    start = np.cumsum([0, *(len(part) for part in conditions().icd10)])
    for name, share in _BRINGS_IN.items():
        number = conditions().names.index(name)
        here = (kind == EMERGENCY) & held[:, number] & (rng.random(len(kind)) < share)
        size = start[number + 1] - start[number]
        main[here] = start[number] + rng.integers(0, size, int(here.sum()))
    return main


def _draw(role: str, age: Whole, sex: Whole, rng: np.random.Generator) -> Whole:
    drawn = np.empty(len(age), dtype=np.int64)
    for number, letter in enumerate("FM"):
        own = np.flatnonzero(sex == number)
        if not len(own):
            continue
        positions, edges = _edges(role, letter) if role != "maternity" else _edges(role, "F")
        uniform = rng.random(len(own))
        place = (uniform[:, None] >= edges[np.minimum(age[own], _AGES - 1)]).sum(axis=1)
        drawn[own] = positions[np.minimum(place, len(positions) - 1)]
    return drawn


def _others(
    role: str, places: int, share: Floats, age: Whole, sex: Whole, rng: np.random.Generator
) -> np.ndarray:
    """Up to `places` codes of a role; each place is filled with the person's share."""
    found = np.full((len(age), places), -1)
    youngest = {"secondary": 16, "frail": 65}[role]
    for place in range(places):
        fills = np.flatnonzero((rng.random(len(age)) < share) & (age >= youngest))
        found[fills, place] = _draw(role, age[fills], sex[fills], rng)
    return found


def _pack(found: np.ndarray) -> np.ndarray:
    """The codes of each row moved to the front, the first twenty kept."""
    order = np.argsort(found < 0, axis=1, kind="stable")
    return np.take_along_axis(found, order, axis=1)[:, :_PLACES]


def _columns(found: np.ndarray) -> dict[str, pa.Array]:
    columns = {}
    for place in range(_PLACES):
        which = found[:, place]
        name = f"DIAG_4_{place + 1:02d}"
        written = coded(np.where(which < 0, len(codes()), which), [*codes(), None])
        columns[name] = blank(len(which)) if (which < 0).all() else written
    return columns
