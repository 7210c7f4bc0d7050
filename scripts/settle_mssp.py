"""Settles every published year of the Medicare Shared Savings Program again, and makes its historical benchmarks again.

    python -m scripts.settle_mssp FOLDER > docs/reference/mssp-settlements.md

FOLDER holds mssp_settlements_2014_2021.csv and mssp_hist_benchmark_initial_agreements.csv, which are made of the program's
public use files; docs/how-to/get-the-data.md says where to get them. The same files give the same page.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scripts.mssp_benchmarks import Agreements, agreements_in
from scripts.mssp_settlements import (
    DIFFERS,
    GAIN,
    LOSS,
    NOTHING,
    REVENUE_CAP,
    WAIVED,
    Rows,
    answers,
    chosen_rates,
    minimum_rates_differ,
    read_rows,
    settle,
)

SETTLEMENTS, BENCHMARKS = "mssp_settlements_2014_2021.csv", "mssp_hist_benchmark_initial_agreements.csv"

_PAGE = Path(__file__).with_name("mssp_settlements.template")


def page(folder: Path) -> str:
    """The page, from the two files of the folder."""
    rows = read_rows(folder / SETTLEMENTS)
    result = settle(rows)
    told, agreements = answers(rows, result), list(agreements_in(folder / BENCHMARKS))
    count = Counter(told)
    return _PAGE.read_text(encoding="utf-8").format(
        rows=f"{len(told):,}",
        worst_gain=_per_cent(_furthest(rows, result, told, GAIN), 4),
        worst_loss=_per_cent(_furthest(rows, result, told, LOSS), 3),
        owing=int((rows.published < 0).sum()),
        losses_agree=count[LOSS],
        cannot=count[REVENUE_CAP],
        differs=count[DIFFERS] or "No",
        by_year="\n".join(_year(rows, result, told, year) for year in sorted(set(rows.year.tolist()))),
        unsettled="\n".join(_unsettled(rows, result, told)),
        minimum_rates="\n".join(_minimum_rates(rows)),
        rate_that_differs=_rate_that_differs(rows),
        no_track=int((~rows.track_is_told).sum()),
        track_2=sum(
            t == "track-2" and not told for t, told in zip(rows.track, rows.track_is_told, strict=True)
        ),
        no_score=int((~rows.quality_is_told).sum()),
        gains_without_score=int((~rows.quality_is_told & (rows.published > 0)).sum()),
        no_standard=int((rows.year <= 2015).sum()),
        half_years=int(rows.is_half_year.sum()),
        failed_quality=_failed_quality(rows),
        worst_benchmark=_per_cent(max(each.furthest() for each in agreements), 2),
        benchmarks="\n".join(map(_benchmark, agreements)),
    )


def _year(rows: Rows, result: NDArray[np.int64], told: Sequence[str], year: int) -> str:
    own = np.flatnonzero(rows.year == year)
    count = Counter(told[n] for n in own)
    counts = [len(own), *(count[kind] for kind in (GAIN, LOSS, WAIVED, NOTHING, REVENUE_CAP))]
    sums = [f"{amounts[own].sum() / 1e8:,.1f}" for amounts in (rows.published, result)]
    return _row([str(year), *(f"{number:,}" for number in counts), *sums])


def _unsettled(rows: Rows, result: NDArray[np.int64], told: Sequence[str]) -> Iterable[str]:
    for n in sorted(
        np.flatnonzero(np.isin(told, (REVENUE_CAP, DIFFERS))),
        key=lambda n: (rows.year[n], rows.organisation[n]),
    ):
        amounts = [f"{cents[n] / 100:,.0f}" for cents in (rows.published, result)]
        yield _row([str(rows.year[n]), rows.organisation[n], rows.track[n], *amounts, told[n]])


def _minimum_rates(rows: Rows) -> Iterable[str]:
    chosen, differs = chosen_rates(rows), set(minimum_rates_differ(rows).tolist())
    by_size = np.array([rate == "by-population-size" for rate in chosen])
    kinds = {
        "one-sided tracks: by population size, on the straight line between published sizes": rows.is_one_sided,
        "two-sided tracks that chose it by population size": ~rows.is_one_sided & by_size,
        "two-sided tracks that chose a flat rate of none to 2%": ~by_size,
    }
    for name, which in kinds.items():
        own = np.flatnonzero(which)
        yield _row([name, f"{len(own):,}", f"{sum(n not in differs for n in own.tolist()):,}"])


def _rate_that_differs(rows: Rows) -> str:
    told = [
        f"The one of {rows.people[n]:,.0f} people in {rows.year[n]} has {_per_cent(rows.minimum_rate[n], 2)}: the table ends at 500"
        " people, below which the regulation names no rate but says that it is at least 12.2%. It earned nothing by either."
        for n in minimum_rates_differ(rows)
    ]
    return "\n".join(told)


def _failed_quality(rows: Rows) -> int:
    """Organisations that saved at least the minimum and did not meet the quality standard."""
    saved = (rows.benchmark - rows.spending) / rows.benchmark
    return int(((saved >= rows.minimum_rate) & (saved > 0) & ~rows.standard_met).sum())


def _benchmark(agreements: Agreements) -> str:
    weights, explained = agreements.regressed()
    return _row(
        [
            str(agreements.performance_year),
            str(agreements.began),
            str(len(agreements.published)),
            *(f"{weight:.4f}" for weight in weights),
            f"{explained:.6f}",
            _per_cent(agreements.furthest(), 2),
        ]
    )


def _furthest(rows: Rows, result: NDArray[np.int64], told: Sequence[str], kind: str) -> float:
    own = np.flatnonzero(np.array(told) == kind)
    return float(np.abs(result[own] / rows.published[own] - 1).max())


def _per_cent(share: float, places: int) -> str:
    return f"{100 * share:.{places}f}%"


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    print(page(parser.parse_args().folder), end="")
