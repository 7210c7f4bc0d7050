"""The contract that failed in Cambridgeshire and Peterborough in 2015, through the stress test with nothing left to chance.

Prices: £726m over five years, £152m in the first (National Audit Office 2016), the others on a straight line. Savings: £178m net
(National Audit Office). Asked for in the first month: £34.3m more. Growth: emergency admissions, 3.2% a year (Health
Foundation 2018), and with prices 2 points more. The gaps and what is left are arithmetic on these.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pytest

from joinedup.money.contracts import with_terms
from joinedup.money.stress.stress import prepared, stressed
from joinedup.place.contracts import Contract
from joinedup.place.model import Place

PRICES = (152_000_000, 148_600_000, 145_200_000, 141_800_000, 138_400_000)
ASKED = 34.3 / 152
SAVINGS = ({"name": "fewer emergency admissions", "total": 178_000_000, "fixed_cost_left": True},)


def place() -> Place:
    days = {"data_from": date(2013, 4, 1), "data_until": date(2014, 3, 31)}
    return Place.model_validate(
        {
            "place": {"name": "Cambridgeshire and Peterborough", "question": "?", **days},
            "organisations": (
                {"code": "06H", "name": "The clinical commissioning group", "kind": "commissioner"},
                {
                    "code": "LLP",
                    "name": "UnitingCare Partnership LLP",
                    "kind": "community",
                    "capital_reserve": 0,
                },
            ),
        }
    )


def result_in_millions(baseline_error: float, growth: float, savings: tuple[dict[str, Any], ...]) -> float:
    baseline = {"measured_from": date(2013, 4, 1), "method": "bid", "annual": 152_000_000, "growth": growth}
    contract = with_terms(
        Contract.model_validate(
            {
                "name": "Older people's and adult community services",
                "starts_on": date(2015, 4, 1),
                "years": 5,
                "baseline": baseline,
                "terms": ({"kind": "capitated-payment"},),
                "commissioner": "06H",
                "holder": "LLP",
                "prices": PRICES,
                "savings": savings,
            }
        )
    )
    model, _ = prepared(contract, {})
    held = {name: one.still for name, one in model.assumptions.by_name.items()}
    held |= {"baseline_error": baseline_error, "savings_realised": 1.0, "savings_delay": 0.0}
    found = stressed(place(), contract, futures=100, held=held)
    assert np.ptp(found.of("LLP").total_pence) == 0
    assert not found.of("06H").at_stake
    return int(found.of("LLP").total_pence[0]) / 1e8


@pytest.mark.parametrize(
    ("baseline_error", "growth", "gap", "left"),
    [(0.0, 0.032, -84.2, 93.8), (ASKED, 0.032, -267.1, -89.1), (ASKED, 0.052, -307.5, -129.5)],
)
def test_the_gap_and_what_all_savings_leave_of_it(
    baseline_error: float, growth: float, gap: float, left: float
) -> None:
    assert result_in_millions(baseline_error, growth, ()) == pytest.approx(gap, abs=0.06)
    assert result_in_millions(baseline_error, growth, SAVINGS) == pytest.approx(left, abs=0.06)
