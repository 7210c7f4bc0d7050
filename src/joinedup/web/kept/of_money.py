"""The pages about money, as they are kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from joinedup.answers.page.words import day, moment, some
from joinedup.money.place_findings import MONEY_FINDINGS
from joinedup.place.file import read_place
from joinedup.web.kept.about import in_short
from joinedup.web.kept.page import KeptPage

if TYPE_CHECKING:
    from joinedup.answers.settlement.reasons import TermReasons


def budget(folder: Path) -> KeptPage:
    """How each pound was arrived at."""
    from joinedup.answers.budget.report import made_budget

    made = made_budget(folder)
    return KeptPage(
        title="How each pound of the budget was arrived at",
        about=made.about,
        notices=[section.warning for section in made.sections if section.warning],
        key_figures=made.key_figures,
        sections=made.sections,
        footnotes=[said for said in (made.left_out, made.disclosure) if said],
        further={"in_short": in_short(made.sections)},
    )


def settlement(folder: Path, *, contract: str, year: int) -> KeptPage:
    """Who owes whom in one year of a contract, and why."""
    from joinedup.answers.settlement import page
    from joinedup.answers.settlement.reasons import reasons_by_term
    from joinedup.answers.settlement.settle import settle
    from joinedup.answers.settlement.who_pays_whom import in_one_sentence

    settled = settle(folder, contract, year)
    which = "Shadow year" if settled.year.is_shadow else f"Year {year} of {settled.contract.years}"
    costs, totals = settled.costs_of_services(), settled.ledger.totals()
    return KeptPage(
        title="Who owes whom, and why?",
        lead=in_one_sentence(settled),
        about=[
            ("Contract", settled.contract.name),
            (which, page.dates_of(settled)),
            ("Records built", moment(settled.build.published_at)),
            ("Standing", "Final" if settled.is_final else "Not final"),
        ],
        notices=page.warnings_of(settled),
        key_figures=page.key_figures(settled),
        sections=page.sections_of(settled),
        footnotes=page.METHODS,
        further={
            "terms": [_term(term) for term in reasons_by_term(settled)],
            "facts": asdict(page.facts_section(settled)),
            "ledger": asdict(page.ledger_table(settled)),
            "left_pence": {code: totals.get(code, 0) - cost for code, cost in costs.items()},
            "year": which,
        },
    )


def _term(term: TermReasons) -> dict[str, Any]:
    """A term of the contract in words: each reason with the payments it is the reason of."""
    return {
        "number": term.number,
        "title": term.title,
        "total": term.total,
        "rests_on": term.rests_on,
        "reasons": [
            {
                "why": reason.why,
                "is_nothing": reason.is_nothing,
                "payments": [{"who": paid.who, "amount": paid.amount} for paid in reason.payments],
            }
            for reason in term.reasons
        ],
    }


def stress(folder: Path, *, contract: str) -> KeptPage:
    """Who could lose how much under a contract."""
    from joinedup.answers.stress.in_words import answer
    from joinedup.answers.stress.page import key_figures
    from joinedup.answers.stress.sections import sections_of
    from joinedup.answers.stress.stress_test import stress_test

    test = stress_test(folder, contract)
    agreed = test.contract.contract
    return KeptPage(
        title="Who could lose how much?",
        lead=answer(test),
        about=[
            ("Contract", agreed.name),
            ("From", f"{day(agreed.starts_on)}, {some(agreed.years, 'year', 'years')}"),
            ("Futures", f"{test.found.futures:,}, seed {test.found.seed}"),
        ],
        key_figures=key_figures(test),
        sections=sections_of(test),
    )


def checks(folder: Path) -> KeptPage:
    """What should be asked before anybody signs."""
    from joinedup.answers.checks.asked import ask
    from joinedup.answers.checks.content import content_of

    content = content_of(ask(folder, read_place(folder, further=MONEY_FINDINGS)))
    parts: list[dict[str, Any]] = [asdict(part) for part in content.parts]
    for part in parts:
        if part["verdict"]:
            part["verdict"]["besides"] = part["verdict"]["besides"].removeprefix("besides ")
        for group in part["groups"]:
            for card in group["cards"]:
                card["where"] = card["where"].replace(f"{folder}/", "")
                # Words between back quotes are keys of the place file.
                card["mend"] = [
                    {"words": piece, "is_key": bool(n % 2)} for n, piece in enumerate(card["mend"].split("`"))
                ]
    return KeptPage(
        title="Should anybody sign?",
        lead=with_what_else(str(content.head["verdict"]), parts),
        further={"parts": parts, "word": content.head["word"]},
    )


def with_what_else(verdict: str, parts: Sequence[Mapping[str, Any]]) -> str:
    """The verdict, and what was found that does not block it: nobody is to read it as all clear."""
    found = [part["verdict"]["besides"] for part in parts if part["verdict"] and part["verdict"]["besides"]]
    return f"{verdict}; also found: {found[0]}" if len(found) == 1 else verdict


def members(folder: Path, *, what: str) -> KeptPage:
    """Who gains and who loses by a change, and the transfer that would leave nobody worse off."""
    from joinedup.answers.whole_place.answer import answered
    from joinedup.answers.whole_place.figures import key_figures, sections_of
    from joinedup.answers.whole_place.in_words import in_one_sentence

    asked = answered(folder, what)
    first, question = asked.answers[0], asked.question
    about = [("By", question.name), ("Over", some(question.years, "year", "years"))]
    if question.published_at:
        about.append(("Records built", moment(question.published_at)))
    return KeptPage(
        title="Who gains and who loses?",
        lead=in_one_sentence(asked, first),
        about=about,
        notices=question.warnings,
        key_figures=key_figures(asked),
        sections=sections_of(asked),
    )


def forms(folder: Path, *, contract: str) -> KeptPage:
    """A contract under every legal form."""
    from joinedup.answers.legal_forms.compared import compared
    from joinedup.answers.legal_forms.in_words import in_short as said_in_short
    from joinedup.answers.legal_forms.page import sections_of
    from joinedup.money.legal_forms.forms import form_named

    comparison = compared(folder, contract, [])
    written = comparison.contract.form
    about = [
        ("Contract", comparison.contract.name),
        ("Its form as written", form_named(written).title if written else "not written"),
    ]
    return KeptPage(
        title="Who would hold it, and who would pay?",
        about=about,
        sections=sections_of(comparison),
        footnotes=("Each statement is shown with its source. This page is no legal or tax advice.",),
        further={"in_short": [{"words": words, "name": ""} for words in said_in_short(comparison)]},
    )
