"""What the place file says about charts, from the published build: targets, and where limits start afresh."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from joinedup.answers.page.words import month
from joinedup.answers.published import Published
from joinedup.evaluation.methods.control_charts import Recalculation


@dataclass(frozen=True)
class RecalculationOf:
    """A recalculation with the chart it belongs to."""

    measure: str
    neighbourhood: str | None
    organisation_code: str | None
    point: Recalculation


@dataclass(frozen=True)
class Settings:
    """Targets by measure, and every recalculation."""

    targets: dict[str, float]
    recalculations: tuple[RecalculationOf, ...]

    def points(
        self, measure: str, *, neighbourhood: str | None = None, organisation_code: str | None = None
    ) -> list[Recalculation]:
        """The recalculations of one chart; of the whole place's when neither area nor provider is named."""
        return [
            one.point
            for one in self.recalculations
            if one.measure == measure
            and one.neighbourhood == neighbourhood
            and one.organisation_code == organisation_code
        ]


def read_settings(published: Published) -> Settings:
    """What the build has; nothing from a build made before it kept these tables."""
    targets: list[tuple[Any, ...]] = []
    points: list[tuple[Any, ...]] = []
    if published.has("standard"):
        targets = published.rows("select measure, target from standard")
    if published.has("chart_recalculation"):
        points = published.rows(
            "select measure, neighbourhood, organisation_code, starts_on, reason from chart_recalculation"
        )
    return Settings(
        {measure: float(target) for measure, target in targets},
        tuple(
            RecalculationOf(measure, area, code, Recalculation(starts_on, reason))
            for measure, area, code, starts_on, reason in points
        ),
    )


def drawable(
    points: Sequence[Recalculation], months: Sequence[date], title: str
) -> tuple[list[Recalculation], list[str]]:
    """The recalculations that are the month of a point after the first, and a sentence for each that is not."""
    there = set(months[1:])
    said = [
        f"{title}: limits were to start afresh in {month(one.starts_on)} ({one.reason}), but that month has no point to start"
        " from; the limits stay as they are."
        for one in points
        if one.starts_on not in there
    ]
    return [one for one in points if one.starts_on in there], said
