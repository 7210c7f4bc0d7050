"""The tutorial on the real vanguards says what the published files give (docs/tutorials/the-real-vanguards.md)."""

from __future__ import annotations

import csv
import importlib.util
import shutil
import sys
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from joinedup.evaluation.methods.panel.side_by_side import estimator_named
from tests.builds.places import build_place

EXAMPLE = Path(__file__).parents[2] / "places" / "vanguards"


def load(name: str) -> ModuleType:
    """One file of the example, which is no package."""
    spec = importlib.util.spec_from_file_location(f"vanguards_{name}", EXAMPLE / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


panels = load("panels")
growth = load("growth")


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory, shared_data: Path) -> Path:
    folder = tmp_path_factory.mktemp("vanguards")
    shutil.copy(EXAMPLE / "place.toml", folder)
    (folder / "data").mkdir()
    (folder / "data" / "nhs_ae").symlink_to(shared_data / "nhs_ae")
    build_place(folder)
    return folder


def test_providers_with_a_gap_are_left_out_and_counted(place: Path) -> None:
    totals = panels.read_totals(place)
    assert (len(totals.names), len(totals.without_every_month)) == (113, 74)


def test_four_of_nine_pacs_sites_can_be_followed_beside_28_donors(place: Path) -> None:
    seen, aside = panels.panel(panels.read_totals(place), ("PACS",))
    assert int(seen.is_treated.sum()) == 4
    assert int((~seen.is_treated).sum()) == 28
    assert len(seen.units) + len(aside) == 113


def test_no_effect_of_pacs_on_attendances_can_be_told(place: Path) -> None:
    seen, _ = panels.panel(panels.read_totals(place), ("PACS",))
    found = estimator_named("synthetic-control").estimate(seen, rng=np.random.default_rng(1))
    assert found.change is not None
    assert found.change.value == pytest.approx(0.017, abs=0.002)
    assert not found.change.is_clear_of_chance


def test_keeping_reorganised_departments_would_have_turned_the_answer(place: Path) -> None:
    seen, _ = panels.panel(panels.read_totals(place), ("PACS",), keep_reorganised=True)
    found = estimator_named("synthetic-control").estimate(seen, rng=np.random.default_rng(1))
    assert found.change is not None
    assert found.change.value == pytest.approx(-0.058, abs=0.002)


def test_emergency_admissions_of_pacs_grew_less_but_not_clearly(place: Path) -> None:
    seen = growth.growth(place, ("PACS",), np.random.default_rng(1))
    assert (seen.vanguards, seen.others) == (9, 88)
    assert seen.difference.value == pytest.approx(-3.04, abs=0.01)
    assert not seen.difference.is_clear_of_chance


def test_every_judgement_has_its_reason_and_each_provider_is_judged_once() -> None:
    with (EXAMPLE / "providers.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert all(row["why"] for row in rows)
    assert {row["confidence"] for row in rows} <= {"clear", "likely", "doubtful"}
    assert len({row["provider"] for row in rows}) == len(rows)
