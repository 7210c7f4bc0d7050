"""What the engine room wrote: cycles that were tried and what was learned, two findings, and how sites stand."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from joinedup.learning.evidence import KINDS
from joinedup.web.care_models.actions import say_how_a_site_stands
from joinedup.web.demonstration.stage import Stage
from joinedup.web.evidence.actions import add_finding
from joinedup.web.kept.engine_room.sites import site_codes
from joinedup.web.learning.actions import add_cycle, write_down
from joinedup.web.learning.measures import measure_titles

_WORDS = Path(__file__).with_name("engine_room.toml")


def fill(stage: Stage) -> None:
    """Everything in engine_room.toml, by the programme lead, in the order of its days."""
    if not stage.cast.has("programme-lead"):
        return
    words = tomllib.loads(_WORDS.read_text(encoding="utf-8"))
    for said in words["cycles"]:
        if said["measure"] in measure_titles():
            _cycle(stage, said)
    for said in words["findings"]:
        _finding(stage, said)
    for said in words["sites"]:
        _site(stage, said)


def _cycle(stage: Stage, said: Mapping[str, Any]) -> None:
    by, starts_on = stage.cast["programme-lead"], stage.days.before_the_end(said["starts_days_before"])
    areas = [area.name for area in stage.place.neighbourhoods]
    with stage.days.on(starts_on):
        key = add_cycle(
            by=by,
            name=said["name"],
            measure=said["measure"],
            area=areas[said["area"]] if "area" in said and areas else "",
            starts_on=starts_on,
            tried=said["tried"],
            prediction=said["prediction"],
            form_key=stage.form_key(f"cycle {said['key']}"),
        )
    for number, entry in enumerate(said["entries"]):
        on = stage.days.before_the_end(entry["days_before"])
        with stage.days.on(on):
            write_down(
                by=by,
                place=stage.place,
                cycle=key,
                stage=entry["stage"],
                on=on,
                words=entry["words"],
                form_key=stage.form_key(f"cycle {said['key']} {number}"),
                outcome=entry.get("outcome", ""),
            )


def _finding(stage: Stage, said: Mapping[str, Any]) -> None:
    kind = said["kind_wanted"] if said["kind_wanted"] in KINDS else next(iter(KINDS))
    plain = {key: said[key] for key in ("name", "where", "who", "done", "learned", "rests_on")}
    with stage.days.on(stage.days.before_the_end(20)):
        add_finding(
            by=stage.cast["programme-lead"],
            kind=kind,
            measure="",
            change=None,
            low=None,
            high=None,
            form_key=stage.form_key(f"finding {said['key']}"),
            **plain,
        )


def _site(stage: Stage, said: Mapping[str, Any]) -> None:
    if not stage.place.care_models:
        return
    model, on = stage.place.care_models[0], stage.days.before_the_end(said["days_before"])
    codes = list(site_codes(stage.place, model))
    if said["which"] >= len(codes):
        return
    with stage.days.on(on):
        say_how_a_site_stands(
            by=stage.cast["programme-lead"],
            place=stage.place,
            model=model,
            site=codes[said["which"]],
            stands=said["stands"],
            because=said["because"],
            on=on,
            form_key=stage.form_key(f"site {said['which']}"),
        )
