"""The worked places: a contract that failed is stopped for the reasons it failed, and a sound scheme is not.

Figures of the contract of 2015: National Audit Office, HC 512, July 2016; Committee of Public Accounts, HC 633, November 2016; the
first month's ask of £34.3 million: West Midlands Ambulance Service, internal audit of March 2016, by way of HSJ.
"""

from __future__ import annotations

from functools import cache

import pytest

from joinedup.money.checks.checked import checked, is_blocked
from joinedup.money.contracts import term_findings, with_terms
from joinedup.money.stress.results import OrganisationStress, Stressed
from joinedup.money.stress.stress import stressed
from joinedup.place.contracts import FutureAssumption
from joinedup.place.file import read_place
from joinedup.place.model import Place
from tests.architecture.tree import ROOT

BASELINE_WRONG_BY = 34.3 / 152
BLOCKS = ("R01", "R02", "R03", "R11", "R12", "R14", "R15", "R26", "R29")
ERRORS = ("R04", "R05", "R31")


@cache
def place_of(name: str) -> Place:
    return read_place(ROOT / "places" / name, further=[term_findings])


@cache
def found_in(name: str) -> dict[str, str]:
    """Rule to severity, for every finding."""
    return {one.rule.id: one.rule.severity for one in checked(place_of(name)) if one.outcome == "found"}


def outcome_of(name: str, rule: str) -> str:
    return next(one.outcome for one in checked(place_of(name)) if one.rule.id == rule)


def stress_of(name: str, held: dict[str, float] | None = None, futures: int = 200) -> Stressed:
    """A stress test with some assumptions held at one value."""
    place = place_of(name)
    contract = place.contracts[0]
    said = {
        **contract.futures,
        **{key: FutureAssumption(central=value) for key, value in (held or {}).items()},
    }
    return stressed(place, with_terms(contract.model_copy(update={"futures": said})), futures=futures)


def unitingcare(**held: float) -> OrganisationStress:
    return stress_of("unitingcare-2015", held).of("UNITINGCARE")


def millions_over_five_years(result: OrganisationStress) -> float:
    totals = {int(pence) for pence in result.total_pence}
    assert len(totals) == 1
    return totals.pop() / 100_000_000


@pytest.mark.parametrize("rule", BLOCKS + ERRORS)
def test_the_contract_of_2015_is_stopped_for_each_of_the_twelve_reasons_it_failed(rule: str) -> None:
    assert found_in("unitingcare-2015")[rule] == ("block" if rule in BLOCKS else "error")


def test_when_its_savings_were_to_come_is_not_known_so_no_rule_judges_it() -> None:
    assert outcome_of("unitingcare-2015", "R24") == "cannot-be-judged"


# Rows of arithmetic on the published figures: 152 or 152 + 34.3 in the first year, growing, less a price of 726 over five years
# and all savings of 178. 810.2 - 726 - 178 = -93.8; 993.1 - 726 - 178 = 89.1; 1,033.5 - 726 - 178 = 129.5.
@pytest.mark.parametrize(
    ("baseline_error", "growth", "result"),
    [(0.0, 0.032, 93.8), (BASELINE_WRONG_BY, 0.032, -89.1), (BASELINE_WRONG_BY, 0.052, -129.5)],
)
def test_even_full_savings_leave_it_short_where_the_baseline_is_wrong_and_a_surplus_where_it_is_right(
    baseline_error: float, growth: float, result: float
) -> None:
    held = unitingcare(baseline_error=baseline_error, demand_growth=growth, chance=0.0)
    assert millions_over_five_years(held) == pytest.approx(result, abs=0.06)


def test_as_written_it_loses_in_every_future_and_can_bear_nothing() -> None:
    result = unitingcare()
    assert result.chance_of_loss == 1.0
    assert result.can_bear_pence == 0
    assert result.chance_beyond_reserve == 1.0


def test_without_hindsight_it_would_have_been_more_likely_than_not_to_lose_what_it_did_not_have() -> None:
    place = place_of("unitingcare-2015")
    shipped_only = with_terms(place.contracts[0].model_copy(update={"futures": {}}))
    result = stressed(place, shipped_only, futures=1_000).of("UNITINGCARE")
    assert 0.6 < result.chance_of_loss < 0.8
    assert result.worst_tenth_mean_pence < -100_000_000_00


def test_a_scheme_in_which_losses_are_never_shared_is_stopped_by_no_rule() -> None:
    assert not is_blocked(checked(place_of("kinzigtal-like")))
    assert found_in("kinzigtal-like") == {}


def test_in_it_nobody_loses_more_than_it_can_bear_and_the_company_never_loses() -> None:
    result = stress_of("kinzigtal-like", futures=1_000)
    assert result.of("COMPANY").chance_of_loss == 0
    assert all(one.chance_beyond_reserve in (None, 0.0) for one in result.organisations)
    assert result.of("COMPANY").total_pence.mean() > 0


def test_seacombe_is_stopped_by_no_rule_and_told_what_is_still_to_be_done() -> None:
    assert not is_blocked(checked(place_of("seacombe")))
    assert found_in("seacombe") == {"R21": "warning", "R31": "error"}


def test_in_seacombe_nobody_is_likely_to_lose_what_it_cannot_bear() -> None:
    result = stress_of("seacombe", futures=1_000)
    assert len(result.organisations) == 8
    assert all((one.chance_beyond_reserve or 0) < 0.05 for one in result.organisations)


@pytest.mark.parametrize("name", ["unitingcare-2015", "kinzigtal-like", "seacombe"])
def test_no_figure_of_a_worked_place_goes_without_a_source(name: str) -> None:
    contract = place_of(name).contracts[0]
    sourced = [contract, contract.baseline, *contract.futures.values()]
    sourced += [*contract.services, *contract.savings] if name != "seacombe" else contract.savings
    assert all(section.source for section in sourced)
