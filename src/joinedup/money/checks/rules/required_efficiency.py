"""R05: does the price ask for more efficiency than anybody has shown?"""

from __future__ import annotations

from joinedup.money.checks.in_words import per_cent, pounds
from joinedup.money.checks.price_path import efficiency_a_year, unchanged_cost
from joinedup.money.checks.publications import MORCIANO_2020, NAO_2018
from joinedup.money.checks.rule import (
    Found,
    Judgement,
    Proposal,
    Rule,
    cannot_be_judged,
    does_not_apply,
    judged,
    missing,
)
from joinedup.money.checks.thresholds import limit


def judge(proposal: Proposal) -> Judgement:
    """Found when in any year the price asks for more saved a year than the limit, against the cost if nothing changed."""
    contract = proposal.contract
    if not contract.prices:
        return does_not_apply("no price is agreed for its years.")
    base = contract.baseline
    keys = [key for key in ("annual", "growth") if getattr(base, key) is None]
    unchanged = unchanged_cost(contract)
    if keys or unchanged is None:
        return cannot_be_judged(*(missing(proposal.at("baseline", key)) for key in keys))
    years = list(enumerate(zip(contract.prices, unchanged, strict=False), start=1))
    asked = {year: efficiency_a_year(price, cost, year) for year, (price, cost) in years}
    worst = max(asked, key=lambda year: asked[year])
    price, cost = contract.prices[worst - 1], unchanged[worst - 1]
    most = limit("efficiency_a_year")
    said = (
        f"In year {worst} care would cost {pounds(cost)} if nothing changed and the price is {pounds(price)},"
        f" {per_cent(1 - price / cost)} less: {per_cent(asked[worst])} must be saved every year."
    )
    more = f"{said} A contract should not rely on more than {per_cent(most)} a year."
    where = proposal.at("prices")
    return judged([Found(more, where)] if asked[worst] > most else [], [], _within(asked[worst], most), where)


def _within(asked: float, most: float) -> str:
    if asked <= 0:
        return "The prices ask for no saving against the cost if nothing changed."
    return f"The prices ask for at most {per_cent(asked)} a year, within the {per_cent(most)} that a contract may rely on."


RULE = Rule(
    id="R05",
    slug="required-efficiency",
    question="Does the price ask for more to be saved every year than anybody has shown?",
    about="contract",
    group="price-before-cost",
    severity="error",
    reads=("contracts[].prices", "contracts[].baseline.annual", "contracts[].baseline.growth"),
    source=f"{MORCIANO_2020}: 3.1% fewer emergency admissions in the third year; {NAO_2018}",
    mend="Let the price fall more slowly, pay for growth, or show where more was saved and change the limit.",
    judge=judge,
)
