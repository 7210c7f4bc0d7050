"""A contract year in a published build: person-years, what covered care came to, activity by service, values of measures.

Everyone who lived in the place counts, also people with a national data opt-out: only sums come out of here, which name
nobody, and for payments the opt-out does not apply to data that are anonymous (NHS Digital, National data opt-out operational
policy guidance, section 7.1).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property

import numpy as np

from joinedup.answers.page import words
from joinedup.answers.published import Published
from joinedup.money.pence import Pence
from joinedup.money.settlement.contract_years import ContractYear, Coverage
from joinedup.money.settlement.recorded import CostsOfPeople, Recorded, RecordedOutcome, RecordedService
from joinedup.place.contracts import Contract, Outcome, Service

NEEDED = ("resident_stretch", "cost", "contact", "standing_organisation", "measure_definition")

PERSON_DAYS = """
select sum(date_diff('day', greatest(starts_on, {first}), least(ends_before, {end}))) as person_days
from resident_stretch where starts_on < {end} and ends_before > {first}
"""
# Cost lines on days lived in the place, as person_year_cost counts them; a contact's way of beginning comes from itself.
LINES = """
from cost
inner join resident_stretch
    on resident_stretch.person_id = cost.person_id
    and resident_stretch.starts_on <= cost.day and resident_stretch.ends_before > cost.day
left join standing_organisation on standing_organisation.organisation_code = cost.organisation_code
left join contact on contact.contact_id = cost.source_id and cost.kind <> 'prescription-item'
where cost.day >= {first} and cost.day < {end} and cost.reason <> 'did not attend'
"""
CARE = """
select
    coalesce(standing_organisation.standing_code, cost.organisation_code) as organisation_code,
    cost.setting, cost.kind, contact.began,
    sum(cost.units) as units, sum(cost.amount_pence) as amount_pence,
    count(case when cost.reason = 'no price' then 1 end) as unpriced
"""
STANDING = "select organisation_code, standing_code from standing_organisation"
MEASURED = """
select sum(numerator) as numerator, sum(denominator) as denominator from {table}
where measure = '{measure}' and month >= {first} and month < {end}
"""


@dataclass(frozen=True)
class Care:
    """Care of one sort by one organisation in the year."""

    organisation: str
    setting: str
    kind: str
    began: str | None
    units: float
    amount_pence: int
    unpriced: int

    def is_of(self, service: Service, standing: Callable[[str], str]) -> bool:
        """Whether a service covers it; a former code stands for the organisation that took its place."""
        return (
            self.organisation == standing(service.organisation)
            and self.setting == service.setting
            and service.kind in (None, self.kind)
            and service.began in (None, self.began)
        )


def read_year(published: Published, contract: Contract, year: ContractYear, covered: Coverage) -> Recorded:
    """What the build's records say of the part of a contract year that they hold."""
    first, end = _days_held(published, year)
    standing = dict(published.rows(STANDING))
    care = _care(published, first, end)

    def now(code: str) -> str:
        return str(standing.get(code) or code)

    services = {service.name: _service(service, care, now) for service in contract.services}
    within = [each for each in care if _is_covered(each, contract.services, now)]
    return Recorded(
        build=build_in_words(published),
        share=covered.share,
        person_years=_person_days(published, first, end) / 365.25,
        spending_pence=sum(each.amount_pence for each in within),
        covered="the contract's services" if contract.services else "all care of people of the place",
        services=services,
        outcomes=_outcomes(published, contract.outcomes, first, end),
        person_costs=_CostsWhenAsked(published, _covered_in_sql(contract, now), first, end, covered.share),
    )


def build_in_words(published: Published) -> str:
    """build published 2 May 2024 (sha 1234abcd)."""
    when = datetime.fromisoformat(published.published_at)
    return f"build published {words.day(when.date())} (sha {published.manifest_sha256[:8]})"


def _days_held(published: Published, year: ContractYear) -> tuple[str, str]:
    """First day of the year that the records hold, and the first after the last, for SQL."""
    data_from, data_until = published.period()
    first, end = max(year.starts_on, data_from), min(year.ends_before, data_until + timedelta(days=1))
    return f"date '{first}'", f"date '{end}'"


def _person_days(published: Published, first: str, end: str) -> int:
    return int(published.rows(PERSON_DAYS.format(first=first, end=end))[0][0] or 0)


def _care(published: Published, first: str, end: str) -> list[Care]:
    query = CARE + LINES.format(first=first, end=end) + " group by all order by all"
    return [
        Care(str(code), str(setting), str(kind), began, float(units), int(pence), int(unpriced))
        for code, setting, kind, began, units, pence, unpriced in published.rows(query)
    ]


def _is_covered(care: Care, services: Sequence[Service], standing: Callable[[str], str]) -> bool:
    """Care of two services is counted once; a contract without services covers everything."""
    return not services or any(care.is_of(service, standing) for service in services)


def _service(service: Service, care: Sequence[Care], standing: Callable[[str], str]) -> RecordedService:
    own = [each for each in care if each.is_of(service, standing)]
    return RecordedService(
        sum(each.units for each in own),
        sum(each.amount_pence for each in own),
        sum(each.unpriced for each in own),
    )


def _outcomes(
    published: Published, outcomes: Sequence[Outcome], first: str, end: str
) -> dict[str, RecordedOutcome]:
    found = {outcome.name: _measured(published, outcome.measure, first, end) for outcome in outcomes}
    return {name: value for name, value in found.items() if value is not None}


def _measured(published: Published, measure: str | None, first: str, end: str) -> RecordedOutcome | None:
    """None for an outcome that no measure shows, or one of which the year has no denominator."""
    known = published.rows("select measure, multiplier, unit, counts from measure_definition")
    defined = next((row for row in known if row[0] == measure), None)
    if defined is None:
        return None
    table = "cost_measure_month" if defined[3] == "amount_pence" else "measure_month"
    query = MEASURED.format(table=table, measure=defined[0], first=first, end=end)
    numerator, denominator = published.rows(query)[0]
    if not denominator:
        return None
    return RecordedOutcome(
        str(defined[0]), str(defined[2]), float(defined[1]) * float(numerator) / float(denominator)
    )


@dataclass(frozen=True)
class _CostsWhenAsked:
    """Costs of people, read from the build when a term first asks for them: most contracts never do."""

    published: Published = field(repr=False)
    where: str
    first: str
    end: str
    share: float

    def above(self, threshold_pence: int) -> Pence:
        return self._costs.above(threshold_pence)

    @cached_property
    def _costs(self) -> CostsOfPeople:
        query = (
            "select cast(sum(cost.amount_pence) as double) as pence"
            + LINES.format(first=self.first, end=self.end)
            + f" and ({self.where}) group by cost.person_id"
        )
        return CostsOfPeople(np.asarray(self.published.arrays(query)["pence"], dtype=np.float64), self.share)


def _covered_in_sql(contract: Contract, standing: Callable[[str], str]) -> str:
    """As `_is_covered`, as a condition of a query."""
    if not contract.services:
        return "true"
    return " or ".join(f"({_one_in_sql(service, standing)})" for service in contract.services)


def _one_in_sql(service: Service, standing: Callable[[str], str]) -> str:
    wanted = {
        "coalesce(standing_organisation.standing_code, cost.organisation_code)": standing(
            service.organisation
        ),
        "cost.setting": service.setting,
        "cost.kind": service.kind,
        "contact.began": service.began,
    }
    return " and ".join(
        f"{column} = '{_escaped(word)}'" for column, word in wanted.items() if word is not None
    )


def _escaped(word: str) -> str:
    return word.replace("'", "''")
