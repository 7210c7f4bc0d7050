"""The same as R MatchIt: pairs on a made-up file, and the balance that its `summary()` prints.

The figures were written down from MatchIt 4.5.1 (Debian), run by scripts/compare-with-matchit.sh, which also compares
pair by pair; the balance of LaLonde's men from `summary()` of the same version.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from benchmarks.matching_file import COVARIATES, MatchingRows, read_matching_file, write_matching_file

from joinedup.evaluation.methods.matching.balance import balance_of
from joinedup.evaluation.methods.matching.coarsened import coarsened
from joinedup.evaluation.methods.matching.nearest import nearest
from joinedup.evaluation.methods.matching.propensity import propensity
from joinedup.evaluation.methods.matching.strata import strata_of

ROWS = 10_000


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> MatchingRows:
    file = tmp_path_factory.mktemp("matching") / "rows.csv"
    write_matching_file(file, ROWS)
    return read_matching_file(file, np.float64)


@pytest.mark.parametrize(
    ("options", "exactly", "pairs"),
    [
        ({}, False, 1727),
        ({"replace": True}, False, 1727),
        ({}, True, 1727),
        ({"ratio": 2}, False, 3454),
        ({"caliper": 0.2}, False, 1715),
        ({"caliper": 0.2}, True, 1640),
    ],
)
def test_as_many_pairs_as_matchit(
    rows: MatchingRows, options: dict[str, object], exactly: bool, pairs: int
) -> None:
    score = propensity(rows.covariates, rows.treated, COVARIATES).logit
    strata = strata_of(rows.exactly) if exactly else None
    assert nearest(score, rows.treated, strata=strata, **options).pairs == pairs  # type: ignore[arg-type]


def test_numbers_of_32_bits_give_the_same_pairs(rows: MatchingRows) -> None:
    score = propensity(rows.covariates.astype(np.float32), rows.treated, COVARIATES).logit
    assert nearest(score, rows.treated, caliper=0.2).pairs == 1715


def test_balance_is_what_the_summary_prints(shared_data: Path) -> None:
    men = pd.read_csv(shared_data / "causal" / "lalonde.csv")
    names = ["age", "educ", "married", "re74", "re75"]
    features, treated = men[names].to_numpy(dtype=float), men["treat"].to_numpy()
    matched = coarsened(
        np.column_stack([features, men["nodegree"], men["race"] == "black", men["race"] == "hispan"]), treated
    )
    found = balance_of(features, matched, names, distributions=True)
    assert found.gaps is not None
    assert found.difference_before == pytest.approx(
        [-0.309445262, 0.054964661, -0.826309272, -0.721083809, -0.290262911]
    )
    assert found.difference_after == pytest.approx(
        [0.049275074, 0.044634113, 0, -0.042677833, -0.049204401], abs=1e-9
    )
    after = [0.89087574, 0.88939376, np.nan, 1.39157979, 0.85005772]
    assert found.variance_ratio_after == pytest.approx(after, nan_ok=True)
    assert found.gaps.mean_before == pytest.approx(
        [0.081339066, 0.034722319, 0.323631324, 0.224794889, 0.134171447]
    )
    assert found.gaps.mean_after == pytest.approx(
        [0.013044872, 0.0099865047, 0, 0.043548816, 0.040273491], abs=1e-9
    )
    assert found.gaps.largest_after == pytest.approx([0.08974359, 0.1, 0, 0.31184371, 0.15982906], abs=1e-8)
    assert found.effective_controls == pytest.approx(41.28985, abs=1e-5)
