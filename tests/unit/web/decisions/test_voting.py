"""The board votes by the decision right that applies, without those who have an interest, and keeps dissent."""

from __future__ import annotations

import pytest

from tests.unit.web.decisions.board import (
    BOARD,
    COUNCIL,
    HOSPITAL,
    PRACTICE,
    declares,
    member,
    place,
    proposed,
    secretary,
    signs,
    votes,
)

pytestmark = pytest.mark.usefixtures("database")


def refused() -> type[Exception]:
    from joinedup.web.decisions.actions import NotPossible

    return NotPossible


def test_a_majority_of_a_quorum_takes_a_decision() -> None:
    proposal = proposed()
    votes(member("RZZ1"), proposal, HOSPITAL)
    votes(member("SEA"), proposal, COUNCIL)
    assert signs(member("SEA"), proposal) == "taken"


def test_nothing_is_signed_without_a_quorum() -> None:
    proposal = proposed()
    votes(member("RZZ1"), proposal, HOSPITAL)
    with pytest.raises(refused(), match="no quorum yet"):
        signs(member("RZZ1"), proposal)


def test_one_vote_against_stops_what_all_members_must_agree_to() -> None:
    proposal = proposed("1-2")
    for organisation, seat in (("RZZ1", HOSPITAL), ("QZZ", BOARD)):
        votes(member(organisation), proposal, seat)
    votes(member("SEA"), proposal, COUNCIL, "against", "No money")
    assert signs(member("SEA"), proposal) == "not-carried"


def test_who_has_an_interest_on_the_register_does_not_vote() -> None:
    proposal = proposed("1-2")
    declares(member("L81001"), proposal, PRACTICE)
    with pytest.raises(refused(), match="steps aside"):
        votes(member("L81001"), proposal, PRACTICE)


def test_a_post_declares_before_it_votes() -> None:
    from joinedup.web.decisions import actions

    proposal = proposed()
    with pytest.raises(refused(), match="declare first"):
        actions.vote(
            by=member("RZZ1"), place=place(), proposal=proposal, seat=HOSPITAL, choice="for", because=""
        )


def test_stepping_aside_after_voting_takes_the_vote_out_of_the_count() -> None:
    from joinedup.web.decisions.standing import standing_of

    proposal = proposed()
    votes(member("RZZ1"), proposal, HOSPITAL)
    votes(member("SEA"), proposal, COUNCIL)
    declares(member("SEA"), proposal, COUNCIL, steps_aside=True)
    count = standing_of(proposal).count
    assert (count.voted, count.is_quorate) == (1, False)


def test_minutes_never_change_the_vote_of_the_post_itself() -> None:
    proposal = proposed()
    votes(member("RZZ1"), proposal, HOSPITAL, "against", "No")
    with pytest.raises(refused(), match="the minutes do not change that"):
        votes(secretary(), proposal, HOSPITAL, "for")


def test_the_post_itself_corrects_what_the_minutes_say() -> None:
    from joinedup.web.decisions.standing import standing_of

    proposal = proposed()
    votes(secretary(), proposal, HOSPITAL, "for")
    votes(member("RZZ1"), proposal, HOSPITAL, "against", "I said no")
    assert standing_of(proposal).count.against == 1


def test_who_wrote_votes_of_others_into_the_minutes_does_not_sign() -> None:
    proposal, by = proposed(), member("RZZ1")
    votes(by, proposal, HOSPITAL)
    votes(by, proposal, COUNCIL)
    with pytest.raises(refused(), match="another member of the board signs"):
        signs(by, proposal)
    assert signs(member("SEA"), proposal) == "taken"


def test_a_decision_is_signed_once() -> None:
    proposal = proposed()
    votes(member("RZZ1"), proposal, HOSPITAL)
    votes(member("SEA"), proposal, COUNCIL)
    signs(member("SEA"), proposal)
    with pytest.raises(refused(), match="no longer open"):
        signs(member("RZZ1"), proposal)


def test_no_vote_is_taken_after_the_decision() -> None:
    proposal = proposed()
    votes(member("RZZ1"), proposal, HOSPITAL)
    votes(member("SEA"), proposal, COUNCIL)
    signs(member("SEA"), proposal)
    with pytest.raises(refused(), match="no longer open"):
        votes(member("QZZ"), proposal, BOARD, "against", "Too late")


def test_who_belongs_to_no_member_neither_proposes_nor_votes() -> None:
    from tests.support.care_team_people import viewer

    outsider = viewer("Somebody", "board-member", "VL001")
    with pytest.raises(refused(), match="for a member of the agreement"):
        votes(outsider, proposed(), HOSPITAL)


def test_a_condition_is_not_added_once_votes_are_cast() -> None:
    from datetime import date

    from joinedup.web.decisions import actions

    proposal = proposed()
    votes(member("RZZ1"), proposal, HOSPITAL)
    with pytest.raises(refused(), match="not what was voted on"):
        actions.add_condition(
            by=secretary(),
            place=place(),
            proposal=proposal,
            words="More",
            owner="QZZ",
            due_on=date(2030, 1, 1),
        )
