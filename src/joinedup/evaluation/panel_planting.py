"""A roll-out that never was: units of a panel chosen as if they had started, and a known change planted in what follows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from types import MappingProxyType

import numpy as np

from joinedup.evaluation.methods.panel.panel import NEVER, Panel
from joinedup.evaluation.methods.results import MethodError

_TIMES = MappingProxyType({52: "week", 12: "month", 4: "quarter", 1: "year"})


def time_word(times_a_year: int | None) -> str:
    """What one time of a panel is called: month, quarter ..., or time where there is no season."""
    return _TIMES.get(times_a_year or 0, "time")


@dataclass(frozen=True)
class Rollout:
    """How many units start, and when: `starts` are indices of times, dealt out to the treated units in turn. One start is
    common to all; several are staggered. The whole roll-out is moved later by 0 to `may_move` times, drawn anew each time it is
    used. MethodError when there are no starts or one is before the second time."""

    treated: int
    starts: tuple[int, ...]
    may_move: int = 0

    def __post_init__(self) -> None:
        if self.treated < 1 or not self.starts or min(self.starts) < 1:
            raise MethodError(
                "a roll-out needs at least one treated unit, and starts with a time before them; found"
                f" {self.treated} and {self.starts}"
            )

    def __str__(self) -> str:
        moved = f", or up to {self.may_move} times later" if self.may_move else ""
        if len(self.starts) == 1:
            return f"{self.treated} treated from time {self.starts[0] + 1}{moved}"
        times = ", ".join(str(start + 1) for start in self.starts)
        return f"{self.treated} treated, starting in turn from times {times}{moved}"


def untouched(panel: Panel) -> Panel:
    """The panel before anything began: times before the first start. The whole panel when no unit is treated. MethodError when
    a unit is treated from the first time on."""
    if not panel.is_treated.any():
        return panel
    first = int(panel.starts[panel.is_treated].min())
    if first < 1:
        raise MethodError("a unit is treated from the first time on: there is nothing before to learn from")
    return replace(panel, starts=np.full(len(panel.units), NEVER)).only(times=slice(0, first))


def start_some(panel: Panel, rollout: Rollout, rng: np.random.Generator) -> Panel:
    """The panel with units drawn at random, each set as likely as any other, started as the roll-out says. MethodError when the
    panel has too few units or times."""
    if rollout.treated > len(panel.units) or max(rollout.starts) + rollout.may_move >= len(panel.times):
        raise MethodError(
            f"a panel of {len(panel.units)} units and {len(panel.times)} times is too small for a roll-out of {rollout}"
        )
    chosen = rng.choice(len(panel.units), rollout.treated, replace=False)
    starts = np.full(len(panel.units), NEVER)
    starts[chosen] = np.resize(rollout.starts, rollout.treated) + rng.integers(rollout.may_move + 1)
    return replace(panel, starts=starts)


def with_change(panel: Panel, change: float, rng: np.random.Generator) -> Panel:
    """The panel with `change` planted in every treated cell (-0.1 is ten per cent fewer).

    Where the panel has exposure, outcomes times exposure are counts: a fall leaves out each event with that chance (binomial
    thinning), a rise adds events (Poisson), so that the noise stays what counts have. Else outcomes are multiplied.
    MethodError for a fall of more than 100%, or counts that are negative.
    """
    if not -1 <= change < np.inf:
        raise MethodError(
            f"at most everything can be taken away: a change of -1 or more is expected; found {change}"
        )
    cells = panel.treated_cells
    if panel.exposure is None:
        return replace(panel, outcomes=np.where(cells, panel.outcomes * (1 + change), panel.outcomes))
    counts = np.rint(panel.outcomes * panel.exposure).astype(np.int64)
    if (counts < 0).any():
        raise MethodError("a change is planted in counts, and some are negative: hand in rates of events")
    here = counts[cells]
    counts[cells] = rng.binomial(here, 1 + change) if change <= 0 else here + rng.poisson(here * change)
    return replace(panel, outcomes=np.where(cells, counts / panel.exposure, panel.outcomes))
