"""How many people will join a care model, month by month: as observed, or from its capacity and who is eligible."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import numpy as np

from joinedup.evaluation.candidates import Candidates
from joinedup.evaluation.methods.results import Floats, MethodError


@dataclass(frozen=True)
class JoiningPlan:
    """People who join and can be matched and followed, in each month from `first_month`; `listed` is how many are eligible and
    not joined on the first of a month, on average; `pool` how many people that is in all; `words` say where the numbers come
    from."""

    first_month: date
    by_month: Floats
    listed: float
    pool: float
    words: tuple[str, ...]

    @property
    def people(self) -> float:
        """How many join in all."""
        return float(self.by_month.sum())


@cache
def planning_assumptions() -> dict[str, float]:
    """The figures of power_assumptions.toml, by name."""
    text = (Path(__file__).parent / "power_assumptions.toml").read_text(encoding="utf-8")
    return {row["name"]: float(row["value"]) for row in tomllib.loads(text)["assumptions"]}


def joining_plan(candidates: Candidates, starts_on: date, by: date, capacity: int) -> JoiningPlan:
    """People joining from `starts_on` up to and including `by`: as observed where anybody has joined, otherwise the caseload
    fills evenly, as far as enough people are eligible. MethodError when `by` is before the start."""
    if by <= starts_on:
        raise MethodError(
            f"the change is expected by {by} and the care model starts on {starts_on}: choose a day after the start"
        )
    last = np.datetime64(by, "M")
    first = np.datetime64(starts_on, "M")
    months = int((last - first).astype(int)) + 1
    listed = len(candidates) / max(len(np.unique(candidates.month)), 1)
    by_month = np.zeros(months)
    seen = np.flatnonzero(candidates.joins_this_month & (candidates.joining_day <= _day(by)))
    if len(seen):
        months_seen = candidates.month[seen] + int(
            (np.datetime64(candidates.months[0], "M") - first).astype(int)
        )
        np.add.at(by_month, np.clip(months_seen, 0, months - 1), 1.0)
        words = ("people join as they have joined so far, and nobody does after the data end",)
        return JoiningPlan(starts_on.replace(day=1), by_month, listed, len(candidates.people), words)
    return _filling(starts_on, by_month, listed, len(candidates.people), capacity)


def _filling(starts_on: date, by_month: Floats, listed: float, pool: int, capacity: int) -> JoiningPlan:
    figures = planning_assumptions()
    months = int(figures["months_to_fill"])
    a_month = capacity * figures["share_matched"] / months
    most = listed * figures["largest_share_joining"]
    room = most
    for month in range(min(months, len(by_month))):
        by_month[month] = min(a_month, room)
        room -= by_month[month]
        # Those newly eligible make room again: as many as a year's list, spread over its months.
        room = min(room + most / 12, most)
    limited = (
        " as far as enough people are eligible"
        if by_month.sum() < a_month * min(months, len(by_month))
        else ""
    )
    words = (
        f"its {capacity:,} places fill evenly over {months} months{limited} (assumption)",
        f"{figures['share_matched']:.0%} of those who join can be matched and followed (assumption)",
    )
    return JoiningPlan(starts_on.replace(day=1), by_month, listed, pool, words)


def _day(day: date) -> int:
    return int(np.datetime64(day, "D").astype(np.int64))
