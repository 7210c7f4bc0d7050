"""Where people live and which practices they may register with, in the fictional Seacombe."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from joinedup.rehearsal.draws import Floats, Whole, generator

NEIGHBOURHOODS = ("Harbour", "Old Town", "Northgate", "Marsh End")
# How the small areas of each quintile of deprivation (rows, most deprived first) lie over the neighbourhoods.
_LIE = np.array([[5, 2, 2, 1], [4, 3, 2, 1], [2, 3, 3, 2], [1, 2, 3, 4], [1, 1, 3, 5]], dtype=float)
_PRACTICE_WORDS = (
    "Harbour View", "Quay Street", "Ropewalk", "Lighthouse", "Market Place", "Minster", "Castle Hill", "Guildhall",
    "Northgate", "Mill Lane", "Parkside", "Elmfield", "Marsh End", "Saltings", "Riverside", "Orchard",
    "Station Road", "Beacon", "Cathedral", "St Anne's", "Priory", "Windmill", "Seaview", "Meadow",
)  # fmt: skip
_PEOPLE_A_PRACTICE = 8_000
_PEOPLE_AN_AREA = 1_600
_LETTERS = np.array(list("ABDEFGHJLNPQRSTUWXYZ"))


@dataclass(frozen=True)
class PlaceMap:
    """Practices and small areas. `old_practice` merged into `new_practice` during the period."""

    practice_codes: tuple[str, ...]
    practice_names: tuple[str, ...]
    practice_neighbourhood: Whole
    practice_size: Floats
    area_codes: tuple[str, ...]
    area_quintile: Whole  # 0 is the most deprived
    area_neighbourhood: Whole
    old_practice: int
    new_practice: int

    def practices_of(self, neighbourhood: int) -> tuple[str, ...]:
        """Codes of the practices of a neighbourhood."""
        members = np.flatnonzero(self.practice_neighbourhood == neighbourhood)
        return tuple(self.practice_codes[i] for i in members)


def draw_map(people: int, seed: int) -> PlaceMap:
    """The map of a place of this many people: one practice to about 8,000 of them, at least 8."""
    rng = generator(seed, 1)
    practices = max(8, round(people / _PEOPLE_A_PRACTICE))
    areas = max(30, round(people / _PEOPLE_AN_AREA))
    quintile = np.arange(areas) % 5
    lie = _LIE / _LIE.sum(axis=1, keepdims=True)
    # Each quintile's areas are dealt out in proportion, so that a small place has every quintile somewhere.
    neighbourhood = np.empty(areas, dtype=np.int64)
    for q in range(5):
        own = np.flatnonzero(quintile == q)
        neighbourhood[own] = np.searchsorted(np.cumsum(lie[q])[:-1], (np.arange(len(own)) + 0.5) / len(own))
    practice_neighbourhood = np.arange(practices) % len(NEIGHBOURHOODS)
    return PlaceMap(
        practice_codes=tuple(f"L81{n + 1:03d}" for n in range(practices)),
        practice_names=tuple(_practice_name(n) for n in range(practices)),
        practice_neighbourhood=practice_neighbourhood,
        practice_size=rng.uniform(0.6, 1.4, practices),
        area_codes=tuple(f"E01{99001 + n:06d}" for n in range(areas)),
        area_quintile=quintile,
        area_neighbourhood=neighbourhood,
        old_practice=4,
        new_practice=0,
    )


def choose_areas(quintile: Whole, uniform: Floats, place_map: PlaceMap) -> Whole:
    """A small area of the person's quintile for each person."""
    by_quintile = np.argsort(place_map.area_quintile, kind="stable")
    counts = np.bincount(place_map.area_quintile, minlength=5)
    first = np.cumsum(counts) - counts
    within = np.minimum((uniform * counts[quintile]).astype(np.int64), counts[quintile] - 1)
    return np.asarray(by_quintile[first[quintile] + within])


def choose_practices(area: Whole, uniform: Floats, place_map: PlaceMap) -> Whole:
    """A practice of the neighbourhood each person lives in, larger practices more often."""
    chosen = np.zeros(len(area), dtype=np.int64)
    neighbourhood = place_map.area_neighbourhood[area]
    for n in range(len(NEIGHBOURHOODS)):
        members = np.flatnonzero(place_map.practice_neighbourhood == n)
        edges = np.cumsum(place_map.practice_size[members])
        lives_here = neighbourhood == n
        chosen[lives_here] = members[np.searchsorted(edges[:-1] / edges[-1], uniform[lives_here])]
    return chosen


def postcodes(area: Whole, house: Whole) -> list[str]:
    """A postcode for each person, of the area's district; SX is no postcode area of the United Kingdom."""
    district, sector = 1 + area // 40, area // 4 % 10
    first, second = _LETTERS[area % 4 * 5 + house % 5], _LETTERS[house // 5 % 20]
    parts = zip(district.tolist(), sector.tolist(), first.tolist(), second.tolist(), strict=True)
    return [f"SX{d} {s}{a}{b}" for d, s, a, b in parts]


def _practice_name(n: int) -> str:
    word = _PRACTICE_WORDS[n % len(_PRACTICE_WORDS)]
    kinds = (
        "Surgery",
        "Medical Centre",
        "Health Centre",
        "Medical Practice",
        "Family Practice",
        "Group Practice",
    )
    return f"{word} {kinds[(n // len(_PRACTICE_WORDS) + n) % len(kinds)]}"
