"""What a stress test says, in words a board uses: chances as futures of a hundred, amounts with their sign."""

from __future__ import annotations

from joinedup.answers.page import words
from joinedup.answers.stress.stress_test import StressTest
from joinedup.money.stress.assumptions import Assumption
from joinedup.money.stress.results import PLACE, OrganisationStress
from joinedup.money.stress.what_if import WhatIf

# A scenario is worth a sentence on top when it moves the chance of loss by this much.
WORTH_SAYING = 0.05
# Below this, on average over all futures, what an organisation cannot bear is not worth a sentence.
WORTH_A_SENTENCE_PENCE = 10_000_000


def of_100(chance: float, futures: int) -> str:
    """97 of 100 futures; none, or every one, of them all."""
    if chance == 0:
        return f"none of the {futures:,} futures"
    if chance == 1:
        return f"every one of the {futures:,} futures"
    if chance < 0.005:
        return "fewer than 1 of 100 futures"
    if chance > 0.995:
        return "more than 99 of 100 futures"
    return f"{100 * chance:.0f} of 100 futures"


def in_a_cell(chance: float | None) -> str:
    """97%, <1%, or a dash where it is not known."""
    if chance is None:
        return words.NOT_THERE
    if 0 < chance < 0.005:
        return "<1%"
    return ">99%" if 0.995 < chance < 1 else f"{100 * chance:.0f}%"


def signed(pence: float) -> str:
    """An amount with a minus sign in front of a loss."""
    return f"{'−' if pence < 0 else ''}{words.pounds(abs(pence))}"


def answer(test: StressTest) -> str:
    """The sentence on top: how often the holder loses, and what would and would not change that."""
    one, contract, futures = test.holder, test.contract.contract, test.found.futures
    name, over = test.name(one.organisation), "year" if contract.years == 1 else f"{contract.years} years"
    if not one.at_stake:
        return (
            f"By the terms of this contract {name} neither gains nor loses in any of the {futures:,} futures."
        )
    if one.chance_of_loss == 0 and not any(one.chance_of_loss_by_year):
        alone = "" if contract.years == 1 else ", nor in any one of them"
        return f"By the terms of this contract {name} loses in none of the {futures:,} futures over the {over}{alone}."
    told = f"In {of_100(one.chance_of_loss, futures)} {name} loses money over the {over} of the contract"
    savings = _savings(test)
    return " ".join(part for part in (f"{told}{savings[0]}", savings[1], _baseline(test)) if part)


def _savings(test: StressTest) -> tuple[str, str]:
    """How the sentence ends, and the one after it: what all savings would change."""
    by_name = {one.name: one for one in test.found.assumptions}
    made, late = by_name["savings_realised"], by_name["savings_delay"]
    planned = bool(test.contract.contract.savings)
    if planned and made.low >= 1 and late.high <= 0:
        return ", although every planned saving is made in all of them.", ""
    scenario = _scenario(test, "every-saving")
    if scenario is None:
        return ".", ""
    chance = scenario.organisations[0].chance_of_loss
    said = of_100(chance, test.found.futures)
    if chance >= min(0.5, test.holder.chance_of_loss):
        return f"; even if every planned saving is made in full and on time, in {said}.", ""
    return ".", f"If every planned saving is made in full and on time, it does in {said}."


def _baseline(test: StressTest) -> str:
    scenario = _scenario(test, "baseline-right")
    if scenario is None:
        return ""
    chance = scenario.organisations[0].chance_of_loss
    if abs(chance - test.holder.chance_of_loss) < WORTH_SAYING:
        return ""
    return f"Were the baseline right, it would in {of_100(chance, test.found.futures)}."


def _scenario(test: StressTest, name: str) -> WhatIf | None:
    return next((one for one in test.what_ifs if one.name == name), None)


def organisation_sentence(test: StressTest, one: OrganisationStress) -> str:
    """What an organisation can expect: chance of loss, the worst tenth, and whether it could bear it."""
    futures = test.found.futures
    if not one.at_stake:
        return "By the terms of the contract it neither gains nor loses."
    worst = f"In the worst tenth of futures it ends on average at {signed(one.worst_tenth_mean_pence)}."
    if one.chance_of_loss == 0:
        lost = any(one.chance_of_loss_by_year)
        told = "It loses in none of the futures" + (", though it can lose in single years." if lost else ".")
        return f"{told} {worst}"
    told = f"It loses over all years in {of_100(one.chance_of_loss, futures)}. {worst}"
    return told if one.organisation == PLACE else f"{told} {_bearing(test, one)}"


def _bearing(test: StressTest, one: OrganisationStress) -> str:
    if one.can_bear_pence is None or one.chance_beyond_reserve is None:
        return "The place file does not say what it could bear."
    beyond = of_100(one.chance_beyond_reserve, test.found.futures)
    if one.can_bear_pence == 0:
        told = f"It has nothing to bear a loss with: it runs out in {beyond}."
    else:
        told = f"Its losses grow beyond the {words.pounds(one.can_bear_pence)} that it can bear in {beyond}."
    return " ".join(part for part in (told, falls_on_others(test, one)) if part)


def falls_on_others(test: StressTest, one: OrganisationStress) -> str:
    """What an organisation loses and cannot bear, and that somebody else would have to; nothing where that is next to nothing."""
    beyond = one.mean_beyond_reserve_pence or 0
    if beyond < WORTH_A_SENTENCE_PENCE:
        return ""
    return (
        f"On average over all futures, {words.pounds(beyond)} of its losses is more than {test.name(one.organisation)} could pay."
        " Somebody else would have to: the contract does not say who, and it is in nobody else's result here."
    )


def value(one: Assumption, amount: float) -> str:
    """A value of an assumption with its unit."""
    if one.distribution == "yes-or-no":
        return f"{100 * amount:.0f} of 100"
    if one.unit == "years":
        return f"{amount:g} {'year' if amount == 1 else 'years'}"
    if one.unit == "multiples":
        return f"{amount:g} × what is published"
    return f"{100 * amount:.1f}%".replace(".0%", "%").replace("-", "−")


def comes_from(one: Assumption) -> str:
    """Where an assumption comes from: its source, or whose it is."""
    if one.of_the_place:
        return f"This contract: {one.source or 'no source given'}. {one.about}".strip()
    if one.source:
        return one.source
    return f"Assumed by joinedup. {one.about}"
