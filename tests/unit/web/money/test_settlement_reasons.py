"""The reasons of a settlement on its page: every payment with who pays whom, how much and why."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.answers.settlement.a_place_to_settle import a_place_to_settle

TERMS = """
[[contracts.terms]]
kind = "outcome-based"
amount = 1_000
share = { RZZ1 = 0.75, RZZ0 = 0.25 }
[[contracts.terms]]
kind = "shared-losses"
share = { RZZ1 = 0.75, RZZ0 = 0.25 }
"""


@pytest.mark.usefixtures("application")
def test_each_reason_names_who_pays_whom_how_much_and_why(tmp_path: Path) -> None:
    from django.template import engines

    from joinedup.web.kept.of_money import settlement
    from joinedup.web.kept.page import KeptPage, as_json, from_json

    folder = a_place_to_settle(tmp_path, terms=TERMS)
    page = from_json(as_json(settlement(folder, contract="Harbour contract", year=1)))
    assert isinstance(page, KeptPage)
    shown = (
        engines["jinja2"].env.get_template("money/reasons.html.jinja").module.reasons(page.further["terms"])
    )  # type: ignore[attr-defined]
    words = " ".join(str(shown).split())
    for said in (
        "1. Outcome based: 2 payments, £400.00 in all",
        "£300.00</span><b>Seacombe Board pays General Hospital (75%)</b>",
        "£100.00</span><b>Seacombe Board pays The hospital it came from (25%)</b>",
        "Admissions stands at 800, from 1,000 towards 500: 40% of its £1,000 is earned.",
    ):
        assert said in words
