"""Planned savings of a contract as movements: what is saved at one price is income that an organisation no longer has."""

from __future__ import annotations

from collections.abc import Sequence

from joinedup.answers.page.words import listed
from joinedup.answers.whole_place.of_care_model import charges_of
from joinedup.answers.whole_place.question import Case, Moved, Question
from joinedup.money.contracts import with_terms
from joinedup.money.pence import of_pounds
from joinedup.money.whole_place.gains import Charge, Movement
from joinedup.money.whole_place.paid_under_contract import how_paid
from joinedup.money.whole_place.released_cost import release_path
from joinedup.place.contracts import Contract, PlannedSaving, Service
from joinedup.place.model import Place


def contract_question(place: Place, contract: Contract, saving: str | None = None) -> Question:
    """All planned savings of a contract with its investments, or one of them by itself."""
    savings = [one for one in contract.savings if saving in (None, one.name)]
    movements, moved, warnings, paid = [], [], [], []
    terms = with_terms(contract)
    for one in savings:
        service = next((found for found in contract.services if found.name == one.service), None)
        amounts = _amounts(one, contract.years)
        if service is None or not service.price:
            warnings.append(
                f'"{one.name}" says of no priced service whose activity it saves: it is not counted.'
            )
            continue
        if not one.amounts:
            warnings.append(
                f'"{one.name}" has only a total: it is spread evenly over {contract.years} years.'
            )
        how = how_paid(place, terms, service)
        movements.append(_movement(service, amounts, how.payer, how.share))
        moved.append(_moved(service, amounts))
        paid.append(f"{service.name}: {how.why}")
    charges = _charges(place, contract) if saving is None else ()
    if saving is not None and contract.investments:
        warnings.append(
            f'What the contract "{contract.name}" needs first is not part of one saving: ask for the contract itself.'
        )
    return Question(
        saving or contract.name,
        "planned saving" if saving else "contract",
        contract.years,
        (Case("planned", "As planned", tuple(movements), tuple(moved)),),
        charges,
        tuple(warnings),
        _rests_on(contract, savings, paid),
    )


def _amounts(saving: PlannedSaving, years: int) -> tuple[float, ...]:
    if saving.amounts:
        return tuple(float(amount) for amount in saving.amounts)
    return tuple((saving.total or 0) / years for _ in range(years))


def _movement(service: Service, amounts: Sequence[float], payer: str, share: float) -> Movement:
    cost = service.price if service.cost is None else service.cost
    return Movement(
        service.organisation,
        service.name,
        tuple(-amount / service.price for amount in amounts),
        of_pounds(service.price),
        of_pounds(cost),
        payer,
        share,
        release_path(fixed_share=service.fixed_share),
    )


def _moved(service: Service, amounts: Sequence[float]) -> Moved:
    last = amounts[-1] / service.price
    part = f"−{100 * last / service.activity:.1f}%" if service.activity else "leaves"
    return Moved(service.organisation, service.name, service.activity, of_pounds(service.price), part, -last)


def _charges(place: Place, contract: Contract) -> tuple[Charge, ...]:
    invested = tuple(
        Charge(one.paid_by, one.name, tuple(of_pounds(amount) for amount in one.amounts))
        for one in contract.investments
    )
    return invested + charges_of(place, contract.name)


def _rests_on(contract: Contract, savings: Sequence[PlannedSaving], paid: Sequence[str]) -> tuple[str, ...]:
    sources = list(dict.fromkeys(one.source or "the place's own assumption" for one in savings))
    return (
        f"Savings: {listed(sources)}. Each is taken to be activity at the price of its service.",
        f"Prices, costs and fixed shares of services: {contract.source or 'the place file'}. A service without a cost of its"
        " own is taken to cost its price.",
        f"Cost that leaves: an assumption where a service has no fixed_share. {release_path().source}",
        f"Who is paid how: {'; '.join(paid) or 'no service is counted'}. Transition support and shares of savings under the"
        " contract come on top: `joinedup stress` has them.",
    )
