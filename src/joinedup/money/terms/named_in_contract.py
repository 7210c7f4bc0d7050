"""Whether what a term names is in its contract: services and outcomes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from joinedup.money.year_facts import OutcomeYear, ServiceYear, YearFacts
from joinedup.place.contracts import Contract
from joinedup.place.problems import Finding, as_written, nearest


def unknown_services(key: str, named: Iterable[str], contract: Contract) -> Iterator[Finding]:
    """A finding for each service that is named below a key and is none of the contract's."""
    known = [service.name for service in contract.services]
    for name in dict.fromkeys(named):
        if name not in known:
            yield Finding(
                (key,),
                as_written(name),
                f"the name of a service of the contract: {', '.join(known) or 'it lists none'}",
                f'add a [[contracts.services]] with name = "{name}", or mend the name',
                nearest(name, known),
            )


def unknown_outcomes(key: str, named: Iterable[str], contract: Contract) -> Iterator[Finding]:
    """A finding for each outcome that is named below a key and is none of the contract's."""
    known = [outcome.name for outcome in contract.outcomes]
    for name in dict.fromkeys(named):
        if name not in known:
            yield Finding(
                (key,),
                as_written(name),
                f"the name of an outcome of the contract: {', '.join(known) or 'it lists none'}",
                f'add a [[contracts.outcomes]] with name = "{name}", or mend the name',
                nearest(name, known),
            )


def services_of(names: tuple[str, ...], facts: YearFacts, kind: str) -> dict[str, ServiceYear]:
    """The services named, or every service of the year when none is. MissingFact for one the year does not have."""
    chosen = names or (*facts.services, *facts.unsaid_of("service"))
    for name in chosen:
        if name not in facts.services:
            raise facts.missing(f"the activity of the service {name}", kind, f"service {name}")
    if not chosen:
        raise facts.missing("at least one service with its activity", kind)
    return {name: facts.services[name] for name in chosen}


def outcomes_of(names: tuple[str, ...], facts: YearFacts, kind: str) -> dict[str, OutcomeYear]:
    """The outcomes named, or every outcome of the year when none is. MissingFact for one the year does not have."""
    chosen = names or (*facts.outcomes, *facts.unsaid_of("outcome"))
    for name in chosen:
        if name not in facts.outcomes:
            raise facts.missing(f"where the outcome {name} stood", kind, f"outcome {name}")
    if not chosen:
        raise facts.missing("at least one outcome with its value", kind)
    return {name: facts.outcomes[name] for name in chosen}
