"""What happened to the candidates, and when they lived here: events of one measure and stays in the place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np

from joinedup.evaluation.methods.handed_in import numbers_of
from joinedup.evaluation.methods.results import Bools, Floats, MethodError, Whole

# Wide enough for any day since 1970 in a key of person and day; no figure of the field.
_DAYS_APART = 1 << 20


@dataclass(frozen=True)
class FollowUp:
    """Events and stays of people, for one measure. Days are whole days since 1970; `ends_before` is the first day not lived
    here (after a move, a death, or the last day of data).

    `people` are in order and unique; `stay_person` and `event_person` are indices into them. Stays of a person do not
    overlap and stand in order; events stand in order of person and day, `event_amount` is what the measure counts.
    `data_from` and `data_ends_before` bound the days on which anything could be seen.
    """

    measure: str
    people: Whole
    stay_person: Whole
    stay_from: Whole
    stay_ends_before: Whole
    event_person: Whole
    event_day: Whole
    event_amount: Floats
    data_from: int
    data_ends_before: int

    def __post_init__(self) -> None:
        if self.data_from >= self.data_ends_before:
            raise MethodError(
                "follow-up: the data end before they begin; hand in their first and last day in that order"
            )
        if (np.diff(self.people) <= 0).any():
            raise MethodError("follow-up: people must be in order, each once")
        if (self.event_amount < 0).any() or not np.isfinite(self.event_amount).all():
            raise MethodError(
                f"follow-up of {self.measure}: {int((~(self.event_amount >= 0)).sum())} events have a negative or missing"
                " amount; counts, bed days and pence are 0 or more: mend them at the source or leave them out"
            )
        if (self.stay_from >= self.stay_ends_before).any():
            raise MethodError("follow-up: a stay ends before it begins; leave it out or mend its days")
        stays = self.stay_person * _DAYS_APART + self.stay_from
        ends = self.stay_person * _DAYS_APART + self.stay_ends_before
        if (stays[1:] < ends[:-1]).any():
            raise MethodError("follow-up: stays must stand in order of person and day, and not overlap")
        if (np.diff(self.event_key) < 0).any():
            raise MethodError("follow-up: events must stand in order of person and day")

    @cached_property
    def event_key(self) -> Whole:
        """Person and day of each event as one number, in order."""
        return np.asarray(self.event_person * _DAYS_APART + self.event_day)

    @cached_property
    def stay_key(self) -> Whole:
        """Person and first day of each stay as one number, in order."""
        return np.asarray(self.stay_person * _DAYS_APART + self.stay_from)

    def index_of(self, person: Whole) -> Whole:
        """Each person's place in `people`; MethodError when one is not there."""
        where = np.minimum(np.searchsorted(self.people, person), len(self.people) - 1)
        if not len(self.people) or (self.people[where] != person).any():
            raise MethodError(
                "follow-up: a candidate has no follow-up; read both from the same build and care model"
            )
        return where

    def lives_here(self, person: Whole, day: Whole) -> tuple[Bools, Whole, Whole]:
        """For each person (index) and day: whether they lived here that day, and the stay's first day and first day after.

        Where they did not, both days are the day asked for.
        """
        stay = np.searchsorted(self.stay_key, person * _DAYS_APART + day, side="right") - 1
        held = np.maximum(stay, 0)
        here = (stay >= 0) & (self.stay_person[held] == person) & (day < self.stay_ends_before[held])
        return (
            here,
            np.where(here, self.stay_from[held], day),
            np.where(here, self.stay_ends_before[held], day),
        )

    def events_within(self, person: Whole, first: Whole, ends_before: Whole) -> tuple[Whole, Whole]:
        """Every event of each spell (person index, first day, first day after): the spell it falls in, and the event's index."""
        low = np.searchsorted(self.event_key, person * _DAYS_APART + first)
        high = np.searchsorted(self.event_key, person * _DAYS_APART + np.maximum(ends_before, first))
        many = high - low
        spell = np.repeat(np.arange(len(person)), many)
        before = np.repeat(np.cumsum(many) - many, many)
        return spell, np.arange(len(spell)) - before + np.repeat(low, many)

    def total(self, person: Whole, first: Whole, ends_before: Whole) -> Floats:
        """The amount of all events in each spell."""
        spell, event = self.events_within(person, first, ends_before)
        return np.bincount(spell, self.event_amount[event], minlength=len(person)).astype(np.float64)


def follow_up_of(
    measure: str,
    people: Whole,
    stays: tuple[Whole, Whole, Whole],
    events: tuple[Whole, Whole, Floats],
    data: tuple[date, date],
) -> FollowUp:
    """A follow-up from rows in any order: stays (person, first day, first day after) and events (person, day, amount), named
    by the person's own number. `data` holds the first day seen and the first day no longer seen.

    Stays that touch are joined (moving from one practice of the place to another is not leaving it). Rows of other people
    are left out. MethodError when stays overlap or an amount is negative.
    """
    people = np.unique(people)
    person, first, last = _of_these(people, *stays)
    order = np.lexsort((first, person))
    person, first, last = person[order], first[order], last[order]
    begins = np.ones(len(person), bool)
    begins[1:] = (person[1:] != person[:-1]) | (first[1:] > last[:-1])
    whom, day, amount = _of_these(people, *events)
    order = np.lexsort((day, whom))
    opening = np.flatnonzero(begins)
    ends = np.maximum.reduceat(last, opening) if len(opening) else last
    return FollowUp(
        measure,
        people,
        person[begins],
        first[begins],
        ends,
        whom[order],
        day[order],
        numbers_of(amount[order], f"amounts of {measure}"),
        *(int(np.datetime64(day, "D").astype(np.int64)) for day in data),
    )


def _of_these(people: Whole, who: Whole, *columns: Whole | Floats) -> tuple[Whole, ...]:
    """Rows of these people, named by their index."""
    lengths = {len(who), *(len(column) for column in columns)}
    if len(lengths) > 1:
        raise MethodError(
            f"follow-up: columns of stays or events differ in length: {sorted(lengths)}; one value a row"
        )
    where = np.minimum(np.searchsorted(people, who), len(people) - 1)
    ours = people[where] == who
    return (where[ours], *(np.asarray(column)[ours] for column in columns))
