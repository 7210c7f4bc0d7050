"""What a contract plans, as a stress test needs it: services with their unit prices and costs, and what is to leave each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from joinedup.errors import JoinedupError
from joinedup.place.contracts import Contract, PlannedSaving, Service

EVERYTHING = "everything the contract covers"


class CannotStress(JoinedupError):
    """A contract that cannot be stressed as it is written; the message says all that is missing and where to write it."""

    def __init__(self, contract: str, missing: Sequence[str]) -> None:
        self.missing = tuple(missing)
        lines = "\n".join(f"  {one}" for one in missing)
        super().__init__(
            f"{contract} cannot be stressed yet; write in its [[contracts]] of place.toml:\n{lines}"
        )


@dataclass(frozen=True)
class PlannedService:
    """One service. Pence for a unit are not rounded; `leaving` is what savings take off it in each year, in pence at its prices.

    Of `leaving`, the cost of the activity partly stays; of `leaving_net`, what stays has been taken off already. `listed` is
    False for the one service that stands for all where the contract lists none; its terms do not see it.
    """

    name: str
    organisation: str
    activity: float
    price_pence: float
    unit_cost_pence: float
    fixed_share: float | None = None
    leaving: tuple[float, ...] = ()
    leaving_net: tuple[float, ...] = ()
    listed: bool = True

    @property
    def leaving_in_all(self) -> tuple[float, ...]:
        """What savings of both kinds take off it in each year, in pence at its prices."""
        years = max(len(self.leaving), len(self.leaving_net))
        of_kinds = [kind or (0.0,) * years for kind in (self.leaving, self.leaving_net)]
        return tuple(map(sum, zip(*of_kinds, strict=True)))

    @property
    def planned_pence(self) -> float:
        """What its planned activity comes to at its price in the first year."""
        return self.activity * self.price_pence


def what_is_missing(contract: Contract) -> list[str]:
    """What the contract has to say before it can be stressed, and does not."""
    missing = []
    if contract.commissioner is None:
        missing.append("commissioner = ...: who pays")
    if contract.holder is None:
        missing.append("holder = ...: who is paid and bears the risk")
    if not contract.terms:
        missing.append("[[contracts.terms]]: at least one term, or nothing is paid")
    if not contract.services and contract.baseline.annual is None:
        missing.append("annual = ... in its baseline, or [[contracts.services]]: what the care costs")
    for key, amounts in (("prices", contract.prices), ("benchmarks", contract.benchmarks)):
        if amounts and len(amounts) < contract.years:
            missing.append(f"{key} for each of its {contract.years} years: there are {len(amounts)}")
    for saving in contract.savings:
        if saving.amounts and len(saving.amounts) < contract.years:
            missing.append(f'amounts of the saving "{saving.name}" for each of its {contract.years} years')
        if not saving.amounts and saving.total is None:
            missing.append(f'amounts, or total, of the saving "{saving.name}"')
    return missing


def planned_services(contract: Contract) -> tuple[PlannedService, ...]:
    """Its services with what is to leave each; one that stands for all, at the baseline, where it lists none.

    CannotStress where the contract does not say what this needs.
    """
    if missing := what_is_missing(contract):
        raise CannotStress(contract.name, missing)
    if contract.services:
        services = [_planned(service) for service in contract.services]
    else:
        annual = float(contract.baseline.annual or 0) * 100
        services = [PlannedService(EVERYTHING, str(contract.holder), 1.0, annual, annual, listed=False)]
    for saving in contract.savings:
        services = _with_saving(services, saving, contract.years)
    return tuple(services)


def _planned(service: Service) -> PlannedService:
    cost = service.price if service.cost is None else service.cost
    return PlannedService(
        service.name,
        service.organisation,
        service.activity,
        service.price * 100,
        cost * 100,
        service.fixed_share,
    )


def _with_saving(services: list[PlannedService], saving: PlannedSaving, years: int) -> list[PlannedService]:
    """A saving that names a service is taken off it; any other off all services in proportion to what they come to."""
    amounts = [100.0 * pounds for pounds in saving.amounts[:years]] or [
        100.0 * (saving.total or 0) / years
    ] * years
    named = [service.name == saving.service for service in services]
    whole = sum(service.planned_pence for service in services)
    shares = [
        float(here) if any(named) else (service.planned_pence / whole if whole else 0.0)
        for service, here in zip(services, named, strict=True)
    ]
    return [
        _less(service, [share * amount for amount in amounts], saving.fixed_cost_left)
        for service, share in zip(services, shares, strict=True)
    ]


def _less(service: PlannedService, amounts: list[float], net: bool) -> PlannedService:
    if not any(amounts):
        return service
    before = (service.leaving_net if net else service.leaving) or (0.0,) * len(amounts)
    after = tuple(old + new for old, new in zip(before, amounts, strict=True))
    return replace(service, leaving_net=after) if net else replace(service, leaving=after)
