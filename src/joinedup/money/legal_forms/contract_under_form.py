"""One contract of a place under a legal form: who would hold it, whose capital stands behind a loss, what VAT would be lost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from joinedup.money.legal_forms.forms import LegalForm, vat_recoverable
from joinedup.money.pence import of_pounds, whole
from joinedup.money.pooled.vat import assumed_shares, regime_of, standard_rate
from joinedup.place.contracts import Contract, Service
from joinedup.place.governance import DecisionRight
from joinedup.place.model import Organisation, Place

NEW_BODY = "the new body"


@dataclass(frozen=True)
class Capital:
    """What one body could lose, in pence; None where nothing says. `is_guarantee` for what it signed for the holder."""

    organisation: str
    pence: int | None
    is_guarantee: bool = False


@dataclass(frozen=True)
class VatLost:
    """VAT a year that could no longer be recovered, in pence, and how that is known. None where it cannot be said."""

    pence: int | None
    is_estimate: bool
    words: str


@dataclass(frozen=True)
class UnderForm:
    """The contract under the form. `holders` are codes, or NEW_BODY."""

    form: LegalForm
    holders: tuple[str, ...]
    capital: tuple[Capital, ...]
    vat: VatLost
    decisions: tuple[DecisionRight, ...]

    @property
    def capital_pence(self) -> int:
        """All that is known to stand behind a loss."""
        return sum(one.pence or 0 for one in self.capital)


def under_form(place: Place, contract: Contract, form: LegalForm) -> UnderForm:
    """What the form would mean for the contract, from the members' reserves, the guarantees signed, and what services cost."""
    providers = providers_of(place, contract, form)
    holder = holder_under(contract, form)
    return UnderForm(
        form,
        _holders(holder, form, providers),
        _capital(contract, holder, form, providers),
        _vat(place, contract, form),
        _decisions(place, contract),
    )


def holder_under(contract: Contract, form: LegalForm) -> str | None:
    """Who would hold it, where one body does: NEW_BODY unless it is held by such a body already. The body of a corporate joint
    venture is gone under any other form, and then nobody is named yet."""
    if form.holds == "new-body":
        return contract.holder if contract.form == form.name and contract.holder else NEW_BODY
    return None if contract.form == "corporate-joint-venture" else contract.holder


def providers_of(place: Place, contract: Contract, form: LegalForm) -> list[Organisation]:
    """Who gives care under the contract: those of its services, or the members of its agreement where it names none; without
    the commissioner, and without a holder that the form does away with."""
    codes = [service.organisation for service in contract.services]
    if not codes:
        agreement = next((one for one in place.agreements if one.name == contract.agreement), None)
        codes = list(agreement.members) if agreement else []
    wanted = {*codes, contract.holder or ""}
    if contract.form == "corporate-joint-venture" and form.holds != "new-body":
        wanted.discard(contract.holder or "")
    return [one for one in place.organisations if one.code in wanted and one.kind != "commissioner"]


def _holders(holder: str | None, form: LegalForm, providers: Sequence[Organisation]) -> tuple[str, ...]:
    if form.holds == "each":
        return tuple(one.code for one in providers)
    return (holder,) if holder else ()


def _capital(
    contract: Contract, holder: str | None, form: LegalForm, providers: Sequence[Organisation]
) -> tuple[Capital, ...]:
    reserves = {
        one.code: None if one.capital_reserve is None else of_pounds(one.capital_reserve) for one in providers
    }
    if form.capital in ("each", "one-body"):
        return tuple(Capital(code, pence) for code, pence in reserves.items())
    guarantees = tuple(
        Capital(one.guarantor, of_pounds(one.amount), True)
        for one in contract.guarantees
        if one.executed_on is not None
    )
    own = (Capital(holder, reserves.get(holder)),) if holder else ()
    return (*own, *guarantees)


def _vat(place: Place, contract: Contract, form: LegalForm) -> VatLost:
    if contract.form == form.name and contract.tax and contract.tax.irrecoverable is not None:
        return VatLost(
            of_pounds(contract.tax.irrecoverable), False, "as the contract's tax section states it"
        )
    kinds = {one.code: one.kind for one in place.organisations}
    kept = vat_recoverable(form.name, kinds.get(holder_under(contract, form) or ""))
    if kept is None:
        return VatLost(None, True, "it depends on who would lead, and nobody is named")
    if kept:
        return VatLost(0, False, form.vat_words)
    cost, said = _cost_of_nhs_care(place, contract)
    if cost is None:
        return VatLost(
            None, True, "nothing says what the contract's care costs: write services or a baseline"
        )
    shares, rate = assumed_shares(), standard_rate()
    pence = int(whole(cost * shares.refundable_share_of_cost * rate)[0])
    words = (
        f"estimated: {100 * shares.refundable_share_of_cost:.0f}% (assumed) of {said} bears VAT at {100 * rate:.0f}% that is"
        " recovered today"
    )
    return VatLost(pence, True, words)


def _cost_of_nhs_care(place: Place, contract: Contract) -> tuple[float | None, str]:
    """Pence a year that care by NHS bodies costs under the contract, and what that is in words."""
    nhs = {one.code for one in place.organisations if regime_of(one.kind).name == "section-41"}
    services = [one for one in contract.services if one.organisation in nhs]
    if contract.services:
        return sum(_yearly(one) for one in services), "what NHS bodies' services cost"
    if contract.baseline.annual is not None:
        return contract.baseline.annual * 100.0, "the first year's cost, all of it taken as NHS bodies'"
    if contract.prices:
        return contract.prices[0] * 100.0, "the first year's price, all of it taken as NHS bodies'"
    return None, ""


def _yearly(service: Service) -> float:
    cost = service.price if service.cost is None else service.cost
    return service.activity * cost * 100


def _decisions(place: Place, contract: Contract) -> tuple[DecisionRight, ...]:
    agreement = next((one for one in place.agreements if one.name == contract.agreement), None)
    return agreement.decisions if agreement else ()
