"""What terms share that compare the year's spending with its benchmark: what counts, from where, and up to what."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from pydantic import Field

from joinedup.money.amounts_in_words import percent, pounds
from joinedup.money.payments import Payment
from joinedup.money.pence import AmountError, Floats, Pence, whole
from joinedup.money.sharing.corridors import through_corridors
from joinedup.money.sharing.minimum_rate import minimum_rate_for
from joinedup.money.terms.by_year import Share, ShareByYear, of_year, years_missing
from joinedup.money.terms.divided import DividedTerm
from joinedup.money.terms.stop_loss import paid_out
from joinedup.money.year_facts import YearFacts
from joinedup.place.contracts import Contract
from joinedup.place.key_paths import KeyPath
from joinedup.place.problems import Finding
from joinedup.place.section import OrganisationCode, Section

MinimumRate = Share | Literal["by-population-size"]
# Two figures that are equal in decimals may differ in the last bits of a double.
HAIR = 1e-12


class Corridor(Section):
    """One of `corridors` of a term: a part of the saving or loss, by its share of the benchmark, and its own rate."""

    up_to: float | None = Field(
        None, gt=0, le=1, description="Share of the benchmark where it ends; the last one has no end."
    )
    rate: Share = Field(description="Share of this part that is shared.")


@dataclass(frozen=True)
class Compared:
    """A year's spending beside its benchmark, after what is taken off both, in each future."""

    benchmark_pence: Pence
    difference_pence: Pence
    share: Floats


class ComparedTerm(DividedTerm):
    """A term on the difference between the benchmark and spending. A difference above 0 is a saving."""

    rate: ShareByYear = Field(
        1.0, description="Share of the saving or loss that the parties get or bear, or one for each year."
    )
    corridors: tuple[Corridor, ...] = Field(
        (), description="Parts of it by share of the benchmark, each at its own rate instead of `rate`."
    )
    counts_from: Literal["first-pound", "beyond-minimum"] = Field(
        "first-pound",
        description="Once the minimum is reached: whether all of it counts, or only what lies beyond the minimum.",
    )
    discount: ShareByYear = Field(
        0.0, description="Share taken off the benchmark before anything else, or one for each year."
    )
    cap: ShareByYear | None = Field(
        None, description="The most that is paid, as a share of the benchmark, or one for each year."
    )
    cap_of_revenue: ShareByYear | None = Field(
        None,
        description="The most that is paid, as a share of what `revenue_of` are paid in the year; the lesser cap counts.",
    )
    revenue_of: tuple[OrganisationCode, ...] = Field(
        (), description="Whose revenue that is; the parties' when left out."
    )
    after_stop_loss: bool = Field(
        False,
        description="Whether what a stop-loss term before this one pays out is taken off spending first.",
    )

    def compared(self, facts: YearFacts, so_far: Sequence[Payment]) -> Compared:
        """The benchmark after its discount, and how far spending is from it. MissingFact without either."""
        if facts.benchmark_pence is None:
            raise facts.missing("the benchmark", self.kind, "benchmark")
        if facts.spending_pence is None:
            raise facts.missing("spending", self.kind, "spending")
        discount, spending = of_year(self.discount, facts.year), facts.spending_pence
        benchmark = whole(facts.benchmark_pence * (1 - discount)) if discount else facts.benchmark_pence
        if not np.all(benchmark > 0):
            raise AmountError("a benchmark must be above 0 pounds: mend the benchmark of the year")
        if self.after_stop_loss:
            spending = spending - paid_out(so_far, facts.futures)
        difference = benchmark - spending
        return Compared(benchmark, difference, difference / benchmark)

    def minimum(self, written: float | str, facts: YearFacts) -> Floats:
        """The share of the benchmark that must be reached before anything is due."""
        if isinstance(written, float | int):
            return np.full(facts.futures, float(written))
        if facts.person_years is None:
            raise facts.missing("person-years", self.kind, "person-years")
        return minimum_rate_for(facts.person_years)

    def due(self, size: Floats, facts: YearFacts) -> Floats:
        """What a saving or loss of this share of the benchmark comes to, as a share of the benchmark, before any cap."""
        if self.corridors:
            ends = [(np.inf if c.up_to is None else c.up_to, c.rate) for c in self.corridors]
            return through_corridors(size, ends)
        return np.asarray(size * of_year(self.rate, facts.year))

    def most(self, benchmark: Pence, facts: YearFacts) -> Floats:
        """The lesser of the caps in pence; infinite where there is none. MissingFact without a revenue that is needed."""
        most = np.full(facts.futures, np.inf)
        if self.cap is not None:
            most = np.minimum(most, benchmark * of_year(self.cap, facts.year))
        if self.cap_of_revenue is not None:
            revenue = np.zeros(facts.futures, np.int64)
            for code in self._earning(facts):
                if code not in facts.revenue_pence:
                    raise facts.missing(f"the revenue of {code}", self.kind, f"revenue {code}")
                revenue = revenue + facts.revenue_pence[code]
            most = np.minimum(most, revenue * of_year(self.cap_of_revenue, facts.year))
        return most

    def _earning(self, facts: YearFacts) -> tuple[str, ...]:
        """Whose revenue a cap is a share of: those named, or every party but the commissioner."""
        return self.revenue_of or tuple(c for c in self.parties(facts) if c != facts.commissioner)

    def read(self, facts: YearFacts, minimum: float | str) -> tuple[str, ...]:
        """The facts that the comparison rests on."""
        size = ("person-years",) if isinstance(minimum, str) else ()
        bodies = () if self.cap_of_revenue is None else self._earning(facts)
        revenue = tuple(f"revenue {code}" for code in bodies)
        people = ("person costs",) if self.after_stop_loss and facts.person_costs is not None else ()
        return ("benchmark", "spending", *size, *revenue, *people)

    def rate_words(self, facts: YearFacts) -> str:
        """The rate or the corridors, in words."""
        if not self.corridors:
            return f"{percent(of_year(self.rate, facts.year))} of it"
        return corridors_in_words(self.corridors)

    def benchmark_words(self, found: Compared, facts: YearFacts, n: int) -> str:
        """The benchmark of future n, with what was done before spending is compared with it."""
        told = pounds(float(found.benchmark_pence[n]))
        if discount := of_year(self.discount, facts.year):
            told += f" after a discount of {percent(discount)}"
        return told + (", with stop-loss taken off spending" if self.after_stop_loss else "")

    def cap_words(self, most: float) -> str:
        """That a cap applied, in words."""
        return f", capped at {pounds(most)}"

    def after(self) -> Mapping[str, Collection[str]]:
        return {"after_stop_loss": ("stop-loss",)} if self.after_stop_loss else {}

    def organisations(self) -> Iterable[tuple[KeyPath, str]]:
        yield from super().organisations()
        yield from ((("revenue_of", n), code) for n, code in enumerate(self.revenue_of))

    def findings(self, contract: Contract) -> Iterable[Finding]:
        yield from super().findings(contract)
        yield from years_missing(self, contract, "rate", "discount", "cap", "cap_of_revenue")
        yield from corridors_out_of_order(self.corridors)
        if self.corridors and "rate" in self.model_fields_set:
            yield stands_instead("rate", "corridors")


