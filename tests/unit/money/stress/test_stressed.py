"""A contract in thousands of futures: repeatable, conserved, monotone, and equal to a settlement where nothing varies."""

from __future__ import annotations

import tomllib
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from joinedup.money.contracts import TermsOfContract, settled
from joinedup.money.payments import net_received
from joinedup.money.pence import whole
from joinedup.money.stress.accounts import other_costs, results_of
from joinedup.money.stress.facts_in_futures import block_of_futures
from joinedup.money.stress.plan import CannotStress
from joinedup.money.stress.stress import FuturesError, prepared, stressed
from joinedup.money.stress.what_if import what_ifs
from joinedup.money.terms.term import kinds
from joinedup.money.year_facts import ServiceYear, YearFacts
from tests.unit.money.stress.made_up_contracts import ACTIVITY, CAPITATED, contract, place, service, still

SERVICES = (
    service("beds", "HOSPITAL", 10_000, 4_000.0, cost=3_900.0, fixed_share=0.8),
    service("visits", "COMMUNITY", 500_000, 60.0),
)
SAVINGS = (
    {
        "name": "fewer beds",
        "service": "beds",
        "amounts": (1_000_000, 2_000_000, 3_000_000, 3_000_000, 3_000_000),
    },
)
MIXED = {
    "services": SERVICES,
    "savings": SAVINGS,
    "terms": (
        CAPITATED,
        {"kind": "activity", "services": ("beds",), "paid_by": "holder"},
        {
            "kind": "shared-savings",
            "minimum_savings_rate": 0.01,
            "rate": 0.5,
            "share": {"HOLDER": 0.6, "COMMUNITY": 0.4},
        },
    ),
    "prices": (70_000_000,) * 5,
    "benchmarks": (70_000_000, 72_000_000, 74_000_000, 76_000_000, 78_000_000),
    "investments": (
        {"name": "teams", "kind": "transition", "amounts": (500_000, 250_000), "paid_by": "HOLDER"},
    ),
    "tax": {"irrecoverable": 300_000, "in_budget": 100_000},
}


def test_the_same_seed_gives_the_same_pence() -> None:
    terms = contract(**MIXED)
    first, again = (stressed(place(), terms, futures=300, seed=7) for _ in range(2))
    for one, other in zip(first.organisations, again.organisations, strict=True):
        assert one.net_pence.tobytes() == other.net_pence.tobytes()
        assert one.drivers == other.drivers


def test_another_seed_differs_by_no_more_than_chance_allows() -> None:
    one, other = (stressed(place(), contract(), futures=4_000, seed=seed).organisations[0] for seed in (1, 2))
    assert not np.array_equal(one.net_pence, other.net_pence)
    # Two shares of 4,000 futures differ by less than 4 standard errors.
    assert abs(one.chance_of_loss - other.chance_of_loss) < 4 * np.sqrt(2 * 0.25 / 4_000)


def test_the_first_futures_are_the_same_however_many_follow() -> None:
    few, many = (stressed(place(), contract(**MIXED), futures=n, drivers=False) for n in (100, 250))
    for one in few.organisations:
        assert np.array_equal(one.net_pence, many.of(one.organisation).net_pence[:100])


def test_where_nothing_varies_every_future_is_the_settlement_of_those_facts() -> None:
    terms = contract(**MIXED)
    # Nothing grows, nothing is saved: activity is as planned, at the contract's prices.
    held = still(
        terms, demand_growth=0, price_inflation=0, price_uplift=0, people_growth=0, savings_realised=0
    )
    found = stressed(place(), terms, futures=100, held=held)
    expected = _by_hand(terms)
    for one in found.organisations:
        assert (one.net_pence == one.net_pence[0]).all()
        assert one.net_pence[0].tolist() == expected[one.organisation]


