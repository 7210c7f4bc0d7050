"""Effects drawn: lower to the left of no change, higher to the right, each as far as it is."""

from __future__ import annotations

import itertools
from xml.etree import ElementTree

import pytest

from joinedup.pictures.effects import EffectShown, draw_effects


def dots(svg: str) -> list[float]:
    return [float(str(one.get("cx"))) for one in ElementTree.fromstring(svg).iter("circle")]


def ticks(svg: str) -> dict[str, float]:
    texts = ElementTree.fromstring(svg).iter("text")
    return {str(one.text): float(str(one.get("x"))) for one in texts if one.get("stroke") is None}


def test_half_as_many_is_as_far_from_no_change_as_twice_as_many() -> None:
    svg = draw_effects("Effects", [EffectShown("less", -0.5), EffectShown("more", 1.0)])
    less, more = dots(svg)
    none = ticks(svg)["No change"]
    assert none - less == pytest.approx(more - none, abs=0.2)


def test_words_of_the_axis_never_touch_and_no_change_is_always_there() -> None:
    for size in (0.004, -0.02, 0.05, -0.23, 0.42, 3.0):
        found = ticks(draw_effects("Effects", [EffectShown("x", size)]))
        places = sorted(found.values())
        assert "No change" in found
        assert all(after - before >= 80 for before, after in itertools.pairwise(places))


def test_an_effect_without_an_interval_has_no_bar() -> None:
    with_bar = draw_effects("Effects", [EffectShown("x", -0.2, -0.3, -0.1)])
    assert with_bar.count("v12") == 2
    assert "v12" not in draw_effects("Effects", [EffectShown("x", -0.2)])


def test_nothing_is_drawn_of_nothing_and_words_are_never_markup() -> None:
    assert draw_effects("Effects", []) == ""
    assert "<b>" not in draw_effects("<b>", [EffectShown("<b>bold</b>", 0.1)])
