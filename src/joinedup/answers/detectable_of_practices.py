"""The smallest change that a design for practices could find, from the practices' own months before the care model."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import numpy as np

from joinedup.answers.panel_data import practice_panel
from joinedup.answers.released import Released
from joinedup.errors import JoinedupError
from joinedup.evaluation.decision_rule import decision_rule
from joinedup.evaluation.methods.panel.panel import Panel
from joinedup.evaluation.methods.panel.side_by_side import estimator_named
from joinedup.evaluation.panel_planting import Rollout, untouched
from joinedup.evaluation.panel_power import TRIALS, rollout_before_start, smallest_detectable_in_panel
from joinedup.evaluation.power import Detectable
from joinedup.learning.planning import defaults
from joinedup.place.model import Assumption, CareModel
from joinedup.reference.files import ReferenceFile, read_file


def detectable_of_practices(
    released: Released, model: CareModel, assumption: Assumption, *, quickly: bool = False
) -> Detectable:
    """The smallest detectable change of an assumption tested with a panel design; the same draws each time.

    `quickly` tries it less often where the design takes long (detectable_patience.toml). JoinedupError, in words, when it cannot
    be worked out, or not as quickly as that.
    """
    rule = decision_rule()
    found = practice_panel(released, model.name, assumption.measure)
    usual = int(defaults().content["power_repetitions"])
    repetitions = (
        min(usual, _repetitions_in_time(assumption.test, untouched(found.panel))) if quickly else usual
    )
    seed = hashlib.sha256(f"{model.name} {assumption.id} {assumption.measure}".encode()).digest()
    detectable = smallest_detectable_in_panel(
        found.panel,
        estimator_named(assumption.test),
        _rollout(found.panel, model, assumption.expect.by),
        expected=assumption.expect.change,
        power=rule.power,
        level=rule.level,
        repetitions=repetitions,
        exposure_is=found.person_years_each,
        units_are="practices",
        rng=np.random.default_rng(int.from_bytes(seed[:8], "big")),
    )
    return detectable if repetitions == usual else _roughly(detectable, repetitions, usual)


def _roughly(found: Detectable, repetitions: int, usual: int) -> Detectable:
    said = f"{found.sentence} (Roughly, from {repetitions} tries; `joinedup register` makes {usual}.)"
    return replace(found, sentence=said)


def _rollout(panel: Panel, model: CareModel, by: date) -> Rollout:
    """How the place file says the care model reaches practices by that day, moved into the time before the first of them."""
    months = [month for month in _months_of_start(panel, model) if month <= np.datetime64(by, "M")]
    if not months:
        raise JoinedupError(f"{model.name} begins at no practice of these data by {by}: agree a later day")
    starts = np.unique(np.array(months, dtype="datetime64[M]")).astype(int)
    return rollout_before_start(
        panel,
        len(months),
        int(np.datetime64(by, "M").astype(int)) - int(starts[-1]) + 1,
        gap=int(np.diff(starts).mean()) if len(starts) > 1 else 0,
        steps=len(starts),
    )


def _months_of_start(panel: Panel, model: CareModel) -> Iterator[np.datetime64]:
    """The month in which it begins at each practice of the panel that it reaches; at all of them where there are no sites."""
    if not model.sites:
        yield from (np.datetime64(model.starts_on, "M") for _ in panel.units)
    first: dict[str, date] = {}
    for site in model.sites:
        for practice in site.practices:
            first[practice] = min(site.starts_on, first.get(practice, site.starts_on))
    yield from (np.datetime64(day, "M") for practice, day in first.items() if practice in panel.units)


@cache
def _patience() -> ReferenceFile:
    return read_file(Path(__file__).with_name("detectable_patience.toml"))


def _repetitions_in_time(design: str, panel: Panel) -> int:
    """How often a design can be tried on a panel of this size within the time there is."""
    content = _patience().content
    units, times = content["measured_on"]["units"], content["measured_on"]["times"]
    size = (len(panel.units) / units) ** 2 * (len(panel.times) / times)
    takes = content["seconds_each"][design]
    tries = int(content["seconds"] / (takes["at_least"] + takes["and_with_size"] * size) / TRIALS)
    if tries < content["least_repetitions"]:
        raise JoinedupError(
            f"tested with {design}, which takes long to try on {len(panel.units)} practices: `joinedup register` works it out, and"
            " `joinedup rehearse-design` plants the change and says how often it is found"
        )
    return tries
