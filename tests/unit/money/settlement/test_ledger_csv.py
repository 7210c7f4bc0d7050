"""The ledger as a table for spreadsheets: read back as it was, and never run as a formula."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from joinedup.money.contracts import settled
from joinedup.money.settlement.ledger import Entry, Ledger, LedgerError, ledger_of
from joinedup.money.settlement.ledger_csv import COLUMNS, as_csv, from_csv
from joinedup.money.terms.term import ContractTerm
from joinedup.money.year_facts import YearFacts
from tests.unit.money.settlement.any_contract import any_facts, any_terms

# Line ends of Unix and of old Macintosh are both kept; text that cannot be UTF-8 is none that a place file can hold.
ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


def an_entry(**changed: object) -> Entry:
    kept = {
        "number": 1,
        "payer": "QZZ",
        "payee": "RZZ1",
        "amount_pence": 250,
        "term": "1 block",
        "reason": "so",
    }
    return Entry(**{**kept, **changed})  # type: ignore[arg-type]


def cells(ledger: Ledger) -> list[dict[str, str]]:
    text = as_csv(ledger, "A contract", 1, "final")
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


@given(any_terms(), any_facts())
def test_any_ledger_is_read_back_as_it_was_written(terms: list[ContractTerm], facts: YearFacts) -> None:
    ledger = ledger_of(settled(terms, facts), facts.rests_on)
    assert from_csv(as_csv(ledger, "A contract", facts.year, "final")) == ledger


@given(ANY_TEXT, ANY_TEXT, ANY_TEXT, st.lists(st.tuples(ANY_TEXT, ANY_TEXT), max_size=3))
def test_any_text_is_read_back_as_it_was_written(
    payer: str, term: str, reason: str, rests_on: list[tuple[str, str]]
) -> None:
    entry = an_entry(payer=payer, term=term, reason=reason, rests_on=tuple(rests_on))
    assert from_csv(as_csv(Ledger((entry,)), "A contract", 1, "final")) == Ledger((entry,))


@pytest.mark.parametrize("formula", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_text_that_a_spreadsheet_would_run_is_written_as_text(formula: str) -> None:
    first, _ = cells(Ledger((an_entry(reason=formula, payee=formula),)))
    assert first["reason"] == first["payee"] == f"'{formula}"


def test_amounts_stay_numbers() -> None:
    payer, payee = cells(Ledger((an_entry(),)))
    assert (payer["account"], payer["account_pence"]) == ("QZZ", "-250")
    assert (payee["account"], payee["account_pence"]) == ("RZZ1", "250")


def test_each_row_says_of_which_contract_and_year_it_is_and_how_it_stands() -> None:
    text = as_csv(Ledger((an_entry(),)), "A contract", 0, "SHADOW: no money moves")
    assert text.startswith("\ufeff" + ",".join(COLUMNS) + "\r\n")
    assert text.count("A contract,0,SHADOW: no money moves,1,") == 2


def test_a_changed_amount_is_noticed_when_read_back() -> None:
    text = as_csv(Ledger((an_entry(),)), "A contract", 1, "final")
    with pytest.raises(LedgerError, match="entry 1"):
        from_csv(text.replace(",-250,", ",-25,"))
