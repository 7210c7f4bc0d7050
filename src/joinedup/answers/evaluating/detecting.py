"""The smallest change that a test could find, worked out before outcomes are read: from the place's own people and practices,
as they were without the care model."""

from __future__ import annotations

import math
import re

from joinedup.answers.detectable import DetectableInBuild
from joinedup.answers.disclosure import shown_count
from joinedup.answers.released import Released
from joinedup.errors import JoinedupError
from joinedup.evaluation.power import Detectable
from joinedup.learning.planning import Detecting
from joinedup.learning.protocols import SmallestDetectable
from joinedup.place.model import Assumption, CareModel

_A_NUMBER_OF_PEOPLE = re.compile(r"\d[\d,]*(?= people)")


def detecting_in(released: Released, model: CareModel) -> Detecting:
    """Works out the smallest detectable change of an assumption of a care model from a build; where it cannot, the sentence
    says why."""
    found = DetectableInBuild(released)

    def detecting(assumption: Assumption) -> SmallestDetectable:
        try:
            return _plain(found.for_assumption(model, assumption), released)
        except JoinedupError as error:
            return SmallestDetectable(
                None, f"It could not be worked out: {_without_small_counts(str(error))}."
            )

    return detecting


def _plain(found: Detectable, released: Released) -> SmallestDetectable:
    first, last = released.period()
    worked_out_from = (f"records from {first} to {last}", *map(_without_small_counts, found.assumptions))
    years = found.person_years
    return SmallestDetectable(
        change=found.change if math.isfinite(found.change) else None,
        sentence=f"{_without_small_counts(found.sentence)}.",
        worked_out_from=worked_out_from,
        planned_years=None if years is None or not math.isfinite(years) else round(years, 3),
    )


def _without_small_counts(text: str) -> str:
    """Numbers of people as they may be shown: small ones in words, the others rounded."""

    def shown(found: re.Match[str]) -> str:
        number = shown_count(int(found[0].replace(",", "")))
        return "a few" if number is None else f"{number:,}"

    return _A_NUMBER_OF_PEOPLE.sub(shown, text.rstrip("."))
