"""The rows of a comparison in words, for the page and the terminal alike."""

from __future__ import annotations

from joinedup.answers.legal_forms.compared import Column, Comparison
from joinedup.answers.page.words import listed, pounds
from joinedup.money.legal_forms.contract_under_form import NEW_BODY, Capital

QUESTIONS = (
    "Who holds the contract",
    "Who that would be",
    "Who bears the risk",
    "What stands behind a loss",
    "Who decides",
    "VAT lost a year",
    "What usually goes wrong",
    "Checks it would raise",
)


def answers_of(comparison: Comparison, column: Column) -> tuple[str, ...]:
    """One answer to each of QUESTIONS."""
    form = column.under.form
    return (
        _sentence(form.held),
        _sentence(listed([comparison.name_of(code) for code in column.under.holders]) or "nobody is named"),
        _sentence(form.risk),
        behind_a_loss(comparison, column),
        _sentence(form.decides),
        vat_lost(column),
        _sentence(form.trap),
        checks_raised(column),
    )


def capital_known(column: Column) -> str:
    """What is known to stand behind a loss: £33.0 million, nothing, or not known."""
    capital = column.under.capital
    if not capital:
        return "not known"
    if any(one.pence for one in capital) or not any(one.pence is None for one in capital):
        return pounds(column.under.capital_pence)
    return "nothing" if any(one.organisation == NEW_BODY for one in capital) else "not known"


def behind_a_loss(comparison: Comparison, column: Column) -> str:
    """£33.0 million in all, and whose."""
    known = [one for one in column.under.capital if one.pence]
    unknown = [one for one in column.under.capital if one.pence is None and one.organisation != NEW_BODY]
    said = _sentence(capital_known(column))
    if column.under.form.capital == "each" and len(known) > 1:
        said += " in all, each only its own"
    if known:
        said += f": {listed([_one(comparison, one) for one in known])}"
    if any(one.organisation == NEW_BODY for one in column.under.capital) and not known:
        said += " until somebody puts money into the new body or signs a guarantee for it"
    if unknown:
        names = listed([comparison.name_of(one.organisation) for one in unknown])
        said += f". Nothing says what {names} could lose"
    if not column.under.capital:
        said += ": nobody is named to lead"
    return said + "."


def vat_lost(column: Column) -> str:
    """£363 thousand, and how that is known."""
    vat = column.under.vat
    amount = "Not known" if vat.pence is None else "Nothing" if vat.pence == 0 else pounds(vat.pence)
    return f"{amount}: {vat.words}."


def checks_raised(column: Column) -> str:
    """The checks that would find something, and those nobody could judge."""
    raised = [f"{one.rule.id} ({one.rule.severity}): {one.judgement.words}" for one in column.raised]
    unjudged = listed([one.rule.id for one in column.open])
    said = " ".join(raised) or "None of those that the form can change."
    return said + (f" Cannot be judged from what is written: {unjudged}." if unjudged else "")


def in_short(comparison: Comparison) -> list[str]:
    """A sentence on each form: capital, VAT, checks that block."""
    found = []
    for column in comparison.columns:
        blocks = blocking(column)
        vat = column.under.vat.pence
        lost = (
            "VAT that nobody can say" if vat is None else f"{pounds(vat)} of VAT a year" if vat else "no VAT"
        )
        stopped = (
            f"it would be blocked by {listed(blocks)}"
            if blocks
            else "no check that the form changes blocks it"
        )
        found.append(f"{column.under.form.title}: {_stands(column)}; it loses {lost}; {stopped}.")
    return found


def _stands(column: Column) -> str:
    known = capital_known(column)
    if known == "not known":
        return "nobody has written what stands behind a loss"
    return f"{known} stands behind a loss" + (
        ", each only its own" if column.under.form.capital == "each" else ""
    )


def blocking(column: Column) -> list[str]:
    """The checks that would block it, each by its number and what it is about: R14 (tax funded)."""
    return [
        f"{one.rule.id} ({one.rule.slug.replace('-', ' ')})"
        for one in column.raised
        if one.rule.severity == "block"
    ]


def decision_rights(comparison: Comparison) -> list[str]:
    """What the contract's agreement says about who decides, whatever the form."""
    rights = comparison.columns[0].under.decisions
    return [
        f"{_sentence(right.subject)}: {right.decides}, by {right.rule}"
        + (
            f"; reserved to {listed([comparison.name_of(code) for code in right.reserved_to])}"
            if right.reserved_to
            else ""
        )
        + "."
        for right in rights
    ]


def _one(comparison: Comparison, capital: Capital) -> str:
    how = "guarantee of " if capital.is_guarantee else ""
    return f"{how}{comparison.name_of(capital.organisation)} {pounds(capital.pence)}"


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]
