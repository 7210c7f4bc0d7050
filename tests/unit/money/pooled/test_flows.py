"""Which money may pay for what."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from joinedup.money.pooled.flows import largest_flow

AMOUNTS = st.lists(st.integers(0, 1_000), min_size=1, max_size=5)


def smallest_cut(supplies: list[int], needs: list[int], open_to: set[tuple[int, int]]) -> int:
    """Ford and Fulkerson (1956): the largest flow is the smallest cut; here every cut is tried."""
    cuts = []
    for size in range(len(needs) + 1):
        for kept in combinations(range(len(needs)), size):
            payers = {i for i, j in open_to if j in kept}
            unpaid = sum(needs) - sum(needs[j] for j in kept)
            cuts.append(unpaid + sum(supplies[i] for i in payers))
    return min(cuts)


@given(AMOUNTS, AMOUNTS, st.sets(st.tuples(st.integers(0, 4), st.integers(0, 4))))
@settings(max_examples=300, deadline=None)
def test_as_much_is_paid_as_can_be(
    supplies: list[int], needs: list[int], pairs: set[tuple[int, int]]
) -> None:
    open_to = {(i, j) for i, j in pairs if i < len(supplies) and j < len(needs)}
    flow = largest_flow(supplies, needs, lambda i, j: (i, j) in open_to)
    assert set(flow) <= open_to
    assert all(pence > 0 for pence in flow.values())
    for i, supply in enumerate(supplies):
        assert sum(pence for (k, _), pence in flow.items() if k == i) <= supply
    for j, need in enumerate(needs):
        assert sum(pence for (_, k), pence in flow.items() if k == j) <= need
    assert sum(flow.values()) == smallest_cut(supplies, needs, open_to)


def test_money_that_may_be_spent_on_the_fewest_things_is_spent_first() -> None:
    flow = largest_flow([100, 100], [100], lambda i, j: True)
    assert flow == {(0, 0): 100}
    narrow = largest_flow([100, 100], [100, 50], lambda i, j: i == 0 or j == 0)
    assert narrow == {(1, 0): 100, (0, 1): 50}
