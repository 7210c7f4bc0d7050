"""A stress test as files: the page, and the same for machines (JSON)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from joinedup.answers.page.rendering import write_whole
from joinedup.answers.stress.fan_drawing import running_percentiles
from joinedup.answers.stress.in_words import answer
from joinedup.answers.stress.limits import LIMITS
from joinedup.answers.stress.page import as_html
from joinedup.answers.stress.stress_test import StressTest
from joinedup.money.stress.assumptions import Assumption
from joinedup.money.stress.results import OrganisationStress, Summary
from joinedup.money.stress.what_if import WhatIf
from joinedup.wording import slug

FOLDER = Path("build") / "stress"
STRESS_VERSION = 1


@dataclass(frozen=True)
class Written:
    """Where the files of a stress test are."""

    page: Path
    json: Path


def write_stress_test(
    folder: Path, test: StressTest, *, to: Path | None = None, json_to: Path | None = None
) -> Written:
    """Write the page and the JSON, to build/stress/CONTRACT.* where no other file is named; each is replaced in one move.

    JoinedupError when one cannot be written.
    """
    own = folder / FOLDER / slug(test.contract.contract.name)
    written = Written(to or own.with_name(f"{own.name}.html"), json_to or own.with_name(f"{own.name}.json"))
    write_whole(written.json, as_json(test))
    write_whole(written.page, as_html(test))
    return written


def as_json(test: StressTest) -> str:
    """The stress test as JSON. The same place file, number of futures and seed give the same bytes."""
    found = test.found
    whole = {
        "stress_version": STRESS_VERSION,
        "place": test.place.place.name,
        "contract": found.contract,
        "contract_sha256": test.contract_sha256,
        "futures": found.futures,
        "years": found.years,
        "seed": found.seed,
        "answer": answer(test),
        "organisations": [_organisation(test, one) for one in found.organisations],
        "place_as_a_whole": _organisation(test, found.place),
        "what_if": [_what_if(one) for one in test.what_ifs],
        "assumptions": [_assumption(one) for one in found.assumptions],
        "taken_so": list(found.notes),
        "left_out": list(found.not_modelled),
        "limits": list(LIMITS),
    }
    return json.dumps(whole, indent=1, ensure_ascii=False, allow_nan=False) + "\n"


def _organisation(test: StressTest, one: OrganisationStress) -> dict[str, Any]:
    return {
        **_figures(one),
        "name": test.name(one.organisation),
        "can_bear_pence": one.can_bear_pence,
        "mean_beyond_what_it_can_bear_pence": one.mean_beyond_reserve_pence,
        "chance_of_loss_by_year": list(one.chance_of_loss_by_year),
        "running_total_pence": [
            {"year": year, **row} for year, row in enumerate(running_percentiles(one), 1)
        ],
        "drivers": [
            {"assumption": driver.name, "share_of_variance": driver.share_of_variance}
            for driver in one.drivers
        ],
        "unexplained_share_of_variance": one.unexplained,
    }


def _figures(one: OrganisationStress | Summary) -> dict[str, Any]:
    return {
        "organisation": one.organisation,
        "at_stake": one.at_stake,
        "chance_of_loss": one.chance_of_loss,
        "mean_pence": one.mean_pence,
        "worst_tenth_mean_pence": one.worst_tenth_mean_pence,
        "loss_in_one_year_in_twenty_pence": one.loss_in_one_year_in_twenty_pence,
        "chance_beyond_what_it_can_bear": one.chance_beyond_reserve,
        "chance_beyond_what_it_can_bear_in_one_year": one.chance_beyond_reserve_in_one_year,
    }


def _what_if(one: WhatIf) -> dict[str, Any]:
    return {
        "name": one.name,
        "title": one.title,
        "held": dict(one.held),
        "organisations": [_figures(each) for each in one.organisations],
    }


def _assumption(one: Assumption) -> dict[str, Any]:
    return {
        "name": one.name,
        "title": one.title,
        "unit": one.unit,
        "distribution": one.distribution,
        "central": one.central,
        "low": one.low,
        "high": one.high,
        "persistence": one.persistence,
        "set_by_the_contract": one.of_the_place,
        "source": one.source or None,
        "about": one.about or None,
    }
