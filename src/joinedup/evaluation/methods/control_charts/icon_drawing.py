"""The icons as SVG, in the manner of Making Data Count: a ring, a letter, and what the dots or the line do."""

from __future__ import annotations

from collections.abc import Sequence

from joinedup.evaluation.methods.control_charts.colours import COMMON, LINE, OF_ASSURANCE, OF_KIND, PALE
from joinedup.evaluation.methods.control_charts.words import icon_words

ASSURANCE_WORDS = {
    "consistently_passing": "the target will be met consistently",
    "consistently_failing": "the target will be missed consistently",
    "hit_or_miss": "the target will be hit or missed",
    "no_target": "no target",
    "too_few_points": "too few points to say whether the target will be met",
}
# Dots of the variation icons in a box of 100 by 100; the last two are those that stand out.
_HIGH = ((23, 64), (36, 70), (49, 65), (62, 51), (75, 56))
_LOW = ((23, 38), (36, 32), (49, 37), (62, 53), (75, 48))
_WANDERING = ((22, 51), (36, 62), (50, 39), (64, 59), (78, 53))


def variation_icon(kind: str, side: str, size: int = 48) -> str:
    """The variation icon of a kind and side as an SVG of `size` pixels."""
    colour = OF_KIND[kind]
    title = icon_words(kind, side)
    if kind == "too_few_points":
        return _icon(title, PALE, _letter("…", 50, 56, LINE, 40), size)
    if kind == "common_cause":
        return _icon(title, colour, _dots(_WANDERING, (colour,) * 5), size)
    if kind == "special_cause_neutral":
        return _icon(title, colour, _arrow(colour, up=side == "high"), size)
    dots = _dots(_HIGH if side == "high" else _LOW, (COMMON,) * 3 + (colour,) * 2)
    letter = _letter("H", 38, 42, colour) if side == "high" else _letter("L", 38, 84, colour)
    return _icon(title, colour, dots + letter, size)


def assurance_icon(assurance: str, size: int = 48) -> str:
    """The assurance icon as an SVG of `size` pixels."""
    colour = OF_ASSURANCE[assurance]
    title = ASSURANCE_WORDS[assurance]
    if assurance in ("no_target", "too_few_points"):
        drawn = "" if assurance == "no_target" else _letter("…", 50, 56, LINE, 40)
        return _icon(title, colour, drawn, size, dashed=assurance == "no_target")
    level = {"consistently_passing": 62, "consistently_failing": 46, "hit_or_miss": 57}[assurance]
    target = f'<path d="M12 {level}H88" stroke="{colour}" stroke-width="3.4" stroke-dasharray="8 3.2"/>'
    if assurance == "consistently_passing":
        return _icon(title, colour, _letter("P", 50, 38, colour) + target + _wave(51), size)
    if assurance == "consistently_failing":
        return _icon(title, colour, _letter("F", 50, 38, colour) + target + _wave(63), size)
    return _icon(title, colour, _letter("?", 50, 38, colour) + target + _wave(57, 11), size)


def _icon(title: str, colour: str, inside: str, size: int, *, dashed: bool = False) -> str:
    dash = ' stroke-dasharray="6 5"' if dashed else ""
    return (
        f'<svg class="icon" role="img" viewBox="0 0 100 100" width="{size}" height="{size}" fill="none"'
        f' xmlns="http://www.w3.org/2000/svg"><title>{title[0].upper()}{title[1:]}</title>'
        f'<circle cx="50" cy="50" r="45" stroke="{colour}" stroke-width="7" fill="#fff"{dash}/>{inside}</svg>'
    )


def _dots(spots: Sequence[tuple[int, int]], colours: Sequence[str]) -> str:
    path = " ".join(f"{x} {y}" for x, y in spots)
    dots = "".join(
        f'<circle cx="{x}" cy="{y}" r="6.2" fill="{colour}"/>'
        for (x, y), colour in zip(spots, colours, strict=True)
    )
    return f'<polyline points="{path}" stroke="{COMMON}" stroke-width="3.2"/>{dots}'


def _letter(letter: str, x: int, y: int, colour: str, size: int = 34) -> str:
    return (
        f'<text x="{x}" y="{y}" text-anchor="middle" font-family="Arial, Helvetica, sans-serif" font-weight="700"'
        f' font-size="{size}" fill="{colour}">{letter}</text>'
    )


def _arrow(colour: str, *, up: bool) -> str:
    turned = "" if up else ' transform="matrix(1 0 0 -1 0 100)"'
    return f'<path d="M26 66 48 44 40 36 72 28 64 60 56 52 34 74Z" fill="{colour}"{turned}/>'


def _wave(middle: int, height: int = 6) -> str:
    """A wandering line from side to side around `middle`."""
    y, up = middle + 4, height
    steps = f"c8 -{up} 12 -{2 * up} 18 -{up}s8 {2 * up} 14 {up}s8 -{2 * up} 13 -{up}s10 {up} 19 0"
    return f'<path d="M18 {y}{steps}" stroke="{LINE}" stroke-width="4" stroke-linecap="round"/>'