def _by_hand(terms: TermsOfContract) -> dict[str, list[int]]:
    """Results from facts written out, settled one future at a time. Community care is in no term that pays for it: the holder
    pays it at its price. The commissioner set aside the agreed prices."""
    found: dict[str, list[int]] = {code: [] for code in ("HOLDER", "HOSPITAL", "COMMUNITY", "BUYER")}
    for year in range(1, 6):
        services = {
            "beds": _given("HOSPITAL", 10_000, 4_000_00, 3_900_00),
            "visits": _given("COMMUNITY", 500_000, 60_00, 60_00),
        }
        facts = YearFacts(
            year, 5, 1, "BUYER", "HOLDER",
            person_years=np.array([100_000.0]),
            spending_pence=np.array([7_000_000_000]),
            benchmark_pence=np.array([terms.contract.benchmarks[year - 1] * 100]),
            price_pence=np.array([7_000_000_000]),
            services=services,
        )  # fmt: skip
        net = {code: int(pence[0]) for code, pence in net_received(settled(terms.terms, facts), 1).items()}
        invested = {1: 50_000_000, 2: 25_000_000}.get(year, 0)
        found["HOLDER"].append(net["HOLDER"] - 500_000 * 60_00 - invested - 20_000_000)
        found["HOSPITAL"].append(net["HOSPITAL"] - 10_000 * 3_900_00)
        found["COMMUNITY"].append(net.get("COMMUNITY", 0))
        found["BUYER"].append(net["BUYER"] + 7_000_000_000)
    return found


def _given(organisation: str, activity: float, price: int, cost: int) -> ServiceYear:
    return ServiceYear(
        organisation,
        np.array([activity]),
        np.array([activity]),
        np.array([price]),
        whole(np.array([activity * cost])),
    )


@settings(max_examples=20, deadline=None)
@given(
    st.floats(0, 1),
    st.integers(0, 5_000_000),
    st.sampled_from([(CAPITATED,), (ACTIVITY,), MIXED["terms"]]),
    st.integers(0, 2**32 - 1),
)
def test_the_results_of_all_are_what_was_set_aside_less_what_care_and_investments_cost(
    fixed_share: float, saving: int, terms: tuple[dict[str, object], ...], seed: int
) -> None:
    services = ({**SERVICES[0], "fixed_share": fixed_share}, SERVICES[1])
    savings = ({"name": "s", "service": "beds", "amounts": (saving,) * 5},)
    said = contract(**{**MIXED, "services": services, "savings": savings, "terms": terms})
    model, accounts = prepared(said, {})
    block = block_of_futures(model, 50, seed, 0)
    results = results_of(said, accounts, block)
    for year, care in enumerate(block.care):
        together = sum(pence[:, year] for pence in results.values())
        cost = sum(given.service.cost_pence for given in care.values())
        others = sum(other_costs(said.contract, year + 1).values())
        assert np.array_equal(together, accounts.set_aside_pence[year] - cost - others)


def test_a_baseline_that_was_taken_lower_never_helps_the_holder_of_a_fixed_price() -> None:
    results = [
        stressed(
            place(), contract(), futures=200, held={"baseline_error": error}, drivers=False
        ).organisations[0]
        for error in (-0.1, 0.0, 0.05, 0.3)
    ]
    for better, worse in pairwise(results):
        assert (worse.net_pence <= better.net_pence).all()


def test_more_of_the_savings_never_hurts_the_holder_of_a_fixed_price_where_its_cost_leaves() -> None:
    savings = ({"name": "s", "amounts": (2_000_000,) * 5, "fixed_cost_left": True},)
    results = [
        stressed(
            place(), contract(savings=savings), futures=200, held={"savings_realised": share}, drivers=False
        ).organisations[0]
        for share in (0.0, 0.5, 1.0)
    ]
    for worse, better in pairwise(results):
        assert (worse.net_pence <= better.net_pence).all()


def test_an_organisation_that_is_paid_what_its_care_costs_has_nothing_at_stake() -> None:
    found = stressed(place(), contract(services=SERVICES[1:]), futures=100)
    assert not found.of("COMMUNITY").at_stake
    assert found.of("HOLDER").at_stake
    assert "BUYER is taken to have set aside the agreed prices" in found.notes[0]
    assert "No term pays COMMUNITY for care" in found.notes[1]
    assert (
        "the services come to £30,000,000 in the first year, the baseline is £100,000,000" in found.notes[2]
    )


