"""Assumptions in files and in the place file: read, taken over, refused where they cannot be."""

from __future__ import annotations

from datetime import date
from math import isfinite
from pathlib import Path

import pytest

from joinedup.money.contracts import term_findings
from joinedup.money.stress.assumptions import (
    AssumptionsError,
    assumptions_for,
    read_assumptions,
    shipped,
)
from joinedup.money.stress.expectations import expected_by
from joinedup.money.stress.findings import future_findings, known_assumptions
from joinedup.place.file import read_place
from joinedup.place.problems import PlaceFileError
from joinedup.reference.files import FOLDER, ReferenceFile, read_file
from tests.unit.money.stress.made_up_contracts import contract

PLACE = """
[place]
name = "Somewhere"
question = "?"
data_from = 2023-04-01
data_until = 2024-03-31

[population]
registered_with = "any-practice"

[[organisations]]
code = "BUYER"
name = "Buyer"
kind = "commissioner"

[[contracts]]
name = "A contract"
starts_on = 2024-04-01
years = 5
baseline = { measured_from = 2023-04-01, method = "ledger", annual = 100 }
commissioner = "BUYER"
"""


def file_of(tmp_path: Path, text: str, old: str = "", new: str = "") -> ReferenceFile:
    """The shipped file with one thing changed, and read again."""
    assert old in text
    path = tmp_path / "changed.toml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return read_file(path)


@pytest.fixture
def shipped_text() -> str:
    return (FOLDER / "futures" / "stress_test_2025.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("low = -0.05", "low = 0.05", "baseline_error: expected low <= central <= high, found 0.05, 0, 0.1"),
        ("value = 0.8", "value = 1.0", "not positive definite"),
        ('"price_uplift"]', '"price_of_tea"]', "price_inflation and price_of_tea: no such assumption"),
        ("persistence = 0.5", "persistence = 1.5", "persistence is 1.5, expected from 0 to 1"),
        ('"yes-or-no"', '"maybe"', "distribution is maybe, expected one of two-piece-normal, yes-or-no"),
        ("path = [1.0,", "path = [1.1,", "expected shares from 0 to 1"),
        ("central = 0.84", "central = 1.84", "expected low <= central <= high"),
    ],
)
def test_a_file_that_cannot_be_drawn_from_is_refused(
    tmp_path: Path, shipped_text: str, old: str, new: str, said: str
) -> None:
    with pytest.raises(AssumptionsError, match=r"changed\.toml: ") as raised:
        read_assumptions(file_of(tmp_path, shipped_text, old, new))
    assert said in str(raised.value)


def test_every_shipped_assumption_has_a_source_or_says_what_it_leans_on() -> None:
    for one in known_assumptions().values():
        assert one.source or one.about, one.name


def test_what_the_contract_says_stands_before_what_is_shipped() -> None:
    said = contract(futures={"baseline_error": {"central": 0.2, "low": 0.1, "source": "the audit"}})
    one = assumptions_for(said.contract)["baseline_error"]
    assert (one.central, one.low, one.high, one.source) == (0.2, 0.1, 0.2, "the audit")
    assert one.of_the_place
    assert one.varies
    assert one.persistence == shipped(said.contract)["baseline_error"].persistence


def test_a_contract_in_memory_that_assumes_what_cannot_be_is_refused() -> None:
    said = contract(futures={"demand_growth": {"central": 0.1, "low": 0.2}})
    with pytest.raises(AssumptionsError, match=r"futures\.demand_growth: expected low <= central <= high"):
        assumptions_for(said.contract)


@pytest.mark.parametrize("key", ["low", "high"])
def test_a_contract_in_memory_that_varies_beyond_what_can_be_is_refused(key: str) -> None:
    said = contract(futures={"cost_that_stays": {"central": 0.5, key: {"low": -0.1, "high": 1.1}[key]}})
    with pytest.raises(
        AssumptionsError, match=rf"futures\.cost_that_stays: {key} is .* expected from 0 to 1"
    ):
        assumptions_for(said.contract)


def test_every_shipped_assumption_says_the_least_and_the_most_it_can_be() -> None:
    for one in known_assumptions().values():
        assert isfinite(one.at_least), one.name
        assert isfinite(one.at_most), one.name


def test_without_low_and_high_nothing_varies() -> None:
    said = contract(futures={"demand_growth": {"central": 0.01}})
    assert not assumptions_for(said.contract)["demand_growth"].varies


def test_demand_is_what_is_left_of_the_baselines_growth_after_prices() -> None:
    said = contract(baseline={"measured_from": date(2023, 4, 1), "method": "m", "annual": 1, "growth": 0.05})
    found = expected_by(said.contract)
    demand, inflation = found["demand_growth"], found["price_inflation"]
    assert (1 + demand.central) * (1 + inflation.central) == pytest.approx(1.05)
    usual = shipped(said.contract)["demand_growth"]
    assert demand.high - demand.low == pytest.approx(usual.high - usual.low)


def test_growth_that_the_contract_states_for_demand_is_not_moved() -> None:
    baseline = {"measured_from": date(2023, 4, 1), "method": "m", "annual": 1, "growth": 0.05}
    said = contract(baseline=baseline, futures={"demand_growth": {"central": 0.02}})
    assert expected_by(said.contract)["demand_growth"].central == 0.02


@pytest.mark.parametrize(
    ("futures", "line", "parts"),
    [
        ("[contracts.futures.baseline_eror]\ncentral = 0.1", 22, ("nearest   baseline_error",)),
        ("[contracts.futures.cost_that_stays]\ncentral = 1.2", 23, ("from 0 to 1",)),
        ("[contracts.futures.demand_growth]\ncentral = 0.1\nlow = 0.2", 22, ("found     0.2 and 0.1",)),
        ("[contracts.futures.demand_growth]\ncentral = 0.1\nhigh = 0.05", 22, ("found     0.1 and 0.05",)),
        ("[contracts.futures.demand_growth]\ncentral = 500", 23, ("from -0.5 to 1",)),
        ("[contracts.futures.demand_growth]\ncentral = 0.0\nlow = -5", 24, ("from -0.5 to 1",)),
        ("[contracts.futures.savings_realised]\ncentral = 0.5\nhigh = 9", 24, ("from -0.5 to 1.5",)),
        ("[contracts.futures.conditions_met]\ncentral = 7", 23, ("from 0 to 1",)),
        ("[contracts.futures.conditions_met]\ncentral = 0.5\nlow = 0.2", 24, ("how often it happens",)),
        ("[contracts.futures.savings_delay]\ncentral = -1", 23, ("from 0 to 30",)),
    ],
)
def test_a_place_file_that_assumes_what_cannot_be_is_told_the_line(
    tmp_path: Path, futures: str, line: int, parts: tuple[str, ...]
) -> None:
    (tmp_path / "place.toml").write_text(PLACE + futures + "\n", encoding="utf-8")
    with pytest.raises(PlaceFileError) as raised:
        read_place(tmp_path, further=[term_findings, future_findings])
    told = str(raised.value)
    assert f"place.toml:{line}: contracts[1].futures." in told
    for part in parts:
        assert part in told


def test_a_place_file_that_assumes_what_can_be_is_read(tmp_path: Path) -> None:
    said = "[contracts.futures.demand_growth]\ncentral = 0.03\nlow = 0.01\nhigh = 0.05\n"
    (tmp_path / "place.toml").write_text(PLACE + said, encoding="utf-8")
    place = read_place(tmp_path, further=[future_findings])
    assert place.contracts[0].futures["demand_growth"].high == 0.05
