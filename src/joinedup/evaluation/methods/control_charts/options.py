"""How a chart is read: options checked once, here, and trusted from then on; presets.toml has those of each implementation."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any, Literal, get_args

from joinedup.evaluation.methods.control_charts.figures import figures_of
from joinedup.evaluation.methods.results import MethodError

Rule = Literal["outside_limits", "shift", "trend", "two_of_three"]
Third = Literal["same-side", "not-beyond-other-side", "anywhere"]
IconFrom = Literal["last-point", "any-point", "last-special-cause-point"]
IconDirection = Literal["rule", "side-of-mean"]
Conflict = Literal["improvement", "precedence", "both"]
TargetOnLimit = Literal["hit-or-miss", "consistent"]
Direction = Literal["higher", "lower", "neutral"]
"""Which way is better."""

RULES: tuple[Rule, ...] = get_args(Rule)

_CHOICES: Mapping[str, tuple[str, ...]] = {
    "two_of_three_third": get_args(Third),
    "icon_from": get_args(IconFrom),
    "icon_direction": get_args(IconDirection),
    "conflict": get_args(Conflict),
    "target_on_limit": get_args(TargetOnLimit),
}
# The fewest points for which a rule or a limit means anything at all.
_AT_LEAST = {"shift_points": 2, "trend_points": 3, "minimum_points": 2, "trial_below": 0}


@dataclass(frozen=True)
class ChartOptions:
    """How a chart is read. What each option means stands on top of presets.toml. MethodError when one makes no sense."""

    moving_range_scale: float
    screen_moving_range: bool
    minimum_points: int
    trial_below: int
    shift_points: int
    trend_points: int
    two_of_three_third: Third
    two_of_three_beyond_limits: bool
    two_of_three_on_line: bool
    icon_from: IconFrom
    icon_direction: IconDirection
    precedence: tuple[Rule, ...]
    conflict: Conflict
    target_on_limit: TargetOnLimit
    name: str = "own"

    def __post_init__(self) -> None:
        for option, known in _CHOICES.items():
            if getattr(self, option) not in known:
                raise _refused(option, getattr(self, option), f"one of {', '.join(known)}")
        for option, least in _AT_LEAST.items():
            value = getattr(self, option)
            if isinstance(value, bool) or not isinstance(value, int) or value < least:
                raise _refused(option, value, f"a whole number of at least {least}")
        for option in ("screen_moving_range", "two_of_three_beyond_limits", "two_of_three_on_line"):
            if not isinstance(getattr(self, option), bool):
                raise _refused(option, getattr(self, option), "True or False")
        scale = self.moving_range_scale
        if isinstance(scale, bool) or not isinstance(scale, int | float) or not 0 < scale < float("inf"):
            raise _refused("moving_range_scale", self.moving_range_scale, "a number above 0, usually 2.66")
        if sorted(map(str, self.precedence)) != sorted(RULES):
            raise _refused("precedence", self.precedence, f"each of {', '.join(RULES)} once, first to last")


def presets() -> dict[str, str]:
    """Name to what it is, of every preset, the default first."""
    return {name: str(found["title"]) for name, found in figures_of("presets.toml")["presets"].items()}


def preset(name: str | None = None, **changed: Any) -> ChartOptions:
    """The options of a preset (the default when None), with single options changed. MethodError names what is unknown."""
    content = figures_of("presets.toml")
    name = content["default"] if name is None else name
    known = content["presets"]
    if name not in known:
        near = difflib.get_close_matches(str(name), known, n=1)
        meant = f"; nearest: {near[0]}" if near else ""
        raise MethodError(f"no preset is named {name!r}; there are {', '.join(known)}{meant}")
    found = known[name]
    if "like" in found:
        found = known[found["like"]] | found
    names = [field.name for field in fields(ChartOptions) if field.name != "name"]
    unknown = sorted(set(changed) - set(names))
    if unknown:
        raise MethodError(f"no option is named {unknown[0]!r}; there are {', '.join(names)}")
    chosen = {option: found[option] for option in names} | changed
    if isinstance(chosen["precedence"], str) or not isinstance(chosen["precedence"], Iterable):
        raise _refused("precedence", chosen["precedence"], f"each of {', '.join(RULES)} once, first to last")
    chosen["precedence"] = tuple(chosen["precedence"])
    return ChartOptions(**chosen, name=f"{name}, changed" if changed else name)


def _refused(option: str, value: object, expected: str) -> MethodError:
    return MethodError(
        f"option {option} is {value!r}; expected {expected}; mend it, or take a preset: {', '.join(presets())}"
    )
