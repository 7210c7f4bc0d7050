"""A logic model drawn: every word of it stands in the picture, in both shapes, and nothing in it is HTML of somebody else's."""

from __future__ import annotations

import re
from collections.abc import Callable
from xml.etree import ElementTree

import pytest

from joinedup.pictures.logic_model import ArrowShown, logic_model, logic_model_narrow

ARROWS = [
    ArrowShown("one plan each", "fewer admissions", "Admissions: 10% lower by May", "It works", "supported"),
    ArrowShown(
        "telephone advice " * 8, "fewer referrals", "Referrals: 5% lower", "Not tested yet", "not-tested"
    ),
]
Draw = Callable[..., str]
both = pytest.mark.parametrize("draw", [logic_model, logic_model_narrow])


def words_of(svg: str) -> str:
    return " ".join(" ".join(ElementTree.fromstring(svg).itertext()).split())


@both
def test_every_part_of_every_assumption_is_in_the_picture(draw: Draw) -> None:
    said = words_of(draw("Logic model", "people of 65 or more", ARROWS))
    for words in ("People of 65 or more", "One plan each", "Fewer admissions", "It works", "Not tested yet"):
        assert words in said
    assert said.count("elephone advice") == 8


@both
def test_what_somebody_wrote_is_text_and_never_markup(draw: Draw) -> None:
    hostile = ArrowShown("<script>alert(1)</script>", "a & b", '"quoted"', "x", "too-early")
    svg = draw('Title "with" <quotes>', "<b>all</b>", [hostile])
    assert "<script>" not in svg
    assert ElementTree.fromstring(svg).get("aria-label") == 'Title "with" <quotes>'


@both
def test_nothing_overlaps_and_nothing_lies_outside(draw: Draw) -> None:
    svg = ElementTree.fromstring(draw("Logic model", "everybody", ARROWS))
    width, height = map(float, str(svg.get("viewBox")).split()[2:])
    boxes = [
        tuple(float(str(one.get(side))) for side in ("x", "y", "width", "height")) for one in svg.iter("rect")
    ]
    for n, (x, y, w, h) in enumerate(boxes):
        assert x >= 0
        assert x + w <= width
        assert y + h <= height
        for x2, y2, w2, h2 in boxes[n + 1 :]:
            assert x + w <= x2 or x2 + w2 <= x or y + h <= y2 or y2 + h2 <= y


@both
def test_no_style_stands_in_the_picture(draw: Draw) -> None:
    """The content security policy forbids it."""
    assert not re.search(r"<style|style=|<script", draw("Logic model", "everybody", ARROWS))
