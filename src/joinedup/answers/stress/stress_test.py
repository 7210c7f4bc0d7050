"""Stressing one contract of a place file, with what would change if."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from joinedup.money.chosen_contract import chosen_contract
from joinedup.money.contracts import TermsOfContract
from joinedup.money.place_findings import MONEY_FINDINGS
from joinedup.money.stress.results import PLACE, OrganisationStress, Stressed
from joinedup.money.stress.stress import FUTURES, SEED, stressed
from joinedup.money.stress.what_if import WhatIf, what_ifs
from joinedup.place.file import read_place
from joinedup.place.hashing import hash_of
from joinedup.place.model import Place


@dataclass(frozen=True)
class StressTest:
    """A stress test with the names it is shown under. `what_ifs` begin with what a board asks first."""

    place: Place
    contract: TermsOfContract
    found: Stressed
    what_ifs: Sequence[WhatIf]

    @property
    def holder(self) -> OrganisationStress:
        """Who holds the contract."""
        return self.found.organisations[0]

    @property
    def at_stake(self) -> list[OrganisationStress]:
        """The organisations that gain or lose anything in any future."""
        return [one for one in self.found.organisations if one.at_stake]

    @property
    def names(self) -> Mapping[str, str]:
        """Code to name, with the place as a whole."""
        return {**{one.code: one.name for one in self.place.organisations}, PLACE: "The place as a whole"}

    def name(self, code: str) -> str:
        """The name of an organisation; its code where the place file has none."""
        return self.names.get(code, code)

    @property
    def contract_sha256(self) -> str:
        """The hash of the contract as the place file has it."""
        return hash_of(self.contract.contract)


def stress_test(
    folder: Path,
    name: str | None,
    *,
    futures: int = FUTURES,
    seed: int = SEED,
    said: Callable[[str, float], None] = lambda words, share: None,
) -> StressTest:
    """Stress the contract of that name (the only one when None); nothing is written.

    PlaceFileError for a place file that must be mended, NoSuchContract, CannotStress where the contract does not say what
    this needs, FuturesError for too few or too many futures.
    """
    place = read_place(folder, further=MONEY_FINDINGS)
    contract = chosen_contract(place, name)
    found = stressed(place, contract, futures=futures, seed=seed, said=said)
    return StressTest(place, contract, found, what_ifs(place, contract, found, said))
