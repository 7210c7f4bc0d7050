"""One chunk of people: who they are, when they came and went, and which segment and conditions they had each year."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from joinedup.rehearsal.calibration import ADULT_FROM
from joinedup.rehearsal.conditions import Held, conditions, first_conditions, grown_conditions, segments_of
from joinedup.rehearsal.days import NEVER, Calendar
from joinedup.rehearsal.draws import Floats, Whole, normal, one_of, one_of_each, spread_evenly, whole_numbers
from joinedup.rehearsal.figures import CHILD, Figures
from joinedup.rehearsal.place_map import PlaceMap, choose_areas, choose_practices

ABSENT = -1
_CANCER_COUNTS_DAYS = 1826  # the Cambridge score counts a cancer first recorded in the last five years
# Where the people of the place come from: share in each ethnic group. Assumption: near England's in the 2021 census.
ETHNIC_GROUPS = ("white", "asian", "black", "mixed", "other")
_ETHNIC_SHARE = np.array([[0.70, 0.14, 0.09, 0.04, 0.03], [0.90, 0.05, 0.02, 0.02, 0.01]])


@dataclass
class People:
    """Arrays with a row for each person; days since 1970; NEVER where it does not happen."""

    number: Whole  # the true person number
    birth: Whole
    sex: Whole  # 0 female, 1 male
    quintile: Whole  # 0 is the most deprived
    area: Whole
    ethnicity: Whole
    entry: Whole  # first day registered in the place
    exit: Whole  # first day no longer registered
    died: Whole
    level: Floats  # how much more care than others like them they use, standard normal
    practice: Whole
    next_practice: Whole
    changed_practice: Whole  # day
    care_home_from: Whole
    opted_out: NDArray[np.bool_]
    segment: Whole  # people x years; ABSENT when not in the place that year
    onset: Whole  # people x conditions, day the condition was first recorded
    held_at: NDArray[np.bool_]  # people x (years + 1) x conditions, at the start of each year and at the end

    def __len__(self) -> int:
        return len(self.number)

    def ages(self, day: int) -> Whole:
        """Completed years on a day; 0 for the unborn."""
        return np.maximum((day - self.birth) / 365.25, 0).astype(np.int64)

    def present(self, start: int, ends_before: int) -> NDArray[np.bool_]:
        """Who was registered on some day of the period."""
        return (self.entry < ends_before) & (self.exit > start)


@dataclass(frozen=True)
class Setting:
    """What every chunk of the place shares."""

    figures: Figures
    place_map: PlaceMap
    calendar: Calendar
    mix: Floats  # cells x segments


def cells(age: Whole, sex: Whole, quintile: Whole, figures: Figures) -> Whole:
    """The cell (age band, sex, quintile) of each person, as one number."""
    band = np.searchsorted(figures.age_from, age, side="right") - 1
    return band * 10 + sex * 5 + quintile


def draw_people(count: int, first_number: int, setting: Setting, rng: np.random.Generator) -> People:
    """`count` people at the start, and those who are born or move in later, through every year."""
    people = _arrive(count, first_number, setting, rng)
    for year in range(setting.calendar.years):
        _live_a_year(people, year, setting, rng)
    people.held_at[:, -1] = people.onset < setting.calendar.ends
    _lapse(people.held_at[:, -1], people.onset, setting.calendar.ends)
    _register(people, setting, rng)
    return people


def _arrive(count: int, first_number: int, setting: Setting, rng: np.random.Generator) -> People:
    figures, calendar = setting.figures, setting.calendar
    moved_in = round(count * figures.assumed["movement"]["moved_in"])
    born = round(count * figures.assumed["movement"]["born"])
    year = np.r_[np.zeros(count, int), np.repeat(np.arange(calendar.years), moved_in + born)]
    newborn = np.r_[np.zeros(count, bool), np.tile(np.arange(moved_in + born) >= moved_in, calendar.years)]
    later = np.arange(len(year)) >= count
    cell = _draw_cells(year, newborn, later, figures, rng)
    start, end = calendar.starts[year], calendar.starts[year + 1]
    entry = np.where(later, rng.integers(start, end), calendar.begins - rng.integers(30, 7000, len(year)))
    birth = np.where(newborn, entry, start - _days_old(cell // 10, figures, rng))
    n = len(year)
    quintile = cell % 5
    area = choose_areas(quintile, rng.random(n), setting.place_map)
    return People(
        number=first_number + np.arange(n),
        birth=birth,
        sex=cell // 5 % 2,
        quintile=quintile,
        area=area,
        ethnicity=one_of_each(_ETHNIC_SHARE[np.minimum(quintile // 2, 1)], rng.random(n)),
        entry=np.maximum(entry, birth),
        exit=np.full(n, NEVER),
        died=np.full(n, NEVER),
        level=normal(spread_evenly(cell, rng)),
        practice=choose_practices(area, rng.random(n), setting.place_map),
        next_practice=np.zeros(n, int),
        changed_practice=np.full(n, NEVER),
        care_home_from=np.full(n, NEVER),
        opted_out=rng.random(n) < figures.assumed["movement"]["opted_out"],
        segment=np.full((n, calendar.years), ABSENT),
        onset=np.full((n, len(conditions().names)), NEVER),
        held_at=np.zeros((n, calendar.years + 1, len(conditions().names)), dtype=bool),
    )


def _draw_cells(year: Whole, newborn: Held, later: Held, figures: Figures, rng: np.random.Generator) -> Whole:
    weight = figures.people.reshape(-1)
    age = np.repeat(figures.age_from, 10)
    younger = weight * np.where((age >= ADULT_FROM) & (age < 40), 3.0, np.where(age < 65, 0.8, 0.3))
    cell = np.empty(len(year), dtype=np.int64)
    for group, weights in (
        (~later, weight),
        (later & ~newborn, younger),
        (newborn, np.where(age == 0, weight, 0)),
    ):
        cell[group] = one_of(weights, spread_evenly(year[group], rng))
    return cell


def _days_old(band: Whole, figures: Figures, rng: np.random.Generator) -> Whole:
    """Days from birth to the first day of the year: even inside an age band, falling off above 85."""
    low = figures.age_from[band]
    high = np.r_[figures.age_from[1:], 0][band]
    oldest = band == len(figures.age_from) - 1
    years = np.where(
        oldest,
        low + np.minimum(rng.exponential(4.5, len(band)), 21),
        rng.uniform(low, np.maximum(high, low + 1)),
    )
    return (years * 365.25).astype(np.int64)


def _live_a_year(people: People, year: int, setting: Setting, rng: np.random.Generator) -> None:
    """Segments and conditions at the start of the year, then deaths and moves during it."""
    start, end = (int(day) for day in setting.calendar.starts[year : year + 2])
    here = np.flatnonzero(people.present(start, end))
    age = people.ages(start)[here]
    known = people.segment[here, year - 1] != ABSENT if year else np.zeros(len(here), bool)
    wanted = np.empty(len(here), dtype=np.int64)
    wanted[~known] = _first_segments(people, here[~known], age[~known], setting, rng)
    wanted[known] = _next_segments(people, here[known], age[known], year, setting, rng)
    new = here[~known]
    held = first_conditions(age[~known], wanted[~known], setting.figures, rng)
    _begin_before(people, new, held, setting, rng)
    people.segment[new, year] = np.where(wanted[~known] == CHILD, CHILD, segments_of(held, setting.figures))
    _grow(people, here[known], age[known], wanted[known], year, setting, rng)
    people.held_at[:, year] = people.onset < start
    _lapse(people.held_at[:, year], people.onset, start)
    _leave(people, here, age, year, setting, rng)


def _first_segments(
    people: People, here: Whole, age: Whole, setting: Setting, rng: np.random.Generator
) -> Whole:
    cell = cells(age, people.sex[here], people.quintile[here], setting.figures)
    # People who use more care than others like them are more often in a sicker segment of their cell.
    return one_of_each(setting.mix[cell], spread_evenly(cell, rng))


def _next_segments(
    people: People, here: Whole, age: Whole, year: int, setting: Setting, rng: np.random.Generator
) -> Whole:
    segment = people.segment[here, year - 1].copy()
    grown = (segment == CHILD) & (age >= ADULT_FROM)
    segment[grown] = one_of(setting.figures.turning_adult_share, spread_evenly(segment[grown], rng))
    moves = upward_moves(setting.figures)
    for old in range(CHILD):
        at = np.flatnonzero((segment == old) & ~grown)
        if not len(at):
            continue
        weight = np.exp(0.03 * (age[at] - 50.0))
        leave = np.minimum((1 - moves[old, old]) * weight / weight.mean(), 0.9)
        moved = whole_numbers(leave, np.argsort(age[at], kind="stable"), rng) > 0
        onward = np.where(np.arange(CHILD) == old, 0.0, moves[old])
        if onward.sum() > 0:
            segment[at[moved]] = one_of(onward, spread_evenly(segment[at[moved]], rng))
    return np.asarray(segment)


def upward_moves(figures: Figures) -> Floats:
    """Yearly moves between segments, none downwards, that give next year's published shares.

    A condition once recorded stays in a record, so a score hardly ever falls. The published matrix has both directions; this
    is the one with the same result and upward moves only, each from the nearest segment below that has people to give.
    """
    left = figures.segment_share.copy()
    wanted = figures.segment_share @ figures.moves
    flow = np.zeros((CHILD, CHILD))
    for to in reversed(range(CHILD)):
        for source in range(to, -1, -1):
            moved = min(left[source], wanted[to] - flow[:, to].sum())
            flow[source, to] += moved
            left[source] -= moved
    rates: Floats = flow / figures.segment_share[:, None]
    return rates


def _begin_before(
    people: People, here: Whole, held: Held, setting: Setting, rng: np.random.Generator
) -> None:
    """Days on which conditions were first recorded, before the person came or the period began."""
    until = np.minimum(np.maximum(people.entry[here], setting.calendar.begins), NEVER)[:, None]
    ago = np.minimum(1 + rng.exponential(2200, held.shape), (until - people.birth[here, None]) * 0.9)
    # A cancer counts for five years only: those that count were recorded lately.
    recent = rng.uniform(1, max(300, _CANCER_COUNTS_DAYS - 366 * setting.calendar.years), held.shape)
    ago = np.where(conditions().lapses, recent, ago)
    day = np.maximum(until - ago.astype(np.int64) - 1, people.birth[here, None])
    people.onset[here] = np.where(held, day, NEVER)


def _grow(
    people: People,
    here: Whole,
    age: Whole,
    wanted: Whole,
    year: int,
    setting: Setting,
    rng: np.random.Generator,
) -> None:
    """Conditions recorded during the year before, so that this year begins in the segment wanted."""
    start, before = int(setting.calendar.starts[year]), int(setting.calendar.starts[year - 1])
    ever = people.onset[here] < start
    held = ever.copy()
    _lapse(held, people.onset[here], start)
    adult = wanted != CHILD
    grown = held.copy()
    grown[adult] = grown_conditions(held[adult], ever[adult], age[adult], wanted[adult], setting.figures, rng)
    new = grown & ~held
    first_day = np.maximum(before, np.minimum(people.entry[here], start - 1))[:, None]
    people.onset[here] = np.where(new, rng.integers(first_day, start, new.shape), people.onset[here])
    people.segment[here, year] = np.where(adult, segments_of(grown, setting.figures), CHILD)


def _lapse(held: Held, onset: Whole, day: int) -> None:
    held &= ~(conditions().lapses & (onset < day - _CANCER_COUNTS_DAYS))


def _leave(
    people: People, here: Whole, age: Whole, year: int, setting: Setting, rng: np.random.Generator
) -> None:
    start, end = (int(day) for day in setting.calendar.starts[year : year + 2])
    segment = people.segment[here, year]
    dies = _chosen(setting.figures.died_share[segment], np.exp(0.07 * (age - 70.0)), segment, rng)
    earliest = np.maximum(start, people.entry[here] + 1)
    day = rng.integers(earliest, np.maximum(end, earliest + 1))
    people.died[here[dies]] = day[dies]
    people.exit[here[dies]] = day[dies]
    away = setting.figures.assumed["movement"]["moved_away"]
    young = np.where((age >= ADULT_FROM) & (age < 40), 2.2, 0.7)
    moves = _chosen(np.full(len(here), away), young, np.zeros(len(here), int), rng) & ~dies
    moves &= people.entry[here] < start
    people.exit[here[moves]] = day[moves]


def _chosen(share: Floats, weight: Floats, group: Whole, rng: np.random.Generator) -> Held:
    """Who is chosen: `share` of each group on average, the heavier weighted more often."""
    mean = np.bincount(group, weight) / np.maximum(np.bincount(group), 1)
    chance = np.minimum(share * weight / mean[group], 0.95)
    return whole_numbers(chance, np.lexsort((weight, group)), rng) > 0


def _register(people: People, setting: Setting, rng: np.random.Generator) -> None:
    """Changes of practice, and moves to a care home."""
    figures, calendar, n = setting.figures, setting.calendar, len(people)
    moved = rng.random(n) < figures.assumed["movement"]["changed_practice"] * calendar.years
    other = choose_practices(people.area, rng.random(n), setting.place_map)
    day = rng.integers(calendar.begins + 10, calendar.ends - 10, n)
    moved &= (other != people.practice) & (day > people.entry + 30) & (day < people.exit - 30)
    people.next_practice = np.where(moved, other, people.practice)
    people.changed_practice = np.where(moved, day, NEVER)
    age = people.ages(calendar.begins)
    share = np.zeros(n)
    for limit in (65, 75, 85):
        share = np.where(age >= limit, figures.assumed["movement"][f"care_home_{limit}"], share)
    lives = rng.random(n) < share
    from_day = np.where(rng.random(n) < 0.6, people.entry, rng.integers(calendar.begins, calendar.ends, n))
    people.care_home_from = np.where(lives, np.maximum(from_day, people.entry + 1), NEVER)
