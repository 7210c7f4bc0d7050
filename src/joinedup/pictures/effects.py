"""Effects with their intervals as a picture: a dot for the estimate, a bar for the interval, a line at no change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from math import log

from joinedup.pictures.charts import BLUE, FONT, GREY, INK, PALE_GREY, RULE

_LEFT, _RIGHT, _ROW, _HEAD = 20.0, 620.0, 54, 30
_TICKS = (-0.75, -0.5, -0.3, -0.2, -0.1, -0.05, -0.02, 0.0, 0.02, 0.05, 0.1, 0.25, 0.5, 1.0, 2.0)
_APART = 84.0


@dataclass(frozen=True)
class EffectShown:
    """One effect: relative change (-0.23 is 23% lower), its interval where there is one, and the words above it."""

    words: str
    change: float
    low: float | None = None
    high: float | None = None


def draw_effects(title: str, effects: Sequence[EffectShown]) -> str:
    """The picture on a log scale, so that half as many is as far from no change as twice as many; empty where there are none."""
    if not effects:
        return ""
    farthest = max(
        abs(log(1 + end)) for one in effects for end in (one.change, one.low or 0.0, one.high or 0.0)
    )
    reach = max(1.15 * farthest, 0.12)
    height = _HEAD + _ROW * len(effects)
    parts = [_tick(tick, reach, height) for tick in _ticks(reach)]
    parts += [_effect(one, reach, _HEAD + _ROW * n) for n, one in enumerate(effects)]
    return (
        f'<svg class="joinedup-effects" role="img" aria-label="{escape(title, quote=True)}" viewBox="0 0 640 {height + 4}"'
        f' fill="none" font-family="{FONT}" font-size="13.5">{"".join(parts)}</svg>'
    )


def _x(change: float, reach: float) -> float:
    return round(_LEFT + (log(1 + change) + reach) / (2 * reach) * (_RIGHT - _LEFT), 1)


def _ticks(reach: float) -> list[float]:
    """The ticks inside, from no change outwards, that have room for their words."""
    kept: list[float] = []
    for tick in sorted(_TICKS, key=lambda one: abs(log(1 + one))):
        inside = abs(log(1 + tick)) <= reach
        if inside and all(abs(_x(tick, reach) - _x(other, reach)) >= _APART for other in kept):
            kept.append(tick)
    return kept


def _tick(tick: float, reach: float, height: int) -> str:
    x = _x(tick, reach)
    words = "No change" if tick == 0 else f"{abs(tick):.0%} {'lower' if tick < 0 else 'higher'}"
    look = f'stroke="{INK}" stroke-width="1.4"' if tick == 0 else f'stroke="{RULE}"'
    anchor = "start" if x < 60 else "end" if x > 580 else "middle"
    return (
        f'<path d="M{x} 20V{height}" {look}/><text x="{x}" y="12" text-anchor="{anchor}" font-size="12"'
        f' fill="{GREY}">{words}</text>'
    )


def _effect(one: EffectShown, reach: float, y: int) -> str:
    middle = y + 36
    bar = ""
    if one.low is not None and one.high is not None:
        low, high = _x(one.low, reach), _x(one.high, reach)
        bar = f'<path d="M{low} {middle}H{high}M{low} {middle - 6}v12M{high} {middle - 6}v12" stroke="{BLUE}" stroke-width="3"/>'
    dot = f'<circle cx="{_x(one.change, reach)}" cy="{middle}" r="6.5" fill="{BLUE}" stroke="#fff" stroke-width="1.5"/>'
    line = f'<path d="M{_LEFT} {y}H{_RIGHT}" stroke="{PALE_GREY}" stroke-width="0.6"/>'
    words = (
        f'<text x="{_LEFT}" y="{y + 20}" fill="{INK}" stroke="#fff" stroke-width="4" paint-order="stroke">'
        f"{escape(one.words)}</text>"
    )
    return line + words + bar + dot
