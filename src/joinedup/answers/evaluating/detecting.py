"""The smallest change that a test could find, worked out before outcomes are read: from the place's own people and practices,
as they were without the care model."""

from __future__ import annotations

import hashlib
import math
import re
from datetime import date

import numpy as np

from joinedup.answers.detectable import MATCHED, DetectableInBuild
from joinedup.answers.disclosure import shown_count
from joinedup.answers.evaluating.designs import panel_design
from joinedup.answers.panel_data import practice_panel
from joinedup.answers.released import Released
from joinedup.errors import JoinedupError
from joinedup.evaluation.decision_rule import decision_rule
from joinedup.evaluation.methods.panel.panel import NEVER, Panel
from joinedup.evaluation.panel_power import rollout_before_start, smallest_detectable_in_panel
from joinedup.evaluation.power import Detectable
from joinedup.learning.planning import Detecting, defaults
from joinedup.learning.protocols import SmallestDetectable
from joinedup.place.model import Assumption, CareModel

_A_NUMBER_OF_PEOPLE = re.compile(r"\d[\d,]*(?= people)")


def detecting_in(released: Released, model: CareModel) -> Detecting:
    """Works out the smallest detectable change of an assumption of a care model from a build; where it cannot, the sentence
    says why."""
    of_people = DetectableInBuild(released)

    def detecting(assumption: Assumption) -> SmallestDetectable:
        try:
            if assumption.test == MATCHED:
                return _plain(of_people.for_assumption(model, assumption), released)
            return _plain(_of_practices(released, model, assumption), released)
        except JoinedupError as error:
            return SmallestDetectable(
                None, f"It could not be worked out: {_without_small_counts(str(error))}."
            )

    return detecting


def _of_practices(released: Released, model: CareModel, assumption: Assumption) -> Detectable:
    rule = decision_rule()
    estimator = panel_design(assumption.test, {})
    panel = practice_panel(released, model.name, assumption.measure).panel
    starts = np.unique(panel.starts[panel.starts != NEVER])
    rollout = rollout_before_start(
        panel,
        int(panel.is_treated.sum()),
        _months_after(panel, int(starts.max()), assumption.expect.by),
        gap=int(np.diff(starts).mean()) if len(starts) > 1 else 0,
        steps=len(starts),
    )
    seed = hashlib.sha256(f"{model.name} {assumption.id} {assumption.measure}".encode()).digest()
    return smallest_detectable_in_panel(
        panel,
        estimator,
        rollout,
        power=rule.power,
        level=rule.level,
        repetitions=int(defaults().content["power_repetitions"]),
        rng=np.random.default_rng(int.from_bytes(seed[:8], "big")),
    )


def _months_after(panel: Panel, start: int, by: date) -> int:
    first = np.datetime64(panel.times[start], "M")
    return max(int((np.datetime64(by, "M") - first).astype(int)) + 1, 1)


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
