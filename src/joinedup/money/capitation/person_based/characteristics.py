"""The characteristics that cost is predicted from: levels with enough people each, and what each is compared with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from joinedup.money.capitation.person_based.people import BANDS, NOT_KNOWN, SEXES, People

AGE_AND_SEX = "age and sex"
DEPRIVATION = "deprivation"
CONDITIONS = "long-term conditions"
SEGMENT = "segment"
SUPPLY = "supply"
# In the order in which models add them.
CHARACTERISTICS = (AGE_AND_SEX, DEPRIVATION, CONDITIONS, SEGMENT, SUPPLY)

_SEX_WORDS = {"female": "Women and girls", "male": "Men and boys"}


@dataclass(frozen=True)
class Levels:
    """One thing about people that has one of several values: `level` is a position in `names` for each person. The level
    `reference`, where there is one, has no amount of its own: others are compared with it."""

    characteristic: str
    names: Sequence[str]
    level: np.ndarray
    reference: int | None


@dataclass(frozen=True)
class Marks:
    """Things people may have several of: rows of people and the positions in `names` of what they have."""

    characteristic: str
    names: Sequence[str]
    row: np.ndarray
    mark: np.ndarray


def age_and_sex(people: People, fewest: int) -> Levels:
    """Bands of age by sex; a band with too few people is joined with the next younger. Whoever's age or sex is not recorded
    counts as the largest group."""
    names: list[str] = []
    level = np.full(len(people.person_id), NOT_KNOWN)
    known = people.band != NOT_KNOWN
    for position, sex in enumerate(SEXES):
        here = known & (people.sex == position)
        for group in _joined(np.bincount(people.band[here], minlength=len(BANDS)), fewest):
            level[here & np.isin(people.band, group)] = len(names)
            names.append(f"{_SEX_WORDS[sex]} {_age_words(group)}")
    if not names:
        return Levels(AGE_AND_SEX, ("Everyone",), np.zeros(len(level), np.int64), None)
    largest = int(np.bincount(level[level != NOT_KNOWN], minlength=len(names)).argmax())
    return Levels(AGE_AND_SEX, names, np.where(level == NOT_KNOWN, largest, level), None)


def deprivation(people: People, fewest: int) -> Levels:
    """Quintiles of deprivation, compared with the least deprived; those with too few people joined with the next."""
    known = people.quintile != NOT_KNOWN
    level = np.full(len(people.person_id), NOT_KNOWN)
    names: list[str] = []
    for group in _joined(np.bincount(people.quintile[known], minlength=5), fewest):
        level[np.isin(people.quintile, group)] = len(names)
        names.append(_quintile_words(group))
    return _with_not_known(DEPRIVATION, names, level, "Home not known", fewest, len(names) - 1)


def segments(people: People, fewest: int) -> Levels:
    """Segments, compared with the largest; those with too few people together."""
    named = [f"Segment: {name or 'not scored on the first day'}" for name in people.segments]
    return _unordered(SEGMENT, named, people.segment, fewest, "Smaller segments together")


def supply(people: People, fewest: int) -> list[Levels]:
    """Which neighbourhood and which hospital serve people. They are learnt, so that what depends on them is not taken for need,
    and then held at their mean."""
    served = {
        "Neighbourhood": [practice.neighbourhood for practice in people.practices],
        "Hospital": [practice.hospital for practice in people.practices],
    }
    found = []
    for words, by_practice in served.items():
        names = [*sorted({name for name in by_practice if name}), None]
        position = np.array([names.index(name) for name in by_practice], dtype=np.int64)
        said = [f"{words} {name}" if name else f"No {words.lower()}" for name in names]
        found.append(_unordered(SUPPLY, said, position[people.practice], fewest, f"Smaller {words.lower()}s"))
    return found


def conditions(people: People, fewest: int) -> Marks:
    """Long-term conditions known before the year; rarer ones count together, once for each."""
    counts = np.bincount(people.condition, minlength=len(people.condition_titles))
    own = [n for n in range(len(counts)) if counts[n] >= fewest]
    rare = [n for n in range(len(counts)) if 0 < counts[n] < fewest]
    names = [people.condition_titles[n] for n in own]
    new = np.full(len(counts), NOT_KNOWN)
    new[own] = np.arange(len(own))
    if counts[rare].sum() >= fewest:
        new[rare] = len(own)
        names.append("Each rarer condition")
    mark = new[people.condition]
    kept = mark != NOT_KNOWN
    return Marks(CONDITIONS, names, people.condition_row[kept], mark[kept])


def _unordered(
    characteristic: str, names: Sequence[str], level: np.ndarray, fewest: int, rest: str
) -> Levels:
    counts = np.bincount(level, minlength=len(names))
    own = [n for n in range(len(names)) if counts[n] >= fewest]
    new = np.full(len(names), NOT_KNOWN)
    new[own] = np.arange(len(own))
    found = np.asarray(new[level])
    kept = [names[n][:1].upper() + names[n][1:] for n in own]
    reference = int(np.argmax(counts[own])) if own else 0
    return _with_not_known(characteristic, kept, found, rest, fewest, reference)


def _with_not_known(
    characteristic: str, names: Sequence[str], level: np.ndarray, rest: str, fewest: int, reference: int
) -> Levels:
    """Levels with one more for the rest, where they are enough people; else they count as the reference."""
    left = level == NOT_KNOWN
    if left.sum() >= fewest or not names:
        return Levels(characteristic, [*names, rest], np.where(left, len(names), level), max(reference, 0))
    return Levels(characteristic, names, np.where(left, reference, level), reference)


def _joined(counts: np.ndarray, fewest: int) -> list[list[int]]:
    """Neighbouring levels joined, from the last down, until each group has enough people; none where all together have not."""
    groups: list[list[int]] = []
    open_group: list[int] = []
    for level in reversed(range(len(counts))):
        open_group.insert(0, level)
        if counts[open_group].sum() >= fewest:
            groups.insert(0, open_group)
            open_group = []
    if open_group and groups:
        groups[0] = open_group + groups[0]
    return groups


def _age_words(group: Sequence[int]) -> str:
    low, high = BANDS[group[0]], BANDS[group[-1]]
    return f"aged {low} and over" if high == BANDS[-1] else f"aged {low} to {high + 4}"


def _quintile_words(group: Sequence[int]) -> str:
    names = {0: "1 (most deprived)", 4: "5 (least deprived)"}
    said = [names.get(n, str(n + 1)) for n in group]
    return f"Quintile {said[0]}" if len(said) == 1 else f"Quintiles {said[0]} to {said[-1]}"
