"""The agreements of a place that have not ended, each with its position in the file."""

from __future__ import annotations

from joinedup.place.governance import Agreement
from joinedup.place.model import Place


def in_force(place: Place) -> list[tuple[int, Agreement]]:
    """Agreements without a day on which they ended, with their position from 0."""
    return [(number, one) for number, one in enumerate(place.agreements) if one.left_on is None]
