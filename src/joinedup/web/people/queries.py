"""One person's records, for a viewer who may read them. Everything is asked of the build by the person's number."""

from __future__ import annotations

from datetime import date
from typing import Any

from joinedup.place.model import Place
from joinedup.web.access.viewer import Viewer
from joinedup.web.care_teams.on_record import teams_on_record
from joinedup.web.emergency.queries import may_read
from joinedup.web.people.record import Condition, Happening, OnCaseload, Record, Scores
from joinedup.web.published.current import SharedBuild


def record_of(viewer: Viewer, build: SharedBuild | None, place: Place, person: str) -> Record | None:
    """What is known of a person; None when the viewer may not read it, and just so when there is nobody of that pseudonym."""
    if build is None or not may_read(viewer, person):
        return None
    person_id = _person_id(build, person)
    if person_id is None:
        return None
    sex, born, died_on, data_from, as_of = build.rows(
        "select sex, birth_month, died_on, data_from, data_until from person cross join place_period"
        f" where person_id = {person_id}"
    )[0]
    return Record(
        person,
        person_id,
        sex,
        born,
        died_on,
        _in_care_home(build, person_id),
        data_from,
        as_of,
        _conditions(build, person_id, as_of),
        _caseloads(build, person_id),
        _scores(build, person_id, place.population.segments),
    )


def happenings(build: SharedBuild, record: Record, since: date) -> list[Happening]:
    """The contacts of a person that had not ended before a day, in order."""
    number = record.person_id
    marks = (
        f"(select contact_id, string_agg(mark, ' ' order by mark) as marks from contact_mark where person_id = {number}"
        " and mark in ('readmitted', 'avoidable', 'new-placement') group by contact_id)"
        if build.has("contact_mark")
        else "(select cast(null as bigint) as contact_id, '' as marks)"
    )
    found = build.rows(
        "select starts_on, contact.ends_before, organisation_code, setting, kind, began, bed_days, attended, marks"
        f" from contact left join {marks} as marked on marked.contact_id = contact.contact_id"
        f" where contact.person_id = {number} and (contact.ends_before is null or contact.ends_before > date '{since}')"
        " order by starts_on, contact.contact_id"
    )
    return [
        Happening(
            day, ends, organisation, setting, kind, began, nights, attended, tuple((marks or "").split())
        )
        for day, ends, organisation, setting, kind, began, nights, attended, marks in found
    ]


def items_prescribed(build: SharedBuild, record: Record, since: date, until: date) -> int:
    """How many items were prescribed from a day until another, both counted."""
    if not build.has("medication"):
        return 0
    number = record.person_id
    return int(
        build.rows(
            f"select count(*) from medication where person_id = {number}"
            f" and issued_on between date '{since}' and date '{until}'"
        )[0][0]
    )


def has_record(build: SharedBuild, person: str) -> bool:
    """Whether there is anybody of a pseudonym. Asked in an emergency alone, where the asking is on record."""
    return _person_id(build, person) is not None


def _person_id(build: SharedBuild, person: str) -> int | None:
    """From the index of those living here; of the others (seen in an emergency, joined before they moved) from the build."""
    known = teams_on_record().person_id(person)
    if known is not None or not person.isalnum():
        return known
    found = build.rows(f"select person_id from person where pseudonym = '{person}'")
    return int(found[0][0]) if found else None


def _in_care_home(build: SharedBuild, person_id: int) -> bool:
    if not build.has("residence"):
        return False
    found = build.rows(
        f"select care_home from residence where person_id = {person_id} order by starts_on desc limit 1"
    )
    return bool(found and found[0][0])


def _conditions(build: SharedBuild, person_id: int, day: date) -> tuple[Condition, ...]:
    if not build.has("long_term_condition"):
        return ()
    found = build.rows(
        f"select title, starts_on from long_term_condition where person_id = {person_id}"
        f" and (ends_before is null or ends_before > date '{day}') order by starts_on, title"
    )
    return tuple(Condition(*row) for row in found)


def _caseloads(build: SharedBuild, person_id: int) -> tuple[OnCaseload, ...]:
    if not build.has("caseload"):
        return ()
    found = build.rows(
        f"select care_model, joined_on, left_before, reason from caseload where person_id = {person_id} order by joined_on"
    )
    return tuple(OnCaseload(*row) for row in found)


def _scores(build: SharedBuild, person_id: int, scheme: str) -> Scores | None:
    """The scores of the last day scored. Somebody without a row scores 0 everywhere."""
    if not build.has("person_score", "score_date"):
        return None
    as_of = build.rows("select max(as_of) from score_date")[0][0]
    found = build.rows(
        "select charlson, hospital_frailty, cambridge, long_term_conditions from person_score"
        f" where person_id = {person_id} and as_of = date '{as_of}'"
    )
    segment = _first(
        build,
        "person_segment",
        f"select segment, reason from person_segment where person_id = {person_id} and as_of = date '{as_of}'"
        f" and scheme = '{scheme}'",
    )
    risk = _first(
        build,
        "risk_score",
        f"select probability, decile, main_reasons from risk_score where person_id = {person_id}",
    )
    return Scores(
        as_of,
        *(found[0] if found else (0, 0.0, 0.0, 0)),
        *(segment or (None, None)),
        *(risk or (None, None, None)),
    )


def _first(build: SharedBuild, table: str, sql: str) -> tuple[Any, ...] | None:
    found = build.rows(sql) if build.has(table) else []
    return found[0] if found else None
