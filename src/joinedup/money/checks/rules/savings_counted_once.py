"""R06: is each saving credited once, less the cost that stays?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from joinedup.money.checks.in_words import pounds
from joinedup.money.checks.publications import ROBERTS_1999
from joinedup.money.checks.rule import Found, Judgement, Proposal, Rule, does_not_apply, judged, missing
from joinedup.money.checks.savings import total_of
from joinedup.wording import listed, some


def judge(proposal: Proposal) -> Judgement:
    """Found when a saving is credited to several, written twice, larger than its service, or counted without the cost that
    stays when activity leaves."""
    savings = proposal.contract.savings
    if not savings:
        return does_not_apply("no saving is planned.")
    found = [
        *_credited_twice(proposal),
        *_cost_that_stays(proposal),
        *_larger_than_its_service(proposal),
        *_totals_larger_than_their_service(proposal),
    ]
    keys = [
        missing(proposal.at("savings", number, "credited_to"))
        for number, saving in enumerate(savings)
        if not saving.credited_to
    ]
    return judged(
        found, keys, "Each saving is credited once, less the cost that stays.", proposal.at("savings")
    )


def _credited_twice(proposal: Proposal) -> Iterator[Found]:
    savings = proposal.contract.savings
    times = Counter(saving.name for saving in savings)
    for number, saving in enumerate(savings):
        if len(saving.credited_to) > 1:
            who = listed([proposal.named(code) for code in saving.credited_to])
            said = (
                f'"{saving.name}" ({pounds(total_of(saving))}) is credited to {who}, and can be spent once.'
            )
            yield Found(said, proposal.at("savings", number, "credited_to"))
    for name, count in times.items():
        if count > 1:
            yield Found(f'The saving "{name}" is written {count} times.', proposal.at("savings"))


def _cost_that_stays(proposal: Proposal) -> Iterator[Found]:
    for number, saving in enumerate(proposal.contract.savings):
        if not saving.fixed_cost_left:
            said = (
                f'"{saving.name}" counts {pounds(total_of(saving))} as if all cost left with the activity; most of a'
                " hospital's cost stays in the first years."
            )
            yield Found(said, proposal.at("savings", number, "fixed_cost_left"))


def _larger_than_its_service(proposal: Proposal) -> Iterator[Found]:
    for service in proposal.contract.services:
        taken = [
            saving
            for saving in proposal.contract.savings
            if saving.service == service.name and saving.amounts
        ]
        for year in range(max((len(saving.amounts) for saving in taken), default=0)):
            saved = sum(saving.amounts[year] for saving in taken if year < len(saving.amounts))
            whole = service.activity * service.price
            if saved > whole:
                said = (
                    f"In year {year + 1} savings take {pounds(saved)} from {service.name}, which costs {pounds(whole)}: the same"
                    " saving is counted more than once."
                )
                yield Found(said, proposal.at("savings"))
                break


def _totals_larger_than_their_service(proposal: Proposal) -> Iterator[Found]:
    """Where only totals are known: more than the service costs in all years."""
    years, savings = proposal.contract.years, proposal.contract.savings
    for service in proposal.contract.services:
        taken = [saving for saving in savings if saving.service == service.name]
        whole, saved = service.activity * service.price * years, sum(map(total_of, taken))
        if saved > whole and not all(saving.amounts for saving in taken):
            said = (
                f"Savings of {pounds(saved)} are to come from {service.name}, which costs {pounds(whole)} over"
                f" {some(years, 'year', 'years')}: more than there is."
            )
            yield Found(said, proposal.at("savings"))


RULE = Rule(
    id="R06",
    slug="savings-counted-once",
    question="Is each saving credited once, to one body, less the cost that stays when activity leaves?",
    about="contract",
    group="savings-and-time",
    severity="error",
    reads=(
        "contracts[].savings[].credited_to",
        "contracts[].savings[].fixed_cost_left",
        "contracts[].savings[].total",
        "contracts[].savings[].service",
        "contracts[].services[].activity",
        "contracts[].services[].price",
    ),
    source=ROBERTS_1999,
    mend="Credit each saving to one body, take off what does not leave in the year, and write fixed_cost_left = true.",
    judge=judge,
)
