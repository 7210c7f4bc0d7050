"""From who chose whom to a matched sample: pairs, weights, and why somebody was left out, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from joinedup.evaluation.methods.matching.matched import Matched
from joinedup.evaluation.methods.results import Bools, Caution, Dropped, Floats, Whole


def matched_sample(
    treated: Bools,
    treated_rows: Whole,
    control_rows: Whole,
    method: str,
    dropped: tuple[Dropped, ...],
    cautions: tuple[Caution, ...] = (),
    unusable: tuple[Dropped, ...] = (),
) -> Matched:
    """Pairs in the order of the treated rows, nearest control first, with the weights that MatchIt gives: a treated row
    counts 1, each of its k controls 1/k for every time it is chosen, scaled so that controls sum to their number.

    `dropped` are treated rows, `unusable` rows that could be nobody's control; reasons that nobody has are left out.
    """
    order = np.argsort(treated_rows, kind="stable")
    treated_rows, control_rows = treated_rows[order], control_rows[order]
    return Matched(
        treated,
        _weights(len(treated), treated_rows, control_rows),
        method,
        treated_rows,
        control_rows,
        tuple(one for one in dropped if one.rows),
        (*cautions, *_left_out_caution(treated, dropped)),
        tuple(one for one in unusable if one.rows),
    )


def _weights(rows: int, treated_rows: Whole, control_rows: Whole) -> Floats:
    weights = np.zeros(rows)
    if not len(treated_rows):
        return weights
    _, firsts, controls_each = np.unique(treated_rows, return_index=True, return_counts=True)
    shares = np.repeat(1.0 / controls_each, controls_each)
    np.add.at(weights, control_rows, shares)
    used = weights > 0
    weights[used] *= np.count_nonzero(used) / shares.sum()
    weights[treated_rows[firsts]] = 1.0
    return weights


def _left_out_caution(treated: Bools, dropped: tuple[Dropped, ...]) -> tuple[Caution, ...]:
    left_out = sum(one.rows for one in dropped)
    if not left_out:
        return ()
    everyone = int(np.count_nonzero(treated))
    return (
        Caution(
            "not-everyone-matched",
            f"{left_out:,} of {everyone:,} treated rows have no match, so the effect is of the"
            f" {everyone - left_out:,} who do; compare who was left out, or widen the caliper.",
        ),
    )


def counted(reasons: NDArray[Any], words: Mapping[int, str]) -> tuple[Dropped, ...]:
    """Rows by reason code, in the order of `words`, without reasons that nobody has."""
    return tuple(
        Dropped(said, int(np.count_nonzero(reasons == code)))
        for code, said in words.items()
        if np.any(reasons == code)
    )
