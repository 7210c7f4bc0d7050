"""Risk-set matching, for people who join over time: each is matched, in the month of joining, to people who have not joined yet.

Li, Propert and Rosenbaum 2001 (Journal of the American Statistical Association 96:870-882). Nothing later than the month is
looked at: a control may join later, and is then matched as somebody who joins.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from joinedup.evaluation.methods.handed_in import array_of, numbers_of, whole_number_of
from joinedup.evaluation.methods.matching.greedy import match_without_replacement, within_reach
from joinedup.evaluation.methods.matching.matched import Matched
from joinedup.evaluation.methods.matching.nearest import width_of
from joinedup.evaluation.methods.matching.ordering import Layout, laid_out
from joinedup.evaluation.methods.matching.paired import counted, matched_sample
from joinedup.evaluation.methods.matching.strata import Codes, strata_of
from joinedup.evaluation.methods.matching.table import treated_of
from joinedup.evaluation.methods.results import Bools, Dropped, Floats, MethodError, Whole

REASONS = {
    0: "nobody in the stratum had not joined yet in that month",
    1: "nobody who had not joined yet was within the caliper",
    2: "everybody within reach served another as control",
}


@dataclass(frozen=True)
class PersonMonths:
    """One row a person and month: who, which month (any number that grows), whether the person joins in it, and a score
    made of what was known before it (NaN where there is none)."""

    person: Whole
    month: Whole
    joins: Bools
    score: Floats


def person_months(person: ArrayLike, month: ArrayLike, joins: ArrayLike, score: ArrayLike) -> PersonMonths:
    """The rows, checked. MethodError when lengths differ, a person has a month twice, or a person joins twice."""
    people = strata_of([person]).astype(np.int64)
    months = strata_of([month], len(people)).astype(np.int64)
    rows = PersonMonths(people, months, treated_of(joins, len(people)), numbers_of(score, "scores"))
    if rows.score.shape != people.shape:
        raise MethodError(f"found {rows.score.size:,} scores for {len(people):,} rows: one a row is expected")
    key = np.sort(people * (int(months.max()) + 1) + months)
    twice = int(np.count_nonzero(key[1:] == key[:-1]))
    if twice:
        raise MethodError(f"{twice:,} rows repeat a person and month: keep one row for each")
    joined_twice = int(np.count_nonzero(np.bincount(people[rows.joins]) > 1))
    if joined_twice:
        raise MethodError(
            f"{joined_twice:,} people join in more than one month: keep the first time each joins"
        )
    return rows


def match_risk_sets(
    rows: PersonMonths,
    *,
    ratio: int = 1,
    caliper: float | None = None,
    standardised: bool = True,
    strata: Codes | None = None,
    serve_again: bool = False,
) -> Matched:
    """Each row that joins gets the `ratio` rows of the same month (and stratum) nearest on the score whose person has not
    joined by the end of it, those with the largest score choosing first; months in order.

    A caliper is in standard deviations of the score over all rows that can be matched. A person serves as control once,
    or with `serve_again` once a month. `treated` of the result are the rows that join, `dropped` joiners without a control,
    `unusable` rows that could be nobody's control, each with its reason.
    """
    ratio = whole_number_of(ratio, "ratio, the controls that each person who joins gets,", 1)
    agreed = None if strata is None else array_of(strata, "strata")
    if agreed is not None and agreed.shape != rows.person.shape:
        raise MethodError(
            f"found strata of the shape {agreed.shape} for {len(rows.person):,} rows: make one code a row with strata_of"
        )
    usable, dropped = _usable(rows)
    if not (usable & rows.joins).any():
        raise MethodError(
            "no row of a person who joins has a score: fit the score on months in which people join"
        )
    kept = np.flatnonzero(usable)
    score = rows.score[kept]
    width = width_of(score, caliper, standardised)
    codes = strata_of([rows.month[kept], *([] if agreed is None else [agreed[kept]])])
    layout = laid_out(score, rows.joins[kept], codes)
    chosen = _chosen(layout, rows.person[kept], ratio, float(width), serve_again)
    matched = chosen >= 0
    joiners = kept[layout.order[layout.queue]]
    controls = kept[layout.order[chosen[matched]]]
    reach = within_reach(layout.bounds, layout.score, layout.treated, float(width))
    unmatched = counted(reach[layout.queue[~matched[:, 0]]], REASONS)
    pairs = (np.repeat(joiners, matched.sum(axis=1)).astype(np.int64), controls.astype(np.int64))
    method = f"risk sets by month, nearest neighbour, {ratio}:1"
    return matched_sample(rows.joins, *pairs, method, (*unmatched, *dropped[:1]), unusable=dropped[1:])


def _chosen(layout: Layout, person: Whole, ratio: int, width: float, serve_again: bool) -> Whole:
    who = np.empty(0, np.int64) if serve_again else person[layout.order]
    served = np.zeros(0 if serve_again else int(person.max()) + 1, dtype=np.bool_)
    return np.asarray(
        match_without_replacement(
            layout.queue,
            layout.queue_bounds,
            layout.bounds,
            layout.score,
            layout.treated,
            ratio,
            width,
            who.astype(np.int32),
            served,
        )
    )


def _usable(rows: PersonMonths) -> tuple[Bools, tuple[Dropped, ...]]:
    """Rows that can be matched; joiners without a score first among the reasons, then rows that can be nobody's control."""
    joined_in = np.full(int(rows.person.max()) + 1, np.iinfo(np.int64).max)
    joined_in[rows.person[rows.joins]] = rows.month[rows.joins]
    after = rows.month > joined_in[rows.person]
    joined_months = np.bincount(rows.month[rows.joins], minlength=int(rows.month.max()) + 1) > 0
    quiet = ~after & ~joined_months[rows.month]
    unscored = ~after & ~quiet & ~np.isfinite(rows.score)
    reasons = (
        Dropped("joined, but the row has no score", int(np.count_nonzero(unscored & rows.joins))),
        Dropped("not joined, and the row has no score", int(np.count_nonzero(unscored & ~rows.joins))),
        Dropped("months in which nobody joined", int(np.count_nonzero(quiet))),
        Dropped("months after the person had joined", int(np.count_nonzero(after))),
    )
    return ~(after | quiet | unscored), reasons
