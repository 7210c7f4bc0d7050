"""Rules of decision as people write them in the place file."""

from __future__ import annotations

import pytest

from joinedup.network.decision_rights import RULES, UnknownRule, voting_rule


@pytest.mark.parametrize(
    ("words", "of_eight"),
    [
        ("all members", 8),
        ("Majority", 5),
        ("a majority", 5),
        ("simple majority", 5),
        ("majority of the members", 5),
        ("two-thirds of members", 6),
        ("two thirds", 6),
        ("three quarters", 6),
        ("Unanimous", 8),
    ],
)
def test_a_rule_in_words_says_how_many_votes_of_eight_it_needs(words: str, of_eight: int) -> None:
    assert voting_rule(words).needed(8) == of_eight


def test_two_thirds_of_seven_is_five_and_a_majority_of_six_is_four() -> None:
    assert voting_rule("two thirds").needed(7) == 5
    assert voting_rule("majority").needed(6) == 4


def test_a_rule_that_votes_cannot_be_counted_by_is_refused_with_those_that_can() -> None:
    with pytest.raises(UnknownRule, match="by acclamation") as refused:
        voting_rule("by acclamation")
    assert all(rule.words in str(refused.value) for rule in RULES)
