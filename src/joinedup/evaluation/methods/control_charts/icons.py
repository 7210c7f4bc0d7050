"""Which icons a chart gets: variation from its points, assurance from a target and the latest limits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from joinedup.evaluation.methods.control_charts.limits import Limits
from joinedup.evaluation.methods.control_charts.observations import Days
from joinedup.evaluation.methods.control_charts.options import ChartOptions, Direction
from joinedup.evaluation.methods.control_charts.points import COMMON, TOO_FEW, Kind, PointType, Side, kind_of
from joinedup.evaluation.methods.results import Floats

Assurance = Literal[
    "consistently_passing", "consistently_failing", "hit_or_miss", "no_target", "too_few_points"
]


@dataclass(frozen=True)
class VariationIcon:
    """A variation icon: what it shows, and the position of the point that sets it (None for common cause)."""

    kind: Kind
    side: Side = ""
    point: int | None = None

    @property
    def name(self) -> str:
        """kind, with _high or _low behind it where there is a side."""
        return f"{self.kind}_{self.side}" if self.side else self.kind


def variation_icons(
    types: Sequence[tuple[PointType, ...]],
    away: Floats,
    limits: Sequence[Limits],
    direction: Direction,
    options: ChartOptions,
) -> tuple[VariationIcon, ...]:
    """The icons that the options' point sets, the first to be shown first; `away` are values less their mean.

    Where the latest segment has too few points for limits, the one icon says so.
    """
    last = len(types) - 1
    if not limits[-1].exist:
        return (VariationIcon(TOO_FEW.kind),)
    special = [n for n, shown in enumerate(types) if shown[0].is_special]
    if options.icon_from == "last-point":
        special = [n for n in special if n == last]
    elif options.icon_from == "last-special-cause-point":
        special = special[-1:]
    icons: dict[str, VariationIcon] = {}
    for point in reversed(special):
        for shown in types[point]:
            icon = _icon(shown, point, float(away[point]), direction, options)
            icons.setdefault(icon.kind, icon)
    return tuple(icons.values()) or (VariationIcon(COMMON.kind),)


def _icon(
    shown: PointType, point: int, away: float, direction: Direction, options: ChartOptions
) -> VariationIcon:
    if options.icon_direction == "rule":
        return VariationIcon(shown.kind, shown.side, point)
    sign = 1 if away > 0 else -1
    return VariationIcon(kind_of(sign, direction), "high" if sign > 0 else "low", point)


def assurance(target: float | None, latest: Limits, direction: Direction, options: ChartOptions) -> Assurance:
    """Whether the process, left as it is, will meet the target: decided by where the latest limits stand to it."""
    if target is None or direction == "neutral":
        return "no_target"
    if not latest.exist:
        return "too_few_points"
    lower, upper = latest.lower, latest.upper
    if options.target_on_limit == "consistent":
        above, below = target >= upper, target <= lower
    else:
        above, below = target > upper, target < lower
    if above == below:
        return "hit_or_miss"
    return "consistently_passing" if below == (direction == "higher") else "consistently_failing"


def date_words(dates: Days, point: int) -> str:
    """Mar 2019, or 4 Mar 2019 when the series has more than one point a month."""
    months = dates.astype("datetime64[M]")
    day = dates[point].item()
    return f"{day:%b %Y}" if len(np.unique(months)) == len(months) else f"{day.day} {day:%b %Y}"
