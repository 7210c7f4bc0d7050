"""How good is a linkage, where the truth is known: pairs found of those that are (recall), and right of those found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np


@dataclass(frozen=True)
class LinkageQuality:
    """Counts of pairs of records: said to be one person, truly one person, both."""

    pairs_said: int
    pairs_true: int
    pairs_right: int

    @property
    def precision(self) -> float:
        """Share of the pairs said to be one person that are; 1 when none is said."""
        return self.pairs_right / self.pairs_said if self.pairs_said else 1.0

    @property
    def recall(self) -> float:
        """Share of the pairs that are one person that are said to be; 1 when there are none."""
        return self.pairs_right / self.pairs_true if self.pairs_true else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def linkage_quality(person: Any, truth: Any, *, about: Any = None) -> LinkageQuality:
    """Compare two groupings of the same records: `person` as linked, `truth` as it is, one value a record, same order.

    With `about` (one boolean a record) only pairs with at least one such record count, for example those without a valid
    NHS number.
    """
    said, true = _codes(person), _codes(truth)
    both = _codes(said.astype(np.int64) * (int(true.max(initial=0)) + 1) + true)
    chosen = np.ones(len(said), dtype=bool) if about is None else np.asarray(about, dtype=bool)
    return LinkageQuality(_pairs(said, chosen), _pairs(true, chosen), _pairs(both, chosen))


def _codes(values: Any) -> np.ndarray:
    return np.unique(np.asarray(values), return_inverse=True)[1]


def _pairs(group: np.ndarray, chosen: np.ndarray) -> int:
    """Pairs of records in one group, less those of which neither is chosen."""
    everyone, others = np.bincount(group).astype(np.int64), np.bincount(group[~chosen]).astype(np.int64)
    return int((everyone * (everyone - 1)).sum() // 2 - (others * (others - 1)).sum() // 2)
