"""One settled year of a contract: its ledger, and all that the ledger rests on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from joinedup.money.settlement.contract_years import ContractYear, Coverage
from joinedup.money.settlement.facts_file import FactsFile
from joinedup.money.settlement.ledger import Ledger
from joinedup.money.year_facts import YearFacts
from joinedup.place.contracts import Contract


@dataclass(frozen=True)
class Build:
    """The published build that the facts were read from."""

    published_at: str
    manifest_sha256: str


@dataclass(frozen=True)
class SettledYear:
    """A settlement. `names` are the organisations of the place by code; `notices` are what a reader must know before using it."""

    place: str
    names: dict[str, str]
    contract: Contract
    contract_sha256: str
    year: ContractYear
    coverage: Coverage
    facts: YearFacts
    ledger: Ledger
    build: Build
    facts_file: FactsFile
    notices: tuple[str, ...] = ()
    demo: bool = False

    @property
    def is_final(self) -> bool:
        """Whether money can move by it: no shadow year, and the records are whole."""
        return self.coverage.is_final and not self.year.is_shadow

    def standing(self) -> tuple[str, ...]:
        """Why it is not final, in words a board reads first; empty when it is."""
        told = []
        if self.year.is_shadow:
            told.append("SHADOW: no money moves")
        if not self.coverage.is_final:
            told.append(f"PROVISIONAL: {_what_is_missing(self.coverage)}")
        return tuple(told)

    def costs_of_services(self) -> dict[str, int]:
        """What the services that each organisation gave cost it in the year, in pence."""
        found: dict[str, int] = {}
        for service in self.facts.services.values():
            found[service.organisation] = found.get(service.organisation, 0) + int(service.cost_pence[0])
        return found

    def unused_facts(self) -> tuple[str, ...]:
        """Facts that somebody wrote down and no payment rests on: perhaps a name is misspelt."""
        used = {fact for entry in self.ledger.entries for fact, _ in entry.rests_on}
        facts = self.facts_file.facts
        written = [f"condition {fact.name}" for fact in facts.conditions]
        written += [f"decided {fact.name}" for fact in facts.decided]
        written += [f"outcome {fact.name}" for fact in facts.outcomes]
        written += [f"service {fact.name}" for fact in facts.services]
        written += [f"revenue {fact.organisation}" for fact in facts.revenue]
        single = {
            "price": facts.price,
            "benchmark": facts.benchmark,
            "spending": facts.spending,
            "person-years": facts.person_years,
            "quality score": facts.quality_score,
        }
        written += [name for name, fact in single.items() if fact is not None]
        return tuple(name for name in written if name not in used)


def _what_is_missing(coverage: Coverage) -> str:
    if not coverage.is_whole:
        held = f"the records hold {coverage.days} of the year's {coverage.of_days} days"
        return f"{held}, and amounts and counts are taken for the whole year in proportion"
    months = "1 month" if coverage.run_out_months == 1 else f"{coverage.run_out_months} months"
    return (
        f"the records must run {months} beyond the year, to {_day_before(coverage.run_out_until)}, before it is settled for good;"
        f" they run to {_day_before(coverage.records_until)}"
    )


def _day_before(day: date) -> str:
    last = day - timedelta(days=1)
    return f"{last.day} {last:%B %Y}"
