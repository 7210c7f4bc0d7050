"""R05: does the price ask for more efficiency than anybody has shown?"""

from __future__ import annotations

from joinedup.money.checks.agreed_amounts import agreed_amounts
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
from joinedup.money.checks.who_bears import risk_of


def judge(proposal: Proposal) -> Judgement:
    """Found when in any year the price, or else the benchmark, asks for more saved a year than the limit, against the cost if
    nothing changed."""
    contract = proposal.contract
    agreed, called = agreed_amounts(proposal)
    if not agreed:
        return does_not_apply("neither a price nor a benchmark is agreed for its years.")
    if called == "benchmark" and risk_of(proposal).is_none:
        return does_not_apply("its providers can only gain, so a low benchmark is no loss.")
    base = contract.baseline
    keys = [key for key in ("annual", "growth") if getattr(base, key) is None]
    unchanged = unchanged_cost(contract)
    if keys or unchanged is None:
        return cannot_be_judged(*(missing(proposal.at("baseline", key)) for key in keys))
    years = list(enumerate(zip(agreed, unchanged, strict=False), start=1))
    asked = {year: efficiency_a_year(price, cost, year) for year, (price, cost) in years}
    worst = max(asked, key=lambda year: asked[year])
    price, cost = agreed[worst - 1], unchanged[worst - 1]
    most = limit("efficiency_a_year")
    said = (
        f"In year {worst} care would cost {pounds(cost)} if nothing changed and the {called} is {pounds(price)},"
        f" {per_cent(1 - price / cost)} less: {per_cent(asked[worst])} must be saved every year."
    )
    more = f"{said} A contract should not rely on more than {per_cent(most)} a year."
    where = proposal.at("benchmarks" if called == "benchmark" else "prices" if contract.prices else "terms")
    within = _within(called, asked[worst], most)
    return judged([Found(more, where)] if asked[worst] > most else [], [], within, where)


def _within(called: str, asked: float, most: float) -> str:
    if asked <= 0:
        return f"The {called}s ask for no saving against the cost if nothing changed."
    return f"The {called}s ask for at most {per_cent(asked)} a year, within the {per_cent(most)} that a contract may rely on."


RULE = Rule(
    id="R05",
    slug="required-efficiency",
    question="Does the price ask for more to be saved every year than anybody has shown?",
    about="contract",
    group="price-before-cost",
    severity="error",
    reads=(
        "contracts[].prices",
        "contracts[].benchmarks",
        "contracts[].baseline.annual",
        "contracts[].baseline.growth",
    ),
    source=f"{MORCIANO_2020}: 3.1% fewer emergency admissions in the third year; {NAO_2018}",
    mend="Let the price fall more slowly, pay for growth, or show where more was saved and change the limit.",
    judge=judge,
)
