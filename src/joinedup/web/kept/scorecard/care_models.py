"""Version two: each care model with who is on it, and each assumption with its verdict in words."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from joinedup.answers.disclosure import rules, shown_count
from joinedup.answers.page.words import count, day
from joinedup.answers.released import Released
from joinedup.answers.whole_place.activity import as_sql
from joinedup.evaluation.verdict_words import size_in_words
from joinedup.place.model import Assumption, CareModel, Place
from joinedup.wording import slug, some

NOT_TESTED = "not-tested"
# What a verdict means to somebody who has never read one, in the words that every page uses.
VERDICTS: Mapping[str, str] = {
    "supported": "Came true",
    "not-supported": "Did not come true",
    "undetectable": "Cannot be told from chance",
    "too-early": "Too early to say",
    NOT_TESTED: "Not tested yet",
}

OLDER = (
    "The verdicts are from an earlier build than the other figures. They follow once it is evaluated on this one, which an"
    " analyst asks for together with a build."
)


@dataclass(frozen=True)
class AssumptionNow:
    """One arrow of the logic model, and what is known about it."""

    id: str
    because: str
    then: str
    expected: str
    verdict: str
    in_words: str
    sentences: Sequence[str]
    doubts: Sequence[str]
    if_not_supported: str


@dataclass(frozen=True)
class CareModelNow:
    """One care model: enrolment against capacity, and its assumptions. `note` says of which build the verdicts are."""

    name: str
    slug: str
    kind: str
    starts_on: str
    eligible: str
    capacity: str
    on_caseload: str
    joined: str
    counted: str
    assumptions: Sequence[AssumptionNow]
    in_short: str
    note: str


def care_models(folder: Path, place: Place, released: Released | None) -> list[CareModelNow]:
    """Every care model of the place."""
    return [_care_model(folder, model, released) for model in place.care_models]


def _care_model(folder: Path, model: CareModel, released: Released | None) -> CareModelNow:
    found = last_evaluation(folder, model)
    verdicts = {row["id"]: row for row in found.get("assumptions", ())}
    assumptions = [_assumption(one, verdicts.get(one.id)) for one in model.assumptions]
    on_it, joined = _enrolment(released, model)
    manifest = found.get("build", {}).get("manifest_sha256")
    is_older = bool(found) and (released is None or manifest != released.manifest_sha256)
    return CareModelNow(
        name=model.name,
        slug=slug(model.name),
        kind=model.kind,
        starts_on=day(model.starts_on),
        eligible=model.eligible,
        capacity=f"{model.capacity:,}",
        on_caseload=on_it,
        joined=joined,
        counted=_counted(released) if on_it else "",
        assumptions=assumptions,
        in_short=_in_short(assumptions),
        note=OLDER if is_older else "",
    )


def _assumption(agreed: Assumption, found: Mapping[str, Any] | None) -> AssumptionNow:
    verdict = str(found["verdict"]) if found else NOT_TESTED
    return AssumptionNow(
        id=agreed.id,
        because=agreed.because,
        then=agreed.then,
        expected=f"{size_in_words(agreed.expect.change)} by {day(agreed.expect.by)}",
        verdict=verdict,
        in_words=VERDICTS[verdict],
        sentences=list(found["sentences"]) if found else [f"To be tested by {day(agreed.expect.by)}."],
        doubts=list(found["doubts"]) if found else [],
        if_not_supported=agreed.if_not_supported,
    )


def _in_short(assumptions: Sequence[AssumptionNow]) -> str:
    """Of 4 things expected of it, 1 came true, 3 cannot be told from chance."""
    if not assumptions:
        return "Nothing that is expected of it is written down, so nobody can say whether it works."
    counted = {word: sum(one.verdict == word for one in assumptions) for word in VERDICTS}
    said = [f"{number} {_one_or_more(word, number)}" for word, number in counted.items() if number]
    return f"Of {some(len(assumptions), 'thing', 'things')} expected of it, {', '.join(said)}."


def _one_or_more(verdict: str, number: int) -> str:
    one, more = {
        "supported": ("came true", "came true"),
        "not-supported": ("did not come true", "did not come true"),
        "undetectable": ("cannot be told from chance", "cannot be told from chance"),
        "too-early": ("is too early to say", "are too early to say"),
        NOT_TESTED: ("is not tested yet", "are not tested yet"),
    }[verdict]
    return one if number == 1 else more


def _enrolment(released: Released | None, model: CareModel) -> tuple[str, str]:
    """How many are on the caseload on the last day of the records, and how many ever joined, as they may be shown."""
    if released is None or not released.has("caseload", "person"):
        return "", ""
    last: date = released.period()[1]
    on_it, joined = released.rows(
        "select count(distinct case when coalesce(left_before, date '9999-12-31') > date"
        f" '{last}' and coalesce(died_on, date '9999-12-31') > date '{last}' then caseload.person_id end) as on_it,"
        " count(distinct caseload.person_id) as joined from caseload"
        " inner join person on person.person_id = caseload.person_id"
        f" where care_model = {as_sql(model.name)} and joined_on <= date '{last}'"
    )[0]
    return count(shown_count(int(on_it))), count(shown_count(int(joined)))


def _counted(released: Released | None) -> str:
    """On which day the caseload was counted, and why a care team's own list can be longer."""
    if released is None:
        return ""
    return (
        f"counted on {day(released.period()[1])}, rounded to the nearest {rules().round_to}; people who opted out of"
        " planning are left out, so a care team's own list can be longer"
    )


def last_evaluation(folder: Path, model: CareModel) -> dict[str, Any]:
    """The file of the last evaluation; empty where there is none that can be read."""
    path = folder / "build" / "evaluations" / f"{slug(model.name)}.json"
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        return found if isinstance(found, dict) else {}
    except (OSError, ValueError):
        return {}
