"""Controls in a k-d tree from which those taken are counted off, so that the nearest free one is found without asking all.

Friedman, Bentley, Finkel 1977 (ACM Transactions on Mathematical Software 3:209-226). The tree is balanced and stands in
arrays: node i has children 2i + 1 and 2i + 2, each half of its controls; the last coordinate is the score, on which the
caliper lies. Compiled.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from joinedup.evaluation.methods.matching.compiled import compiled

LEAF = 16
"""Controls at the end of a branch, compared one by one."""


@compiled
def grow(points: Any) -> Any:
    """(order of the controls, first and last place of each node, lowest and highest coordinate of each node)."""
    count, width = points.shape
    levels = 0
    while (count >> levels) > LEAF:
        levels += 1
    nodes = 2 ** (levels + 1) - 1
    order = np.arange(count)
    span = np.zeros((nodes, 2), dtype=np.int64)
    span[0, 1] = count
    box = np.empty((nodes, 2, width))
    for node in range(nodes):
        start, end = span[node]
        _enclose(box[node], points, order[start:end])
        if 2 * node + 2 < nodes:
            axis = np.argmax(box[node, 1] - box[node, 0])
            middle = (start + end) // 2
            along = points[order[start:end], axis]
            order[start:end] = order[start:end][np.argsort(along)]
            span[2 * node + 1, 0], span[2 * node + 1, 1] = start, middle
            span[2 * node + 2, 0], span[2 * node + 2, 1] = middle, end
    return order, span, box


@compiled
def _enclose(box: Any, points: Any, members: Any) -> None:
    box[0, :], box[1, :] = np.inf, -np.inf
    for member in members:
        for axis in range(points.shape[1]):
            box[0, axis] = min(box[0, axis], points[member, axis])
            box[1, axis] = max(box[1, axis], points[member, axis])


@compiled
def choose_in_turn(
    points: Any, order: Any, span: Any, box: Any, choosers: Any, ratio: int, caliper: float
) -> Any:
    """The control each chooser gets (choosers x ratio, -1 where none), one round for each of `ratio`, nobody twice.

    Coordinates are such that squared distance is the sum of squares over all but the last. Of controls as near, the one
    that comes first in `points`.
    """
    taken = np.zeros(len(points), dtype=np.bool_)
    free = span[:, 1] - span[:, 0]
    chosen = np.full((len(choosers), ratio), -1, dtype=np.int64)
    place_of = np.empty(len(points), dtype=np.int64)
    for place in range(len(order)):
        place_of[order[place]] = place
    waiting = np.empty(128, dtype=np.int64)
    for turn in range(ratio):
        for at in range(len(choosers)):
            if free[0] == 0 or (turn > 0 and chosen[at, turn - 1] < 0):
                continue
            found = _nearest(points, order, span, box, free, taken, waiting, choosers[at], caliper)
            if found >= 0:
                chosen[at, turn] = found
                taken[found] = True
                _count_off(span, free, place_of[found])
    return chosen


@compiled
def _count_off(span: Any, free: Any, place: int) -> None:
    node = 0
    while node < len(span):
        free[node] -= 1
        node = 2 * node + 1 + (2 * node + 2 < len(span) and place >= span[2 * node + 2, 0])


@compiled
def _nearest(
    points: Any,
    order: Any,
    span: Any,
    box: Any,
    free: Any,
    taken: Any,
    waiting: Any,
    own: Any,
    caliper: float,
) -> int:
    best, best_away, size = -1, np.inf, 1
    waiting[0] = 0
    while size > 0:
        size -= 1
        node = waiting[size]
        away = _away_from_box(box[node], own, caliper)
        if free[node] == 0 or away > best_away or away == np.inf:
            continue
        if 2 * node + 2 < len(span):
            one, other = 2 * node + 1, 2 * node + 2
            first = _away_from_box(box[one], own, caliper) <= _away_from_box(box[other], own, caliper)
            waiting[size], waiting[size + 1] = (other, one) if first else (one, other)
            size += 2
            continue
        for place in range(span[node, 0], span[node, 1]):
            control = order[place]
            if taken[control] or abs(points[control, -1] - own[-1]) > caliper:
                continue
            away = 0.0
            for axis in range(len(own) - 1):
                away += (points[control, axis] - own[axis]) ** 2
            if away < best_away or (away == best_away and control < best):
                best, best_away = control, away
    return best


@compiled
def _away_from_box(box: Any, own: Any, caliper: float) -> float:
    """Squared distance to the nearest point of a box; infinite where all of it lies beyond the caliper."""
    if box[0, -1] - own[-1] > caliper or own[-1] - box[1, -1] > caliper:
        return np.inf
    away = 0.0
    for axis in range(len(own) - 1):
        beyond = max(box[0, axis] - own[axis], own[axis] - box[1, axis])
        if beyond > 0:
            away += beyond * beyond
    return away
