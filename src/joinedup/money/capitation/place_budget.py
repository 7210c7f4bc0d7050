"""From the national pot to the place's amount: target by need, distance from it, pace of change, and each practice's part."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from joinedup.money.capitation.national import PracticeAllocations
from joinedup.money.capitation.national_file import read_allocations
from joinedup.money.capitation.pace_of_change import Paced, PaceRule, paced
from joinedup.money.capitation.place_index import (
    ChosenPractices,
    NeedIndex,
    chosen_practices,
    need_index,
    practice_budgets,
    practices_of_area,
)
from joinedup.money.capitation.pot import CapitationError, shared_by_weight
from joinedup.money.pence import Pence, of_pounds
from joinedup.place.need import BudgetNeed
from joinedup.reference.files import FOLDER, ReferenceFile, read_file


@dataclass(frozen=True)
class Money:
    """The place's part of a national pot: `equal_pence` by heads, `target_pence` by need.

    By practice in the order of `chosen.rows`. `paced` has the place first and the rest of England second; None where nothing says
    what was given last year.
    """

    quantum_pence: int
    quantum_is_of_the_file: bool
    equal_pence: int
    target_pence: int
    practice_target_pence: Pence
    # What NHS England itself publishes as the target of these practices, where the file has it.
    published_target_pence: int | None
    rule: PaceRule
    paced: Paced | None
    practice_allocation_pence: Pence

    @property
    def allocation_pence(self) -> int:
        """What the place is given: the target where nothing says what it was given last year."""
        return int(self.practice_allocation_pence.sum())


@dataclass(frozen=True)
class PlaceBudget:
    """What a file of practices says of a place; `money` is None where no pot is known."""

    need: PracticeAllocations
    chosen: ChosenPractices
    component: str
    index: NeedIndex
    money: Money | None


def place_budget(asked: BudgetNeed, practices: Sequence[str], folder: Path) -> PlaceBudget:
    """Read the file that `asked` names in a place's folder and work out the place's part.

    `practices` are those meant where `asked` names neither practices nor an area. CapitationError where the file cannot be used
    or the amounts do not go together.
    """
    if asked.file is None:
        raise CapitationError(
            "budget.need names no file of weighted populations by practice: add file and year"
        )
    need = read_allocations(folder / asked.file)
    chosen = (
        practices_of_area(need, asked.area)
        if asked.area
        else chosen_practices(need, asked.practices or practices)
    )
    index = need_index(need, chosen, asked.weighted_by)
    return PlaceBudget(need, chosen, asked.weighted_by, index, _money(asked, need, chosen))


def pace_rule(asked: BudgetNeed) -> PaceRule:
    """The rule of the place file, with what it leaves out from reference/allocations/pace_of_change.toml. CapitationError where
    the two together have a floor above the cap."""
    shipped, own = pace_reference().content, asked.pace_of_change
    parts = {
        key: shipped[key] if getattr(own, key) is None else getattr(own, key)
        for key in ("strength", "floor", "cap", "furthest_under")
    }
    if parts["floor"] > parts["cap"]:
        raise CapitationError(
            f"budget.need.pace_of_change: the floor {parts['floor']:g} is above the cap {parts['cap']:g}; where the place file"
            f" leaves one out, what is shipped holds (floor {shipped['floor']:g}, cap {shipped['cap']:g}): write both"
        )
    return PaceRule(**parts)


@cache
def pace_reference() -> ReferenceFile:
    """The shipped rule, its source and what is assumed of it."""
    return read_file(FOLDER / "allocations" / "pace_of_change.toml")


def _money(asked: BudgetNeed, need: PracticeAllocations, chosen: ChosenPractices) -> Money | None:
    published = need.target_pence if asked.weighted_by == "overall" else None
    if asked.quantum is None and published is None:
        return None
    quantum = of_pounds(asked.quantum) if asked.quantum else int(_sum(published))
    targets = practice_budgets(need, quantum, asked.weighted_by)
    target = int(targets[chosen.rows].sum())
    rule = pace_rule(asked)
    moved = _paced(asked, quantum, target, rule)
    weighted = need.weighted[asked.weighted_by][chosen.rows]
    own = targets[chosen.rows]
    return Money(
        quantum,
        asked.quantum is None,
        int(shared_by_weight(quantum, need.population)[chosen.rows].sum()),
        target,
        own,
        None if published is None else int(published[chosen.rows].sum()),
        rule,
        moved,
        own if moved is None else shared_by_weight(int(moved.allocation_pence[0]), weighted),
    )


def _paced(asked: BudgetNeed, quantum: int, target: int, rule: PaceRule) -> Paced | None:
    if asked.actual is None or asked.quantum_last_year is None:
        return None
    actual, before = of_pounds(asked.actual), of_pounds(asked.quantum_last_year)
    if target in (0, quantum):
        raise CapitationError(
            "budget.need: pace of change needs a place with a part of England's need, neither none of it nor all"
        )
    return paced(np.array([actual, before - actual]), np.array([target, quantum - target]), rule)


def _sum(pence: Pence | None) -> int:
    return 0 if pence is None else int(pence.sum())
