"""Which pages a place has to be made ahead, and how each is made: names to functions of the place's folder."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from joinedup.place.file import read_place
from joinedup.web.kept.askable import settled_years, whose_gains
from joinedup.web.kept.page import KeptPage
from joinedup.wording import slug

Makers = Mapping[str, Callable[[Path], KeptPage]]


def makers_of(folder: Path) -> Makers:
    """The pages of a place in the order they are made: what the first page needs comes first. PlaceFileError as reading does."""
    from joinedup.web.kept import of_engine_room, of_money, of_place

    place = read_place(folder)
    made: dict[str, Callable[[Path], KeptPage]] = {"scorecard": of_place.scorecard, "checks": of_money.checks}
    made |= {"shared-patients": of_place.shared_patients}
    made |= {"series": of_engine_room.series, "people-here": of_engine_room.people_here}
    for model in place.care_models:
        made[f"care-model/{slug(model.name)}"] = partial(of_engine_room.care_model, name=model.name)
    for contract in place.contracts:
        made |= {f"stress/{slug(contract.name)}": partial(of_money.stress, contract=contract.name)}
        for year in settled_years(place, contract):
            made[f"settlement/{slug(contract.name)}/{year}"] = partial(
                of_money.settlement, contract=contract.name, year=year
            )
    made["budget"] = of_money.budget
    for name in whose_gains(place):
        made[f"members/{slug(name)}"] = partial(of_money.members, what=name)
    for contract in place.contracts:
        made[f"forms/{slug(contract.name)}"] = partial(of_money.forms, contract=contract.name)
    made |= {"charts": of_place.charts, "report": of_place.report}
    for model in place.care_models:
        made[f"evaluation/{slug(model.name)}"] = partial(of_place.evaluation, care_model=model.name)
    return made
