"""Made-up people whose cost is known by construction: so much for age, for deprivation, for each condition; the rest is chance."""

from __future__ import annotations

from typing import Any

import numpy as np

from joinedup.money.capitation.person_based.people import BANDS, People, Practice

CONDITION_PENCE = (150_000, 300_000, 450_000)
TITLES = ("Asthma", "Diabetes", "Heart failure")


def made_up_people(
    people: int, *, practices: int = 40, seed: int = 5, hospital_adds: float = 0.0, **changed: Any
) -> People:
    """People of practices that differ in age, deprivation and conditions. One hospital, which serves a third of practices, costs
    `hospital_adds` times more. `changed` replaces whole fields."""
    random = np.random.default_rng(seed)
    practice = random.integers(0, practices, people)
    # What sets practices apart: how old their people are, and how many have conditions.
    older, sicker = random.normal(0, 2.0, practices), random.normal(0, 0.5, practices)
    band = np.clip(random.normal(8, 4.5, people) + older[practice], 0, len(BANDS) - 1).astype(int)
    quintile = np.clip(random.integers(0, 5, people) + np.round(older[practice] / 3).astype(int), 0, 4)
    odds = np.exp(-3.2 + 0.13 * band + sicker[practice])
    has = random.random((people, 3)) < (odds / (1 + odds))[:, None]
    expected = 30_000 + 2_500 * band + 6_000 * (4 - quintile) + has @ np.array(CONDITION_PENCE)
    lived = np.where(random.random(people) < 0.05, 0.5, 1.0)
    served = np.where(practice % 3, 1.0, 1.0 + hospital_adds)
    cost = np.round(expected * served * random.gamma(0.5, 2.0, people) * lived)
    row, condition = np.nonzero(has)
    fields: dict[str, Any] = {
        "person_id": np.arange(1, people + 1),
        "person_years": lived,
        "band": band,
        "sex": random.integers(0, 2, people),
        "quintile": quintile,
        "segment": np.zeros(people, dtype=int),
        "practice": practice,
        "cost_pence": cost.astype(np.int64),
        "segments": ["healthy"],
        "practices": [
            Practice(f"L{n:05d}", f"Neighbourhood {n % 4}", "RZZ1" if n % 3 else "RZZ2")
            for n in range(practices)
        ],
        "condition_row": row,
        "condition": condition,
        "condition_titles": TITLES,
    }
    return People(**(fields | changed))
