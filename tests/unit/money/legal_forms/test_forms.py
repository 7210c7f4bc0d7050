"""What legal forms mean, and one contract under several of them."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from joinedup.errors import JoinedupError
from joinedup.money.checks.under_form import NEW_CODE, as_proposed, checks_under
from joinedup.money.legal_forms.contract_under_form import NEW_BODY, UnderForm, under_form
from joinedup.money.legal_forms.forms import form_named, legal_forms, vat_recoverable
from joinedup.place.file import read_place
from joinedup.place.forms import AgreementForm
from joinedup.place.model import Place
from tests.unit.money.places import PLACE


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return read_with(tmp_path)


def read_with(folder: Path, old: str = "", new: str = "") -> Place:
    assert old in PLACE
    (folder / "place.toml").write_text(PLACE.replace(old, new) if old else PLACE)
    return read_place(folder)


def under(place: Place, form: str) -> UnderForm:
    return under_form(place, place.contracts[0], form_named(form))


def test_every_form_of_the_place_file_says_what_it_means_and_where_that_is_said() -> None:
    assert {form.name for form in legal_forms()} == set(get_args(AgreementForm))
    for form in legal_forms():
        assert all((form.held, form.risk, form.decides, form.trap, form.vat_words, form.source))


def test_a_misspelt_form_is_told_the_one_it_may_mean() -> None:
    with pytest.raises(JoinedupError, match="did you mean alliance"):
        form_named("aliance")


def test_a_body_of_its_own_breaks_vat_recovery() -> None:
    # National Audit Office (2016): UnitingCare's limited liability partnership.
    assert vat_recoverable("corporate-joint-venture", None) is False
    assert vat_recoverable("alliance", None) is True


def test_under_a_lead_vat_depends_on_who_leads() -> None:
    # Health Service Journal 7020451: a trust paid VAT on services for a prime provider outside the NHS.
    assert vat_recoverable("prime-provider", "acute") is True
    assert vat_recoverable("prime-provider", "independent") is False
    assert vat_recoverable("prime-provider", None) is None


def test_in_an_alliance_each_member_has_its_own_reserve(place: Place) -> None:
    found = under(place, "alliance")
    assert found.holders == ("RZZ1", "RZZ3")
    assert found.capital_pence == 7_000_00
    assert (found.vat.pence, found.vat.is_estimate) == (0, False)
    assert found.decisions[0].decides == "the board of the alliance"


def test_a_new_body_has_nothing_but_guarantees_that_are_signed(tmp_path: Path) -> None:
    guarantees = """[[contracts.guarantees]]
guarantor = "RZZ1"
amount = 700
executed_on = 2024-03-01
[[contracts.guarantees]]
guarantor = "RZZ3"
amount = 300
[[contracts.terms]]
kind = "activity"
"""
    place = read_with(tmp_path, '[[contracts.terms]]\nkind = "activity"\n', guarantees)
    found = under(place, "corporate-joint-venture")
    assert found.holders == (NEW_BODY,)
    assert found.capital_pence == 700_00


def test_vat_of_a_new_body_is_estimated_from_what_nhs_services_cost(place: Place) -> None:
    # (100 x 800 + 400 x 50) pounds x 10% (assumed) x 20%.
    found = under(place, "corporate-joint-venture").vat
    assert (found.pence, found.is_estimate) == (2_000_00, True)


def test_under_a_lead_only_the_leads_reserve_stands_behind_a_loss(place: Place) -> None:
    assert under(place, "contractual-joint-venture").capital_pence == 2_000_00
    assert under(place, "integrated-organisation").capital_pence == 7_000_00


def test_checks_are_asked_of_the_place_as_it_would_be(place: Place) -> None:
    proposed = as_proposed(place, place.contracts[0], form_named("corporate-joint-venture"))
    assert proposed.contracts[0].holder == NEW_CODE
    assert proposed.contracts[0].limited_liability is True
    assert place.contracts[0].holder == "RZZ3"


def test_a_new_body_without_guarantees_raises_checks_that_an_alliance_does_not(place: Place) -> None:
    def found(form: str) -> set[str]:
        answers = checks_under(place, place.contracts[0], form_named(form))
        return {one.rule.id for one in answers if one.outcome == "found"}

    assert {"R12", "R14"} <= found("corporate-joint-venture")
    assert not {"R12", "R14"} & found("alliance")


def test_a_body_set_up_for_the_contract_is_gone_under_any_other_form(tmp_path: Path) -> None:
    place = read_with(tmp_path, 'form = "alliance"\nagreement', 'form = "corporate-joint-venture"\nagreement')
    assert under(place, "corporate-joint-venture").holders == ("RZZ3",)
    assert under(place, "alliance").holders == ("RZZ1",)
    assert under(place, "prime-provider").holders == ()
    assert under(place, "prime-provider").vat.pence is None
