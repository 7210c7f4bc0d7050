"""A gain and loss share among every commissioner and provider of a network, the hospital that loses activity included."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

import numpy as np
from pydantic import Field

from joinedup.money.amounts_in_words import percent, pounds
from joinedup.money.payments import Payment
from joinedup.money.pence import Floats, whole
from joinedup.money.sharing.corridors import through_corridors
from joinedup.money.terms.by_year import Share
from joinedup.money.terms.compared import (
    Compared,
    ComparedTerm,
    Corridor,
    corridors_in_words,
    corridors_out_of_order,
    stands_instead,
)
from joinedup.money.year_facts import YearFacts
from joinedup.place.contracts import Contract
from joinedup.place.problems import Finding


class GainLossShare(ComparedTerm):
    """What spending is below the benchmark is divided among the parties, and what it is above is borne by them.

    It sits on top of what each is paid otherwise. The commissioner holds the pool: it pays each party its part of a gain and
    is paid each party's part of a loss; where it is a party itself, its part stays with it. After the multilateral gain and
    loss share of Monitor and NHS England (2015).
    """

    example = """\
dead_band = 0.01
counts_from = "beyond-minimum"
cap = 0.05
loss_cap = 0.03
split = { key = "by-budget-share", members = ["RZZ1", "SEA"], figures = { RZZ1 = 120_000_000, SEA = 60_000_000 } }
"""

    kind: Literal["gain-loss-share"]
    dead_band: Share = Field(
        0.0, description="Share of the benchmark, to either side, within which nothing is shared."
    )
    loss_rate: Share | None = Field(
        None, description="Share of a loss that the parties bear; `rate` when left out."
    )
    loss_corridors: tuple[Corridor, ...] = Field(
        (),
        description="Parts of a loss by share of the benchmark, each at its own rate; `corridors` when left out.",
    )
    loss_cap: Share | None = Field(
        None, description="The most that is borne, as a share of the benchmark; `cap` when left out."
    )

    def payments(self, facts: YearFacts, so_far: Sequence[Payment]) -> list[Payment]:
        found = self.compared(facts, so_far)
        gain = self._counted(np.maximum(found.share, 0.0))
        loss = self._counted(np.maximum(-found.share, 0.0))
        gained = np.minimum(
            self.due(gain, facts) * found.benchmark_pence, self.most(found.benchmark_pence, facts)
        )
        lost = np.minimum(self._borne(loss, facts) * found.benchmark_pence, self._most_borne(found, facts))
        pool = whole(gained) - whole(lost)

        def reason(n: int) -> str:
            return self._told(n, found, float(pool[n]), facts)

        return self.among_parties(pool, facts, facts.commissioner, reason, self.read(facts, 0.0))

    def _counted(self, share: Floats) -> Floats:
        if self.counts_from == "first-pound":
            return np.where(share > self.dead_band, share, 0.0)
        return np.maximum(share - self.dead_band, 0.0)

    def _borne(self, loss: Floats, facts: YearFacts) -> Floats:
        if self.loss_corridors:
            ends = [(np.inf if c.up_to is None else c.up_to, c.rate) for c in self.loss_corridors]
            return through_corridors(loss, ends)
        return self.due(loss, facts) if self.loss_rate is None else np.asarray(loss * self.loss_rate)

    def _most_borne(self, found: Compared, facts: YearFacts) -> Floats:
        if self.loss_cap is None:
            return self.most(found.benchmark_pence, facts)
        return np.asarray(found.benchmark_pence * self.loss_cap)

    def _told(self, n: int, found: Compared, pool: float, facts: YearFacts) -> str:
        difference, share = float(found.difference_pence[n]), abs(float(found.share[n]))
        benchmark = self.benchmark_words(found, facts, n)
        if difference == 0:
            return f"spending was exactly the benchmark of {benchmark}: there is nothing to divide"
        side = "below" if difference > 0 else "above"
        told = f"spending was {pounds(abs(difference))} {side} the benchmark of {benchmark} ({percent(share, 4)})"
        if pool == 0:
            within = self.dead_band and share <= self.dead_band
            band = f", within the band of {percent(self.dead_band)}" if within else ""
            return f"{told}{band}: there is nothing to divide"
        word = "gain to divide" if pool > 0 else "loss to bear"
        return f"{told}: {self._how(n, found, pool, facts)}, a {word} of {pounds(abs(pool))}"

    def _how(self, n: int, found: Compared, pool: float, facts: YearFacts) -> str:
        """What counts of a gain or loss, at which rate, and whether its cap applied."""
        beyond = self.counts_from == "beyond-minimum" and self.dead_band
        told = f"beyond the band of {percent(self.dead_band)}, " if beyond else ""
        told += self.rate_words(facts) if pool > 0 else self._loss_words(facts)
        most = self.most(found.benchmark_pence, facts) if pool > 0 else self._most_borne(found, facts)
        return told + (", capped" if abs(pool) >= float(np.floor(most[n])) else "")

    def _loss_words(self, facts: YearFacts) -> str:
        if self.loss_corridors:
            return corridors_in_words(self.loss_corridors)
        return self.rate_words(facts) if self.loss_rate is None else f"{percent(self.loss_rate)} of it"

    def findings(self, contract: Contract) -> Iterable[Finding]:
        yield from super().findings(contract)
        yield from corridors_out_of_order(self.loss_corridors, "loss_corridors")
        if self.loss_corridors and self.loss_rate is not None:
            yield stands_instead("loss_rate", "loss_corridors")
