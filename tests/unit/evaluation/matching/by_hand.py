"""Matching done the slow way, each choice by looking at everybody, to hold the compiled loops against."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from joinedup.evaluation.methods.matching.matched import Matched
from joinedup.evaluation.methods.results import Floats, Whole

Pairs = list[tuple[int, int]]


def pairs_of(matched: Matched) -> Pairs:
    """(treated row, control row), sorted."""
    assert matched.treated_rows is not None
    assert matched.control_rows is not None
    return sorted(zip(matched.treated_rows.tolist(), matched.control_rows.tolist(), strict=True))


def nearest_by_hand(
    score: Sequence[float],
    treated: Sequence[bool],
    strata: Sequence[int],
    *,
    ratio: int = 1,
    replace: bool = False,
    width: float = np.inf,
) -> Pairs:
    """Largest score first, `ratio` rounds; of controls as near, the one that stands fewer rows away from what the chooser
    already has, in the order of scores, then the left one."""
    pairs: Pairs = []
    for stratum in sorted(set(strata)):
        rows = [row for row in range(len(score)) if strata[row] == stratum]
        standing = sorted(rows, key=lambda row: (score[row], row))
        place = {row: at for at, row in enumerate(standing)}
        choosers = sorted((row for row in rows if treated[row]), key=lambda row: (-score[row], row))
        free = {row for row in rows if not treated[row]}
        has: dict[int, list[int]] = {row: [] for row in choosers}
        for turn in range(ratio):
            for row in choosers:
                if len(has[row]) < turn:
                    continue
                edges = [place[one] for one in (row, *has[row])]
                best = _best(row, score, place, edges, free - set(has[row]), width)
                if best is not None:
                    has[row].append(best)
                    free -= set() if replace else {best}
        pairs += [(row, control) for row in choosers for control in has[row]]
    return sorted(pairs)


def _best(
    row: int,
    score: Sequence[float],
    place: dict[int, int],
    edges: list[int],
    free: set[int],
    width: float,
) -> int | None:
    def key(control: int) -> tuple[float, int, bool]:
        on_the_right = place[control] > place[row]
        away = place[control] - max(edges) if on_the_right else min(edges) - place[control]
        return abs(score[control] - score[row]), away, on_the_right

    within = [control for control in free if abs(score[control] - score[row]) <= width]
    return min(within, key=key) if within else None


def mahalanobis_by_hand(
    points: Floats, choosers: Sequence[int], controls: Sequence[int], score: Floats, width: float
) -> Pairs:
    """Each chooser in turn gets the nearest free control within the caliper; the first row of those as near."""
    treated = np.zeros(len(points), dtype=bool)
    treated[list(choosers)] = True
    centred = points.copy()
    for group in (treated, ~treated):
        centred[group] -= points[group].mean(axis=0)
    inverse = np.linalg.inv(np.cov(centred.T).reshape(points.shape[1], -1))
    free, pairs = sorted(controls), []
    for row in choosers:
        apart = points[free] - points[row]
        away = np.einsum("ij,jk,ik->i", apart, inverse, apart)
        away[np.abs(score[free] - score[row]) > width] = np.inf
        if len(free) and np.isfinite(away).any():
            pairs.append((row, free.pop(int(np.argmin(away)))))
    return sorted(pairs)


def risk_sets_by_hand(
    person: Whole, month: Whole, joins: Sequence[bool], score: Floats, serve_again: bool
) -> Pairs:
    """Month by month: who joins, largest score first, gets the nearest person of that month who has not joined by its end
    and (unless they may serve again) has served nobody."""
    joined = {int(person[row]): int(month[row]) for row in range(len(person)) if joins[row]}
    served: set[int] = set()
    pairs: Pairs = []
    for now in sorted(set(month.tolist())):
        rows = [row for row in range(len(person)) if month[row] == now]
        at_risk = [row for row in rows if joined.get(int(person[row]), 10**9) >= now]
        free = [row for row in at_risk if int(person[row]) not in served or serve_again]
        kept = [row for row in free if not joins[row]] + [row for row in at_risk if joins[row]]
        kept.sort()
        found = _within(kept, at_risk, score, joins)
        pairs += found
        served |= {int(person[control]) for _, control in found}
    return sorted(pairs)


def _within(kept: list[int], standing: list[int], score: Floats, joins: Sequence[bool]) -> Pairs:
    ordered = sorted(standing, key=lambda row: (score[row], row))
    place = {row: at for at, row in enumerate(ordered)}
    free, pairs = {row for row in kept if not joins[row]}, []
    for row in sorted((row for row in kept if joins[row]), key=lambda row: (-score[row], row)):
        best = _best(row, score.tolist(), place, [place[row]], free, np.inf)
        if best is not None:
            free.discard(best)
            pairs.append((row, best))
    return pairs
