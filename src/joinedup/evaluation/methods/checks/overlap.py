"""Overlap: is there somebody comparable for each treated person (common support of the propensity score)?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from joinedup.evaluation.methods.checks.finding import MATCHED, Finding, Outcome, cannot_be_judged
from joinedup.evaluation.methods.checks.thresholds import threshold
from joinedup.evaluation.methods.handed_in import numbers_of, truths_of
from joinedup.evaluation.methods.results import Bools, Floats, MethodError


@dataclass(frozen=True)
class Overlap:
    """Called with the propensity scores of everybody and who is treated, and the groups in which matching is exact, if any.

    After Dehejia & Wahba 1999, JASA 94:1053-1062: a treated person is outside common support when their score is beyond every
    control's.
    """

    name: str = "overlap"
    title: str = "Somebody to compare with"
    question: str = "Is there somebody comparable among the controls for every treated person?"
    needs: str = "propensity scores (0 to 1) of treated and controls, before matching"
    designs: frozenset[str] = MATCHED
    bands: int = 20

    def __call__(self, score: Floats, treated: Bools) -> Finding:
        """Judged on the share of treated people outside the range of the controls' scores. `rows` is a histogram: band_from,
        band_to, and the share of treated and of controls in the band."""
        score, treated = numbers_of(score, "propensity scores"), truths_of(treated, "who is treated")
        if score.shape != treated.shape or score.ndim != 1:
            raise MethodError(
                f"one propensity score and one truth a person are expected; found shapes {score.shape} and {treated.shape}"
            )
        why = _unusable(score, treated)
        if why:
            return cannot_be_judged(self, why)
        yes, no = score[treated], score[~treated]
        outside = float(((yes < no.min()) | (yes > no.max())).mean())
        # Of the groups laid over each other: 1 is no difference, 0 is no overlap.
        edges = np.linspace(0, max(float(score.max()), 1e-9), self.bands + 1)
        share_yes = np.histogram(yes, edges)[0] / len(yes)
        share_no = np.histogram(no, edges)[0] / len(no)
        rows = [
            {"band_from": float(a), "band_to": float(b), "treated": float(t), "controls": float(c)}
            for a, b, t, c in zip(edges[:-1], edges[1:], share_yes, share_no, strict=True)
        ]
        figures = {
            "outside_common_support": outside,
            "overlap_coefficient": float(np.minimum(share_yes, share_no).sum()),
            "treated": float(len(yes)),
            "controls": float(len(no)),
        }
        outcome, sentence = _judge(outside, round(outside * len(yes)))
        return Finding(self.name, self.title, outcome, sentence, figures, rows)


def _unusable(score: Floats, treated: Bools) -> str | None:
    if not treated.any() or treated.all():
        return "Both treated people and controls are needed; one of the groups is empty."
    if not np.isfinite(score).all() or score.min() < 0 or score.max() > 1:
        return (
            "Propensity scores are chances between 0 and 1; some are missing or outside. Estimate them again."
        )
    return None


def _judge(outside: float, people: int) -> tuple[Outcome, str]:
    if outside == 0:
        return (
            "passed",
            "Every treated person's chance of being chosen lies within the range of the controls'.",
        )
    share = f"{outside:.0%}" if outside >= 0.005 else "Fewer than 1%"
    sentence = (
        f"{share} of the treated ({people:,}) are unlike every control: about them this comparison can say nothing, and they"
        " should be left out and counted."
    )
    if outside >= threshold("outside_common_support_failed"):
        return "failed", sentence
    return ("concern" if outside >= threshold("outside_common_support_concern") else "passed"), sentence
