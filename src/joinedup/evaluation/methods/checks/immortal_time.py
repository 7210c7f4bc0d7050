"""Immortal time: is anybody among the treated sure to live, or counted, before their index day as controls are not?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.stats import hypergeom

from joinedup.evaluation.methods.checks.finding import MATCHED, Finding, cannot_be_judged
from joinedup.evaluation.methods.checks.thresholds import threshold
from joinedup.evaluation.methods.results import Bools, MethodError, Whole


@dataclass(frozen=True)
class FollowedDays:
    """Of one group, a person a row, days as whole numbers: the index day, the first day counted, the day after the last one
    counted; and whether that end was a death or a move rather than the end of the data.

    MethodError when the arrays differ in length or somebody's end is before their first day.
    """

    index: Whole
    starts: Whole
    ends_before: Whole
    ended: Bools

    def __post_init__(self) -> None:
        lengths = {len(self.index), len(self.starts), len(self.ends_before), len(self.ended)}
        if len(lengths) > 1:
            raise MethodError(
                f"one index day, start, end and reason for each person are expected; found lengths {sorted(lengths)}"
            )
        for days in (self.index, self.starts, self.ends_before):
            if not isinstance(days, np.ndarray) or days.dtype.kind not in "iu":
                raise MethodError(
                    "days are NumPy arrays of whole numbers: of dates, dates.astype('datetime64[D]').astype(int); give whoever"
                    " has no day one, or leave them out and count them"
                )
        if not isinstance(self.ended, np.ndarray) or self.ended.dtype != np.bool_:
            raise MethodError("whether follow-up ended by death or a move is a NumPy array of true or false")
        if (self.ends_before < self.starts).any():
            raise MethodError("somebody's follow-up ends before it starts: mend the days, or leave them out")


@dataclass(frozen=True)
class ImmortalTime:
    """Called with the days of treated people and of controls. After Suissa 2008, American Journal of Epidemiology 167:492-499.

    Three faults are looked for: days before the index day that count; follow-up that begins after it, so that whoever ended
    in between is missing; and nobody treated who ends soon after it although controls do (survival was needed to be chosen).
    """

    name: str = "immortal-time"
    title: str = "Time in which nobody could die"
    question: str = "Are the treated counted in days in which they were sure to live, as controls are not?"
    needs: str = "index day, first and last day counted and reason of the end, of treated people and controls"
    designs: frozenset[str] = MATCHED

    def __call__(self, treated: FollowedDays, controls: FollowedDays) -> Finding:
        """Failed when one of the three faults is there; concern when early ends are rarer among the treated than chance allows."""
        if not len(treated.index) or not len(controls.index):
            return cannot_be_judged(
                self, "Both treated people and controls are needed; one of the groups is empty."
            )
        before = int(np.maximum(treated.index - treated.starts, 0).sum())
        late, late_controls = _late(treated), _late(controls)
        days = int(threshold("early_days"))
        early, early_controls = _early(treated, days), _early(controls, days)
        expected = early_controls / len(controls.index) * len(treated.index)
        figures = {
            "days_before_index": float(before),
            "begin_late_treated": float(late),
            "begin_late_controls": float(late_controls),
            "early_ends_treated": float(early),
            "early_ends_controls": float(early_controls),
            "early_ends_expected": expected,
        }
        faults = _faults(before, late, late_controls)
        if early == 0 and expected >= threshold("early_ends_expected"):
            faults.append(
                f"none of the treated died or left in the first {days} days, where {expected:.0f} would be expected from the"
                " controls: whoever was to be chosen had to live on"
            )
        if faults:
            sentence = f"Found: {'; '.join(faults)}. Count both groups from the index day on, chosen by what was known before it."
            return Finding(self.name, self.title, "failed", sentence, figures)
        chance = _chance_of_so_few(early, early_controls, len(treated.index), len(controls.index))
        if chance < threshold("significance") / 2:
            sentence = (
                f"Both groups are counted from their index day, but in the first {days} days only {early} of the treated died or"
                f" left, where {expected:.0f} would be expected: the treated may have been healthier in ways not measured."
            )
            return Finding(self.name, self.title, "concern", sentence, figures)
        sentence = (
            "Both groups are counted from their index day on, and ends soon after it are as frequent in both."
        )
        return Finding(self.name, self.title, "passed", sentence, figures)


def _late(days: FollowedDays) -> int:
    return int((days.starts > days.index).sum())


def _early(days: FollowedDays, within: int) -> int:
    return int((days.ended & (days.ends_before - days.index <= within)).sum())


def _faults(before: int, late: int, late_controls: int) -> list[str]:
    faults = []
    if before:
        faults.append(
            f"{before:,} days before the index day count for the treated, days in which they could not die"
        )
    if late and not late_controls:
        faults.append(
            f"{late:,} of the treated are counted only from after their index day, and no control is: whoever ended in between"
            " is missing"
        )
    return faults


def _chance_of_so_few(early: int, early_controls: int, treated: int, controls: int) -> float:
    """Fisher's exact test, one side: the chance of so few early ends among the treated or fewer."""
    return float(hypergeom.cdf(early, treated + controls, treated, early + early_controls))
