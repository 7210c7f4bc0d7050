"""The section on cells of age, sex and deprivation: England's demonstration, and the place's own residents both ways."""

from __future__ import annotations

from joinedup.answers.budget.cell_figures import england_figure, place_figures
from joinedup.answers.budget.cell_residents import read_residents
from joinedup.answers.budget.cells_used import cells_used
from joinedup.answers.budget.pot import Pot
from joinedup.answers.page.section import Section
from joinedup.answers.published import Published
from joinedup.money.capitation.cells import demonstration
from joinedup.place.model import Place

NAME, TITLE = "cells", "By age, sex and deprivation"


def cells_section(place: Place, published: Published, pot: Pot | None) -> Section:
    """The place's residents weighted by cells of England, with deprivation and without; England alone where nobody lives here or
    there is no pot.

    The published table is read from the place's folder where the place file names it and it is there; otherwise the weights by
    band of age that are shipped. CapitationError where that table cannot be used.
    """
    table, warning = cells_used(place, published.folder)
    residents = read_residents(published, pot)
    here = place_figures(residents, table) if residents else []
    figures = [england_figure(table), *here]
    first = demonstration(table)[0]
    return Section(
        NAME,
        TITLE,
        f"Weights by age and sex alone would give the most deprived fifth of England {first.by_age_and_sex:.3f} of the mean a head;"
        f" it costs {first.index:.3f}, {(first.cost_over_given - 1) * 100:.0f}% more than it would be given.",
        figures,
        in_short=figures[min(1, len(here))].sentence,
        warning=warning,
        points=[
            f"Weights: {table.title}. Source: {table.source}.",
            "Deprivation stands here for all that makes people of the same age need more care. Conditions and segments say more"
            " about a person; these weights need nothing but a register.",
        ],
    )
