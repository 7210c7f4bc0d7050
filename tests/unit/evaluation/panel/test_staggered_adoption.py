"""Staggered adoption: against the closed form, its adapter's version, bad input."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from joinedup.evaluation.methods.panel.diff_diff_adapter import TESTED_VERSION, check_version
from joinedup.evaluation.methods.panel.event_study import EventStudy
from joinedup.evaluation.methods.panel.staggered import StaggeredAdoption
from joinedup.evaluation.methods.results import MethodError
from tests.support.panels import drawn_panel

WAVES = drawn_panel(np.random.default_rng(5), units=24, treated=9, apart=3)


def rng() -> np.random.Generator:
    return np.random.default_rng(0)


@pytest.mark.parametrize("weighted", [True, False])
def test_without_covariates_it_is_our_closed_form_in_estimate_and_error(weighted: bool) -> None:
    """Two pieces of code that share no line: diff-diff's influence functions, and differences of weighted means."""
    one = StaggeredAdoption(weighted=weighted).estimate(WAVES, rng=rng())
    other = EventStudy(weighted=weighted).estimate(WAVES, rng=rng())
    assert one.effect.value == pytest.approx(other.effect.value, abs=1e-12)
    assert one.effect.standard_error == pytest.approx(other.effect.standard_error, rel=1e-9)
    assert one.by_time is not None
    assert other.by_time is not None
    assert one.by_time.since_start.tolist() == other.by_time.since_start.tolist()
    assert one.by_time.value == pytest.approx(other.by_time.value, abs=1e-12)
    assert one.without == pytest.approx(other.without, abs=0.02)


def test_what_was_observed_less_the_effect_is_what_would_have_been() -> None:
    found = StaggeredAdoption().estimate(WAVES, rng=rng())
    assert found.observed is not None
    assert found.without is not None
    assert (found.observed - found.without)[:24] == pytest.approx(0)
    assert abs((found.observed - found.without)[30:]).min() > 0


def test_the_aggregation_asked_for_is_the_effect_and_all_are_reported() -> None:
    for aggregation in ("simple", "group", "dynamic"):
        found = StaggeredAdoption(aggregation=aggregation).estimate(WAVES, rng=rng())
        assert found.effect.value == found.figures[aggregation]
    assert len({found.figures[name] for name in ("simple", "group", "dynamic")}) == 3


def test_units_not_yet_treated_may_serve_as_controls() -> None:
    one, other = (
        StaggeredAdoption(controls=controls).estimate(WAVES, rng=rng())
        for controls in ("never_treated", "not_yet_treated")
    )
    assert one.effect.value != other.effect.value
    assert one.effect.value == pytest.approx(other.effect.value, abs=2 * one.effect.standard_error)


def test_a_covariate_must_have_a_number_for_every_unit() -> None:
    known = dict.fromkeys(WAVES.units[:-1], 1.0)
    with pytest.raises(MethodError, match="deprivation has no number for practice 23"):
        StaggeredAdoption(covariates={"deprivation": known}).estimate(WAVES, rng=rng())


def test_a_covariate_that_never_varies_changes_nothing_and_is_said() -> None:
    same = dict.fromkeys(WAVES.units, 1.0)
    found = StaggeredAdoption(covariates={"deprivation": same}).estimate(WAVES, rng=rng())
    assert found.effect.value == pytest.approx(
        StaggeredAdoption(weighted=True).estimate(WAVES, rng=rng()).effect.value
    )
    assert "group-time-estimation" in [caution.name for caution in found.effect.cautions]


def test_without_untreated_units_it_says_what_could_be_done() -> None:
    treated = WAVES.only(units=WAVES.is_treated)
    reason = StaggeredAdoption().why_not(treated)
    assert reason is not None
    assert "end the window before the last start" in reason
    shorter = treated.only(times=slice(0, 30))
    assert StaggeredAdoption().why_not(shorter) is None


def test_another_version_of_diff_diff_is_refused_with_what_to_install() -> None:
    check_version(TESTED_VERSION)
    with pytest.raises(
        MethodError, match=r"needs diff-diff 3\.13\.0.*found 3\.14\.0.*pip install diff-diff==3\.13\.0"
    ):
        check_version("3.14.0")


def test_one_start_is_no_obstacle() -> None:
    panel = drawn_panel(np.random.default_rng(5))
    found = StaggeredAdoption().estimate(panel, rng=rng())
    assert found.figures["simple"] == pytest.approx(found.figures["group"])
    assert StaggeredAdoption().why_not(replace(panel, outcomes=np.zeros((20, 36)))) is not None
