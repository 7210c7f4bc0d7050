"""Whether anything protects from the cost of single people."""

from __future__ import annotations

import numpy as np

from joinedup.money.checks.made_up_year import Case, made_up_year
from joinedup.money.checks.rule import Proposal

# A twentieth of all spending lies above the cap.
ABOVE = 0.05


def has_cap_per_person(proposal: Proposal) -> bool:
    """Whether any payment depends on what single people cost above a cap. Raises as `made_up_year` does."""
    dear = Case(spending=1 + ABOVE, activity=1 + ABOVE)
    settled = made_up_year(proposal, [dear, Case(dear.spending, dear.activity, above=ABOVE)])
    return any(np.ptp(payment.amount_pence) > 0 for payment in settled.payments)
