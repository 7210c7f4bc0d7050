"""Gates: conditions that must be met before a term pays. They multiply, so one that is missed leaves nothing."""

from __future__ import annotations

import numpy as np

from joinedup.money.pence import Bools
from joinedup.money.year_facts import YearFacts

QUALITY_STANDARD = "quality standard"
ALTERNATIVE_STANDARD = "alternative quality standard"


def condition(name: str, facts: YearFacts, kind: str) -> Bools:
    """Whether a condition is met, in each future. MissingFact where the year does not say."""
    if name not in facts.met:
        raise facts.missing(f'whether the condition "{name}" is met', kind, f"condition {name}")
    return facts.met[name]


def all_met(names: tuple[str, ...], facts: YearFacts, kind: str) -> Bools:
    """Whether every one of these conditions is met, in each future; true when there is none."""
    met = np.ones(facts.futures, dtype=np.bool_)
    for name in names:
        met = met & condition(name, facts, kind)
    return met


def missed(names: tuple[str, ...], facts: YearFacts, n: int) -> list[str]:
    """Which of these conditions are not met in future n."""
    return [name for name in names if not facts.met[name][n]]
