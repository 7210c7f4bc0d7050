"""Whether something tried elsewhere fits a place: each question answered, and what is not known never hidden."""

from __future__ import annotations

from dataclasses import replace

import pytest

from joinedup.learning.evidence import Effect, Tried, library
from joinedup.learning.fit import (
    AgreementHere,
    Answer,
    Here,
    PeopleHere,
    PostsHere,
    fit_check,
    how_it_is_judged,
    overall,
)

TRIED = Tried(
    id="teams",
    name="Teams",
    kind="pacs",
    done="Teams met",
    where="Elsewhere",
    system="NHS in England",
    years="2016",
    who="people with complex needs",
    group="care-model",
    people=800,
    mean_age=80.0,
    design="Matched comparison",
    staff="community nurses",
    primary_care_lead=True,
    organisations=("practice", "community"),
    effects=(Effect("emergency_admissions", "20% fewer", -0.20, -0.30, -0.10),),
    caution="",
    source="Somebody, 2017",
    address="",
    published=None,
)
HERE = Here(
    system="NHS in England",
    groups={"care-model": PeopleHere("people of the hub", 500, 78.0, {"emergency_admissions": -0.15})},
    charted=frozenset({"emergency_admissions"}),
    titles={"emergency_admissions": "Emergency admissions"},
    leads=True,
    agreements=[AgreementHere("Alliance", "An alliance", frozenset({"practice", "community", "council"}))],
    posts=PostsHere(10.0, 1.0),
)
NOTHING_KNOWN = Here("NHS in England", {}, frozenset(), {}, None, [], None)


def answer(about: str, tried: Tried = TRIED, here: Here = HERE) -> Answer:
    return next(one for one in fit_check(tried, here) if one.about == about)


def people(**changes: object) -> Here:
    return replace(HERE, groups={"care-model": replace(HERE.groups["care-model"], **changes)})  # type: ignore[arg-type]


def test_what_was_tried_in_a_place_like_this_one_fits_in_everything() -> None:
    answers = fit_check(TRIED, HERE)
    assert {one.stands for one in answers} == {"fits"}
    assert overall(answers) == "Of 8 questions, 8 fit, none do not fit and none are not known."


def test_of_a_place_of_which_nothing_is_known_hardly_anything_is_answered_and_all_of_it_is_named() -> None:
    answers = fit_check(TRIED, NOTHING_KNOWN)
    unknown = [one.about for one in answers if one.stands == "not known"]
    assert unknown == [
        "the number of people",
        "their age",
        "what is charted",
        "telling it from chance",
        "the workforce",
        "who leads",
    ]
    said = overall(answers)
    assert all(about in said for about in unknown)
    assert "6 are not known" in said


@pytest.mark.parametrize(("here", "stands"), [(400, "fits"), (399, "does not fit")])
def test_there_are_enough_people_from_half_the_number_studied_on(here: int, stands: str) -> None:
    found = answer("the number of people", here=people(people=here))
    assert found.stands == stands
    assert f"{here}" in found.because
    assert "800" in found.because


def test_people_too_few_to_show_are_not_counted_out_loud() -> None:
    found = answer("the number of people", here=people(people=None))
    assert found.stands == "does not fit"
    assert "too few to show" in found.because


@pytest.mark.parametrize(("age", "stands"), [(85.0, "fits"), (85.1, "does not fit")])
def test_five_years_apart_is_still_the_same_age(age: float, stands: str) -> None:
    assert answer("their age", here=people(mean_age=age)).stands == stands


def test_an_age_that_the_source_does_not_give_is_not_guessed() -> None:
    found = answer("their age", replace(TRIED, mean_age=None))
    assert found.stands == "not known"
    assert "no mean age" in found.because


def test_an_effect_smaller_than_what_chance_does_here_cannot_be_found() -> None:
    found = answer("telling it from chance", here=people(smallest={"emergency_admissions": -0.25}))
    assert found.stands == "does not fit"
    assert "20% lower there" in found.because
    assert "25% lower" in found.because


@pytest.mark.parametrize(("rise", "stands"), [(0.26, "fits"), (0.24, "does not fit")])
def test_a_rise_is_as_far_from_no_change_as_the_fall_that_undoes_it(rise: float, stands: str) -> None:
    """A fall to 0.8 undoes a rise to 1.25."""
    tried = replace(TRIED, effects=(Effect("emergency_admissions", "more", rise),))
    here = people(smallest={"emergency_admissions": -0.20})
    assert answer("telling it from chance", tried, here).stands == stands


def test_where_not_even_a_fall_to_nothing_could_be_found_nothing_can() -> None:
    found = answer("telling it from chance", here=people(smallest={"emergency_admissions": -1.0}))
    assert found.stands == "does not fit"
    assert "no change at all" in found.because


def test_words_without_a_size_cannot_be_looked_for() -> None:
    tried = replace(TRIED, effects=(Effect("emergency_admissions", "No evidence"),))
    assert answer("telling it from chance", tried).stands == "not known"


def test_what_is_not_charted_here_is_named() -> None:
    effects = (*TRIED.effects, Effect("deaths", "fewer deaths"))
    found = answer("what is charted", replace(TRIED, effects=effects))
    assert found.stands == "fits"
    assert "There is none of fewer deaths." in found.because


def test_vacant_posts_are_a_workforce_that_is_not_there() -> None:
    assert answer("the workforce", here=replace(HERE, posts=PostsHere(10.0, 1.1))).stands == "does not fit"
    assert answer("the workforce", here=replace(HERE, posts=None)).stands == "not known"


def test_a_care_model_that_general_practice_led_needs_a_practice_to_lead_it() -> None:
    assert answer("who leads", here=replace(HERE, leads=False)).stands == "does not fit"
    assert answer("who leads", replace(TRIED, primary_care_lead=None)).stands == "not known"
    assert (
        answer("who leads", replace(TRIED, primary_care_lead=False), replace(HERE, leads=False)).stands
        == "fits"
    )


def test_who_is_missing_from_the_nearest_agreement_is_named() -> None:
    tried = replace(TRIED, organisations=("practice", "community", "care-home"))
    found = answer("the agreement", tried)
    assert found.stands == "does not fit"
    assert "no member from care homes" in found.because
    assert answer("the agreement", here=replace(HERE, agreements=[])).stands == "does not fit"


def test_another_countrys_health_service_is_another_system() -> None:
    assert answer("the system of care", replace(TRIED, system="NHS in Wales")).stands == "does not fit"


@pytest.mark.parametrize("tried", library(), ids=lambda one: one.id)
def test_everything_in_the_library_can_be_asked_about(tried: Tried) -> None:
    for here in (HERE, NOTHING_KNOWN):
        answers = fit_check(tried, here)
        assert len(answers) == 8
        assert all(one.because.endswith(".") for one in answers)
        assert sum(one.stands == "not known" for one in answers) == 0 or "not known" in overall(answers)


def test_the_limits_are_said_as_they_stand_in_their_file() -> None:
    for words in ("at least 50% of the number studied", "5 years at most", "at most 10% of the posts"):
        assert words in how_it_is_judged()
