"""Designs by their slug, with options that a register can hold."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pytest

from joinedup.answers.evaluating.designs import (
    DESIGNS,
    VARIATIONS,
    matched_design,
    options_of,
    panel_design,
    terms_of,
)
from joinedup.errors import JoinedupError
from joinedup.evaluation.matched_controls import MatchedControls
from joinedup.learning.protocols import plain


@pytest.mark.parametrize("design", DESIGNS)
def test_the_options_of_every_design_can_be_registered_and_make_it_again(design: str) -> None:
    options = json.loads(json.dumps(plain(options_of(design))))
    if design == "matched-controls":
        assert matched_design(options) == MatchedControls()
    else:
        assert panel_design(design, options) == panel_design(design, {})
        assert panel_design(design, options).name == design


@pytest.mark.parametrize("name", VARIATIONS)
def test_every_variation_changes_the_usual_design_and_is_agreed_beforehand(name: str) -> None:
    assert replace(MatchedControls(), **VARIATIONS[name]) != MatchedControls()
    assert name in terms_of("matched-controls").other_ways


def test_a_design_there_is_not_is_answered_with_the_nearest() -> None:
    with pytest.raises(JoinedupError, match="did you mean matched-controls"):
        options_of("matched-control")


@pytest.mark.parametrize(
    "make", [matched_design, partial(panel_design, "synthetic-control")], ids=["people", "practices"]
)
def test_options_of_another_version_are_told_to_be_registered_again(
    make: Callable[[dict[str, int]], object],
) -> None:
    with pytest.raises(JoinedupError, match="register the care model again"):
        make({"an_option_of_long_ago": 1})
