"""Who was compared with whom: the flow of people, and how alike the groups were."""

from __future__ import annotations

from collections.abc import Sequence

from joinedup.answers.evaluation_report.answer import Answer, Characteristic
from joinedup.answers.evaluation_report.characteristics import inside
from joinedup.answers.evaluation_report.pictures import draw_balance
from joinedup.answers.evaluation_report.shown import ALIKE, shown_flow
from joinedup.answers.page.section import Figure, Section, ShownTable
from joinedup.answers.page.words import decimal


def who_was_compared_section(answer: Answer, name: str, title: str, same_as: str = "") -> Section:
    """The flow and the balance of one assumption's comparison; where they are those of another, its id in a sentence."""
    if same_as:
        return Section(
            f"{name}-who", title, f"The same people, compared in the same way, as for {same_as} above."
        )
    flow = answer.comparison.flow
    figures: list[Figure] = []
    lead = answer.comparison.design_in_words
    if flow is not None:
        shown = shown_flow(flow)
        what = "people" if flow.are_people else "practices"
        figures.append(
            Figure(
                f"From everybody to those compared, in {what}",
                "Nobody is left out in silence: each line says how many, and why.",
                table=ShownTable(
                    f"{what.capitalize()} at each step",
                    ("Step", what.capitalize()),
                    shown.rows,
                ),
                suppressed=shown.suppressed,
            )
        )
    if answer.comparison.balance:
        figures.append(_balance(answer.comparison.balance, name))
    return Section(f"{name}-who", title, lead, figures)


def _balance(characteristics: Sequence[Characteristic], name: str) -> Figure:
    ordered = sorted(characteristics, key=lambda one: -abs(one.before))
    apart = [one.name for one in ordered if abs(one.after) > ALIKE]
    worst = max(ordered, key=lambda one: abs(one.after))
    if apart:
        said = (
            f"{len(apart)} of {len(ordered)} characteristics still differ by more than a tenth of a standard deviation; most of"
            f" all {inside(worst.name)} ({decimal(worst.after, 2)})."
        )
    else:
        said = (
            f"In all {len(ordered)} characteristics known before, the groups compared differ by less than a tenth of a standard"
            " deviation (the dashed line), which counts as alike."
        )
    return Figure(
        "Were the groups alike to begin with?",
        f"{said} Grey dots show how different those who joined were from everybody eligible.",
        draw_balance(f"{name}-balance", ordered),
        ShownTable(
            "Difference in standard deviations",
            ("Known before", "Everybody eligible", "Those compared"),
            [(one.name, decimal(one.before, 2), decimal(one.after, 2)) for one in ordered],
        ),
        layout="folded",
    )
