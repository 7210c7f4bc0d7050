"""R14: is VAT settled for the legal form chosen, and is it in the budget?"""

from __future__ import annotations

from joinedup.money.checks.in_words import pounds
from joinedup.money.checks.publications import NAO_2016
from joinedup.money.checks.rule import (
    Found,
    Judgement,
    Missing,
    Proposal,
    Rule,
    cannot_be_judged,
    judged,
    missing,
)
from joinedup.money.legal_forms.forms import vat_recoverable
from joinedup.place.contracts import Tax
from joinedup.wording import day


def judge(proposal: Proposal) -> Judgement:
    """Found without a written opinion in time, or with less in the budget than cannot be recovered."""
    tax, where = proposal.contract.tax, proposal.at("tax")
    if tax is None:
        return cannot_be_judged(missing(where))
    found = _opinion(proposal, tax)
    keys: list[Missing] = []
    lost = 0 if tax.irrecoverable is None and _keeps_vat(proposal) else tax.irrecoverable
    if lost is None:
        keys.append(missing((*where, "irrecoverable")))
    elif lost and tax.in_budget is None:
        keys.append(missing((*where, "in_budget")))
    elif lost > (tax.in_budget or 0):
        said = (
            f"{pounds(lost)} of VAT a year cannot be recovered under this form and {pounds(tax.in_budget or 0)} is in the"
            " budget for it."
        )
        found.append(Found(said, (*where, "in_budget")))
    if lost is None and tax.in_budget == 0:
        found.append(
            Found("Nothing is in the budget for VAT that cannot be recovered.", (*where, "in_budget"))
        )
    return judged(
        found, keys, "VAT is settled in writing and what cannot be recovered is in the budget.", where
    )


def _keeps_vat(proposal: Proposal) -> bool:
    """Whether nobody loses VAT by the legal form, so that no amount need be written."""
    contract = proposal.contract
    kinds = {one.code: one.kind for one in proposal.place.organisations}
    return bool(contract.form and vat_recoverable(contract.form, kinds.get(contract.holder or "")))


def _opinion(proposal: Proposal, tax: Tax) -> list[Found]:
    (by, what), where = proposal.binds_from, proposal.at("tax", "opinion_on")
    if tax.opinion_on is None:
        return [Found("No written opinion says what VAT the legal form costs.", where)]
    if tax.opinion_on > by:
        said = f"The opinion on VAT came on {day(tax.opinion_on)}, after {what} on {day(by)}."
        return [Found(said, where)]
    return []


RULE = Rule(
    id="R14",
    slug="tax-funded",
    question="Is VAT settled in writing for the legal form chosen, and what cannot be recovered in the budget?",
    about="contract",
    group="tax-and-form",
    severity="block",
    reads=(
        "contracts[].tax.opinion_on",
        "contracts[].tax.irrecoverable",
        "contracts[].tax.in_budget",
        "contracts[].form",
        "contracts[].signed_on",
        "contracts[].starts_on",
    ),
    source=f"{NAO_2016}: neither side arranged to fund the VAT that followed from the legal form",
    mend="Get a written opinion for the form chosen before signature, and put what cannot be recovered into the budget;"
    " `joinedup forms` compares forms.",
    judge=judge,
)
