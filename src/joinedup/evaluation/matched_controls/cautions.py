"""What a reader must know before believing a matched comparison."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

import numpy as np

from joinedup.evaluation.matched_controls.joining import Joining
from joinedup.evaluation.matched_controls.pairs import FollowedPairs
from joinedup.evaluation.matched_controls.rate_ratio import Members
from joinedup.evaluation.matched_controls.weights import DayWeights
from joinedup.evaluation.methods.matching.matched import Matched
from joinedup.evaluation.methods.results import Caution


@cache
def thresholds() -> dict[str, float]:
    """The numbers from which a caution is given; thresholds.toml says where each comes from."""
    text = (Path(__file__).parent / "thresholds.toml").read_text(encoding="utf-8")
    return {row["name"]: row["value"] for row in tomllib.loads(text)["thresholds"]}


def cautions_of(
    joining: Joining, matched: Matched, pairs: FollowedPairs, members: Members, weights: DayWeights
) -> tuple[Caution, ...]:
    """All cautions of the steps, and those of the numbers."""
    found = [*joining.cautions, *matched.cautions, *_of_numbers(pairs, members)]
    heaviest = float((weights.control / weights.treated).max(initial=1.0))
    if heaviest > thresholds()["heaviest_day"]:
        found.append(
            Caution(
                "heavy-weights",
                f"Some days of controls stand for {heaviest:.0f} days of people like them who joined: the later part of the"
                " comparison rests on few people. Look at the rates over time, and choose an earlier last day if need be.",
            )
        )
    return tuple(found)


def _of_numbers(pairs: FollowedPairs, members: Members) -> list[Caution]:
    found = []
    if pairs.sets < thresholds()["fewest_people"]:
        found.append(
            Caution(
                "few-people",
                f"Only {pairs.sets} people who joined could be compared: the interval is less sure than it says. Wait for"
                " more, or read it as a first sign.",
            )
        )
    with_events = [
        len(np.unique(members.person[group & (members.amount > 0)]))
        for group in (members.treated, ~members.treated)
    ]
    if min(with_events) < thresholds()["fewest_people_with_events"]:
        found.append(
            Caution(
                "few-events",
                f"Only {min(with_events)} people of one group had any event: the interval is less sure than it says. Wait"
                " for more time, or choose a measure of something commoner.",
            )
        )
    return found
