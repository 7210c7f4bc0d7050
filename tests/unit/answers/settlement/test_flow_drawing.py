from __future__ import annotations

import re

from joinedup.answers.settlement.flow_drawing import TALLEST, THINNEST, Flow, draw_flows

FLOWS = [Flow("Board", "Hospital", 900_00), Flow("Board", "Practice", 100_00), Flow("Practice", "Board", 1)]


def heights(svg: str) -> list[float]:
    return [float(height) for height in re.findall(r'<rect [^>]*height="([\d.]+)"', svg)]


def test_nothing_is_drawn_where_nobody_pays() -> None:
    assert draw_flows([]) == draw_flows([Flow("Board", "Hospital", 0)]) == ""


def test_bars_are_as_tall_as_the_money_and_none_is_invisible() -> None:
    board, practice, hospital, _, smallest = heights(draw_flows(FLOWS))
    assert abs(board - TALLEST) < 0.1
    assert abs(hospital - 0.9 * TALLEST) < 0.1
    assert practice == smallest == THINNEST


def test_the_same_flows_in_another_order_give_the_same_picture() -> None:
    assert draw_flows(FLOWS) == draw_flows(FLOWS[::-1])


def test_names_are_escaped() -> None:
    assert "<b>" not in draw_flows([Flow("<b>Board</b>", "Hospital", 1)])
