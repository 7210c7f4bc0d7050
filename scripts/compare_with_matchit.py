"""Holds our matching against R MatchIt's on one file: pairs counted, pairs equal, balance. See compare-with-matchit.sh."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from benchmarks.matching_file import COVARIATES, MatchingRows, read_matching_file

from joinedup.evaluation.methods.matching.balance import balance_of
from joinedup.evaluation.methods.matching.matched import Matched
from joinedup.evaluation.methods.matching.nearest import nearest
from joinedup.evaluation.methods.matching.propensity import propensity
from joinedup.evaluation.methods.matching.strata import strata_of


def main(file: Path, folder: Path) -> None:
    """Print one line for each way of matching that MatchIt was asked for."""
    rows = read_matching_file(file, np.float64)
    exactly = strata_of(rows.exactly)
    ways: Mapping[str, Mapping[str, Any]] = {
        "plain": {},
        "replace": {"replace": True},
        "exact": {"strata": exactly},
        "two": {"ratio": 2},
        "caliper": {"caliper": 0.2},
        "caliper_exact": {"caliper": 0.2, "strata": exactly},
    }
    score = propensity(rows.covariates, rows.treated, COVARIATES).logit
    theirs = pd.read_csv(folder / "score.csv", header=None)[0].to_numpy()
    print(
        f"{len(score):,} rows, MatchIt {(folder / 'version').read_text()}; logits differ by {abs(score - theirs).max():.1e}"
    )
    for way, options in ways.items():
        if (folder / f"{way}.csv").exists():
            print(_line(way, rows, nearest(theirs, rows.treated, **options), folder))


def _line(way: str, rows: MatchingRows, ours: Matched, folder: Path) -> str:
    pairs = pd.read_csv(folder / f"{way}.csv")
    theirs = set(zip(pairs["treated"] - 1, pairs["control"] - 1, strict=True))
    assert ours.treated_rows is not None
    assert ours.control_rows is not None
    same = len(theirs & set(zip(ours.treated_rows.tolist(), ours.control_rows.tolist(), strict=True)))
    balance = balance_of(rows.covariates, ours, COVARIATES, distributions=True)
    table = pd.read_csv(folder / f"{way}_balance.csv", index_col=0).loc[list(COVARIATES)]
    apart = np.abs(table["Std. Mean Diff."].to_numpy() - balance.difference_after).max()
    ratio = np.nanmax(np.abs(table["Var. Ratio"].to_numpy() - balance.variance_ratio_after))
    return (
        f"  {way}: pairs {ours.pairs:,} ours, {len(theirs):,} theirs, {same:,} the same;"
        f" standardised differences within {apart:.1e}, variance ratios within {ratio:.1e}"
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
