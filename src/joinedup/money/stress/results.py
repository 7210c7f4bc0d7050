"""What a stress test found: for each organisation and the place as a whole, the result in every future and year.

A result is what an organisation is paid less what it pays and what its care costs, in whole pence; below zero is a loss.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any, TypeAlias

import numpy as np

from joinedup.money.stress.assumptions import Assumption

# What the place as a whole goes by where organisations go by their codes.
PLACE = "place"
YearsOfPence: TypeAlias = np.ndarray[tuple[int, int], np.dtype[np.int64]]
"""Whole pence, one row for each future and one column for each year."""


@dataclass(frozen=True)
class Driver:
    """How much of the variance of an organisation's result over all years an assumption accounts for, from 0 to 1."""

    name: str
    share_of_variance: float
    words: str


@dataclass(frozen=True)
class Summary:
    """What is said of an organisation without its futures, which may be many: for what would change if.

    Each means what the property of `OrganisationStress` of its name does.
    """

    organisation: str
    at_stake: bool
    chance_of_loss: float
    mean_pence: int
    worst_tenth_mean_pence: int
    loss_in_one_year_in_twenty_pence: int
    chance_beyond_reserve: float | None
    chance_beyond_reserve_in_one_year: float | None


@dataclass(frozen=True)
class OrganisationStress:
    """One organisation. A chance is a share of the futures, from 0 to 1.

    `can_bear_pence` is its capital reserve and the guarantees signed for it; None where the place file names neither, and
    then `chance_beyond_reserve` is None too. `unexplained` is the share of variance that no driver accounts for by itself.
    """

    organisation: str
    net_pence: YearsOfPence
    can_bear_pence: int | None = None
    drivers: tuple[Driver, ...] = ()
    unexplained: float = 0.0

    @property
    def total_pence(self) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
        """The result over all years, in each future."""
        return np.asarray(self.net_pence.sum(axis=1), dtype=np.int64)

    @property
    def running_pence(self) -> YearsOfPence:
        """The running total at the end of each year, in each future."""
        return np.cumsum(self.net_pence, axis=1, dtype=np.int64)

    @property
    def at_stake(self) -> bool:
        """Whether it gains or loses anything in any future."""
        return bool(np.any(self.net_pence))

    @property
    def mean_pence(self) -> int:
        """Mean result over all years, the pence below rounded down."""
        return int(self.total_pence.sum()) // len(self.total_pence)

    @property
    def mean_beyond_reserve_pence(self) -> int | None:
        """Mean over all futures of the loss over all years that is more than it can bear: what somebody else would have to."""
        if self.can_bear_pence is None:
            return None
        beyond = np.maximum(-self.total_pence - self.can_bear_pence, 0)
        return int(beyond.sum()) // len(beyond)

    @property
    def chance_of_loss(self) -> float:
        """That it loses over all years together."""
        return _share(self.total_pence < 0)

    @property
    def chance_of_loss_by_year(self) -> tuple[float, ...]:
        """That it loses in each year by itself."""
        return tuple(_share(year < 0) for year in self.net_pence.T)

    @property
    def worst_tenth_mean_pence(self) -> int:
        """Mean result over all years of the tenth of futures that are worst for it."""
        worst = np.sort(self.total_pence)[: max(1, len(self.net_pence) // 10)]
        return int(sum(worst.tolist()) // len(worst))

    @property
    def loss_in_one_year_in_twenty_pence(self) -> int:
        """The loss, 0 or more, that is reached or passed in one of its years of twenty, all years and futures taken together."""
        return max(0, -percentile(self.net_pence.ravel(), 0.05))

    @property
    def chance_beyond_reserve(self) -> float | None:
        """That at the end of some year the running total of its results, or the loss of that year alone, is more than it can bear:
        gains of earlier years are not always there to be lost."""
        if self.can_bear_pence is None:
            return None
        beyond = (self.running_pence < -self.can_bear_pence) | (self.net_pence < -self.can_bear_pence)
        return _share(beyond.any(axis=1))

    @property
    def largest_chance_beyond_reserve_at_a_years_end(self) -> float | None:
        """That its results added up to the end of one year, the worst for it, are a loss of more than it can bear."""
        if self.can_bear_pence is None:
            return None
        return max(_share(year < -self.can_bear_pence) for year in self.running_pence.T)

    @property
    def chance_beyond_reserve_in_one_year(self) -> float | None:
        """That the loss of some single year is more than it can bear."""
        if self.can_bear_pence is None:
            return None
        return _share((self.net_pence < -self.can_bear_pence).any(axis=1))

    @property
    def summary(self) -> Summary:
        """The same without the futures."""
        return Summary(**{field.name: getattr(self, field.name) for field in fields(Summary)})


@dataclass(frozen=True)
class Stressed:
    """A contract settled in many futures.

    `organisations` begins with the holder; `place` is all of them together. `notes` say how what the place file leaves open was
    taken; `not_modelled` what could not vary because the place file does not say what it needs.
    """

    contract: str
    organisations: tuple[OrganisationStress, ...]
    place: OrganisationStress
    assumptions: tuple[Assumption, ...]
    futures: int
    years: int
    seed: int
    notes: tuple[str, ...] = ()
    not_modelled: tuple[str, ...] = ()

    @property
    def place_net_pence(self) -> YearsOfPence:
        """The result of all organisations together: payments between them cancel out."""
        return self.place.net_pence

    def of(self, organisation: str) -> OrganisationStress:
        """One organisation by its code. KeyError when it has no part in the contract."""
        return {one.organisation: one for one in self.organisations}[organisation]


def percentile(amounts: np.ndarray[tuple[int], np.dtype[np.int64]], share: float) -> int:
    """The amount that `share` of them lie below: one of the amounts themselves, so that it is whole pence."""
    place = min(len(amounts) - 1, max(0, int(np.floor(share * len(amounts)))))
    return int(np.partition(amounts, place)[place])


def _share(which: Any) -> float:
    return float(np.count_nonzero(which)) / len(which)
