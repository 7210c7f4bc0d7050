"""Outcomes are read only under a registered protocol, and only those that it names."""

from __future__ import annotations

from pathlib import Path

import pytest

from joinedup.answers.evaluating.outcomes import Outcomes, open_outcomes
from joinedup.answers.published import open_published
from joinedup.answers.released import release
from joinedup.errors import JoinedupError
from joinedup.learning.register import RegisterError
from tests.unit.answers.evaluation_report.examples import registered
from tests.unit.answers.tiny_build import publish

PERSON = """
    person_id | pseudonym | sex    | birth_month | died_on | opted_out
    1         | a         | female | 1950-01-01  |         | false
"""


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return publish(tmp_path / "seacombe", {"person": PERSON})


def test_a_measure_that_is_not_in_the_protocol_is_not_read(place: Path) -> None:
    with open_published(place) as published, release(published) as released:
        outcomes = Outcomes(registered(place), released)
        for read in (outcomes.follow_up, outcomes.panel):
            with pytest.raises(RegisterError, match="community_contacts is not in the registered protocol"):
                read("community_contacts")


def test_a_build_of_another_version_is_told_to_be_built_again(place: Path) -> None:
    with (
        open_published(place) as published,
        release(published) as released,
        pytest.raises(JoinedupError, match="joinedup build"),
    ):
        open_outcomes(registered(place), released)
