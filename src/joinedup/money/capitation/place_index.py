"""A place as a set of practices: its need index by component, and its share of a pot shared out over England."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from joinedup.money.capitation.national import PracticeAllocations
from joinedup.money.capitation.national_layout import OVERALL
from joinedup.money.capitation.pot import CapitationError, shared_by_weight
from joinedup.money.pence import Floats, Pence

LEVELS = {
    "icb": "integrated care board",
    "ccg": "clinical commissioning group",
    "pcn": "primary care network",
}


@dataclass(frozen=True)
class ChosenPractices:
    """Practices of the file that make up a place: where they stand in it, and the codes asked for that it does not have."""

    rows: np.ndarray
    missing: tuple[str, ...]


@dataclass(frozen=True)
class NeedIndex:
    """Need of a place beside England's (1): `people` as they are and `weighted` as they count; `by_component` the same index for
    each component of the file."""

    people: float
    weighted: float
    index: float
    by_component: dict[str, float]


def chosen_practices(need: PracticeAllocations, codes: Sequence[str]) -> ChosenPractices:
    """The practices of these codes; those that the file does not have are named in `missing`. CapitationError where it has none."""
    at = {code: row for row, code in enumerate(need.codes)}
    wanted = list(dict.fromkeys(code.upper() for code in codes))
    rows = np.array(sorted(at[code] for code in wanted if code in at), dtype=np.int64)
    missing = tuple(code for code in wanted if code not in at)
    if not wanted:
        raise CapitationError(
            f"{need.file}: no practices are named: write [[neighbourhoods]] with theirs, budget.need.practices or an area"
            " (budget.need.area)"
        )
    if not len(rows):
        raise CapitationError(
            f"{need.file}: none of the practices {', '.join(missing[:8])} is in the file of {need.layout.year}; name practices"
            " that are (budget.need.practices), or an area (budget.need.area)"
        )
    return ChosenPractices(rows, missing)


def practices_of_area(need: PracticeAllocations, area: str) -> ChosenPractices:
    """The practices of an integrated care board, clinical commissioning group or primary care network, by code or name.

    CapitationError where the file has no such area, or its name is that of several.
    """
    for level in (level for level in LEVELS if level in need.areas):
        rows = need.rows_of(level, area)
        codes = sorted({need.areas[level][row] for row in rows})
        if len(codes) > 1:
            raise CapitationError(
                f"{need.file}: {area} is the name of {len(codes)} areas ({', '.join(codes[:8])}); name one by its code"
            )
        if len(rows):
            return ChosenPractices(rows, ())
    levels = ", ".join(LEVELS[level] for level in LEVELS if level in need.areas)
    raise CapitationError(
        f"{need.file}: no area {area}; expected the code or name of one of its areas ({levels or 'it has none'})"
    )


def need_index(need: PracticeAllocations, chosen: ChosenPractices, component: str = OVERALL) -> NeedIndex:
    """(weighted / people) of the place over that of England, by `component` and for every component of the file.

    CapitationError where the place has no people or the file no such component.
    """
    _check(need, component)
    people = float(need.population[chosen.rows].sum())
    if not people > 0:
        raise CapitationError(f"{need.file}: the practices of the place have no people in it")
    by_component = {key: _index(need, column, chosen.rows) for key, column in need.weighted.items()}
    weighted = float(need.weighted[component][chosen.rows].sum())
    return NeedIndex(people, weighted, by_component[component], by_component)


def practice_budgets(need: PracticeAllocations, pot_pence: int, component: str = OVERALL) -> Pence:
    """England's pot shared out over all practices of the file by weighted population: one amount each, summing to the pot.

    A place's target is the sum over its practices, so that places which divide England divide the pot.
    """
    _check(need, component)
    return shared_by_weight(pot_pence, need.weighted[component])


def practice_indices(need: PracticeAllocations, rows: np.ndarray, component: str = OVERALL) -> Floats:
    """The index of single practices, not a number where one has no people."""
    _check(need, component)
    people, weighted = need.population[rows], need.weighted[component][rows]
    england = float(need.weighted[component].sum()) / need.england
    return np.asarray(np.divide(weighted, people * england, out=np.full(len(rows), np.nan), where=people > 0))


def _index(need: PracticeAllocations, column: Floats, rows: np.ndarray) -> float:
    england = float(column.sum()) / need.england
    return (
        float(column[rows].sum()) / float(need.population[rows].sum()) / england
        if england > 0
        else float("nan")
    )


def _check(need: PracticeAllocations, component: str) -> None:
    if component not in need.weighted:
        raise CapitationError(
            f"{need.file}: it has no weighted population for {component}; it has {', '.join(need.weighted)}"
        )
    if not need.weighted[component].sum() > 0:
        raise CapitationError(
            f"{need.file}: the weighted population of every practice is 0 ({need.titles()[component].lower()}); no need can be told"
            " from it: take the file as it was published"
        )
