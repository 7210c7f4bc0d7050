"""What to keep in mind, how it was worked out, how to do it again, and what is not shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from joinedup.answers.disclosure import rules
from joinedup.answers.evaluation_report.answer import Answer
from joinedup.answers.page.section import Figure, Section, ShownTable
from joinedup.answers.page.words import count, some

OF_DESIGN: Mapping[str, tuple[str, ...]] = {
    "matched-controls": (
        "People were not chosen by lot. Those compared are alike in everything recorded; what no record holds (a clinician’s"
        " hunch, motivation, a carer at home) may still differ, and could make the care model look better or worse than it is.",
        "The answer is about people like those who joined and could be compared. It does not say what would happen to people of"
        " another kind, or if everybody joined.",
    ),
    "panel": (
        "Practices were not chosen by lot. The comparison assumes that without the care model they would have gone on as the"
        " others did; anything else that changed in them at the same time is counted as its effect.",
        "The answer is about these practices in these months. Few practices mean that one unusual one weighs heavily.",
    ),
}
ALWAYS = (
    "The interval shows chance only. It says nothing about records that are missing or wrong.",
    "Nothing here says why something changed, what it cost, or whether people felt better cared for.",
    "With several assumptions, or several looks, some will be called supported by chance alone: about one in forty of those"
    " that are not true.",
)


def limits_section(answers: Sequence[Answer]) -> Section:
    """The limits of the designs used, and the cautions that the methods raised with these data."""
    designs = dict.fromkeys(
        answer.plan.design if answer.plan.design in OF_DESIGN else "panel" for answer in answers
    )
    points = [point for design in designs for point in OF_DESIGN[design]]
    cautions = dict.fromkeys(caution.message for answer in answers for caution in answer.comparison.cautions)
    return Section(
        "limits",
        "What to keep in mind",
        "What these figures cannot tell, whatever the verdict.",
        points=[*points, *ALWAYS, *cautions],
    )


def methods_section(answers: Sequence[Answer], command: str, versions: Sequence[tuple[str, str]]) -> Section:
    """How each design works, the command that makes this page again, and what it was made with."""
    designs = {
        answer.plan.design: (
            answer.comparison.design_in_words,
            "; ".join(answer.comparison.options_in_words),
        )
        for answer in answers
    }
    rows = [(design.replace("-", " "), how, options or "–") for design, (how, options) in designs.items()]
    return Section(
        "methods",
        "How it was worked out, and how to do it again",
        f"One command makes this page again from the same records: {command}",
        [
            Figure(
                "Design",
                "What was compared, and with which methods.",
                table=ShownTable("Designs", ("Design", "How", "Methods"), rows, words=frozenset({1, 2})),
            ),
            Figure(
                "Made with",
                "The same versions, build and protocol give the same page.",
                table=ShownTable("Versions and hashes", ("What", "Which"), versions, words=frozenset({1})),
            ),
        ],
    )


def disclosure_section(sections: Sequence[Section], left_out: int | None) -> Section:
    """What was suppressed, and who was left out."""
    in_force = rules()
    total = sum(section.suppressed_cells for section in sections)
    opted = (
        "Nobody in these records has a national data opt-out."
        if left_out == 0
        else f"{count(left_out)} people with a national data opt-out are left out of everything on this page."
    )
    return Section(
        "disclosure",
        "What is not shown",
        f"Counts of people from {in_force.suppress_from} to {in_force.suppress_to} are shown as * and others rounded to the"
        f" nearest {in_force.round_to}; another is suppressed where a total would give one away. Points of a picture that rest"
        " on so few are left out, and its rates are given to three figures. Estimates, intervals and standardised differences"
        " need no such control. "
        f"{some(total, 'figure is', 'figures are')} suppressed on this page. {opted}",
        points=[f"Rules: {in_force.source}"],
    )
