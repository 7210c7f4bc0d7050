"""The viewer's people in lists: caseloads, people joined by a task, people registered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from joinedup.place.model import Place
from joinedup.web.access.viewer import Viewer
from joinedup.web.caseloads.presenters import counted, plan_in_short, waited
from joinedup.web.caseloads.queries import caseload
from joinedup.web.caseloads.registered import Registered, born_and_sex
from joinedup.web.names.presenters import called
from joinedup.web.names.way_back import Name
from joinedup.web.people.words import age_and_sex
from joinedup.web.plans.queries import PlanNow
from joinedup.web.published.current import SharedBuild
from joinedup.wording import slug


@dataclass(frozen=True)
class Card:
    """A care model's caseload on the viewer's first page."""

    name: str
    slug: str
    counted: str
    waited: str


@dataclass(frozen=True)
class Row:
    """One person in a list."""

    person: str
    called: str
    is_named: bool
    who: str = ""
    risk: str = ""
    because: str = ""
    plan: str = ""
    late: str = ""


def caseload_cards(viewer: Viewer, build: SharedBuild, place: Place) -> list[Card]:
    """The care models of the place, each with how full its caseload is."""
    found = (caseload(viewer, build, model) for model in place.care_models)
    return [Card(one.model.name, slug(one.model.name), counted(one), waited(one)) for one in found]


def joined_rows(
    people: Sequence[str],
    names: Mapping[str, Name],
    build: SharedBuild,
    plans: Mapping[str, PlanNow],
    today: date,
) -> list[Row]:
    """People whose care team the organisation joined, with the shared care plans there are."""
    as_of = build.rows("select data_until from place_period")[0][0]
    known = born_and_sex(build, people)
    rows = []
    for person in people:
        born, sex = known.get(person, (None, "unknown"))
        who = age_and_sex(born, sex, as_of)
        plan, late = plan_in_short(plans.get(person), today)
        rows.append(Row(person, called(person, names), person in names, who, plan=plan, late=late))
    return rows


def registered_rows(
    found: Sequence[Registered],
    names: Mapping[str, Name],
    build: SharedBuild,
    plans: Mapping[str, PlanNow],
    today: date,
) -> list[Row]:
    """People registered with the practice, with the shared care plans there are."""
    as_of = build.rows("select data_until from place_period")[0][0]
    return [
        Row(
            one.person,
            called(one.person, names),
            one.person in names,
            age_and_sex(one.born, one.sex, as_of),
            f"{100 * one.risk:.0f}%" if one.risk is not None else "Not known",
            one.reasons or "",
            *plan_in_short(plans.get(one.person), today),
        )
        for one in found
    ]
