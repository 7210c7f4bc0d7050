"""A figure of a term that is one number, or a list with one for each year of the contract."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, TypeAlias

from pydantic import Field

from joinedup.money.pence import AmountError
from joinedup.place.contracts import Contract
from joinedup.place.problems import Finding

Share: TypeAlias = Annotated[float, Field(ge=0, le=1)]
ShareByYear: TypeAlias = Share | Annotated[tuple[Share, ...], Field(min_length=1)]
PoundsByYear: TypeAlias = (
    Annotated[float, Field(ge=0)] | Annotated[tuple[Annotated[float, Field(ge=0)], ...], Field(min_length=1)]
)


def of_year(figure: float | tuple[float, ...], year: int) -> float:
    """The figure of a year (from 1; the shadow year 0 takes the first). AmountError beyond the last year of a list."""
    if not isinstance(figure, tuple):
        return float(figure)
    position = max(year, 1) - 1
    if position >= len(figure):
        raise AmountError(
            f"year {year} is settled, and the term says figures for {len(figure)} years: add one for each year"
        )
    return float(figure[position])


def years_missing(term: Any, contract: Contract, *keys: str) -> Iterator[Finding]:
    """A finding for each of these keys that lists more or fewer years than the contract has."""
    for key in keys:
        figure = getattr(term, key)
        if isinstance(figure, tuple) and len(figure) != contract.years:
            yield Finding(
                (key,),
                f"figures for {len(figure)} years",
                f"one figure, or one for each of the {contract.years} years of the contract",
                "add the years that are missing, or mend years of the contract",
            )
