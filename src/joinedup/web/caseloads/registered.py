"""The people of a practice, those at the highest risk first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from joinedup.web.access.roles import May
from joinedup.web.access.viewer import Viewer
from joinedup.web.care_teams.on_record import teams_on_record
from joinedup.web.published.current import SharedBuild


@dataclass(frozen=True)
class Registered:
    """Somebody registered with the viewer's practice. `risk` from 0 to 1, None where the build has none."""

    person: str
    sex: str
    born: date | None
    risk: float | None
    reasons: str | None


def how_many_registered(viewer: Viewer) -> int:
    """How many people are registered with the viewer's own organisation; 0 where it is no practice."""
    return len(teams_on_record().registered_with(viewer.organisation)) if viewer.may(May.SEE_CASELOADS) else 0


def registered(viewer: Viewer, build: SharedBuild, *, skip: int, most: int) -> list[Registered]:
    """Some of the people registered with the viewer's own organisation."""
    if not viewer.may(May.SEE_CASELOADS):
        return []
    code = viewer.organisation
    shown = ranked(build, code)[skip : skip + most]
    if not len(shown):
        return []
    risk = "risk_score" if build.has("risk_score") else _NO_RISK
    found = build.rows(
        "select person.person_id, person.pseudonym, person.sex, person.birth_month, risk.probability, risk.main_reasons"
        f" from person left join {risk} as risk on risk.person_id = person.person_id"
        f" where person.person_id in ({', '.join(map(str, shown.tolist()))})"
    )
    by_number = {row[0]: Registered(*row[1:]) for row in found}
    return [by_number[number] for number in shown.tolist()]


_NO_RISK = "(select cast(null as integer) as person_id, cast(null as double) as probability, cast(null as varchar) as main_reasons)"


def born_and_sex(build: SharedBuild, people: Sequence[str]) -> Mapping[str, tuple[date | None, str]]:
    """By pseudonym, the month of birth and the sex of people whom the viewer is known to look after."""
    wanted = ", ".join(f"'{person}'" for person in people if person.isalnum())
    if not wanted:
        return {}
    found = build.rows(f"select pseudonym, birth_month, sex from person where pseudonym in ({wanted})")
    return {person: (born, sex) for person, born, sex in found}


def ranked(build: SharedBuild, code: str) -> np.ndarray:
    """The numbers of a practice's people as `registered` lists them: held with the build."""
    return build.once(("registered by risk", code), lambda: _ranked(build, code))


def _ranked(build: SharedBuild, code: str) -> np.ndarray:
    """The numbers of a practice's people, the highest risk first, those without one last in the order of their numbers."""
    people = np.sort(teams_on_record().registered_with(code))
    if not build.has("risk_score"):
        return people
    found = build.arrays("select person_id, probability from risk_score")
    risk = np.zeros(max(int(people.max(initial=0)), int(found["person_id"].max(initial=0))) + 1)
    risk[found["person_id"]] = found["probability"]
    return people[np.argsort(-risk[people], kind="stable")]
