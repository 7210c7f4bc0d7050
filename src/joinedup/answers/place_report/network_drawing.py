"""The network of organisations drawn on a circle: those of one kind beside each other, larger where they see more people.

Only counts as they may be shown go in, so that no size or width can be measured back to a suppressed or exact count.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import escape

from joinedup.pictures.charts import BLUE, FONT, GREY, INK

WIDTH, MARGIN, RADIUS_ACROSS, LABEL_GAP = 900, 12, 200, 12
LARGEST_NODE, SMALLEST_NODE, WIDEST_TIE = 22, 4, 9

KIND_COLOURS = {
    "practice": BLUE,
    "acute": "#7c2855",
    "community": "#00786c",
    "mental-health": "#5b3f99",
    "council": "#b85c00",
    "care-home": "#8a6d00",
}
OTHER_COLOUR = GREY


@dataclass(frozen=True)
class Node:
    """An organisation; `people` is how many it saw, as it may be shown."""

    code: str
    name: str
    kind: str
    people: int


@dataclass(frozen=True)
class Tie:
    """Two organisations and the people both saw, as it may be shown."""

    one: str
    other: str
    people: int


@dataclass(frozen=True)
class _Spot:
    x: float
    y: float
    on_right: bool


def draw_network(nodes: Sequence[Node], ties: Sequence[Tie]) -> str:
    """The network as an SVG, deterministic; ties to organisations that are not among the nodes are left out."""
    ordered = sorted(nodes, key=lambda node: (_kind_order(node.kind), node.name, node.code))
    rows = max(_on_the_right(ordered), len(ordered) - _on_the_right(ordered), 6)
    height = 44 * rows + 2 * MARGIN if rows < 12 else 30 * rows + 2 * MARGIN
    spots = _spots(ordered, height)
    largest = max((node.people for node in ordered), default=1) or 1
    drawn = [tie for tie in ties if tie.one in spots and tie.other in spots]
    strongest = max((tie.people for tie in drawn), default=1) or 1
    parts = [
        f'<svg viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" aria-hidden="true" focusable="false"'
        f' font-family="{FONT}">'
    ]
    for tie in sorted(drawn, key=lambda tie: (tie.people, tie.one, tie.other)):
        parts.append(_tie(spots[tie.one], spots[tie.other], tie.people / strongest, height))
    for node in ordered:
        parts.append(_node(node, spots[node.code], node.people / largest))
    return "".join([*parts, "</svg>"])


def kinds_and_colours(nodes: Sequence[Node]) -> Mapping[str, str]:
    """The kinds among the nodes, in the order drawn, with the colour of each."""
    kinds = sorted({node.kind for node in nodes}, key=_kind_order)
    return {kind: KIND_COLOURS.get(kind, OTHER_COLOUR) for kind in kinds}


def _kind_order(kind: str) -> tuple[int, str]:
    known = list(KIND_COLOURS)
    return (known.index(kind) if kind in known else len(known), kind)


def _on_the_right(ordered: Sequence[Node]) -> int:
    """How many of the first nodes stand on the right: whole kinds where that splits them at all evenly, else half."""
    half = math.ceil(len(ordered) / 2)
    ends = [n for n in range(1, len(ordered)) if ordered[n].kind != ordered[n - 1].kind]
    nearest = min(ends, key=lambda n: (abs(n - half), n), default=half)
    return nearest if 2 * abs(nearest - half) <= half else half


def _spots(ordered: Sequence[Node], height: float) -> dict[str, _Spot]:
    """Places on an ellipse, clockwise from the top, evenly spaced in height so that labels keep apart."""
    spots = {}
    right = _on_the_right(ordered)
    for number, node in enumerate(ordered):
        on_right = number < right
        steps = right if on_right else len(ordered) - right
        step = number if on_right else number - right
        share = (step + 0.5) / steps
        y = -1 + 2 * share if on_right else 1 - 2 * share
        x = math.sqrt(max(0.0, 1 - y * y)) * (1 if on_right else -1)
        half_height = height / 2 - MARGIN
        spots[node.code] = _Spot(WIDTH / 2 + RADIUS_ACROSS * x, height / 2 + half_height * y, on_right)
    return spots


def _tie(one: _Spot, other: _Spot, strength: float, height: float) -> str:
    """A curve drawn towards the middle, wider and darker the more people two organisations share."""
    middle_x = WIDTH / 2 + ((one.x + other.x) / 2 - WIDTH / 2) * 0.35
    middle_y = height / 2 + ((one.y + other.y) / 2 - height / 2) * 0.35
    width = max(0.6, WIDEST_TIE * strength)
    return (
        f'<path d="M{one.x:.1f} {one.y:.1f}Q{middle_x:.1f} {middle_y:.1f} {other.x:.1f} {other.y:.1f}" fill="none"'
        f' stroke="{GREY}" stroke-width="{width:.2f}" stroke-opacity="{0.14 + 0.4 * strength:.2f}"/>'
    )


def _node(node: Node, spot: _Spot, size: float) -> str:
    radius = max(SMALLEST_NODE, LARGEST_NODE * math.sqrt(size))
    colour = KIND_COLOURS.get(node.kind, OTHER_COLOUR)
    on_right = spot.on_right
    label_x = spot.x + (radius + LABEL_GAP - 6) * (1 if on_right else -1)
    return (
        f'<circle cx="{spot.x:.1f}" cy="{spot.y:.1f}" r="{radius:.1f}" fill="{colour}" stroke="#fff"'
        ' stroke-width="1.5"/>'
        f'<text x="{label_x:.1f}" y="{spot.y + 4:.1f}" font-size="12" fill="{INK}"'
        f' text-anchor="{"start" if on_right else "end"}">{escape(_shortened(node.name))}</text>'
    )


def _shortened(name: str, longest: int = 34) -> str:
    """A long name without the words every organisation has, then cut."""
    for ending in (" NHS Foundation Trust", " NHS Trust"):
        name = name.removesuffix(ending)
    return name if len(name) <= longest else name[: longest - 1].rstrip() + "…"
