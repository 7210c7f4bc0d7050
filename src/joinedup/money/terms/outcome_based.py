"""Payment for outcomes: a part of the price is earned as outcomes get better."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Annotated, Literal

import numpy as np
from pydantic import Field

from joinedup.money.amounts_in_words import figure, figure_beside, percent, pounds
from joinedup.money.payments import Payment
from joinedup.money.pence import Bools, Floats, Pence, of_pounds, shared_out, whole
from joinedup.money.sharing.attainment import better_of, progress, step, tiered
from joinedup.money.terms.by_year import PoundsByYear, Share, ShareByYear, of_year, years_missing
from joinedup.money.terms.conditions import all_met
from joinedup.money.terms.divided import DividedTerm
from joinedup.money.terms.named_in_contract import outcomes_of, unknown_outcomes
from joinedup.money.year_facts import OutcomeYear, YearFacts
from joinedup.place.contracts import Contract
from joinedup.place.problems import Finding
from joinedup.place.section import Section, Text

Scale = Literal["step", "linear", "tiered", "better-of-attainment-and-improvement"]


class Tier(Section):
    """One of `tiers` of an outcome-based term: what is earned from here on."""

    progress: Share = Field(
        description="How far an outcome must have come from where payment begins to its target: 0.5 is half-way."
    )
    earns: Share = Field(description="Share of the outcome's money that this earns.")


class OutcomeBased(DividedTerm):
    """A part of the price, or an amount, is split over the contract's outcomes by weight, and each earns its part by where it
    stands. Which way is better follows from its baseline and target."""

    example = """\
