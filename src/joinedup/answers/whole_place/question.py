"""What is asked: a care model, a shift, a contract or one of its planned savings, as movements of activity and charges."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from joinedup.errors import JoinedupError
from joinedup.money.whole_place.gains import Charge, Movement
from joinedup.place.model import Place
from joinedup.place.problems import nearest


@dataclass(frozen=True)
class Moved:
    """One line of what moves, as it is shown: whose activity, units a year in the records or planned, the change of it."""

    organisation: str
    what: str
    units: float
    price_pence: int
    change: str
    units_moved: float


@dataclass(frozen=True)
class Case:
    """One way it may go: as expected, as measured, at either end of what was measured."""

    name: str
    title: str
    movements: tuple[Movement, ...]
    moved: tuple[Moved, ...] = ()
    about: str = ""


@dataclass(frozen=True)
class Question:
    """What is asked, with everything it rests on. The first case is the one that was agreed or expected."""

    name: str
    kind: str
    years: int
    cases: tuple[Case, ...]
    charges: tuple[Charge, ...]
    warnings: tuple[str, ...] = ()
    rests_on: tuple[str, ...] = ()
    suppressed: int = 0
    published_at: str = ""


@dataclass(frozen=True)
class Named:
    """One thing of the place that can be asked about."""

    kind: str
    name: str
    # For a planned saving, the contract it is one of.
    contract: str = ""


def nameable(place: Place) -> Sequence[Named]:
    """Everything that can be asked about, in the order in which a name is looked for."""
    return [
        *(Named("care model", model.name) for model in place.care_models),
        *(Named("shift", shift.name) for shift in place.shifts),
        *(Named("contract", contract.name) for contract in place.contracts if contract.savings),
        *(
            Named("planned saving", saving.name, contract.name)
            for contract in place.contracts
            for saving in contract.savings
        ),
    ]


def named(place: Place, what: str | None) -> Named:
    """The one thing of that name, in any case. JoinedupError that lists what there is where it is not plain."""
    known = nameable(place)
    if not known:
        raise JoinedupError(
            "the place file has no care model, no [[shifts]] and no contract with savings: describe what is to change"
        )
    listed = "\n".join(f'  {one.kind:<15} "{one.name}"' for one in known)
    if what is None:
        raise JoinedupError(f"whose gains and losses? Name one of these, between quotes:\n{listed}")
    by_letters = {one.name.casefold(): one for one in reversed(known)}
    wanted = " ".join(what.casefold().split())
    if wanted in by_letters:
        return by_letters[wanted]
    alike = nearest(wanted, by_letters)
    meant = f'; did you mean "{by_letters[alike].name}"?' if alike else "."
    raise JoinedupError(f'nothing is named "{what}"{meant} There are:\n{listed}')
