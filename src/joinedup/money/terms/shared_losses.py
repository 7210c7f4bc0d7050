"""Shared losses: when care costs more than its benchmark by enough to be more than chance, the parties bear a share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

import numpy as np
from pydantic import Field

from joinedup.money.amounts_in_words import percent, pounds
from joinedup.money.payments import Payment
from joinedup.money.pence import Floats, Pence, whole
from joinedup.money.sharing.quality import loss_rate
from joinedup.money.terms.by_year import Share
from joinedup.money.terms.compared import HAIR, Compared, ComparedTerm, MinimumRate, stands_instead
from joinedup.money.terms.conditions import QUALITY_STANDARD, condition
from joinedup.money.year_facts import YearFacts
from joinedup.place.contracts import Contract
from joinedup.place.problems import Finding
from joinedup.place.section import Text


class SharedLosses(ComparedTerm):
    """The parties pay the commissioner a share of what spending is above the benchmark, once it is enough above."""

    example = """\
minimum_loss_rate = 0.02
rate = 0.30
cap = 0.04
share = { RZZ1 = 0.6, SEA = 0.4 }
"""

    kind: Literal["shared-losses"]
    minimum_loss_rate: MinimumRate = Field(
        0.0,
        description='Share of the benchmark that must be lost before anything is borne, or "by-population-size" for the'
        " published table.",
    )
    quality_relief: float | None = Field(
        None,
        ge=0,
        description="How much a quality score of 1 takes off the rate of 1, within the two rates below; used instead of rate.",
    )
    rate_at_least: Share = Field(0.0, description="The lowest rate that quality can lead to.")
    rate_at_most: Share = Field(
        1.0, description="The highest rate; also where the quality standard is needed and not met."
    )
    standard_needed: bool = Field(
        False, description="Whether the highest rate applies where the quality standard is not met."
    )
    less_decided: Text | None = Field(
        None,
        description="Name of an amount that is decided each year and taken off what is owed, after the cap.",
    )

    def payments(self, facts: YearFacts, so_far: Sequence[Payment]) -> list[Payment]:
        found = self.compared(facts, so_far)
        minimum = self.minimum(self.minimum_loss_rate, facts)
        rate, most = self._rate(facts), self.most(found.benchmark_pence, facts)
        borne = self._borne(found, minimum, rate, facts) * found.benchmark_pence
        due = np.maximum(whole(np.minimum(borne, most)) - self._taken_off(facts), 0)

        def reason(n: int) -> str:
            told = self._told(n, found, minimum, rate, facts)
            told += self.cap_words(most[n]) if borne[n] > most[n] else ""
            if self.less_decided is not None and borne[n] > 0:
                told += f", less {pounds(float(self._taken_off(facts)[n]))} ({self.less_decided})"
            return told

        return self.among_parties(due, facts, facts.commissioner, reason, self._rests_on(facts), owed=True)

    def _borne(self, found: Compared, minimum: Floats, rate: Floats | None, facts: YearFacts) -> Floats:
        lost = np.maximum(-found.share, 0.0)
        counted = np.maximum(lost - minimum, 0.0) if self.counts_from == "beyond-minimum" else lost
        borne = self.due(counted, facts) if rate is None else counted * rate
        return np.asarray(np.where((lost > 0) & (lost >= minimum - HAIR), borne, 0.0))

    def _rate(self, facts: YearFacts) -> Floats | None:
        if self.quality_relief is None:
            return None
        if facts.quality_score is None:
            raise facts.missing("the quality score", self.kind, "quality score")
        met = condition(QUALITY_STANDARD, facts, self.kind) if self.standard_needed else None
        return loss_rate(self.quality_relief, facts.quality_score, self.rate_at_least, self.rate_at_most, met)

    def _taken_off(self, facts: YearFacts) -> Pence:
        if self.less_decided is None:
            return np.zeros(facts.futures, np.int64)
        if self.less_decided not in facts.decided_pence:
            named = f"decided {self.less_decided}"
            raise facts.missing(f'the amount decided as "{self.less_decided}"', self.kind, named)
        return facts.decided_pence[self.less_decided]

    def _told(self, n: int, found: Compared, minimum: Floats, rate: Floats | None, facts: YearFacts) -> str:
        benchmark, lost = self.benchmark_words(found, facts, n), -float(found.share[n])
        if found.difference_pence[n] >= 0:
            return f"spending was not above the benchmark of {benchmark}: there is no loss to bear"
        above = pounds(-float(found.difference_pence[n]))
        told = f"{above} above the benchmark of {benchmark} ({percent(lost, 4)}), "
        if lost < minimum[n] - HAIR:
            return f"{told}less than the minimum of {percent(float(minimum[n]))}: nothing is borne"
        told += f"at least the minimum of {percent(float(minimum[n]))}: " if minimum[n] else ""
        told += "beyond the minimum, " if self.counts_from == "beyond-minimum" and minimum[n] else ""
        shared = self.rate_words(facts) if rate is None else f"{percent(float(rate[n]))} of it, by quality,"
        return f"{told}{shared} is borne"

    def _rests_on(self, facts: YearFacts) -> tuple[str, ...]:
        score = () if self.quality_relief is None else ("quality score",)
        standard = (f"condition {QUALITY_STANDARD}",) if score and self.standard_needed else ()
        decided = () if self.less_decided is None else (f"decided {self.less_decided}",)
        return (*self.read(facts, self.minimum_loss_rate), *score, *standard, *decided)

    def findings(self, contract: Contract) -> Iterable[Finding]:
        yield from super().findings(contract)
        if self.quality_relief is not None:
            for key in ("rate", "corridors"):
                if key in self.model_fields_set:
                    yield stands_instead(key, "quality_relief and the two rates of quality")
        if self.rate_at_least > self.rate_at_most:
            found = f"{self.rate_at_least:g}, above rate_at_most of {self.rate_at_most:g}"
            yield Finding(("rate_at_least",), found, "a rate not above rate_at_most", "mend one of the two")
