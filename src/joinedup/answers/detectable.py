"""What each assumption of a place could show at all: the smallest change its test could find, from the published build."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from joinedup.answers.detectable_of_practices import detectable_of_practices
from joinedup.answers.evaluation_data import read_candidates, read_follow_up
from joinedup.answers.released import Released
from joinedup.errors import JoinedupError
from joinedup.evaluation.candidates import Candidates
from joinedup.evaluation.power import Detectable, smallest_detectable
from joinedup.place.model import Assumption, CareModel

MATCHED = "matched-controls"
NEEDED = ("eligible_month", "caseload", "candidate_event", "care_model", "measure_definition")


class DetectableInBuild:
    """Works out smallest detectable changes from one build; the candidates of a care model are read once."""

    def __init__(self, released: Released, *, quickly: bool = False) -> None:
        """`quickly` spends a few seconds at most on each assumption tested with a panel design."""
        self.released, self.quickly = released, quickly
        self._candidates = cache(lambda care_model: read_candidates(released, care_model))

    def why_not(self) -> str | None:
        """Why nothing can be worked out from this build, in words; None when it can."""
        missing = [table for table in NEEDED if not self.released.has(table)]
        if not missing:
            return None
        return f"the build has no table {missing[0]}: run `joinedup build`, then ask again"

    def for_assumption(self, model: CareModel, assumption: Assumption) -> Detectable:
        """The smallest detectable change of one assumption. JoinedupError, in words, when it cannot be worked out."""
        if assumption.test != MATCHED:
            return detectable_of_practices(self.released, model, assumption, quickly=self.quickly)
        candidates: Candidates = self._candidates(model.name)
        return smallest_detectable(
            candidates,
            read_follow_up(self.released, model.name, assumption.measure),
            starts_on=model.starts_on,
            by=assumption.expect.by,
            capacity=model.capacity,
            expected=assumption.expect.change,
        )


def sentences(released: Released, models: tuple[CareModel, ...]) -> Mapping[tuple[str, str], str]:
    """By care model and assumption, what could be detected, or why that cannot be said; within a few seconds each."""
    found = DetectableInBuild(released, quickly=True)
    why_not = found.why_not()
    said: dict[tuple[str, str], str] = {}
    for model in models:
        for assumption in model.assumptions:
            said[model.name, assumption.id] = why_not or _sentence(found, model, assumption)
    return said


def _sentence(found: DetectableInBuild, model: CareModel, assumption: Assumption) -> str:
    try:
        return found.for_assumption(model, assumption).sentence
    except JoinedupError as error:
        return f"It cannot be said what could be detected: {error}"
