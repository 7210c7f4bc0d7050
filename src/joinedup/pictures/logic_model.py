"""A logic model as a picture: for whom, what is done, what follows, what would show it, and what is known of it.

Drawn twice: in five columns for a wide page, and one box under the other for a phone. Text is wrapped here, since SVG does not.
"""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from joinedup.pictures.charts import BLUE, DARK_BLUE, FONT, GREY, INK, PALE_GREY, WARM

HEADINGS = ("For whom", "What is done", "What should follow", "What would show it", "What is known")
_COLOURS: Mapping[str, str] = {
    "supported": "#006747",
    "not-supported": "#b3123b",
    "undetectable": WARM,
    "too-early": BLUE,
    "not-tested": GREY,
}
_LINE, _PAD, _GAP, _BETWEEN, _HEAD = 19, 13, 14, 26, 30
_LETTER = 7.3
# Left edge and width of each column; what is between two is room for an arrow.
_COLUMNS = ((0, 168), (194, 232), (452, 166), (644, 190), (860, 140))
_WIDTH = 1000
_NARROW = 340


@dataclass(frozen=True)
class ArrowShown:
    """One assumption: what is done, what follows from it, the measure with the change expected, and the verdict in words.
    `verdict` decides the colour alone."""

    done: str
    follows: str
    shows: str
    known: str
    verdict: str


@dataclass(frozen=True)
class _Box:
    """One box: where, how large, its lines, its look."""

    x: float
    y: float
    width: float
    height: float
    lines: Sequence[str]
    fill: str
    stroke: str
    ink: str = INK
    bold: bool = False


def logic_model(title: str, whom: str, arrows: Sequence[ArrowShown]) -> str:
    """The picture for a wide page; `title` is read to those who do not see it."""
    rows, top = [], float(_HEAD)
    for arrow in arrows:
        cells = [_wrapped(words, _COLUMNS[n + 1][1]) for n, words in enumerate(_words(arrow))]
        height = max(len(lines) for lines in cells) * _LINE + 2 * _PAD
        rows.append((top, height, cells, arrow))
        top += height + _GAP
    about = _wrapped(whom, _COLUMNS[0][1])
    whole = max(top - _GAP, _HEAD + len(about) * _LINE + 2 * _PAD)
    parts = [_heading(words, x) for words, (x, _) in zip(HEADINGS, _COLUMNS, strict=True)]
    parts.append(_box(_Box(*_at(0, _HEAD), whole - _HEAD, about, "#fff", DARK_BLUE, bold=True)))
    for y, height, cells, arrow in rows:
        middle = y + height / 2
        for n, lines in enumerate(cells, start=1):
            looks = _known(arrow) if n == 4 else ("#fff", PALE_GREY if n == 3 else BLUE, INK)
            parts.append(_box(_Box(*_at(n, y), height, lines, *looks, bold=n == 4)))
            parts.append(_right(_COLUMNS[n][0] - _BETWEEN, middle))
    return _picture("joinedup-logic joinedup-logic--wide", title, _WIDTH, whole + 2, parts)


def logic_model_narrow(title: str, whom: str, arrows: Sequence[ArrowShown]) -> str:
    """The picture for a phone."""
    parts: list[str] = []
    y = _one(parts, 0.0, HEADINGS[0], whom, ("#fff", DARK_BLUE, INK))
    for number, arrow in enumerate(arrows, start=1):
        y += 0 if number == 1 else 6
        for n, words in enumerate(_words(arrow), start=1):
            # Each assumption begins with those it is for, and not with what is known of the one before.
            if n > 1 or number == 1:
                parts.append(_down(_NARROW / 2, y))
            looks = _known(arrow) if n == 4 else ("#fff", PALE_GREY if n == 3 else BLUE, INK)
            y = _one(parts, y + 24, f"{number}. {HEADINGS[n]}", words, looks)
    return _picture("joinedup-logic joinedup-logic--narrow", title, _NARROW, y + 2, parts)


def _words(arrow: ArrowShown) -> tuple[str, str, str, str]:
    return arrow.done, arrow.follows, arrow.shows, arrow.known


def _known(arrow: ArrowShown) -> tuple[str, str, str]:
    colour = _COLOURS[arrow.verdict]
    return (colour, colour, "#fff")


def _at(column: int, y: float) -> tuple[float, float, float]:
    x, width = _COLUMNS[column]
    return (x + 1.0, y, width - 2.0)


def _one(parts: list[str], y: float, heading: str, words: str, looks: tuple[str, str, str]) -> float:
    """A box with its heading inside, on the narrow picture; where it ends."""
    lines = _wrapped(words, _NARROW)
    height = (len(lines) + 1) * _LINE + 2 * _PAD
    parts.append(_box(_Box(1.0, y + 1, _NARROW - 2.0, height, ["", *lines], *looks)))
    ink = "#fff" if looks[2] == "#fff" else GREY
    parts.append(
        f'<text x="{1 + _PAD}" y="{y + _PAD + 15}" font-size="12.5" fill="{ink}">{escape(heading)}</text>'
    )
    return y + height + 1


def _wrapped(words: str, width: float) -> list[str]:
    said = words[:1].upper() + words[1:]
    return textwrap.wrap(said, max(int((width - 2 * _PAD) / _LETTER), 8)) or [""]


def _heading(words: str, x: float) -> str:
    return f'<text x="{x + 1}" y="16" fill="{GREY}">{escape(words)}</text>'


def _box(box: _Box) -> str:
    first = box.y + (box.height - len(box.lines) * _LINE) / 2 + 14
    weight = ' font-weight="700"' if box.bold else ""
    lines = "".join(
        f'<tspan x="{box.x + _PAD}" y="{round(first + n * _LINE, 1)}">{escape(line)}</tspan>'
        for n, line in enumerate(box.lines)
    )
    return (
        f'<rect x="{box.x}" y="{box.y}" width="{box.width}" height="{box.height}" rx="4" fill="{box.fill}"'
        f' stroke="{box.stroke}" stroke-width="2"/><text fill="{box.ink}"{weight}>{lines}</text>'
    )


def _right(x: float, y: float) -> str:
    return (
        f'<path d="M{x + 4} {y}h{_BETWEEN - 12}" stroke="{GREY}" stroke-width="2"/>'
        f'<path d="M{x + _BETWEEN - 10} {y - 5}l8 5l-8 5z" fill="{GREY}"/>'
    )


def _down(x: float, y: float) -> str:
    return f'<path d="M{x} {y + 4}v10" stroke="{GREY}" stroke-width="2"/><path d="M{x - 5} {y + 13}l5 8l5 -8z" fill="{GREY}"/>'


def _picture(look: str, title: str, width: float, height: float, parts: Sequence[str]) -> str:
    return (
        f'<svg class="{look}" role="img" aria-label="{escape(title, quote=True)}" viewBox="0 0 {width} {round(height, 1)}"'
        f' fill="none" font-family="{FONT}" font-size="14.5">{"".join(parts)}</svg>'
    )
