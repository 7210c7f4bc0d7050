"""The budget as a few lines for the terminal."""

from __future__ import annotations

from collections.abc import Sequence

from joinedup.answers.budget.pot import Pot, exact
from joinedup.answers.budget.shared import Shared
from joinedup.answers.page import words
from joinedup.answers.page.section import Section


def summary_lines(pot: Pot | None, shared: Shared | None, sections: Sequence[Section]) -> list[str]:
    """The budget of each neighbourhood, then each section in short, then what a reader must be warned of."""
    lines = (
        [f"The pot: {exact(pot.pence)}" + ("" if pot.is_pooled else ", the cost of care of the year")]
        if pot
        else []
    )
    if pot is None:
        lines += [section.lead for section in sections if section.name == "pot"]
    if pot and shared:
        by = shared.chosen
        width = max(len(area.name) for area in shared.areas.areas)
        lines.append(f"By {by.title[:1].lower()}{by.title[1:]}:")
        for area, pence, index in zip(
            shared.areas.areas, shared.areas.budgets(pot.pence, by.index), by.index, strict=True
        ):
            amount = exact(pence) if area.may_be_shown else words.SUPPRESSED
            need = f"{index:.3f}" if area.may_be_shown else words.SUPPRESSED
            lines.append(f"  {area.name:<{width}}  {amount:>14}  index {need}")
    said = [section.in_short for section in sections if section.in_short and section.name != "pot"]
    warned = [f"Note: {section.warning}" for section in sections if section.warning]
    return [*lines, *said, *warned]
