"""A balance as lines of text, one a covariate."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from joinedup.evaluation.methods.results import Bools, Floats

HEADINGS = ("", "treated", "controls", "matched", "difference", "matched", "variances", "matched")


def balance_lines(
    names: Sequence[str], unlike: Bools, means: Sequence[Floats], others: Sequence[Floats]
) -> list[str]:
    """Headings and a line a covariate: means (of the treated, of controls before and after), then standardised differences
    and variance ratios before and after; a star at those that are still unlike."""
    lines = [list(HEADINGS)]
    for at, name in enumerate(names):
        words = [f"{one[at]:.4g}" for one in means] + [_fixed(one[at]) for one in others]
        lines.append([name + (" *" if unlike[at] else ""), *words])
    widths = [max(len(line[at]) for line in lines) for at in range(len(HEADINGS))]
    return ["  ".join(_aligned(line, widths)) for line in lines]


def _fixed(value: float) -> str:
    return "" if np.isnan(value) else f"{round(value, 3) + 0.0:.3f}"


def _aligned(line: Sequence[str], widths: Sequence[int]) -> list[str]:
    return [
        cell.rjust(width) if at else cell.ljust(width)
        for at, (cell, width) in enumerate(zip(line, widths, strict=True))
    ]
