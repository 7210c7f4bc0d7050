"""The page: the answer first, then who could lose how much, what that hangs on, and what is assumed."""

from __future__ import annotations

from joinedup import __version__
from joinedup.answers.page import words
from joinedup.answers.page.rendering import rendered
from joinedup.answers.page.section import KeyFigure
from joinedup.answers.stress.in_words import answer, in_a_cell, signed
from joinedup.answers.stress.sections import sections_of
from joinedup.answers.stress.stress_test import StressTest


def as_html(test: StressTest) -> str:
    """The whole page. The same place file, number of futures and seed give the same page."""
    return rendered(
        "stress",
        sections_of(test),
        styles=("stress.css",),
        test=test,
        contract=test.contract.contract,
        starts=words.day(test.contract.contract.starts_on),
        answer=answer(test),
        key_figures=key_figures(test),
        version=__version__,
    )


def key_figures(test: StressTest) -> list[KeyFigure]:
    """What who holds the contract could lose; of the first with anything at stake where it has nothing."""
    one = test.holder if test.holder.at_stake else (test.at_stake or [test.holder])[0]
    if not one.at_stake:
        return []
    name = test.name(one.organisation)
    loss = one.loss_in_one_year_in_twenty_pence
    figures = [
        KeyFigure(
            in_a_cell(one.chance_of_loss), f"of futures in which {name} loses", "over all years together"
        ),
        KeyFigure(
            signed(one.worst_tenth_mean_pence), "on average in the worst tenth of futures", "over all years"
        ),
        KeyFigure(
            signed(-loss) if loss else "no loss",
            "or worse in one year of twenty" if loss else "in one year of twenty",
        ),
    ]
    if one.chance_beyond_reserve is not None and one.can_bear_pence is not None:
        bears = (
            f"the {words.pounds(one.can_bear_pence)} it can bear"
            if one.can_bear_pence
            else "nothing, which is what it has"
        )
        figures.append(
            KeyFigure(in_a_cell(one.chance_beyond_reserve), f"of futures in which it loses more than {bears}")
        )
    return figures
