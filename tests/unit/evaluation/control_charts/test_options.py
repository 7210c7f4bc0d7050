"""Options are checked once at the door; presets carry their sources."""

from __future__ import annotations

from typing import Any

import pytest

from joinedup.evaluation.methods.control_charts import preset, presets
from joinedup.evaluation.methods.control_charts.figures import figures_of
from joinedup.evaluation.methods.results import MethodError


def test_the_default_is_nhs_england_with_runs_of_seven() -> None:
    options = preset()
    assert options.name == "nhs-england"
    assert (options.shift_points, options.trend_points, options.minimum_points) == (7, 7, 13)


def test_nhs_england_with_six_differs_in_the_runs_alone() -> None:
    seven, six = preset("nhs-england"), preset("nhs-england-6")
    differ = {name for name in vars(seven) if getattr(seven, name) != getattr(six, name)}
    assert differ == {"shift_points", "trend_points", "name"}


@pytest.mark.parametrize("name", sorted(presets()))
def test_every_preset_can_be_read_and_says_where_it_comes_from(name: str) -> None:
    assert preset(name).name == name
    assert len(figures_of("presets.toml")["presets"][name]["source"]) > 40


@pytest.mark.parametrize("section", ["autocorrelation", "season", "small_counts", "false_alarms"])
def test_every_threshold_of_a_warning_has_a_source(section: str) -> None:
    assert figures_of("warnings.toml")[section]["source"]


def test_a_changed_preset_no_longer_goes_by_its_name() -> None:
    assert preset("nhs-england", shift_points=8).name == "nhs-england, changed"


def test_an_unknown_preset_is_refused_with_the_nearest() -> None:
    with pytest.raises(MethodError, match=r"no preset is named 'nhs-engand'.*nearest: nhs-england"):
        preset("nhs-engand")


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"shift_points": 1}, "shift_points is 1; expected a whole number of at least 2"),
        ({"shift_points": 7.0}, "shift_points is 7.0"),
        ({"minimum_points": True}, "minimum_points is True"),
        ({"screen_moving_range": "yes"}, "screen_moving_range is 'yes'; expected True or False"),
        ({"icon_from": "first-point"}, "icon_from is 'first-point'; expected one of last-point"),
        ({"moving_range_scale": -1}, "moving_range_scale is -1"),
        ({"precedence": ("trend",)}, "precedence"),
        ({"run_length": 7}, "no option is named 'run_length'"),
    ],
)
def test_an_option_that_makes_no_sense_is_refused(changed: dict[str, Any], said: str) -> None:
    with pytest.raises(MethodError, match=said):
        preset("nhs-england", **changed)
