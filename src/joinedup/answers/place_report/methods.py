"""The last sections: how each figure was computed and its limits, and what was kept back."""

from __future__ import annotations

from collections.abc import Sequence

from joinedup.answers.disclosure import rules, shown_count
from joinedup.answers.place_report import words
from joinedup.answers.place_report.section import Figure, Section, ShownTable
from joinedup.answers.released import Released

METHODS: tuple[tuple[str, str, str], ...] = (
    ("Population", "resident", "Who lives here on which day, decided in one table that every figure reads."),
    (
        "Segments",
        "person_segment",
        "The first rule of the segmentation that holds, from records strictly before the day.",
    ),
    (
        "Cost",
        "cost",
        "Each contact at the dated unit price of its setting, kind, way of beginning and bed days.",
    ),
    (
        "Measures",
        "measure_month",
        "Numerator over denominator by month, neighbourhood, segment and deprivation.",
    ),
    ("Cost measures", "cost_measure_month", "The same for measures counted in money."),
    (
        "Shared patients",
        "shared_patients",
        "Pairs of organisations with contacts with the same people in the last year.",
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
    rows = [(what, how, table) for what, table, how in METHODS if published.has(table)]
    return Section(
        "methods",
        "Limits and methods",
        " ".join(LIMITS),
        [
            Figure(
                "How each figure was computed",
                "Each comes from a named step of the build: joinedup tables NAME shows its rule.",
                table=ShownTable(
                    "Figures and the steps they come from",
                    ("Figure", "How", "Step"),
                    rows,
                    words=frozenset({1, 2}),
                ),
            )
        ],
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
        else f"{words.count(left_out)} people with a national data opt-out are left out of every figure about people, whether"
        " or not they live here."
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
