"""What a place file says about control charts: targets, and where a person decided that limits start afresh."""

from __future__ import annotations

import numpy as np

from joinedup.engine.interface import Columns
from joinedup.engine.tables import Column, Table
from joinedup.place.model import Place

STANDARD = Table(
    "standard",
    "one row per standard that regulators count",
    (
        Column("measure", "varchar", "the measure"),
        Column("target", "double", "the value to reach, in the unit of the measure"),
    ),
)
CHART_RECALCULATION = Table(
    "chart_recalculation",
    "one row per point from which the limits of a control chart start afresh",
    (
        Column("measure", "varchar", "the measure charted"),
        Column("starts_on", "date", "first month of the new limits"),
        Column("reason", "varchar", "what changed, as the person who decided it wrote it"),
        Column("neighbourhood", "varchar", "the neighbourhood whose chart it is; null when not for one"),
        Column(
            "organisation_code",
            "varchar",
            "ODS code of the provider whose chart it is; null when not for one",
        ),
    ),
)

CHART_TABLES = (STANDARD, CHART_RECALCULATION)


def chart_parameters(place: Place) -> dict[str, tuple[Table, Columns]]:
    """The tables above, of a place."""
    points = place.learning.recalculations
    return {
        "standard": (
            STANDARD,
            {
                "measure": np.array([one.measure for one in place.standards], dtype=object),
                "target": np.array([one.target for one in place.standards], dtype="float64"),
            },
        ),
        "chart_recalculation": (
            CHART_RECALCULATION,
            {
                "measure": np.array([one.measure for one in points], dtype=object),
                "starts_on": np.array([one.starts_on for one in points], dtype="datetime64[D]"),
                "reason": np.array([one.reason for one in points], dtype=object),
                "neighbourhood": np.array([one.neighbourhood for one in points], dtype=object),
                "organisation_code": np.array([one.organisation for one in points], dtype=object),
            },
        ),
    }
