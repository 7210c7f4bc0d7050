"""Rehearsing panel designs on the practices of a published build."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from joinedup.answers.panel_rehearsals import panel_rehearsals
from joinedup.answers.published import open_published
from joinedup.answers.released import Released, release
from joinedup.errors import JoinedupError
from joinedup.evaluation.design_rehearsal import RehearsalResult
from joinedup.evaluation.methods.panel.difference_in_differences import DifferenceInDifferences
from joinedup.evaluation.methods.panel.synthetic_control import SyntheticControl
from joinedup.place.model import CareModel, Site
from tests.unit.answers.tiny_build import publish

MEASURES = """
    measure              | title                | counts   | denominator  | multiplier | unit
    emergency_admissions | Emergency admissions | contacts | person-years | 1000       | per 1,000 person-years
"""
SITES = """
    care_model | practice_code | starts_on
    Hubs       | L0            | 2023-01-01
    Hubs       | L1            | 2023-01-01
    Hubs       | L2            | 2023-05-01
"""


def hubs(*sites: Site) -> CareModel:
    return CareModel(
        name="Hubs",
        kind="own",
        starts_on=date(2023, 1, 1),
        eligible="age >= 65",
        capacity=100,
        sites=sites,
    )


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Released]:
    rng = np.random.default_rng(1)
    lines = ["practice_code | month | measure | numerator | person_years"]
    for practice in range(12):
        for month in range(36):
            day = f"{2021 + month // 12}-{month % 12 + 1:02d}-01"
            lines.append(f"L{practice} | {day} | emergency_admissions | {rng.poisson(60)} | 500")
    tables = {
        "person": "person_id | opted_out\n1 | false",
        "care_model": "care_model | starts_on | capacity | eligible\nHubs | 2023-01-01 | 100 | age >= 65",
        "care_model_site": SITES,
        "measure_definition": MEASURES,
        "practice_month": "\n".join(lines),
        "place_period": "data_from | data_until | data_ends_before\n2021-01-01 | 2023-12-31 | 2024-01-01",
    }
    folder: Path = publish(tmp_path_factory.mktemp("hubs"), tables)
    with open_published(folder) as published, release(published) as found:
        yield found


def rehearsed(released: Released, model: CareModel) -> list[RehearsalResult]:
    return list(
        panel_rehearsals(
            released,
            model,
            "emergency_admissions",
            DifferenceInDifferences(),
            change=-0.3,
            repetitions=40,
            rng=np.random.default_rng(2),
        )
    )


def test_without_sites_a_third_of_the_practices_are_drawn_and_all_months_used(released: Released) -> None:
    planted, nothing = rehearsed(released, hubs())
    assert planted.conditions == "12 practices, 36 months; 4 treated from time 19, drawn at random"
    assert planted.bias == pytest.approx(0, abs=0.02)
    assert nothing.planted_change == 0


def test_with_sites_their_roll_out_is_moved_before_the_first_of_them(released: Released) -> None:
    sites = (
        Site(practices=("L0", "L1"), starts_on=date(2023, 1, 1)),
        Site(practices=("L2",), starts_on=date(2023, 5, 1)),
    )
    planted, _ = rehearsed(released, hubs(*sites))
    assert planted.conditions.startswith(
        "12 practices, 24 months; 3 treated, starting in turn from times 13, 17"
    )


def test_a_design_that_cannot_be_used_there_says_why(released: Released) -> None:
    site = Site(practices=("L0",), starts_on=date(2023, 1, 1))

    class Choosy(SyntheticControl):
        def why_not(self, panel: object) -> str | None:
            return "it does not like it"

    with pytest.raises(
        JoinedupError, match="cannot be rehearsed on emergency_admissions by practice: it does not"
    ):
        next(
            panel_rehearsals(
                released,
                hubs(site),
                "emergency_admissions",
                Choosy(),
                change=-0.1,
                repetitions=5,
                rng=np.random.default_rng(1),
            )
        )
