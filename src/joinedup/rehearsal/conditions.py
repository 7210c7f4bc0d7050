"""Which of the twenty conditions of the Cambridge score a person has, so that the score puts them in their segment."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from joinedup.rehearsal.draws import Floats, Whole, one_of_each
from joinedup.rehearsal.figures import Figures, table

Held = NDArray[np.bool_]  # people x conditions

_WORDS = Path(__file__).parent / "words"
_SHARES_FROM = (17, 45, 65, 75, 85)
# Conditions of childhood: asthma, anxiety or depression, epilepsy. Assumption.
_OF_CHILDREN = {"ast": 0.07, "anx_dep": 0.02, "epi": 0.004}
_ROUNDS = 25


@dataclass(frozen=True)
class Conditions:
    """The twenty conditions; scores in hundredths, so that sums are exact."""

    names: tuple[str, ...]
    score: Whole
    share: Floats  # age class (children, 18, 45, 65, 75, 85) x conditions
    lapses: Held
    snomed: tuple[tuple[str, ...], ...]
    icd10: tuple[tuple[str, ...], ...]
    bnf: tuple[tuple[str, ...], ...]


@cache
def conditions() -> Conditions:
    """The conditions shipped with the rehearsal."""
    rows = table(_WORDS / "conditions.csv")
    names = tuple(row["condition"] for row in rows)
    adults = [[float(row[f"share_{age}"]) for row in rows] for age in _SHARES_FROM]
    return Conditions(
        names=names,
        score=np.array([round(100 * float(row["score"])) for row in rows]),
        share=np.array([[_OF_CHILDREN.get(name, 0.0) for name in names], *adults]),
        lapses=np.array([row["lapses"] == "1" for row in rows]),
        snomed=tuple(tuple(row["snomed"].split("|")) for row in rows),
        icd10=tuple(tuple(row["icd10"].split("|")) for row in rows),
        bnf=tuple(tuple(row["bnf"].split("|")) if row["bnf"] else () for row in rows),
    )


def shares_at(age: Whole) -> Floats:
    """How common each condition is at each person's age (people x conditions)."""
    return conditions().share[np.searchsorted(_SHARES_FROM, age, side="right")]


def segments_of(held: Held, figures: Figures) -> Whole:
    """The segment (0 to 4) of the score of the conditions held."""
    return np.searchsorted(_bounds(figures)[1:-1], held @ conditions().score, side="right")


def first_conditions(age: Whole, segment: Whole, figures: Figures, rng: np.random.Generator) -> Held:
    """Conditions of people seen for the first time, of the segment given; children by their age alone."""
    share = shares_at(age)
    # Sicker people have more of everything; the bounds of the segment then trim what this overdoes.
    share = np.clip(share * np.array([0.6, 1.0, 1.6, 2.2, 3.0, 1.0])[segment][:, None], 0, 0.9)
    held = rng.random(share.shape) < share
    adult = np.flatnonzero(segment < 5)
    held[adult] = _into_segment(
        held[adult], share[adult], segment[adult], np.ones_like(held[adult]), figures, rng
    )
    return np.asarray(held)


def grown_conditions(
    held: Held, ever: Held, age: Whole, segment: Whole, figures: Figures, rng: np.random.Generator
) -> Held:
    """The conditions of people a year on, adding what their new segment needs and taking nothing away."""
    may_take = np.zeros_like(held)
    return _into_segment(held, shares_at(age), segment, may_take, figures, rng, barred=ever & ~held)


def _into_segment(
    held: Held,
    share: Floats,
    segment: Whole,
    may_take: Held,
    figures: Figures,
    rng: np.random.Generator,
    barred: Held | None = None,
) -> Held:
    held, score, bounds = held.copy(), conditions().score, _bounds(figures)
    barred = np.zeros_like(held) if barred is None else barred
    low, high = bounds[segment], bounds[segment + 1]
    for _ in range(_ROUNDS):
        total = held @ score
        below, above = np.flatnonzero(total < low), np.flatnonzero((total >= high) & may_take.any(axis=1))
        if not len(below) and not len(above):
            break
        room = (total[below, None] + score < high[below, None]) & ~held[below] & ~barred[below]
        odds = np.where(room, share[below] + 1e-6, 0.0)
        can = odds.sum(axis=1) > 0
        held[below[can], one_of_each(odds[can], rng.random(can.sum()))] = True
        stuck = below[~can & may_take[below].any(axis=1)]
        drop = np.r_[above, stuck]
        drop = drop[held[drop].any(axis=1)]
        held[drop, one_of_each(held[drop] / (share[drop] + 1e-3), rng.random(len(drop)))] = False
    return held


def _bounds(figures: Figures) -> Whole:
    return np.array([*figures.score_from, 10**6])