def test_a_hospital_that_loses_activity_keeps_part_of_its_cost() -> None:
    services = ({**SERVICES[0], "cost": 4_000.0}, SERVICES[1])
    terms = contract(services=services, savings=SAVINGS, prices=(70_000_000,) * 5)
    held = still(terms, savings_realised=1, savings_delay=0, price_inflation=0, demand_growth=0)
    hospital = stressed(place(), terms, futures=100, held=held).of("HOSPITAL")
    # 80% of the first million stays in its year; then 80% of the second and 60% of that of the first; and so on, 36% at last.
    first, second = 0.8 * 1e8, 0.8 * 1e8 + 0.48 * 1e8
    third, fourth = second + 0.288 * 1e8, 0.48 * 1e8 + 2 * 0.288 * 1e8
    assert hospital.net_pence[0].tolist() == [
        -round(pence) for pence in (first, second, third, fourth, 3 * 0.288 * 1e8)
    ]


def test_savings_that_come_a_year_late_leave_the_first_year_as_it_was() -> None:
    savings = (
        {
            "name": "s",
            "amounts": (1_000_000, 3_000_000, 3_000_000, 3_000_000, 3_000_000),
            "fixed_cost_left": True,
        },
    )
    terms = contract(savings=savings)
    base = still(terms, demand_growth=0, price_inflation=0, savings_realised=1)
    on_time, late = (
        stressed(place(), terms, futures=100, held=base | {"savings_delay": delay}).of("HOLDER").net_pence[0]
        for delay in (0, 1)
    )
    assert on_time.tolist() == [100_000_000, *[300_000_000] * 4]
    assert late.tolist() == [0, 100_000_000, *[300_000_000] * 3]


def test_what_can_be_borne_is_the_reserve_and_signed_guarantees() -> None:
    guarantees = (
        {"guarantor": "HOSPITAL", "amount": 2_000_000, "executed_on": contract().contract.starts_on},
        {"guarantor": "COMMUNITY", "amount": 9_000_000},
    )
    found = stressed(place(HOLDER=3_000_000), contract(guarantees=guarantees), futures=1_000)
    holder = found.of("HOLDER")
    assert holder.can_bear_pence == 500_000_000
    beyond = (np.cumsum(holder.net_pence, axis=1) < -500_000_000) | (holder.net_pence < -500_000_000)
    assert holder.chance_beyond_reserve == np.mean(beyond.any(axis=1))
    assert holder.chance_beyond_reserve_in_one_year is not None
    assert 0 < holder.chance_beyond_reserve_in_one_year <= holder.chance_beyond_reserve
    assert found.of("BUYER").chance_beyond_reserve is None


def test_the_worst_tenth_and_the_year_in_twenty_are_those_of_the_futures() -> None:
    holder = stressed(place(), contract(), futures=1_000).of("HOLDER")
    total = np.sort(holder.net_pence.sum(axis=1))
    assert holder.worst_tenth_mean_pence == total[:100].sum() // 100
    years = np.sort(holder.net_pence.ravel())
    assert holder.loss_in_one_year_in_twenty_pence == -years[250]
    assert np.mean(years <= -holder.loss_in_one_year_in_twenty_pence) == pytest.approx(0.05, abs=0.001)


def test_the_holder_of_a_gain_share_alone_cannot_lose() -> None:
    share = {"kind": "shared-savings", "minimum_savings_rate": 0.02, "rate": 0.5, "share": {"HOLDER": 1.0}}
    terms = contract(
        terms=(share,), prices=(), benchmarks=(32_000_000,) * 5, services=SERVICES[1:], savings=()
    )
    found = stressed(place(), terms, futures=1_000)
    assert found.of("HOLDER").at_stake
    assert found.of("HOLDER").net_pence.min() == 0


def test_what_is_missing_is_said_all_at_once() -> None:
    savings = ({"name": "s", "amounts": (1, 2)},)
    baseline = {"measured_from": contract().contract.starts_on, "method": "none"}
    with pytest.raises(CannotStress) as raised:
        stressed(
            place(),
            contract(holder=None, baseline=baseline, prices=(1, 2, 3, 4), savings=savings),
            futures=100,
        )
    told = str(raised.value)
    for part in (
        "holder = ...",
        "annual = ... in its baseline, or [[contracts.services]]",
        "prices for each of its 5 years: there are 4",
        'amounts of the saving "s" for each of its 5 years',
    ):
        assert part in told


