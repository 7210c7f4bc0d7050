"""The last sections: how each figure was computed and its limits, and what was kept back."""

from __future__ import annotations

from collections.abc import Sequence

from joinedup.answers.disclosure import rules, shown_count
from joinedup.answers.page import words
from joinedup.answers.page.section import Figure, Section, ShownTable
from joinedup.answers.released import Released
from joinedup.pipeline.steps import analytic_steps

# What a reader asks about, the step that decides it, and how in words where the step does not say so itself.
METHODS: tuple[tuple[str, str, str], ...] = (
    ("Population", "resident", ""),
    ("Segments", "person_segment", ""),
    ("Cost", "cost", ""),
    ("Measures", "measure_month", ""),
    ("Inequality", "inequality", ""),
    ("Shared patients", "shared_patients", ""),
    ("Continuity", "person_year_continuity", ""),
    (
        "Risk",
        "risk_model_card",
        "Gradient boosting beside a logistic baseline, tested on people neither had seen.",
    ),
    ("Data quality", "source_file", "Rows of every file: read, kept, set aside with the reason, replaced."),
    ("Linkage", "link_quality", "How the person numbers of each source found their person."),
)

LIMITS = (
    "Rates are crude: they are not adjusted for age or need, so neighbourhoods differ for more reasons than their care.",
    "Records show contacts, not need: who could not get an appointment is not in them.",
    "Costs are national unit prices times activity, not what anybody paid or would save.",
    "Intervals show chance only. They say nothing about records that are missing or wrong.",
)


def methods_section(published: Released) -> Section:
    """How each figure was computed, naming the step whose rule can be read."""
    rules_of = {table.name: table.rule for step in analytic_steps() for table in step.tables}
    rows = [
        (what, how or rules_of.get(table, ""), table) for what, table, how in METHODS if published.has(table)
    ]
    return Section(
        "methods",
        "Limits and methods",
        "What to keep in mind when reading these figures.",
        [
            Figure(
                "How each figure was computed",
                "Each comes from a named step of the build; this is the step’s own rule (joinedup tables NAME).",
                table=ShownTable(
                    "Figures and the steps they come from",
                    ("Figure", "How", "Step"),
                    rows,
                    words=frozenset({1, 2}),
                ),
            )
        ],
        points=LIMITS,
    )


def disclosure_section(published: Released, sections: Sequence[Section]) -> Section:
    """What was suppressed, how many cells and why; and who was left out."""
    in_force = rules()
    cells = [(section.title, section.suppressed_cells) for section in sections if section.figures]
    total = sum(number for _, number in cells)
    left_out = shown_count(published.left_out)
    lead = (
        f"Counts of people, and of what happened to them, from {in_force.suppress_from} to {in_force.suppress_to} are shown as"
        f" {words.SUPPRESSED} and others rounded to the nearest {in_force.round_to}; rates and shares are worked out from the"
        " rounded counts, so they may not add up. Where a total would give a small count away, another is suppressed with it."
    )
    opted = (
        "Nobody in these records has a national data opt-out."
        if left_out == 0
        else f"{words.count(left_out)} people with a national data opt-out, whether or not they live here, are left out of"
        " every figure about people, except the risk model, which serves direct care, and the linking of person numbers."
    )
    return Section(
        "disclosure",
        "What is not shown",
        lead,
        [
            Figure(
                "Suppressed cells",
                f"{words.some(total, 'cell is', 'cells are')} suppressed in this report. {opted}",
                table=ShownTable(
                    "Suppressed cells by section",
                    ("Section", "Cells"),
                    [*((title, f"{number:,}") for title, number in cells), ("All", f"{total:,}")],
                    has_total=True,
                ),
                note=f"Rules: {in_force.source}",
            )
        ],
    )