share_at_risk = [0.0, 0.05, 0.05, 0.10, 0.10]
scale = "linear"
gates = ["data complete"]
"""

    kind: Literal["outcome-based"]
    share_at_risk: ShareByYear | None = Field(
        None,
        description="Share of the year's price that depends on outcomes, or one for each year: [0, 0.1, 0.1, 0.15].",
    )
    amount: PoundsByYear | None = Field(
        None, description="Pounds a year that depend on outcomes, or one for each year, instead of a share."
    )
    on_top: bool | None = Field(
        None,
        description="Whether what is earned is paid on top of other terms (so for an amount when left out), or what is missed is"
        " returned from them (so for a share of the price when left out).",
    )
    scale: Scale = Field(
        "linear",
        description="How an outcome earns: all at its target, in proportion to its progress, in tiers, or by the better of what"
        " was attained from `begins` and how far it improved from its baseline.",
    )
    tiers: tuple[Tier, ...] = Field((), description="The tiers, where the scale is tiered.")
    begins: dict[Text, float] = Field(
        {}, description="Where payment begins, by outcome; at its baseline when left out."
    )
    outcomes: tuple[Text, ...] = Field(
        (), description="Outcomes of the contract that count here; every one when empty."
    )
    indicators: Annotated[int, Field(gt=0)] | None = Field(
        None,
        description="How many indicators there are, where the contract does not write its outcomes one by one; the share earned"
        " is then the quality score.",
    )
    gates: tuple[Text, ...] = Field((), description="Conditions that must be met before anything is earned.")

    def payments(self, facts: YearFacts, so_far: Sequence[Payment]) -> list[Payment]:
        risk, gate = self._at_risk(facts), all_met(self.gates, facts, self.kind)
        if self.indicators is not None and not facts.outcomes and not facts.unsaid_of("outcome"):
            return self._by_score(risk, gate, facts)
        chosen = outcomes_of(self.outcomes, facts, self.kind)
        total = sum(outcome.weight for outcome in chosen.values())
        parts = shared_out(risk, {name: outcome.weight / total for name, outcome in chosen.items()})
        return [
            payment
            for name, outcome in chosen.items()
            for payment in self._of_outcome(name, outcome, parts[name], gate, facts)
        ]

    def _at_risk(self, facts: YearFacts) -> Pence:
        if self.amount is not None:
            return np.full(facts.futures, of_pounds(of_year(self.amount, facts.year)), dtype=np.int64)
        if facts.price_pence is None:
            raise facts.missing("the price agreed for the year (prices of the contract)", self.kind, "price")
        return whole(facts.price_pence * of_year(self.share_at_risk or 0.0, facts.year))

    def _of_outcome(
        self, name: str, outcome: OutcomeYear, part: Pence, gate: Bools, facts: YearFacts
    ) -> list[Payment]:
        gates = (*self.gates, *((outcome.gate,) if outcome.gate else ()))
        open_ = gate & all_met((outcome.gate,) if outcome.gate else (), facts, self.kind)
        score = self._score(name, outcome)

        def told(n: int) -> str:
            begins = self._begins(name, outcome)
            value = figure_beside(float(outcome.value[n]), outcome.baseline, begins, outcome.target)
            stands = f"{name} stands at {value}, {self._way(begins, outcome)}"
            if part[n] == 0:
                return f"{stands}: nothing depends on it in year {facts.year}"
            return f"{stands}: {percent(float(score[n]))} of its {pounds(float(part[n]))} is earned"

        return self._paid(part, score, open_, gates, told, (f"outcome {name}",), facts)

    def _score(self, name: str, outcome: OutcomeYear) -> Floats:
        if self.scale == "step":
            return step(outcome.value, outcome.baseline, outcome.target)
        attained = progress(outcome.value, self._begins(name, outcome), outcome.target)
        if self.scale == "tiered":
            return tiered(attained, [(tier.progress, tier.earns) for tier in self.tiers])
        if self.scale == "linear":
            return attained
        return better_of(attained, progress(outcome.value, outcome.baseline, outcome.target))

    def _begins(self, name: str, outcome: OutcomeYear) -> float:
        return outcome.baseline if self.scale == "step" else self.begins.get(name, outcome.baseline)

    def _way(self, begins: float, outcome: OutcomeYear) -> str:
        way = f"from {figure(outcome.baseline)} towards {figure(outcome.target)}"
        return way if begins == outcome.baseline else f"{way}, paid from {figure(begins)} on"

    def _by_score(self, risk: Pence, gate: Bools, facts: YearFacts) -> list[Payment]:
        if facts.quality_score is None:
            raise facts.missing(
                "the quality score (the share earned over all indicators)", self.kind, "quality score"
            )
        score = facts.quality_score

        def told(n: int) -> str:
            if risk[n] == 0:
                return f"nothing depends on the {self.indicators} indicators in year {facts.year}"
            earned = f"{percent(float(score[n]))} of {pounds(float(risk[n]))} is earned"
            return f"over {self.indicators} indicators {earned}"

        return self._paid(risk, score, gate, self.gates, told, ("quality score",), facts)

    def _paid(
        self,
        part: Pence,
        score: Floats,
        open_: Bools,
        gates: tuple[str, ...],
        told: Callable[[int], str],
        rests_on: tuple[str, ...],
        facts: YearFacts,
    ) -> list[Payment]:
        earned = whole(part * score * open_)
        on_top = self.amount is not None if self.on_top is None else self.on_top

        def reason(n: int) -> str:
            words = told(n)
            if part[n] == 0:
                return words
            if not open_[n]:
                closed = [name for name in gates if not facts.met[name][n]]
                words = words.removesuffix("is earned") + "would be earned"
                words += f", but not met: {', '.join(closed)}, so nothing is"
            left = "the rest" if open_[n] else "all of it"
            return words if on_top else f"{words}; {left} is returned"

        rests_on += () if self.amount is not None else ("price",)
        rests_on += tuple(f"condition {name}" for name in gates)
        due = earned if on_top else part - earned
        return self.among_parties(due, facts, facts.commissioner, reason, rests_on, owed=not on_top)

    def findings(self, contract: Contract) -> Iterable[Finding]:
        yield from super().findings(contract)
        yield from years_missing(self, contract, "share_at_risk", "amount")
        yield from unknown_outcomes("outcomes", self.outcomes, contract)
        yield from unknown_outcomes("begins", self.begins, contract)
        yield from self._money_findings(contract)
        yield from self._scale_findings()
        yield from self._begins_beyond_target(contract)

    def _money_findings(self, contract: Contract) -> Iterator[Finding]:
        if (self.share_at_risk is None) == (self.amount is None):
            found = "neither share_at_risk nor amount" if self.amount is None else "share_at_risk and amount"
            yield Finding((), found, "one of the two", "write share_at_risk = ... or amount = ...")
        if self.share_at_risk is not None and not contract.prices:
            do = "write prices = [...] in the contract, or amount = ... here"
            yield Finding(
                ("share_at_risk",), "no prices in the contract", "a price that it is a share of", do
            )
        if not contract.outcomes and self.indicators is None:
            do = "add [[contracts.outcomes]], each with its baseline, target and weight"
            yield Finding((), "no outcomes in the contract", "the outcomes that money depends on", do)

    def _begins_beyond_target(self, contract: Contract) -> Iterator[Finding]:
        for outcome in contract.outcomes:
            begins = self.begins.get(outcome.name)
            if begins is not None and (begins - outcome.target) * (outcome.baseline - outcome.target) <= 0:
                expected = f"a value on the same side of the target of {outcome.target:g} as the baseline"
                yield Finding(("begins", outcome.name), f"{begins:g}", expected, "mend one of the two")

    def _scale_findings(self) -> Iterator[Finding]:
        if (self.scale == "tiered") != bool(self.tiers):
            found = "no tiers" if self.scale == "tiered" else f'tiers, and the scale "{self.scale}"'
            do = 'write tiers = [{ progress = 0.5, earns = 0.4 }, ...] with scale = "tiered"'
            yield Finding(("tiers",), found, "tiers, with the scale tiered", do)
        for position, (lower, higher) in enumerate(zip(self.tiers, self.tiers[1:], strict=False), 1):
            if higher.progress <= lower.progress or higher.earns < lower.earns:
                expected = "more progress than the tier before it, and at least as much earned"
                yield Finding(("tiers", position), "a tier out of order", expected, "put the tiers in order")
