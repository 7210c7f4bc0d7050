"""Which weights by cell of age, sex and deprivation a place uses."""

from __future__ import annotations

from pathlib import Path

from joinedup.money.capitation.cell_table import FIND_IT, read_cells
from joinedup.money.capitation.cells import CellTable, shipped_cells, shipped_years
from joinedup.place.model import Place


def cells_used(place: Place, folder: Path) -> tuple[CellTable, str]:
    """The published table in the place's folder, else the weights that are shipped; and what to warn of (empty when nothing).

    CapitationError where the table that is there cannot be used, or none is known of the year asked for.
    """
    need = place.budget.need
    year = need.cost_year if need else None
    if need is None or need.cost_table is None:
        return shipped_cells(year), ""
    file = folder / need.cost_table
    if file.exists():
        return read_cells(file, year), ""
    known = year if year in shipped_years() else None
    return (
        shipped_cells(known),
        f"The published table is not there ({need.cost_table}), so the weights by band of age that are shipped are used. To have"
        f" single years of age: {FIND_IT}.",
    )
