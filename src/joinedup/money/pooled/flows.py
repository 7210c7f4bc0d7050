"""Which money may pay for what: the most that can be paid when each amount may only be spent on some of the needs."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from itertools import pairwise

Flow = dict[tuple[int, int], int]
"""Pence from supply i to need j."""
MayPay = Callable[[int, int], bool]


def largest_flow(supplies: Sequence[int], needs: Sequence[int], may_pay: MayPay) -> Flow:
    """Pence from supplies to needs, as much in all as `may_pay(supply, need)` lets through (a largest flow).

    Money that may be spent on the fewest needs is spent first, on the need that the fewest can pay for, in the order given
    where these are equal; then paid differently where more can be paid so. No supply gives more than it has and no need gets
    more than it needs.
    """
    open_to = {i: [j for j in range(len(needs)) if may_pay(i, j)] for i in range(len(supplies))}
    payers = {j: sum(j in found for found in open_to.values()) for j in range(len(needs))}
    flow: Flow = {}
    left, unmet = list(supplies), list(needs)
    for i in sorted(open_to, key=lambda i: len(open_to[i])):
        for j in sorted(open_to[i], key=lambda j: payers[j]):
            _pay(flow, left, unmet, [(i, j)], min(left[i], unmet[j]))
    pay_more(flow, left, unmet, may_pay)
    return {pair: pence for pair, pence in flow.items() if pence}


def pay_more(flow: Flow, left: list[int], unmet: list[int], may_pay: MayPay) -> list[tuple[int, int, int]]:
    """Pay all that can still be paid, changing who pays for what where that lets more through (Edmonds and Karp, J ACM
    19:248, 1972). `flow`, `left` and `unmet` become what they are afterwards; each (i, j, pence) given is what supply i gave
    that ended in need j, by itself or by paying for something that another supply then need not."""
    paid: list[tuple[int, int, int]] = []
    open_to = {i: [j for j in range(len(unmet)) if may_pay(i, j)] for i in range(len(left))}
    while path := _path(open_to, flow, left, unmet):
        taken_back = [flow[i, j] for (_, j), (i, _) in pairwise(path)]
        pence = min([left[path[0][0]], unmet[path[-1][1]], *taken_back])
        _pay(flow, left, unmet, path, pence)
        paid.append((path[0][0], path[-1][1], pence))
    return paid


def _path(
    open_to: dict[int, list[int]], flow: Flow, left: Sequence[int], unmet: Sequence[int]
) -> list[tuple[int, int]]:
    """Pairs (supply, need) to pay along: between two of them, the later supply stops paying the earlier pair's need."""
    seen = {i for i in open_to if left[i] > 0}
    waiting = deque((i, j, [(i, j)]) for i in sorted(seen) for j in open_to[i])
    while waiting:
        _, need, path = waiting.popleft()
        if unmet[need] > 0:
            return path
        for i in open_to:
            if i not in seen and flow.get((i, need), 0) > 0:
                seen.add(i)
                waiting.extend((i, j, [*path, (i, j)]) for j in open_to[i])
    return []


def _pay(flow: Flow, left: list[int], unmet: list[int], path: list[tuple[int, int]], pence: int) -> None:
    for i, j in path:
        flow[i, j] = flow.get((i, j), 0) + pence
    for (_, j), (i, _) in pairwise(path):
        flow[i, j] -= pence
    left[path[0][0]] -= pence
    unmet[path[-1][1]] -= pence
