"""Which checks a contract would raise under another legal form: the same rules, asked of the place as it would then be."""

from __future__ import annotations

from joinedup.money.checks.checked import Judged, checked
from joinedup.money.legal_forms.contract_under_form import NEW_BODY, holder_under, providers_of, under_form
from joinedup.money.legal_forms.forms import LegalForm
from joinedup.place.contracts import Contract, Tax
from joinedup.place.model import Organisation, Place

NEW_CODE = "NEW-BODY"
# What changes with the form: a rule that reads one of these can answer differently.
CHANGES = ("form", "holder", "limited_liability", "tax", "guarantees")


def checks_under(place: Place, contract: Contract, form: LegalForm) -> tuple[Judged, ...]:
    """Answers of the rules that the form can change, for this contract; blocking first, then by id."""
    proposed = as_proposed(place, contract, form)
    wanted = tuple(f"contracts[].{key}" for key in CHANGES)
    answers = [
        one
        for one in checked(proposed)
        if one.contract == contract.name and any(read.startswith(wanted) for read in one.rule.reads)
    ]
    order = ("block", "error", "warning")
    return tuple(sorted(answers, key=lambda one: (order.index(one.rule.severity), one.rule.id)))


def as_proposed(place: Place, contract: Contract, form: LegalForm) -> Place:
    """The place as it would be with the contract under the form: its holder, whether that is limited, what VAT it loses.

    A new body has no reserve until somebody puts one in; one integrated body has all reserves of those who give the care.
    """
    organisations, holder = _organisations(place, contract, form)
    lost = under_form(place, contract, form).vat.pence
    tax = contract.tax or Tax.model_validate({})
    if form.name != contract.form:
        # An opinion on another form is no opinion on this one.
        irrecoverable = None if lost is None else -(-lost // 100)
        tax = tax.model_copy(update={"irrecoverable": irrecoverable, "opinion_on": None, "opinion_by": None})
    changed = contract.model_copy(
        update={
            "form": form.name,
            "holder": holder,
            "limited_liability": form.holds == "new-body"
            or bool(contract.limited_liability and holder == contract.holder),
            "tax": tax,
        }
    )
    contracts = tuple(changed if one.name == contract.name else one for one in place.contracts)
    return place.model_copy(update={"organisations": organisations, "contracts": contracts})


def _organisations(
    place: Place, contract: Contract, form: LegalForm
) -> tuple[tuple[Organisation, ...], str | None]:
    holder = holder_under(contract, form)
    if holder == NEW_BODY:
        body = Organisation(code=NEW_CODE, name="the new body", kind="independent", capital_reserve=0)
        return (*place.organisations, body), NEW_CODE
    if form.holds == "one-body" and holder:
        reserve = sum(one.capital_reserve or 0 for one in providers_of(place, contract, form))
        changed = tuple(
            one.model_copy(update={"capital_reserve": reserve}) if one.code == holder else one
            for one in place.organisations
        )
        return changed, holder
    return place.organisations, holder
