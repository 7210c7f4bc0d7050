"""What every method hands back: an estimate with its interval, cautions in words, and the rows it could not use, counted."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from joinedup.errors import JoinedupError

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]
Bools = NDArray[np.bool_]

Scale = Literal["difference", "ratio", "change"]
"""difference: in the outcome's unit. ratio: 1 is no effect. change: relative, -0.10 is ten per cent fewer, 0 is no effect."""


class MethodError(JoinedupError):
    """The numbers handed in cannot be used: says what was found, what was expected, and what to do."""


@dataclass(frozen=True)
class Caution:
    """Something a reader must know before believing a result. `name` is a slug; `message` says what it means and what to do."""

    name: str
    message: str


@dataclass(frozen=True)
class Dropped:
    """Rows that a method could not use, and why."""

    reason: str
    rows: int


@dataclass(frozen=True)
class Estimate:
    """An effect on `scale`, with the limits of its interval.

    `standard_error` is of what the interval was made on: the value itself, or the log of a ratio. It and `p_value` are None
    where the method has none. `method` and `interval_by` are slugs: how it was estimated, where the interval comes from.
    """

    value: float
    low: float
    high: float
    scale: Scale
    method: str
    interval_by: str
    level: float = 0.95
    standard_error: float | None = None
    p_value: float | None = None
    cautions: tuple[Caution, ...] = ()
    dropped: tuple[Dropped, ...] = ()

    def __post_init__(self) -> None:
        level_of(self.level)

    @property
    def no_effect(self) -> float:
        """The value that would mean no effect on this scale."""
        return 1.0 if self.scale == "ratio" else 0.0

    @property
    def is_clear_of_chance(self) -> bool:
        """Whether no effect lies outside the interval; False where a limit is missing (NaN)."""
        return self.low > self.no_effect or self.high < self.no_effect

    def as_change(self, without: float | None = None) -> Estimate:
        """The same as a relative change. A difference needs `without`: the outcome as it would have been without the effect,
        taken as known. MethodError when it is needed and not positive."""
        if self.scale == "change":
            return self
        if self.scale == "ratio":
            return self._on("change", lambda ratio: ratio - 1)
        if without is None or not without > 0:
            raise MethodError(
                f"a difference becomes a relative change by dividing by the outcome without the effect; found {without}:"
                " hand in a positive mean, or read the difference itself"
            )
        return self._on("change", lambda difference: difference / without)

    def _on(self, scale: Scale, turn: Callable[[float], float]) -> Estimate:
        kept = self.standard_error if self.scale == "ratio" else None
        return replace(
            self,
            value=turn(self.value),
            low=turn(self.low),
            high=turn(self.high),
            scale=scale,
            standard_error=kept,
        )

    def __str__(self) -> str:
        sign = 100 if self.scale == "change" else 1
        unit = "%" if self.scale == "change" else ""
        limits = limits_in_words(self.low, self.high, lambda limit: f"{limit * sign:.4g}{unit}")
        return f"{self.value * sign:.4g}{unit} ({self.level:.0%} interval {limits}), {self.method}"


def level_of(level: Any) -> float:
    """The level of an interval as it is. MethodError unless it lies between 0 and 1."""
    if isinstance(level, str) or not 0 < level < 1:
        raise MethodError(f"the level of an interval lies between 0 and 1, 0.95 for 95%; found {level!r}")
    return float(level)


def limits_in_words(low: float, high: float, say: Callable[[float], str]) -> str:
    """Both limits, each as `say` says it: -12% to 4%. A limit that is infinite is said not to be there: -12% to no upper limit."""
    said = (
        "no lower limit" if low == -math.inf else say(low),
        "no upper limit" if high == math.inf else say(high),
    )
    return " to ".join(said)
