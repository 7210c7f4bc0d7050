"""The nearest free control on a score, found in almost constant time: compiled loops, memory a few bytes a row.

Controls stand in order of their score. Each position points at the nearest free control on its left and on its right; when
a control is taken its pointers lead on to its neighbours, and every search shortens the way it went (union-find, Tarjan
1975). So n rows take about n log n steps, all of them in the sorting.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from joinedup.evaluation.methods.matching.compiled import compiled


@compiled
def match_without_replacement(
    queue: Any,
    queue_bounds: Any,
    bounds: Any,
    score: Any,
    treated: Any,
    ratio: int,
    caliper: float,
    person: Any,
    used: Any,
) -> Any:
    """Positions chosen by each of the queue (queue x ratio, -1 where none), one round for each of `ratio`.

    Each control serves once. With `person` (by position; else empty) a person serves once: `used`, by person, says who
    has served, and is written to; strata are then worked through in order.
    """
    chosen = np.full((len(queue), ratio), -1, dtype=np.int32)
    longest = 0
    for stratum in range(len(bounds) - 1):
        longest = max(longest, bounds[stratum + 1] - bounds[stratum])
    left = np.empty(longest + 2, dtype=np.int32)
    right = np.empty(longest + 2, dtype=np.int32)
    for stratum in range(len(bounds) - 1):
        first, last = queue_bounds[stratum], queue_bounds[stratum + 1]
        if first == last:
            continue
        low, high = bounds[stratum], bounds[stratum + 1]
        free = _point(left, right, treated, low, high, person, used)
        for turn in range(ratio):
            for at in range(first, last):
                if free == 0:
                    break
                if turn > 0 and chosen[at, turn - 1] < 0:
                    continue
                found = _nearest_free(left, right, score, low, high, queue[at], chosen[at, :turn], caliper)
                if found < 0:
                    continue
                chosen[at, turn] = found
                free -= 1
                left[found - low + 1] = found - low
                right[found - low + 1] = found - low + 2
                if len(person):
                    used[person[found]] = True
    return chosen


@compiled
def match_with_replacement(
    queue: Any, queue_bounds: Any, bounds: Any, score: Any, treated: Any, ratio: int, caliper: float
) -> Any:
    """Positions chosen by each of the queue (queue x ratio, -1 where none): the nearest controls, however often chosen."""
    chosen = np.full((len(queue), ratio), -1, dtype=np.int32)
    nobody = np.empty(0, dtype=np.int32)
    unused = np.empty(0, dtype=np.bool_)
    longest = 0
    for stratum in range(len(bounds) - 1):
        longest = max(longest, bounds[stratum + 1] - bounds[stratum])
    left = np.empty(longest + 2, dtype=np.int32)
    right = np.empty(longest + 2, dtype=np.int32)
    for stratum in range(len(bounds) - 1):
        low, high = bounds[stratum], bounds[stratum + 1]
        _point(left, right, treated, low, high, nobody, unused)
        for at in range(queue_bounds[stratum], queue_bounds[stratum + 1]):
            for turn in range(ratio):
                found = _nearest_free(left, right, score, low, high, queue[at], chosen[at, :turn], caliper)
                if found < 0:
                    break
                chosen[at, turn] = found
    return chosen


@compiled
def _point(left: Any, right: Any, treated: Any, low: int, high: int, person: Any, used: Any) -> int:
    """Lay the pointers of one stratum; position p stands at p - low + 1, with a post at either end. Returns who is free."""
    free = 0
    left[0], right[high - low + 1] = 0, high - low + 1
    for position in range(low, high):
        at = position - low + 1
        if treated[position] or (len(person) and used[person[position]]):
            left[at], right[at] = at - 1, at + 1
        else:
            left[at], right[at] = at, at
            free += 1
    return free


@compiled
def _follow(pointers: Any, at: int) -> int:
    while pointers[at] != at:
        pointers[at] = pointers[pointers[at]]
        at = pointers[at]
    return at


@compiled
def _nearest_free(
    left: Any, right: Any, score: Any, low: int, high: int, position: int, before: Any, caliper: float
) -> int:
    """The nearest free control beyond those chosen before, or -1. Of two as near, the one that stands fewer rows away,
    then the left one: MatchIt's rule, which looks left and right in turn."""
    from_left = from_right = position
    for earlier in before:
        from_left, from_right = min(from_left, earlier), max(from_right, earlier)
    one = _follow(left, from_left - low + 1 - (from_left != position)) + low - 1
    other = _follow(right, from_right - low + 1 + (from_right != position)) + low - 1
    one_away = score[position] - score[one] if one >= low else np.inf
    other_away = score[other] - score[position] if other < high else np.inf
    if min(one_away, other_away) > caliper or (one < low and other >= high):
        return -1
    if one_away < other_away or (one_away == other_away and from_left - one <= other - from_right):
        return one
    return other


@compiled
def within_reach(bounds: Any, score: Any, treated: Any, caliper: float) -> Any:
    """For each position: 0 no control in its stratum at all, 1 none within the caliper, 2 one within it (taken or not)."""
    reach = np.zeros(len(score), dtype=np.int8)
    for stratum in range(len(bounds) - 1):
        low, high = bounds[stratum], bounds[stratum + 1]
        _look(reach, score, treated, low, high, 1, caliper)
        _look(reach, score, treated, high - 1, low - 1, -1, caliper)
    return reach


@compiled
def _look(reach: Any, score: Any, treated: Any, start: int, stop: int, step: int, caliper: float) -> None:
    control = -1
    for position in range(start, stop, step):
        if not treated[position]:
            control = position
        elif control >= 0:
            near = abs(score[position] - score[control]) <= caliper
            reach[position] = max(reach[position], 2 if near else 1)
