"""What somebody wants to see on a chart: days on which things changed, each with a few letters and what happened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from html import escape

import numpy as np

from joinedup.evaluation.methods.control_charts import colours

ROOM = 30
RADIUS = 9.5


@dataclass(frozen=True)
class Mark:
    """A day with the letters that stand on the chart (one or two: 1, 2 ...) and the words for it. It changes no limit."""

    on: date
    letters: str
    words: str

    @property
    def day(self) -> float:
        """Days since 1970."""
        return float(np.datetime64(self.on, "D").astype(np.int64))


def mark_svg(mark: Mark, x: float, disc: float, top: float, bottom: float) -> str:
    """A line down to the axis at `x`, from a disc above the chart whose middle is `disc` across and `top` down."""
    disc = round(disc, 1)
    return (
        f"<g><title>{escape(mark.words)}</title>"
        f'<path d="M{disc} {top}V{top + RADIUS}L{x} {round(top + RADIUS + 8, 1)}V{bottom}" stroke="{colours.INK}"'
        f' stroke-width="1.2"/><circle cx="{disc}" cy="{top}" r="{RADIUS}" fill="{colours.INK}"/>'
        f'<text x="{disc}" y="{round(top + 4, 1)}" text-anchor="middle" font-weight="700" fill="#fff">'
        f"{escape(mark.letters)}</text></g>"
    )
