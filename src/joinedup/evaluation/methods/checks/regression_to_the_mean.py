"""Regression to the mean: were people chosen at a peak that would have passed by itself?"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

import numpy as np

from joinedup.evaluation.methods.checks.finding import MATCHED, Finding, Outcome, cannot_be_judged
from joinedup.evaluation.methods.checks.thresholds import threshold
from joinedup.evaluation.methods.results import Floats, MethodError


@dataclass(frozen=True)
class Course:
    """Outcomes of one group by time since each person's index day: people in rows; `before` ends with the time just before the
    index day, `after` begins with it. MethodError when the two are not of the same people or hold no times."""

    before: Floats
    after: Floats

    def __post_init__(self) -> None:
        for values in (self.before, self.after):
            if not isinstance(values, np.ndarray) or values.dtype.kind not in "fiu":
                raise MethodError(
                    "a course is of NumPy arrays of numbers, people x times; make them with numpy.asarray"
                )
        if self.before.ndim != 2 or self.after.ndim != 2 or len(self.before) != len(self.after):
            raise MethodError(
                "a course has outcomes before and after for the same people, one row each; found shapes"
                f" {self.before.shape} and {self.after.shape}"
            )
        if not (np.isfinite(self.before).all() and np.isfinite(self.after).all()):
            raise MethodError(
                "a course has no gaps: leave out people who were not followed throughout, and count them"
            )


@dataclass(frozen=True)
class _Peak:
    """Means of one group: earlier, just before, after; the rise just before and its standard error."""

    earlier: float
    recent: float
    after: float
    rise: float
    standard_error: float

    @property
    def rises_by(self) -> float:
        return self.rise / self.earlier if self.earlier > 0 else float("inf") if self.rise > 0 else 0.0

    @property
    def falls_by(self) -> float:
        return self.after / self.recent - 1 if self.recent > 0 else 0.0


@dataclass(frozen=True)
class RegressionToTheMean:
    """Called with the courses of treated people and their controls, and of eligible people who were neither, each from their own
    highest time, if there are any: how far those fell shows what passes by itself.

    The design copes with a peak that both groups share: it falls in both. After Barnett, van der Pols & Dobson 2005,
    International Journal of Epidemiology 34:215-220. `recent` is how many times make up "just before".
    """

    recent: int = 3
    name: str = "regression-to-the-mean"
    title: str = "A peak that passes by itself"
    question: str = "Were people chosen at a peak that would have passed without any treatment?"
    needs: str = "outcomes by time since the index day, before and after, of treated people and controls"
    designs: frozenset[str] = MATCHED

    def __call__(self, treated: Course, controls: Course, others: Course | None = None) -> Finding:
        """Failed when the treated peaked and the controls did not peak alike."""
        if min(treated.before.shape[1], controls.before.shape[1]) <= self.recent:
            return cannot_be_judged(
                self,
                f"More than {self.recent} times before the index day are needed to tell a peak from the usual level.",
            )
        if not treated.after.shape[1] or not controls.after.shape[1]:
            return cannot_be_judged(self, "There is no time after the index day, so no fall can be seen.")
        if min(len(treated.before), len(controls.before)) < 2:
            return cannot_be_judged(self, "At least two people in each group are needed.")
        ours, theirs = self._peak(treated), self._peak(controls)
        outcome, sentence = _judge(ours, theirs)
        figures = {
            "treated_rise_before": ours.rises_by,
            "controls_rise_before": theirs.rises_by,
            "treated_change_after": ours.falls_by,
            "controls_change_after": theirs.falls_by,
        }
        if others is not None and len(others.before):
            figures["others_change_after_highest"] = fall = self._peak(others).falls_by
            sentence += (
                f" Eligible people whom nobody treated changed by {fall:+.0%} after their own highest time: that much passes by"
                " itself."
            )
        return Finding(self.name, self.title, outcome, sentence, figures, _rows(treated, controls))

    def _peak(self, course: Course) -> _Peak:
        recent = course.before[:, -self.recent :].mean(axis=1)
        some = course.before.shape[1] > self.recent
        earlier = course.before[:, : -self.recent].mean(axis=1) if some else recent
        rise = recent - earlier
        spread = float(rise.std(ddof=1)) / sqrt(len(rise)) if len(rise) > 1 else 0.0
        return _Peak(
            float(earlier.mean()),
            float(recent.mean()),
            float(course.after.mean()),
            float(rise.mean()),
            spread,
        )


def _judge(treated: _Peak, controls: _Peak) -> tuple[Outcome, str]:
    matters = threshold("peak_that_matters")
    if treated.rise < 1.96 * treated.standard_error or treated.rises_by < matters:
        return (
            "passed",
            "The treated did not peak just before they began, so no fall was to be expected by itself.",
        )
    both = f"Just before they began, the treated had risen by {treated.rises_by:.0%} and the controls by {controls.rises_by:.0%}"
    apart = treated.rise - controls.rise
    noise = 1.96 * sqrt(treated.standard_error**2 + controls.standard_error**2)
    if apart > noise and apart > matters * treated.earlier:
        return "failed", (
            f"{both}. What rises by chance falls again by itself, and the controls had less of a peak to fall from: part of"
            " any fall of the treated is no effect. Match on the outcome of the last months as well."
        )
    if noise > threshold("peak_told_within") * treated.rise:
        return "concern", (
            f"{both}. With so few people it cannot be told whether the two peaks were alike; part of any fall may have come"
            " by itself."
        )
    return "passed", (
        f"{both}. The peak is shared: the controls then changed by {controls.falls_by:+.0%} by themselves, and the treated are"
        " compared with that. A plain comparison of before and after would have called it a success."
    )


def _rows(treated: Course, controls: Course) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = []
    for group, course in (("treated", treated), ("controls", controls)):
        means = np.concatenate([course.before.mean(axis=0), course.after.mean(axis=0)])
        first = -course.before.shape[1]
        rows += [{"group": group, "since_start": first + i, "mean": float(m)} for i, m in enumerate(means)]
    return rows
