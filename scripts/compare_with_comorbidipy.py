"""Compares the scores in a folder's our_scores.csv with comorbidipy's of its diagnoses.csv; run by the .sh beside it.

comorbidipy's frailty score adds a three-character category's points once for each longer code recorded. Ours adds them
once, as published; the difference is worked out from the points alone, and must account for every unequal score.
"""

from __future__ import annotations

import sys
from pathlib import Path

import polars as pl
from comorbidipy import comorbidity, hfrs
from comorbidipy.codemaps.mapping import hfrs_mapping

# AIDS weighs 4 in Quan 2011; comorbidipy 0.8.0 has 2.
AIDS_MISSING = 2


def main(folder: Path) -> int:
    """The number of scores that nothing explains."""
    diagnoses = pl.read_csv(folder / "diagnoses.csv", schema_overrides={"code": pl.String})
    ours = pl.read_csv(folder / "our_scores.csv").sort("stay")
    print(f"{ours.height:,} stays, {diagnoses.height:,} diagnoses")
    unexplained = 0
    for score, weighting, column in (
        ("charlson", "charlson", "charlson"),
        ("charlson", "quan", "charlson_quan_2011"),
        ("elixhauser", "van_walraven", "elixhauser"),
    ):
        theirs = comorbidity(diagnoses, id_col="stay", score=score, variant="quan", weighting=weighting).sort(
            "stay"
        )
        expected = theirs["comorbidity_score"]
        if weighting == "quan":
            unexplained += report(column + ", as it is", ours[column], expected, counts=False)
            expected = expected + AIDS_MISSING * theirs["aids"]
            column_said = column + ", AIDS weighing 4"
        else:
            column_said = column
        unexplained += report(column_said, ours[column], expected)
    theirs = hfrs(diagnoses, id_col="stay").sort("stay")["hfrs_score"]
    report("hospital_frailty, as it is", ours["hospital_frailty"], theirs, counts=False)
    unexplained += report(
        "hospital_frailty, without the repeats", ours["hospital_frailty"], theirs - repeated_points(diagnoses)
    )
    return unexplained


def repeated_points(diagnoses: pl.DataFrame) -> pl.Series:
    """Points that comorbidipy adds more than once: for each stay and category, all but one of its distinct codes."""
    category = pl.col("code").str.slice(0, 3)
    repeats = (
        diagnoses.unique()
        .with_columns(
            category.replace_strict(hfrs_mapping, default=0.0, return_dtype=pl.Float64).alias("points")
        )
        .group_by("stay", category.alias("category"))
        .agg(((pl.len().cast(pl.Int64) - 1) * pl.col("points").first()).alias("again"))
        .group_by("stay")
        .agg(pl.col("again").sum())
    )
    return repeats.sort("stay")["again"]


def report(name: str, ours: pl.Series, theirs: pl.Series, *, counts: bool = True) -> int:
    """Print how many scores differ by 0.05 or more; the number, or 0 where differing is expected."""
    different = int(((ours - theirs).abs() > 0.05).sum())
    print(f"{name:45} {different:>7,} of {len(ours):,} differ ({different / len(ours):.1%})")
    return different if counts else 0


if __name__ == "__main__":
    sys.exit(1 if main(Path(sys.argv[1])) else 0)
