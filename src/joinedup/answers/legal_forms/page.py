"""The pages: all forms, and several of them for one contract."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from joinedup import __version__
from joinedup.answers.legal_forms.compared import Comparison
from joinedup.answers.legal_forms.in_words import (
    QUESTIONS,
    answers_of,
    behind_a_loss,
    blocking,
    capital_known,
    decision_rights,
    in_short,
)
from joinedup.answers.legal_forms.picture import draw_capital
from joinedup.answers.page.rendering import rendered, write_whole
from joinedup.answers.page.section import Figure, Section, ShownTable
from joinedup.answers.page.words import listed, pounds
from joinedup.money.legal_forms.forms import LegalForm, form_named, legal_forms
from joinedup.money.pooled.vat import assumed_shares
from joinedup.wording import slug

FOLDER = Path("build") / "forms"
# So many forms can be read beside each other.
SIDE_BY_SIDE = 3


def write_comparison(folder: Path, comparison: Comparison, to: Path | None = None) -> Path:
    """Write the page of a comparison, to build/forms/CONTRACT.html where no other file is named."""
    target = to or folder / FOLDER / f"{slug(comparison.contract.name)}.html"
    write_whole(target, comparison_page(comparison))
    return target


def write_list(to: Path) -> Path:
    """Write the page of all forms."""
    write_whole(to, list_page())
    return to


def comparison_page(comparison: Comparison) -> str:
    """The contract under each form: a table of answers, and what stands behind a loss."""
    written = comparison.contract.form
    return rendered(
        "legal_forms",
        sections_of(comparison),
        styles=("forms.css",),
        title="Who would hold it, and who would pay?",
        place=comparison.place.place.name,
        contract=comparison.contract.name,
        written=form_named(written).title if written else "not written",
        demo=comparison.place.place.demo,
        key_figures=(),
        in_short=in_short(comparison),
        version=__version__,
    )


def sections_of(comparison: Comparison) -> list[Section]:
    """Every section of a comparison, in the order of the page."""
    return [
        _table_section(comparison),
        _capital_section(comparison),
        *([_meaning_section(comparison)] if len(comparison.columns) > SIDE_BY_SIDE else []),
        _decisions(comparison),
        _sources(comparison),
    ]


def list_page() -> str:
    """Every form with what it means and where that is said."""
    return rendered(
        "legal_forms",
        [_form_section(form) for form in legal_forms()],
        styles=("forms.css",),
        title="Ways of working together",
        place="",
        contract="",
        written="",
        demo=False,
        key_figures=(),
        in_short=[f"{form.title}: {form.held}." for form in legal_forms()],
        version=__version__,
    )


def points_of(form: LegalForm) -> Sequence[str]:
    """What a form means, a line for each question."""
    return (
        f"Who holds the contract: {form.held}.",
        f"Who bears the risk: {form.risk}.",
        f"Who decides: {form.decides}.",
        f"VAT: {form.vat_words}.",
        f"What usually goes wrong: {form.trap}.",
        f"Source: {form.source}.",
    )


def _form_section(form: LegalForm) -> Section:
    return Section(form.name, form.title, "", points=points_of(form))


def _table_section(comparison: Comparison) -> Section:
    if len(comparison.columns) > SIDE_BY_SIDE:
        return _short_section(comparison)
    answers = [answers_of(comparison, column) for column in comparison.columns]
    rows = [[question, *(one[n] for one in answers)] for n, question in enumerate(QUESTIONS)]
    titles = [column.under.form.title for column in comparison.columns]
    table = ShownTable(
        f"{comparison.contract.name} under each form",
        ("", *titles),
        rows,
        words=frozenset(range(1, len(titles) + 1)),
    )
    return Section(
        "compared",
        "The same contract, form by form",
        "What the place file says of its members, put under each form. Only what the form changes differs.",
        [Figure("Side by side", "", table=table)],
    )


def _short_section(comparison: Comparison) -> Section:
    """A row a form where they are too many to stand side by side."""
    rows = []
    for column in comparison.columns:
        vat = column.under.vat.pence
        rows.append(
            [
                column.under.form.title,
                column.under.form.held,
                capital_known(column),
                "not known" if vat is None else pounds(vat),
                listed(blocking(column)) or "none",
            ]
        )
    table = ShownTable(
        f"{comparison.contract.name} under each form",
        ("Form", "Who holds the contract", "Behind a loss", "VAT lost a year", "Checks that block it"),
        rows,
        words=frozenset({1, 4}),
    )
    return Section(
        "compared",
        "The same contract, form by form",
        "What the place file says of its members, put under each form. Only what the form changes differs.",
        [Figure("All forms", "", table=table)],
    )


def _meaning_section(comparison: Comparison) -> Section:
    """What each form means, where the table is too short to say it."""
    points = [
        f"{form.title}. Risk: {form.risk}. Decides: {form.decides}. Usually goes wrong: {form.trap}."
        for form in (column.under.form for column in comparison.columns)
    ]
    return Section(
        "meaning", "What each form means", "Who bears the risk, who decides, what goes wrong.", points=points
    )


def _capital_section(comparison: Comparison) -> Section:
    rows = [[column.under.form.title, behind_a_loss(comparison, column)] for column in comparison.columns]
    return Section(
        "capital",
        "What stands behind a loss",
        "Reserves that members state in the place file, and guarantees that are signed. Where each keeps its own contract,"
        " nobody's reserve stands behind another's loss.",
        [
            Figure(
                "Reserves and guarantees by form",
                "A body of its own has nothing until its owners put money in or sign for it.",
                draw_capital(comparison),
                ShownTable("Whose", ("Form", "Reserves and guarantees"), rows, words=frozenset({1})),
                layout="folded",
            )
        ],
    )


def _decisions(comparison: Comparison) -> Section:
    rights = decision_rights(comparison)
    lead = (
        f"Written in {comparison.contract.agreement}; they hold beside what the form itself says."
        if rights
        else "The contract names no agreement with decision rights: write them below [[agreements.decisions]]."
    )
    return Section("decisions", "Decision rights already agreed", lead, points=rights)


def _sources(comparison: Comparison) -> Section:
    forms = [column.under.form for column in comparison.columns]
    points = [f"{form.title}: {form.source}." for form in forms]
    if any(column.under.vat.is_estimate for column in comparison.columns):
        points.append(f"VAT is estimated. {assumed_shares().of_cost_in_words()}")
    contract = comparison.contract
    points.append(
        f"The contract and its members: {contract.source or 'the place file; its own assumptions'}."
    )
    return Section("sources", "Where this comes from", "Each statement with its source.", points=points)
