"""Real settlements of the Medicare Shared Savings Program, settled again.

Source: Centers for Medicare & Medicaid Services, Shared Savings Program performance year financial and quality results, public
use files 2014 to 2021 (data.cms.gov/medicare-shared-savings-program); worked rows typed in from them.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from scripts.mssp_settlements import (
    DIFFERS,
    GAIN,
    LOSS,
    NOTHING,
    REVENUE_CAP,
    WAIVED,
    Rows,
    answers,
    minimum_rates_differ,
    read_rows,
    settle,
)
from scripts.settle_mssp import SETTLEMENTS, page

from joinedup.money.contracts import settled, with_terms
from joinedup.money.payments import net_received
from joinedup.money.sharing.minimum_rate import minimum_rate_for
from joinedup.money.year_facts import YearFacts
from joinedup.place.contracts import Baseline, Contract, Term
from tests.architecture.tree import ROOT


@dataclass(frozen=True)
class Again:
    """The published rows and what they were settled to."""

    rows: Rows
    result: NDArray[np.int64]
    told: NDArray[np.str_]


@cache
def settled_again(path: Path) -> Again:
    rows = read_rows(path)
    result = settle(rows)
    return Again(rows, result, np.array(answers(rows, result)))


@pytest.fixture
def again(shared_data: Path) -> Again:
    return settled_again(shared_data / "mssp" / SETTLEMENTS)


def test_every_gain_is_settled_to_within_two_hundredths_of_a_per_cent(again: Again) -> None:
    gains = again.rows.published > 0
    assert gains.sum() == 1_561
    furthest = np.abs(again.result[gains] / again.rows.published[gains] - 1).max()
    assert furthest < 0.0002
    assert (again.told[gains] == GAIN).all()


def test_whoever_was_paid_nothing_is_settled_to_nothing(again: Again) -> None:
    nothing = np.isin(again.told, (NOTHING, WAIVED))
    assert (again.rows.published[nothing] == 0).all()
    assert (np.abs(again.result[nothing]) <= 100).all()
    assert (again.told == NOTHING).sum() == 2_031
    assert (again.told == WAIVED).sum() == 13


def test_losses_are_settled_to_within_a_fifth_of_a_per_cent_where_revenue_is_not_needed(again: Again) -> None:
    losses = again.rows.published < 0
    assert losses.sum() == 32
    agree = again.told == LOSS
    assert agree.sum() == 31
    assert np.abs(again.result[agree] / again.rows.published[agree] - 1).max() < 0.002


def test_four_rows_need_a_revenue_that_is_not_published_and_nothing_else_differs(again: Again) -> None:
    rows, unsettled = again.rows, np.flatnonzero(again.told == REVENUE_CAP)
    named = {(int(rows.year[n]), rows.organisation[n]) for n in unsettled}
    assert named == {(2019, "A2392"), (2021, "A1515"), (2021, "A2820"), (2021, "A4627")}
    assert (again.result[unsettled] < rows.published[unsettled]).all()
    assert not (again.told == DIFFERS).any()


def test_every_minimum_rate_by_size_is_the_published_one_but_that_of_152_people(again: Again) -> None:
    rows, one_sided = again.rows, again.rows.is_one_sided
    assert one_sided.sum() == 3_007
    apart = np.abs(minimum_rate_for(rows.people[one_sided]) - rows.minimum_rate[one_sided])
    assert (apart <= 0.0001).sum() == 3_006
    assert rows.people[minimum_rates_differ(rows)].tolist() == [152.0]


# Gains less losses in dollars, added up over the published rows of each year. CMS announced $341 million for 2014, ... in $m:
# 341, 646, 691, 781, 966, 1,118, 2,284, 1,959.
@pytest.mark.parametrize(
    ("year", "million"),
    [
        (2014, 341),
        (2015, 646),
        (2016, 691),
        (2017, 781),
        (2018, 966),
        (2019, 1_118),
        (2020, 2_284),
        (2021, 1_959),
    ],
)
def test_the_programme_s_total_of_a_year_is_the_published_one(again: Again, year: int, million: int) -> None:
    own = again.rows.year == year
    assert round(again.rows.published[own].sum() / 1e8) == million
    # The four losses that cannot be settled are too large by 1.4 million dollars together.
    assert again.result[own].sum() / 1e8 == pytest.approx(million, abs=1.0)


@dataclass(frozen=True)
class Worked:
    """One published settlement in dollars; `people` only where the minimum rate goes by size."""

    preset: str
    benchmark: int
    saved: int
    published: int
    quality: float = 1.0
    standard: bool = True
    people: float = 0.0
    rate: float | str = 0.02
    adjustment: float = 0.0


WORKED = {
    "2021 A1001": Worked("mssp-enhanced-2021", 1_175_345_650, 1_175_345_650 - 1_091_114_293, 61_910_047),
    "2021 A1027": Worked(
        "mssp-basic-e-2021",
        135_787_947,
        135_787_947 - 129_237_648,
        3_209_646,
        rate="by-population-size",
        people=10_500,
    ),
    "2020 A1070, capped at 10%": Worked(
        "mssp-basic-b-2020", 189_938_560, 189_938_560 - 133_317_915, 18_993_856, quality=0.9687, people=10_347
    ),
    "2018 A1409, capped at 10%": Worked(
        "mssp-track-1-2018", 121_182_225, 37_681_081, 12_118_223, quality=0.9081, people=5_451
    ),
    "2015 of 9,959 people": Worked(
        "mssp-track-2-2015", 123_683_230, 123_683_230 - 102_070_120, 12_619_152, quality=0.993
    ),
    "2021 A1488, 1.9955% is below 2%": Worked(
        "mssp-enhanced-2021", 109_130_873, 109_130_873 - 106_953_158, 0
    ),
    "2018 A1215, 40% of a loss": Worked(
        "mssp-track-3-2018",
        797_237_607,
        -15_259_668,
        -6_101_212,
        quality=0.8884,
        rate=0.005,
        adjustment=2_655,
    ),
    "2018 A3743, quality failed": Worked(
        "mssp-track-3-2018",
        86_448_539,
        -2_828_054,
        -2_118_244,
        quality=0.4545,
        standard=False,
        rate=0.01,
        adjustment=2_797,
    ),
    "2019 A3877, 30% of a loss": Worked(
        "mssp-track-1-plus-2019",
        150_710_611,
        -9_016_412,
        -2_668_043,
        quality=0.9454,
        rate=0.0279,
        adjustment=36_880,
    ),
    "2019 A1498, half a year": Worked(
        "mssp-track-1-plus-2019",
        92_916_169,
        -2_348_698,
        -702_674,
        quality=0.9644,
        rate=0.015,
        adjustment=3_870 / 2,
    ),
}


@pytest.mark.parametrize("name", WORKED)
def test_a_settlement_worked_by_hand_comes_to_what_was_published(name: str) -> None:
    worked = WORKED[name]
    result = net_received(settled(with_terms(contract_of(worked)).terms, facts_of(worked)), 1)["ACO"][0]
    # The file has the quality score to four places.
    assert result / 100 == pytest.approx(worked.published, rel=0.0002, abs=1.0)


def contract_of(worked: Worked) -> Contract:
    preset = {"kind": "preset", "name": worked.preset}
    if "track-1-2" not in worked.preset and "basic-b" not in worked.preset:
        preset |= {
            "minimum_savings_rate": worked.rate,
            "minimum_loss_rate": worked.rate,
            "less_decided": "disaster",
        }  # type: ignore[dict-item]
        preset |= {"cap_of_revenue": None}  # type: ignore[dict-item]
    return Contract(
        name="Shared Savings Program",
        starts_on="2014-01-01",
        years=1,
        baseline=Baseline(measured_from="2011-01-01", method="claims"),
        terms=(Term(**preset),),
    )


def facts_of(worked: Worked) -> YearFacts:
    return YearFacts(
        year=1,
        years=1,
        futures=1,
        commissioner="CMS",
        holder="ACO",
        person_years=np.array([worked.people]),
        benchmark_pence=np.array([worked.benchmark * 100]),
        spending_pence=np.array([(worked.benchmark - worked.saved) * 100]),
        quality_score=np.array([worked.quality]),
        met={"quality standard": np.array([worked.standard])},
        decided_pence={"disaster": np.array([round(worked.adjustment * 100)])},
    )


def test_what_the_page_says_is_true(shared_data: Path) -> None:
    written = (ROOT / "docs" / "reference" / "mssp-settlements.md").read_text(encoding="utf-8")
    assert written == page(shared_data / "mssp"), "run `python -m scripts.settle_mssp FOLDER` again"
