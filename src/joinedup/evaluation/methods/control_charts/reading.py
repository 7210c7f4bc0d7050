"""A chart as it was read: its points, lines, icons, warnings and notes, and how its values are written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from joinedup.evaluation.methods.control_charts.icons import Assurance, VariationIcon
from joinedup.evaluation.methods.control_charts.limits import Limits, lines_of
from joinedup.evaluation.methods.control_charts.number_words import number
from joinedup.evaluation.methods.control_charts.observations import Observations
from joinedup.evaluation.methods.control_charts.options import ChartOptions, Direction
from joinedup.evaluation.methods.control_charts.points import Kind, PointType
from joinedup.evaluation.methods.control_charts.segments import Recalculation
from joinedup.evaluation.methods.results import Caution, Dropped, Floats


@dataclass(frozen=True)
class Point:
    """One row of the chart's table. Lines are not a number where there are no limits."""

    date: date
    value: float
    mean: float
    lower: float
    upper: float
    kind: Kind
    side: str
    rule: str | None


@dataclass(frozen=True)
class Reading:
    """What an XmR chart says.

    `warnings` make the icons unsafe and stand before them; `notes` say what was done with the points. `limits` has one
    entry a segment, the latest last. `point_types` says what each point shows, in order of date.
    """

    observations: Observations
    direction: Direction
    target: float | None
    options: ChartOptions
    recalculations: tuple[Recalculation, ...]
    limits: tuple[Limits, ...]
    point_types: tuple[tuple[PointType, ...], ...]
    variation_icons: tuple[VariationIcon, ...]
    assurance: Assurance
    warnings: tuple[Caution, ...]
    notes: tuple[Caution, ...]
    title: str = ""
    unit: str = ""

    @property
    def variation(self) -> Kind:
        """What the variation icon shows: special_cause_improvement, special_cause_concern, special_cause_neutral,
        common_cause or too_few_points."""
        return self.variation_icons[0].kind

    @property
    def is_safe(self) -> bool:
        """Whether no warning stands before the icon."""
        return not self.warnings

    @property
    def dropped(self) -> tuple[Dropped, ...]:
        """Points that could not be used, counted, with the reason."""
        return self.observations.dropped

    @property
    def latest(self) -> Point:
        """The last point."""
        return self.table()[-1]

    @property
    def mean(self) -> Floats:
        """Mean at each point."""
        return lines_of(self.limits, "mean")

    @property
    def lower(self) -> Floats:
        """Lower limit at each point."""
        return lines_of(self.limits, "lower")

    @property
    def upper(self) -> Floats:
        """Upper limit at each point."""
        return lines_of(self.limits, "upper")

    @property
    def is_special(self) -> np.ndarray:
        """Whether each point is special cause variation."""
        return np.array([types[0].is_special for types in self.point_types])

    def table(self) -> list[Point]:
        """Every point with its lines, what it shows, and the rule it broke."""
        lines = zip(self.mean.tolist(), self.lower.tolist(), self.upper.tolist(), strict=True)
        return [
            Point(day, value, *line, shown[0].kind, shown[0].side, shown[0].rule)
            for day, value, line, shown in zip(
                self.observations.dates.tolist(),
                self.observations.values.tolist(),
                lines,
                self.point_types,
                strict=True,
            )
        ]

    def words(self, value: float) -> str:
        """A value of this chart as it is read; a fraction in per cent when the unit is %."""
        latest = self.limits[-1]
        spread = latest.upper - latest.lower if latest.exist else float(np.ptp(self.observations.values))
        return number(value, self.unit, spread)
