"""Small made-up places and contracts, written as a place file would say them."""

from __future__ import annotations

from datetime import date
from typing import Any

from joinedup.money.contracts import TermsOfContract, with_terms
from joinedup.money.stress.stress import prepared
from joinedup.place.contracts import Contract
from joinedup.place.model import Place

STARTS_ON = date(2024, 4, 1)
CAPITATED = {"kind": "capitated-payment"}
ACTIVITY = {"kind": "activity"}


def contract(**said: Any) -> TermsOfContract:
    """A capitated contract of five years for 100,000 people, 100 million pounds a year, as changed by `said`."""
    usual: dict[str, Any] = {
        "name": "A contract",
        "starts_on": STARTS_ON,
        "years": 5,
        "baseline": {"measured_from": date(2023, 4, 1), "method": "ledger", "annual": 100_000_000},
        "terms": (CAPITATED,),
        "commissioner": "BUYER",
        "holder": "HOLDER",
        "people": 100_000,
        "prices": (100_000_000,) * 5,
    }
    return with_terms(Contract.model_validate(usual | said))


def service(name: str, organisation: str, activity: float, price: float, **said: Any) -> dict[str, Any]:
    """A service of a contract."""
    return {
        "name": name,
        "organisation": organisation,
        "setting": "hospital",
        "activity": activity,
        "price": price,
        **said,
    }


def place(**reserves: int) -> Place:
    """A place whose organisations have these capital reserves; those not named have none written."""
    codes = dict.fromkeys(("BUYER", "HOLDER", "HOSPITAL", "COMMUNITY", *reserves))
    organisations = tuple(
        {"code": code, "name": code.title(), "kind": "acute"}
        | ({"capital_reserve": reserves[code]} if code in reserves else {})
        for code in codes
    )
    about = {"name": "Somewhere", "question": "?", "data_from": STARTS_ON, "data_until": date(2025, 3, 31)}
    return Place.model_validate({"place": about, "organisations": organisations})


def still(terms: TermsOfContract, **changed: float) -> dict[str, float]:
    """Every assumption of a contract at the value it has where nothing varies, but for those changed."""
    model, _ = prepared(terms, {})
    return {name: one.still for name, one in model.assumptions.by_name.items()} | changed
