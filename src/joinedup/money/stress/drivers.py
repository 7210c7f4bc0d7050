"""Which assumptions an organisation's result hangs on: the share of its variance that each accounts for.

Johnson's relative weights (Johnson JW, Multivariate Behavioral Research 2000;35(1):1-19): the result over all years is regressed
on the numbers behind the drawn assumptions, through uncorrelated numbers as near to them as can be, and each assumption gets
what it brings through these. The shares sum to the regression's R2, also where assumptions go together. Each assumption enters
with its numbers of every year and their absolute values, so that a result that suffers on one side only is followed too. What
is left is said: assumptions acting upon each other, caps and thresholds.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from joinedup.money.stress.assumptions import Assumptions
from joinedup.money.stress.facts_in_futures import Block
from joinedup.money.stress.results import Driver

CHANCE = "chance"
# Each number of a regression wants this many futures; where there are fewer, an assumption's numbers of all years are added up.
FUTURES_EACH = 25


@dataclass(frozen=True)
class Explained:
    """What a result hangs on, the largest share first, and the share of its variance that is left."""

    drivers: tuple[Driver, ...]
    left: float


def numbers_behind(assumptions: Assumptions, block: Block) -> dict[str, Any]:
    """For each assumption that varies, and for chance, the numbers that were drawn: columns, one row for each future."""
    found: dict[str, Any] = {}
    for name, one in assumptions.by_name.items():
        if one.varies:
            rows = block.draws.normal[name]
            found[name] = rows[:1].T if one.persistence == 1 else rows.T
    by_chance = [rows for rows in (*block.chance.values(), block.outcome_chance) if np.any(rows)]
    if by_chance:
        found[CHANCE] = np.concatenate([*by_chance, *([found[CHANCE].T] if CHANCE in found else [])]).T
    return found


class Regressors:
    """The numbers behind assumptions made ready once: columns in which each assumption's stand, and how columns go together.

    Beside each number of an assumption stands its distance from the middle, but for chance, which has many small ones.
    """

    def __init__(self, numbers: Mapping[str, Any]) -> None:
        futures = len(next(iter(numbers.values()))) if numbers else 0
        wide = sum(given.shape[1] for given in numbers.values())
        columns, self.owners = [np.zeros((futures, 0))], list[str]()
        for name, given in numbers.items():
            used = given if wide * FUTURES_EACH <= futures else given.sum(axis=1, keepdims=True)
            both = (
                used if name == CHANCE else np.concatenate([used, np.abs(used - used.mean(axis=0))], axis=1)
            )
            columns.append(_standard(both))
            self.owners += [name] * columns[-1].shape[1]
        self.columns = np.concatenate(columns, axis=1)
        self.together = self.columns.T @ self.columns / max(futures, 1)

    def explained(self, result: Any, matter: Collection[str], words: Mapping[str, str]) -> Explained:
        """What a result, one number for each future, hangs on of the assumptions that matter to it; nothing where it is the same in
        all. `words` say what each assumption is."""
        used = [column for column, name in enumerate(self.owners) if name in matter]
        if not used or not np.ptp(result):
            return Explained((), 0.0)
        with_result = (
            self.columns[:, used].T @ _standard(np.asarray(result, np.float64)[:, None])[:, 0] / len(result)
        )
        weights, explained = _relative_weights(self.together[np.ix_(used, used)], with_result)
        shares: dict[str, float] = {}
        for column, weight in zip(used, weights, strict=True):
            shares[self.owners[column]] = shares.get(self.owners[column], 0.0) + float(weight)
        found = [Driver(name, round(share, 4), words.get(name, name)) for name, share in shares.items()]
        ranked = sorted(found, key=lambda driver: -driver.share_of_variance)
        return Explained(tuple(ranked), round(max(0.0, 1 - explained), 4))


def _standard(columns: Any) -> Any:
    """Columns with mean 0 and standard deviation 1, without those that are the same in every row."""
    spread = columns.std(axis=0)
    kept = columns[:, spread > 0]
    return (kept - kept.mean(axis=0)) / spread[spread > 0]


def _relative_weights(together: Any, with_result: Any) -> tuple[Any, float]:
    """Weights that sum to the R2 of a result on columns, and that R2, from how columns go together and with the result."""
    values, vectors = np.linalg.eigh(together)
    root = vectors * np.sqrt(np.maximum(values, 1e-12)) @ vectors.T
    through = np.linalg.solve(root, with_result)
    return root**2 @ through**2, float((through**2).sum())
