"""Who joined and left, and posts and vacancies across organisations."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from tests.unit.web.decisions.board import member, place, secretary

if TYPE_CHECKING:
    from joinedup.web.network.models import EstablishedPost

pytestmark = pytest.mark.usefixtures("database")


def membership(organisation: str, change: str, on: date) -> None:
    from joinedup.web.network import actions

    actions.change_membership(
        by=secretary(),
        place=place(),
        agreement=place().agreements[0],
        organisation=organisation,
        change=change,
        on=on,
        because="Its board voted",
        decision=None,
    )


def odds() -> list[str]:
    from joinedup.web.network.presenters import at_odds, names_of
    from joinedup.web.network.queries import membership_changes

    agreement = place().agreements[0]
    return at_odds(agreement, list(membership_changes(secretary(), agreement.name)), names_of(place()))


def post(organisation: str = "L81001", change: str = "vacant") -> EstablishedPost:
    from joinedup.web.network import actions

    return actions.establish_post(
        by=secretary(),
        place=place(),
        title="Care coordinator",
        organisation=organisation,
        works_on="Quay hub",
        whole_time=Decimal("1.50"),
        change=change,
        on=date(2024, 4, 1),
        because="",
        form_key=uuid4(),
    )


def test_a_member_that_left_and_still_stands_in_the_place_file_is_said() -> None:
    membership("SEA", "left", date(2024, 4, 1))
    assert odds() == ["Harbour Council left on 1 April 2024, and the place file still names it as a member."]


def test_a_member_that_came_back_is_at_odds_with_nothing() -> None:
    membership("SEA", "left", date(2024, 4, 1))
    membership("SEA", "joined", date(2025, 4, 1))
    assert odds() == []


def test_the_same_change_written_twice_is_one() -> None:
    from joinedup.web.audit.models import Entry
    from joinedup.web.network.models import MembershipChange

    for _ in range(2):
        membership("VL001", "joined", date(2024, 4, 1))
    assert MembershipChange.objects.count() == 1
    assert Entry.objects.filter(action="joined an agreement").count() == 1


def test_a_vacancy_counts_until_it_is_filled() -> None:
    from joinedup.web.network import actions
    from joinedup.web.network.presenters import names_of, post_row, posts_in_short

    made = post()
    rows = [post_row(made, names_of(place()))]
    amount, engine_room = posts_in_short(place(), rows)
    assert amount == "1.5 of 1.5 whole-time equivalents are vacant, in 1 post."
    assert engine_room == "The engine room is to have 2 whole-time equivalents. Written down as filled: 0."
    actions.change_post(
        by=secretary(), place=place(), post=made, change="filled", on=date(2024, 6, 1), because=""
    )
    assert not post_row(made, names_of(place())).is_vacant


@pytest.mark.parametrize(
    ("change", "on", "why"),
    [("vacant", date(2024, 5, 1), "stands so already"), ("filled", date(2024, 3, 1), "or a later one")],
)
def test_a_change_that_cannot_be_is_refused(change: str, on: date, why: str) -> None:
    from joinedup.web.network import actions

    with pytest.raises(actions.NotPossible, match=why):
        actions.change_post(by=secretary(), place=place(), post=post(), change=change, on=on, because="")


def test_nobody_writes_down_posts_of_an_organisation_they_share_no_agreement_with() -> None:
    from joinedup.web.network import actions

    with pytest.raises(actions.NotPossible, match="fellow member"):
        post("VL001")
    with pytest.raises(actions.NotPossible, match="for a member of the agreement"):
        actions.change_membership(
            by=member("VL001"),
            place=place(),
            agreement=place().agreements[0],
            organisation="VL001",
            change="joined",
            on=date(2024, 1, 1),
            because="x",
            decision=None,
        )
