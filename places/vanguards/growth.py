"""Emergency admissions from 2016 to 2019: growth of vanguards' hospitals beside others. There is no time before: no effect can
be read from it."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from joinedup.answers.published import open_published
from joinedup.evaluation.methods.results import Estimate, Floats

REPETITIONS = 9_999
YEARS = """
select organisation_code, case when month < date '2017-04-01' then 1 else 3 end as year,
    count(*) as months, sum(emergency_admissions) as admissions
from provider_month
where organisation_code is not null and department_type = '1'
    and (month < date '2017-04-01' or month >= date '2018-04-01')
group by organisation_code, case when month < date '2017-04-01' then 1 else 3 end
"""


@dataclass(frozen=True)
class Growth:
    """Growth in % from 2016/17 to 2018/19, provider by provider, and the difference between two groups of them."""

    group: str
    vanguards: int
    others: int
    median_of_vanguards: float
    median_of_others: float
    difference: Estimate


def growth(folder: Path, care_models: tuple[str, ...], rng: np.random.Generator) -> Growth:
    """Emergency admissions through major departments, by provider code. Hospitals of other vanguards are in neither group."""
    by_code = _growth_by_code(folder)
    with (Path(__file__).parent / "providers.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["organisation_code"]]
    named = {row["organisation_code"] for row in rows}
    ours = {
        row["organisation_code"]
        for row in rows
        if row["role"] == "treated" and row["care_model"] in care_models
    }
    vanguards = np.array([value for code, value in by_code.items() if code in ours])
    others = np.array([value for code, value in by_code.items() if code not in named])
    return Growth(
        " and ".join(care_models),
        len(vanguards),
        len(others),
        float(np.median(vanguards)),
        float(np.median(others)),
        _difference(vanguards, others, rng),
    )


def _growth_by_code(folder: Path) -> dict[str, float]:
    with open_published(folder) as published:
        rows = published.rows(YEARS)
    whole = {
        (code, year): float(admissions)
        for code, year, months, admissions in rows
        if months == 12 and admissions
    }
    codes = sorted({code for code, _ in whole})
    return {
        code: (whole[code, 3] / whole[code, 1] - 1) * 100
        for code in codes
        if (code, 1) in whole and (code, 3) in whole and whole[code, 1] >= 3_000
    }


def _difference(vanguards: Floats, others: Floats, rng: np.random.Generator) -> Estimate:
    """Difference of medians, for a few providers were reorganised, with a bootstrap interval and a permutation p value."""
    everyone = np.r_[vanguards, others]
    found = np.median(vanguards) - np.median(others)
    drawn = [
        np.median(rng.choice(vanguards, len(vanguards))) - np.median(rng.choice(others, len(others)))
        for _ in range(REPETITIONS)
    ]
    shuffled = np.array([_split(rng.permutation(everyone), len(vanguards)) for _ in range(REPETITIONS)])
    low, high = np.quantile(drawn, [0.025, 0.975])
    p_value = (1 + (np.abs(shuffled) >= abs(found)).sum()) / (REPETITIONS + 1)
    return Estimate(
        float(found),
        float(low),
        float(high),
        "difference",
        "difference-of-medians",
        "bootstrap",
        p_value=float(p_value),
    )


def _split(values: Floats, size: int) -> float:
    return float(np.median(values[:size]) - np.median(values[size:]))
