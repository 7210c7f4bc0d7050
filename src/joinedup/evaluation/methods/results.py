"""What every method hands back: an estimate with its interval, cautions in words, and the rows it could not use, counted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

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

    @property
    def no_effect(self) -> float:
        """The value that would mean no effect on this scale."""
        return 1.0 if self.scale == "ratio" else 0.0

    @property
    def is_clear_of_chance(self) -> bool:
        """Whether the interval leaves out no effect."""
        return not self.low <= self.no_effect <= self.high

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
        low, high = self.low * sign, self.high * sign
        return f"{self.value * sign:.4g}{unit} ({self.level:.0%} interval {low:.4g} to {high:.4g}{unit}), {self.method}"
