"""The first page and the scorecard in words: verdicts with their colours, what changed, what was agreed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from joinedup.place.model import Place
from joinedup.web.kept.page import KeptPage
from joinedup.wording import day, slug

SHOWN_FIRST = 5
# The colour of a verdict's tag; the tag says it in words as well.
VERDICT_COLOURS: Mapping[str, str] = {
    "supported": "green",
    "not-supported": "red",
    "undetectable": "orange",
    "too-early": "blue",
    "not-tested": "grey",
}


def care_models(place: Place, scorecard: KeptPage | None) -> list[dict[str, Any]]:
    """Each care model with what is known of it; what was agreed alone while figures are worked out."""
    if scorecard is not None:
        return list(scorecard.further["care_models"])
    return [
        {
            "name": model.name,
            "slug": slug(model.name),
            "starts_on": day(model.starts_on),
            "capacity": f"{model.capacity:,}",
            "in_short": "",
            "on_caseload": "",
            "assumptions": [],
            "note": "",
        }
        for model in place.care_models
    ]


def lately(scorecard: KeptPage | None) -> dict[str, Any]:
    """What changed lately: the first few, how many more, and one sentence over all charts."""
    if scorecard is None:
        return {"entries": [], "more": 0, "sentence": ""}
    entries = list(scorecard.further["lately"])
    charted = int(scorecard.further["charted"])
    return {
        "entries": entries[:SHOWN_FIRST],
        "more": max(0, len(entries) - SHOWN_FIRST),
        "sentence": _over_all(entries, charted),
    }


def _over_all(entries: list[dict[str, Any]], charted: int) -> str:
    if not charted:
        return "Nothing can be charted yet: there is no build with months of figures."
    worse = sum(bool(one["is_concern"]) for one in entries)
    better = len(entries) - worse
    shows = "shows" if worse == 1 else "show"
    return (
        f"Of {charted:,} control charts, {worse or 'none'} {shows} something getting worse and {better or 'none'} something"
        " getting better, beyond what chance alone would do."
    )


def about_the_place(place: Place, scorecard: KeptPage | None) -> str:
    """Who takes part, for how many people, in one sentence."""
    bodies = sum(not one.succeeded_by for one in place.organisations)
    number = len(place.neighbourhoods)
    people = str(scorecard.further["people"]) if scorecard else ""
    who = f" for {people} people" if people else " for the people" if number > 1 else ""
    where = f"{who} of {number} neighbourhoods" if number > 1 else who
    return f"{bodies} organisations of {place.place.name} work together{where} and test honestly whether care gets better."
