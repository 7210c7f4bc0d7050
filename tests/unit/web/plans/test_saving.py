"""Every save is a new version with who and when, and nobody saves over anybody."""

from __future__ import annotations

import pytest

from tests.support.care_team_people import PERSON, care_coordinator, social_worker, viewer

pytestmark = pytest.mark.usefixtures("database")


def draft(**words: str) -> object:
    from joinedup.web.plans.draft import Draft

    return Draft(words)


def saved(by: object, begun_from: int, **words: str) -> object:
    from joinedup.web.plans.actions import save

    return save(by=by, person=PERSON, draft=draft(**words), begun_from=begun_from)  # type: ignore[arg-type]


def test_each_save_adds_a_version_and_an_audit_entry() -> None:
    from joinedup.web.audit.models import Entry
    from joinedup.web.plans.queries import versions

    amina = care_coordinator()
    saved(amina, 0, about_me="Likes tea")
    saved(amina, 1, about_me="Likes milk")
    assert [(one.number, one.words["about_me"], one.by.user.name) for one in versions(amina, PERSON)] == [
        (2, "Likes milk", "Amina Yusuf"),
        (1, "Likes tea", "Amina Yusuf"),
    ]
    told = Entry.objects.filter(action="saved a plan").order_by("number")
    assert [entry.detail for entry in told] == [{"version": 1}, {"version": 2}]


def test_a_version_is_never_edited_or_deleted() -> None:
    version = saved(care_coordinator(), 0, about_me="Likes tea")
    for attempt in (version.save, version.delete):  # type: ignore[attr-defined]
        with pytest.raises(TypeError, match="never"):
            attempt()


def test_a_button_pressed_twice_saves_once() -> None:
    amina = care_coordinator()
    assert saved(amina, 0, about_me="Likes tea").pk == saved(amina, 0, about_me="Likes tea").pk  # type: ignore[attr-defined]


def test_the_second_of_two_who_began_from_one_version_saves_nothing_and_is_told_who_was_first() -> None:
    from joinedup.web.plans.actions import ChangedMeanwhile
    from joinedup.web.plans.queries import versions

    amina, tom = care_coordinator(), viewer("Tom Ellery", "gp", "L81001")
    saved(amina, 0, about_me="Likes tea")
    saved(tom, 1, about_me="Likes tea and toast")
    with pytest.raises(ChangedMeanwhile) as changed:
        saved(amina, 1, about_me="Likes tea and cake")
    assert changed.value.newest.by.user.name == "Tom Ellery"
    assert len(versions(amina, PERSON)) == 2


def test_whoever_is_not_in_the_care_team_writes_nothing_and_reads_nothing() -> None:
    from joinedup.web.plans.actions import NotInTheTeam
    from joinedup.web.plans.queries import newest, version, versions

    saved(care_coordinator(), 0, about_me="Likes tea")
    with pytest.raises(NotInTheTeam):
        saved(social_worker(), 1, about_me="Likes milk")
    assert (
        newest(social_worker(), PERSON),
        version(social_worker(), PERSON, 1),
        versions(social_worker(), PERSON),
    ) == (None, None, [])


def test_plans_to_look_at_soon_are_on_the_first_screen_of_the_care_team_alone() -> None:
    from datetime import date

    from joinedup.web.plans.actions import save
    from joinedup.web.plans.draft import Draft
    from joinedup.web.plans.queries import for_first_screen

    amina = care_coordinator()
    save(by=amina, person=PERSON, draft=Draft({"goals": "Walk"}, review_on=date(2026, 3, 10)), begun_from=0)
    assert for_first_screen(amina, date(2026, 3, 1)) == [(PERSON, date(2026, 3, 10))]
    assert for_first_screen(amina, date(2026, 2, 1)) == []
    assert for_first_screen(social_worker(), date(2026, 3, 1)) == []


def test_in_an_emergency_the_plan_is_read_and_not_written() -> None:
    from joinedup.web.emergency.actions import open_in_emergency
    from joinedup.web.plans.queries import may_write, newest, versions

    saved(care_coordinator(), 0, contingency="Call her daughter first")
    priya = social_worker()
    open_in_emergency(by=priya, person=PERSON, reason="Found collapsed at home")
    assert newest(priya, PERSON).words["contingency"] == "Call her daughter first"  # type: ignore[union-attr]
    assert (may_write(priya, PERSON), versions(priya, PERSON)) == (False, [])
