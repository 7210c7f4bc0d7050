"""Balance: were the groups alike before, in everything that was measured?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from joinedup.evaluation.methods.checks.finding import MATCHED, Finding, Outcome
from joinedup.evaluation.methods.checks.thresholds import threshold
from joinedup.evaluation.methods.matching.balance import Balance


@dataclass(frozen=True)
class BalanceCheck:
    """Called with the Balance of a matched sample. Its own limits decide what is alike; a mean further off than the threshold
    here fails, since no adjustment afterwards mends that (Stuart 2010, Statistical Science 25:1-21)."""

    name: str = "balance"
    title: str = "Groups alike before"
    question: str = "Were treated people and their controls alike before, in everything that was measured?"
    needs: str = "the balance of the matched sample"
    designs: frozenset[str] = MATCHED

    def __call__(self, balance: Balance) -> Finding:
        """Concern when a mean or a variance differs, failed when a mean differs much. `rows`: covariate, difference_before,
        difference_after, variance_ratio_after (None for yes and no)."""
        size = np.abs(balance.difference_after)
        worst = int(np.argmax(size))
        far = int((size >= threshold("standardised_difference_failed")).sum())
        outcome: Outcome = "failed" if far else "passed" if balance.is_good else "concern"
        figures = {
            "largest_difference": float(size[worst]),
            "means_that_differ": float(balance.means_differ.sum()),
            "variances_that_differ": float(balance.variances_differ.sum()),
            "covariates": float(len(balance.names)),
            "effective_controls": float(balance.effective_controls),
        }
        return Finding(
            self.name, self.title, outcome, _sentence(balance, far, worst), figures, _rows(balance)
        )


def _sentence(balance: Balance, far: int, worst: int) -> str:
    number = len(balance.names)
    if far:
        return (
            f"The groups were not alike before: {far} of {number} characteristics differ much, most of all"
            f" {balance.names[worst]}. A difference afterwards may come from that."
        )
    if balance.is_good:
        return (
            f"In all {number} characteristics that were measured, the groups were alike before. What was not measured may still"
            " differ."
        )
    unlike = ", ".join(np.array(balance.names, dtype=object)[balance.unlike][:5])
    return (
        f"The groups were alike before in most of the {number} characteristics measured, but not quite in {unlike}: only"
        " an estimate that is adjusted for these can be relied on."
    )


def _rows(balance: Balance) -> list[dict[str, object]]:
    return [
        {
            "covariate": name,
            "difference_before": float(before),
            "difference_after": float(after),
            "variance_ratio_after": None if np.isnan(ratio) else float(ratio),
        }
        for name, before, after, ratio in zip(
            balance.names,
            balance.difference_before,
            balance.difference_after,
            balance.variance_ratio_after,
            strict=True,
        )
    ]
