"""The page, the JSON and the lines of a stress test: what they say, and that they say the same each time."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from joinedup.answers.stress.fan_drawing import draw_fan, running_percentiles
from joinedup.answers.stress.files import as_json, write_stress_test
from joinedup.answers.stress.in_words import (
    answer,
    comes_from,
    falls_on_others,
    in_a_cell,
    of_100,
    organisation_sentence,
    signed,
)
from joinedup.answers.stress.page import as_html
from joinedup.answers.stress.printed import printed_lines
from joinedup.answers.stress.stress_test import StressTest, stress_test
from joinedup.money.chosen_contract import NoSuchContract
from joinedup.money.stress.stress import stressed
from joinedup.money.stress.what_if import what_ifs
from joinedup.place.problems import PlaceFileError
from tests.unit.money.stress.made_up_contracts import contract, place, service

SHARE = {"kind": "shared-savings", "rate": 0.5, "share": {"HOLDER": 1.0}}
SAVINGS = ({"name": "fewer beds", "amounts": (5_000_000,) * 5},)

PLACE = """
[place]
name = "Somewhere & Co"
question = "?"
data_from = 2023-04-01
data_until = 2024-03-31

[population]
registered_with = "any-practice"

[[organisations]]
code = "BUYER"
name = "The <b>buyer</b>"
kind = "commissioner"

[[organisations]]
code = "HOLDER"
name = "The holder"
kind = "acute"
capital_reserve = 1000000

[[contracts]]
name = "All care"
starts_on = 2024-04-01
years = 3
baseline = { measured_from = 2023-04-01, method = "ledger", annual = 10000000, growth = 0.03 }
commissioner = "BUYER"
holder = "HOLDER"
people = 10000
prices = [10000000, 10300000, 10600000]

[[contracts.terms]]
kind = "capitated-payment"

