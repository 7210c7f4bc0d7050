"""What can be asked of a place about its money: the years that can be settled, the changes somebody gains or loses by."""

from __future__ import annotations

from joinedup.money.settlement.contract_years import years_held
from joinedup.place.contracts import Contract
from joinedup.place.model import Place


def settled_years(place: Place, contract: Contract) -> list[int]:
    """The years of a contract of which the records hold a day, the latest first; 0 is the shadow year."""
    about = place.place
    return years_held(contract, about.data_from, about.data_until, about.shadow_from)[::-1]


def whose_gains(place: Place) -> list[str]:
    """The care models, shifts and contracts with planned savings: who gains and who loses by each."""
    contracts = [contract.name for contract in place.contracts if contract.savings]
    return [*(model.name for model in place.care_models), *(shift.name for shift in place.shifts), *contracts]
