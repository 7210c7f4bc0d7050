"""Changes and intervals as a board reads them."""

from __future__ import annotations

import math

import pytest

from joinedup.answers.evaluation_report import in_words
from joinedup.answers.evaluation_report.answer import Measure
from joinedup.answers.evaluation_report.characteristics import in_words as characteristic
from joinedup.answers.evaluation_report.findings_in_words import shown_sentence, tally
from joinedup.answers.evaluation_report.shown import shown_caution, three_figures
from joinedup.evaluation.methods.checks.finding import Finding
from joinedup.evaluation.methods.results import Caution
from tests.unit.answers.evaluation_report.examples import answer, comparison, estimate

ADMISSIONS = Measure("emergency_admissions", "Emergency admissions", "per 1,000 person-years", 1000)
COST = Measure("cost_per_person", "Cost of care per person", "pounds per person-year", 0.01, is_count=False)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (-0.123, "12% fewer"),
        (0.05, "5% more"),
        (-0.0123, "1.2% fewer"),
        (0.0001, "no change"),
        (0.0, "no change"),
        (1.4, "140% more"),
    ],
)
def test_a_change_of_a_count_is_fewer_or_more(value: float, words: str) -> None:
    assert in_words.change(value, ADMISSIONS) == words


def test_a_change_of_anything_else_is_lower_or_higher() -> None:
    assert in_words.change(-0.12, COST) == "12% lower"
    assert in_words.had(-0.12, COST) == "had a 12% lower figure for cost of care per person than"
    assert in_words.had(0.0, COST) == "had the same cost of care per person as"


def test_what_was_expected_is_not_rounded_away() -> None:
    assert in_words.change(-0.075, ADMISSIONS, places=1) == "7.5% fewer"
    assert in_words.change(-0.10, ADMISSIONS, places=1) == "10% fewer"


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (-0.22, -0.05, "between 5% and 22% fewer"),
        (-0.22, 0.08, "anywhere from 22% fewer to 8% more"),
        (0.12, 0.44, "between 12% and 44% more"),
        (-0.22, 0.0, "anywhere from 22% fewer to no change"),
        (-0.22, math.inf, "anywhere from 22% fewer upwards, with no upper limit"),
        (0.05, math.inf, "5% more or above, with no upper limit"),
        (-math.inf, math.inf, "anything, for it has no limits"),
    ],
)
def test_an_interval_is_said_from_the_nearest_to_the_furthest(low: float, high: float, words: str) -> None:
    assert in_words.interval(estimate((low + high) / 2, low, high), ADMISSIONS) == words


def test_limits_are_said_one_after_the_other_or_not_to_be_there() -> None:
    assert in_words.limits(estimate(-0.1, -0.22, -0.05), ADMISSIONS) == "22% fewer to 5% fewer"
    assert in_words.limits(estimate(-0.1, -0.22, math.inf), ADMISSIONS) == "22% fewer to no upper limit"


def test_having_been_admitted_lately_is_read_as_yes_or_no() -> None:
    assert characteristic("admitted_as_emergency_3m") == "Admitted as an emergency or not, last 3 months"


def test_a_title_stands_in_a_sentence_without_what_follows_its_comma() -> None:
    measure = Measure("b", "Bed days of emergency admissions, by month of admission", "", 1)
    assert measure.in_a_sentence == "bed days of emergency admissions"
    assert Measure("g", "GP consultations", "", 1).in_a_sentence == "GP consultations"


def test_a_test_that_could_find_nothing_says_so() -> None:
    found = answer(comparison(estimate(-0.06, -0.8, 2.0)), detectable=-1.0)
    assert in_words.detectable(found) == "none"
    _, second = in_words.two_sentences(found, "The hub", "People who joined", "others")
    assert "not even a fall to nothing" in second


def test_a_characteristic_has_its_name_and_its_time() -> None:
    assert characteristic("emergency_admissions_12m") == "Emergency admissions, last 12 months"
    assert characteristic("emergency_admissions_13_24m_not_known") == (
        "Emergency admissions, 13 to 24 months before (not known)"
    )
    assert characteristic("gp_consultations_12m") == "GP consultations, last 12 months"


def test_a_check_names_characteristics_as_they_are_read() -> None:
    found = Finding(
        "balance",
        "Groups alike before",
        "concern",
        "Not quite in hospital_frailty, gp_consultations_12m: adjust.",
        rows=[{"covariate": "hospital_frailty"}, {"covariate": "gp_consultations_12m"}],
    )
    assert shown_sentence(found) == (
        "Not quite in Hospital Frailty Risk Score, GP consultations, last 12 months: adjust."
    )


@pytest.mark.parametrize("outcome", ["concern", "failed"])
def test_time_nobody_could_die_in_is_told_without_counts(outcome: str) -> None:
    raw = "only 3 of the treated died or left, where 5 would be expected"
    found = Finding("immortal-time", "Time", outcome, raw)  # type: ignore[arg-type]
    assert not any(letter.isdigit() for letter in shown_sentence(found))


def test_a_caution_that_counts_people_is_told_without_the_count() -> None:
    raw = Caution("few-events", "Only 4 people of one group had any event: the interval is less sure.")
    assert not any(letter.isdigit() for letter in shown_caution(raw))
    assert shown_caution(Caution("other", "As it is.")) == "As it is."


def test_checks_are_tallied_in_words() -> None:
    assert tally(["passed", "failed", "passed"]) == "2 passed, 1 failed"
    assert tally([]) == "none were made"


def test_a_rate_is_shown_to_three_figures() -> None:
    assert three_figures(1234.5) == 1230
    assert three_figures(0.01239) == 0.0124