[contracts.futures.baseline_error]
central = 0.02
low = 0.0
high = 0.05
source = "Last year's audit"
"""


def stress_test_of(**said: Any) -> StressTest:
    terms = contract(**said)
    found = stressed(place(HOLDER=1_000_000), terms, futures=200)
    return StressTest(place(HOLDER=1_000_000), terms, found, what_ifs(place(HOLDER=1_000_000), terms, found))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "place.toml").write_text(PLACE, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("chance", "words"),
    [
        (0.0, "none of the 10,000 futures"),
        (0.001, "fewer than 1 of 100 futures"),
        (0.25, "25 of 100 futures"),
        (0.9961, "more than 99 of 100 futures"),
        (1.0, "every one of the 10,000 futures"),
    ],
)
def test_a_chance_is_said_in_futures_of_a_hundred(chance: float, words: str) -> None:
    assert of_100(chance, 10_000) == words


@pytest.mark.parametrize(
    ("chance", "words"),
    [(None, "–"), (0.0, "0%"), (0.001, "<1%"), (0.5, "50%"), (0.999, ">99%"), (1.0, "100%")],
)
def test_a_cell_never_rounds_something_to_nothing_or_to_everything(chance: float | None, words: str) -> None:
    assert in_a_cell(chance) == words


def test_a_loss_has_a_minus_sign_before_the_pound() -> None:
    assert (signed(-123_456_789_00), signed(50_00)) == ("−£123.5 million", "£50")


def test_the_answer_says_what_every_saving_would_change() -> None:
    said = answer(stress_test_of(savings=SAVINGS))
    assert said.startswith("In ")
    assert "Holder loses money over the 5 years of the contract" in said
    assert "every planned saving is made in full and on time" in said


def test_the_answer_says_when_savings_do_not_help_because_they_are_all_made_already() -> None:
    futures = {"savings_realised": {"central": 1.0}, "savings_delay": {"central": 0.0}}
    assert "although every planned saving is made in all of them." in answer(
        stress_test_of(savings=SAVINGS, futures=futures)
    )


def test_the_answer_says_what_a_right_baseline_would_change() -> None:
    futures = {"baseline_error": {"central": 0.2, "low": 0.15, "high": 0.25}}
    growth = {"demand_growth": {"central": -0.02}, "price_inflation": {"central": 0.0}}
    said = answer(stress_test_of(futures=futures | growth))
    assert said.startswith("In every one of the 200 futures Holder loses money")
    assert "Were the baseline right, it would in none of the 200 futures." in said


def test_the_holder_of_a_gain_share_is_told_that_it_loses_in_no_future() -> None:
    beds = service("beds", "HOSPITAL", 10_000, 4_000.0)
    said = answer(stress_test_of(services=(beds,), terms=(SHARE,), prices=(), benchmarks=(40_000_000,) * 5))
    assert said == (
        "By the terms of this contract Holder loses in none of the 200 futures over the 5 years, nor in any one of them."
    )


def test_a_holder_with_nothing_at_stake_is_told_so() -> None:
    beds = service("beds", "HOSPITAL", 10_000, 4_000.0)
    said = answer(stress_test_of(services=(beds,), terms=({"kind": "activity"},), prices=()))
    assert said == "By the terms of this contract Holder neither gains nor loses in any of the 200 futures."


def test_the_same_test_gives_the_same_bytes(folder: Path) -> None:
    one, other = (stress_test(folder, None, futures=150, seed=3) for _ in range(2))
    assert as_json(one) == as_json(other)
    assert as_html(one) == as_html(other)
    assert as_json(one) != as_json(stress_test(folder, None, futures=150, seed=4))


def test_the_page_says_everything_and_escapes_every_word(folder: Path) -> None:
    test = stress_test(folder, "All care", futures=150)
    html = as_html(test)
    for part in (
        "Who could lose how much?",
        "Somewhere &amp; Co",
        "What it hangs on",
        "What would change it",
        "Last year&#39;s audit",
        "Assumed by joinedup.",
        "Roberts RR",
        "Nobody changes course",
        "By its terms The &lt;b&gt;buyer&lt;/b&gt; neither gains nor loses in any future.",
        test.contract_sha256,
    ):
        assert part in html
    assert "<b>buyer" not in html
    assert html.count('<svg class="marks"') == 2


def test_the_json_says_what_the_page_says(folder: Path) -> None:
    test = stress_test(folder, None, futures=150)
    found = json.loads(as_json(test))
    assert found["answer"] in as_html(test).replace("&#39;", "'")
    holder, buyer = found["organisations"]
    assert (holder["organisation"], buyer["organisation"]) == ("HOLDER", "BUYER")
    assert holder["chance_of_loss"] == test.holder.chance_of_loss
    assert len(holder["running_total_pence"]) == 3
    assert not buyer["at_stake"]
    assert buyer["drivers"] == []
    by_name = {one["name"]: one for one in found["assumptions"]}
    assert by_name["baseline_error"]["set_by_the_contract"]
    assert by_name["baseline_error"]["source"] == "Last year's audit"


def test_the_percentiles_of_the_fan_are_amounts_of_the_futures(folder: Path) -> None:
    holder = stress_test(folder, None, futures=200).holder
    for year, row in enumerate(running_percentiles(holder)):
        running = sorted(holder.running_pence[:, year].tolist())
        assert row == {
            "p5": running[10],
            "p25": running[50],
            "p50": running[100],
            "p75": running[150],
            "p95": running[190],
        }


def test_a_fan_shows_what_can_be_borne(folder: Path) -> None:
    holder = stress_test(folder, None, futures=200).holder
    assert "it can bear £1.0 million" in draw_fan("holder", holder)


def test_the_lines_name_the_organisations_and_what_it_hangs_on(folder: Path) -> None:
    lines = "\n".join(printed_lines(stress_test(folder, None, futures=150)))
    assert lines.startswith("All care: 150 futures of 3 years, seed ")
    for part in (
        "The holder",
        "no gain or loss by its terms",
        "The place as a whole",
        "hangs on",
        "The baseline is right",
    ):
        assert part in lines


def test_files_stand_below_build_where_no_other_is_named(folder: Path) -> None:
    test = stress_test(folder, None, futures=100)
    written = write_stress_test(folder, test, json_to=folder / "elsewhere.json")
    assert written.page == folder / "build" / "stress" / "all-care.html"
    assert written.page.read_text(encoding="utf-8") == as_html(test)
    assert json.loads((folder / "elsewhere.json").read_text(encoding="utf-8"))["futures"] == 100


def test_every_shown_assumption_says_where_it_comes_from(folder: Path) -> None:
    for one in stress_test(folder, None, futures=100).found.assumptions:
        assert len(comes_from(one)) > 20, one.name


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        (
            lambda text: text.replace("[contracts.futures.baseline_error]", "[contracts.futures.baseline]"),
            PlaceFileError,
        ),
        (lambda text: text.split("[[contracts]]")[0], NoSuchContract),
    ],
)
def test_a_place_that_cannot_be_stressed_says_why(
    folder: Path, changed: Callable[[str], str], error: type[Exception]
) -> None:
    (folder / "place.toml").write_text(changed(PLACE), encoding="utf-8")
    with pytest.raises(error):
        stress_test(folder, None)


def test_a_contract_that_is_not_there_is_named_with_those_that_are(folder: Path) -> None:
    with pytest.raises(NoSuchContract, match='"All care"'):
        stress_test(folder, "All cars")


def test_what_would_change_it_is_what_the_futures_with_it_held_show() -> None:
    terms = contract(savings=SAVINGS, people=None)
    there = place(HOLDER=1_000_000)
    found = stressed(there, terms, futures=200)
    one = next(each for each in what_ifs(there, terms, found) if each.name == "baseline-right")
    again = stressed(there, terms, futures=200, held=one.held)
    assert one.organisations == tuple(each.summary for each in again.organisations)
    assert one.of("HOLDER").mean_pence == int(again.of("HOLDER").total_pence.sum()) // 200


def test_what_the_holder_cannot_bear_is_said_to_fall_on_somebody() -> None:
    futures = {
        "baseline_error": {"central": 0.2},
        "price_inflation": {"central": 0.0},
        "demand_growth": {"central": 0.0},
    }
    test = stress_test_of(futures=futures, people=None)
    # 20 million pounds more than the price in each of five years, and a million to bear it with.
    assert test.holder.mean_beyond_reserve_pence == 9_900_000_000
    said = "On average over all futures, £99.0 million of its losses is more than Holder could pay. Somebody else would have to"
    assert said in organisation_sentence(test, test.holder)
    assert said in " ".join(printed_lines(test))
    assert (
        json.loads(as_json(test))["organisations"][0]["mean_beyond_what_it_can_bear_pence"] == 9_900_000_000
    )


def test_nothing_is_said_of_others_where_the_holder_can_bear_its_losses() -> None:
    test = stress_test_of(prices=(200_000_000,) * 5)
    assert falls_on_others(test, test.holder) == ""
