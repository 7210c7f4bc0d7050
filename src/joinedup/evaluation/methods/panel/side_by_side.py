"""All estimators on one panel, over several windows, side by side: so that nobody picks the one that flatters."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib import import_module
from itertools import product
from types import MappingProxyType

import numpy as np

from joinedup.evaluation.methods.one_thread import on_one_thread
from joinedup.evaluation.methods.panel.estimator import PanelEstimate, PanelEstimator
from joinedup.evaluation.methods.panel.panel import NEVER, Panel
from joinedup.evaluation.methods.panel.side_by_side_rows import Compared, Row
from joinedup.evaluation.methods.panel.side_by_side_words import sentence, table
from joinedup.evaluation.methods.panel.windows import Window, default_windows, seen_through
from joinedup.evaluation.methods.results import MethodError

ESTIMATORS = MappingProxyType(
    {
        "difference-in-differences": "difference_in_differences:DifferenceInDifferences",
        "event-study": "event_study:EventStudy",
        "staggered-adoption": "staggered:StaggeredAdoption",
        "synthetic-control": "synthetic_control:SyntheticControl",
        "augmented-synthetic-control": "augmented_synthetic_control:AugmentedSyntheticControl",
        "synthetic-difference-in-differences": "synthetic_difference_in_differences:SyntheticDifferenceInDifferences",
        "generalised-synthetic-control": "generalised_synthetic_control:GeneralisedSyntheticControl",
        "interrupted-time-series": "interrupted_time_series:InterruptedTimeSeries",
    }
)
"""Every design for panels by its slug; each is imported only when asked for."""


def estimator_named(slug: str) -> PanelEstimator:
    """The design with its usual options. MethodError, with the names there are, when there is none of that name."""
    if slug not in ESTIMATORS:
        raise MethodError(f"no panel design is called {slug}: expected one of {', '.join(ESTIMATORS)}")
    module, _, name = ESTIMATORS[slug].partition(":")
    made: PanelEstimator = getattr(import_module(f"{__package__}.{module}"), name)()
    return made


def default_estimators() -> tuple[PanelEstimator, ...]:
    """Every design of ESTIMATORS with its usual options, in that order."""
    return tuple(estimator_named(slug) for slug in ESTIMATORS)


@dataclass(frozen=True)
class SideBySide(Compared):
    """Every estimator through every window. Prints as a table; `sentence` says the spread; `draw` is a forest plot."""

    @property
    def sentence(self) -> str:
        """How far estimators and windows agree, and what the registered one says."""
        return sentence(self)

    def __str__(self) -> str:
        return f"{table(self)}\n\n{self.sentence}"

    def draw(self, name: str = "side-by-side") -> str:
        """A forest plot as SVG: one block per estimator, one line per window, the registered one dark. `name` keeps the inner
        ids apart from other pictures of a page."""
        from joinedup.evaluation.methods.panel.side_by_side_picture import forest

        return forest(name, self)


@on_one_thread
def side_by_side(
    panel: Panel,
    estimators: Iterable[PanelEstimator] | None = None,
    windows: Sequence[Window] | None = None,
    *,
    rng: np.random.Generator,
    registered: tuple[str, Window | None] | None = None,
    registered_estimate: PanelEstimate | None = None,
    level: float = 0.95,
) -> SideBySide:
    """Run every estimator (all there are, unless given) through every window (several lengths before and after, unless given).

    `registered` is the slug agreed on and its window (None: the whole panel); its row is marked, and added if the windows lack
    it. Where it has been estimated already, `registered_estimate` stands in that row: other draws of placebos would give the
    same thing two slightly different intervals. An estimator that cannot be used gives a row that says why. The same `rng`
    seed gives the same figures. MethodError when no unit is treated, when a window does not fit the panel, or when the one
    registered is not among the estimators.
    """
    if (panel.starts == NEVER).all():
        raise MethodError(
            "no unit of the panel is ever treated: give starts, or look whether the window holds them"
        )
    chosen = tuple(estimators) if estimators is not None else default_estimators()
    views = list(windows if windows is not None else default_windows(panel))
    agreed = _agreed(panel, chosen, registered)
    if agreed is not None and agreed[1] not in views:
        views.append(agreed[1])
    seen = {view: seen_through(panel, view) for view in views}
    cells = list(product(chosen, views))
    rows = []
    for (one, view), draws in zip(cells, rng.spawn(len(cells)), strict=True):
        if registered_estimate is not None and agreed == (one.name, view):
            rows.append(Row(one.name, one.title, view, registered_estimate, None, True))
        else:
            rows.append(_row(one, view, seen[view], level, draws, agreed == (one.name, view)))
    return SideBySide(tuple(rows), panel.outcome_name, level)


def _agreed(
    panel: Panel, chosen: tuple[PanelEstimator, ...], registered: tuple[str, Window | None] | None
) -> tuple[str, Window] | None:
    if registered is None:
        return None
    name, window = registered
    if name not in {one.name for one in chosen}:
        raise MethodError(
            f"the registered estimator {name} is not among those to run ({', '.join(one.name for one in chosen)}): add it"
        )
    return name, window or default_windows(panel)[0]


def _row(
    estimator: PanelEstimator,
    window: Window,
    panel: Panel,
    level: float,
    rng: np.random.Generator,
    is_registered: bool,
) -> Row:
    why_not = estimator.why_not(panel)
    estimate = None
    if why_not is None:
        try:
            estimate = estimator.estimate(panel, level=level, rng=rng)
        except MethodError as error:
            why_not = str(error)
    return Row(estimator.name, estimator.title, window, estimate, why_not, is_registered)
