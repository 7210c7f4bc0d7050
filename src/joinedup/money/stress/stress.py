"""A contract settled in thousands of futures, by the very terms that settle a real year."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from joinedup.errors import JoinedupError
from joinedup.money.contracts import TermsOfContract
from joinedup.money.stress.accounts import Accounts, accounts_of, results_of
from joinedup.money.stress.assumptions import Assumptions
from joinedup.money.stress.bearing import can_bear
from joinedup.money.stress.chance import individual_costs, share_predicted
from joinedup.money.stress.drivers import Explained, Regressors, numbers_behind
from joinedup.money.stress.expectations import expected_by
from joinedup.money.stress.facts_in_futures import Model, block_of_futures
from joinedup.money.stress.notes import not_modelled, notes
from joinedup.money.stress.plan import planned_services
from joinedup.money.stress.results import PLACE, OrganisationStress, Stressed
from joinedup.place.model import Place

FUTURES, SEED = 10_000, 20_250_401
# Futures are drawn and settled so many at a time, which bounds memory.
BLOCK = 10_000
FEWEST, MOST = 100, 1_000_000
# So many results of an organisation in a year of a future fit into memory, about a gigabyte of it.
MOST_RESULTS = 60_000_000
# So many futures show whether an assumption matters to an organisation at all.
TRIED = 100


class FuturesError(JoinedupError):
    """A number of futures that cannot be settled."""


@dataclass
class _Settled:
    """Results by organisation, block by block, and the numbers behind the first block."""

    results: dict[str, list[Any]] = field(default_factory=dict)
    first: Mapping[str, Any] = field(default_factory=dict)


def stressed(
    place: Place,
    contract: TermsOfContract,
    *,
    futures: int = FUTURES,
    seed: int = SEED,
    held: Mapping[str, float] | None = None,
    drivers: bool = True,
    said: Callable[[str, float], None] = lambda words, share: None,
) -> Stressed:
    """The contract in `futures` futures: what each organisation gains or loses in each year of each.

    The same place file, seed and number of futures give the same pence on any machine, and the first futures are the same
    however many follow. `held` keeps assumptions at one value in every future; the others are drawn as without it. Without
    `drivers` nothing is said of what the results hang on. `said` is told what is done and how far it is, from 0 to 1.
    CannotStress where the contract does not say what this needs, AssumptionsError where it assumes what cannot be drawn,
    FuturesError for fewer than 100 futures, more than a million, or more than fit into memory.
    """
    if not FEWEST <= futures <= MOST:
        raise FuturesError(f"{futures:,} futures: expected from {FEWEST:,} to {MOST:,}; 10,000 are plenty")
    model, accounts = prepared(contract, held or {})
    found = _settled(contract, model, accounts, futures, seed, said)
    net = {code: np.concatenate(parts) for code, parts in _in_order(found.results, model).items()}
    net[PLACE] = np.asarray(sum(net.values()))
    hang_on = _drivers(contract, model, accounts, found.first, net, seed) if drivers else {}
    made = [_organisation(place, contract, code, pence, hang_on.get(code)) for code, pence in net.items()]
    return Stressed(
        contract=contract.contract.name,
        organisations=tuple(made[:-1]),
        place=made[-1],
        assumptions=tuple(model.assumptions.by_name.values()),
        futures=futures,
        years=contract.contract.years,
        seed=seed,
        notes=notes(model, accounts),
        not_modelled=not_modelled(model),
    )


def prepared(contract: TermsOfContract, held: Mapping[str, float]) -> tuple[Model, Accounts]:
    """The contract as it is stressed, with some assumptions held at one value; and who is paid for care, and what is set aside."""
    model = Model(
        contract.contract,
        planned_services(contract.contract),
        expected_by(contract.contract),
        individual_costs(),
        share_predicted(contract.contract),
    )
    still = block_of_futures(replace(model, assumptions=nothing_varies(model.assumptions)), 1, 0, 0)
    accounts = accounts_of(contract, model, still)
    unpaid = {s.name for s in model.services if s.organisation not in accounts.paid_for_care}
    model = replace(model, assumptions=model.assumptions.held(held), as_before=frozenset(unpaid))
    return model, accounts


def nothing_varies(assumptions: Assumptions) -> Assumptions:
    """Each at its central value, conditions met, chance left out: one future, the expected one."""
    return assumptions.held({name: one.still for name, one in assumptions.by_name.items()})


def _settled(
    contract: TermsOfContract,
    model: Model,
    accounts: Accounts,
    futures: int,
    seed: int,
    said: Callable[[str, float], None],
) -> _Settled:
    found = _Settled()
    for number, start in enumerate(range(0, futures, BLOCK)):
        said(f"{start:,} of {futures:,} futures settled", start / futures)
        block = block_of_futures(model, min(BLOCK, futures - start), seed, number)
        if not number:
            found.first = numbers_behind(model.assumptions, block)
        results = results_of(contract, accounts, block)
        _must_fit(futures, model.contract.years, len(results))
        for code, net in results.items():
            found.results.setdefault(code, []).append(net)
    return found


def _must_fit(futures: int, years: int, organisations: int) -> None:
    most = MOST_RESULTS // (years * (organisations + 1))
    if futures > max(most, BLOCK):
        said = f"{futures:,} futures of {years} years for {organisations} organisations"
        raise FuturesError(
            f"{said}: expected at most {most:,}, so that they fit into memory; 10,000 are plenty"
        )


def _in_order(results: dict[str, list[Any]], model: Model) -> dict[str, list[Any]]:
    """The holder first, the commissioner last."""
    first, last = str(model.contract.holder), str(model.contract.commissioner)
    return dict(sorted(results.items(), key=lambda item: (item[0] != first, item[0] == last)))


def _drivers(
    contract: TermsOfContract,
    model: Model,
    accounts: Accounts,
    numbers: Mapping[str, Any],
    net: Mapping[str, Any],
    seed: int,
) -> dict[str, Explained]:
    """What each organisation's result hangs on, from the first block: of the assumptions that change it at all."""
    words = {name: one.title for name, one in model.assumptions.by_name.items()}
    matter = _what_matters(contract, model, accounts, seed)
    regressors = Regressors(numbers)
    rows = len(regressors.columns)
    return {
        code: regressors.explained(pence[:rows].sum(axis=1), matter[code], words)
        for code, pence in net.items()
    }


def _what_matters(
    contract: TermsOfContract, model: Model, accounts: Accounts, seed: int
) -> dict[str, set[str]]:
    """The assumptions that change an organisation's result in any of a few futures when they alone are kept still."""

    def tried(assumptions: Assumptions) -> dict[str, Any]:
        block = block_of_futures(replace(model, assumptions=assumptions), TRIED, seed, 0)
        found = results_of(contract, accounts, block)
        return {**found, PLACE: sum(found.values())}

    usual = tried(model.assumptions)
    matter: dict[str, set[str]] = {code: set() for code in usual}
    for name, one in model.assumptions.by_name.items():
        kept_still = tried(model.assumptions.held({name: one.still}))
        for code, pence in usual.items():
            if not np.array_equal(pence, kept_still[code]):
                matter[code].add(name)
    return matter


def _organisation(
    place: Place, contract: TermsOfContract, code: str, pence: Any, hang_on: Explained | None
) -> OrganisationStress:
    return OrganisationStress(
        code,
        pence,
        can_bear(place, contract.contract, code),
        hang_on.drivers if hang_on else (),
        hang_on.left if hang_on else 0.0,
    )
