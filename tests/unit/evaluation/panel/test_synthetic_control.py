from __future__ import annotations

import numpy as np
import pytest

from joinedup.evaluation.methods.panel.leave_one_out import leave_one_out_donors
from joinedup.evaluation.methods.panel.synthetic_control import SyntheticControl
from joinedup.evaluation.methods.results import MethodError
from tests.unit.evaluation.panel.made_panels import drifting, panel


def cautions(found) -> set[str]:
    return {caution.name for caution in found.effect.cautions}


def estimate(made, **options):
    return SyntheticControl(**options).estimate(made, rng=np.random.default_rng(0))


@pytest.fixture
def exact():
    """Unit 0 is 0.6 of unit 2 and 0.4 of unit 5, and falls by 2 from time 20 on."""
    outcomes = drifting(12, 30, seed=3)
    outcomes[0] = 0.6 * outcomes[2] + 0.4 * outcomes[5]
    outcomes[0, 20:] -= 2
    return panel(outcomes, {0: 20})


def test_a_planted_effect_on_a_mix_of_donors_is_found_exactly(exact) -> None:
    found = estimate(exact)
    assert found.effect.value == pytest.approx(-2, abs=1e-6)
    assert found.unit_weights == pytest.approx({"unit 2": 0.6, "unit 5": 0.4}, abs=1e-6)
    assert found.figures["error-before"] == pytest.approx(0, abs=1e-6)
    assert found.by_time is not None
    assert found.by_time.since_start.tolist() == list(range(-20, 10))
    assert found.by_time.value[20:] == pytest.approx(np.full(10, -2), abs=1e-6)


def test_the_change_is_relative_to_what_would_have_been(exact) -> None:
    found = estimate(exact)
    without = exact.outcomes[0, 20:].mean() + 2
    assert found.change is not None
    assert found.change.value == pytest.approx(-2 / without, abs=1e-6)


def test_the_interval_does_not_vanish_when_the_fit_is_perfect(exact) -> None:
    found = estimate(exact)
    assert found.effect.high - found.effect.low > 0.5


def test_outcomes_after_the_start_do_not_move_the_weights(exact) -> None:
    later = exact.outcomes.copy()
    later[0, 20:] += 100
    assert estimate(panel(later, {0: 20})).unit_weights == estimate(exact).unit_weights


def test_several_treated_units_each_get_their_own_synthetic() -> None:
    outcomes = drifting(12, 30, seed=5)
    together = estimate(panel(outcomes, {0: 20, 1: 20}))
    alone = [estimate(panel(np.delete(outcomes, other, axis=0), {0: 20})).effect.value for other in (1, 0)]
    assert together.effect.value == pytest.approx(np.mean(alone), abs=1e-9)


def test_starts_that_differ_are_averaged_over_treated_cells() -> None:
    outcomes = drifting(14, 30, seed=6)
    outcomes[0] = 0.5 * outcomes[4] + 0.5 * outcomes[5]
    outcomes[1] = 0.3 * outcomes[6] + 0.7 * outcomes[7]
    outcomes[0, 15:] += 3
    outcomes[1, 25:] += 9
    found = estimate(panel(outcomes, {0: 15, 1: 25}))
    assert found.effect.value == pytest.approx((15 * 3 + 5 * 9) / 20, abs=1e-6)
    assert found.by_time is not None
    by_time = dict(zip(found.by_time.since_start.tolist(), found.by_time.value, strict=True))
    assert by_time[0] == pytest.approx(6, abs=1e-6)
    assert by_time[14] == pytest.approx(3, abs=1e-6)


def test_treated_units_count_for_their_exposure() -> None:
    outcomes = drifting(12, 30, seed=7)
    outcomes[0] = 0.5 * outcomes[4] + 0.5 * outcomes[5]
    outcomes[1] = 0.3 * outcomes[6] + 0.7 * outcomes[7]
    outcomes[0, 20:] += 1
    outcomes[1, 20:] += 4
    people = np.full(outcomes.shape, 1000.0)
    people[1] = 3000
    found = estimate(panel(outcomes, {0: 20, 1: 20}, exposure=people))
    assert found.effect.value == pytest.approx((1 + 3 * 4) / 4, abs=1e-6)


def test_levels_that_no_mix_of_donors_reaches_are_said_and_can_be_shifted(exact) -> None:
    high = exact.outcomes.copy()
    high[0] += 30
    made = panel(high, {0: 20})
    assert "outside-donors" in cautions(estimate(made))
    assert "poor-fit" in cautions(estimate(made))
    assert estimate(made, level_shift=True).effect.value == pytest.approx(-2, abs=1e-6)


def test_few_donors_are_said_with_the_smallest_p_value_there_can_be() -> None:
    found = estimate(panel(drifting(8, 30, seed=1), {0: 20}))
    assert found.figures["smallest-possible-p-value"] == pytest.approx(1 / 8)
    said = next(caution for caution in found.effect.cautions if caution.name == "few-donors")
    assert "0.125" in said.message


def test_twenty_donors_can_reach_one_in_twenty() -> None:
    assert "few-donors" not in cautions(estimate(panel(drifting(21, 30, seed=1), {0: 20})))


def test_a_short_time_before_is_said() -> None:
    assert "short-before" in cautions(estimate(panel(drifting(10, 20, seed=1), {0: 8})))


@pytest.mark.parametrize(
    ("outcomes", "starts", "words"),
    [
        (drifting(6, 20, 1), {}, "no unit is treated"),
        (drifting(3, 20, 1), {0: 12, 1: 12}, "1 unit of 3 never treated"),
        (drifting(6, 20, 1), {0: 3}, "3 times before the earliest start"),
        (np.ones((6, 20)), {0: 12}, "constant columns"),
    ],
)
def test_a_panel_that_cannot_be_used_is_refused_in_words(outcomes, starts, words) -> None:
    made = panel(outcomes, starts)
    refused = SyntheticControl().why_not(made)
    assert refused is not None
    assert words in refused
    with pytest.raises(MethodError, match=words):
        estimate(made)


def test_two_donors_and_six_treated_give_an_interval_all_the_same() -> None:
    found = estimate(panel(drifting(8, 36, seed=2), dict.fromkeys(range(6), 24)))
    assert np.isfinite([found.effect.low, found.effect.high]).all()
    assert found.figures["donors"] == 2


def test_the_same_seed_gives_the_same_interval() -> None:
    made = panel(drifting(20, 30, seed=2), {0: 20, 1: 20})
    assert estimate(made).effect == estimate(made).effect


def test_each_donor_left_out_gives_the_effect_without_it(exact) -> None:
    found = leave_one_out_donors(SyntheticControl(), exact)
    assert [one.unit for one in found[:2]] == ["unit 2", "unit 5"]
    assert found[0].weight == pytest.approx(0.6, abs=1e-6)
    without = estimate(panel(np.delete(exact.outcomes, 2, axis=0), {0: 20}))
    assert found[0].effect == pytest.approx(without.effect.value, abs=1e-9)
    assert [one.effect for one in found[2:]] == pytest.approx([-2] * 9, abs=1e-6)


def test_leaving_one_out_of_two_donors_is_refused() -> None:
    with pytest.raises(MethodError, match="at least three"):
        leave_one_out_donors(SyntheticControl(), panel(drifting(3, 20, 1), {0: 12}))
