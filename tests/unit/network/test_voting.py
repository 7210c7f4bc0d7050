"""Counting a vote: quorum without the conflicted, the rule, and what is reserved."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from joinedup.network.decision_rights import RULES, voting_rule
from joinedup.network.voting import Choice, Seat, counted

SEATS = [Seat("finance director", f"RZZ{n}") for n in range(1, 6)]
FOR: Choice = "for"


def votes(*choices: Choice) -> dict[Seat, Choice]:
    return dict(zip(SEATS, choices, strict=False))


def test_who_steps_aside_counts_neither_to_the_quorum_nor_to_the_vote() -> None:
    count = counted(voting_rule("majority"), SEATS, votes(FOR, FOR, FOR), aside=[SEATS[0]], quorum=3)
    assert (count.votes_for, count.voted, count.entitled) == (2, 2, 4)
    assert not count.is_quorate
    assert not count.is_carried


def test_a_quorum_that_nobody_free_of_an_interest_can_reach_says_that_nobody_can_decide() -> None:
    count = counted(voting_rule("majority"), SEATS, {}, aside=SEATS[:3], quorum=3)
    assert "nobody can decide this" in count.because[0]


def test_all_members_needs_everybody_who_has_not_stepped_aside() -> None:
    rule = voting_rule("all members")
    four = votes(FOR, FOR, FOR, FOR)
    assert not counted(rule, SEATS, four, quorum=3).is_carried
    assert counted(rule, SEATS, four, aside=[SEATS[4]], quorum=3).is_carried


def test_an_abstention_is_there_for_the_quorum_and_no_vote_for_a_majority() -> None:
    count = counted(voting_rule("majority"), SEATS, votes(FOR, "abstain", "abstain"), quorum=3)
    assert count.is_quorate
    assert count.is_carried


def test_a_tie_is_not_a_majority() -> None:
    assert not counted(voting_rule("majority"), SEATS, votes(FOR, "against"), quorum=2).is_carried


def test_only_abstentions_carry_nothing() -> None:
    assert not counted(voting_rule("majority"), SEATS, votes("abstain", "abstain"), quorum=2).is_carried


def test_a_decision_reserved_to_a_body_is_not_carried_without_its_vote() -> None:
    rule, three = voting_rule("majority"), votes(FOR, FOR, FOR)
    assert counted(rule, SEATS, three, quorum=3, reserved_to=["RZZ1"]).is_carried
    count = counted(rule, SEATS, three, quorum=3, reserved_to=["RZZ5"])
    assert not count.is_carried
    assert "reserved to RZZ5" in count.because[-1]


def test_without_a_quorum_written_down_everybody_must_vote() -> None:
    count = counted(voting_rule("majority"), SEATS, votes(FOR, FOR, FOR, FOR))
    assert not count.is_quorate


@given(
    st.sampled_from(RULES),
    st.lists(st.sampled_from(["for", "against", "abstain", "absent"]), min_size=5, max_size=5),
    st.sets(st.sampled_from(SEATS)),
    st.integers(1, 5),
)
def test_a_vote_turned_to_for_never_loses_a_decision(
    rule: object, choices: list[str], aside: set[Seat], quorum: int
) -> None:
    cast = {seat: choice for seat, choice in zip(SEATS, choices, strict=True) if choice != "absent"}
    before = counted(rule, SEATS, cast, aside=aside, quorum=quorum)  # type: ignore[arg-type]
    for seat in SEATS:
        after = counted(rule, SEATS, cast | {seat: FOR}, aside=aside, quorum=quorum)  # type: ignore[arg-type]
        assert after.is_carried or not before.is_carried
