"""Made-up people for matched controls: a few by hand, or many whose rates of events differ and stay what they are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from joinedup.evaluation.candidates import NEVER_JOINED, Candidates
from joinedup.evaluation.follow_up import FollowUp, follow_up_of

DATA = (date(2021, 1, 1), date(2024, 1, 1))
MONTHS = tuple(date(2022 + m // 12, m % 12 + 1, 1) for m in range(24))


def day(text: str) -> int:
    """A date as days since 1970."""
    return int(np.datetime64(text, "D").astype(np.int64))


def candidates_of(
    rows: list[tuple[int, int, str | None, float]], months: tuple[date, ...] = MONTHS
) -> Candidates:
    """Rows of (person, month, day of joining, one feature)."""
    person, month, joins, feature = zip(*rows, strict=True)
    return Candidates(
        care_model="hub",
        person=np.array(person, np.int64),
        month=np.array(month, np.int64),
        months=months,
        joins_on=np.array([one or "NaT" for one in joins], "datetime64[D]"),
        features=np.array(feature, float)[:, None],
        feature_names=("need",),
    )


def follow_up_by_hand(
    people: list[int],
    events: list[tuple[int, str]],
    leaves: dict[int, str] | None = None,
    amount: float = 1.0,
) -> FollowUp:
    """People who live here throughout the data, unless they leave, and events of (person, day)."""
    leaves = leaves or {}
    ends = [day(leaves[one]) if one in leaves else day(str(DATA[1])) for one in people]
    return follow_up_of(
        "admissions",
        np.array(people, np.int64),
        (np.array(people, np.int64), np.full(len(people), day(str(DATA[0]))), np.array(ends, np.int64)),
        (
            np.array([who for who, _ in events], np.int64),
            np.array([day(when) for _, when in events], np.int64),
            np.full(len(events), amount),
        ),
        DATA,
    )


@dataclass(frozen=True)
class World:
    """Many made-up people: whoever had an event in the twelve months before is eligible."""

    candidates: Candidates
    follow_up: FollowUp


def world(rng: np.random.Generator, people: int = 1500, rate: float = 0.5, shape: float = 0.7) -> World:
    """Rates a year drawn once from a gamma distribution; events at that rate, evenly over the data; nobody has joined."""
    first, last = day(str(DATA[0])), day(str(DATA[1]))
    rates = rng.gamma(shape, rate / shape, people)
    many = rng.poisson(rates * (last - first) / 365.25)
    who = np.repeat(np.arange(people), many)
    when = rng.integers(first, last, len(who))
    rows = []
    for month, opens in enumerate(MONTHS):
        start = day(str(opens))
        of_year = np.bincount(who[(when < start) & (when >= start - 365)], minlength=people)
        of_quarter = np.bincount(who[(when < start) & (when >= start - 91)], minlength=people)
        eligible = np.flatnonzero(of_year > 0)
        rows.append(
            np.column_stack(
                [eligible, np.full(len(eligible), month), of_year[eligible], of_quarter[eligible]]
            )
        )
    table = np.concatenate(rows)
    candidates = Candidates(
        care_model="hub",
        person=table[:, 0],
        month=table[:, 1],
        months=MONTHS,
        joins_on=np.full(len(table), np.datetime64("NaT"), "datetime64[D]"),
        features=table[:, 2:].astype(float),
        feature_names=("emergency_admissions_12m", "emergency_admissions_3m"),
        counted=("emergency_admissions_12m", "emergency_admissions_3m"),
    )
    stays = np.arange(people), np.full(people, first), np.full(people, last)
    follow_up = follow_up_of("admissions", np.arange(people), stays, (who, when, np.ones(len(who))), DATA)
    return World(candidates, follow_up)


LAST = DATA[1] - timedelta(days=1)
NEVER = NEVER_JOINED
