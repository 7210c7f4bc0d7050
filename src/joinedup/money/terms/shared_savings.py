"""Shared savings: when care costs less than its benchmark by enough to be more than chance, the parties get a share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

import numpy as np
from pydantic import Field

from joinedup.money.amounts_in_words import percent, pounds
from joinedup.money.payments import Payment
from joinedup.money.pence import Bools, Floats, whole
from joinedup.money.sharing.quality import NEEDS_SCORE, NEEDS_STANDARD, QualityRule, quality_factor
from joinedup.money.terms.by_year import ShareByYear, of_year, years_missing
from joinedup.money.terms.compared import HAIR, Compared, ComparedTerm, MinimumRate
from joinedup.money.terms.conditions import (
    ALTERNATIVE_STANDARD,
    QUALITY_STANDARD,
    all_met,
    condition,
    missed,
)
from joinedup.money.year_facts import YearFacts
from joinedup.place.contracts import Contract
from joinedup.place.problems import Finding
from joinedup.place.section import Text


class SharedSavings(ComparedTerm):
    """The commissioner pays the parties a share of what spending is below the benchmark, once it is enough below."""

    example = """\
minimum_savings_rate = "by-population-size"
rate = 0.50
quality = "times-score"
cap = 0.10
share = { RZZ1 = 0.4, L81001 = 0.3, SEA = 0.3 }
"""

    kind: Literal["shared-savings"]
    minimum_savings_rate: MinimumRate = Field(
        0.0,
        description='Share of the benchmark that must be saved before anything is shared, or "by-population-size" for the'
        " published table.",
    )
    below_minimum_rate: ShareByYear | None = Field(
        None, description="Share paid of a saving that does not reach the minimum; nothing when left out."
    )
    quality: QualityRule = Field(
        "none",
        description="How quality changes the share: multiplied by the score, all or nothing by the standard, or the score"
        " where only an alternative standard is met.",
    )
    gates: tuple[Text, ...] = Field((), description="Conditions that must be met before anything is paid.")
    sequestration: ShareByYear = Field(
        0.0, description="Share withheld by law, taken off before the cap, or one for each year."
    )

    def payments(self, facts: YearFacts, so_far: Sequence[Payment]) -> list[Payment]:
        found = self.compared(facts, so_far)
        minimum = self.minimum(self.minimum_savings_rate, facts)
        quality, open_ = self._quality(facts), all_met(self.gates, facts, self.kind)
        kept = 1 - of_year(self.sequestration, facts.year)
        shared = self._shared(found, minimum, facts) * quality * kept * found.benchmark_pence
        most = self.most(found.benchmark_pence, facts)
        due = whole(np.minimum(shared, most) * open_)

        def reason(n: int) -> str:
            told = self._told(n, found, minimum, quality, facts)
            return told + (self.cap_words(most[n]) if shared[n] > most[n] and open_[n] else "")

        return self.among_parties(due, facts, facts.commissioner, reason, self._rests_on(facts))

    def _shared(self, found: Compared, minimum: Floats, facts: YearFacts) -> Floats:
        saved = np.maximum(found.share, 0.0)
        counted = np.maximum(saved - minimum, 0.0) if self.counts_from == "beyond-minimum" else saved
        below = 0.0 if self.below_minimum_rate is None else of_year(self.below_minimum_rate, facts.year)
        return np.asarray(np.where(_reached(saved, minimum), self.due(counted, facts), saved * below))

    def _quality(self, facts: YearFacts) -> Floats:
        score = facts.quality_score if self.quality in NEEDS_SCORE else None
        if self.quality in NEEDS_SCORE and score is None:
            raise facts.missing("the quality score", self.kind, "quality score")
        needs_standard = self.quality in NEEDS_STANDARD
        standard = condition(QUALITY_STANDARD, facts, self.kind) if needs_standard else None
        needs_other = self.quality == "full-or-times-score"
        other = condition(ALTERNATIVE_STANDARD, facts, self.kind) if needs_other else None
        return np.broadcast_to(quality_factor(self.quality, score, standard, other), (facts.futures,))

    def _told(self, n: int, found: Compared, minimum: Floats, quality: Floats, facts: YearFacts) -> str:
        benchmark = self.benchmark_words(found, facts, n)
        if found.difference_pence[n] <= 0:
            return f"spending was not below the benchmark of {benchmark}: there is no saving to share"
        saved = pounds(float(found.difference_pence[n]))
        told = f"{saved} saved on a benchmark of {benchmark} ({percent(float(found.share[n]), 4)}), "
        reached = bool(_reached(found.share[n : n + 1], minimum[n : n + 1])[0])
        if closed := missed(self.gates, facts, n):
            return f"{told}but not met: {', '.join(closed)}, so nothing is shared"
        if not reached and self.below_minimum_rate is None:
            return f"{told}less than the minimum of {percent(float(minimum[n]))}: nothing is shared"
        told += self._reached_words(reached, float(minimum[n]), facts)
        if self.quality != "none":
            told += f", times {quality[n]:.4f} for quality"
        withheld = of_year(self.sequestration, facts.year)
        return told + (f", less {percent(withheld)} withheld by law" if withheld else "")

    def _reached_words(self, reached: bool, minimum: float, facts: YearFacts) -> str:
        if not reached:
            rate = percent(of_year(self.below_minimum_rate or 0.0, facts.year))
            return f"less than the minimum of {percent(minimum)}: {rate} of it is shared"
        at_least = f"at least the minimum of {percent(minimum)}: " if minimum else ""
        beyond = "beyond the minimum, " if self.counts_from == "beyond-minimum" and minimum else ""
        return f"{at_least}{beyond}{self.rate_words(facts)} is shared"

    def _rests_on(self, facts: YearFacts) -> tuple[str, ...]:
        score = ("quality score",) if self.quality in NEEDS_SCORE else ()
        standard = (f"condition {QUALITY_STANDARD}",) if self.quality in NEEDS_STANDARD else ()
        other = (f"condition {ALTERNATIVE_STANDARD}",) if self.quality == "full-or-times-score" else ()
        gates = tuple(f"condition {name}" for name in self.gates)
        return (*self.read(facts, self.minimum_savings_rate), *score, *standard, *other, *gates)

    def findings(self, contract: Contract) -> Iterable[Finding]:
        yield from super().findings(contract)
        yield from years_missing(self, contract, "below_minimum_rate", "sequestration")
        yield from self._pays_less_for_more(contract)

    def _pays_less_for_more(self, contract: Contract) -> Iterator[Finding]:
        """A rate below the minimum that would pay more than reaching it."""
        if self.below_minimum_rate is None:
            return
        key, lowest = ("below_minimum_rate",), min((c.rate for c in self.corridors), default=None)
        if self.counts_from == "beyond-minimum":
            found = "a rate below the minimum, and only what lies beyond the minimum counts above it"
            yield Finding(key, found, "more savings never to pay less", "take one of the two away")
        lists = [figure for figure in (self.rate, self.below_minimum_rate) if isinstance(figure, tuple)]
        for year in range(1, min([contract.years, *map(len, lists)]) + 1):
            rate = of_year(self.rate, year) if lowest is None else lowest
            below = of_year(self.below_minimum_rate, year)
            if below > rate:
                expected = f"at most the rate of {rate:g} that reaching the minimum pays"
                yield Finding(key, f"{below:g} in year {year}", expected, "mend one of the two rates")
                return


def _reached(saved: Floats, minimum: Floats) -> Bools:
    return np.asarray((saved > 0) & (saved >= minimum - HAIR))
