"""Designs by the slug that a place file's `test` names, with their usual options."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, fields, is_dataclass
from typing import Any

from joinedup.errors import JoinedupError
from joinedup.evaluation.matched_controls import MatchedControls
from joinedup.evaluation.methods.panel.estimator import PanelEstimator
from joinedup.evaluation.methods.panel.side_by_side import ESTIMATORS, estimator_named
from joinedup.learning.planning import DesignTerms
from joinedup.place.problems import nearest

MATCHED = MatchedControls().name
DESIGNS = (MATCHED, *ESTIMATORS)
# The same question to people with one choice changed at a time.
VARIATIONS: Mapping[str, Mapping[str, Any]] = {
    "Two people beside each who joined": {"controls_each": 2},
    "Half as far apart at most": {"caliper": 0.1},
    "Nearest in everything known": {"nearest_on": "features-within-caliper"},
    "Each person compared with once only": {"serve_again": False},
}
# Names, as they are read, of what a matched study gives beside its estimate.
ALSO: Mapping[str, str] = {
    "weights, not adjusted": "Not adjusted for what still differs",
    "both stop, adjusted": "Both stop when the one beside joins",
    "both stop, not adjusted": "Both stop, not adjusted",
}


def terms_of(design: str) -> DesignTerms:
    """What is agreed about a design: its usual options, and the other ways in which the same question is answered beside it.
    JoinedupError naming the nearest for a design there is not."""
    others = (*ALSO.values(), *VARIATIONS) if design == MATCHED else tuple(ESTIMATORS)
    return DesignTerms(options_of(design), tuple(each for each in others if each != design))


def options_of(design: str) -> Mapping[str, Any]:
    """The usual options of a design, as JSON can hold them. JoinedupError naming the nearest for a design there is not."""
    if design == MATCHED:
        return asdict(MatchedControls())
    estimator: Any = panel_design(design, {})
    named = {each.name: getattr(estimator, each.name) for each in fields(estimator) if each.init}
    return {key: value for key, value in named.items() if not is_dataclass(value) and not callable(value)}


def matched_design(options: Mapping[str, Any]) -> MatchedControls:
    """Matched controls with the registered options. JoinedupError when this version knows other options."""
    try:
        return MatchedControls(**options)
    except TypeError as error:
        raise _other_version(MATCHED, error) from error


def panel_design(design: str, options: Mapping[str, Any]) -> PanelEstimator:
    """A panel design with the registered options. JoinedupError when there is no such design, or with other options."""
    if design not in ESTIMATORS:
        alike = nearest(design, DESIGNS)
        meant = f"did you mean {alike}? " if alike else ""
        raise JoinedupError(
            f'no design is called "{design}"; {meant}test = takes one of {", ".join(DESIGNS)}'
        )
    usual: Any = estimator_named(design)
    kept = {key: tuple(value) if isinstance(value, list) else value for key, value in options.items()}
    try:
        made: PanelEstimator = type(usual)(**kept) if kept else usual
    except TypeError as error:
        raise _other_version(design, error) from error
    return made


def _other_version(design: str, error: TypeError) -> JoinedupError:
    return JoinedupError(
        f"the registered options of {design} are those of another version of joinedup ({error}): register the care model again"
    )
