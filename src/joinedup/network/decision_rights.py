"""The rule by which a decision is taken, as people write it in the place file: all members, majority, two thirds of members."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from joinedup.errors import JoinedupError


class UnknownRule(JoinedupError):
    """No votes can be counted by these words. The message says which can."""


@dataclass(frozen=True)
class VotingRule:
    """How many votes a decision needs: at least `share` (more than it, where `more_than`) of the votes cast for or against, or of
    everybody who is entitled to vote, there or not."""

    words: str
    share: Fraction
    of: Literal["entitled", "cast"]
    more_than: bool = False

    def needed(self, number: int) -> int:
        """Votes for it that are needed when this many are entitled, or cast."""
        exact = self.share * number
        if self.more_than:
            return exact.__floor__() + 1
        return exact.__ceil__()

    @property
    def in_full(self) -> str:
        """The rule as a sentence for whoever is about to vote."""
        share = {Fraction(1): "all", Fraction(1, 2): "more than half", Fraction(2, 3): "at least two thirds"}
        among = (
            "the posts that vote and have not stepped aside"
            if self.of == "entitled"
            else "the votes cast for or against"
        )
        return f"{share.get(self.share, 'at least three quarters')} of {among} must be for it"


RULES = (
    VotingRule("all members", Fraction(1), "entitled"),
    VotingRule("majority", Fraction(1, 2), "cast", more_than=True),
    VotingRule("majority of members", Fraction(1, 2), "entitled", more_than=True),
    VotingRule("two thirds", Fraction(2, 3), "cast"),
    VotingRule("two thirds of members", Fraction(2, 3), "entitled"),
    VotingRule("three quarters", Fraction(3, 4), "cast"),
    VotingRule("three quarters of members", Fraction(3, 4), "entitled"),
)
_ALSO = {
    "unanimous": "all members",
    "unanimity": "all members",
    "all": "all members",
    "simple majority": "majority",
}


def voting_rule(words: str) -> VotingRule:
    """The rule that these words of the place file mean. UnknownRule names those that votes can be counted by."""
    said = re.sub(r"[\s-]+", " ", words).strip().casefold()
    said = (
        re.sub(r"^an? |^the ", "", said)
        .replace(" of the members", " of members")
        .replace(" of all members", " of members")
    )
    said = _ALSO.get(said, said)
    for rule in RULES:
        if rule.words == said:
            return rule
    known = ", ".join(rule.words for rule in RULES)
    raise UnknownRule(
        f'no votes can be counted by the rule "{words}". Write one of these in the place file: {known}'
    )
