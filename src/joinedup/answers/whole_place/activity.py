"""Activity in the records that a care model is meant to change: by organisation, small numbers of people never alone."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from joinedup.answers.disclosure import rules
from joinedup.answers.published import Published
from joinedup.place.model import CareModel, Place

OTHERS = "others"


@dataclass(frozen=True)
class Definition:
    """A measure, as far as it says which contacts it counts."""

    measure: str
    title: str
    setting: str
    kind: str
    began: str | None
    mark: str
    counts: str


@dataclass(frozen=True)
class Activity:
    """A year's contacts of one organisation that a measure counts, rounded as counts are; pence a contact was priced at."""

    organisation: str
    contacts: int
    price_pence: int


@dataclass(frozen=True)
class Basis:
    """Whose activity it is, in words, how it is scaled to the people the care model has room for, and the year it is of."""

    words: str
    scale: float
    starts_on: date
    ends_before: date
    # SQL giving person_id, starts_on and ends_before of when each person counts.
    spells: str


def definition_of(published: Published, measure: str) -> Definition | None:
    """The measure of that name; None when the build has none, or it counts no contacts of one kind."""
    rows = published.rows(
        "select measure, title, setting, kind, began, mark, counts from measure_definition"
        f" where measure = {as_sql(measure)} and setting is not null and kind is not null"
    )
    return Definition(*rows[0]) if rows else None


def basis_of(published: Published, model: CareModel) -> Basis:
    """The people on the care model's caseload in the last year of the records; before it has one, those eligible, as far as
    it has room for them."""
    last = published.rows("select data_ends_before from place_period")[0][0]
    first = date(last.year - 1, last.month, min(last.day, 28) if last.month == 2 else last.day)
    name = as_sql(model.name)
    spells = f"select person_id, joined_on as starts_on, left_before as ends_before from caseload where care_model = {name}"
    on_it = 0
    if published.has("caseload"):
        overlap = f"starts_on < date '{last}' and coalesce(ends_before, date '9999-12-31') > date '{first}'"
        on_it = int(
            published.rows(f"select count(distinct person_id) as n from ({spells}) where {overlap}")[0][0]
        )
    if on_it:
        return Basis("the people on its caseload, while they are on it", 1.0, first, last, spells)
    spells = (
        "select person_id, month as starts_on, cast(month + interval 1 month as date) as ends_before"
        f" from eligible_person_month where care_model = {name} and month >= date '{first}' and month < date '{last}'"
    )
    months = int(published.rows(f"select count(*) as n from ({spells})")[0][0])
    mean = months / 12
    scale = min(1.0, model.capacity / mean) if mean else 0.0
    said = "the people who were eligible for it, in the months they were"
    if scale < 1:
        said += f", as far as it has room for {model.capacity:,} of them"
    return Basis(said, scale, first, last, spells)


def activity_of(
    published: Published, place: Place, basis: Basis, definition: Definition
) -> tuple[list[Activity], int]:
    """Contacts that the measure counts, by organisation as it stands today, and how many organisations are in none of the
    lines because too few people stand behind them. Organisations with few people are counted together as `OTHERS`."""
    began = f" and contact.began = {as_sql(definition.began)}" if definition.began else ""
    rows = published.rows(
        f"with spell as ({basis.spells}), counted as ("
        " select distinct contact.contact_id, contact.person_id, contact.organisation_code from contact"
        " inner join spell on spell.person_id = contact.person_id and spell.starts_on <= contact.starts_on"
        " and coalesce(spell.ends_before, date '9999-12-31') > contact.starts_on"
        f" where contact.attended and contact.setting = {as_sql(definition.setting)}"
        f" and contact.kind = {as_sql(definition.kind)}{began}"
        f" and contact.starts_on >= date '{basis.starts_on}' and contact.starts_on < date '{basis.ends_before}'"
        "), priced as (select cost.source_id, sum(cost.amount_pence) as pence from cost"
        " inner join counted on counted.contact_id = cost.source_id"
        f" where cost.setting = {as_sql(definition.setting)} and cost.kind = {as_sql(definition.kind)} group by cost.source_id)"
        " select organisation_code, counted.person_id, count(*) as contacts, sum(coalesce(priced.pence, 0)) as pence"
        " from counted left join priced on priced.source_id = counted.contact_id group by 1, 2"
    )
    people: dict[str, set[int]] = defaultdict(set)
    contacts: dict[str, int] = defaultdict(int)
    pence: dict[str, int] = defaultdict(int)
    for code, person, count, amount in rows:
        body = standing(place, str(code))
        people[body].add(int(person))
        contacts[body] += int(count)
        pence[body] += int(amount)
    return _shown(people, contacts, pence, basis.scale)


def standing(place: Place, code: str) -> str:
    """The organisation that stands today in the place of one that was taken over."""
    after = {one.code: one.succeeded_by for one in place.organisations}
    seen = {code}
    while (following := after.get(code)) and following not in seen:
        seen.add(following)
        code = following
    return code


def as_sql(word: str) -> str:
    """A word as SQL writes it."""
    return "'" + word.replace("'", "''") + "'"


def _shown(
    people: dict[str, set[int]], contacts: dict[str, int], pence: dict[str, int], scale: float
) -> tuple[list[Activity], int]:
    small = [body for body in people if rules().is_small(len(people[body]))]
    together = set[int]().union(*(people[body] for body in small)) if small else set()
    shown = [([body], len(people[body])) for body in sorted(people) if body not in small]
    hidden = 0
    if len(small) > 1 and not rules().is_small(len(together)):
        shown.append((small, len(together)))
    else:
        hidden = len(small)
    found = []
    for bodies, _ in shown:
        count, amount = sum(contacts[body] for body in bodies), sum(pence[body] for body in bodies)
        name = bodies[0] if len(bodies) == 1 else OTHERS
        found.append(Activity(name, rules().rounded(round(count * scale)), round(amount / count)))
    return found, hidden
