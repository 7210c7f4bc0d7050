"""What a day of following weighs, month by month, where some controls join later and so stop being controls."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from joinedup.evaluation.candidates import Candidates
from joinedup.evaluation.matched_controls.joining import Joining
from joinedup.evaluation.matched_controls.pairs import FollowedPairs
from joinedup.evaluation.methods.results import Floats, Whole


@dataclass(frozen=True)
class DayWeights:
    """Weights of a day by pair (rows) and calendar month (columns; the last is every day after the candidates' months)."""

    month_starts: Whole
    treated: Floats
    control: Floats

    def month_of(self, day: Whole) -> Whole:
        """The column a day falls in."""
        return np.searchsorted(self.month_starts, day, side="right") - 1

    def days_by_month(self, first: Whole, ends_before: Whole) -> Floats:
        """Days of each spell in each month: spells x columns."""
        opens = self.month_starts[None, :]
        closes = np.append(self.month_starts[1:], np.iinfo(np.int64).max)[None, :]
        days = np.minimum(ends_before[:, None], closes) - np.maximum(first[:, None], opens)
        return np.asarray(np.maximum(days, 0), dtype=np.float64)


def even_weights(pairs: FollowedPairs, candidates: Candidates) -> DayWeights:
    """Every day weighs one."""
    shape = (len(pairs), len(candidates.month_starts))
    return DayWeights(candidates.month_starts, np.ones(shape), np.ones(shape))


def weights_for_joining(pairs: FollowedPairs, candidates: Candidates, joining: Joining) -> DayWeights:
    """Inverse probability of not having joined since the start (Robins & Finkelstein 2000, Biometrics 56:779-788), from the
    chance of joining that each control had in each month with what was known of it by then.

    A control that stays weighs more, the likelier it was to join: it stands for those like it that did. Both of a pair are
    multiplied by the mean chance that controls had not joined by then, so that a day counts as much as there are controls
    left to see it, and no weight grows without bound. The factor is the same for both, so the comparison is fair each day.
    """
    hazard = _hazard_by_month(pairs, candidates, joining)
    part = _part_of_month(pairs, candidates)
    with np.errstate(divide="ignore"):
        staying = np.log1p(-np.minimum(hazard, 0.999)) * part
        still = _still_followed(pairs, candidates)
        mean = (hazard * still).sum(axis=0) / np.maximum(still.sum(axis=0), 1)
        expected = np.log1p(-np.minimum(mean, 0.999))[None, :] * part
    mean_staying = np.exp(_to_the_middle(expected))
    return DayWeights(candidates.month_starts, mean_staying, mean_staying * np.exp(-_to_the_middle(staying)))


def _hazard_by_month(pairs: FollowedPairs, candidates: Candidates, joining: Joining) -> Floats:
    """The control's chance of joining in each month; that of people not on the list where it was not on it."""
    months = len(candidates.months)
    order = candidates.row_order
    keys = candidates.row_key[order]
    person = candidates.person_index[pairs.control_row]
    wanted = person[:, None] * months + np.arange(months)[None, :]
    where = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    listed = keys[where] == wanted
    hazard = np.where(listed, joining.hazard[order][where], joining.unlisted[None, :])
    return np.hstack([hazard, np.zeros((len(pairs), 1))])


def _part_of_month(pairs: FollowedPairs, candidates: Candidates) -> Floats:
    """The share of each month that lies after the start of following: 0 before, 1 after. None after the candidates' months."""
    opens, closes = candidates.month_starts[:-1], candidates.month_starts[1:]
    after = np.clip((closes - pairs.day[:, None]) / (closes - opens), 0.0, 1.0)
    return np.hstack([after, np.zeros((len(pairs), 1))])


def _still_followed(pairs: FollowedPairs, candidates: Candidates) -> Floats:
    starts = candidates.month_starts[None, :]
    closes = np.append(candidates.month_starts[1:], np.iinfo(np.int64).max)[None, :]
    return ((pairs.control_ends_before[:, None] > starts) & (pairs.day[:, None] < closes)).astype(np.float64)


def _to_the_middle(logs: Floats) -> Floats:
    """Sum of logs over the months before, and half of the month itself."""
    return np.cumsum(logs, axis=1) - logs / 2
