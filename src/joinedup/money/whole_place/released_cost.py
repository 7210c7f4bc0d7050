"""How soon cost leaves after activity has: most of it stays at first, because wards, staff and buildings do.

The share that stays in the first year, and how much of that is left in later years, are those the stress test uses
(reference/futures), so that a place is told one story. 84% stayed in the year of Cook County Hospital (Roberts and others,
JAMA 1999;281:644); what is left in later years is an assumption, and a place can write its own (`released` below
[whole_place], `fixed_share` of a service).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from joinedup.reference.files import ReferenceError, files_in


@dataclass(frozen=True)
class ReleasePath:
    """Share of the cost of activity that has left in the first year, the second ...; the last goes on."""

    shares: tuple[float, ...]
    source: str
    is_assumption: bool

    def in_year(self, since: int) -> float:
        """The share left in the year `since` years after the activity did (0 is the same year)."""
        return self.shares[min(since, len(self.shares) - 1)]


def release_path(*, fixed_share: float | None = None, of_place: Sequence[float] = ()) -> ReleasePath:
    """The path of a service: by its own fixed share where it has one, as the place wrote it, or as shipped."""
    if of_place and fixed_share is None:
        return ReleasePath(tuple(of_place), "released, below [whole_place] of the place file", True)
    stays, path, source = _shipped()
    if fixed_share is not None:
        stays, source = fixed_share, f"fixed_share of the service in the place file; later years: {source}"
    return ReleasePath(tuple(1 - stays * left for left in path), source, True)


def _shipped() -> tuple[float, tuple[float, ...], str]:
    """Share that stays in the first year, how much of it is left in each year, and in words where both come from."""
    for file in reversed(files_in("futures")):
        if "release" in file.content:
            found = next(
                (row for row in file.content["assumptions"] if row["name"] == "cost_that_stays"), None
            )
            if found:
                said = f"{found['source']}. {file.content['release']['about']}"
                return float(found["central"]), tuple(map(float, file.content["release"]["path"])), said
    raise ReferenceError("futures: no file says how much cost stays (cost_that_stays and [release])")
