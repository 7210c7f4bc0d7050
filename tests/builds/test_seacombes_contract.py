"""The contract of the made-up Seacombe, settled on a place that was built."""

from __future__ import annotations

from pathlib import Path

from joinedup.answers.settlement.settle import settle
from joinedup.money.contracts import term_findings
from joinedup.money.settlement.settled_year import SettledYear
from joinedup.place.file import read_place
from joinedup.place.model import Place
from joinedup.rehearsal.money_agreed import money_agreed
from tests.architecture.tree import ROOT
from tests.builds.places import Built


def shadow_year(hamlet: Built) -> SettledYear:
    return settle(hamlet.folder, None, 0)


def test_its_shadow_year_is_settled_to_the_penny(hamlet: Built) -> None:
    ledger = shadow_year(hamlet).ledger
    assert sum(line.pence for line in ledger.lines) == 0
    assert sum(ledger.totals().values()) == 0
    assert sum(entry.amount_pence for entry in ledger.entries) > 1_000_000_00


def test_every_kind_of_term_it_shows_is_in_its_ledger(hamlet: Built) -> None:
    kinds = {entry.term.split(" ", 1)[1] for entry in shadow_year(hamlet).ledger.entries}
    assert kinds == {
        "activity",
        "block",
        "capitated-payment",
        "outcome-based",
        "shared-losses",
        "shared-savings",
        "stop-loss",
        "transition-support",
        "withhold",
    }


def test_no_money_moves_in_a_shadow_year(hamlet: Built) -> None:
    settled = shadow_year(hamlet)
    assert settled.year.is_shadow
    assert not settled.is_final


def test_what_is_paid_for_activity_is_what_was_recorded_at_the_price_agreed(hamlet: Built) -> None:
    units = hamlet.rows(
        "select sum(units) from cost inner join contact on contact_id = source_id inner join resident_stretch r"
        " on r.person_id = cost.person_id and r.starts_on <= cost.day and r.ends_before > cost.day"
        " where cost.organisation_code = 'RZZ1' and cost.kind = 'admission' and began = 'emergency'"
        " and cost.day between date '2023-04-01' and date '2024-03-31'"
    )[0][0]
    settled = shadow_year(hamlet)
    service = next(one for one in settled.contract.services if one.name == "emergency admissions at RZZ1")
    paid = next(
        entry
        for entry in settled.ledger.entries
        if entry.reason.startswith("emergency admissions at RZZ1") and entry.term.endswith("activity")
    )
    assert paid.amount_pence == round(units * service.price * 100) > 0


def test_the_example_place_file_says_about_money_what_a_rehearsal_of_20_000_people_says() -> None:
    example = (ROOT / "places" / "seacombe" / "place.toml").read_text(encoding="utf-8")
    assert money_agreed(20_000) in example


def test_a_rehearsal_of_any_size_agrees_on_the_same_terms(hamlet: Built) -> None:
    example, small = _read(ROOT / "places" / "seacombe"), _read(hamlet.folder)
    assert small.contracts[0].people == 2_000
    assert [term.kind for term in small.contracts[0].terms] == [
        term.kind for term in example.contracts[0].terms
    ]
    assert small.agreements == example.agreements


def _read(folder: Path) -> Place:
    return read_place(folder, further=[term_findings])
