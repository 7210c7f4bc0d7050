"""What would change if: the same futures settled again with one or two assumptions kept at one value."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from joinedup.money.contracts import TermsOfContract
from joinedup.money.stress.assumptions import Assumption
from joinedup.money.stress.results import Stressed, Summary
from joinedup.money.stress.stress import stressed
from joinedup.place.model import Place


@dataclass(frozen=True)
class WhatIf:
    """The contract with some assumptions kept at one value in every future; the others are as drawn before. The holder comes first.

    Its futures are not kept: of a million of them, so many times over, there is no room.
    """

    name: str
    title: str
    held: Mapping[str, float]
    organisations: tuple[Summary, ...]

    def of(self, organisation: str) -> Summary:
        """One organisation by its code. KeyError when it has no part in the contract."""
        return {one.organisation: one for one in self.organisations}[organisation]


def scenarios_of(found: Stressed) -> dict[str, tuple[str, dict[str, float]]]:
    """What a board asks first: name to title and the values kept. A scenario in which nothing changes is left out."""
    central = {one.name: one.still for one in found.assumptions}
    asked: dict[str, tuple[str, dict[str, float]]] = {
        "every-saving": (
            "Every planned saving is made, in full and on time",
            {"savings_realised": 1.0, "savings_delay": 0.0},
        ),
        "baseline-right": ("The baseline is right", {"baseline_error": 0.0}),
        "no-price-shock": (
            "No price shock: inflation as expected",
            {name: central[name] for name in ("price_inflation", "price_uplift")},
        ),
        "every-saving-and-baseline-right": (
            "Every saving is made and the baseline is right",
            {"savings_realised": 1.0, "savings_delay": 0.0, "baseline_error": 0.0},
        ),
    }
    by_name = {one.name: one for one in found.assumptions}
    changing = {
        name: (title, {key: value for key, value in held.items() if _changes(by_name[key], value)})
        for name, (title, held) in asked.items()
    }
    return _without_twins(changing)


def what_ifs(
    place: Place,
    contract: TermsOfContract,
    found: Stressed,
    said: Callable[[str, float], None] = lambda words, share: None,
) -> list[WhatIf]:
    """Each scenario, and then each assumption by itself at its central value, in the futures of `found`."""
    matter = {driver.name for one in found.organisations for driver in one.drivers}
    alone = {
        f"central-{one.name}": (one.title, {one.name: one.still})
        for one in found.assumptions
        if one.name in matter
    }
    asked = {
        name: (title, {key: value for key, value in held.items() if key in matter})
        for name, (title, held) in scenarios_of(found).items()
    }
    asked = _without_twins(asked | alone)
    made = []
    for number, (name, (title, held)) in enumerate(asked.items()):
        said(f"what if: {title[:1].lower()}{title[1:]}", number / len(asked))
        again = stressed(place, contract, futures=found.futures, seed=found.seed, held=held, drivers=False)
        made.append(WhatIf(name, title, held, tuple(one.summary for one in again.organisations)))
    return made


def _changes(one: Assumption, value: float) -> bool:
    return one.varies or one.central != value


def _without_twins(
    asked: Mapping[str, tuple[str, dict[str, float]]],
) -> dict[str, tuple[str, dict[str, float]]]:
    """Without those in which nothing changes, and those that keep the same as one before."""
    kept: dict[str, tuple[str, dict[str, float]]] = {}
    for name, (title, held) in asked.items():
        if held and all(held != other for _, other in kept.values()):
            kept[name] = (title, held)
    return kept