def stands_instead(key: str, other: str) -> Finding:
    """A finding for a key that counts nothing because of another, so that nobody believes it does."""
    do = "take one of the two away"
    return Finding((key,), f"{key}, and {other}, which count instead of it", "one of the two", do)


def corridors_in_words(corridors: tuple[Corridor, ...]) -> str:
    """50% of it up to 2% of the benchmark, then 25% up to 4%, then nothing."""
    told: list[str] = []
    for corridor in corridors:
        until = "" if corridor.up_to is None else f" up to {percent(corridor.up_to)}"
        if told:
            told.append(f"then {percent(corridor.rate)}{until or ' of the rest'}")
        else:
            told.append(f"{percent(corridor.rate)} of it" + (f"{until} of the benchmark" if until else ""))
    return ", ".join([*told, *(["then nothing"] if corridors[-1].up_to is not None else [])])


def corridors_out_of_order(corridors: tuple[Corridor, ...], key: str = "corridors") -> Iterator[Finding]:
    """A finding for each corridor that ends before the one above it, or that follows one without an end."""
    begins: float | None = 0.0
    for position, corridor in enumerate(corridors):
        path: KeyPath = (key, position)
        if begins is None:
            yield Finding(
                path, "a corridor after one without an end", "no end on the last only", "write up_to above it"
            )
        elif corridor.up_to is not None and corridor.up_to <= begins:
            expected = f"more than {begins:g}, where the corridor before it ends"
            yield Finding((*path, "up_to"), f"{corridor.up_to:g}", expected, "put the corridors in order")
        begins = corridor.up_to
