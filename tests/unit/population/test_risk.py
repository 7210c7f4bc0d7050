"""The risk models, on people whose true risk is known."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from joinedup.population.risk import split_days
from joinedup.population.risk_card import Card, performance
from joinedup.population.risk_sample import GROUPS, Sample, ScoredDay
from joinedup.population.risk_settings import risk_settings
from tests.unit.population.risk_people import RiskRun, risk_run


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> RiskRun:
    return risk_run(tmp_path_factory.mktemp("risk"), people=8_000)


def test_everybody_living_here_at_the_end_has_one_risk(run: RiskRun) -> None:
    counted = "select count(*), count(distinct person_id), min(cast(as_of as varchar)) from risk_score"
    assert run.rows(counted) == [(8_000, 8_000, "2024-04-01")]
    assert run.rows(
        "select count(*) from risk_score where probability <= 0 or probability >= 1 or probability is null"
    ) == [(0,)]


def test_the_risks_are_close_to_the_true_ones(run: RiskRun) -> None:
    given = np.array([row[0] for row in run.rows("select probability from risk_score order by person_id")])
    assert abs(given.mean() - run.true_risk.mean()) < 0.01
    assert np.corrcoef(np.log(given / (1 - given)), np.log(run.true_risk / (1 - run.true_risk)))[0, 1] > 0.85


def test_a_risk_of_an_earlier_day_is_what_could_be_known_on_it(run: RiskRun) -> None:
    days = "select cast(as_of as varchar), count(*), count(distinct person_id) from known_risk group by 1 order by 1"
    assert run.rows(days) == [("2023-04-01", 8_000, 8_000), ("2024-04-01", 8_000, 8_000)]
    given = "select person_id, probability from risk_score order by person_id"
    assert run.rows(given.replace("risk_score", "known_risk where as_of = date '2024-04-01'")) == run.rows(
        given
    )
    came = run.rows(
        "select admitted, avg(probability) from known_risk inner join risk_feature using (person_id, as_of)"
        " where as_of = date '2023-04-01' group by admitted order by admitted"
    )
    assert [admitted for admitted, _ in came] == [False, True]
    assert came[1][1] > 1.5 * came[0][1]


@pytest.mark.parametrize("model", ["gradient-boosting", "logistic"])
def test_people_neither_learnt_from_nor_recalibrated_on_are_well_calibrated(run: RiskRun, model: str) -> None:
    # 4,000 people in each half: the slope has a standard error of about 0.07 in either, 0.1 together.
    assert run.figure(f"{model}: slope") == pytest.approx(1, abs=0.3)
    assert run.figure(f"{model}: intercept") == pytest.approx(0, abs=0.15)
    assert run.figure(f"{model}: admitted for each expected") == pytest.approx(1, abs=0.1)


def test_both_models_tell_people_apart_nearly_as_well_as_the_truth_allows(run: RiskRun) -> None:
    for model in ("gradient-boosting", "logistic"):
        assert 0.7 < run.figure(f"{model}: area under the ROC curve") < 0.9
    # The truth is logistic, so there is nothing for the boosting to gain.
    assert abs(run.figure("area gained by gradient boosting over logistic")) < 0.03


def test_deciles_are_tenths_in_the_order_of_risk(run: RiskRun) -> None:
    tenths = run.rows(
        "select decile, count(*), min(probability), max(probability) from risk_score group by decile order by decile"
    )
    assert [row[0] for row in tenths] == list(range(1, 11))
    assert all(people > 0 for _, people, _, _ in tenths)
    assert all(lower[3] <= higher[2] for lower, higher in pairwise(tenths))


def test_the_highest_risks_come_with_their_reasons_and_the_others_with_none(run: RiskRun) -> None:
    highest = run.rows("select main_reasons from risk_score order by probability desc limit 100")
    assert all(
        "emergency admission" in reasons or "age" in reasons or "condition" in reasons
        for (reasons,) in highest
    )
    assert run.rows("select count(main_reasons) <= 0.1 * count(*) from risk_score") == [(True,)]


def test_the_calibration_table_counts_the_people_tested_once_in_each_grouping(run: RiskRun) -> None:
    grouped = run.rows(
        "select model, group_name, sum(people), sum(observed), round(sum(expected), 3)"
        " from risk_calibration group by model, group_name"
    )
    for model in ("gradient-boosting", "logistic"):
        of_model = {row[2:] for row in grouped if row[0] == model}
        assert len({row[1] for row in grouped if row[0] == model}) == 5
        assert len({row[0] for row in of_model}) == 1
        assert len({row[1] for row in of_model}) == 1
    assert grouped[0][2] == 4_000


def test_the_card_carries_the_warning_and_calibration_for_each_group(run: RiskRun) -> None:
    words = run.rows("select words from risk_model_card where section = 'warning'")[0][0]
    assert "rations nothing" in words
    sections = {row[0] for row in run.rows("select distinct section from risk_model_card")}
    assert {f"calibration by {group}" for group in ("sex", "ethnicity", "deprivation", "age")} <= sections


def test_the_card_shows_no_figure_for_a_group_too_small_to_hide_in() -> None:
    draws = np.random.default_rng(5)
    risk = np.full(5_000, 0.3)
    groups = {name: np.full(5_000, "everyone", dtype=object) for name in GROUPS}
    groups["ethnicity"][:60] = "black"
    sample = Sample(
        np.arange(5_000), np.zeros((5_000, 1)), (draws.random(5_000) < risk).astype(np.int8), groups
    )
    card = Card()
    performance(card, "logistic", risk, sample, risk_settings())
    of_the_small = [row for row in card.rows if "black" in row[1]]
    assert [(value, words) for _, _, value, words in of_the_small] == [
        (None, "not shown: fewer than 100 people, or fewer than 10 admitted")
    ]


def test_the_same_people_give_the_same_risks(run: RiskRun, tmp_path: Path) -> None:
    again = risk_run(tmp_path, people=8_000)
    every = "select person_id, probability, decile, main_reasons from risk_score order by person_id"
    assert run.rows(every) == again.rows(every)


def test_a_place_with_too_few_years_has_no_risks_and_a_card_that_says_why(tmp_path: Path) -> None:
    short = risk_run(tmp_path, people=300, days=(date(2022, 4, 1), date(2023, 4, 1)))
    assert short.rows("select count(*) from risk_score") == [(0,)]
    assert short.rows("select count(*) from known_risk") == [(0,)]
    assert short.rows("select count(*) from risk_calibration") == [(0,)]
    why = short.rows("select words from risk_model_card where item = 'why there is no risk'")[0][0]
    assert "cover 24 months from 2021-04-01; 36 are needed" in why


def test_a_place_with_too_few_admissions_has_no_risks_and_a_card_that_says_why(tmp_path: Path) -> None:
    few = risk_run(tmp_path, people=400)
    assert few.rows("select count(*) from risk_score") == [(0,)]
    why = few.rows("select words from risk_model_card where item = 'why there is no risk'")[0][0]
    assert "at least 100 are needed" in why


def test_the_model_learns_from_earlier_days_and_is_tested_on_the_latest_whose_year_is_over() -> None:
    days = [ScoredDay(date(year, 4, 1), 10, year < 2024) for year in range(2021, 2025)]
    split = split_days(days, date(2020, 4, 1), risk_settings())
    assert split is not None
    assert split.learnt_from == [date(2021, 4, 1), date(2022, 4, 1)]
    assert (split.tested_on, split.scored_on) == (date(2023, 4, 1), date(2024, 4, 1))


def test_a_feature_is_left_out_when_the_first_day_has_too_little_behind_it() -> None:
    days = [ScoredDay(date(year, 4, 1), 10, year < 2024) for year in range(2022, 2025)]
    names = {
        months: {f.name for f in split.features}
        for months, start in ((12, date(2021, 4, 1)), (24, date(2020, 4, 1)))
        if (split := split_days(days, start, risk_settings()))
    }
    assert names[24] - names[12] == {"emergency_admissions_13_24m", "emergency_department_13_24m"}
