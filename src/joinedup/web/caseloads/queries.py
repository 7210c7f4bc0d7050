"""Caseloads as a viewer may see them: the people are those in whose care team they are, of the others there is a count."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from joinedup.place.eligible import read_eligible
from joinedup.place.model import CareModel, Place
from joinedup.web.access.viewer import Viewer
from joinedup.web.care_teams.on_record import teams_on_record
from joinedup.web.care_teams.queries import people_of
from joinedup.web.published.current import SharedBuild
from joinedup.wording import slug


@dataclass(frozen=True)
class Listed:
    """One person on a caseload, or who could be. `since` is the day of joining, `risk` from 0 to 1, None where not known."""

    person: str
    person_id: int
    sex: str
    born: date | None
    practice: str | None
    since: date | None
    reason: str
    risk: float | None


@dataclass(frozen=True)
class Caseload:
    """The caseload of one care model. `listed` and `waiting` are people whom the viewer looks after; the others are counted."""

    model: CareModel
    as_of: date
    listed: tuple[Listed, ...]
    others_listed: int
    waiting: tuple[Listed, ...]
    others_waiting: int


def care_model(place: Place, name: str) -> CareModel | None:
    """The care model whose name makes this part of an address."""
    return next((model for model in place.care_models if slug(model.name) == name), None)


def caseload(viewer: Viewer, build: SharedBuild, model: CareModel) -> Caseload:
    """The caseload at the end of the data: who is on it, first those who joined last; who is eligible and not on it, first
    those at the highest risk."""
    mine = people_of(viewer)
    everyone, eligible = lists_of(build, model)

    def seen() -> tuple[tuple[Listed, ...], tuple[Listed, ...]]:
        return tuple(one for one in everyone if one.person in mine), tuple(
            one for one in eligible if one.person in mine
        )

    # The people of an organisation that joined nobody's team by a task are the same for as long as the build is.
    is_on_record = mine is teams_on_record().people_of(viewer.organisation)
    listed, waiting = build.once(("caseload seen", model.name, mine), seen) if is_on_record else seen()
    return Caseload(
        model,
        last_day(build),
        listed,
        len(everyone) - len(listed),
        waiting,
        len(eligible) - len(waiting),
    )


def last_day(build: SharedBuild) -> date:
    """The last day of the records."""
    found: date = build.once(
        "last day of the data", lambda: build.rows("select data_until from place_period")[0][0]
    )
    return found


def lists_of(build: SharedBuild, model: CareModel) -> tuple[list[Listed], list[Listed]]:
    """Everybody on the caseload, and everybody eligible who is not, whoever looks: held with the build. For `caseload` alone."""
    return (
        build.once(("on the caseload", model.name), lambda: _on_it(build, model.name)),
        build.once(("eligible and waiting", model.name), lambda: _eligible_and_not_on_it(build, model.name)),
    )


def columns_of_rule(model: CareModel) -> tuple[str, ...]:
    """The person columns that the rule of a care model looks at."""
    return read_eligible(model.eligible).columns


def facts_on_joining(
    build: SharedBuild, model: CareModel, listed: Sequence[Listed]
) -> Mapping[str, Mapping[str, object]]:
    """By pseudonym, what the rule of a care model looks at, as it was known on the first day of the month of joining."""
    columns = columns_of_rule(model)
    if not listed or not columns or not build.has("eligible_month"):
        return {}
    people = {one.person_id: one.person for one in listed}
    found = build.rows(
        f"select eligible_month.person_id, {', '.join('eligible_month.' + column for column in columns)} from eligible_month"
        " inner join caseload on caseload.person_id = eligible_month.person_id"
        " and caseload.care_model = eligible_month.care_model"
        " and eligible_month.month = cast(date_trunc('month', caseload.joined_on) as date)"
        f" where eligible_month.care_model = {_text(model.name)} and eligible_month.person_id in ({_numbers(people)})"
    )
    return {people[row[0]]: dict(zip(columns, row[1:], strict=True)) for row in found}


def facts_now(
    build: SharedBuild, model: CareModel, listed: Sequence[Listed]
) -> Mapping[str, Mapping[str, object]]:
    """By pseudonym, what the rule looks at beside the age, on the first day of the last month of the records, for people who
    are eligible then."""
    columns = tuple(column for column in columns_of_rule(model) if column != "age")
    if not listed or not columns or not build.has("eligible_month"):
        return {}
    people = {one.person_id: one.person for one in listed}
    found = build.rows(
        f"select person_id, {', '.join(columns)} from eligible_month where care_model = {_text(model.name)}"
        f" and month = (select max(month) from eligible_person_month) and person_id in ({_numbers(people)})"
    )
    return {people[row[0]]: dict(zip(columns, row[1:], strict=True)) for row in found}


def eligible_since(build: SharedBuild, model: CareModel, listed: Sequence[Listed]) -> Mapping[str, date]:
    """By pseudonym, the first month from which on somebody who is eligible now was eligible in every month."""
    if not listed or not build.has("eligible_person_month"):
        return {}
    people = {one.person_id: one.person for one in listed}
    found = build.rows(
        "select person_id, min(month) from (select person_id, month, year(month) * 12 + month(month)"
        " - row_number() over (partition by person_id order by month) as run from eligible_person_month"
        f" where care_model = {_text(model.name)} and person_id in ({_numbers(people)}))"
        " group by person_id, run having max(month) = (select max(month) from eligible_person_month)"
    )
    return {people[person_id]: since for person_id, since in found}


def first_month(build: SharedBuild, model: CareModel) -> date | None:
    """The first month in which anybody is known to have been eligible: before it nobody knows. None where no month is known."""
    if not build.has("eligible_person_month"):
        return None
    sql = f"select min(month) from eligible_person_month where care_model = {_text(model.name)}"
    found: date | None = build.once(("first month eligible", model.name), lambda: build.rows(sql)[0][0])
    return found


def _numbers(people: Iterable[int]) -> str:
    return ", ".join(str(number) for number in people)


def _on_it(build: SharedBuild, name: str) -> list[Listed]:
    if not build.has("caseload", "person", "place_period"):
        return []
    return _listed(
        build.rows(
            "select person.pseudonym, person.person_id, person.sex, person.birth_month, last.practice_code,"
            f" listed.joined_on, listed.reason, {_risk(build)} as risk"
            f" from caseload as listed cross join place_period {_PERSON} {_risk_join(build)}"
            f" where listed.care_model = {_text(name)}"
            " and (listed.left_before is null or listed.left_before >= data_ends_before)"
            " and (person.died_on is null or person.died_on >= data_ends_before)"
            " order by listed.joined_on desc, person.pseudonym"
        )
    )


def _eligible_and_not_on_it(build: SharedBuild, name: str) -> list[Listed]:
    if not build.has("eligible_person_month", "caseload", "person", "place_period"):
        return []
    return _listed(
        build.rows(
            "select person.pseudonym, person.person_id, person.sex, person.birth_month, last.practice_code,"
            f" cast(null as date) as since, '' as reason, {_risk(build)} as risk"
            " from (select person_id from eligible_person_month"
            f" where care_model = {_text(name)} and month = (select max(month) from eligible_person_month)) as listed"
            f" cross join place_period {_PERSON} {_risk_join(build)}"
            f" where listed.person_id not in (select person_id from caseload where care_model = {_text(name)}"
            " and (left_before is null or left_before >= data_ends_before))"
            " and (person.died_on is null or person.died_on >= data_ends_before)"
            " order by risk desc nulls last, person.pseudonym"
        )
    )


_PERSON = (
    "inner join person on person.person_id = listed.person_id"
    " left join (select person_id, max_by(practice_code, starts_on) as practice_code from resident cross join place_period"
    " where ends_before >= data_ends_before group by person_id) as last on last.person_id = listed.person_id"
)


def _risk(build: SharedBuild) -> str:
    return "risk_score.probability" if build.has("risk_score") else "cast(null as double)"


def _risk_join(build: SharedBuild) -> str:
    return (
        "left join risk_score on risk_score.person_id = listed.person_id" if build.has("risk_score") else ""
    )


def _listed(rows: Iterable[tuple[Any, ...]]) -> list[Listed]:
    return [Listed(*row) for row in rows]


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"
