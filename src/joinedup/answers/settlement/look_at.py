"""What somebody should look at among the facts files of a place: files that nothing reads, values that are of another unit."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from joinedup.money.settlement.facts_file import FOLDER, FactsFile
from joinedup.place.contracts import Contract
from joinedup.place.model import Place
from joinedup.wording import slug

# An outcome so many times as large as both its baseline and its target is likely to be in another unit: 84 for 0.84.
TIMES_AS_LARGE = 20


def facts_to_look_at(folder: Path, place: Place, contract: Contract, stated: FactsFile) -> Iterator[str]:
    """Each as a sentence that asks whether it is meant."""
    yield from _of_no_contract(folder, place)
    yield from _of_no_year(folder, contract)
    yield from _in_another_unit(contract, stated)


def _of_no_contract(folder: Path, place: Place) -> Iterator[str]:
    """Folders of facts files that belong to no contract: it was renamed, or its name is misspelt."""
    known = {slug(contract.name) for contract in place.contracts}
    if (folder / FOLDER).is_dir():
        for path in sorted((folder / FOLDER).iterdir()):
            if path.is_dir() and path.name not in known:
                yield f"{FOLDER / path.name} holds facts of no contract of place.toml: was a contract renamed?"


def _of_no_year(folder: Path, contract: Contract) -> Iterator[str]:
    """Files beside the contract's facts that are of none of its years, so that nothing reads them."""
    own = folder / FOLDER / slug(contract.name)
    known = {f"year-{year}.toml" for year in range(contract.years + 1)}
    for path in sorted(own.iterdir()) if own.is_dir() else ():
        if path.is_file() and "year" in path.stem.casefold() and path.name not in known:
            yield (
                f"{FOLDER / own.name / path.name} is read for no year: the contract has year-0.toml to"
                f" year-{contract.years}.toml. Is its name misspelt?"
            )


def _in_another_unit(contract: Contract, stated: FactsFile) -> Iterator[str]:
    outcomes = {outcome.name: outcome for outcome in contract.outcomes}
    for fact in stated.facts.outcomes:
        outcome = outcomes[fact.name]
        if abs(fact.value) > TIMES_AS_LARGE * max(abs(outcome.baseline), abs(outcome.target)):
            yield (
                f"The facts file says {fact.value:g} for {fact.name}, which is to go from {outcome.baseline:g} to"
                f" {outcome.target:g}: is it in the same unit, 0.84 and not 84 for 84%?"
            )
