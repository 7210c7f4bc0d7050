"""The transfer that would leave no member worse off."""

from __future__ import annotations

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from joinedup.money.whole_place.transfers import Handover, transfers

GAINS = st.dictionaries(st.sampled_from("ABCDEFGH"), st.integers(-(10**10), 10**10), min_size=1)


def test_who_gains_pays_in_proportion_what_who_loses_has_lost() -> None:
    result = transfers({"board": 300_00, "hospital": -120_00, "community": 100_00})
    assert result.net_pence == {"board": -90_00, "hospital": 120_00, "community": -30_00}
    assert result.after_pence() == {"board": 210_00, "hospital": 0, "community": 70_00}
    assert result.handovers() == (
        Handover("board", "hospital", 90_00),
        Handover("community", "hospital", 30_00),
    )


def test_where_the_place_does_not_gain_no_transfer_can_leave_everybody_as_well_off() -> None:
    result = transfers({"board": 50, "hospital": -80})
    assert not result.possible
    assert result.short_pence == 30
    assert set(result.net_pence.values()) == {0}


def test_where_nobody_loses_nothing_moves() -> None:
    result = transfers({"board": 50, "hospital": 0})
    assert result.possible
    assert not result.needed
    assert result.handovers() == ()


@given(GAINS)
@settings(max_examples=300, deadline=None)
def test_transfers_sum_to_zero(gains: dict[str, int]) -> None:
    assert sum(transfers(gains).net_pence.values()) == 0


@given(GAINS)
@settings(max_examples=300, deadline=None)
def test_no_member_ends_below_zero_whenever_the_place_gains(gains: dict[str, int]) -> None:
    assume(sum(gains.values()) >= 0)
    result = transfers(gains)
    assert min(result.after_pence().values()) >= 0
    assert sum(result.after_pence().values()) == sum(gains.values())


@given(GAINS)
@settings(max_examples=200, deadline=None)
def test_the_payments_make_up_the_transfer(gains: dict[str, int]) -> None:
    result = transfers(gains)
    net = dict.fromkeys(gains, 0)
    for each in result.handovers():
        assert each.amount_pence > 0
        net[each.payer] -= each.amount_pence
        net[each.payee] += each.amount_pence
    assert net == dict(result.net_pence)


@given(GAINS, st.integers(2, 50))
@settings(max_examples=200, deadline=None)
def test_larger_gains_and_losses_move_as_much_more_but_for_a_penny(gains: dict[str, int], times: int) -> None:
    small, large = transfers(gains), transfers({name: pence * times for name, pence in gains.items()})
    for name in gains:
        assert abs(large.net_pence[name] - times * small.net_pence[name]) <= times
