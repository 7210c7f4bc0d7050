"""The budget as a file for machines: every figure of the page with its source, small numbers suppressed like on the page."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from joinedup.answers.budget.methods import OWN_PEOPLE
from joinedup.answers.budget.person_based import Fitted
from joinedup.answers.budget.pot import Pot
from joinedup.answers.budget.shared import Shared
from joinedup.answers.disclosure import one_way, shown_count
from joinedup.answers.page.section import Section
from joinedup.money.capitation.person_based import card
from joinedup.money.capitation.person_based.settings import (
    FIT,
    HIGH_COSTS,
    PUBLISHED,
    SPREAD,
    published_models,
    reference_file,
)
from joinedup.place.model import Place

RESULT_VERSION = 1


def result_json(place: Place, pot: Pot | None, shared: Shared | None, sections: Sequence[Section]) -> str:
    """The pot, each method's budgets, the steps and the fit; and the tables of every section in words, as JSON."""
    whole = {
        "result_version": RESULT_VERSION,
        "place": place.place.name,
        "pot": _pot(pot),
        "neighbourhoods": _areas(shared),
        "budget_is_by": shared.chosen.key if shared else None,
        "methods": _methods(shared, pot),
        "steps": _steps(shared),
        "practices": _practices(shared),
        "person_based": _person_based(shared.fitted) if shared and shared.fitted else None,
        "sections": [_section(section) for section in sections],
    }
    return json.dumps(whole, indent=1, ensure_ascii=False, allow_nan=False) + "\n"


def _pot(pot: Pot | None) -> dict[str, Any] | None:
    if pot is None:
        return None
    return {
        "pence": pot.pence,
        "is_pooled": pot.is_pooled,
        "parts": [vars(part) for part in pot.parts],
        "warning": pot.warning,
    }


def _areas(shared: Shared | None) -> list[dict[str, Any]]:
    if shared is None:
        return []
    return [
        {
            "name": area.name,
            "people": area.people_shown,
            "person_years": round(area.person_years) if area.may_be_shown else None,
        }
        for area in shared.areas.areas
    ]


def _methods(shared: Shared | None, pot: Pot | None) -> list[dict[str, Any]]:
    if shared is None or pot is None:
        return []
    shown = [area.may_be_shown for area in shared.areas.areas]
    return [
        {
            "key": method.key,
            "title": method.title,
            "hangs_on": method.depends_on,
            "source": method.source,
            "index": [
                round(float(index), 6) if may else None
                for index, may in zip(method.index, shown, strict=True)
            ],
            "budget_pence": [
                pence if may else None
                for pence, may in zip(shared.areas.budgets(pot.pence, method.index), shown, strict=True)
            ],
        }
        for method in shared.methods
    ]


def _steps(shared: Shared | None) -> list[dict[str, Any]]:
    if shared is None or shared.steps is None:
        return []
    shown = [area.may_be_shown for area in shared.areas.areas]
    return [
        {
            "step": name,
            "budget_pence": [pence if may else None for pence, may in zip(amounts, shown, strict=True)],
            "source": OWN_PEOPLE,
        }
        for name, amounts in zip(shared.steps.names, shared.steps.pence, strict=True)
    ]


def _practices(shared: Shared | None) -> list[dict[str, Any]]:
    if shared is None or shared.practices is None:
        return []
    return [
        {**vars(part), "source": OWN_PEOPLE}
        for part in shared.practices.parts
        if part.people_shown is not None
    ]


def _person_based(fitted: Fitted) -> dict[str, Any]:
    tenths = one_way([int(row["people"]) for row in fitted.tenths]).cells if fitted.tenths else ()
    return {
        "card": [
            {"item": item, "value": _card_value(item, value), "words": said}
            for item, (value, said) in fitted.card.items()
        ],
        "fit": [
            {**row, **{name: shown_count(int(row[name])) for name in ("people_learnt", "people_tested")}}
            for row in fitted.fit
        ],
        "published_fit": [vars(model) for model in published_models()],
        "amounts": [{**row, "people": shown_count(int(row["people"]))} for row in fitted.model],
        "tenths": [
            {**row, "people": count, "person_years": None}
            for row, count in zip(fitted.tenths, tenths, strict=True)
            if count is not None
        ],
        "sources": {
            "figures": OWN_PEOPLE,
            "published_fit": reference_file(PUBLISHED).source,
            "percentile": reference_file(HIGH_COSTS).source,
            "person_years_at_half": f"{reference_file(SPREAD).source} (an assumption)",
            "settings": reference_file(FIT).about,
        },
    }


def _card_value(item: str, value: float | None) -> float | None:
    """Counts of people as they may be shown; other figures as they are."""
    return (
        shown_count(int(value)) if value is not None and item in (card.PEOPLE, card.BELOW_NOTHING) else value
    )


def _section(section: Section) -> dict[str, Any]:
    return {
        "name": section.name,
        "title": section.title,
        "lead": section.lead,
        "points": list(section.points),
        "warning": section.warning,
        "figures": [
            {
                "title": figure.title,
                "sentence": figure.sentence,
                "note": figure.note,
                "table": None
                if figure.table is None
                else {
                    "caption": figure.table.caption,
                    "headings": list(figure.table.headings),
                    "rows": [list(row) for row in figure.table.rows],
                },
            }
            for figure in section.figures
        ],
    }
