"""Whole pence: rounding that is said once, and dividing an amount so that nothing is created or lost.

Every amount is an array with one element for each future that is settled: a settlement has one, a stress test thousands.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias

import numpy as np

from joinedup.errors import JoinedupError

Pence: TypeAlias = np.ndarray[tuple[int], np.dtype[np.int64]]
Floats: TypeAlias = np.ndarray[tuple[int], np.dtype[np.float64]]
Bools: TypeAlias = np.ndarray[tuple[int], np.dtype[np.bool_]]
Fractions: TypeAlias = np.ndarray[tuple[int, int], np.dtype[np.float64]]
PartsOfPence: TypeAlias = np.ndarray[tuple[int, int], np.dtype[np.int64]]

# Beyond this a double no longer tells one penny from the next.
LARGEST_PENCE = 2**53


class AmountError(JoinedupError):
    """An amount that is no amount of money, or shares that do not share it out."""


def of_pounds(pounds: float) -> int:
    """Pounds, which the place file is written in, as whole pence; half a penny away from zero."""
    return int(whole(np.array([pounds * 100.0]))[0])


def whole(pence: Any) -> Pence:
    """Fractions of pence to the nearest whole penny, half a penny away from zero, so that a loss mirrors a gain.

    AmountError for what is not finite or is too large to tell one penny from the next (90 million million pounds).
    """
    amounts = np.atleast_1d(np.asarray(pence, dtype=np.float64))
    if not np.all(np.abs(amounts) < LARGEST_PENCE):
        raise AmountError(
            "an amount is not a number, or is beyond 90 million million pounds: mend the figure it comes from"
        )
    # Rounded to a ten-thousandth first: 0.285 x 1,000 is 284.99999999999994 in doubles and half a penny to a person.
    return np.asarray(np.copysign(np.floor(np.round(np.abs(amounts), 4) + 0.5), amounts), dtype=np.int64)


def shared_out(pence: Pence, shares: Mapping[str, float]) -> dict[str, Pence]:
    """An amount divided by shares that sum to 1, by largest remainder: the parts sum to the amount in every future.

    Each part is the whole pence below its exact share; the pence left go one each to the largest remainders, the first
    named where they are equal (Hamilton's method, 1792). A loss is shared out as the gain of that size would be. AmountError
    where the shares do not sum to 1 within a millionth, or one is below 0.
    """
    wanted = np.array(list(shares.values()), dtype=np.float64)
    total = float(wanted.sum())
    if not len(wanted) or not (abs(total - 1) <= 1e-6) or bool((wanted < 0).any()):
        raise AmountError(f"shares must be 0 or more and sum to 1; these sum to {total:.6g}: mend the shares")
    parts = divided(pence, (wanted / total)[None, :])
    return {name: parts[:, column] for column, name in enumerate(shares)}


def divided(pence: Pence, fractions: Fractions) -> PartsOfPence:
    """An amount in each future divided by that future's fractions, each row of which sums to 1 (one row serves every future).

    By largest remainder, as `shared_out` says: futures by parts, each row summing to its amount.
    """
    size, number = np.abs(pence), fractions.shape[1]
    exact = np.round(size[:, None] * fractions, 6)
    # A double holds a product to one part in 2**53: beyond some hundred million pounds the parts could come out a penny
    # too large together. They are then taken that much smaller, and the pence left are given out as ever.
    too_much = np.floor(exact).sum(axis=1) > size
    exact[too_much] *= 1 - (number + 2) * 2.0**-52
    parts = np.floor(exact).astype(np.int64)
    left = size - parts.sum(axis=1)
    order = np.argsort(-(exact - parts), axis=1, kind="stable")
    place_in_order = np.argsort(order, axis=1, kind="stable")
    parts += (left // number)[:, None] + (place_in_order < (left % number)[:, None])
    return np.asarray(parts * np.sign(pence)[:, None])
