"""Reading what happened to people: only with a registered protocol, which says which measures are looked at."""

from __future__ import annotations

from dataclasses import dataclass, field

from joinedup.answers.evaluation_data import read_candidates, read_follow_up
from joinedup.answers.panel_data import PracticePanel, practice_panel
from joinedup.answers.released import Released
from joinedup.errors import JoinedupError
from joinedup.evaluation.candidates import Candidates
from joinedup.evaluation.follow_up import FollowUp
from joinedup.learning.register import Registered, RegisterError

DEATHS = "deaths"


@dataclass
class Outcomes:
    """What may be read of a build under a protocol; each measure is read once."""

    registered: Registered
    released: Released
    _candidates: Candidates | None = None
    _follow_ups: dict[str, FollowUp] = field(default_factory=dict)

    @property
    def care_model(self) -> str:
        """Name of the care model."""
        return self.registered.protocol.care_model

    def candidates(self) -> Candidates:
        """Who could have joined, by month."""
        if self._candidates is None:
            self._candidates = read_candidates(self.released, self.care_model)
        return self._candidates

    def follow_up(self, measure: str) -> FollowUp:
        """Events and stays of the candidates for a measure of the protocol. RegisterError for any other."""
        self._must_be_registered(measure)
        if measure not in self._follow_ups:
            self._follow_ups[measure] = read_follow_up(self.released, self.care_model, measure)
        return self._follow_ups[measure]

    def panel(self, measure: str) -> PracticePanel:
        """The measure by practice and month, for a measure of the protocol. RegisterError for any other."""
        self._must_be_registered(measure)
        return practice_panel(self.released, self.care_model, measure)

    def _must_be_registered(self, measure: str) -> None:
        plans = self.registered.protocol.plans
        known = {DEATHS, *(plan.measure for plan in plans), *(plan.negative_control for plan in plans)}
        if measure not in known:
            raise RegisterError(
                f"{measure} is not in the registered protocol of {self.care_model}, so it is not read: add an assumption about"
                " it to place.toml, and register the care model again"
            )


def open_outcomes(registered: Registered, released: Released) -> Outcomes:
    """The outcomes that a registered protocol lets one read. JoinedupError when the build has none of what it needs."""
    needed = ("eligible_month", "caseload", "candidate_event", "measure_definition", "care_model")
    missing = [table for table in needed if not released.has(table)]
    if missing:
        raise JoinedupError(
            f"{released.folder}: the published build has no table {missing[0]}: it was made by another version of joinedup; run"
            " `joinedup build`, then ask again"
        )
    return Outcomes(registered, released)
