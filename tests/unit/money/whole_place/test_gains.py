"""The place's gain beside each organisation's."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from joinedup.money.whole_place.gains import Charge, Movement, seen_whole
from joinedup.money.whole_place.released_cost import ReleasePath, release_path

PATH = ReleasePath((0.16, 0.5, 0.7), "for this test", True)


def leaving(**keys: object) -> Movement:
    """A hundred admissions a year that no longer happen at a hospital paid by activity."""
    agreed: dict[str, object] = {
        "organisation": "hospital",
        "what": "emergency admissions",
        "units": (-100.0,),
        "price_pence": 1_000_00,
        "cost_pence": 1_000_00,
        "payer": "board",
        "paid_share": 1.0,
        "release": PATH,
    }
    return Movement(**(agreed | keys))  # type: ignore[arg-type]


def test_income_leaves_at_once_and_cost_by_and_by() -> None:
    view = seen_whole([leaving()], [], 3)
    assert view.members()["board"] == (100_000_00,) * 3
    assert view.members()["hospital"] == (-84_000_00, -50_000_00, -30_000_00)
    assert view.place_pence() == (16_000_00, 50_000_00, 70_000_00)


def test_the_first_year_releases_what_was_found_at_cook_county() -> None:
    # Roberts and others, JAMA 1999;281:644: 84% of cost was fixed in the short run.
    assert release_path().in_year(0) == pytest.approx(0.16)
    assert release_path().in_year(1) == pytest.approx(0.5, abs=0.01)
    assert release_path().in_year(9) == release_path().in_year(2)


def test_a_service_with_its_own_fixed_share_releases_the_rest() -> None:
    assert release_path(fixed_share=0.3).in_year(0) == pytest.approx(0.7)
    assert release_path(of_place=(0.4, 0.9)).shares == (0.4, 0.9)


def test_under_a_block_the_hospital_keeps_its_income() -> None:
    view = seen_whole([leaving(paid_share=0.0)], [], 1)
    assert view.members() == {"hospital": (16_000_00,)}


def test_who_pays_for_its_own_care_has_no_income_from_it() -> None:
    view = seen_whole([leaving(payer="hospital")], [], 1)
    assert view.members() == {"hospital": (16_000_00,)}


def test_care_that_takes_activity_up_costs_at_once() -> None:
    nurses = leaving(organisation="nurses", units=(1_000.0,), price_pence=50_00, cost_pence=60_00)
    view = seen_whole([nurses], [Charge("board", "double running", (5_000_00,))], 2)
    assert view.members() == {
        "nurses": (-10_000_00, -10_000_00),
        "board": (-55_000_00, -50_000_00),
    }


def test_cost_follows_activity_that_leaves_year_after_year() -> None:
    view = seen_whole([leaving(units=(-100.0, -200.0), paid_share=0.0)], [], 3)
    # First hundred: 16, 50, 70 thousand pounds; second hundred a year later: 16, 50.
    assert view.place_pence() == (16_000_00, 66_000_00, 120_000_00)


MOVEMENTS = st.lists(
    st.builds(
        Movement,
        organisation=st.sampled_from("ABC"),
        what=st.just("care"),
        units=st.lists(st.floats(-1e4, 1e4), min_size=1, max_size=4).map(tuple),
        price_pence=st.integers(0, 10**6),
        cost_pence=st.integers(0, 10**6),
        payer=st.sampled_from("ABCD"),
        paid_share=st.sampled_from([0.0, 0.3, 1.0]),
        release=st.just(PATH),
        at_once=st.booleans(),
    ),
    max_size=5,
)


@given(MOVEMENTS, st.integers(1, 5))
@settings(max_examples=150, deadline=None)
def test_payments_between_members_cancel_out_and_the_place_is_the_sum(
    movements: list[Movement], years: int
) -> None:
    view = seen_whole(movements, [], years)
    assert view.of_kind("income", "payment") == 0
    assert sum(view.place_pence()) == sum(view.gain_pence().values())
    assert sum(view.place_pence()) == view.of_kind("cost-that-leaves", "cost-taken-up")


@given(st.floats(0, 1e4), st.floats(0, 1e4))
@settings(max_examples=100, deadline=None)
def test_more_activity_that_leaves_never_gains_the_place_less(one: float, other: float) -> None:
    small, large = sorted((one, other))
    gains = [sum(seen_whole([leaving(units=(-size,))], [], 3).place_pence()) for size in (small, large)]
    assert gains[0] <= gains[1]


@given(st.integers(1, 10**4), st.integers(2, 20))
@settings(max_examples=100, deadline=None)
def test_a_change_so_many_times_larger_gains_so_many_times_more(units: int, times: int) -> None:
    small = seen_whole([leaving(units=(-float(units),))], [], 3).gain_pence()
    large = seen_whole([leaving(units=(-float(units * times),))], [], 3).gain_pence()
    assert large == {name: pence * times for name, pence in small.items()}


def test_whoever_checks_the_reason_of_an_amount_has_the_shares_it_was_worked_out_with() -> None:
    path = ReleasePath((0.16, 0.496, 0.6976), "for this test", True)
    view = seen_whole([leaving(units=(-16.1,), release=path)], [], 3)
    left = next(effect for effect in view.effects if effect.kind == "cost-that-leaves")
    assert left.reason == "of £1,000 a unit, 16%, 49.6%, 69.76% gone by year"
    assert next(e for e in view.effects if e.kind == "income").reason == "16.1 fewer a year at £1,000 each"
