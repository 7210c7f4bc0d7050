"""A year settled from the place file, the published build and the facts file, checked by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from joinedup.answers.settlement.settle import SettlementError, settle
from joinedup.money.chosen_contract import NoSuchContract
from joinedup.money.settlement.contract_years import YearError
from joinedup.money.settlement.facts_file import FactsFileError
from joinedup.place.problems import PlaceFileError
from tests.unit.answers.settlement.a_place_to_settle import BY_ACTIVITY, CONTRACT, a_place_to_settle

STOP_LOSS = '[[contracts.terms]]\nkind = "stop-loss"\nper_person_above = 2_500\n'
SAVINGS = '[[contracts.terms]]\nkind = "shared-savings"\nrate = 0.5\n'
BY_QUALITY = SAVINGS + 'quality = "times-score"\n'


def test_activity_is_what_residents_had_of_the_service_under_its_organisation_s_present_code(
    tmp_path: Path,
) -> None:
    settled = settle(a_place_to_settle(tmp_path), None, 1)
    # Lines 1 and 2: line 3 was after the person moved away, 4 was no emergency. Line 6 is the one attendance at RZZ1.
    assert settled.facts.services["emergency admissions"].activity.tolist() == [2.0]
    assert settled.facts.services["outpatients"].activity.tolist() == [1.0]
    assert settled.ledger.totals() == {"QZZ": -210_000, "RZZ1": 210_000}


def test_person_years_and_spending_are_of_residents_and_covered_care(tmp_path: Path) -> None:
    facts = settle(a_place_to_settle(tmp_path), None, 1).facts
    assert facts.person_years is not None
    assert facts.person_years[0] == pytest.approx((366 + 366 + 183) / 365.25)
    assert facts.spending_pence is not None
    assert facts.spending_pence.tolist() == [500_000]


def test_an_outcome_is_its_measure_over_the_months_of_the_year(tmp_path: Path) -> None:
    facts = settle(a_place_to_settle(tmp_path), None, 1).facts
    assert facts.outcomes["admissions"].value[0] == pytest.approx(1_000 * 2 / 2.5)
    assert facts.rests_on["outcome admissions"].startswith(
        "measure emergency_admissions (per 1,000 person-years)"
    )


def test_costs_of_single_people_count_where_a_term_asks_for_them(tmp_path: Path) -> None:
    settled = settle(a_place_to_settle(tmp_path, terms=STOP_LOSS), None, 1)
    # Person 2 cost 3,000 pounds under the contract, person 1 2,000.
    assert settled.ledger.totals() == {"QZZ": -50_000, "RZZ1": 50_000}


def test_a_fact_of_the_facts_file_stands_before_the_records(tmp_path: Path) -> None:
    facts = 'spending = { amount = 4_000, rests_on = "audited accounts" }\n'
    settled = settle(a_place_to_settle(tmp_path, terms=SAVINGS, facts=facts), None, 1)
    (entry,) = settled.ledger.entries
    assert entry.amount_pence == 300_000
    assert ("spending", "audited accounts") in entry.rests_on


def test_a_fact_that_is_missing_is_named_with_the_file_to_write_it_in(tmp_path: Path) -> None:
    place = a_place_to_settle(tmp_path, terms=BY_QUALITY)
    with pytest.raises(SettlementError, match="the quality score, for the term shared-savings") as error:
        settle(place, CONTRACT, 1)
    assert str(place / "contracts" / "harbour-contract" / "year-1.toml") in str(error.value)


def test_a_wrong_facts_file_is_refused_before_anything_is_settled(tmp_path: Path) -> None:
    facts = 'quality_score = { value = 1.01, rests_on = "decision 1" }\n'
    with pytest.raises(FactsFileError, match=r"year-1.toml:1: quality_score.value"):
        settle(a_place_to_settle(tmp_path, terms=BY_QUALITY, facts=facts), None, 1)


def test_a_wrong_term_is_refused_with_the_place_file_s_line(tmp_path: Path) -> None:
    wrong = BY_ACTIVITY + 'services = ["outpatient"]\n'
    with pytest.raises(PlaceFileError, match=r"contracts\[1\].terms\[1\].services") as error:
        settle(a_place_to_settle(tmp_path, terms=wrong), None, 1)
    assert "nearest   outpatients" in str(error.value)


def test_the_shadow_year_moves_no_money(tmp_path: Path) -> None:
    settled = settle(a_place_to_settle(tmp_path, starts="2024-04-01", year=0), None, 0)
    assert settled.standing() == ("SHADOW: no money moves",)
    assert not settled.is_final


def test_a_year_before_its_run_out_is_provisional(tmp_path: Path) -> None:
    settled = settle(a_place_to_settle(tmp_path, run_out=3), None, 1)
    (told,) = settled.standing()
    assert told.startswith("PROVISIONAL: the records must run 3 months beyond the year, to 30 June 2024")
    assert not settled.is_final


def test_a_year_held_in_part_is_provisional_and_says_how_much_is_held(tmp_path: Path) -> None:
    settled = settle(a_place_to_settle(tmp_path, until="2023-09-30"), None, 1)
    (told,) = settled.standing()
    assert told.startswith("PROVISIONAL: the records hold 183 of the year's 366 days")
    assert settled.facts.services["emergency admissions"].activity.tolist() == [4.0]


def test_a_year_that_the_build_does_not_hold_names_those_that_it_does(tmp_path: Path) -> None:
    with pytest.raises(YearError, match="what can be settled: year 1"):
        settle(a_place_to_settle(tmp_path), None, 2)


def test_a_contract_that_is_not_there_is_told_with_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(NoSuchContract, match='did you mean "Harbour contract"'):
        settle(a_place_to_settle(tmp_path), "Harbor contract", 1)


def test_contacts_without_a_price_and_facts_that_nothing_uses_are_told(tmp_path: Path) -> None:
    facts = '[[conditions]]\nname = "qualty standard"\nmet = true\nrests_on = "decision 1"\n'
    settled = settle(a_place_to_settle(tmp_path, facts=facts), None, 1)
    assert any(notice.startswith("1 contact of outpatients has no unit price") for notice in settled.notices)
    assert settled.unused_facts() == ("condition qualty standard",)


def test_a_service_of_which_the_records_hold_nothing_is_told(tmp_path: Path) -> None:
    place = a_place_to_settle(tmp_path)
    file = place / "place.toml"
    file.write_text(file.read_text(encoding="utf-8").replace('kind = "outpatient"', 'kind = "outpatients"'))
    assert any(
        notice.startswith("The records hold no unit of outpatients")
        for notice in settle(place, None, 1).notices
    )


def test_facts_of_a_contract_that_is_not_there_are_told(tmp_path: Path) -> None:
    place = a_place_to_settle(tmp_path)
    (place / "contracts" / "harbor-contract").mkdir(parents=True)
    assert any(
        "harbor-contract holds facts of no contract" in notice for notice in settle(place, None, 1).notices
    )


def test_what_services_cost_stands_beside_what_is_paid(tmp_path: Path) -> None:
    settled = settle(a_place_to_settle(tmp_path), None, 1)
    # 2 admissions given and half of the cost of the 2 planned and not given, and one attendance: 2,000 + 1,000 + 100 pounds.
    assert settled.costs_of_services() == {"RZZ1": 310_000}


def test_an_outcome_whose_measure_the_records_do_not_have_is_asked_for(tmp_path: Path) -> None:
    terms = '[[contracts.terms]]\nkind = "outcome-based"\namount = 100\n'
    place = a_place_to_settle(tmp_path, terms=terms)
    file = place / "place.toml"
    text = file.read_text(encoding="utf-8").replace(
        'measure = "emergency_admissions"', 'measure = "emergencies"'
    )
    file.write_text(text, encoding="utf-8")
    with pytest.raises(
        SettlementError, match="where the outcome admissions stood, for the term outcome-based"
    ):
        settle(place, None, 1)


def test_what_is_missing_is_told_as_it_is_to_be_written(tmp_path: Path) -> None:
    terms = BY_QUALITY + 'gates = ["safe care"]\n'
    facts = '[[conditions]]\nname = "safe cares"\nmet = true\nrests_on = "decision 1"\n'
    with pytest.raises(SettlementError) as error:
        settle(a_place_to_settle(tmp_path, terms=terms, facts=facts), None, 1)
    told = str(error.value)
    assert "settling it needs 2 facts that nothing says" in told
    assert '(the facts file has "safe cares": was that meant?)' in told
    assert '    [[conditions]]\n    name = "safe care"\n    met = ...' in told


def test_a_contract_without_terms_is_not_settled(tmp_path: Path) -> None:
    with pytest.raises(SettlementError, match="has no terms, so nobody pays anybody"):
        settle(a_place_to_settle(tmp_path, terms=""), None, 1)


def test_a_facts_file_that_no_year_reads_is_pointed_out(tmp_path: Path) -> None:
    place = a_place_to_settle(tmp_path)
    folder = place / "contracts" / "harbour-contract"
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("year_1.toml", "year-4.toml", "notes.md"):
        (folder / name).write_text("", encoding="utf-8")
    notices = [notice for notice in settle(place, None, 1).notices if "is read for no year" in notice]
    assert [notice.split()[0].rsplit("/", 1)[-1] for notice in notices] == ["year-4.toml", "year_1.toml"]


def test_an_outcome_in_another_unit_is_pointed_out(tmp_path: Path) -> None:
    facts = '[[outcomes]]\nname = "admissions"\nvalue = 80_000\nrests_on = "decision 1"\n'
    settled = settle(a_place_to_settle(tmp_path, facts=facts), None, 1)
    assert any("is it in the same unit" in notice for notice in settled.notices)
