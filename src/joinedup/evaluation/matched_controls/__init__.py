"""Matched controls on a place's own people: matched at the month of joining, followed from the same day, compared by rates."""

from joinedup.evaluation.matched_controls.design import MatchedControls
from joinedup.evaluation.matched_controls.study import MatchedStudy

__all__ = ["MatchedControls", "MatchedStudy"]
