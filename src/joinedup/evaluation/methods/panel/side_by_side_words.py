"""What a side by side says in words: the table, and the spread in a sentence or two."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np

from joinedup.evaluation.methods.panel.side_by_side_rows import Compared, Row
from joinedup.evaluation.methods.results import Estimate, limits_in_words


def said(figure: Estimate) -> str:
    """An estimate with its limits, short: -12.3% (-20.1 to -4.0)."""
    if figure.scale == "change":
        limits = limits_in_words(figure.low, figure.high, lambda limit: f"{limit * 100:+.1f}")
        return f"{figure.value:+.1%} ({limits})"
    return f"{figure.value:+.3g} ({limits_in_words(figure.low, figure.high, '{:+.3g}'.format)})"


def table(found: Compared) -> str:
    """One line per estimator and window; the registered one has a star."""
    head = ("", "estimator", "window", f"effect ({found.level:.0%} interval)")
    lines = [head, *(_line(found, row) for row in found.rows)]
    wide = [max(len(line[column]) for line in lines) for column in range(3)]
    return "\n".join(
        "  ".join([*(cell.ljust(width) for cell, width in zip(line, wide, strict=False)), line[3]]).rstrip()
        for line in lines
    )


def _line(found: Compared, row: Row) -> tuple[str, str, str, str]:
    figure = found.figure(row)
    if figure is not None:
        says = said(figure)
    elif row.why_not is not None:
        says = f"cannot be used: {row.why_not}"
    else:
        says = "on another scale than the others"
    return "*" if row.is_registered else "", row.title, str(row.window), says


def sentence(found: Compared) -> str:
    """How many estimators and windows (each by its median) say lower and higher, the range, and the registered one."""
    figures = [(row, figure) for row in found.rows if (figure := found.figure(row)) is not None]
    if not figures:
        return "No estimator can be used on this panel; the table says why."
    estimators = _sides(figures, lambda row: row.estimator)
    windows = _sides(figures, lambda row: row.window)
    values = [figure.value for _, figure in figures]
    clear = sum(figure.is_clear_of_chance for _, figure in figures)
    parts = [
        f"{_agreement(estimators, 'estimator')} and {_agreement(windows, 'window')} say {_side(values)}.".capitalize(),
        f"The {len(figures)} estimates run from {_number(found, min(values))} to {_number(found, max(values))};"
        f" {clear} of {len(figures)} intervals {'leaves' if clear == 1 else 'leave'} out no effect.",
    ]
    refused = len(found.rows) - len(figures)
    if refused:
        parts.append(f"{refused} could not be made, for the reasons in the table.")
    return " ".join([*parts, *_registered(found)])


def _sides(figures: list[tuple[Row, Estimate]], key: Callable[[Row], object]) -> tuple[int, int]:
    """How many keys have a median on the side that most estimates are on, and how many keys there are."""
    side = _side([figure.value for _, figure in figures])
    keys = dict.fromkeys(key(row) for row, _ in figures)
    agreeing = sum(
        _side([figure.value for row, figure in figures if key(row) == one]) == side for one in keys
    )
    return agreeing, len(keys)


def _side(values: Iterable[float]) -> str:
    return "lower" if float(np.median(list(values))) < 0 else "higher"


def _agreement(sides: tuple[int, int], noun: str) -> str:
    agreeing, every = sides
    if every == 1:
        return f"the one {noun}"
    return f"all {every} {noun}s" if agreeing == every else f"{agreeing} of {every} {noun}s"


def _number(found: Compared, value: float) -> str:
    return f"{value:+.1%}" if found.is_relative else f"{value:+.3g}"


def _registered(found: Compared) -> list[str]:
    row = found.registered
    if row is None:
        return []
    figure = found.figure(row)
    says = said(figure) if figure is not None else f"cannot be used: {row.why_not}"
    return [f"The one registered beforehand, {row.title.lower()} with {row.window}, says {says}."]
