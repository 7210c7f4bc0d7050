"""A person's page, as it says things."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from joinedup.place.model import Place
from joinedup.reference.files import FOLDER, read_file
from joinedup.web.care_teams.queries import Membership
from joinedup.web.people.record import OnCaseload, Record, Scores
from joinedup.web.people.rule import rule_in_words
from joinedup.web.people.timeline import Timeline
from joinedup.web.people.words import age_on
from joinedup.wording import day, listed, some


@dataclass(frozen=True)
class Score:
    """A score with what it means."""

    title: str
    value: str
    meaning: str
    about: str


@dataclass(frozen=True)
class Spell:
    """Some time on the caseload of a care model, whether the person was eligible on joining, and the rule."""

    said: str
    eligible: str
    rule: tuple[str, ...]


@dataclass(frozen=True)
class Member:
    """An organisation of the care team, as shown."""

    code: str
    name: str
    since: str
    because: str
    joined_by: str


def facts(record: Record) -> list[tuple[str, str]]:
    """The first lines of the page."""
    age = age_on(record.born, record.died_on or record.as_of)
    found = [
        ("Age", f"{age}" if age is not None else "Not known"),
        ("Sex", record.sex.capitalize() if record.sex != "unknown" else "Not known"),
        ("Lives in a care home", "Yes" if record.in_care_home else "No"),
    ]
    return [*found, ("Died on", day(record.died_on))] if record.died_on else found


def team(members: Sequence[Membership], place: Place) -> list[Member]:
    """The care team in words."""
    names = organisation_names(place)
    return [
        Member(
            one.organisation,
            names.get(one.organisation, one.organisation),
            day(one.since) if one.since else "",
            one.because,
            one.joined_by,
        )
        for one in members
    ]


def organisation_names(place: Place) -> Mapping[str, str]:
    """The organisations' names by code."""
    return {body.code: body.name for body in place.organisations}


def on_caseloads(record: Record, place: Place) -> list[Spell]:
    """In which care models the person is or was, and by which rule."""
    rules = {model.name: rule_in_words(model.eligible) for model in place.care_models}
    return [_spell(one, rules.get(one.care_model, ())) for one in record.caseloads]


def _spell(one: OnCaseload, rule: Sequence[str]) -> Spell:
    until = f" until {day(one.left_before)}" if one.left_before else ""
    since = "from" if until else "since"
    said = f"On the caseload of {one.care_model} {since} {day(one.joined_on)}{until}"
    return Spell(said, _eligible(one.reason), tuple(rule))


def scores(found: Scores | None) -> list[Score]:
    """The scores with their meaning; none where the build has none."""
    if found is None:
        return []
    made = [_score(name, getattr(found, name)) for name in _meanings()]
    if found.risk is not None:
        made.insert(0, _risk(found))
    if found.segment:
        reason = f"Because: {found.segment_reason}." if found.segment_reason else ""
        about = "Groups of people with like needs, for planning."
        made.append(Score("Group of the population", found.segment.capitalize(), reason, about))
    return made


def score_source() -> str:
    """Where the bands come from."""
    return read_file(FOLDER / "thresholds" / "score_meanings.toml").source


def told(shown: Timeline, prescribed: int) -> str:
    """The drawing in a sentence."""
    count = len(shown.entries)
    lanes = listed([lane.title for lane in shown.lanes])
    said = f"{some(count, 'event', 'events')} from {day(shown.since)} to {day(shown.until)}"
    where = f", in {some(len(shown.lanes), 'lane', 'lanes')}: {lanes}" if shown.lanes else ""
    left_out = f" {some(prescribed, 'item', 'items')} prescribed in this time {'is' if prescribed == 1 else 'are'} not drawn."
    return f"{said}{where}.{left_out if prescribed else ''}"


@cache
def _meanings() -> Mapping[str, Any]:
    content = read_file(FOLDER / "thresholds" / "score_meanings.toml").content
    return {name: each for name, each in content.items() if isinstance(each, dict)}


def _score(name: str, value: float) -> Score:
    means = _meanings()[name]
    words = [band["words"] for band in means["bands"] if value >= band["from"]][-1:] or [
        means["bands"][0]["words"]
    ]
    number = f"{value:.1f}".removesuffix(".0")
    return Score(means["title"], number, words[0].capitalize(), means["about"])


def _risk(found: Scores) -> Score:
    reasons = f"Raised most by: {found.risk_reasons}." if found.risk_reasons else ""
    tenth = (
        "In the tenth of people at the highest risk."
        if found.tenth == 10
        else f"Tenth {found.tenth} of 10 by risk."
    )
    return Score(
        "Chance of an emergency admission in the next 12 months",
        f"{100 * (found.risk or 0):.0f}%",
        f"{tenth} {reasons}".strip(),
        "It finds people who may need help. It is never a reason to refuse or delay care.",
    )


def _eligible(reason: str) -> str:
    """'eligible on 2022-06-01: age >= 18 ...' as people write it: Eligible on 1 June 2022."""
    words = reason.partition(": ")[0]
    for part in words.split():
        try:
            words = words.replace(part, day(date.fromisoformat(part)))
        except ValueError:
            continue
    return f"{words[:1].upper()}{words[1:]}"
