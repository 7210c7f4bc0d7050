"""Who pays whom, drawn: payers on the left, payees on the right, and bands between them as wide as the money.

Plain SVG in the style of the other pictures. A band is never thinner than a line that can be seen, so small payments are
drawn wider than they are; the table beside the picture has the amounts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import escape

from joinedup.answers.page import words
from joinedup.pictures.charts import BLUE, DARK_BLUE, FONT, GREY, INK

WIDTH, MARGIN = 900, 10
LEFT, RIGHT, BAR = 300, 600, 12
TALLEST, THINNEST, ROOM_FOR_LABEL, GAP = 220.0, 2.0, 40.0, 14.0


@dataclass(frozen=True)
class Flow:
    """What one organisation pays another over all terms, in pence above 0; names as they are shown."""

    payer: str
    payee: str
    pence: int


@dataclass
class _Node:
    name: str
    pence: int
    height: float
    top: float = 0.0
    used: float = 0.0


def draw_flows(flows: Sequence[Flow]) -> str:
    """The picture as an SVG, the same for the same flows; empty where nobody pays anything."""
    flows = [flow for flow in flows if flow.pence > 0]
    if not flows:
        return ""
    scale = TALLEST / sum(flow.pence for flow in flows)
    payers, payees = _nodes(flows, "payer", scale), _nodes(flows, "payee", scale)
    height = max(_placed(payers), _placed(payees)) + 2 * MARGIN
    _centred(payers, height)
    _centred(payees, height)
    ordered = sorted(flows, key=lambda flow: (payers[flow.payer].top, payees[flow.payee].top))
    parts = [_band(flow, payers, payees, scale) for flow in ordered]
    parts += [_bar(node, LEFT - BAR, DARK_BLUE) + _label(node, on_left=True) for node in payers.values()]
    parts += [_bar(node, RIGHT, BLUE) + _label(node, on_left=False) for node in payees.values()]
    opening = (
        f'<svg viewBox="0 0 {WIDTH} {height:.0f}" width="{WIDTH}" height="{height:.0f}" aria-hidden="true" focusable="false"'
        f' font-family="{FONT}">'
    )
    return "".join([opening, *parts, "</svg>"])


def _nodes(flows: Sequence[Flow], side: str, scale: float) -> dict[str, _Node]:
    """Organisations of one side, the largest first."""
    pence: dict[str, int] = {}
    height: dict[str, float] = {}
    for flow in flows:
        name = getattr(flow, side)
        pence[name] = pence.get(name, 0) + flow.pence
        height[name] = height.get(name, 0.0) + _thickness(flow, scale)
    names = sorted(pence, key=lambda name: (-pence[name], name))
    return {name: _Node(name, pence[name], height[name]) for name in names}


def _placed(nodes: dict[str, _Node]) -> float:
    """Nodes one below the other, far enough apart for their labels; how much height they take."""
    at = 0.0
    for node in nodes.values():
        room = max(node.height, ROOM_FOR_LABEL)
        node.top = at + (room - node.height) / 2
        at += room + GAP
    return at - GAP


def _centred(nodes: dict[str, _Node], height: float) -> None:
    space = (height - _placed(nodes)) / 2
    for node in nodes.values():
        node.top += space


def _thickness(flow: Flow, scale: float) -> float:
    return max(THINNEST, flow.pence * scale)


def _band(flow: Flow, payers: dict[str, _Node], payees: dict[str, _Node], scale: float) -> str:
    payer, payee = payers[flow.payer], payees[flow.payee]
    thick, middle = _thickness(flow, scale), (LEFT + RIGHT) / 2
    y_left, y_right = payer.top + payer.used, payee.top + payee.used
    payer.used += thick
    payee.used += thick
    return (
        f'<path d="M{LEFT} {y_left:.1f}C{middle:.0f} {y_left:.1f} {middle:.0f} {y_right:.1f} {RIGHT} {y_right:.1f}'
        f"V{y_right + thick:.1f}C{middle:.0f} {y_right + thick:.1f} {middle:.0f} {y_left + thick:.1f} {LEFT}"
        f' {y_left + thick:.1f}Z" fill="{BLUE}" fill-opacity="0.24"/>'
    )


def _bar(node: _Node, x: float, colour: str) -> str:
    return f'<rect x="{x}" y="{node.top:.1f}" width="{BAR}" height="{node.height:.1f}" fill="{colour}"/>'


def _label(node: _Node, *, on_left: bool) -> str:
    x, anchor = (LEFT - BAR - 10, "end") if on_left else (RIGHT + BAR + 10, "start")
    y, did = node.top + node.height / 2, "pays" if on_left else "receives"
    return (
        f'<text x="{x}" y="{y - 3:.1f}" font-size="14" fill="{INK}" text-anchor="{anchor}">{escape(_short(node.name))}</text>'
        f'<text x="{x}" y="{y + 15:.1f}" font-size="13" fill="{GREY}" text-anchor="{anchor}">{did}'
        f" {escape(words.pounds(node.pence))}</text>"
    )


def _short(name: str, longest: int = 36) -> str:
    """A long name without the words that every organisation has, then cut."""
    for ending in (" NHS Foundation Trust", " NHS Trust"):
        name = name.removesuffix(ending)
    return name if len(name) <= longest else name[: longest - 1].rstrip() + "…"
