"""The picture of a comparison: what stands behind a loss under each form, by whose it is."""

from __future__ import annotations

from joinedup.answers.legal_forms.compared import Column, Comparison
from joinedup.answers.legal_forms.in_words import capital_known
from joinedup.pictures.charts import BLUE, DARK_BLUE, GREY, LIGHT_BLUE, PALE_GREY, WARM
from joinedup.pictures.stacked_bars import NEW_LINE, StackedBar, draw_stacked

SHADES = (DARK_BLUE, BLUE, "#5b9bd5", LIGHT_BLUE, GREY, PALE_GREY, WARM)


def draw_capital(comparison: Comparison) -> str:
    """Bars by form, divided by organisation; empty where nothing stands behind a loss under any form."""
    bars = [
        StackedBar(_title(column.under.form.title), _parts(comparison, column), capital_known(column))
        for column in comparison.columns
    ]
    return draw_stacked("capital", bars, SHADES)


def _parts(comparison: Comparison, column: Column) -> dict[str, float]:
    parts = {}
    for one in column.under.capital:
        name = comparison.name_of(one.organisation)
        parts[f"Guarantee of {name}" if one.is_guarantee else name] = (one.pence or 0) / 100
    return parts


def _title(title: str) -> str:
    """A title on two lines, cut where its words allow it."""
    first, colon, _ = title.partition(": ")
    if colon:
        return first
    for cut in (", ", " with ", " or "):
        first, found, rest = title.partition(cut)
        if found:
            return f"{first}{cut.rstrip() if cut == ', ' else ''}{NEW_LINE}{cut.strip(', ')} {rest}".replace(
                "| ", "|"
            )
    return title
