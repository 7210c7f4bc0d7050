"""What single people cost above a threshold, in each future, for terms that cap the cost of one person."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from joinedup.money.pence import Floats, Pence, whole
from joinedup.money.stress.chance import IndividualCosts

# Worked out at these multiples of the mean cost per head, and by straight lines between them; decimals are cut off where the last
# bits of one processor's logarithms differ from another's.
MULTIPLES = (0.0, *(float(f"{multiple:.6g}") for multiple in np.geomspace(0.01, 1e6, 400)))
DECIMALS = 12


@dataclass(frozen=True)
class LognormalPersonCosts:
    """People's costs spread as `costs` around the cost per head expected in each future.

    Where chance made care dearer than expected, the part of the difference that lies above the threshold is what a regression of
    that part on the whole gives: most of it, because it is the costliest people who make the difference.
    """

    costs: IndividualCosts
    people: Floats
    spending_pence: Pence
    expected_pence: Floats

    def above(self, threshold_pence: int) -> Pence:
        """The part of people's cost above the threshold, added up over people, in each future."""
        ratio = threshold_pence * self.people / np.maximum(self.expected_pence, 1.0)
        share = np.interp(ratio, MULTIPLES, [round(self.costs.above(m), DECIMALS) for m in MULTIPLES])
        slope = np.interp(
            ratio, MULTIPLES, [round(self.costs.above_by_chance(m), DECIMALS) for m in MULTIPLES]
        )
        by_chance = (self.spending_pence - self.expected_pence) * slope
        return whole(
            np.clip(self.expected_pence * share + by_chance, 0.0, np.maximum(self.spending_pence, 0))
        )
