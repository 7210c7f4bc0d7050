"""R32: does the place do what those who built new care models found needed?"""

from __future__ import annotations

from collections.abc import Iterator

from joinedup.money.checks.agreements import in_force
from joinedup.money.checks.publications import HEALTH_FOUNDATION_2017
from joinedup.money.checks.rule import (
    Found,
    Judgement,
    Missing,
    Proposal,
    Rule,
    judged,
    missing,
)
from joinedup.place.model import Place
from joinedup.wording import quoted

# Designs that look at the same people or practices only, with nobody to compare them with.
WITHOUT_COMPARATOR = {"interrupted-time-series"}


def judge(proposal: Proposal) -> Judgement:
    """Found when what is written falls short of a lesson; what is not written is missing."""
    place = proposal.place
    return judged(
        list(_short_of(place)),
        list(_not_written(place)),
        "The population is defined, primary care leads, assumptions are tested against a comparator, and the work is staffed.",
        ("care_models",),
    )


def _short_of(place: Place) -> Iterator[Found]:
    for number, model in enumerate(place.care_models):
        where = ("care_models", number)
        if model.primary_care_lead is None:
            yield Found(f'No practice leads "{model.name}".', (*where, "primary_care_lead"))
        if not model.assumptions:
            yield Found(
                f'"{model.name}" says nothing of why it should work, and nothing tests it.',
                (*where, "assumptions"),
            )
        alone = [one.id for one in model.assumptions if one.test in WITHOUT_COMPARATOR]
        if alone:
            said = f'"{model.name}" tests {quoted(alone)} with nobody to compare with.'
            yield Found(said, (*where, "assumptions"))
    if place.engine_room and not (place.engine_room.staff and place.engine_room.budget):
        yield Found("Nobody is employed to make the change happen.", ("engine_room",))
    if place.workforce and not place.workforce.budget:
        yield Found("Nothing is set aside for the people who give the care.", ("workforce", "budget"))
    bodies = {decision.decides for _, agreement in in_force(place) for decision in agreement.decisions}
    if len(bodies) == 1:
        yield Found(
            f"{bodies.pop()} decides everything: nobody nearer to care decides anything.", ("agreements",)
        )


def _not_written(place: Place) -> Iterator[Missing]:
    if not place.neighbourhoods and place.population.registered_with == "neighbourhoods":
        yield missing(("neighbourhoods",), "practices that work together, by which people are counted")
    if not place.care_models:
        yield missing(("care_models",), "what is offered, to whom, and why it should work")
    if place.engine_room is None:
        yield missing(("engine_room",), "the people who make the change happen")
    if place.workforce is None:
        yield missing(("workforce",), "what is set aside for the people who give the care")
    if not any(agreement.decisions for _, agreement in in_force(place)):
        yield missing(("agreements",), "who decides what")


RULE = Rule(
    id="R32",
    slug="ten-lessons",
    question="Is the population defined, primary care in the lead, each assumption tested against a comparator, the work staffed,"
    " deciding spread?",
    about="place",
    group="who-watches",
    severity="warning",
    reads=(
        "neighbourhoods",
        "population.registered_with",
        "care_models[].primary_care_lead",
        "care_models[].assumptions[].test",
        "engine_room.staff",
        "engine_room.budget",
        "workforce.budget",
        "agreements[].decisions[].decides",
    ),
    source=HEALTH_FOUNDATION_2017,
    mend="Name a practice that leads, how each assumption is tested, staff and money for the change, and who decides what.",
    judge=judge,
)