def test_a_contract_that_names_no_people_is_stressed_without_chance_and_says_so() -> None:
    found = stressed(place(), contract(people=None), futures=100)
    assert "how many people it covers" in found.not_modelled[0]
    assert "chance" not in [driver.name for driver in found.of("HOLDER").drivers]


def test_a_term_that_needs_what_no_future_has_says_which() -> None:
    with pytest.raises(
        CannotStress,
        match="what the term capitated-payment needs in year 1 and no future has: the price agreed",
    ):
        stressed(place(), contract(prices=()), futures=100)


@pytest.mark.parametrize("futures", [0, 99, 1_000_001])
def test_too_few_or_too_many_futures_are_refused(futures: int) -> None:
    with pytest.raises(FuturesError, match="expected from 100 to 1,000,000"):
        stressed(place(), contract(), futures=futures)


def test_twice_the_money_is_twice_the_result() -> None:
    once = stressed(place(), contract(), futures=100, drivers=False).of("HOLDER").net_pence
    baseline = {"measured_from": contract().contract.starts_on, "method": "m", "annual": 200_000_000}
    twice = stressed(
        place(), contract(prices=(200_000_000,) * 5, baseline=baseline), futures=100, drivers=False
    )
    assert np.abs(twice.of("HOLDER").net_pence - 2 * once).max() <= 1


EVERY_KIND = sorted(kinds())


@pytest.mark.parametrize("kind", EVERY_KIND)
def test_a_term_of_every_kind_is_settled_in_futures_and_nothing_is_lost(kind: str) -> None:
    term = {"kind": kind, **tomllib.loads(kinds()[kind].example)}
    said = contract(
        services=(
            service("emergency admissions", "RZZ1", 10_000, 4_000.0),
            service("visits", "SEA", 500_000, 60.0),
        ),
        outcomes=({"name": "falls", "baseline": 0.2, "target": 0.1, "weight": 1.0, "size": 500},),
        terms=(CAPITATED, term) if kind != "capitated-payment" else (term,),
        prices=(70_000_000,) * 5,
        benchmarks=(75_000_000,) * 5,
    )
    model, accounts = prepared(said, {})
    block = block_of_futures(model, 100, 1, 0)
    results = results_of(said, accounts, block)
    cost = sum(given.service.cost_pence for care in block.care for given in care.values())
    together = sum(pence.sum(axis=1) for pence in results.values())
    assert np.array_equal(together, sum(accounts.set_aside_pence) - cost)


def test_savings_beyond_what_there_is_are_said_to_be_cut() -> None:
    beds = service("beds", "HOSPITAL", 10_000, 4_000.0)
    saving = {"name": "fewer beds", "service": "beds", "amounts": (1_000_000, 90_000_000, 1_000_000, 0, 0)}
    found = stressed(place(), contract(services=(beds,), savings=(saving,)), futures=100)
    said = [note for note in found.notes if "no more than all of it is taken off" in note]
    assert len(said) == 1
    assert said[0].startswith(
        "The savings planned in year 2 (£90,000,000) are more than beds is expected to cost (£42,"
    )
    fewer = {**saving, "amounts": (1_000_000, 40_000_000, 1_000_000, 0, 0)}
    found = stressed(place(), contract(services=(beds,), savings=(fewer,)), futures=100)
    assert not any("taken off" in note for note in found.notes)


def test_few_people_are_said_to_make_chance_a_rough_guide() -> None:
    said = "With 4,999 people covered, fewer than 5,000, what is said of chance is a rough guide."
    assert said in stressed(place(), contract(people=4_999), futures=100).notes
    assert not any("rough" in note for note in stressed(place(), contract(people=5_000), futures=100).notes)


def test_without_savings_nothing_is_asked_of_them() -> None:
    terms = contract()
    found = stressed(place(), terms, futures=200)
    asked = [one.name for one in what_ifs(place(), terms, found) if not one.name.startswith("central-")]
    assert asked == ["baseline-right", "no-price-shock"]


def test_more_futures_than_fit_into_memory_are_refused_with_how_many_do() -> None:
    terms = contract(years=30, prices=(100_000_000,) * 30)
    with pytest.raises(
        FuturesError, match="1,000,000 futures of 30 years for 2 organisations: expected at most 666,666"
    ):
        stressed(place(), terms, futures=1_000_000)
