"""The sites of a care model, its practices: when each begins, who could join and did, whether records arrive, what was signed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from joinedup.answers.disclosure import OneWay, one_way
from joinedup.answers.page.words import count
from joinedup.answers.released import Released
from joinedup.answers.whole_place.activity import as_sql
from joinedup.place.model import CareModel, Place
from joinedup.wording import day, listed

# Records that end longer before the last day covered than this are late.
LATE_AFTER_DAYS = 35


@dataclass(frozen=True)
class Site:
    """One practice. Counts in words; `records` says how far its consultations reach, empty `eligible` that nothing is built."""

    code: str
    name: str
    neighbourhood: str
    starts_on: str
    eligible: str
    joined: str
    records: str
    records_are_late: bool
    signed: str
    has_signed: bool


def sites(place: Place, model: CareModel, released: Released | None) -> list[Site]:
    """Every practice that the care model reaches, those that begin first on top."""
    codes = site_codes(place, model)
    counts = _counts(released, model, list(codes))
    reached = _records(released)
    until = released.period()[1] if released else None
    ordered = sorted(codes, key=lambda code: codes[code])
    return [_site(place, code, codes[code], counts, reached, until) for code in ordered]


def site_codes(place: Place, model: CareModel) -> dict[str, date]:
    """The practices of a care model with the day each begins: its sites, or every practice that still stands."""
    own = {code: site.starts_on for site in model.sites for code in site.practices}
    succeeded = {one.code for one in place.organisations if one.succeeded_by}
    everywhere = [code for area in place.neighbourhoods for code in area.practices if code not in succeeded]
    return own or dict.fromkeys(everywhere, model.starts_on)


def _site(
    place: Place,
    code: str,
    starts_on: date,
    counts: dict[str, tuple[str, str]],
    reached: dict[str, date],
    until: date | None,
) -> Site:
    names = {one.code: one.name for one in place.organisations}
    area = next((one.name for one in place.neighbourhoods if code in one.practices), "")
    signed = [one for one in place.agreements if code in one.members and not one.left_on]
    said = listed(
        [f"{one.name}{f' (in force since {day(one.joined_on)})' if one.joined_on else ''}" for one in signed]
    )
    last = reached.get(code)
    eligible, joined = counts.get(code, ("", ""))
    return Site(
        code=code,
        name=names.get(code, code),
        neighbourhood=area,
        starts_on=day(starts_on),
        eligible=eligible,
        joined=joined,
        records=f"Consultations until {day(last)}" if last else "No consultation arrived" if until else "",
        records_are_late=until is not None and (last is None or (until - last).days > LATE_AFTER_DAYS),
        signed=said or "No agreement names it",
        has_signed=bool(signed),
    )


def _counts(released: Released | None, model: CareModel, codes: list[str]) -> dict[str, tuple[str, str]]:
    """By practice, who was eligible in the last month and who joined so far, as they may be shown."""
    if released is None or not released.has("eligible_person_month", "caseload", "resident", "place_period"):
        return {}
    name = as_sql(model.name)
    eligible = dict(
        released.rows(
            "select resident.practice_code, count(*) from eligible_person_month as listed inner join resident"
            " on resident.person_id = listed.person_id and resident.starts_on <= listed.month"
            f" and resident.ends_before > listed.month where listed.care_model = {name}"
            f" and listed.month = (select max(month) from eligible_person_month where care_model = {name})"
            " group by resident.practice_code"
        )
    )
    joined = dict(
        released.rows(
            "select resident.practice_code, count(*) from caseload as listed inner join resident"
            " on resident.person_id = listed.person_id and resident.starts_on <= listed.joined_on"
            f" and resident.ends_before > listed.joined_on where listed.care_model = {name} group by resident.practice_code"
        )
    )
    shown: list[OneWay] = [
        one_way([int(found.get(code, 0)) for code in codes]) for found in (eligible, joined)
    ]
    return {code: (count(shown[0].cells[n]), count(shown[1].cells[n])) for n, code in enumerate(codes)}


def _records(released: Released | None) -> dict[str, date]:
    """The last day of a consultation at each practice, under the code of the body that stands now."""
    if released is None or not released.has("contact", "place_period", "standing_organisation"):
        return {}
    return dict(
        released.rows(
            "select standing_organisation.standing_code, max(contact.starts_on) from contact cross join place_period"
            " inner join standing_organisation on standing_organisation.organisation_code = contact.organisation_code"
            " where contact.setting = 'general-practice' and contact.starts_on <= data_until group by 1"
        )
    )
