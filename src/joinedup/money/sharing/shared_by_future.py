"""Dividing an amount by shares that differ from future to future, with nothing created or lost."""

from __future__ import annotations

import numpy as np

from joinedup.money.pence import Pence
from joinedup.money.sharing.split_keys import Weights


def shared_by_future(pence: Pence, shares: Weights) -> np.ndarray[tuple[int, int], np.dtype[np.int64]]:
    """An amount divided in each future by that future's shares (members by futures, each column summing to 1).

    By largest remainder, as `joinedup.money.pence.shared_out` does: parts are members by futures and sum to the amount.
    """
    size = np.abs(pence)
    exact = np.round(size[None, :] * shares, 6)
    parts = np.floor(exact).astype(np.int64)
    left = size - parts.sum(axis=0)
    order = np.argsort(-(exact - parts), axis=0, kind="stable")
    parts += np.argsort(order, axis=0, kind="stable") < left[None, :]
    return np.asarray(parts * np.sign(pence)[None, :])
