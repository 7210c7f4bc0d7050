"""The place's gain beside each organisation's gain or loss, when activity moves from one service to another or is avoided.

Income moves with activity at once; cost does not. So a change that helps the place can hurt a member, and for a while the
place as a whole. Pure: amounts in whole pence, years from the first of the change.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from joinedup.money.amounts_in_words import percent, pounds
from joinedup.money.pence import whole
from joinedup.money.whole_place.released_cost import ReleasePath

EffectKind = Literal["income", "payment", "cost-that-leaves", "cost-taken-up", "programme"]


@dataclass(frozen=True)
class Movement:
    """One organisation's activity that changes. `units` in each year: below zero it leaves, above zero it arrives.

    `paid_share` of the price moves with the activity (1 paid by activity, 0 a block), from or to `payer`. Cost leaves by
    `release`; cost that arrives is taken up at once, except where `release` is meant to hold for it too (`at_once` False).
    """

    organisation: str
    what: str
    units: tuple[float, ...]
    price_pence: int
    cost_pence: int
    payer: str
    paid_share: float
    release: ReleasePath
    at_once: bool = True


@dataclass(frozen=True)
class Charge:
    """Money that the change needs beside the care itself: pence in each year, above zero for a cost."""

    organisation: str
    what: str
    pence: tuple[int, ...]


@dataclass(frozen=True)
class Effect:
    """What one movement or charge does to one organisation: pence in each year, above zero for a gain, and why."""

    organisation: str
    kind: EffectKind
    what: str
    pence: tuple[int, ...]
    reason: str

    @property
    def total_pence(self) -> int:
        return sum(self.pence)


@dataclass(frozen=True)
class View:
    """The whole place and its members over the years of a change."""

    years: int
    effects: tuple[Effect, ...]

    def members(self) -> dict[str, tuple[int, ...]]:
        """Each organisation's gain or loss in each year, in pence, in the order they come."""
        found: dict[str, list[int]] = {}
        for effect in self.effects:
            line = found.setdefault(effect.organisation, [0] * self.years)
            for year, pence in enumerate(effect.pence):
                line[year] += pence
        return {organisation: tuple(line) for organisation, line in found.items()}

    def gain_pence(self) -> dict[str, int]:
        """Each organisation's gain or loss over all years."""
        return {organisation: sum(line) for organisation, line in self.members().items()}

    def place_pence(self) -> tuple[int, ...]:
        """The place's gain or loss in each year: the sum of its members', in which payments between them cancel out."""
        lines = self.members().values()
        return tuple(sum(line[year] for line in lines) for year in range(self.years))

    def of_kind(self, *kinds: EffectKind) -> int:
        """What effects of these kinds come to over all years."""
        return sum(effect.total_pence for effect in self.effects if effect.kind in kinds)


def seen_whole(movements: Iterable[Movement], charges: Iterable[Charge], years: int) -> View:
    """What the movements and charges do to each organisation in each of the years."""
    effects: list[Effect] = []
    for movement in movements:
        units = _over(movement.units, years)
        effects += _income(movement, units)
        effects.append(_cost(movement, units))
    for charge in charges:
        pence = tuple(-part for part in (*charge.pence, *[0] * years)[:years])
        effects.append(
            Effect(charge.organisation, "programme", charge.what, pence, "what the change costs to make")
        )
    return View(years, tuple(effects))


def _over(amounts: Sequence[float], years: int) -> tuple[float, ...]:
    """Amounts of the years; the last goes on."""
    return tuple(amounts[min(year, len(amounts) - 1)] for year in range(years))


def _income(movement: Movement, units: Sequence[float]) -> list[Effect]:
    """Income of who gives the care, and the same amount from or to who pays for it."""
    pence = tuple(int(whole(each * movement.price_pence * movement.paid_share)[0]) for each in units)
    if movement.payer == movement.organisation or not any(pence):
        return []
    share = "" if movement.paid_share == 1 else f" ({percent(movement.paid_share)} of it moves with activity)"
    reason = f"{_units(units)} at {pounds(movement.price_pence)} each{share}"
    return [
        Effect(movement.organisation, "income", movement.what, pence, reason),
        Effect(movement.payer, "payment", movement.what, tuple(-part for part in pence), reason),
    ]


def _cost(movement: Movement, units: Sequence[float]) -> Effect:
    """Cost that leaves by and by with activity that left, or that is taken up with activity that arrives."""
    arrives = sum(units) > 0
    if arrives and movement.at_once:
        pence = tuple(-int(whole(each * movement.cost_pence)[0]) for each in units)
        reason = f"{_units(units)} at a cost of {pounds(movement.cost_pence)} each, taken up at once"
        return Effect(movement.organisation, "cost-taken-up", movement.what, pence, reason)
    added = [units[0], *(now - before for before, now in itertools.pairwise(units))]
    pence = tuple(
        -int(
            whole(
                sum(added[s] * movement.release.in_year(t - s) for s in range(t + 1)) * movement.cost_pence
            )[0]
        )
        for t in range(len(units))
    )
    shares = ", ".join(percent(movement.release.in_year(t)) for t in range(len(units)))
    reason = f"of {pounds(movement.cost_pence)} a unit, {shares} {'come' if arrives else 'gone'} by year"
    return Effect(
        movement.organisation,
        "cost-taken-up" if arrives else "cost-that-leaves",
        movement.what,
        pence,
        reason,
    )


def _units(units: Sequence[float]) -> str:
    sizes = [f"{abs(each):,.1f}".removesuffix(".0") for each in units]
    how = "fewer" if sum(units) < 0 else "more"
    return f"{sizes[0]} {how} a year" if len(set(sizes)) == 1 else f"{', '.join(sizes)} {how} by year"
