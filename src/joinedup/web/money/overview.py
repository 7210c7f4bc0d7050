"""The money page's lines: for each thing there is to know its answer in a sentence, and where to read on."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from joinedup.place.contracts import Contract
from joinedup.place.model import Place
from joinedup.web.access.request import Request
from joinedup.web.kept.askable import settled_years, whose_gains
from joinedup.web.kept.page import KeptPage, Refused
from joinedup.web.kept.queries import kept, page_if_ready
from joinedup.wording import slug

NOT_YET = "Being worked out."


@dataclass(frozen=True)
class Line:
    """One thing to know: its name, its answer, where to read on."""

    title: str
    said: str
    address: str


@dataclass(frozen=True)
class Group:
    """Lines under one heading."""

    title: str
    lines: tuple[Line, ...]


def overview(request: Request) -> list[Group]:
    """The budget, each contract, and who gains and who loses."""
    place: Place = request.place
    budget = Line("How each pound was arrived at", _budget(request), reverse("budget"))
    groups = [Group("The budget", (budget,))]
    groups += [Group(contract.name, _of_contract(request, place, contract)) for contract in place.contracts]
    gains = tuple(
        Line(name, _lead(request, f"members/{slug(name)}"), reverse("members", args=[slug(name)]))
        for name in whose_gains(place)
    )
    return [*groups, *([Group("Who gains and who loses, and the place as a whole", gains)] if gains else [])]


def money_in_one_line(request: Request) -> str:
    """What is pooled, what could be lost and whether anything blocks the contract; empty while nothing is known."""
    place: Place = request.place
    parts = []
    if place.budget.contributions:
        pooled = sum(one.amount for one in place.budget.contributions)
        parts.append(f"£{pooled / 1e6:,.1f} million a year is pooled.")
    for contract in place.contracts[:1]:
        stress = page_if_ready(request, f"stress/{slug(contract.name)}")
        parts += [stress.lead.split("; ")[0].split(". ")[0].rstrip(".") + "."] if stress else []
    checks = page_if_ready(request, "checks")
    if checks and place.contracts:
        parts.append(f"Checks of the contract: {checks.lead[:1].lower()}{checks.lead[1:].rstrip('.')}.")
    return " ".join(parts)


def _of_contract(request: Request, place: Place, contract: Contract) -> tuple[Line, ...]:
    name = slug(contract.name)
    settled = [
        Line(
            "Who owes whom, in the shadow year" if year == 0 else f"Who owes whom, in year {year}",
            _lead(request, f"settlement/{name}/{year}"),
            reverse("settlement", args=[name, year]),
        )
        for year in settled_years(place, contract)
    ]
    return (
        *settled,
        Line("Who could lose how much", _lead(request, f"stress/{name}"), reverse("stress", args=[name])),
        Line("Should anybody sign", _lead(request, "checks"), reverse("checks")),
        Line(
            "Under another legal form",
            "Who would hold it, what would stand behind a loss, what VAT would cost.",
            reverse("forms", args=[name]),
        ),
    )


def _budget(request: Request) -> str:
    found = kept(request, "budget")
    if not isinstance(found, KeptPage):
        return found.why if isinstance(found, Refused) else NOT_YET
    return str(found.further["in_short"][0]["words"]) if found.further["in_short"] else ""


def _lead(request: Request, name: str) -> str:
    """The answer of a kept page: its lead, why there is none, or that it is not there yet."""
    found = kept(request, name)
    if found is None:
        return NOT_YET
    return found.why if isinstance(found, Refused) else found.lead
