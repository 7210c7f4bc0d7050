"""From scored pairs to people: likely pairs join, likeliest first, and two valid NHS numbers never do.

A record that fits two people almost equally joins neither: a wrong link shows one person another's history, a missing one
only hides a contact.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

NOBODY = -1


@dataclass(frozen=True)
class Pairs:
    """Pairs of records and their match weight in bits; records are numbered from 0."""

    left: np.ndarray
    right: np.ndarray
    weight: np.ndarray

    def only(self, chosen: np.ndarray) -> Pairs:
        """Some of the pairs."""
        return Pairs(self.left[chosen], self.right[chosen], self.weight[chosen])


@dataclass(frozen=True)
class People:
    """For every record: the lowest record of the same person, and the person's valid number or NOBODY."""

    first: np.ndarray
    number: np.ndarray


def people_of(number_of: np.ndarray, pairs: Pairs) -> People:
    """Join the pairs, likeliest first.

    `number_of` has one value a record: the valid NHS number of its person (any whole number from 0 that is the same for
    one person and different for two), or NOBODY. Records of one number are one person from the start.
    """
    joined = _Joined(number_of)
    # Ties are broken by record number, so that the answer does not depend on the order pairs come in.
    low, high = np.minimum(pairs.left, pairs.right), np.maximum(pairs.left, pairs.right)
    for pair in np.lexsort((high, low, -np.round(pairs.weight, 6))):
        joined.join(int(low[pair]), int(high[pair]))
    return joined.people()


def clear(pairs: Pairs, number_of: np.ndarray, *, lead_in_bits: float) -> np.ndarray:
    """Which pairs are not in doubt (boolean). A pair of a record without a number and a person with one is clear when it is
    the record's best and no other person comes within `lead_in_bits` of it; a pair of two records without numbers is
    always clear, a pair of two with numbers never."""
    left_known, right_known = number_of[pairs.left] != NOBODY, number_of[pairs.right] != NOBODY
    stays: np.ndarray = ~(left_known | right_known)
    at = np.flatnonzero(left_known != right_known)
    if len(at) == 0:
        return stays
    record = np.where(left_known[at], pairs.right[at], pairs.left[at])
    person = np.where(left_known[at], number_of[pairs.left[at]], number_of[pairs.right[at]])
    weight = np.round(pairs.weight[at], 6)
    order = np.lexsort((person, -weight, record))
    record, person, weight = record[order], person[order], weight[order]
    starts = np.flatnonzero(np.r_[True, record[1:] != record[:-1]])
    group = np.repeat(np.arange(len(starts)), np.diff(np.r_[starts, len(order)]))
    other = person != person[starts][group]
    second = np.full(len(starts), -np.inf)
    np.maximum.at(second, group[other], weight[other])
    stays[at[order[~other & (weight[starts] - second >= lead_in_bits)[group]]]] = True
    return stays


class _Joined:
    """Records joined so far (union-find); each set remembers the one valid number it holds."""

    def __init__(self, number_of: np.ndarray) -> None:
        self._parent = list(range(len(number_of)))
        self._number: list[int] = number_of.tolist()
        first_of: dict[int, int] = {}
        for record, number in enumerate(self._number):
            if number != NOBODY:
                self._parent[record] = first_of.setdefault(number, record)

    def join(self, left: int, right: int) -> None:
        """Make two records one person, unless that would give a person two valid numbers."""
        left, right = self._root(left), self._root(right)
        numbers = {self._number[left], self._number[right]} - {NOBODY}
        if left == right or len(numbers) > 1:
            return
        low, high = min(left, right), max(left, right)
        self._parent[high] = low
        self._number[low] = numbers.pop() if numbers else NOBODY

    def people(self) -> People:
        roots = [self._root(record) for record in range(len(self._parent))]
        return People(
            np.array(roots, dtype=np.int64), np.array([self._number[root] for root in roots], dtype=np.int64)
        )

    def _root(self, record: int) -> int:
        root = record
        while self._parent[root] != root:
            root = self._parent[root]
        while self._parent[record] != root:
            self._parent[record], record = root, self._parent[record]
        return root
