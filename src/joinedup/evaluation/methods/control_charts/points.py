"""What each point shows: the rule that names it, whether it is improvement or concern."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from joinedup.evaluation.methods.control_charts.options import ChartOptions, Direction, Rule
from joinedup.evaluation.methods.control_charts.rules import Signals

Kind = Literal[
    "special_cause_improvement",
    "special_cause_concern",
    "special_cause_neutral",
    "common_cause",
    "too_few_points",
]
Side = Literal["high", "low", ""]


@dataclass(frozen=True)
class PointType:
    """What a point shows, which way, and by which rule (None where it breaks none)."""

    kind: Kind
    side: Side = ""
    rule: Rule | None = None

    @property
    def is_special(self) -> bool:
        """Whether it is special cause variation of any kind."""
        return self.kind.startswith("special_cause")


COMMON, TOO_FEW = PointType("common_cause"), PointType("too_few_points")


def point_types(
    broken: Mapping[Rule, Signals], direction: Direction, options: ChartOptions
) -> list[tuple[PointType, ...]]:
    """For each point of a segment what it shows: one kind, or two where the options show both ways of a conflict."""
    in_order = [broken[rule].tolist() for rule in options.precedence]
    return [_shown(signals, direction, options) for signals in zip(*in_order, strict=True)]


def _shown(signals: tuple[int, ...], direction: Direction, options: ChartOptions) -> tuple[PointType, ...]:
    first: dict[int, Rule] = {}
    for sign, rule in zip(signals, options.precedence, strict=True):
        if sign:
            first.setdefault(sign, rule)
    found = [_type_of(sign, rule, direction) for sign, rule in first.items()]
    if not found:
        return (COMMON,)
    if len(found) == 2 and options.conflict != "precedence":
        found.sort(key=lambda one: one.kind != "special_cause_improvement")
    return tuple(found) if options.conflict == "both" else (found[0],)


def _type_of(sign: int, rule: Rule, direction: Direction) -> PointType:
    return PointType(kind_of(sign, direction), "high" if sign > 0 else "low", rule)


def kind_of(sign: int, direction: Direction) -> Kind:
    """What a signal that way means where `direction` is better."""
    if direction == "neutral":
        return "special_cause_neutral"
    return "special_cause_improvement" if (sign > 0) == (direction == "higher") else "special_cause_concern"
