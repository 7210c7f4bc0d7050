"""Does a risk tell those who will be admitted from those who will not? The area under the ROC curve with its interval
(DeLong, DeLong and Clarke-Pearson 1988, in the fast form of Sun and Xu 2014), and who is found at the top of the list."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

import numpy as np

_Z = 1.959963984540054


@dataclass(frozen=True)
class Area:
    """Area under the ROC curve: the chance that somebody admitted was given a higher risk than somebody not admitted."""

    value: float
    standard_error: float

    @property
    def interval(self) -> tuple[float, float]:
        """95 % confidence interval."""
        return max(0.0, self.value - _Z * self.standard_error), min(
            1.0, self.value + _Z * self.standard_error
        )


@dataclass(frozen=True)
class TopOfTheList:
    """What a list of the highest risks finds: its size, how many of them were admitted, and their share of all admitted."""

    people: int
    admitted: int
    share_of_admitted: float


def area_under_curve(risk: np.ndarray, admitted: np.ndarray) -> Area:
    """The area for one model; nan when nobody or everybody was admitted."""
    of_admitted, of_others = _placements(risk, admitted)
    if not len(of_admitted) or not len(of_others):
        return Area(float("nan"), float("nan"))
    return Area(float(of_admitted.mean()), sqrt(_variance(of_admitted) + _variance(of_others)))


def difference_in_area(risk: np.ndarray, other: np.ndarray, admitted: np.ndarray) -> Area:
    """The first model's area less the second's, on the same people; the error allows for their being the same people."""
    pairs = zip(_placements(risk, admitted), _placements(other, admitted), strict=True)
    of_admitted, of_others = (first - second for first, second in pairs)
    if not len(of_admitted) or not len(of_others):
        return Area(float("nan"), float("nan"))
    return Area(float(of_admitted.mean()), sqrt(_variance(of_admitted) + _variance(of_others)))


def top_of_the_list(risk: np.ndarray, admitted: np.ndarray, share: float) -> TopOfTheList:
    """Look at the given share of people with the highest risk."""
    people = max(1, round(len(risk) * share))
    chosen = np.argsort(-risk, kind="stable")[:people]
    found, everyone = int(admitted[chosen].sum()), int(admitted.sum())
    return TopOfTheList(people, found, found / everyone if everyone else float("nan"))


def _placements(risk: np.ndarray, admitted: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """For each admitted person the share of others with a lower risk (ties half), for each other the share of admitted with
    a higher one."""
    admitted = admitted.astype(bool)
    own, others = risk[admitted], risk[~admitted]
    every = _mid_ranks(np.concatenate([own, others]))
    of_admitted = (every[: len(own)] - _mid_ranks(own)) / max(len(others), 1)
    of_others = 1 - (every[len(own) :] - _mid_ranks(others)) / max(len(own), 1)
    return of_admitted, of_others


def _mid_ranks(values: np.ndarray) -> np.ndarray:
    _, group, size = np.unique(values, return_inverse=True, return_counts=True)
    last = np.cumsum(size)
    middle: np.ndarray = last - (size - 1) / 2
    return middle[group]


def _variance(placements: np.ndarray) -> float:
    return float(placements.var(ddof=1) / len(placements)) if len(placements) > 1 else 0.0
