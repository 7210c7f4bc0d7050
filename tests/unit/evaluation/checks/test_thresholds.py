"""Every line has a source."""

from __future__ import annotations

import pytest

from joinedup.evaluation.methods.checks.thresholds import source_of, threshold


def test_a_line_has_a_value_and_a_source() -> None:
    assert threshold("significance") == 0.05
    assert "Stuart 2010" in source_of("standardised_difference_failed")


def test_a_line_that_is_not_there_is_an_error() -> None:
    with pytest.raises(KeyError):
        threshold("no_such_line")
