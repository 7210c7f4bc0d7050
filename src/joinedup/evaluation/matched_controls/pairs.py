"""Pairs followed side by side from the day one of them joined: until when each is seen, and why some pairs are not used."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from joinedup.evaluation.candidates import Candidates
from joinedup.evaluation.follow_up import FollowUp
from joinedup.evaluation.methods.results import Bools, Dropped, Floats, Whole

WhenAControlJoins = Literal["weights", "pair-stops", "control-stops"]
"""What happens when a control joins later. weights: the control stops, and controls like it that stay stand for it.
pair-stops: both stop. control-stops: the control stops and nothing stands for it (biased; kept to show by how much)."""


@dataclass(frozen=True)
class FollowedPairs:
    """One entry a pair of a person who joined and a control. Days are whole days since 1970.

    `matched_set` names the person who joined (0, 1, ...): a pair each where there are several controls, each weighing
    `weight`, one over their number. `treated_row`, `control_row` are rows of the candidates, `treated_person` and
    `control_person` indices into the follow-up's people. Both are followed from `day`; each to its own `ends_before`.
    """

    matched_set: Whole
    weight: Floats
    treated_row: Whole
    control_row: Whole
    treated_person: Whole
    control_person: Whole
    day: Whole
    treated_ends_before: Whole
    control_ends_before: Whole

    def __len__(self) -> int:
        return len(self.day)

    @property
    def sets(self) -> int:
        """How many people who joined are in it."""
        return len(np.unique(self.matched_set))

    def only(self, keep: Bools) -> FollowedPairs:
        """Some of the pairs; the weights of each set's pairs sum to one again."""
        kept = {name: getattr(self, name)[keep] for name in self.__dataclass_fields__}
        _, own = np.unique(kept["matched_set"], return_inverse=True)
        kept["matched_set"] = own
        kept["weight"] = 1.0 / np.bincount(own, minlength=1)[own] if len(own) else kept["weight"]
        return FollowedPairs(**kept)


def follow(
    treated_row: Whole,
    control_row: Whole,
    candidates: Candidates,
    follow_up: FollowUp,
    ends_before: int,
    when_a_control_joins: WhenAControlJoins = "weights",
) -> tuple[FollowedPairs, tuple[Dropped, ...]]:
    """The pairs with the days each is followed, and the people who joined that fall out, by reason.

    Following ends at leaving the place, death, the end of the data, or `ends_before`; a control's also on the day it joins.
    A pair needs both living here on the day the one joined: nobody is followed for days they had to survive.
    """
    ends_before = min(ends_before, follow_up.data_ends_before)
    treated, control = (follow_up.index_of(candidates.person[row]) for row in (treated_row, control_row))
    day = candidates.joining_day[treated_row]
    treated_here, _, treated_end = follow_up.lives_here(treated, day)
    control_here, _, control_end = follow_up.lives_here(control, day)
    control_joins = candidates.joining_day[control_row]
    treated_end = np.minimum(treated_end, ends_before)
    if when_a_control_joins == "pair-stops":
        treated_end = np.minimum(treated_end, control_joins)
    pairs = FollowedPairs(
        matched_set=treated_row,
        weight=np.ones(len(day)),
        treated_row=treated_row,
        control_row=control_row,
        treated_person=treated,
        control_person=control,
        day=day,
        treated_ends_before=treated_end,
        control_ends_before=np.minimum(np.minimum(control_end, ends_before), control_joins),
    )
    too_late = day >= ends_before
    reasons = (
        ("joined on the last day or after it", too_late),
        ("did not live here on the day of joining", ~treated_here & ~too_late),
        ("control no longer lived here on that day", treated_here & ~control_here & ~too_late),
    )
    usable = treated_here & control_here & ~too_late
    used = np.unique(treated_row[usable])
    dropped = [Dropped(why, _people_lost(treated_row[hit], used)) for why, hit in reasons]
    return pairs.only(usable), tuple(one for one in dropped if one.rows)


def _people_lost(rows: Whole, used: Whole) -> int:
    return int((~np.isin(np.unique(rows), used)).sum())
