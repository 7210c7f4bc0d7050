"""A shift of activity as movements: what leaves one service, what another takes up for it, and what it needs beside."""

from __future__ import annotations

from collections.abc import Callable

from joinedup.answers.page.words import plain
from joinedup.answers.whole_place.question import Case, Moved, Question
from joinedup.errors import JoinedupError
from joinedup.money.pence import of_pounds
from joinedup.money.whole_place.gains import Charge, Movement
from joinedup.money.whole_place.how_paid import as_assumed, paid_share, payer, years_shown
from joinedup.money.whole_place.released_cost import release_path
from joinedup.place.model import Place
from joinedup.place.whole_place import Shift, ShiftFrom
from joinedup.reference.prices import price_sources

PriceInRecords = Callable[[ShiftFrom], int | None]
"""Pence that a unit of a service is priced at in the records; None where they do not say."""


def shift_question(place: Place, shift: Shift, price_in_records: PriceInRecords) -> Question:
    """The shift as it is planned. JoinedupError where a service has no price in the place file or in the records."""
    years = years_shown(place)
    away = _movement(place, shift.leaves, tuple(-each for each in shift.activity), price_in_records)
    movements = [away]
    if shift.arrives:
        units = tuple(each * shift.arrives.units_for_each for each in shift.activity)
        movements.append(_movement(place, shift.arrives, units, price_in_records))
    charges = tuple(
        Charge(cost.organisation, cost.name, tuple(of_pounds(amount) for amount in cost.amounts))
        for cost in shift.costs
    )
    moved = tuple(
        Moved(one.organisation, one.what, abs(one.units[0]), one.price_pence, _way(one), one.units[0])
        for one in movements
    )
    source = shift.source or "the place's own assumption"
    path = release_path(of_place=place.whole_place.released)
    return Question(
        shift.name,
        "shift",
        years,
        (Case("planned", "As planned", tuple(movements), moved),),
        charges,
        (),
        (
            f"Activity, prices and costs: {source}. A service without a cost of its own is taken to cost its price, and one"
            f" without a price to be paid what the records price it at.{_of_records(shift)}",
            f"Cost that leaves: an assumption. {path.source}",
            f"How services are paid: {' '.join(as_assumed().about.split())}",
        ),
    )


def _of_records(shift: Shift) -> str:
    """Where the records' prices of services without one come from, as a sentence; empty where each has its own."""
    ends = [end for end in (shift.leaves, shift.arrives) if end is not None and end.price is None]
    sources = price_sources((end.setting, end.kind) for end in ends)
    return f" Those prices: {'; '.join(sources)}." if sources else ""


def _movement(
    place: Place, service: ShiftFrom, units: tuple[float, ...], price_in_records: PriceInRecords
) -> Movement:
    price = price_in_records(service) if service.price is None else of_pounds(service.price)
    if price is None:
        raise JoinedupError(
            f"what is a unit of {in_words(service)} paid at? Neither the place file nor the records say: write price = ..."
            " beside its setting in [[shifts]]"
        )
    return Movement(
        service.organisation,
        in_words(service),
        units,
        price,
        price if service.cost is None else of_pounds(service.cost),
        payer(place, service.setting),
        paid_share(place, service.setting),
        release_path(of_place=place.whole_place.released),
    )


def in_words(service: ShiftFrom) -> str:
    """Emergency admission, hospital."""
    words = [word for word in (service.began, service.kind) if word]
    return f"{plain(' '.join(words) or service.setting)}, {plain(service.setting).lower()}"


def _way(movement: Movement) -> str:
    return "leaves" if movement.units[0] < 0 else "arrives"
