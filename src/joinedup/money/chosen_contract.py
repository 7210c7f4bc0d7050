"""The contract that a command is about, with its terms."""

from __future__ import annotations

from joinedup.errors import JoinedupError
from joinedup.money.contracts import TermsOfContract, with_terms
from joinedup.place.model import Place
from joinedup.place.problems import nearest


class NoSuchContract(JoinedupError):
    """The place has no contract of that name, or several and none was named."""


def chosen_contract(place: Place, name: str | None) -> TermsOfContract:
    """The contract of that name, or the only one where no name is given. NoSuchContract, naming those there are."""
    names = [contract.name for contract in place.contracts]
    if not names:
        raise NoSuchContract(
            f"{place.place.name} has no contract: add a [[contracts]] to place.toml (docs/how-to/write-your-contract.md)"
        )
    listed = ", ".join(f'"{known}"' for known in names)
    if name is None and len(names) > 1:
        raise NoSuchContract(
            f"{place.place.name} has {len(names)} contracts: name one, between quotes: {listed}"
        )
    found = next((contract for contract in place.contracts if name in (None, contract.name)), None)
    if found is None:
        alike = nearest(name, names)
        meant = f'; did you mean "{alike}"?' if alike else ""
        raise NoSuchContract(f'{place.place.name} has no contract "{name}"; it has {listed}{meant}')
    return with_terms(found)
