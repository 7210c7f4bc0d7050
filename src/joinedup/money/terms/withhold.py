"""A withhold: a share of what earlier terms pay is kept back, and earned back by quality."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Literal

import numpy as np
from pydantic import Field

from joinedup.money.amounts_in_words import percent, pounds
from joinedup.money.payments import Payment
from joinedup.money.pence import Floats, Pence, whole
from joinedup.money.terms.by_year import ShareByYear, of_year, years_missing
from joinedup.money.terms.conditions import all_met, missed
from joinedup.money.terms.term import ContractTerm, kinds
from joinedup.money.year_facts import YearFacts
from joinedup.place.contracts import Contract
from joinedup.place.key_paths import KeyPath
from joinedup.place.problems import Finding, as_written, nearest
from joinedup.place.section import OrganisationCode, Text


class Withhold(ContractTerm):
    """The commissioner keeps back a share of what earlier terms pay a body, or of the benchmark, and pays what is earned."""

    example = """\
share = 0.02
earned_by = "quality-score"
"""

    kind: Literal["withhold"]
    share: ShareByYear = Field(description="Share that is kept back, or one for each year: 0.02.")
    of: Literal["payments", "benchmark"] = Field(
        "payments", description="Share of what: of earlier terms' payments, or of the benchmark of the year."
    )
    organisation: OrganisationCode | None = Field(
        None, description="From whom it is kept; from the holder when left out."
    )
    terms: tuple[Text, ...] = Field(
        (), description="Kinds of earlier terms whose payments count; every earlier term's when empty."
    )
    earned_by: Literal["quality-score", "gates"] = Field(
        "quality-score",
        description="How it is earned back: in proportion to the quality score, or by its gates alone.",
    )
    gates: tuple[Text, ...] = Field((), description="Conditions that must be met before any of it is earned.")

    def payments(self, facts: YearFacts, so_far: Sequence[Payment]) -> list[Payment]:
        body, counted = self.organisation or facts.holder, self._base(facts, so_far)
        kept = whole(counted * of_year(self.share, facts.year))
        earned = self._earned(facts)
        back, rests_on = whole(kept * earned), self._rests_on(so_far, facts)

        def why_kept(n: int) -> str:
            what = "that earlier terms pay" if self.of == "payments" else "of benchmark"
            share = percent(of_year(self.share, facts.year))
            return f"{share} of {pounds(float(counted[n]))} {what} is kept back"

        def why_back(n: int) -> str:
            if closed := missed(self.gates, facts, n):
                return (
                    f"nothing of {pounds(float(kept[n]))} kept back is earned: not met: {', '.join(closed)}"
                )
            by = "by the quality score" if self.earned_by == "quality-score" else "as its conditions are met"
            return f"{percent(float(earned[n]))} of {pounds(float(kept[n]))} kept back is earned {by}"

        gates = tuple(f"condition {name}" for name in self.gates)
        score = ("quality score",) if self.earned_by == "quality-score" else ()
        return [
            Payment(body, facts.commissioner, kept, why_kept, rests_on),
            Payment(facts.commissioner, body, back, why_back, (*rests_on, *score, *gates)),
        ]

    def _base(self, facts: YearFacts, so_far: Sequence[Payment]) -> Pence:
        """What a share is kept of: the benchmark, or what earlier terms pay, 0 or more."""
        if self.of == "benchmark":
            if facts.benchmark_pence is None:
                raise facts.missing("the benchmark", self.kind, "benchmark")
            return facts.benchmark_pence
        total = np.zeros(facts.futures, np.int64)
        for payment in self._counted(facts, so_far):
            received = payment.payee == (self.organisation or facts.holder)
            total = total + (payment.amount_pence if received else -payment.amount_pence)
        return np.maximum(total, 0)

    def _counted(self, facts: YearFacts, so_far: Sequence[Payment]) -> list[Payment]:
        between = {self.organisation or facts.holder, facts.commissioner}
        return [
            payment
            for payment in so_far
            if {payment.payer, payment.payee} == between
            and (not self.terms or payment.term.split(" ", 1)[-1] in self.terms)
        ]

    def _earned(self, facts: YearFacts) -> Floats:
        met = all_met(self.gates, facts, self.kind).astype(np.float64)
        if self.earned_by == "gates":
            return met
        if facts.quality_score is None:
            raise facts.missing("the quality score", self.kind, "quality score")
        return np.asarray(met * facts.quality_score)

    def _rests_on(self, so_far: Sequence[Payment], facts: YearFacts) -> tuple[str, ...]:
        if self.of == "benchmark":
            return ("benchmark",)
        return tuple(
            dict.fromkeys(fact for payment in self._counted(facts, so_far) for fact in payment.rests_on)
        )

    def after(self) -> Mapping[str, Collection[str]]:
        return {} if self.of == "benchmark" else {"terms": self.terms or tuple(kinds())}

    def organisations(self) -> Iterable[tuple[KeyPath, str]]:
        if self.organisation:
            yield ("organisation",), self.organisation

    def findings(self, contract: Contract) -> Iterable[Finding]:
        yield from years_missing(self, contract, "share")
        if self.organisation is not None and self.organisation == contract.commissioner:
            expected = "an organisation that the commissioner pays"
            yield Finding(
                ("organisation",),
                f"{self.organisation}, the commissioner itself",
                expected,
                "name who is paid, or take it away",
            )
        for position, kind in enumerate(self.terms):
            if kind not in kinds():
                expected = f"a kind of term: {', '.join(sorted(kinds()))}"
                yield Finding(
                    ("terms", position), as_written(kind), expected, "mend the kind", nearest(kind, kinds())
                )
        if self.earned_by == "gates" and not self.gates:
            yield Finding(
                ("gates",), "no gates", "the conditions by which it is earned back", "write gates = [...]"
            )
