"""What the records say of one person, as read from a build for a viewer who may see it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Condition:
    """A long-term condition with its first day on the register."""

    title: str
    since: date


@dataclass(frozen=True)
class OnCaseload:
    """The person's spell on the caseload of a care model. `left_before` is None while they are on it."""

    care_model: str
    joined_on: date
    left_before: date | None
    reason: str


@dataclass(frozen=True)
class Scores:
    """The latest scores, as of a day; `risk` from 0 to 1 of an emergency admission in twelve months, None where not known."""

    as_of: date
    charlson: int
    hospital_frailty: float
    cambridge: float
    long_term_conditions: int
    segment: str | None
    segment_reason: str | None
    risk: float | None
    tenth: int | None
    risk_reasons: str | None


@dataclass(frozen=True)
class Happening:
    """A contact with a service. `ends_before` is None while it goes on; `note` says what else is known of it."""

    day: date
    ends_before: date | None
    organisation: str
    setting: str
    kind: str
    began: str | None
    nights: int | None
    attended: bool
    marks: tuple[str, ...]


@dataclass(frozen=True)
class Record:
    """One person at the end of the data."""

    person: str
    person_id: int
    sex: str
    born: date | None
    died_on: date | None
    in_care_home: bool
    data_from: date
    as_of: date
    conditions: tuple[Condition, ...]
    caseloads: tuple[OnCaseload, ...]
    scores: Scores | None
