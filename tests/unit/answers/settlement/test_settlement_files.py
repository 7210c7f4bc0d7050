"""The page and the ledgers of a settlement as files."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from joinedup.answers.settlement.files import as_json, write_settlement
from joinedup.answers.settlement.printed import printed_lines
from joinedup.answers.settlement.reasons import reasons_by_term
from joinedup.answers.settlement.settle import settle
from joinedup.answers.settlement.who_pays_whom import why_in_one_sentence
from joinedup.errors import JoinedupError
from joinedup.money.settlement.ledger_csv import from_csv
from joinedup.money.settlement.settled_year import SettledYear
from tests.unit.answers.settlement.a_place_to_settle import a_place_to_settle


@pytest.fixture
def settled(tmp_path: Path) -> SettledYear:
    return settle(a_place_to_settle(tmp_path), None, 1)


def test_files_stand_in_the_build_under_the_contract_and_year(settled: SettledYear, tmp_path: Path) -> None:
    written = write_settlement(tmp_path, settled)
    folder = tmp_path / "build" / "settlements"
    assert written.page == folder / "harbour-contract-year-1.html"
    assert sorted(path.name for path in folder.iterdir()) == [
        "harbour-contract-year-1.csv",
        "harbour-contract-year-1.html",
        "harbour-contract-year-1.json",
    ]


def test_each_file_can_be_put_elsewhere(settled: SettledYear, tmp_path: Path) -> None:
    to, json_to, csv_to = (tmp_path / "out" / name for name in ("a.html", "b.json", "c.csv"))
    write_settlement(tmp_path, settled, to=to, json_to=json_to, csv_to=csv_to)
    assert all(path.is_file() for path in (to, json_to, csv_to))
    assert not (tmp_path / "build" / "settlements").exists()


def test_the_json_holds_lines_totals_and_what_they_were_made_from(settled: SettledYear) -> None:
    read = json.loads(as_json(settled))
    assert read["settlement_version"] == 1
    assert (read["place"], read["contract"], read["shadow"], read["final"]) == (
        "Seacombe",
        "Harbour contract",
        False,
        True,
    )
    assert read["year"] == {"number": 1, "starts_on": "2023-04-01", "last_day": "2024-03-31"}
    assert sum(line["account_pence"] for line in read["lines"]) == 0
    assert read["totals_pence"] == {"QZZ": -210_000, "RZZ1": 210_000}
    assert len(read["build"]["manifest_sha256"]) == len(read["contract_sha256"]) == 64
    assert read["lines"][0]["rests_on"][0]["fact"] == "service emergency admissions"


def test_the_same_settlement_gives_the_same_files(settled: SettledYear, tmp_path: Path) -> None:
    first, again = (write_settlement(tmp_path, settled) for _ in range(2))
    assert first == again
    contents = [path.read_bytes() for path in (first.page, first.json, first.csv)]
    write_settlement(tmp_path, settle(tmp_path, None, 1))
    assert contents == [path.read_bytes() for path in (first.page, first.json, first.csv)]


def test_the_csv_holds_the_same_ledger(settled: SettledYear, tmp_path: Path) -> None:
    written = write_settlement(tmp_path, settled)
    with written.csv.open(encoding="utf-8", newline="") as file:
        assert from_csv(file.read()) == settled.ledger


def test_small_counts_of_care_are_suppressed_among_the_facts(settled: SettledYear) -> None:
    read = json.loads(as_json(settled))
    values = {fact["fact"]: fact["value"] for fact in read["facts"]}
    assert values["service emergency admissions"] == "* of 4 planned"


def test_the_page_says_who_owes_whom_why_and_on_what_it_rests(settled: SettledYear, tmp_path: Path) -> None:
    page = write_settlement(tmp_path, settled).page.read_text(encoding="utf-8")
    for told in (
        "On balance Seacombe Board pays £2,100; General Hospital receives £2,100.",
        "Emergency admissions: 2 at £1,000 each.",
        "Harbour contract",
        "1 contact of outpatients has no unit price",
        settled.build.manifest_sha256,
        settled.contract_sha256,
    ):
        assert told in page
    assert "<svg" in page


def test_the_page_of_a_shadow_year_says_that_no_money_moves(tmp_path: Path) -> None:
    place = a_place_to_settle(tmp_path, starts="2024-04-01")
    settled = settle(place, None, 0)
    page = write_settlement(place, settled).page.read_text(encoding="utf-8")
    assert "SHADOW: no money moves" in page
    assert "Seacombe Board would pay" in page
    assert any("SHADOW: no money moves" in line for line in printed_lines(settled))


def test_names_of_the_place_file_are_escaped(tmp_path: Path) -> None:
    place = a_place_to_settle(tmp_path)
    file = place / "place.toml"
    text = file.read_text(encoding="utf-8").replace("Seacombe Board", "<script>alert(1)</script>")
    file.write_text(text, encoding="utf-8")
    page = write_settlement(place, settle(place, None, 1)).page.read_text(encoding="utf-8")
    assert "<script>" not in page
    assert "&lt;script&gt;" in page


def test_what_is_printed_names_each_payment_with_its_reason_and_the_totals(settled: SettledYear) -> None:
    printed = "\n".join(printed_lines(settled))
    assert "Harbour contract, year 1 of 3: 1 April 2023 to 31 March 2024" in printed
    assert "term 1 activity: emergency admissions: 2 at £1,000 each" in printed
    assert printed.endswith("all together")


DIVIDED = """
[[contracts.terms]]
kind = "outcome-based"
amount = 1_000
share = { RZZ1 = 0.75, RZZ0 = 0.25 }
[[contracts.terms]]
kind = "shared-losses"
share = { RZZ1 = 0.75, RZZ0 = 0.25 }
"""


def test_payments_with_one_reason_stand_together_and_names_stand_for_codes(tmp_path: Path) -> None:
    settled = settle(a_place_to_settle(tmp_path, terms=DIVIDED), None, 1)
    earned, losses = reasons_by_term(settled)
    (reason,) = earned.reasons
    assert [(paid.who, paid.amount) for paid in reason.payments] == [
        ("Seacombe Board pays General Hospital (75%)", "£300.00"),
        ("Seacombe Board pays The hospital it came from (25%)", "£100.00"),
    ]
    assert reason.why == "Admissions stands at 800, from 1,000 towards 500: 40% of its £1,000 is earned"
    (nothing,) = losses.reasons
    assert nothing.is_nothing
    assert [paid.who for paid in nothing.payments] == [
        "General Hospital and The hospital it came from pay Seacombe Board"
    ]


def test_what_the_money_is_for_is_said_in_one_sentence(tmp_path: Path) -> None:
    settled = settle(a_place_to_settle(tmp_path, terms=DIVIDED), None, 1)
    assert why_in_one_sentence(settled) == (
        "All payments together, both ways: £400 by outcome based. Nothing is due by shared losses."
    )


def test_files_of_a_settlement_need_a_name_each(settled: SettledYear, tmp_path: Path) -> None:
    one = tmp_path / "one"
    with pytest.raises(JoinedupError, match="need a file each"):
        write_settlement(tmp_path, settled, json_to=one, csv_to=one)
    assert not one.exists()


@pytest.mark.parametrize(
    "made_from", ["place.toml", "data/qzz.csv", "contracts/harbour-contract/year-1.toml"]
)
def test_a_settlement_never_replaces_what_it_is_made_from(
    settled: SettledYear, tmp_path: Path, made_from: str
) -> None:
    with pytest.raises(JoinedupError, match="must not replace it"):
        write_settlement(tmp_path, settled, to=tmp_path / made_from)
    assert "[place]" in (tmp_path / "place.toml").read_text(encoding="utf-8")


def test_a_device_is_never_replaced_by_a_file(settled: SettledYear, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(JoinedupError, match="a device or a pipe"):
        write_settlement(tmp_path, settled, csv_to=pipe)
    assert pipe.is_fifo()


def test_a_file_that_cannot_be_written_is_named(settled: SettledYear, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(JoinedupError, match=r"below: cannot be written: .*; name another file"):
        write_settlement(tmp_path, settled, to=tmp_path / "file" / "below")
