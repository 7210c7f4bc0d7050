"""Coarsened exact matching: numbers cut into bands, everyone matched to all who fall in the same bands of everything."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import ArrayLike

from joinedup.evaluation.methods.handed_in import numbers_of
from joinedup.evaluation.methods.matching.matched import Matched
from joinedup.evaluation.methods.matching.strata import Codes, strata_of
from joinedup.evaluation.methods.matching.table import Table, table_of
from joinedup.evaluation.methods.results import Bools, Caution, Dropped, Floats, MethodError

Cuts = int | Sequence[float] | None
"""A number of equal bands between the lowest and the highest value, the cut points themselves, or None: exactly."""


def coarsened(
    features: ArrayLike,
    treated: ArrayLike,
    names: Sequence[str] | None = None,
    *,
    cuts: Mapping[str, Cuts] | None = None,
    strata: Codes | None = None,
) -> Matched:
    """Iacus, King and Porro 2012 (Political Analysis 20:1-24). Columns not in `cuts` get Sturges's number of bands,
    ceil(log2 n + 1), as MatchIt's default; a value on a cut belongs to the band above it.

    Controls of a stratum carry its treated over its controls, scaled so that they sum to their number. `strata` are matched
    on exactly besides. Treated rows without a control in their stratum are dropped and counted.
    """
    table = table_of(features, treated, names)
    unknown = sorted(set(cuts or {}) - set(table.names))
    if unknown:
        raise MethodError(
            f"cuts are given for {', '.join(unknown)}, but the columns are {', '.join(table.names)}"
        )
    bands = [
        _banded(table, at, (cuts or {}).get(name, _sturges(table.rows)))
        for at, name in enumerate(table.names)
    ]
    codes = strata_of([*bands, *([] if strata is None else [strata])], table.rows)
    weights, left_out = _weights(table.treated, codes)
    if left_out == np.count_nonzero(table.treated):
        raise MethodError(
            "no treated row shares all its bands with a control: use fewer columns or fewer bands"
        )
    dropped = (Dropped("no control in the same bands of every column", left_out),) if left_out else ()
    return Matched(
        table.treated,
        weights,
        "coarsened exact",
        dropped=dropped,
        cautions=_cautions(int(table.treated.sum()), left_out),
    )


def _sturges(rows: int) -> int:
    """Sturges 1926 (Journal of the American Statistical Association 21:65-66)."""
    return int(np.ceil(np.log2(rows) + 1))


def _banded(table: Table, at: int, cuts: Cuts) -> Codes:
    column = table.numbers[:, at]
    if cuts is None:
        return strata_of([column])
    if isinstance(cuts, int):
        if cuts < 1:
            raise MethodError(
                f"{table.names[at]} cannot be cut into {cuts} bands: at least 1, or None for no cutting"
            )
        inner = np.linspace(float(column.min()), float(column.max()), cuts + 1)[1:-1]
    else:
        inner = numbers_of(cuts, f"the cuts of {table.names[at]}")
        if inner.ndim != 1 or not np.isfinite(inner).all():
            raise MethodError(
                f"{table.names[at]} is cut into a whole number of bands, or at a list of finite numbers; found {cuts!r}"
            )
        inner = np.sort(inner)
    found = np.empty(table.rows, dtype=np.int32)
    for rows in (slice(start, start + 65_536) for start in range(0, table.rows, 65_536)):
        found[rows] = np.searchsorted(inner, column[rows].astype(np.float64), side="right")
    return found


def _weights(treated: Bools, codes: Codes) -> tuple[Floats, int]:
    """A weight a row, and how many treated rows have no control."""
    everyone = np.bincount(codes)
    of_treated = np.bincount(codes[treated], minlength=len(everyone))
    controls = everyone - of_treated
    both = (of_treated > 0) & (controls > 0)
    share = np.divide(of_treated, controls, out=np.zeros(len(everyone)), where=both)
    scale = controls[both].sum() / of_treated[both].sum() if both.any() else 0.0
    weights = np.where(treated, both[codes].astype(np.float64), share[codes] * scale)
    return weights, int(of_treated[~both].sum())


def _cautions(treated: int, left_out: int) -> tuple[Caution, ...]:
    if not left_out:
        return ()
    return (
        Caution(
            "not-everyone-matched",
            f"{left_out:,} of {treated:,} treated rows share their bands with no control, so the effect is of the"
            f" {treated - left_out:,} who do; cut fewer columns more coarsely to keep more.",
        ),
    )
