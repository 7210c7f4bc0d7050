"""Windows on a panel: how many times before the start and after it are looked at."""

from __future__ import annotations

from dataclasses import dataclass

from joinedup.evaluation.methods.handed_in import whole_number_of
from joinedup.evaluation.methods.panel.panel import Panel
from joinedup.evaluation.methods.results import MethodError


@dataclass(frozen=True, order=True)
class Window:
    """`before` times before the earliest start, and `after` times from the latest start on."""

    before: int
    after: int

    def __str__(self) -> str:
        return f"{self.before} before, {self.after} after"


def whole(panel: Panel) -> Window:
    """The window that shows all of the panel."""
    starts = panel.starts[panel.is_treated]
    return Window(int(starts.min()), len(panel.times) - int(starts.max()))


def default_windows(panel: Panel) -> tuple[Window, ...]:
    """The whole panel first, then shorter times before with shorter times after.

    Before: where there is a season and at least two years, one and two years shorter; else three quarters and half. After: two
    thirds and one third. Up to nine windows, fewer on a short panel.
    """
    most = whole(panel)
    year = panel.times_a_year
    if year is not None and most.before >= 2 * year:
        befores = [most.before - k * year for k in range(3) if most.before - k * year >= year]
    else:
        befores = [most.before, round(most.before * 3 / 4), round(most.before / 2)]
    afters = [most.after, round(most.after * 2 / 3), round(most.after / 3)]
    return tuple(
        Window(before, after)
        for before in dict.fromkeys(befores)
        for after in dict.fromkeys(afters)
        if before > 0 and after > 0
    )


def seen_through(panel: Panel, window: Window) -> Panel:
    """The panel through a window. MethodError when the window is not inside the panel."""
    if not isinstance(window, Window):
        raise MethodError(f"a window is Window(before, after), both counted in times; found {window!r}")
    whole_number_of(window.before, "before, the times of a window before the start,", 0)
    whole_number_of(window.after, "after, the times of a window from the start on,", 0)
    most = whole(panel)
    if not (1 <= window.before <= most.before and 1 <= window.after <= most.after):
        raise MethodError(f"a window of {window} does not fit: the panel has {most}; choose from 1 to these")
    starts = panel.starts[panel.is_treated]
    return panel.only(times=slice(int(starts.min()) - window.before, int(starts.max()) + window.after))
